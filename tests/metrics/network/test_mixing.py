"""Assortativity and the E-I index against published values, networkx and every way to group."""

from __future__ import annotations

import math
import random
from itertools import permutations

import networkx as nx
import numpy as np
import pytest
from tests.metrics.network.graphs import ALL, Pair, relabelled
from tests.network.published import karate

from uegraph.metrics.network import Mixed, assortativity, degree_assortativity, ei_index
from uegraph.network import as_network

# networkx takes 0 ÷ 0 for these; None is tested on its own.
WITH_LINKS = [each for each in ALL if each.graph.size()]


def _groups(given: Pair, names: str = "abc") -> dict[str, str]:
    rng = random.Random(f"{given.label} mixing")
    return {node: rng.choice(names) for node in sorted(given.graph)}


def _by_code(given: Pair, groups: dict[str, str]) -> list[str]:
    return [groups[iri] for iri in given.network.points["iri"]]


@pytest.mark.parametrize("given", WITH_LINKS, ids=str)
def test_assortativity_as_networkx(given: Pair) -> None:
    groups = _groups(given)
    graph = given.graph.copy()
    nx.set_node_attributes(graph, groups, "group")
    expected = nx.attribute_assortativity_coefficient(graph, "group")
    assert assortativity(given.network, _by_code(given, groups)).value == pytest.approx(expected)


@pytest.mark.parametrize("given", WITH_LINKS, ids=str)
def test_degree_assortativity_as_networkx(given: Pair) -> None:
    expected = nx.degree_pearson_correlation_coefficient(given.graph)
    assert degree_assortativity(given.network).value == pytest.approx(expected)


def test_karate() -> None:
    # -0.476 in M. E. J. Newman, "Assortative mixing in networks" and igraph's tests/unit/
    # assortativity.out: -0.475613 by degree, -0.077745 with degrees as categories.
    net = karate()
    assert degree_assortativity(net).value == pytest.approx(-0.475613, abs=1e-6)
    by_degree = [str(degree) for degree in net.degree]
    assert assortativity(net, by_degree).value == pytest.approx(-0.077745, abs=1e-6)


def test_all_ends_that_leave_are_alike() -> None:
    # One source with two links: there is no spread to correlate.
    assert degree_assortativity(nx.DiGraph([("a", "b"), ("a", "c")])).value is None


@pytest.mark.parametrize("graph", [nx.empty_graph(3), nx.cycle_graph(5), nx.empty_graph(0)])
def test_not_defined_where_all_ends_are_alike(graph: nx.Graph[str]) -> None:
    assert degree_assortativity(graph).value is None
    assert assortativity(graph, ["same"] * len(graph)).value is None


def test_unknown_groups_are_left_out_and_counted() -> None:
    path = nx.path_graph(5)
    found = assortativity(path, ["a", "a", "b", "b", None])
    # The links within a, between, within b, as if the fifth point were not there.
    assert found.value == pytest.approx(assortativity(nx.path_graph(4), ["a", "a", "b", "b"]).value)
    assert found.note == "1 link with a point of unknown group left out"
    assert assortativity(path, [None] * 5).value is None


def test_ei_index_by_hand() -> None:
    # Krackhardt and Stern's formula on two triangles joined by a link: E = 1, I = 6.
    graph = nx.barbell_graph(3, 0)
    found = ei_index(graph, ["x"] * 3 + ["y"] * 3)
    assert (found.whole.internal, found.whole.external) == (6, 1)
    assert found.whole.index == pytest.approx((1 - 6) / 7)
    # Of 15 pairs 9 are external: (9 - 6) ÷ 15.
    assert found.whole.expected == pytest.approx(0.2)
    assert [group.index for group in found.groups] == [pytest.approx((1 - 6) / 7)] * 2
    assert found.points.tolist() == pytest.approx([-1, -1, -1 / 3, -1 / 3, -1, -1])


@pytest.mark.parametrize("given", ALL, ids=str)
def test_ei_index_is_counted_right(given: Pair) -> None:
    groups = _groups(given)
    found = ei_index(given.network, _by_code(given, groups), times=0)
    outer = {(a, b) for a, b in given.graph.edges if groups[a] != groups[b]}
    assert found.whole.external == len(outer)
    assert found.whole.internal == given.graph.size() - len(outer)
    points = given.by_node(found.points)
    for node in given.graph:
        ends = [edge for edge in given.graph.edges if node in edge]
        gone = sum(edge in outer for edge in ends)
        expected = (2 * gone - len(ends)) / len(ends) if ends else math.nan
        assert points[node] == pytest.approx(expected, nan_ok=True)
    for group in found.groups:
        members = [node for node in given.graph if groups[node] == group.group]
        assert group.points == len(members)
        assert group.internal + group.external == sum(given.graph.degree(node) for node in members)
        assert group.external == sum(
            (groups[a] == group.group) + (groups[b] == group.group) for a, b in outer
        )


