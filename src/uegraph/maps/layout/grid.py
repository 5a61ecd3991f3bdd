"""Points without a link: in columns like names in a register, below everything else."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

import numpy as np

from uegraph.maps.layout.model import CELL, FULL, GAP, PART

_WIDE: Final = 4.0
"""How many times as wide as high a box is at least: circles lie above it, screens are wide."""


@dataclass(frozen=True, slots=True)
class Box:
    """A box around points, with the points by number and their places."""

    x: float
    y: float
    wide: float
    high: float
    points: np.ndarray
    places: np.ndarray


def gridded(points: np.ndarray, *, width: float, top: float) -> tuple[Box, list[Box]]:
    """The box of all points, and the boxes within it where they are too many for one.

    Args:
        points: The points in the order of their names.
        width: How wide everything above is.
        top: Where the box begins.
    """
    if len(points) <= FULL:
        return _box(points, _columns(len(points), width), top), []
    parts = np.array_split(points, math.ceil(len(points) / PART))
    across = _boxes_across(len(parts), len(parts[0]), width)
    columns = max(4, int(width / across / CELL[0]), _columns(len(parts[0]), 0))
    boxes: list[Box] = []
    low = top + GAP
    for first in range(0, len(parts), across):
        row = [_box(part, columns, low) for part in parts[first : first + across]]
        step = 2 * row[0].wide + GAP
        left = -(across - 1) * step / 2
        boxes += [_moved(box, left + at * step) for at, box in enumerate(row)]
        low += 2 * row[0].high + GAP
    return _around(points, boxes), boxes


def _columns(count: int, width: float) -> int:
    """As many columns as there is room above, and enough for a box far wider than high."""
    least = math.ceil(math.sqrt(_WIDE * count * CELL[1] / CELL[0]))
    return max(1, min(count, max(least, int(width // CELL[0]))))


def _boxes_across(boxes: int, each: int, width: float) -> int:
    own = _columns(each, 0) * CELL[0] + GAP
    return max(1, min(boxes, max(round(width / own), math.ceil(math.sqrt(boxes)))))


def _box(points: np.ndarray, columns: int, top: float) -> Box:
    """Points in columns, each filled from above before the next."""
    rows = math.ceil(len(points) / columns)
    columns = math.ceil(len(points) / rows)
    column, row = np.divmod(np.arange(len(points)), rows)
    places = np.stack([(column - (columns - 1) / 2) * CELL[0], top + (row + 0.5) * CELL[1]], axis=1)
    high = rows * CELL[1] / 2
    return Box(0.0, top + high, columns * CELL[0] / 2, high, points, places)


def _moved(box: Box, x: float) -> Box:
    places = box.places + np.array([x - box.x, 0.0])
    return Box(x, box.y, box.wide, box.high, box.points, places)


def _around(points: np.ndarray, boxes: list[Box]) -> Box:
    left = min(box.x - box.wide for box in boxes) - GAP
    right = max(box.x + box.wide for box in boxes) + GAP
    top = min(box.y - box.high for box in boxes) - GAP
    bottom = max(box.y + box.high for box in boxes) + GAP
    places = np.concatenate([box.places for box in boxes])
    middle = ((left + right) / 2, (top + bottom) / 2)
    return Box(*middle, (right - left) / 2, (bottom - top) / 2, points, places)
