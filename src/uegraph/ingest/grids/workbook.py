"""Which kind of workbook some bytes are, told from what they are and not from their name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from uegraph.ingest.grids.archive import Archive, protected
from uegraph.ingest.grids.refusal import SAVE_AS_XLSX, RefusedError, damaged

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from uegraph.ingest.grids.grid import Grid, Record, Remark

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SPREADSHEET: Final = b"application/vnd.oasis.opendocument.spreadsheet"
# What else is an archive, by a part that only it has.
_OTHERS: Final = {
    "xl/workbook.bin": "is a binary Excel workbook (.xlsb)",
    "word/document.xml": "is a Word document, not a workbook",
    "ppt/presentation.xml": "is a presentation, not a workbook",
    "Index/Document.iwa": "is an Apple Numbers file",
    "Index.zip": "is an Apple Numbers file",
    "META-INF/container.xml": "is a book (EPUB), not a workbook",
}


def read_workbook(data: bytes, scratch: Path) -> Iterator[list[Record] | Grid | Remark]:
    """The sheets of a workbook: the rows of one, then the sheet without them; and remarks.

    Args:
        data: The bytes of the file.
        scratch: A file ending in .xlsx that may be written, and is left to the caller.

    Raises:
        RefusedError: It is no workbook, or a damaged or hostile one.
    """
    _refuse_other(data)
    archive = Archive(data)
    kind = archive.read("mimetype", 256) if "mimetype" in archive else b""
    if kind.strip().startswith(_SPREADSHEET) and "content.xml" in archive:
        from uegraph.ingest.grids.ods import read_ods  # noqa: PLC0415 - one of two

        return read_ods(archive)
    what = next((what for part, what in _OTHERS.items() if part in archive), "")
    if what.endswith("not a workbook"):
        raise RefusedError(what, "Name the workbook; or copy the tables in it into one.")
    if what or "[Content_Types].xml" not in archive:
        raise RefusedError(what or "is a ZIP archive, but not a workbook", SAVE_AS_XLSX)
    from uegraph.ingest.grids.xlsx import read_xlsx  # noqa: PLC0415 - one of two

    return read_xlsx(archive, scratch)


def _refuse_other(data: bytes) -> None:
    if not data.strip(b"\x00"):
        remedy = "Copy it again, or save it again in the spreadsheet."
        raise RefusedError("is empty" if not data else "holds nothing but zeros", remedy)
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise protected()
        if any(name.encode("utf-16-le") in data for name in ("Workbook", "Book")):
            raise RefusedError("is an old Excel workbook (.xls)", SAVE_AS_XLSX)
        raise RefusedError("is an old Office file, but not a workbook", SAVE_AS_XLSX)
    if data.startswith(b"PK"):
        return
    head = data[:512].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if head.startswith((b"<!doctype html", b"<html")):
        raise RefusedError("is a web page under the name of a workbook", SAVE_AS_XLSX)
    if head.startswith(b"<?xml"):
        raise RefusedError("is a single XML file, not a workbook", SAVE_AS_XLSX)
    if b"\x00" not in data[:4096]:
        message = "is a text under the name of a workbook"
        raise RefusedError(message, "If it is a CSV table, name it .csv.")
    raise damaged()
