"""The best pairs of points, where all pairs would be more than memory holds.

Scores are the entries of a product of two sparse matrices, which is made some rows at a time. They
are kept to 12 decimals, so that a tie is a tie in whichever order a score was added up.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from scipy.sparse import csr_array

PAIRS: Final = {"source": pl.UInt32, "target": pl.UInt32, "score": pl.Float64}
"""The columns of every answer here."""

_MOST: Final = 4_000_000
"""How many products one chunk may take at most; a single row may take more."""

_AT_FIRST: Final = _MOST // 20

DECIMALS: Final = 12
_LEAST: Final = 10.0**-DECIMALS


@dataclass(frozen=True, slots=True)
class Search:
    """The best entries above the diagonal of ``left @ right``, which is symmetric, in chunks.

    Attributes:
        left: Points × what they share, weighed.
        right: What they share × points.
        banned: Pairs that are not wanted, symmetric.
        order: Which point comes first where scores are equal.
        candidates: Which points may be in a pair, by code.
        about: Of which points one has to be in a pair, by code.
        rescored: What makes the score of a product of two points, where it is not the product.
    """

    left: csr_array
    right: csr_array
    banned: csr_array | None
    order: np.ndarray
    candidates: np.ndarray
    about: np.ndarray
    rescored: Callable[[np.ndarray, np.ndarray, np.ndarray], np.ndarray] | None = None

    def best(self, top: int) -> pl.DataFrame:
        """The pairs with the highest scores, in order."""
        found = pl.DataFrame(schema=PAIRS)
        for rows in self._chunks():
            least = found["score"][-1] if 0 < top == len(found) else _LEAST
            pairs = self._allowed(self._pairs(rows, least))
            found = _first(pl.concat([found, pairs]), top, self.order)
        return found

    def _chunks(self) -> Iterator[np.ndarray]:
        """The rows to look at, some at a time, so that no chunk takes too much memory."""
        rows = np.flatnonzero(self.candidates & self.about)
        reach = np.diff(self.right.indptr)
        sums = np.concatenate([[0], np.cumsum(reach[self.left.indices])])
        work = np.cumsum(sums[self.left.indptr[rows + 1]] - sums[self.left.indptr[rows]])
        # The first chunk is small: it says what a pair must score to be among the best at all.
        cuts = np.flatnonzero(np.diff((work + _MOST - _AT_FIRST) // _MOST)) + 1
        return (each for each in np.split(rows, cuts) if len(each))

    def _pairs(self, rows: np.ndarray, least: float) -> pl.DataFrame:
        """All pairs of these rows that score so much, each once."""
        # Where everybody is asked about, the earlier end of a pair finds it: half the work.
        start = int(rows[0]) if self.about.all() else 0
        product = (self.left[rows] @ self.right[:, start:]).tocoo()
        # Most pairs share too little; what is rounded up to the least is among the rest.
        good = slice(None) if self.rescored else product.data >= least - _LEAST
        ones, others = rows[product.row[good]], product.col[good] + start
        scores = product.data[good]
        # A pair is met from both of its ends, unless one of them is not among the rows.
        kept = (ones < others) | ((ones > others) & ~self.about[others])
        kept &= self.candidates[others]
        ones, others, scores = ones[kept], others[kept], scores[kept]
        if self.rescored is not None:
            scores = self.rescored(ones, others, scores)
        ends = {"source": np.minimum(ones, others), "target": np.maximum(ones, others)}
        pairs = pl.DataFrame({**ends, "score": np.round(scores, DECIMALS)}, schema_overrides=PAIRS)
        return pairs.filter(pl.col("score") >= least)

    def _allowed(self, pairs: pl.DataFrame) -> pl.DataFrame:
        """The pairs without those that are not wanted."""
        if self.banned is None or pairs.is_empty():
            return pairs
        found = self.banned[ends_of(pairs)]
        return pairs.filter(np.asarray(found).ravel() == 0)


def _first(pairs: pl.DataFrame, top: int, order: np.ndarray) -> pl.DataFrame:
    """The best pairs in order: by score, then by which of the four names comes first."""
    if len(pairs) > top > 0:
        scores = pairs["score"].to_numpy()
        pairs = pairs.filter(pl.col("score") >= np.partition(scores, -top)[-top])
    one, other = (order[end] for end in ends_of(pairs))
    ranks = np.lexsort((np.maximum(one, other), np.minimum(one, other), -pairs["score"].to_numpy()))
    return pairs[ranks[:top]]


def ends_of(pairs: pl.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """The codes of both ends of each pair."""
    one, other = (pairs[end].to_numpy().astype(np.int64) for end in ("source", "target"))
    return one, other
