"""Which points lie together: communities, communities within them, and parts where there are none.

Every group can be opened whole: one without groups in it has few enough points to be shown at once,
any other few enough groups.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import numpy as np
from scipy.sparse.csgraph import connected_components

from uegraph.maps.layout.model import FULL, PART
from uegraph.maps.layout.searching import pieces, search

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from scipy.sparse import csr_array

_SMALL: Final = 5
"""A component of at most so many points is gathered with others like it, where there are many."""

_MANY_SMALL: Final = 8
_TINY: Final = 4
"""A community of fewer points joins the one it is most linked with."""

_FINER: Final = (1.0, 2.0, 4.0)
"""The resolutions tried in turn to split a community that is too large."""

_ONE: Final = 0.9
"""A search that leaves so large a share of the points together has not split them."""


@dataclass(slots=True)
class Nest:
    """A group: its points by number, and the groups within it."""

    points: np.ndarray
    within: list[Nest] = field(default_factory=list)
    gathered: bool = False


def nests(links: csr_array, rank: np.ndarray) -> list[Nest]:
    """The outermost groups of the linked points, the largest first.

    Args:
        links: Strengths, symmetric, of all points.
        rank: The place of each point in the order by standing, the foremost 0.
    """
    _, part = connected_components(links, directed=False)
    small = np.bincount(part)[part] <= _SMALL
    linked = np.diff(links.indptr) > 0
    large = np.flatnonzero(linked & ~small)
    found = _split(links, large, rank)
    little = [Nest(points) for points in _by_number(np.flatnonzero(linked & small), part)]
    if len(little) > _MANY_SMALL:
        little = [_gathered(_sorted(little, rank), rank)]
    return _few(_sorted(found + little, rank), rank)


def _split(links: csr_array, points: np.ndarray, rank: np.ndarray) -> list[Nest]:
    """Communities of some points, each split again until it can be opened whole."""
    if not len(points):
        return []
    part = links[points][:, points]
    groups = _joined(part, search(part))
    return [_nest(links, members, rank) for members in _by_number(points, groups)]


def _nest(links: csr_array, points: np.ndarray, rank: np.ndarray) -> Nest:
    """A community; where it is too large, with communities or parts within it."""
    if len(points) <= FULL:
        return Nest(points)
    part = links[points][:, points]
    for resolution in _FINER:
        groups = _joined(part, search(part, resolution=resolution))
        if np.bincount(groups).max() < _ONE * len(points):
            within = [_nest(links, members, rank) for members in _by_number(points, groups)]
            return Nest(points, _few(_sorted(_flat(within, len(points)), rank), rank))
    return Nest(points, _cut(points, rank))


def _flat(within: list[Nest], count: int) -> list[Nest]:
    """The same groups, one that holds most of the points replaced by those in it."""
    return [
        inner
        for nest in within
        for inner in (nest.within if 2 * len(nest.points) > count and nest.within else [nest])
    ]


def _cut(points: np.ndarray, rank: np.ndarray) -> list[Nest]:
    """Parts of as equal size as can be, the foremost points in the first."""
    ordered = points[np.argsort(rank[points])]
    return _few([Nest(part) for part in _parts(ordered)], rank)


def _parts(ordered: np.ndarray) -> list[np.ndarray]:
    return np.array_split(ordered, -(-len(ordered) // PART))


def _joined(links: csr_array, groups: np.ndarray) -> np.ndarray:
    """The same groups, those of few points joined to the one they are most linked with."""
    one = np.repeat(np.arange(len(groups)), np.diff(links.indptr))
    for _ in range(_TINY):
        size = np.bincount(groups)
        tiny = np.flatnonzero(size < _TINY)
        if not len(tiny) or len(size) == 1:
            break
        home, other = groups[one], groups[links.indices]
        leaving = (size[home] < _TINY) & (home != other)
        groups = _moved(groups, home[leaving], other[leaving], links.data[leaving])
    return pieces(links, np.unique(groups, return_inverse=True)[1])


def _moved(
    groups: np.ndarray, home: np.ndarray, other: np.ndarray, strength: np.ndarray
) -> np.ndarray:
    """Each group that leaves goes to the strongest of its ties; of equal ones to the larger."""
    size = np.bincount(groups)
    pair, which = np.unique(home * len(size) + other, return_inverse=True)
    tie = np.round(np.bincount(which, weights=strength), 9)
    source, target = pair // len(size), pair % len(size)
    # Of two small ones that name each other the larger number joins the smaller.
    order = np.lexsort((target, -size[target], -tie, source))
    first = order[np.unique(source[order], return_index=True)[1]]
    to = np.arange(len(size))
    to[source[first]] = target[first]
    mutual = (to[to] == np.arange(len(to))) & (np.arange(len(to)) < to)
    to[mutual] = np.flatnonzero(mutual)
    while (to[to] != to).any():
        to = to[to]
    moved: np.ndarray = to[groups]
    return moved


def _gathered(small: list[Nest], rank: np.ndarray) -> Nest:
    """One group of many small ones, in parts where it is too large to be opened whole."""
    points = np.concatenate([nest.points for nest in small])
    if len(points) <= PART:
        return Nest(points, small, gathered=True)
    return Nest(points, _few(_batches(small, _weigh, PART), rank), gathered=True)


def _few(groups: list[Nest], rank: np.ndarray) -> list[Nest]:
    """The same groups; where they are too many, the smallest gathered."""
    if len(groups) <= FULL:
        return groups
    kept = groups[: FULL // 2]
    batches = _batches(groups[FULL // 2 :], lambda _: 1, FULL // 4)
    return _sorted(kept + _few(batches, rank), rank)


def _weigh(nest: Nest) -> int:
    return len(nest.points)


def _batches(groups: Sequence[Nest], weigh: Callable[[Nest], int], most: int) -> list[Nest]:
    """Groups put together in their order, as many at a time as have room."""
    total = np.cumsum([weigh(nest) for nest in groups])
    number = (total - 1) // most
    found = []
    for batch in range(int(number[-1]) + 1):
        within = [nest for nest, at in zip(groups, number, strict=True) if at == batch]
        if within:
            points = np.concatenate([nest.points for nest in within])
            found.append(Nest(points, within, gathered=True))
    return found


def _by_number(points: np.ndarray, groups: np.ndarray) -> list[np.ndarray]:
    """The points of each group; groups are given for these points or for all."""
    number = groups if len(groups) == len(points) else groups[points]
    order = np.argsort(number, kind="stable")
    cuts = np.flatnonzero(np.diff(number[order])) + 1
    return [part for part in np.split(points[order], cuts) if len(part)]


def _sorted(groups: list[Nest], rank: np.ndarray) -> list[Nest]:
    return sorted(groups, key=lambda nest: (-len(nest.points), int(rank[nest.points].min())))
