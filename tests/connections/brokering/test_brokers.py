"""Who links others: networks with known answers, and brute force over every pair."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import networkx as nx
import pytest
from tests.connections.meetings import met
from tests.metrics.network.graphs import UNDIRECTED, Pair
from tests.network.published import karate

from uegraph.connections.brokering.brokers import brokers
from uegraph.errors import ParameterError
from uegraph.network import from_networkx

if TYPE_CHECKING:
    from uegraph.connections.brokering.telling import Broker
    from uegraph.network import Network

SECTORS = {"Hub": "state", "Ash": "state", "Birch": "health", "Cedar": "charity"}


def hub() -> Network:
    """A hub with four contacts, of whom Ash and Birch also meet without it, and Deputy."""
    return met(
        {
            "a launch": ["Hub", "Ash"],
            "b panel": ["Hub", "Birch"],
            "c forum": ["Hub", "Cedar"],
            "d round": ["Hub", "Dogwood"],
            "e talk": ["Ash", "Birch"],
            "f walk": ["Deputy", "Ash"],
            "g walk": ["Deputy", "Cedar"],
        },
        stated=[("Hub", "Cedar", "funds")],
        alone=["Yew"],
        sector=SECTORS,
    )


def first(net: Network, name: str, by: str = "sector") -> Broker:
    return next(row for row in brokers(net, by=by, top=None, times=0).rows if row.name == name)


def test_pairs_without_a_link_of_their_own_are_counted() -> None:
    row = first(hub(), "Hub")
    # Of six pairs of contacts Ash-Birch are linked; Deputy too links Ash and Cedar.
    assert (row.contacts, row.pairs, row.across, row.only) == (4, 5, 2, 4)
    assert row.sentence.startswith(
        "Hub links 5 pairs of bodies that have no recorded link of their own, 2 of them across "
        "sectors (such as charity and health). 4 of these pairs are linked by nobody else."
    )


def test_roles_are_those_between_the_sectors() -> None:
    row = first(hub(), "Hub")
    # Ash-Cedar: its own sector and another; Birch-Cedar: two others; three with Dogwood, of whom
    # no sector is recorded.
    assert row.roles == {
        "coordinator": 0, "itinerant": 0, "gatekeeper": 1, "representative": 1, "liaison": 1
    }  # fmt: skip
    assert row.unknown == 3
    assert row.roles_said == (
        "Of 5 pairs: 1 between its own sector and another (gatekeeper and representative); 1 "
        "between two other sectors (liaison); 3 not known, as a sector is not recorded."
    )


def test_examples_cross_sectors_and_say_what_they_rest_on() -> None:
    (one,) = first(hub(), "Hub").examples[:1]
    assert (one.one, one.other, one.only) == ("Birch", "Cedar", True)
    assert (one.one_group, one.other_group) == ("health", "charity")
    assert one.sentence == (
        "Birch (health) and Cedar (charity), whom nobody else links: linked with the first by one "
        "shared activity, “b panel” (2023); with the second by one shared activity, “c forum” "
        "(2023), and what is stated: funds."
    )
    assert [ground.id for ground in one.other_grounds] == ["urn:said:0", "urn:activity:c forum"]


def test_no_body_stands_in_two_examples() -> None:
    for row in brokers(hub(), top=None, times=0).rows:
        ends = [iri for pair in row.examples for iri in (pair.one_id, pair.other_id)]
        assert len(ends) == len({*ends})
        assert len(row.examples) <= 3


def test_what_is_not_known_is_counted() -> None:
    remarks = brokers(hub(), times=0).remarks
    assert any(
        remark.startswith("The sector is not recorded for 2 of 6 bodies with a link")
        for remark in remarks
    )
    assert "1 body has no recorded link, which does not mean that they link nobody." in remarks
    none = brokers(hub(), by="place", times=0).remarks
    assert "No place is recorded of anybody with a link, so no roles are known." in none


def test_groups_may_be_communities() -> None:
    net = met(
        {"left": ["Ash", "Birch", "Cedar", "Bridge"], "right": ["Dogwood", "Elm", "Fir", "Bridge"]}
    )
    row = first(net, "Bridge", by="community")
    assert (row.pairs, row.across, row.only) == (9, 9, 9)
    assert "all across communities" in row.sentence
    assert row.group is not None


def test_an_unknown_grouping_is_refused() -> None:
    with pytest.raises(ParameterError, match="no grouping of brokers"):
        brokers(hub(), by="colour")


def test_where_all_contacts_are_linked_nobody_is_a_broker() -> None:
    found = brokers(met({"a": ["Ash", "Birch", "Cedar"]}), times=0)
    assert found.rows == ()
    assert found.headline.startswith("Nobody stands between others")


@pytest.mark.parametrize("alone", [[], ["Ash"], ["Ash", "Birch"]])
def test_without_links_there_are_no_brokers(alone: list[str]) -> None:
    found = brokers(met({}, alone=alone))
    assert found.rows == ()
    assert found.headline.startswith("No link is recorded")


def by_hand(graph: nx.Graph[str], point: str) -> tuple[int, int]:
    """Pairs of contacts without a link, and those of them with no other contact in common."""
    pairs = [pair for pair in combinations(graph[point], 2) if not graph.has_edge(*pair)]
    only = [pair for pair in pairs if {*graph[pair[0]]} & {*graph[pair[1]]} == {point}]
    return len(pairs), len(only)


@pytest.mark.parametrize("pair", UNDIRECTED, ids=str)
def test_random_networks_agree_with_brute_force(pair: Pair) -> None:
    found = brokers(pair.network, top=None, times=0)
    counts = {point: by_hand(pair.graph, point) for point in pair.graph}
    assert {row.id: (row.pairs, row.only) for row in found.rows} == {
        point: count for point, count in counts.items() if count[0]
    }
    shares = nx.betweenness_centrality(pair.graph)
    for row in found.rows:
        assert row.share == pytest.approx(shares[row.id])
        assert row.effective_size == pytest.approx(nx.effective_size(pair.graph)[row.id])
        assert row.constraint == pytest.approx(nx.constraint(pair.graph)[row.id])
    ranked = [row.share for row in found.rows]
    assert ranked == pytest.approx(sorted(ranked, reverse=True))


def test_karate_has_the_instructor_and_the_officer_between_the_factions() -> None:
    # Zachary (1977): the instructor (1) and the officer (34) lead the factions. Betweenness is
    # Freeman's, as Girvan and Newman (2002) and networkx have it: 0.438 and 0.304.
    net = karate()
    found = brokers(net, top=2, times=50)
    assert [(row.name, round(row.share, 3)) for row in found.rows] == [("1", 0.438), ("34", 0.304)]
    assert [row.group for row in found.rows] == ["Mr. Hi", "Officer"]
    assert [(row.best_rank, row.worst_rank) for row in found.rows] == [(1, 1), (2, 2)]
    faction = net.points["sector"].to_list()
    for row in found.rows:
        graph = nx.from_scipy_sparse_array(net.neighbours)
        code = net.places[row.id]
        pairs = [pair for pair in combinations(graph[code], 2) if not graph.has_edge(*pair)]
        assert row.across == sum(faction[one] != faction[other] for one, other in pairs)


def test_a_users_own_directed_graph_is_taken_without_directions() -> None:
    graph = nx.DiGraph([("a", "b"), ("c", "b")])
    (row,) = brokers(from_networkx(graph), times=0).rows
    assert (row.name, row.pairs, row.only, row.share) == ("b", 1, 1, 1.0)


def test_more_contacts_than_can_be_looked_at_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("uegraph.connections.brokering.pairs.MOST_CONTACTS", 3)
    found = brokers(hub(), times=0)
    row = found.rows[0]
    assert (row.name, row.pairs, row.across, row.only, row.examples) == ("Hub", 5, None, None, ())
    assert any("are counted, and not looked at one by one" in remark for remark in found.remarks)


def test_the_order_of_what_is_recorded_changes_nothing() -> None:
    one = {"a": ["Hub", "Ash"], "b": ["Hub", "Birch"]}
    assert brokers(met(one)).rows == brokers(met(dict(reversed(one.items())))).rows


def test_hostile_names_are_whole_in_columns_and_short_in_sentences() -> None:
    name = "=cmd()|</script>\n" + "x" * 10_000
    net = met({"a": [name, "Ash"], "b": [name, "Birch"]}, sector={"Ash": name, "Birch": "health"})
    (row,) = brokers(net, times=0).rows
    assert row.name == name
    said = row.sentence + row.roles_said + "".join(pair.sentence for pair in row.examples)
    assert "\n" not in said
    assert len(said) < 2_000


def test_a_single_pair_is_of_two_that_have_no_link() -> None:
    (row,) = brokers(met({"a": ["Hub", "Ash"], "b": ["Hub", "Birch"]}, sector=SECTORS)).rows
    assert row.sentence.startswith(
        "Hub links 1 pair of bodies that have no recorded link of their own, across sectors "
        "(health and state). Nobody else links them."
    )
