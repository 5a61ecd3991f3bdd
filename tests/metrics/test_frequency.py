"""Cadence against occasions that are laid out by hand or by rule."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.metrics.graphs import activity, published, store_of

from uegraph import resources
from uegraph.dates.times import times
from uegraph.metrics import Frequency, measures
from uegraph.metrics.frequency import CADENCES, Cadence, Stretch, expected, mean_days
from uegraph.namespaces import ID

DAYS = st.dates(date(2015, 1, 1), date(2030, 12, 31))


def occasions(cadence: Cadence, first: date, last: date) -> list[date]:
    """Every occasion from a first one on, as often as declared, up to a last day."""
    found = []
    for step in range(6000):
        if cadence.days:
            day = first + timedelta(days=step * cadence.days)
        else:
            month = first.year * 12 + first.month - 1 + step * cadence.months
            day = date(month // 12, month % 12 + 1, first.day)
        if day > last:
            break
        found.append(day)
    return found


@settings(deadline=None)
@given(DAYS, DAYS, st.integers(0, 1500), st.sampled_from(sorted(CADENCES)))
def test_what_is_held_as_declared_is_held_as_often_as_there_is_room(
    one: date, other: date, before: int, name: str
) -> None:
    start, end = sorted((one, other))
    cadence = CADENCES[name]
    origin = (start - timedelta(days=before)).replace(day=min(28, start.day))
    held = [day for day in occasions(cadence, origin, end) if day >= start]
    if origin > start:
        return  # the series began within the stretch, which is a shorter stretch
    low, high = Stretch(start, end).times(cadence)
    assert low <= len(held) <= high
    assert high - low <= 1


@pytest.mark.parametrize(
    ("cadence", "first", "last", "room"),
    [
        ("yearly", date(2023, 1, 1), date(2023, 12, 31), (1, 1)),
        ("yearly", date(2023, 1, 1), date(2024, 1, 1), (1, 2)),
        ("quarterly", date(2023, 1, 1), date(2023, 12, 31), (4, 4)),
        ("quarterly", date(2023, 2, 1), date(2023, 12, 31), (3, 4)),
        ("twice-a-year", date(2022, 10, 1), date(2024, 4, 26), (3, 4)),
        ("weekly", date(2024, 1, 1), date(2024, 1, 14), (2, 2)),
        ("weekly", date(2024, 1, 1), date(2024, 1, 15), (2, 3)),
        ("every-four-years", date(2021, 1, 1), date(2023, 12, 31), (0, 1)),
    ],
)
def test_room_by_hand(cadence: str, first: date, last: date, room: tuple[int, int]) -> None:
    [found] = [found for name, found in CADENCES.items() if name.endswith(f"/{cadence}")]
    assert Stretch(first, last).times(found) == room


def test_school_terms_leave_the_least_open() -> None:
    stretch = Stretch(date(2024, 1, 1), date(2024, 1, 14))
    assert expected(Cadence(days=7, breaks=True), stretch, stretch) == (None, 2)


def test_each_cadence_of_the_model_has_an_interval_or_is_known_to_have_none() -> None:
    text = next(p for p in resources.ontology_files() if p.stem == "cadence").read_text("utf-8")
    slugs = {line.split()[0][8:] for line in text.splitlines() if line.startswith("cadence:")}
    assert slugs - {name.rpartition("/")[2] for name in CADENCES} == {"regular", "continuous"}


@settings(deadline=None)
@given(st.lists(st.tuples(DAYS, st.integers(0, 40), st.integers(0, 40)), max_size=6))
def test_the_mean_of_the_true_gaps_lies_between(found: list[tuple[date, int, int]]) -> None:
    true = sorted(day for day, _, _ in found)
    spans = [
        f"[{day - timedelta(days=less)}..{day + timedelta(days=more)}]" for day, less, more in found
    ]
    low, high = mean_days([times(when) for when in spans])
    if len(true) < 2:
        assert (low, high) == (None, None)
    else:
        assert low is not None
        assert high is not None
        assert low <= (true[-1] - true[0]).days / (len(true) - 1) <= high


def series(*whens: str, cadence: str = "quarterly", when: str = "2023-01-01/2023-12-31",
           status: str = "under-way") -> list[str]:  # fmt: skip
    declared = f"ueg:cadence <https://w3id.org/uegraph/scheme/cadence/{cadence}>" if cadence else ""
    held = [
        activity(f"o{place}", day, more=f"ueg:occurrenceOf <{ID}series/s>")
        for place, day in enumerate(whens)
    ]
    return [
        published("2024-01-31"), activity("series/s", when, status=status, more=declared), *held
    ]  # fmt: skip


def row_of(facts: list[str], **asked: str) -> Frequency:
    [row] = measures(store_of(facts), **asked).frequency  # type: ignore[arg-type]
    return row


def test_no_occasion_on_record_is_not_none() -> None:
    row = row_of(series())
    assert (row.expected_low, row.expected_high) == (4, 4)
    assert (row.recorded_low, row.recorded_high) == (None, None)
    assert row.finding == "no occasion recorded"
    assert "is not known" in row.sentence


@pytest.mark.parametrize(
    ("whens", "seen", "finding"),
    [
        (["2023-02-01", "2023-05-01", "2023-08-01", "2023-11-01"], (4, 4), "as declared"),
        (["2023-02-01", "2023-05-01"], (2, 2), "fewer recorded than declared"),
        (["2023-02-01", "2023-05-01", "2023-08-01", "2023-10", "2023-11-01"], (5, 5),
         "more recorded than declared"),
        (["2023-02-01", "2023-05-01", "2023-08-01", "[2023-11..2024-01]"], (3, 4),
         "may be as declared"),
        (["2022-02-01"], (0, 0), "fewer recorded than declared"),
    ],
)  # fmt: skip
def test_occasions_of_a_year(whens: list[str], seen: tuple[int, int], finding: str) -> None:
    row = row_of(series(*whens), period="2023")
    assert (row.recorded_low, row.recorded_high, row.finding) == (*seen, finding)


def test_days_between_occasions_beside_the_days_declared() -> None:
    row = row_of(series("2023-02-01", "2023-05-02", "2023-07-31"), period="2023")
    # 180 days in two gaps; a quarter of 365.2425 days.
    assert (row.recorded_days_low, row.recorded_days_high) == (90, 90)
    assert row.expected_days == 91.3


def test_what_was_called_off_or_lies_ahead_was_not_held() -> None:
    facts = series("2023-02-01")
    off = activity("off", "2023-05-01", status="cancelled", more=f"ueg:occurrenceOf <{ID}series/s>")
    ahead = activity("ahead", "2023-08-01", status="planned",
                     more=f"ueg:occurrenceOf <{ID}series/s>")  # fmt: skip
    assert row_of([*facts, off, ahead], period="2023").recorded_high == 1


@pytest.mark.parametrize(
    ("cadence", "finding"), [("regular", "interval left open"), ("", "no cadence declared")]
)
def test_a_cadence_that_names_no_interval_is_not_compared(cadence: str, finding: str) -> None:
    row = row_of(series("2023-02-01", cadence=cadence))
    assert row.finding == finding
    assert (row.expected_low, row.expected_high, row.expected_days) == (None, None, None)


def test_a_series_of_which_it_is_not_known_when_it_ran() -> None:
    row = row_of(series("2023-02-01", when="[2023-01..2023-12]"))
    assert (row.expected_low, row.expected_high, row.finding) == (0, 4, "may be as declared")
    row = row_of(series("2023-02-01", when=""))
    assert (row.expected_low, row.expected_high, row.finding) == (0, None, "not known when it ran")
