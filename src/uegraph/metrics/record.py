"""What measures are reckoned on: the activities of a period, and the participations that count.

The rules are those of coverage: role and outcome say whether a participation can count, an
organiser is not thereby engaged, and nothing counts where the activity was cancelled or lies ahead.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final, Literal

from uegraph.coverage.facts import CANCELLED, PLANNED, Facts, read_facts
from uegraph.coverage.weighing import OUTWARD
from uegraph.dates import Interval, interval
from uegraph.metrics.model import Receipt

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from uegraph.coverage.facts import Activity, Participation
    from uegraph.store import Store

Touch = Literal["yes", "maybe", "no"]

_ASKED: Final = ("engaged", "attempted")


@dataclass(frozen=True, slots=True)
class Window:
    """The days that are asked about.

    Attributes:
        start: The first of them; None where there is no first.
        end: The last of them, never after the day of reference; None where there is no last.
        as_of: The day of reference.
        whole: Whether nothing on record can lie outside: no period and no earlier day was asked.
    """

    start: date | None
    end: date | None
    as_of: date | None
    whole: bool

    def touch(self, activity: Activity) -> Touch:
        """Whether an activity took place in these days: surely, perhaps or not at all."""
        if activity.status in (CANCELLED, PLANNED):
            return "no"
        begins = activity.times.began_from
        if self.as_of and begins and begins > self.as_of:
            return "no"
        return "yes" if self.whole else activity.times.touches(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Counted:
    """A participation that counts.

    Attributes:
        outcome: What came of it: ``engaged``, or only ``attempted``.
        sure: Whether it lies in the period on every day that its time can mean.
        one_way: Whether it only informed, which engages nobody on its own.
    """

    part: Participation
    activity: Activity
    outcome: str
    sure: bool
    one_way: bool


@dataclass(frozen=True, slots=True)
class Record:
    """The activities of a period, and the participations in them that count.

    Attributes:
        touched: The activities and series that took place in the period, and how surely.
        counted: Their participations that count, by the IRIs of activity and participation.
        asked: Those by which somebody was asked, whatever came of it.
    """

    facts: Facts
    window: Window
    touched: Mapping[str, Touch]
    counted: tuple[Counted, ...]
    asked: tuple[Counted, ...]

    def hidden(self, item: Counted) -> bool:
        """Whether a participation, its activity or its party is marked private."""
        part = item.part
        return not self.facts.private.isdisjoint((part.iri, part.activity, part.party))

    def receipts(self, items: Iterable[Counted]) -> tuple[tuple[Receipt, ...], int]:
        """The activities of participations by name, and how many more are marked private."""
        shown, private = set[str](), set[str]()
        for item in items:
            (private if self.hidden(item) else shown).add(item.part.activity)
        return in_order(self.receipt(iri) for iri in shown), len(private - shown)

    def receipt(self, iri: str, note: str = "") -> Receipt:
        """One activity as a receipt."""
        activity = self.facts.activities[iri]
        sure = self.touched.get(iri) == "yes"
        return Receipt(iri, activity.name, activity.when, sure, note)

    def wholes(self, iri: str) -> frozenset[str]:
        """The larger activities and series that an activity is in, at any height, but itself."""
        return self.facts.within([iri], "within") - {iri}


def in_order(receipts: Iterable[Receipt]) -> tuple[Receipt, ...]:
    """Receipts by name."""
    return tuple(sorted(receipts, key=lambda receipt: (receipt.name, receipt.id)))


def read_record(store: Store, *, as_of: date | None = None, period: str | None = None) -> Record:
    """Everything on record of a period.

    Raises:
        DateError: The period is not a date.
    """
    facts = read_facts(store)
    window = window_of(facts, as_of=as_of, period=period)
    touched = {
        iri: touch
        for iri, activity in facts.activities.items()
        if (touch := window.touch(activity)) != "no"
    }
    found = list(_participations(facts, touched))
    engaged = [item for item in found if item.outcome == "engaged"]
    asked = [item for item in found if not item.one_way]
    return Record(facts, window, touched, tuple(engaged), tuple(asked))


def window_of(facts: Facts, *, as_of: date | None, period: str | None) -> Window:
    """The days asked about; the day of reference is chosen as coverage does it."""
    asked = interval(period) if period else Interval(None, None)
    day = as_of or asked.latest or facts.recorded_to
    end = min((known for known in (asked.latest, day) if known), default=None)
    early = bool(end and facts.published and end < facts.published)
    return Window(asked.earliest, end, day, whole=not (period or early))


def _participations(facts: Facts, touched: Mapping[str, Touch]) -> Iterator[Counted]:
    counts_as = cache(facts.counts_as)
    for iri, touch in sorted(touched.items()):
        activity = facts.activities[iri]
        for part in facts.by_activity.get(iri, ()):
            outcome = counts_as(part.status)
            if counts_as(part.role) == "engaged" and outcome in _ASKED:
                yield Counted(part, activity, outcome, touch == "yes", _one_way(facts, part))


def _one_way(facts: Facts, part: Participation) -> bool:
    """Outward, or inform without a word that anything came back."""
    level = facts.concepts.get(part.level)
    informs = level is not None and level.rank == 1
    return part.direction == OUTWARD or (informs and not part.direction)


def by_party(items: Iterable[Counted]) -> dict[str, list[Counted]]:
    """Participations by party."""
    found: dict[str, list[Counted]] = defaultdict(list)
    for item in items:
        found[item.part.party].append(item)
    return found
