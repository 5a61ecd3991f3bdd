"""When an engagement was, as far as the record can tell, against a period and a limit."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from uegraph.dates.intervals import Interval, interval

Touch = Literal["yes", "maybe", "no"]


@dataclass(frozen=True, slots=True)
class Times:
    """The days between which something began, and those between which it ended.

    ``None`` is an open end. A day has four equal dates; a month has its first and last day twice,
    as it began and ended somewhere in it.
    """

    began_from: date | None = None
    began_by: date | None = None
    ended_from: date | None = None
    ended_by: date | None = None
    dated: bool = False

    def touches(self, start: date | None, end: date | None) -> Touch:
        """Whether some of it lies between two days: surely, perhaps or not at all."""
        late = end and self.began_from and self.began_from > end
        early = start and self.ended_by and self.ended_by < start
        if late or early:
            return "no"
        begun = not end or bool(self.began_by and self.began_by <= end)
        lasted = not start or bool(self.ended_from and self.ended_from >= start)
        return "yes" if self.dated and begun and lasted else "maybe"

    def within(self, start: date | None, end: date | None) -> Times:
        """What of it lies between two days, given that some of it does."""
        return Times(
            later(self.began_from, start),
            sooner(self.began_by, end),
            later(self.ended_from, start),
            sooner(self.ended_by, end),
            dated=self.dated,
        )


def later(day: date | None, other: date | None) -> date | None:
    """The later of two days, as far as they are known."""
    return max((known for known in (day, other) if known), default=None)


def sooner(day: date | None, other: date | None) -> date | None:
    """The sooner of two days, as far as they are known."""
    return min((known for known in (day, other) if known), default=None)


@lru_cache(maxsize=65536)
def times(text: str, *, told: date | None = None) -> Times:
    """What an EDTF text says of begin and end.

    Args:
        text: A day, month or year; ``a/b`` for a span; ``a/..`` for what goes on; ``../b`` for
            some time up to b.
        told: The day on which a source said that it goes on: so long it lasted at least.

    >>> times("2022-10/2023-03").ended_from
    datetime.date(2023, 3, 1)
    """
    start, slash, end = text.partition("/")
    if not slash:
        # One day, known to lie in a year, a month or between two dates: [2021-02..2024-04].
        found = interval(text)
        return Times(found.earliest, found.latest, found.earliest, found.latest, dated=True)
    if start in ("", ".."):
        last = interval(end).latest
        return Times(None, last, None, last, dated=True)
    first = interval(start)
    if end in ("", ".."):
        known = [day for day in (first.earliest, told if end else None) if day]
        return Times(first.earliest, first.latest, max(known, default=None), None, dated=True)
    interval(text)  # refuses a span that ends before it starts
    last_part = interval(end)
    return Times(*_pair(first), *_pair(last_part), dated=True)


def day_of(value: object) -> date | None:
    """The day at the start of a date's text; None for no value."""
    return date.fromisoformat(str(value)[:10]) if value else None


def _pair(found: Interval) -> tuple[date | None, date | None]:
    return found.earliest, found.latest


def months_before(day: date, months: int) -> date:
    """The same day of the month, some months earlier; the last day where that month is shorter.

    >>> months_before(date(2024, 3, 31), 1)
    datetime.date(2024, 2, 29)
    """
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    if year < 1:
        return date.min
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def months_between(earlier: date, later: date) -> int:
    """Whole months from one day to another; 0 where the first is not the earlier.

    >>> months_between(date(2023, 1, 31), date(2023, 3, 30))
    1
    """
    months = (later.year - earlier.year) * 12 + later.month - earlier.month
    return max(0, months - (later.day < earlier.day))
