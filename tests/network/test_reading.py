"""Networks read from a store are those that plain loops over the programme find."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import networkx as nx
import numpy as np
import pytest
from networkx.algorithms import bipartite
from tests.coverage.programme import store_of
from tests.coverage.worlds import span_of
from tests.network.programmes import derived, own_or_whole, pairs_of, parts, programme

from uegraph.errors import ParameterError, UegraphError, UnknownNameError
from uegraph.metrics.network.leaving import parts_of
from uegraph.network import (
    activities_of,
    last_shared,
    read_network,
    slices,
    together,
)

if TYPE_CHECKING:
    from uegraph.network import Network

SEEDS = range(12)


def slug(iri: str) -> str:
    return iri.rpartition("/")[2]


def counts(net: Network) -> dict[frozenset[str], int]:
    return {pair: shared for pair, (shared, _) in derived(net).items()}


def sizes(linked: dict[frozenset[str], set[str]]) -> dict[frozenset[str], int]:
    return {pair: len(activities) for pair, activities in linked.items()}


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("of", [("organisation",), ("organisation", "audience")])
def test_links_are_those_of_shared_activities(seed: int, of: tuple[str, ...]) -> None:
    told = programme(seed)
    net = read_network(store_of(told), of=of)
    expected = pairs_of(parts(told), told, of)
    assert counts(net) == sizes(expected)
    slugs = [slug(iri) for iri in net.points["iri"]]
    acts = [slug(iri) for iri in net.incidence.activities["iri"]] if net.incidence else []
    met: dict[frozenset[str], set[str]] = {}
    for one, other, activity in together(net).iter_rows():
        met.setdefault(frozenset((slugs[one], slugs[other])), set()).add(acts[activity])
    assert met == expected
    public = {name for name, body in told["organisations"].items() if not body["private"]}
    assert {name for name in slugs if name in told["organisations"]} == public
    assert not any("some" in slugs for _ in of)


@pytest.mark.parametrize("seed", SEEDS)
def test_weights_are_those_of_networkx(seed: int) -> None:
    """networkx projects two-mode graphs by count and by Newman's collaboration model."""
    told = programme(seed)
    store = store_of(told)
    graph: nx.Graph[str] = nx.Graph()
    for activity, party, _ in parts(told):
        if party in told["organisations"]:
            graph.add_edge(party, activity)
    bodies = [node for node in graph if node in told["organisations"]]
    for weighing, project in (
        ("count", bipartite.weighted_projected_graph),
        ("newman", bipartite.collaboration_weighted_projected_graph),
    ):
        theirs: dict[frozenset[str], object] = {
            frozenset(pair): pytest.approx(weight)
            for *pair, weight in project(graph, bodies).edges(data="weight", default=1.0)
        }
        ours = derived(read_network(store, links="derived", weight=weighing))
        assert {pair: heavy for pair, (_, heavy) in ours.items()} == theirs


@pytest.mark.parametrize("seed", SEEDS)
def test_recency_halves_in_two_years_and_roles_weigh(seed: int) -> None:
    told = programme(seed)
    store = store_of(told)
    now = date(2024, 1, 1)
    ends = {
        name: min(span_of(body["when"]).last or now, now) if body["when"] else None
        for name, body in told["activities"].items()
    }
    known = [day for name, day in ends.items() if day and name in {a for a, *_ in parts(told)}]
    linked = pairs_of(parts(told), told, ("organisation",))
    recent = derived(read_network(store, weight="recency", as_of=now))
    for pair, activities in linked.items():
        ages = [(now - (ends[name] or min(known))).days for name in activities]
        expected = sum(0.5 ** (age / (365.2425 / 12) / 24) for age in ages)
        assert recent[pair][1] == pytest.approx(expected)
    active = {"organiser", "partner"}
    weights: dict[tuple[str, str], float] = {}
    for activity, party, role in parts(told):
        mine = 1.0 if role in active else 0.5
        weights[activity, party] = max(mine, weights.get((activity, party), 0))
    by_role = derived(read_network(store, weight="role"))
    for pair, activities in linked.items():
        one, other = pair
        expected = sum(weights[name, one] * weights[name, other] for name in activities)
        assert by_role[pair][1] == pytest.approx(expected)


