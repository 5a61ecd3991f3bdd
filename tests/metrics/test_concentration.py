"""The Herfindahl-Hirschman index against published values and every way doubts can turn out."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.metrics.graphs import activity, part, party, published, store_of

from uegraph.metrics import measures
from uegraph.metrics.concentration import Ends, hhi, normalised, top_share

COUNTS = st.dictionaries(
    st.sampled_from("abcde"), st.tuples(st.integers(0, 3), st.integers(0, 2)), max_size=5
)


def test_the_example_of_the_department_of_justice() -> None:
    # https://www.justice.gov/atr/herfindahl-hirschman-index: 30, 30, 20 and 20 per cent give 2,600
    # of 10,000 points.
    shares = {"a": 30, "b": 30, "c": 20, "d": 20}
    found = hhi(shares, shares)
    assert found == Ends(0.26, 0.26)


@pytest.mark.parametrize("n", [1, 2, 7, 100])
def test_equal_bodies_are_as_many_as_they_are(n: int) -> None:
    counts = {str(place): 3 for place in range(n)}
    found = hhi(counts, counts)
    assert found is not None
    assert 1 / found.low == pytest.approx(n)
    even = normalised(found, n, n)
    assert even is None if n == 1 else even is not None and even.high == pytest.approx(0)


@settings(deadline=None)
@given(st.lists(st.integers(1, 1000), min_size=2, max_size=30))
def test_the_plain_formula(counts: list[int]) -> None:
    named = {str(place): count for place, count in enumerate(counts)}
    share = np.array(counts) / sum(counts)
    index = float((share**2).sum())
    found = hhi(named, named)
    assert found is not None
    assert found.low == pytest.approx(index)
    assert found.high == pytest.approx(index)
    even = normalised(found, len(counts), len(counts))
    assert even is not None
    n = len(counts)
    assert even.low == pytest.approx((n * index - 1) / (n - 1), abs=1e-12)
    first = top_share(named, named)
    assert first is not None
    assert first.low == pytest.approx(float(np.sort(share)[::-1][:10].sum()))
    assert first.high == pytest.approx(first.low)


@settings(deadline=None)
@given(COUNTS, st.integers(1, 3))
def test_every_way_in_which_doubts_turn_out_lies_inside(
    counts: dict[str, tuple[int, int]], top: int
) -> None:
    sure = {name: low for name, (low, _) in counts.items() if low}
    most = {name: low + more for name, (low, more) in counts.items() if low + more}
    index, first = hhi(sure, most), top_share(sure, most, top)
    assert (index is None) == (not most)
    for world in product(*(range(sure.get(name, 0), most[name] + 1) for name in most)):
        there = [count for count in world if count]
        if not there:
            continue
        assert index is not None
        assert first is not None
        true = sum(count**2 for count in there) / sum(there) ** 2
        assert index.low - 1e-9 <= true <= index.high + 1e-9
        share = sum(sorted(there, reverse=True)[:top]) / sum(there)
        assert first.low - 1e-9 <= share <= first.high + 1e-9
        even = normalised(index, len(sure), len(most))
        if even and len(there) > 1:
            n = len(there)
            assert even.low - 1e-9 <= (true - 1 / n) / (1 - 1 / n) <= even.high + 1e-9


def test_organisers_do_not_count_and_the_private_is_not_named() -> None:
    store = store_of(
        [
            published("2024-01-01"),
            activity("a", "2023-05-01"),
            activity("b", "2023-06-01"),
            party("secret", more="ueg:private true"),
            party("open"),
            party("host"),
            part("1", "a", "secret"),
            part("2", "b", "secret"),
            part("3", "a", "open"),
            part("4", "a", "host", role="organiser", level="", direction=""),
        ]
    )
    [row] = measures(store).concentration
    # 2 and 1 of 3: (2/3)² + (1/3)² = 5/9.
    assert row.hhi_low == row.hhi_high == pytest.approx(5 / 9)
    assert row.top == ("one marked private (2)", "open (1)")
    assert (row.bodies, row.participations, row.private) == (2, 3, 1)
