"""Fuzzing the readers: whatever the bytes, they give a book or a sentence, within bounds.

    python -m tests.fuzz.readers --seconds 60

Real files are broken at random; each is read in a fork that has little memory and time. A finding
is written to a file and named. `tests.fuzz.guided` does the same, led by coverage.
"""

from __future__ import annotations

import argparse
import os
import resource
import signal
import sys
import time
import traceback
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from tests.fuzz import mutation
from tests.ingest.grids.crafted import read_here

from uegraph.ingest.grids import Book, read_book
from uegraph.ingest.grids.refusal import RefusedError

if TYPE_CHECKING:
    from collections.abc import Callable

MEMORY = 2 << 30
SECONDS = 20
READ, REFUSED, FOUND = 0, 1, 2


def check(book: Book) -> None:
    """What holds for every book that is read."""
    for grid in book.grids:
        numbers = [number for number, _ in grid.records]
        assert numbers == sorted(set(numbers))
        assert all(number > 0 for number in numbers)
        assert all(type(cell) is str for _, cells in grid.records for cell in cells)
        assert all(any(cell.strip() for cell in cells) for _, cells in grid.records)
        assert grid.ragged or len({len(cells) for _, cells in grid.records}) <= 1
        assert grid.complete or any(remark.severity == "error" for remark in grid.remarks)
    said = [*book.remarks, *(remark for grid in book.grids for remark in grid.remarks)]
    for remark in said:
        assert remark.message
        assert remark.remedy.endswith(".")
        assert remark.severity in {"error", "warning"}
        assert ":" in remark.rule


def attempt(name: str, data: bytes) -> int:
    """Read bytes in this process.

    Raises:
        Exception: What no reader may raise.
    """
    if name.endswith(".csv"):
        book = read_book(data, name)
    else:
        try:
            book = read_here(data)
        except (RefusedError, MemoryError):
            return REFUSED
    check(book)
    return READ if book.grids else REFUSED


def forked(name: str, data: bytes) -> str:
    """Read bytes in a fork; says how it went."""
    pid = os.fork()
    if pid == 0:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        signal.alarm(SECONDS)
        status = FOUND
        try:
            status = attempt(name, data)
        except BaseException:  # noqa: BLE001 - every kind of it is a finding
            traceback.print_exc()
        finally:
            os._exit(status)
    _, status = os.waitpid(pid, 0)
    if os.WIFSIGNALED(status):
        # Out of memory or time: the process that read it is ended, and a sentence is given.
        check(book := read_book(data, name))
        assert any(remark.rule == "book:size" for remark in book.remarks), book.remarks
        return f"ended by signal {os.WTERMSIG(status)}"
    return ("read", "refused", "found")[os.WEXITSTATUS(status)]


def by_mutation(seconds: float, first: int, make: Callable[[int], tuple[str, bytes]]) -> int:
    """Break files until the time is up; how many findings there were."""
    counts: Counter[str] = Counter()
    seed = first
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        name, data = make(seed)
        how = forked(name, data)
        counts[how] += 1
        if how == "found":
            path = Path(f"finding-{seed}-{name}")
            path.write_bytes(data)
            sys.stdout.write(f"seed {seed}: {path}\n")
        seed += 1
    told = ", ".join(f"{count} {how}" for how, count in sorted(counts.items()))
    files = f"{make.__name__}s: {counts.total()} files in {seconds:g} s from seed {first}"
    sys.stdout.write(f"{files}: {told}\n")
    return counts["found"]


def main() -> int:
    """Fuzz for a while; 1 where something was found."""
    reading = argparse.ArgumentParser(prog="python -m tests.fuzz.readers")
    reading.add_argument("--seconds", type=float, default=60)
    reading.add_argument("--seed", type=int, default=0)
    asked = reading.parse_args()
    found = by_mutation(asked.seconds * 0.8, asked.seed, mutation.workbook)
    found += by_mutation(asked.seconds * 0.2, asked.seed, mutation.text)
    return min(found, 1)


if __name__ == "__main__":
    sys.exit(main())
