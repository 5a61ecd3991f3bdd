"""What was done: series and their occurrences, single activities, programmes and their parts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from uegraph.generate import names
from uegraph.generate.bodies import place
from uegraph.generate.chance import Chance, Shares
from uegraph.generate.people import GOALS
from uegraph.generate.rows import Line
from uegraph.generate.sources import PLANNED, evidence
from uegraph.generate.when import FIRST_YEAR, YEARS, When, at, some_time

if TYPE_CHECKING:
    from collections.abc import Iterator

    from uegraph.generate.plan import Plan
    from uegraph.generate.rows import Cells

_OCCURRENCES: Final = 8
_EVERY: Final = 3
"""One activity in three is an occurrence of a series."""
_PROGRAMME: Final = 25
"""One activity in twenty-five is a programme; the next but one after it may be a part of it."""
_CADENCES: Final = {"monthly": 30, "quarterly": 91, "twice-a-year": 182, "yearly": 365}
_TYPES: Final = Shares({"meeting": 26, "workshop": 14, "webinar": 10, "round-table": 8, "survey": 9,
                        "consultation": 7, "focus-group": 5, "public-event": 5, "conference": 3,
                        "newsletter": 5, "blog": 4, "presentation": 4})  # fmt: skip
_PURPOSES: Final = ("gather-views", "gather-needs", "build-relationships", "improve-product",
                    "inform-audiences", "co-design", "share-practice", "widen-participation",
                    "test-understanding")  # fmt: skip
_FORMATS: Final = ("online", "in-person", "hybrid")
_HELD: Final = Shares({"held": 94, "cancelled": 4, "under-way": 2})
ONE_WAY: Final = ("newsletter", "blog", "presentation")


@dataclass(frozen=True, slots=True)
class Doing:
    """What other rows need to know of an activity.

    Attributes:
        chance: Its draws, to go on with.
        year: In which notes it is told.
        when: When it was.
        type: What kind of activity it was.
        status: What became of it.
        circle: Whose field of work it belongs to.
    """

    chance: Chance
    year: int
    when: When
    type: str
    status: str
    circle: int


def doing(plan: Plan, number: int) -> Doing:
    """An activity's time, type and outcome, drawn alike for every row that tells of it."""
    chance = Chance(plan.seed, "activity", number)
    whole = programme_of(number)
    series = series_of(number)
    if series is not None:
        kind, when = _series_type(plan, series), _occasion(plan, number, series)
        year = when.first.year if when.first else FIRST_YEAR
    elif number % _PROGRAMME == 4:
        kind, year = "programme", _programme_year(plan, number)
        when = at(chance, date(year, 6, 1), "year")
    else:
        kind = chance.pick(_TYPES)
        year = _programme_year(plan, whole) if whole is not None else _some_year(chance)
        when = some_time(chance, year) if whole is None else at(chance, _day(chance, year), "day")
    status = "planned" if year >= PLANNED else chance.pick(_HELD)
    return Doing(chance, year, when, kind, status, chance.often(plan.circles))


def _some_year(chance: Chance) -> int:
    """More in later years than in earlier ones; one in twenty-five is still to come."""
    if chance.yes(0.04):
        return PLANNED
    return FIRST_YEAR + max(chance.below(YEARS), chance.below(YEARS))


def _day(chance: Chance, year: int) -> date:
    return date(year, 1, 1) + timedelta(chance.below(365))


def _programme_year(plan: Plan, number: int) -> int:
    return FIRST_YEAR + Chance(plan.seed, "programme", number).below(YEARS)


def programme_of(number: int) -> int | None:
    """The activity that an activity is a part of."""
    place = number % _PROGRAMME
    return number - place + 4 if place in (7, 8, 10) and number % _EVERY else None


def series_of(number: int) -> int | None:
    """The series that an activity is an occurrence of."""
    if number % _EVERY or number % _PROGRAMME == 4:
        return None
    return number // _EVERY // _OCCURRENCES


def _series_type(plan: Plan, series: int) -> str:
    return Chance(plan.seed, "series", series).pick(_TYPES)


def _cadence(series: int) -> str:
    return tuple(_CADENCES)[series % len(_CADENCES)]


