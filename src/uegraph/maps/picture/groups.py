"""Groups of a picture: circles within circles, dashed boxes, and what they are called."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from uegraph.maps.palette import LIGHT
from uegraph.maps.picture import names
from uegraph.maps.picture.elements import element, grouped
from uegraph.maps.picture.letters import LINE, broken, printable, widest
from uegraph.maps.picture.names import Name
from uegraph.maps.picture.window import Box

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from uegraph.maps.picture.content import Content
    from uegraph.maps.picture.names import Taken
    from uegraph.maps.picture.window import Window
    from uegraph.maps.scene import Group

SIZE: Final = 12.0
"""The size of a group's name."""

SMALLEST: Final = 9.0
_NARROW: Final = 120.0
_WIDE: Final = 140.0
_INNER: Final = 30.0
_READABLE: Final = 40.0
_FOREMOST: Final = 30
_APART: Final = 4.0
# This much further in, a circle is wide enough for most names.
_SAGITTA: Final = 0.1
_NO_MARK: Final = -2
# The names of the marks in a box stand below them.
_ROOM: Final = 14.0


def drawn_groups(content: Content, window: Window) -> str:
    """All circles and boxes, the outer ones behind; in an overview no box within a box."""
    groups = content.scene.groups
    room = 0 if content.scene.fixed or content.overview else _ROOM
    return grouped(
        (
            _drawn(group, depth, window, room)
            for group, depth in zip(groups, _depths(groups), strict=True)
            if group.radius or not (content.overview and depth)
        ),
        stroke=LIGHT["bubble-line"],
    )


def group_names(content: Content, window: Window, taken: Taken) -> list[Name]:
    """The names of groups that have room for one, the largest first.

    Where all marks are drawn, a circle that is called after one of them needs no name. In an
    overview small circles beyond the foremost only say how many marks they hide.
    """
    groups = content.scene.groups
    order = sorted(
        (at for at in range(len(groups)) if _needs_name(content, at, window)),
        key=lambda at: (groups[at].parent, -groups[at].size, at),
    )
    small = {
        at
        for place, at in enumerate(order)
        if place >= _FOREMOST and 0 < groups[at].radius * window.scale < _READABLE
    }
    found = []
    for at in [*(at for at in order if at not in small), *(at for at in order if at in small)]:
        places = _counts(content, at, window) if at in small else _places(content, at, window)
        name = names.placed(places, taken, window.box, _NO_MARK, must=True)
        if name:
            found.append(name)
    return found


def told(content: Content, at: int) -> tuple[str, str]:
    """A group's name, and how many more marks it holds than are drawn."""
    group = content.scene.groups[at]
    hidden = content.hidden.get(at, 0)
    return printable(group.name), f"+ {hidden:,} more" if hidden else ""


def _needs_name(content: Content, at: int, window: Window) -> bool:
    group = content.scene.groups[at]
    if not group.name:
        return False
    if content.overview and group.parent >= 0:
        # What nearly fills the group around it would only say the same again.
        parent = content.scene.groups[group.parent]
        return group.radius * window.scale > _INNER and group.size < 0.8 * parent.size
    if content.overview:
        return True
    marks = content.scene.marks
    called = {text for head in group.heads for text in (marks[head].name, names.said(marks[head]))}
    return not group.radius or group.name not in called


def _places(content: Content, at: int, window: Window) -> Iterator[Name]:
    """Where the name of a group may stand: at the edges of its circle, or in the middle."""
    group = content.scene.groups[at]
    x, y = window.at(group.x, group.y)
    wide, high = (
        half * window.scale for half in (group.radius or group.wide, group.radius or group.high)
    )
    size = min(max(wide / 4, SMALLEST), SIZE)
    narrowest = _NARROW if content.overview else _WIDE
    lines = _lines(content, at, max(1.75 * wide, narrowest), size)
    half = widest(lines, size, bold=True) / 2
    tall = len(lines) * LINE * size
    inner, outer, low = y - high + 5, y - high - tall - 3, y + high - tall - 5
    if not group.radius:
        middle = y - tall / 2
        tops = (middle, inner) if content.overview else (outer, inner, y + high + _ROOM + 3)
    elif content.overview:
        tops = (inner + _SAGITTA * high, low - _SAGITTA * high, y - tall / 2)
    else:
        tops = (inner, low, outer)
    for top in tops:
        box = Box(x - half - _APART, top, x + half + _APART, top + tall)
        yield Name(lines, x, top, size, "middle", box, bold=True)


def _counts(content: Content, at: int, window: Window) -> Iterator[Name]:
    """How many marks a circle hides, in its middle."""
    hidden = content.hidden.get(at, 0)
    x, y = window.at(content.scene.groups[at].x, content.scene.groups[at].y)
    if hidden:
        yield names.centred((f"+ {hidden:,}",), Box(x, y, x, y), SMALLEST)


def _lines(content: Content, at: int, wide: float, size: float) -> tuple[str, ...]:
    """A group's name, that of its first mark in short where it is too long, and what it hides."""
    group = content.scene.groups[at]
    name, more = told(content, at)
    lines = broken(name, wide, size, most=2, bold=True)
    if group.heads and lines[-1].endswith("…"):
        head = content.scene.marks[group.heads[0]]
        if group.name in {head.name, names.said(head)}:
            lines = broken(names.said(head), wide, size, most=2, bold=True)
    return tuple([*lines, more] if more else lines)


def _drawn(group: Group, depth: int, window: Window, room: float) -> str:
    x, y = window.at(group.x, group.y)
    fill = LIGHT["bubble-deep" if depth else "bubble"]
    if group.radius:
        return element("circle", cx=x, cy=y, r=group.radius * window.scale, fill=fill)
    wide, high = group.wide * window.scale, group.high * window.scale
    return element(
        "rect",
        x=x - wide - room,
        y=y - high,
        width=2 * (wide + room),
        height=2 * high + room,
        rx=8,
        fill="none",
        stroke=LIGHT["control"],
        stroke_opacity=".7",
        stroke_dasharray="5 4",
    )


def _depths(groups: Sequence[Group]) -> list[int]:
    depths: list[int] = []
    for group in groups:
        depths.append(0 if group.parent < 0 else depths[group.parent] + 1)
    return depths
