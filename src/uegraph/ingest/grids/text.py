"""The values of cells as text: what the model's columns are read from, whatever the format."""

from __future__ import annotations

import datetime as dt

_HALF_A_SECOND = dt.timedelta(milliseconds=500)


def to_text(value: object) -> str:
    """A cell's value as text."""
    kind = type(value)
    if kind is float or kind is int:
        return number(float(value))  # type: ignore[arg-type]
    if kind is bool:
        return "true" if value else "false"
    if isinstance(value, dt.datetime):
        return moment(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, dt.time):
        return value.isoformat("seconds").removesuffix(":00")
    if isinstance(value, dt.timedelta):
        return duration(value)
    return str(value)


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
    if value.microsecond and value <= dt.datetime.max - _HALF_A_SECOND:
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
    return f"{sign}{hours}:{minutes:02}" + (f":{seconds:02}" if seconds else "")
