"""Reading the heading of a table: in which row it is, which column of the model stands where."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from uegraph import shapes
from uegraph.errors import Problem
from uegraph.ingest.grids.addresses import letters
from uegraph.ingest.source import printable
from uegraph.ingest.suggest import NearNames, names

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from uegraph.ingest.grids.grid import Record
    from uegraph.shapes import Column, Table

_RULE: Final = "table:header"
_OWN: Final = "#"  # begins the heading of a column that the team keeps for itself
_LOOKED_AT: Final = 20  # rows among which the heading is looked for
_TITLE_CELLS: Final = 2  # a title, and perhaps a date or a unit beside it
_MARK: Final = re.compile(r"\s*(\*|\(required\))\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Heading:
    """Which column of the model stands where in a sheet.

    Attributes:
        row: The row of the heading; 0 where there is none.
        texts: The heading of each position as written.
        id_position: Where the column ``id`` stands; -1 where there is none.
        columns: The other columns with their positions.
        named: How many cells it has, without the blank ones at its end.
        problems: What is wrong with the heading.
    """

    row: int = 0
    texts: tuple[str, ...] = ()
    id_position: int = -1
    columns: tuple[tuple[int, Column], ...] = ()
    named: int = 0
    problems: tuple[Problem, ...] = ()


def heading_key(text: str) -> str:
    """A heading as it is compared: the mark of a required column does not count.

    >>> heading_key("Part of *") == heading_key("part_of (required)") == heading_key("Part-of")
    True
    """
    return shapes.key(_MARK.sub("", text))


def likeness(table: Table, cells: Sequence[str]) -> float:
    """Which part of the cells of a row that are not blank are headings of a table."""
    found = {heading_key(cell) for cell in cells if cell.strip() and not cell.startswith(_OWN)}
    wanted = {"id", *(shapes.key(column.name) for column in table.columns)}
    return len(found & wanted) / len(found) if found else 0.0


class _Report:
    """The problems of one heading."""

    def __init__(self, label: str, sheet: str, row: int) -> None:
        self.label = label
        self.sheet = sheet
        self.row = row
        self.problems: list[Problem] = []

    def add(
        self, column: str, message: str, remedy: str, rule: str = _RULE, position: int = -1
    ) -> None:
        column, message, remedy = map(printable, (column, message, remedy))
        cell = f"{letters(position)}{self.row}" if position >= 0 else ""
        self.problems.append(
            Problem(self.label, self.sheet, self.row, column, message, remedy, "error", rule, cell)
        )

    def called(self, column: Column) -> str:
        """A column as its heading reads: in words in a workbook, with ``_`` in a CSV table."""
        return column.name if self.sheet else column.header


def read_heading(table: Table, records: Sequence[Record], label: str, sheet: str = "") -> Heading:
    """The heading of a table: the first row of which at least half are names of its columns.

    Rows above it are taken for a title. Where no row is such, the first is read as the heading, so
    that its mistakes are told.

    Args:
        table: The table of the model.
        records: The rows of the file, heading included.
        label: The file as messages name it.
        sheet: The sheet of a workbook.
    """
    if not records:
        report = _Report(label, sheet, 0)
        columns = ",".join(["id", *(column.header for column in table.columns)])
        report.add("", "is empty", f"Write the header: {columns}")
        return Heading(problems=tuple(report.problems))
    at = _find(table, records)
    report = _Report(label, sheet, records[at][0])
    _title(records[:at], report)
    return _match(table, records[at:], report)


def _find(table: Table, records: Sequence[Record]) -> int:
    for at, (_, cells) in enumerate(records[:_LOOKED_AT]):
        if likeness(table, cells) >= 0.5 and (at == 0 or _filled(cells) > 1):
            return at
    return 0


def _filled(cells: Sequence[str]) -> int:
    return sum(bool(cell.strip()) for cell in cells)


def _title(above: Sequence[Record], report: _Report) -> None:
    """Rows above the heading with more cells than a title has may be data, and are told."""
    for number, cells in above:
        if _filled(cells) > _TITLE_CELLS:
            message = f"row {number} stands above the heading in row {report.row}"
            remedy = "Delete the row, or move it below the heading."
            report.add("", message, remedy, "table:title")


def _match(table: Table, records: Sequence[Record], report: _Report) -> Heading:
    wanted = {shapes.key(column.name): column for column in table.columns}
    cells = records[0][1]
    seen: dict[str, int] = {}
    meant: set[str] = set()
    for position, text in enumerate(cells):
        name = heading_key(text)
        if name in seen:
            first, second = letters(seen[name]), letters(position)
            message = f"the column '{text}' is there twice, in {first} and {second}"
            report.add(text, message, "Delete one of the two.", position=position)
        elif name == "id" or name in wanted:
            seen[name] = position
        elif name and not text.strip().startswith(_OWN):
            meant.add(_unknown(text[:80], table, report, position))
    _unnamed(records, report)
    _missing(wanted, meant.union(seen), report)
    columns = tuple((at, wanted[name]) for name, at in seen.items() if name != "id")
    named = max((at for at, text in enumerate(cells, start=1) if text.strip()), default=0)
    return Heading(
        row=records[0][0],
        texts=tuple(cells),
        id_position=seen.get("id", -1),
        columns=columns,
        named=named,
        problems=tuple(report.problems),
    )


def _unnamed(records: Sequence[Record], report: _Report) -> None:
    """Columns that have values but no heading."""
    cells = records[0][1]
    blank = [at for at, text in enumerate(cells) if not text.strip()]
    for position in blank:
        if any(len(row) > position and row[position].strip() for _, row in records[1:]):
            message = f"column {letters(position)} has values but no heading"
            report.add("", message, "Give it a heading, or delete it.", position=position)


def _unknown(text: str, table: Table, report: _Report, position: int) -> str:
    """A heading that is not known: a slip, or a column of the team's own that has to be marked.

    Returns:
        The key of the column that was probably meant; empty where none is near.
    """
    headers = ["id", *map(report.called, table.columns)]
    message = f"'{text}' is not a column of {table.name.replace('_', ' ')}"
    if near := NearNames(names(headers)).nearest(_MARK.sub("", text)):
        report.add(text, message, f"Did you mean '{near}'?", position=position)
        return heading_key(near)
    remedy = (
        f"Put {_OWN} before the heading if the column is your own: then it is not read. "
        f"Or call it one of: {', '.join(headers)}."
    )
    report.add(text, message, remedy, position=position)
    return ""


def _missing(wanted: Mapping[str, Column], seen: Collection[str], report: _Report) -> None:
    for name, column in wanted.items():
        if name not in seen and column.min_count and column.severity == "error":
            message = f"the column '{report.called(column)}' is missing"
            report.add(column.header, message, f"Add it. {column.description}", column.shape)
