"""Marks that belong on the same spot, side by side: none over another, all as near as can be."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

PITCHES: Final = (64.0, 52.0, 44.0, 36.0, 30.0, 25.0, 20.0, 16.0, 13.0, 10.0)
"""How far marks are kept apart: as far as goes."""

REACH: Final = (66.0, 48.0)
"""How far a mark may stand from its spot, to the side and up or down."""


@dataclass(frozen=True, slots=True)
class Spread:
    """Places without overlap.

    Attributes:
        places: The place of each mark; None where there was no room for it.
        pitch: How far any two are apart at least.
    """

    places: tuple[tuple[float, float] | None, ...]
    pitch: float


def spread(spots: Sequence[tuple[float, float]]) -> Spread:
    """A place for each spot, the earlier ones nearest to theirs.

    The distance kept is the largest with which all find room; with the smallest, those that find
    none are left without a place.
    """
    for pitch in PITCHES:
        found = _placed(spots, pitch)
        if None not in found:
            break
    return Spread(tuple(found), pitch)


def _placed(spots: Sequence[tuple[float, float]], pitch: float) -> list[tuple[float, float] | None]:
    cells: dict[tuple[int, int], list[tuple[float, float]]] = defaultdict(list)
    found: list[tuple[float, float] | None] = []
    for x, y in spots:
        place = next(
            (
                (x + across, y + down)
                for across, down in _steps(pitch)
                if _free(cells, x + across, y + down, pitch)
            ),
            None,
        )
        if place:
            cells[_cell(*place, pitch)].append(place)
        found.append(place)
    return found


def _free(
    cells: dict[tuple[int, int], list[tuple[float, float]]], x: float, y: float, pitch: float
) -> bool:
    column, row = _cell(x, y, pitch)
    # What is just as far as it must be may be a hair less by rounding.
    least = pitch - 1e-6
    return not any(
        math.dist((x, y), other) < least
        for across in (-1, 0, 1)
        for down in (-1, 0, 1)
        for other in cells.get((column + across, row + down), ())
    )


def _cell(x: float, y: float, pitch: float) -> tuple[int, int]:
    return math.floor(x / pitch), math.floor(y / pitch)


@cache
def _steps(pitch: float) -> tuple[tuple[float, float], ...]:
    """Where a mark can stand around its spot, the nearest first: the corners of triangles."""
    wide, high = REACH
    high_step = pitch * math.sqrt(3) / 2
    rows = int(high / high_step)
    columns = int(wide / pitch) + 1
    found = [
        ((column + row % 2 / 2) * pitch, row * high_step)
        for row in range(-rows, rows + 1)
        for column in range(-columns, columns + 1)
    ]
    kept = [(x, y) for x, y in found if (x / wide) ** 2 + (y / high) ** 2 <= 1]
    return tuple(sorted(kept, key=lambda at: (round(math.hypot(*at), 6), at[1], at[0])))
