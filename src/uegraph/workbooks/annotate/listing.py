"""The sheet of all problems, as texts: what it says is the same in every format."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from uegraph.workbooks.annotate.notes import writable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from uegraph.errors import Problem

NAME: Final = "Problems"
MARK: Final = "uegraph_problems"
"""A name that belongs to the sheet and tells ours from one that is called the same."""

HEADINGS: Final = (
    "Severity", "Sheet", "Row", "Column", "Cell", "What is wrong", "What would be right", "Rule",
)  # fmt: skip
WIDTHS: Final = (12, 20, 8, 20, 9, 50, 50, 40)  # in characters
MAX_ROWS: Final = 100_000  # nobody reads more; a million would take minutes to write and open
_LINKED: Final = 4  # the position of the column with links


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the sheet of problems.

    Attributes:
        texts: What stands in its cells; the row is a number or empty.
        sheet: The sheet that its link leads to; empty where there is none.
        cell: The cell that its link leads to.
    """

    texts: tuple[str, ...]
    sheet: str = ""
    cell: str = ""


def lines(problems: Sequence[Problem], sheets: Iterable[str]) -> Iterator[Line]:
    """The problems as rows, in the order given.

    Args:
        problems: All of them.
        sheets: The sheets of the workbook, of which a link may name one.
    """
    known = set(sheets)
    for problem in problems[:MAX_ROWS]:
        cell = problem.cell if problem.sheet in known else ""
        texts = (
            problem.severity.capitalize(),
            problem.sheet or problem.file,
            str(problem.row or ""),
            problem.column,
            problem.cell,
            problem.message,
            problem.remedy,
            problem.rule,
        )
        yield Line(tuple(map(writable, texts)), problem.sheet if cell else "", cell)
    if len(problems) > MAX_ROWS:
        more = f"{len(problems) - MAX_ROWS:,} more problems are not listed."
        yield Line(("", "", "", "", "", more, "Correct these, and check again.", ""))


def quoted(sheet: str) -> str:
    """A sheet's name as a reference writes it."""
    return "'" + sheet.replace("'", "''") + "'"


def free_name(taken: Iterable[str]) -> str:
    """The name for the sheet, where a user's own one may have it already.

    >>> free_name(["Organisations"]), free_name(["problems", "Problems 2"])
    ('Problems', 'Problems 3')
    """
    names = {name.casefold() for name in taken}
    number = 1
    name = NAME
    while name.casefold() in names:
        number += 1
        name = f"{NAME} {number}"
    return name
