"""What the tests of charts have in common: the shipped report, small worlds, and overlaps."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from uegraph import ingest, resources
from uegraph.maps.material import Material

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from uegraph.maps.scene import Mark, Scene


@cache
def shipped() -> Material:
    """The shipped report, read once."""
    built = ingest.build([resources.datasets()["gss-2024"]], ":memory:")
    return Material(built.store)


def box(mark: Mark) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of a mark."""
    wide, high = (mark.wide, mark.high) if mark.wide else (mark.size, mark.size)
    return mark.x - wide, mark.y - high, mark.x + wide, mark.y + high


def overlaps(marks: Iterable[Mark]) -> Iterator[tuple[str, str]]:
    """The pairs of marks that lie over each other, each looked at."""
    seen: list[Mark] = []
    for mark in marks:
        left, top, right, bottom = box(mark)
        for other in seen:
            one = box(other)
            if left < one[2] and one[0] < right and top < one[3] and one[1] < bottom:
                yield mark.name, other.name
        seen.append(mark)


def texts(scene: Scene) -> str:
    """All that is written on a chart and said of it."""
    said = [frame.text for frame in scene.frames] + [group.name for group in scene.groups]
    said += [*scene.telling, *scene.reading, *scene.remarks]
    said += [story.sentence for story in scene.stories] + [f"{w} {t}" for w, t in scene.receipt]
    for mark in scene.marks:
        said += [mark.id, mark.name, mark.short, mark.reason, *mark.places, *mark.themes]
        said += [f"{word} {text}" for word, text in mark.facts]
    return "\n".join(said)
