"""What would fall apart, against networkx and against deleting each point to see."""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx
import polars as pl
import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st
from tests.metrics.network.graphs import ALL, network_of, relabelled, with_isolates
from tests.metrics.network.met import met
from tests.network.published import florentine, karate, kite, southern_women

from uegraph.metrics.network import bridges, components, cut_activities, cut_points
from uegraph.network import Network, make_network

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy as np
    from tests.metrics.network.graphs import Pair

each_graph = pytest.mark.parametrize("given", ALL, ids=str)

Fall = tuple[str, int, list[list[str]]]


def names(net: Network, codes: np.ndarray) -> list[str]:
    return [net.names[code] for code in codes]


def told(net: Network) -> list[Fall]:
    return [
        (net.names[cut.who], cut.count, [names(net, part) for part in cut.members])
        for cut in cut_points(net)
    ]


def by_deleting(graph: nx.Graph[str], asked: Iterable[str], counted: set[str]) -> list[Fall]:
    """What falls apart when each is deleted in turn; only what is counted is told."""
    found: list[Fall] = []
    for lost in asked:
        others = nx.node_connected_component(graph, lost) - {lost}
        parts = [sorted(part & counted) for part in nx.connected_components(graph.subgraph(others))]
        parts.sort(key=lambda part: (-len(part), part[0]))
        if len(parts) > 1:
            found.append((lost, sum(map(len, parts[1:])), parts))
    return sorted(found, key=lambda fall: (-fall[1], fall[0]))


@each_graph
def test_whoever_is_deleted_the_same_parts_are_left(given: Pair) -> None:
    graph = nx.Graph(given.graph)
    assert told(given.network) == by_deleting(graph, graph, set(graph))


@each_graph
def test_cut_points_are_those_of_networkx(given: Pair) -> None:
    found = {given.network.names[cut.who] for cut in cut_points(given.network)}
    assert found == set(nx.articulation_points(nx.Graph(given.graph)))


pairs = st.tuples(st.integers(0, 11), st.integers(0, 11)).filter(lambda pair: pair[0] != pair[1])


@settings(max_examples=300, deadline=None)
@drawn(st.lists(pairs, max_size=18), st.permutations(range(12)))
def test_any_small_graph_breaks_as_it_does_by_deleting(
    links: list[tuple[int, int]], order: Sequence[int]
) -> None:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(f"{point:02}" for point in range(12))
    graph.add_edges_from((f"{order[a]:02}", f"{order[b]:02}") for a, b in links)
    net = network_of(graph)
    assert told(net) == by_deleting(graph, graph, set(graph))
    assert bridged(net) == bridges_by_deleting(graph)


def bridged(net: Network) -> dict[frozenset[str], list[list[str]]]:
    found = {}
    for bridge in bridges(net):
        behind = set(bridge.behind.tolist())
        component = components(net).membership
        whole = {c for c in range(len(net)) if component[c] == component[bridge.one]}
        assert bridge.other in behind
        assert bridge.one not in behind
        assert bridge.sides == (len(whole - behind), len(behind))
        assert bridge.count == len(behind) <= bridge.sides[0]
        assert names(net, bridge.behind) == sorted(names(net, bridge.behind))
        ends = frozenset({net.names[bridge.one], net.names[bridge.other]})
        sides = (whole - behind, behind)
        found[ends] = sorted(sorted(net.names[code] for code in side) for side in sides)
    return found


def bridges_by_deleting(graph: nx.Graph[str]) -> dict[frozenset[str], list[list[str]]]:
    found = {}
    for ends in nx.bridges(graph):
        one, other = tuple(ends)
        without = graph.copy()
        without.remove_edge(one, other)
        sides = [nx.node_connected_component(without, end) for end in (one, other)]
        found[frozenset({one, other})] = sorted(sorted(side) for side in sides)
    return found


@each_graph
def test_bridges_are_those_of_networkx_with_both_their_sides(given: Pair) -> None:
    assert bridged(given.network) == bridges_by_deleting(nx.Graph(given.graph))


