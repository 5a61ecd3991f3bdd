"""Who took part: a few bodies everywhere, many once, and how many people came."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from uegraph.generate.bodies import called, known_as
from uegraph.generate.chance import Chance, Shares
from uegraph.generate.doings import ONE_WAY, begin, doing
from uegraph.generate.rows import Line, Said
from uegraph.generate.sources import evidence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from uegraph.generate.doings import Doing
    from uegraph.generate.plan import Plan
    from uegraph.generate.rows import Cells, Value

_MOST: Final = 60
"""Participants of one activity; the biggest meetings are counted, not listed."""
_WITHIN: Final = 0.7
"""How many guests in one come from the circle that the activity belongs to."""
_KINDS: Final = Shares({"organisation": 60, "audience": 28, "unnamed": 12})
_ROLES: Final = {
    "organisation": Shares({"attendee": 44, "respondent": 14, "partner": 9, "contributor": 11,
                            "member": 9, "facilitator": 4, "supporter": 4, "host": 3,
                            "observer": 2}),
    "audience": Shares({"target": 66, "respondent": 20, "attendee": 14}),
    "unnamed": Shares({"attendee": 55, "respondent": 30, "contributor": 15}),
}  # fmt: skip
_HELD: Final = {"respondent": Shares({"responded": 78, "invited": 12, "no-reply": 10})}
_CAME: Final = Shares({"attended": 52, "took-part": 24, "invited": 10, "apology": 4, "declined": 4,
                       "no-reply": 4, "registered": 2})  # fmt: skip
_STATUSES: Final = {
    "cancelled": Shares({"cancelled": 80, "invited": 20}),
    "planned": Shares({"planned": 60, "invited": 30, "declined": 10}),
    "under-way": Shares({"took-part": 70, "invited": 30}),
}
_LEVELS: Final = Shares({"": 42, "inform": 14, "consult": 24, "involve": 13, "collaborate": 6,
                         "empower": 1})  # fmt: skip
_DIRECTIONS: Final = Shares({"": 45, "two-way": 32, "inward": 18, "outward": 5})
_OWN: Final = {"cancelled": "cancelled", "planned": "planned"}


def participations(plan: Plan) -> Iterator[Line]:
    """Everybody's part in every activity, and the members of each series."""
    for number in range(plan.activities):
        done = doing(plan, number)
        chance = Chance(plan.seed, "parts", number)
        place = 0
        for place, (party, kind) in enumerate(_parties(plan, number, done, chance)):
            cells: Cells = {"activity": f"activity/a{number}", "party": called(party, chance)}
            cells |= _organising(done) if place == 0 else _taking_part(done, kind, chance)
            if chance.yes(0.01):
                cells["private"] = "yes"
            yield evidence(plan, chance, Line(f"p{number}-{place}", cells), done.year)
    yield from _members(plan)


def _organising(done: Doing) -> Cells:
    return {"role": "organiser", "status": _OWN.get(done.status, "took-part")}


def _taking_part(done: Doing, kind: str, chance: Chance) -> Cells:
    role = chance.pick(_ROLES[kind])
    outcomes = _STATUSES.get(done.status) or _HELD.get(role, _CAME)
    level = "inform" if done.type in ONE_WAY else chance.pick(_LEVELS)
    direction = chance.pick(_DIRECTIONS)
    if level == "inform" and direction:
        direction = "outward"  # to inform is one-way
    cells: Cells = {
        "role": role,
        "status": chance.pick(outcomes),
        "level": level,
        "direction": direction,
    }
    if level and chance.yes(0.15):
        cells["judged"] = "level"
    return cells


def _parties(plan: Plan, number: int, done: Doing, chance: Chance) -> list[tuple[str, str]]:
    """The organiser and the guests, each once, with what kind of party each is."""
    host = known_as(_regular(plan, done.circle, chance), chance, done.when.last)
    found = {host: "organisation"}
    for _ in range(min(_MOST, int(1.15 * (1 - chance.draw()) ** -0.6))):
        kind = chance.pick(_KINDS)
        found.setdefault(_guest(plan, kind, done, chance), kind)
    for body in _first_timers(plan, number):
        found.setdefault(known_as(body, chance, done.when.last), "organisation")
    return list(found.items())


def _guest(plan: Plan, kind: str, done: Doing, chance: Chance) -> str:
    if kind == "audience":
        return f"audience/g{chance.often(plan.audiences)}"
    if kind == "unnamed":
        return f"party/u{chance.below(plan.unnamed)}"
    circle = done.circle if chance.yes(_WITHIN) else chance.below(plan.circles)
    return known_as(_regular(plan, circle, chance), chance, done.when.last)


def _regular(plan: Plan, circle: int, chance: Chance) -> int:
    """One of the bodies of a circle, the first of them far more often than the last."""
    members = -(-(plan.regulars - circle) // plan.circles)
    return circle + plan.circles * chance.often(members)


def _first_timers(plan: Plan, number: int) -> range:
    """The bodies that take part in this activity and in no other."""
    first = number * plan.once // plan.activities
    end = (number + 1) * plan.once // plan.activities
    return range(plan.regulars + first, plan.regulars + end)


def _members(plan: Plan) -> Iterator[Line]:
    """Bodies that belong to a series as a whole."""
    for number in range(plan.series):
        chance = Chance(plan.seed, "members", number)
        bodies = {chance.often(plan.regulars) for _ in range(1 + chance.below(3))}
        for body in sorted(bodies):
            cells: Cells = {
                "activity": f"series/s{number}",
                "party": f"organisation/b{body}",
                "role": "member",
                "level": chance.pick(_LEVELS) if chance.yes(0.5) else "",
                "status": "took-part",
            }
            year = begin(plan, number).year
            yield evidence(plan, chance, Line(f"ps{number}-{body}", cells), year)


def reaches(plan: Plan) -> Iterator[Line]:
    """How many came or answered, as people write numbers."""
    for number in range(plan.activities):
        done = doing(plan, number)
        chance = Chance(plan.seed, "reach", number)
        if done.status == "held" and done.type != "programme" and chance.yes(0.3):
            kind = "responses" if done.type in ("survey", "consultation") else "attended"
            kind = "readers" if done.type in ONE_WAY else kind
            cells: Cells = {"of": f"activity/a{number}", "kind": kind, **_amount(chance)}
            yield evidence(plan, chance, Line(f"r{number}", cells), done.year)
    for number in range(0, plan.series, 3):
        chance = Chance(plan.seed, "series reach", number)
        cells = {"of": f"series/s{number}", "kind": "members", **_amount(chance)}
        yield evidence(plan, chance, Line(f"rs{number}", cells), begin(plan, number).year)


def _amount(chance: Chance) -> Cells:
    """A number with its bound: in cells of their own, or in one as people write it."""
    people = 3 + int(6 * (1 - chance.draw()) ** -0.9)
    if people > 40:
        people -= people % 10
    way = chance.below(9)
    if way > 4:
        return {"value": f"{people}", "bound": "exactly"}
    upper = f"{people + 1 + people // 2}"
    written, bound = (
        (f"about {people:,}", "about"),
        (f"{people}+", "at-least"),
        (f"over {people}", "more-than"),
        (f"{people}-{upper}", "range"),
        (f"up to {people:,}", "up-to"),
    )[way]
    value: Value = Said(f"{people}", written)
    cells: Cells = {"value": value, "bound": Said(bound, "")}
    return cells | {"upper_value": Said(upper, "")} if bound == "range" else cells
