"""One sheet of an OpenDocument spreadsheet while it is read.

Rows and cells say how often they are repeated. Only those with values are laid out, and counted
before they are.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from uegraph.ingest.grids.addresses import letters
from uegraph.ingest.grids.grid import Grid, Merged
from uegraph.ingest.grids.limits import (
    MAX_ANSWER,
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_MERGED,
    MAX_ROWS,
    MEBIBYTE,
)
from uegraph.ingest.grids.odscells import failure, is_unstored, text_of
from uegraph.ingest.grids.remarks import (
    Remarks,
    failed,
    hidden,
    hidden_sheet,
    too_far,
    too_many_merged,
    unstored,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from uegraph.ingest.grids.grid import Record, Remark
    from uegraph.ingest.grids.odsstyles import Styles

_CHUNK = 5_000


def whole(written: str | None) -> int:
    """A positive whole number; 1 where the text is none, as where nothing is repeated."""
    found = re.fullmatch("[0-9]{1,9}", written or "")
    return max(int(found[0]), 1) if found else 1


class Table:
    """One sheet.

    Attributes:
        foreign: Whether it is only a copy of another file's sheet.
    """

    def __init__(self, name: str, style: str, styles: Styles) -> None:
        self.foreign = False
        self._name = name
        self._styles = styles
        self._remarks = Remarks()
        if styles.hides(style):
            self._remarks.add(hidden_sheet())
        self._records: list[Record] = []
        self._merged: list[Merged] = []
        self._column_styles: list[tuple[int, str]] = []
        self._hidden_columns: set[int] = set()
        self._seen_columns: set[int] = set()
        self._hidden_rows: list[str] = []
        self._columns = 0
        self._width = 0
        self._characters = 0
        self._row = 1
        self._said: dict[str, str] = {}
        self._cells: list[str] = []
        self._blanks = 0
        self._faults: list[tuple[int, str]] = []
        self._too_far = False

    def add_column(self, said: dict[str, str]) -> None:
        """One or more columns are described."""
        start = self._columns
        if start == MAX_COLUMNS:
            return
        self._columns = min(start + whole(said.get("number-columns-repeated")), MAX_COLUMNS)
        self._column_styles.append((self._columns, said.get("default-cell-style-name", "")))
        if said.get("visibility", "visible") != "visible":
            self._hidden_columns.update(range(start, self._columns))

    def start_row(self, said: dict[str, str]) -> None:
        """A row starts."""
        self._said = said
        self._cells = []
        self._blanks = 0
        self._faults = []

    def add_cell(self, said: dict[str, str], paragraphs: Sequence[str]) -> None:
        """A cell of the row has ended."""
        if self._too_far:
            return
        count = whole(said.get("number-columns-repeated"))
        position = len(self._cells) + self._blanks
        text = self._text(said, paragraphs, position, count)
        self._join(said, position)
        if not text:
            self._blanks += count
        elif position + count > MAX_COLUMNS:
            self._stop(
                f"the cell is right of column {letters(MAX_COLUMNS - 1)}, the last that is read",
                max(position, MAX_COLUMNS),
            )
        else:
            self._cells += [""] * self._blanks + [text] * count
            self._blanks = 0

    def _text(
        self, said: dict[str, str], paragraphs: Sequence[str], position: int, count: int
    ) -> str:
        fault = failure(said, paragraphs)
        if fault or is_unstored(said, paragraphs):
            within = range(position, min(position + count, MAX_COLUMNS))
            self._faults += [(at, fault) for at in within]
            return ""
        text = text_of(said, paragraphs)
        if said.get("value-type") == "date":
            text = text[: self._styles.shown(self._style(said, position)) or None]
        return text

    def _style(self, said: dict[str, str], position: int) -> str:
        own = said.get("style-name") or self._said.get("default-cell-style-name")
        return own or next((style for end, style in self._column_styles if position < end), "")

    def _join(self, said: dict[str, str], position: int) -> None:
        rows, columns = (whole(said.get(f"number-{what}-spanned")) for what in ("rows", "columns"))
        if rows * columns > 1 and len(self._merged) < MAX_MERGED:
            last = self._row + rows - 1, position + columns - 1
            self._merged.append(Merged(self._row, position, *last))
            if len(self._merged) == MAX_MERGED:
                self._remarks.add(too_many_merged(MAX_MERGED))

    def end_row(self) -> None:
        """The row has ended."""
        count = whole(self._said.get("number-rows-repeated"))
        first, self._row = self._row, self._row + count
        if self._too_far:
            return
        if any(map(str.strip, self._cells)):
            self._keep(first, count)
        for fault in self._faults:
            self._report(first, count, *fault)

    def _keep(self, first: int, count: int) -> None:
        self._width = max(self._width, len(self._cells))
        # Rows are filled up to the widest at the end, so the rectangle is what counts.
        if first + count - 1 > MAX_ROWS or (len(self._records) + count) * self._width > MAX_CELLS:
            corner = f"{letters(self._width - 1)}{first + count - 1}"
            self._stop(f"reaches to {corner}, which is more than {MAX_CELLS:,} cells")
            return
        # A text that is repeated takes no room here, but all the time there is further on.
        self._characters += count * sum(map(len, self._cells))
        if self._characters > MAX_ANSWER:
            self._stop(f"holds more than {MAX_ANSWER // MEBIBYTE} MB of text")
            return
        self._records += [(row, list(self._cells)) for row in range(first, first + count)]
        if self._said.get("visibility", "visible") != "visible":
            self._hidden_rows += [str(row) for row in range(first, first + count)]
        self._seen_columns.update(
            at for at in self._hidden_columns if at < len(self._cells) and self._cells[at].strip()
        )

    def _report(self, first: int, count: int, position: int, fault: str) -> None:
        for row in range(first, min(first + count, MAX_ROWS + 1)):
            self._remarks.add(failed(fault, row, position) if fault else unstored(row, position))

    def _stop(self, message: str, position: int = -1) -> None:
        self._too_far = True
        self._records = []
        self._remarks.add(too_far(message, self._row if position >= 0 else 0, position))

    def pieces(self) -> list[list[Record] | Grid]:
        """The rows, some thousands at a time, and then the sheet without them."""
        if self.foreign:
            return []
        for _, cells in self._records:
            cells.extend([""] * (self._width - len(cells)))
        chunks: list[list[Record] | Grid] = [
            self._records[at : at + _CHUNK] for at in range(0, len(self._records), _CHUNK)
        ]
        merged, remarks = tuple(self._merged), tuple(self._all_remarks())
        return [*chunks, Grid(self._name, (), merged, remarks, complete=not self._too_far)]

    def _all_remarks(self) -> list[Remark]:
        found = list(self._remarks)
        if self._hidden_rows:
            found.append(hidden("row", self._hidden_rows))
        if self._seen_columns:
            found.append(hidden("column", [letters(at) for at in sorted(self._seen_columns)]))
        return found
