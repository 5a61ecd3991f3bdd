"""Checking sources: every row becomes terms, and all that is wrong is told at once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from uegraph.ingest.across import problems_across
from uegraph.ingest.bounds import places, rewrite
from uegraph.ingest.cells import cell_reader
from uegraph.ingest.dataset import read_datasets
from uegraph.ingest.decisions import follow, read_decisions, waiting
from uegraph.ingest.register import content_id, register, safe, slug_of
from uegraph.ingest.source import Cell, Fault, Row

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from uegraph.errors import Problem
    from uegraph.ingest.bounds import Places
    from uegraph.ingest.register import Register
    from uegraph.ingest.source import Dataset, Sheet
    from uegraph.shapes import Column

_BLANK: Final = Cell()


@dataclass(frozen=True, slots=True)
class Checked:
    """Sources as they were read: their rows, and all that is wrong with them.

    Attributes:
        datasets: The data sets.
        rows: Their rows with cells as terms, also the faulty ones.
        problems: Errors and warnings in the order of file, row and column.
        names: The own name, as a term, of each thing that stands for others that are the same.
    """

    datasets: tuple[Dataset, ...]
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]
    names: Mapping[str, str]

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


def read_sources(sources: Sequence[Path], decisions: Path | None = None) -> Checked:
    """Every source read and checked, alone and together.

    Args:
        sources: Workbooks and folders of data sets.
        decisions: The file that says which things are the same.

    Raises:
        SourceError: A source is not a data set at all.
    """
    datasets, problems = read_datasets(sources)
    ids, faults = register(datasets)
    problems += faults
    if decisions:
        taken, faults = read_decisions(decisions)
        problems += faults
        taken, faults = waiting(taken, ids)
        problems += faults
        datasets += [taken] if taken.sheets else []
    rows = [
        row
        for dataset in datasets
        for sheet in dataset.sheets
        for row in _rows(dataset, sheet, ids, problems)
    ]
    followed = follow(rows)
    problems += [*followed.problems, *problems_across(datasets, followed.rows)]
    return Checked(tuple(datasets), followed.rows, tuple(sorted(set(problems))), followed.names)


def _rows(dataset: Dataset, sheet: Sheet, ids: Register, problems: list[Problem]) -> Iterator[Row]:
    readers = [
        (at, column, cell_reader(column, sheet.table, ids, dataset)) for at, column in sheet.columns
    ]
    stem = f"{dataset.settings.base}{sheet.table.kind}/"
    least, most = sheet.widths
    amounts = places(sheet.columns)
    for number, texts in sheet.records:
        if len(texts) < least or (most and any(map(str.strip, texts[most:]))):
            problems.append(_ragged(sheet, number, texts))
            cells = (_BLANK,) * len(readers)  # what stands where is anybody's guess
        else:
            read = _parted(sheet, number, texts, amounts, problems)
            cells = tuple(_cells(sheet, number, read, readers, problems))
        slug = slug_of(sheet, texts) or content_id(sheet, cells)
        yield Row(dataset, sheet, number, slug, stem + safe(slug), cells)


def _parted(
    sheet: Sheet, number: int, texts: list[str], at: Places | None, problems: list[Problem]
) -> list[str]:
    """A row's texts with an amount such as "over 180" parted over the columns that hold it."""
    if at is None:
        return texts
    width = max(at.number, at.bound, at.upper or 0) + 1
    filled = [*texts, *[""] * (width - len(texts))]
    read, faults = rewrite(filled, at)
    problems.extend(sheet.problem_at(number, position, fault) for position, fault in faults)
    return read


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
            if column.min_count and (number, at) not in sheet.unread:
                problems.append(_empty(sheet, number, column))
            yield _BLANK


def _problem(sheet: Sheet, number: int, column: Column, fault: Fault) -> Problem:
    if not fault.rule:
        severity = fault.severity or column.severity
        fault = replace(fault, rule=column.shape, severity=severity)
    return sheet.problem(number, column.header, fault)


def _empty(sheet: Sheet, number: int, column: Column) -> Problem:
    return _problem(sheet, number, column, Fault("", "the cell is empty", column.message))
