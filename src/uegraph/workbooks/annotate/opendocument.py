"""Notes and a table of problems put into an OpenDocument spreadsheet; all else stays as it is.

References:
    OASIS, Open Document Format for Office Applications 1.2, part 1, 9 and 14.1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape, quoteattr

from uegraph.ingest.grids.addresses import letters
from uegraph.workbooks.annotate.listing import HEADINGS, MARK, WIDTHS, free_name, lines, quoted
from uegraph.workbooks.annotate.notes import Outcome, listed, notes_of
from uegraph.workbooks.annotate.ods_rows import OFFICE, TEXT, Fragments, further_rows, noted_rows
from uegraph.workbooks.annotate.ods_scanning import STYLE_PREFIX, TABLE, ContentScanner
from uegraph.workbooks.annotate.parts import Edit, cut

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from uegraph.errors import Problem
    from uegraph.workbooks.annotate.listing import Line
    from uegraph.workbooks.annotate.notes import Note
    from uegraph.workbooks.annotate.ods_scanning import TablePlace
    from uegraph.workbooks.annotate.parts import Package

_CONTENT: Final = "content.xml"
_MANIFEST: Final = "META-INF/manifest.xml"
_MIME: Final = b"application/vnd.oasis.opendocument.spreadsheet"
_NAMED: Final = (
    f'xmlns:table="{TABLE}" xmlns:office="{OFFICE}" xmlns:text="{TEXT}" '
    'xmlns:xlink="http://www.w3.org/1999/xlink"'
)
_STYLED: Final = (
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
)
_ROW, _LINKED = 2, 4


def annotate_opendocument(package: Package, problems: Sequence[Problem]) -> Outcome:
    """Put notes at the cells of an OpenDocument spreadsheet, and add the table of problems.

    Raises:
        SourceError: It is encrypted, or no spreadsheet.
    """
    _refuse_other(package)
    notes, left_out = notes_of(problems)
    wanted = {name: {note.row for note in found} for name, found in notes.items()}
    scanned = ContentScanner(wanted)
    scanned.scan(package, _CONTENT)
    if not scanned.tables:
        raise package.refusal("it has no sheets")
    ours = next((table for table in scanned.tables if table.ours), None)
    tables = [table for table in scanned.tables if table is not ours]
    edits = list(_noted(package, tables, notes, Fragments(scanned.namespaces)))
    name = ours.name if ours else free_name(table.name for table in tables)
    names = {table.name for table in tables}
    content = _table(name, list(lines(listed(problems), names)))
    end = scanned.tables[-1].end
    edits.append(Edit(ours.start, ours.end, content) if ours else Edit(end, end, content))
    if scanned.styles_end >= 0 and not scanned.styled:
        edits.append(Edit(scanned.styles_end, scanned.styles_end, _styles()))
    package.change(_CONTENT, edits)
    signed = "META-INF/documentsignatures.xml" in package
    return Outcome(sum(len(notes.get(name, ())) for name in names), left_out, 0, signed)


def _refuse_other(package: Package) -> None:
    if "mimetype" not in package or package.read("mimetype").strip() != _MIME:
        raise package.refusal("it is not an OpenDocument spreadsheet")
    if b"encryption-data" in package.read(_MANIFEST):
        raise package.refusal("it is encrypted")


def _noted(
    package: Package,
    tables: Sequence[TablePlace],
    notes: Mapping[str, Sequence[Note]],
    fragments: Fragments,
) -> Iterator[Edit]:
    """The rows that change, and those that come to be."""
    places = [(row.start, row.end) for table in tables for row in table.rows]
    rows = iter(cut(package.pieces(_CONTENT), places))
    for table in tables:
        waiting: dict[int, list[Note]] = {}
        for note in notes.get(table.name, ()):
            waiting.setdefault(note.row, []).append(note)
        numbers = sorted(waiting, reverse=True)
        for row in table.rows:
            here: list[Note] = []
            while numbers and numbers[-1] < row.first + row.count:
                here += waiting[numbers.pop()]
            content = noted_rows(next(rows), row, here, fragments)
            if content is not None:
                yield Edit(row.start, row.end, content)
        below = [note for number in reversed(numbers) for note in waiting[number]]
        if below:
            place = table.rows_end
            yield Edit(place, place, further_rows(table.height, below, fragments))


def _table(name: str, found: Sequence[Line]) -> bytes:
    """The table of problems."""
    columns = "".join(
        f'<table:table-column table:style-name="{STYLE_PREFIX}{at}" '
        f'table:default-cell-style-name="{STYLE_PREFIX}cell"/>'
        for at in range(len(WIDTHS))
    )
    heading = "".join(_cell(text, "heading") for text in HEADINGS)
    area = f"{quoted(name)}.$A$1:.${letters(len(HEADINGS) - 1)}${len(found) + 1}"
    return "".join((
        f"<table:table {_NAMED} table:name={quoteattr(name)}>{columns}",
        f"<table:table-header-rows><table:table-row>{heading}</table:table-row>",
        "</table:table-header-rows>", *map(_row, found),
        f'<table:named-expressions><table:named-range table:name="{MARK}" ',
        f"table:base-cell-address={quoteattr(f'${quoted(name)}.$A$1')} ",
        f"table:cell-range-address={quoteattr('$' + area)}/></table:named-expressions>",
        "</table:table>",
    )).encode()  # fmt: skip


def _row(line: Line) -> str:
    cells = []
    for at, text in enumerate(line.texts):
        if at == _ROW and text.isdecimal():
            cells.append(
                f'<table:table-cell table:style-name="{STYLE_PREFIX}cell" '
                f'office:value-type="float" office:value="{text}">'
                f"<text:p>{text}</text:p></table:table-cell>"
            )
        elif at == _LINKED and line.cell:
            place = quoteattr(f"#{quoted(line.sheet)}.{line.cell}")
            cells.append(_cell(text, "cell", f'<text:a xlink:type="simple" xlink:href={place}>'))
        else:
            cells.append(_cell(text, "cell"))
    return f"<table:table-row>{''.join(cells)}</table:table-row>"


def _cell(text: str, style: str, link: str = "") -> str:
    start = f'<table:table-cell table:style-name="{STYLE_PREFIX}{style}"'
    if not text:
        return f"{start}/>"
    held = f"{link}{escape(text)}{'</text:a>' if link else ''}"
    return f'{start} office:value-type="string"><text:p>{held}</text:p></table:table-cell>'


def _styles() -> bytes:
    """How wide the columns are, and that texts are wrapped."""
    widths = "".join(
        f'<style:style {_STYLED} style:name="{STYLE_PREFIX}{at}" style:family="table-column">'
        f'<style:table-column-properties style:column-width="{width * 2.1:.1f}mm"/></style:style>'
        for at, width in enumerate(WIDTHS)
    )
    cells = "".join(
        f'<style:style {_STYLED} style:name="{STYLE_PREFIX}{name}" style:family="table-cell" '
        'style:parent-style-name="Default"><style:table-cell-properties fo:wrap-option="wrap" '
        f'style:vertical-align="top"/>{more}</style:style>'
        for name, more in (
            ("cell", ""),
            ("heading", '<style:text-properties fo:font-weight="bold"/>'),
        )
    )
    return (widths + cells).encode()
