"""Burt's measures against igraph's and UCINET's published values, networkx and plain formulas."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import networkx as nx
import numpy as np
import polars as pl
import pytest
from tests.metrics.network.graphs import ALL, Pair, relabelled, scaled, with_isolates

from uegraph.metrics.network import constraint, effective_size, efficiency, hierarchy
from uegraph.network import as_network, make_network

if TYPE_CHECKING:
    from collections.abc import Callable

    from uegraph.metrics.network.model import Measured

MEASURES = (constraint, effective_size, efficiency, hierarchy)

HOLE = [
    *((0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3), (3, 4)),
    *((4, 5), (5, 6), (5, 7), (5, 8), (6, 7), (6, 8), (7, 8)),
]

# Borgatti (1997), Structural holes: unpacking Burt's redundancy measures, figure 1, with the
# strengths of networkx's tests, whose values were made with UCINET and igraph.
EGO = {"AB": 2, "AF": 3, "AG": 5, "AE": 2, "EG": 8, "FG": 3, "BG": 4, "BD": 1, "DG": 3, "GC": 10}
ARCS = {"01": 2, "02": 2, "10": 1, "21": 1}


def _graph(links: dict[str, int], *, directed: bool = False) -> nx.Graph[str]:
    graph: nx.Graph[str] = nx.DiGraph() if directed else nx.Graph()
    graph.add_weighted_edges_from((pair[0], pair[1], weight) for pair, weight in links.items())
    return graph


def _of(found: Measured, points: str) -> list[float]:
    """The figures of points with names of one letter, which are their codes in order."""
    return [
        float(found.values[ord(point) - ord("A" if point.isalpha() else "0")]) for point in points
    ]


def _by_number(links: list[tuple[int, int]]) -> nx.Graph[str]:
    return nx.Graph([(str(one), str(other)) for one, other in links])


@pytest.mark.parametrize(
    ("links", "expected"),
    [
        ([(0, 1), (1, 2), (2, 3)], [1, 0.5, 0.5, 1]),
        ([(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)], [0.925926] * 4),
        (HOLE, [0.865741] * 3 + [0.583333, 0.5, 0.583333] + [0.865741] * 3),
    ],
)
def test_constraint_as_igraph_tests_it(links: list[tuple[int, int]], expected: list[float]) -> None:
    # igraph, tests/unit/igraph_constraint.out.
    found = constraint(_by_number(links))
    assert found.values == pytest.approx(expected, abs=1e-6)
    assert found.exact


def test_borgattis_example() -> None:
    # G has 6 contacts with 4 links between them: 6 - 2 × 4 ÷ 6 = 4.67, efficiency 0.78.
    graph = _graph(EGO)
    assert _of(effective_size(graph), "GAC") == pytest.approx([4.67, 2.50, 1], abs=1e-2)
    assert _of(efficiency(graph), "GC") == pytest.approx([0.78, 1], abs=1e-2)
    assert _of(constraint(graph), "GAC") == pytest.approx([0.400, 0.595, 1], abs=1e-3)


def test_strengths_as_in_ucinet() -> None:
    graph = _graph(EGO)
    strong = _of(effective_size(graph, weighted=True), "GAC")
    assert strong == pytest.approx([5.47, 2.47, 1], abs=1e-2)
    held = _of(constraint(graph, weighted=True), "GAC")
    assert held == pytest.approx([0.299, 0.795, 1], abs=1e-3)


def test_directed_as_in_ucinet() -> None:
    graph = _graph(ARCS, directed=True)
    assert _of(constraint(graph), "012") == pytest.approx([1.003, 1.003, 1.389], abs=1e-3)
    assert _of(effective_size(graph), "012") == pytest.approx([1.167, 1.167, 1], abs=1e-3)
    held = _of(constraint(graph, weighted=True), "012")
    assert held == pytest.approx([0.840, 1.143, 1.378], abs=1e-3)
    strong = _of(effective_size(graph, weighted=True), "012")
    assert strong == pytest.approx([1.567, 1.083, 1], abs=1e-3)


def _mutual(graph: nx.Graph[str], *, weighted: bool) -> nx.Graph[str]:
    """Both ways of a pair as one link, which is what Burt's measures take."""
    found: nx.Graph[str] = nx.Graph()
    found.add_nodes_from(graph)
    for one, other, weight in graph.edges(data="weight", default=1.0):
        before = found[one][other]["weight"] if found.has_edge(one, other) else 0
        found.add_edge(one, other, weight=before + (weight if weighted else 1.0))
    return found