def test_expected_and_draws_against_every_way_to_group() -> None:
    graph = nx.Graph([("a", "b"), ("b", "c"), ("c", "d"), ("d", "e"), ("b", "d"), ("a", "c")])
    groups = ["x", "x", "x", "y", "y"]
    found = ei_index(graph, groups, times=20_000, seed=7)
    ways = [ei_index(graph, way, times=0) for way in permutations(groups)]
    every = [way.whole.index for way in ways]
    index = found.whole.index
    assert index is not None
    assert None not in every
    assert found.whole.expected == pytest.approx(
        np.mean([each for each in every if each is not None])
    )
    for group in (found.whole, *found.groups):
        drawn = [_same(way.whole, way.groups, group).index for way in ways]
        sure = [each for each in drawn if each is not None]
        assert group.index is not None
        low = sum(each <= group.index + 1e-9 for each in sure) / len(sure)
        high = sum(each >= group.index - 1e-9 for each in sure) / len(sure)
        assert group.as_low == pytest.approx(low, abs=0.015)
        assert group.as_high == pytest.approx(high, abs=0.015)


def _same(whole: Mixed, groups: tuple[Mixed, ...], wanted: Mixed) -> Mixed:
    return next(each for each in (whole, *groups) if each.group == wanted.group)


def test_draws_repeat() -> None:
    net = karate()
    groups = net.points["sector"].to_list()
    one, other, third = (ei_index(net, groups, seed=seed) for seed in (1, 1, 2))
    assert one.whole == other.whole
    assert one.groups == other.groups
    assert one.times == 1000
    # The factions are those that the club split into: far more inward than chance.
    assert one.whole.as_low == third.whole.as_low == pytest.approx(1 / 1001)
    assert one.whole.as_high == 1


def test_what_is_not_known_leaves_bounds() -> None:
    graph = nx.path_graph(["a", "b", "c", "d"])
    for given in ("x", "y"):
        known = ei_index(graph, ["x", "x", given, "y"], times=0).whole
        bounds = ei_index(graph, ["x", "x", None, "y"], times=0).whole
        assert bounds.low is not None
        assert bounds.high is not None
        assert known.index is not None
        assert bounds.low <= known.index <= bounds.high
    found = ei_index(graph, ["x", "x", None, "y"])
    assert (found.unknown, found.whole.points, found.whole.not_known) == (1, 3, 2)
    assert found.not_known.tolist() == [0, 1, 2, 1]
    assert found.points.tolist() == pytest.approx([-1, -1, math.nan, math.nan], nan_ok=True)
    [north, south] = found.groups
    assert (north.group, north.index, north.low) == ("x", -1, -1)
    assert north.high == pytest.approx(-1 / 3)
    assert (south.index, south.as_low) == (None, None)
    assert (south.low, south.high) == (-1, 1)


def test_nothing_at_all() -> None:
    found = ei_index(nx.empty_graph(0), [])
    assert (found.whole.index, found.whole.expected, found.groups) == (None, None, ())
    lone = ei_index(nx.empty_graph(2), ["x", None])
    assert (lone.whole.index, lone.whole.expected, lone.whole.as_low) == (None, None, None)


def test_names_do_not_matter() -> None:
    for given in ALL:
        groups = _groups(given)
        other, renamed = relabelled(given, 9)
        back = {new: old for old, new in renamed.items()}
        regrouped = [groups[back[iri]] for iri in other.network.points["iri"]]
        before = ei_index(given.network, _by_code(given, groups), times=0)
        after = ei_index(other.network, regrouped, times=0)
        assert after.whole == before.whole
        assert after.groups == before.groups


def test_a_users_graph_is_not_changed() -> None:
    graph = nx.path_graph(["a", "b", "c"])
    before = nx.to_dict_of_dicts(graph)
    ei_index(graph, ["x", "x", "y"])
    assortativity(graph, ["x", "x", "y"])
    assert nx.to_dict_of_dicts(graph) == before
    assert as_network(graph).names == ["a", "b", "c"]
