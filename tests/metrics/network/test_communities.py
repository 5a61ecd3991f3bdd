"""Communities against published modularity, networkx, and what is recounted here."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from collections import Counter
from typing import TYPE_CHECKING

import networkx as nx
import numpy as np
import polars as pl
import pytest
from scipy.sparse import csr_array
from tests.metrics.network.graphs import ALL, WEIGHTED, network_of, scaled, with_isolates
from tests.network.published import karate

from uegraph.errors import ParameterError
from uegraph.metrics.network import adjusted_rand_index, communities, modularity
from uegraph.metrics.network import communities as package_function
from uegraph.metrics.network.communities import ENGINE, split
from uegraph.network import make_network

if TYPE_CHECKING:
    from tests.metrics.network.graphs import Pair

    from uegraph.metrics.network import Communities
    from uegraph.network import Network

each_graph = pytest.mark.parametrize("given", ALL, ids=str)


def unweighted_karate() -> Network:
    net = karate()
    return make_network(net.points, ends(net))


def ends(net: Network) -> pl.DataFrame:
    iris = net.points["iri"]
    return net.links.select(iris.gather(net.links[end]).alias(end) for end in ("source", "target"))


def in_words(net: Network, found: Communities) -> set[frozenset[str]]:
    return {
        frozenset(net.names[code] for code in found.members(number)) for number in range(len(found))
    }


def as_undirected(graph: nx.Graph[str]) -> nx.Graph[str]:
    """A graph with the weights of both directions added; networkx's own keeps one of them."""
    found: nx.Graph[str] = nx.Graph()
    found.add_nodes_from(graph)
    for one, other, weight in graph.edges(data="weight", default=1.0):
        before = found.get_edge_data(one, other, {"weight": 0.0})["weight"]
        found.add_edge(one, other, weight=before + weight)
    return found


def test_karate_has_the_four_communities_of_the_highest_modularity_that_is_known() -> None:
    # Brandes et al. (2008), On modularity clustering, IEEE TKDE 20, 172-188: 0.4198 is optimal.
    found = communities(unweighted_karate())
    assert len(found) == 4
    assert found.modularity == pytest.approx(0.4198, abs=5e-5)
    assert found.engine == ENGINE


def test_karate_parts_as_the_club_did() -> None:
    # Zachary (1977): who went with the instructor and who with the officer; Girvan and Newman
    # (2002, PNAS 99, 7821-7826) misplace one member at most as well.
    net = unweighted_karate()
    found = communities(net)
    factions = net.points["sector"].to_list()
    odd = 0
    for number in range(len(found)):
        there = Counter(factions[code] for code in found.members(number))
        odd += there.total() - max(there.values())
    assert odd <= 1


@each_graph
@pytest.mark.parametrize("resolution", [1.0, 0.5, 2.0])
def test_modularity_is_that_of_networkx(given: Pair, resolution: float) -> None:
    found = communities(given.network, resolution=resolution, runs=3)
    iris = given.network.points["iri"].to_list()
    groups = [{iris[code] for code in found.members(number)} for number in range(len(found))]
    alone = [{iris[code]} for code in found.isolates]
    expected = nx.community.modularity(
        as_undirected(given.graph), [*groups, *alone], resolution=resolution
    )
    assert found.modularity == pytest.approx(expected)
    told = modularity(given.network, found.membership, resolution=resolution)
    assert told == pytest.approx(expected)


@each_graph
def test_modularity_is_no_lower_than_that_of_louvain(given: Pair) -> None:
    graph = as_undirected(given.graph)
    louvain = max(
        nx.community.modularity(graph, nx.community.louvain_communities(graph, seed=seed))
        for seed in range(5)
    )
    found = communities(given.network).modularity
    assert found is not None
    assert found >= louvain - 1e-12


@each_graph
def test_every_community_hangs_together_and_isolates_are_in_none(given: Pair) -> None:
    found = communities(given.network, runs=3)
    iris = given.network.points["iri"].to_list()
    graph = given.graph.to_undirected()
    for number in range(len(found)):
        members = [iris[code] for code in found.members(number)]
        assert nx.is_connected(graph.subgraph(members))
        assert len(members) == found.sizes[number]
    assert {iris[code] for code in found.isolates} == set(nx.isolates(given.graph))
    assert (found.membership >= 0).sum() == found.sizes.sum()


