"""The report as a Word document: real headings, tables whose header rows repeat, no picture.

The bytes hang on the report alone: no time, no user's name, and each part of the archive in its
order with the same date.
"""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any, Final

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.shared import Mm, Pt, RGBColor

from uegraph.report import wordxml
from uegraph.report.model import (
    Bars,
    Box,
    Column,
    Figures,
    Heading,
    Lines,
    Link,
    Paragraph,
    Points,
    Stack,
    Table,
)

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph as Paragraphs
    from docx.text.run import Run

    from uegraph.report.model import Block, Cell, Report

_FONT: Final = "Arial"
_INK: Final = RGBColor(0x17, 0x21, 0x2B)
_ACCENT: Final = RGBColor(0x1B, 0x4F, 0x86)
_MUTED: Final = RGBColor(0x4B, 0x59, 0x67)
_STYLES: Final[dict[str, tuple[float, bool, float, float, RGBColor]]] = {
    # points, bold, points before, points after, colour
    "Normal": (10.5, False, 0, 6, _INK),
    "Title": (22, True, 0, 6, _INK),
    "Subtitle": (12, False, 0, 18, _MUTED),
    "Heading 1": (17, True, 26, 6, _ACCENT),
    "Heading 2": (12.5, True, 16, 4, _INK),
    "Caption": (10, True, 12, 4, _INK),
    "List Bullet": (10.5, False, 0, 3, _INK),
}
_WIDTH: Final = 174  # millimetres between the margins of A4
_SHARES: Final = {"number": 1.0, "state": 1.75, "text": 2.2, "long": 5.0}
_SHADES: Final[dict[str, str]] = {
    "engaged": "BCD6EA", "shallow": "E3EEF6", "represented": "E3EEF6", "stale": "E9EEF2",
    "attempted": "FDF5E2", "planned": "FDF5E2", "conflict": "FBE9E5", "known gap": "FBE9E5",
    "inferred gap": "FBE9E5",
}  # fmt: skip


def to_docx(report: Report) -> bytes:
    """The report as the bytes of a Word document."""
    document = docx.Document()
    _prepare(document, report.title)
    document.add_paragraph(report.title, style="Title")
    document.add_paragraph(report.subtitle, style="Subtitle")
    for section in report.sections:
        document.add_heading(section.heading, 1)
        for block in section.blocks:
            _add(document, block)
    made = document.add_paragraph(f"Made by {report.made_by}. The same data give the same report.")
    made.paragraph_format.space_before = Pt(18)
    return _steady(document)


def _prepare(document: Document, title: str) -> None:
    """Paper, letters, language and properties, none of which tells who made it or when."""
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(18)
    page.top_margin = page.bottom_margin = Mm(20)
    wordxml.number_pages(page.footer.paragraphs[0])
    for name, (size, bold, before, after, colour) in _STYLES.items():
        style: Any = document.styles[name]
        style.font.name, style.font.size, style.font.bold = _FONT, Pt(size), bold
        style.font.italic, style.font.color.rgb = False, colour
        style.paragraph_format.space_before = Pt(before)
        style.paragraph_format.space_after = Pt(after)
        wordxml.use_font(style, _FONT)
    for name in ("Heading 1", "Heading 2", "Caption"):
        heading: Any = document.styles[name]
        heading.paragraph_format.keep_with_next = True
    wordxml.speak(document, "en-GB")
    wordxml.forget_maker(document, title, "en-GB")


def _add(document: Document, block: Block) -> None:
    match block:
        case Paragraph():
            added = document.add_paragraph(block.text)
            if block.lead:
                added.runs[0].font.size = Pt(12.5)
        case Heading():
            document.add_heading(block.text, 2)
        case Points():
            for item in block.items:
                document.add_paragraph(item, style="List Bullet")
        case Box():
            _add_box(document, block)
        case Table():
            _add_table(document, block)
        case Figures() | Bars() | Stack():
            _add_table(document, block.table)


def _add_box(document: Document, block: Box) -> None:
    head = document.add_paragraph()
    head.add_run(block.heading).bold = True
    head.paragraph_format.keep_with_next, head.paragraph_format.space_before = True, Pt(12)
    rest = [document.add_paragraph(item, style="List Bullet") for item in block.items]
    for paragraph in (head, *rest):
        wordxml.set_apart(paragraph, "F3F6F9", "1B4F86")


def _add_table(document: Document, table: Table) -> None:
    document.add_paragraph(table.caption, style="Caption")
    made = document.add_table(rows=1 + len(table.rows), cols=len(table.columns))
    wordxml.rule(made, table.caption)
    widths = _widths(table)
    cells = [list(row.cells) for row in made.rows]
    for place, column in enumerate(table.columns):
        for number, row in enumerate([tuple(c.name for c in table.columns), *table.rows]):
            cell = cells[number][place]
            cell.width = Mm(widths[place])
            if not number:
                made.columns[place].width = Mm(widths[place])
            _fill(document, cell, row[place], column, head=number == 0)
            shade = _SHADES.get(str(row[place]).partition(",")[0])
            if table.heat and number and shade:
                wordxml.shade(cell, shade)
    wordxml.repeat_header(made)
    after = document.add_paragraph(table.note)
    after.paragraph_format.space_before = Pt(3)
    for run in after.runs:
        run.font.size, run.font.color.rgb = Pt(9), _MUTED


def _fill(document: Document, cell: Any, value: Cell, column: Column, *, head: bool) -> None:
    lines = value.texts if isinstance(value, Lines) else (value,)
    for number, line in enumerate(lines):
        paragraph = cell.add_paragraph() if number else cell.paragraphs[0]
        paragraph.paragraph_format.space_before = Pt(2 if number else 0)
        paragraph.paragraph_format.space_after = Pt(0)
        if column.kind == "number":
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        run = _run(document, paragraph, line)
        run.font.size, run.bold = Pt(9), head or None


def _run(document: Document, paragraph: Paragraphs, value: str | Link) -> Run:
    if not isinstance(value, Link):
        return paragraph.add_run(value)
    if not value.leads:
        return paragraph.add_run(value.text)
    kind = RELATIONSHIP_TYPE.HYPERLINK
    relation = document.part.relate_to(value.url, kind, is_external=True)
    return wordxml.link(paragraph, value.text, relation)


def _widths(table: Table) -> list[float]:
    """Millimetres for each column: by its kind, and enough for the longest word of its heading."""
    shares = [_SHARES[column.kind] for column in table.columns]
    scale = _WIDTH / sum(shares)
    least = [max(map(len, column.name.split()), default=1) * 2.1 + 5 for column in table.columns]
    wanted = [max(share * scale, low) for share, low in zip(shares, least, strict=True)]
    return [width * _WIDTH / sum(wanted) for width in wanted]


def _steady(document: Document) -> bytes:
    """The document's archive with every part in its order and of one date."""
    raw = io.BytesIO()
    document.save(raw)
    out = io.BytesIO()
    with zipfile.ZipFile(raw) as made, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as kept:
        for name in sorted(made.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            part = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            part.compress_type, part.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            kept.writestr(part, made.read(name))
    return out.getvalue()
