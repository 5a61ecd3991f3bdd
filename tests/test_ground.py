"""Errors, names, resources and dates: the ground that everything else stands on."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from edtf import EDTFParseException, parse_edtf
from hypothesis import given
from hypothesis import strategies as st

from uegraph import resources
from uegraph.dates import Interval, interval
from uegraph.errors import DateError, Problem, ResourceError, UnknownNameError
from uegraph.namespaces import PREFIXES, expand, shorten

if TYPE_CHECKING:
    from pathlib import Path


@given(st.sampled_from(sorted(PREFIXES)), st.text("abcXYZ-_09", min_size=1))
def test_short_and_long_names_go_both_ways(prefix: str, local: str) -> None:
    assert shorten(expand(f"{prefix}:{local}")) == f"{prefix}:{local}"


def test_an_unknown_prefix_is_named() -> None:
    with pytest.raises(UnknownNameError, match="Unknown prefix 'nope:'"):
        expand("nope:x")


@given(st.dates(date(1000, 1, 1)), st.dates(date(1000, 1, 1)))
def test_a_span_of_days_means_those_days(one: date, other: date) -> None:
    first, last = sorted((one, other))
    assert interval(f"{first}/{last}") == Interval(first, last)


@given(st.dates(date(1000, 1, 1), date(9999, 11, 30)))
def test_a_month_is_every_day_of_that_month_and_no_other(day: date) -> None:
    found = interval(f"{day:%Y-%m}")
    assert found.earliest == day.replace(day=1)
    assert found.latest is not None
    assert (found.latest + timedelta(days=1)).day == 1
    assert found.earliest <= day <= found.latest


@given(
    st.integers(1, 9999), st.integers(0, 24), st.integers(0, 32), st.sampled_from(["", "m", "md"])
)
def test_plain_dates_mean_what_the_library_says(year: int, month: int, day: int, form: str) -> None:
    """The quick way for plain years, months and days agrees with the edtf library."""
    text = f"{year:04}" + f"-{month:02}" * (form != "") + f"-{day:02}" * (form == "md")
    try:
        expected = parse_edtf(text)
        bounds = Interval(date(*expected.lower_strict()[:3]), date(*expected.upper_strict()[:3]))
    except (EDTFParseException, ValueError, TypeError, AttributeError):
        with pytest.raises(DateError):
            interval(text)
    else:
        assert interval(text) == bounds


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("[2021-02..2024-04-26]", date(2021, 2, 1), date(2024, 4, 26)),
        ("[..2024]", None, date(2024, 12, 31)),
        ("2021-21", date(2021, 3, 1), date(2021, 5, 31)),
    ],
)
def test_rarer_forms(text: str, first: date | None, last: date | None) -> None:
    assert interval(text) == Interval(first, last)


@given(st.text(max_size=30))
def test_any_text_is_a_date_or_a_date_error(text: str) -> None:
    with suppress(DateError):
        found = interval(text)
        assert found.earliest or found.latest


@pytest.mark.parametrize(
    "text",
    ["2022-02-30", "2024-13", "26 April 2024", "2024-05/2023", "2022-31", "/", "[..]", "../.."],
)
def test_what_is_not_a_date_is_refused(text: str) -> None:
    with pytest.raises(DateError):
        interval(text)


def test_a_problem_reads_as_place_fault_and_remedy() -> None:
    problem = Problem("a.csv", "", 7, "sector", "Unknown.", "Use one.", "error", "shp:X")
    assert str(problem) == "a.csv · row 7 · sector · Unknown. · Use one."


def test_a_root_that_holds_nothing_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UEGRAPH_ROOT", str(tmp_path))
    with pytest.raises(ResourceError, match=str(tmp_path)):
        resources.root()
