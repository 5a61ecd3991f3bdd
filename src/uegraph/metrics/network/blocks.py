"""How a network hangs together: a spanning tree of each component, and the blocks along it.

A block is a largest set of points that no single point's loss parts; blocks meet at cut points.
They are found in one pass after Tarjan and Vishkin [1], whose steps are operations on whole
columns, so that a million links take less than a second. Trees are searched breadth first and their
branches added up by doubling, since a depth-first search would take each link on its own.

References:
    [1] Tarjan, R. E. and Vishkin, U. (1985). An efficient parallel biconnectivity algorithm. SIAM
        Journal on Computing 14, 862-874.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import breadth_first_order, connected_components

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Blocks:
    """The spanning trees of a network and the blocks along them; everything is by code.

    Attributes:
        parent: The point above each in its tree; of a root, how many points there are.
        place: Where each comes when every branch is walked down before the next.
        size: How many points its branch has, with itself; they are at the places from its own on.
        walk: The point at each place.
        root: The root of its tree.
        block: The block of the link to its parent; -1 for a root.
        top: For each block, its point nearest to the root, at which it hangs.
    """

    parent: np.ndarray
    place: np.ndarray
    size: np.ndarray
    walk: np.ndarray
    root: np.ndarray
    block: np.ndarray
    top: np.ndarray

    @property
    def hanging(self) -> np.ndarray:
        """The points next below the top of their block: their branches fall when it is lost."""
        below = np.flatnonzero(self.block >= 0)
        found: np.ndarray = below[self.parent[below] == self.top[self.block[below]]]
        return found

    @property
    def lone(self) -> np.ndarray:
        """The points whose link to their parent is a block of its own, and so a bridge."""
        below = np.flatnonzero(self.block >= 0)
        counts = np.bincount(self.block[below], minlength=len(self.top))
        found: np.ndarray = below[counts[self.block[below]] == 1]
        return found

    def branch(self, point: int) -> np.ndarray:
        """A point and all below it."""
        start = self.place[point]
        return self.walk[start : start + self.size[point]]

    def rest(self, point: int) -> np.ndarray:
        """All of a point's component but its branch."""
        whole = self.branch(int(self.root[point]))
        start = self.place[point] - self.place[self.root[point]]
        return np.concatenate([whole[:start], whole[start + self.size[point] :]])

    def added_up(self, counted: np.ndarray) -> np.ndarray:
        """What each branch holds of something that is given for every point."""
        along = np.concatenate([[0], np.cumsum(counted[self.walk])])
        found: np.ndarray = along[self.place + self.size] - along[self.place]
        return found


def blocks(neighbours: csr_array) -> Blocks:
    """The blocks of a network given as a symmetric pattern of who is linked with whom."""
    count = neighbours.shape[0]
    searched, parent = _trees(neighbours)
    above = _jumps(parent)
    size = _gathered(np.ones(count, dtype=np.int64), above, np.add)
    place = _places(searched, parent, size, above)
    walk = np.empty(count, dtype=np.int64)
    walk[place] = np.arange(count)
    roots = searched[parent[searched] == count]
    root = np.empty(count, dtype=np.int64)
    root[walk] = np.repeat(roots, size[roots])
    block = _joined(neighbours, parent, place, size, above)
    below = searched[block[searched] >= 0]
    # Searched breadth first, the point of a block that comes first is next below its top.
    _, first = np.unique(block[below], return_index=True)
    return Blocks(parent, place, size, walk, root, block, parent[below[first]])


def _trees(neighbours: csr_array) -> tuple[np.ndarray, np.ndarray]:
    """All points in the order of a search breadth first, and the point each was reached from."""
    count = neighbours.shape[0]
    _, labels = connected_components(neighbours, directed=False)
    _, roots = np.unique(labels, return_index=True)
    # One search finds all: it starts at a point outside, linked with one of each component.
    indices = np.concatenate([neighbours.indices, roots])
    indptr = np.append(neighbours.indptr, len(indices))
    whole = csr_array((np.ones(len(indices)), indices, indptr), shape=(count + 1, count + 1))
    searched, reached = breadth_first_order(whole, count, directed=True)
    return searched[1:].astype(np.int64), reached[:count].astype(np.int64)


def _jumps(parent: np.ndarray) -> Sequence[tuple[np.ndarray, np.ndarray]]:
    """For 1, 2, 4 … steps up the tree, the points that have one so far above them, and which."""
    count = len(parent)
    found = []
    points, above = np.arange(count), np.append(parent, count)
    while len(points := points[above[points] < count]):
        found.append((points, above[points]))
        above = above[above]
    return found


def _gathered(
    values: np.ndarray, jumps: Sequence[tuple[np.ndarray, np.ndarray]], how: np.ufunc
) -> np.ndarray:
    """For each point the values of its branch taken together."""
    found = values.copy()
    for points, above in jumps:
        how.at(found, above, found[points])
    return found


def _places(
    searched: np.ndarray,
    parent: np.ndarray,
    size: np.ndarray,
    jumps: Sequence[tuple[np.ndarray, np.ndarray]],
) -> np.ndarray:
    """The place of each point: after its parent and the branches of its elder siblings."""
    before = np.cumsum(size[searched]) - size[searched]
    starts = np.flatnonzero(np.diff(parent[searched], prepend=-1))
    lengths = np.diff(np.append(starts, len(searched)))
    found = np.empty(len(searched), dtype=np.int64)
    found[searched] = before - np.repeat(before[starts], lengths) + 1
    for points, above in jumps:
        found[points] += found[above]
    return found - 1


def _joined(
    neighbours: csr_array,
    parent: np.ndarray,
    place: np.ndarray,
    size: np.ndarray,
    jumps: Sequence[tuple[np.ndarray, np.ndarray]],
) -> np.ndarray:
    """The block of each point's link to its parent; -1 for a root."""
    count = len(parent)
    one, other = _beside(neighbours, parent)
    low, high = place.copy(), place.copy()
    for here, there in ((one, place[other]), (other, place[one])):
        np.minimum.at(low, here, there)
        np.maximum.at(high, here, there)
    low, high = _gathered(low, jumps, np.minimum), _gathered(high, jumps, np.maximum)
    under = np.flatnonzero(parent < count)
    under = under[parent[parent[under]] < count]
    over = parent[under]
    around = (low[under] < place[over]) | (high[under] >= place[over] + size[over])
    one = np.concatenate([one, under[around]])
    other = np.concatenate([other, over[around]])
    joined = csr_array((np.ones(len(one), dtype=np.int8), (one, other)), shape=(count, count))
    _, labels = connected_components(joined, directed=False)
    return _renumbered(labels, parent < count)


def _beside(neighbours: csr_array, parent: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The links that are not of the trees, once each.

    Searched breadth first, none of them leads to a point further up the same branch.
    """
    count = len(parent)
    one = np.repeat(np.arange(count, dtype=np.int32), np.diff(neighbours.indptr))
    once = np.flatnonzero(one < neighbours.indices)
    one, other = one[once], neighbours.indices[once]
    beside = np.flatnonzero((parent[one] != other) & (parent[other] != one))
    return one[beside], other[beside]


def _renumbered(labels: np.ndarray, kept: np.ndarray) -> np.ndarray:
    """The labels that are kept as 0, 1, 2 …; the others -1."""
    found = np.full(len(labels), -1, dtype=np.int64)
    found[kept] = np.unique(labels[kept], return_inverse=True)[1]
    return found
