"""Reach against plain walks, and MICMAC against powers of the matrix written out."""

from __future__ import annotations

from importlib import import_module

import networkx as nx
import numpy as np
import pytest
from scipy.stats import rankdata
from tests.metrics.network.graphs import (
    ALL,
    DIRECTED,
    WEIGHTED,
    Pair,
    directed,
    relabelled,
    scaled,
    with_isolates,
)
from tests.network.published import kite

from uegraph.errors import ParameterError
from uegraph.metrics.network import degree, micmac, reach, reach_efficiency, size

MODULE = import_module("uegraph.metrics.network.reach")  # the package has its function so named


def walked(graph: nx.Graph[str], steps: int) -> dict[str, float]:
    others = max(len(graph) - 1, 1)
    return {
        node: (len(nx.single_source_shortest_path_length(graph, node, cutoff=steps)) - 1) / others
        for node in graph
    }


@pytest.mark.parametrize("steps", [1, 2, 3, 9])
@pytest.mark.parametrize("given", ALL, ids=str)
def test_walking(given: Pair, steps: int, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = pytest.approx(given.by_code(walked(given.graph, steps)), rel=1e-12)
    assert reach(given.network, steps=steps).values.tolist() == wanted
    monkeypatch.setattr(MODULE, "MANY", 0)
    monkeypatch.setattr(MODULE, "PIECE", 40)
    listed = reach(given.network, steps=steps)
    assert listed.engine == "scipy"
    assert listed.values.tolist() == wanted


def test_the_kite() -> None:
    # By hand from the figure of D. Krackhardt (1990): Heather reaches all but none beyond two
    # steps; Jane reaches Ike and Heather.
    found = reach(kite()).values
    assert found[7] == 1
    assert found[9] == pytest.approx(2 / 9)
    assert reach_efficiency(kite()).values[7] == pytest.approx(1 / 4)


@pytest.mark.parametrize("given", ALL, ids=str)
def test_efficiency_is_reach_by_size(given: Pair) -> None:
    found = reach_efficiency(given.network).values
    assert np.allclose(found * size(given.network).values, reach(given.network).values)


def test_few_points() -> None:
    assert reach(nx.Graph()).values.tolist() == []
    assert np.isnan(reach(nx.path_graph(["a"])).values).all()
    assert reach(nx.empty_graph(["a", "b"])).values.tolist() == [0, 0]
    assert reach_efficiency(nx.empty_graph(["a", "b"])).values.tolist() == [0, 0]
    with pytest.raises(ParameterError, match="1 step or more"):
        reach(nx.Graph(), steps=0)


def powers(matrix: np.ndarray, links: int) -> np.ndarray:
    return sum(
        (np.linalg.matrix_power(matrix, power) for power in range(1, links + 1)),
        start=np.zeros_like(matrix),
    )


@pytest.mark.parametrize("weighted", [False, True])
@pytest.mark.parametrize("given", ALL, ids=str)
def test_micmac_is_the_sum_of_powers(given: Pair, weighted: bool) -> None:
    found = micmac(given.network, weighted=weighted)
    matrix = given.network.matrix.toarray()
    matrix = matrix / matrix[matrix > 0].mean() if weighted else (matrix > 0).astype(float)
    every = powers(matrix, found.links)
    assert np.allclose(found.influence, every.sum(axis=1) / every.sum(), atol=1e-11)
    assert np.allclose(found.exposure, every.sum(axis=0) / every.sum(), atol=1e-11)
    if found.settled:  # the order is that of one link less, and of the next
        for side in (0, 1):
            orders = [
                rankdata(np.round(sums / sums.max(), 9), "dense")
                for links in (found.links - 1, found.links)
                for sums in [powers(matrix, links).sum(axis=side)]
            ]
            assert (orders[0] == orders[1]).all()
    else:
        assert found.note


def test_micmac_by_hand() -> None:
    # M: a acts on b and c, b on c, c on d. M² : a-c, a-d, b-d. M³: a-d. S sums to 4 + 3 + 1 = 8.
    graph = directed("ab ac bc cd")
    found = micmac(graph)
    assert found.settled
    assert found.influence * 8 == pytest.approx([5, 2, 1, 0])
    assert found.exposure * 8 == pytest.approx([0, 1, 3, 4])


@pytest.mark.parametrize("given", ALL, ids=str)
def test_micmac_turned_round(given: Pair) -> None:
    found = micmac(given.network)
    assert found.influence.sum() == pytest.approx(1)
    assert found.exposure.sum() == pytest.approx(1)
    if not isinstance(given.graph, nx.DiGraph):
        assert np.allclose(found.influence, found.exposure, atol=1e-11)
        return
    back = micmac(given.graph.reverse())
    assert np.allclose(back.influence, found.exposure, atol=1e-11)


@pytest.mark.parametrize("given", [*DIRECTED, *WEIGHTED], ids=str)
def test_names_strengths_and_isolates(given: Pair) -> None:
    other, renamed = relabelled(given, 5)
    before = given.by_node(micmac(given.network, weighted=True).influence)
    after = other.by_node(micmac(other.network, weighted=True).influence)
    moved = {renamed[node]: value for node, value in before.items()}
    assert moved == pytest.approx(after, abs=1e-11)
    large = micmac(scaled(given, 7.0).network, weighted=True)
    assert given.by_node(large.influence) == pytest.approx(before, abs=1e-11)
    more = with_isolates(given)
    alone = more.by_node(micmac(more.network).exposure)
    assert all(alone[f"z{number}"] == 0 for number in range(3))


def test_micmac_where_nobody_is_linked_and_where_two_kinds_alternate() -> None:
    nobody = micmac(nx.empty_graph(["a", "b"]))
    assert np.isnan(nobody.influence).all()
    assert nobody.note.startswith("not defined")
    star = nx.star_graph(["hub", "a", "b", "c"])
    found = micmac(star)
    assert found.influence.argmax() == degree(star).values.argmax()
