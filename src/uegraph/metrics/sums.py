"""Numbers that are known by a bound only, and their sums, which keep the bounds.

People and bodies are whole, so "more than 180" is 181 or more, and "fewer than 20" is 19 or fewer.
The sum of the least numbers is the least sum, and that of the greatest the greatest.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Amount:
    """A number between two ends, both included.

    Attributes:
        low: The least that it can be.
        high: The most; None where it has no upper end.
        about: Whether it is near these rather than surely between them.
        strict: How many numbers in it were given as "more than".
    """

    low: int
    high: int | None
    about: bool = False
    strict: int = 0

    def __add__(self, other: Amount) -> Amount:
        high = None if self.high is None or other.high is None else self.high + other.high
        both = self.strict + other.strict
        return Amount(self.low + other.low, high, self.about or other.about, both)

    def __str__(self) -> str:
        """The number in words: "more than 580", "about 30", "12 to 40".

        >>> str(Amount(400, 400) + amount_of("more-than", 180))
        'more than 580'
        """
        near = "about " if self.about else ""
        if self.low == self.high:
            return f"{near}{self.low:,}"
        if self.high is not None:
            return (
                f"{near}{self.low:,} to {self.high:,}" if self.low else f"{near}up to {self.high:,}"
            )
        if self.strict == 1:
            return f"more than {near}{self.low - 1:,}"
        return f"at least {near}{self.low:,}" if self.low or self.about else "any number"


NONE: Final = Amount(0, 0)


def amount_of(bound: str, value: int, upper: int | None = None) -> Amount:
    """What a number means by its bound, a concept of the scheme ``bound`` by its slug.

    A bound that is not of the scheme says nothing, so neither end is known.

    >>> amount_of("more-than", 180)
    Amount(low=181, high=None, about=False, strict=1)
    >>> amount_of("fewer-than", 20)
    Amount(low=0, high=19, about=False, strict=0)
    """
    known = {
        "exactly": Amount(value, value),
        "about": Amount(value, value, about=True),
        "at-least": Amount(value, None),
        "more-than": Amount(value + 1, None, strict=1),
        "up-to": Amount(0, value),
        "fewer-than": Amount(0, max(value - 1, 0)),
    }
    if bound == "range" and upper is not None:
        return Amount(min(value, upper), max(value, upper))
    return known.get(bound, Amount(value, None) if bound == "range" else Amount(0, None))


def total(amounts: Iterable[Amount]) -> Amount:
    """The sum of numbers of different things."""
    return sum(amounts, NONE)


def largest_to_sum(amounts: Iterable[Amount]) -> Amount:
    """What several numbers make together that may count the same people.

    They are at least as many as the largest says, and at most as many as all together.
    """
    found = list(amounts)
    if len(found) < 2:
        return total(found)
    lead = max(found, key=lambda amount: amount.low)
    both = total(found)
    return Amount(lead.low, both.high, both.about, lead.strict)


def agreed(amounts: Iterable[Amount]) -> Amount:
    """What several statements of one number leave for it; where they contradict, all they span."""
    found = list(dict.fromkeys(amounts))
    if len(found) < 2:
        return total(found)
    highs = [amount.high for amount in found if amount.high is not None]
    lead = max(found, key=lambda amount: amount.low)
    about = any(amount.about for amount in found)
    if not highs or lead.low <= min(highs):
        return Amount(lead.low, min(highs, default=None), about, lead.strict)
    least = min(found, key=lambda amount: amount.low)
    open_ended = len(highs) < len(found)
    return Amount(least.low, None if open_ended else max(highs), about, least.strict)
