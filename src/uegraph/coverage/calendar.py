"""Calendar units of a period: its years, quarters and months."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from uegraph.dates import Interval, interval

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

UNITS: Final = ("year", "quarter", "month")
_MONTHS: Final = {"year": 12, "quarter": 3, "month": 1}


def units_between(period: Interval, kind: str) -> tuple[str, ...]:
    """The units that have a day in a period with two ends, in order.

    A year is written ``2022``, a quarter ``2022-Q1``, a month ``2022-01``.
    """
    assert period.earliest is not None
    assert period.latest is not None
    return tuple(_names(period.earliest, period.latest, kind))


def _names(first: date, last: date, kind: str) -> Iterator[str]:
    step = _MONTHS[kind]
    month = (first.year * 12 + first.month - 1) // step * step
    while month <= last.year * 12 + last.month - 1:
        year, inside = divmod(month, 12)
        if kind == "year":
            yield f"{year:04}"
        else:
            yield (
                f"{year:04}-Q{inside // 3 + 1}"
                if kind == "quarter"
                else f"{year:04}-{inside + 1:02}"
            )
        month += step


def unit_of(name: str, period: Interval) -> Interval:
    """The days of a unit that lie in a period.

    >>> from datetime import date
    >>> unit_of("2022-Q2", Interval(None, date(2022, 5, 31)))
    Interval(earliest=datetime.date(2022, 4, 1), latest=datetime.date(2022, 5, 31))
    """
    year, quarter, number = name.partition("-Q")
    last = int(number or 0) * 3
    found = interval(f"{year}-{last - 2:02}/{year}-{last:02}" if quarter else name)
    assert found.earliest is not None
    assert found.latest is not None
    return Interval(
        max(found.earliest, period.earliest or found.earliest),
        min(found.latest, period.latest or found.latest),
    )
