"""Workbooks written by hand, part by part, so that they may hold what no program writes."""

from __future__ import annotations

import io
import tempfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from uegraph.ingest.grids import Book
from uegraph.ingest.grids.grid import Grid, Remark
from uegraph.ingest.grids.workbook import read_workbook

if TYPE_CHECKING:
    from collections.abc import Mapping

    from uegraph.ingest.grids import Record

NS: Final = (
    'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
ODS_TYPE: Final = b"application/vnd.oasis.opendocument.spreadsheet"
_ODS: Final = "urn:oasis:names:tc:opendocument:xmlns"
ODS_NS: Final = " ".join(
    f'xmlns:{prefix}="{_ODS}:{name}:1.0"'
    for prefix, name in {
        "office": "office",
        "table": "table",
        "text": "text",
        "style": "style",
        "number": "datastyle",
        "draw": "drawing",
    }.items()
)


def package(parts: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive with some parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def sheet_xml(rows: str, before: str = "", after: str = "") -> str:
    """A sheet with some rows."""
    return f"<worksheet {NS}>{before}<sheetData>{rows}</sheetData>{after}</worksheet>"


def excel_parts(
    sheets: Mapping[str, str | bytes], *, book: str = "", shared: str = "", formats: str = ""
) -> dict[str, str | bytes]:
    """The parts of an Excel workbook.

    Args:
        sheets: Name to XML.
        book: What the workbook says before its sheets.
        shared: The shared texts.
        formats: Number formats, parted by ``|``; they are the styles 1, 2, …
    """
    listed = "".join(
        f'<sheet name="{name}" sheetId="{at}" r:id="r{at}"/>' for at, name in enumerate(sheets, 1)
    )
    relations = "".join(
        f'<Relationship Id="r{at}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{at}.xml"/>'
        for at, _ in enumerate(sheets, 1)
    )
    for kind in ("sharedStrings", "styles"):
        relations += f'<Relationship Id="{kind}" Type="{OFFICE}/{kind}" Target="{kind}.xml"/>'
    codes = [code.replace("&", "&amp;").replace('"', "&quot;") for code in formats.split("|")]
    defined = "".join(
        f'<numFmt numFmtId="{at}" formatCode="{code}"/>' for at, code in enumerate(codes, 200)
    )
    used = '<xf numFmtId="0"/>' + "".join(
        f'<xf numFmtId="{at}"/>' for at, _ in enumerate(codes, 200)
    )
    return {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="b" '
        f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f"<workbook {NS}>{book}<sheets>{listed}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}">'
        f"{relations}</Relationships>",
        "xl/styles.xml": f"<styleSheet {NS}><numFmts>{defined}</numFmts>"
        f'<cellStyleXfs><xf numFmtId="17"/></cellStyleXfs><cellXfs>{used}</cellXfs></styleSheet>',
        "xl/sharedStrings.xml": f"<sst {NS}>{shared}</sst>",
        **{f"xl/worksheets/sheet{at}.xml": xml for at, xml in enumerate(sheets.values(), 1)},
    }


def excel(
    rows: str = "", *, before: str = "", after: str = "", book: str = "", shared: str = "",
    formats: str = "",
) -> bytes:  # fmt: skip
    """An Excel workbook of one sheet."""
    sheets = {"S": sheet_xml(rows, before, after)}
    return package(excel_parts(sheets, book=book, shared=shared, formats=formats))


def open_document(
    tables: str, styles: str = "", parts: Mapping[str, str | bytes] | None = None
) -> bytes:
    """An OpenDocument spreadsheet.

    Args:
        tables: Its sheets as XML.
        styles: Its automatic styles as XML.
        parts: Parts beside the content.
    """
    content = (
        f"<office:document-content {ODS_NS}><office:automatic-styles>{styles}"
        f"</office:automatic-styles><office:body><office:spreadsheet>{tables}"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return package({"mimetype": ODS_TYPE, "content.xml": content, **(parts or {})})


def read_here(data: bytes) -> Book:
    """A workbook read in this process, where the test can look into it.

    Raises:
        RefusedError: As the reader does.
    """
    grids: list[Grid] = []
    remarks: list[Remark] = []
    records: list[Record] = []
    with tempfile.TemporaryDirectory() as folder:
        for piece in read_workbook(data, Path(folder) / "parts.xlsx"):
            if isinstance(piece, Grid):
                grids.append(
                    Grid(piece.name, tuple(records), piece.merged, piece.remarks, piece.complete)
                )
                records = []
            elif isinstance(piece, Remark):
                remarks.append(piece)
            else:
                records += piece
    return Book(tuple(grids), tuple(remarks))


def cells(book: Book) -> list[list[str]]:
    """The rows of the only sheet."""
    (grid,) = book.grids
    return [cells for _, cells in grid.records]


def faults(book: Book) -> list[tuple[str, str, int, int]]:
    """Rule, severity, row and position of all that is said."""
    said = [*book.remarks, *(remark for grid in book.grids for remark in grid.remarks)]
    return [(remark.rule, remark.severity, remark.row, remark.position) for remark in said]
