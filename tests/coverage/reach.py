"""How a participation bears on a member of a cell, path by path."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from tests.coverage.programme import Programme

Part = dict[str, Any]

NATIONS = ("england", "scotland", "wales", "northern-ireland")
REGIONS = (
    *("north-east", "north-west", "yorkshire-and-the-humber", "east-midlands", "west-midlands"),
    *("east-of-england", "london", "south-east", "south-west"),
)
PLACES = {
    "uk": (),
    **dict.fromkeys(NATIONS, ("uk",)),
    **dict.fromkeys(REGIONS, ("england",)),
}
# Section 4 of the Equality Act 2010, and the wider groups of the scheme.
PROTECTED = (
    *("age", "disability", "gender-reassignment", "marriage-and-civil-partnership"),
    *("pregnancy-and-maternity", "race", "religion-or-belief", "sex", "sexual-orientation"),
)
INCLUSION = (
    *("carers", "digital-exclusion", "homeless", "language", "low-trust", "low-wellbeing"),
    *("migrants", "rural", "socio-economic-background", "underrepresented"),
)
CHARACTERISTICS = {
    "characteristic/protected": (),
    "characteristic/inclusion": (),
    **{f"characteristic/{name}": ("characteristic/protected",) for name in PROTECTED},
    **{f"characteristic/{name}": ("characteristic/inclusion",) for name in INCLUSION},
}


@dataclass(frozen=True)
class Way:
    """One way in which a participation bears on a member."""

    partial: bool = False
    inherited: bool = False
    represented: bool = False


def several(value: object) -> list[Any]:
    """A cell of a programme as the list of its values."""
    if value is None or value == "":
        return []
    return list(value) if isinstance(value, (list, tuple, set, frozenset)) else [value]


def reaches(
    programme: Programme, kind: str, member: str, part: Part, *, units: bool
) -> Iterator[Way]:
    """Every way in which a participation bears on a member of a kind."""
    if kind == "audience":
        yield from _audience(programme, member, part)
    elif kind == "characteristic":
        yield from _characteristic(programme, member, part)
    elif kind == "organisation":
        yield from organisation(programme, member, part["party"], units=units)
    elif kind == "place":
        places = [*stated(programme, part["activity"], "places"), *_where(programme, part["party"])]
        yield from _at_or_below(places, member, lambda place: places_above(programme, place))
    else:
        themes = stated(programme, part["activity"], "themes")
        yield from _at_or_below(themes, member, lambda theme: themes_above(programme, theme))


def _at_or_below(
    found: Iterable[str], member: str, above: Callable[[str], set[str]]
) -> Iterator[Way]:
    for one in found:
        if one == member:
            yield Way()
        elif member in above(one):
            yield Way(partial=True)


def _audience(programme: Programme, member: str, part: Part) -> Iterator[Way]:
    unnamed = programme.get("unnamed", {}).get(part["party"], {})
    for audience, told in programme.get("audiences", {}).items():
        narrower = audience != member
        if narrower and member not in audiences_above(programme, audience):
            continue
        if part["party"] == audience:
            yield Way(partial=narrower)
        if audience in several(unnamed.get("belongs_to")):
            yield Way(partial=True)
        for body in several(told.get("represented_by")):
            for way in organisation(programme, body, part["party"], units=False):
                yield replace(way, partial=way.partial or narrower, represented=True)


def _characteristic(programme: Programme, member: str, part: Part) -> Iterator[Way]:
    """It bears on an audience that has the characteristic, or a narrower one.

    In full only where that audience is all of those who have it.
    """
    for audience, told in programme.get("audiences", {}).items():
        for has in characteristics(told):
            if has != member and member not in above(CHARACTERISTICS.get, has):
                continue
            alone = characteristics(told) == [member]
            whole = alone and topmost(programme, member) == [audience]
            for way in _audience(programme, audience, part):
                yield replace(way, partial=way.partial or not whole)


def characteristics(audience: dict[str, Any]) -> list[str]:
    """What the members of an audience share, named as a target is."""
    return [f"characteristic/{name}" for name in several(audience.get("characteristic"))]


def topmost(programme: Programme, characteristic: str) -> list[str]:
    """The audiences with a characteristic, or a narrower one, that no broader audience has."""
    having = {
        audience
        for audience, told in programme.get("audiences", {}).items()
        for has in characteristics(told)
        if characteristic in {has, *above(CHARACTERISTICS.get, has)}
    }
    return [one for one in having if not (audiences_above(programme, one) - {one}) & having]


def organisation(programme: Programme, member: str, party: str, *, units: bool) -> Iterator[Way]:
    """A body itself, what it was before, and their units where these count."""
    if party == member:
        yield Way()
    for body in {member, *_before(programme, member)}:
        inherited = body != member
        if inherited and party == body:
            yield Way(inherited=True)
        if units and party != body and body in _wholes(programme, party):
            yield Way(partial=True, inherited=inherited)


def _before(programme: Programme, body: str) -> set[str]:
    def before(after: str) -> list[str]:
        changes = programme.get("changes", {}).values()
        return [
            one
            for change in changes
            if after in several(change["after"])
            for one in several(change["before"])
        ]

    return above(before, body) - {body}


def _wholes(programme: Programme, body: str) -> set[str]:
    def whole(part: str) -> list[str]:
        told = programme["organisations"].get(part, {})
        return [*several(told.get("unit_of")), *several(told.get("part_of"))]

    return above(whole, body)


def above(parents: Callable[[str], Iterable[str] | None], one: str) -> set[str]:
    """Everything above something, at any height, by every path."""
    found: set[str] = set()
    left = [one]
    while left:
        new = set(parents(left.pop()) or ()) - found
        found |= new
        left += new
    return found


def _broader(programme: Programme, table: str) -> Callable[[str], list[str]]:
    return lambda one: several(programme.get(table, {}).get(one, {}).get("broader"))


def audiences_above(programme: Programme, audience: str) -> set[str]:
    return above(_broader(programme, "audiences"), audience)


def themes_above(programme: Programme, theme: str) -> set[str]:
    return above(_broader(programme, "themes"), theme)


def places_above(programme: Programme, place: str) -> set[str]:
    own = _broader(programme, "places")
    return above(lambda one: own(one) or PLACES.get(one), place)


def _where(programme: Programme, party: str) -> list[str]:
    tables = ("audiences", "organisations", "unnamed")
    return [
        place
        for table in tables
        for place in several(programme.get(table, {}).get(party, {}).get("places"))
    ]


def stated(
    programme: Programme, activity: str, column: str, seen: tuple[str, ...] = ()
) -> list[str]:
    """What an activity states, else what the series or larger activity it belongs to does."""
    told = programme["activities"][activity]
    own = several(told.get(column))
    if own:
        return own
    return [
        value
        for whole in (*several(told.get("within")), *several(told.get("occurrence_of")))
        if whole not in (*seen, activity)
        for value in stated(programme, whole, column, (*seen, activity))
    ]
