"""How states, spans of time and lists are put in a receipt."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from uegraph.dates import day_in_words

if TYPE_CHECKING:
    from datetime import date

    from uegraph.coverage import State

_STATES: Final[dict[State, str]] = {
    "out-of-scope": "out of scope",
    "conflict": "a conflict",
    "known-gap": "a known gap",
    "inferred-gap": "an inferred gap",
    "no-evidence": "no evidence",
}


def state_in_words(state: State) -> str:
    """A state as it stands in "it would be …".

    >>> state_in_words("known-gap"), state_in_words("engaged")
    ('a known gap', 'engaged')
    """
    return _STATES.get(state, state)


def span_in_words(first: date | None, last: date | None) -> str:
    """The days between which something must lie.

    >>> from datetime import date
    >>> span_in_words(date(2021, 2, 1), None)
    'on or after 1 February 2021'
    """
    if first and last:
        return f"between {day_in_words(first)} and {day_in_words(last)}"
    if first:
        return f"on or after {day_in_words(first)}"
    return f"on or before {day_in_words(last)}" if last else "at any time"
