"""Reading an OpenDocument spreadsheet as it streams by, cell by cell.

The fast reader of values does not tell joined, hidden or failed cells of this format, and lays
repeated ones out before it counts them; so its XML is parsed here. A repeated blank costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from uegraph.ingest.grids.archive import protected
from uegraph.ingest.grids.grid import Grid, Remark
from uegraph.ingest.grids.limits import MAX_NAME, MAX_SHEETS, MAX_UNPACKED
from uegraph.ingest.grids.odscells import BREAK, SPACE, TAB, paragraph
from uegraph.ingest.grids.odsstyles import Styles
from uegraph.ingest.grids.odstable import Table, whole
from uegraph.ingest.grids.refusal import damaged, too_large
from uegraph.ingest.grids.xmlparts import BROKEN, elements, local, parser

if TYPE_CHECKING:
    from collections.abc import Iterator

    from uegraph.ingest.grids.archive import Archive
    from uegraph.ingest.grids.grid import Record

# What stands inside a sheet or a cell without being its value: notes, drawings, former versions.
_ASIDE = ("annotation", "tracked-changes", "shapes", "dde-links", "forms")
_DRAWING = "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0 "
_CALCEXT = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 "
_MANIFEST = "META-INF/manifest.xml"
_MACROS = ("Basic/script-lc.xml", "Scripts/python/")
_LONGEST_GAP = 1_000


def read_ods(archive: Archive) -> Iterator[list[Record] | Grid | Remark]:
    """The sheets of an OpenDocument spreadsheet: the rows of one, then the sheet without them.

    Raises:
        RefusedError: The file as a whole cannot be read.
    """
    if _MANIFEST in archive and elements(archive.read(_MANIFEST), ("encryption-data",)):
        raise protected()
    if any(name in archive for name in _MACROS):
        message, remedy = "holds macros, which are neither run nor read", "Nothing has to be done."
        yield Remark(message, remedy, "warning", "book:macros")
    styles = Styles()
    if "styles.xml" in archive:
        list(_stream(archive, "styles.xml", _Content(styles)))
    yield from _stream(archive, "content.xml", _Content(styles))


def _stream(
    archive: Archive, part: str, content: _Content
) -> Iterator[list[Record] | Grid | Remark]:
    reader = parser()
    reader.StartElementHandler = content.start
    reader.EndElementHandler = content.end
    reader.CharacterDataHandler = content.text
    try:
        for chunk in archive.chunks(part, MAX_UNPACKED):
            reader.Parse(chunk, False)
            yield from content.done()
        reader.Parse(b"", True)
    except BROKEN as error:
        raise damaged() from error
    yield from content.done()


class _Content:
    """Follows the XML, and hands each sheet on when it ends."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._names: dict[str, str] = {}
        self._aside = 0
        self._sheets = 0
        self._table: Table | None = None
        self._cell: dict[str, str] | None = None
        self._paragraphs: list[str] = []
        self._pieces: list[str] | None = None
        self._done: list[list[Record] | Grid] = []

    def done(self) -> list[list[Record] | Grid]:
        """What has ended since this was last asked."""
        done, self._done = self._done, []
        return done

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element starts."""
        plain = self._local(name)
        if self._aside or self._is_aside(name, plain):
            self._aside += 1
        elif self._cell is not None:
            self._start_in_cell(plain, attributes)
        elif self._table is not None:
            self._start_in_table(plain, self._said(attributes), self._table)
        elif plain == "table":
            self._start_table(self._said(attributes))
        else:
            self._styles.start(plain, self._said(attributes))

    def end(self, name: str) -> None:
        """An element ends."""
        plain = self._local(name)
        if self._aside:
            self._aside -= 1
        elif self._cell is not None:
            self._end_in_cell(plain, self._cell)
        elif self._table is None:
            self._styles.end(plain)
        elif plain == "table-row":
            self._table.end_row()
        elif plain == "table":
            self._done += self._table.pieces()
            self._table = None

    def text(self, data: str) -> None:
        """A piece of text."""
        if self._pieces is not None and not self._aside:
            self._pieces.append(data)

    def _is_aside(self, name: str, plain: str) -> bool:
        if self._cell is not None and plain == "table":
            return True
        return plain in _ASIDE or (self._table is not None and name.startswith(_DRAWING))

    def _start_table(self, said: dict[str, str]) -> None:
        self._sheets += 1
        if self._sheets > MAX_SHEETS:
            raise too_large(f"has more than {MAX_SHEETS:,} sheets, the most that are read")
        self._table = Table(
            said.get("name", "")[:MAX_NAME], said.get("style-name", ""), self._styles
        )

    def _start_in_table(self, plain: str, said: dict[str, str], table: Table) -> None:
        if plain in {"table-cell", "covered-table-cell"}:
            self._cell = said
            self._paragraphs = []
        elif plain == "table-row":
            table.start_row(said)
        elif plain == "table-column":
            table.add_column(said)
        elif plain == "table-source":
            table.foreign = True

    def _start_in_cell(self, plain: str, attributes: dict[str, str]) -> None:
        if plain == "p":
            self._pieces = []
        elif self._pieces is None:
            return
        elif plain == "s":
            count = whole(self._said(attributes).get("c", ""))
            self._pieces.append(SPACE * min(count, _LONGEST_GAP))
        elif plain == "tab":
            self._pieces.append(TAB)
        elif plain == "line-break":
            self._pieces.append(BREAK)

    def _end_in_cell(self, plain: str, said: dict[str, str]) -> None:
        if plain == "p" and self._pieces is not None:
            self._paragraphs.append(paragraph(self._pieces))
            self._pieces = None
        elif plain in {"table-cell", "covered-table-cell"}:
            if self._table is not None:
                self._table.add_cell(said, self._paragraphs)
            self._cell = None

    def _said(self, attributes: dict[str, str]) -> dict[str, str]:
        return {self._local(name): value for name, value in attributes.items()}

    def _local(self, name: str) -> str:
        plain = self._names.get(name)
        if plain is None:
            # LibreOffice says twice of what kind a value is; what it adds is told apart.
            mark = "calcext:" if name.startswith(_CALCEXT) else ""
            plain = self._names[name] = mark + local(name)
        return plain
