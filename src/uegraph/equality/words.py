"""Numbers and ratios as people read them, or why they are not shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from uegraph.equality.model import Figure
from uegraph.words import many

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from uegraph.equality.bounds import Bounds
    from uegraph.equality.model import Reading
    from uegraph.equality.suppression import Hidden

NOT_KNOWN: Final = Figure(None, None, "not known")
NOT_SHOWN: Final = Figure(None, None, "not shown")

READINGS: Final[dict[Reading, str]] = {
    "below": "below their share",
    "near": "near their share",
    "above": "above their share",
    "open": "which leaves open whether that is their share",
}

NO_NUMBER: Final = "no number of its participants is recorded"
NO_WHOLE: Final = "the number of all who took part beside them is not recorded"
NO_POPULATION: Final = "its population is not recorded with a source"
NO_PART_OF: Final = "nothing that it is part of has a population with a source"
TOO_MANY: Final = "the records give more of the group than of all who were there"
CONTRADICTION: Final = "the numbers are 0 or contradict each other"


def people(number: Bounds | None, hidden: Hidden | None, threshold: int) -> Figure:
    """A count of people, unless it is small or would give a small one away."""
    if number is None:
        return NOT_KNOWN
    if hidden == "small":
        return Figure(None, None, f"fewer than {threshold}")
    if hidden:
        return NOT_SHOWN
    low, high = int(number.low), None if number.high is None else int(number.high)
    if high is None:
        return Figure(low, None, f"at least {low:,}")
    return Figure(low, high, f"{low:,}" if low == high else f"{low:,} to {high:,}")


def percent(number: Bounds | None) -> Figure:
    """A share in per cent; an interval is rounded outwards, so that nothing falls out of it."""
    if number is None or number.high is None:
        return NOT_KNOWN
    low, high = _outwards(number.low * 100, number.high * 100, 10, exact=number.exact)
    text = f"{low:g}%" if low == high else f"{low:g}% to {high:g}%"
    return Figure(float(number.low), float(number.high), text)


def multiple(number: Bounds | None) -> Figure:
    """A ratio to two places; an interval is rounded outwards."""
    if number is None:
        return NOT_KNOWN
    high = number.low if number.high is None else number.high
    low, most = _outwards(number.low, high, 100, exact=number.exact)
    if number.high is None:
        return Figure(float(number.low), None, f"at least {low:g}")
    text = f"{low:g}" if low == most else f"{low:g} to {most:g}"
    return Figure(float(number.low), float(number.high), text)


def _outwards(low: Fraction, high: Fraction, parts: int, *, exact: bool) -> tuple[float, float]:
    if exact:
        return round(low * parts) / parts, round(low * parts) / parts
    return (low * parts).__floor__() / parts, (high * parts).__ceil__() / parts


def main(kind: str, group: Figure, whole: Figure, share: Figure, places: int) -> str:
    """What was counted: the group, all, and the group's share, as far as they may be shown."""
    of = "" if whole is NOT_KNOWN else f" of {whole}"
    part = f" ({share})" if share.low is not None else ""
    return f"{kind.capitalize()}: {group}{of} in {many(places, 'activity', 'activities')}{part}"


def against(prevalence: Figure, part_of: str, sources: Sequence[str]) -> str:
    """What the share is set against, and who says so."""
    told = "; ".join(dict.fromkeys(sources))
    return f"against {prevalence} of the population of '{part_of}' ({told})"


def cautions(*, several: bool, about: bool, left_out: int) -> list[str]:
    """What a reader must know of the numbers."""
    said = []
    if several:
        said.append("Attendances are added up, so that people may be counted twice.")
    if about:
        said.append("'About' is taken to reach a tenth to either side.")
    if left_out:
        where = many(left_out, "activity", "activities")
        said.append(f"Left out: its number in {where}, private or without a number for all.")
    return said
