"""What has to hold whatever a programme looks like."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.coverage.programme import store_of
from tests.coverage.test_oracle import DAYS, SLOW, participation, programmes

from uegraph.coverage import STATES, CoverageRow, coverage
from uegraph.coverage.times import months_before, months_between, times
from uegraph.dates import in_words
from uegraph.errors import DateError, UnknownNameError

if TYPE_CHECKING:
    from tests.coverage.programme import Programme


def rows(programme: Programme, as_of: date | None = None) -> dict[str, CoverageRow]:
    [result] = coverage(store_of(programme), scope="asked", as_of=as_of)
    return {row.label: row for row in result.rows}


@SLOW
@given(programmes(), DAYS, st.data())
def test_one_more_participation_never_makes_a_state_worse(
    programme: Programme, as_of: date | None, data: st.DataObject
) -> None:
    part = data.draw(participation(sorted(programme["activities"])))
    more = {**programme, "participations": {**programme["participations"], "more": part}}
    before, after = rows(programme, as_of), rows(more, as_of)
    assert before.keys() == after.keys()
    for target, row in before.items():
        assert STATES.index(after[target].state) <= STATES.index(row.state)


@SLOW
@given(programmes(), DAYS)
def test_silence_is_no_gap_without_a_statement(programme: Programme, as_of: date | None) -> None:
    found = rows({**programme, "non_engagements": {}, "completeness": {}}, as_of)
    assert {row.state for row in found.values()}.isdisjoint(
        {"conflict", "known-gap", "inferred-gap"}
    )


@SLOW
@given(programmes(), st.data())
def test_a_narrower_audience_never_gains_by_a_broader(
    programme: Programme, data: st.DataObject
) -> None:
    part = data.draw(participation(sorted(programme["activities"])))
    made = {
        **programme,
        "audiences": {
            "everybody": {},
            "young": {"broader": ["everybody"]},
            "students": {"broader": ["young"]},
        },
        "scopes": {**programme["scopes"], "asked": {"target_kind": "audience"}},
    }
    young = {**made["participations"], "more": {**part, "party": "young"}}
    before, after = rows(made), rows({**made, "participations": young})
    assert before["students"] == after["students"]


@SLOW
@given(programmes(), st.integers(0, 99), st.integers(0, 99))
def test_the_order_of_triples_makes_no_difference(
    programme: Programme, one: int, other: int
) -> None:
    first = coverage(store_of(programme, shuffled=one))
    assert first == coverage(store_of(programme, shuffled=other))
    assert [result.name for result in first] == ["asked", "other"]


SIMPLE: dict[str, Any] = {
    "audiences": {"carers": {}, "children": {}},
    "scopes": {"one": {"target_kind": "audience"}, "two": {"target_kind": "organisation"}},
}


def test_without_targets_there_is_no_share() -> None:
    [result] = coverage(store_of(SIMPLE), scope="two")
    assert (result.targets, result.low, result.high) == (0, None, None)


def test_a_shorter_list_does_not_change_the_share() -> None:
    [result] = coverage(store_of(SIMPLE), scope="one", targets=["carers"])
    assert [row.label for row in result.rows] == ["carers"]
    assert (result.targets, result.low, result.high) == (2, 0.0, 1.0)


@pytest.mark.parametrize(
    ("given_names", "said"),
    [
        ({"scope": "onne"}, "Did you mean one"),
        ({"scope": "https://example.org/one"}, "No coverage scope is called"),
        ({"scope": "one", "targets": ["carer"]}, "Did you mean carers"),
    ],
)
def test_an_unknown_name_is_refused(given_names: dict[str, Any], said: str) -> None:
    with pytest.raises(UnknownNameError, match=said):
        coverage(store_of(SIMPLE), **given_names)


def test_a_kind_that_coverage_is_not_decided_for_is_refused() -> None:
    made = {"scopes": {"one": {"target_kind": "theme"}}}
    with pytest.raises(UnknownNameError, match="audience, organisation, place"):
        coverage(store_of(made))


def test_the_day_of_reference() -> None:
    made = {**SIMPLE, "sources": {"a": {"issued": "2021"}, "b": {"issued": "2024-04"}}}
    closed = {"one": {"target_kind": "audience", "period": "2021/2022-06"}}
    assert coverage(store_of(SIMPLE))[0].as_of is None
    assert coverage(store_of(made))[0].as_of == date(2024, 4, 30)
    assert coverage(store_of({**made, "scopes": closed}))[0].as_of == date(2022, 6, 30)
    asked = coverage(store_of({**made, "scopes": closed}), as_of=date(2023, 1, 1))
    assert asked[0].as_of == date(2023, 1, 1)


def test_months_are_counted_as_calendars_do() -> None:
    # pandas: Timestamp("2024-03-31") - DateOffset(months=1) is 29 February.
    assert months_before(date(2024, 3, 31), 1) == date(2024, 2, 29)
    assert months_before(date(2024, 1, 15), 13) == date(2022, 12, 15)
    assert months_before(date(2, 1, 1), 50) == date.min
    assert months_between(date(2022, 12, 15), date(2024, 1, 15)) == 13
    assert months_between(date(2022, 12, 16), date(2024, 1, 15)) == 12
    assert months_between(date(2024, 1, 15), date(2022, 12, 16)) == 0


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2024-04-06", "6 April 2024"),
        ("2024", "2024"),
        ("2022/", "since 2022"),
        ("2021-21", "spring 2021"),
        ("1984~", "1984~"),
    ],
)
def test_times_in_words(text: str, words: str) -> None:
    assert in_words(text) == words


@pytest.mark.parametrize("text", ["2023/2022", "soon", "/"])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(DateError):
        times(text)
