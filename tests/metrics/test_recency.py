"""The last engagement: wherever the true days lie, it lies inside."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.metrics.graphs import activity, part, party, published, store_of

from uegraph.dates.times import months_between
from uegraph.metrics import Recency, measures

AS_OF = date(2024, 6, 15)
STATUSES = st.sampled_from(["attended", "declined", "planned"])


@st.composite
def engagements(draw: st.DrawFn) -> list[tuple[str, date, str, str]]:
    """When as recorded, the true day, the outcome and the level."""
    found = []
    for _ in range(draw(st.integers(0, 4))):
        true = draw(st.dates(date(2023, 1, 1), date(2024, 12, 31)))
        less, more = draw(st.integers(0, 200)), draw(st.integers(0, 200))
        when = draw(
            st.sampled_from(
                [
                    true.isoformat(),
                    f"{true:%Y-%m}",
                    f"{true:%Y}",
                    f"[{true - timedelta(days=less)}..{true + timedelta(days=more)}]",
                    f"../{true + timedelta(days=more)}",
                    "",
                ]
            )
        )
        found.append((when, true, draw(STATUSES), draw(st.sampled_from(["inform", "consult", ""]))))
    return found


@settings(deadline=None, max_examples=150)
@given(engagements(), st.sampled_from([None, "2023", "2023-07/2024-03"]))
def test_the_true_last_engagement_lies_inside(
    found: list[tuple[str, date, str, str]], period: str | None
) -> None:
    facts = [published("2025-06-01"), party("p")]
    for place, (when, _, status, level) in enumerate(found):
        facts.append(activity(f"a{place}", when))
        facts.append(part(f"p{place}", f"a{place}", "p", status=status, level=level,
                          direction="" if level == "inform" else "two-way"))  # fmt: skip
    [row] = measures(store_of(facts), as_of=AS_OF, period=period).recency
    start, end = {None: (date.min, AS_OF), "2023": (date(2023, 1, 1), date(2023, 12, 31))}.get(
        period, (date(2023, 7, 1), date(2024, 3, 31))
    )
    true = [
        day
        for _, day, status, level in found
        if status == "attended" and level != "inform" and start <= day <= end
    ]
    assert row.engagements <= len(true) <= row.engagements + row.possibly
    if true:
        months = months_between(max(true), AS_OF)
        assert row.last_to is not None
        assert max(true) <= row.last_to
        assert row.months_low is not None
        assert row.months_low <= months
        if row.last_from:
            assert row.last_from <= max(true)
            assert row.months_high is not None
            assert months <= row.months_high


def rows_of(*facts: str, as_of: date | None = None) -> dict[str, Recency]:
    found = measures(store_of([published("2024-04-26"), *facts]), as_of=as_of)
    return {row.name: row for row in found.recency}


def test_by_hand() -> None:
    rows = rows_of(
        party("day"), party("month"), party("on"), party("page"), party("none"), party("host"),
        party("secret", more="ueg:private true"),
        party("many", "audience"),
        activity("a", "2024-01-20"), activity("b", "2023-10"), activity("c", "2022-04/.."),
        part("1", "a", "day"), part("2", "b", "day"), part("3", "b", "month"),
        part("4", "c", "on"), part("5", "a", "secret"), part("6", "a", "audience/many"),
        part("7", "a", "page", status="served", level="inform", direction="outward"),
        part("8", "a", "host", role="organiser"),
    )  # fmt: skip
    months = {name: (row.months_low, row.months_high) for name, row in rows.items()}
    assert months == {
        "day": (3, 3),  # 20 January to 26 April
        "month": (5, 6),  # 31 October or 1 October
        "on": (0, 24),  # it goes on; when it was last seen to is not told by any source
        "page": (None, None),
        "none": (None, None),
        "host": (None, None),
        "many": (3, 3),
    }
    assert [item.name for item in rows["day"].activities] == ["a"]
    assert rows["page"].one_way == 1
    assert "which is not none" in rows["none"].sentence
    assert "1 contact only informed it" in rows["page"].sentence


def test_a_private_activity_counts_and_is_not_named() -> None:
    private = activity("hush", "2024-01-20", more="ueg:private true")
    row = rows_of(party("p"), private, part("1", "hush", "p"))["p"]
    assert (row.months_low, row.months_high) == (3, 3)
    assert (row.activities, row.private) == ((), 1)
    assert "hush" not in repr(row)


@pytest.mark.parametrize("status", ["cancelled", "planned"])
def test_what_was_called_off_or_lies_ahead_is_no_engagement(status: str) -> None:
    row = rows_of(party("p"), activity("a", "2024-01-20", status=status), part("1", "a", "p"))["p"]
    assert (row.engagements, row.possibly) == (0, 0)
    ahead = (party("p"), activity("a", "2024-05-20"), part("1", "a", "p"))
    row = rows_of(*ahead, as_of=date(2024, 4, 26))["p"]
    assert (row.engagements, row.possibly) == (0, 0)


def test_the_longest_ago_come_first_and_those_without_any_last() -> None:
    rows = rows_of(
        party("x"), party("y"), party("z"), activity("a", "2024-01"), activity("b", "2020"),
        part("1", "a", "x"), part("2", "b", "z"),
    )  # fmt: skip
    assert list(rows) == ["z", "x", "y"]
