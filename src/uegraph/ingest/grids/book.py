"""Reading a file of any format that teams keep tables in; the name's ending says which."""

from __future__ import annotations

from pathlib import PurePath
from typing import Final

from uegraph.ingest.grids.csvfile import read_csv
from uegraph.ingest.grids.grid import Book, Remark
from uegraph.ingest.grids.limits import MAX_BYTES, MEBIBYTE
from uegraph.ingest.grids.refusal import SAVE_AS_XLSX, RefusedError

TEXTS: Final = (".csv", ".tsv", ".txt")
WORKBOOKS: Final = (".xlsx", ".xlsm", ".ods")
FORMER: Final = (".xls", ".xlsb", ".xltx", ".xltm", ".ots", ".fods", ".numbers")
"""Endings of workbooks that are not read; the message says what to do."""


def read_book(data: bytes, file_name: str) -> Book:
    """The sheets of a file as text, and what is wrong with it; nothing is ever raised.

    Args:
        data: The bytes of the file.
        file_name: Its name, of which only the ending counts.
    """
    suffix = PurePath(file_name).suffix.lower()
    if len(data) > MAX_BYTES:
        message = f"is larger than {MAX_BYTES // MEBIBYTE} MB"
        return _unread(RefusedError(message, "Split it into several data sets.", "book:size"))
    if suffix in TEXTS:
        return read_csv(data, tabs=suffix == ".tsv")
    if suffix not in WORKBOOKS + FORMER:
        message = f"is neither a table nor a workbook by its name: '{suffix or file_name}'"
        remedy = f"Endings that are read: {', '.join(TEXTS + WORKBOOKS)}."
        return _unread(RefusedError(message, remedy))
    from uegraph.ingest.grids.child import read_apart  # noqa: PLC0415 - 10 ms, only for workbooks

    try:
        book = read_apart(data)
    except RefusedError as error:
        return _unread(error)
    if suffix in FORMER:
        return _unread(RefusedError(f"is a {suffix} file, which is not read", SAVE_AS_XLSX))
    return book


def _unread(error: RefusedError) -> Book:
    return Book((), (Remark(error.message, error.remedy, "error", error.rule),))
