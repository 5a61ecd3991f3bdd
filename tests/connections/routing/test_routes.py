"""Routes through a made-up neighbourhood, and through random ones found again by networkx."""

from __future__ import annotations

import random
from datetime import date
from typing import TYPE_CHECKING, Any

import networkx as nx
import pytest
from tests.coverage.programme import store_of
from tests.network.programmes import pairs_of, parts, programme

from uegraph.connections.routing.routes import Routes, routes, unreached
from uegraph.errors import UnknownNameError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


def met(name: str, when: str | None, *parties: str, organiser: str = "") -> dict[str, Any]:
    """An activity and who took part in it."""
    roles = {party: "organiser" if party == organiser else "attendee" for party in parties}
    return {
        "activities": {name: {"type": "event", "status": "held", "when": when}},
        "participations": {
            f"{name}-{party}": {
                "activity": name, "party": party, "role": role, "level": "involve",
                "direction": "two-way", "outcome": "took-part",
            }
            for party, role in roles.items()
        },
    }  # fmt: skip


def told(*pieces: Mapping[str, Any]) -> dict[str, Any]:
    """Pieces of a programme as one."""
    whole: dict[str, Any] = {}
    for piece in pieces:
        for table, rows in piece.items():
            whole[table] = {**whole.get(table, {}), **rows}
    return whole


PEOPLE: dict[str, Any] = {
    "organisations": {
        "team": {},
        "trust": {},
        "club": {"permission": "given"},
        "shy": {"permission": "withdrawn"},
        "secret": {"private": True},
        "lone": {},
        "union": {},
    },
    "audiences": {
        "people": {"represented_by": "union"},
        "deaf": {"broader": "people", "represented_by": ["club", "shy", "secret"]},
        "signers": {"broader": "deaf"},
        "boats": {},
        "unheard": {},
        "quiet": {"represented_by": "shy"},
        "far": {"represented_by": "lone"},
    },
    "unnamed": {"crews": {"belongs_to": "boats"}},
}
MEETINGS = (
    met("start", "2020", "team", organiser="team"),
    met("fair", "2021", "team", "trust"),
    met("walk", "2022-05", "trust", "club"),
    met("tea", "2023-04-01", "team", "shy", "secret"),
    met("moot", "2020-02", "team", "union"),
    met("regatta", "2023", "trust", "crews"),
)


@pytest.fixture(scope="module")
def store() -> Iterator[Any]:
    with store_of(told(PEOPLE, *MEETINGS)) as opened:
        yield opened


def ways(found: Routes) -> list[tuple[str, ...]]:
    return [row.through for row in found.rows if row.steps is not None]


def everything(found: Routes) -> str:
    return " ".join([found.headline, *found.remarks, *map(str, found.rows)])


def test_a_route_leads_through_who_knows_both_and_says_why(store: Any) -> None:
    found = routes(store, "deaf")
    assert ways(found) == [("team", "trust", "club"), ("team", "union")]
    best = found.rows[0]
    assert (best.steps, best.weakest, best.undated) == (3, "2021", 1)
    assert best.sentence == (
        "team and trust both took part in “fair” (2021). trust and club both took part in “walk” "
        "(May 2022). It is stated that club represents deaf (nobody says when)."
    )
    assert [(leg.stated, leg.derived) for leg in best.legs] == [
        (False, True), (False, True), (True, False),
    ]  # fmt: skip
    assert [ground.said for leg in best.legs for ground in leg.grounds] == [
        "fair", "walk", "represented by",
    ]  # fmt: skip
    assert best.permission == "club gave permission to be called on; of trust nobody says."
    assert found.headline.startswith("2 routes lead from our teams to deaf; the best has 3 steps.")
    assert "it was engaged only through a body that speaks for it" in found.headline
    wider = found.rows[1]
    assert wider.steps == 1 + 3
    assert wider.sentence.endswith("That is the wider audience people, not deaf alone.")


def test_a_withdrawn_permission_is_respected_and_nobody_private_is_there(store: Any) -> None:
    for found in (routes(store, "deaf"), routes(store, "quiet"), unreached(store)):
        assert "shy" not in everything(found)
        assert "secret" not in everything(found)
        assert "1 body asked not to be called on" in everything(found)
    assert routes(store, "quiet").rows[0].sentence == (
        "All who could open the door asked not to be called on, and are not named."
    )
    asked = routes(store, "shy")
    assert asked.rows[0].steps is None
    assert asked.headline.startswith("shy asked not to be called on, so no route")


