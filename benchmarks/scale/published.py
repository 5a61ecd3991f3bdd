"""The ratios that were published last, and what has become slower since."""

from __future__ import annotations

import csv
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

PLACE: Final = Path(__file__).with_name("published.csv")
WORSE: Final = 1.2
"""A ratio to the floor that is so many times what it was is a regression."""


@dataclass(frozen=True, slots=True)
class Line:
    """What one stage took on one size.

    Attributes:
        stage: What was done.
        triples: On how many triples.
        cpu: Seconds of the processor.
        wall: Seconds on the clock.
        mebibytes: Peak memory.
        floor: What it is held to.
        ratio: Its seconds of the processor for each of the floor's.
        peer: What people would use instead; empty where there is nothing.
        faster: The peer's seconds of the processor for each of ours, or what was found instead.
    """

    stage: str
    triples: int
    cpu: float
    wall: float
    mebibytes: int
    floor: str
    ratio: float
    peer: str
    faster: str


def questions(triples: int) -> Path:
    """Where the seconds of each question on so many triples are published."""
    return PLACE.with_name(f"questions-{triples}.tsv")


def read(place: Path = PLACE) -> dict[tuple[str, int], Line]:
    """The lines by stage and size; none where nothing was published."""
    if not place.exists():
        return {}
    with place.open(encoding="utf-8", newline="") as file:
        return {
            (row["stage"], int(row["triples"])): Line(
                row["stage"], int(row["triples"]), float(row["cpu"]), float(row["wall"]),
                int(row["mebibytes"]), row["floor"], float(row["ratio"]), row["peer"],
                row["faster"],
            )
            for row in csv.DictReader(file)
        }  # fmt: skip


def write(lines: Iterable[Line], place: Path = PLACE) -> None:
    """Publishes lines; those of other stages and sizes stay. The smallest size comes first."""
    kept = read(place) | {(line.stage, line.triples): line for line in lines}
    order = list(dict.fromkeys(stage for stage, _ in kept))
    found = sorted(kept.values(), key=lambda line: (line.triples, order.index(line.stage)))
    with place.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(field.name for field in fields(Line))
        out.writerows(map(astuple, found))


def regressions(lines: Iterable[Line], before: dict[tuple[str, int], Line]) -> list[str]:
    """A sentence for each stage that takes a fifth more of its floor than was published."""
    return [
        f"{line.stage} on {line.triples:,} triples: {line.ratio:.2f} of {line.floor}, "
        f"where {then.ratio:.2f} was published."
        for line in lines
        if (then := before.get((line.stage, line.triples))) and line.ratio > WORSE * then.ratio
    ]
