"""Whom engagement is for and what it is about: audiences, unnamed parties, themes, products."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from uegraph.generate import names
from uegraph.generate.bodies import known_as, place
from uegraph.generate.chance import Chance, Shares
from uegraph.generate.rows import Line, Said
from uegraph.generate.sources import evidence
from uegraph.generate.when import FIRST_YEAR, YEARS, at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from uegraph.generate.plan import Plan
    from uegraph.generate.rows import Cells

GOALS: Final = ("Wider participation", "Better products", "Lasting relationships", "Open answers")
_FAMILY: Final = 5
_CHARACTERISTICS: Final = ("age", "disability", "race", "sex", "religion-or-belief", "carers",
                           "rural", "language", "migrants",
                           "socio-economic-background")  # fmt: skip
_USES: Final = ("policy", "research", "teaching", "local-decisions", "campaigning", "personal")
_EXPERTISE: Final = ("expert", "less-expert", "non-expert")
_SECTORS: Final = ("citizens", "academia", "business", "third-sector", "local-government", "media")
_PRODUCTS: Final = ("statistics", "report", "dashboard", "guidance", "web-page", "newsletter")
_STATUSES: Final = Shares({"published": 90, "in-development": 6, "announced": 4})
_FREQUENCIES: Final = ("monthly", "quarterly", "yearly")
_MARKS: Final = (("", "{}", "exactly"), ("about {}", "{}", "about"), ("{}+", "{}", "at-least"))


def audiences(plan: Plan) -> Iterator[Line]:
    """Audiences in families: the first of each is the broader one of the rest."""
    for number in range(plan.audiences):
        chance = Chance(plan.seed, "audience", number)
        name = names.audience(number)
        cells: Cells = {"name": name}
        if number % _FAMILY:
            cells["broader"] = f"audience/g{number - number % _FAMILY}"
        if chance.yes(0.15):
            cells["alternative_names"] = (name.upper(), f"people: {name.lower()}")
        cells |= _facets(number, chance)
        if number % 3 == 0:
            body = chance.often(plan.regulars)
            cells["represented_by"] = known_as(body, chance)
        if chance.yes(0.2):
            people = 1_000 * (1 + chance.below(400))
            cells["population"] = Said(f"{people}", f"{people:,}")
            cells["population_source"] = f"source/notes-{FIRST_YEAR + number % YEARS}"
        yield evidence(plan, chance, Line(f"g{number}", cells))


def _facets(number: int, chance: Chance) -> Cells:
    """By what an audience is told apart; some facets fall to nobody."""
    cells: Cells = {}
    if number % 2:
        cells["characteristic"] = _CHARACTERISTICS[number // 2 % len(_CHARACTERISTICS)]
    if chance.yes(0.4):
        cells["use"] = tuple(sorted({chance.one(_USES), chance.one(_USES)}))
    if chance.yes(0.4):
        cells["expertise"] = chance.one(_EXPERTISE)
    if chance.yes(0.5):
        cells["sector"] = chance.one(_SECTORS)
    if chance.yes(0.4):
        cells["place"] = place(chance)
    return cells


def unnamed_parties(plan: Plan) -> Iterator[Line]:
    """Parties that somebody described and did not name."""
    for number in range(plan.unnamed):
        chance = Chance(plan.seed, "unnamed", number)
        group = chance.below(plan.audiences)
        cells: Cells = {"name": f"Some of: {names.audience(group)}, occasion {number + 1}"}
        if chance.yes(0.6):
            cells["audiences"] = f"audience/g{group}"
        if chance.yes(0.5):
            cells["sector"] = chance.one(_SECTORS)
        if chance.yes(0.4):
            written, value, bound = chance.one(_MARKS)
            amount = f"{2 + chance.below(60)}"
            cells["count"] = Said(value.format(amount), (written or "{}").format(amount))
            cells["bound"] = Said(bound, "" if written else bound)
        yield evidence(plan, chance, Line(f"u{number}", cells))


def themes(plan: Plan) -> Iterator[Line]:
    """Themes in families, most with somebody who leads."""
    for number in range(plan.themes):
        chance = Chance(plan.seed, "theme", number)
        cells: Cells = {"name": names.theme(number)}
        if number % _FAMILY:
            cells["broader"] = f"theme/t{number - number % _FAMILY}"
        if chance.yes(0.7):
            cells["lead"] = known_as(chance.often(plan.regulars), chance)
        if chance.yes(0.5):
            cells["supported_by"] = known_as(chance.often(plan.regulars), chance)
        if number and chance.yes(0.2):
            cells["learnt_from"] = f"theme/t{chance.below(number)}"
        yield evidence(plan, chance, Line(f"t{number}", cells))


def goals(plan: Plan) -> Iterator[Line]:
    """What it is all for."""
    for number, name in enumerate(GOALS):
        chance = Chance(plan.seed, "goal", number)
        cells: Cells = {"name": name, "rank": f"{number + 1}", "strategy": "product/d0"}
        yield evidence(plan, chance, Line(f"o{number}", cells))


def products(plan: Plan) -> Iterator[Line]:
    """Publications, one in ten in each year: the number says in which."""
    for number in range(plan.products):
        chance = Chance(plan.seed, "product", number)
        year = FIRST_YEAR + number % YEARS
        theme = names.theme(number % plan.themes)
        published = at(chance, _some_day(chance, year), "month" if chance.yes(0.5) else "day")
        cells: Cells = {
            "name": f"{theme}: what we heard and what we did, volume {number + 1}",
            "type": chance.one(_PRODUCTS),
            "produced_by": known_as(chance.often(plan.regulars), chance),
            "themes": f"theme/t{number % plan.themes}",
            "status": "published" if number % YEARS < YEARS - 1 else chance.pick(_STATUSES),
            "published": published.value,
        }
        if chance.yes(0.5):
            cells["audiences"] = f"audience/g{chance.often(plan.audiences)}"
        if chance.yes(0.3):
            cells["frequency"] = chance.one(_FREQUENCIES)
        if chance.yes(0.3):
            cells["keywords"] = (theme.lower(), "engagement")
        if number >= YEARS and chance.yes(0.15):
            cells["revision_of"] = f"product/d{number - YEARS}"
        yield evidence(plan, chance, Line(f"d{number}", cells), year)


def _some_day(chance: Chance, year: int) -> date:
    return date(year, 1, 1) + timedelta(chance.below(365))
