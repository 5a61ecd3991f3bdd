"""One day, month or year as people write it: ``26th April 2024``, ``26/04/24``, ``Apr-24``."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from uegraph.dates.words import in_words

if TYPE_CHECKING:
    from collections.abc import Mapping

MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_PIVOT: Final = 69  # POSIX: the two-digit years 69 to 99 are of the twentieth century

MONTH: Final = (
    r"(?P<name>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_WEEKDAY: Final = (
    r"(?:(?P<weekday>mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,? )?"
)
_DAY: Final = r"(?P<day>\d\d?)(?:st|nd|rd|th)?"
_YEAR: Final = r"(?P<year>\d{4}|'?\d\d)"
_TIME: Final = r"(?:,? (?:at )?\d\d?[:.]\d\d(?::\d\d)?(?: ?[ap]m)?)?"
_CLOCK: Final = r"(?:[t ]\d\d?:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:z|[+-]\d\d:?\d\d)?)?"

# No quantifier stands over another one, so each is tried in time that grows with the text only.
_FORMS: Final = tuple(
    re.compile(form, re.ASCII)
    for form in (
        r"(?P<year>\d{4})",
        rf"(?P<year>\d{{4}})-(?P<month>\d\d)-(?P<day>\d\d){_CLOCK}",
        r"(?P<year>\d{4})(?P<mark>[/.-])(?P<month>\d\d?)(?:(?P=mark)(?P<day>\d\d?))?",
        rf"(?P<first>\d\d?)(?P<mark>[/.-])(?P<second>\d\d?)(?P=mark)(?P<year>\d{{4}}|\d\d){_TIME}",
        r"(?P<month>\d\d?)[/.-](?P<year>\d{4})",
        rf"{_WEEKDAY}{_DAY}(?: of)?[ ./-]?{MONTH}(?:(?: |, ?|[/-]){_YEAR}{_TIME})?",
        rf"{_WEEKDAY}{MONTH}[ -]?{_DAY}(?:, ?| )(?P<year>\d{{4}}){_TIME}",
        rf"{MONTH} {_DAY}",
        rf"{MONTH}(?:,? |[-/])?(?P<year>\d{{4}})",
        rf"{MONTH}(?:[-/]| ?(?='))(?P<year>'?\d\d)",
        MONTH,
    )
)
_ALONE: Final = re.compile(_WEEKDAY + _DAY, re.ASCII)


class NotADateError(ValueError):
    """Why a text cannot be a date, and what to write, as two arguments."""


@dataclass(frozen=True, slots=True)
class Point:
    """One day, month or year.

    Attributes:
        year: The year; ``None`` where the text names none.
        month: The month, where named.
        day: The day, where named.
        note: How it was read, where it could be read in more than one way.
    """

    year: int | None
    month: int | None = None
    day: int | None = None
    note: str = ""

    @property
    def edtf(self) -> str:
        """The point at its precision, such as ``2024-04``."""
        month = f"-{self.month:02}" if self.month else ""
        return f"{self.year:04}{month}" + (f"-{self.day:02}" if self.day else "")

    def days(self) -> tuple[date, date]:
        """Its first and its last day."""
        year, month = self.year or 1, self.month or 12
        first = date(year, self.month or 1, self.day or 1)
        return first, date(year, month, self.day or monthrange(year, month)[1])

    def of(self, day: date) -> Point:
        """The point of the same precision that a day lies in."""
        return Point(day.year, day.month if self.month else None, day.day if self.day else None)

    def before(self) -> Point:
        """The day, month or year before."""
        return self.of(self.days()[0] - timedelta(days=1))

    def after(self) -> Point:
        """The day, month or year after."""
        return self.of(self.days()[1] + timedelta(days=1))


def point(text: str, *, day_first: bool | None) -> Point | None:
    """A point of time, where a text (in small letters, single spaces, plain hyphens) is one.

    Raises:
        NotADateError: The text has the form of a date, but there is no such day.

    >>> point("26th april 2024", day_first=None)
    Point(year=2024, month=4, day=26, note='')
    >>> point("03/04/2024", day_first=None).note
    'read as 3 April 2024, day first'
    """
    for form in _FORMS:
        if found := form.fullmatch(text):
            return _checked(found.groupdict(), day_first=day_first)
    return None


def day_alone(text: str, end: Point) -> Point | None:
    """The ``3`` of ``3 to 5 May 2024``, given the day that it is written before."""
    found = _ALONE.fullmatch(text) if end.day else None
    return _checked({**found.groupdict(), "month": end.month, "year": end.year}) if found else None


def with_year(found: Point, year: int | None) -> Point:
    """A point whose text named no year, in a year; such as ``3 May`` before ``6 June 2024``."""
    return found if found.year else _existing(replace(found, year=year))


def _checked(found: Mapping[str, str | int | None], *, day_first: bool | None = None) -> Point:
    year, doubt = _year(found.get("year"))
    month, day = _number(found.get("month")), _number(found.get("day"))
    if name := found.get("name"):
        month = MONTHS.index(str(name)[:3]) + 1
    order = ""
    first, second = _number(found.get("first")), _number(found.get("second"))
    if first is not None and second is not None:
        day, month, order = _ordered(first, second, day_first=day_first)
    read = _existing(Point(year, month, day))
    other = _other_weekday(read, str(found.get("weekday") or ""))
    told = doubt or order or other
    return replace(read, note=f"read as {in_words(read.edtf)}{order}{other}" if told else "")


def _number(text: str | int | None) -> int | None:
    return int(text) if text is not None else None


def _year(text: str | int | None) -> tuple[int | None, bool]:
    """The year, and whether its century is a guess."""
    digits = str(text).lstrip("'") if text is not None else ""
    if len(digits) != 2:
        return (int(digits) if digits else None), False
    return int(digits) + (1900 if int(digits) >= _PIVOT else 2000), True


def _ordered(first: int, second: int, *, day_first: bool | None) -> tuple[int, int, str]:
    """Day, month, and in which order they were read where that needs saying.

    It does where nobody has said which comes first, and where the other order is the only one
    possible.
    """
    expected = day_first is not False
    other = second > 12 >= first if expected else first > 12 >= second
    as_days_first = expected != other
    day, month = (first, second) if as_days_first else (second, first)
    doubtful = other or (day_first is None and first != second and max(first, second) <= 12)
    order = ", day first" if as_days_first else ", month first"
    return day, month, order if doubtful else ""


def _existing(found: Point) -> Point:
    if found.month is not None and not 1 <= found.month <= 12:
        raise NotADateError(
            "is not a date", f"There is no month {found.month}. Write a day as 2024-04-26."
        )
    if found.year is not None and found.year < 1000:
        raise NotADateError("is not a date", "Write the year in full, such as 2024.")
    # Without a year, 29 February may exist.
    last = monthrange(found.year or 2000, found.month)[1] if found.month else 31
    if found.day is not None and not 1 <= found.day <= last:
        month = in_words(Point(found.year, found.month).edtf) if found.year else "The month"
        raise NotADateError("is not a date", f"{month} has {last} days. Write a day as 2024-04-26.")
    return found


def _other_weekday(read: Point, said: str) -> str:
    """On which day of the week a day is, where the text says another."""
    if not said or not read.year:
        return ""
    weekday = read.days()[0].weekday()
    if _WEEKDAYS.index(said[:3]) == weekday:
        return ""
    names = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    return f", which is a {names[weekday]}"
