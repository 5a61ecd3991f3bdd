"""Which number formats show less than a day, so that a date means a month or a year."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from uegraph.ingest.grids.xmlparts import elements

if TYPE_CHECKING:
    from collections.abc import Collection

MONTH: Final = 7
"""The characters of ``2024-04``."""
YEAR: Final = 4
"""The characters of ``2024``."""

# The formats that need no definition: of all dates among them only this one shows no day.
_BUILT_IN: Final = {"17": "mmm-yy"}
# Text in quotation marks, a character after a backslash, a width or a filling, a colour or a
# language in brackets.
_LITERAL: Final = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')


def shown(letters: Collection[str]) -> int:
    """How many characters of an ISO date a format shows; 0 for all of them.

    Args:
        letters: Which of the letters y, m, d, h and s the format has.
    """
    if not {"d", "h", "s"}.isdisjoint(letters):
        return 0
    if "m" in letters:
        return MONTH
    return YEAR if "y" in letters else 0


def shown_by(code: str) -> int:
    r"""How many characters of an ISO date a format of Excel shows; 0 for all of them.

    >>> shown_by("mmm\\ yyyy"), shown_by("yyyy;@"), shown_by("dd/mm/yyyy"), shown_by("#,##0")
    (7, 4, 0, 0)
    """
    first = _LITERAL.sub("", code.partition(";")[0]).lower()
    return 0 if "general" in first or "am/pm" in first else shown(set(first) & set("ymdhs"))


def short_styles(data: bytes) -> dict[int, int]:
    """The cell styles that show less than a day, with how many characters of a date they show.

    Args:
        data: The part of an Excel workbook that defines its styles.

    Raises:
        RefusedError: It is not well-formed.
    """
    codes = dict(_BUILT_IN)
    styles: list[str] = []
    of_cells = False
    for name, said in elements(data, ("numFmt", "cellStyleXfs", "cellXfs", "xf")):
        if name == "numFmt":
            codes[said.get("numFmtId", "")] = said.get("formatCode", "")
        elif name != "xf":
            of_cells = name == "cellXfs"
        elif of_cells:
            styles.append(said.get("numFmtId", "0"))
    short = {number: characters for number, code in codes.items() if (characters := shown_by(code))}
    return {at: short[number] for at, number in enumerate(styles) if number in short}
