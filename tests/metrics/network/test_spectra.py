"""Eigenvector and PageRank: networkx, plain algebra, components that are alike, no cycle."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from tests.metrics.network.graphs import (
    ALL,
    CONNECTED,
    Pair,
    directed,
    numbered,
    relabelled,
    scaled,
    undirected,
    with_isolates,
)
from tests.network.published import karate, kite

from uegraph.metrics.network import eigenvector, pagerank, spectra


def test_the_kite() -> None:
    # networkx and igraph document the kite's eigenvector centrality with Diane first; Andre and
    # Beverly, Fernando and Garth are alike by the figure's symmetry.
    found = eigenvector(kite()).values
    assert found.argmax() == 3
    assert found[0] == found[1]
    assert found[5] == found[6]


def test_the_karate_club() -> None:
    # http://konect.cc/networks/ucidata-zachary/: spectral norm 6.72570.
    net = karate()
    found = eigenvector(net).values
    assert net.pattern @ found == pytest.approx(6.72570 * found, abs=5e-6)


@pytest.mark.parametrize("weighted", [False, True])
@pytest.mark.parametrize("given", CONNECTED, ids=str)
def test_it_is_the_eigenvector(given: Pair, weighted: bool) -> None:
    found = eigenvector(given.network, weighted=weighted).values
    links = given.network.matrix if weighted else given.network.pattern
    assert np.linalg.norm(found) == pytest.approx(1)
    largest = np.linalg.eigvalsh(links.toarray())[-1]
    assert np.allclose(links @ found, largest * found, atol=1e-7)
    name = "weight" if weighted else None
    wanted = given.by_code(nx.eigenvector_centrality_numpy(given.graph, weight=name))
    assert np.allclose(found, wanted, atol=1e-8)


@pytest.mark.parametrize("given", ALL, ids=str)
def test_networkx_in_pieces_and_directed(given: Pair) -> None:
    wanted = nx.eigenvector_centrality(given.graph, max_iter=20_000, tol=1e-13)
    found = eigenvector(given.network).values
    assert np.allclose(found, given.by_code(wanted), atol=1e-8)


SHAPES = {
    "a ring": nx.circulant_graph(60, [1]),
    "pairs": nx.disjoint_union_all([nx.path_graph(2)] * 40),
    "rings and a path": nx.disjoint_union_all([nx.cycle_graph(5)] * 20 + [nx.path_graph(9)]),
    "a star": nx.star_graph(90),
    "two alike": nx.disjoint_union(*[nx.barabasi_albert_graph(70, 2, seed=1)] * 2),
    "a long path": nx.path_graph(120),
    "one apart": nx.disjoint_union(nx.barabasi_albert_graph(90, 2, seed=2), nx.path_graph(4)),
}


@pytest.mark.parametrize("graph", SHAPES.values(), ids=SHAPES.keys())
@pytest.mark.parametrize("small", [0, 30])
def test_both_ways_are_one(
    graph: nx.Graph[int], small: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    net = numbered(graph)
    dense = eigenvector(net).values
    # Components with fewer than three points have no Lanczos.
    monkeypatch.setattr(spectra, "SMALL", max(small, 2))
    sparse = [eigenvector(net).values for _ in range(3)]
    assert np.allclose(dense, sparse[0], atol=1e-8)
    assert len({each.tobytes() for each in sparse}) == 1


def test_alike_components_share() -> None:
    graph = undirected("ab cd")
    graph.add_node("e")
    assert eigenvector(graph).values.tolist() == [0.5, 0.5, 0.5, 0.5, 0]


@pytest.mark.parametrize(
    "graph",
    [
        nx.Graph(),
        nx.empty_graph(["a", "b"]),
        directed("ab bc ac"),
        directed("ab ba bc cd dc"),  # the second circle feeds on the first
    ],
    ids=["nobody", "nobody linked", "no cycle", "two circles of one strength"],
)
def test_not_defined(graph: nx.Graph[str]) -> None:
    found = eigenvector(graph)
    assert np.isnan(found.values).all()
    assert found.note.startswith("not defined")


@pytest.mark.parametrize("given", ALL, ids=str)
def test_pagerank_is_that_of_networkx(given: Pair) -> None:
    for weighted in (False, True):
        name = "weight" if weighted else None
        wanted = nx.pagerank(given.graph, tol=1e-13, max_iter=1000, weight=name)
        found = pagerank(given.network, weighted=weighted).values
        assert np.allclose(found, given.by_code(wanted), atol=1e-9)
        assert found.sum() == pytest.approx(1)


def test_pagerank_of_page_s_own_example() -> None:
    # Two pages that link to each other share alike; one that links to both has the least there is:
    # (1 - 0.85) / 3, and each of the two 0.475 by hand from x = 0.05 + 0.85 (x + 0.025).
    graph = directed("ab ba ca cb")
    assert pagerank(graph).values == pytest.approx([0.475, 0.475, 0.05])
    assert pagerank(nx.Graph()).values.tolist() == []


@pytest.mark.parametrize("given", ALL, ids=str)
def test_names_strengths_and_isolates(given: Pair) -> None:
    other, renamed = relabelled(given, 3)
    for measure in (eigenvector, pagerank):
        before = given.by_node(measure(given.network).values)
        after = other.by_node(measure(other.network).values)
        assert {renamed[node]: value for node, value in before.items()} == pytest.approx(
            after, abs=2e-9
        )
        large = measure(scaled(given, 7.0).network, weighted=True).values
        assert np.allclose(large, measure(given.network, weighted=True).values, atol=2e-9)
    more = with_isolates(given)
    found = more.by_node(eigenvector(more.network).values)
    assert found == pytest.approx(
        given.by_node(eigenvector(given.network).values) | {f"z{n}": 0.0 for n in range(3)},
        abs=2e-9,
    )
