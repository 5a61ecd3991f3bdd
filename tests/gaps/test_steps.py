"""What to do next: a sentence for every state, from the evidence alone, naming nothing private."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import Any, cast

import pytest
from hypothesis import given
from tests.coverage.programme import Programme, store_of
from tests.coverage.test_oracle import SLOW, programmes

from uegraph.gaps import GapRow, gaps, next_step
from uegraph.gaps.settings import SEVERITY
from uegraph.gaps.steps import _STEPS

PART = {"role": "attendee", "level": "consult", "direction": "two-way", "outcome": "attended"}

MADE: Programme = {
    "organisations": {"office": {}, "union": {}},
    "audiences": {
        "all": {},
        "farmers": {"broader": ["all"]},
        "deaf": {"represented_by": "union"},
        "students": {},
    },
    "activities": {
        "panel": {"type": "webinar", "status": "held", "when": "2022-12-31"},
        "plan": {"type": "webinar", "status": "planned", "when": "2024"},
    },
    "scopes": {"asked": {"target_kind": "audience", "period": "2021/2024-12"}},
}


def step(label: str, part: dict[str, Any] | None = None, **more: Any) -> str:
    """The next step for an audience that took part in the panel, or not, in a scope."""
    made = {**MADE, **{key: value for key, value in more.items() if key != "scope"}}
    if part is not None:
        told = {"activity": "panel", "party": label, **PART} | part
        made["participations"] = {"a": told}
    made["scopes"] = {"asked": {**MADE["scopes"]["asked"], **more.get("scope", {})}}
    return found(made, label).next_step


def found(made: Programme, label: str) -> GapRow:
    [ranking] = gaps(store_of(made), scope="asked")
    [gap] = [gap for gap in ranking.rows if gap.row.label == label]
    assert next_step(ranking.result, gap.row) == gap.next_step
    return gap


def test_no_evidence() -> None:
    assert step("farmers") == (
        "Ask who has met 'farmers', and have it recorded; if nobody has, have somebody state that "
        "the record is complete."
    )


def test_inferred_gap() -> None:
    claim = {"period": "2021/2024-12", "when": "2025-01", "stated_by": "office"}
    assert step("farmers", completeness={"claim": claim}) == (
        "Approach 'farmers'; office vouches that nobody has yet."
    )


DENIED = {"denial": {"target": "farmers", "reason": "No budget.", "stated_by": "office"}}


def test_known_gap() -> None:
    assert step("farmers", non_engagements=DENIED) == (
        "Approach 'farmers', and settle first what is said to have stood in the way: No budget."
    )


def test_conflict() -> None:
    assert step("farmers", {}, non_engagements=DENIED) == (
        "Ask office and those who recorded 'panel' (31 December 2022) which is right, and have "
        "the other corrected."
    )


def test_attempted() -> None:
    assert step("farmers", {"outcome": "no-reply"}) == (
        "Try another way than 'panel' (31 December 2022), where the outcome was 'no reply': "
        "another time, place, form or go-between; and ask why."
    )


def test_planned() -> None:
    assert step("farmers", {"activity": "plan", "outcome": "planned"}) == (
        "Hold what is planned, 'plan' (2024), and record who took part."
    )


def test_a_plan_whose_day_has_passed_is_looked_into() -> None:
    activities = {"plan": {**MADE["activities"]["plan"], "when": "2024-11"}}
    part = {"activity": "plan", "outcome": "planned"}
    assert step("farmers", part, activities=activities) == (
        "Find out whether 'plan' (November 2024) was held; if so, record who took part."
    )
    ahead = {"plan": {**MADE["activities"]["plan"], "when": "2025-01"}}
    assert step("farmers", part, activities=ahead).startswith("Hold what is planned")


def test_nobody_is_approached_in_a_quarter_that_is_over() -> None:
    claim = {"period": "2024", "when": "2025-01", "stated_by": "office"}
    scope = {"target_kind": ["audience", "quarter"], "period": "2024/2024-09"}
    made = {**MADE, "scopes": {"asked": scope}, "completeness": {"claim": claim}}
    [ranking] = gaps(store_of(made), scope="asked")
    steps = {gap.row.label: gap.next_step for gap in ranking.rows}
    assert steps["farmers × 2024-Q3"] == (
        "Approach 'farmers'; office vouches that nobody has yet. 2024-Q3 is over, so this will "
        "count for a later one."
    )
    [ranking] = gaps(store_of(made), scope="asked", as_of=date(2024, 8, 1))
    steps = {gap.row.label: gap.next_step for gap in ranking.rows}
    assert "is over" in steps["farmers × 2024-Q2"]
    assert "is over" not in steps["farmers × 2024-Q3"]


def test_represented() -> None:
    assert step("deaf", {"party": "union"}) == (
        "Approach 'deaf' directly; 'union' may open the door."
    )


def test_stale() -> None:
    assert step("farmers", {}, scope={"stale_after": 6}) == (
        "Renew the contact with 'farmers'; the latest was 'panel' (31 December 2022), 24 months "
        "ago."
    )


def test_how_long_ago_it_was_at_least() -> None:
    panel = {"panel": {**MADE["activities"]["panel"], "when": "../2022"}}
    said = step("farmers", {}, scope={"stale_after": 6}, activities=panel)
    assert said.startswith(
        "Renew the contact with 'farmers'; the latest was 'panel' (some time up to 2022), at "
        "least 24 months ago."
    )


@pytest.mark.parametrize(
    ("part", "scope", "said"),
    [
        ({}, {"required_level": "involve"}, "something at the level 'involve' or above."),
        ({"direction": "outward"}, {}, "something that asks as well as tells."),
        (
            {"level": "inform", "direction": "outward"},
            {},
            "something at the level 'consult' or above that asks as well as tells.",
        ),
        ({"direction": "inward"}, {"two_way": True}, "something that goes both ways."),
        (
            {"level": "inform", "direction": "inward"},
            {"two_way": True},
            "something at the level 'consult' or above that goes both ways.",
        ),
    ],
)
def test_shallow(part: dict[str, Any], scope: dict[str, Any], said: str) -> None:
    whole = f"Deepen it: follow 'panel' (31 December 2022) with {said}"
    assert step("farmers", part, scope=scope) == whole


@pytest.mark.parametrize(
    ("part", "what"),
    [
        ({"level": None}, "level"),
        ({"direction": None}, "direction"),
        ({"level": None, "direction": None}, "level and direction"),
    ],
)
def test_what_may_have_been_enough_is_to_be_found_out(part: dict[str, Any], what: str) -> None:
    assert step("farmers", part, scope={"two_way": True}) == (
        f"Find out and record the {what} of 'panel' (31 December 2022); it may have been enough."
    )


def test_a_level_that_is_not_recorded_does_not_hide_that_it_was_one_way() -> None:
    assert step("farmers", {"level": None, "direction": "outward"}) == (
        "Deepen it: follow 'panel' (31 December 2022) with something that asks as well as tells."
    )


def test_a_part_and_an_inexact_date_are_said_beside() -> None:
    activities = {"panel": {**MADE["activities"]["panel"], "when": "2020/2022"}}
    said = step(
        "all", {"party": "farmers", "level": "inform"}, activities=activities,
        scope={"period": "2022-06/2024"},
    )  # fmt: skip
    assert said.endswith(
        "Go beyond the part of it that this concerns, 'farmers'. Find out the date, which leaves "
        "the state open."
    )


def test_what_is_private_is_not_named() -> None:
    hidden = {"office": {}, "union": {"private": True}}
    assert step("deaf", {"party": "union"}, organisations=hidden) == (
        "Approach 'deaf' directly; a body that represents it may open the door."
    )
    panel = {"panel": {**MADE["activities"]["panel"], "private": True}}
    assert step("farmers", {"outcome": "no-reply"}, activities=panel) == (
        "Try another way than an engagement that is marked private: another time, place, form or "
        "go-between; and ask why."
    )


@pytest.mark.parametrize(
    ("members", "said"),
    [
        ([("audience", "Deaf people"), ("theme", "Housing")], "'Deaf people' on 'Housing'"),
        ([("theme", "Housing"), ("audience", "Farmers")], "'Farmers' on 'Housing'"),
        (
            [("audience", "Farmers"), ("place", "Wales"), ("year", "2023")],
            "'Farmers' in 'Wales' in 2023",
        ),
        ([("theme", "Housing"), ("quarter", "2023-Q1")], "anybody on 'Housing' in 2023-Q1"),
        ([("place", "Wales")], "anybody in 'Wales'"),
    ],
)
def test_a_cell_is_named_by_its_members(members: list[tuple[str, str]], said: str) -> None:
    gap = found(MADE, "farmers")
    named = [SimpleNamespace(kind=kind, label=label, iri=label) for kind, label in members]
    [ranking] = gaps(store_of(MADE), scope="asked")
    row = SimpleNamespace(
        members=named, state="no-evidence", evidence=(), chain=(), partial=False, certain=True
    )
    assert gap.row.state == "no-evidence"
    assert next_step(ranking.result, cast("Any", row)).startswith(f"Ask who has met {said}, and")


def test_a_statement_without_a_reason_is_no_reason() -> None:
    [ranking] = gaps(store_of({**MADE, "non_engagements": DENIED}), scope="asked")
    [gap] = [gap for gap in ranking.rows if gap.row.state == "known-gap"]
    bare = replace(gap.row, statements=(replace(gap.row.statements[0], reason=" "),))
    assert next_step(ranking.result, bare) == "Approach 'farmers'."


def test_every_gap_has_a_step() -> None:
    assert set(_STEPS) == set(SEVERITY)


@SLOW
@given(programmes())
def test_every_step_is_a_sentence(programme: Programme) -> None:
    [ranking] = gaps(store_of(programme), scope="asked")
    for gap in ranking.rows:
        assert gap.next_step[0].isupper()
        assert gap.next_step.endswith(".")
        assert ".." not in gap.next_step.replace("../", "").replace("/..", "")