def test_a_permission_that_one_source_withdraws_is_withdrawn() -> None:
    disputed = {"organisations": {"club": {"permission": ["given", "withdrawn"]}}}
    with store_of(told(PEOPLE, *MEETINGS, disputed)) as opened:
        assert ways(routes(opened, "deaf")) == [("team", "union")]


def test_we_may_start_from_a_team_whatever_it_said(store: Any) -> None:
    found = routes(store, "quiet", start=["shy"])
    assert ways(found) == [("shy",)]
    assert "shy is in contact already" in found.headline


def test_a_part_counts_one_step_more_and_a_wider_audience_two(store: Any) -> None:
    narrow = routes(store, "people", top=5)
    assert [(row.through, row.steps) for row in narrow.rows] == [
        (("team", "union"), 2), (("team", "trust", "club"), 4),
    ]  # fmt: skip
    assert narrow.rows[1].sentence.endswith("That is the narrower audience deaf, a part of people.")
    assert [row.steps for row in routes(store, "signers", steps=9).rows] == [4, 5]
    assert ways(routes(store, "signers", steps=3)) == []


def test_that_a_wider_audience_was_engaged_is_no_way_to_a_part_of_it() -> None:
    held = met("rally", "2023", "team", "people", organiser="team")
    with store_of(told(PEOPLE, *MEETINGS, held)) as opened:
        assert ways(routes(opened, "people"))[0] == ("team",)
        assert ways(routes(opened, "signers", top=9, steps=9)) == [
            ("team", "union"),
            ("team", "trust", "club"),
        ]


def test_a_party_without_a_name_is_a_door_and_never_a_bridge(store: Any) -> None:
    found = routes(store, "boats")
    assert [(row.through, row.steps) for row in found.rows] == [
        (("team", "trust", "crews (not named)"), 4)
    ]
    bridge = met("ferry", "2023", "crews", "lone")
    with store_of(told(PEOPLE, *MEETINGS, bridge)) as opened:
        assert ways(routes(opened, "far", steps=9)) == []


def test_no_recorded_route_is_an_answer_with_the_nearest_end(store: Any) -> None:
    alone = routes(store, "unheard").rows[0]
    assert alone.steps is None
    assert "first find out who speaks for it" in alone.sentence
    far = routes(store, "far").rows[0]
    assert far.sentence.startswith(
        "The nearest known end is this. It is stated that lone represents far"
    )
    assert far.sentence.endswith("leads there from our teams in up to 4 steps.")
    body = routes(store, "lone")
    assert "No contact of it with anybody is recorded" in body.headline
    ours = routes(store, "team", start=["trust", "team"])
    assert ours.headline.startswith("team is named as one of ours, so no introduction is needed.")
    assert "no team to start from" in routes(store, "team").headline
    with store_of({"organisations": {"a": {}}}) as nobody:
        assert (
            unreached(nobody).headline == "The graph holds no audience, so there is none to reach."
        )
    with store_of({"organisations": {"a": {}, "b": {}}}) as nobody:
        assert "no team to start from" in routes(nobody, "a").headline


def test_a_body_can_be_reached_too_by_its_acronym_or_name(store: Any) -> None:
    assert ways(routes(store, " Club ")) == [("team", "trust")]
    with pytest.raises(UnknownNameError, match=r"'clob'\. Did you mean club"):
        routes(store, "clob")
    with pytest.raises(UnknownNameError, match="No organisation is called 'deaf'"):
        routes(store, "club", start=["deaf"])
    with pytest.raises(UnknownNameError, match="called 'secret'"):
        routes(store, "secret")


def test_what_is_already_engaged_is_said() -> None:
    engaged = met("tour", "2023-01", "team", "deaf", organiser="team")
    with store_of(told(PEOPLE, *MEETINGS, engaged)) as opened:
        found = routes(opened, "deaf")
        assert "it has been engaged already" in found.headline
        assert found.rows[0].sentence == (
            "team ran “tour” (January 2023), in which deaf took part."
        )
        assert "deaf" not in [row.to for row in unreached(opened).rows]


def test_the_more_recent_weakest_step_comes_first_and_an_exact_date_before_a_vague_one() -> None:
    both = {
        "organisations": {"team": {}, "old": {}, "new": {}, "vague": {}},
        "audiences": {"deaf": {"represented_by": ["old", "new", "vague"]}},
    }
    with store_of(told(
        both,
        met("start", "2019", "team", organiser="team"),
        met("one", "2021", "team", "old"), met("two", "2022", "team", "new"),
        met("three", "[2018..2024]", "team", "vague"),
    )) as opened:  # fmt: skip
        found = routes(opened, "deaf")
    assert [row.through[1] for row in found.rows] == ["new", "old", "vague"]


