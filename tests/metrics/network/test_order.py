"""The order of answers: by name, then IRI."""

from __future__ import annotations

import numpy as np
import polars as pl

from uegraph.metrics.network import by_name
from uegraph.metrics.network.order import numbered, places
from uegraph.network import make_network


def test_names_come_first_and_iris_cut_ties() -> None:
    points = pl.DataFrame({"iri": ["1", "2", "3"], "name": ["bob", "ann", "ann"]})
    links = pl.DataFrame(schema={"source": pl.String, "target": pl.String})
    assert by_name(make_network(points, links)).tolist() == [2, 0, 1]


def test_what_has_no_name_comes_last() -> None:
    assert places(pl.DataFrame({"iri": ["1", "2"], "name": [None, "ann"]})).tolist() == [1, 0]


def test_the_largest_group_is_0_and_of_equal_ones_that_with_the_first_name() -> None:
    groups = np.array([7, 7, 3, 3, -1, 9, 9, 9])
    assert numbered(groups, np.arange(8)[::-1]).tolist() == [2, 2, 1, 1, -1, 0, 0, 0]
    assert numbered(np.array([-1]), np.array([0])).tolist() == [-1]
    assert numbered(np.empty(0, int), np.empty(0, int)).tolist() == []
