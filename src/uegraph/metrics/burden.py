"""Whom several teams asked within some weeks of each other, without one organiser behind it all.

Between two asks lie the days from the end of the earlier to the beginning of the later, 0 where
they overlap. Begin and end are known between days, so the least and the most that can lie between:

    least = max(0, first begin of one - last end of the other), either way round
    most  = max(0, last begin of one - first end of the other), either way round

They surely came together where the most is within the weeks, and possibly where the least is.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

import numpy as np

from uegraph.coverage.record import ALWAYS, NEVER, own_or_whole
from uegraph.coverage.weighing import ORGANISING
from uegraph.metrics.model import Burden, Figure, Receipt
from uegraph.metrics.record import by_party, in_order
from uegraph.metrics.words import span
from uegraph.words import listed, many

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date

    from uegraph.metrics.record import Counted, Record

Bodies = frozenset[str]


@dataclass(frozen=True, slots=True)
class Ask:
    """One activity to which a party was asked: days as ordinals, open ends far away.

    Attributes:
        organisers: Who asked; empty where that is not recorded.
        wholes: The larger activities and series that it is in.
        sure: Whether it surely lies in the period.
    """

    activity: str
    organisers: Bodies
    wholes: Bodies
    begin_from: int
    begin_by: int
    end_from: int
    end_by: int
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Meeting:
    """The asks of a party that came together with that of another team.

    Attributes:
        surely: The activities that surely did.
        possibly: Those that surely or possibly did.
    """

    surely: Bodies
    possibly: Bodies


def together(asks: Sequence[Ask], days: int) -> Meeting:
    """Which asks came within some days of that of another team.

    An activity and its part, or two with an organiser in common, are of one team; where no
    organiser is recorded, that of another is possible. Each ask is compared with all in columns.
    """
    begin_from, begin_by, end_from, end_by = (
        np.array([getattr(ask, name) for ask in asks], dtype=np.int64)
        for name in ("begin_from", "begin_by", "end_from", "end_by")
    )
    known = np.array([bool(ask.organisers) and ask.sure for ask in asks])
    surely, possibly = set[str](), set[str]()
    for place, (ask, same_team) in enumerate(zip(asks, _same_teams(asks), strict=True)):
        least = np.maximum(begin_from - ask.end_by, ask.begin_from - end_by)
        other = least <= days
        other[same_team] = False
        if other.any():
            possibly.add(ask.activity)
            most = np.maximum(begin_by - ask.end_from, ask.begin_by - end_from)
            if known[place] and (other & known & (most <= days)).any():
                surely.add(ask.activity)
    return Meeting(frozenset(surely), frozenset(possibly))


def _same_teams(asks: Sequence[Ask]) -> Iterator[list[int]]:
    """For each ask the places of those of the same team, its own among them."""
    of: dict[str, list[int]] = defaultdict(list)
    parts: dict[str, list[int]] = defaultdict(list)
    places = {ask.activity: place for place, ask in enumerate(asks)}
    for place, ask in enumerate(asks):
        for body in ask.organisers:
            of[body].append(place)
        for whole in ask.wholes:
            parts[whole].append(place)
    for place, ask in enumerate(asks):
        wholes = [places[whole] for whole in ask.wholes if whole in places]
        joint = [other for body in ask.organisers for other in of[body]]
        yield [place, *wholes, *parts[ask.activity], *joint]


def without_wholes(asks: Sequence[Ask]) -> list[Ask]:
    """The asks without those that are made by their parts, which are asks themselves."""
    around = frozenset[str]().union(*(ask.wholes for ask in asks))
    return [ask for ask in asks if ask.activity not in around]


def busiest(asks: Iterable[Ask], days: int) -> tuple[int, int]:
    """To how many activities a party was asked within some days, at the busiest time.

    Returns:
        How many lie within such a window on every day that the dates can mean, and how many may.
    """
    found = list(asks)
    sure = [(ask.begin_by - days, ask.end_from) for ask in found if ask.sure]
    return _most_at_once(sure), _most_at_once((a.begin_from - days, a.end_by) for a in found)


def _most_at_once(spans: Iterable[tuple[int, int]]) -> int:
    """How many of some spans of days share a day, at most."""
    changes = [
        change
        for first, last in spans
        if first <= last
        for change in ((first, 0, 1), (last, 1, -1))  # what begins on a day meets what ends on it
    ]
    return max(accumulate(step for _, _, step in sorted(changes)), default=0)


def burden(record: Record, weeks: int) -> tuple[Burden, ...]:
    """The parties that several teams asked within some weeks: those asked most at once first."""
    days, asker = 7 * weeks, _asker(record)
    rows = [
        row
        for party, items in by_party(record.asked).items()
        if (row := _row(record, party, asker(party, items), days))
    ]
    return tuple(
        sorted(rows, key=lambda r: (not r.certain, -r.most_low, -r.most_high, r.name, r.id))
    )


def _asker(record: Record) -> Callable[[str, Sequence[Counted]], list[Ask]]:
    organisers = _organisers(record)
    wholes: dict[str, Bodies] = {}

    def asks(party: str, items: Sequence[Counted]) -> list[Ask]:
        found: dict[str, Ask] = {}
        for item in items:
            iri = item.part.activity
            if iri not in wholes:
                wholes[iri] = record.wholes(iri)
            # Who organised it, else who organised the nearest larger one that says so.
            who = own_or_whole(iri, organisers, record.facts.links.get("within", {}))
            others = who - {party}
            if others or not who:  # what a body organises for itself, nobody asks of it
                found[iri] = _ask(record, item, others, wholes[iri])
        return list(found.values())

    return asks


def _organisers(record: Record) -> dict[str, Bodies]:
    return {
        iri: found
        for iri, parts in record.facts.by_activity.items()
        if (found := frozenset(part.party for part in parts if part.role in ORGANISING))
    }


def _ask(record: Record, item: Counted, who: Bodies, wholes: Bodies) -> Ask:
    """What of it lies in the days asked about, given that some of it does."""
    times, window = item.activity.times, record.window
    start = window.start.toordinal() if window.start else NEVER
    end = window.end.toordinal() if window.end else ALWAYS

    def day(known: date | None, otherwise: int) -> int:
        return min(max(known.toordinal() if known else otherwise, start), end)

    return Ask(
        activity=item.part.activity,
        organisers=who,
        wholes=wholes,
        begin_from=day(times.began_from, NEVER),
        begin_by=day(times.began_by, ALWAYS),
        end_from=day(times.ended_from, NEVER),
        end_by=day(times.ended_by, ALWAYS),
        sure=item.sure and times.dated,
    )


def _row(record: Record, party: str, asks: Sequence[Ask], days: int) -> Burden | None:
    """A party's row; None where no two teams can have asked it within the days."""
    facts = record.facts
    met = together(asks, days)
    shown = met.surely or met.possibly
    if not shown or party in facts.private:
        return None
    involved = [ask for ask in asks if ask.activity in shown]
    receipts = in_order(
        _receipt(record, ask) for ask in involved if ask.activity not in facts.private
    )
    who = frozenset[str]().union(*(ask.organisers for ask in involved)) - facts.private
    names = tuple(sorted(facts.name(body) for body in who))
    single = without_wholes(asks)
    low, high = busiest(single, days)
    return Burden(
        id=party,
        name=facts.name(party),
        kind=facts.kinds.get(party, "other"),
        certain=bool(met.surely),
        asked=len(single),
        most_low=low,
        most_high=high,
        organisers=names,
        sentence=_sentence(met, names, days, (low, high), len(single)),
        activities=receipts,
        private=len(involved) - len(receipts),
    )


