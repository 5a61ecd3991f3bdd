"""Which groups work together, what they are called, who links them: cases with known answers."""

from __future__ import annotations

from itertools import combinations
from math import log
from typing import TYPE_CHECKING

import networkx as nx
import numpy as np
import polars as pl
import pytest
from tests.connections.meetings import met
from tests.metrics.network.graphs import UNDIRECTED, Pair, relabelled
from tests.network.published import karate

from uegraph.connections.grouping.communities import communities, community_names
from uegraph.connections.grouping.sharing import Shared, names_of, shared_by, traits
from uegraph.network import Record, from_networkx

if TYPE_CHECKING:
    from collections.abc import Mapping

    from uegraph.network import Network

LEFT, RIGHT = ("Ash", "Birch", "Cedar", "Dogwood"), ("Elm", "Fir", "Gum", "Hazel")


def circles(**traits: Mapping[str, str]) -> Network:
    """Two circles who meet among themselves, and one meeting between them."""
    return met(
        {"left": LEFT, "left again": LEFT, "right": RIGHT, "across": ["Dogwood", "Elm"]},
        stated=(),
        alone=["Yew"],
        **traits,
    )


def record(**ties: list[tuple[str, str]]) -> Record:
    """What says which activity is on which theme, and what is broader than what."""
    rows = [
        (f"urn:{source}", kind, f"urn:{target}")
        for kind, pairs in ties.items()
        for source, target in pairs
    ]
    ends = sorted({(end, name) for kind, pairs in ties.items() for pair in pairs
                   for end, name in zip(("source", "target"), pair, strict=True)})  # fmt: skip
    things = [
        (f"urn:{name}", name.split(":")[1], name.split(":")[0])
        for name in sorted({name for _, name in ends})
        if not name.startswith("activity")
    ]
    text = pl.String
    empty = pl.DataFrame()
    return Record(
        things=pl.DataFrame(things, schema=dict.fromkeys(("iri", "name", "kind"), text),
                            orient="row"),
        parts=empty, activities=empty, stated=empty,
        ties=pl.DataFrame(rows, schema=dict.fromkeys(("source", "link", "target"), text),
                          orient="row"),
        levels={}, cited=empty, as_of=None, hidden=frozenset(),
    )  # fmt: skip


def test_groups_members_and_links() -> None:
    found = communities(circles())
    assert [[member.name for member in row.members] for row in found.rows] == [
        ["Dogwood", "Ash", "Birch", "Cedar"], ["Elm", "Fir", "Gum", "Hazel"]
    ]  # fmt: skip
    assert [(row.within, row.outside) for row in found.rows] == [(6, 1), (6, 1)]
    assert [(m.within, m.outside, m.stays) for m in found.rows[0].members][:2] == [
        (3, 1, 1.0), (3, 0, 1.0)
    ]  # fmt: skip
    assert found.alone == (("urn:body:Yew", "Yew"),)
    assert found.rows[0].linkers == ("Dogwood: 1 link to “Around Elm” (1)",)
    assert [ground.said for ground in found.rows[0].grounds] == ["left", "left again"]
    # By hand: 19 in all, 18 within; (25/38)² + (13/38)² is 0.55.
    assert found.headline == (
        "8 of 9 bodies have a recorded link and fall into 2 groups. Modularity 0.40: 95% of links, "
        "each by its strength, lie within groups, where 55% would by chance. 20 searches agree "
        "with each other to 1.00 (1: always the same groups; 0: no more than by chance)."
    )
    assert any("1 body has no recorded link" in remark and "Yew" in remark
               for remark in found.remarks)  # fmt: skip


def test_a_group_is_named_by_what_most_members_share_and_others_do_not() -> None:
    sector = dict.fromkeys(LEFT, "health") | dict.fromkeys(RIGHT, "charity")
    found = communities(circles(sector=sector, place=dict.fromkeys(LEFT[:3], "Wales")))
    # Nobody else's place is recorded, so that it cannot be told whether Wales is rare.
    assert [row.name for row in found.rows] == ["Health", "Charity"]
    (shared,) = found.rows[0].why
    assert shared.sentence == (
        "sector health (4 of 4 members; 0 of 4 others of whom a sector is recorded)"
    )
    assert "Shared more than by others: sector health (4 of 4" in found.rows[0].sentence


