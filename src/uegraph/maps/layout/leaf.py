"""The points of one group, in a circle whose size hangs on nothing but how many there are.

So that one more link moves them only a little, and the circles around not at all.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import numpy as np
from scipy.sparse.csgraph import shortest_path
from scipy.spatial import cKDTree

from uegraph.maps.layout.model import MARGIN, SPACING
from uegraph.maps.layout.starting import smoothed
from uegraph.maps.layout.stress import majorised

if TYPE_CHECKING:
    from scipy.sparse import csr_array

_FAR: Final = 6.0
"""Points more steps apart than this, or not linked at all, are as far as this."""

_LOOSE: Final = 0.70
"""The radius in spacings of a circle of one point; the least that could hold many is 0.53."""

_STEP: Final = 1.05
"""Sizes are rounded up to powers of this, so that one more point seldom changes a circle."""

_ROUNDS: Final = 240


def radius_of(count: int) -> float:
    """The radius of the circle of so many points."""
    return _room(count) + MARGIN


def _room(count: int) -> float:
    """How far from the middle the outermost of so many points may be."""
    if count == 1:
        return 0.0
    if count == 2:
        return SPACING / 2
    even = _STEP ** math.ceil(math.log(count) / math.log(_STEP) - 1e-9)
    return SPACING * max(0.62, _LOOSE * math.sqrt(even) - 0.25)


def settled(links: csr_array, draws: np.ndarray) -> np.ndarray:
    """Places of the points of a group around (0, 0), linked ones near each other.

    Args:
        links: Strengths between the points.
        draws: Two random numbers for each point, which hang on its key.
    """
    count = len(draws)
    if count == 1:
        return np.zeros((1, 2))
    if count == 2:
        turn = math.atan2(*(draws[0] - draws[1]))
        half = np.array([[math.cos(turn), math.sin(turn)]]) * _room(2)
        return np.concatenate([half, -half])
    steps = shortest_path(links, directed=False, unweighted=True)
    wished = np.minimum(steps, _FAR) ** 0.9 * SPACING * 1.2
    start = smoothed(links, draws, rounds=8) + 0.25 * draws
    rounds = 120 if count <= 150 else 40
    placed = majorised(wished, start * SPACING * math.sqrt(count) / 2, rounds=rounds)
    return _spread(placed, _room(count))


def _spread(places: np.ndarray, room: float) -> np.ndarray:
    """Places pushed apart until all have their spacing, and held within a circle."""
    places = places - places.mean(axis=0)
    even = math.sqrt(float((places**2).sum(axis=1).mean()))
    places = places * (0.65 * room / max(even, 1e-9))
    for turn in range(_ROUNDS):
        if turn % 4 == 0:
            pairs = cKDTree(places).query_pairs(SPACING * 1.4, output_type="ndarray")
            if turn and _nearest(places, pairs) >= SPACING * 0.985:
                break
        places = _held(_pushed(places, pairs), room)
        if turn > _ROUNDS // 2:
            room *= 1.004
    pairs = cKDTree(places).query_pairs(SPACING * 1.4, output_type="ndarray")
    # What could not be untangled is enlarged as a whole.
    enlarged: np.ndarray = places * max(1.0, 0.975 * SPACING / _nearest(places, pairs))
    return enlarged


def _nearest(places: np.ndarray, pairs: np.ndarray) -> float:
    if not len(pairs):
        return SPACING
    apart = places[pairs[:, 0]] - places[pairs[:, 1]]
    return max(float(np.sqrt((apart**2).sum(axis=1)).min()), 1e-3)


def _pushed(places: np.ndarray, pairs: np.ndarray) -> np.ndarray:
    if not len(pairs):
        return places
    one, other = pairs[:, 0], pairs[:, 1]
    apart = places[one] - places[other]
    distance = np.maximum(np.hypot(apart[:, 0], apart[:, 1]), 1e-9)
    push = np.clip(SPACING * 1.01 - distance, 0, None) / distance * 0.4
    moves = [
        np.bincount(one, push * apart[:, axis], len(places))
        - np.bincount(other, push * apart[:, axis], len(places))
        for axis in (0, 1)
    ]
    return places + np.stack(moves, axis=1)


def _held(places: np.ndarray, room: float) -> np.ndarray:
    reach = np.hypot(places[:, 0], places[:, 1])
    held: np.ndarray = places * np.minimum(1.0, room / np.maximum(reach, 1e-9))[:, None]
    return held
