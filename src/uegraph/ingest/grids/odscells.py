"""What a cell of an OpenDocument spreadsheet says, as text."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Final

from uegraph.ingest.grids.text import duration, moment, number

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# Spaces, tabs and line breaks that were written as elements, so that they are not folded with
# those of the XML; no XML can hold these characters themselves.
SPACE: Final = "\x01"
TAB: Final = "\x02"
BREAK: Final = "\x03"
_WRITTEN: Final = str.maketrans({SPACE: " ", TAB: "\t", BREAK: "\n"})

_FOLDED: Final = re.compile(r"[ \t\r\n]+")
_TIME: Final = re.compile(r"(-?)PT(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,6})(?:[.,]\d*)?S)?")
_FAILED: Final = re.compile(r"#(?:DIV/0!|N/A|NAME\?|NULL!|NUM!|REF!|VALUE!)|Err:\d{3}")
# What LibreOffice makes of a yes or no that comes from Excel.
_TRUTHS: Final = {"of:=TRUE()": "true", "of:=FALSE()": "false"}
_NUMBERS: Final = ("float", "percentage", "currency")


def paragraph(pieces: Sequence[str]) -> str:
    """The text of a paragraph, its white space folded as LibreOffice does."""
    return _FOLDED.sub(" ", "".join(pieces)).lstrip(" ").translate(_WRITTEN)


def failure(said: Mapping[str, str], paragraphs: Sequence[str]) -> str:
    """The error that a cell shows; empty where it shows none."""
    shown = "\n".join(paragraphs)
    if said.get("calcext:value-type") == "error":
        return shown or "#N/A"
    return shown if "formula" in said and _FAILED.fullmatch(shown) else ""


def is_unstored(said: Mapping[str, str], paragraphs: Sequence[str]) -> bool:
    """Whether a cell has a formula and no value."""
    return "formula" in said and "value-type" not in said and not paragraphs


def text_of(said: Mapping[str, str], paragraphs: Sequence[str]) -> str:
    """The value of a cell.

    Args:
        said: The cell's attributes without their namespaces.
        paragraphs: What the cell shows.
    """
    shown = "\n".join(paragraphs)
    if (formula := said.get("formula")) in _TRUTHS:
        return _TRUTHS[formula]
    kind = said.get("value-type", "")
    if kind in _NUMBERS:
        return _number(said.get("value", ""), shown)
    if kind == "date":
        return _date(said.get("date-value", ""), shown)
    if kind == "boolean":
        return said.get("boolean-value", shown)
    if kind == "time":
        return _time(said.get("time-value", ""), shown)
    return said.get("string-value", shown)


def _number(written: str, shown: str) -> str:
    try:
        return number(float(written))
    except ValueError:
        return shown


def _date(written: str, shown: str) -> str:
    try:
        return moment(dt.datetime.fromisoformat(written).replace(tzinfo=None))
    except ValueError:
        return written or shown


def _time(written: str, shown: str) -> str:
    found = _TIME.fullmatch(written)
    if not found:
        return written or shown
    hours, minutes, seconds = (int(part or 0) for part in found.groups()[1:])
    length = dt.timedelta(hours=hours, minutes=minutes, seconds=seconds)
    return duration(-length if found[1] else length)
