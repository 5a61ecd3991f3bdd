"""Ranks, and how they bear a change of weights.

Weights are opinions. So each is drawn anew many times, uniformly around its own value, and the
list ranked again each time: the uncertainty analysis of composite indicators [1, 2], with the
share by which weights are moved, the median rank and the band of 90 % as in [3].

Scores are whole hundredths of a point, as they are shown. So equal scores are exactly equal, and
ranks come from counting how many cells have each score, not from sorting.

References:
    1. Saisana, Saltelli and Tarantola (2005). Uncertainty and sensitivity analysis techniques as
       tools for the quality assessment of composite indicators. Journal of the Royal Statistical
       Society A 168, 307-323.
    2. OECD and JRC (2008). Handbook on Constructing Composite Indicators, step 7.
    3. Becker et al. (2022). COINr: an R package for developing composite indicators. Journal of
       Open Source Software 7(78), 4567.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from uegraph.words import percent

if TYPE_CHECKING:
    from collections.abc import Mapping

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]

SEED: Final = 2010
"""The seed of the draws; the year of the Act whose duty is one of the terms, and no other sense."""

_PERCENT: Final = (50, 5, 95)  # the median, and the ends of the band
_BLOCK: Final = 128  # rows ranked at once: 128 x 1,000 draws of eight bytes stay in the cache


def scores(values: Floats, weights: Floats) -> Whole:
    """The score of each gap in hundredths of a point: the sum of its terms as they are shown.

    Args:
        values: One row for each gap, one column for each term.
        weights: The points of each term where it applies in full.
    """
    return _sum(values.T, weights, np.empty(len(values)))


def _sum(terms: Floats, weights: Floats, room: Floats) -> Whole:
    """The hundredths of several terms, each rounded as it is shown, added up."""
    total = np.zeros_like(room)
    for values, weight in zip(terms, weights, strict=True):
        np.multiply(values, weight * 100, out=room)
        total += np.rint(room, out=room)
    return total.astype(np.int64)


def ranks(found: Whole) -> Whole:
    """1 + how many gaps have a higher score; equal scores share a rank.

    >>> ranks(np.array([300, 500, 300, 100])).tolist()
    [2, 1, 2, 4]
    """
    return _table(found, np.ones(len(found), dtype=np.int64), int(found.max(initial=0)))[found]


def drawn(weights: Floats, stability: Mapping[str, float]) -> Floats:
    """The weights of each draw, one row a draw: each weight times 1 - spread to 1 + spread.

    Every factor is uniform and independent of the others. They come from the raw stream of PCG64,
    which numpy promises not to change, so the same weights are drawn on every machine.
    """
    draws = int(stability["draws"])
    raw = np.random.PCG64(SEED).random_raw((draws, len(weights)))
    uniform = (raw >> np.uint64(11)) * 2.0**-53
    found: Floats = weights * (1 + stability["spread"] * (2 * uniform - 1))
    return found


def bands(
    values: Floats, weights: Floats, stability: Mapping[str, float]
) -> dict[str, NDArray[Any]]:
    """How the rank of each gap moves when the weights are drawn anew, named as in a gap's row.

    Gaps with the same values are ranked once. The draws are gone through twice: first to count
    the scores of each, which gives the rank of every possible score; then, some gaps at a time, to
    look up their ranks. So the memory used grows with the draws and the points, not with the gaps.

    Args:
        values: One row for each gap, one column for each term.
        weights: The points of each term where it applies in full.
        stability: The settings of that name.
    """
    distinct, codes, many = np.unique(values, axis=0, return_inverse=True, return_counts=True)
    each = drawn(weights, stability)
    used = (weights > 0) & distinct.any(axis=0)
    distinct, each = distinct[:, used], each[:, used]
    tables = _tables(distinct, many, each)
    found = np.empty((3, len(distinct)), dtype=np.int64)
    top = np.empty(len(distinct))
    for start in range(0, len(distinct), _BLOCK):
        block = slice(start, start + _BLOCK)
        found[:, block], top[block] = _placed(distinct[block], each, tables, stability["top"])
    codes = codes.reshape(-1)
    median, best, worst = found[:, codes]
    return {
        "median_rank": median,
        "best_rank": best,
        "worst_rank": worst,
        "top_share": top[codes],
        "fragile": _fragile(best, worst, stability),
    }


def _tables(distinct: Floats, many: Whole, each: Floats) -> NDArray[np.int32]:
    """For each draw, the rank that every possible score has in it."""
    most = int(each.sum(axis=1).max(initial=0) * 100) + each.shape[1] + 1
    tables = np.empty((len(each), most + 1), dtype=np.int32)
    columns = np.ascontiguousarray(distinct.T).T
    for draw, weights in enumerate(each):
        tables[draw] = _table(scores(columns, weights), many, most)
    return tables


def _table(found: Whole, many: Whole, most: int) -> Whole:
    """The rank of every score from 0 to the most: 1 + how many gaps have a higher one."""
    counts = np.bincount(found, weights=many, minlength=most + 1).astype(np.int64)
    higher: Whole = counts.sum() - counts.cumsum()
    return higher + 1


def _placed(
    block: Floats, each: Floats, tables: NDArray[np.int32], top: float
) -> tuple[Whole, Floats]:
    """Median, best and worst rank of some gaps over all draws, and how often they are on top."""
    found = _sum(block.T[:, :, None], each.T, np.empty((len(block), len(each))))
    found += np.arange(len(each)) * tables.shape[1]
    places = tables.reshape(-1).take(found)
    # The least rank that so many per cent of the draws reach or better: a rank, never between two.
    wanted = [-(-percent * len(each) // 100) - 1 for percent in _PERCENT]
    share: Floats = (places <= top).mean(axis=1)
    places.partition(sorted(wanted), axis=1)
    return places[:, wanted].T.astype(np.int64), share


def _fragile(best: Whole, worst: Whole, stability: Mapping[str, float]) -> NDArray[np.bool_]:
    """Wide is a band over more than a tenth of the list, or over the top of it and as much more."""
    width = worst - best
    wide: NDArray[np.bool_] = width > stability["fragile"] * len(best)
    over: NDArray[np.bool_] = (best <= stability["top"]) & (width > stability["top"])
    return wide | over


def in_words(figures: Mapping[str, Any], length: int, stability: Mapping[str, float]) -> str:
    """Whether a rank holds, as people say it.

    Args:
        figures: What `bands` found for one gap, and how many others share its place.
        length: How many gaps are in the list.
        stability: The settings of that name.
    """
    best, worst = figures["best_rank"], figures["worst_rank"]
    span = f"place {best}" if best == worst else f"places {best:,} to {worst:,}"
    said = f"{'Fragile' if figures['fragile'] else 'Steady'}: {span} of {length:,}"
    said += " in nine of ten draws of the weights"
    top = int(stability["top"])
    if length > top:
        said += f", and in the first {top:,} in {_share(figures['top_share'])} of them"
    others = figures["shared"]
    if others:
        said += f". {others:,} other{'s have' if others > 1 else ' has'} the same score"
    return f"{said}."


def _share(share: float) -> str:
    """A share in words that never rounds to all or to none."""
    if share in (0, 1):
        return "all" if share else "none"
    return percent(share)
