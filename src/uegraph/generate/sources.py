"""Where things are said: the notes of each year, and a plan for the years to come."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from uegraph.generate.rows import Line
from uegraph.generate.when import FIRST_YEAR, YEARS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from uegraph.generate.chance import Chance
    from uegraph.generate.plan import Plan
    from uegraph.generate.rows import Cells

PLANNED: Final = FIRST_YEAR + YEARS
"""The year from which nothing has happened yet."""

_LICENCE: Final = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
_UNTOLD: Final = 0.02
_SECTIONS: Final = ("Meetings", "Workshops and events", "Surveys", "Who we heard from", "Findings")


def sources(_plan: Plan) -> Iterator[Line]:
    """The notes of each year, published when it was over, and the plan."""
    for year in range(FIRST_YEAR, PLANNED + 1):
        planned = year == PLANNED
        cells: Cells = {
            "name": "Forward plan" if planned else f"Notes of engagement in {year}",
            "publisher": "organisation/b0",
            "url": f"https://engagement.example/{year}",
            "licence": _LICENCE,
            "published": f"{PLANNED - 1}-12" if planned else f"{year + 1}-02-15",
        }
        yield Line(f"notes-{year}", cells)


def passages(plan: Plan) -> Iterator[Line]:
    """The paragraphs of the sources."""
    for year in range(FIRST_YEAR, PLANNED + 1):
        for number in range(plan.passages):
            cells: Cells = {
                "source": f"source/notes-{year}",
                "section": _SECTIONS[number % len(_SECTIONS)],
                "paragraph": f"{1 + number // len(_SECTIONS)}",
            }
            yield Line(f"n{year}-{number}", cells)


def evidence(plan: Plan, chance: Chance, line: Line, year: int | None = None) -> Line:
    """A row with the passages that say so, of one year; a few rows have none.

    Args:
        plan: The plan.
        chance: The draws of the row.
        line: The row.
        year: In which notes it stands; of some year where nothing hangs on it.
    """
    if chance.yes(_UNTOLD):
        return line
    year = FIRST_YEAR + chance.below(YEARS) if year is None else year
    found = {chance.below(plan.passages) for _ in range(1 + chance.yes(0.2))}
    told = tuple(f"passage/n{year}-{number}" for number in sorted(found))
    line.source = f"notes-{year}"
    line.cells = {**line.cells, "evidence": told}
    return line
