"""The ranked list: its arithmetic, its order and how it bears a change of weights."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from tests.coverage.programme import Programme, store_of
from tests.coverage.test_oracle import SLOW, programmes

from uegraph.coverage import STATES, coverage
from uegraph.errors import UegraphError, UnknownNameError
from uegraph.gaps import SEVERITY, WEIGHTS, GapRow, Ranking, gaps

PART = {"role": "attendee", "level": "consult", "direction": "two-way", "outcome": "attended"}
DENIED = {"reason": "No contact.", "stated_by": "office"}

MADE: Programme = {
    "organisations": {"office": {}, "union": {}},
    "audiences": {
        "deaf": {"broader": ["disabled"], "population": 10000},
        "disabled": {"characteristic": "disability", "represented_by": "union"},
        "farmers": {},
        "readers": {},
        "students": {},
        "teachers": {},
    },
    "themes": {"health": {"broader": []}, "prices": {"broader": []}},
    "activities": {
        "panel": {"type": "webinar", "status": "held", "when": "2022-12-31", "themes": ["health"]},
        "page": {"type": "webinar", "status": "held", "when": "2023", "themes": ["health"]},
    },
    "participations": {
        "a": {**PART, "activity": "panel", "party": "union"},
        "b": {**PART, "activity": "panel", "party": "students"},
        "c": {**PART, "activity": "panel", "party": "teachers", "level": "empower"},
        "d": {**PART, "activity": "page", "party": "readers", "level": "inform",
              "direction": "outward"},
    },
    "non_engagements": {"denial": {**DENIED, "target": "farmers"}},
    "assessments": {
        "one": {"assessed": "farmers", "power": 5, "interest": 3, "topic": "health"},
        "two": {"assessed": "farmers", "power": 1, "topic": "prices"},
        "late": {"assessed": "farmers", "power": 1, "when": "2025"},
    },
    "scopes": {
        "asked": {
            "target_kind": "audience",
            "themes": ["health"],
            "period": "2021/2024-12",
            "required_level": "involve",
            "out_of_scope": ["disabled"],
        }
    },
}  # fmt: skip


def ranking(made: Programme = MADE, **weights: float) -> Ranking:
    [found] = gaps(store_of(made), scope="asked", weights=weights or None)
    return found


def points(gap: GapRow) -> dict[str, float]:
    return {term.name: term.points for term in gap.terms if term.points}


def test_each_term_by_hand() -> None:
    made = {**MADE, "scopes": {"asked": {**MADE["scopes"]["asked"], "out_of_scope": []}}}
    found = {gap.row.label: points(gap) for gap in ranking(made).rows}
    assert found == {
        # 40 * 1; mean of power 5 and interest 3 is 4: 15 * 3/4; nothing narrower
        "farmers": {"state": 40.0, "priority": 11.25, "narrowness": 3.0},
        # 40 * 0.5; protected by its broader audience; log10(10000) / 8 of 5
        "deaf": {"state": 20.0, "equality_duty": 15.0, "population": 2.5, "narrowness": 3.0},
        # 40 * 0.4; through the union; 24 months of 60
        "disabled": {"state": 16.0, "equality_duty": 15.0, "representation_only": 3.0},
        # 40 * 0.3; one level of four; 31 December 2022 to 31 December 2024
        "students": {"state": 12.0, "time_since": 4.0, "level_shortfall": 1.25, "narrowness": 3.0},
        # two levels of four; one-way
        "readers": {"state": 12.0, "level_shortfall": 2.5, "one_way": 4.0, "narrowness": 3.0},
    }
    assert [gap.row.label for gap in ranking(made).rows] == [
        *("farmers", "deaf", "disabled", "readers", "students")
    ]


def test_the_engaged_and_those_out_of_scope_are_not_listed() -> None:
    assert {gap.row.label for gap in ranking().rows} == {"farmers", "deaf", "readers", "students"}


def test_another_weight_changes_the_order_as_the_arithmetic_says() -> None:
    # farmers lead deaf people by 54.25 - 40.5; of each point on the duty only the latter gain.
    lead = 54.25 - 40.5
    just_less = ranking(equality_duty=15 + lead - 0.01)
    just_more = ranking(equality_duty=15 + lead + 0.01)
    level = ranking(equality_duty=15 + lead)
    assert [gap.row.label for gap in just_less.rows][:2] == ["farmers", "deaf"]
    assert [gap.row.label for gap in just_more.rows][:2] == ["deaf", "farmers"]
    assert [gap.rank for gap in level.rows][:3] == [1, 1, 3]
    assert [gap.row.label for gap in level.rows][:2] == ["deaf", "farmers"]


def test_every_state_that_can_be_a_gap_has_its_severity() -> None:
    assert set(SEVERITY) == set(STATES) - {"engaged", "out-of-scope"}
    assert all(0 <= value <= 1 for value in SEVERITY.values())
    assert sum(WEIGHTS.values()) == 100


@pytest.mark.parametrize("weights", [{"colour": 1.0}, {"State": 1.0}])
def test_an_unknown_term_is_refused(weights: dict[str, float]) -> None:
    with pytest.raises(UnknownNameError, match="equality_duty"):
        ranking(MADE, **weights)


@pytest.mark.parametrize("weight", [-1.0, math.inf, math.nan])
def test_a_weight_that_is_no_number_from_0_upwards_is_refused(weight: float) -> None:
    with pytest.raises(UegraphError, match="from 0 upwards"):
        ranking(MADE, state=weight)


def kept(rows: tuple[GapRow, ...]) -> dict[str, int]:
    return {gap.row.target: gap.rank for gap in rows}


@SLOW
@given(programmes())
def test_the_list_follows_from_its_terms(programme: Programme) -> None:
    store = store_of(programme)
    [found] = gaps(store, scope="asked")
    [result] = coverage(store, scope="asked")
    assert found.result == result
    listed = [row.label for row in result.rows if row.state not in ("engaged", "out-of-scope")]
    assert sorted(gap.row.label for gap in found.rows) == sorted(listed)
    for gap in found.rows:
        assert tuple(term.name for term in gap.terms) == tuple(WEIGHTS)
        assert gap.score == pytest.approx(sum(term.points for term in gap.terms), abs=1e-9)
        assert all(
            abs(term.points - term.value * term.weight) <= 0.005 + 1e-9 for term in gap.terms
        )
        assert gap.rank == 1 + sum(other.score > gap.score for other in found.rows)
        assert gap.best_rank <= gap.rank <= gap.worst_rank
    order = [(gap.rank, gap.row.label, gap.row.target) for gap in found.rows]
    assert order == sorted(order)


def test_the_range_of_ranks_is_that_of_ranking_again() -> None:
    again: list[dict[str, int]] = [
        kept(ranking(MADE, **{name: weight * change}).rows)
        for name, weight in WEIGHTS.items()
        for change in (0.5, 1.5)
    ]
    for gap in ranking().rows:
        ranks = [gap.rank, *(other[gap.row.target] for other in again)]
        assert (gap.best_rank, gap.worst_rank) == (min(ranks), max(ranks))
        assert gap.fragile == (max(abs(rank - gap.rank) for rank in ranks) >= 1)  # four rows


def test_a_rank_is_fragile_where_half_a_weight_turns_it() -> None:
    # Readers lead students by 1.25, of which half the weight of one_way takes away 2; farmers
    # lead deaf people by 13.75, of which half the weight of the duty takes away 7.5 at most.
    flags = {gap.row.label: gap.fragile for gap in ranking().rows}
    assert flags == {"farmers": False, "deaf": False, "readers": True, "students": True}


def test_weights_of_nothing_leave_one_shared_rank() -> None:
    rows = ranking(MADE, **dict.fromkeys(WEIGHTS, 0.0)).rows
    assert {(gap.rank, gap.score, gap.fragile) for gap in rows} == {(1, 0.0, False)}
    assert [gap.row.label for gap in rows] == ["deaf", "farmers", "readers", "students"]