def test_a_statement_of_no_contact_is_no_step() -> None:
    informs = {
        "relations": {"r": {"from": "team", "to": "lone", "relation_type": "informs"}},
    }
    works = {
        "relations": {"r": {"from": "lone", "to": "team", "relation_type": "works-with"}},
    }
    with store_of(told(PEOPLE, *MEETINGS, informs)) as opened:
        assert ways(routes(opened, "far")) == []
    with store_of(told(PEOPLE, *MEETINGS, works)) as opened:
        [row] = routes(opened, "far").rows
        assert row.sentence.startswith("It is stated that lone works with team (nobody says when).")


def test_what_is_judged_is_not_said_to_be_stated(monkeypatch: pytest.MonkeyPatch) -> None:
    both = {
        "relations": {
            "r": {"from": "lone", "to": "team", "relation_type": "works-with"},
            "s": {"from": "lone", "to": "team", "relation_type": "funds"},
        }
    }
    monkeypatch.setattr(
        "uegraph.connections.routing.steps.plain_type", lambda said: (said, said == "funds")
    )
    with store_of(told(PEOPLE, *MEETINGS, both)) as opened:
        [row] = routes(opened, "far").rows
    assert row.sentence.startswith(
        "It is stated that lone works with team (nobody says when). Those who keep the record "
        "judge that lone funds team (nobody says when)."
    )


def test_the_best_route_to_each_gap_is_the_one_that_is_found_alone(store: Any) -> None:
    found = unreached(store, steps=9)
    assert [row.rank for row in found.rows] == list(range(1, len(found.rows) + 1))
    engaged_in_part = {"boats"}
    assert {row.to for row in found.rows} == set(PEOPLE["audiences"]) - engaged_in_part
    for row in found.rows:
        alone = routes(store, row.to_id, steps=9, top=1).rows[0]
        assert (row.through, row.sentence, row.state) == (
            alone.through, alone.sentence, alone.state,
        )  # fmt: skip
    far = [row.steps is None for row in found.rows]
    assert far == sorted(far)


def test_the_day_of_reference_ends_what_goes_on() -> None:
    with store_of(told(
        PEOPLE, met("start", "2020", "team", organiser="team"),
        met("forum", "2019/..", "team", "club"),
    )) as opened:  # fmt: skip
        found = routes(opened, "deaf", as_of=date(2024, 1, 1))
    assert found.rows[0].sentence.startswith(
        "team and club both took part in “forum” (since 2019)."
    )


@pytest.mark.parametrize("seed", range(25))
def test_steps_of_random_neighbourhoods_are_those_of_networkx(seed: int) -> None:
    case = dict(programme(seed))
    draw = random.Random(seed)
    case["organisations"] = {
        slug: {**body, "permission": draw.choice([None, None, "given", "withdrawn"])}
        for slug, body in case["organisations"].items()
    }
    expected = by_networkx(case)
    with store_of(case) as opened:
        found = {row.to: row for row in unreached(opened, steps=20).rows}
        for audience, row in found.items():
            assert row.steps == expected[audience]
            assert not withdrawn(case) & {*row.through}


def withdrawn(case: Mapping[str, Any]) -> set[str]:
    bodies = case["organisations"]
    return {slug for slug in bodies if bodies[slug]["permission"] == "withdrawn"}


def by_networkx(case: Mapping[str, Any]) -> dict[str, int | None]:
    """The fewest steps from any organiser to each audience, over a graph of plain loops."""
    taken = list(parts(case))
    bodies = {slug for slug, body in case["organisations"].items() if not body["private"]}
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(bodies)
    for one, other in pairs_of(taken, case, ("organisation",)):
        graph.add_edge(one, other)
    graph.add_edges_from(
        (slug, body["member_of"]) for slug, body in case["organisations"].items()
        if body["member_of"] in bodies and slug in bodies
    )  # fmt: skip
    graph.add_edges_from(
        (link["from"], link["to"]) for link in case["relations"].values() if not link["private"]
    )
    open_ones = bodies - withdrawn(case)
    graph = graph.subgraph(open_ones)
    starts = {party for _, party, role in taken if role == "organiser" and party in open_ones}
    far = nx.multi_source_dijkstra_path_length(graph, starts) if starts else {}
    doors = [sorted(pair) for pair in pairs_of(taken, case, ("organisation", "audience"))]
    doors += [[a["represented_by"], slug] for slug, a in case["audiences"].items()
              if a["represented_by"]]  # fmt: skip
    return {
        audience: min(
            (int(far[body]) + 1 for body, end in doors if end == audience and body in far),
            default=None,
        )
        for audience in case["audiences"]
    }
