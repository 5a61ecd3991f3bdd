"""Stand-ins against the plain formula over sets of contacts."""

from __future__ import annotations

import networkx as nx
import polars as pl
import pytest
from tests.metrics.network.graphs import ALL, Pair, relabelled
from tests.network.published import southern_women

from uegraph.errors import ParameterError
from uegraph.metrics.network import stand_ins
from uegraph.network import make_network


def _contacts(graph: nx.Graph[str], node: str) -> set[tuple[str, str]]:
    if not isinstance(graph, nx.DiGraph):
        return {("", other) for other in graph[node]}
    return {("to", other) for other in graph.successors(node)} | {
        ("from", other) for other in graph.predecessors(node)
    }


def _plain(graph: nx.Graph[str], node: str) -> list[tuple[float, str, frozenset[str], int, bool]]:
    """Score, name, contacts that both have, and all contacts, of every other; best first."""
    found = []
    for other in graph:
        one, two = _contacts(graph, node), _contacts(graph, other)
        shared = one & two
        every = {(way, each) for way, each in one | two if each not in {node, other}}
        if other != node and shared:
            linked = graph.has_edge(node, other) or graph.has_edge(other, node)
            codes = frozenset(each for _, each in shared)
            found.append((len(shared) / len(every), other, codes, len(every), linked))
    return sorted(found, key=lambda each: (-each[0], each[1]))


@pytest.mark.parametrize("given", ALL, ids=str)
def test_the_plain_formula(given: Pair) -> None:
    iris = given.network.points["iri"].to_list()
    for code, iri in enumerate(iris):
        found = [
            (
                each.score,
                iris[each.point],
                frozenset(iris[shared] for shared in each.shared),
                each.together,
                each.linked,
            )
            for each in stand_ins(given.network, code, top=5)
        ]
        assert found == _plain(given.graph, iri)[:5]


def test_jaccard_as_networkx() -> None:
    # networkx counts the pair itself among the contacts, so only pairs without a link are the same.
    for given in ALL[:6]:
        iris = given.network.points["iri"].to_list()
        for each in stand_ins(given.network, 0, top=len(iris)):
            if not each.linked:
                pair = [(iris[0], iris[each.point])]
                [(_, _, expected)] = nx.jaccard_coefficient(given.graph, pair)
                assert each.score == pytest.approx(expected)


def test_women_who_went_to_the_same_events() -> None:
    # Davis, Gardner and Gardner (1941), p. 148: Olivia and Flora went to E9 and E11 and no other.
    net = southern_women()
    [best, *_] = stand_ins(net, net.names.index("Olivia Carleton"))
    assert (net.names[best.point], best.score, best.together) == ("Flora Price", 1.0, 2)
    assert [net.names[code] for code in best.shared] == ["E11", "E9"]
    kinds = net.points["kind"].to_list()
    for code, kind in enumerate(kinds):
        assert {kinds[each.point] for each in stand_ins(net, code, top=40)} <= {kind}


def test_equals_come_by_name_then_iri() -> None:
    points = pl.DataFrame({"iri": ["a", "b", "c", "d", "hub"], "name": ["z", "y", "m", "m", "hub"]})
    links = pl.DataFrame({"source": ["a", "b", "c", "d"], "target": ["hub"] * 4})
    net = make_network(points, links)
    assert [each.point for each in stand_ins(net, 0)] == [2, 3, 1]
    assert [each.point for each in stand_ins(net, 1, top=2)] == [2, 3]


def test_the_pair_itself_does_not_count() -> None:
    # In a triangle with a tail the two of the base know the tip and each other.
    graph = nx.Graph([("a", "b"), ("a", "tip"), ("b", "tip")])
    [best, *_] = stand_ins(graph, 0)
    assert (best.point, best.score, best.linked) == (1, 1.0, True)


@pytest.mark.parametrize("given", ALL, ids=str)
def test_names_do_not_matter(given: Pair) -> None:
    other, renamed = relabelled(given, 2)
    iris, others = (each.network.points["iri"].to_list() for each in (given, other))
    everybody = len(iris)
    for code, iri in enumerate(iris[:10]):
        before = {
            iris[each.point]: each.score for each in stand_ins(given.network, code, everybody)
        }
        there = others.index(renamed[iri])
        after = {
            others[each.point]: each.score for each in stand_ins(other.network, there, everybody)
        }
        assert after == {renamed[node]: score for node, score in before.items()}


def test_who_shares_nothing_is_no_stand_in() -> None:
    graph = nx.Graph([("a", "b"), ("c", "d")])
    graph.add_node("e")
    assert [stand_ins(graph, code) for code in range(5)] == [()] * 5


@pytest.mark.parametrize("point", [-1, 3])
def test_a_code_that_is_none(point: int) -> None:
    with pytest.raises(ParameterError, match="this network has 3 points"):
        stand_ins(nx.path_graph(3), point)
