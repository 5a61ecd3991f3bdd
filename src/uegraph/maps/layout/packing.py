"""Circles side by side: none overlap, those with much in common lie close, all close together.

They start where their points would like them, are drawn to each other and to the middle, and push
each other away where they touch. Nothing is placed in turn, so a circle that grows moves its
neighbours and does not send the ones after it elsewhere.
"""

from __future__ import annotations

import math
from typing import Final

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import shortest_path

from uegraph.maps.layout.model import GAP
from uegraph.maps.layout.stress import majorised

_TIES: Final = 6
"""How many of a circle's strongest ties say where it goes."""

_FAR: Final = 4.0
"""The weakest tie wishes a distance so many times that of circles that touch."""

_ROUNDS: Final = 220
_ENDING: Final = 400


def pack(
    radii: np.ndarray, ties: np.ndarray, start: np.ndarray, *, wide: float = 1.0
) -> np.ndarray:
    """Middles of circles of which no two are nearer to each other than ``GAP``.

    Args:
        radii: The radii.
        ties: How strongly any two are linked, symmetric, 0 for not at all.
        start: Where they would like to be, around (0, 0), about 1 from it.
        wide: How much wider than high all together is to be.
    """
    count = len(radii)
    if count == 1:
        return np.zeros((1, 2))
    room = radii + GAP / 2
    apart = room[:, None] + room[None, :]
    nearness = _nearness(ties)
    extent = math.sqrt(float((room**2).sum()))
    places = start * extent * np.array([1.0, 1 / wide])
    wished = _wished(nearness, apart, extent)
    places = majorised(wished, places, rounds=60)
    places = (places - places.mean(axis=0)) * np.array([math.sqrt(wide), 1 / math.sqrt(wide)])
    return _ended(_drawn_in(places, apart, room, nearness, wide), apart, room)


def _nearness(ties: np.ndarray) -> np.ndarray:
    """Ties as shares of what both circles have, from 0 to 1, only the strongest of each."""
    total = np.maximum(ties.sum(axis=1), 1e-12)
    share = ties / np.sqrt(total[:, None] * total[None, :])
    np.fill_diagonal(share, 0.0)
    if len(share) > _TIES:
        least = np.partition(share, -_TIES, axis=1)[:, -_TIES]
        share = np.where(share >= np.minimum(least[:, None], least[None, :]), share, 0.0)
    return np.asarray(share / max(float(share.max()), 1e-12))


def _wished(nearness: np.ndarray, apart: np.ndarray, extent: float) -> np.ndarray:
    """The distance wished for: touching where the tie is strong, along the ties elsewhere."""
    with np.errstate(divide="ignore"):
        length = np.where(
            nearness > 0, np.minimum(1 / np.sqrt(np.maximum(nearness, 1e-9)), _FAR) * apart, 0.0
        )
    along = shortest_path(csr_array(length), directed=False)
    most = max(2.2 * extent, float(apart.max()))
    return np.maximum(np.minimum(along, most), apart)


def _drawn_in(
    places: np.ndarray, apart: np.ndarray, room: np.ndarray, nearness: np.ndarray, wide: float
) -> np.ndarray:
    """The circles drawn to the middle and along their ties, less and less, and pushed apart."""
    metric = np.array([1 / wide, wide])
    tie = nearness / np.maximum(nearness.sum(axis=1), 1e-9)[:, None]
    for turn in range(_ROUNDS):
        calm = 1 - turn / _ROUNDS
        places = places - 0.05 * calm * places * metric
        places = places + 0.06 * calm * (tie @ places - places * (tie.sum(axis=1) > 0)[:, None])
        for _ in range(2):
            places, _overlap = _apart(places, apart, room)
    return places


def _ended(places: np.ndarray, apart: np.ndarray, room: np.ndarray) -> np.ndarray:
    """Pushed apart until nothing overlaps; what does not come apart is enlarged as a whole."""
    for _ in range(_ENDING):
        places, overlap = _apart(places, apart * 1.002, room)
        if overlap <= 0.001:
            break
    aside = places[:, None, :] - places[None, :, :]
    distance = np.maximum(np.hypot(aside[..., 0], aside[..., 1]), 1e-9)
    np.fill_diagonal(distance, np.inf)
    return np.asarray(places * max(1.0, float((apart / distance).max())))


def _apart(places: np.ndarray, apart: np.ndarray, room: np.ndarray) -> tuple[np.ndarray, float]:
    """One step of pushing: the smaller of two circles gives way more."""
    aside = places[:, 0][:, None] - places[:, 0]
    down = places[:, 1][:, None] - places[:, 1]
    distance = np.sqrt(aside * aside + down * down)
    np.fill_diagonal(distance, np.inf)
    deep = np.clip(apart - distance, 0, None)
    mass = room**2
    push = deep / np.maximum(distance, 1e-9) * (mass / (mass[:, None] + mass))
    move = np.stack([(push * aside).sum(axis=1), (push * down).sum(axis=1)], axis=1)
    return places + 0.7 * move, float((deep / apart).max())


def enclosing(places: np.ndarray, radii: np.ndarray) -> tuple[np.ndarray, float]:
    """The middle and radius of the smallest circle that holds all circles, very nearly.

    References:
        Badoiu, M. and Clarkson, K. (2003). Smaller core-sets for balls.
    """
    middle = np.average(places, axis=0, weights=radii**2 + 1e-9)
    for step in range(1, 300):
        apart = places - middle
        reach = np.hypot(apart[:, 0], apart[:, 1])
        far = int((reach + radii).argmax())
        length = max(float(reach[far]), 1e-9)
        target = places[far] + apart[far] / length * radii[far]
        middle = middle + (target - middle) / (step + 1)
    apart = places - middle
    return middle, float((np.hypot(apart[:, 0], apart[:, 1]) + radii).max())