def _receipt(record: Record, ask: Ask) -> Receipt:
    facts = record.facts
    who = sorted(facts.name(body) for body in ask.organisers - facts.private)
    by = f"asked by {listed(who, few=3)}" if who else "organiser not named"
    return record.receipt(ask.activity, by)


def _sentence(
    met: Meeting, names: Sequence[str], days: int, most: tuple[int, int], asked: int
) -> str:
    weeks = many(days // 7, "week")
    count = len(met.surely or met.possibly)
    verb = "Asked" if met.surely else "Possibly asked"
    by = f" by {listed(names, few=5)}" if names else ""
    also = len(met.possibly - met.surely) if met.surely else 0
    more = f" {many(also, 'more ask')} possibly did too." if also else ""
    return (
        f"{verb}{by} to {count} activities within {weeks} of another team's.{more} At the busiest "
        f"time {span(*most)} of {asked} within {weeks}."
    )


def burden_figures(rows: Sequence[Burden], record: Record, weeks: int) -> list[Figure]:
    """How many of the parties that were asked were asked by several teams at once."""
    asked = {item.part.party for item in record.asked} - record.facts.private
    sure = sum(row.certain for row in rows)
    doubtful = len(rows) - sure
    rest = f"{doubtful} of these {'rests' if doubtful == 1 else 'rest'} on inexact dates or on"
    doubt = f"; {rest} organisers not recorded" if doubtful else ""
    return [
        Figure(
            measure="burden",
            figure="parties asked by several teams at once",
            low=sure,
            high=len(rows),
            unit="parties",
            of=len(asked),
            not_known=doubtful,
            sentence=(
                f"Of {many(len(asked), 'party', 'parties')} asked, {span(sure, len(rows))} "
                f"{'was' if sure == len(rows) == 1 else 'were'} asked by several teams within "
                f"{many(weeks, 'week')}{doubt}."
                if asked
                else "Nobody is recorded to have been asked in the period."
            ),
        )
    ]
