"""How far groupings of the same points agree.

References:
    [1] Hubert, L. and Arabie, P. (1985). Comparing partitions. Journal of Classification 2,
        193-218.
"""

from __future__ import annotations

from itertools import combinations
from statistics import fmean
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence


def adjusted_rand_index(one: np.ndarray, other: np.ndarray) -> float:
    """How far two groupings of the same points agree: 1 is the same, 0 no more than by chance.

    (Pairs that are together in both, less what chance gives) over (the mean of the pairs that are
    together in either, less the same) [1]. Two groupings that both put all together, or all apart,
    are the same: 1.

    >>> round(adjusted_rand_index(np.array([0, 0, 1, 2]), np.array([0, 0, 1, 1])), 2)
    0.57
    """
    both = _pairs(_contingency(one, other)[0])
    first, second = _pairs(np.bincount(one)), _pairs(np.bincount(other))
    every = _pairs(np.array([len(one)]))
    if first == second == both:
        return 1.0
    chance = first * second / every
    return (both - chance) / ((first + second) / 2 - chance)


def stability(found: Sequence[np.ndarray]) -> float | None:
    """How far each two groupings agree on average; None of one grouping, or of no points."""
    if len(found) < 2 or not len(found[0]):
        return None
    return fmean(adjusted_rand_index(one, other) for one, other in combinations(found, 2))


def staying(found: Sequence[np.ndarray], best: int) -> np.ndarray:
    """For each point the share of the others that have it with most of its group in the best.

    NaN for a group of one and where there are no others.
    """
    chosen = found[best]
    others = np.bincount(chosen)[chosen] - 1
    shares = np.full(len(chosen), np.nan)
    rest = [groups for number, groups in enumerate(found) if number != best]
    if rest:
        stays = sum(2 * (_contingency(chosen, groups)[1] - 1) > others for groups in rest)
        shares[others > 0] = np.asarray(stays)[others > 0] / len(rest)
    return shares


def _contingency(one: np.ndarray, other: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """How many points have each pair of groups, and how many have that of each point."""
    cells = one * (int(other.max(initial=0)) + 1) + other
    _, cell, counts = np.unique(cells, return_inverse=True, return_counts=True)
    return counts, counts[cell]


def _pairs(sizes: np.ndarray) -> int:
    """How many pairs there are within groups of these sizes."""
    return int((sizes * (sizes - 1) // 2).sum())
