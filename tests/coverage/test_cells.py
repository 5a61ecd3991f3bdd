"""Pairs, triples and kinds of target: one small example for each sentence about them."""

from __future__ import annotations

from typing import Any

import pytest
from tests.coverage.oracle import ORDER, Answer
from tests.coverage.pairs import (
    CARERS,
    DENIAL,
    EARLY,
    FORUM,
    FULL,
    LATE,
    NOTHING,
    PART,
    asked,
    forum,
    only,
    programme,
    states,
)
from tests.coverage.programme import Programme, iri, store_of

from uegraph.coverage import CoverageResult, coverage
from uegraph.errors import UegraphError

STATES_OF_A_PAIR: dict[str, Programme] = {
    "out-of-scope": programme(CARERS, scopes=asked(out_of_scope=["health"])),
    "conflict": programme(CARERS, non_engagements={"denial": DENIAL | {"themes": ["health"]}}),
    "engaged": programme(CARERS),
    "shallow": programme(CARERS | {"direction": "outward"}),
    "stale": programme(CARERS, scopes=asked(stale_after=12)),
    "represented": programme(CARERS | {"party": "charity"}),
    "attempted": programme(CARERS | {"outcome": "declined"}),
    "planned": programme(CARERS, activities=forum(status="planned", when="2026")),
    "known-gap": programme(non_engagements={"denial": DENIAL}),
    "inferred-gap": programme(completeness={"early": EARLY, "late": LATE}),
    "no-evidence": programme(CARERS, activities=forum(themes=["prices"])),
}


def test_every_state_of_a_pair_has_its_example() -> None:
    assert tuple(STATES_OF_A_PAIR) == ORDER


@pytest.mark.parametrize("state", STATES_OF_A_PAIR)
def test_state_of_a_pair(state: str) -> None:
    assert only(STATES_OF_A_PAIR[state]) == Answer(state, True, False, False)


