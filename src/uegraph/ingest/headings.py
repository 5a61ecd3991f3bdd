"""Reading the heading of a table: which column of the model stands where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from uegraph import shapes
from uegraph.errors import Problem
from uegraph.ingest.source import printable
from uegraph.ingest.suggest import did_you_mean, names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from uegraph.ingest.source import Record
    from uegraph.shapes import Column, Table

_RULE = "table:header"


@dataclass(frozen=True, slots=True)
class Heading:
    """Which column of the model stands where in a file.

    Attributes:
        id_position: Where the column ``id`` stands; -1 where there is none.
        columns: The other columns with their positions.
        widths: How many cells it has, without and with the blank ones at its end.
        missing: The columns of the model that are not there.
        problems: What is wrong with the heading.
    """

    id_position: int = -1
    columns: tuple[tuple[int, Column], ...] = ()
    widths: tuple[int, int] = (0, 0)
    missing: tuple[Column, ...] = ()
    problems: tuple[Problem, ...] = ()


class _Report:
    """The problems of one heading."""

    def __init__(self, label: str, row: int) -> None:
        self.label = label
        self.row = row
        self.problems: list[Problem] = []

    def add(self, column: str, message: str, remedy: str, rule: str = _RULE) -> None:
        column, message, remedy = map(printable, (column, message, remedy))
        found = Problem(self.label, "", self.row, column, message, remedy, "error", rule)
        self.problems.append(found)


def read_heading(table: Table, records: Sequence[Record], label: str) -> Heading:
    """The heading of a table, which is the first row that is not blank.

    Args:
        table: The table of the model.
        records: The rows of the file, heading included.
        label: The file as messages name it.
    """
    row, cells = records[0] if records else (0, [])
    report = _Report(label, row)
    if not records:
        columns = ",".join(["id", *(column.header for column in table.columns)])
        report.add("", "is empty", f"Write the header: {columns}")
    elif len(cells) == 1 and (mark := next((m for m in ";\t" if m in cells[0]), None)):
        named = "semicolons" if mark == ";" else "tabs"
        message = f"the columns are parted by {named}, not by commas"
        report.add("", message, "Save it as “CSV UTF-8 (comma delimited)”.")
    else:
        return _match(table, records, report)
    return Heading(problems=tuple(report.problems))


def _match(table: Table, records: Sequence[Record], report: _Report) -> Heading:
    wanted = {shapes.key(column.name): column for column in table.columns}
    seen: dict[str, int] = {}
    for position, text in enumerate(records[0][1]):
        name = shapes.key(text)
        if name in seen:
            first, second = _letter(seen[name]), _letter(position)
            message = f"the column '{text}' is there twice, in {first} and {second}"
            report.add(text, message, "Delete one of the two.")
        elif name == "id" or name in wanted:
            seen[name] = position
        elif name:
            _unknown(text[:80], table, report)
        elif any(len(cells) > position and cells[position].strip() for _, cells in records[1:]):
            message = f"column {_letter(position)} has values but no heading"
            report.add("", message, "Give it a heading, or delete it.")
    missing = tuple(column for name, column in wanted.items() if name not in seen)
    _missing(missing, "id" in seen, report)
    columns = tuple((at, wanted[name]) for name, at in seen.items() if name != "id")
    cells = records[0][1]
    named = max((at for at, text in enumerate(cells, start=1) if text.strip()), default=0)
    widths = named, len(cells)
    return Heading(seen.get("id", -1), columns, widths, missing, tuple(report.problems))


def _unknown(text: str, table: Table, report: _Report) -> None:
    headers = ["id", *(column.header for column in table.columns)]
    otherwise = f"Delete it; columns of {table.name} are: {', '.join(headers)}."
    remedy = did_you_mean(text, names(headers), otherwise)
    report.add(text, f"'{text}' is not a column of {table.name}", remedy)


def _missing(missing: Sequence[Column], has_id: bool, report: _Report) -> None:
    if not has_id:
        remedy = "Add a first column 'id' with a short name for each row, such as ons."
        report.add("id", "the column 'id' is missing", remedy)
    for column in missing:
        if column.min_count and column.severity == "error":
            message = f"the column '{column.header}' is missing"
            report.add(column.header, message, f"Add it. {column.description}", column.shape)


def _letter(position: int) -> str:
    """How a spreadsheet names a column: A, B, … Z, AA."""
    name = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        name = chr(65 + rest) + name
    return name
