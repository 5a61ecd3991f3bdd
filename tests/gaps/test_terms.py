"""Terms over cells of several kinds: each looks at the members that it is about."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pytest
from tests.coverage.programme import Programme, iri, store_of

from uegraph.gaps import WEIGHTS, GapRow, Ranking, gaps

MADE: Programme = {
    "organisations": {"office": {}},
    "audiences": {
        "deaf": {"characteristic": "disability", "population": 1_000},
        "farmers": {},
        "everybody": {"population": 100_000_000},
        "citizens": {"broader": ["everybody"]},
    },
    "places": {"moon": {}, "crater": {"broader": ["moon"]}},
    "themes": {"housing": {}, "rents": {"broader": ["housing"]}, "tax": {}},
    "activities": {
        "panel": {"type": "webinar", "status": "held", "when": "2023", "themes": ["rents"]}
    },
    "assessments": {
        "one": {"assessed": "deaf", "power": 5, "topic": "housing"},
        "two": {"assessed": "deaf", "interest": 1, "topic": "rents"},
        "three": {"assessed": "farmers", "power": 2},
        "late": {"assessed": "farmers", "power": 4, "when": "2025"},
        "theirs": {"assessed": "office", "power": 3, "interest": 4},
    },
    "sources": {"report": {"issued": "2024-04-26"}},
}


def ranked(*of: str, made: Programme = MADE, **asked: Any) -> Ranking:
    [found] = gaps(store_of(made), of=of, as_of=date(2024, 4, 30), **asked)
    return found


def named(gap: GapRow) -> str:
    return " + ".join(member.label for member in gap.row.members)


def term(found: Ranking, name: str) -> dict[str, tuple[float, str, bool]]:
    """What a term makes of each gap, by the names of its members."""
    return {
        named(gap): (one.value, one.note, one.known)
        for gap in found.rows
        for one in gap.terms
        if one.name == name
    }


def test_priority_is_on_the_theme_of_the_cell() -> None:
    found = term(ranked("audience", "theme"), "priority")
    # On housing, and on rents, which is narrower: 5 and 1; on rents alone 1; on tax nothing.
    assert found["deaf + housing"] == (0.5, "mean of 2 scores: 3.0 of 5, from 1 to 5", True)
    assert found["deaf + rents"] == (0.0, "1 score: 1.0 of 5", True)
    assert found["deaf + tax"] == (0.0, "not assessed", False)
    # On no topic in particular, so on each; and once after the day of reference.
    assert found["farmers + tax"] == (0.25, "1 score: 2.0 of 5", True)


def test_priority_without_a_theme_in_the_cell_is_on_those_of_the_scope() -> None:
    assert term(ranked("audience"), "priority")["deaf"][1].startswith("mean of 2 scores")
    found = term(ranked("audience", themes=["rents"]), "priority")
    assert found["deaf"] == (0.0, "1 score: 1.0 of 5", True)
    assert found["farmers"] == (0.25, "1 score: 2.0 of 5", True)
    assert term(ranked("organisation"), "priority")["office"] == (
        *(0.625, "mean of 2 scores: 3.5 of 5, from 3 to 4", True),
    )


def test_the_population_of_a_cell_is_at_most_that_of_its_audience() -> None:
    single = term(ranked("audience"), "population")
    assert single["deaf"] == (0.375, "1,000", True)
    assert single["everybody"] == (1.0, "100,000,000", True)
    assert single["farmers"] == (0.0, "not known", False)
    pairs = term(ranked("audience", "place"), "population")
    assert pairs["deaf + crater"] == (0.375, "at most 1,000", True)


def test_the_duty_is_owed_to_audiences_and_characteristics() -> None:
    pairs = term(ranked("audience", "theme"), "equality_duty")
    assert pairs["deaf + tax"] == (1.0, "disability", True)
    assert pairs["farmers + tax"] == (0.0, "no protected characteristic recorded", True)
    assert term(ranked("characteristic"), "equality_duty")["disability"] == (
        *(1.0, "disability", True),
    )


def test_a_cell_is_narrow_when_none_of_its_people_can_be_taken_apart() -> None:
    found = term(ranked("audience", "place", targets=["moon", "crater"]), "narrowness")
    assert found["deaf + crater"] == (1.0, "nothing narrower", True)
    assert found["deaf + moon"] == (0.0, "1 narrower on record", True)
    assert found["everybody + moon"] == (0.0, "2 narrower on record", True)


@pytest.mark.parametrize("kind", ["organisation", "theme"])
def test_what_is_not_asked_of_a_kind_is_no_unknown(kind: str) -> None:
    found = ranked(kind)
    assert len(found.rows) > 0
    for name in ("population", "equality_duty", "narrowness"):
        for value, note, known in term(found, name).values():
            assert (value, known) == (0.0, True)
            assert note.startswith("asked of audiences")


def test_periods_make_cells_too() -> None:
    found = ranked("audience", "theme", "year", period="2022/2023")
    assert len(found.rows) == 4 * 3 * 2
    labels = {named(gap) for gap in found.rows}
    assert "deaf + tax + 2022" in labels


def test_a_cells_score_is_that_of_its_terms_and_its_rank_that_of_its_score() -> None:
    part = {"role": "attendee", "level": "inform", "direction": "outward", "outcome": "attended"}
    made = {**MADE, "participations": {"a": {**part, "activity": "panel", "party": "citizens"}}}
    found = ranked("audience", "theme", made=made)
    frame = found.frame
    points = np.array([[term.points for term in gap.terms] for gap in found.rows])
    assert frame["score"].to_list() == pytest.approx(points.sum(axis=1).tolist())
    assert frame.select(f"points_{name}" for name in WEIGHTS).to_numpy().tolist() == points.tolist()
    assert frame["rank"].to_list() == [
        1 + sum(other.score > gap.score for other in found.rows) for gap in found.rows
    ]
    assert frame["rank"].is_sorted()
    assert frame["audience"].to_list() == [gap.row.members[0].iri for gap in found.rows]
    assert frame["theme_name"].to_list() == [gap.row.members[1].label for gap in found.rows]
    [shallow] = [gap for gap in found.rows if named(gap) == "citizens + rents"]
    assert (shallow.row.state, shallow.row.members[0].iri) == ("shallow", iri(made, "citizens"))
    assert shallow.next_step == (
        "Deepen it: follow 'panel' (2023) with something at the level 'consult' or above that asks "
        "as well as tells."
    )
