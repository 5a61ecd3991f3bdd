"""Where names stand: the important ones first, none over another, none over another's mark."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from uegraph.maps.picture.letters import LINE, broken, printable, widest
from uegraph.maps.picture.window import Box

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from uegraph.maps.scene import Mark

SIZE: Final = 11.0
"""The size of a mark's name."""

LONGEST: Final = 132.0
"""How wide a line of a name is at most: some twenty letters."""

_ACRONYM_FROM: Final = 22
_CELL: Final = 64.0
# Letters inside a tile, from large to small.
_SIZES: Final = (11.0, 10.0, 9.0, 8.0)
_BAR: Final = 48.0
_LONGEST_BAR: Final = 190.0
_GAP: Final = 2.5
# The corners of the box around a circle are empty.
_CORNER: Final = 0.12

_TEXT: Final = -1

Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True, slots=True)
class Name:
    """A name with its place.

    Attributes:
        lines: Its lines.
        x: Where its lines begin, are centred or end.
        top: The upper edge of the first line.
        size: The size of its letters.
        anchor: What ``x`` is of a line.
        box: The room it takes.
        bold: Whether it is set in bold.
    """

    lines: tuple[str, ...]
    x: float
    top: float
    size: float
    anchor: Anchor
    box: Box
    bold: bool = False


class Taken:
    """The room that is taken, in cells, so that only what is near is looked at."""

    def __init__(self) -> None:
        self._cells: dict[tuple[int, int], list[tuple[Box, int]]] = defaultdict(list)

    def take(self, box: Box, owner: int = _TEXT) -> None:
        """Takes the room of a box, for a mark or, without an owner, for a text."""
        for cell in _cells(box):
            self._cells[cell].append((box, owner))

    def hidden(self, box: Box, owner: int = _TEXT) -> float | None:
        """How much a text there would hide of marks other than its own; None where a text is."""
        found: dict[int, Box] = {}
        for cell in _cells(box):
            for other, whose in self._cells.get(cell, ()):
                if whose != owner and box.touches(other):
                    if whose == _TEXT:
                        return None
                    found[whose] = other
        return sum(box.shared(other) for other in found.values())


def said(mark: Mark) -> str:
    """What is written beside a mark: what the view says, else its acronym where it is long."""
    name = printable(mark.short or mark.name)
    if not mark.short and mark.acronym and len(name) > _ACRONYM_FROM:
        return printable(mark.acronym)
    return name


def beside(box: Box, text: str, size: float = SIZE) -> Iterator[Name]:
    """The places of a name around a box, best first: below, above, beside it, at its corners."""
    lines = tuple(broken(text, LONGEST, size, most=2))
    wide, high = widest(lines, size), len(lines) * LINE * size
    x, y = (box.left + box.right) / 2, (box.top + box.bottom) / 2
    for top in (box.bottom + _GAP, box.top - _GAP - high):
        yield Name(lines, x, top, size, "middle", Box(x - wide / 2, top, x + wide / 2, top + high))
    beside = y - high / 2
    inward = _CORNER * (box.right - box.left)
    for aside, top in (
        (0.0, beside),
        (inward, box.bottom - inward),
        (inward, box.top + inward - high),
    ):
        right, left = box.right + _GAP - aside, box.left - _GAP + aside
        yield Name(lines, right, top, size, "start", Box(right, top, right + wide, top + high))
        yield Name(lines, left, top, size, "end", Box(left - wide, top, left, top + high))


def within(box: Box, text: str) -> Name | None:
    """A name inside a tile, in letters as large as fit; cut where the tile is a long bar.

    None where there is no room for it.
    """
    wide = box.right - box.left - 6
    high = box.bottom - box.top - 1
    for size in _SIZES if text else ():
        # A single line needs no room between lines.
        most = max(int(high / (LINE * size)), int(high >= size))
        lines = broken(text, wide, size, most=most) if most else []
        whole = " ".join(lines) == text
        if whole or (lines and size == _SIZES[-1] and wide > _BAR):
            return centred(lines, box, size)
    return None


def at_ends(box: Box, text: str) -> Iterator[Name]:
    """The places of a name at the ends of a bar, on one line."""
    size = _SIZES[1]
    lines = tuple(broken(text, _LONGEST_BAR, size, most=1))
    wide, high = widest(lines, size), LINE * size
    top = (box.top + box.bottom - high) / 2
    right, left = box.right + 2 * _GAP, box.left - 2 * _GAP
    yield Name(lines, right, top, size, "start", Box(right, top, right + wide, top + high))
    yield Name(lines, left, top, size, "end", Box(left - wide, top, left, top + high))


def centred(lines: Sequence[str], box: Box, size: float) -> Name:
    """Lines in the middle of a box."""
    x, half = (box.left + box.right) / 2, len(lines) * LINE * size / 2
    top = (box.top + box.bottom) / 2 - half
    reach = widest(lines, size) / 2
    room = Box(x - reach, top, x + reach, top + 2 * half)
    return Name(tuple(lines), x, top, size, "middle", room)


def placed(
    places: Iterable[Name], taken: Taken, inside: Box, owner: int, *, must: bool = False
) -> Name | None:
    """The first place where a name hides nothing; its room is then taken.

    Args:
        places: Where it may stand, best first.
        taken: The room that is taken.
        inside: What it must not leave.
        owner: The mark it belongs to.
        must: Whether it may hide marks, as few as it can, but never another text.
    """
    best, least = None, math.inf
    for name in places:
        hidden = taken.hidden(name.box, owner) if name.box.within(inside) else None
        if hidden is not None and hidden < least:
            best, least = name, hidden
        if least == 0:
            break
    if best is None or (least > 0 and not must):
        return None
    taken.take(best.box)
    return best


def by_importance(marks: Sequence[Mark], places: Iterable[int]) -> list[int]:
    """Marks in the order in which they are named: rank, size, then their order in the scene."""
    return sorted(places, key=lambda at: (-marks[at].rank, -marks[at].size, at))


def _cells(box: Box) -> Iterator[tuple[int, int]]:
    for across in range(int(box.left // _CELL), int(box.right // _CELL) + 1):
        for down in range(int(box.top // _CELL), int(box.bottom // _CELL) + 1):
            yield across, down
