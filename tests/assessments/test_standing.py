"""Where stakeholders stand: which assessments count, who differs, who was not engaged."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.assessments.judged import Given, iri, judged

from uegraph.assessments import ATTRIBUTES, power_interest
from uegraph.coverage import coverage
from uegraph.errors import DateError, ParameterError, UegraphError, UnknownNameError
from uegraph.namespaces import expand, graph_iri

if TYPE_CHECKING:
    from random import Random

    from uegraph.assessments import PowerInterest, Standing


def standing(*given: Given, as_of: date | None = None) -> Standing:
    """The one row of some assessments of one stakeholder on one topic."""
    [row] = power_interest(judged(given), as_of=as_of).rows
    return row


def ranges(row: Standing) -> dict[str, str]:
    found = {name: getattr(row, name) for name in ATTRIBUTES}
    return {name: str(value) for name, value in found.items() if value is not None}


def places(found: PowerInterest) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(row.label, row.topic_name, row.quadrants) for row in found.rows]


def test_a_row_says_who_judged_what_and_when() -> None:
    row = standing(
        Given("council", power=5, interest=4, legitimacy=5, urgency=1, when="2024-01"),
        Given("agency", power=4, interest=5, when="2023-10"),
    )
    assert (row.label, row.kind, row.topic_name) == ("port", "organisation", "plan")
    assert ranges(row) == {
        "power": "4 to 5",
        "interest": "4 to 5",
        "legitimacy": "5",
        "urgency": "1",
    }
    assert (row.quadrants, row.salience) == (("manage closely",), ("dominant",))
    told = {
        judgement.name: [(score.attribute, score.value, score.when) for score in judgement.scores]
        for judgement in row.judgements
    }
    assert told == {
        "agency": [("power", 4, "2023-10"), ("interest", 5, "2023-10")],
        "council": [
            *(("power", 5, "2024-01"), ("interest", 4, "2024-01")),
            *(("legitimacy", 5, "2024-01"), ("urgency", 1, "2024-01")),
        ],
    }
    assert not row.split
    assert row.remarks == ()


def test_assessors_who_differ_are_all_shown_and_nobody_is_averaged() -> None:
    row = standing(Given("council", power=5, interest=5), Given("agency", power=1, interest=5))
    assert ranges(row) == {"power": "1 to 5", "interest": "5"}
    assert row.quadrants == ("manage closely", "keep informed")
    assert row.split
    assert row.remarks[0] == (
        "The assessors differ: agency says keep informed; council says manage closely."
    )


def test_a_score_on_the_cut_is_no_disagreement() -> None:
    row = standing(Given("council", power=3, interest=5), Given("agency", power=5, interest=5))
    assert row.quadrants == ("manage closely", "keep informed")
    assert not row.split
    assert "A score of 3 for power lies on the cut, neither high nor low." in row.remarks


def test_what_nobody_judged_is_not_known_and_not_low() -> None:
    row = standing(Given("council", legitimacy=5))
    assert (row.power, row.interest, row.urgency) == (None, None, None)
    assert len(row.quadrants) == 4
    assert row.prominence == "not known"
    assert not row.unengaged
    assert row.remarks == ("Not assessed, so not known: power, interest and urgency.",)


def test_the_latest_of_each_assessor_counts_for_each_attribute() -> None:
    row = standing(
        Given("council", power=1, interest=1, when="2022"),
        Given("council", power=5, when="2024"),
        Given("agency", power=4, when="2020"),
    )
    assert ranges(row) == {"power": "4 to 5", "interest": "1"}


def test_an_assessment_with_nothing_left_is_counted_as_superseded() -> None:
    given = [Given("council", power=1, when="2022"), Given("council", power=5, when="2024")]
    found = power_interest(judged(given))
    assert (found.counted, found.superseded) == (1, 1)


@pytest.mark.parametrize(
    ("earlier", "later"),
    [("2024", "2024-06"), ("2024-06", "2024"), ("2024-05", None), ("2023/2024", "2024"),
     ("2024-05-01", "2024-05-01"), ("2022/..", "2024"), ("2022", "../2024")],
)  # fmt: skip
def test_where_dates_do_not_say_which_came_last_both_count(
    earlier: str | None, later: str | None
) -> None:
    row = standing(
        Given("council", power=2, interest=2, when=earlier),
        Given("council", power=4, interest=2, when=later),
    )
    assert ranges(row)["power"] == "2 to 4"
    assert any("not known which score is the later" in remark for remark in row.remarks)


def test_an_undated_judgement_counts_and_is_named() -> None:
    row = standing(Given("council", power=4, interest=4, when=None))
    assert row.quadrants == ("manage closely",)
    assert "No date is recorded for a judgement of council." in row.remarks


def test_what_was_made_after_the_day_does_not_count() -> None:
    given = [Given("council", power=2, when="2023"), Given("council", power=5, when="2024-06")]
    store = judged(given)
    then = power_interest(store, as_of=date(2024, 5, 31))
    assert ranges(then.rows[0])["power"] == "2"
    assert (then.counted, then.later) == (1, 1)
    # In the month itself nobody can tell: neither does it count alone, nor is it left out.
    within = power_interest(store, as_of=date(2024, 6, 15))
    assert ranges(within.rows[0])["power"] == "2 to 5"
    assert "may have been made after 15 June 2024." in " ".join(within.rows[0].remarks)
    assert ranges(power_interest(store, as_of=date(2024, 6, 30)).rows[0])["power"] == "5"


def test_each_topic_has_its_own_standing() -> None:
    given = [
        Given("council", on="plan", power=5, interest=5),
        Given("council", on="noise", power=1, interest=1),
        Given("council", on=None, power=5, interest=1),
    ]
    assert places(power_interest(judged(given))) == [
        ("port", "plan", ("manage closely",)),
        ("port", "", ("keep satisfied",)),
        ("port", "noise", ("monitor",)),
    ]


def test_a_topic_asked_for_takes_its_narrower_ones_and_says_what_it_leaves_out() -> None:
    given = [
        Given("council", on="plan", power=5),
        Given("council", on="dredging", power=4),
        Given("council", on="noise", power=1),
        Given("council", on=None, power=1),
    ]
    store = judged(given)
    found = power_interest(store, topic="plan")
    assert [row.topic_name for row in found.rows] == ["dredging", "plan"]
    assert (found.topic, found.topic_name, found.elsewhere) == (iri("plan"), "plan", 2)
    assert [row.topic_name for row in power_interest(store, topic=iri("dredging")).rows] == [
        "dredging"
    ]


def test_an_unknown_topic_is_refused_with_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match="Did you mean dredging"):
        power_interest(judged([Given("council", power=5)]), topic="dreging")


@pytest.mark.parametrize("topic", ["", " ", "organisation/port", "<>", "a b/c"])
def test_no_topic_at_all_is_refused(topic: str) -> None:
    with pytest.raises((UnknownNameError, ParameterError)):
        power_interest(judged([Given("council", power=5)]), topic=topic)


@pytest.mark.parametrize("cut", [0.9, 5.1, float("nan"), float("inf")])
def test_a_cut_outside_the_scale_is_refused(cut: float) -> None:
    store = judged([])
    with pytest.raises(UegraphError, match="from 1 to 5"):
        power_interest(store, cut=cut)
    with pytest.raises(UegraphError, match="from 1 to 5"):
        power_interest(store, salience_cut=cut)


def test_a_date_that_is_none_is_named() -> None:
    with pytest.raises(DateError, match="assessment/a000 has no date"):
        power_interest(judged([Given("council", power=5, when="soon")]))


@pytest.mark.parametrize(
    "private",
    [
        Given("council", of="works", power=5, interest=5, private=True),
        Given("spies", of="works", power=5, interest=5),
        Given("council", of="spies", power=5, interest=5),
    ],
)
def test_what_is_private_is_absent_and_counted(private: Given) -> None:
    found = power_interest(judged([Given("council", power=1, interest=1), private]))
    assert [row.label for row in found.rows] == ["port"]
    assert (found.counted, found.private) == (1, 1)
    assert "spies" not in repr(found)
    [bodies, _] = found.assessed
    assert (bodies.count, bodies.total) == (2, 6)


def test_a_private_topic_is_refused_and_not_named() -> None:
    store = judged([Given("council", on="noise", power=5)])
    hidden = f"<{iri('noise')}> <{expand('ueg:private')}> true"
    store.update(f"INSERT DATA {{ GRAPH <{graph_iri('test')}> {{ {hidden} }} }}")
    assert power_interest(store).rows == ()
    with pytest.raises(UnknownNameError, match="marked private") as refused:
        power_interest(store, topic="noise")
    assert "noise" not in str(refused.value)


def test_the_unassessed_are_counted_on_the_topic_asked_for() -> None:
    given = [Given("council", power=5), Given("council", of="residents", on="noise", power=5)]
    store = judged(given)
    told = [(one.kind, one.count, one.total) for one in power_interest(store).assessed]
    assert told == [("organisation", 1, 6), ("audience", 1, 2)]
    told = [
        (one.kind, one.count, one.total) for one in power_interest(store, topic="plan").assessed
    ]
    assert told == [("organisation", 1, 6), ("audience", 0, 2)]


def test_without_assessments_nobody_is_placed() -> None:
    found = power_interest(judged([]))
    assert (found.rows, found.counted, found.private) == ((), 0, 0)


def test_the_state_is_that_of_the_stakeholder_on_the_topic() -> None:
    given = [
        Given("council", of="port", on="dredging", power=5),
        Given("council", of="port", on="noise", power=5),
        Given("council", of="port", on="plan", power=5),
        Given("council", of="port", on=None, power=5),
        Given("council", of="residents", on="plan", power=5),
        Given("council", of="residents", on="dredging", power=5),
        Given("council", of="others", on="plan", power=5),
    ]
    store = judged(given)
    found = {(row.label, row.topic_name): row.state for row in power_interest(store).rows}
    assert found == {
        ("port", "dredging"): "engaged",
        ("port", "noise"): "no-evidence",
        ("port", "plan"): "engaged",  # dredging is a part of the plan
        ("port", ""): "engaged",
        ("residents", "plan"): "engaged",
        ("residents", "dredging"): "no-evidence",
        ("others", "plan"): None,  # what has no name cannot be a target
    }
    for name in ("dredging", "noise", "plan"):
        [asked] = coverage(store, of=["organisation"], targets=["port"], themes=[name])
        assert asked.rows[0].state == found["port", name]


def test_the_high_and_unengaged_are_listed_and_no_evidence_stays_no_evidence() -> None:
    given = [
        Given("council", of="port", on="dredging", power=5, interest=5),
        Given("council", of="works", power=5, interest=1),
        Given("council", of="press", power=1, interest=1),
        Given("council", of="dockers", power=1, interest=3),
        Given("council", of="agency", legitimacy=5),
        Given("council", of="others", power=5, interest=5),
    ]
    found = power_interest(judged(given))
    told = [(row.label, row.prominence, row.state) for row in found.unengaged]
    assert told == [
        ("works", "high", "no-evidence"),
        ("dockers", "perhaps high", "no-evidence"),
    ]


def test_an_engagement_after_the_day_is_a_plan() -> None:
    row = standing(Given("council", on="dredging", power=5, when="2023"), as_of=date(2024, 1, 1))
    assert row.state == "planned"
    assert row.unengaged


def test_settled_rows_come_first_in_the_order_of_the_grid() -> None:
    given = [
        Given("council", of="press", power=5),
        Given("council", of="port", power=1, interest=1),
        Given("council", of="works", power=5, interest=5),
        Given("council", of="agency", power=1, interest=5),
    ]
    assert [row.label for row in power_interest(judged(given)).rows] == [
        *("works", "agency", "port", "press")
    ]


maybe = st.none() | st.integers(1, 5)
assessments = st.builds(
    Given,
    by=st.sampled_from(["council", "agency", "press"]),
    of=st.sampled_from(["port", "residents"]),
    on=st.sampled_from(["plan", "noise", None]),
    power=maybe,
    interest=maybe,
    legitimacy=maybe,
    urgency=maybe,
    when=st.sampled_from([None, "2022", "2023-06", "2023", "2024-01-01", "2023/2024"]),
)
several = st.lists(assessments, max_size=7)
MANY = settings(max_examples=60, deadline=None)


def figures(found: PowerInterest) -> list[tuple[object, ...]]:
    """All of each row that does not name assessors or assessments."""
    return [
        (row.stakeholder, row.topic, ranges(row), row.quadrants, row.salience, row.split,
         row.prominence, row.state)
        for row in found.rows
    ]  # fmt: skip


@MANY
@given(several, st.randoms())
def test_the_order_of_assessments_makes_no_difference(given: list[Given], chance: Random) -> None:
    again = given[:]
    chance.shuffle(again)
    assert figures(power_interest(judged(again))) == figures(power_interest(judged(given)))


@MANY
@given(several, st.sampled_from(["council", "agency", "press"]))
def test_an_assessor_who_agrees_with_another_changes_nothing(given: list[Given], by: str) -> None:
    agreeing = [replace(one, by="works") for one in given if one.by == by]
    before, after = power_interest(judged(given)), power_interest(judged([*given, *agreeing]))
    assert figures(after) == figures(before)
    assert after.counted == before.counted + len(
        {s.assessment for r in before.rows for j in r.judgements if j.name == by for s in j.scores}
    )


@MANY
@given(several, st.sampled_from([None, date(2023, 6, 15), date(2023, 12, 31)]))
def test_the_ranges_are_those_of_the_rule_written_out(
    given: list[Given], as_of: date | None
) -> None:
    """Of each assessor every score that no later one of its own replaces for certain."""
    found = power_interest(judged(given), as_of=as_of)
    expected: dict[tuple[str, str], dict[str, set[int]]] = {}
    for one in given:
        first = _days(one.when)[0]
        if as_of and first and first > as_of:
            continue
        for name, score in one.scores.items():
            if not any(_replaces(other, one, name, as_of) for other in given):
                home = (iri(one.of), iri(one.on) if one.on else "")
                expected.setdefault(home, {}).setdefault(name, set()).add(score)
    told = {
        (row.stakeholder, row.topic): {
            name: {value.low, value.high}
            for name in ATTRIBUTES
            if (value := getattr(row, name)) is not None
        }
        for row in found.rows
    }
    assert told == {
        home: {name: {min(values), max(values)} for name, values in by.items()}
        for home, by in expected.items()
    }


def _days(when: str | None) -> tuple[date | None, date | None]:
    return {
        None: (None, None),
        "2022": (date(2022, 1, 1), date(2022, 12, 31)),
        "2023-06": (date(2023, 6, 1), date(2023, 6, 30)),
        "2023": (date(2023, 1, 1), date(2023, 12, 31)),
        "2024-01-01": (date(2024, 1, 1), date(2024, 1, 1)),
        "2023/2024": (date(2023, 1, 1), date(2024, 12, 31)),
    }[when]


def _replaces(other: Given, one: Given, name: str, as_of: date | None) -> bool:
    if (other.by, other.of, other.on) != (one.by, one.of, one.on) or name not in other.scores:
        return False
    (first, last), before = _days(other.when), _days(one.when)[1]
    if not first or not last or not before or first <= before:
        return False
    return as_of is None or last <= as_of