@each_graph
def test_components_are_those_of_networkx(given: Pair) -> None:
    net, graph = given.network, nx.Graph(given.graph)
    found = components(net)
    expected = sorted(
        (sorted(each) for each in nx.connected_components(graph)),
        key=lambda each: (-len(each), each[0]),
    )
    assert [names(net, found.members(number)) for number in range(len(found))] == expected
    assert found.sizes.tolist() == [len(each) for each in expected]
    assert names(net, found.isolates) == sorted(nx.isolates(graph))


def test_florentine_families_hang_on_the_medici_most() -> None:
    # networkx.articulation_points of its Florentine families, of Padgett and Ansell (1993).
    net = florentine()
    graph = nx.florentine_families_graph()
    assert {net.names[cut.who] for cut in cut_points(net)} == set(nx.articulation_points(graph))
    first = cut_points(net)[0]
    assert net.names[first.who] == "Medici"
    assert (first.count, first.parts) == (3, (11, 2, 1))
    assert names(net, first.lost) == ["Acciaiuoli", "Pazzi", "Salviati"]


def test_the_kite_hangs_on_heather_and_ike() -> None:
    # Krackhardt (1990): without Heather, Ike and Jane are cut off.
    net = kite()
    assert [(name, count, parts[1:]) for name, count, parts in told(net)] == [
        ("Heather", 2, [["Ike", "Jane"]]),
        ("Ike", 1, [["Jane"]]),
    ]
    assert [(net.names[each.one], net.names[each.other]) for each in bridges(net)] == [
        ("Heather", "Ike"),
        ("Ike", "Jane"),
    ]


def test_the_karate_club_hangs_on_its_instructor() -> None:
    assert [(name, count) for name, count, _ in told(karate())] == [("1", 6)]


def test_no_single_woman_or_event_parts_the_southern_women() -> None:
    assert cut_points(southern_women()) == ()
    assert bridges(southern_women()) == ()


def test_of_equal_parts_that_named_first_is_the_rest() -> None:
    net = network_of(nx.path_graph(["e", "d", "c", "b", "a"]))
    middle = cut_points(net)[0]
    assert (net.names[middle.who], middle.count, middle.parts) == ("c", 2, (2, 2))
    assert names(net, middle.lost) == ["d", "e"]
    lone = bridges(network_of(nx.path_graph(["b", "a"])))[0]
    assert (lone.one, lone.other, lone.sides) == (0, 1, (1, 1))


def test_names_and_not_iris_cut_ties() -> None:
    points = pl.DataFrame({"iri": ["1", "2", "3", "4"], "name": ["zoe", "bob", "ann", "amy"]})
    links = pl.DataFrame({"source": ["2", "1", "3"], "target": ["1", "3", "4"]})
    net = make_network(points, links)
    assert told(net) == [
        ("ann", 1, [["bob", "zoe"], ["amy"]]),
        ("zoe", 1, [["amy", "ann"], ["bob"]]),
    ]


@each_graph
def test_other_names_part_the_same_points(given: Pair) -> None:
    again, renamed = relabelled(given, 5)
    found = {renamed[given.network.names[cut.who]]: cut.parts for cut in cut_points(given.network)}
    assert {again.network.names[cut.who]: cut.parts for cut in cut_points(again.network)} == found


def test_isolates_are_components_of_their_own_and_part_nobody() -> None:
    given, more = ALL[0], with_isolates(ALL[0])
    assert told(more.network) == told(given.network)
    found = components(more.network)
    assert len(found) == len(components(given.network)) + 3
    assert names(more.network, found.isolates)[-3:] == ["z0", "z1", "z2"]


@pytest.mark.parametrize("points", [[], ["ann"], ["ann", "bob"]])
def test_where_nothing_is_linked_nothing_breaks(points: list[str]) -> None:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(points)
    assert cut_points(graph) == ()
    assert bridges(graph) == ()
    assert len(components(graph)) == len(components(graph).isolates) == len(points)


