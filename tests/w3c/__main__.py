"""``python -m tests.w3c`` runs every W3C case; ``--write`` renews the tables and the page."""

from __future__ import annotations

import argparse
import logging
import sys
import warnings

from tests.w3c import page, record
from tests.w3c.manifests import W3C


def main() -> int:
    """Run all cases; status 1 where one ends otherwise than the table says."""
    parser = argparse.ArgumentParser(prog="python -m tests.w3c", description=__doc__)
    parser.add_argument("--write", action="store_true", help="renew the tables and the page")
    options = parser.parse_args()
    # rdflib complains of every ill-typed literal, and the suites hold many on purpose.
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    if not W3C.is_dir():
        print(f"The suites are not beside the checkout: {W3C}", file=sys.stderr)  # noqa: T201
        return 3
    if options.write:
        record.write()
        page.PAGE.write_text(page.text(), encoding="utf-8")
    different = 0
    for group in record.groups():
        for by in record.runners(group):
            found, wanted = record.measured(group, by), record.expected(group, by)
            different += len(found.items() ^ wanted.items())
            print(f"{group}\t{by}\t{record.counted(group)} cases, {len(found)} not passed")  # noqa: T201
    print(f"{different} end otherwise than tests/w3c/known.csv says")  # noqa: T201
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
