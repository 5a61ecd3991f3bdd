"""Reading an Excel workbook: values by a fast reader, and from the XML what it does not tell.

The fast reader is given a new archive with nothing but the parts that were unpacked and examined
here, under names of our own: nothing that a hostile archive says twice can be read two ways.
"""

from __future__ import annotations

import datetime as dt
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import python_calamine as calamine

from uegraph.ingest.grids.addresses import letters
from uegraph.ingest.grids.formats import short_styles
from uegraph.ingest.grids.grid import Grid, Remark
from uegraph.ingest.grids.limits import MAX_CELLS, MAX_COLUMNS, MAX_UNPACKED
from uegraph.ingest.grids.outline import read_outline
from uegraph.ingest.grids.refusal import SAVE_AGAIN, damaged
from uegraph.ingest.grids.remarks import hidden, hidden_sheet, too_far
from uegraph.ingest.grids.sheetxml import examine
from uegraph.ingest.grids.text import to_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from uegraph.ingest.grids.archive import Archive
    from uegraph.ingest.grids.grid import Record
    from uegraph.ingest.grids.outline import Outline, SheetPart
    from uegraph.ingest.grids.sheetxml import Findings

    _Value = int | float | str | bool | dt.time | dt.date | dt.datetime | dt.timedelta

_CHUNK: Final = 5_000
_NAMESPACES: Final = (
    'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_KIND: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_RELATIONSHIPS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"


def read_xlsx(archive: Archive, scratch: Path) -> Iterator[list[Record] | Grid | Remark]:
    """The sheets of an Excel workbook, piece by piece.

    Args:
        archive: The workbook.
        scratch: A file ending in .xlsx that may be written, and is left to the caller.

    Raises:
        RefusedError: The file as a whole cannot be read.
    """
    outline = read_outline(archive)
    if outline.macros:
        message, remedy = "holds macros, which are neither run nor read", "Nothing has to be done."
        yield Remark(message, remedy, "warning", "book:macros")
    findings = _unpack(archive, outline, scratch)
    with _open(scratch) as book:
        for at, sheet in enumerate(outline.sheets):
            yield from _read_sheet(book, str(at), sheet, findings[at])


def _open(scratch: Path) -> calamine.CalamineWorkbook:
    try:
        return calamine.CalamineWorkbook.from_path(scratch)
    except calamine.CalamineError as error:
        raise damaged() from error


def _unpack(archive: Archive, outline: Outline, scratch: Path) -> list[Findings | None]:
    """Write what the fast reader is to see, and say what it will not tell of each sheet."""
    findings: list[Findings | None] = []
    short: dict[int, int] = {}
    with zipfile.ZipFile(scratch, "w", zipfile.ZIP_STORED) as plain:
        if outline.styles:
            styles = archive.read_xml(outline.styles)
            short = short_styles(styles)
            plain.writestr("xl/styles.xml", styles)
        if outline.shared:
            shared = archive.read_xml(outline.shared, MAX_UNPACKED)
            plain.writestr("xl/sharedStrings.xml", shared)
        for at, sheet in enumerate(outline.sheets):
            if sheet.part not in archive:
                findings.append(None)
                continue
            found = examine(archive.read_xml(sheet.part, MAX_UNPACKED), short)
            found.stale = outline.stale and found.formulas
            plain.writestr(f"xl/worksheets/{at}.xml", b"" if found.too_far else found.xml)
            found.xml = b""
            findings.append(found)
        _write_listing(plain, outline, len(findings))
    return findings


def _write_listing(plain: zipfile.ZipFile, outline: Outline, count: int) -> None:
    sheets = "".join(f'<sheet name="{n}" sheetId="{n + 1}" r:id="s{n}"/>' for n in range(count))
    since = '<workbookPr date1904="1"/>' if outline.from_1904 else ""
    book = f"<workbook {_NAMESPACES}>{since}<sheets>{sheets}</sheets></workbook>"
    plain.writestr("xl/workbook.xml", book)
    targets = [(f"s{n}", "worksheet", f"worksheets/{n}.xml") for n in range(count)]
    targets += [("styles", "styles", "styles.xml")] if outline.styles else []
    targets += [("texts", "sharedStrings", "sharedStrings.xml")] if outline.shared else []
    plain.writestr("xl/_rels/workbook.xml.rels", _listing(targets))
    plain.writestr("_rels/.rels", _listing([("book", "officeDocument", "xl/workbook.xml")]))


def _listing(targets: Iterable[tuple[str, str, str]]) -> str:
    lines = "".join(
        f'<Relationship Id="{name}" Type="{_KIND}{kind}" Target="{target}"/>'
        for name, kind, target in targets
    )
    return f'<Relationships xmlns="{_RELATIONSHIPS}">{lines}</Relationships>'


def _read_sheet(
    book: calamine.CalamineWorkbook, key: str, sheet: SheetPart, findings: Findings | None
) -> Iterator[list[Record] | Grid]:
    remarks = [hidden_sheet()] if sheet.hidden else []
    if findings is None:
        yield _broken(sheet, remarks, "it is missing in the file")
        return
    if findings.too_far:
        yield Grid(sheet.name, (), (), (*remarks, *findings.remarks), complete=False)
        return
    try:
        cells = book.get_sheet_by_name(key)
    except (calamine.CalamineError, OSError) as error:
        yield _broken(sheet, [*remarks, *findings.remarks], str(error))
        return
    if fault := _size_fault(cells):
        yield Grid(sheet.name, (), (), (*remarks, fault), complete=False)
        return
    rows = _Rows(cells, findings)
    yield from rows.chunks()
    remarks += [*rows.remarks(), *findings.remarks]
    yield Grid(sheet.name, (), findings.merged, tuple(remarks))


def _broken(sheet: SheetPart, remarks: list[Remark], detail: str) -> Grid:
    # Of a tag that is closed in the wrong place the fast reader tells the name and no more.
    why = detail[:200] if " " in detail else "its XML is damaged"
    fault = Remark(f"cannot be read: {why}", SAVE_AGAIN, "error", "sheet:damaged")
    return Grid(sheet.name, (), (), (*remarks, fault), complete=False)


def _size_fault(cells: calamine.CalamineSheet) -> Remark | None:
    """The fault of a sheet that reaches too far, where its XML was too odd to tell before."""
    if cells.end is None:
        return None
    rows, columns = cells.end[0] + 1, cells.end[1] + 1
    if columns <= MAX_COLUMNS and rows * columns <= MAX_CELLS:
        return None
    return too_far(f"reaches to {letters(columns - 1)}{rows}, further than what is read")


@dataclass(slots=True)
class _Rows:
    """The rows of one sheet, on their way from values to text."""

    cells: calamine.CalamineSheet
    findings: Findings
    seen_hidden: set[int]

    def __init__(self, cells: calamine.CalamineSheet, findings: Findings) -> None:
        self.cells = cells
        self.findings = findings
        self.seen_hidden = set()

    def chunks(self) -> Iterator[list[Record]]:
        """The rows that are not blank, some thousands at a time."""
        chunk: list[Record] = []
        for record in self._records():
            chunk.append(record)
            if len(chunk) == _CHUNK:
                yield chunk
                chunk = []
        yield chunk

    def _records(self) -> Iterator[Record]:
        if self.cells.start is None or self.cells.end is None:
            return
        number = 0
        left = self.cells.start[1]
        margin = [""] * left
        short = _by_row(self.findings.short)
        hidden = self.findings.hidden_columns
        for number, values in enumerate(self.cells.iter_rows(), start=1):
            for column, characters in short.get(number, ()):
                _shorten(values, column - left, characters)
            cells = [value if type(value) is str else to_text(value) for value in values]
            if any(map(str.strip, cells)):
                cells = margin + cells if left else cells
                if hidden:
                    self.seen_hidden.update(
                        at for at in hidden if at < len(cells) and cells[at].strip()
                    )
                yield number, cells
        # The fast reader leaves out blank columns on the left, but no rows; else all would shift.
        assert number == self.cells.end[0] + 1

    def remarks(self) -> Iterator[Remark]:
        """What was read although nobody sees it, and what may have been out of date."""
        if rows := self.findings.hidden_rows:
            yield hidden("row", [str(row) for row in rows])
        if self.seen_hidden:
            yield hidden("column", [letters(at) for at in sorted(self.seen_hidden)])
        if self.findings.stale:
            message = "has formulas that are still to be worked out; their stored values were read"
            remedy = "Open the workbook in the spreadsheet and save it."
            yield Remark(message, remedy, "warning", "sheet:formulas")


def _by_row(short: dict[tuple[int, int], int]) -> dict[int, list[tuple[int, int]]]:
    rows: dict[int, list[tuple[int, int]]] = {}
    for (row, column), characters in short.items():
        rows.setdefault(row, []).append((column, characters))
    return rows


def _shorten(values: list[_Value], at: int, characters: int) -> None:
    """Cut a date to what its format shows."""
    if 0 <= at < len(values) and isinstance(values[at], dt.date):
        values[at] = to_text(values[at])[:characters]