def test_up_to_two_kinds_of_trait_make_a_name() -> None:
    found = communities(
        circles(
            sector=dict.fromkeys(LEFT, "health"),
            type=dict.fromkeys(LEFT, "trust") | dict.fromkeys(RIGHT, "council"),
            place=dict.fromkeys(LEFT, "Wales") | dict.fromkeys(RIGHT, "Kent"),
        )
    )
    assert [row.name for row in found.rows] == ["Trust, in Wales", "Council, in Kent"]


def test_themes_name_a_group_by_what_it_did_together() -> None:
    said = record(
        theme=[("activity:left", "theme:Housing"), ("activity:right", "theme:Transport")],
        broader=[("theme:Housing", "theme:Cities"), ("theme:Transport", "theme:Cities")],
    )
    found = communities(circles(), said)
    assert [row.name for row in found.rows] == ["On Housing", "On Transport"]
    # All were at something on the broader theme, which so tells nobody from the others.
    assert [shared.value for row in found.rows for shared in row.why] == ["Housing", "Transport"]
    # Without the record nothing says what activities were on.
    assert [row.name for row in communities(circles()).rows] == ["Around Dogwood", "Around Elm"]


def test_who_is_in_a_place_is_in_the_places_around_it() -> None:
    said = record(broader=[("place:Wales", "place:Britain")])
    net = circles(place=dict.fromkeys(LEFT, "Wales") | dict.fromkeys(RIGHT, "Britain"))
    assert [row.name for row in communities(net, said).rows] == ["In Wales", "Around Elm"]


def test_names_are_unique() -> None:
    net = circles(sector=dict.fromkeys((*LEFT, *RIGHT), "health"))
    assert [row.name for row in communities(net).rows] == ["Around Dogwood", "Around Elm"]
    health = Shared("sector", "health", 3, 4, 3, 12, 0.9)
    assert names_of([(health,), (health,), ()], ["Ash", "Elm", "Gum"]) == [
        "Health, around Ash", "Health, around Elm", "Around Gum"
    ]  # fmt: skip
    assert names_of([(), (), ()], ["Ash", "Ash", "Ash"]) == [
        "Around Ash (1)", "Around Ash (2)", "Around Ash (3)"
    ]  # fmt: skip


def test_a_name_does_not_hang_on_another_ending_in_a_number() -> None:
    made = names_of([(), (), ()], ["Ash", "Ash", "Ash (1)"])
    assert len({*made}) == 3


def test_the_most_telling_trait_is_that_with_share_times_logarithm_of_lift() -> None:
    net = circles(
        sector=dict.fromkeys(LEFT, "health") | {"Elm": "health", "Fir": "charity"},
        type=dict.fromkeys(LEFT[:3], "trust") | {"Dogwood": "panel", "Elm": "council"},
    )
    groups = np.array([1 if name in RIGHT else 0 for name in net.names])
    groups[net.names.index("Yew")] = -1
    first, second = shared_by(net, groups, traits(net))[0]
    assert (first.kind, first.members, first.of) == ("sector", 4, 4)
    assert (first.others, first.of_others) == (1, 2)
    assert first.telling == pytest.approx(log(1 / (5 / 6)))
    assert (second.kind, second.members, second.of) == ("type", 3, 4)
    assert second.telling == pytest.approx(3 / 4 * log((3 / 4) / (3 / 5)))


def test_pairs_and_headlines_without_groups() -> None:
    found = communities(met({"a": ["Ash", "Birch"]}))
    assert found.rows[0].sentence.startswith("2 bodies: Ash and Birch. They are linked with each")
    none = communities(met({}, alone=["Ash"]))
    assert none.rows == ()
    assert none.headline == "No link is recorded among 1 body: no groups."


def test_groups_that_are_apart_say_so() -> None:
    found = communities(met({"a": ["Ash", "Birch"], "b": ["Cedar", "Dogwood"]}))
    assert "No recorded link leads from one group to another." in found.headline
    assert all("no link leads to another group" in row.sentence for row in found.rows)


@pytest.mark.parametrize("pair", UNDIRECTED, ids=str)
def test_counts_of_links_agree_with_brute_force(pair: Pair) -> None:
    found = communities(pair.network)
    where = {m.id: row.number for row in found.rows for m in row.members}
    assert where.keys() | {iri for iri, _ in found.alone} == {*pair.graph}
    for row in found.rows:
        ids = {member.id for member in row.members}
        assert row.within == pair.graph.subgraph(ids).number_of_edges()
        assert row.outside == len([*nx.edge_boundary(pair.graph, ids)])
        for member in row.members:
            assert member.within == len({*pair.graph[member.id]} & ids)
            assert member.outside == len({*pair.graph[member.id]} - ids)
    names = [row.name for row in found.rows]
    assert len({*names}) == len(names)
    groups = [{iri for iri, at in where.items() if at == row.number} for row in found.rows]
    if groups:
        groups += [{iri} for iri, _ in found.alone]
        assert found.found.modularity == pytest.approx(nx.community.modularity(pair.graph, groups))


