"""Who would lose contact: networks with known answers, and brute force by networkx."""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx
import pytest
from tests.connections.meetings import met
from tests.metrics.network.graphs import UNDIRECTED, Pair
from tests.network.published import florentine, karate, kite

from uegraph.connections.breaking.fragile import Fragile, fragile
from uegraph.network import Network, from_networkx

if TYPE_CHECKING:
    from uegraph.connections.breaking.losing import Break

SAMPLES = {"florentine": florentine, "karate": karate, "kite": kite}


def of_kind(found: Fragile, kind: str) -> list[Break]:
    return [row for row in found.rows if row.kind == kind]


def star() -> Network:
    """A hub between a pair, a lone body and three who have each other and another meeting."""
    return met(
        {
            "a launch": ["Hub", "Ash", "Birch"],
            "b panel": ["Hub", "Cedar"],
            "c forum": ["Hub", "Elm", "Fir", "Gum"],
            "d round": ["Elm", "Fir"],
        },
        stated=[("Hub", "Elm", "works with")],
        alone=["Zelkova"],
    )


def test_who_leaves_takes_whom_along() -> None:
    (row,) = of_kind(fragile(star(), times=0), "point")
    assert (row.name, row.count, row.parts) == ("Hub", 3, (3, 2, 1))
    assert row.lost == (("Ash", "Birch"), ("Cedar",))
    assert row.lost_ids == (("urn:body:Ash", "urn:body:Birch"), ("urn:body:Cedar",))
    assert row.sentence == (
        "If Hub leaves, 3 of the 6 bodies that it keeps in contact lose contact with the other 3: "
        "Ash and Birch would have only each other; Cedar would have no recorded link."
    )
    assert row.share is None
    assert [ground.said for ground in row.grounds] == ["a launch", "b panel"]


def test_the_one_way_between_two_sides_says_what_it_rests_on() -> None:
    (row,) = of_kind(fragile(star(), times=0), "link")
    assert (row.name, row.other, row.count, row.parts) == ("Hub", "Cedar", 1, (6, 1))
    assert row.sentence == (
        "Cedar has one recorded link, with Hub. The link rests only on one shared activity, "
        "“b panel” (2023)."
    )


def test_a_link_between_two_groups_names_who_is_behind_it() -> None:
    net = met(
        {"left": ["Ash", "Birch", "Cedar"], "right": ["Dogwood", "Elm"]},
        stated=[("Cedar", "Dogwood", "works with")],
    )
    row = of_kind(fragile(net, times=0), "link")[0]
    assert row.sentence == (
        "Only the link between Cedar and Dogwood keeps Dogwood and Elm in contact with 3 bodies. "
        "The link rests only on what is stated: works with."
    )
    assert [(ground.id, ground.stated) for ground in row.grounds] == [("urn:said:0", True)]


def test_an_activity_that_holds_others_together() -> None:
    rows = of_kind(fragile(star(), times=0), "activity")
    assert [(row.name, row.count) for row in rows] == [
        ("a launch", 2),
        ("b panel", 1),
        ("c forum", 1),
    ]
    assert rows[0].sentence == (
        "Had “a launch” (2023) not taken place, Ash and Birch would have no recorded link; the "
        "other 5 bodies would still be in contact."
    )
    # Elm and Fir meet otherwise, and Elm is linked with the hub by a statement.
    assert rows[2].lost == (("Gum",),)


def test_where_all_hang_on_one_activity_it_says_so() -> None:
    (row,) = of_kind(fragile(met({"once": ["Ash", "Birch", "Cedar"]}), times=0), "activity")
    assert row.sentence == (
        "Ash, Birch and Cedar have a recorded link only because of “once” (2023)."
    )


def test_a_star_leaves_nobody_with_a_link() -> None:
    net = met({"one": ["Hub", "Ash"], "two": ["Hub", "Birch"]})
    (row,) = of_kind(fragile(net, times=0), "point")
    assert "none of the 2 bodies that it keeps in contact has a recorded link" in row.sentence
    assert row.stand_in == (
        "Nobody shares two or more of its 2 contacts, so nobody on record is near to standing in."
    )


def test_links_that_lean_on_one_activity_are_counted() -> None:
    found = fragile(star(), times=0)
    # Of 10 linked pairs Elm-Fir rests on two activities and Hub-Elm on a statement too.
    assert found.leaning == (
        "8 of the 10 linked pairs lean on a single activity, with nothing stated beside it. Most "
        "lean on these: “c forum” alone carries 4, “a launch” alone carries 3 and “b panel” alone "
        "carries 1."
    )


def test_nearest_to_standing_in_is_who_shares_most_contacts() -> None:
    net = met(
        {"a": ["Hub", "Ash"], "b": ["Hub", "Birch"], "c": ["Hub", "Cedar"],
         "d": ["Deputy", "Ash"], "e": ["Deputy", "Birch"]}
    )  # fmt: skip
    row = of_kind(fragile(net, times=0), "point")[0]
    assert row.name == "Hub"
    assert row.stand_in == (
        "Nearest to standing in, by the contacts that they share with it: Deputy (linked with 2 of "
        "the 3)."
    )


def test_no_cut_point_is_an_answer() -> None:
    found = fragile(met({"a": ["Ash", "Birch", "Cedar"]}, alone=["Yew"]), times=0)
    assert found.headline == (
        "3 of 4 bodies have a recorded link, and are all in contact. None is a cut point: "
        "whichever body leaves, the others stay in contact. No link is the only way between two "
        "sides."
    )
    assert any(remark.startswith("1 body has no recorded link") for remark in found.remarks)


@pytest.mark.parametrize("alone", [[], ["Ash"], ["Ash", "Birch"]])
def test_without_links_there_is_nothing_to_break(alone: list[str]) -> None:
    found = fragile(met({}, alone=alone))
    assert found.headline.startswith("No link is recorded among ")
    assert found.rows == ()


