"""Circles side by side: none overlap, those with much in common lie close, all close together.

They start where their points would like them, are drawn to each other and to the middle, and push
each other away where they touch. Nothing is placed in turn, so a circle that grows moves its
neighbours and does not send the ones after it elsewhere.
"""

from __future__ import annotations

import math
from typing import Final

import numpy as np
from scipy.special import ndtr

from uegraph.maps.layout.model import GAP

_EVEN: Final = 0.6
"""How far places are spread before they are evened, as drawn from keys and smoothed along links.

It is no figure of the network at hand: a circle more would move all others.
"""

_LATTICE: Final = 0.02
"""Starting places are rounded to so much of the whole: a small change most often changes none."""

_FAR: Final = 1.6
_NEAR: Final = 0.55
"""How wide all is at first, and in the end, in diameters of a circle as large as all circles."""

_SPRING: Final = 0.2
_TIE: Final = 0.01
"""The share of its way to where it would be, and to those it is tied to, a circle goes a round."""

_ROUNDS: Final = 200
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
    places = _drawn_in(_evened(start), apart, room, _nearness(ties), wide)
    return _ended(places, apart, room)


def _evened(start: np.ndarray) -> np.ndarray:
    """Places in a square of side 1, spread out where they were crowded in the middle.

    What is normally distributed becomes evenly so, each place by itself.
    """
    even = np.rint((ndtr(start / _EVEN) - 0.5) / _LATTICE) * _LATTICE
    # Two in one place would never come apart: a little of the start keeps them distinct.
    distinct: np.ndarray = even + start * (_LATTICE / 100)
    return distinct


def _nearness(ties: np.ndarray) -> np.ndarray:
    """Ties as shares of all that a circle has."""
    share: np.ndarray = ties / np.maximum(ties.sum(axis=1), 1e-12)[:, None]
    return share


def _drawn_in(
    places: np.ndarray, apart: np.ndarray, room: np.ndarray, nearness: np.ndarray, wide: float
) -> np.ndarray:
    """The circles drawn together from far apart, and along their ties, and pushed apart."""
    extent = 2 * math.sqrt(float((room**2).sum()))
    wish = places * extent * np.array([math.sqrt(wide), 1 / math.sqrt(wide)])
    places = wish * _FAR
    tied = (nearness.sum(axis=1) > 0)[:, None]
    for turn in range(_ROUNDS):
        size = _FAR + (_NEAR - _FAR) * min(1.0, turn / (0.8 * _ROUNDS))
        places = places + _SPRING * np.array([1 / wide, wide]) * (wish * size - places)
        places = places + _TIE * (nearness @ places - places * tied)
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
