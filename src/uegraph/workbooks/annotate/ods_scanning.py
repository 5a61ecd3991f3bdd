"""Where the rows, tables and styles of an OpenDocument spreadsheet stand, as byte offsets."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from uegraph.workbooks.annotate.listing import MARK
from uegraph.workbooks.annotate.scanning import Scanner

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

TABLE: Final = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
STYLE_PREFIX: Final = "uegraph-"
_MAX_NAMES: Final = 200


@dataclass(slots=True)
class RowPlace:
    """A row that may stand for several equal ones.

    Attributes:
        start: Where it begins.
        first: Its number, or that of the first of several.
        count: How many rows it stands for.
        noted: Whether a cell of it has a note.
        end: Where what comes after it begins.
    """

    start: int
    first: int
    count: int
    noted: bool = False
    end: int = -1


@dataclass(slots=True)
class TablePlace:
    """A table.

    Attributes:
        name: Its name.
        start: Where it begins.
        rows: The rows with something to be done.
        height: How many rows it has.
        rows_end: Where a further row can be put in.
        ours: Whether it is the list of problems of an earlier run.
        end: Where what comes after it begins.
    """

    name: str
    start: int
    rows: list[RowPlace] = field(default_factory=list)
    height: int = 0
    rows_end: int = -1
    ours: bool = False
    end: int = -1


class ContentScanner(Scanner):
    """Finds the places in the content of a spreadsheet.

    Attributes:
        tables: Its tables, in order.
        namespaces: The prefixes that its root declares.
        styles_end: Where a further style can be put in; -1 where none can.
        styled: Whether the styles of an earlier run are there.
        filters: Where the filters begin and where they end; -1 where there are none.
        own_filter: Where the filter of an earlier run begins and ends.
    """

    def __init__(self, wanted: Mapping[str, Collection[int]]) -> None:
        super().__init__()
        self._wanted = {name: sorted(rows) for name, rows in wanted.items()}
        self._next: list[int] = []
        self._inner = 0
        self._open: TablePlace | None = None
        self._row: RowPlace | None = None
        self._closed: list[RowPlace | TablePlace] = []
        self._in_styles = False
        self.tables: list[TablePlace] = []
        self.namespaces: dict[str, str] = {}
        self.styles_end = -1
        self.styled = False
        self._parser.StartNamespaceDeclHandler = self._declared

    def _declared(self, prefix: str | None, uri: str) -> None:
        if self.depth == 0 and prefix and len(self.namespaces) < _MAX_NAMES:
            self.namespaces[prefix] = uri

    def start(self, name: str, prefix: str, attributes: dict[str, str]) -> None:  # noqa: ARG002
        """Note where tables, rows, notes and styles begin."""
        self._close()
        if name == "automatic-styles" and self.depth == 1:
            self._in_styles = True
            self._styles_start = self.at
        elif self._in_styles and name == "style" and self.depth == 2:
            self.styled |= _value(attributes, "name").startswith(STYLE_PREFIX)
        elif name == "table" and self.depth == 3:
            self._open = TablePlace(_value(attributes, "name"), self.at)
            self.tables.append(self._open)
            self._next = self._wanted.get(self._open.name, [])[::-1]
        elif self._open is None:
            return
        elif name == "table":
            self._inner += 1
        elif name == "table-row" and not self._inner:
            self._start_row(attributes)
        elif name == "annotation" and self._row and not self._inner:
            self._row.noted = True
        elif name == "named-range" and self.depth == 5:
            self._open.ours |= _value(attributes, "name") == MARK

    def _start_row(self, attributes: dict[str, str]) -> None:
        assert self._open is not None
        repeated = _value(attributes, "number-rows-repeated")
        count = int(repeated) if repeated.isdecimal() and len(repeated) < 9 else 1
        self._row = RowPlace(self.at, self._open.height + 1, max(count, 1))
        self._open.height += self._row.count

    def end(self, name: str) -> None:
        """Note where tables, rows and styles end."""
        self._close()
        if name == "automatic-styles" and self.depth == 1:
            self._in_styles = False
            self.styles_end = self.at if self.at != self._styles_start else -1
        elif self._open is None:
            return
        elif name == "table" and self.depth == 3:
            self._closed.append(self._open)
            self._open.rows_end = self._open.rows_end if self._open.rows_end >= 0 else self.at
            self._open = None
        elif name == "table":
            self._inner -= 1
        elif name == "table-row" and not self._inner and self._row:
            self._end_row(self._open, self._row)

    def _end_row(self, table: TablePlace, row: RowPlace) -> None:
        wanted = False
        while self._next and self._next[-1] <= table.height:
            self._next.pop()
            wanted = True
        if wanted or row.noted:
            table.rows.append(row)
        self._closed.append(row)
        self._row = None

    def _close(self) -> None:
        """What was closed ends where the next tag begins; nothing else says where a tag ends."""
        for found in self._closed:
            found.end = self.at
            if isinstance(found, RowPlace) and self._open:
                self._open.rows_end = self.at
        self._closed.clear()


def _value(attributes: Mapping[str, str], wanted: str) -> str:
    """The value of an attribute, whatever the prefix of its name."""
    found = (value for name, value in attributes.items() if name.split(" ")[1:2] == [wanted])
    return next(found, "")
