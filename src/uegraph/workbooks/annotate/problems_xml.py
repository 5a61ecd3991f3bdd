"""The sheet of all problems as the XML of an Excel worksheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape, quoteattr

from uegraph.ingest.grids.addresses import letters
from uegraph.workbooks.annotate.comments import escaped
from uegraph.workbooks.annotate.listing import HEADINGS, WIDTHS, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from uegraph.workbooks.annotate.listing import Line
    from uegraph.workbooks.annotate.styles import Looks

_ROW, _LINKED = 2, 4
_MAX_LINKS: Final = 65_000  # Excel takes 65,530 on a sheet
_VIEW: Final = (
    '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" '
    'activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft" activeCell="A2" '
    'sqref="A2"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/>'
)
_PAGE: Final = '<pageSetup orientation="landscape"/>'
_HEIGHT: Final = 15  # points of a line of text
_MAX_HEIGHT: Final = 405  # of a row; Excel takes 409


def worksheet(lines: Iterable[Line], namespace: str, looks: Looks) -> bytes:
    """The XML of the sheet.

    Args:
        lines: Its rows below the heading.
        namespace: That of the workbook's edition of the standard.
        looks: The cell formats of its texts.
    """
    rows = [_row(1, HEADINGS, [looks.heading] * len(HEADINGS))]
    styles = [looks.text] * len(HEADINGS)
    linked_styles = [looks.link if at == _LINKED else looks.text for at in range(len(HEADINGS))]
    links: list[str] = []
    for at, line in enumerate(lines, start=2):
        linked = bool(line.cell) and len(links) < _MAX_LINKS
        rows.append(_row(at, line.texts, linked_styles if linked else styles))
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


def _row(number: int, texts: Sequence[str], styles: Sequence[int]) -> str:
    cells = []
    for at, (text, style) in enumerate(zip(texts, styles, strict=True)):
        place = f'r="{letters(at)}{number}" s="{style}"'
        if at == _ROW and text.isdecimal():
            cells.append(f"<c {place}><v>{text}</v></c>")
        elif text:
            held = f'<t xml:space="preserve">{escape(escaped(text))}</t>'
            cells.append(f'<c {place} t="inlineStr"><is>{held}</is></c>')
    return f'<row r="{number}"{_height(texts)}>{"".join(cells)}</row>'


def _height(texts: Sequence[str]) -> str:
    """How high a row is whose texts are folded; spreadsheets do not work it out themselves."""
    lines = max(-(-len(text) // (width - 4)) for text, width in zip(texts, WIDTHS, strict=True))
    return f' ht="{min(lines * _HEIGHT, _MAX_HEIGHT)}"' if lines > 1 else ""
