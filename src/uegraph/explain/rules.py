"""What a scope asks, in the form in which a receipt holds each participation against it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from uegraph.coverage.calendar import UNITS, unit_of
from uegraph.dates.times import Times, months_before, times

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from uegraph.coverage import CoverageResult, CoverageRow
    from uegraph.coverage.scope import Scope
    from uegraph.dates import Interval

# What coverage writes into ``Evidence.shortfalls``, and what each is called in a receipt.
NO_LEVEL: Final = "level not recorded"
ONE_WAY: Final = "one-way only"
LISTENING: Final = "not two-way"
NO_DIRECTION: Final = "direction not recorded"
BELOW: Final = "below the level"
SHORTFALLS: Final = {
    NO_LEVEL: ("level-not-recorded", "no source says how deeply it was engaged"),
    ONE_WAY: ("one-way", "information went one way only"),
    LISTENING: ("not-two-way", "it was asked but not answered, and two-way is required"),
    NO_DIRECTION: (
        "direction-not-recorded",
        "no source says which way information went, and two-way is required",
    ),
}

Promise = Literal["engaged", "stale", "planned"]


@dataclass(frozen=True, slots=True)
class Rules:
    """What counts in a scope, and when.

    Attributes:
        asked: The scope as coverage reads it.
        scope: Its IRI; empty where it was asked for on the spot.
        level: The IRI of the least level that counts.
        level_name: Its name.
        period_text: The period as the scope gives it.
        limit: The day before which an engagement is stale.
        silent: What the target would be without a trace.
        bounded: Whether plans count inside the period only, as for a calendar unit.
        names: The names of themes, types and organisers that it limits itself to.
    """

    asked: Scope
    scope: str
    themes: frozenset[str]
    types: frozenset[str]
    organisers: frozenset[str]
    units: bool
    two_way: bool
    level: str
    level_name: str
    period_text: str
    period: Interval
    stale_after: int | None
    as_of: date | None
    silent: Literal["inferred-gap", "no-evidence"]
    bounded: bool
    names: Mapping[str, str]

    @property
    def limit(self) -> date | None:
        """The day before which an engagement is stale; None where nothing goes stale."""
        return self.limit_from(self.as_of)

    def limit_from(self, day: date | None) -> date | None:
        """The same, asked as of another day."""
        if self.stale_after is None or day is None:
            return None
        return months_before(day, self.stale_after)

    def worth(self, when: Times, *, day: date | None) -> Promise | None:
        """What an engagement at a time would be, deep and two-way enough, asked as of a day."""
        if when.began_from and day and when.began_from > day:
            return "planned"
        if when.touches(self.period.earliest, self.period.latest) == "no":
            return None
        ended = when.within(self.period.earliest, self.period.latest).ended_by
        limit = self.limit_from(day)
        return "stale" if limit and ended and ended < limit else "engaged"


def read_rules(result: CoverageResult, row: CoverageRow) -> Rules:
    """The rules by which one target of a scope was judged: those of its theme and time."""
    asked, facts = result.asked, result.decision.facts
    theme = next((m.iri for m in row.members if m.kind == "theme"), "")
    unit = next((m.iri for m in row.members if m.kind in UNITS), "")
    themes = frozenset([theme]) if theme else asked.themes
    place = result.decision.units.index(unit) if unit else 0
    silence = result.decision.silence(tuple(sorted(themes)) or None, place)
    named = (*asked.themes, *asked.types, *asked.organisers)
    return Rules(
        asked=asked,
        scope=asked.iri,
        themes=asked.themes,
        types=asked.types,
        organisers=asked.organisers,
        units=asked.units,
        two_way=asked.two_way,
        level=asked.level,
        level_name=result.required_level,
        period_text=unit or asked.period_text,
        period=unit_of(unit, asked.period) if unit else asked.period,
        stale_after=asked.stale_after,
        as_of=asked.as_of,
        silent="inferred-gap" if silence.complete else "no-evidence",
        bounded=bool(unit),
        names={iri: facts.name(iri) for iri in named},
    )


def times_of(when: str, first: date | None, last: date | None) -> Times:
    """When something was: as written, else between the days that are recorded of it."""
    if when:
        return times(when)
    return Times(first, last, first, last, dated=bool(first or last))
