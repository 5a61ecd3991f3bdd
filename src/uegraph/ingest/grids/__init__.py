"""Reading files of any spreadsheet format into grids of text, within bounds of time and memory."""

from uegraph.ingest.csvfile import MAX_BYTES, read_csv
from uegraph.ingest.grids.grid import Book, Grid, Remark

__all__ = ["MAX_BYTES", "read_book"]


def read_book(data: bytes, file_name: str) -> Book:
    content = read_csv(data)
    stop = content.stopped
    remarks = (Remark(stop.message, stop.remedy, "error", "table:encoding", stop.row),) if stop else ()
    if stop and not content.records:
        return Book((), remarks)
    return Book((Grid("", content.records, remarks=remarks, complete=not stop, ragged=True),))
