"""Which note stands at which cell, whatever format the workbook has."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from uegraph.ingest.grids.addresses import letters, position

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from uegraph.errors import Problem

MAX_NOTES: Final = 5_000  # of one sheet; spreadsheets become slow with more
MAX_CHARACTERS: Final = 32_767  # what a cell or a note of a spreadsheet can hold
AUTHOR: Final = "uegraph"

_CELL: Final = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_LAST: Final = (1_048_576, 16_384)
# What XML 1.0 cannot hold.
_UNWRITABLE: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Lines of ours begin like this, by which a later run finds them and takes them out again.
_OURS: Final = re.compile(r"\n?^uegraph (?:error|warning): [^\n]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True, order=True)
class Note:
    """What is to be said at one cell.

    Attributes:
        row: Counted from 1.
        position: The column, counted from 0.
        text: One line a problem.
    """

    row: int
    position: int
    text: str

    @property
    def cell(self) -> str:
        """The cell as a spreadsheet names it."""
        return f"{letters(self.position)}{self.row}"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of putting notes into a workbook.

    Attributes:
        notes: Cells that have a note.
        left_out: Problems with a cell for which their sheet had no room for a note.
        threads: Cells whose conversation was left as it was, without a note.
        signed: Whether the workbook bears a signature, which does not hold for the new one.
    """

    notes: int
    left_out: int = 0
    threads: int = 0
    signed: bool = False


def notes_of(problems: Iterable[Problem]) -> tuple[dict[str, list[Note]], int]:
    """The notes of each sheet, and how many problems have a place but no room for a note.

    A problem of a row stands at its first cell, one of a sheet at ``A1``, and one of the whole
    file at none. Errors come first, so that warnings are what is left out.
    """
    sheets: dict[str, dict[tuple[int, int], list[str]]] = {}
    left_out = 0
    for problem in sorted(problems, key=lambda problem: problem.severity):
        if not problem.sheet or not (place := place_of(problem)):
            continue
        cells = sheets.setdefault(problem.sheet, {})
        if place not in cells and len(cells) >= MAX_NOTES:
            left_out += 1
        else:
            cells.setdefault(place, []).append(line(problem))
    found = {
        name: sorted(Note(*place, writable("\n".join(lines))) for place, lines in cells.items())
        for name, cells in sheets.items()
    }
    return found, left_out


def place_of(problem: Problem) -> tuple[int, int] | None:
    """The row from 1 and the column from 0 of a problem's note; ``None`` outside any sheet.

    >>> from uegraph.errors import Problem
    >>> place_of(Problem("a.xlsx", "S", 7, "x", "", "", "error", "r", "C7"))
    (7, 2)
    """
    row, position = cell_place(problem.cell) or (problem.row or 1, 0)
    return (row, position) if row <= _LAST[0] and position < _LAST[1] else None


def cell_place(cell: str) -> tuple[int, int] | None:
    """The row from 1 and the column from 0 of a cell; ``None`` where it is not one.

    >>> cell_place("C7"), cell_place("")
    ((7, 2), None)
    """
    match = _CELL.fullmatch(cell)
    return (int(match[2]), position(match[1])) if match else None


def line(problem: Problem) -> str:
    """A problem as one line of a note."""
    said = f"{problem.column}: {problem.message}" if not problem.cell and problem.column else ""
    text = " ".join((said or problem.message).split())
    stop = "" if text.endswith((".", "?")) else "."
    return f"uegraph {problem.severity}: {text}{stop} {' '.join(problem.remedy.split())}".strip()


def without_ours(text: str) -> str:
    """A note's text without the lines that an earlier run wrote."""
    return _OURS.sub("", text)


def writable(text: str) -> str:
    """A text that XML and a spreadsheet's cell can hold."""
    text = _UNWRITABLE.sub("�", text)
    return text if len(text) <= MAX_CHARACTERS else text[: MAX_CHARACTERS - 1] + "…"


def listed(problems: Sequence[Problem]) -> list[Problem]:
    """The problems in the order in which they are listed: errors first, then by place."""
    return sorted(problems, key=lambda problem: (problem.severity, problem))
