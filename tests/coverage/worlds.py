"""What the texts of dates can mean, tried out day by day.

A *world* is one way in which things may have been: the day on which something began and the day on
which it ended. The calendar of an example holds the days on which anything in it can change, and
the days beside them, so that every world that matters is among those tried.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

World = tuple[date, date]
Calendar = tuple[date, ...]

DAY = timedelta(days=1)
LONG = timedelta(days=500)
SEASONS = {"21": 3, "22": 6, "23": 9}


@dataclass(frozen=True)
class Span:
    """A stretch of days, both ends included; ``None`` is an end that is not known."""

    first: date | None = None
    last: date | None = None

    def holds(self, day: date) -> bool:
        return (not self.first or self.first <= day) and (not self.last or day <= self.last)

    def meets(self, world: World) -> bool:
        """Whether what lasted from one day to another has a day in the span."""
        began, ended = world
        return (not self.first or self.first <= ended) and (not self.last or began <= self.last)


def first_and_last(text: str) -> World:
    """The first and the last day of a year, a month, a season or a day."""
    year, *rest = text.split("-")
    if not rest:
        return date(int(year), 1, 1), date(int(year), 12, 31)
    if rest[0] in SEASONS:
        start = SEASONS[rest[0]]
        return date(int(year), start, 1), _end_of_month(int(year), start + 2)
    if len(rest) == 1:
        return date(int(year), int(rest[0]), 1), _end_of_month(int(year), int(rest[0]))
    return date.fromisoformat(text), date.fromisoformat(text)


def _end_of_month(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def span_of(text: str | None) -> Span:
    """The days of a period; no text is all days."""
    if not text:
        return Span()
    ends = text.strip("[]").replace("/..", "/").replace("../", "/").replace("..", "/").split("/")
    first, last = ends[0], ends[-1]
    return Span(
        first_and_last(first)[0] if first else None, first_and_last(last)[1] if last else None
    )


def calendar(texts: Iterable[str | None], days: Iterable[date]) -> Calendar:
    """Every day on which one of the texts begins or ends, the other days, and those beside them.

    The first and the last of them lie so far out that they stand for "ever before" and "ever
    after".
    """
    spans = [span_of(text) for text in texts if text]
    ends = [day for span in spans for day in (span.first, span.last) if day]
    found = {near for day in (*ends, *days) for near in (day - DAY, day, day + DAY)}
    found = found or {date(2022, 1, 1)}
    return tuple(sorted({*found, min(found) - LONG, max(found) + LONG}))


def worlds_of(text: str, told: date | None, days: Calendar) -> frozenset[World]:
    """Every pair of a begin and an end that a text can mean.

    Args:
        text: A date as EDTF; nothing where the time is not recorded.
        told: The day on which the source was published that tells of it.
        days: The calendar to try.
    """
    span = span_of(text)
    start, slash, end = text.partition("/")
    if not slash or start == "..":
        return frozenset((day, day) for day in days if span.holds(day))
    begins = [day for day in days if span_of(start).holds(day)]
    if end == "..":
        # Going on when it was told, and nobody knows for how much longer.
        ends = [day for day in days if not told or day >= told]
    else:
        ends = [day for day in days if span_of(end).holds(day)]
    return frozenset((began, ended) for began, ended in product(begins, ends) if began <= ended)


def units(kind: str, period: Span) -> dict[str, Span]:
    """The calendar years, quarters or months of a period, each cut to it."""
    assert period.first
    assert period.last
    months = {"year": 12, "quarter": 3, "month": 1}[kind]
    found = {}
    for year, start in product(
        range(period.first.year, period.last.year + 1), range(1, 13, months)
    ):
        first, last = date(year, start, 1), _end_of_month(year, start + months - 1)
        if last >= period.first and first <= period.last:
            name = {"year": f"{year}", "quarter": f"{year}-Q{start // 3 + 1}"}.get(kind)
            cut = Span(max(first, period.first), min(last, period.last))
            found[name or f"{year}-{start:02}"] = cut
    return found