@pytest.mark.parametrize("weighted", [False, True])
@pytest.mark.parametrize("given", ALL, ids=str)
def test_as_networkx(given: Pair, weighted: bool) -> None:
    weight = "weight" if weighted else None
    expected = given.by_code(nx.constraint(given.graph, weight=weight))
    np.testing.assert_allclose(
        constraint(given.network, weighted=weighted).values, expected, rtol=1e-9
    )
    # Of networkx 3.6 the slow way is asked, over the pairs both ways together: the fast one divides
    # by the wrong end's maximum (networkx pull request 8906), and the slow one takes a point that
    # only receives for an isolate.
    mutual = _mutual(given.graph, weighted=weighted)
    sizes = nx.effective_size(mutual, nodes=list(mutual), weight="weight")
    found = effective_size(given.network, weighted=weighted).values
    np.testing.assert_allclose(found, given.by_code(sizes), rtol=1e-9, atol=1e-12)
    contacts = given.by_code({node: len(mutual[node]) or math.nan for node in mutual})
    worth = efficiency(given.network, weighted=weighted).values
    np.testing.assert_allclose(worth, found / contacts, rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("given", ALL, ids=str)
def test_hierarchy_is_burts_formula_over_local_constraint(given: Pair) -> None:
    def plain(node: str) -> float:
        contacts = set(nx.all_neighbors(given.graph, node))
        if len(contacts) < 2:
            return 1.0 if contacts else math.nan
        held = [nx.local_constraint(given.graph, node, other, "weight") for other in contacts]
        ratios = [each * len(held) / sum(held) for each in held]
        return sum(each * math.log(each) for each in ratios) / (len(held) * math.log(len(held)))

    expected = given.by_code({node: plain(node) for node in given.graph})
    found = hierarchy(given.network, weighted=True).values
    np.testing.assert_allclose(found, expected, rtol=1e-9, atol=1e-12)


def test_hierarchy_is_burts_at_its_ends() -> None:
    # Burt (1992), p. 71: 0 where all contacts constrain alike, towards 1 where one does.
    assert hierarchy(nx.star_graph(6)).values.tolist() == pytest.approx([0] + [1] * 6)
    spokes: nx.Graph[str] = nx.Graph()
    spokes.add_weighted_edges_from([("hub", "one", 1e6)] + [("hub", f"p{i}", 1) for i in range(5)])
    assert hierarchy(spokes, weighted=True).values[as_network(spokes).places["hub"]] > 0.999


@pytest.mark.parametrize("measure", MEASURES)
def test_isolates_and_nothing(measure: Callable[..., Measured]) -> None:
    lone: nx.Graph[str] = nx.empty_graph(0, nx.Graph)
    assert len(measure(lone).values) == 0
    lone.add_node("a")
    assert math.isnan(measure(lone).values[0])
    for given in ALL:
        more = with_isolates(given)
        before, after = given.by_node(measure(given.network).values), measure(more.network).values
        named = more.by_node(after)
        assert sum(map(math.isnan, after)) == sum(map(math.isnan, before.values())) + 3
        for node, value in before.items():
            assert named[node] == pytest.approx(value, nan_ok=True)


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("given", ALL, ids=str)
def test_names_and_scale_do_not_matter(measure: Callable[..., Measured], given: Pair) -> None:
    before = given.by_node(measure(given.network, weighted=True).values)
    other, renamed = relabelled(given, 5)
    after = other.by_node(measure(other.network, weighted=True).values)
    larger = scaled(given, 7.5)
    bigger = larger.by_node(measure(larger.network, weighted=True).values)
    for node, value in before.items():
        assert after[renamed[node]] == pytest.approx(value, nan_ok=True)
        assert bigger[node] == pytest.approx(value, nan_ok=True)


def test_a_link_of_strength_nothing_is_no_tie() -> None:
    # networkx leaves such a link out; igraph's test "weights make it a line" counts it.
    links = pl.DataFrame(
        {"source": ["a", "b", "c"], "target": ["b", "c", "d"], "weight": [1, 0, 1]}
    )
    net = make_network(pl.DataFrame({"iri": ["a", "b", "c", "d"]}), links)
    assert constraint(net, weighted=True).values.tolist() == [1, 1, 1, 1]
    assert constraint(net).values.tolist() == [1, 0.5, 0.5, 1]
