"""What sources state about silence: that somebody was not engaged, or that the record is whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from uegraph.coverage.model import Stated
from uegraph.coverage.questions import day_of
from uegraph.dates import Interval, interval

if TYPE_CHECKING:
    from datetime import date

    from uegraph.coverage.facts import Details, Facts
    from uegraph.coverage.scope import Scope

_OPEN: Final = Interval(None, None)


@dataclass(frozen=True, slots=True)
class NonEngagement:
    """A statement that a target was not engaged, with the time that it speaks of."""

    stated: Stated
    period: Interval


def non_engagements(facts: Facts, scope: Scope) -> dict[str, tuple[NonEngagement, ...]]:
    """The statements of non-engagement that speak of a scope, by target."""
    found: dict[str, list[NonEngagement]] = {}
    for iri, told in sorted(facts.statements.items()):
        if told["kind"] != ("non-engagement",) or not _speaks_of(facts, scope, told):
            continue
        period = _period(told)
        if not _overlaps(period, scope.period):
            continue
        for target in told.get("target", ()):
            stated = NonEngagement(_stated(facts, iri, told), period)
            found.setdefault(target, []).append(stated)
    return {target: tuple(stated) for target, stated in found.items()}


def completeness(facts: Facts, scope: Scope) -> tuple[Stated, ...]:
    """The statements by which silence within a scope means that nothing happened."""
    return tuple(
        _stated(facts, iri, told)
        for iri, told in sorted(facts.statements.items())
        if told["kind"] == ("completeness",)
        and not told.get("organisers")
        and _speaks_of(facts, scope, told)
        and _covers(_vouched(told), scope.period, scope.as_of)
    )


def up_to(facts: Facts, scope: Scope) -> tuple[tuple[str, date], ...]:
    """Who states that the record is complete only up to a day before the scope's end, and which.

    Such a statement begins in time, and ends too early or was made too early.
    """
    found = {
        (_by(facts, told), vouched.latest)
        for told in facts.statements.values()
        if told["kind"] == ("completeness",)
        and not told.get("organisers")
        and _speaks_of(facts, scope, told)
        for vouched in [_vouched(told)]
        if vouched.latest
        and not _covers(vouched, scope.period, scope.as_of)
        and _covers(Interval(vouched.earliest, None), scope.period, scope.as_of)
        and not (scope.period.earliest and vouched.latest < scope.period.earliest)
    }
    return tuple(sorted(found))


def in_part(facts: Facts, scope: Scope) -> tuple[str, ...]:
    """Whose activities alone a statement says are all recorded: too little to prove a gap."""
    bodies = {
        facts.name(body)
        for told in facts.statements.values()
        if told["kind"] == ("completeness",) and _speaks_of(facts, scope, told)
        for body in told.get("organisers", ())
        if body not in facts.private
    }
    return tuple(sorted(bodies))


def _speaks_of(facts: Facts, scope: Scope, told: Details) -> bool:
    """Whether a statement is of this scope, or of every scope, and of all its themes."""
    scopes = told.get("scope", ())
    themes = told.get("themes", ())
    if scopes and scope.iri not in scopes:
        return False
    if themes and not scope.themes:
        return False
    wider = (facts.within([theme], "broader") for theme in scope.themes)
    return not themes or all(not found.isdisjoint(themes) for found in wider)


def _period(told: Details) -> Interval:
    text = told.get("period", ("",))[0]
    return interval(str(text)) if text else _OPEN


def _vouched(told: Details) -> Interval:
    """The time that is stated to be recorded, up to the last day on which it can be stated."""
    period, made = _period(told), day_of(told.get("stated by day", (None,))[0])
    ends = [day for day in (period.latest, made) if day]
    return Interval(period.earliest, min(ends, default=None))


def _overlaps(one: Interval, other: Interval) -> bool:
    before = one.latest and other.earliest and one.latest < other.earliest
    after = one.earliest and other.latest and one.earliest > other.latest
    return not before and not after


def _covers(stated: Interval, asked: Interval, as_of: date | None) -> bool:
    """Whether a stated time holds all the time asked about, up to the day of reference."""
    ends = [day for day in (asked.latest, as_of) if day]
    end = min(ends, default=None)
    if end and asked.earliest and end < asked.earliest:
        return False
    begins = stated.earliest is None or (
        asked.earliest is not None and stated.earliest <= asked.earliest
    )
    return begins and (stated.latest is None or (end is not None and stated.latest >= end))


def _stated(facts: Facts, iri: str, told: Details) -> Stated:
    return Stated(
        statement=iri,
        kind="completeness" if told["kind"] == ("completeness",) else "non-engagement",
        stated_by=_by(facts, told),
        reason=str(told.get("reason", ("",))[0]),
        passages=facts.passages.get(iri, ()),
        rows=facts.rows.get(iri, ()),
    )


def _by(facts: Facts, told: Details) -> str:
    bodies = [body for body in told.get("stated by", ()) if body not in facts.private]
    return facts.name(bodies[0]) if bodies else "A source"
