"""Reading data sets: a workbook, or a folder with ``dataset.yml``, workbooks and CSV files.

Here the files and their headings are checked; what stands in the cells is for ``check``.
Nothing outside the folder is ever opened: a link that leads out of it is refused.
"""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING, Final

from uegraph import shapes
from uegraph.errors import Problem, SourceError
from uegraph.ingest.grids import MAX_BYTES, read_book
from uegraph.ingest.grids.grid import Book, Grid
from uegraph.ingest.ready import is_ready
from uegraph.ingest.settings import FILE, read_settings, settings_of_sheet, slug
from uegraph.ingest.sheets import SETTINGS_SHEET, Origin, read_sheet, sheets_of
from uegraph.ingest.source import Dataset, Sheet, printable
from uegraph.ingest.suggest import did_you_mean, names

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from uegraph.errors import Severity
    from uegraph.ingest.source import Settings
    from uegraph.shapes import Table

ACCEPTED: Final = (
    f"A source is a workbook (.xlsx or .ods), or a folder that holds {FILE} and tables as "
    "workbooks or CSV files; `uegraph new FOLDER` makes one."
)
_OTHER: Final = (
    "Look whether it is the right file. `uegraph template FILE` makes a workbook with all tables, "
    "and `uegraph import table` reads a table that others laid out."
)
_CSV: Final = (".csv", ".tsv")
_WORKBOOKS: Final = (".xlsx", ".xlsm", ".ods")
_OTHER_WORKBOOKS: Final = (".xls", ".xlsb", ".numbers")


def read_datasets(sources: Sequence[Path]) -> tuple[list[Dataset], list[Problem]]:
    """Every data set named, with what is wrong with its files and headings.

    Raises:
        SourceError: A source is neither a folder with a ``dataset.yml`` nor a workbook.
    """
    if not sources:
        raise SourceError(f"No source was named. {ACCEPTED}")
    for source in sources:
        _refuse_other(source)
    _refuse_twice(sources)
    found, problems = [], []
    for source in sources:
        prefix = f"{source.resolve().name}/" if len(sources) > 1 and source.is_dir() else ""
        read = _read_folder if source.is_dir() else _read_workbook
        dataset, faults = read(source, prefix)
        found.append(dataset)
        problems += faults
    return found, [*problems, *_repeated_names(found)]


def _refuse_twice(sources: Sequence[Path]) -> None:
    seen: set[Path] = set()
    for source in sources:
        if source.resolve() in seen:
            raise SourceError(f"{source} is named twice. Name each source once.")
        seen.add(source.resolve())


def _refuse_other(source: Path) -> None:
    if source.is_dir():
        return _refuse_folder(source)
    if source.is_symlink() and not source.exists():
        raise SourceError(f"{source} is a link that leads nowhere. {ACCEPTED}")
    if not source.exists():
        raise SourceError(f"{source} does not exist. {ACCEPTED}")
    if not source.is_file():
        raise SourceError(f"{source} is neither a file nor a folder. {ACCEPTED}")
    if source.suffix.lower() in _CSV or source.name == FILE:
        raise SourceError(f"{source} is one file of a data set. Name its folder instead.")
    if is_ready(source):
        raise SourceError(
            f"{source} holds N-Quads, which have no cells to check. `uegraph build` loads it."
        )
    if source.suffix.lower() in _OTHER_WORKBOOKS:
        raise SourceError(f"{source} is a workbook of another kind. Save it as .xlsx or .ods.")
    if source.suffix.lower() not in _WORKBOOKS:
        raise SourceError(f"{source} is not a data set. {ACCEPTED}")
    return None


def _refuse_folder(source: Path) -> None:
    if not (source / FILE).exists() and (source / FILE).is_symlink():
        raise SourceError(f"{source / FILE} is a link that leads nowhere. Copy the file here.")
    if not (source / FILE).exists():
        books = sorted(source.glob("[!.~]*.xlsx")) + sorted(source.glob("[!.~]*.ods"))
        remedy = f"Name the workbook in it: {books[0]} ." if books else ACCEPTED
        raise SourceError(f"{source} has no {FILE}. {remedy}")
    if not os.access(source, os.R_OK | os.X_OK):
        raise SourceError(f"{source} cannot be read. Look at its permissions.")


def _repeated_names(datasets: Sequence[Dataset]) -> Iterator[Problem]:
    seen: dict[str, Dataset] = {}
    for dataset in datasets:
        other = seen.setdefault(dataset.settings.name, dataset)
        if other is not dataset:
            message = f"'{dataset.settings.name}' is also the name of {other.path}"
            remedy = "Give each data set a name of its own, and name each once."
            label, rule = dataset.settings_file, "dataset:value"
            yield Problem(label, "", 0, "name", message, remedy, "error", rule)


def read_lone_table(path: Path, table: Table, settings: Settings) -> tuple[Dataset, list[Problem]]:
    """A CSV file that is not part of a data set, as a data set of one table."""
    problems: list[Problem] = []
    data = _bytes(path, path.parent, "", problems)
    origin = _origin(path, "", data)
    book = Book(()) if data is None else _read(data, origin, problems)
    grid = book.grids[0] if book.grids else Grid("", (), complete=False)
    sheet, faults = read_sheet(grid, table, origin)
    return Dataset(path, origin.label, "", settings, (sheet,)), [*problems, *faults]


