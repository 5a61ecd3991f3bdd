"""One case by hand for each state, with the sentence that gives its reason."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.coverage.programme import Programme, store_of

from uegraph.coverage import STATES, CoverageRow, coverage
from uegraph.coverage.model import Passage

HELD = {"type": "webinar", "status": "held", "when": "2023-05"}
ENGAGED = {
    "activity": "forum",
    "party": "carers",
    "role": "attendee",
    "level": "consult",
    "direction": "two-way",
    "outcome": "attended",
}
DENIAL = {"target": "carers", "reason": "No contact was found.", "stated_by": "office"}
WHOLE = {"scope": "asked", "period": "2021/2024", "stated_by": "office"}


def programme(
    parts: list[dict[str, Any]] | None = None, *, forum: dict[str, Any] | None = None, **more: Any
) -> Programme:
    """Carers, who may be engaged at a forum, in a scope from 2021 to 2024."""
    scope = {"target_kind": "audience", "targets": ["carers"], "period": "2021/2024"}
    made = {
        "audiences": {"carers": {}, "people": {}, "young-carers": {"broader": ["carers"]}},
        "organisations": {"office": {}, "union": {}},
        "activities": {"forum": {**HELD, **(forum or {})}},
        "participations": {f"part{n}": part for n, part in enumerate(parts or [])},
        **more,
    }
    made["scopes"] = {"asked": {**scope, **more.get("scopes", {}).get("asked", {})}}
    return made


def row(made: Programme, *, as_of: date | None = None, target: str = "carers") -> CoverageRow:
    [result] = coverage(store_of(made), scope="asked", as_of=as_of, targets=[target])
    [found] = result.rows
    return found


def asked(**settings: Any) -> dict[str, Any]:
    return {"asked": settings}


CASES: dict[str, tuple[Programme, str]] = {
    "out-of-scope": (
        programme([ENGAGED], scopes=asked(out_of_scope=["carers"])),
        "Left out of this scope on purpose.",
    ),
    "conflict": (
        programme([ENGAGED], non_engagements={"denial": DENIAL}),
        ("office states that it was not engaged (No contact was found), yet an engagement is "
        "recorded, 'forum' (May 2023)."),
    ),
    "engaged": (
        programme([ENGAGED]),
        "Engaged at the level 'consult', two-way, in 'forum' (May 2023).",
    ),
    "shallow": (
        programme([{**ENGAGED, "level": "inform", "direction": "outward"}]),
        ("Reached, but not as this scope requires (below the level 'consult', one-way only), in "
        "'forum' (May 2023)."),
    ),
    "stale": (
        programme([ENGAGED], scopes=asked(stale_after=12)),
        "Last engaged more than 12 months before 31 December 2024, in 'forum' (May 2023).",
    ),
    "represented": (
        programme(
            [{**ENGAGED, "party": "union"}], audiences={"carers": {"represented_by": "union"}}
        ),
        "Engaged only through 'union', a body that represents it, in 'forum' (May 2023).",
    ),
    "attempted": (
        programme([{**ENGAGED, "outcome": "no-reply"}]),
        "Approached for 'forum' (May 2023) with the outcome 'no reply', and nothing more.",
    ),
    "planned": (
        programme([{**ENGAGED, "outcome": "planned"}], forum={"status": "planned", "when": "2026"}),
        "Only planned so far: 'forum' (2026).",
    ),
    "known-gap": (
        programme(non_engagements={"denial": DENIAL}),
        "office states that it was not engaged: No contact was found.",
    ),
    "inferred-gap": (
        programme(completeness={"whole": WHOLE}),
        "No engagement is recorded, and office states that the record is complete.",
    ),
    "no-evidence": (
        programme(),
        ("No engagement is recorded, and nobody states that the record is complete: this is "
        "neither a yes nor a no."),
    ),
}  # fmt: skip


def test_every_state_has_its_case() -> None:
    assert tuple(CASES) == STATES


@pytest.mark.parametrize("state", CASES)
def test_state_and_reason(state: str) -> None:
    made, reason = CASES[state]
    found = row(made)
    assert (found.state, found.reason) == (state, reason)
    assert found.certain


def test_an_organiser_is_not_thereby_engaged() -> None:
    found = row(programme([{**ENGAGED, "role": "organiser"}]))
    assert found.state == "no-evidence"
    assert found.remarks == (
        "It is recorded in 1 activity as organiser, which is not being engaged.",
    )


def test_what_the_scope_does_not_count_is_remarked_on() -> None:
    found = row(programme([ENGAGED], forum={"when": "2019"}))
    assert found.state == "no-evidence"
    [remark] = found.remarks
    assert remark.startswith("It is recorded in 1 activity that this scope does not count")


@pytest.mark.parametrize("level", ["inform", "involve", "empower"])
def test_one_way_never_counts_as_engaged(level: str) -> None:
    part = {**ENGAGED, "level": level, "direction": "outward"}
    found = row(programme([part], scopes=asked(required_level="inform")))
    assert found.state == "shallow"
    assert found.one_way


def test_inform_needs_a_direction_that_listens() -> None:
    def state(direction: str | None) -> str:
        part = {**ENGAGED, "level": "inform", "direction": direction}
        return row(programme([part], scopes=asked(required_level="inform"))).state

    directions = (None, "outward", "inward", "two-way")
    assert [state(way) for way in directions] == ["shallow", "shallow", "engaged", "engaged"]


@pytest.mark.parametrize(
    ("when", "state"),
    [("2023-12-30", "stale"), ("2023-12-31", "engaged"), ("2023-12", "engaged")],
)
def test_on_the_limit_it_is_not_stale(when: str, state: str) -> None:
    made = programme([ENGAGED], forum={"when": when}, scopes=asked(stale_after=12))
    assert row(made).state == state
    assert row(made).certain is (when != "2023-12")


def test_what_is_shallow_is_so_at_any_age() -> None:
    part = {**ENGAGED, "direction": "outward"}
    found = row(programme([part], forum={"when": "2023-12"}, scopes=asked(stale_after=12)))
    assert (found.state, found.certain) == ("shallow", True)


def test_who_was_represented_was_so_at_any_age() -> None:
    audiences = {"carers": {"represented_by": "union"}}
    part = {**ENGAGED, "party": "union"}
    made = programme(
        [part], forum={"when": "2023-12"}, scopes=asked(stale_after=12), audiences=audiences
    )
    assert (row(made).state, row(made).certain) == ("represented", True)
    newsletter = programme([{**part, "direction": "outward"}], audiences=audiences)
    assert row(newsletter).state == "no-evidence"


@pytest.mark.parametrize(("day", "state"), [(14, "planned"), (15, "engaged")])
def test_on_the_day_of_reference_it_is_not_future(day: int, state: str) -> None:
    made = programme([ENGAGED], forum={"when": "2022-06-15"})
    assert row(made, as_of=date(2022, 6, day)).state == state


@pytest.mark.parametrize(
    ("when", "state"),
    [
        ("2020-12-31", "no-evidence"),
        ("2021-01-01", "engaged"),
        ("2024-12-31", "engaged"),
        ("2025-01-01", "planned"),
    ],
)
def test_the_period_holds_its_first_and_last_day(when: str, state: str) -> None:
    found = row(programme([ENGAGED], forum={"when": when}))
    assert (found.state, found.certain) == (state, True)


def test_without_a_level_nobody_can_tell() -> None:
    found = row(programme([{**ENGAGED, "level": None}]))
    assert found.state == "shallow"
    assert "level not recorded" in found.reason
    assert found.level_short is None


@pytest.mark.parametrize(
    ("direction", "why"), [("inward", "not two-way"), (None, "direction not recorded")]
)
def test_two_way_may_be_required(direction: str | None, why: str) -> None:
    made = programme([{**ENGAGED, "direction": direction}], scopes=asked(two_way=True))
    assert why in row(made).reason


@pytest.mark.parametrize(
    ("when", "state", "said"),
    [
        (None, "engaged", "undated"),
        ("../2023", "engaged", "may lie outside the period"),
        ("2019", "no-evidence", ""),
        ("2020/2021", "engaged", ""),
        ("[2021-02..2024-04-26]", "engaged", ""),
        ("[2020..2022]", "engaged", "may lie outside the period"),
        ("2020/..", "engaged", "may lie outside the period"),
        ("2021-05", "engaged", ""),
    ],
)
def test_an_inexact_date_is_said(when: str | None, state: str, said: str) -> None:
    found = row(programme([ENGAGED], forum={"when": when}))
    assert found.state == state
    assert found.certain is not bool(said)
    assert said in found.reason


def test_what_a_source_says_goes_on_lasted_to_its_publication() -> None:
    made = programme(
        [ENGAGED],
        forum={"when": "2019/..", "evidence": ["para"]},
        passages={"para": {"source": "report", "section": "Forum", "paragraph": 3}},
        sources={"report": {"issued": "2022-04-26"}},
    )
    assert row(made).certain
    assert row(made).evidence[0].passages == ()  # the source is the activity's, not the part's


def test_a_narrower_audience_is_evidence_in_part() -> None:
    made = programme([{**ENGAGED, "party": "young-carers"}])
    found = row(made)
    assert (found.state, found.partial) == ("engaged", True)
    assert found.chain == ("carers", "young-carers", "forum")
    assert "only a part of it, 'young-carers'" in found.reason


def test_a_broader_audience_is_no_evidence() -> None:
    made = programme([ENGAGED], scopes=asked(targets=["young-carers"]))
    assert row(made, target="young-carers").state == "no-evidence"


def test_unnamed_members_are_evidence_in_part() -> None:
    made = programme(
        [{**ENGAGED, "party": "some-carers"}], unnamed={"some-carers": {"belongs_to": "carers"}}
    )
    assert (row(made).state, row(made).partial) == ("engaged", True)


def test_a_predecessor_counts_as_inherited() -> None:
    made = programme(
        [{**ENGAGED, "party": "union"}],
        changes={"change": {"before": ["union"], "after": ["office"]}},
        scopes=asked(target_kind="organisation", targets=["office", "union"]),
    )
    found = row(made, target="office")
    assert (found.state, found.inherited) == ("engaged", True)
    assert "this was 'union', before it became what it is now" in found.reason
    assert not row(made, target="union").inherited


def test_a_part_of_a_body_is_only_remarked_on() -> None:
    made = programme(
        [{**ENGAGED, "party": "union"}],
        organisations={"office": {}, "union": {"unit_of": ["office"]}},
        scopes=asked(target_kind="organisation", targets=["office"]),
    )
    found = row(made, target="office")
    assert found.state == "no-evidence"
    assert found.remarks == (
        "Its part 'union' was engaged, in 'forum' (May 2023); that does not count for the whole.",
    )


@pytest.mark.parametrize("where", ["activity", "party"])
def test_places_count_upwards_only(where: str) -> None:
    made = programme(
        [ENGAGED],
        audiences={"carers": {"places": ["swansea"]} if where == "party" else {}},
        places={"swansea": {"broader": ["wales"]}},
        forum={"places": ["swansea"]} if where == "activity" else {},
        scopes=asked(target_kind="place", targets=["swansea", "wales", "uk", "england"]),
    )
    [result] = coverage(store_of(made), scope="asked")
    assert {found.label: (found.state, found.partial) for found in result.rows} == {
        "England": ("no-evidence", False),
        "United Kingdom": ("engaged", True),
        "Wales": ("engaged", True),
        "swansea": ("engaged", False),
    }


def test_all_places_are_those_inside_another() -> None:
    made = programme(scopes=asked(target_kind="place", targets=[]))
    [result] = coverage(store_of(made), scope="asked")
    labels = {found.label for found in result.rows}
    assert len(labels) == 13  # ONS Names and Codes: four countries, nine regions of England
    assert "United Kingdom" not in labels


def test_themes_and_types_of_the_whole_count_for_its_parts() -> None:
    made = programme(
        [ENGAGED],
        themes={"health": {"broader": []}, "covid": {"broader": ["health"]}},
        activities={
            "forum": {**HELD, "within": ["season"]},
            "season": {**HELD, "themes": ["covid"]},
        },
        scopes=asked(themes=["health"], types=["event"]),
    )
    assert row(made).state == "engaged"
    other = {**made, "scopes": {"asked": {**made["scopes"]["asked"], "themes": ["covid"]}}}
    assert row(other).state == "engaged"
    wider = {**made["activities"], "season": {**HELD, "themes": ["health"]}}
    assert row({**other, "activities": wider}).state == "no-evidence"


def test_a_denial_of_another_time_is_no_conflict_but_is_remarked_on() -> None:
    denial = {**DENIAL, "period": "2021"}
    found = row(programme([ENGAGED], non_engagements={"denial": denial}))
    assert found.state == "engaged"
    assert found.remarks == ("office states that it was not engaged.",)
    assert [stated.kind for stated in found.statements] == ["non-engagement"]


@pytest.mark.parametrize(
    ("period", "state"),
    [
        ("2019/2020", "no-evidence"),
        ("2019/2021-01-01", "known-gap"),
        ("2024-12-31/2026", "known-gap"),
        ("2025", "no-evidence"),
    ],
)
def test_a_denial_and_a_scope_need_one_day_in_common(period: str, state: str) -> None:
    made = programme(non_engagements={"denial": {**DENIAL, "period": period}})
    assert row(made).state == state


def test_what_one_body_recorded_completely_proves_no_gap() -> None:
    found = row(programme(completeness={"whole": {**WHOLE, "organisers": ["union"]}}))
    assert found.state == "no-evidence"
    assert found.remarks == ("Only the activities of union are all recorded.",)


def test_a_later_engagement_is_only_planned_as_seen_earlier() -> None:
    found = row(programme([ENGAGED]), as_of=date(2022, 6, 30))
    assert found.state == "planned"


def test_receipts_are_shown() -> None:
    made = programme(
        [{**ENGAGED, "evidence": ["para"]}],
        passages={"para": {"source": "report", "section": "Forum", "paragraph": 3}},
        sources={"report": {"issued": "2024-04-26"}},
    )
    [evidence] = row(made).evidence
    assert evidence.passages == (Passage("report", "Forum", 3),)
    assert (evidence.activity_name, evidence.party_name) == ("forum", "carers")
    assert (evidence.role, evidence.level, evidence.status) == ("attendee", "consult", "attended")
    assert evidence.when == "2023-05"


@pytest.mark.parametrize("private", ["part0", "forum", "young-carers"])
def test_no_sentence_names_what_is_private(private: str) -> None:
    made = programme([{**ENGAGED, "party": "young-carers"}])
    for table in ("participations", "activities", "audiences"):
        if private in made[table]:
            made[table][private]["private"] = True
    found = row(made)
    assert found.state == "engaged"
    assert "marked private" in found.reason
    assert "forum" not in found.reason
    assert "young-carers" not in found.reason
    assert found.evidence[0].private


def test_an_organiser_is_told_from_a_body_of_which_nothing_is_known() -> None:
    organised = {**ENGAGED, "party": "office", "role": "organiser", "outcome": "took-part"}
    scopes = asked(target_kind="organisation", targets=["office", "union"])
    made = programme([organised], scopes=scopes)
    assert row(made, target="office").state == "no-evidence"
    assert row(made, target="office").remarks == (
        "It is recorded in 1 activity as organiser, which is not being engaged.",
    )
    assert row(made, target="union").remarks == ()


def test_a_day_between_two_others_in_the_period_is_certain() -> None:
    found = row(programme([ENGAGED], forum={"when": "[2021-02..2024-04-26]"}))
    assert found.certain
    assert "some time between February 2021 and 26 April 2024" in found.reason
    assert not row(programme([ENGAGED], forum={"when": "[2020-02..2024-04-26]"})).certain


@pytest.mark.parametrize(
    ("when", "as_of", "state"),
    [
        ("2024-12-30", None, "no-evidence"),
        ("2024-12-31", None, "inferred-gap"),
        ("2024-12", None, "inferred-gap"),
        ("2025-03", None, "inferred-gap"),
        ("2023-02", date(2023, 2, 28), "inferred-gap"),
        ("2023-02", date(2023, 3, 1), "no-evidence"),
    ],
)
def test_nobody_vouches_for_what_is_still_to_come(
    when: str, as_of: date | None, state: str
) -> None:
    found = row(programme(completeness={"whole": {**WHOLE, "when": when}}), as_of=as_of)
    assert found.state == state
    assert bool(found.remarks) is (state == "no-evidence")


def test_up_to_when_the_record_is_complete_is_remarked_on() -> None:
    made = programme(completeness={"whole": {**WHOLE, "when": "2023-02"}})
    assert row(made).remarks == (
        "office states that the record is complete only up to 28 February 2023.",
    )
    before = programme(completeness={"whole": {**WHOLE, "when": "2020-02"}})
    assert row(before).remarks == ()


def test_a_part_that_was_engaged_does_not_hide_who_represents_the_whole() -> None:
    spoken = {**ENGAGED, "party": "union"}
    made = programme(
        [{**ENGAGED, "party": "young-carers"}, spoken, {**spoken, "activity": "panel"}],
        audiences={
            "carers": {"represented_by": "union"},
            "young-carers": {"broader": ["carers"]},
        },
        activities={"forum": HELD, "panel": {**HELD, "when": "2022"}},
    )
    found = row(made)
    assert (found.state, found.partial) == ("engaged", True)
    assert found.remarks == (
        "Also represented by 'union' in 'forum' (May 2023) and 1 other activity.",
    )
    made["activities"]["panel"]["private"] = True
    assert row(made).remarks == ("Also represented by 'union' in 'forum' (May 2023).",)
