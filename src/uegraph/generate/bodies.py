"""Bodies: who they are, which changed, and which stand in the tables under two names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from uegraph.generate import names
from uegraph.generate.chance import Chance, Shares
from uegraph.generate.rows import Line, Said
from uegraph.generate.sources import evidence
from uegraph.generate.when import FIRST_YEAR, YEARS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from uegraph.generate.plan import Plan
    from uegraph.generate.rows import Cells, Value

TOWNS: Final = len(names.PLACES)
_REGIONS: Final = ("north-east", "north-west", "yorkshire-and-the-humber", "east-midlands",
                   "west-midlands", "east-of-england", "london", "south-east", "south-west",
                   "scotland", "wales", "northern-ireland")  # fmt: skip
_CHANGES: Final = Shares({"renamed": 5, "replaced": 3, "merged": 2})
_PERMISSIONS: Final = Shares({"given": 9, "withdrawn": 1})
_LISTS: Final = {"company": ("gb-coh", "{:08}"), "charity": ("gb-chc", "{:07}"),
                 "department": ("gb-gor", "D{}"), "local-authority": ("gb-lae", "X{}")}  # fmt: skip
_DOUBLED: Final = 23
_CHANGED: Final = 17
_UNITS: Final = 3


def place(chance: Chance) -> str:
    """A nation, a region or a town."""
    return f":{chance.one(_REGIONS)}" if chance.yes(0.7) else f"place/{_town(chance.below(TOWNS))}"


def _town(number: int) -> str:
    return f"town-{number}"


def places(_plan: Plan) -> Iterator[Line]:
    """The towns, which uegraph's own list lacks."""
    for number, name in enumerate(names.PLACES):
        cells: Cells = {"name": name, "broader": f":{_REGIONS[number % len(_REGIONS)]}"}
        yield Line(_town(number), cells)


def known_as(number: int, chance: Chance, last: date | None = None) -> str:
    """A body as a row names it: under either name, or as what it was before it changed.

    Args:
        number: The body.
        chance: The draws of the row.
        last: The last day of what the row tells of.
    """
    if number % _DOUBLED == 11 and chance.yes(0.3):
        return f"organisation/b{number}x"
    year = _changed_in(number)
    if year and last and last.year < year:
        return f"organisation/b{number}before"
    return f"organisation/b{number}"


def called(reference: str, chance: Chance) -> Value:
    """A body by its id, or by its name where that is certain."""
    number = reference.removeprefix("organisation/b")
    if not number.isdigit() or int(number) % _DOUBLED == 11 or _changed_in(int(number)):
        return reference
    if chance.yes(0.6):
        return reference
    return Said(reference, names.body(int(number))[0])


def _changed_in(number: int) -> int:
    """The year in which a body became what it is; 0 for most."""
    if number % _CHANGED != 7:
        return 0
    return FIRST_YEAR + 1 + number // _CHANGED % (YEARS - 2)


def organisations(plan: Plan) -> Iterator[Line]:
    """All bodies, with what some were before and the second names of others."""
    for number in range(plan.bodies):
        chance = Chance(plan.seed, "body", number)
        yield _body(plan, number, chance)
        if number % _DOUBLED == 11:
            yield _double(plan, number, chance)
        if _changed_in(number):
            name, kind, sector = names.body(number)
            cells: Cells = {"name": f"Former {name}", "type": kind, "sector": sector}
            yield evidence(plan, chance, Line(f"b{number}before", cells))


def _body(plan: Plan, number: int, chance: Chance) -> Line:
    name, kind, sector = names.body(number)
    cells: Cells = {
        "name": Said(name, f" {name.replace(' ', '  ', 1)} ") if chance.yes(0.04) else name,
        "type": kind,
        "sector": sector if chance.yes(0.9) else "",
    }
    if chance.yes(0.25):
        cells["alternative_names"] = (names.respelled(name, 1), name.lower())
    if chance.yes(0.45):
        cells["acronym"] = names.acronym(name)
    if chance.yes(0.6):
        cells["place"] = place(chance)
    _above(plan, number, chance, cells)
    if chance.yes(0.2):
        cells["description"] = f"Works on {names.MATTERS[number % len(names.MATTERS)].lower()}."
    if chance.yes(0.3):
        cells["website"] = f"https://body-{number}.example/"
    if chance.yes(0.15):
        cells["permission"] = chance.pick(_PERMISSIONS)
    if chance.yes(0.01):
        cells["private"] = "yes"
    if chance.yes(0.1):
        cells["judged"] = "sector"
    return evidence(plan, chance, Line(f"b{number}", cells))


def _above(plan: Plan, number: int, chance: Chance, cells: Cells) -> None:
    """What it is a part of: always something with a smaller number, so nothing runs in a circle."""
    if number % _UNITS == 2:
        cells["unit_of" if number % 2 else "part_of"] = f"organisation/b{number // _UNITS}"
    if chance.yes(0.25) and number > 3:
        group = chance.often(min(number, plan.regulars))
        cells["member_of"] = f"organisation/b{group}"


def _double(plan: Plan, number: int, chance: Chance) -> Line:
    """The same body once more, as another colleague wrote it down."""
    name, kind, sector = names.body(number)
    cells: Cells = {
        "name": names.respelled(name, number // _DOUBLED % 5),
        "type": kind if chance.yes(0.8) else "community",
        "sector": sector if chance.yes(0.5) else "",
    }
    return evidence(plan, chance, Line(f"b{number}x", cells))


def identifiers(plan: Plan) -> Iterator[Line]:
    """Codes of public lists, where the type of a body has one."""
    for number in range(plan.bodies):
        kind = names.body(number)[1]
        chance = Chance(plan.seed, "code", number)
        if kind in _LISTS and chance.yes(0.5):
            listed, code = _LISTS[kind]
            cells: Cells = {
                "organisation": called(f"organisation/b{number}", chance),
                "list": listed,
                "code": code.format(10_000 + number),
            }
            yield evidence(plan, chance, Line(f"code-{number}", cells))


def change_events(plan: Plan) -> Iterator[Line]:
    """How bodies became what they are."""
    for number in range(7, plan.bodies, _CHANGED):
        chance = Chance(plan.seed, "change", number)
        cells: Cells = {
            "type": chance.pick(_CHANGES),
            "before": f"organisation/b{number}before",
            "after": f"organisation/b{number}",
            "when": f"{_changed_in(number)}",
        }
        yield evidence(plan, chance, Line(f"change-{number}", cells))
