"""The canvas of a picture: groups, frames, lines, marks and names, from the back to the front."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from uegraph.maps.palette import LIGHT
from uegraph.maps.picture import lines, names, outlines
from uegraph.maps.picture.elements import grouped, written
from uegraph.maps.picture.frames import drawn_frames
from uegraph.maps.picture.groups import drawn_groups, group_names
from uegraph.maps.picture.outlines import Look
from uegraph.maps.picture.window import Box

if TYPE_CHECKING:
    from collections.abc import Mapping

    from uegraph.maps.picture.content import Content
    from uegraph.maps.picture.names import Name, Taken
    from uegraph.maps.picture.window import Window
    from uegraph.maps.scene import Mark

SMALLEST: Final = 3.2
"""The least radius of a mark on paper."""

_SPECK: Final = 2.2
_FOREMOST: Final = 12
_MOST_OVERVIEW: Final = 60
_OUTLINED: Final[Mapping[str, str | float]] = {
    "stroke": LIGHT["card"],
    "stroke_width": 3.0,
    "stroke_linejoin": "round",
    "paint_order": "stroke",
}


def canvas(content: Content, window: Window) -> str:
    """All that lies on the canvas."""
    scene = content.scene
    looks = {at: look(scene.marks[at], window, overview=content.overview) for at in content.marks}
    taken = names.Taken()
    frames = drawn_frames(scene, window, taken)
    tiles = [at for at in content.marks if scene.marks[at].wide > 0]
    inside = {at: _inside(content, at, looks[at], window) for at in tiles}
    for at in content.marks:
        taken.take(room(scene.marks[at], looks[at], window), at)
    for name in inside.values():
        if name:
            taken.take(name.box)
    bodies = group_names(content, window, taken)
    bodies += _beside(content, looks, window, taken, {at for at, name in inside.items() if name})
    return "\n".join(
        part
        for part in (
            # Behind the groups, so that a line seems to end at their edges.
            lines.drawn_between(scene, content.between, window),
            drawn_groups(content, window),
            frames,
            lines.drawn(scene, content.links, window),
            _halos(content, looks, window),
            _marks(content, looks, window),
            _inside_tiles(inside, looks),
            grouped(map(_written, bodies), fill=LIGHT["ink"], **_OUTLINED),
        )
        if part
    )


def look(mark: Mark, window: Window, *, overview: bool = False) -> Look:
    """How large and in which manner a mark is drawn."""
    if mark.wide > 0:
        wide, high = (max(half * window.scale, 1.0) for half in (mark.wide, mark.high))
        return Look(mark.kind, mark.state, round(wide, 1), round(high, 1))
    least = _SPECK if overview else SMALLEST
    return Look(mark.kind, mark.state, round(max(mark.size * window.scale, least), 1))


def room(mark: Mark, look: Look, window: Window) -> Box:
    """The room that a mark takes on paper, with its halo."""
    x, y = window.at(mark.x, mark.y)
    reach = 1.0 if look.high else 0.15 * look.wide
    if not look.high and outlines.state_of(look).unseen:
        reach += min(outlines.HALO, look.wide)
    wide, high = look.wide + reach, (look.high or look.wide) + reach
    return Box(x - wide, y - high, x + wide, y + high)


def _inside(content: Content, at: int, look: Look, window: Window) -> Name | None:
    """The name of a tile, where it fits into it."""
    mark = content.scene.marks[at]
    x, y = window.at(mark.x, mark.y)
    box = Box(x - look.wide, y - look.high, x + look.wide, y + look.high)
    return names.within(box, names.said(mark))


def _beside(
    content: Content,
    looks: Mapping[int, Look],
    window: Window,
    taken: Taken,
    named: set[int],
) -> list[Name]:
    """The names of marks that have room for one."""
    marks = content.scene.marks
    heads = {group.heads[0] for group in content.scene.groups if group.heads}
    order = [at for at in names.by_importance(marks, content.marks) if at not in named]
    if content.overview:
        # The groups are called after their heads already.
        order = [at for at in order if at not in heads][:_MOST_OVERVIEW]
    foremost = {*order[:_FOREMOST], *heads}
    found = []
    for at in order:
        text = names.said(marks[at])
        if not text:
            continue
        around = names.at_ends if looks[at].high else names.beside
        places = list(around(room(marks[at], looks[at], window), text))
        must = at in foremost and not looks[at].high
        name = names.placed(places, taken, window.box, at, must=must)
        if name is not None:
            found.append(name)
    return found


def _halos(content: Content, looks: Mapping[int, Look], window: Window) -> str:
    marks = content.scene.marks
    found = (outlines.halo(looks[at], *window.at(marks[at].x, marks[at].y)) for at in content.marks)
    return grouped(found, fill=LIGHT["halo"])


def _marks(content: Content, looks: Mapping[int, Look], window: Window) -> str:
    marks = content.scene.marks
    # Those with the highest rank lie on top.
    order = reversed(names.by_importance(marks, content.marks))
    return grouped(outlines.drawn(looks[at], *window.at(marks[at].x, marks[at].y)) for at in order)


def _inside_tiles(inside: Mapping[int, Name | None], looks: Mapping[int, Look]) -> str:
    found = []
    for at, name in inside.items():
        if name:
            fill = outlines.fill_of(looks[at])
            ink = LIGHT["card"] if outlines.is_dark(fill) else LIGHT["ink"]
            found.append(_written(name, fill=ink, **_ground(looks[at])))
    return grouped(found)


def _ground(look: Look) -> dict[str, str | float]:
    """An outline of letters where the tile behind them is filled in part."""
    if outlines.state_of(look).filling in {"whole", "none"}:
        return {}
    return {**_OUTLINED, "stroke": outlines.fill_of(look), "stroke_width": 2.4}


def _written(name: Name, **attributes: str | float) -> str:
    weight = {"font_weight": "bold"} if name.bold else {}
    return written(
        name.lines, name.x, name.top, name.size, text_anchor=name.anchor, **weight, **attributes
    )
