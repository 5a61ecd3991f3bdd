"""The ranked list: its arithmetic, its order and how it bears a change of weights."""

from __future__ import annotations

import pytest
from hypothesis import given
from tests.coverage.programme import Programme, iri, store_of
from tests.coverage.test_oracle import SLOW, programmes

from uegraph.coverage import coverage
from uegraph.errors import UnknownNameError
from uegraph.gaps import WEIGHTS, GapRow, Ranking, Weighting, gaps

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


def test_an_unknown_term_is_refused() -> None:
    with pytest.raises(UnknownNameError, match="equality_duty"):
        ranking(MADE, colour=1.0)


def test_what_is_not_known_adds_nothing_and_says_so() -> None:
    [farmers, deaf, *_] = ranking().rows
    unknown = {term.name: term.note for term in farmers.terms if not term.known}
    assert unknown == {"time_since": "no engagement with a known end", "population": "not known"}
    assert all(term.value == 0 for gap in (farmers, deaf) for term in gap.terms if not term.known)
    # Had both applied in full, farmers had 10 and 5 points more; deaf people 15 and 10.
    assert (farmers.score, farmers.most) == (54.25, 69.25)
    assert (deaf.score, deaf.most) == (40.5, 65.5)


def test_severity_and_limits_are_settings_too() -> None:
    settings = Weighting().changed(
        severity={"no-evidence": 1.0},
        limits={"people": 10_000, "months": 24, "levels": 1},
        stability={"draws": 20, "spread": 0.0},
    )
    made = {**MADE, "scopes": {"asked": {**MADE["scopes"]["asked"], "out_of_scope": []}}}
    [found] = gaps(store_of(made), scope="asked", weights=settings)
    assert found.settings == settings
    seen = {gap.row.label: points(gap) for gap in found.rows}
    assert seen["deaf"]["state"] == 40.0
    assert seen["deaf"]["population"] == 5.0
    assert seen["students"]["time_since"] == 10.0
    assert seen["readers"]["level_shortfall"] == seen["students"]["level_shortfall"] == 5.0
    assert {gap.fragile for gap in found.rows} == {False}


def test_no_score_is_nothing_however_small_a_group_is() -> None:
    nobody = {**MADE["audiences"]["deaf"], "population": 0}
    made = {**MADE, "audiences": {**MADE["audiences"], "deaf": nobody}}
    found = {gap.row.label: gap for gap in ranking(made).rows}
    assert points(found["deaf"]) == {"state": 20.0, "equality_duty": 15.0, "narrowness": 3.0}
    [term] = [term for term in found["deaf"].terms if term.name == "population"]
    assert (term.note, term.known) == ("0", True)


def test_scores_that_differ_say_between_which_ends() -> None:
    [farmers] = [gap for gap in ranking().rows if gap.row.label == "farmers"]
    [term] = [term for term in farmers.terms if term.name == "priority"]
    assert term.note == "mean of 2 scores: 4.0 of 5, from 3 to 5"


def test_a_private_assessment_does_not_show_in_the_terms() -> None:
    hidden = {"one": {"assessed": "farmers", "power": 5, "topic": "health", "private": True}}
    [farmers] = [
        gap for gap in ranking({**MADE, "assessments": hidden}).rows if gap.row.label == "farmers"
    ]
    [term] = [term for term in farmers.terms if term.name == "priority"]
    assert (term.value, term.note, term.known) == (0.0, "not assessed", False)


def test_rows_are_a_sequence() -> None:
    rows = ranking().rows
    labels = [gap.row.label for gap in rows]
    assert len(rows) == len(labels) == 4
    assert [gap.row.label for gap in rows[1:3]] == labels[1:3]
    assert rows[-1].row.label == labels[-1]
    with pytest.raises(IndexError):
        rows[4]


def test_the_frame_holds_what_the_rows_hold() -> None:
    found = ranking()
    lines = found.frame.to_dicts()
    assert len(lines) == len(found.rows)
    for line, gap in zip(lines, found.rows, strict=True):
        figures = ("rank", "shared", "score", "most",
                   "median_rank", "best_rank", "worst_rank", "top_share",
                   "fragile")  # fmt: skip
        assert {name: line[name] for name in figures} == {n: getattr(gap, n) for n in figures}
        assert (line["audience"], line["audience_name"], line["state"]) == (
            *(gap.row.target, gap.row.label, gap.row.state),
        )
        assert {t.name: line[f"points_{t.name}"] for t in gap.terms} == {
            term.name: term.points for term in gap.terms
        }


def test_what_is_private_is_not_in_the_frame() -> None:
    hidden = {**MADE["audiences"]["farmers"], "private": True}
    made = {**MADE, "audiences": {**MADE["audiences"], "farmers": hidden}}
    found = ranking(made)
    assert iri(made, "farmers") not in found.frame["audience"].to_list()
    assert found.frame["audience_name"].to_list() == ["deaf", "readers", "students"]
    assert found.frame["rank"].to_list() == [2, 3, 4]


def test_a_scope_without_gaps_has_an_empty_list() -> None:
    scope = {**MADE["scopes"]["asked"], "targets": ["disabled"], "out_of_scope": ["disabled"]}
    found = ranking({**MADE, "scopes": {"asked": scope}})
    assert (len(found.rows), found.frame.height) == (0, 0)
    assert "audience" in found.frame.columns


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
        assert gap.shared == sum(other.score == gap.score for other in found.rows) - 1
        assert gap.best_rank <= gap.median_rank <= gap.worst_rank
        assert gap.score <= gap.most <= 100
    order = [(gap.rank, gap.row.label, gap.row.target) for gap in found.rows]
    assert order == sorted(order)


def test_the_band_is_that_of_ranking_with_each_of_the_drawn_weights() -> None:
    import numpy as np  # noqa: PLC0415 - only here

    from uegraph.gaps.stability import drawn  # noqa: PLC0415

    settings = Weighting().changed(stability={"draws": 20})
    store = store_of(MADE)
    again = [
        {gap.row.target: gap.rank for gap in found.rows}
        for weights in drawn(np.array(list(WEIGHTS.values())), settings.stability)
        for [found] in [
            gaps(store, scope="asked", weights=dict(zip(WEIGHTS, weights, strict=True)))
        ]
    ]
    [now] = gaps(store, scope="asked", weights=settings)
    for gap in now.rows:
        ranks = sorted(other[gap.row.target] for other in again)
        # Of 20 draws 5 % is the first, 50 % the tenth, 95 % the nineteenth.
        assert (gap.best_rank, gap.median_rank, gap.worst_rank) == (ranks[0], ranks[9], ranks[18])
        assert gap.fragile == (ranks[18] > ranks[0])  # a tenth of four rows is less than a place


def test_a_rank_is_fragile_where_other_weights_turn_it() -> None:
    # Readers lead students by 1.25 of 21 points; farmers lead deaf people by 13.75.
    flags = {gap.row.label: gap.fragile for gap in ranking().rows}
    assert flags == {"farmers": False, "deaf": False, "readers": True, "students": True}


def test_weights_of_nothing_leave_one_shared_rank() -> None:
    rows = ranking(MADE, **dict.fromkeys(WEIGHTS, 0.0)).rows
    assert {(gap.rank, gap.score, gap.fragile) for gap in rows} == {(1, 0.0, False)}
    assert [gap.row.label for gap in rows] == ["deaf", "farmers", "readers", "students"]
