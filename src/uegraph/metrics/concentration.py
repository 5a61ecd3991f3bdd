"""How far engagement gathers on a few bodies.

For bodies with the numbers c₁ … cₙ of participations, C in all:

- Herfindahl-Hirschman index  H = Σ (cᵢ ÷ C)², from 1 ÷ n (all equal) to 1 (one body alone) [1, 2]
- normalised                  H* = (H - 1 ÷ n) ÷ (1 - 1 ÷ n), from 0 to 1
- effective number of bodies  1 ÷ H: so many bodies, all equal, would give the same index [3]

Where a participation may lie outside the period, cᵢ lies between sᵢ and tᵢ, and H between
Σ sᵢ² ÷ (Σ tᵢ)² and Σ tᵢ² ÷ (Σ sᵢ)²: wide, but never wrong.

References:
    [1] A. O. Hirschman, "The paternity of an index", American Economic Review 54 (1964), 761.
    [2] U.S. Department of Justice, Herfindahl-Hirschman Index: shares of 30, 30, 20 and 20 per
        cent give 0.26.
    [3] M. Laakso and R. Taagepera, "'Effective' number of parties", Comparative Political
        Studies 12 (1979), 3-27.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from uegraph.metrics.model import Concentration, Figure
from uegraph.metrics.words import span
from uegraph.words import many, percents

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from uegraph.metrics.record import Record

KINDS: Final = ("organisation", "audience")
TOP: Final = 10


@dataclass(frozen=True, slots=True)
class Ends:
    """The least and the most that a figure can be."""

    low: float
    high: float


def hhi(sure: Mapping[str, int], most: Mapping[str, int]) -> Ends | None:
    """The Herfindahl-Hirschman index.

    Args:
        sure: For each body how many participations it surely has.
        most: How many it has at most.

    Returns:
        The least and the most that it can be; None where there is no participation.

    >>> shares = {"a": 30, "b": 30, "c": 20, "d": 20}
    >>> hhi(shares, shares)
    Ends(low=0.26, high=0.26)
    """
    some, all_ = sum(sure.values()), sum(most.values())
    if not all_:
        return None
    n = sum(count > 0 for count in most.values())
    low = sum(count**2 for count in sure.values()) / all_**2
    high = sum(count**2 for count in most.values()) / some**2 if some else 1.0
    return Ends(max(low, 1 / n), min(high, 1.0))


def normalised(index: Ends, fewest: int, most: int) -> Ends | None:
    """The index made to run from 0 to 1; None where there may be one body only.

    >>> normalised(Ends(0.26, 0.26), 4, 4)
    Ends(low=0.013333333333333345, high=0.013333333333333345)
    """
    if fewest < 2:
        return None
    low = (index.low - 1 / fewest) / (1 - 1 / fewest)
    return Ends(max(low, 0.0), (index.high - 1 / most) / (1 - 1 / most))


def top_share(sure: Mapping[str, int], most: Mapping[str, int], top: int = TOP) -> Ends | None:
    """The share of the bodies with the most participations.

    >>> counts = {"a": 6, "b": 3, "c": 1}
    >>> top_share(counts, counts, top=2)
    Ends(low=0.9, high=0.9)
    """
    some, all_ = sum(sure.values()), sum(most.values())
    if not all_:
        return None
    low = sum(sorted(sure.values(), reverse=True)[:top]) / all_
    high = sum(sorted(most.values(), reverse=True)[:top]) / some if some else 1.0
    n = sum(count > 0 for count in most.values())
    return Ends(max(low, min(1.0, top / n)), min(high, 1.0))


def concentration(record: Record) -> tuple[Concentration, ...]:
    """How far the participations of organisations, and those of audiences, gather on a few."""
    return tuple(
        row for kind in KINDS if (row := _row(record, kind)).participations or row.possibly
    )


def _row(record: Record, kind: str) -> Concentration:
    kinds = record.facts.kinds
    items = [item for item in record.counted if kinds.get(item.part.party) == kind]
    most = Counter(item.part.party for item in items)
    sure = Counter(item.part.party for item in items if item.sure)
    index, first = hhi(sure, most), top_share(sure, most)
    even = normalised(index, len(sure), len(most)) if index else None
    leading = _leading(most)
    receipts, private = record.receipts(i for i in items if i.part.party in leading)
    return Concentration(
        kind=kind,
        bodies=len(most),
        participations=sure.total(),
        possibly=len(items) - sure.total(),
        top_low=first.low if first else None,
        top_high=first.high if first else None,
        hhi_low=index.low if index else None,
        hhi_high=index.high if index else None,
        normalised_low=even.low if even else None,
        normalised_high=even.high if even else None,
        effective_low=1 / index.high if index else None,
        effective_high=1 / index.low if index else None,
        top=tuple(_named(record, party, sure[party], most[party]) for party in leading),
        sentence=_sentence(kind, sure, most),
        activities=receipts,
        private=private,
    )


def _leading(most: Mapping[str, int]) -> list[str]:
    return sorted(most, key=lambda party: (-most[party], party))[:TOP]


def _named(record: Record, party: str, sure: int, most: int) -> str:
    name = "one marked private" if party in record.facts.private else record.facts.name(party)
    return f"{name} ({span(sure, most)})"


def _sentence(kind: str, sure: Counter[str], most: Counter[str]) -> str:
    index, first = hhi(sure, most), top_share(sure, most)
    if not first or not index:
        return f"No participation of an {kind} is recorded in the period."
    bodies, doubtful = len(most), most.total() - sure.total()
    doubt = f"; {doubtful} of them may lie outside the period" if doubtful else ""
    made = many(most.total(), "participation")
    first_few = percents(first.low, first.high)
    leading = f"The {TOP} {kind}s met most often have {first_few} of {made} of {bodies} {kind}s"
    few = f"{many(bodies, kind)} {'has' if bodies == 1 else 'have'} {made} in all"
    equal = span(1 / index.high, 1 / index.low)
    return (
        f"{leading if bodies > TOP else few}{doubt}. HHI {_index(index)}: as concentrated as "
        f"{equal} that share equally."
    )


def _index(index: Ends) -> str:
    return " to ".join(dict.fromkeys((f"{index.low:.3f}", f"{index.high:.3f}")))


def concentration_figures(rows: Sequence[Concentration]) -> list[Figure]:
    """The index of each kind of party."""
    return [
        Figure(
            measure="concentration",
            figure=f"Herfindahl-Hirschman index of {row.kind}s",
            low=row.hhi_low,
            high=row.hhi_high,
            unit="index",
            of=row.participations + row.possibly,
            not_known=row.possibly,
            sentence=row.sentence,
        )
        for row in rows
    ]
