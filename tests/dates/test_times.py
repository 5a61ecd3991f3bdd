"""Months are counted as calendars do, and times are told in words."""

from __future__ import annotations

from datetime import date

import pytest

from uegraph.coverage.calendar import unit_of, units_between
from uegraph.dates import in_words, interval
from uegraph.dates.times import months_before, months_between, times
from uegraph.errors import DateError


def test_months_are_counted_as_calendars_do() -> None:
    # pandas: Timestamp("2024-03-31") - DateOffset(months=1) is 29 February.
    assert months_before(date(2024, 3, 31), 1) == date(2024, 2, 29)
    assert months_before(date(2024, 1, 15), 13) == date(2022, 12, 15)
    assert months_before(date(2, 1, 1), 50) == date.min
    assert months_between(date(2022, 12, 15), date(2024, 1, 15)) == 13
    assert months_between(date(2022, 12, 16), date(2024, 1, 15)) == 12
    assert months_between(date(2024, 1, 15), date(2022, 12, 16)) == 0


def test_the_last_units_of_all_end_with_the_last_day_of_all() -> None:
    period = interval("9998-12/9999")
    assert units_between(period, "quarter")[::4] == ("9998-Q4", "9999-Q4")
    for kind in ("year", "quarter", "month"):
        assert unit_of(units_between(period, kind)[-1], period).latest == date.max
    assert unit_of("9998-Q4", period) == interval("9998-12")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2024-04-06", "6 April 2024"),
        ("2024", "2024"),
        ("2022/", "since 2022"),
        ("2021-21", "spring 2021"),
        ("1984~", "about 1984"),
        ("1984?/2004-06~", "perhaps 1984 to about June 2004"),
        ("2004-06-11%", "perhaps about 11 June 2004"),
    ],
)
def test_times_in_words(text: str, words: str) -> None:
    assert in_words(text) == words


@pytest.mark.parametrize("text", ["2023/2022", "soon", "/"])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(DateError):
        times(text)
