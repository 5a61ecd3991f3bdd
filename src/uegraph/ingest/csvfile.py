"""Reading one CSV file: bytes to rows, or one sentence on why not.

Rows are counted as a spreadsheet counts them: a line break inside quotation marks starts no new
row, and a blank line is a row.
"""

from __future__ import annotations

import csv
import io
import re
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from uegraph.ingest.grids.grid import Record

MAX_BYTES: Final = 256 * 1024 * 1024
MAX_ROWS: Final = 1_048_576  # what a spreadsheet can hold

_MAGIC: Final = (
    (b"PK\x03\x04", "an Excel workbook or a ZIP archive"),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook (.xls)"),
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"PAR1", "a Parquet file"),
    (b"SQLite format 3", "an SQLite database"),
)
_SEPARATOR: Final = re.compile(r'"?(sep=[^\r\n]?)"?[ ,;\t]*(?=[\r\n]|\Z)', re.IGNORECASE)
_SAVE: Final = "Open it in the spreadsheet and save it as “CSV UTF-8”."


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Why a file, or the rest of it from a row on, cannot be read.

    Attributes:
        row: The row where reading stopped; 0 where nothing was read.
        message: What is wrong.
        remedy: What to do.
    """

    row: int
    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Content:
    """The rows of a file as far as they could be read, and what stopped the reading."""

    records: tuple[Record, ...]
    stopped: Unreadable | None = None


def decode(data: bytes) -> str | Unreadable:
    """The text of a CSV file: UTF-8, with or without a byte order mark."""
    kind = next((name for magic, name in _MAGIC if data.startswith(magic)), None)
    if kind:
        return Unreadable(0, f"is not a CSV text: it looks like {kind}", _SAVE)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Unreadable(0, "is not UTF-8: it looks like UTF-16 (“Unicode text”)", _SAVE)
    if b"\x00" in data:
        return Unreadable(0, "is not a CSV text: it looks like a binary file", _SAVE)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        what = f"is not UTF-8: line {line} holds the byte 0x{data[error.start]:02X}"
        return Unreadable(0, what, _SAVE)


def read_csv(data: bytes) -> Content:
    """The rows of a CSV file, header included; entirely blank rows are left out."""
    text = decode(data)
    if isinstance(text, Unreadable):
        return Content((), text)
    if line := _SEPARATOR.match(text):
        return Content((), _separator(line[1]))
    with _cells_of_any_length():
        return _records(text)


def _records(text: str) -> Content:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    records: list[Record] = []
    number = 0
    try:
        for number, cells in enumerate(reader, start=1):
            if number > MAX_ROWS:
                return Content(tuple(records), _too_long(number))
            if any(cells) and any(cell.strip() for cell in cells):
                records.append((number, cells))
    except csv.Error as error:
        return Content(tuple(records), _broken(number + 1, str(error)))
    return Content(tuple(records))


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


def _separator(line: str) -> Unreadable:
    message = f"the first line, '{line}', is a note to Excel and no header"
    remedy = "Delete the line."
    if line[4:] != ",":
        remedy = "Delete the line, and save the table as “CSV UTF-8 (comma delimited)”."
    return Unreadable(1, message, remedy)


def _too_long(number: int) -> Unreadable:
    return Unreadable(
        number,
        f"the file has more than {MAX_ROWS:,} rows, the most a spreadsheet can hold",
        "Split it into several data sets.",
    )


def _broken(number: int, error: str) -> Unreadable:
    if "expected after" in error:
        message = "text follows a closing quotation mark"
        remedy = 'Inside a quoted cell write each quotation mark twice: "the ""old"" name".'
    else:
        message = "a quotation mark opens a cell that is never closed"
        remedy = "Close the cell with a quotation mark, or delete the one that opens it."
    return Unreadable(number, f"{message}; the rows from here on were not read", remedy)
