"""What each participation is worth in a scope: all of them at once, over columns.

A participation that does not bear on the scope has no line in the answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from uegraph.coverage.facts import CANCELLED, NOTHING, PLANNED
from uegraph.coverage.record import ALWAYS, NEVER
from uegraph.namespaces import expand

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date

    import polars as pl

    from uegraph.coverage.facts import Facts
    from uegraph.coverage.record import Codes
    from uegraph.coverage.scope import Scope
    from uegraph.dates import Interval

    Bools = np.ndarray[Any, np.dtype[np.bool_]]
    Ints = np.ndarray[Any, np.dtype[Any]]

OUTCOMES: Final = ("engaged", "shallow", "stale", "represented", "attempted", "planned")
ENGAGED, SHALLOW, STALE, REPRESENTED, ATTEMPTED, PLAN = range(6)

NO_LEVEL, BELOW, ONE_WAY, LISTENING, NO_DIRECTION = 1, 2, 4, 8, 16
UNDATED, OUTSIDE, LATER, OLDER = 32, 64, 128, 256
DOUBTS: Final = UNDATED | OUTSIDE | LATER | OLDER

TWO_WAY: Final = expand("scheme:direction/two-way")
OUTWARD: Final = expand("scheme:direction/outward")
ORGANISING: Final = frozenset(
    expand(f"scheme:role/{role}") for role in ("organiser", "co-organiser", "host")
)


@dataclass(frozen=True)
class Weighed:
    """What participations are worth, one place of each array a participation.

    Attributes:
        lines: Its line in the record.
        outcome: The state that it alone would give, as its place in ``OUTCOMES``.
        falls_short: Why it is less than engaged or less than certain, as a sum of the codes above.
        placed: Whether it surely lies in the period, however long ago.
        hollow: Whether it is inform or one-way, which engages nobody on its own.
        rank: The rank of its level; 0 where not recorded.
        ended_by: The last day on which it can have ended; ``ALWAYS`` where that is not known.
    """

    lines: Ints
    outcome: Ints
    falls_short: Ints
    placed: Bools
    hollow: Bools
    rank: Ints
    ended_by: Ints

    @property
    def certain(self) -> Bools:
        """Whether the outcome holds for every day that the time can mean."""
        certain: Bools = (self.falls_short & DOUBTS) == 0
        return certain

    @property
    def counts(self) -> Bools:
        """Whether somebody was engaged, however deeply and whenever in the period."""
        counts: Bools = (self.outcome <= STALE) & ~self.hollow
        return counts


def weigh(facts: Facts, scope: Scope, period: Interval, *, bounded: bool) -> Weighed:
    """Weigh every participation.

    Args:
        facts: What is recorded.
        scope: What is asked.
        period: The scope's period, or a calendar unit of it.
        bounded: Whether plans and approaches count inside the period only, as for a unit.
    """
    record = facts.record
    parts = record.participations
    activity = parts["activity"].to_numpy()
    counted = _by_pair(facts, record.words["role"], record.words["status"])
    led = counted[_codes(parts["role"]), _codes(parts["status"])]
    begins = record.days["began_from"]
    day = _end(scope.as_of)
    ahead = _of_texts(record.activities["status"], {PLANNED}) | (begins > day)
    concerned = _concerned(facts, scope) & ~_of_texts(record.activities["status"], {CANCELLED})
    outcome = np.where((led == ENGAGED) & ahead[activity], PLAN, led)
    lines = np.flatnonzero((outcome >= 0) & concerned[activity])
    windows = _Windows.of(scope, period, record.days, record.activities["dated"].to_numpy())
    touch = windows.touch(outcome[lines], activity[lines], begins > day, bounded=bounded)
    kept = touch > 0
    return _weighed(facts, scope, windows, _Found(lines[kept], outcome[lines][kept], touch[kept]))


@dataclass(frozen=True)
class _Found:
    """What bears on a scope: lines of the record, what each leads to, how surely in time."""

    lines: Ints
    outcome: Ints
    touch: Ints


def _weighed(facts: Facts, scope: Scope, windows: _Windows, found: _Found) -> Weighed:
    parts = facts.record.participations[found.lines]
    activity = parts["activity"].to_numpy()
    rank = _rank(facts)[_codes(parts["level"])]
    held = found.outcome == ENGAGED
    short, one_way = _shallow(facts, scope, rank, _codes(parts["direction"]))
    doubts = np.where(
        held, windows.doubts(activity, found.touch), windows.doubt(activity, found.touch)
    )
    shallow = held & (short > 0)
    stale = held & windows.stale[activity]
    # Where it is shallow, its age makes no difference; where it is stale, its age is sure.
    doubts = np.where(shallow | stale, doubts & ~OLDER, doubts)
    state = np.where(shallow, SHALLOW, np.where(stale, STALE, found.outcome))
    return Weighed(
        lines=found.lines,
        outcome=state,
        falls_short=np.where(held, short, 0) | doubts,
        placed=(doubts & ~OLDER) == 0,
        hollow=~held | one_way,
        rank=rank,
        ended_by=facts.record.days["ended_by"][activity],
    )


@dataclass(frozen=True)
class _Windows:
    """The days of activities against a period, a day of reference and a limit.

    ``within`` and ``open_ended`` have 0 for not at all, 1 for perhaps, 2 for surely.
    """

    within: Ints
    open_ended: Ints
    dated: Bools
    older: Bools
    later: Bools
    stale: Bools

    @classmethod
    def of(cls, scope: Scope, period: Interval, days: Mapping[str, Ints], dated: Bools) -> _Windows:
        first, last = _start(period.earliest), _end(period.latest)
        day, limit = _end(scope.as_of), _end(scope.limit)
        ages = scope.stale_after is not None
        return cls(
            within=_touch(days, dated, first, last),
            open_ended=_touch(days, dated, first, ALWAYS),
            dated=dated,
            older=(np.maximum(days["ended_from"], first) < limit) & ages,
            later=np.minimum(days["began_by"], last) > day,
            stale=(np.minimum(days["ended_by"], last) < limit) & (scope.limit is not None),
        )

    def touch(self, outcome: Ints, activity: Ints, late: Bools, *, bounded: bool) -> Ints:
        """How surely each participation lies in the time in which its outcome counts."""
        within, ahead = self.within[activity], self.open_ended[activity]
        if bounded:
            return within
        goes_on = (outcome == PLAN) | ((outcome == ATTEMPTED) & late[activity])
        return np.where(goes_on, ahead, within)

    def doubt(self, activity: Ints, touch: Ints) -> Ints:
        """What an inexact date leaves open of an approach or a plan."""
        return np.where(touch == 2, 0, np.where(self.dated[activity], OUTSIDE, UNDATED))

    def doubts(self, activity: Ints, touch: Ints) -> Ints:
        """What an inexact date leaves open of what was held."""
        found = OUTSIDE * (touch == 1) + LATER * self.later[activity] + OLDER * self.older[activity]
        return np.where(self.dated[activity], found, UNDATED)


def _touch(days: Mapping[str, Ints], dated: Bools, first: int, last: int) -> Ints:
    outside = (days["began_from"] > last) | (days["ended_by"] < first)
    surely = dated & (days["began_by"] <= last) & (days["ended_from"] >= first)
    return np.where(outside, 0, np.where(surely, 2, 1))


def touches(facts: Facts, weighed: Weighed, period: Interval) -> Ints:
    """How surely each weighed participation lies in another period: 0 not, 1 perhaps, 2 surely."""
    activity = facts.record.participations["activity"].to_numpy()[weighed.lines]
    days = {name: column[activity] for name, column in facts.record.days.items()}
    dated = facts.record.activities["dated"].to_numpy()[activity]
    return _touch(days, dated, _start(period.earliest), _end(period.latest))


def _start(day: date | None) -> int:
    return day.toordinal() if day else NEVER


def _end(day: date | None) -> int:
    return day.toordinal() if day else ALWAYS


def _codes(codes: pl.Series) -> Ints:
    """Codes as places of a table whose last place stands for what is not recorded."""
    return codes.cast(int).fill_null(-1).to_numpy()


def _by_pair(facts: Facts, roles: Codes, statuses: Codes) -> Ints:
    """What role and outcome together can lead to; -1 for nothing."""
    leads = {"engaged": ENGAGED, "attempted": ATTEMPTED, "planned": PLAN}
    found = np.full((len(roles) + 1, len(statuses) + 1), -1)
    for i, role in enumerate(roles.texts):
        for j, status in enumerate(statuses.texts):
            if facts.counts_as(role) == "engaged":
                found[i, j] = leads.get(facts.counts_as(status), -1)
    return found


def _rank(facts: Facts) -> Ints:
    levels = facts.record.words["level"].texts
    known = (facts.concepts.get(level) for level in levels)
    return np.array([*((level.rank if level else None) or 0 for level in known), 0])


def _shallow(facts: Facts, scope: Scope, rank: Ints, direction: Ints) -> tuple[Ints, Bools]:
    """Why each falls short of the scope, and whether it is one-way."""
    words = facts.record.words["direction"].texts
    known = direction >= 0
    outward = _either(words, lambda word: word == OUTWARD)[direction]
    two_way = _either(words, lambda word: word == TWO_WAY)[direction]
    one_way = outward | ((rank == 1) & ~(known & ~outward))
    short = np.where(rank == 0, NO_LEVEL, np.where(rank < scope.rank, BELOW, 0))
    deaf = np.where(known, LISTENING, NO_DIRECTION) if scope.two_way else 0
    return short | np.where(one_way, ONE_WAY, np.where(two_way, 0, deaf)), one_way


def _either(words: Iterable[str], holds: Callable[[str], bool]) -> Bools:
    return np.array([*map(holds, words), False])


def _of_texts(column: pl.Series, wanted: set[str]) -> Bools:
    return column.is_in(list(wanted)).fill_null(value=False).to_numpy()


def _concerned(facts: Facts, scope: Scope) -> Bools:
    """Which activities are on the scope's themes, of its types and by its organisers."""
    record = facts.record
    found = np.ones(len(record.index), dtype=bool)
    if scope.themes:
        on_theme = frozenset[str]().union(
            *(facts.within([theme], "~broader") for theme in scope.themes)
        )
        lines = record.themes.filter(record.themes["theme"].is_in(list(on_theme)))
        found &= _at(lines["activity"].to_numpy(), len(found))
    if scope.types:
        of_type = frozenset[str]().union(*(facts.within([t], "~broader") for t in scope.types))
        found &= _of_texts(record.activities["type"], set(of_type))
    if scope.organisers:
        found &= _at(_organised(facts, scope), len(found))
    return found


def _organised(facts: Facts, scope: Scope) -> Ints:
    """The activities that the scope's organisers, or the bodies that became them, organised."""
    bodies = facts.within(scope.organisers, "~became")
    if scope.units:
        bodies |= facts.within(bodies, "~unit of")
    parts = facts.record.participations
    parties = [facts.record.parties.places.get(body) for body in bodies or NOTHING]
    roles = [facts.record.words["role"].places.get(role) for role in ORGANISING]
    mine = parts["party"].is_in([code for code in parties if code is not None])
    led = parts["role"].is_in([code for code in roles if code is not None])
    return parts.filter(mine & led)["activity"].to_numpy()


def _at(places: Ints, size: int) -> Bools:
    found = np.zeros(size, dtype=bool)
    found[places] = True
    return found