def _read_folder(folder: Path, prefix: str) -> tuple[Dataset, list[Problem]]:
    problems: list[Problem] = []
    data = _bytes(folder / FILE, folder, prefix, problems)
    settings, faults = read_settings(data or b"", prefix + FILE, fallback="unnamed")
    problems += faults if data is not None else []
    sheets: list[Sheet] = []
    for path in _tables(folder, prefix, problems):
        data = _bytes(path, folder, prefix, problems)
        origin = _origin(path, prefix, data)
        book = Book(()) if data is None else _read(data, origin, problems)
        read = _csv_sheet if path.suffix.lower() in _CSV else sheets_of
        sheets += read(book, origin, problems)
    if not sheets and not any(problem.severity == "error" for problem in problems):
        message = "the folder holds no table"
        remedy = f"Add a workbook, or CSV files named after tables: {', '.join(shapes.tables())}."
        problems.append(Problem(prefix + FILE, "", 0, "", message, remedy, "error", "table:name"))
    return Dataset(folder, prefix + FILE, prefix, settings, _in_order(sheets)), problems


def _read_workbook(path: Path, prefix: str) -> tuple[Dataset, list[Problem]]:
    problems: list[Problem] = []
    data = _bytes(path, path.parent, prefix, problems)
    origin = _origin(path, prefix, data)
    book = Book(()) if data is None else _read(data, origin, problems)
    settings = _settings(book, origin, path, problems)
    sheets = list(sheets_of(book, origin, problems))
    if book.grids and not sheets and not any(p.severity == "error" for p in problems):
        message = "no sheet of the workbook is a table"
        problems = [Problem(origin.label, "", 0, "", message, _OTHER, "error", "table:name")]
    return Dataset(path, origin.label, prefix, settings, _in_order(sheets)), problems


def _settings(book: Book, origin: Origin, path: Path, problems: list[Problem]) -> Settings:
    """What the sheet "Data set" says; without it the file's name is all that is known."""
    named = slug(path.stem, "workbook")
    sheets = [grid for grid in book.grids if shapes.key(grid.name) == SETTINGS_SHEET]
    grid = sheets[0] if sheets else Grid("", ())
    settings, faults = settings_of_sheet(grid, origin.label, named, printable(path.stem))
    problems += faults
    return settings


def _in_order(sheets: list[Sheet]) -> tuple[Sheet, ...]:
    order = list(shapes.tables())
    return tuple(sorted(sheets, key=lambda sheet: order.index(sheet.table.name)))


def _tables(folder: Path, prefix: str, problems: list[Problem]) -> list[Path]:
    """The workbooks, and the CSV files named after tables; other tables become problems."""
    found = []
    for path in sorted(folder.iterdir()):
        ending = path.suffix.lower()
        if path.name.startswith((".", "~$")):
            continue
        if ending in _OTHER_WORKBOOKS:
            message, remedy = (
                "is a workbook of a kind that is not read",
                "Save it as .xlsx or .ods.",
            )
            problems.append(_file_problem(prefix + path.name, message, remedy, "warning"))
        elif ending in _WORKBOOKS or (path.suffix in _CSV and path.stem in shapes.tables()):
            found.append(path)
        elif ending in _CSV:
            known = {name: f"{table}{ending}" for name, table in names(shapes.tables()).items()}
            otherwise = f"Tables are: {', '.join(shapes.tables())}."
            remedy = did_you_mean(path.stem, known, otherwise)
            message = "is not named after a table"
            problems.append(_file_problem(prefix + path.name, message, remedy, "error"))
    return found


def _file_problem(label: str, message: str, remedy: str, severity: Severity) -> Problem:
    return Problem(printable(label), "", 0, "", message, remedy, severity, "table:name")


def _bytes(path: Path, folder: Path, prefix: str, problems: list[Problem]) -> bytes | None:
    """The bytes of a file of the folder, or a problem and ``None``."""
    label = printable(prefix + path.name)
    if path.is_symlink() and not path.exists():
        message, remedy = "is a link that leads nowhere", "Copy the file here."
    elif folder != path.parent or not path.resolve().is_relative_to(folder.resolve()):
        message, remedy = "is a link that leads out of the folder", "Copy the file here."
    elif not path.is_file():
        message, remedy = "is not a file", "Put a file with a table in its place."
    elif path.stat().st_size > MAX_BYTES:
        message = f"is larger than {MAX_BYTES // 2**20} MB"
        remedy = "Split it into several data sets."
    else:
        try:
            return path.read_bytes()
        except OSError as error:
            message, remedy = f"cannot be read: {error.strerror}", "Look at its permissions."
    problems.append(Problem(label, "", 0, "", message, remedy, "error", "table:file"))
    return None


def _origin(path: Path, prefix: str, data: bytes | None) -> Origin:
    digest = hashlib.sha256(data or b"").hexdigest()
    return Origin(printable(path.name), printable(prefix + path.name), digest)


def _read(data: bytes, origin: Origin, problems: list[Problem]) -> Book:
    book = read_book(data, origin.file)
    for remark in book.remarks:
        message, remedy = printable(remark.message), printable(remark.remedy)
        place = (origin.label, "", remark.row, "")
        problems.append(Problem(*place, message, remedy, remark.severity, remark.rule))
    return book


def _csv_sheet(book: Book, origin: Origin, problems: list[Problem]) -> list[Sheet]:
    grid = book.grids[0] if book.grids else Grid("", (), complete=False)
    table = shapes.tables()[origin.file.rpartition(".")[0]]
    sheet, faults = read_sheet(grid, table, origin)
    problems += faults
    return [sheet]
