"""What of a scene a picture shows: all of a small one, of a large one its groups and foremost."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from uegraph.maps.picture import lines
from uegraph.maps.picture.names import by_importance
from uegraph.maps.scene import MOST

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from uegraph.maps.scene import Link, Scene


@dataclass(frozen=True, slots=True)
class Content:
    """What is drawn.

    Attributes:
        scene: All of the scene.
        marks: The places of the marks that are drawn, in the order of the scene.
        overview: Whether there are more marks, of which the groups tell.
        links: The links that are drawn.
        hidden: How many marks of each group are not drawn, also in the groups within.
        between: How many links lead from one outermost group to another; for an overview.
    """

    scene: Scene
    marks: Sequence[int]
    overview: bool
    links: Sequence[Link]
    hidden: Mapping[int, int]
    between: Mapping[tuple[int, int], int]


def content(scene: Scene) -> Content:
    """Decides what is drawn. Tiles all are: a missing one would read as an empty cell."""
    things = [at for at, mark in enumerate(scene.marks) if mark.size > 0]
    tiles = [at for at in things if scene.marks[at].wide > 0]
    free = [at for at in things if scene.marks[at].wide <= 0]
    kept = sorted([*tiles, *by_importance(scene.marks, free)[:MOST]])
    overview = len(kept) < len(things)
    if not overview:
        return Content(scene, kept, False, lines.shown(scene, frozenset(kept)), {}, {})
    hidden = _within(scene, Counter(scene.marks[at].group for at in set(things) - set(kept)))
    if not scene.groups:
        return Content(scene, kept, True, lines.shown(scene, frozenset(kept)), hidden, {})
    return Content(scene, kept, True, (), hidden, lines.between(scene, _outermost(scene)))


def _within(scene: Scene, own: Counter[int]) -> dict[int, int]:
    """How many a group holds, with those of the groups within it."""
    held = dict(own)
    # A group stands before the groups within it.
    for at in range(len(scene.groups) - 1, -1, -1):
        parent = scene.groups[at].parent
        if parent >= 0:
            held[parent] = held.get(parent, 0) + held.get(at, 0)
    return held


def _outermost(scene: Scene) -> list[int]:
    """The outermost group of each mark."""
    top: list[int] = []
    for at, group in enumerate(scene.groups):
        top.append(at if group.parent < 0 else top[group.parent])
    return [top[mark.group] if mark.group >= 0 else -1 for mark in scene.marks]
