"""A coverage scope made exact, and what one participation is worth within it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from uegraph.coverage.facts import CANCELLED, PLANNED
from uegraph.coverage.times import months_before
from uegraph.dates import Interval, interval
from uegraph.errors import UnknownNameError
from uegraph.namespaces import expand

if TYPE_CHECKING:
    from datetime import date

    from uegraph.coverage.facts import Activity, Facts, Participation
    from uegraph.coverage.times import Times, Touch

TWO_WAY: Final = expand("scheme:direction/two-way")
OUTWARD: Final = expand("scheme:direction/outward")
DEFAULT_LEVEL: Final = expand("scheme:level/consult")

UNDATED: Final = "undated"
OUTSIDE: Final = "its date is not exact and it may lie outside the period"
LATER: Final = "its date is not exact and it may lie after the day of reference"
OLDER: Final = "its date is not exact and it may be too long ago"
NO_LEVEL: Final = "level not recorded"
ONE_WAY: Final = "one-way only"
NO_DIRECTION: Final = "direction not recorded"
LISTENING: Final = "not two-way"

DOUBTS: Final = (UNDATED, OUTSIDE, LATER, OLDER)

Weight = Literal["engaged", "shallow", "stale", "attempted", "planned"]
Ahead = Literal["attempted", "planned"]


@dataclass(frozen=True, slots=True)
class Scope:
    """What is asked: of whom, on what, since when, how deeply.

    Attributes:
        as_of: The day from which "recent" and "future" are measured.
        limit: The day before which an engagement is stale; None where nothing goes stale.
    """

    iri: str
    name: str
    kind: str
    targets: frozenset[str]
    out_of_scope: frozenset[str]
    themes: frozenset[str]
    types: frozenset[str]
    level: str
    rank: int
    two_way: bool
    period_text: str
    period: Interval
    stale_after: int | None
    as_of: date | None
    limit: date | None


@dataclass(frozen=True, slots=True)
class Weighed:
    """What one participation is worth in a scope.

    Attributes:
        outcome: The state that it alone would give.
        certain: Whether that holds for every day its time can mean.
        placed: Whether it surely lies in the period, however long ago.
        hollow: Whether it is inform or one-way, which engages nobody on its own.
        shortfalls: Why it is less than engaged, or less than certain.
        lacking: How many levels it lacks; None where its level is not recorded.
    """

    outcome: Weight
    certain: bool
    placed: bool
    hollow: bool
    shortfalls: tuple[str, ...]
    lacking: int | None


def read_scope(facts: Facts, iri: str, as_of: date | None) -> Scope:
    """A scope as its row says, blanks filled with what the model says of blanks.

    Raises:
        UnknownNameError: Its targets are of a kind that coverage is not decided for, or its
            required level is not a level.
        DateError: Its period is not a date.
    """
    told = facts.scopes[iri]
    kind = str(told.get("target kind", ("",))[0]).rpartition("/")[2]
    if kind not in ("audience", "organisation", "place"):
        raise UnknownNameError(
            f"The scope {iri} has targets of the kind '{kind}'. "
            "Coverage is decided for: audience, organisation, place."
        )
    level = str(told.get("required level", (DEFAULT_LEVEL,))[0])
    rank = facts.concepts[level].rank if level in facts.concepts else None
    if rank is None:
        raise UnknownNameError(
            f"The scope {iri} requires the level {level}, which has no rank. "
            "Name a concept of the level scheme that has one."
        )
    text = str(told.get("period", ("",))[0])
    period = interval(text) if text else Interval(None, None)
    months = told.get("stale after months", (None,))[0]
    day = as_of or period.latest or facts.published
    return Scope(
        iri=iri,
        name=str(told.get("name", (iri.rpartition("/")[2],))[0]),
        kind=kind,
        targets=frozenset(told.get("targets", ())) or _all_of(facts, kind),
        out_of_scope=frozenset(told.get("out of scope", ())),
        themes=frozenset(told.get("themes", ())),
        types=frozenset(told.get("activity types", ())),
        level=level,
        rank=rank,
        two_way=told.get("two-way", (False,))[0] is True,
        period_text=text,
        period=period,
        stale_after=months,
        as_of=day,
        limit=months_before(day, months) if months is not None and day else None,
    )


def _all_of(facts: Facts, kind: str) -> frozenset[str]:
    """Everything of a kind; of places those inside another, as the whole country is no gap."""
    found = frozenset(iri for iri, other in facts.kinds.items() if other == kind)
    inside = facts.links.get("broader", {})
    return frozenset(iri for iri in found if iri in inside) if kind == "place" else found


def weigh(facts: Facts, scope: Scope, part: Participation) -> Weighed | None:
    """What a participation is worth in a scope; None where it does not bear on it at all."""
    activity = facts.activities.get(part.activity)
    counted = _counted(facts, part)
    if not activity or not counted or activity.status == CANCELLED:
        return None
    if not _concerns(facts, scope, activity):
        return None
    if counted == "engaged" and (activity.status == PLANNED or _future(scope, activity)):
        counted = "planned"
    if counted == "engaged":
        return _held(facts, scope, part, activity)
    return _ahead(scope, activity, counted)


def _counted(facts: Facts, part: Participation) -> Literal["engaged", Ahead] | None:
    """What role and outcome together can lead to: an organiser is not thereby engaged."""
    if facts.counts_as(part.role) != "engaged":
        return None
    outcomes: tuple[Literal["engaged", Ahead], ...] = ("engaged", "attempted", "planned")
    counted = facts.counts_as(part.status)
    return next((outcome for outcome in outcomes if outcome == counted), None)


def _concerns(facts: Facts, scope: Scope, activity: Activity) -> bool:
    """Whether the activity is on the scope's themes and of its types, or narrower ones."""
    on_theme = not scope.themes or scope.themes & facts.within(activity.themes, "broader")
    of_type = not scope.types or scope.types & facts.within([activity.type], "broader")
    return bool(on_theme and of_type)


