"""Places in a ranking: who shares one, how two rankings agree, and a place in words."""

from __future__ import annotations

from typing import Final

import numpy as np

from uegraph.metrics.network.rounding import even

_WORDS: Final = (
    *("first", "second", "third", "fourth", "fifth"),
    *("sixth", "seventh", "eighth", "ninth", "tenth"),
)


def ranks_of(figures: np.ndarray) -> np.ndarray:
    """The rank of each figure, the lowest first; equal ones share the best, NaN the last."""
    known = np.where(np.isnan(figures), np.inf, even(figures))
    _, place, counts = np.unique(known, return_inverse=True, return_counts=True)
    found: np.ndarray = (np.cumsum(counts) - counts + 1)[place].astype(np.int32)
    return found


def agreement(rank: np.ndarray, draws: np.ndarray) -> float | None:
    """Spearman's rank correlation of each draw with the ranking now, on average."""
    found = [_correlation(_middles(rank), _middles(drawn)) for drawn in draws]
    known = [value for value in found if value is not None]
    return float(np.mean(known)) if known else None


def _middles(ranks: np.ndarray) -> np.ndarray:
    """Ranks of which equal ones share the middle instead of the best."""
    _, place, counts = np.unique(ranks, return_inverse=True, return_counts=True)
    found: np.ndarray = ranks + (counts[place] - 1) / 2
    return found


def _correlation(one: np.ndarray, other: np.ndarray) -> float | None:
    """Pearson's correlation; None where one of the two does not vary."""
    one, other = (values - values.mean() if len(values) else values for values in (one, other))
    norm = float(np.sqrt((one @ one) * (other @ other)))
    return float(one @ other) / norm if norm else None


def ordinal(rank: int) -> str:
    """A place in words up to the tenth, then in figures.

    >>> [ordinal(rank) for rank in (1, 10, 11, 12, 21, 22, 103, 111, 1002)]
    ['first', 'tenth', '11th', '12th', '21st', '22nd', '103rd', '111th', '1,002nd']
    """
    if rank <= len(_WORDS):
        return _WORDS[rank - 1]
    ending = (
        "th" if rank % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(rank % 10, "th")
    )
    return f"{rank:,}{ending}"
