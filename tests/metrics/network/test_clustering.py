"""Triangles: networkx, a published value, and points with nothing to close."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from tests.metrics.network.graphs import ALL, Pair, with_isolates
from tests.network.published import karate

from uegraph.metrics.network import clustering, transitivity


@pytest.mark.parametrize("given", ALL, ids=str)
def test_networkx(given: Pair) -> None:
    graph = nx.Graph(given.graph)
    found = clustering(given.network).values
    figures: dict[str, float] = dict.fromkeys(graph, 0.0) | nx.clustering(graph)  # type: ignore[operator]
    wanted = np.array(given.by_code(figures))
    few = np.array(given.by_code(dict(graph.degree))) < 2
    assert np.isnan(found[few]).all()
    assert np.allclose(found[~few], wanted[~few], rtol=1e-12)
    assert transitivity(given.network).value == pytest.approx(nx.transitivity(graph), abs=1e-12)


def test_the_karate_club() -> None:
    # http://konect.cc/networks/ucidata-zachary/: clustering coefficient 0.255682.
    assert transitivity(karate()).value == pytest.approx(0.255682, abs=5e-7)


@pytest.mark.parametrize("given", ALL, ids=str)
def test_isolates_change_nobody(given: Pair) -> None:
    more = with_isolates(given)
    before = given.by_node(clustering(given.network).values)
    after = more.by_node(clustering(more.network).values)
    assert all(after[node] == before[node] or np.isnan(before[node]) for node in before)
    assert all(np.isnan(after[f"z{number}"]) for number in range(3))
    assert transitivity(more.network).value == transitivity(given.network).value


@pytest.mark.parametrize("graph", [nx.Graph(), nx.path_graph(["a"]), nx.path_graph(["a", "b"])])
def test_nothing_to_close(graph: nx.Graph[str]) -> None:
    assert np.isnan(clustering(graph).values).all()
    found = transitivity(graph)
    assert found.value is None
    assert found.note
