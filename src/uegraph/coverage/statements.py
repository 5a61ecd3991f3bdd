"""What sources state about silence: that somebody was not engaged, or that the record is whole.

A cell's themes are its own theme, else those of the scope, else every theme, which stands here as
``None``; its time is its calendar unit, else the scope's period.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from uegraph.coverage.model import Stated
from uegraph.coverage.record import ALWAYS, NEVER
from uegraph.dates import Interval, interval
from uegraph.dates.times import day_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from uegraph.coverage.facts import Details, Facts
    from uegraph.coverage.scope import Scope

_OPEN: Final = Interval(None, None)

Themes = tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Denial:
    """A statement that targets were not engaged, with the time and themes that it speaks of."""

    stated: Stated
    targets: frozenset[str]
    themes: frozenset[str]
    period: Interval


@dataclass(frozen=True, slots=True)
class Silence:
    """What silence means for some themes and a time.

    Attributes:
        complete: The statements that together say that all of it is recorded; none where they do
            not.
        in_part: Whose activities alone are said to be all recorded: too little to prove a gap.
        up_to: Who states that the record is complete only up to a day, and which.
    """

    complete: tuple[Stated, ...]
    in_part: tuple[str, ...]
    up_to: tuple[tuple[str, date], ...]


def denials(facts: Facts, scope: Scope) -> tuple[Denial, ...]:
    """The statements of non-engagement that speak of a scope, or of every scope."""
    return tuple(
        Denial(
            _stated(facts, iri, told),
            frozenset(told.get("target", ())),
            frozenset(told.get("themes", ())),
            _period(told),
        )
        for iri, told in sorted(facts.statements.items())
        if told["kind"] == ("non-engagement",) and _of_scope(scope, told)
    )


def speaks_of(facts: Facts, stated: frozenset[str], themes: Themes) -> bool:
    """Whether what a statement says of some themes holds for all of a cell's themes."""
    if not stated:
        return True
    return themes is not None and all(
        not stated.isdisjoint(facts.within([theme], "broader")) for theme in themes
    )


def overlap(one: Interval, other: Interval) -> bool:
    """Whether two times have a day in common."""
    before = one.latest and other.earliest and one.latest < other.earliest
    after = one.earliest and other.latest and one.earliest > other.latest
    return not before and not after


def silence(facts: Facts, scope: Scope, themes: Themes, time: Interval) -> Silence:
    """What silence means for a cell: that nothing happened, or nothing at all."""
    told = [
        (iri, details)
        for iri, details in sorted(facts.statements.items())
        if details["kind"] == ("completeness",) and _of_scope(scope, details)
    ]
    whole = [(iri, details) for iri, details in told if _of_organisers(scope, details)]
    return Silence(
        _complete(facts, whole, themes, time, scope.as_of),
        _in_part(facts, scope, told, themes),
        tuple(sorted(set(_up_to(facts, whole, themes, time, scope.as_of)))),
    )


def _complete(
    facts: Facts, told: list[tuple[str, Details]], themes: Themes, time: Interval,
    as_of: date | None,
) -> tuple[Stated, ...]:  # fmt: skip
    """The statements that together cover each theme and each day; none where they do not."""
    used: dict[str, Stated] = {}
    for theme in themes if themes is not None else (None,):
        alone = None if theme is None else (theme,)
        mine = [
            (iri, details)
            for iri, details in told
            if speaks_of(facts, frozenset(details.get("themes", ())), alone)
            and overlap(_vouched(details), time)
        ]
        if not _covered([_vouched(details) for _, details in mine], time, as_of):
            return ()
        used |= {iri: _stated(facts, iri, details) for iri, details in mine}
    return tuple(used[iri] for iri in sorted(used))


def _covered(vouched: list[Interval], time: Interval, as_of: date | None) -> bool:
    """Whether times together hold all of another, up to the day of reference."""
    ends = [day for day in (time.latest, as_of) if day]
    end = min(ends).toordinal() if ends else ALWAYS
    reach = _first(time) - 1
    if end <= reach:
        return False
    for stated in sorted(vouched, key=_first):
        if _first(stated) <= reach + 1:
            reach = max(reach, stated.latest.toordinal() if stated.latest else ALWAYS)
    return reach >= end


def _first(time: Interval) -> int:
    return time.earliest.toordinal() if time.earliest else NEVER


def _in_part(
    facts: Facts, scope: Scope, told: list[tuple[str, Details]], themes: Themes
) -> tuple[str, ...]:
    bodies = {
        facts.name(str(body))
        for _, details in told
        if not _of_organisers(scope, details)
        and speaks_of(facts, frozenset(details.get("themes", ())), themes)
        for body in details.get("organisers", ())
        if body not in facts.private
    }
    return tuple(sorted(bodies))


def _up_to(
    facts: Facts, told: list[tuple[str, Details]], themes: Themes, time: Interval,
    as_of: date | None,
) -> Iterator[tuple[str, date]]:  # fmt: skip
    """Statements that begin in time, and end too early or were made too early."""
    for _, details in told:
        vouched = _vouched(details)
        if not vouched.latest or not speaks_of(facts, frozenset(details.get("themes", ())), themes):
            continue
        begins = _covered([Interval(vouched.earliest, None)], time, as_of)
        ends_inside = not (time.earliest and vouched.latest < time.earliest)
        if begins and ends_inside and not _covered([vouched], time, as_of):
            yield _by(facts, details), vouched.latest


def _of_scope(scope: Scope, told: Details) -> bool:
    scopes = told.get("scope", ())
    return not scopes or scope.iri in scopes


def _of_organisers(scope: Scope, told: Details) -> bool:
    """Whether a statement vouches for everybody whose activities the scope counts."""
    organisers = told.get("organisers", ())
    return not organisers or (bool(scope.organisers) and scope.organisers <= {*organisers})


def _period(told: Details) -> Interval:
    text = told.get("period", ("",))[0]
    return interval(str(text)) if text else _OPEN


def _vouched(told: Details) -> Interval:
    """The time that is stated to be recorded, up to the last day on which it can be stated."""
    period, made = _period(told), day_of(told.get("stated by day", (None,))[0])
    ends = [day for day in (period.latest, made) if day]
    return Interval(period.earliest, min(ends, default=None))


def _stated(facts: Facts, iri: str, told: Details) -> Stated:
    return Stated(
        statement=iri,
        kind="completeness" if told["kind"] == ("completeness",) else "non-engagement",
        stated_by=_by(facts, told),
        reason=str(told.get("reason", ("",))[0]),
        passages=facts.receipts.passages(iri),
        rows=facts.receipts.rows(iri),
    )


def _by(facts: Facts, told: Details) -> str:
    bodies = [body for body in told.get("stated by", ()) if body not in facts.private]
    return facts.name(str(bodies[0])) if bodies else "A source"
