"""When each party was last engaged.

The last of several engagements, each known to lie between two days, lies between the latest of
the first days and the latest of the last days: of the first only those that surely count.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from uegraph.dates.times import months_between
from uegraph.metrics.model import Figure, Recency
from uegraph.metrics.record import by_party
from uegraph.metrics.words import between, span
from uegraph.words import many

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from uegraph.metrics.record import Counted, Record

KINDS: Final = ("organisation", "audience", "unnamed party")
YEAR: Final = 12


@dataclass(frozen=True, slots=True)
class Last:
    """The days between which the last engagement ended, and those that can be the last."""

    first: date | None
    last: date | None
    candidates: tuple[Counted, ...]


def recency(record: Record) -> tuple[Recency, ...]:
    """When each party was last engaged: the longest ago first, those with no engagement at the end.

    Only what a party took part in itself: what bears on it through a part, a predecessor or a
    representative is coverage's.
    """
    of = by_party(record.counted)
    rows = [
        _row(record, party, of.get(party, []))
        for party, kind in record.facts.kinds.items()
        if kind in KINDS and party not in record.facts.private
    ]
    return tuple(sorted(rows, key=_order))


def _order(row: Recency) -> tuple[object, ...]:
    nothing = 2 if not (row.engagements or row.possibly) else 0
    return (
        KINDS.index(row.kind),
        nothing - bool(nothing and row.one_way),
        row.months_high is not None,
        -(row.months_high or 0),
        -(row.months_low or 0),
        row.name,
        row.id,
    )


def last_of(record: Record, items: Sequence[Counted]) -> Last:
    """The last of some engagements, as far as the record can tell."""
    ends = [(item, *_ended(record, item)) for item in items]
    known = [first for item, first, _ in ends if first and item.sure]
    first = max(known, default=None)
    lasts = [last for _, _, last in ends]
    last = None if not lasts or None in lasts else max(day for day in lasts if day)
    candidates = tuple(item for item, _, day in ends if not (first and day and day < first))
    return Last(first, last, candidates)


def _ended(record: Record, item: Counted) -> tuple[date | None, date | None]:
    """Between which days it ended, or was last seen going on; never outside the days asked for."""
    window, times = record.window, item.activity.times
    firsts = [day for day in (times.ended_from, window.start) if day]
    lasts = [day for day in (times.ended_by, window.end) if day]
    first, last = max(firsts, default=None), min(lasts, default=None)
    return (min(first, last) if first and last else first), last


def _row(record: Record, party: str, items: Sequence[Counted]) -> Recency:
    engaged = [item for item in items if not item.one_way]
    last = last_of(record, engaged)
    as_of = record.window.as_of
    receipts, private = record.receipts(last.candidates)
    low = months_between(last.last, as_of) if engaged and last.last and as_of else None
    high = months_between(last.first, as_of) if last.first and as_of else None
    sure = sum(item.sure for item in engaged)
    return Recency(
        id=party,
        name=record.facts.name(party),
        kind=record.facts.kinds[party],
        engagements=sure,
        possibly=len(engaged) - sure,
        one_way=len(items) - len(engaged),
        last_from=last.first,
        last_to=last.last,
        months_low=low,
        months_high=high,
        sentence=_sentence(len(items) - len(engaged), sure, len(engaged), last, (low, high)),
        activities=receipts,
        private=private,
    )


def _sentence(
    one_way: int, sure: int, engaged: int, last: Last, months: tuple[int | None, int | None]
) -> str:
    informed = f" {many(one_way, 'contact')} only informed it." if one_way else ""
    if not engaged:
        return f"No engagement is recorded in the period, which is not none.{informed}"
    told = months[1] is not None or bool(months[0])  # "at least 0 months" tells nothing
    ago = f", {span(*months, ' months')} before the day of reference" if told else ""
    if sure == 0:
        some = "One engagement" if engaged == 1 else f"{engaged} engagements"
        return f"{some} may lie in the period: last {between(None, last.last)}{ago}.{informed}"
    others = f" Beside {many(sure, 'engagement')}, {engaged - sure} may lie in the period."
    also = others if engaged > sure else f" {many(sure, 'engagement')} in all."
    return f"Last engaged {between(last.first, last.last)}{ago}.{also}{informed}"


def recency_figures(rows: Sequence[Recency], record: Record) -> list[Figure]:
    """For each kind of party how many were engaged within the twelve months before."""
    return [
        _figure(record, kind, found)
        for kind in KINDS
        if (found := [row for row in rows if row.kind == kind])
    ]


def _figure(record: Record, kind: str, rows: Sequence[Recency]) -> Figure:
    facts, as_of = record.facts, record.window.as_of
    known = [row for row in rows if row.engagements or row.possibly]
    surely = sum(row.months_high is not None and row.months_high < YEAR for row in known)
    perhaps = sum(row.months_low is None or row.months_low < YEAR for row in known)
    silent = len(rows) - len(known)
    noun = "unnamed parties" if kind == "unnamed party" else f"{kind}s"
    day = between(as_of, as_of) if as_of else "the day of reference, which is not known"
    one_way = sum(bool(row.one_way) for row in rows if not (row.engagements or row.possibly))
    were = "was" if one_way == 1 else "were"
    informed = f" ({one_way} of them {were} informed only)" if one_way else ""
    private = sum(facts.kinds.get(party) == kind for party in facts.private)
    hidden = f"; {private} marked private left out" if private else ""
    more = f", {perhaps - surely} more possibly" if perhaps > surely else ""
    return Figure(
        measure="recency",
        figure=f"{noun} engaged within twelve months",
        low=surely,
        high=perhaps + silent,
        unit=noun,
        of=len(rows),
        not_known=silent + perhaps - surely,
        sentence=(
            f"Of {len(rows)} {noun}, {surely} surely took part in the twelve months before "
            f"{day}{more}; for {silent} no engagement is recorded, which is not none"
            f"{informed}{hidden}."
        ),
    )
