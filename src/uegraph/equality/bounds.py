"""Numbers as records give them: between two ends, of which one may be open.

An interval here is no estimate and has no probability. It holds every value that the records
leave possible, as long as the records are right.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

ABOUT: Final = Fraction(1, 10)  # how far "about" is taken to reach on either side: our reading


@dataclass(frozen=True, slots=True)
class Bounds:
    """A number of which the least and the greatest possible value are known.

    Attributes:
        low: The least that it can be.
        high: The most that it can be; None where nothing says.
    """

    low: Fraction
    high: Fraction | None

    def __add__(self, other: Bounds) -> Bounds:
        """Both together, as far as each is known."""
        high = None if self.high is None or other.high is None else self.high + other.high
        return Bounds(self.low + other.low, high)

    @property
    def exact(self) -> bool:
        """Whether only one value is possible."""
        return self.low == self.high


NOTHING: Final = Bounds(Fraction(0), Fraction(0))


def exactly(number: int) -> Bounds:
    """A number that is known."""
    return Bounds(Fraction(number), Fraction(number))


def stated(bound: str, value: int, upper: int | None = None) -> Bounds:
    """What a recorded number leaves possible.

    "About 50" has no ends in the model. It is read as 45 to 55, a tenth on either side, rounded
    outwards to whole numbers; every figure that rests on this says so.

    Args:
        bound: The slug of a concept of the scheme ``bound``.
        value: The number, or the lower end of a range.
        upper: The upper end of a range.

    >>> stated("more-than", 180)
    Bounds(low=Fraction(181, 1), high=None)
    >>> stated("about", 15)
    Bounds(low=Fraction(13, 1), high=Fraction(17, 1))
    """
    number = Fraction(value)
    if bound == "about":
        reach = number * ABOUT
        return Bounds(Fraction((number - reach).__floor__()), Fraction((number + reach).__ceil__()))
    ends: dict[str, tuple[Fraction, Fraction | None]] = {
        "exactly": (number, number),
        "at-least": (number, None),
        "more-than": (number + 1, None),
        "up-to": (Fraction(0), number),
        "fewer-than": (Fraction(0), max(number - 1, Fraction(0))),
        "range": (number, None if upper is None else max(number, Fraction(upper))),
    }
    return Bounds(*ends.get(bound, (Fraction(0), None)))


def total(numbers: Iterable[Bounds]) -> Bounds:
    """The sum of numbers, as far as each is known."""
    found = NOTHING
    for number in numbers:
        found += number
    return found


def either(one: Bounds, other: Bounds) -> Bounds:
    """What two sources that differ leave possible: whatever either of them allows."""
    high = None if one.high is None or other.high is None else max(one.high, other.high)
    return Bounds(min(one.low, other.low), high)


def overlapping(numbers: Sequence[Bounds]) -> Bounds:
    """How many there were in groups that may share people: at least the largest, at most all."""
    return Bounds(max((number.low for number in numbers), default=Fraction(0)), total(numbers).high)


def share(pairs: Sequence[tuple[Bounds, Bounds]]) -> Bounds | None:
    """The part that a group is of all attendances of some activities; None where there were none.

    Σ group ÷ Σ all. Each number can be anything its bounds allow, and a group is no larger than
    the whole it is part of. Both ends are reached by numbers that the bounds allow, or, where a
    number is open above, come as near as one likes. So no narrower interval is right.

    Args:
        pairs: For each activity the number of the group and that of all.

    Raises:
        ValueError: A group is larger than its whole can be.
    """
    if any(whole.high is not None and part.low > whole.high for part, whole in pairs):
        raise ValueError("a group is larger than the whole that it is part of")
    least = _ratio([(part.low, whole.high) for part, whole in pairs], unbounded=Fraction(0))
    most = _ratio([_fullest(part, whole) for part, whole in pairs], unbounded=Fraction(1))
    # Where only an empty whole makes the share greatest, the group is empty and the share 0.
    return None if least is None else Bounds(least, most or Fraction(0))


def _fullest(part: Bounds, whole: Bounds) -> tuple[Fraction, Fraction | None]:
    """The numbers of one activity that make the share as great as it can be.

    As long as the group can grow with the whole, growing adds as much above as below the line,
    which no share of at most 1 loses by; beyond that a larger whole only thins it.
    """
    reach = whole.high if part.high is None else part.high
    if reach is None:
        return part.low, None
    size = max(whole.low, reach if whole.high is None else min(reach, whole.high))
    return min(reach, size), size


def _ratio(
    numbers: Sequence[tuple[Fraction, Fraction | None]], *, unbounded: Fraction
) -> Fraction | None:
    wholes = [whole for _, whole in numbers]
    if None in wholes:
        return unbounded
    below = sum(filter(None, wholes), Fraction(0))
    return sum((part for part, _ in numbers), Fraction(0)) / below if below else None


def quotient(above: Bounds, below: Bounds) -> Bounds | None:
    """One number over another that is independent of it; None where the lower can only be 0."""
    if below.high == 0:
        return None
    low = Fraction(0) if below.high is None else above.low / below.high
    high = None if above.high is None or below.low == 0 else above.high / below.low
    return Bounds(low, high)
