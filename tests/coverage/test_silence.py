"""What statements about silence speak of: one small example for each sentence about them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.coverage.oracle import Answer
from tests.coverage.pairs import CARERS, DENIAL, EARLY, FULL, LATE, asked, only, programme, states

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
    made = programme(completeness=told, scopes=asked(**settings) | other, activities={})
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
