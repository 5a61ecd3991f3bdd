"""What a file of any spreadsheet format becomes: sheets of text, each cell with its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from uegraph.errors import Severity

Record = tuple[int, list[str]]
"""A row as a spreadsheet numbers it, the first being 1, and its cells from column A on."""


@dataclass(frozen=True, slots=True)
class Remark:
    """What reading noticed: about a cell, a row, a sheet or the whole file.

    Attributes:
        message: What is wrong or worth knowing.
        remedy: What to do.
        severity: ``error`` or ``warning``.
        rule: The name of the rule, such as ``sheet:hidden``.
        row: The row as a spreadsheet numbers it; 0 for the whole sheet or file.
        position: The column, counted from 0; -1 for the whole row, sheet or file.
    """

    message: str
    remedy: str
    severity: Severity
    rule: str
    row: int = 0
    position: int = -1


@dataclass(frozen=True, slots=True)
class Merged:
    """Cells joined into one; only the first of them has a value.

    Attributes:
        first_row: Counted from 1.
        first_position: The column, counted from 0.
        last_row: Included.
        last_position: Included.
    """

    first_row: int
    first_position: int
    last_row: int
    last_position: int


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet as text.

    Attributes:
        name: The sheet's name; empty for a CSV file.
        records: Its rows that are not blank, each from column A on and without blank cells at
            its end where the format does not say how wide it is.
        merged: Its joined cells.
        remarks: What reading noticed, each at its place in this sheet.
        complete: Whether it was read to its end.
        ragged: Whether a row may be too short or too long, as in CSV; a sheet's rows are filled up.
    """

    name: str
    records: tuple[Record, ...]
    merged: tuple[Merged, ...] = ()
    remarks: tuple[Remark, ...] = ()
    complete: bool = True
    ragged: bool = False


@dataclass(frozen=True, slots=True)
class Book:
    """A file as it was read.

    Attributes:
        grids: Its sheets in order; one for a CSV file; none where it cannot be read.
        remarks: What is to be said of the whole file.
    """

    grids: tuple[Grid, ...]
    remarks: tuple[Remark, ...] = ()
