"""Two-mode centralities against published tables of the Southern Women, networkx and numpy."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import networkx as nx
import numpy as np
import pytest
from networkx.algorithms import bipartite
from tests.network.published import karate, southern_women

from uegraph.errors import ParameterError
from uegraph.metrics.network import (
    paths,
    two_mode_betweenness,
    two_mode_closeness,
    two_mode_degree,
    two_mode_eigenvector,
)
from uegraph.network import as_network

if TYPE_CHECKING:
    from collections.abc import Callable

    from uegraph.metrics.network.model import Measured
    from uegraph.network import Network

MEASURES: Final = (
    two_mode_degree,
    two_mode_closeness,
    two_mode_betweenness,
    two_mode_eigenvector,
)

# Borgatti and Halgin (2011), Analyzing affiliation networks, after Borgatti and Everett (1997), as
# networkx's tests have them: degree, closeness and betweenness, normalised by kind.
PUBLISHED: Final = {
    "Evelyn Jefferson": (0.57, 0.80, 0.10),
    "Laura Mandeville": (0.50, 0.73, 0.05),
    "Theresa Anderson": (0.57, 0.80, 0.09),
    "Brenda Rogers": (0.50, 0.73, 0.05),
    "Charlotte McDowd": (0.29, 0.60, 0.01),
    "Frances Anderson": (0.29, 0.67, 0.01),
    "Eleanor Nye": (0.29, 0.67, 0.01),
    "Pearl Oglethorpe": (0.21, 0.67, 0.01),
    "Ruth DeSand": (0.29, 0.71, 0.02),
    "Verne Sanderson": (0.29, 0.71, 0.02),
    "Myra Liddel": (0.29, 0.69, 0.02),
    "Katherina Rogers": (0.43, 0.73, 0.05),
    "Sylvia Avondale": (0.50, 0.77, 0.07),
    "Nora Fayette": (0.57, 0.80, 0.11),
    "Helen Lloyd": (0.36, 0.73, 0.04),
    "Dorothy Murchison": (0.14, 0.65, 0.00),
    "Olivia Carleton": (0.14, 0.59, 0.01),
    "Flora Price": (0.14, 0.59, 0.01),
    "E1": (0.17, 0.52, 0.00),
    "E2": (0.17, 0.52, 0.00),
    "E3": (0.33, 0.56, 0.02),
    "E4": (0.22, 0.54, 0.01),
    "E5": (0.44, 0.59, 0.04),
    "E6": (0.44, 0.69, 0.07),
    "E7": (0.56, 0.73, 0.13),
    "E8": (0.78, 0.85, 0.24),
    "E9": (0.67, 0.79, 0.23),
    "E10": (0.28, 0.55, 0.01),
    "E11": (0.22, 0.54, 0.02),
    "E12": (0.33, 0.56, 0.02),
    "E13": (0.17, 0.52, 0.00),
    "E14": (0.17, 0.52, 0.00),
}


def _graph(bodies: int, activities: int, chance: float, seed: int) -> nx.Graph[str]:
    graph = bipartite.random_graph(bodies, activities, chance, seed=seed)
    named: nx.Graph[str] = nx.relabel_nodes(graph, lambda node: f"n{(node * 37) % 101:03}")
    return named


GRAPHS: Final = [
    _graph(*given)
    for given in [
        (8, 12, 0.3, 1),
        (12, 8, 0.3, 2),
        (15, 15, 0.08, 3),
        (3, 20, 0.4, 4),
        (20, 3, 0.3, 5),
    ]
]


def _top(graph: nx.Graph[str]) -> list[str]:
    sides: dict[str, int] = nx.get_node_attributes(graph, "bipartite")
    return [node for node, side in sides.items() if side == 0]


def _by_iri(net: Network, found: Measured) -> dict[str, float]:
    return dict(zip(net.points["iri"], found.values.tolist(), strict=True))


def test_the_southern_women() -> None:
    net = southern_women()
    found = [measure(net) for measure in MEASURES[:3]]
    assert sorted(net.names) == sorted(PUBLISHED)
    for code, name in enumerate(net.names):
        # Two decimals are printed, and some are cut rather than rounded.
        figures = [float(each.values[code]) for each in found]
        assert figures == pytest.approx(PUBLISHED[name], abs=0.01), name
    assert all(each.exact for each in found)


@pytest.mark.parametrize("graph", GRAPHS, ids=str)
def test_as_networkx(graph: nx.Graph[str]) -> None:
    net, top = as_network(graph), _top(graph)
    assert len(net.kinds) == 2
    expected = bipartite.degree_centrality(graph, top)
    assert _by_iri(net, two_mode_degree(net)) == pytest.approx(expected)
    expected = bipartite.betweenness_centrality(graph, top)
    assert _by_iri(net, two_mode_betweenness(net)) == pytest.approx(expected)


@pytest.mark.parametrize("graph", GRAPHS, ids=str)
def test_closeness_as_networkx_piece_by_piece(graph: nx.Graph[str]) -> None:
    found = _by_iri(as_network(graph), two_mode_closeness(graph))
    assert all(0 <= value <= 1 for value in found.values())
    for nodes in nx.connected_components(graph):
        piece = graph.subgraph(nodes)
        share = (len(piece) - 1) / (len(graph) - 1)
        for node, value in bipartite.closeness_centrality(piece, _top(piece)).items():
            assert found[node] == pytest.approx(value * share)


def test_some_of_these_are_in_pieces() -> None:
    assert 0 < sum(nx.is_connected(graph) for graph in GRAPHS) < len(GRAPHS)


@pytest.mark.parametrize("graph", GRAPHS, ids=str)
def test_eigenvector_is_the_first_singular_vector(graph: nx.Graph[str]) -> None:
    net = as_network(graph)
    first, second = net.mode(0), net.mode(1)
    left, values, right = np.linalg.svd(net.pattern.toarray()[np.ix_(first, second)])
    assert values[0] - values[1] > 1e-6
    found = two_mode_eigenvector(net).values
    np.testing.assert_allclose(found[first], np.abs(left[:, 0]), atol=1e-7)
    np.testing.assert_allclose(found[second], np.abs(right[0]), atol=1e-7)


def test_an_estimate_is_said_to_be_one(monkeypatch: pytest.MonkeyPatch) -> None:
    graph = _graph(40, 40, 0.08, 6)
    top = _top(graph)
    monkeypatch.setattr(paths, "EXACT_UP_TO", 10)
    monkeypatch.setattr(paths, "PIVOTS", 60)
    for measure, expected in (
        (two_mode_closeness, bipartite.closeness_centrality(graph, top)),
        (two_mode_betweenness, bipartite.betweenness_centrality(graph, top)),
    ):
        found = measure(graph)
        assert not found.exact
        assert found.note
        assert found.error is not None
        off = [
            abs(value - expected[iri]) for iri, value in _by_iri(as_network(graph), found).items()
        ]
        # The error is that of the point furthest off, in the unit of this measure.
        assert 0 < max(off) < 2 * found.error < 1


def test_the_best_place_is_one() -> None:
    # A body that is at every activity, each of which only it is at: a star.
    star = nx.star_graph(["hub", "a", "b", "c"])
    nx.set_node_attributes(star, {node: int(node != "hub") for node in star}, "bipartite")
    for measure in MEASURES:
        assert measure(star).values[3] == 1


@pytest.mark.parametrize("measure", MEASURES)
def test_names_do_not_matter(measure: Callable[..., Measured]) -> None:
    for graph in GRAPHS:
        renamed = {node: f"z{1000 - int(node[1:])}" for node in graph}
        other = nx.relabel_nodes(graph, renamed)
        before = _by_iri(as_network(graph), measure(graph))
        after = _by_iri(as_network(other), measure(other))
        assert after == pytest.approx({renamed[node]: value for node, value in before.items()})


def test_who_has_no_link() -> None:
    graph = nx.Graph([("a", "x"), ("b", "x"), ("b", "y")])
    graph.add_node("c")
    nx.set_node_attributes(graph, {node: int(node in "xy") for node in graph}, "bipartite")
    for measure in MEASURES:
        found = _by_iri(as_network(graph), measure(graph))
        assert found["c"] == 0
        assert found["b"] > found["a"] or measure is two_mode_betweenness


def test_not_defined() -> None:
    pair = nx.Graph([("a", "x")])
    nx.set_node_attributes(pair, {"a": 0, "x": 1}, "bipartite")
    assert all(map(math.isnan, two_mode_betweenness(pair).values))
    assert two_mode_closeness(pair).values.tolist() == [1, 1]


@pytest.mark.parametrize("measure", MEASURES)
def test_one_kind_is_refused(measure: Callable[..., Measured]) -> None:
    with pytest.raises(ParameterError, match="needs a network of two kinds"):
        measure(karate())


def test_links_within_a_kind_are_refused() -> None:
    net = southern_women()
    one, other = net.mode(0)[:2].tolist()
    links = net.links.clone()
    links[0, "source"], links[0, "target"] = one, other
    with pytest.raises(ParameterError, match="needs links that each join woman with event"):
        two_mode_degree(type(net)(net.points, links, kinds=net.kinds))
