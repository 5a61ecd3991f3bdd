"""Numbers, shares and days as people say them, intervals kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from uegraph.dates import in_words

if TYPE_CHECKING:
    from datetime import date


def many(number: int, noun: str, plural: str = "") -> str:
    """A number of things.

    >>> many(1, "body", "bodies"), many(1200, "activity", "activities"), many(0, "ask")
    ('1 body', '1,200 activities', '0 asks')
    """
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


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


def share(low: float | None, high: float | None) -> str:
    """A share or the two ends of one, in whole per cent; what is short of all is not "100%".

    >>> share(0.25, 0.5), share(1.0, 1.0), share(0.999, 0.999), share(None, None)
    ('25% to 50%', '100%', '99%', 'not known')
    """
    if low is None or high is None:
        return "not known"
    return " to ".join(dict.fromkeys((_percent(low), _percent(high))))


def _percent(value: float) -> str:
    shown = round(value * 100)
    if 0 < value < 1:
        shown = min(99, max(1, shown))
    return f"{shown}%"


def between(first: date | None, last: date | None) -> str:
    """A day, or the days between which it lies."""
    if first and last:
        text = first.isoformat() if first == last else f"[{first}..{last}]"
    elif first or last:
        text = f"[{first}..]" if first else f"../{last}"
    else:
        return "at a time not recorded"
    return in_words(text)


def and_others(names: list[str], limit: int = 3) -> str:
    """Some names, and how many more there are.

    >>> and_others(["a"]), and_others(["a", "b", "c"]), and_others(["a", "b", "c", "d", "e"])
    ('a', 'a, b and c', 'a, b, c and 2 more')
    """
    if len(names) > limit:
        return f"{', '.join(names[:limit])} and {len(names) - limit} more"
    return " and ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)
