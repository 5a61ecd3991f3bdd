"""A workbook made of a folder's CSV tables, as they stand, so that notes have cells to stand at."""

from __future__ import annotations

import io
import re
import tempfile
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from uegraph.errors import SourceError
from uegraph.workbooks.annotate.notes import writable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from xlsxwriter.worksheet import Worksheet

    from uegraph.errors import Problem
    from uegraph.ingest.grids.grid import Record

TEXTS: Final = (".csv", ".tsv", ".txt")
_MAX_NAME: Final = 31  # characters of a sheet's name
_MAX_COLUMNS: Final = 16_384
_FORBIDDEN: Final = re.compile(r"[\[\]:*?/\\]|^'|'$")
_CREATED: Final = datetime(1980, 1, 1, tzinfo=UTC)  # same input, same bytes


def workbook_of(folder: Path, names: Mapping[str, str]) -> io.BytesIO:
    """A workbook with one sheet a table, every cell as text.

    Args:
        folder: The folder that holds the tables.
        names: The files with the names of their sheets.

    Raises:
        SourceError: The folder holds no table.
    """
    from xlsxwriter import Workbook  # noqa: PLC0415 - 50 ms, only for folders

    from uegraph.ingest.grids import read_book  # noqa: PLC0415 - as above

    if not names:
        raise SourceError(f"{folder} holds no CSV table that notes could be put on.")
    out = io.BytesIO()
    # Texts are written as texts: nothing is a formula, a number or a link here.
    # XlsxWriter forgets the temporary file of a sheet that stays empty: the folder goes with it.
    with (
        tempfile.TemporaryDirectory(prefix="uegraph-") as beside,
        Workbook(out, {"constant_memory": True, "tmpdir": beside}) as workbook,
    ):
        workbook.set_properties({"created": _CREATED})
        as_text = workbook.add_format({"num_format": "@"})
        for file, name in names.items():
            sheet = workbook.add_worksheet(name)
            sheet.freeze_panes(1, 0)
            sheet.set_column(0, 40, 22, as_text)
            for grid in read_book((folder / file).read_bytes(), file).grids:
                _fill(sheet, grid.records)
    out.seek(0)
    return out


def _fill(sheet: Worksheet, records: Iterable[Record]) -> None:
    for number, texts in records:
        for position, text in enumerate(texts[:_MAX_COLUMNS]):
            if text:
                sheet.write_string(number - 1, position, writable(text))


def sheet_names(folder: Path) -> dict[str, str]:
    """The CSV tables of a folder with the names of their sheets, which are not those of others."""
    found: dict[str, str] = {}
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.suffix.lower() in TEXTS and path.is_file() and not path.name.startswith("."):
            stem = _FORBIDDEN.sub("_", writable(path.stem)) or "_"
            name, number = stem[:_MAX_NAME], 1
            while name.casefold() in (taken.casefold() for taken in found.values()):
                number += 1
                name = f"{stem[: _MAX_NAME - 4]} {number}"
            found[path.name] = name
    return found


def placed(problems: Sequence[Problem], names: Mapping[str, str]) -> list[Problem]:
    """Problems of files as problems of the sheets that these become."""
    return [
        replace(problem, sheet=names.get(problem.file.rpartition("/")[2], ""))
        for problem in problems
    ]
