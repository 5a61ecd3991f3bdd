"""Whether a group takes part as much as its share of the population would suggest.

The participation-to-prevalence ratio (PPR) comes from the study of who is enrolled in clinical
trials. It divides the group's share of those who took part by its share of the population:

    PPR = (group at activities ÷ all at the same activities) ÷ (group's population ÷ population)

1 is parity; from 0.8 to 1.2 is usually read as "represented much as in the population" [1, 2].
The interval holds whatever the recorded numbers leave possible. It is no confidence interval: it
says nothing of chance, and nothing of those whose characteristics nobody asked for.

References:
    [1] Poon R. et al., Participation of women and sex analyses in late-phase clinical trials of
        new molecular entity drugs and biologics approved by the FDA in 2007-2009. Journal of
        Women's Health 22 (2013) 604-616, doi:10.1089/jwh.2012.3753.
    [2] Scott P. E. et al., Participation of women in clinical trials supporting FDA approval of
        cardiovascular drugs. Journal of the American College of Cardiology 71 (2018) 1960-1969.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from uegraph.equality.bounds import Bounds, quotient, share

if TYPE_CHECKING:
    from collections.abc import Sequence

    from uegraph.equality.model import Reading

LEAST: Final = Fraction(8, 10)
MOST: Final = Fraction(12, 10)


def prevalence(group: Bounds, whole: Bounds) -> Bounds | None:
    """The group's share of the population; None where the two figures contradict each other."""
    found = quotient(group, whole)
    if found is None or found.low > 1:
        return None
    return Bounds(found.low, Fraction(1) if found.high is None else min(found.high, Fraction(1)))


def participation_to_prevalence(
    pairs: Sequence[tuple[Bounds, Bounds]], group: Bounds, whole: Bounds
) -> Bounds | None:
    """The ratio of a group's share of attendances to its share of the population.

    Args:
        pairs: For each activity the attendances of the group and those of all.
        group: The population of the group.
        whole: The population of what it is a part of.

    Returns:
        Its interval; None where the numbers contradict each other or are all 0.

    >>> from uegraph.equality.bounds import exactly
    >>> here = [(exactly(30), exactly(100))]
    >>> participation_to_prevalence(here, exactly(1), exactly(2))
    Bounds(low=Fraction(3, 5), high=Fraction(3, 5))
    """
    here = share(pairs)
    there = prevalence(group, whole)
    return None if here is None or there is None else quotient(here, there)


def reading(ratio: Bounds) -> Reading:
    """What an interval of the ratio says: one of three things, or that it leaves them open."""
    if ratio.high is not None and ratio.high < LEAST:
        return "below"
    if ratio.low > MOST:
        return "above"
    near = ratio.low >= LEAST and ratio.high is not None and ratio.high <= MOST
    return "near" if near else "open"
