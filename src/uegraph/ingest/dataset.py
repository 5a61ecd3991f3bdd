"""Reading a data set: a folder with ``dataset.yml`` and one CSV file a table.

Here the files and their headings are checked; what stands in the cells is for ``check``.
Nothing outside the folder is ever opened: a link that leads out of it is refused.
"""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING, Final

from uegraph import shapes
from uegraph.errors import Problem, SourceError
from uegraph.ingest.csvfile import MAX_BYTES, Content, read_csv
from uegraph.ingest.headings import Heading, read_heading
from uegraph.ingest.settings import FILE, read_settings
from uegraph.ingest.source import Dataset, Sheet, printable
from uegraph.ingest.suggest import did_you_mean, names

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from uegraph.errors import Severity

ACCEPTED: Final = "A source is a folder that holds dataset.yml and tables as CSV files."
_WORKBOOKS: Final = (".xlsx", ".xlsm", ".xls", ".ods")


def read_datasets(sources: Sequence[Path]) -> tuple[list[Dataset], list[Problem]]:
    """Every data set named, with what is wrong with its files and headings.

    Raises:
        SourceError: A source is not a folder with a ``dataset.yml``.
    """
    if not sources:
        raise SourceError(f"No source was named. {ACCEPTED}")
    for source in sources:
        _refuse_other(source)
    _refuse_twice(sources)
    found, problems = [], []
    for source in sources:
        prefix = f"{source.resolve().name}/" if len(sources) > 1 else ""
        dataset, faults = _read_dataset(source, prefix)
        found.append(dataset)
        problems += faults
    return found, [*problems, *_repeated_names(found)]


def _refuse_twice(sources: Sequence[Path]) -> None:
    seen: set[Path] = set()
    for source in sources:
        folder = source.resolve()
        if folder in seen:
            raise SourceError(f"{source} is named twice. Name each folder once.")
        seen.add(folder)


def _refuse_other(source: Path) -> None:
    if source.is_dir():
        if not (source / FILE).exists() and (source / FILE).is_symlink():
            raise SourceError(f"{source / FILE} is a link that leads nowhere. Copy the file here.")
        if not (source / FILE).exists():
            raise SourceError(f"{source} has no {FILE}. {ACCEPTED}")
        if not os.access(source, os.R_OK | os.X_OK):
            raise SourceError(f"{source} cannot be read. Look at its permissions.")
        return
    if source.is_symlink() and not source.exists():
        raise SourceError(f"{source} is a link that leads nowhere. {ACCEPTED}")
    if not source.exists():
        raise SourceError(f"{source} does not exist. {ACCEPTED}")
    if source.suffix.lower() == ".csv" or source.name == FILE:
        raise SourceError(f"{source} is one file of a data set. Name its folder instead.")
    if source.suffix.lower() in _WORKBOOKS:
        raise SourceError(f"{source} is a workbook, which is not read yet. {ACCEPTED}")
    raise SourceError(f"{source} is not a data set. {ACCEPTED}")


def _repeated_names(datasets: Sequence[Dataset]) -> list[Problem]:
    seen: dict[str, Dataset] = {}
    problems = []
    for dataset in datasets:
        other = seen.setdefault(dataset.settings.name, dataset)
        if other is not dataset:
            message = f"'{dataset.settings.name}' is also the name of {other.folder}"
            remedy = "Give each data set a name of its own, and name each folder once."
            label = dataset.prefix + FILE
            problems.append(
                Problem(label, "", 0, "name", message, remedy, "error", "dataset:value")
            )
    return problems


def _read_dataset(folder: Path, prefix: str) -> tuple[Dataset, list[Problem]]:
    problems: list[Problem] = []
    data = _bytes(folder / FILE, folder, prefix, problems)
    settings, faults = read_settings(data or b"", prefix + FILE, fallback="unnamed")
    problems += faults if data is not None else []
    sheets = []
    for path in _tables(folder, prefix, problems):
        data = _bytes(path, folder, prefix, problems)
        sheet = _sheet(path, prefix, data, problems)
        sheets.append(sheet)
    if not sheets and not problems:
        message = "the folder holds no table"
        remedy = f"Add CSV files named after tables: {', '.join(shapes.tables())}."
        problems.append(Problem(prefix + FILE, "", 0, "", message, remedy, "error", "table:name"))
    order = list(shapes.tables())
    sheets.sort(key=lambda sheet: order.index(sheet.table.name))
    return Dataset(folder, prefix, settings, tuple(sheets)), problems


def _tables(folder: Path, prefix: str, problems: list[Problem]) -> list[Path]:
    """The CSV files named after tables; other tables in the folder become problems."""
    found = []
    for path in sorted(folder.iterdir()):
        if path.name.startswith((".", "~$")):
            continue
        if path.suffix.lower() in _WORKBOOKS:
            message, remedy = "is a workbook, which is not read", "Save each sheet as CSV UTF-8."
            problems.append(_file_problem(prefix + path.name, message, remedy, "warning"))
        elif path.suffix == ".csv" and path.stem in shapes.tables():
            found.append(path)
        elif path.suffix.lower() == ".csv":
            known = {name: f"{table}.csv" for name, table in names(shapes.tables()).items()}
            otherwise = f"Tables are: {', '.join(shapes.tables())}."
            remedy = did_you_mean(path.stem, known, otherwise)
            message = "is not named after a table"
            problems.append(_file_problem(prefix + path.name, message, remedy, "error"))
    return found


def _file_problem(label: str, message: str, remedy: str, severity: Severity) -> Problem:
    return Problem(printable(label), "", 0, "", message, remedy, severity, "table:name")


def _bytes(path: Path, folder: Path, prefix: str, problems: list[Problem]) -> bytes | None:
    """The bytes of a file of the folder, or a problem and ``None``."""
    label = prefix + path.name
    if path.is_symlink() and not path.exists():
        message, remedy = "is a link that leads nowhere", "Copy the file here."
    elif not path.resolve().is_relative_to(folder.resolve()):
        message, remedy = "is a link that leads out of the folder", "Copy the file here."
    elif not path.is_file():
        message, remedy = "is not a file", "Put a CSV file in its place."
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


def _sheet(path: Path, prefix: str, data: bytes | None, problems: list[Problem]) -> Sheet:
    table = shapes.tables()[path.stem]
    label = prefix + path.name
    content = Content(()) if data is None else read_csv(data)
    stop = content.stopped
    if stop:
        rule = "table:encoding"
        problems.append(Problem(label, "", stop.row, "", stop.message, stop.remedy, "error", rule))
    readable = bool(content.records) or (data is not None and not stop)
    heading = read_heading(table, content.records, label) if readable else Heading()
    problems += heading.problems
    usable = heading.id_position >= 0
    return Sheet(
        table=table,
        file=path.name,
        label=label,
        digest=hashlib.sha256(data or b"").hexdigest(),
        columns=heading.columns,
        id_position=heading.id_position,
        widths=heading.widths,
        missing=heading.missing,
        records=content.records[1:] if usable else (),
        complete=usable and stop is None,
    )
