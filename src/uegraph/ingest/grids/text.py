"""The values of cells as text: what the model's columns are read from, whatever the format."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable

_HALF_A_SECOND = dt.timedelta(milliseconds=500)


def number(value: float) -> str:
    """A number without a needless fraction, to the 15 digits that a spreadsheet shows.

    >>> number(400.0), number(0.1 + 0.2), number(1e15)
    ('400', '0.3', '1000000000000000')
    """
    if value.is_integer() and abs(value) <= 1e15:
        return str(int(value))
    return f"{value:.15g}"


def moment(value: dt.datetime) -> str:
    """A date, with its time where that is not midnight.

    >>> moment(dt.datetime(2024, 4, 26)), moment(dt.datetime(2024, 4, 26, 10))
    ('2024-04-26', '2024-04-26T10:00')
    """
    if value.microsecond and value.year < dt.MAXYEAR:
        # A spreadsheet counts days in fractions, so that 10:00 may be a millisecond less.
        value = (value + _HALF_A_SECOND).replace(microsecond=0)
    if value.time() == dt.time():
        return value.date().isoformat()
    return value.isoformat(timespec="seconds").removesuffix(":00")


def duration(value: dt.timedelta) -> str:
    """Hours, minutes and, where there are any, seconds.

    >>> duration(dt.timedelta(hours=36))
    '36:00'
    """
    minutes, seconds = divmod(round(abs(value).total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    sign = "-" if value < dt.timedelta() else ""
    return f"{sign}{hours:02}:{minutes:02}" + (f":{seconds:02}" if seconds else "")


def clock(value: dt.time) -> str:
    """A time of the day, with its seconds where there are any."""
    return value.isoformat("seconds").removesuffix(":00")


_BY_TYPE: Final[dict[type, Callable[[Any], str]]] = {
    bool: lambda value: "true" if value else "false",
    float: number,
    dt.datetime: moment,
    dt.timedelta: duration,
    dt.time: clock,
}


def to_text(value: object) -> str:
    """A cell's value as text."""
    return _BY_TYPE.get(type(value), str)(value)  # a date's `str` is ISO
