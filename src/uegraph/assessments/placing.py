"""From scores to quadrants and classes: the arithmetic alone, without a graph.

Each function answers with every place that the scores leave open, so that what is on the line, not
judged or disputed is never settled by a guess.
"""

from __future__ import annotations

from itertools import chain, product
from typing import TYPE_CHECKING, Final

from uegraph.assessments.model import QUADRANTS, SALIENCE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from uegraph.assessments.model import Attribute, Prominence, Quadrant, Salience

    # What one assessor gave each attribute; those it did not judge are left out.
    Scores = Mapping[Attribute, Sequence[int]]

OPEN: Final = frozenset((True, False))

_QUADRANTS: Final[dict[tuple[bool, ...], Quadrant]] = {
    (True, True): "manage closely",
    (True, False): "keep satisfied",
    (False, True): "keep informed",
    (False, False): "monitor",
}
# Mitchell, Agle and Wood (1997), figure 2: power, legitimacy, urgency.
_SALIENCE: Final[dict[tuple[bool, ...], Salience]] = {
    (True, True, True): "definitive",
    (True, True, False): "dominant",
    (True, False, True): "dangerous",
    (False, True, True): "dependent",
    (True, False, False): "dormant",
    (False, True, False): "discretionary",
    (False, False, True): "demanding",
    (False, False, False): "non-stakeholder",
}


def sides(scores: Iterable[int], cut: float) -> frozenset[bool]:
    """Whether scores are high (True) or low (False): both where one is on the line or none is.

    >>> sorted(sides([4], 3)), sorted(sides([3], 3)), sorted(sides([], 3))
    ([True], [False, True], [False, True])
    """
    found: frozenset[bool] = frozenset()
    for score in scores:
        found |= OPEN if score == cut else {score > cut}
    return found or OPEN


def quadrants(assessors: Iterable[Scores], cut: float) -> list[frozenset[Quadrant]]:
    """The quadrants of the grid of power and interest that each assessor leaves open.

    Above the cut is high, below it low. A score on the cut is neither, and leaves both sides open.
    What an assessor did not judge is taken from the others who did.

    References:
        Mendelow, A. L. (1991), Stakeholder mapping; the names of the quadrants are those in
        common use.
    """
    return [
        frozenset(_QUADRANTS[place] for place in places)
        for places in _places(assessors, ("power", "interest"), cut)
    ]


def salience(assessors: Iterable[Scores], cut: float) -> list[frozenset[Salience]]:
    """The classes of salience that each assessor leaves open.

    A stakeholder has an attribute where its score is above the cut, and lacks it where it is
    below.

    References:
        Mitchell, R. K., Agle, B. R. and Wood, D. J. (1997), Toward a theory of stakeholder
        identification and salience, Academy of Management Review 22(4), 853-886.
    """
    return [
        frozenset(_SALIENCE[place] for place in places)
        for places in _places(assessors, ("power", "legitimacy", "urgency"), cut)
    ]


def prominence(scores: Scores, cut: float) -> Prominence:
    """Whether power or interest is high, over the scores of all assessors together."""
    given = [scores[name] for name in ("power", "interest") if scores.get(name)]
    found = [sides(values, cut) for values in given]
    if frozenset((True,)) in found:
        return "high"
    if any(True in one for one in found):
        return "perhaps high"
    return "not high" if len(found) == 2 else "not known"


def in_order(found: Iterable[Iterable[Quadrant]]) -> tuple[Quadrant, ...]:
    """The quadrants that are in one of several sets, in the order of the grid."""
    every = set(chain.from_iterable(found))
    return tuple(name for name in QUADRANTS if name in every)


def classes_in_order(found: Iterable[Iterable[Salience]]) -> tuple[Salience, ...]:
    """The classes that are in one of several sets, the most salient first."""
    every = set(chain.from_iterable(found))
    return tuple(name for name in SALIENCE if name in every)


def differ(found: Sequence[frozenset[Quadrant]]) -> bool:
    """Whether two assessors have no quadrant in common, so that they differ for certain."""
    return any(one.isdisjoint(other) for one in found for other in found)


def _places(
    assessors: Iterable[Scores], attributes: Sequence[Attribute], cut: float
) -> list[set[tuple[bool, ...]]]:
    """For each assessor, every combination of high and low that its scores leave open."""
    given = list(assessors)
    everybody = {name: [s for one in given for s in one.get(name, ())] for name in attributes}
    return [
        set(product(*(sides(one.get(name) or everybody[name], cut) for name in attributes)))
        for one in given
    ]
