"""Checking sources: every row becomes terms, and all that is wrong is told at once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from uegraph.ingest.across import problems_across
from uegraph.ingest.cells import cell_reader
from uegraph.ingest.dataset import read_datasets
from uegraph.ingest.register import digest, register, safe, slug_of
from uegraph.ingest.source import Cell, Fault, Row
from uegraph.namespaces import expand

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from uegraph.errors import Problem
    from uegraph.ingest.register import Register
    from uegraph.ingest.source import Dataset, Sheet
    from uegraph.shapes import Column

_BLANK: Final = Cell()
_ABOUT: Final = frozenset(map(expand, ("skos:note", "dcterms:source")))


@dataclass(frozen=True, slots=True)
class Checked:
    """Sources as they were read: their rows, and all that is wrong with them.

    Attributes:
        datasets: The data sets.
        rows: Their rows with cells as terms, also the faulty ones.
        problems: Errors and warnings in the order of file, row and column.
    """

    datasets: tuple[Dataset, ...]
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that stop a build."""
        return tuple(problem for problem in self.problems if problem.severity == "error")

    @property
    def sound(self) -> Checked:
        """The same without the rows that hold an error: what can be looked at as a whole."""
        faulty = {(problem.file, problem.sheet, problem.row) for problem in self.errors}
        rows = tuple(row for row in self.rows if row.place not in faulty)
        return replace(self, rows=rows) if faulty else self


def read_sources(sources: Sequence[Path]) -> Checked:
    """Every source read and checked, alone and together.

    Raises:
        SourceError: A source is not a data set at all.
    """
    datasets, problems = read_datasets(sources)
    ids, faults = register(datasets)
    problems += faults
    rows = [
        row
        for dataset in datasets
        for sheet in dataset.sheets
        for row in _rows(dataset, sheet, ids, problems)
    ]
    problems += problems_across(datasets, rows)
    return Checked(tuple(datasets), tuple(rows), tuple(sorted(set(problems))))


def _rows(dataset: Dataset, sheet: Sheet, ids: Register, problems: list[Problem]) -> Iterator[Row]:
    readers = [
        (at, column, cell_reader(column, sheet.table, ids, dataset)) for at, column in sheet.columns
    ]
    stem = f"{dataset.settings.base}{sheet.table.kind}/"
    least, most = sheet.widths
    for number, texts in sheet.records:
        if len(texts) < least or (most and any(map(str.strip, texts[most:]))):
            problems.append(_ragged(sheet, number, texts))
            cells = (_BLANK,) * len(readers)  # what stands where is anybody's guess
        else:
            cells = tuple(_cells(sheet, number, texts, readers, problems))
        slug = slug_of(sheet, texts) or _of_content(sheet, cells)
        yield Row(dataset, sheet, number, slug, stem + safe(slug), cells)


def _of_content(sheet: Sheet, cells: Sequence[Cell]) -> str:
    """The id of a row without id and name: what it says, whoever says it and in what words.

    The same participation in two workbooks is so one thing; its remarks and its evidence are about
    it, and do not make it another.
    """
    said = (
        f"{column.path} {term}"
        for (_, column), cell in zip(sheet.columns, cells, strict=True)
        if column.path not in _ABOUT
        for term in cell.terms
    )
    return f"r{digest(*sorted(said))}"


def _ragged(sheet: Sheet, number: int, texts: list[str]) -> Problem:
    message = f"the row has {len(texts)} cells, the header {sheet.widths[0]}"
    remedy = 'Put a cell that contains a comma into quotation marks: "a, b".'
    if len(texts) < sheet.widths[0]:
        remedy = "Add a comma for each empty cell, or save the table from a spreadsheet."
    return sheet.problem(number, "", Fault("", message, remedy, "table:row"))


def _cells(
    sheet: Sheet,
    number: int,
    texts: list[str],
    readers: Sequence[tuple[int, Column, Callable[[str], Cell]]],
    problems: list[Problem],
) -> Iterator[Cell]:
    for at, column, read in readers:
        text = texts[at] if at < len(texts) else ""
        if text and not text.isspace():
            cell = read(text)
            if cell.faults:
                problems.extend(_problem(sheet, number, column, fault) for fault in cell.faults)
            yield cell
        else:
            if column.min_count:
                problems.append(_empty(sheet, number, column))
            yield _BLANK


def _problem(sheet: Sheet, number: int, column: Column, fault: Fault) -> Problem:
    if not fault.rule:
        severity = fault.severity or column.severity
        fault = replace(fault, rule=column.shape, severity=severity)
    return sheet.problem(number, column.header, fault)


def _empty(sheet: Sheet, number: int, column: Column) -> Problem:
    return _problem(sheet, number, column, Fault("", "the cell is empty", column.message))
