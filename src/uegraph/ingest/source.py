"""What ingest reads and hands on: a data set, its sheets, their rows and cells.

One way: files → ``Dataset`` with ``Sheet``s of text → ``Row``s of terms → N-Quads. Everything
keeps its place, so that every problem and every triple can be told to a file, a row and a column.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from uegraph.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from uegraph.errors import Severity
    from uegraph.shapes import Column, Table

# Control characters, line separators, marks that turn the direction of what follows, and halves of
# surrogate pairs, which cannot be printed at all.
_STEERING: Final = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)

Record = tuple[int, list[str]]
"""A row as a spreadsheet numbers it (the header is row 1), and its cells."""


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
    assertions: Mapping[str, Mapping[str, int]]
    unmodelled: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table as it stands in a file.

    Attributes:
        table: The table of the model that it fills.
        file: The file's name inside its data set.
        label: The file as messages name it.
        digest: The SHA-256 of the file's bytes.
        columns: Its columns with their position in the row; ``id`` is not among them.
        id_position: Where the column ``id`` stands.
        widths: How many cells the header has, without and with the blank ones at its end.
        missing: The columns of the model that the file lacks.
        records: The rows below the header, blank ones left out.
        complete: Whether the file could be read to its end.
    """

    table: Table
    file: str
    label: str
    digest: str
    columns: tuple[tuple[int, Column], ...]
    id_position: int
    widths: tuple[int, int]
    missing: tuple[Column, ...]
    records: tuple[Record, ...]
    complete: bool

    def problem(self, row: int, column: str, fault: Fault) -> Problem:
        """A fault at a place of this sheet."""
        severity = fault.severity or "error"
        message, remedy = printable(fault.message), printable(fault.remedy)
        return Problem(self.label, "", row, column, message, remedy, severity, fault.rule)


@dataclass(frozen=True, slots=True)
class Dataset:
    """A folder of tables, read but not yet checked cell by cell.

    Attributes:
        folder: Where it is.
        prefix: What stands before a file's name in messages; empty for a single data set.
        settings: What its ``dataset.yml`` says.
        sheets: Its tables, in the order of the shapes.
    """

    folder: Path
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
        slug: Its id as written.
        iri: Its identifier.
        cells: One for each of the sheet's columns.
    """

    dataset: Dataset
    sheet: Sheet
    number: int
    slug: str
    iri: str
    cells: tuple[Cell, ...]


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
