"""Pairs, triples and the new kinds of target: one small example for each sentence about them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.coverage.oracle import ORDER, Answer
from tests.coverage.oracle import decide as by_the_oracle
from tests.coverage.programme import Programme, iri, store_of

from uegraph.coverage import CoverageResult, coverage
from uegraph.errors import UegraphError

CARERS = {
    "activity": "forum",
    "party": "carers",
    "role": "attendee",
    "level": "consult",
    "direction": "two-way",
    "outcome": "attended",
}
FORUM = {"type": "webinar", "status": "held", "when": "2023-05", "themes": ["health"]}
PAIR = {
    "target_kind": ["audience", "theme"],
    "targets": ["carers", "health"],
    "period": "2021/2024",
}
DENIAL = {"target": "carers", "reason": "No contact was found.", "stated_by": "office"}
EARLY = {"period": "2021/2022-06", "stated_by": "office"}
LATE = {"period": "2022-07/2024", "stated_by": "office"}
NOTHING = Answer("no-evidence", True, False, False)


def programme(*parts: dict[str, Any], **tables: Any) -> Programme:
    """A forum on health, which carers and those near to them may have attended."""
    made = {
        "audiences": {
            "carers": {"represented_by": "charity"},
            "young-carers": {"broader": ["carers"]},
        },
        "organisations": {"charity": {}, "office": {}, "team": {"unit_of": ["office"]}},
        "unnamed": {"some-carers": {"belongs_to": ["carers"]}},
        "themes": {"health": {}, "covid": {"broader": ["health"]}, "prices": {}},
        "activities": {"forum": FORUM},
        "participations": {f"part{place}": part for place, part in enumerate(parts)},
        "scopes": {"asked": PAIR},
    }
    return made | tables


def asked(**settings: Any) -> dict[str, Any]:
    return {"asked": PAIR | settings}


def forum(**details: Any) -> dict[str, Any]:
    return {"forum": FORUM | details}


def states(made: Programme, as_of: date | None = None) -> dict[tuple[str, ...], Answer]:
    """The program's answer by the ends of the members' IRIs; the oracle has to agree."""
    [result] = coverage(store_of(made), scope="asked", as_of=as_of)
    found = {
        tuple(member.iri.rpartition("/")[2] for member in row.members): Answer(
            row.state, row.certain, row.partial, row.inherited
        )
        for row in result.rows
    }
    told = by_the_oracle(made, made["scopes"]["asked"], "asked", as_of)
    assert {
        tuple(one.rpartition("/")[2] for one in cell): answer for cell, answer in told.items()
    } == found
    return found


def only(made: Programme, as_of: date | None = None) -> Answer:
    [answer] = states(made, as_of).values()
    return answer


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


PART = Answer("engaged", True, True, False)
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


FULL = Answer("engaged", True, False, False)
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
    "two characteristics": ({"carers": {"characteristic": ["age", "disability"]}}, "age", FULL),
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


HEALTH, PRICES = {"themes": ["health"]}, {"themes": ["prices"]}
CLAIMS: dict[str, tuple[list[dict[str, Any]], dict[str, Any], bool]] = {
    "one for all": ([{"period": "2021/2024"}], {}, True),
    "two that follow on": ([EARLY, LATE], {}, True),
    "a day between them": ([EARLY, LATE | {"period": "2022-07-02/2024"}], {}, False),
    "of the theme": ([EARLY | HEALTH, LATE | HEALTH], {}, True),
    "of a broader theme": (
        [EARLY | HEALTH, LATE],
        {"targets": ["carers", "covid"]},
        True,
    ),
    "of a narrower theme": ([EARLY, LATE | {"themes": ["covid"]}], {}, False),
    "of another theme": ([EARLY, LATE | PRICES], {}, False),
    "of another scope": ([EARLY, LATE | {"scope": "other"}], {}, False),
    "of this scope": ([EARLY, LATE | {"scope": "asked"}], {}, True),
    "of one body": ([EARLY, LATE | {"organisers": ["office"]}], {}, False),
    "of the body that is asked about": (
        [EARLY, LATE | {"organisers": ["office", "charity"]}],
        {"organisers": ["office"]},
        True,
    ),
    "of one of the bodies": (
        [EARLY, LATE | {"organisers": ["office"]}],
        {"organisers": ["office", "charity"]},
        False,
    ),
    "made too early": ([EARLY, LATE | {"when": "2024-12-30"}], {}, False),
    "made on the last day": ([EARLY, LATE | {"when": "2024-12-31"}], {}, True),
    "made early, and taken over": (
        [{"period": "2021/2024", "when": "2022"}, LATE],
        {},
        True,
    ),
    "all themes, by a theme each": (
        [{"period": "2021/2024"} | theme for theme in (HEALTH, PRICES)],
        {"target_kind": ["audience"], "targets": ["carers"], "themes": ["health", "prices"]},
        True,
    ),
    "two themes where all are asked about": (
        [{"period": "2021/2024"} | theme for theme in (HEALTH, PRICES)],
        {"target_kind": ["audience"], "targets": ["carers"]},
        False,
    ),
    "no known start": ([{"period": "2021/2024"}], {"period": "../2024"}, False),
    "no start for either": ([{"period": "../2024"}], {"period": "../2024"}, True),
    "no known end": ([{"period": "2021/2024"}], {"period": "2021/.."}, False),
    "no end for either": ([{"period": "2021/.."}], {"period": "2021/.."}, True),
    "no end, but the day it was made": (
        [{"period": "2021/..", "when": "2031"}],
        {"period": "2021/.."},
        False,
    ),
}  # fmt: skip


@pytest.mark.parametrize("which", CLAIMS)
def test_silence_is_a_gap_where_every_theme_and_day_is_said_to_be_recorded(which: str) -> None:
    claims, settings, gap = CLAIMS[which]
    told = {f"claim{place}": claim | {"stated_by": "office"} for place, claim in enumerate(claims)}
    other = {"other": {"target_kind": ["audience"]}}
    made = programme(completeness=told, scopes=asked(**settings) | other)
    assert only(made).state == ("inferred-gap" if gap else "no-evidence")


def test_nobody_vouches_for_a_quarter_that_is_still_to_come() -> None:
    scopes = asked(target_kind=["audience", "quarter"], targets=["carers"], period="2022")
    made = programme(completeness={"all": {"period": "2022", "stated_by": "office"}}, scopes=scopes)
    found = states(made, date(2022, 6, 30))
    assert [found["carers", f"2022-Q{n}"].state for n in (1, 2, 3, 4)] == (
        ["inferred-gap", "inferred-gap", "no-evidence", "no-evidence"]
    )


DENIALS: dict[str, tuple[dict[str, Any], dict[str, Any], bool]] = {
    "of the audience": ({}, {}, True),
    "of the theme": ({"target": "health"}, {}, True),
    "of the audience on the theme": (HEALTH, {}, True),
    "on a broader theme": (HEALTH, {"targets": ["carers", "covid"]}, True),
    "on a narrower theme": ({"themes": ["covid"]}, {}, False),
    "on another theme": (PRICES, {}, False),
    "of a narrower audience": ({"target": "young-carers"}, {}, False),
    "of another time": ({"period": "2020"}, {}, False),
    "of one day": ({"period": "2019/2021-01-01"}, {}, True),
    "of another scope": ({"scope": "other"}, {}, False),
    "one theme of two": (
        HEALTH,
        {"target_kind": ["audience"], "targets": ["carers"], "themes": ["health", "prices"]},
        False,
    ),
    "one theme of all": (HEALTH, {"target_kind": ["audience"], "targets": ["carers"]}, False),
}


@pytest.mark.parametrize("which", DENIALS)
def test_a_statement_speaks_of_a_cell(which: str) -> None:
    denial, settings, known = DENIALS[which]
    other = {"other": {"target_kind": ["audience"]}}
    made = programme(non_engagements={"denial": DENIAL | denial}, scopes=asked(**settings) | other)
    assert only(made).state == ("known-gap" if known else "no-evidence")


CONFLICTS: dict[str, tuple[dict[str, Any], dict[str, Any], dict[str, Any], Answer]] = {
    "within its time": ({}, {}, {"period": "2023"}, Answer("conflict", True, False, False)),
    "perhaps within its time": ({}, {}, {"period": "2023-05-02/2024"},
                                Answer("conflict", False, False, False)),
    "at another time": ({}, {}, {"period": "2021/2022"}, FULL),
    "old": ({}, {"stale_after": 12}, {}, Answer("conflict", True, False, False)),
    "perhaps old": ({}, {"stale_after": 19}, {}, Answer("conflict", True, False, False)),
    "of a part": ({"party": "some-carers"}, {}, {}, Answer("conflict", True, True, False)),
    "a newsletter": ({"direction": "outward"}, {}, {}, Answer("shallow", True, False, False)),
    "too shallow": ({}, {"required_level": "empower"}, {}, Answer("conflict", True, False, False)),
    "through a representative": ({"party": "charity"}, {}, {},
                                 Answer("represented", True, False, False)),
    "an invitation": ({"outcome": "invited"}, {}, {}, Answer("attempted", True, False, False)),
}  # fmt: skip


@pytest.mark.parametrize("which", CONFLICTS)
def test_who_was_not_engaged_and_was_is_a_conflict(which: str) -> None:
    part, settings, denial, answer = CONFLICTS[which]
    made = programme(
        CARERS | part,
        non_engagements={"denial": DENIAL | denial},
        scopes=asked(**settings),
    )
    assert only(made) == answer


def test_a_statement_speaks_of_the_quarters_of_its_time() -> None:
    scopes = asked(target_kind=["audience", "quarter"], targets=["carers"], period="2022")
    denial = DENIAL | {"period": "2022-03-31/2022-06"}
    found = states(programme(non_engagements={"denial": denial}, scopes=scopes))
    assert [found["carers", f"2022-Q{n}"].state for n in (1, 2, 3, 4)] == (
        ["known-gap", "known-gap", "no-evidence", "no-evidence"]
    )


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
