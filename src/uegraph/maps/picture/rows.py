"""The rows of a picture's legend: shapes, fillings, lines, and how to read them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from uegraph.maps import legend
from uegraph.maps.palette import LIGHT
from uegraph.maps.picture import lines, outlines
from uegraph.maps.picture.elements import element, number, written
from uegraph.maps.picture.letters import LINE, broken, letters, printable
from uegraph.maps.picture.outlines import Look
from uegraph.maps.picture.window import Place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from uegraph.maps.picture.content import Content

SIZE: Final = 11.0
SMALL: Final = 10.0
STEP: Final = 19.0
"""How far the rows of a legend are apart."""

_FIRST: Final = 92.0
_GAP: Final = 18.0
_PART: Final = 5.0
_BESIDE: Final = 6.0
_LINE: Final = 32.0


@dataclass(frozen=True, slots=True)
class Item:
    """A sign with its words.

    Attributes:
        wide: How wide the sign is.
        draw: Draws the sign, given its left edge and its middle from above.
        text: The words.
    """

    wide: float
    draw: Callable[[float, float], str]
    text: str


@dataclass(frozen=True, slots=True)
class Block:
    """A part of the page that is as high as it needs to be.

    Attributes:
        parts: Its elements.
        height: Its height.
    """

    parts: tuple[str, ...]
    height: float


def legend_block(content: Content, place: Place) -> Block:
    """The legend."""
    rows = [
        ("Marks", _kinds(content)),
        ("Coverage", _states(content)),
        ("Lines", _families(content)),
    ]
    parts: list[str] = []
    y = place.top
    for heading, items in rows:
        if items:
            block = _flow(heading, items, Place(place.left, y, place.width))
            parts += block.parts
            y += block.height + _PART
    for heading, texts in (("To read", content.scene.reading), ("Note", notes(content))):
        block = paragraphs(
            texts, Place(place.left + _FIRST, y, place.width - _FIRST), heading=heading
        )
        parts += block.parts
        y += block.height + (_PART if texts else 0)
    return Block(tuple(parts), y - place.top)


def notes(content: Content) -> list[str]:
    """What the picture leaves out."""
    scene = content.scene
    found = []
    if content.overview:
        drawn = sum(mark.size > 0 for mark in scene.marks)
        told = "; each circle says how many more it holds" if scene.groups else ""
        found.append(
            f"Of {drawn:,} marks the {len(content.marks):,} with the most links are drawn{told}."
        )
    return [*found, *scene.remarks]


def receipt_block(content: Content, place: Place) -> Block:
    """Where the picture's contents come from, in small letters."""
    told = [f"{word}: {text}" for word, text in content.scene.receipt]
    return paragraphs([" · ".join(told)] if told else [], place, size=SMALL, most=4)


def paragraphs(
    texts: Iterable[str], place: Place, *, heading: str = "", size: float = SIZE, most: int = 3
) -> Block:
    """Paragraphs below each other, each broken into a few lines; a heading stands to the left."""
    parts: list[str] = []
    y = place.top
    for text in texts:
        told = broken(printable(text), place.width, size, most=most)
        if told:
            parts.append(written(told, place.left, y, size, fill=LIGHT["muted"]))
            y += len(told) * LINE * size + 2
    if heading and parts:
        parts.insert(0, _heading(heading, place.left - _FIRST, place.top))
    return Block(tuple(parts), y - place.top)


def _flow(heading: str, items: Sequence[Item], place: Place) -> Block:
    """Items in rows, as many as fit beside each other."""
    down = (STEP - LINE * SIZE) / 2
    parts = [_heading(heading, place.left, place.top + down)]
    first = x = place.left + _FIRST
    y = place.top
    for item in items:
        need = item.wide + _BESIDE + letters().width(item.text, SIZE)
        if x > first and x + need > place.left + place.width:
            x, y = first, y + STEP
        parts.append(item.draw(x, y + STEP / 2))
        start = x + item.wide + _BESIDE
        parts.append(written([item.text], start, y + down, SIZE, fill=LIGHT["ink"]))
        x += need + _GAP
    return Block(tuple(parts), y + STEP - place.top)


def _heading(text: str, left: float, top: float) -> str:
    return written([text], left, top, SIZE, fill=LIGHT["muted"], font_weight="bold")


def _kinds(content: Content) -> list[Item]:
    counts = Counter(mark.kind for mark in content.scene.marks if mark.size > 0)
    tiles = {mark.kind for mark in content.scene.marks if mark.wide > 0}
    if tiles and len(counts) == 1:
        # Tiles of one kind stand for what the axes say, not for the kind.
        return []
    return [
        Item(
            14,
            _mark(Look(name, "", 6, 4.5 if name in tiles else 0)),
            f"{kind.plural} ({counts[name]:,})",
        )
        for name, kind in legend.KINDS.items()
        if counts[name]
    ]


def _states(content: Content) -> list[Item]:
    """The states of what is drawn, shown on the kind that has most of them."""
    stated = [mark for mark in content.scene.marks if mark.size > 0 and mark.state]
    counts = Counter(mark.state for mark in stated)
    if not stated:
        return []
    kinds = Counter((mark.kind, mark.wide > 0) for mark in stated)
    kind, tile = max(sorted(kinds), key=lambda found: kinds[found])
    return [
        Item(
            22,
            _mark(Look(kind, state, 8 if tile else 6.5, 6 if tile else 0), 11),
            f"{state} ({counts[state]:,})",
        )
        for state in legend.STATES
        if counts[state]
    ]


def _mark(look: Look, middle: float = 7) -> Callable[[float, float], str]:
    def draw(x: float, y: float) -> str:
        behind = outlines.halo(look, x + middle, y).replace(
            "<circle ", f'<circle fill="{LIGHT["halo"]}" '
        )
        return behind + outlines.drawn(look, x + middle, y)

    return draw


def _families(content: Content) -> list[Item]:
    """The families of links that are drawn; those that look alike share a sign."""
    kinds = {link.kind for link in content.links}
    alike: dict[tuple[float, ...], list[str]] = {}
    for name in legend.LINKS:
        if name in kinds:
            alike.setdefault(legend.LINKS[name].dash, []).append(name)
    found = [
        Item(_LINE, _line(names[0]), " or ".join(map(_family, names))) for names in alike.values()
    ]
    if any(legend.depth(link.level) for link in content.links):
        found.append(Item(_LINE, _wedge, "the wider, the deeper the engagement"))
    elif any(link.weight > 1 for link in content.links):
        found.append(Item(_LINE, _wedge, "the wider, the more in common"))
    if content.between:
        found.append(Item(_LINE, _wedge, "links between groups: the wider, the more"))
    return found


def _family(name: str) -> str:
    family = legend.LINKS[name]
    words = family.words[:1].lower() + family.words[1:]
    return words if family.stated else f"{words} (derived)"


def _line(kind: str) -> Callable[[float, float], str]:
    def draw(x: float, y: float) -> str:
        return element("line", x1=x, y1=y, x2=x + _LINE, y2=y, **lines.look(kind, 1.8))

    return draw


def _wedge(x: float, y: float) -> str:
    left, right = number(x), number(x + _LINE)
    thin, thick = ((number(y - half), number(y + half)) for half in (0.4, 3.0))
    path = f"M{left} {thin[0]}L{right} {thick[0]}V{thick[1]}L{left} {thin[1]}Z"
    return element("path", d=path, fill=LIGHT["link"], fill_opacity=".6")
