"""The adjusted Rand index against published values."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from uegraph.metrics.network.agreement import adjusted_rand_index, stability, staying


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        # scikit-learn's documentation of adjusted_rand_score.
        ([0, 0, 1, 1], [0, 0, 1, 1], 1.0),
        ([0, 0, 1, 1], [1, 1, 0, 0], 1.0),
        ([0, 0, 1, 2], [0, 0, 1, 1], 0.57),
        ([0, 0, 1, 1], [0, 0, 1, 2], 0.57),
        ([0, 0, 0, 0], [0, 1, 2, 3], 0.0),
        ([0, 0, 1, 1], [0, 1, 0, 1], -0.5),
        # Yeung and Ruzzo (2001), Details of the adjusted Rand index and clustering algorithms
        # (supplement to Bioinformatics 17, 763-774): 0.313.
        ([0, 0, 1, 1, 1, 1, 2, 2, 2, 2], [0, 1, 0, 1, 1, 2, 2, 2, 2, 2], 0.313),
        ([0, 0], [0, 0], 1.0),
        ([0, 1], [0, 1], 1.0),
        ([0], [0], 1.0),
    ],
)
def test_published_values(one: list[int], other: list[int], expected: float) -> None:
    found = adjusted_rand_index(np.array(one), np.array(other))
    assert found == pytest.approx(expected, abs=5e-3 if expected == 0.57 else 5e-4)


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=30))
def test_names_and_order_of_groupings_do_not_matter(pairs: list[tuple[int, int]]) -> None:
    one, other = (np.array(each) for each in zip(*pairs, strict=True))
    found = adjusted_rand_index(one, other)
    assert found == pytest.approx(adjusted_rand_index(other, one))
    assert found == pytest.approx(adjusted_rand_index(4 - one, other))
    assert adjusted_rand_index(one, one) == 1
    assert found <= 1


def test_who_stays_with_most_of_its_group() -> None:
    chosen = np.array([0, 0, 0, 1, 1, 2])
    moved = np.array([0, 0, 1, 1, 1, 2])
    # The third leaves both others; each of those keeps one of two, which is not most.
    assert staying([chosen, moved], 0).tolist()[:5] == [0.0, 0.0, 0.0, 1.0, 1.0]
    assert np.isnan(staying([chosen, moved], 0)[5])
    assert np.isnan(staying([chosen], 0)).all()


def test_nothing_is_said_of_the_stability_of_one_grouping() -> None:
    assert stability([np.array([0, 1])]) is None
    assert stability([np.empty(0, int), np.empty(0, int)]) is None