def test_a_hub_and_a_long_chain_are_no_worse_than_others() -> None:
    star = network_of(nx.relabel_nodes(nx.star_graph(20_000), lambda node: f"p{node:05}"))
    (hub,) = cut_points(star)
    assert (hub.who, hub.count) == (0, 19_999)
    chain = network_of(nx.relabel_nodes(nx.path_graph(20_001), lambda node: f"p{node:05}"))
    assert (cut_points(chain)[0].who, cut_points(chain)[0].count) == (10_000, 10_000)
    assert len(cut_points(chain)) == 19_999


def test_a_users_graph_is_not_changed() -> None:
    graph = nx.relabel_nodes(nx.karate_club_graph(), str)
    before = nx.to_dict_of_dicts(graph)
    assert len(cut_points(graph)) == 1
    assert nx.to_dict_of_dicts(graph) == before


def test_a_bridge_tells_what_it_rests_on() -> None:
    net = met(
        {"a1": ["ann", "bob"], "a2": ["ann", "bob"], "a3": ["bob", "cas"], "a4": ["cas", "dan"]},
        stated=[("cas", "dan"), ("dan", "eve")],
    )
    found = {
        (net.names[each.one], net.names[each.other]): (
            each.activities, each.stated, each.rests_on_one
        )
        for each in bridges(net)
    }  # fmt: skip
    assert found == {
        ("bob", "ann"): (2, 0, False),
        ("cas", "bob"): (1, 0, True),
        ("cas", "dan"): (1, 1, False),
        ("dan", "eve"): (0, 1, True),
    }


def test_of_a_derived_bridge_whose_activities_are_not_told_it_is_not_known() -> None:
    points = pl.DataFrame({"iri": ["ann", "bob"]})
    links = pl.DataFrame({"source": ["ann"], "target": ["bob"], "stated": [False]})
    (bridge,) = bridges(make_network(points, links))
    assert (bridge.activities, bridge.stated, bridge.rests_on_one) == (None, 0, None)


def test_an_activity_that_alone_joins_two_circles_is_told() -> None:
    net = met(
        {
            "weekly": ["ann", "bob", "cas"],
            "monthly": ["ann", "bob"],
            "fair": ["cas", "dan"],
            "walk": ["dan", "eve"],
            "talk": ["dan", "eve"],
        },
        also=["fay"],
    )
    assert net.incidence is not None
    held = net.incidence.activities["name"]
    found = [
        (held[cut.who], cut.count, [names(net, part) for part in cut.members])
        for cut in cut_activities(net)
    ]
    assert found == [
        ("fair", 2, [["ann", "bob", "cas"], ["dan", "eve"]]),
        ("weekly", 2, [["cas", "dan", "eve"], ["ann", "bob"]]),
    ]
    fair = cut_activities(net)[0]
    assert (fair.parts, names(net, fair.lost)) == ((3, 2), ["dan", "eve"])


def test_what_is_stated_holds_without_the_activity() -> None:
    net = met({"fair": ["ann", "bob"]}, stated=[("ann", "bob")])
    assert cut_activities(net) == ()


@settings(max_examples=150, deadline=None)
@drawn(
    st.lists(st.sets(st.sampled_from("abcdefgh"), min_size=1, max_size=4), min_size=1, max_size=7),
    st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from("efgh")), max_size=2),
)
def test_any_activities_break_as_they_do_by_deleting(
    parts: list[set[str]], stated: list[tuple[str, str]]
) -> None:
    net = met({f"A{code}": sorted(each) for code, each in enumerate(parts)}, stated)
    graph = nx.Graph(stated)
    graph.add_edges_from((name, f"A{code}") for code, each in enumerate(parts) for name in each)
    found = [
        (f"A{cut.who}", cut.count, [names(net, part) for part in cut.members])
        for cut in cut_activities(net)
    ]
    bodies = set(net.names)
    assert found == by_deleting(graph, [f"A{code}" for code in range(len(parts))], bodies)


def test_without_activities_none_can_be_told() -> None:
    assert cut_activities(karate()) == ()
