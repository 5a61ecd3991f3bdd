"""How much each point lies between a source and all others: Brandes's sums, many sources at once.

For a source s let p(v) be how many shortest paths lead from s to v. How much s depends on v is

    δ(v) = Σ over t of the share of shortest paths from s to t that run through v
         = p(v) · Σ over the next points w on such paths of (1 + δ(w)) ÷ p(w)               [1]

Sources are independent of each other, so some are reckoned side by side, as columns of a matrix
that one sparse product carries a step further: the time is that of a stream through memory.

References:
    [1] U. Brandes, "A faster algorithm for betweenness centrality", Journal of Mathematical
        Sociology 25 (2001), 163-177.
"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from uegraph.metrics.network.hops import is_long, lengths

if TYPE_CHECKING:
    from collections.abc import Callable

    from scipy.sparse import csr_array

    from uegraph.network import Network

PIECE: Final = 1_200_000
"""How many figures (points × sources) are carried at once: 10 MB each of about seven matrices."""

THREADS: Final = 8
"""At most so many pieces at once, for the sake of memory."""

CLOSE: Final = 1e-9
"""Two paths whose lengths differ by less than this share are equally long."""


@dataclass(frozen=True, slots=True)
class Dependencies:
    """What some sources depend on each point for.

    Attributes:
        total: δ over all sources, by code.
        squares: The squares of δ together.
        half: δ over the first half of the sources.
    """

    total: np.ndarray
    squares: np.ndarray
    half: np.ndarray


def dependencies(net: Network, sources: np.ndarray, *, weighted: bool = False) -> Dependencies:
    """How much some sources depend on each point to reach all others.

    Pieces are added in the order of the sources, whatever thread was first.
    """
    size = len(net)
    load = max(size, net.matrix.nnz if weighted else 1)
    width = int(np.clip(PIECE // load, 1, 16))
    half = len(sources) // 2
    parts = [
        part[start : start + width]
        for part in (sources[:half], sources[half:])
        for start in range(0, len(part), width)
    ]
    first = -(-half // width)
    sums = np.zeros((3, size))
    with ThreadPoolExecutor(min(os.cpu_count() or 1, THREADS)) as pool:
        for place, found in enumerate(pool.map(_engine(net, weighted=weighted), parts)):
            sums[:2] += found
            if place < first:
                sums[2] += found[0]
    return Dependencies(*sums)


def _engine(net: Network, *, weighted: bool) -> Callable[[np.ndarray], np.ndarray]:
    """What reckons a piece: the sums of δ and of its squares, by code.

    Points are put next to those they are linked with, so that a product finds in the processor's
    own memory what it needs: four times as fast with 300,000 points.
    """
    from scipy.sparse.csgraph import reverse_cuthill_mckee  # noqa: PLC0415 - heavy

    links = lengths(net) if weighted else net.pattern
    if weighted:
        return lambda piece: _summed(_along_lengths(links, piece))
    if is_long(links):
        return lambda piece: _summed(_step_by_step(links, piece))
    order = reverse_cuthill_mckee(links, symmetric_mode=not net.directed)
    places = np.argsort(order)
    near = links[order][:, order]
    near.sort_indices()
    into = near.T.tocsr()
    return lambda piece: _summed(_side_by_side(near, into, places[piece]))[:, places]


def _summed(found: np.ndarray) -> np.ndarray:
    return np.stack([found.sum(axis=1), (found**2).sum(axis=1)])


def _side_by_side(links: csr_array, into: csr_array, sources: np.ndarray) -> np.ndarray:
    """δ of each source as a column, each step of all of them a sparse product."""
    shape = (links.shape[0], len(sources))
    paths, steps = np.zeros(shape), np.full(shape, -1, dtype=np.int32)
    paths[sources, np.arange(len(sources))] = 1.0
    steps[sources, np.arange(len(sources))] = 0
    front, step = paths.copy(), 0
    while True:
        front = into @ front
        new = (steps < 0) & (front > 0)
        if not new.any():
            break
        step += 1
        steps[new] = step
        front *= new
        paths += front
    share = np.divide(1.0, paths, out=np.zeros(shape), where=paths > 0)
    through = np.zeros(shape)
    for at in range(step, 1, -1):
        back = links @ ((through + share) * (steps == at))
        back *= steps == at - 1
        through += back
    return through * paths


def _step_by_step(links: csr_array, sources: np.ndarray) -> np.ndarray:
    """The same for long networks, where only few points are at the front of each step."""
    size = links.shape[0]
    counts = np.diff(links.indptr)
    paths = np.zeros(size * len(sources))  # of source number k and point v at k × size + v
    seen = np.zeros(len(paths), dtype=bool)
    front = np.arange(len(sources)) * size + sources
    paths[front], seen[front] = 1.0, True
    taken = list[tuple[np.ndarray, np.ndarray]]()
    while len(front):
        point = front % size
        each = counts[point]
        base = np.repeat(front - point, each)
        place = np.arange(each.sum()) + np.repeat(links.indptr[point] - each.cumsum() + each, each)
        begin, end = np.repeat(front, each), base + links.indices[place]
        fresh = ~seen[end]
        begin, end = begin[fresh], end[fresh]
        np.add.at(paths, end, paths[begin])
        taken.append((begin, end))
        front = np.unique(end)
        seen[front] = True
    through = np.zeros(len(paths))
    for begin, end in reversed(taken[1:]):  # what begins at the source is no dependence on it
        np.add.at(through, begin, through[end] + 1.0 / paths[end])
    found: np.ndarray = (through * paths).reshape(len(sources), size).T
    return found


def _along_lengths(links: csr_array, sources: np.ndarray) -> np.ndarray:
    """The same where links have lengths: on the links that lie on a shortest path."""
    from scipy.sparse import csr_array  # noqa: PLC0415 - heavy
    from scipy.sparse.csgraph import dijkstra  # noqa: PLC0415 - heavy

    size, count = links.shape[0], len(sources)
    begin, end = np.repeat(np.arange(size), np.diff(links.indptr)), links.indices
    far = dijkstra(links, indices=sources)
    there = far[:, begin] + links.data
    farther = far[:, end]
    shortest = np.isfinite(there) & (there <= farther * (1 + CLOSE)) & (far[:, begin] < farther)
    number, link = np.nonzero(shortest)
    one, other = number * size + begin[link], number * size + end[link]
    shape = (size * count, size * count)
    onward = csr_array((np.ones(len(one)), (one, other)), shape=shape)
    starts = np.arange(count) * size + sources
    first = np.zeros(size * count)
    first[starts] = 1.0
    paths = _carried(onward.T.tocsr(), first)
    share = np.divide(1.0, paths, out=np.zeros(len(paths)), where=paths > 0)
    through = (_carried(onward, share) - share) * paths
    through[starts] = 0.0
    found: np.ndarray = through.reshape(count, size).T
    return found


def _carried(onward: csr_array, front: np.ndarray) -> np.ndarray:
    """What is at the front, and what it becomes on each step, until nothing is left."""
    found = front.copy()
    while True:
        front = onward @ front
        if not front.any():
            return found
        found += front
