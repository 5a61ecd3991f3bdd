"""New records that would move a state: an engagement, or a statement about silence.

A proposal names only what must hold. What is not known, such as who will vouch for the record, is
left to whoever fills it in and stands in brackets.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from uegraph.coverage.calendar import UNITS
from uegraph.dates import day_in_words
from uegraph.dates.times import Times, times
from uegraph.explain.pieces import Record
from uegraph.explain.words import span_in_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from uegraph.coverage import CoverageRow
    from uegraph.explain.rules import Promise, Rules

_PARTIES: Final = ("audience", "organisation", "characteristic")
NEW: Final = "(new)"
"""Stands for the id of a record that is proposed, where another record names it."""
ANYBODY: Final = "(anybody)"
"""Stands for a party that the proposal leaves open."""
SOMEBODY: Final = "(who states it)"
"""Stands for the body that makes a statement."""


@dataclass(frozen=True, slots=True)
class Engagement:
    """A new engagement: when it would be, what it would be worth, and its records."""

    worth: Promise
    times: Times
    sentence: str
    records: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class Silence:
    """A new statement about silence, and the state that it would give."""

    becomes: Literal["inferred-gap", "known-gap"]
    sentence: str
    records: tuple[Record, ...]


def engagement(rules: Rules, row: CoverageRow) -> Engagement | None:
    """The least participation that makes a target engaged; None where no single one can."""
    parties = [member for member in row.members if member.kind in _PARTIES]
    if len(parties) > 1:
        return None
    day = _day(rules)
    # Without a date it counts too, though not for certain.
    found = times(day.isoformat()) if day else Times()
    worth = rules.worth(found, day=rules.as_of)
    if not worth:
        return None
    records = (*_activity(rules, row, day), *_part(rules, row))
    return Engagement(worth, found, _sentence(rules, row), records)


def _day(rules: Rules) -> date | None:
    """A day that counts: the latest in the period that is not after the day of reference."""
    ends = [day for day in (rules.period.latest, rules.as_of) if day]
    end, start = min(ends, default=None), rules.period.earliest
    if end is None or (start and end < start):
        return start
    return end


def _activity(rules: Rules, row: CoverageRow, day: date | None) -> Iterator[Record]:
    themes = [member.iri for member in row.members if member.kind == "theme"]
    places = [member.iri for member in row.members if member.kind == "place"]
    values = {
        "id": NEW,
        "type": _slug(min(rules.types)) if rules.types else "meeting",
        "themes": "|".join([*themes, *_scope_themes(rules, themes)[:1]]),
        "place": next(iter(places), ""),
        "when": day.isoformat() if day else "",
        "status": "held",
    }
    yield Record("activities", "", {name: value for name, value in values.items() if value})
    if rules.organisers:
        yield _participation(min(rules.organisers), role="organiser", status="took-part")


def _scope_themes(rules: Rules, themes: list[str]) -> list[str]:
    """The themes of a scope, one of which an activity must be on too."""
    return [] if rules.themes.intersection(themes) else sorted(rules.themes)


def _part(rules: Rules, row: CoverageRow) -> Iterator[Record]:
    party = ANYBODY
    for member in row.members:
        if member.kind == "characteristic":
            party = NEW
            yield Record("audiences", "", {"id": NEW, "characteristic": member.iri})
        elif member.kind in _PARTIES:
            party = member.iri
    level = _slug(rules.level)
    yield _participation(party, "attendee", "attended", level=level, direction="two-way")


def _participation(party: str, role: str, status: str, **more: str) -> Record:
    values = {"activity": NEW, "party": party, "role": role, "status": status, **more}
    return Record("participations", "", values)


def _slug(iri: str) -> str:
    return iri.rpartition("/")[2]


def _sentence(rules: Rules, row: CoverageRow) -> str:
    """Who would have had to take part in what."""
    parties = [_who(member.label, member.kind) for member in row.members if member.kind in _PARTIES]
    who = parties[0] if parties else "somebody"
    way = "two-way" if rules.two_way else "two-way or inward"
    return (
        f"A record that {who} took part in an activity{_on(rules, row)}{_span(rules)}, at the "
        f"level '{rules.level_name}' or above and {way},"
    )


def _who(name: str, kind: str) -> str:
    return f"people with the characteristic '{name}'" if kind == "characteristic" else f"'{name}'"


def _on(rules: Rules, row: CoverageRow) -> str:
    """What the activity must be: where, on what, of which kind, by whom."""
    places = [member.label for member in row.members if member.kind == "place"]
    themes = [member.label for member in row.members if member.kind == "theme"]
    told = [f" that concerns '{place}'" for place in places]
    told += [f" on the theme '{theme}'" for theme in themes]
    if mine := _scope_themes(rules, [m.iri for m in row.members if m.kind == "theme"]):
        told.append(f" on {_one_of('the theme', mine, rules)}")
    if rules.types:
        told.append(f" of {_one_of('the type', rules.types, rules)}")
    if rules.organisers:
        told.append(f" organised by {_one_of('', rules.organisers, rules)}")
    return "".join(told)


def _one_of(noun: str, things: Iterable[str], rules: Rules) -> str:
    names = sorted(f"'{rules.names.get(thing, _slug(thing))}'" for thing in things)
    return " ".join(part for part in (noun, " or ".join(names)) if part)


def _span(rules: Rules) -> str:
    """When it may have been: in the period, not after the day of reference, and not too old."""
    starts = [day for day in (rules.period.earliest, rules.limit) if day]
    ends = [day for day in (rules.period.latest, rules.as_of) if day]
    first, last = max(starts, default=None), min(ends, default=None)
    if first and last and last < first:  # too late or too early to be other than stale or a plan
        first, last = rules.period.earliest, rules.period.latest
    return f" {span_in_words(first, last)}"


def silence(rules: Rules, row: CoverageRow) -> Iterator[Silence]:
    """The statements by which silence would become a gap."""
    yield from _complete(rules)
    yield from _denied(rules, row)


def _complete(rules: Rules) -> Iterator[Silence]:
    """That the record is complete: for all of the period up to the day of reference."""
    ends = [day for day in (rules.period.latest, rules.as_of) if day]
    start = rules.period.earliest
    if not ends or (start and min(ends) < start):
        return  # nobody can vouch for time without an end, nor for what is still to come
    end = min(ends)
    values = {
        "scope": rules.scope,
        "period": f"{start.isoformat() if start else '..'}/{end.isoformat()}",
        "stated_by": SOMEBODY,
        "when": end.isoformat(),
    }
    span = f"from {day_in_words(start)} to" if start else "up to"
    sentence = (
        f"A statement that the record is complete {span} {day_in_words(end)}, made on that day or "
        "later,"
    )
    records = (Record("completeness", "", {name: text for name, text in values.items() if text}),)
    yield Silence("inferred-gap", sentence, records)


def _denied(rules: Rules, row: CoverageRow) -> Iterator[Silence]:
    """That it was not engaged: of one member, in the time and on the theme of the others."""
    members = sorted(
        (member for member in row.members if member.kind not in UNITS),
        key=lambda member: member.kind == "theme",
    )
    if not members:
        return  # a time is not somebody
    lead = members[0]
    themes = [member.iri for member in members if member.kind == "theme" and member != lead]
    period = "" if not rules.bounded else _period(rules)
    values = {
        "target": lead.iri,
        "scope": rules.scope,
        "themes": next(iter(themes), ""),
        "period": period,
        "reason": "(as the source gives it)",
        "stated_by": SOMEBODY,
    }
    record = Record("non_engagements", "", {name: text for name, text in values.items() if text})
    on = "".join(f" on the theme '{member.label}'" for member in members if member.iri in themes)
    sentence = f"A source's statement that '{lead.label}' was not engaged{on}"
    yield Silence("known-gap", sentence, (record,))


def _period(rules: Rules) -> str:
    ends = [
        day.isoformat() if day else ".." for day in (rules.period.earliest, rules.period.latest)
    ]
    return "/".join(ends)