def by_hand(graph: nx.Graph[str]) -> dict[str, tuple[int, ...]]:
    """Each point taken out in turn: the sizes of what is left of its component."""
    found = {}
    for point in graph:
        whole = nx.node_connected_component(graph, point) - {point}
        parts = sorted(map(len, nx.connected_components(graph.subgraph(whole))), reverse=True)
        if len(parts) > 1:
            found[point] = tuple(parts)
    return found


def agree(net: Network, graph: nx.Graph[str]) -> None:
    """Bodies and links are those that taking each out in turn finds."""
    found = fragile(net, top=None, times=0)
    points = of_kind(found, "point")
    assert {row.id: row.parts for row in points} == by_hand(graph)
    for row in points:
        left = graph.subgraph({*graph} - {row.id})
        parts = [{*part} for part in row.lost_ids]
        assert all(nx.node_connected_component(left, min(part)) == part for part in parts)
        assert sum(map(len, parts)) == row.count == sum(row.parts[1:])
    links = {frozenset((row.id, row.other_id)) for row in of_kind(found, "link")}
    assert links == set(map(frozenset, nx.bridges(graph)))


@pytest.mark.parametrize("pair", UNDIRECTED, ids=str)
def test_random_networks_break_where_brute_force_breaks_them(pair: Pair) -> None:
    agree(pair.network, pair.graph)


@pytest.mark.parametrize("name", SAMPLES)
def test_published_networks_break_where_brute_force_breaks_them(name: str) -> None:
    net = SAMPLES[name]()
    iris = net.points["iri"].to_list()
    graph = nx.relabel_nodes(nx.from_scipy_sparse_array(net.neighbours), dict(enumerate(iris)))
    agree(net, graph)


def test_the_medici_hold_florence_together() -> None:
    # Padgett and Ansell (1993): without the Medici, the Acciaiuoli and the Salviati with the Pazzi
    # are cut off from the rest of the oligarchy.
    first = of_kind(fragile(florentine(), times=0), "point")[0]
    assert (first.name, first.parts) == ("Medici", (11, 2, 1))
    assert first.lost == (("Pazzi", "Salviati"), ("Acciaiuoli",))


def test_karate_would_lose_those_who_only_know_the_instructor() -> None:
    # Zachary (1977), figure 1: 5, 6, 7, 11 and 17 hang on the instructor, 12 on him alone.
    first = of_kind(fragile(karate(), times=0), "point")[0]
    assert (first.name, first.count, first.parts) == ("1", 6, (27, 5, 1))
    assert first.lost == (("11", "17", "5", "6", "7"), ("12",))


def test_the_draws_count_how_often_a_body_is_a_cut_point() -> None:
    # Hub is a cut point unless the one activity with Cedar is left out, which of four is left out
    # each time; nothing else that is left out changes it, as all others stay linked by statements.
    net = met(
        {"a": ["Hub", "Cedar"], "b": ["Ash", "Birch"], "c": ["Ash", "Hub"], "d": ["Birch", "Hub"]},
        stated=[("Ash", "Birch", "works with"), ("Ash", "Hub", "works with")],
    )
    found = fragile(net, times=400, drop=0.25)
    (row,) = of_kind(found, "point")
    assert row.share == pytest.approx(0.75, abs=0.07)
    assert "With 25% of the activities left out at random it is a cut point in" in row.sentence
    # Ash becomes one only where Birch has no other link: when "d" is left out.
    assert any("others are cut points too" in remark and "Ash (2" in remark
               for remark in found.remarks)  # fmt: skip
    assert fragile(net, times=400, drop=0.25) == found


def test_without_activities_links_are_left_out() -> None:
    found = fragile(karate(), times=20)
    assert any(remark.startswith("8 of 78 links were left out in each of 20 draws.")
               for remark in found.remarks)  # fmt: skip


def test_a_large_network_says_that_nothing_was_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("uegraph.connections.breaking.fragile.MOST_PAIRS", 5)
    found = fragile(star())
    assert all(row.share is None for row in found.rows)
    assert (
        "How sure this is was not tested: more than 5 linked pairs take too long." in found.remarks
    )


def test_a_users_own_directed_graph_is_taken() -> None:
    graph = nx.DiGraph([("a", "b"), ("c", "b")])
    (row,) = of_kind(fragile(from_networkx(graph), times=0), "point")
    assert (row.name, row.parts) == ("b", (1, 1))


def test_hostile_names_stay_on_one_line_of_a_sentence() -> None:
    name = "=cmd()|<b>\n" + "x" * 10_000
    net = met({"a": ["Hub", name], "b": ["Hub", "Ash"]})
    for row in fragile(net, times=0).rows:
        assert "\n" not in row.sentence
        assert len(row.sentence) < 600
    assert name in {name for row in fragile(net).rows for part in row.lost for name in part} | {
        row.other for row in fragile(net).rows
    }


def test_where_all_links_lean_on_one_activity_it_says_so() -> None:
    found = fragile(met({"a": ["Ash", "Birch"], "b": ["Cedar", "Birch"]}), times=0)
    assert found.leaning.startswith("All of the 2 linked pairs lean on a single activity")


def test_few_links_that_lean_on_one_activity_are_told_of_as_few() -> None:
    one = fragile(met({"a": ["Ash", "Birch"]}), times=0)
    assert one.leaning == (
        "The one linked pair leans on a single activity, with nothing stated beside it: “a” alone "
        "carries 1."
    )
    both = fragile(met({"a": ["Ash", "Birch"], "b": ["Birch", "Cedar"]}), times=0)
    assert both.leaning.startswith("All of the 2 linked pairs lean on a single activity, with")
