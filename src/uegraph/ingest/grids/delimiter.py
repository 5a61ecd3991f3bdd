"""What parts the columns of a text table: the sign that parts its first rows alike."""

from __future__ import annotations

import csv
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from uegraph.ingest.grids.grid import Remark

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_BAR: Final = "|"  # parts values in a cell, too, and so must part most rows
SIGNS: Final = {",": "commas", ";": "semicolons", "\t": "tabs", _BAR: "vertical bars"}
SEPARATOR: Final = re.compile(r'"?sep=([^\r\n"]?)"?[ ,;\t]*(?:\r\n|\r|\n|\Z)', re.IGNORECASE)
"""A first line that names the sign, as Excel writes and hides it."""

_ROWS: Final = 50


@dataclass(frozen=True, slots=True)
class Delimiter:
    """The sign that parts the columns.

    Attributes:
        sign: The character.
        remarks: That another might be meant, where that is so.
    """

    sign: str
    remarks: tuple[Remark, ...] = ()


def tell(sample: Sequence[str], first: str = ",") -> Delimiter:
    """The sign that parts the columns.

    Args:
        sample: The first lines of the file.
        first: The sign that its name makes likely; it is taken where no other fits better.
    """
    order = [first, *(sign for sign in SIGNS if sign != first)]
    scores = {sign: _score(sample, sign) for sign in order}
    best = max(order, key=lambda sign: scores[sign])
    rival = next((s for s in order if s != best and scores[s] == scores[best] > (0, 0, 0)), None)
    if rival is None:
        return Delimiter(best)
    message = f"may be parted by {SIGNS[best]} or by {SIGNS[rival]}; {SIGNS[best]} were taken"
    remedy = "Put the cells that hold the other sign in quotation marks."
    return Delimiter(best, (Remark(message, remedy, "warning", "table:delimiter"),))


def _score(sample: Sequence[str], sign: str) -> tuple[float, int, int]:
    """Which share of the rows has the same number of columns, how many, and how many are whole."""
    rows = list(_rows(sample, sign))
    widths = Counter(map(len, rows))
    wide = {width: count for width, count in widths.items() if width > 1}
    if not wide:
        return (0, 0, 0)
    width, count = max(wide.items(), key=lambda item: (item[1], item[0]))
    if sign == _BAR and count * 2 < len(rows):
        return (0, 0, 0)
    return (count / len(rows), width, sum(map(_is_whole, rows)))


def _is_whole(cells: list[str]) -> bool:
    # The wrong sign cuts quoted cells in two and leaves half a pair of quotation marks in each.
    return not any(cell.count('"') % 2 for cell in cells)


def _rows(sample: Sequence[str], sign: str) -> Iterator[list[str]]:
    try:
        rows = [cells for cells in csv.reader(sample, delimiter=sign) if any(cells)]
    except csv.Error:
        return
    yield from rows[:_ROWS]
