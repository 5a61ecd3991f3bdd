"""Reading one text table: bytes to rows, or one sentence on why not.

Rows are counted as a spreadsheet counts them: a line break inside quotation marks starts no new
row, a blank line is a row, and a first line `sep=;` is none.
"""

from __future__ import annotations

import csv
import io
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from uegraph.ingest.grids import delimiter, encoding
from uegraph.ingest.grids.addresses import letters
from uegraph.ingest.grids.grid import Book, Grid, Remark
from uegraph.ingest.grids.limits import MAX_BYTES, MAX_CELLS, MAX_COLUMNS, MAX_RECORD, MAX_ROWS
from uegraph.ingest.grids.refusal import RefusedError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from uegraph.ingest.grids.grid import Record

_SAMPLE_LINES: Final = 200
_SAMPLE_LINE: Final = 100_000
_SPLIT: Final = "Split it into several data sets."


def read_csv(data: bytes, *, tabs: bool = False) -> Book:
    """The one grid of a text table.

    Args:
        data: The bytes of the file.
        tabs: Whether its name says that tabs part its columns.
    """
    try:
        told = encoding.tell(data)
        sign, skipped = _delimiter(data, told.name, "\t" if tabs else ",")
    except RefusedError as error:
        return Book((), (Remark(error.message, error.remedy, "error", error.rule),))
    with _cells_of_any_length():
        grid = _Reader(_text(data, told.name, skipped), sign.sign).read()
    return Book((grid,), (*told.remarks, *sign.remarks))


def _text(data: bytes, name: str, skipped: int = 0) -> io.TextIOWrapper:
    text = io.TextIOWrapper(io.BytesIO(data), encoding=name, newline="")
    text.read(skipped)
    return text


def _delimiter(data: bytes, name: str, first: str) -> tuple[delimiter.Delimiter, int]:
    """The sign that parts the columns, and how many characters the line that names it has."""
    if line := delimiter.SEPARATOR.match(_text(data, name).readline(20)):
        if line[1] in delimiter.SIGNS:
            return delimiter.Delimiter(line[1]), line.end()
        message = f"the first line names '{line[1]}' as what parts the columns"
        remedy = "Name a comma, a semicolon or a tab, or delete the line."
        raise RefusedError(message, remedy, "table:delimiter")
    text = _text(data, name)
    sample = [text.readline(_SAMPLE_LINE) for _ in range(_SAMPLE_LINES)]
    return delimiter.tell(list(filter(None, sample)), first), 0


class _TooLongError(Exception):
    """A row goes on and on."""


class _Reader:
    """Reads rows until the end, or until it has to stop."""

    def __init__(self, text: io.TextIOWrapper, sign: str) -> None:
        self._text = text
        self._reader = csv.reader(self._lines(), delimiter=sign, strict=True)
        self._length = 0
        self._number = 0
        self._cells = 0
        self._records: list[Record] = []

    def read(self) -> Grid:
        """The rows as far as they can be read, and what stopped the reading."""
        stop = None
        try:
            stop = self._read()
        except csv.Error as error:
            stop = _broken(self._number + 1, str(error))
        except _TooLongError:
            stop = _too_long_row(self._number + 1)
        records = tuple(self._records)
        return Grid("", records, (), (stop,) if stop else (), stop is None, ragged=True)

    def _lines(self) -> Iterator[str]:
        while line := self._text.readline(MAX_RECORD):
            # An open quotation mark joins line after line to one row.
            self._length += len(line)
            if self._length > MAX_RECORD:
                raise _TooLongError
            yield line

    def _read(self) -> Remark | None:
        for cells in self._reader:
            self._length = 0
            self._number += 1
            self._cells += len(cells)
            if self._number > MAX_ROWS:
                return _too_long(self._number)
            if self._cells > MAX_CELLS:
                return _too_many(self._number)
            if len(cells) > MAX_COLUMNS:
                return _too_wide(self._number)
            if any(cells) and any(map(str.strip, cells)):
                self._records.append((self._number, cells))
        return None


@contextmanager
def _cells_of_any_length() -> Iterator[None]:
    """Lets the standard library read what it takes for too long.

    It would stop at 131,072 characters and name neither row nor column; so the cell is read,
    and refused where both are known.
    """
    before = csv.field_size_limit(MAX_BYTES)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def _stop(row: int, message: str, remedy: str) -> Remark:
    return Remark(message, remedy, "error", "table:encoding", row)


def _too_long(row: int) -> Remark:
    what = f"the file has more than {MAX_ROWS:,} rows, the most a spreadsheet can hold"
    return _stop(row, what, _SPLIT)


def _too_many(row: int) -> Remark:
    what = f"the file has more than {MAX_CELLS:,} cells; the rows from here on were not read"
    return _stop(row, what, _SPLIT)


def _too_wide(row: int) -> Remark:
    right = letters(MAX_COLUMNS - 1)
    what = f"the row goes on after column {right}; the rows from here on were not read"
    return _stop(row, what, f"Delete what stands to the right of column {right}.")


def _too_long_row(row: int) -> Remark:
    what = (
        f"the row has more than {MAX_RECORD:,} characters, "
        "as when a quotation mark opens a cell that is never closed"
    )
    return _stop(
        row, what, "Close the cell with a quotation mark, or delete the one that opens it."
    )


def _broken(row: int, error: str) -> Remark:
    if "expected after" in error:
        message = "text follows a closing quotation mark"
        remedy = 'Inside a quoted cell write each quotation mark twice: "the ""old"" name".'
    else:
        message = "a quotation mark opens a cell that is never closed"
        remedy = "Close the cell with a quotation mark, or delete the one that opens it."
    return _stop(row, f"{message}; the rows from here on were not read", remedy)
