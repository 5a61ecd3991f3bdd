"""``python -m tests.engines`` starts the engines, asks everything, and prints the counts.

``--write`` puts the tables into the page too; ``--load FILE`` loads that file of N-Quads into each
engine instead and says how long that and some questions take.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tests.engines import page, record, scale
from tests.engines.asking import shipped
from tests.engines.commands import COMMANDS, compared
from tests.engines.servers import ENGINES, engine

from uegraph.store.remote import RemoteStore


def main() -> int:
    """Ask every engine everything; status 1 where one answers otherwise than the table says."""
    parser = argparse.ArgumentParser(prog="python -m tests.engines", description=__doc__)
    parser.add_argument("--write", action="store_true", help="renew the tables of the page")
    parser.add_argument("--load", type=Path, metavar="FILE", help="measure on this graph instead")
    options = parser.parse_args()
    if options.load:
        scale.measure(options.load)
        return 0
    runs: dict[str, tuple[record.Answers, dict[str, bool]]] = {}
    wrong = 0
    for name in ENGINES:
        with tempfile.TemporaryDirectory() as folder, engine(name, Path(folder)) as url:
            commands = _commands(url)
            answers = record.measured(url)
        runs[name] = answers, commands
        unlike = record.surprises(name, answers)
        failed = [command for command, same in commands.items() if not same]
        wrong += len(unlike) + len(failed)
        print(f"{name}\t{len(answers)} answers, alike / otherwise / refused:", end="")  # noqa: T201
        print("", *record.counts(answers), sep="\t")  # noqa: T201
        print(f"{name}\t{len(COMMANDS) - len(failed)} of {len(COMMANDS)} commands alike")  # noqa: T201
        listed = sorted(f"{name} {data}" for name, data in record.others(answers))
        for line in (*listed, *failed):
            print(f"  {line}")  # noqa: T201
    if options.write:
        page.write(runs)
    print(f"{wrong} otherwise than tests/engines/known.csv says")  # noqa: T201
    return 1 if wrong else 0


def _commands(url: str) -> dict[str, bool]:
    """Each command, and whether it says the same of the server's graph."""
    with RemoteStore(url, read_only=False) as remote:
        remote.replace_graphs(shipped())
    return {" ".join(command): compared(url, command) for command in COMMANDS}


if __name__ == "__main__":
    sys.exit(main())
