"""What is asked: the kinds of target, the cells that they make, and the days of each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import product
from typing import TYPE_CHECKING, Any

from dateutil.relativedelta import relativedelta
from tests.coverage.reach import CHARACTERISTICS, PLACES, characteristics, several
from tests.coverage.worlds import Calendar, Span, calendar, span_of, units

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from tests.coverage.programme import Programme

PERIODS = ("year", "quarter", "month")

Cell = tuple[str, ...]


@dataclass(frozen=True)
class Case:
    """What is asked, of what, as of when; an ad hoc question has no name."""

    programme: Programme
    name: str | None
    asked: dict[str, Any]
    kinds: tuple[str, ...]
    as_of: date | None
    days: Calendar

    @property
    def period(self) -> Span:
        return span_of(self.asked.get("period"))

    @property
    def units(self) -> bool:
        return bool(self.asked.get("count_units"))

    @property
    def limit(self) -> date | None:
        """What ended before this day is stale."""
        months = self.asked.get("stale_after")
        if months is None or self.as_of is None:
            return None
        return self.as_of - relativedelta(months=int(months))


def case_of(
    programme: Programme, asked: dict[str, Any], name: str | None, as_of: date | None
) -> Case:
    kinds = tuple(several(asked["target_kind"]))
    issued = {row["issued"] for row in programme.get("sources", {}).values()}
    told = [day for text in [*issued, *_begun(programme)] if (day := span_of(text).last)]
    day = as_of or span_of(asked.get("period")).last or max(told, default=None)
    case = Case(programme, name, asked, kinds, day, ())
    texts = [asked.get("period"), *issued]
    for table in ("activities", "non_engagements", "completeness"):
        for row in programme.get(table, {}).values():
            texts += [row.get("when"), row.get("period")]
    cuts = [span for kind in kinds if kind in PERIODS for span in units(kind, case.period).values()]
    ends = [end for span in cuts for end in (span.first, span.last)]
    days = [day for day in (case.as_of, case.limit, *ends) if day]
    return replace(case, days=calendar(texts, days))


def _begun(programme: Programme) -> Iterator[str]:
    """When what was held began: nobody can have recorded it before."""
    for row in programme.get("activities", {}).values():
        if row.get("when") and row["status"] not in ("planned", "cancelled"):
            begin, _, _ = row["when"].partition("/")
            yield row["when"] if begin in ("", "..") else begin


def cells_of(case: Case) -> list[Cell]:
    return list(product(*(_members(case, kind) for kind in case.kinds)))


def _members(case: Case, kind: str) -> list[str]:
    """The members of a kind that are asked about, and those that are left out on purpose."""
    if kind in PERIODS:
        return list(units(kind, case.period))
    every, known = _everything(case.programme, kind)
    listed = [one for one in several(case.asked.get("targets")) if one in known]
    left_out = [one for one in several(case.asked.get("out_of_scope")) if one in known]
    return sorted({*(listed or every), *left_out})


def _everything(programme: Programme, kind: str) -> tuple[set[str], set[str]]:
    """All members of a kind as far as they are asked about by themselves, and all there are."""
    if kind == "place":
        own = programme.get("places", {})
        inside = {one for one, told in own.items() if several(told.get("broader"))}
        return inside | {one for one, around in PLACES.items() if around}, {*own, *PLACES}
    if kind == "characteristic":
        told = programme.get("audiences", {}).values()
        held = {one for row in told for one in characteristics(row)}
        above = {one for around in CHARACTERISTICS.values() for one in around}
        return (set(CHARACTERISTICS) - above) | held, set(CHARACTERISTICS)
    table = {"audience": "audiences", "organisation": "organisations", "theme": "themes"}[kind]
    return set(programme.get(table, {})), set(programme.get(table, {}))


def time_of(case: Case, cell: Cell) -> Span:
    """The days that a cell asks about: its unit of the calendar, else the whole period."""
    time = case.period
    for kind, member in zip(case.kinds, cell, strict=True):
        if kind in PERIODS:
            unit = units(kind, case.period)[member]
            assert unit.first
            time = both(time, unit)
    return time


def both(one: Span, other: Span) -> Span:
    firsts = [day for day in (one.first, other.first) if day]
    lasts = [day for day in (one.last, other.last) if day]
    return Span(max(firsts, default=None), min(lasts, default=None))