@each_graph
def test_the_largest_comes_first_and_of_equal_ones_that_with_the_first_name(given: Pair) -> None:
    found = communities(given.network, runs=3)
    firsts = [given.network.names[found.members(number)[0]] for number in range(len(found))]
    ranks = list(zip((-found.sizes).tolist(), firsts, strict=True))
    assert ranks == sorted(ranks)


def test_what_the_engine_leaves_in_pieces_is_taken_apart() -> None:
    path = csr_array(nx.to_numpy_array(nx.path_graph(5)))
    pieces = split(path, np.array([0, 0, 1, 0, 0]))
    assert pieces[0] == pieces[1]
    assert pieces[3] == pieces[4]
    assert len(set(pieces.tolist())) == 3
    whole = split(path, np.array([7, 7, 7, 7, 7]))
    assert set(whole.tolist()) == {0}


@pytest.mark.parametrize("given", WEIGHTED, ids=str)
@pytest.mark.parametrize("factor", [2.0, 0.1, 3.7, 1e-9, 1e9])
def test_the_unit_of_strengths_does_not_matter(given: Pair, factor: float) -> None:
    found, again = communities(given.network), communities(scaled(given, factor).network)
    assert found.membership.tolist() == again.membership.tolist()
    assert found.modularity == pytest.approx(again.modularity)


@pytest.mark.parametrize("given", ALL, ids=str)
def test_new_iris_change_nothing_as_long_as_names_stay(given: Pair) -> None:
    net = given.network
    turned = {iri: f"new/{len(net) - code:05}" for code, iri in enumerate(net.points["iri"])}
    renamed = make_network(
        net.points.with_columns(pl.col("iri").replace_strict(turned)),
        ends(net).with_columns(pl.all().replace_strict(turned), weight=net.links["weight"]),
        directed=net.directed,
    )
    found, again = communities(net, runs=5), communities(renamed, runs=5)
    assert in_words(net, found) == in_words(renamed, again)
    assert found.stability == again.stability


def test_more_isolates_change_nothing_else() -> None:
    given = ALL[0]
    found, again = communities(given.network), communities(with_isolates(given).network)
    assert in_words(given.network, found) == in_words(with_isolates(given).network, again)
    assert (found.modularity, found.stability) == (again.modularity, again.stability)
    assert len(again.isolates) == len(found.isolates) + 3
    assert np.isnan(again.staying[again.isolates]).all()


def test_a_users_graph_is_taken_and_not_changed() -> None:
    graph = nx.relabel_nodes(nx.karate_club_graph(), str)
    before = nx.to_dict_of_dicts(graph)
    found = communities(graph)
    assert found.modularity == pytest.approx(communities(karate()).modularity)
    assert nx.to_dict_of_dicts(graph) == before


def test_stability_and_staying_are_what_the_runs_one_by_one_tell() -> None:
    given = next(each for each in ALL if each.label == "gnp sparse")
    net = given.network
    found = communities(net, runs=4, seed=3)
    single = [communities(net, runs=1, seed=seed) for seed in range(3, 7)]
    linked = np.flatnonzero(found.membership >= 0)
    parts = [each.membership for each in single]
    indices = [
        adjusted_rand_index(parts[a][linked], parts[b][linked])
        for a in range(4)
        for b in range(a + 1, 4)
    ]
    assert found.stability == pytest.approx(sum(indices) / 6)
    figures = [each.modularity or 0.0 for each in single]
    best = int(np.argmax(np.round(figures, 12)))
    assert found.membership.tolist() == parts[best].tolist()
    for code in linked:
        mates = set(found.members(int(found.membership[code]))) - {code}
        if not mates:
            assert np.isnan(found.staying[code])
            continue
        stays = [
            2 * len(mates & set(np.flatnonzero(part == part[code]))) > len(mates)
            for number, part in enumerate(parts)
            if number != best
        ]
        assert found.staying[code] == pytest.approx(sum(stays) / 3)
    assert found.stability is not None
    assert 0 < found.stability < 1


