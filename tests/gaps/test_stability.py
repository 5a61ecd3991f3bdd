"""Ranks and their bands, against ranking again one draw at a time, and against other libraries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import scipy.stats
from hypothesis import given, settings
from hypothesis import strategies as st

from uegraph.gaps import WEIGHTS, Weighting, stability
from uegraph.gaps.stability import bands, drawn, in_words, ranks, scores

if TYPE_CHECKING:
    from collections.abc import Sequence

STABILITY = {"draws": 40, "spread": 0.5, "top": 3, "fragile": 0.1}

CALM = settings(deadline=None)
VALUE = st.one_of(st.sampled_from([0.0, 0.3, 0.5, 1.0]), st.floats(0, 1))
TABLES = st.integers(1, 4).flatmap(
    lambda terms: st.tuples(
        st.lists(st.lists(VALUE, min_size=terms, max_size=terms), min_size=1, max_size=14),
        st.lists(st.sampled_from([0.0, 3.0, 5.0, 12.5, 40.0]), min_size=terms, max_size=terms),
    )
)


def placed(values: Sequence[Sequence[float]], weights: Sequence[float]) -> list[int]:
    """The ranks in plain Python, from the definition."""
    points = [
        sum(round(value * (weight * 100)) for value, weight in zip(row, weights, strict=True))
        for row in values
    ]
    return [1 + sum(other > own for other in points) for own in points]


def by_hand(
    values: Sequence[Sequence[float]], weights: Sequence[float], asked: dict[str, float]
) -> list[tuple[int, int, int, float, bool]]:
    """Median, best, worst, share at the top and fragile of each row, ranking draw by draw."""
    again = [placed(values, each) for each in drawn(np.array(weights), asked).tolist()]
    found = []
    for place in range(len(values)):
        all_ranks = sorted(one[place] for one in again)
        reached = [
            min(rank for rank in all_ranks if sum(r <= rank for r in all_ranks) * 100 >= many)
            for many in (50 * len(again), 5 * len(again), 95 * len(again))
        ]
        top = sum(rank <= asked["top"] for rank in all_ranks) / len(all_ranks)
        width = reached[2] - reached[1]
        wide = width > asked["fragile"] * len(values)
        over = reached[1] <= asked["top"] and width > asked["top"]
        found.append((reached[0], reached[1], reached[2], top, wide or over))
    return found


def rows_of(found: dict[str, Any]) -> list[tuple[Any, ...]]:
    return list(zip(*(column.tolist() for column in found.values()), strict=True))


@settings(CALM, max_examples=150)
@given(TABLES, st.sampled_from([20, 40, 60]))
def test_bands_are_those_of_ranking_again_draw_by_draw(
    table: tuple[list[list[float]], list[float]], draws: int
) -> None:
    values, weights = table
    asked = {**STABILITY, "draws": draws}
    assert ranks(scores(np.array(values), np.array(weights))).tolist() == placed(values, weights)
    found = bands(np.array(values), np.array(weights), asked)
    assert [tuple(row) for row in rows_of(found)] == by_hand(values, weights, asked)


def test_ranks_and_quantiles_are_those_of_scipy_and_numpy() -> None:
    source = np.random.default_rng(7)
    values = source.integers(0, 5, (400, 9)) / 4  # more than three blocks, with many ties
    weights = np.array(list(WEIGHTS.values()), dtype=np.float64)
    asked = dict(Weighting().stability)
    again = [
        scipy.stats.rankdata(-np.rint(values * (one * 100)).sum(axis=1), method="min")
        for one in drawn(weights, asked)
    ]
    found = bands(values, weights, asked)
    for name, share in (("median_rank", 0.5), ("best_rank", 0.05), ("worst_rank", 0.95)):
        expected = np.quantile(again, share, axis=0, method="inverted_cdf")
        assert found[name].tolist() == expected.tolist()
    assert found["top_share"].tolist() == (np.array(again) <= 10).mean(axis=0).tolist()


def test_weights_are_drawn_uniformly_around_their_own_and_independently() -> None:
    factors = drawn(np.ones(9), {**STABILITY, "draws": 1000})
    assert factors.shape == (1000, 9)
    for column in factors.T:
        assert scipy.stats.kstest(column, scipy.stats.uniform(0.5, 1).cdf).pvalue > 0.01
    between = np.abs(np.corrcoef(factors.T) - np.eye(9))
    assert between.max() < 0.12  # four standard errors of no correlation in 1,000 draws


def test_the_same_weights_are_drawn_everywhere() -> None:
    # Made by O'Neill's PCG XSL RR 128/64 in plain Python, from the state that numpy seeds.
    # A change of these four would change every band.
    first = drawn(np.ones(2), {**STABILITY, "draws": 2}).round(12).tolist()
    assert first == [[0.74349124538, 1.084319388437], [0.821116308881, 0.740794131514]]


def test_more_draws_begin_with_the_same_ones() -> None:
    few, many = (drawn(np.ones(9), {**STABILITY, "draws": draws}) for draws in (20, 30))
    assert few.tolist() == many[:20].tolist()


@CALM
@given(TABLES)
def test_without_spread_every_band_is_the_rank(
    table: tuple[list[list[float]], list[float]],
) -> None:
    values, weights = np.array(table[0]), np.array(table[1])
    found = bands(values, weights, {**STABILITY, "spread": 0.0})
    now = ranks(scores(values, weights)).tolist()
    for name in ("median_rank", "best_rank", "worst_rank"):
        assert found[name].tolist() == now
    assert not found["fragile"].any()


@CALM
@given(TABLES, st.randoms(use_true_random=False))
def test_the_order_of_rows_makes_no_difference(
    table: tuple[list[list[float]], list[float]], chance: Any
) -> None:
    values, weights = table
    order = list(range(len(values)))
    chance.shuffle(order)
    whole = rows_of(bands(np.array(values), np.array(weights), STABILITY))
    mixed = bands(np.array([values[place] for place in order]), np.array(weights), STABILITY)
    assert rows_of(mixed) == [whole[place] for place in order]


@CALM
@given(TABLES, st.data())
def test_what_is_more_in_every_term_never_ranks_lower(
    table: tuple[list[list[float]], list[float]], data: st.DataObject
) -> None:
    values, weights = table
    less = values[0]
    more = [data.draw(st.floats(value, 1)) for value in less]
    found = bands(np.array([*values, more]), np.array(weights), STABILITY)
    for name in ("median_rank", "best_rank", "worst_rank"):
        assert found[name][-1] <= found[name][0]
    assert found["top_share"][-1] >= found["top_share"][0]


@CALM
@given(TABLES, st.data())
def test_a_raised_weight_never_lowers_who_has_its_term_against_who_has_not(
    table: tuple[list[list[float]], list[float]], data: st.DataObject
) -> None:
    values, weights = table
    term = data.draw(st.integers(0, len(weights) - 1))
    having, lacking = list(values[0]), list(values[-1])
    having[term], lacking[term] = 1.0, 0.0
    raised = list(weights)
    raised[term] += data.draw(st.floats(0, 60))
    pair = np.array([having, lacking])
    before, after = (scores(pair, np.array(one)) for one in (weights, raised))
    assert after[0] - after[1] >= before[0] - before[1]


def test_the_size_of_a_block_makes_no_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    values = np.random.default_rng(3).random((50, 4))
    weights = np.array([40.0, 15.0, 5.0, 3.0])
    whole = rows_of(bands(values, weights, STABILITY))
    monkeypatch.setattr(stability, "_BLOCK", 7)
    assert rows_of(bands(values, weights, STABILITY)) == whole


def test_no_gaps_have_no_bands() -> None:
    found = bands(np.empty((0, 9)), np.array(list(WEIGHTS.values())), STABILITY)
    assert {len(column) for column in found.values()} == {0}


@pytest.mark.parametrize(
    ("best", "worst", "fragile"),
    [(1, 1, False), (1, 11, False), (1, 12, True), (10, 21, True), (11, 31, False),
     (11, 32, True)],
)  # fmt: skip
def test_fragile_is_wide_for_the_list_or_across_its_top(
    best: int, worst: int, fragile: bool
) -> None:
    asked = {"top": 10, "fragile": 0.1}  # of 200 places
    ends = np.full((2, 200), [[best], [worst]], dtype=np.int64)
    assert stability._fragile(ends[0], ends[1], asked).tolist() == [fragile] * 200


@pytest.mark.parametrize(
    ("best", "worst", "share", "length", "said"),
    [
        (3, 3, 1.0, 8, "Steady: place 3 of 8 in nine of ten draws of the weights"),
        (1200, 1310, 0.0, 20000, "Steady: places 1,200 to 1,310 of 20,000 {}none of them"),
        (2, 3, 0.999, 11, "Steady: places 2 to 3 of 11 {}over 99% of them"),
        (1, 3, 1.0, 11, "Fragile: places 1 to 3 of 11 {}all of them"),
    ],
)
def test_how_sure_a_rank_is_in_words(
    best: int, worst: int, share: float, length: int, said: str
) -> None:
    figures = {
        "best_rank": best,
        "worst_rank": worst,
        "top_share": share,
        "fragile": said.startswith("Fragile"),
        "shared": 0,
    }
    between = "in nine of ten draws of the weights, and in the first 10 in "
    whole = said.format(between) + "."
    assert in_words(figures, length, Weighting().stability) == whole
    for shared, more in (
        (1, " 1 other has the same score."),
        (20, " 20 others have the same score."),
    ):
        figures["shared"] = shared
        assert in_words(figures, length, Weighting().stability) == whole + more
