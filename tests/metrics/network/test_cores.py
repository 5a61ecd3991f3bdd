"""Cores against igraph's published numbers, networkx, and every cut of small networks."""

from __future__ import annotations

from itertools import combinations

import networkx as nx
import numpy as np
import pytest
from tests.metrics.network.graphs import ALL, Pair, network_of, relabelled, with_isolates
from tests.network.published import karate

from uegraph.metrics.network import CorePeriphery, core_number, core_periphery
from uegraph.network import Network, as_network

# igraph, tests/unit/coreness.out, "Zachary karate club".
KARATE = [
    *(4, 4, 4, 4, 3, 3, 3, 4, 4, 2, 3, 1, 2, 4, 2, 2, 2, 2, 2, 3, 2, 2, 2, 3, 3, 3, 2, 3),
    *(3, 3, 4, 3, 4, 4),
]


def _errors(graph: nx.Graph[str], core: set[str]) -> int:
    """Pairs that break the pattern: not linked in the core, linked outside it."""
    return sum(
        graph.has_edge(one, other) != (one in core)
        for one, other in combinations(graph, 2)
        if (one in core) == (other in core)
    )


def test_karate_as_igraph() -> None:
    assert core_number(karate()).values.tolist() == KARATE


@pytest.mark.parametrize("given", ALL, ids=str)
def test_core_number_as_networkx(given: Pair) -> None:
    expected = nx.core_number(nx.Graph(given.graph))
    assert core_number(given.network).values.tolist() == given.by_code(expected)


@pytest.mark.parametrize("given", ALL, ids=str)
def test_names_and_isolates_do_not_matter(given: Pair) -> None:
    before = given.by_node(core_number(given.network).values)
    other, renamed = relabelled(given, 4)
    after = other.by_node(core_number(other.network).values)
    more = with_isolates(given)
    beside = more.by_node(core_number(more.network).values)
    for node, value in before.items():
        assert after[renamed[node]] == beside[node] == value
    assert sum(beside.values()) == sum(before.values())
    one, two = core_periphery(given.network), core_periphery(other.network)
    assert (two.errors, two.pairs, two.fit) == (one.errors, one.pairs, one.fit)
    assert (two.core.sum(), len(two.tied)) == (one.core.sum(), len(one.tied))
    assert core_periphery(more.network).errors == one.errors


def test_no_points() -> None:
    assert core_number(nx.empty_graph(0)).values.tolist() == []
    found = core_periphery(nx.empty_graph(0))
    assert (found.core.tolist(), found.errors, found.pairs, found.fit) == ([], 0, 0, None)


@pytest.mark.parametrize("seed", range(40))
def test_no_cut_is_better(seed: int) -> None:
    graph = nx.relabel_nodes(nx.gnp_random_graph(9, 0.15 + 0.02 * seed, seed=seed), str)
    found = core_periphery(network_of(graph))
    core = {str(code) for code in np.flatnonzero(found.core)}
    assert found.errors == _errors(graph, core)
    assert found.errors == min(
        _errors(graph, set(some)) for size in range(10) for some in combinations(graph, size)
    )


@pytest.mark.parametrize("given", ALL, ids=str)
def test_correlation_is_that_with_the_pattern(given: Pair) -> None:
    graph = nx.Graph(given.graph)
    found = core_periphery(given.network)
    core = {
        iri for iri, there in zip(given.network.points["iri"], found.core, strict=True) if there
    }
    judged = [
        (float(one in core), float(graph.has_edge(one, other)))
        for one, other in combinations(graph, 2)
        if (one in core) == (other in core)
    ]
    pattern, linked = np.array(judged).T
    assert found.pairs == len(judged)
    assert found.correlation == pytest.approx(np.corrcoef(pattern, linked)[0, 1])
    uncut = min(graph.size(), len(graph) * (len(graph) - 1) // 2 - graph.size())
    assert found.fit == pytest.approx(1 - found.errors / uncut)
    assert 0 <= 1 - found.errors / uncut <= 1
    assert found.core_density == pytest.approx(linked[pattern == 1].mean())
    assert found.periphery_density == pytest.approx(linked[pattern == 0].mean())


def test_the_ideal_pattern_is_found() -> None:
    # Borgatti and Everett (2000), figure 1: a clique, each of the others linked with some of it.
    ideal = nx.complete_graph(4)
    ideal.add_edges_from([(4, 0), (5, 1), (6, 2), (7, 3), (8, 0), (9, 1)])
    found = core_periphery(ideal)
    assert found.core.tolist() == [True] * 4 + [False] * 6
    assert (found.errors, found.fit, found.correlation, found.tied) == (0, 1, 1, ())


@pytest.mark.parametrize(
    ("graph", "core", "tied"),
    [
        (nx.star_graph(4), [0], ()),
        (nx.complete_graph(4), [0, 1, 2, 3], ()),
        (nx.path_graph(4), [1, 2], ()),
        (nx.empty_graph(3), [], ()),
        # All have two contacts: any two or three are as good, the first by name are taken.
        (nx.cycle_graph(6), [0, 1], (2, 3, 4, 5)),
    ],
)
def test_ties(graph: nx.Graph[str], core: list[int], tied: tuple[int, ...]) -> None:
    found = core_periphery(graph)
    assert np.flatnonzero(found.core).tolist() == core
    assert found.tied == tied


def test_ties_are_cut_by_name() -> None:
    graph: nx.Graph[str] = nx.cycle_graph(list("fedcba"))
    net = as_network(graph)
    renamed = Network(net.points.with_columns(name=net.points["iri"].reverse()), net.links)
    found = core_periphery(renamed)
    assert [renamed.points["name"][int(code)] for code in np.flatnonzero(found.core)] == ["b", "a"]


def test_directed_links_count_either_way() -> None:
    found: list[CorePeriphery] = [
        core_periphery(kind([("a", "b"), ("b", "c"), ("c", "a"), ("c", "d")]))
        for kind in (nx.Graph, nx.DiGraph)
    ]
    assert found[0].core.tolist() == found[1].core.tolist() == [True, True, True, False]
    assert found[0].errors == found[1].errors == 0
