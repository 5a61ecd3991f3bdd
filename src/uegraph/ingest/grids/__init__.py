"""Reading files of any spreadsheet format into grids of text, within bounds of time and memory."""

from __future__ import annotations

from uegraph.ingest.grids.book import FORMER, TEXTS, WORKBOOKS, read_book
from uegraph.ingest.grids.grid import Book, Grid, Merged, Record, Remark
from uegraph.ingest.grids.limits import MAX_BYTES, MAX_ROWS

__all__ = [
    "FORMER",
    "MAX_BYTES",
    "MAX_ROWS",
    "TEXTS",
    "WORKBOOKS",
    "Book",
    "Grid",
    "Merged",
    "Record",
    "Remark",
    "read_book",
]
