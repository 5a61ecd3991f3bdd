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
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np

from uegraph.metrics.network.hops import is_long, lengths

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from scipy.sparse import csr_array

    from uegraph.network import Network

PIECE: Final = 1_200_000
"""How many figures (points × sources) are carried at once: 10 MB each of about seven matrices."""

NEAR: Final = 160_000
"""The same where points are few: what a processor keeps at hand."""

FEW: Final = 64
"""Sources in components of no more points than this are reckoned together."""

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
    size, walk = len(net), _walk(net, weighted=weighted)
    half = len(sources) // 2
    first, second = (list(_pieces(part, walk)) for part in (sources[:half], sources[half:]))
    sums = np.zeros((3, size))
    with ThreadPoolExecutor(min(os.cpu_count() or 1, THREADS)) as pool:
        for place, (codes, found) in enumerate(pool.map(walk.along, first + second)):
            sums[:2, codes] += found
            if place < len(first):
                sums[2, codes] += found[0]
    return Dependencies(*sums)


@dataclass(frozen=True, slots=True)
class _Walk:
    """A way to walk a network from many sources.

    Attributes:
        along: What reckons a piece of the sources: the points that it told of, and the sums of δ
            and of its squares for each of them.
        place: The place of each point in the order in which sources are best taken.
        part: For each point which component it is in, as far as these are walked apart.
        load: For each point how many figures a source there carries.
    """

    along: Callable[[np.ndarray], tuple[np.ndarray, np.ndarray]]
    place: np.ndarray
    part: np.ndarray
    load: np.ndarray


def _pieces(sources: np.ndarray, walk: _Walk) -> Iterator[np.ndarray]:
    """The sources in pieces that are walked together; none crosses from one part into another."""
    ordered = sources[np.argsort(walk.place[sources])]
    for run in np.split(ordered, np.flatnonzero(np.diff(walk.part[ordered])) + 1):
        if len(run):
            load = int(walk.load[run[0]])
            most = max(int(np.clip(PIECE // load, 1, 16)), min(NEAR // load, 128))
            yield from (run[start : start + most] for start in range(0, len(run), most))


def _walk(net: Network, *, weighted: bool) -> _Walk:
    """How to walk a network: by lengths, step by step, or many sources side by side."""
    links = lengths(net) if weighted else net.pattern
    if not weighted and not is_long(links):
        return _by_component(links, directed=net.directed)
    way = _along_lengths if weighted else _step_by_step
    every = np.arange(len(net))
    load = max(len(net), links.nnz if weighted else 1)
    return _Walk(
        lambda piece: (every, _summed(way(links, piece))),
        every,
        np.zeros(len(net), dtype=int),
        np.full(len(net), load),
    )


def _by_component(links: csr_array, *, directed: bool) -> _Walk:
    """Each component by itself, from the largest down.

    Points are put next to those they are linked with, so that a product finds in the processor's
    own memory what it needs: four times as fast with 300,000 points.
    """
    from scipy.sparse.csgraph import (  # noqa: PLC0415 - heavy
        connected_components,
        reverse_cuthill_mckee,
    )

    _, labels = connected_components(links, directed=False)
    sizes = np.bincount(labels)[labels]
    near = reverse_cuthill_mckee(links, symmetric_mode=not directed)
    order = near[np.lexsort((labels[near], -sizes[near]))]
    places = np.argsort(order)
    ordered = links[order][:, order]
    ordered.sort_indices()
    into = ordered.T.tocsr() if directed else ordered
    ends = np.flatnonzero(np.diff(labels[order], append=-1)) + 1

    def along(piece: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        first, last = places[piece].min(), places[piece].max()
        end = ends[np.searchsorted(ends, last, side="right")]
        begin = ends[np.searchsorted(ends, first, side="right")] - sizes[order[first]]
        found = _side_by_side(
            _between(ordered, begin, end), _between(into, begin, end), places[piece] - begin
        )
        return order[begin:end], _summed(found)

    return _Walk(along, places, np.where(sizes > FEW, labels, -1), sizes)


def _between(links: csr_array, begin: int, end: int) -> csr_array:
    """The links among points of some places, which have none with others."""
    from scipy.sparse import csr_array  # noqa: PLC0415 - heavy

    size = end - begin
    if size == links.shape[0]:
        return links
    first, last = links.indptr[[begin, end]]
    starts, ends = links.indptr[begin : end + 1] - first, links.indices[first:last] - begin
    return csr_array((links.data[first:last], ends, starts), shape=(size, size))


def _summed(found: np.ndarray) -> np.ndarray:
    return np.stack([found.sum(axis=1), (found**2).sum(axis=1)])


def _side_by_side(links: csr_array, into: csr_array, sources: np.ndarray) -> np.ndarray:
    """δ of each source as a column, each step of all of them a sparse product."""
    shape = (links.shape[0], len(sources))
    columns = np.arange(len(sources))
    paths, unseen = np.zeros(shape), np.ones(shape, dtype=bool)
    paths[sources, columns], unseen[sources, columns] = 1.0, False
    front, steps = paths.copy(), list[np.ndarray]()
    while True:
        front = into @ front
        new = front > 0
        new &= unseen
        if not new.any():
            break
        unseen ^= new
        front *= new
        paths += front
        steps.append(new)
    share = np.divide(1.0, paths, out=np.zeros(shape), where=~unseen)
    through = np.zeros(shape)
    for before, at in reversed(list(pairwise(steps))):
        back = links @ ((through + share) * at)
        back *= before
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
