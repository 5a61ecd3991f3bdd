"""The published lines as the tables of the documentation, put in their places.

Run with ``python -m benchmarks.scale.telling`` after a run with ``--publish``.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from benchmarks.scale.published import Line, read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

ROOT: Final = Path(__file__).parents[2]


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


def long(lines: Iterable[Line]) -> str:
    """Every line, for the benchmarks' own page."""
    rows = [
        "| stage | triples | CPU, s | s | peak memory, MiB | of the floor | times as fast |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    rows += [
        f"| {line.stage} | {line.triples:,} | {seconds(line.cpu)} | {seconds(line.wall)} | "
        f"{line.mebibytes:,} | {seconds(line.ratio)}, {line.floor} | {times(line)} |"
        for line in lines
    ]
    return "\n".join(rows)


PLACES: Final[dict[Path, Callable[[Iterable[Line]], str]]] = {
    ROOT / "README.md": short,
    ROOT / "benchmarks" / "README.md": long,
}
_BEGIN, _END = "<!-- scale -->\n", "\n<!-- end of scale -->"


def told(text: str, table: str) -> str:
    """A page with the table between its marks."""
    before, begin, rest = text.partition(_BEGIN)
    _, end, after = rest.partition(_END)
    assert begin, text
    assert end, text
    return before + begin + table + end + after


if __name__ == "__main__":
    for page, table in PLACES.items():
        page.write_text(told(page.read_text("utf-8"), table(read().values())), encoding="utf-8")
        print(page)
