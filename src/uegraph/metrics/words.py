"""Spans of numbers, shares and days as people say them, intervals kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from uegraph.dates import in_words

if TYPE_CHECKING:
    from datetime import date


def span(low: float | None, high: float | None, unit: str = "") -> str:
    """Two ends of a number; one where they are the same.

    >>> span(3, 3), span(0, 14, " months"), span(2, None), span(None, 5), span(None, None)
    ('3', '0 to 14 months', 'at least 2', 'at most 5', 'not known')
    >>> span(4.25, 10.0)
    '4.2 to 10'
    """
    if low is None and high is None:
        return "not known"
    if low is None:
        return f"at most {_number(high)}{unit}"
    if high is None:
        return f"at least {_number(low)}{unit}"
    return " to ".join(dict.fromkeys((_number(low), _number(high)))) + unit


def _number(value: float | None) -> str:
    assert value is not None
    return f"{value:,}" if isinstance(value, int) else f"{value:,.1f}".removesuffix(".0")


def between(first: date | None, last: date | None) -> str:
    """A day, or the days between which it lies."""
    if first and last:
        text = first.isoformat() if first == last else f"[{first}..{last}]"
    elif first or last:
        text = f"[{first}..]" if first else f"../{last}"
    else:
        return "at a time not recorded"
    return in_words(text)