def begin(plan: Plan, series: int) -> date:
    """When a series began: so early that it could come eight times before the last year ended."""
    room = (YEARS - 1) * 365 - _OCCURRENCES * _CADENCES[_cadence(series)]
    start = Chance(plan.seed, "begin", series).below(max(30, room))
    return date(FIRST_YEAR, 1, 1) + timedelta(start)


def _occasion(plan: Plan, number: int, series: int) -> When:
    """When an occurrence was: at its cadence, more or less."""
    chance = Chance(plan.seed, "occasion", number)
    step = _CADENCES[_cadence(series)]
    turn = number // _EVERY % _OCCURRENCES
    day = begin(plan, series) + timedelta(turn * step + chance.below(max(2, step // 8)))
    return at(chance, day, "day" if chance.yes(0.85) else "month")


def series(plan: Plan) -> Iterator[Line]:
    """What was declared to come again and again."""
    for number in range(plan.series):
        chance = Chance(plan.seed, "series", number)
        kind = chance.pick(_TYPES)
        theme = number % plan.themes
        first = begin(plan, number)
        cells: Cells = {
            "name": f"{_named(kind, number)}: {names.theme(theme)} (series {number + 1})",
            "type": kind,
            "purpose": chance.one(_PURPOSES),
            "themes": f"theme/t{theme}",
            "when": f"{first:%Y-%m}/..",
            "cadence": _cadence(number),
            "status": "under-way" if chance.yes(0.7) else "held",
        }
        yield evidence(plan, chance, Line(f"s{number}", cells), first.year)


def activities(plan: Plan) -> Iterator[Line]:
    """All activities."""
    for number in range(plan.activities):
        done = doing(plan, number)
        chance = done.chance
        cells = _told(plan, number, done)
        if chance.yes(0.05):
            cells["alternative_names"] = f"the {done.type.replace('-', ' ')} no. {number + 1}"
        if chance.yes(0.12) and done.year < PLANNED - 1:
            cells["feedback_published"] = f"product/d{_product_of(plan, chance, done.year + 1)}"
        if chance.yes(0.25):
            cells["public"] = "yes" if chance.yes(0.7) else "no"
        if chance.yes(0.01):
            cells["private"] = "yes"
        if chance.yes(0.1):
            cells["judged"] = ("purpose", "when")
        if chance.yes(0.1):
            cells["note"] = f"Room {1 + chance.below(90)}; papers were sent, and some came late."
        yield evidence(plan, chance, Line(f"a{number}", cells), done.year)


def _told(plan: Plan, number: int, done: Doing) -> Cells:
    """What it was, when and where, and what it belongs to."""
    chance = done.chance
    theme = chance.often(plan.themes)
    series, whole = series_of(number), programme_of(number)
    cells: Cells = {
        "name": f"{_named(done.type, number)} on {names.theme(theme).lower()}",
        "type": done.type,
        "when": done.when.value,
        "series": "" if series is None else f"series/s{series}",
        "part_of": "" if whole is None else f"activity/a{whole}",
        "status": done.status,
        "purpose": tuple(sorted({chance.one(_PURPOSES), chance.one(_PURPOSES)})),
        "format": chance.one(_FORMATS) if chance.yes(0.5) else "",
        "place": place(chance) if chance.yes(0.55) else "",
        "goals": f"goal/o{chance.below(len(GOALS))}" if chance.yes(0.4) else "",
    }
    if whole is None:  # a part takes the themes of the whole
        found = {theme, *(chance.often(plan.themes) for _ in range(chance.below(3)))}
        cells["themes"] = tuple(f"theme/t{one}" for one in sorted(found))
    if chance.yes(0.15):
        cells["products"] = f"product/d{chance.often(plan.products)}"
    return cells


def _named(kind: str, number: int) -> str:
    town = names.PLACES[number * 7 % len(names.PLACES)]
    return f"{town} {kind.replace('-', ' ')} {number // len(names.PLACES) + 1}"


def _product_of(plan: Plan, chance: Chance, year: int) -> int:
    """A product of a year."""
    at = year - FIRST_YEAR
    return at + YEARS * chance.below((plan.products - at - 1) // YEARS + 1)
