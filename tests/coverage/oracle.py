"""Coverage a second time, slowly and literally, over plain dictionaries.

Written from the definition of the states, not from the program: inexact dates are not compared as
intervals but tried out, every begin and end that a text can mean, one after the other; hierarchies
are walked path by path. It shares no code with ``uegraph.coverage``.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from itertools import product
from typing import TYPE_CHECKING, Any

from dateutil.relativedelta import relativedelta

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.coverage.programme import Programme

ORDER = (
    *("out-of-scope", "conflict", "engaged", "shallow", "stale", "represented"),
    *("attempted", "planned", "known-gap", "inferred-gap", "no-evidence"),
)
LEVELS = {"inform": 1, "consult": 2, "involve": 3, "collaborate": 4, "empower": 5}
ATTEMPTS = {"invited", "registered", "declined", "apology", "no-reply"}
ENGAGED = {"attended", "responded", "took-part", "served"}
ROLES = {"target", "attendee", "respondent", "partner", "contributor", "member", "learner"}
TYPES = {"webinar": {"webinar", "event"}, "survey": {"survey", "consultation-exercise"}}
FIRST, LAST = date(2015, 1, 1), date(2032, 12, 31)


@dataclass(frozen=True)
class Found:
    """One thing that speaks for a target."""

    state: str
    certain: bool
    placed: bool
    partial: bool
    inherited: bool
    hollow: bool
    worlds: frozenset[tuple[date, date]]


@dataclass(frozen=True)
class Case:
    """What is asked, of what, as of when."""

    programme: Programme
    scope: str
    asked: dict[str, Any]
    as_of: date | None


@dataclass(frozen=True)
class Answer:
    """What a row of coverage has to say."""

    state: str
    certain: bool
    partial: bool
    inherited: bool


def days_of(text: str) -> list[date]:
    """Every day that a year, month or day can mean; of a year the ends of its months."""
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 3:
        return [date(parts[0], parts[1], parts[2])]
    if len(parts) == 2:
        last = monthrange(parts[0], parts[1])[1]
        return [date(parts[0], parts[1], day) for day in range(1, last + 1)]
    return [
        day
        for month in range(1, 13)
        for day in (date(parts[0], month, 1), date(parts[0], month, monthrange(parts[0], month)[1]))
    ]


@cache
def worlds_of(text: str, told: date | None) -> frozenset[tuple[date, date]]:
    """Every pair of a begin and an end that a text can mean."""
    if not text:
        return frozenset((day, day) for day in _between(FIRST, LAST))
    if text.startswith("["):
        first, last = text.strip("[]").split("..")
        return frozenset((day, day) for day in _between(days_of(first)[0], days_of(last)[-1]))
    if "/" not in text:
        return frozenset((day, day) for day in days_of(text))
    start, end = text.split("/")
    if start == "..":
        return frozenset((day, day) for day in _between(FIRST, days_of(end)[-1]))
    if end == "..":
        begins = days_of(start)
        sure = max(told, begins[0]) if told else begins[0]
        ends = _between(sure, LAST)
        return frozenset(pair for pair in product(begins, ends))
    ends = days_of(end)
    return frozenset((a, b) for a, b in product(days_of(start), ends))


def _between(first: date, last: date) -> list[date]:
    """Days a month apart, and both ends."""
    days = [first + timedelta(days=n) for n in range(0, (last - first).days + 1, 30)]
    return sorted({*days, last})


def coverage_of(programme: Programme, scope: str, as_of: date | None = None) -> dict[str, Answer]:
    """The state of every target of a scope."""
    asked = programme["scopes"][scope]
    day = as_of or _ends(asked.get("period")) or _published(programme)
    case = Case(programme, scope, asked, day)
    targets = set(asked.get("targets") or _everything(programme, asked["target_kind"]))
    return {
        target: _answer(case, target) for target in targets | set(asked.get("out_of_scope", ()))
    }


def _everything(programme: Programme, kind: str) -> set[str]:
    found = programme.get({"audience": "audiences", "organisation": "organisations"}[kind], {})
    return set(found)


def _ends(period: str | None) -> date | None:
    end = period.split("/")[-1] if period else ".."
    return None if end == ".." else days_of(end)[-1]


def _starts(period: str | None) -> date | None:
    start = period.split("/")[0] if period else ".."
    return None if start == ".." else days_of(start)[0]


def _published(programme: Programme) -> date | None:
    days = [days_of(source["issued"])[-1] for source in programme.get("sources", {}).values()]
    return max(days) if days else None


def _answer(case: Case, target: str) -> Answer:
    asked = case.asked
    if target in asked.get("out_of_scope", ()):
        return Answer("out-of-scope", True, False, False)
    found = list(_speaking(case, target))
    denials = [
        told
        for told in case.programme.get("non_engagements", {}).values()
        if told["target"] == target
        and _same_scope_and_themes(case, told)
        and _some_day_in_both(told.get("period"), asked.get("period"))
    ]
    clashes = [
        (item, some_day, every_world)
        for item in found
        if item.state in ("engaged", "shallow", "stale") and not item.hollow
        for told in denials
        for some_day, every_world in [_touching(item.worlds, told.get("period"))]
        if some_day
    ]
    if clashes:
        sure = any(item.placed and every for item, _, every in clashes)
        pool = [item for item, _, every in clashes if (item.placed and every) == sure]
        return _told("conflict", pool, certain=sure, whole=found)
    if found:
        state = min((item.state for item in found), key=ORDER.index)
        pool = [item for item in found if item.state == state]
        return _told(state, pool, certain=None, whole=found)
    if denials:
        return Answer("known-gap", True, False, False)
    if any(_proves(case, told) for told in case.programme.get("completeness", {}).values()):
        return Answer("inferred-gap", True, False, False)
    return Answer("no-evidence", True, False, False)


def _told(state: str, pool: list[Found], *, certain: bool | None, whole: list[Found]) -> Answer:
    """The best of several: of the target itself, not of a predecessor, of a sure date."""
    assert set(pool) <= set(whole)
    if state == "conflict":
        best = min(pool, key=lambda item: (ORDER.index(item.state), item.partial, item.inherited,
                                           not item.certain))  # fmt: skip
        return Answer(state, bool(certain), best.partial, best.inherited)
    best = min(pool, key=lambda item: (item.partial, item.inherited, not item.certain))
    return Answer(state, best.certain, best.partial, best.inherited)


def _speaking(case: Case, target: str) -> Iterator[Found]:
    for part in case.programme.get("participations", {}).values():
        if case.asked["target_kind"] == "organisation":
            before = _became(case.programme, part["party"], target, ())
            if part["party"] == target or before:
                yield from _worth(case, part, inherited=part["party"] != target)
        if case.asked["target_kind"] == "audience":
            yield from _speaking_for_audience(case, target, part)


def _speaking_for_audience(case: Case, target: str, part: dict[str, Any]) -> Iterator[Found]:
    unnamed = case.programme.get("unnamed", {}).get(part["party"], {})
    for audience, told in case.programme["audiences"].items():
        narrower = audience != target
        if narrower and not _narrower(case.programme, audience, target, ()):
            continue
        if part["party"] == audience:
            yield from _worth(case, part, partial=narrower)
        if audience in unnamed.get("belongs_to", ()):
            yield from _worth(case, part, partial=True)
        for body in told.get("represented_by", ()):
            if part["party"] == body or _became(case.programme, part["party"], body, ()):
                for item in _worth(case, part, partial=narrower, inherited=part["party"] != body):
                    if item.state in ("engaged", "shallow", "stale") and not item.hollow:
                        yield replace(item, state="represented", certain=item.placed)


def _narrower(programme: Programme, one: str, other: str, seen: tuple[str, ...]) -> bool:
    """Whether some path of broader links leads from one audience to the other."""
    return any(
        wider == other or _narrower(programme, wider, other, (*seen, one))
        for wider in programme["audiences"][one].get("broader", ())
        if wider not in seen
    )


def _became(programme: Programme, one: str, other: str, seen: tuple[str, ...]) -> bool:
    return any(
        after == other or _became(programme, after, other, (*seen, one))
        for change in programme.get("changes", {}).values()
        if one in change["before"]
        for after in change["after"]
        if after not in (*seen, one)
    )


def _worth(
    case: Case, part: dict[str, Any], *, partial: bool = False, inherited: bool = False
) -> Iterator[Found]:
    programme, asked, as_of = case.programme, case.asked, case.as_of
    activity = programme["activities"][part["activity"]]
    outcome = part["outcome"]
    if part["role"] not in ROLES or "cancelled" in (activity["status"], outcome):
        return
    themes = activity.get("themes", ())
    if asked.get("themes") and not set(asked["themes"]) & set(themes):
        return
    if asked.get("types") and not set(asked["types"]) & TYPES[activity["type"]]:
        return
    text = activity.get("when") or ""
    sources = [programme["passages"][p]["source"] for p in activity.get("evidence", ())]
    told = max((days_of(programme["sources"][s]["issued"])[-1] for s in sources), default=None)
    worlds = worlds_of(text, told)
    future = bool(text) and as_of is not None and all(begin > as_of for begin, _ in worlds)
    start, end = _starts(asked.get("period")), _ends(asked.get("period"))
    if outcome in ENGAGED and not future and activity["status"] != "planned":
        for item in _engaged(case, part, worlds, dated=bool(text)):
            yield replace(item, partial=partial, inherited=inherited)
        return
    state = "attempted" if outcome in ATTEMPTS else "planned"
    if state == "planned" or future:
        end = None
    touching = [_meets(world, start, end) for world in worlds]
    if any(touching):
        sure = all(touching) and bool(text)
        yield Found(state, sure, sure, partial, inherited, True, worlds)


def _engaged(
    case: Case, part: dict[str, Any], worlds: frozenset[tuple[date, date]], *, dated: bool
) -> Iterator[Found]:
    asked, as_of = case.asked, case.as_of
    start, end = _starts(asked.get("period")), _ends(asked.get("period"))
    inside = [world for world in worlds if _meets(world, start, end)]
    if not inside:
        return
    rank = LEVELS.get(part.get("level") or "")
    required = LEVELS[asked.get("required_level") or "consult"]
    direction = part.get("direction")
    hollow = direction == "outward" or (rank == 1 and direction is None)
    shallow = rank is None or rank < required or hollow
    shallow = shallow or bool(asked.get("two_way") and direction != "two-way")
    old = [_is_old(asked, world, end, as_of) for world in inside]
    later = as_of is not None and any(begin > as_of for begin, _ in inside)
    placed = dated and len(inside) == len(worlds) and not later
    if shallow:
        state, certain = "shallow", placed
    elif all(old):
        state, certain = "stale", placed
    else:
        state, certain = "engaged", placed and not any(old)
    yield Found(state, certain, placed, False, False, hollow, worlds)


def _is_old(
    asked: dict[str, Any], world: tuple[date, date], end: date | None, as_of: date | None
) -> bool:
    months = asked.get("stale_after")
    if months is None or as_of is None:
        return False
    counted = min(world[1], end) if end else world[1]
    return bool(counted < as_of - relativedelta(months=months))


def _meets(world: tuple[date, date], start: date | None, end: date | None) -> bool:
    return not (start and world[1] < start) and not (end and world[0] > end)


def _touching(worlds: frozenset[tuple[date, date]], period: str | None) -> tuple[bool, bool]:
    met = [_meets(world, _starts(period), _ends(period)) for world in worlds]
    return any(met), all(met)


def _same_scope_and_themes(case: Case, told: dict[str, Any]) -> bool:
    wanted = case.asked.get("themes", ())
    stated = told.get("themes", ())
    if told.get("scope") and told["scope"] != case.scope:
        return False
    return not stated or (bool(wanted) and all(theme in stated for theme in wanted))


@cache
def _some_day_in_both(one: str | None, other: str | None) -> bool:
    return any(
        _meets((day, day), _starts(one), _ends(one))
        and _meets((day, day), _starts(other), _ends(other))
        for day in _every_day()
    )


@cache
def _every_day() -> tuple[date, ...]:
    return tuple(FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1))


def _proves(case: Case, told: dict[str, Any]) -> bool:
    """Whether every day that is asked about is said to be recorded, and was over when it was."""
    if told.get("organisers") or not _same_scope_and_themes(case, told):
        return False
    period = case.asked.get("period")
    end = min(day for day in (_ends(period), case.as_of, LAST) if day)
    asked = [day for day in _every_day() if _meets((day, day), _starts(period), end)]
    made = days_of(told["when"])[-1] if told.get("when") else LAST
    return bool(asked) and all(
        day <= made and _meets((day, day), _starts(told["period"]), _ends(told["period"]))
        for day in asked
    )
