"""The sheet of all problems as the XML of an Excel worksheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

from uegraph.workbooks.annotate.comments import escaped
from uegraph.workbooks.annotate.listing import HEADINGS, WIDTHS, quoted
from uegraph.workbooks.annotate.notes import letters
from uegraph.workbooks.annotate.parts import to_xml

if TYPE_CHECKING:
    from collections.abc import Iterable

    from uegraph.workbooks.annotate.listing import Line
    from uegraph.workbooks.annotate.parts import Package

_ROW, _LINKED = 2, 4
_MAX_LINKS: Final = 65_000  # Excel takes 65,530 on a sheet
_VIEW: Final = (
    '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" '
    'activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft" activeCell="A2" '
    'sqref="A2"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/>'
)
_PAGE: Final = '<pageSetup orientation="landscape"/>'
_BOLD: Final = "<rPr><b/></rPr>"
_LINK: Final = '<rPr><u/><color rgb="FF0563C1"/></rPr>'


def worksheet(lines: Iterable[Line], namespace: str, style: int) -> bytes:
    """The XML of the sheet.

    Args:
        lines: Its rows below the heading.
        namespace: That of the workbook's edition of the standard.
        style: The cell format of its texts.
    """
    rows = [_row(1, HEADINGS, style, bold=True)]
    links: list[str] = []
    for at, line in enumerate(lines, start=2):
        linked = bool(line.cell) and len(links) < _MAX_LINKS
        rows.append(_row(at, line.texts, style, linked=linked))
        if linked:
            place = quoteattr(f"{quoted(line.sheet)}!{line.cell}")
            links.append(f'<hyperlink ref="{letters(_LINKED)}{at}" location={place}/>')
    area = f"A1:{letters(len(HEADINGS) - 1)}{len(rows)}"
    columns = "".join(
        f'<col min="{at}" max="{at}" width="{width}" customWidth="1"/>'
        for at, width in enumerate(WIDTHS, start=1)
    )
    parts = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n',
        f'<worksheet xmlns="{namespace}"><dimension ref="{area}"/>{_VIEW}<cols>{columns}</cols>',
        "<sheetData>", *rows, f'</sheetData><autoFilter ref="{area}"/>',
        *(["<hyperlinks>", *links, "</hyperlinks>"] if links else []),
        f"{_PAGE}</worksheet>",
    )  # fmt: skip
    return "".join(parts).encode()


def _row(
    number: int, texts: Iterable[str], style: int, *, bold: bool = False, linked: bool = False
) -> str:
    cells = []
    for at, text in enumerate(texts):
        place = f'r="{letters(at)}{number}" s="{style}"'
        if at == _ROW and text.isdecimal():
            cells.append(f"<c {place}><v>{text}</v></c>")
        elif text:
            look = _BOLD if bold else _LINK if linked and at == _LINKED else ""
            held = f'<t xml:space="preserve">{escape(escaped(text))}</t>'
            held = f"<r>{look}{held}</r>" if look else held
            cells.append(f'<c {place} t="inlineStr"><is>{held}</is></c>')
    return f'<row r="{number}">{"".join(cells)}</row>'


def text_style(package: Package, styles: str | None) -> int:
    """The number of a cell format for texts that are long and never run, added if need be.

    It is put behind all others, so that no cell of the workbook changes its look.
    """
    if styles is None or styles not in package:
        return 0
    root = package.tree(styles)
    space = f"{{{etree.QName(root).namespace}}}"
    formats = root.find(f"{space}cellXfs")
    if formats is None:
        return 0
    # 49 is the format "text": whoever edits such a cell still has text in it.
    wanted = {"numFmtId": "49", "fontId": "0", "fillId": "0", "borderId": "0", "xfId": "0",
              "applyNumberFormat": "1", "applyAlignment": "1"}  # fmt: skip
    for at, found in enumerate(formats):
        if dict(found.items()) == wanted and len(found) == 1 and _wraps(found[0]):
            return at
    added = etree.SubElement(formats, f"{space}xf", wanted)
    etree.SubElement(added, f"{space}alignment", {"vertical": "top", "wrapText": "1"})
    formats.set("count", str(len(formats)))
    package.change(styles, to_xml(root))
    return len(formats) - 1


def _wraps(alignment: etree._Element) -> bool:
    return dict(alignment.items()) == {"vertical": "top", "wrapText": "1"}
