"""How a workbook looks, whatever format it is written in.

Colours have a contrast of at least 4.5 to 1, and none of them says anything that words do not.
"""

from __future__ import annotations

import math
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from uegraph.workbooks.plan import Plan

CREATED: Final = datetime(2024, 4, 26, tzinfo=UTC)
"""Stands in every workbook, so that the same input gives the same bytes."""

HEAD: Final = "#1F3A5F"
SHOWN: Final = "#EFEFEF"
LINK: Final = "#0B4F9E"
PLAIN_TAB: Final = "#505A5F"
_TABS: Final = ("#1D4F91", "#00703C", "#6F3FA0", "#8A4B08")

READ_ME_WIDTHS: Final = (24, 26, 92, 12)
DATA_SET_WIDTHS: Final = (16, 60, 70)
LISTS_WIDTHS: Final = (30, 38, 90, 3)
GATHERED_AT: Final = len(LISTS_WIDTHS)
"""The column of "Lists" after its table and a free one."""

LINE: Final = 15.0
"""The height of a line in points, for text of 11 points."""

_HIGHEST: Final = 400.0
_PRINTED: Final = 170.0  # characters that are still readable beside each other on a page
_NUMBER: Final = re.compile(r"-?(0|[1-9]\d{0,14})")


def tabs(plan: Plan) -> Mapping[str, str]:
    """The colour of the tabs of each group of sheets."""
    groups = dict.fromkeys(page.table.group for page in plan.pages)
    return {group: _TABS[at % len(_TABS)] for at, group in enumerate(groups)}


def height(cells: Iterable[tuple[str, float]]) -> float:
    """How high a row must be for texts of certain widths: LibreOffice does not work it out."""
    lines = 1
    for text, width in cells:
        parts = text.split("\n")
        lines = max(lines, sum(max(1, math.ceil(len(part) / width)) for part in parts))
    return min(LINE * lines + 3, _HIGHEST)


def head_height(heads: Sequence[str], widths: Sequence[float]) -> float:
    """How high the row of headings must be, beside the buttons of the filter."""
    return height((f"{head}    ", width) for head, width in zip(heads, widths, strict=True))


def pages_wide(widths: Sequence[float]) -> int:
    """Over how many sheets of paper side by side a table is printed, so that it can be read."""
    return math.ceil(sum(widths) / _PRINTED)


def is_number(text: str) -> bool:
    """Whether a number cell gives back what was written: a whole number of up to 15 digits."""
    return _NUMBER.fullmatch(text) is not None
