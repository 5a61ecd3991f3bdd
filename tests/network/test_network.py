from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from uegraph.network import KINDS, LINK_KINDS, MORE_KINDS, Evidence, stakeholder_network
from uegraph.store import open_store

if TYPE_CHECKING:
    import networkx as nx

    from uegraph.store import Store

UEG = "https://w3id.org/uegraph/ns#"


@pytest.fixture(scope="module")
def graph(store: Store) -> nx.MultiDiGraph[str]:
    return stakeholder_network(store)


def links(graph: nx.MultiDiGraph[str], kind: str) -> set[tuple[str, str, str]]:
    return {
        (start.removeprefix("urn:"), link["type"], end.removeprefix("urn:"))
        for start, end, link in graph.edges(data=True)
        if link["kind"] == kind
    }


def test_points_are_those_of_the_case_with_their_kinds(graph: nx.MultiDiGraph[str]) -> None:
    assert {name: graph.nodes[name]["kind"] for name in graph} == {
        "urn:act/one": "activity",
        "urn:aud/u": "audience",
        "urn:org/a": "organisation",
        "urn:org/b": "organisation",
        "urn:org/c": "organisation",
        "urn:org/lonely": "organisation",
        "urn:party/x": "unnamed party",
        "urn:prod/p": "product",
        "urn:ser/s": "series",
        "urn:theme/t": "theme",
    }


def test_a_point_carries_its_names_and_evidence(graph: nx.MultiDiGraph[str]) -> None:
    alpha = graph.nodes["urn:org/a"]
    assert (alpha["label"], alpha["acronym"]) == ("Alpha", "ALF")
    assert alpha["alternative_names"] == ("Alfa", "The Alphas")
    assert alpha["evidence"] == (Evidence("The report", "Governance", 1),)


def test_stated_links_are_those_of_the_case(graph: nx.MultiDiGraph[str]) -> None:
    assert links(graph, "participation") == {
        ("org/a", "organiser", "act/one"),
        ("org/b", "attendee", "act/one"),
        ("org/c", "attendee", "act/one"),
        ("aud/u", "target", "act/one"),
    }
    assert links(graph, "belonging") == {
        ("org/a", "unit of", "org/b"),
        ("party/x", "belongs to", "aud/u"),
        ("act/one", "occurrence of", "ser/s"),
    }
    assert links(graph, "relation") == {("org/b", "oversees", "org/c")}
    assert links(graph, "theme") == {("org/a", "leads", "theme/t"), ("act/one", "about", "theme/t")}
    assert links(graph, "representation") == {("aud/u", "represented by", "org/c")}


def test_a_participation_carries_level_status_and_evidence(graph: nx.MultiDiGraph[str]) -> None:
    (found,) = [
        link
        for _, _, link in graph.out_edges("urn:org/a", data=True)
        if link["kind"] == "participation"
    ]
    assert (found["level"], found["status"], found["stated"]) == ("involve", "attended", True)
    assert found["evidence"] == (Evidence("The report", "Goal 1", 3),)


def test_only_those_who_took_part_collaborate_and_it_is_marked_as_derived(
    graph: nx.MultiDiGraph[str],
) -> None:
    found = [(s, e, link) for s, e, link in graph.edges(data=True) if not link["stated"]]
    ((start, end, link),) = found
    assert (start, end, link["kind"]) == ("urn:org/a", "urn:org/b", "collaboration")
    assert link["through"] == ("urn:act/one",)
    assert link["evidence"] == (
        Evidence("The report", "Goal 1", 3),
        Evidence("The report", "Governance", 1),
    )


def test_collaborations_equal_a_brute_force_over_the_triples(
    given: ox.Store, graph: nx.MultiDiGraph[str]
) -> None:
    rows = given.query(
        "PREFIX ueg: <https://w3id.org/uegraph/ns#> SELECT ?a ?p ?s WHERE { GRAPH ?g { "
        "?x ueg:activity ?a ; ueg:party ?p ; ueg:status ?s . ?p a ?c . VALUES ?c { "
        "<http://www.w3.org/ns/org#Organization> ueg:UnnamedParty } "
        "MINUS { ?x ueg:private true } MINUS { ?a ueg:private true } "
        "MINUS { ?p ueg:private true } } }"
    )
    assert isinstance(rows, ox.QuerySolutions)
    there: dict[str, set[str]] = {}
    for activity, party, status in rows:
        if status.value.rpartition("/")[2] in {"attended", "responded", "took-part"}:
            there.setdefault(activity.value, set()).add(party.value)
    expected = {pair for parties in there.values() for pair in combinations(sorted(parties), 2)}
    derived = {(start, end) for start, end, link in graph.edges(data=True) if not link["stated"]}
    assert expected == derived != set()


@pytest.mark.parametrize("secret", ["Hush-hush", "Closed-door talk", "told in confidence"])
def test_what_is_private_is_nowhere_in_the_graph(store: Store, secret: str) -> None:
    graph = stakeholder_network(store, kinds={*KINDS, *MORE_KINDS})
    everything = repr((list(graph.nodes(data=True)), list(graph.edges(data=True, keys=True))))
    assert secret not in everything
    for name in ("urn:org/secret", "urn:act/hidden", "urn:part/4", "urn:part/5", "urn:rel/2"):
        assert name not in everything


def test_a_link_to_a_kind_left_out_is_remembered_at_its_other_end(store: Store) -> None:
    graph = stakeholder_network(store, kinds={"organisation", "audience"})
    # Beta attended one activity; Lonely has no link at all, Alpha leads, organises and produces.
    assert graph.nodes["urn:org/b"]["beyond"] == 1
    assert graph.nodes["urn:org/lonely"]["beyond"] == 0
    assert graph.nodes["urn:org/a"]["beyond"] == 3


def test_the_full_graph_links_products(graph: nx.MultiDiGraph[str]) -> None:
    assert links(graph, "product") == {("prod/p", "produced by", "org/a")}
    assert not any(graph.nodes[name]["beyond"] for name in graph)


def test_states_given_are_on_the_points(store: Store) -> None:
    graph = stakeholder_network(store, states={"urn:aud/u": "engaged"})
    assert {name for name, state in graph.nodes(data="state") if state} == {"urn:aud/u"}


def test_the_same_store_gives_the_same_graph_in_the_same_order(store: Store) -> None:
    one, other = stakeholder_network(store), stakeholder_network(store)
    assert list(one.nodes(data=True)) == list(other.nodes(data=True))
    assert list(one.edges(data=True, keys=True)) == list(other.edges(data=True, keys=True))


def test_every_link_is_of_a_known_family(graph: nx.MultiDiGraph[str]) -> None:
    assert {link["kind"] for *_, link in graph.edges(data=True)} <= set(LINK_KINDS)


def test_an_empty_store_gives_an_empty_graph() -> None:
    with open_store(read_only=False) as empty:
        assert len(stakeholder_network(empty)) == 0
