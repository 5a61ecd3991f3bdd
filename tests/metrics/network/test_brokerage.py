"""Brokerage roles against R's sna, every three of points, and every network of few points."""

from __future__ import annotations

import random
from itertools import combinations, permutations, product
from typing import TYPE_CHECKING

import networkx as nx
import numpy as np
import pytest
from tests.metrics.network.graphs import ALL, Pair, relabelled

from uegraph.errors import ParameterError
from uegraph.metrics.network import ROLES, brokerage
from uegraph.network import as_network

if TYPE_CHECKING:
    from uegraph.metrics.network import Brokerage

Counts = dict[str, dict[str, int]]


def _groups(given: Pair, *, some_unknown: bool = False) -> dict[str, str | None]:
    rng = random.Random(f"{given.label} groups")
    names = ["north", "south", "east", *([None] if some_unknown else [])]
    return {node: rng.choice(names) for node in sorted(given.graph)}


def _role(one: str | None, broker: str | None, other: str | None) -> str:
    if None in {one, broker, other}:
        return "not known"
    if one == broker:
        return "coordinator" if broker == other else "representative"
    if broker == other:
        return "gatekeeper"
    return "itinerant" if one == other else "liaison"


def _plain(graph: nx.Graph[str], groups: dict[str, str | None]) -> Counts:
    """Every ordered three looked at; where links have no direction, each two ends once."""
    found: Counts = {node: dict.fromkeys([*ROLES, "not known", "total"], 0) for node in graph}
    for one, broker, other in permutations(graph, 3):
        if not graph.has_edge(one, broker) or not graph.has_edge(broker, other):
            continue
        if graph.has_edge(one, other) or (not graph.is_directed() and one > other):
            continue
        role = _role(groups[one], groups[broker], groups[other])
        roles = {role}
        if not graph.is_directed() and role in {"gatekeeper", "representative"}:
            roles = {"gatekeeper", "representative"}
        for each in [*roles, "total"]:
            found[broker][each] += 1
    return found


def _counts(found: Brokerage, iris: list[str]) -> Counts:
    columns = {**found.roles, "not known": found.not_known, "total": found.total}
    return {
        iri: {role: int(counts[code]) for role, counts in columns.items()}
        for code, iri in enumerate(iris)
    }


def test_a_published_run_of_sna() -> None:
    # brokerage()$raw.nli of R's sna for the network and groups of the question "Find individual
    # brokerage triads from brokerage role analysis in R" (Stack Overflow 77039288); columns w_I,
    # w_O, b_OI (to its own group: gatekeeper), b_IO (representative), b_O, t.
    heads = {"A": "BD", "B": "DF", "C": "B", "D": "ABFE", "E": "D", "F": "AEG", "G": "F"}
    groups = {**dict.fromkeys("AFG", "one"), **dict.fromkeys("BC", "two")}
    groups |= dict.fromkeys("DE", "three")
    net = as_network(nx.DiGraph([(one, other) for one, ends in heads.items() for other in ends]))
    found = _counts(brokerage(net, [groups[name] for name in net.names]), net.names)
    expected = {
        "A": [0, 0, 0, 2, 0, 2],
        "B": [0, 1, 0, 2, 0, 3],
        "C": [0, 0, 0, 0, 0, 0],
        "D": [0, 1, 2, 3, 1, 7],
        "E": [0, 0, 1, 0, 0, 1],
        "F": [1, 0, 3, 1, 1, 6],
        "G": [0, 0, 0, 0, 0, 0],
    }
    assert {name: [each[role] for role in [*ROLES, "total"]] for name, each in found.items()} == (
        expected
    )


@pytest.mark.parametrize("some_unknown", [False, True])
@pytest.mark.parametrize("given", ALL, ids=str)
def test_every_three(given: Pair, some_unknown: bool) -> None:
    groups = _groups(given, some_unknown=some_unknown)
    iris = given.network.points["iri"].to_list()
    found = brokerage(given.network, [groups[iri] for iri in iris])
    assert _counts(found, iris) == _plain(given.graph, groups)
    assert found.unknown == sum(group is None for group in groups.values())
    assert bool(found.not_known.sum()) == some_unknown
    assert found.groups == ("east", "north", "south")


def test_names_do_not_matter() -> None:
    given = ALL[0]
    groups = _groups(given)
    other, renamed = relabelled(given, 3)
    back = {new: old for old, new in renamed.items()}
    iris, others = (each.network.points["iri"].to_list() for each in (given, other))
    before = _counts(brokerage(given.network, [groups[iri] for iri in iris]), iris)
    after = _counts(brokerage(other.network, [groups[back[iri]] for iri in others]), others)
    assert after == {renamed[iri]: counts for iri, counts in before.items()}


def test_parallel_links_count_once() -> None:
    graph: nx.MultiGraph[str] = nx.MultiGraph([("a", "b"), ("a", "b"), ("b", "c")])
    found = brokerage(graph, ["x", "x", "x"])
    assert found.total.tolist() == [0, 1, 0]


@pytest.mark.parametrize(
    ("directed", "groups"),
    [
        *((True, list(groups)) for groups in ("xxx", "xxy", "xyz")),
        *((False, list(groups)) for groups in ("xxxy", "xxyz", "xyyz")),
    ],
)
def test_expected_is_the_mean_of_all_networks(directed: bool, groups: list[str]) -> None:
    nodes = "abcd"[: len(groups)]
    given: nx.Graph[str] = nx.DiGraph() if directed else nx.Graph()
    given.add_nodes_from(nodes)
    given.add_edges_from([("a", "b"), ("b", "c")])
    density = nx.density(given)
    slots = list(permutations(nodes, 2) if directed else combinations(nodes, 2))
    means = {role: np.zeros(len(nodes)) for role in ROLES}
    for there in product([False, True], repeat=len(slots)):
        graph: nx.Graph[str] = nx.create_empty_copy(given)
        graph.add_edges_from(slot for slot, linked in zip(slots, there, strict=True) if linked)
        chance = density ** sum(there) * (1 - density) ** (len(slots) - sum(there))
        found = brokerage(graph, groups).roles
        for role in ROLES:
            means[role] += chance * found[role]
    expected = brokerage(given, groups).expected
    for role in ROLES:
        np.testing.assert_allclose(expected[role], means[role], atol=1e-12)


def test_nothing_is_expected_of_a_point_of_unknown_group() -> None:
    found = brokerage(nx.path_graph(4), ["x", None, "x", "y"])
    assert [bool(np.isnan(found.expected[role][1])) for role in ROLES] == [True] * 5
    assert found.not_known.tolist() == [0, 1, 1, 0]


@pytest.mark.parametrize("points", [0, 1, 3])
def test_without_links_nobody_brokers(points: int) -> None:
    found = brokerage(nx.empty_graph(points), ["x"] * points)
    assert found.total.tolist() == [0] * points
    assert all(found.expected[role].tolist() == [0] * points for role in ROLES)


def test_groups_are_one_a_point() -> None:
    with pytest.raises(ParameterError, match="2 groups are given for 3 points"):
        brokerage(nx.path_graph(3), ["x", "y"])
