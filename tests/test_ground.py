"""Errors, names, resources and dates: the ground that everything else stands on."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uegraph import resources
from uegraph.dates import Interval, interval
from uegraph.errors import DateError, Problem, ResourceError, UnknownNameError
from uegraph.namespaces import PREFIXES, expand, shorten


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


@given(st.text(max_size=30))
def test_any_text_is_a_date_or_a_date_error(text: str) -> None:
    try:
        found = interval(text)
    except DateError as error:
        assert "2024-04-26" in str(error) or "ends before" in str(error)
    else:
        assert found.earliest or found.latest


@pytest.mark.parametrize("text", ["2022-02-30", "2024-13", "26 April 2024", "2024-05/2023", "/"])
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
