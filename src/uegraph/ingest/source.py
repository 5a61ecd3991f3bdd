"""What ingest reads and hands on: a data set, its sheets, their rows and cells.

One way: files → ``Grid``s of text → a ``Dataset`` with ``Sheet``s → ``Row``s of terms → N-Quads.
Everything keeps its place, so that every problem and every triple can be told to a file, a sheet,
a row and a column.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from uegraph.errors import Problem
from uegraph.ingest.grids.addresses import letters
from uegraph.namespaces import expand

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from uegraph.errors import Severity
    from uegraph.ingest.grids.grid import Record
    from uegraph.shapes import Column, Table

# Control characters, line separators, marks that turn the direction of what follows, and halves of
# surrogate pairs, which cannot be printed at all.
_STEERING: Final = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)

Place = tuple[str, str, int]
"""A file as messages name it, a sheet of it, and a row."""

_NAME: Final = expand("skos:prefLabel")


@dataclass(frozen=True, slots=True)
class Settings:
    """What ``dataset.yml`` says of a data set.

    Attributes:
        name: The slug that stands for the data set in identifiers and graphs.
        title: Its title.
        publisher: Who publishes it, as text.
        url: Where it is published.
        licence: The address or the name of its licence.
        retrieved: When its sources were read, as a date of any precision.
        base: What the identifiers of its rows begin with.
        day_first: Whether 03/04/2024 is a day in April; ``None`` where nothing is said, which is
            read the same but told.
        assertions: ``min`` and ``max`` to table name to number of rows.
        unmodelled: Passages from which nothing is modelled, with the reason.
    """

    name: str
    title: str
    publisher: str
    url: str
    licence: str
    retrieved: str
    base: str
    day_first: bool | None
    assertions: Mapping[str, Mapping[str, int]]
    unmodelled: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table as it stands in a file.

    Attributes:
        table: The table of the model that it fills.
        file: The file's name inside its data set.
        label: The file as messages name it.
        name: The name of the sheet in a workbook; empty for a CSV file.
        digest: The SHA-256 of the file's bytes.
        header_row: The row of the heading; 0 where there is none.
        headings: The heading of each position as the user wrote it.
        columns: Its columns with their position in the row; ``id`` is not among them.
        id_position: Where the column ``id`` stands; -1 where there is none.
        widths: How many cells a row may have, at least and at most; at most 0 is no limit.
        records: The rows below the heading, blank ones and an example left out.
        complete: Whether the sheet could be read to its end.
        unread: Row and position of the cells whose value could not be read, which is told already.
    """

    table: Table
    file: str
    label: str
    name: str
    digest: str
    header_row: int
    headings: tuple[str, ...]
    columns: tuple[tuple[int, Column], ...]
    id_position: int
    widths: tuple[int, int]
    records: tuple[Record, ...]
    complete: bool
    unread: frozenset[tuple[int, int]] = frozenset()

    @property
    def place(self) -> str:
        """The sheet as messages name it from elsewhere."""
        return f"{self.label}, {self.name}" if self.name else self.label

    @property
    def name_position(self) -> int:
        """Where the column with the names stands; -1 where the table has none."""
        return next((at for at, column in self.columns if column.path == _NAME), -1)

    def problem(self, row: int, column: str, fault: Fault) -> Problem:
        """A fault at a place of this sheet; the column is named as the model names it."""
        position = self.id_position if column == "id" else -1
        for at, candidate in self.columns:
            if candidate.header == column:
                position = at
        return self.problem_at(row, position, fault, column=column)

    def problem_at(self, row: int, position: int, fault: Fault, *, column: str = "") -> Problem:
        """A fault at a position of this sheet; -1 is the whole row."""
        written = self.headings[position].strip() if 0 <= position < len(self.headings) else ""
        severity = fault.severity or "error"
        column, message, remedy = map(printable, (written or column, fault.message, fault.remedy))
        cell = f"{letters(position)}{row}" if row and position >= 0 else ""
        return Problem(
            self.label, self.name, row, column, message, remedy, severity, fault.rule, cell
        )


@dataclass(frozen=True, slots=True)
class Dataset:
    """A folder of tables or a workbook, read but not yet checked cell by cell.

    Attributes:
        path: The folder or the workbook.
        settings_file: Where its settings stand, as messages name it.
        prefix: What stands before a file's name in messages; empty for a single data set.
        settings: What they say.
        sheets: Its tables, in the order of the shapes.
    """

    path: Path
    settings_file: str
    prefix: str
    settings: Settings
    sheets: tuple[Sheet, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one value of a cell.

    Attributes:
        value: The value as written; empty where the fault is not one value's.
        message: What is wrong.
        remedy: What would be right.
        rule: The rule broken; empty stands for the column's shape.
        severity: ``error``, ``warning``, or empty for that of the column's shape.
    """

    value: str
    message: str
    remedy: str
    rule: str = ""
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """The values of a cell.

    Attributes:
        terms: The values as N-Triples terms, each once, in the order written.
        faults: What is wrong with it.
    """

    terms: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A row whose cells have become terms.

    Attributes:
        dataset: The data set that it belongs to.
        sheet: Where it stands.
        number: The row as a spreadsheet counts it.
        slug: Its id, as written or as made of its name or its content.
        iri: Its identifier.
        cells: One for each of the sheet's columns.
    """

    dataset: Dataset
    sheet: Sheet
    number: int
    slug: str
    iri: str
    cells: tuple[Cell, ...]

    @property
    def place(self) -> Place:
        """Where it stands: no two rows of some sources stand at one place."""
        return self.sheet.label, self.sheet.name, self.number


def printable(text: str) -> str:
    r"""A text as it is safe to print: on one line, without codes that steer a terminal.

    >>> print(printable("red\x1b[31m"))
    red\x1b[31m
    """
    return _STEERING.sub(lambda found: found[0].encode("unicode_escape").decode(), text)


def values_of(
    rows: Iterable[Row], wanted: Callable[[Column], bool]
) -> Iterator[tuple[Row, Column, str]]:
    """Every value in the columns wanted, with its row; the columns are looked up once a sheet."""
    places: dict[int, list[tuple[int, Column]]] = {}
    for row in rows:
        found = places.get(id(row.sheet))
        if found is None:
            columns = [column for _, column in row.sheet.columns]
            found = [(at, column) for at, column in enumerate(columns) if wanted(column)]
            places[id(row.sheet)] = found
        for at, column in found:
            for term in row.cells[at].terms:
                yield row, column, term


def given_by(*properties: str) -> Callable[[Column], bool]:
    """Wants the columns that give a row one of some properties."""
    return lambda column: column.path in properties and not column.inverse


def of_class(target: str) -> Callable[[Column], bool]:
    """Wants the columns whose values are all of one class."""
    return lambda column: column.classes == (target,)
