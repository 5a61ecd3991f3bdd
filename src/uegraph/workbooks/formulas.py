"""The names and formulas by which drop-downs follow what is written into the sheets.

None of them is volatile: a spreadsheet works them out when a name is added, not at every key.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from uegraph.ingest.grids.addresses import letters
from uegraph.workbooks import words

if TYPE_CHECKING:
    from uegraph.workbooks.choices import Rows
    from uegraph.workbooks.plan import Page, Plan

GATHERED: Final = 1_000
"""How many names more than are there already a drop-down over several sheets has room for."""

MOST_GATHERED: Final = 2_000
"""How many names it offers at most: nobody looks through more, and each costs a formula."""


@dataclass(frozen=True, slots=True)
class Syntax:
    """How a format writes cells and parts the arguments of a function."""

    one: str
    area: str
    comma: str

    def cell(self, sheet: str, column: int, row: int) -> str:
        """A cell, fixed in its place; columns are counted from 0, rows from 1."""
        return self.one.format(sheet=_quoted(sheet), column=letters(column), row=row)

    def cells(self, sheet: str, column: int, first: int, last: int) -> str:
        """A part of a column, fixed in its place."""
        name = letters(column)
        return self.area.format(sheet=_quoted(sheet), column=name, first=first, last=last)


EXCEL: Final = Syntax("{sheet}!${column}${row}", "{sheet}!${column}${first}:${column}${last}", ",")
OPEN: Final = Syntax(
    "[${sheet}.${column}${row}]", "[${sheet}.${column}${first}:.${column}${last}]", ";"
)


def _quoted(sheet: str) -> str:
    return "'" + sheet.replace("'", "''") + "'"


def list_rows(plan: Plan) -> list[tuple[str, str, str]]:
    """The rows of the sheet "Lists": list, value, meaning."""
    return [
        (listing.title, value, meaning)
        for listing in plan.listings
        for value, meaning in listing.members
    ]


def names(plan: Plan, syntax: Syntax) -> dict[str, str]:
    """The defined names: each with the cells that it stands for."""
    found = {}
    row = 2
    for listing in plan.listings:
        last = row + len(listing.members) - 1
        found[listing.name] = syntax.cells(words.LISTS, 1, row, last)
        row = last + 1
    for page in plan.pages:
        found[_own(page)] = _growing(page, syntax)
    for at, choice in enumerate(plan.joined, len(words.LISTS_HEADINGS) + 1):
        area = syntax.cells(words.LISTS, at, 2, 1 + _reach(choice, plan))
        found[choice.name] = _filled(area, f'COUNTIF({area}{syntax.comma}"?*")', syntax)
    return dict(sorted(found.items()))


def _own(page: Page) -> str:
    return f"rows_{page.table.kind.replace('-', '_')}"


def _growing(page: Page, syntax: Syntax) -> str:
    area = syntax.cells(page.name, page.named, page.first_row, page.last_row)
    return _filled(area, f"COUNTA({area})", syntax)


def _filled(area: str, count: str, syntax: Syntax) -> str:
    """The upper part of an area that is filled, so that no blanks are offered."""
    first, closing = area.partition(":")[0], "]" if area.endswith("]") else ""
    comma = syntax.comma
    return f"{first}{closing}:INDEX({area}{comma}MAX(1{comma}{count}))"


def count(page: Page, syntax: Syntax) -> str:
    """How many rows a sheet has, as a formula."""
    return f"=COUNTA({syntax.cells(page.name, page.counted, page.first_row, page.last_row)})"


def _reach(choice: Rows, plan: Plan) -> int:
    return min(len(plan.gathered(choice)) + GATHERED, MOST_GATHERED)


def gathered(choice: Rows, plan: Plan, syntax: Syntax) -> list[tuple[str, str]]:
    """The cells that gather the names of several sheets: formula and present value of each.

    The first cells hold what comes with uegraph, without a formula. Each of the others looks how
    many names the sheets hold, one sheet after the other.
    """
    values = plan.gathered(choice)
    pages = [plan.page(table) for table in choice.tables]
    counts = [_counted(page, plan, syntax) for page in pages]
    found = [("", value) for value in choice.fixed]
    for at in range(len(choice.fixed), _reach(choice, plan)):
        formula = _lookup(at - len(choice.fixed) + 1, pages, counts, syntax)
        found.append((formula, values[at] if at < len(values) else ""))
    return found


def _lookup(place: int, pages: list[Page], counts: list[str], syntax: Syntax) -> str:
    """The name at a place, counted over several sheets."""
    comma, formula = syntax.comma, '""'
    for at in reversed(range(len(pages))):
        within = "".join(f"-{cell}" for cell in counts[:at])
        total = "+".join(counts[: at + 1])
        found = f'INDEX({_own(pages[at])}{comma}{place}{within})&""'
        formula = f"IF({place}<={total}{comma}{found}{comma}{formula})"
    return f"={formula}"


def _counted(page: Page, plan: Plan, syntax: Syntax) -> str:
    """The cell of "Read me" that counts the rows of a sheet."""
    row = next(at for at, line in enumerate(plan.lines, 3) if line.page is page)
    return syntax.cell(words.READ_ME, len(words.READ_ME_HEADINGS) - 1, row)