@pytest.mark.parametrize("seed", SEEDS)
def test_filters_leave_what_loops_leave(seed: int) -> None:
    told = programme(seed)
    store = store_of(told)
    themes = {name: own_or_whole(told, name, "themes") for name in told["activities"]}
    goals = {name: own_or_whole(told, name, "goals") for name in told["activities"]}
    of = ("organisation",)
    on_health = parts(told, keep=lambda name: bool(themes[name] & {"health", "hospitals"}))
    assert counts(read_network(store, themes=["health"])) == sizes(pairs_of(on_health, told, of))
    on_wards = parts(told, keep=lambda name: "hospitals" in themes[name])
    assert counts(read_network(store, themes=["Hospitals"])) == sizes(pairs_of(on_wards, told, of))
    for_goal = parts(told, keep=lambda name: "voices" in goals[name])
    assert counts(read_network(store, goals=["voices"])) == sizes(pairs_of(for_goal, told, of))
    deep = parts(told, level=3)
    net = read_network(store, level="involve")
    assert counts(net) == sizes(pairs_of(deep, told, of))
    assert not net.links["stated"].any()


# The year in which each of ``programmes.WHENS`` surely has a day, found by hand.
SURELY = {
    "2022": {"2022", "2022-03", "2022-11-05", "2022/2023"},
    "2023": {"2023", "2023-02-01", "2022/2023", "2023-06/.."},
}


@pytest.mark.parametrize("seed", SEEDS)
def test_a_period_keeps_what_surely_lies_in_it(seed: int) -> None:
    told = programme(seed)
    store = store_of(told)
    cut = {part.period: part.network for part in slices(store, period="2022/2023")}
    assert list(cut) == ["2022", "2023"]
    for year, surely in SURELY.items():
        kept = parts(told, keep=lambda name: told["activities"][name]["when"] in surely)  # noqa: B023
        expected = sizes(pairs_of(kept, told, ("organisation",)))
        assert counts(read_network(store, period=year)) == counts(cut[year]) == expected
    assert {len(net) for net in cut.values()} == {len(read_network(store))}


@pytest.mark.parametrize("seed", SEEDS)
def test_leaving_activities_out_is_as_if_they_had_not_been_recorded(seed: int) -> None:
    told = programme(seed)
    for of in (("organisation",), ("organisation", "audience")):
        net = read_network(store_of(told), of=of, weight="newman")
        assert net.incidence is not None
        names = [slug(iri) for iri in net.incidence.activities["iri"]]
        keep = np.random.default_rng(seed).random(len(names)) < 0.7
        fewer = parts_of(net).kept(keep)
        kept = {name for name, there in zip(names, keep, strict=True) if there}
        expected = read_network(
            store_of({**told, "participations": {
                slug: part for slug, part in told["participations"].items()
                if part["activity"] in kept
            }}), of=of, weight="newman",
        )  # fmt: skip
        assert np.allclose(fewer.matrix.toarray(), expected.matrix.toarray())
        everything = parts_of(net).kept(np.ones(len(names), dtype=bool))
        assert np.allclose(everything.matrix.toarray(), net.matrix.toarray())


@pytest.mark.parametrize("seed", SEEDS)
def test_stated_links_are_told_apart(seed: int) -> None:
    told = programme(seed)
    net = read_network(store_of(told), links="stated")
    public = {name for name, body in told["organisations"].items() if not body["private"]}
    expected = {
        (frozenset((link["from"], link["to"])), "works with")
        for link in told["relations"].values()
        if not link["private"] and link["from"] != link["to"]
    } | {
        (frozenset((name, body["member_of"])), "member of")
        for name, body in told["organisations"].items()
        if body["member_of"]
    }
    slugs = [slug(iri) for iri in net.points["iri"]]
    found = {
        (frozenset((slugs[one], slugs[other])), said)
        for one, other, said in net.links.select("source", "target", "type").iter_rows()
    }
    assert found == {(pair, said) for pair, said in expected if pair <= public}
    directed = read_network(store_of(told), links="stated", directed=True)
    ways = {
        (slugs[one], slugs[other])
        for one, other in directed.links.select("source", "target").iter_rows()
    }
    assert directed.directed
    assert ways == {
        (link["from"], link["to"])
        for link in told["relations"].values()
        if not link["private"] and {link["from"], link["to"]} <= public
        and link["from"] != link["to"]
    } | {
        (name, body["member_of"])
        for name, body in told["organisations"].items()
        if body["member_of"] and {name, body["member_of"]} <= public
    }  # fmt: skip
    assert net.links["stated"].all()
    assert net.incidence is None
    assert len(activities_of(net, [(0, 1)])[0]) == 0


def test_the_last_meeting_is_the_last_by_date() -> None:
    told = {
        "organisations": {"one": {}, "two": {}},
        "activities": {
            "later": {"type": "event", "status": "held", "when": "2023-05"},
            "sooner": {"type": "event", "status": "held", "when": "2022"},
            "whenever": {"type": "event", "status": "held"},
        },
        "participations": {
            f"{act}-{body}": {"activity": act, "party": body, "role": "attendee",
                              "outcome": "attended"}
            for act in ("later", "sooner", "whenever") for body in ("one", "two")
        },
    }  # fmt: skip
    net = read_network(store_of(told))
    ((one, other, activity, day),) = last_shared(net).iter_rows()
    assert net.incidence is not None
    assert (one, other, net.incidence.activities["name"][activity]) == (0, 1, "later")
    assert date.fromordinal(day) == date(2023, 5, 31)
    (shared,) = activities_of(net, [(1, 0)])
    assert shared["name"].to_list() == ["sooner", "later", "whenever"]


