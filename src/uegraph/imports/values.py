"""From the cells of one row of the file to the values of one of our columns."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from uegraph import dates
from uegraph.errors import DateError
from uegraph.imports.model import Complaint
from uegraph.imports.texts import fill
from uegraph.ingest.amounts import UNKNOWN, read_amount
from uegraph.ingest.source import Fault
from uegraph.namespaces import EDTF, expand

if TYPE_CHECKING:
    from collections.abc import Mapping

    from uegraph.imports.model import Filled, Rule, Text

_STRING: Final = expand("xsd:string")
_EDGES: Final = " \t\r\n\u3000,;:/|&\u00b7\u2022*\u2013\u2014-"
_EMPTY: Final = re.compile(r"\(\s*\)|\[\s*\]|<\s*>|\uff08\s*\uff09")


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the file.

    Attributes:
        number: The row as a spreadsheet counts it.
        texts: Its cells by heading, trimmed; what stands for nothing is empty.
        made: The ids of the rows that were made from it, by the name of their entry.
        own: The values of the columns of the row being made.
    """

    number: int
    texts: Mapping[str, str]
    made: Mapping[str, tuple[str, ...]]
    own: Mapping[str, tuple[str, ...]]


def values(rule: Rule, line: Line) -> tuple[tuple[str, ...], tuple[Complaint, ...]]:
    """What a rule makes of a row of the file, and what is wrong with it."""
    found = [text for text in _given(rule, line) if text]
    for pattern in rule.remove:
        found = [_EMPTY.sub("", pattern.remove(text)) for text in found]
    if rule.split:
        found = [part for text in found for part in _parts(text, rule.split)]
    if rule.split or rule.remove:
        found = [" ".join(text.split()).strip(_EDGES) for text in found]
    if rule.keep:
        found = [text for text in found if rule.keep.stand_in(text)]
    if rule.drop:
        found = [text for text in found if not rule.drop.stand_in(text)]
    if rule.pattern:
        found = [(rule.pattern.find(text) or "").strip() for text in found]
    found, complaints = _translated(rule, [text for text in found if text], line)
    if not found and not complaints and rule.default:
        found = [_filled(rule.default, line)]
    prefix = rule.prefix
    found = [text if text.startswith(prefix) else prefix + text for text in found if text]
    return tuple(dict.fromkeys(found)), tuple(complaints)


def _given(rule: Rule, line: Line) -> list[str]:
    if rule.text:
        return [_filled(rule.text, line)]
    if rule.origin == "row":
        return list(line.made.get(rule.name, ()))
    if rule.origin == "from":
        return list(line.own.get(rule.name, ()))
    if rule.origin == "constant":
        return [rule.name]
    return [line.texts.get(heading, "") for heading in rule.headings]


def _filled(text: Text, line: Line) -> str:
    return fill(text, lambda heading: line.texts.get(heading, ""))


def _parts(text: str, marks: tuple[str, ...]) -> list[str]:
    """A text cut at each of some marks, which are taken to the letter."""
    longest = sorted(marks, key=len, reverse=True)
    return re.split("|".join(map(re.escape, longest)), text, flags=re.IGNORECASE)


def _translated(rule: Rule, found: list[str], line: Line) -> tuple[list[str], list[Complaint]]:
    if rule.values is None and not rule.containing and not rule.otherwise:
        return found, []
    known = rule.values or {}
    if not found:
        return [known[""]] if "" in known else [], []
    translated, complaints = [], []
    for text in found:
        meant = known.get(text.casefold())
        if meant is None:
            meant = next((to for words, to in rule.containing if words.stand_in(text)), None)
        if meant is None and rule.otherwise:
            meant = _filled(rule.otherwise, line)
        if meant is None:
            complaints.append(_untranslated(rule, text))
        else:
            translated.append(meant)
    return translated, complaints


def _untranslated(rule: Rule, text: str) -> Complaint:
    message = f"'{text[:80]}' is not among the values that the mapping translates"
    remedy = f"Add it in the mapping (line {rule.row}), or say there what it is `otherwise`."
    return Complaint((rule.used or ("",))[0], message, remedy, True, "import:value")


def read(
    filled: Filled, line: Line, *, day_first: bool | None
) -> tuple[tuple[str, ...], tuple[Complaint, ...]]:
    """The values of one of our columns, as its cells hold them, and what is wrong with them."""
    found, complaints = values(filled.rule, line)
    if filled.column.datatype == EDTF:
        heading = (filled.rule.used or ("",))[0]
        read_all = [_date(text, heading, day_first=day_first) for text in found]
        found = tuple(date for date, _ in read_all if date)
        complaints = (*complaints, *(fault for _, fault in read_all if fault))
    elif filled.column.max_count != 1 and filled.column.datatype == _STRING:
        found = tuple(text.replace("|", "/") for text in found)  # a cell parts its values by |
    return found, complaints


def _date(text: str, heading: str, *, day_first: bool | None) -> tuple[str, Complaint | None]:
    try:
        found = dates.read(text, day_first=day_first)
    except DateError as error:
        start = f"'{text.strip()[:60]}'"  # a dot in it is no end of a sentence
        message, _, remedy = str(error).removeprefix(start).partition(". ")
        return "", Complaint(heading, start + message, remedy, True, "import:date")
    if found.note:
        remedy = f"If that is wrong, correct the cell; if right, write {found.clear or found.edtf}."
        if day_first is None and found.note.endswith(" first"):
            remedy = "Say in the mapping which comes first: `dates: day first` or `month first`."
        return found.edtf, Complaint(heading, found.note, remedy, False, "import:date")
    return found.edtf, None


def read_number(text: str, heading: str) -> tuple[tuple[str, str, str] | None, Complaint | None]:
    """The number, bound and upper end of a text, and what is to be said of it.

    Args:
        text: Such as ``20+``, ``~15`` or ``150-200``; ``TBD`` gives no number, and no complaint.
        heading: The column of the file that it stands in.
    """
    found = read_amount(text)
    if isinstance(found, Fault):
        if found.rule == UNKNOWN:
            return None, None
        return None, Complaint(heading, found.message, found.remedy, True, "import:number")
    note = None
    if found.note:
        remedy = "Nothing is to be done if that does not matter."
        note = Complaint(heading, f"of '{text[:80]}' {found.note}", remedy, False, "import:number")
    upper = "" if found.upper is None else str(found.upper)
    return (str(found.value), found.bound, upper), note