def test_karate_splits_about_where_the_club_did() -> None:
    # Zachary (1977). The best modularity known is 0.4449 with weights (0.4198 without), in four
    # groups; each lies within one faction but for single members.
    net = karate()
    found = communities(net)
    assert found.found.modularity == pytest.approx(0.4449, abs=0.0001)
    assert len(found.rows) == 4
    faction = dict(zip(net.points["iri"], net.points["sector"], strict=True))
    for row in found.rows:
        sides = [faction[member.id] for member in row.members]
        assert max(sides.count(side) for side in {*sides}) >= len(sides) - 1
    # The factions name two pairs of groups, each told apart by whom it lies around.
    assert min(row.name for row in found.rows).startswith("Mr. Hi, around ")
    assert all(", around " in row.name for row in found.rows)


def test_names_of_points_are_those_of_their_communities() -> None:
    names = community_names(circles())
    assert names == ["Around Dogwood"] * 4 + ["Around Elm"] * 4 + [None]


def test_the_order_of_iris_changes_nothing() -> None:
    pair = UNDIRECTED[1]
    again, renamed = relabelled(pair, seed=4)
    names = {new: old for old, new in renamed.items()}
    mine = again.network.points.with_columns(name=pl.col("iri").replace_strict(names))
    net = type(again.network)(mine, again.network.links)
    before = [{m.name for m in row.members} for row in communities(pair.network).rows]
    assert [{m.name for m in row.members} for row in communities(net).rows] == before


def test_a_community_is_more_than_chance_by_the_headline() -> None:
    # Of two equal cliques with one link between, by hand: 12 of 13 links lie within, by chance a
    # half.
    net = met({"x": LEFT, "y": RIGHT, "z": ["Ash", "Elm"]})
    assert sum(1 for _ in combinations(LEFT, 2)) == 6
    assert "92% of links lie within groups, where 50% would by chance" in communities(net).headline


def test_one_group_is_said_to_be_one() -> None:
    found = communities(met({"a": ["Ash", "Birch", "Cedar"]}, alone=["Yew"]))
    assert found.headline == (
        "3 of 4 bodies have a recorded link and are one group: no parts in it work together more "
        "than the whole does."
    )


def test_hostile_names_are_whole_in_columns_and_short_in_sentences() -> None:
    name = "=cmd()|</script>\n\u202e" + "x" * 10_000
    (row,) = communities(met({"a": [name, "Ash", "Birch"]}, sector={"Ash": name})).rows
    assert name in {member.name for member in row.members}
    assert "\n" not in row.sentence + row.name
    assert len(row.sentence) < 1_000
    assert len(row.name) < 200


def test_what_chance_gives_does_not_hang_on_the_resolution() -> None:
    net = circles()
    total = net.matrix.sum()
    for resolution in (1.0, 1.5):
        found = communities(net, resolution=resolution, runs=3)
        groups = found.found.membership
        shares = [net.matrix.sum(axis=1)[groups == one].sum() / total for one in set(groups) - {-1}]
        chance = sum(share**2 for share in shares)
        assert len(found.rows) > 1
        assert f"where {chance:.0%} would by chance" in found.headline


def test_of_two_kinds_only_pairs_of_both_could_be_linked() -> None:
    graph = nx.complete_bipartite_graph(2, 3)
    graph.add_edges_from([(5, 6), (7, 6)])
    graph.add_nodes_from([5, 7], bipartite=0)
    graph.add_nodes_from([6], bipartite=1)
    first, second = communities(from_networkx(graph), runs=2).rows
    assert "6 of 6 pairs of both kinds among them are linked" in first.sentence
    assert "2 of 2 pairs of both kinds among them are linked" in second.sentence


def test_one_that_is_in_no_group_is_told_of_as_one() -> None:
    remarks = communities(circles()).remarks
    assert any(
        remark.startswith("1 body has no recorded link and belongs to no group: Yew. That does not")
        and "that it works with nobody" in remark
        for remark in remarks
    )
