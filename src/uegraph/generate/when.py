"""Times as people write them: a day, a month, a span, or nothing at all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from uegraph.generate.chance import Chance, Shares
from uegraph.generate.rows import Said

if TYPE_CHECKING:
    from uegraph.generate.rows import Value

FIRST_YEAR: Final = 2016
YEARS: Final = 10

_MONTHS: Final = ("January", "February", "March", "April", "May", "June", "July", "August",
                  "September", "October", "November", "December")  # fmt: skip
_DAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_PRECISION: Final = Shares({"day": 56, "month": 14, "days": 7, "months": 4, "year": 4, "open": 2,
                            "about": 1, "season": 1, "unknown": 11})  # fmt: skip
_SEASONS: Final = (("spring", 21, 3), ("summer", 22, 6))


@dataclass(frozen=True, slots=True)
class When:
    """A time.

    Attributes:
        value: As a cell says it; empty where nobody knows.
        first: The first day that it can have been; ``None`` where nobody knows.
        last: The last.
    """

    value: Value
    first: date | None
    last: date | None


UNKNOWN: Final = When("", None, None)


def some_time(chance: Chance, year: int) -> When:
    """A time in a year, at the precision that somebody happened to note."""
    day = date(year, 1, 1) + timedelta(chance.below(365))
    return at(chance, day, chance.pick(_PRECISION))


def at(chance: Chance, day: date, precision: str) -> When:
    """A time about a day, at a precision."""
    if precision == "day":
        return When(Said(day.isoformat(), _written_day(chance, day)), day, day)
    if precision == "days":
        return _days(chance, day)
    if precision in ("month", "months"):
        return _months(chance, day, 1 if precision == "month" else 2 + chance.below(4))
    if precision == "open":
        month = f"{day:%Y-%m}/.."
        return When(Said(month, f"since {_month(day)}"), day.replace(day=1), None)
    return _year(chance, day, precision)


def _year(chance: Chance, day: date, precision: str) -> When:
    first, last = date(day.year, 1, 1), date(day.year, 12, 31)
    if precision == "year":
        return When(f"{day.year}", first, last)
    if precision == "about":
        return When(Said(f"{day.year}~", chance.one((f"c. {day.year}", f"about {day.year}"))),
                    first, last)  # fmt: skip
    if precision == "season":
        return _season(day.year, *chance.one(_SEASONS))
    return UNKNOWN


def _season(year: int, name: str, code: int, month: int) -> When:
    # 2019-22 may mean the years 2019 to 2022: a reader keeps the months instead.
    value = (
        f"{year}-{code}" if code <= year % 100 else f"[{year}-{month:02}..{year}-{month + 2:02}]"
    )
    return When(Said(value, f"{name} {year}"), date(year, month, 1), date(year, month + 2, 31))


def _days(chance: Chance, day: date) -> When:
    """Two or three days in one month."""
    first = day.replace(day=min(day.day, 25))
    last = first + timedelta(1 + chance.below(2))
    written = f"{first.day}-{last.day} {_month(first)}" if chance.yes(0.6) else f"{first}/{last}"
    return When(Said(f"{first}/{last}", written), first, last)


def _months(chance: Chance, day: date, number: int) -> When:
    first = day.replace(day=1, month=min(day.month, 13 - number))
    end = (first + timedelta(31 * number + 1)).replace(day=1) if number > 1 else _next(first)
    last = end - timedelta(1)
    if number == 1:
        written = (_month(first), f"{_MONTHS[first.month - 1][:3]} {first.year}", f"{first:%Y-%m}")
        return When(Said(f"{first:%Y-%m}", chance.one(written)), first, last)
    value = f"{first:%Y-%m}/{last:%Y-%m}"
    return When(Said(value, chance.one((value, f"{_month(first)} to {_month(last)}"))), first, last)


def _next(first: date) -> date:
    return (first + timedelta(32)).replace(day=1)


def _month(day: date) -> str:
    return f"{_MONTHS[day.month - 1]} {day.year}"


def _written_day(chance: Chance, day: date) -> str:
    """A day in one of the ways in which cells hold it."""
    way = chance.below(6)
    if way < 2:
        return day.isoformat()
    if way == 2:
        return f"{day.day:02}/{day.month:02}/{day.year}"
    if way == 3:
        return f"{_DAYS[day.weekday()]} {day.day} {_month(day)}"
    return f"{day.day}.{day.month}.{day.year}" if way == 4 else f"{day.day} {_month(day)}"