WAYS: dict[str, tuple[Programme, Answer]] = {
    "a narrower audience": (programme(CARERS | {"party": "young-carers"}), PART),
    "unnamed members": (programme(CARERS | {"party": "some-carers"}), PART),
    "a narrower theme": (programme(CARERS, activities=forum(themes=["covid"])), PART),
    "a broader theme": (programme(CARERS, scopes=asked(targets=["carers", "covid"])), NOTHING),
    "both in part": (
        programme(CARERS | {"party": "some-carers"}, activities=forum(themes=["covid"])),
        PART,
    ),
    "the theme of the series": (
        programme(
            CARERS,
            activities={**forum(themes=[], occurrence_of=["series"]), "series": FORUM},
        ),
        Answer("engaged", True, False, False),
    ),
    "another theme than that of the series": (
        programme(
            CARERS,
            activities={**forum(themes=["prices"], occurrence_of=["series"]), "series": FORUM},
        ),
        NOTHING,
    ),
    "a representative, on a narrower theme": (
        programme(CARERS | {"party": "charity"}, activities=forum(themes=["covid"])),
        Answer("represented", True, True, False),
    ),
    "what the representative was before": (
        programme(
            CARERS | {"party": "office"},
            changes={"change": {"before": ["office"], "after": ["charity"]}},
        ),
        Answer("represented", True, False, True),
    ),
    "a newsletter to the representative": (
        programme(CARERS | {"party": "charity", "direction": "outward"}),
        NOTHING,
    ),
    "an invitation to the representative": (
        programme(CARERS | {"party": "charity", "outcome": "invited"}),
        NOTHING,
    ),
    "a body and those for whom it speaks": (
        programme(
            CARERS | {"party": "charity"},
            scopes=asked(target_kind=["audience", "organisation"], targets=["carers", "charity"]),
        ),
        Answer("represented", True, False, False),
    ),
    "one on the theme, another with them": (
        programme(
            CARERS,
            CARERS | {"activity": "panel", "party": "office"},
            activities={**forum(themes=["prices"]), "panel": FORUM},
        ),
        NOTHING,
    ),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_participation_bears_on_a_cell_when_it_bears_on_each_member(way: str) -> None:
    made, answer = WAYS[way]
    assert only(made) == answer


OFFICE = {"target_kind": ["organisation", "theme"], "targets": ["office", "health"]}
RENAMED = {"changes": {"change": {"before": ["office"], "after": ["ministry"]}}}
BODIES = {"organisations": {"office": {}, "team": {"part_of": ["office"]}, "ministry": {},
                            "desk": {"unit_of": ["team"]}, "charity": {}}}  # fmt: skip
UNITS = [
    ("team", "office", None, NOTHING),
    ("team", "office", False, NOTHING),
    ("team", "office", True, PART),
    ("desk", "office", True, PART),
    ("office", "team", True, NOTHING),
    ("office", "ministry", None, Answer("engaged", True, False, True)),
    ("team", "ministry", None, NOTHING),
    ("desk", "ministry", True, Answer("engaged", True, True, True)),
]


@pytest.mark.parametrize(("party", "target", "count", "answer"), UNITS)
def test_units_count_for_their_whole_where_the_scope_says_so(
    party: str, target: str, count: bool | None, answer: Answer
) -> None:
    scopes = asked(**OFFICE | {"targets": [target, "health"], "count_units": count})
    assert only(programme(CARERS | {"party": party}, scopes=scopes, **RENAMED, **BODIES)) == answer


ONE = {"broader": [], "characteristic": ["disability"]}
CHARACTERISTICS: dict[str, tuple[dict[str, Any], str, Answer]] = {
    "the only audience that has it": ({"carers": ONE}, "disability", FULL),
    "one of two": ({"carers": ONE, "patients": ONE}, "disability", PART),
    "the broadest of two": (
        {"carers": ONE, "young-carers": ONE | {"broader": ["carers"]}},
        "disability",
        FULL,
    ),
    "the narrower of two": (
        {"carers": ONE | {"broader": ["everybody"]}, "everybody": ONE},
        "disability",
        PART,
    ),
    "a broader one at a height": (
        {
            "carers": ONE | {"broader": ["helpers"]},
            "helpers": {"broader": ["everybody"]},
            "everybody": ONE,
        },
        "disability",
        PART,
    ),
    "a part of those who have it": (
        {"carers": {"broader": ["everybody"]}, "everybody": ONE},
        "disability",
        PART,
    ),
    "a broader audience without it": (
        {"carers": {}, "young-carers": ONE | {"broader": ["carers"]}},
        "disability",
        NOTHING,
    ),
    "a narrower characteristic": ({"carers": ONE}, "protected", PART),
    "a broader characteristic": ({"carers": {"characteristic": ["protected"]}}, "age", NOTHING),
    "two characteristics": ({"carers": {"characteristic": ["age", "disability"]}}, "age", PART),
}


@pytest.mark.parametrize("which", CHARACTERISTICS)
def test_a_characteristic_is_engaged_by_those_who_have_it(which: str) -> None:
    audiences, target, answer = CHARACTERISTICS[which]
    scopes = asked(target_kind=["characteristic"], targets=[f"characteristic/{target}"])
    assert only(programme(CARERS, audiences=audiences, scopes=scopes)) == answer


def test_a_characteristic_is_represented_as_its_audience_is() -> None:
    audiences = {"carers": ONE | {"represented_by": "charity"}}
    scopes = asked(target_kind=["characteristic"], targets=["characteristic/disability"])
    made = programme(CARERS | {"party": "charity"}, audiences=audiences, scopes=scopes)
    assert only(made) == Answer("represented", True, False, False)


def test_all_characteristics_are_those_without_a_narrower_one() -> None:
    made = programme(CARERS, scopes=asked(target_kind=["characteristic"], targets=[]))
    found = states(made)
    assert len(found) == 19  # nine of the Equality Act 2010, ten wider groups
    assert ("protected",) not in found
    stated = {"carers": {"characteristic": ["protected"]}}
    assert ("protected",) in states({**made, "audiences": stated})


SURE, MAYBE = Answer("engaged", True, False, False), Answer("engaged", False, False, False)
QUARTERS: list[tuple[str | None, dict[str, Answer]]] = [
    ("2022-05-31", {"2022-Q2": SURE}),
    ("2022-03/2022-04", {"2022-Q1": SURE, "2022-Q2": SURE}),
    ("[2022-03..2022-04]", {"2022-Q1": MAYBE, "2022-Q2": MAYBE}),
    ("2022-22", {"2022-Q2": MAYBE, "2022-Q3": MAYBE}),  # summer
    ("2021-12", {}),
    ("../2022-02", {"2022-Q1": MAYBE}),
    (None, dict.fromkeys(["2022-Q1", "2022-Q2", "2022-Q3", "2022-Q4"], MAYBE)),
    ("2022-11", {"2022-Q4": SURE}),
    ("2022-12-15", {}),
]


@pytest.mark.parametrize(("when", "quarters"), QUARTERS)
def test_a_quarter_is_engaged_by_what_touches_it(
    when: str | None, quarters: dict[str, Answer]
) -> None:
    scopes = asked(
        target_kind=["audience", "quarter"], targets=["carers"], period="2022-01/2022-11"
    )
    found = states(programme(CARERS, activities=forum(when=when), scopes=scopes))
    assert {
        quarter: answer for (_, quarter), answer in found.items() if answer != NOTHING
    } == quarters
    assert [quarter for _, quarter in sorted(found)] == ["2022-Q1", "2022-Q2", "2022-Q3", "2022-Q4"]


def test_a_plan_counts_in_its_own_unit_only() -> None:
    scopes = asked(target_kind=["year"], targets=[], period="2021/2023")
    plan = programme(CARERS, activities=forum(status="planned", when="2022"), scopes=scopes)
    planned = {year for (year,), answer in states(plan).items() if answer.state == "planned"}
    assert planned == {"2022"}


def test_months_are_cut_to_the_period() -> None:
    scopes = asked(target_kind=["month"], targets=[], period="2022-03-31/2022-05-01")
    found = states(programme(CARERS, activities=forum(when="2022-03-30"), scopes=scopes))
    assert found == dict.fromkeys([("2022-03",), ("2022-04",), ("2022-05",)], NOTHING)
    last = states(programme(CARERS, activities=forum(when="2022-05-02/2022-06"), scopes=scopes))
    assert set(last.values()) == {NOTHING}


def test_age_is_measured_from_the_day_of_reference_in_every_unit() -> None:
    scopes = asked(target_kind=["year"], targets=[], period="2022/2023", stale_after=11)
    found = states(programme(CARERS, activities=forum(when="2022-05/2023-05"), scopes=scopes))
    assert {year: answer.state for (year,), answer in found.items()} == {
        "2022": "stale",
        "2023": "engaged",
    }


ORGANISED = CARERS | {"party": "office", "role": "organiser"}
ORGANISERS: dict[str, tuple[list[dict[str, Any]], dict[str, Any], Answer]] = {
    "organised by it": ([ORGANISED], {}, FULL),
    "hosted by it": ([ORGANISED | {"role": "host"}], {}, FULL),
    "organised by it with another": ([ORGANISED | {"role": "co-organiser"}], {}, FULL),
    "organised by nobody": ([], {}, NOTHING),
    "organised by another": ([ORGANISED | {"party": "charity"}], {}, NOTHING),
    "supported by it": ([ORGANISED | {"role": "supporter"}], {}, NOTHING),
    "attended by it": ([ORGANISED | {"role": "attendee"}], {}, NOTHING),
    "organised by a unit": ([ORGANISED | {"party": "team"}], {}, NOTHING),
    "by a unit that counts": ([ORGANISED | {"party": "team"}], {"count_units": True}, FULL),
    "one of two": ([ORGANISED], {"organisers": ["office", "charity"]}, FULL),
    "another activity": ([ORGANISED | {"activity": "panel"}], {}, NOTHING),
}


@pytest.mark.parametrize("which", ORGANISERS)
def test_a_scope_may_ask_for_what_some_bodies_organised(which: str) -> None:
    organised, settings, answer = ORGANISERS[which]
    scopes = asked(**{"organisers": ["office"]} | settings)
    activities = {**forum(), "panel": FORUM}
    assert only(programme(CARERS, *organised, activities=activities, scopes=scopes)) == answer


def test_what_an_organiser_was_before_organised_for_it() -> None:
    made = programme(
        CARERS,
        ORGANISED,
        changes={"change": {"before": ["office"], "after": ["charity"]}},
        scopes=asked(organisers=["charity"]),
    )
    assert only(made) == FULL


def ad_hoc(made: Programme, of: list[str], **settings: Any) -> CoverageResult:
    [result] = coverage(store_of(made), of=of, **settings)
    return result


def test_what_is_asked_ad_hoc_is_named_by_no_statement() -> None:
    made = programme(non_engagements={"denial": DENIAL | {"scope": "asked"}})
    [row] = ad_hoc(made, ["audience", "theme"], targets=["carers", "health"]).rows
    assert row.state == "no-evidence"
    assert only(made).state == "known-gap"


def test_all_of_a_kind_are_asked_about_where_none_is_listed() -> None:
    result = ad_hoc(programme(CARERS), ["audience", "theme"], targets=["carers"])
    assert [(row.members[1].iri.rpartition("/")[2], row.state) for row in result.rows] == [
        ("covid", "no-evidence"),
        ("health", "engaged"),
        ("prices", "no-evidence"),
    ]
    assert (result.targets, result.low, result.high) == (3, 1 / 3, 1.0)


def test_a_triple_has_a_member_of_each_kind() -> None:
    made = programme(CARERS, activities=forum(places=["wales"]))
    result = ad_hoc(
        made, ["audience", "theme", "place"], targets=["carers", "health", "wales", "scotland"]
    )
    assert sorted(result.kinds) == ["audience", "place", "theme"]
    for row in result.rows:
        assert tuple(member.kind for member in row.members) == result.kinds
    found = {frozenset(member.iri for member in row.members): row.state for row in result.rows}
    assert found == {
        frozenset(iri(made, slug) for slug in ("carers", "health", place)): state
        for place, state in (("wales", "engaged"), ("scotland", "no-evidence"))
    }


@pytest.mark.parametrize(
    ("of", "settings"),
    [
        (["year"], {}),
        (["audience", "month"], {"period": "2021/.."}),
        (["audience", "month"], {"period": "0001/9999"}),
        (["year", "audience", "theme", "place"], {"period": "2021"}),
        (["audience", "audience"], {}),
        (["goal"], {}),
        (["year", "month"], {"period": "2021"}),
        (["audience"], {"scope": "asked"}),
    ],
)
def test_what_cannot_be_asked_is_refused(of: list[str], settings: dict[str, Any]) -> None:
    with pytest.raises(UegraphError):
        ad_hoc(programme(CARERS), of, **settings)