def _future(scope: Scope, activity: Activity) -> bool:
    begins = activity.times.began_from
    return bool(scope.as_of and begins and begins > scope.as_of)


def _ahead(scope: Scope, activity: Activity, outcome: Ahead) -> Weighed | None:
    """An approach or a plan: it counts from the period's start on, also when it lies ahead."""
    end = scope.period.latest
    if outcome == "planned" or _future(scope, activity):
        end = None
    touch = activity.times.touches(scope.period.earliest, end)
    if touch == "no":
        return None
    doubts = () if touch == "yes" else ((OUTSIDE if activity.times.dated else UNDATED),)
    sure = not doubts
    return Weighed(outcome, sure, placed=sure, hollow=True, shortfalls=doubts, lacking=None)


def _held(facts: Facts, scope: Scope, part: Participation, activity: Activity) -> Weighed | None:
    touch = activity.times.touches(scope.period.earliest, scope.period.latest)
    if touch == "no":
        return None
    when = activity.times.within(scope.period.earliest, scope.period.latest)
    doubts = _doubts(scope, when, touch)
    level = facts.concepts.get(part.level)
    rank = level.rank if level else None
    shallow = _shallow(facts, scope, part, rank)
    stale = bool(scope.limit and when.ended_by and when.ended_by < scope.limit)
    if stale or shallow:  # its age is then sure, or makes no difference
        doubts = tuple(doubt for doubt in doubts if doubt != OLDER)
    return Weighed(
        outcome="shallow" if shallow else "stale" if stale else "engaged",
        certain=not doubts,
        placed=not set(doubts) - {OLDER},
        hollow=part.direction == OUTWARD or (rank == 1 and not _listens(part)),
        shortfalls=(*shallow, *doubts),
        lacking=None if rank is None else max(0, scope.rank - rank),
    )


def _doubts(scope: Scope, when: Times, touch: Touch) -> tuple[str, ...]:
    if not when.dated:
        return (UNDATED,)
    later = scope.as_of and (when.began_by is None or when.began_by > scope.as_of)
    long_ago = scope.stale_after is not None and (
        scope.limit is None or when.ended_from is None or when.ended_from < scope.limit
    )
    outside = touch == "maybe"
    doubts = [(OUTSIDE, outside), (LATER, later), (OLDER, long_ago)]
    return tuple(doubt for doubt, holds in doubts if holds)


def _shallow(facts: Facts, scope: Scope, part: Participation, rank: int | None) -> tuple[str, ...]:
    reasons = []
    if rank is None:
        reasons.append(NO_LEVEL)
    elif rank < scope.rank:
        reasons.append(f"below the level '{facts.name(scope.level)}'")
    if part.direction == OUTWARD or (rank == 1 and not _listens(part)):
        reasons.append(ONE_WAY)
    elif scope.two_way and part.direction != TWO_WAY:
        reasons.append(LISTENING if part.direction else NO_DIRECTION)
    return tuple(reasons)


def _listens(part: Participation) -> bool:
    return bool(part.direction) and part.direction != OUTWARD
