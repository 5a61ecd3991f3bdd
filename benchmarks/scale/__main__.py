"""Measures every stage at growing sizes and holds the ratios to those that were published.

``python -m benchmarks.scale`` measures 100,000, 1,000,000 and 10,000,000 triples; name others to
measure those. ``--stage`` takes a part of a stage's name, ``--publish`` makes this run the one that
later runs are held to. Each way is a process of its own; ratios are of the processor's seconds, the
least of the turns. Ends with 1 where a ratio to its floor is more than a fifth worse than the one
published.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benchmarks.measuring import Taken, measure
from benchmarks.scale import published, telling
from benchmarks.scale.programme import programme
from benchmarks.scale.published import Line
from benchmarks.scale.stages import QUESTIONS, Stage, Way, stages

if TYPE_CHECKING:
    from collections.abc import Iterator

SIZES: Final = (100_000, 1_000_000, 10_000_000)
TURNS: Final = {100_000: 3}
LONGEST: Final = 600
"""Seconds of the processor after which our way is ended."""

PATIENCE: Final = 120
"""The same for a peer."""


@cache
def take(way: Way, turns: int, longest: int = LONGEST) -> Taken:
    """The least that a way takes in some turns; a way that is ended once is not tried again.

    One that several stages are held to is measured once.
    """
    found = []
    for _ in range(turns):
        found.append(measure(way.module, *way.words, at_most=longest))
        if not found[-1].ended:
            break
    return min(found, key=lambda taken: (not taken.ended, taken.cpu))


def line(stage: Stage, triples: int, turns: int) -> tuple[Line, str]:
    """What a stage takes, against its floor and its peer, and what ours printed."""
    ours, floor = take(stage.ours, turns), take(stage.floor, turns)
    peer, faster = "", ""
    if stage.peer and not (stage.peer.up_to and triples > stage.peer.up_to):
        theirs = take(stage.peer, 1, PATIENCE)
        over = "" if theirs.ended else "over "
        peer, faster = stage.peer.name, f"{over}{theirs.cpu / ours.cpu:.1f}"
    if not ours.ended:
        faster = f"ended after {LONGEST} s"
    found = Line(
        stage.name, triples, round(ours.cpu, 2), round(ours.seconds, 2), ours.mebibytes,
        stage.floor.name, round(ours.cpu / floor.cpu, 2), peer, faster,
    )  # fmt: skip
    return found, ours.said


def lines(sizes: list[int], part: str) -> Iterator[tuple[Line, str]]:
    """All of them, each told as it is there."""
    for triples in sizes:
        made = programme(triples)
        place = Path(tempfile.mkdtemp(prefix="uegraph-scale-"))
        try:
            for stage in stages(made, place):
                if part in stage.name:
                    yield line(stage, triples, TURNS.get(triples, 1))
        finally:
            shutil.rmtree(place)


def main() -> int:
    """Measures, compares, and publishes where that is asked for."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("triples", nargs="*", type=int, default=[*SIZES])
    options.add_argument("--stage", default="", help="a part of the names of stages")
    options.add_argument("--publish", action="store_true", help="hold later runs to this one")
    given = options.parse_args()
    before, found = published.read(), []
    print(telling.HEAD)
    for one, said in lines(given.triples, given.stage):
        found.append(one)
        print(telling.row(one), flush=True)
        if given.publish:
            published.write([one])
        if given.publish and one.stage == QUESTIONS:
            published.questions(one.triples).write_text(said + "\n", encoding="utf-8")
    worse = published.regressions(found, before)
    print("\n".join(["", *worse]) if worse else "\nNothing is a fifth worse than published.")
    return bool(worse)


if __name__ == "__main__":
    sys.exit(main())
