"""From a grid of text to a sheet of a table: heading found, rows beside their columns."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, Final

from uegraph import shapes
from uegraph.errors import Problem
from uegraph.ingest.grids.addresses import letters
from uegraph.ingest.grids.grid import Grid
from uegraph.ingest.headings import Heading, likeness, read_heading
from uegraph.ingest.source import Fault, Sheet, printable
from uegraph.ingest.suggest import NearNames, did_you_mean, names

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from uegraph.errors import Severity
    from uegraph.ingest.grids.grid import Book, Merged, Record
    from uegraph.shapes import Table

SETTINGS_SHEET: Final = "dataset"
_NOT_TABLES: Final = re.compile(rf"readme|lists|problems\d*|{SETTINGS_SHEET}")
_ALIKE: Final = 0.6  # the part of its headings by which a sheet is taken for a renamed table
_LOOKED_AT: Final = 5
_FEW: Final = 2  # cells of a heading that do not tell which table it is
_MOST_JOINED: Final = 100_000  # joined cells that are not also told to be empty


@dataclass(frozen=True, slots=True)
class Origin:
    """The file that a grid was read from.

    Attributes:
        file: Its name inside the data set.
        label: The file as messages name it.
        digest: The SHA-256 of its bytes.
    """

    file: str
    label: str
    digest: str

    def problem(self, grid: Grid, message: str, remedy: str, severity: Severity) -> Problem:
        """What is wrong with a whole sheet."""
        name, message, remedy = map(printable, (grid.name, message, remedy))
        return Problem(self.label, name, 0, "", message, remedy, severity, "table:name")


def sheets_of(book: Book, origin: Origin, problems: list[Problem]) -> Iterator[Sheet]:
    """The sheets of a workbook that are tables; what is wrong with the others is told.

    A table that cannot be read, or is lost by its sheet's name, has a stand-in without rows.
    """
    tables = {shapes.key(name): table for name, table in shapes.tables().items()}
    present = {shapes.key(grid.name) for grid in book.grids if grid.records}
    for grid in book.grids:
        name = shapes.key(grid.name)
        if name in tables:
            if grid.records or not grid.complete:
                sheet, faults = read_sheet(grid, tables[name], origin)
                problems += faults
                yield sheet
        elif grid.records and not _NOT_TABLES.fullmatch(name):
            yield from _stand_ins(origin, *_misnamed(grid, origin, present, problems))
    if not book.grids:
        yield from _stand_ins(origin, *shapes.tables().values())


def _misnamed(
    grid: Grid, origin: Origin, present: Collection[str], problems: list[Problem]
) -> list[Table]:
    """Tells of a sheet that is not named after a table, and which tables it may be."""
    if best := _best(grid):
        message = "is not named after a table, but its columns are those of one"
        called = " or ".join(f"'{_in_words(name)}'" for name in best)
        remedy = f"Rename the sheet {called}."
        if shapes.key(best[0]) in present:
            remedy = f"Move its rows to the sheet {called}, or delete it."
        problems.append(origin.problem(grid, message, remedy, "error"))
        return [shapes.tables()[name] for name in best]
    known = [_in_words(name) for name in shapes.tables()]
    otherwise = f"If it is one, rename it. Tables are: {', '.join(known)}."
    remedy = did_you_mean(grid.name, names(known), otherwise)
    problems.append(origin.problem(grid, "is no table; it was not read", remedy, "warning"))
    return []


def _best(grid: Grid) -> list[str]:
    """The tables whose columns a sheet has: the one its name tells, else all that fit best."""
    rows = [cells for _, cells in grid.records[:_LOOKED_AT]]
    if max(sum(map(bool, row)) for row in rows) <= _FEW:
        return []
    fits = {name: max(likeness(t, row) for row in rows) for name, t in shapes.tables().items()}
    alike = [name for name, fit in fits.items() if fit >= _ALIKE]
    within = [name for name in alike if shapes.key(name) in shapes.key(grid.name)]
    near = NearNames(names(alike)).nearest(grid.name)
    if within or near:
        return [near or max(within, key=len)]
    return [name for name in alike if fits[name] == max(fits.values())]


def _in_words(table: str) -> str:
    """A table as a workbook names its sheet.

    >>> _in_words("unnamed_parties")
    'Unnamed parties'
    """
    return table.replace("_", " ").capitalize()


def read_sheet(grid: Grid, table: Table, origin: Origin) -> tuple[Sheet, list[Problem]]:
    """A sheet of a table, and what is wrong with its heading, its joined cells and its reading."""
    unreadable = not grid.records and not grid.complete
    heading = (
        Heading() if unreadable else read_heading(table, grid.records, origin.label, grid.name)
    )
    body = [record for record in grid.records if record[0] > heading.row]
    usable = bool(heading.columns)
    sheet = Sheet(
        table=table,
        file=origin.file,
        label=origin.label,
        name=printable(grid.name),
        digest=origin.digest,
        header_row=heading.row,
        headings=heading.texts,
        columns=heading.columns,
        id_position=heading.id_position,
        widths=(heading.named, len(heading.texts)) if grid.ragged else (0, 0),
        records=(),
        complete=grid.complete and usable,
        unread=frozenset(_unread(grid, heading)),
    )
    problems = [*heading.problems, *_remarks(sheet, grid), *_merged(sheet, grid.merged)]
    if usable:
        sheet = replace(sheet, records=tuple(_without_example(sheet, body, problems)))
    return sheet, problems


def _stand_ins(origin: Origin, *tables: Table) -> Iterator[Sheet]:
    """Tables whose rows are somewhere in a workbook, but could not be read."""
    nothing = Grid("", (), complete=False)
    return (read_sheet(nothing, table, origin)[0] for table in tables)


def _remarks(sheet: Sheet, grid: Grid) -> Iterator[Problem]:
    """What reading noticed, but for what it noticed in the rows above the heading."""
    for remark in grid.remarks:
        if not remark.row or remark.row >= sheet.header_row:
            fault = Fault("", remark.message, remark.remedy, remark.rule, remark.severity)
            yield sheet.problem_at(remark.row, remark.position, fault)


def _unread(grid: Grid, heading: Heading) -> Iterator[tuple[int, int]]:
    """The cells of which reading has said what is wrong: faulty ones, and joined ones."""
    yield from ((one.row, one.position) for one in grid.remarks if one.severity == "error")
    joined = (
        (row, at)
        for area in grid.merged
        for at, _ in heading.columns
        if area.first_position <= at <= area.last_position
        for row in range(area.first_row, area.last_row + 1)
    )
    yield from islice(joined, _MOST_JOINED)


def _merged(sheet: Sheet, merged: Iterable[Merged]) -> Iterator[Problem]:
    """Joined cells from the heading down: all but the first are blank, whatever was meant."""
    for area in merged:
        if area.last_row >= sheet.header_row:
            first = f"{letters(area.first_position)}{area.first_row}"
            last = f"{letters(area.last_position)}{area.last_row}"
            message = f"the cells {first} to {last} are merged, and only the first has a value"
            fault = Fault("", message, "Unmerge them and fill in each.", "sheet:merged", "error")
            yield sheet.problem_at(area.first_row, area.first_position, fault)


def _without_example(
    sheet: Sheet, records: Iterable[Record], problems: list[Problem]
) -> Iterator[Record]:
    """The rows but for the template's example, which is told where somebody wrote over it."""
    for number, cells in records:
        at = sheet.id_position
        if 0 <= at < len(cells) and cells[at].strip().casefold() == shapes.EXAMPLE.casefold():
            if not _is_example(sheet, cells):
                message = "the example row was changed, and is not read"
                remedy = f"Write an id of your own in place of {shapes.EXAMPLE}, or empty the cell."
                problems.append(sheet.problem(number, "id", Fault("", message, remedy, "table:id")))
        else:
            yield number, cells


def _is_example(sheet: Sheet, cells: Sequence[str]) -> bool:
    """Whether a row says nothing that the template's example does not say."""
    example = shapes.example_row(sheet.table)
    return all(
        shapes.key(cells[at]) in ("", shapes.key(example[column.name]))
        for at, column in sheet.columns
        if at < len(cells)
    )
