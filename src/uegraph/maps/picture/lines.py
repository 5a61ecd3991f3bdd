"""The lines of a picture: which are drawn, how they bend, how wide and dashed they are."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from itertools import combinations
from typing import TYPE_CHECKING, Final

from uegraph.maps import legend
from uegraph.maps.deriving import derived, parties
from uegraph.maps.palette import LIGHT
from uegraph.maps.picture.elements import element, grouped, number

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from uegraph.maps.picture.window import Window
    from uegraph.maps.scene import Link, Scene

MOST: Final = 1_500
"""How many links a picture shows at most."""

FEW: Final = 2
"""How many lines between groups there are at most for each group."""

MOST_BETWEEN: Final = 160
"""How many there are at most in all."""

_WIDEST: Final = 5.0
_WIDEST_BETWEEN: Final = 7.0
# Of the radius of a group in the middle of the range.
_SHARE: Final = 0.08
_BEND: Final = 0.09


def shown(scene: Scene, marks: Collection[int]) -> list[Link]:
    """The links among these marks, stated and derived, the strongest first, at most ``MOST``.

    Where nothing is on record there is no line: a line for each of many gaps would cover the rest.
    """
    found = [
        link
        for link in scene.links
        if link.kind != "gap" and link.start in marks and link.end in marks
    ]
    found += derived(scene, marks)
    rank = [mark.rank for mark in scene.marks]
    found.sort(
        key=lambda link: (
            -legend.depth(link.level) - link.weight,
            -min(rank[link.start], rank[link.end]),
            link.start,
            link.end,
            link.kind,
        )
    )
    return found[:MOST]


def width(link: Link) -> float:
    """How wide a line is: by the depth of its level, else by how much it counts.

    >>> from uegraph.maps.scene import Link
    >>> width(Link(0, 1, "participation", "attendee", level="consult"))
    2.0
    """
    depth = legend.depth(link.level)
    grown = 0.5 * depth if depth else 0.8 * math.log2(max(link.weight, 1))
    return min(1 + grown, _WIDEST)


def drawn(scene: Scene, links: Sequence[Link], window: Window) -> str:
    """The lines, those that look alike together."""
    alike: dict[tuple[str, float], list[str]] = defaultdict(list)
    before: Counter[tuple[int, int]] = Counter()
    marks = scene.marks
    for link in links:
        pair = (min(link.start, link.end), max(link.start, link.end))
        start, end = marks[link.start], marks[link.end]
        path = curve(window.at(start.x, start.y), window.at(end.x, end.y), 1 + before[pair])
        alike[link.kind, round(width(link), 1)].append(path)
        before[pair] += 1
    return grouped(
        (element("path", d="".join(paths), **look(*key)) for key, paths in sorted(alike.items())),
        fill="none",
        stroke_opacity=".42",
    )


def look(kind: str, wide: float) -> dict[str, str | float]:
    """The colour, width and dash of a family of links."""
    dash = legend.LINKS[kind].dash
    told: dict[str, str | float] = {
        "stroke": LIGHT["link"],
        "stroke_width": wide,
    }
    if dash:
        told["stroke_dasharray"] = " ".join(number(part * wide) for part in dash)
    return told


def curve(start: tuple[float, float], end: tuple[float, float], place: int = 1) -> str:
    """A slightly bent line; the next ones between the same two bend more, to both sides in turn.

    >>> curve((0, 0), (100, 0))
    'M0 0Q50 9 100 0'
    """
    bend = _BEND * (place + 1) / 2 * (1 if place % 2 else -1)
    x = (start[0] + end[0]) / 2 - (end[1] - start[1]) * bend
    y = (start[1] + end[1]) / 2 + (end[0] - start[0]) * bend
    ends = [f"{number(point[0])} {number(point[1])}" for point in (start, (x, y), end)]
    return f"M{ends[0]}Q{ends[1]} {ends[2]}"


def between(scene: Scene, area: Sequence[int]) -> Counter[tuple[int, int]]:
    """How many links lead from one outermost group to another, also through activities.

    Args:
        scene: The scene.
        area: The outermost group of each mark; -1 for none.
    """
    found: Counter[tuple[int, int]] = Counter()
    for link in scene.links:
        _count(found, (area[link.start], area[link.end]))
    for parts in parties(scene).values():
        for pair in combinations(sorted({area[at] for at in parts}), 2):
            _count(found, pair)
    return found


def drawn_between(scene: Scene, counts: Mapping[tuple[int, int], int], window: Window) -> str:
    """Lines between groups, the wider the more links they stand for; the strongest only."""
    groups = {at for pair in counts for at in pair}
    strongest = sorted(counts, key=lambda pair: (-counts[pair], pair))[
        : min(FEW * len(groups), MOST_BETWEEN)
    ]
    most = max(counts.values(), default=1)
    radii = sorted(scene.groups[at].radius for at in groups) or [0]
    widest = min(_WIDEST_BETWEEN, _SHARE * radii[len(radii) // 2] * window.scale)
    return grouped(
        (
            _between(scene, pair, 0.5 + widest * math.sqrt(counts[pair] / most), window)
            for pair in strongest
        ),
        fill="none",
        stroke=LIGHT["link"],
        stroke_opacity=".3",
    )


def _between(scene: Scene, pair: tuple[int, int], wide: float, window: Window) -> str:
    one, other = (scene.groups[at] for at in pair)
    path = curve(window.at(one.x, one.y), window.at(other.x, other.y))
    return element("path", d=path, stroke_width=wide)


def _count(found: Counter[tuple[int, int]], pair: Iterable[int]) -> None:
    one, other = sorted(pair)
    if one >= 0 and one != other:
        found[one, other] += 1
