"""Small counts of people are not shown, nor anything from which one could be worked out.

Two steps, as official statistics do it [1, 2]: first every number below the threshold is hidden,
then as many others as it takes so that no sum of what is shown gives one away. A hidden small
number must remain any number from 0 to the threshold - 1 to whoever knows all that is shown.

References:
    [1] Office for National Statistics, Statistical disclosure control: policy,
        ons.gov.uk/aboutus/transparencyandgovernance/datastrategy/datapolicies.
    [2] Hundepool A. et al., Statistical Disclosure Control (Wiley 2012).
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final, Literal

from uegraph.equality.bounds import NOTHING, Bounds, total

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

Hidden = Literal["small", "withheld"]

ANY: Final = Bounds(Fraction(0), None)


@dataclass(frozen=True, slots=True)
class Sum:
    """A whole and parts of it that do not overlap, as a reader may set them against each other.

    Attributes:
        whole: What the number of the whole goes by.
        parts: What those of the parts go by.
    """

    whole: str
    parts: frozenset[str]

    @property
    def rest(self) -> str:
        """What those in no part go by: a number in no table that can be worked out all the same."""
        return "\n".join(["rest", self.whole, *sorted(self.parts)])


def suppressed(
    numbers: Mapping[str, Bounds], sums: Iterable[Sum], threshold: int
) -> dict[str, Hidden]:
    """Which numbers must not be shown: the small ones, and those that would give one away.

    Parts that come to more than their whole share people, and nothing follows from them.

    Args:
        numbers: Every number that could be shown.
        sums: How they add up.
        threshold: The least number of people that may be shown; 0 shows everything.

    Returns:
        ``small`` for what is surely below the threshold, ``withheld`` for the others, which may be
        small or large.
    """
    hidden: dict[str, Hidden] = {
        key: "withheld" if number.high is None or number.high >= threshold else "small"
        for key, number in numbers.items()
        if number.low < threshold
    }
    valid = [one for one in dict.fromkeys(sums) if not _overlaps(one, numbers)]
    rests = {one.rest: _left_over(one, numbers) for one in valid}
    while threshold > 0:
        known = _told(numbers, valid, rests, hidden, threshold)
        small = [key for key, how in hidden.items() if how == "small"]
        small += [key for key, rest in rests.items() if _is_small(rest, threshold)]
        leaks = [key for key in small if not _open(known[key], threshold)]
        found = next(filter(None, (_nearest(key, valid, numbers, hidden) for key in leaks)), None)
        if found is None:
            break
        hidden[found] = "withheld"
    return hidden


def _overlaps(one: Sum, numbers: Mapping[str, Bounds]) -> bool:
    whole = numbers[one.whole].high
    return whole is not None and total(numbers[part] for part in one.parts).low > whole


def _left_over(one: Sum, numbers: Mapping[str, Bounds]) -> Bounds:
    """Those of the whole who are in no part."""
    whole, parts = numbers[one.whole], total(numbers[part] for part in one.parts)
    low = NOTHING.low if parts.high is None else max(whole.low - parts.high, NOTHING.low)
    return Bounds(low, None if whole.high is None else whole.high - parts.low)


def _is_small(rest: Bounds, threshold: int) -> bool:
    return rest.high is not None and 0 < rest.high < threshold


def _open(number: Bounds, threshold: int) -> bool:
    """Whether a number can still be anything from 0 to the threshold - 1."""
    return number.low <= 0 and (number.high is None or number.high >= threshold - 1)


def _told(
    numbers: Mapping[str, Bounds],
    sums: Sequence[Sum],
    rests: Mapping[str, Bounds],
    hidden: Mapping[str, Hidden],
    threshold: int,
) -> dict[str, Bounds]:
    """What a reader can tell of every number, by adding and subtracting what is shown.

    They are taken to know where the parts are everybody. What one sum tells is used in the next,
    until nothing is left to learn.
    """
    labels = {"small": Bounds(NOTHING.low, Fraction(threshold - 1)), "withheld": ANY}
    known = {
        key: labels[hidden[key]] if key in hidden else number for key, number in numbers.items()
    }
    known |= {key: NOTHING if rest == NOTHING else ANY for key, rest in rests.items()}
    for _ in sums:
        learnt = [_learn(known, one) for one in sums]
        if not any(learnt):
            break
    return known


def _learn(known: dict[str, Bounds], one: Sum) -> bool:
    """Narrow what is known by one sum: the whole is its parts and those in none of them."""
    whole, terms = known[one.whole], [*sorted(one.parts), one.rest]
    narrower = {one.whole: _both(whole, total(known[term] for term in terms))}
    for term in terms:
        others = total(known[other] for other in terms if other != term)
        low = NOTHING.low if others.high is None else whole.low - others.high
        high = None if whole.high is None else whole.high - others.low
        narrower[term] = _both(known[term], Bounds(low, high))
    changed = any(known[key] != number for key, number in narrower.items())
    known |= narrower
    return changed


def _both(one: Bounds, other: Bounds) -> Bounds:
    """What two statements leave possible together; the first where they contradict each other."""
    low = max(one.low, other.low)
    high = min((high for high in (one.high, other.high) if high is not None), default=None)
    return one if high is not None and low > high else Bounds(low, high)


def _nearest(
    key: str, sums: Sequence[Sum], numbers: Mapping[str, Bounds], hidden: Mapping[str, Hidden]
) -> str | None:
    """What to hide for the sake of a number: the smallest part nearby, else a whole; None for none.

    A whole goes last because it is often known from elsewhere.
    """
    seen, reached = set[Sum](), {key}
    while level := [one for one in sums if one not in seen and reached & _terms(one)]:
        for near in ({part for one in level for part in one.parts}, {one.whole for one in level}):
            shown = near - hidden.keys()
            if shown:
                return min(shown, key=lambda key: (numbers[key].low, key))
        seen.update(level)
        reached = {term for one in level for term in _terms(one)}
    return None


def _terms(one: Sum) -> set[str]:
    return {one.whole, *one.parts, one.rest}
