"""The published lines as the tables of the documentation, put in their places.

Run with ``python -m benchmarks.scale.telling`` after a run with ``--publish``.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benchmarks.scale.published import Line, questions, read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

ROOT: Final = Path(__file__).parents[2]
LONG: Final = 2
"""Seconds that nobody minds to wait."""


def seconds(number: float) -> str:
    """So many digits as can be trusted."""
    return f"{number:.1f}" if number < 10 else f"{number:,.0f}"


def times(line: Line) -> str:
    """How much faster than a peer, in words."""
    if not line.faster:
        return ""
    over, _, number = line.faster.rpartition(" ")
    try:
        return f"{f'{over} ' if over else ''}{seconds(float(number))}, {line.peer}"
    except ValueError:  # a sentence instead
        return line.faster


def short(lines: Iterable[Line]) -> str:
    """One row a stage, with the processor's seconds at each size, for the first page."""
    found = [*lines]
    sizes = sorted({line.triples for line in found})
    heads = [f"{size:,}" for size in sizes] + ["of the floor", "times as fast as a peer"]
    rows = [
        f"| CPU seconds, at triples | {' | '.join(heads)} |",
        "| --- |" + " --- |" * len(heads),
    ]
    for stage in dict.fromkeys(line.stage for line in found):
        by_size = {line.triples: line for line in found if line.stage == stage}
        cells = [seconds(by_size[size].cpu) if size in by_size else "" for size in sizes]
        last = by_size[max(by_size)]
        told = [line for line in by_size.values() if line.faster]
        rows.append(
            f"| {stage} | {' | '.join(cells)} | {seconds(last.ratio)}, {last.floor} | "
            f"{times(max(told, key=lambda line: line.triples)) if told else ''} |"
        )
    return "\n".join(rows)


HEAD: Final = (
    "| stage | triples | CPU, s | s | peak memory, MiB | of the floor | times as fast |\n"
    "| --- | --- | --- | --- | --- | --- | --- |"
)


def row(line: Line) -> str:
    """A line under `HEAD`."""
    return (
        f"| {line.stage} | {line.triples:,} | {seconds(line.cpu)} | {seconds(line.wall)} | "
        f"{line.mebibytes:,} | {seconds(line.ratio)}, {line.floor} | {times(line)} |"
    )


def long(lines: Iterable[Line]) -> str:
    """Every line, for the benchmarks' own page."""
    return "\n".join([HEAD, *map(row, lines)])


def asked() -> str:
    """The questions that take more than two seconds at the largest size, and how many do not."""
    largest = max(triples for _, triples in read())
    rows = [line.split("\t") for line in questions(largest).read_text("utf-8").splitlines()]
    slow = sorted((row for row in rows if float(row[0]) > LONG), key=lambda row: -float(row[0]))
    quick = f"{len(rows) - len(slow)} of {len(rows)} questions take at most {LONG} seconds"
    told = [
        f"At {largest:,} triples {quick} of the processor. The others:",
        "",
        "| question | CPU, s | rows |",
        "| --- | --- | --- |",
    ]
    told += [f"| {name} | {seconds(float(taken))} | {found} |" for taken, found, name in slow]
    return "\n".join(told)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text stands, between two marks.

    Attributes:
        page: The page.
        mark: The name of the marks.
        text: What is to stand there.
    """

    page: Path
    mark: str
    text: Callable[[], str]

    def filled(self) -> str:
        """The page with what is to stand there."""
        page = self.page.read_text("utf-8")
        before, begin, rest = page.partition(f"<!-- {self.mark} -->\n")
        _, end, after = rest.partition(f"\n<!-- end of {self.mark} -->")
        assert begin, self.page
        assert end, self.page
        return before + begin + self.text() + end + after


_BENCHMARKS: Final = ROOT / "benchmarks" / "README.md"
PLACES: Final = (
    Place(ROOT / "README.md", "scale", lambda: short(read().values())),
    Place(_BENCHMARKS, "scale", lambda: long(read().values())),
    Place(_BENCHMARKS, "questions", asked),
)

if __name__ == "__main__":
    for place in PLACES:
        place.page.write_text(place.filled(), encoding="utf-8")
        print(place.page)
