"""Closeness and betweenness: published values, networkx, chance, and what must not change."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from tests.metrics.network.graphs import (
    ALL,
    DIRECTED,
    UNDIRECTED,
    WEIGHTED,
    Pair,
    apart,
    network_of,
    numbered,
    pair,
    relabelled,
    scaled,
    with_isolates,
)
from tests.network.published import KITE, florentine, kite

from uegraph.errors import ParameterError
from uegraph.metrics.network import betweenness, closeness, hops, paths

UNWEIGHTED = [*UNDIRECTED, *DIRECTED]


def test_the_kite_of_krackhardt() -> None:
    # D. Krackhardt, "Assessing the political landscape", Administrative Science Quarterly 35
    # (1990), 351: betweenness of Heather is 14 pairs of the 36; Fernando and Garth are closest to
    # all others, 0.643; Diane, who has most ties, is at 0.600.
    between = dict(zip(KITE, betweenness(kite()).values * 36, strict=True))
    assert between["Heather"] == pytest.approx(14)
    assert between["Fernando"] == pytest.approx(8.333, abs=5e-4)
    assert between["Diane"] == pytest.approx(3.667, abs=5e-4)
    assert between["Jane"] == 0
    close = dict(zip(KITE, closeness(kite()).values, strict=True))
    assert close["Fernando"] == close["Garth"] == pytest.approx(0.643, abs=5e-4)
    assert close["Diane"] == close["Heather"] == pytest.approx(0.600, abs=5e-4)
    assert close["Jane"] == pytest.approx(0.310, abs=5e-4)


def test_the_families_of_florence() -> None:
    # M. Jackson, "Social and Economic Networks" (2008), section 1.2: Medici .522, Strozzi .103,
    # Guadagni .255 of the shortest ways between others (with networkx's 15 families).
    net = florentine()
    found = dict(zip(net.names, betweenness(net).values, strict=True))
    assert found["Medici"] == pytest.approx(0.522, abs=5e-4)
    assert found["Strozzi"] == pytest.approx(0.103, abs=5e-4)
    assert found["Guadagni"] == pytest.approx(0.255, abs=5e-4)


@pytest.mark.parametrize("long", [60, 0], ids=["together", "one by one"])
@pytest.mark.parametrize("given", ALL, ids=str)
def test_networkx(given: Pair, long: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hops, "LONG", long)
    found = betweenness(given.network)
    assert found.exact
    assert found.error is None
    between = given.by_code(nx.betweenness_centrality(given.graph))
    assert np.allclose(found.values, between, atol=1e-11)
    near = closeness(given.network)
    assert np.allclose(near.values, given.by_code(nx.closeness_centrality(given.graph)), atol=1e-11)


@pytest.mark.parametrize("given", WEIGHTED, ids=str)
def test_networkx_with_strengths(given: Pair) -> None:
    graph = given.graph.copy()
    for _, _, data in graph.edges(data=True):
        data["length"] = int(60 / data["weight"])  # whole, so that networkx finds paths as long
    between = nx.betweenness_centrality(graph, weight="length")
    assert np.allclose(
        betweenness(given.network, weighted=True).values, given.by_code(between), atol=1e-11
    )
    near = 60 * np.array(given.by_code(nx.closeness_centrality(graph, distance="length")))
    assert np.allclose(closeness(given.network, weighted=True).values, near, atol=1e-10)


@pytest.mark.parametrize("given", UNWEIGHTED, ids=str)
def test_equal_strengths_are_none(given: Pair) -> None:
    assert np.allclose(
        betweenness(given.network, weighted=True).values, betweenness(given.network).values
    )
    assert np.allclose(
        closeness(given.network, weighted=True).values, closeness(given.network).values
    )


@pytest.mark.parametrize("given", ALL, ids=str)
def test_names_and_strengths(given: Pair) -> None:
    other, renamed = relabelled(given, 7)
    for measure in (betweenness, closeness):
        for weighted in (False, True):
            before = given.by_node(measure(given.network, weighted=weighted).values)
            after = other.by_node(measure(other.network, weighted=weighted).values)
            moved = {renamed[node]: value for node, value in before.items()}
            assert moved == pytest.approx(after, abs=1e-11)
    thrice = scaled(given, 3.0).network
    same = betweenness(given.network, weighted=True).values
    assert np.allclose(betweenness(thrice, weighted=True).values, same, atol=1e-11)
    nearer = 3 * closeness(given.network, weighted=True).values
    assert np.allclose(closeness(thrice, weighted=True).values, nearer, atol=1e-10)


@pytest.mark.parametrize("given", ALL, ids=str)
def test_isolates_only_change_the_share(given: Pair) -> None:
    more, size = with_isolates(given), len(given.graph)
    between = given.by_node(betweenness(given.network).values)
    share = (size - 1) * (size - 2) / ((size + 2) * (size + 1))
    wanted = {node: value * share for node, value in between.items()}
    found = more.by_node(betweenness(more.network).values)
    assert found == pytest.approx(wanted | {f"z{n}": 0.0 for n in range(3)}, abs=1e-11)
    near = given.by_node(closeness(given.network).values)
    nearer = {node: value * (size - 1) / (size + 2) for node, value in near.items()}
    found = more.by_node(closeness(more.network).values)
    assert found == pytest.approx(nearer | {f"z{n}": 0.0 for n in range(3)}, abs=1e-11)


def test_few_points() -> None:
    assert betweenness(nx.Graph()).values.tolist() == []
    assert np.isnan(betweenness(nx.path_graph(["a", "b"])).values).all()
    assert betweenness(nx.empty_graph(["a", "b", "c"])).values.tolist() == [0, 0, 0]
    assert closeness(nx.Graph()).values.tolist() == []
    assert np.isnan(closeness(nx.path_graph(["a"])).values).all()
    assert closeness(nx.empty_graph(["a", "b"])).values.tolist() == [0, 0]


def test_a_link_without_strength_is_no_way() -> None:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_weighted_edges_from([("a", "b", 0.0), ("a", "c", 1.0), ("c", "b", 1.0)])
    net = network_of(graph)
    assert betweenness(net, weighted=True).values.tolist() == [0, 0, 1]
    assert closeness(net, weighted=True).values == pytest.approx([2 / 3, 2 / 3, 1])


@pytest.mark.parametrize("strong", [1e-12, 1e12])
def test_strengths_far_apart(strong: float) -> None:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_weighted_edges_from([("a", "b", 1.0), ("b", "c", strong), ("c", "d", 1.0)])
    assert betweenness(graph, weighted=True).values == pytest.approx([0, 2 / 3, 2 / 3, 0])


# --- Estimates ------------------------------------------------------------------------------------

LARGE = {
    "hubs": pair("large hubs", nx.barabasi_albert_graph(1800, 3, seed=31)),
    "in pieces": pair("large in pieces", apart(nx.gnp_random_graph(1500, 0.0025, seed=32), 33)),
    "directed": pair("large directed", nx.gnp_random_graph(1200, 0.004, seed=34, directed=True)),
    "small world": pair("large small world", nx.watts_strogatz_graph(1500, 6, 0.1, seed=35)),
}


@pytest.mark.parametrize("given", LARGE.values(), ids=LARGE.keys())
def test_the_error_of_betweenness_holds(given: Pair) -> None:
    exact = betweenness(given.network).values
    for seed in (1, 2, 3):
        found = betweenness(given.network, pivots=300, seed=seed)
        assert not found.exact
        assert found.error is not None
        off = np.abs(found.values - exact)
        assert (off <= found.error).mean() >= 0.95
        assert found.error < 6 * off.max()  # an error that holds because it is vast says nothing
        assert "300 of" in found.note
        assert found.values.sum() == pytest.approx(exact.sum(), rel=0.1)


def test_the_estimate_is_right_on_average() -> None:
    given = ALL[4]
    exact = betweenness(given.network).values
    found = [betweenness(given.network, pivots=20, seed=seed) for seed in range(400)]
    mean = np.mean([each.values for each in found], axis=0)
    spread = np.std([each.values for each in found], axis=0) / 20
    assert (np.abs(mean - exact) <= 4 * spread + 1e-9).all()
    # What each says about its error is what they differ by.
    told = np.mean([each.error for each in found])
    assert told == pytest.approx(1.96 * 20 * spread.max(), rel=0.25)


def test_all_pivots_are_exact() -> None:
    given = UNDIRECTED[0]
    found = betweenness(given.network, pivots=1000)
    assert found.exact
    assert (found.values == betweenness(given.network).values).all()


def test_large_networks_are_sampled(monkeypatch: pytest.MonkeyPatch) -> None:
    given = LARGE["hubs"]
    monkeypatch.setattr(paths, "EXACT_UP_TO", 1799)
    found = betweenness(given.network)
    assert not found.exact
    assert "1,000 of 1,800" in found.note
    again = betweenness(given.network)
    assert found.values.tobytes() == again.values.tobytes()
    assert found.error == again.error
    assert found.values.tobytes() != betweenness(given.network, seed=2).values.tobytes()


@pytest.mark.parametrize("given", LARGE.values(), ids=LARGE.keys())
def test_the_error_of_closeness_holds(given: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    for weighted in (False, True):
        exact = closeness(given.network, weighted=weighted)
        assert exact.exact
        with monkeypatch.context() as patch:
            patch.setattr(paths, "EXACT_UP_TO", 100)
            patch.setattr(paths, "EXACT_WEIGHTED_UP_TO", 100)
            patch.setattr(paths, "PIVOTS", 200)
            found = closeness(given.network, weighted=weighted)
        assert not found.exact
        assert found.error is not None
        off = np.abs(found.values - exact.values)
        assert (off <= found.error).mean() >= 0.95
        assert found.error < 6 * off.max()


def test_small_components_are_exact_in_an_estimate(monkeypatch: pytest.MonkeyPatch) -> None:
    given = LARGE["in pieces"]
    exact = given.by_node(closeness(given.network).values)
    monkeypatch.setattr(paths, "EXACT_UP_TO", 100)
    found = given.by_node(closeness(given.network).values)
    largest = max(nx.connected_components(given.graph), key=len)
    assert {node: found[node] for node in found if node not in largest} == {
        node: exact[node] for node in exact if node not in largest
    }


def test_too_few_pivots() -> None:
    with pytest.raises(ParameterError, match="2 or more"):
        betweenness(nx.path_graph(["a", "b", "c"]), pivots=1)


def test_a_long_chain_with_a_star_beside_it() -> None:
    # On a path of n points the one in place k (from 0) lies between k (n - 1 - k) pairs.
    graph: nx.Graph[int] = nx.disjoint_union(nx.path_graph(400), nx.star_graph(60))
    net = numbered(graph)
    pairs = 460 * 459 / 2
    wanted = [k * (399 - k) / pairs for k in range(400)] + [60 * 59 / 2 / pairs] + [0.0] * 60
    assert np.allclose(betweenness(net).values, wanted, atol=1e-11)
    assert np.allclose(
        closeness(net).values, list(nx.closeness_centrality(graph).values()), atol=1e-11
    )
