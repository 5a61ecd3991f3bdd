"""One body in the middle, and around it what is one, two and three steps away."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import numpy as np
from scipy.sparse import csr_array

from uegraph.maps.layout.model import SPACING

if TYPE_CHECKING:
    from collections.abc import Sequence

_RING: Final = 190.0
"""The least distance between two rings: room for a name."""


def concentric(
    links: csr_array, centre: int, steps: Sequence[int], keys: Sequence[str]
) -> tuple[np.ndarray, np.ndarray]:
    """Places on rings around one point, by how many steps away each is.

    What is further out stands behind the point that leads to it, and points that are linked with
    each other are neighbours, so that few links cross.

    Args:
        links: The strengths of links, symmetric.
        centre: The point in the middle.
        steps: How many steps each point is away from it, from 1; what ``centre`` has is not read.
        keys: A text for each that no other has; rows in another order give the same places.
    """
    order = np.argsort(np.array(keys, dtype=object), kind="stable")
    matrix = csr_array(links)[order][:, order]
    ring = np.asarray(steps)[order].copy()
    ring[np.flatnonzero(order == centre)] = 0
    rings = [np.flatnonzero(ring == step) for step in range(1, int(ring.max()) + 1)]
    rings = [points for points in rings if len(points)]
    places = np.zeros((len(order), 2))
    if rings:
        places = _sectors(matrix, [_chained(matrix, rings[0]), *rings[1:]], len(order))
    x, y = np.empty(len(order), int), np.empty(len(order), int)
    x[order], y[order] = np.rint(places).astype(int).T
    return x, y


def _chained(links: csr_array, points: np.ndarray) -> np.ndarray:
    """The points in an order in which each follows the one it has most in common with."""
    part = links[points]
    common = (part @ part.T).toarray() + 4 * part[:, points].toarray()
    common = np.round(common, 9)
    np.fill_diagonal(common, -1.0)
    chain, left = [0], np.ones(len(points), bool)
    left[0] = False
    while left.any():
        chain.append(int(np.where(left, common[chain[-1]], -2.0).argmax()))
        left[chain[-1]] = False
    return np.asarray(points[chain])


def _sectors(links: csr_array, rings: list[np.ndarray], count: int) -> np.ndarray:
    """Each point of the first ring and all that stands behind it in a sector of its own."""
    home = np.full(count, -1)
    home[rings[0]] = np.arange(len(rings[0]))
    ordered = [rings[0]]
    for points in rings[1:]:
        leading = _leading(links, points, ordered[-1])
        home[points] = home[ordered[-1]][leading]
        ordered.append(points[np.lexsort((points, leading))])
    held = np.stack([np.bincount(home[points], minlength=len(rings[0])) for points in ordered])
    share = (held / held.sum(axis=1, keepdims=True)).max(axis=0)
    share = share / share.sum()
    begin = np.concatenate([[0.0], np.cumsum(share)[:-1]])
    places, radius = np.zeros((count, 2)), 0.0
    for points, counts in zip(ordered, held, strict=True):
        radius = max(radius + _RING, _least(share, counts))
        own = home[points]
        within = np.arange(len(points)) - (np.cumsum(counts) - counts)[own]
        turn = begin[own] + share[own] * (within + 0.5) / counts[own]
        # The first stands above the middle, and the others follow as on a clock.
        angle = 2 * math.pi * turn - math.pi / 2
        places[points] = radius * np.stack([np.cos(angle), np.sin(angle)], axis=1)
    return places


def _leading(links: csr_array, points: np.ndarray, before: np.ndarray) -> np.ndarray:
    """For each point the place in the ring before of the one it is most linked with."""
    strength = np.round(links[points][:, before].toarray(), 9)
    return np.asarray(strength.argmax(axis=1))


def _least(share: np.ndarray, counts: np.ndarray) -> float:
    """The radius at which all points of a ring have their spacing, in a straight line."""
    angle = (share / np.maximum(counts, 1))[counts > 0].min() * math.pi
    return 0.0 if angle >= math.pi / 2 else (SPACING + 2) / (2 * math.sin(angle))
