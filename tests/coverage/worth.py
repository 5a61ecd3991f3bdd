"""What a participation is worth: whether it counts, and which state it gives when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.coverage.case import PERIODS, Case
from tests.coverage.reach import Part, organisation, several, stated, themes_above
from tests.coverage.worlds import Span, World, span_of, worlds_of

if TYPE_CHECKING:
    from collections.abc import Iterator

LEVELS = {"inform": 1, "consult": 2, "involve": 3, "collaborate": 4, "empower": 5}
ATTEMPTS = {"invited", "registered", "declined", "apology", "no-reply"}
ENGAGED = {"attended", "responded", "took-part", "served"}
ROLES = {
    *("target", "attendee", "respondent", "partner", "contributor", "member", "learner"),
    "observer",
}
ORGANISING = {"organiser", "co-organiser", "host"}
TYPES = {"webinar": {"webinar", "event"}, "survey": {"survey", "consultation-exercise"}}


@dataclass(frozen=True)
class Found:
    """One thing that speaks for a cell."""

    state: str
    certain: bool
    placed: bool
    hollow: bool
    worlds: frozenset[World]
    partial: bool = False
    inherited: bool = False


def counting(case: Case) -> Iterator[Part]:
    """The participations in activities that the question counts."""
    programme, asked = case.programme, case.asked
    for part in programme.get("participations", {}).values():
        activity = programme["activities"][part["activity"]]
        if part["role"] not in ROLES or "cancelled" in (activity["status"], part["outcome"]):
            continue
        themes = stated(programme, part["activity"], "themes")
        on = {wider for theme in themes for wider in {theme, *themes_above(programme, theme)}}
        if asked.get("themes") and not set(asked["themes"]) & on:
            continue
        if asked.get("types") and not set(asked["types"]) & TYPES[activity["type"]]:
            continue
        if asked.get("organisers") and not _organised(case, part["activity"]):
            continue
        yield part


def _organised(case: Case, activity: str) -> bool:
    return any(
        part["activity"] == activity
        and part["role"] in ORGANISING
        and any(True for _ in organisation(case.programme, body, part["party"], units=case.units))
        for part in case.programme.get("participations", {}).values()
        for body in case.asked["organisers"]
    )


def worth_of(case: Case, part: Part, time: Span) -> Iterator[Found]:
    """What a participation is worth in a stretch of time."""
    programme, as_of = case.programme, case.as_of
    activity = programme["activities"][part["activity"]]
    text = activity.get("when") or ""
    sources = [programme["passages"][p]["source"] for p in several(activity.get("evidence"))]
    days = [span_of(programme["sources"][source]["issued"]).last for source in sources]
    worlds = worlds_of(text, max((day for day in days if day), default=None), case.days)
    future = bool(text) and as_of is not None and all(began > as_of for began, _ in worlds)
    if part["outcome"] in ENGAGED and not future and activity["status"] != "planned":
        yield from _engaged(case, part, worlds, time, dated=bool(text))
        return
    state = "attempted" if part["outcome"] in ATTEMPTS else "planned"
    if (state == "planned" or future) and not set(PERIODS) & set(case.kinds):
        time = Span(time.first, None)
    touching = [time.meets(world) for world in worlds]
    if any(touching):
        sure = all(touching) and bool(text)
        yield Found(state, sure, sure, hollow=True, worlds=worlds)


def _engaged(
    case: Case, part: Part, worlds: frozenset[World], time: Span, *, dated: bool
) -> Iterator[Found]:
    inside = [world for world in worlds if time.meets(world)]
    if not inside:
        return
    later = case.as_of is not None and any(began > case.as_of for began, _ in inside)
    placed = dated and len(inside) == len(worlds) and not later
    old = [_is_old(case, world, time) for world in inside]
    shallow, hollow = _depth(case, part)
    if shallow:
        state, certain = "shallow", placed
    elif all(old):
        state, certain = "stale", placed
    else:
        state, certain = "engaged", placed and not any(old)
    yield Found(state, certain, placed, hollow, worlds)


def _depth(case: Case, part: Part) -> tuple[bool, bool]:
    """Whether it is less than the question requires, and whether it is one-way."""
    rank = LEVELS.get(part.get("level") or "")
    required = LEVELS[case.asked.get("required_level") or "consult"]
    direction = part.get("direction")
    hollow = direction == "outward" or (rank == 1 and direction is None)
    unheard = bool(case.asked.get("two_way")) and direction != "two-way"
    return rank is None or rank < required or hollow or unheard, hollow


def _is_old(case: Case, world: World, time: Span) -> bool:
    if case.limit is None:
        return False
    counted = min(world[1], time.last) if time.last else world[1]
    return counted < case.limit
