"""Links and neighbours: Krackhardt's kite, networkx, and what must not change."""

from __future__ import annotations

import networkx as nx
import numpy as np
import polars as pl
import pytest
from tests.metrics.network.graphs import ALL, DIRECTED, UNDIRECTED, Pair, scaled, with_isolates
from tests.network.published import KITE, kite

from uegraph.metrics.network import degree, indegree, outdegree, size, strength
from uegraph.network import Network, make_network


def test_the_kite_of_krackhardt() -> None:
    # D. Krackhardt, "Assessing the political landscape", Administrative Science Quarterly 35
    # (1990), 351: Diane has the most ties, six.
    found = dict(zip(KITE, degree(kite()).values, strict=True))
    assert found["Diane"] == 6
    assert max(found, key=lambda name: found[name]) == "Diane"
    assert [found[name] for name in ("Andre", "Fernando", "Heather", "Ike", "Jane")] == [
        4, 5, 3, 2, 1,
    ]  # fmt: skip


@pytest.mark.parametrize("given", ALL, ids=str)
def test_networkx(given: Pair) -> None:
    graph = given.graph
    assert degree(given.network).values.tolist() == given.by_code(dict(graph.degree))
    strong = given.by_code(dict(graph.degree(weight="weight")))
    assert strength(given.network).values.tolist() == strong
    around = {node: 1 + len(set(nx.all_neighbors(graph, node))) for node in graph}
    assert size(given.network).values.tolist() == given.by_code(around)


@pytest.mark.parametrize("given", DIRECTED, ids=str)
def test_directions(given: Pair) -> None:
    assert isinstance(given.graph, nx.DiGraph)
    assert indegree(given.network).values.tolist() == given.by_code(dict(given.graph.in_degree))
    assert outdegree(given.network).values.tolist() == given.by_code(dict(given.graph.out_degree))


@pytest.mark.parametrize("given", UNDIRECTED, ids=str)
def test_without_direction_every_link_leads_both_ways(given: Pair) -> None:
    wanted = degree(given.network).values
    assert (indegree(given.network).values == wanted).all()
    assert (outdegree(given.network).values == wanted).all()


def several_links() -> Network:
    """a and b are linked by two sources and by shared activities; c by one; d by none."""
    points = pl.DataFrame({"iri": ["a", "b", "c", "d"]})
    links = pl.DataFrame(
        {
            "source": ["a", "b", "a", "a"],
            "target": ["b", "a", "b", "c"],
            "weight": [1.0, 1.0, 0.5, 2.0],
            "stated": [True, True, False, True],
            "statement": ["one", "two", None, "three"],
        }
    )
    return make_network(points, links)


def test_degree_counts_links_and_size_counts_points() -> None:
    net = several_links()
    assert degree(net).values.tolist() == [4, 3, 1, 0]
    assert size(net).values.tolist() == [3, 2, 2, 1]
    assert strength(net).values.tolist() == [4.5, 2.5, 2, 0]


@pytest.mark.parametrize("given", ALL, ids=str)
def test_isolates_change_nobody_and_strength_scales(given: Pair) -> None:
    for measure in (degree, indegree, outdegree, size, strength):
        before = given.by_node(measure(given.network).values)
        more = with_isolates(given)
        after = more.by_node(measure(more.network).values)
        alone = 1.0 if measure is size else 0.0
        assert after == before | {f"z{number}": alone for number in range(3)}
    thrice = strength(scaled(given, 3.0).network).values
    assert np.allclose(thrice, 3 * strength(given.network).values)


def test_nobody() -> None:
    assert degree(nx.Graph()).values.tolist() == []
    assert size(nx.Graph()).values.tolist() == []
