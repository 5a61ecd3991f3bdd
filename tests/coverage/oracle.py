"""Coverage a second time, slowly and literally, over plain dictionaries.

Written from the definition of the states, not from the program: inexact dates are not compared as
intervals but tried out, every begin and end that a text can mean, one after the other; hierarchies
are walked path by path; a stretch of time is complete when each of its days is. It shares no code
with ``uegraph.coverage``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import product
from typing import TYPE_CHECKING, Any

from tests.coverage.case import PERIODS, Case, Cell, both, case_of, cells_of, time_of
from tests.coverage.reach import Part, Way, reaches, several, themes_above
from tests.coverage.worlds import Span, span_of
from tests.coverage.worth import Found, counting, worth_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from tests.coverage.programme import Programme

ORDER = (
    *("out-of-scope", "conflict", "engaged", "shallow", "stale", "represented"),
    *("attempted", "planned", "known-gap", "inferred-gap", "no-evidence"),
)
CONTACT = ("engaged", "shallow", "stale")
ALL_THEMES = "all themes"


@dataclass(frozen=True)
class Answer:
    """What a row of coverage has to say."""

    state: str
    certain: bool
    partial: bool
    inherited: bool


def coverage_of(programme: Programme, scope: str, as_of: date | None = None) -> dict[Cell, Answer]:
    """The state of every cell of a scope."""
    return decide(programme, programme["scopes"][scope], scope, as_of)


def decide(
    programme: Programme, asked: dict[str, Any], name: str | None, as_of: date | None
) -> dict[Cell, Answer]:
    """The state of every cell of a question, whether it is a recorded scope or asked ad hoc."""
    case = case_of(programme, asked, name, as_of)
    worth = {
        time: [(part, list(worth_of(case, part, time))) for part in counting(case)]
        for time in {time_of(case, cell) for cell in cells_of(case)}
    }
    return {cell: _answer(case, cell, worth[time_of(case, cell)]) for cell in cells_of(case)}


def _answer(case: Case, cell: Cell, worth: list[tuple[Part, list[Found]]]) -> Answer:
    if set(cell) & set(several(case.asked.get("out_of_scope"))):
        return Answer("out-of-scope", True, False, False)
    found = [item for part, items in worth for item in _bearing(case, cell, part, items)]
    denials = [
        told
        for told in case.programme.get("non_engagements", {}).values()
        if _denies(case, cell, told)
    ]
    clashes = [
        (item, all(touching))
        for item in found
        if item.state in CONTACT and not item.hollow
        for told in denials
        for touching in [[span_of(told.get("period")).meets(world) for world in item.worlds]]
        if any(touching)
    ]
    if clashes:
        sure = any(item.placed and every for item, every in clashes)
        pool = [item for item, every in clashes if (item.placed and every) == sure]
        first = min(ORDER.index(item.state) for item in pool)
        best = _best([item for item in pool if ORDER.index(item.state) == first])
        return Answer("conflict", sure, best.partial, best.inherited)
    if found:
        state = min((item.state for item in found), key=ORDER.index)
        best = _best([item for item in found if item.state == state])
        return Answer(state, best.certain, best.partial, best.inherited)
    if denials:
        return Answer("known-gap", True, False, False)
    complete = _complete(case, cell)
    return Answer("inferred-gap" if complete else "no-evidence", True, False, False)


def _best(pool: list[Found]) -> Found:
    """Of the target itself before a part of it, not of a predecessor, of a sure date."""
    return min(pool, key=lambda item: (item.partial, item.inherited, not item.certain))


def _bearing(case: Case, cell: Cell, part: Part, worth: list[Found]) -> Iterator[Found]:
    """What a participation says of a cell: it bears on the cell when it bears on each member."""
    ways = [
        set(reaches(case.programme, kind, member, part, units=case.units))
        for kind, member in zip(case.kinds, cell, strict=True)
        if kind not in PERIODS
    ]
    for chosen in product(*ways) if worth else ():
        for item in worth:
            told = _through(item, chosen)
            if told:
                yield told


def _through(item: Found, ways: tuple[Way, ...]) -> Found | None:
    """The same as it bears on a cell by one way to each member."""
    told = replace(
        item,
        partial=any(way.partial for way in ways),
        inherited=any(way.inherited for way in ways),
    )
    if not any(way.represented for way in ways):
        return told
    if item.state not in CONTACT or item.hollow:
        return None
    return replace(told, state="represented", certain=item.placed)


def _themes(case: Case, cell: Cell) -> set[str]:
    """The themes that a cell asks about."""
    for kind, member in zip(case.kinds, cell, strict=True):
        if kind == "theme":
            return {member}
    return set(several(case.asked.get("themes"))) or {ALL_THEMES}


def _speaks_of_scope(case: Case, told: dict[str, Any]) -> bool:
    return not told.get("scope") or told["scope"] == case.name


def _speaks_of_theme(case: Case, told: dict[str, Any], theme: str) -> bool:
    named = set(several(told.get("themes")))
    return not named or bool(named & {theme, *themes_above(case.programme, theme)})


def _denies(case: Case, cell: Cell, told: dict[str, Any]) -> bool:
    """Whether a statement of non-engagement speaks of a cell."""
    period, time = span_of(told.get("period")), time_of(case, cell)
    return (
        bool(set(cell) & {*several(told.get("target")), *several(told.get("targets"))})
        and _speaks_of_scope(case, told)
        and all(_speaks_of_theme(case, told, theme) for theme in _themes(case, cell))
        and any(period.holds(day) and time.holds(day) for day in case.days)
    )


def _complete(case: Case, cell: Cell) -> bool:
    """Whether every theme on every day that is asked about is said to be recorded."""
    time = both(time_of(case, cell), Span(None, case.as_of))
    days = [day for day in case.days if time.holds(day)]
    claims = case.programme.get("completeness", {}).values()
    return bool(days) and all(
        any(_vouches(case, told, theme, day) for told in claims)
        for theme in _themes(case, cell)
        for day in days
    )


def _vouches(case: Case, told: dict[str, Any], theme: str, day: date) -> bool:
    organisers, named = several(case.asked.get("organisers")), several(told.get("organisers"))
    if named and not (organisers and set(organisers) <= set(named)):
        return False
    made = span_of(told.get("when")).last
    return (
        _speaks_of_scope(case, told)
        and _speaks_of_theme(case, told, theme)
        and span_of(told.get("period")).holds(day)
        and (not made or day <= made)
    )