def test_what_cannot_be_asked_is_refused_in_one_sentence() -> None:
    store = store_of(programme(1))
    for error, asked, said in (
        (ParameterError, {"of": ["activity"]}, "cannot be made"),
        (ParameterError, {"of": ["organisation", "organisation"]}, "cannot be made"),
        (ParameterError, {"of": ["people"]}, "nothing that a network links"),
        (ParameterError, {"weight": "heavy"}, "no choice of weight"),
        (ParameterError, {"directed": True}, "Only stated links have a direction"),
        (UegraphError, {"theme": "health"}, "cannot be asked"),
        (UnknownNameError, {"themes": ["helth"]}, "Did you mean health"),
        (UnknownNameError, {"level": "deep"}, "level"),
        (ParameterError, {"of": "organisation"}, r"takes a list of names: of=\['organisation'\]"),
        (ParameterError, {"themes": "health"}, r"takes a list of names: themes=\['health'\]"),
        (ParameterError, {"period": 2023}, "takes a text: period='2023'"),
        (ParameterError, {"as_of": "2023-01-01"}, "'as_of' takes a day"),
    ):
        with pytest.raises(error, match=said):
            read_network(store, **asked)


def test_one_source_networks_say_so() -> None:
    told = programme(2)
    told = {
        **told,
        "sources": {"report": {}},
        "passages": {"p1": {"source": "report", "section": "One", "paragraph": 1}},
        "participations": {
            slug: {**part, "evidence": "p1"} for slug, part in told["participations"].items()
        },
    }
    net = read_network(store_of(told))
    assert net.one_source
    assert net.sources == ("report",)
    assert any("one source, report" in remark for remark in net.remarks)
    assert not read_network(store_of(told), links="stated").sources
    relations = {slug: {**link, "evidence": "p1"} for slug, link in told["relations"].items()}
    stated = read_network(store_of({**programme(2), **{
        key: told[key] for key in ("sources", "passages")
    }, "relations": relations}))  # fmt: skip
    assert stated.sources == ("report",)
    mixed = {
        **told,
        "sources": {"report": {}, "register": {}},
        "passages": {
            name: {"source": source, "section": "One", "paragraph": 1}
            for name, source in (("p1", "report"), ("p2", "register"))
        },
        "relations": {slug: {**link, "evidence": "p2"} for slug, link in relations.items()},
    }
    both = read_network(store_of(mixed))
    assert both.sources == ("register", "report")
    assert any("done together rests on one source, report" in said for said in both.remarks)
    assert not read_network(store_of(programme(2))).sources


def test_what_a_source_told_of_as_going_on_lasted_until_then() -> None:
    told = {
        "organisations": {"one": {}, "two": {}},
        "activities": {
            "forum": {"type": "event", "status": "held", "when": "2021-06/..", "evidence": "p1"},
        },
        "participations": {
            f"forum-{body}": {"activity": "forum", "party": body, "role": "attendee",
                              "outcome": "attended"}
            for body in ("one", "two")
        },
        "sources": {"report": {"when": "2023-04-26"}},
        "passages": {"p1": {"source": "report", "section": "One", "paragraph": 1}},
    }  # fmt: skip
    store = store_of(told)
    linked = {
        year: read_network(store, period=year).pairs for year in ("2020", "2021", "2022", "2023")
    }
    assert linked == {"2020": 0, "2021": 1, "2022": 1, "2023": 1}
    later = read_network(store, period="2024")
    assert later.pairs == 0
    assert any("1 activity may lie in 2024 too" in remark for remark in later.remarks)


def test_a_permission_that_one_source_withdraws_is_withdrawn() -> None:
    told = {"organisations": {"one": {"permission": ["given", "withdrawn"]}, "two": {}}}
    assert read_network(store_of(told)).points["permission"].to_list() == ["withdrawn", None]


def test_an_answer_says_what_alone_counts() -> None:
    store = store_of(programme(1))
    remarks = read_network(
        store, themes=["HEALTH"], goals=["voices"], period="2022", level="involve"
    ).remarks
    for said in (
        "Only activities on health count.",
        "Only activities for voices count.",
        "Only what surely took place in 2022 counts.",
        "Only parts at the level “involve” or deeper count.",
    ):
        assert said.casefold() in map(str.casefold, remarks)
    assert not any(remark.startswith("Only") for remark in read_network(store).remarks)
