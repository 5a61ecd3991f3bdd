"""How often series were held, against the cadence that is declared for them.

A cadence of every m months leaves room, in a stretch of M whole months and a rest, for at least
M ÷ m occasions, rounded down, and at most (M, and 1 for a rest) ÷ m, rounded up: which of the two
depends on when the first falls. In between lies nothing that it could not mean.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from uegraph.dates.times import later, sooner
from uegraph.metrics.model import Figure, Frequency
from uegraph.metrics.record import in_order
from uegraph.metrics.words import span
from uegraph.namespaces import expand
from uegraph.queries import ask

if TYPE_CHECKING:
    from collections.abc import Sequence

    from uegraph.dates.times import Times
    from uegraph.metrics.record import Record, Window
    from uegraph.store import Store

Ends = tuple[int | None, int | None]

_MONTH: Final = 365.2425 / 12


@dataclass(frozen=True, slots=True)
class Cadence:
    """The time between two occasions, in months or in days.

    Attributes:
        breaks: Whether there are times without any, such as school holidays.
    """

    months: int = 0
    days: int = 0
    breaks: bool = False

    @property
    def mean_days(self) -> float:
        """The days between two occasions; of months their mean in the Gregorian calendar."""
        return self.days or self.months * _MONTH


# The concepts of the scheme ``cadence`` that name an interval; "regular" and "continuous" do not.
CADENCES: Final = {
    expand("scheme:cadence/weekly"): Cadence(days=7),
    expand("scheme:cadence/weekly-in-term-time"): Cadence(days=7, breaks=True),
    expand("scheme:cadence/monthly"): Cadence(months=1),
    expand("scheme:cadence/quarterly"): Cadence(months=3),
    expand("scheme:cadence/twice-a-year"): Cadence(months=6),
    expand("scheme:cadence/yearly"): Cadence(months=12),
    expand("scheme:cadence/every-four-years"): Cadence(months=48),
}

NOT_RECORDED: Final = "no occasion recorded"
NOT_DECLARED: Final = "no cadence declared"
OPEN: Final = "interval left open"
UNDATED: Final = "not known when it ran"
FEWER: Final = "fewer recorded than declared"
MORE: Final = "more recorded than declared"
KEPT: Final = "as declared"
PERHAPS: Final = "may be as declared"


def frequency(record: Record, store: Store) -> tuple[Frequency, ...]:
    """Each series of the period: what its cadence leaves room for, and what is recorded."""
    facts = record.facts
    occasions: dict[str, list[str]] = defaultdict(list)
    for row in ask(store, "metrics/occurrences"):
        occasions[row["series"]].append(row["activity"])
    rows = {
        row["series"]: _row(record, row, occasions[row["series"]])
        for row in ask(store, "metrics/series")
        if row["series"] in record.touched and row["series"] not in facts.private
    }
    return tuple(sorted(rows.values(), key=lambda row: (not row.cadence, row.name, row.id)))


def expected(cadence: Cadence, shortest: Stretch | None, longest: Stretch | None) -> Ends:
    """The fewest and the most occasions that a cadence leaves room for.

    Args:
        cadence: The interval declared.
        shortest: The shortest stretch of days that the series can have run; None where it may
            have been shorter than a day.
        longest: The longest; None where it has no end.
    """
    low = 0 if shortest is None else shortest.times(cadence)[0]
    high = None if longest is None else longest.times(cadence)[1]
    return (None if cadence.breaks else low), high


@dataclass(frozen=True, slots=True)
class Stretch:
    """The days from a first to a last, both included."""

    first: date
    last: date

    def times(self, cadence: Cadence) -> tuple[int, int]:
        """How often an interval fits, rounded down and up."""
        length, rest = self._months() if cadence.months else (self._days(), 0)
        each = cadence.months or cadence.days
        return length // each, -(-(length + rest) // each)

    def _days(self) -> int:
        return (self.last - self.first).days + 1

    def _months(self) -> tuple[int, int]:
        """Whole months, and 1 where a rest is left."""
        after = self.last + timedelta(days=1) if self.last < date.max else self.last
        months = (after.year - self.first.year) * 12 + after.month - self.first.month
        months -= after.day < self.first.day
        return months, int(after.day != self.first.day)


def stretches(window: Window, times: Times) -> tuple[Stretch | None, Stretch | None]:
    """The shortest and the longest time that a series can have run within the days asked about."""
    shortest = None
    if times.began_by and times.ended_from:
        first, last = later(times.began_by, window.start), sooner(times.ended_from, window.end)
        shortest = _stretch(first, last)
    first, last = later(times.began_from, window.start), sooner(times.ended_by, window.end)
    return shortest, _stretch(first, last)


def _stretch(first: date | None, last: date | None) -> Stretch | None:
    return Stretch(first, last) if first and last and first <= last else None


def mean_days(occasions: Sequence[Times]) -> tuple[float | None, float | None]:
    """The mean number of days between the beginnings of some occasions: the least and the most.

    It is the time from the first to the last, divided by one less than their number.
    """
    if len(occasions) < 2:
        return None, None
    froms = [times.began_from for times in occasions]
    bys = [times.began_by for times in occasions]
    gaps = len(occasions) - 1
    some_from, some_by = [day for day in froms if day], [day for day in bys if day]
    low = (max(some_from) - min(some_by)).days if some_from and some_by else 0
    if len(some_from) < len(froms) or len(some_by) < len(bys):
        return max(0, low) / gaps, None
    return max(0, low) / gaps, (max(some_by) - min(some_from)).days / gaps


def _row(record: Record, told: dict[str, str | None], occasions: Sequence[str]) -> Frequency:
    facts, series = record.facts, str(told["series"])
    cadence = CADENCES.get(told["cadence"] or "")
    runs = stretches(record.window, facts.activities[series].times)
    room: Ends = expected(cadence, *runs) if cadence else (None, None)
    held = [iri for iri in sorted(occasions) if iri in record.touched]
    sure = sum(record.touched[iri] == "yes" for iri in held)
    seen: Ends = (sure, len(held)) if occasions else (None, None)
    days = mean_days([facts.activities[iri].times for iri in held] if sure == len(held) else [])
    shown = [iri for iri in held if iri not in facts.private]
    finding = _finding(told["cadence"], *runs, seen)
    return Frequency(
        id=series,
        name=facts.activities[series].name,
        cadence=told["name"] or "",
        finding=finding,
        expected_low=room[0],
        expected_high=room[1],
        recorded_low=seen[0],
        recorded_high=seen[1],
        expected_days=round(cadence.mean_days, 1) if cadence else None,
        recorded_days_low=days[0],
        recorded_days_high=days[1],
        sentence=_sentence(told["name"] or "", finding, room, seen, days),
        activities=in_order(record.receipt(iri) for iri in shown),
        private=len(held) - len(shown),
    )


def _finding(
    cadence: str | None, shortest: Stretch | None, longest: Stretch | None, seen: Ends
) -> str:
    """What the comparison says, however long within what is known the series ran."""
    if seen[0] is None or seen[1] is None:
        return NOT_RECORDED
    if cadence not in CADENCES:
        return OPEN if cadence else NOT_DECLARED
    every = CADENCES[cadence]
    if shortest and not every.breaks and seen[1] < shortest.times(every)[0]:
        return FEWER
    if longest is None:
        return UNDATED
    least, most = longest.times(every)
    if seen[0] > most:
        return MORE
    surely = shortest and not every.breaks and least <= seen[0]
    return KEPT if surely and shortest and seen[1] <= shortest.times(every)[1] else PERHAPS


def _sentence(
    cadence: str, finding: str, room: Ends, seen: Ends, days: tuple[float | None, float | None]
) -> str:
    declared = f"Declared as {cadence}" if cadence else "No cadence is declared"
    if room != (None, None):
        declared += f", which leaves room for {span(*room)} in the period"
    if seen[0] is None:
        return f"{declared}. No single occasion is recorded: how often it was held is not known."
    gap = f", {span(*days, ' days')} apart on average" if days != (None, None) else ""
    fewer = " What is recorded need not be all." if finding == FEWER else ""
    return f"{declared}. {span(*seen)} recorded{gap}: {finding}.{fewer}"


def frequency_figures(rows: Sequence[Frequency]) -> list[Figure]:
    """Of how many series with a declared cadence the record shows that it is kept."""
    declared = [row for row in rows if row.cadence]
    kept = sum(row.finding == KEPT for row in declared)
    short = sum(row.finding in (FEWER, MORE) for row in declared)
    silent = sum(row.finding == NOT_RECORDED for row in declared)
    return (
        [
            Figure(
                measure="frequency",
                figure="series held as often as declared",
                low=kept,
                high=len(declared) - short,
                unit="series",
                of=len(declared),
                not_known=len(declared) - short - kept,
                sentence=(
                    f"Of {len(declared)} series with a declared cadence, the record shows "
                    f"{span(kept, len(declared) - short)} to be held as often as declared; for "
                    f"{silent} no single occasion is recorded, which is not none. "
                    f"{len(rows) - len(declared)} more series declare no cadence."
                ),
            )
        ]
        if rows
        else [
            Figure(
                measure="frequency",
                figure="series held as often as declared",
                low=None,
                high=None,
                unit="series",
                of=0,
                not_known=0,
                sentence="No series is recorded in the period.",
            )
        ]
    )
