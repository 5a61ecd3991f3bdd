"""How far points are from each other: many walks outwards at once, a bit a walk.

Sources are taken 64 to a machine word. What each point has been reached from is a row of words, and
a step is one "or" along the links; how many were reached for the first time is a count of bits. So
the sums are of whole numbers and the same on every machine. Where a network is long (a chain), or
its links have lengths, each source is walked by Dijkstra's way instead.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scipy.sparse import csr_array

    from uegraph.network import Network

WORD: Final = 64
PIECE: Final = 2_000_000
"""How many words of links are looked at together: 16 MB, which a processor keeps at hand."""

LONG: Final = 60
"""With more steps than this from end to end, walking sources one by one is quicker."""


@dataclass(frozen=True, slots=True)
class Spread:
    """What some sources reach.

    Attributes:
        total: For each point, by code, the distances to it from all sources that reach it.
        squares: The squares of these distances together.
        reached: How many sources reach it, itself apart.
        farthest: The largest distance found.
        totals: The distances from each group of at most 64 sources.
        counts: How many points each group reaches.
    """

    total: np.ndarray
    squares: np.ndarray
    reached: np.ndarray
    farthest: float
    totals: np.ndarray
    counts: np.ndarray


def lengths(net: Network) -> csr_array:
    """The links with their lengths: one divided by strength, so strong ties are short [1].

    A link without strength is no way: its length is infinite.

    References:
        [1] M. Newman, "Scientific collaboration networks II", Physical Review E 64 (2001), 016132.
    """
    found = net.matrix.copy()
    without_end = np.full(len(found.data), np.inf)
    found.data = np.divide(1.0, found.data, out=without_end, where=found.data > 0)
    return found


def is_long(links: csr_array) -> bool:
    """Whether some point of the largest component is many steps from another; a guess for speed."""
    from scipy.sparse.csgraph import connected_components, dijkstra  # noqa: PLC0415 - heavy

    if not links.nnz:
        return False
    _, labels = connected_components(links, directed=False)
    start = int((labels == np.bincount(labels).argmax()).argmax())
    steps = dijkstra(links, directed=False, indices=start, unweighted=True)
    return bool(steps[np.isfinite(steps)].max() > LONG)


def spread(
    links: csr_array, sources: np.ndarray, *, weighted: bool = False, most: int | None = None
) -> Spread:
    """What some sources reach along the links, and at what distance.

    Args:
        links: ``links[i, j]`` is the length of the link from i to j.
        sources: The codes to start from, each once.
        weighted: Whether lengths count; else each link is one step.
        most: How many steps to go at most, where links are steps.
    """
    if weighted or (most is None and is_long(links)):
        parts = _one_by_one(links, sources, weighted=weighted)
    else:
        parts = _together(links, sources, most)
    size = links.shape[0]
    total, squares = np.zeros(size), np.zeros(size)
    reached = np.zeros(size, dtype=np.int64)
    found = list[tuple[float, int, float]]()
    for part in parts:
        total += part.total
        squares += part.squares
        reached += part.reached
        found.extend(zip(part.totals, part.counts, [part.farthest] * len(part.counts), strict=True))
    return Spread(
        total=total,
        squares=squares,
        reached=reached,
        farthest=max((farthest for _, _, farthest in found), default=0.0),
        totals=np.array([sums for sums, _, _ in found]),
        counts=np.array([count for _, count, _ in found], dtype=np.int64),
    )


def _together(links: csr_array, sources: np.ndarray, most: int | None) -> Iterator[Spread]:
    """Pieces of sources, walked by bits."""
    into = links.T.tocsr()
    rows = np.flatnonzero(np.diff(into.indptr))
    starts, others = into.indptr[rows], into.indices
    words = max(4, PIECE // max(links.nnz, links.shape[0], 1))
    for piece in _pieces(sources, words * WORD):
        place = np.arange(len(piece))
        front = np.zeros((links.shape[0], -(-len(piece) // WORD)), dtype=np.uint64)
        front[piece, place // WORD] = np.uint64(1) << (place % WORD).astype(np.uint64)
        seen, step = front.copy(), 0
        tally = _Tally(links.shape[0], front.shape[1])
        while len(rows) and (most is None or step < most):
            step += 1
            onward = np.zeros_like(front)
            onward[rows] = np.bitwise_or.reduceat(front[others], starts, axis=0)
            onward &= ~seen
            counts = np.bitwise_count(onward)
            if not counts.any():
                step -= 1
                break
            tally.add(counts, step)
            seen |= onward
            front = onward
        yield tally.spread(float(step))


class _Tally:
    """The sums of one piece, step by step."""

    def __init__(self, size: int, words: int) -> None:
        self.sums = np.zeros((3, size), dtype=np.int64)
        self.groups = np.zeros((2, words), dtype=np.int64)

    def add(self, counts: np.ndarray, step: int) -> None:
        """Counts what was reached in this step."""
        by_point = counts.sum(axis=1, dtype=np.int64)
        by_group = counts.sum(axis=0, dtype=np.int64)
        self.sums += np.outer([step, step * step, 1], by_point)
        self.groups += np.outer([step, 1], by_group)

    def spread(self, farthest: float) -> Spread:
        """All of it."""
        total, squares, reached = self.sums
        return Spread(total, squares, reached, farthest, self.groups[0], self.groups[1])


def _one_by_one(links: csr_array, sources: np.ndarray, *, weighted: bool) -> Iterator[Spread]:
    """Groups of sources, each source walked on its own."""
    from scipy.sparse.csgraph import dijkstra  # noqa: PLC0415 - heavy

    for piece in _pieces(sources, WORD):
        found = dijkstra(links, indices=piece, unweighted=not weighted)
        found[np.arange(len(piece)), piece] = np.inf
        there = np.isfinite(found)
        found[~there] = 0.0
        yield Spread(
            total=found.sum(axis=0),
            squares=(found**2).sum(axis=0),
            reached=there.sum(axis=0),
            farthest=float(found.max(initial=0.0)),
            totals=np.array([found.sum()]),
            counts=np.array([there.sum()]),
        )


def _pieces(sources: np.ndarray, size: int) -> Iterator[np.ndarray]:
    return (sources[start : start + size] for start in range(0, len(sources), size))
