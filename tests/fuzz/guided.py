"""Fuzzing the readers, led by which of their branches each file reaches.

    pip install atheris
    python -m tests.fuzz.guided --seconds 60

https://github.com/google/atheris; it is no dependency, because it comes for few platforms. One part
of a file is broken at a time. What it learns is kept in ``build/fuzz``; a finding ends it.
"""

from __future__ import annotations

import argparse
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

CORPUS = Path("build", "fuzz")


def target() -> Callable[[bytes], None]:
    """Reads bytes, of which the first chooses the part that the others stand for."""
    attempt = import_module("tests.fuzz.readers").attempt
    samples = import_module("tests.fuzz.samples")
    targets = [
        (name, found, part)
        for name, data in sorted(samples.workbooks().items())
        for found in [samples.parts(data)]
        for part in sorted(found)
        if part.endswith((".xml", ".rels"))
    ]
    CORPUS.mkdir(parents=True, exist_ok=True)
    seeds = [found[part] for _, found, part in targets] + list(samples.texts().values())
    for at, seed in enumerate(seeds):
        (CORPUS / f"seed-{at}").write_bytes(bytes([at]) + seed)

    def one(data: bytes) -> None:
        at = data[0] if data else 0
        if at < len(targets):
            name, found, part = targets[at]
            attempt(name, samples.packed({**found, part: data[1:]}))
        else:
            attempt("a.csv", data[1:])

    return one


def main() -> None:
    """Fuzz for a while; libFuzzer ends the program, with 77 where it found something."""
    asking = argparse.ArgumentParser(prog="python -m tests.fuzz.guided")
    asking.add_argument("--seconds", type=int, default=60)
    seconds = asking.parse_args().seconds
    atheris = import_module("atheris")
    with atheris.instrument_imports(include=["uegraph.ingest.grids"]):
        for reader in ("xlsx", "ods"):  # which are imported only when they are needed
            import_module(f"uegraph.ingest.grids.{reader}")
        one = target()
    options = [f"-max_total_time={seconds}", "-rss_limit_mb=4000", "-max_len=20000"]
    atheris.Setup([sys.argv[0], *options, "-print_final_stats=1", str(CORPUS)], one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