def test_cliques_in_a_ring_are_found_every_time() -> None:
    ring = nx.connected_caveman_graph(6, 8)
    graph: nx.Graph[str] = nx.Graph((f"p{one:02}", f"p{other:02}") for one, other in ring.edges)
    found = communities(network_of(graph))
    assert found.sizes.tolist() == [8] * 6
    assert found.stability == 1
    assert found.staying.tolist() == [1.0] * 48


def test_one_run_tells_nothing_of_stability() -> None:
    found = communities(karate(), runs=1)
    assert found.stability is None
    assert np.isnan(found.staying).all()


@pytest.mark.parametrize("names", [[], ["ann"], ["ann", "bob"]])
def test_without_a_link_there_is_no_community(names: list[str]) -> None:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(names)
    found = communities(graph)
    assert len(found) == 0
    assert (found.modularity, found.stability) == (None, None)
    assert found.membership.tolist() == [-1] * len(names)


def test_links_without_strength_draw_nobody_together() -> None:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_edge("ann", "bob", weight=0.0)
    graph.add_edge("cas", "dan", weight=1.0)
    assert in_words(network_of(graph), communities(network_of(graph))) == {
        frozenset({"cas", "dan"}), frozenset({"ann"}), frozenset({"bob"}),
    }  # fmt: skip
    graph.remove_nodes_from(["cas", "dan"])
    assert communities(network_of(graph)).modularity is None


def test_fewer_runs_of_a_very_large_network_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    module = sys.modules[package_function.__module__]
    monkeypatch.setattr(module, "_MOST_LINKS", 78 * 5)
    found = communities(karate())
    assert (found.runs, found.note) == (
        5,
        "5 runs were made and not 20, as the network is very large.",
    )
    monkeypatch.setattr(module, "_MOST_LINKS", 1)
    assert communities(karate()).runs == 3
    assert communities(karate(), runs=2).runs == 2


@pytest.mark.parametrize(
    ("weight", "settings", "said"),
    [
        (-1.0, {}, "strength that is below 0"),
        (float("nan"), {}, "no number"),
        (1.0, {"resolution": 0.0}, "resolution is 0.0"),
        (1.0, {"resolution": float("inf")}, "resolution is inf"),
        (1.0, {"runs": 0}, "0 runs are asked for"),
    ],
)
def test_what_has_no_communities_is_refused(
    weight: float, settings: dict[str, float], said: str
) -> None:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_edge("ann", "bob", weight=weight)
    with pytest.raises(ParameterError, match=said):
        communities(network_of(graph), **settings)  # type: ignore[arg-type]


# Strengths of sevenths, with which release 11.3 of the engine never ended on these graphs.
_ENDLESS = """
import hashlib, sys
import networkit, networkx as nx, numpy as np
from uegraph.metrics.network import communities
networkit.setNumberOfThreads(2)
told = hashlib.sha256()
for seed in (199, 1401, 1773):
    draw = np.random.default_rng(seed)
    points = int(draw.integers(2, 60))
    links = int(draw.integers(1, 5 * points))
    ends = draw.integers(0, points, (links, 2))
    ends = np.unique(np.sort(ends[ends[:, 0] != ends[:, 1]], axis=1), axis=0)
    strengths = draw.integers(1, 6, len(ends)) / 7
    graph = nx.Graph()
    graph.add_weighted_edges_from(
        (f"{a:03}", f"{b:03}", w) for (a, b), w in zip(ends.tolist(), strengths.tolist())
    )
    found = communities(graph)
    told.update(found.membership.tobytes() + found.staying.tobytes())
    told.update(repr((found.modularity, found.stability)).encode())
assert networkit.getMaxNumberOfThreads() == 2
print(told.hexdigest())
"""


def test_it_ends_and_repeats_itself_in_another_process() -> None:
    runs = [
        subprocess.run(
            [sys.executable, "-c", _ENDLESS],
            capture_output=True,
            text=True,
            timeout=120,
            check=True,
        )
        for _ in range(2)
    ]
    assert runs[0].stdout == runs[1].stdout
    assert len(runs[0].stdout.strip()) == hashlib.sha256().digest_size * 2


def test_it_repeats_itself_in_this_process() -> None:
    one, other = communities(karate()), communities(karate())
    assert one.membership.tobytes() == other.membership.tobytes()
    assert one.staying.tobytes() == other.staying.tobytes()
    assert (one.modularity, one.stability) == (other.modularity, other.stability)
