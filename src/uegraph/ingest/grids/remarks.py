"""Collecting what is to be said of a sheet, without saying the same thing a million times."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from uegraph.ingest.grids.grid import Remark
from uegraph.ingest.grids.limits import MAX_ALIKE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_STRAY = "Delete what stands far below or far to the right of the table, and save."


class Remarks:
    """Remarks on one sheet: the first thousand of each kind, and how many more there are."""

    def __init__(self) -> None:
        self._kept: list[Remark] = []
        self._counts: Counter[str] = Counter()

    def add(self, remark: Remark) -> None:
        """Keep a remark, unless there are very many of its kind."""
        self._counts[remark.rule] += 1
        if self._counts[remark.rule] <= MAX_ALIKE:
            self._kept.append(remark)

    def __iter__(self) -> Iterator[Remark]:
        yield from self._kept
        for rule, count in self._counts.items():
            if count > MAX_ALIKE:
                more = f"{count - MAX_ALIKE:,} more cells have what {MAX_ALIKE:,} have"
                yield Remark(more, "Correct the first ones and check again.", "error", rule)


def hidden_sheet() -> Remark:
    """The sheet is hidden."""
    message, remedy = "is hidden; it was read", "Unhide it to see it, or delete it."
    return Remark(message, remedy, "warning", "sheet:hidden")


def hidden(what: str, names: Sequence[str]) -> Remark:
    """Some rows or columns are hidden.

    >>> hidden("row", ["3", "4", "9"]).message
    '3 hidden rows hold values (3, 4, 9); they were read'
    """
    listed = ", ".join(names[:5]) + (", …" if len(names) > 5 else "")
    message = f"{len(names):,} hidden {what}s hold values ({listed}); they were read"
    remedy = "Unhide them to see what is read, or delete them."
    if len(names) == 1:
        message = f"the hidden {what} {listed} holds values; it was read"
        remedy = "Unhide it to see what is read, or delete it."
    return Remark(message, remedy, "warning", f"sheet:hidden-{what}s")


def failed(shown: str, row: int, column: int) -> Remark:
    """A cell holds an error: its formula failed, or it was copied from such a cell."""
    message, remedy = f"holds the error {shown[:20]}", "Correct its formula, or type the value."
    return Remark(message, remedy, "error", "cell:error", row, column)


def unstored(row: int, column: int) -> Remark:
    """A formula has never been worked out."""
    message = "has a formula whose value is not stored"
    remedy = "Open the workbook in the spreadsheet and save it; that stores the values."
    return Remark(message, remedy, "error", "cell:formula", row, column)


def too_far(message: str, row: int = 0, column: int = -1) -> Remark:
    """The sheet reaches further than what is read."""
    return Remark(f"{message}; the sheet was not read", _STRAY, "error", "sheet:size", row, column)


def too_many_merged(limit: int) -> Remark:
    """The sheet has more joined cells than are looked at."""
    message = f"has more than {limit:,} joined cells; the others were not looked at"
    return Remark(message, "Mark the table and undo “Merge cells”.", "error", "sheet:size")
