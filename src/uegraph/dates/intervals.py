"""What an EDTF text (ISO 8601-2) means: the days from the earliest to the latest."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from uegraph.errors import DateError

_LEVEL = re.compile(r"[0-9XYT:./~?%\-]{2,40}")
_HALF_KNOWN = re.compile(r"\d{4}-(2[5-9]|3\d|4[01])\b.*", re.ASCII)
# A mark of doubt at the end changes nothing about the days.
_PLAIN = re.compile(r"(\d{4})(?:-(0\d|1[0-2])(?:-(\d\d))?)?[?~%]?", re.ASCII)
# Anything else is refused before the library sees it, which takes milliseconds to refuse a text.
_SHAPE = re.compile(r"[?~%]?[0-9X]{4}[?~%]?(?:-[?~%]?[0-9X]{2}[?~%]?){0,2}")
_ONE_OF = re.compile(r"\[([^\[\],]*?)\.\.([^\[\],]*)\]")


@dataclass(frozen=True, slots=True)
class Interval:
    """The days a text can mean, both ends included; ``None`` is an open end."""

    earliest: date | None
    latest: date | None


def interval(text: str) -> Interval:
    """The first and last day that an EDTF text can mean.

    Args:
        text: An EDTF level 0 or 1 date or interval: ``2024-04-26``, ``2022-10``, ``2022``,
            ``2022-10/2023-03``, ``2024-05/..``, ``2021-21`` (spring); or, of level 2, one day of
            several, ``[2021-02..2024-04-26]``: some time between these two.

    Raises:
        DateError: The text is no such date, or its end comes before its start.

    >>> interval("2022-10")
    Interval(earliest=datetime.date(2022, 10, 1), latest=datetime.date(2022, 10, 31))
    >>> interval("2022-04/..").latest is None
    True

    References:
        [1] Library of Congress, Extended Date/Time Format Specification (2019).
    """
    between = one_of(text)
    span = f"{between[0]}/{between[1]}" if between else text
    if not _LEVEL.fullmatch(span):
        raise _unreadable(text)
    start, slash, end = span.partition("/")
    found = Interval(_bound(start, span)[0], _bound(end if slash else start, span)[1])
    if not found.earliest and not found.latest:
        raise _unreadable(text)
    if found.earliest and found.latest and found.latest < found.earliest:
        raise DateError(f"'{text}' ends before it starts. Put the earlier date first.")
    return found


def one_of(text: str) -> tuple[str, str] | None:
    """The two ends of "some time between", each at its own precision; ``None`` for other texts.

    >>> one_of("[2021-02..2024-04-26]"), one_of("2021-02/2024-04-26")
    (('2021-02', '2024-04-26'), None)
    """
    found = _ONE_OF.fullmatch(text)
    return (found[1] or "..", found[2] or "..") if found else None


def _bound(part: str, text: str) -> tuple[date | None, date | None]:
    if part in ("..", ""):
        return None, None
    if _HALF_KNOWN.fullmatch(part) or not _SHAPE.fullmatch(part):
        # EDTF's seasons and quarters 25 to 41: in a table they are slips for a month or a day.
        raise _unreadable(text)
    plain = _PLAIN.fullmatch(part)
    try:
        return _days(plain) if plain else _parsed(part)
    except (ValueError, OverflowError) as error:
        raise _unreadable(text) from error


def _days(plain: re.Match[str]) -> tuple[date, date]:
    """A year, month or day without marks: nearly every date there is, a thousand times quicker."""
    year, month, day = int(plain[1]), int(plain[2] or 1), int(plain[3] or 1)
    if plain[3]:
        return date(year, month, day), date(year, month, day)
    last = int(plain[2] or 12)
    return date(year, month, 1), date(year, last, monthrange(year, last)[1])


@lru_cache(maxsize=4096)
def _parsed(part: str) -> tuple[date, date]:
    from edtf import EDTFParseException, parse_edtf  # noqa: PLC0415 - 80 ms, only where it is used

    try:
        parsed = parse_edtf(part)
        return date(*parsed.lower_strict()[:3]), date(*parsed.upper_strict()[:3])
    except (EDTFParseException, TypeError, AttributeError) as error:
        raise ValueError(part) from error


def _unreadable(text: str) -> DateError:
    return DateError(
        f"'{text[:60]}' is not a date. Write a day as 2024-04-26, a month as 2024-04, a year as "
        "2024, a span as 2022-10/2023-03, an open span as 2022-04/.., some time between two as "
        "[2022-04..2023-03]."
    )
