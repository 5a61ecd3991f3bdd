"""From the text of a cell to terms of the graph, or to what is wrong with it.

A faulty cell still gives the terms that it can give; nothing is written while there is an error.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from uegraph.errors import ResourceError
from uegraph.ingest.amounts import is_unknown
from uegraph.ingest.references import (
    column_reader,
    concept_reader,
    reference_reader,
    table_reader,
)
from uegraph.ingest.source import Cell, Fault
from uegraph.ingest.values import MAX_CHARACTERS, NAMES, READERS, dated, read_text, too_long
from uegraph.namespaces import EDTF, expand, shorten

if TYPE_CHECKING:
    from collections.abc import Callable

    from uegraph.ingest.register import Register
    from uegraph.ingest.source import Dataset
    from uegraph.shapes import Column, Table

    _Read = Callable[[str], tuple[str | None, Fault | None]]

_STRING: Final = expand("xsd:string")
_EMPTY: Final = Fault(
    "", "a value before, between or after | is empty", "Delete the |.", "cell:empty", "warning"
)

_OTHER_MARKS: Final = {"\n": "line ends", ";": "semicolons", ",": "commas", "/": "strokes"}
_MOST_PARTS: Final = 20


def cell_reader(
    column: Column, table: Table, register: Register, dataset: Dataset
) -> Callable[[str], Cell]:
    """How the cells of a column become terms; the answer for a text is remembered."""
    if column.datatype == _STRING and column.max_count == 1:
        return lambda text: _text_cell(text, column)
    read = _value_reader(column, table, register, dataset)
    known: dict[str, Cell] = {}

    def cell(text: str) -> Cell:
        found = known.get(text)
        if found is None:
            found = known[text] = _cell(text, column, read)
        return found

    return cell


def _text_cell(text: str, column: Column) -> Cell:
    """A single text: kept to the letter, ``|`` and outer space included; but see ``NAMES``."""
    found = read_text(text, column)
    if isinstance(found, Fault):
        return Cell((), (found,))
    if column.path not in NAMES and (text[0].isspace() or text[-1].isspace()):
        message, remedy = "begins or ends with white space", "Delete the space, or leave it so."
        return Cell((found,), (Fault("", message, remedy, "cell:space", "warning"),))
    if column.path in NAMES and is_unknown(text):
        message, remedy = f"'{text.strip()}' is read as a name", "If it is none, leave it blank."
        return Cell((found,), (Fault("", message, remedy, "cell:name", "warning"),))
    return Cell((found,))


def _cell(text: str, column: Column, read: _Read) -> Cell:
    """The values of a cell, parted by ``|``; a value given twice counts once."""
    if len(text) > MAX_CHARACTERS:
        return Cell((), (too_long(text),))
    if several := _otherwise_parted(text, column, read):
        return Cell((), (several,))
    terms: dict[str, None] = {}
    faults: list[Fault] = []
    parts = [part.strip() for part in text.split("|")]
    for part in parts:
        term, fault = read(part) if part else (None, _EMPTY)
        if fault and not column.min_count and is_unknown(part):
            fault = replace(fault, remedy="Leave the cell blank until it is known.")
        if column.datatype == _STRING and (";" in part or "\n" in part):
            fault = fault or _one_text(part)
        if fault:
            faults.append(fault)
        if term in terms:
            message = f"'{part[:80]}' is given twice"
            faults.append(Fault("", message, "Once is enough.", "cell:twice", "warning"))
        elif term is not None:
            terms[term] = None
    count = len(terms) + len({fault.value for fault in faults if fault.value})
    if column.max_count is not None and count > column.max_count:
        faults.append(_too_many(column, count))
    return Cell(tuple(terms), tuple(faults))


def _otherwise_parted(text: str, column: Column, read: _Read) -> Fault | None:
    """The fault of a list that is parted by something else than ``|``, each value of it good."""
    whole = text.strip()
    if not column.many or "|" in whole:
        return None
    for mark, name in _OTHER_MARKS.items():
        parts = [part.strip() for part in whole.split(mark) if part.strip()]
        if 1 < len(parts) <= _MOST_PARTS and not read(whole)[0] and any(read(p)[0] for p in parts):
            message = f"'{whole[:80]}' is {len(parts)} values parted by {name}"
            return Fault(whole, message, f"Part them by |: {'|'.join(parts)[:200]}")
    return None


def _one_text(text: str) -> Fault:
    message = f"'{text[:80]}' is read as one value"
    return Fault("", message, "If it is several, part them by |.", "cell:parting", "warning")


def _too_many(column: Column, count: int) -> Fault:
    limit = "one" if column.max_count == 1 else str(column.max_count)
    return Fault("", f"{count} values, where {limit} is allowed", f"Keep {limit}.")


def _value_reader(column: Column, table: Table, register: Register, dataset: Dataset) -> _Read:
    """Reads one value into a term, a fault, or both where it could be read in another way."""
    if column.datatype == EDTF:
        day_first = dataset.settings.day_first
        return lambda text: dated(text, column, day_first=day_first)
    read = _simple_reader(column, table, register, dataset)

    def either(text: str) -> tuple[str | None, Fault | None]:
        found = read(text)
        return (None, found) if isinstance(found, Fault) else (found, None)

    return either


def _simple_reader(
    column: Column, table: Table, register: Register, dataset: Dataset
) -> Callable[[str], str | Fault | None]:
    if column.values_from == "columns":
        return column_reader(table)
    if column.values_from == "tables":
        return table_reader()
    if column.scheme is not None:
        return concept_reader(column.scheme)
    if column.classes:
        return reference_reader(column, register, dataset)
    if column.datatype not in READERS:
        known = ", ".join(shorten(datatype) for datatype in (*READERS, EDTF) if datatype)
        raise ResourceError(
            f"ontology/shapes.ttl: {column.shape} has the datatype "
            f"{shorten(column.datatype or '')}, which no cell can be read as. Known: {known}."
        )
    read = READERS[column.datatype]
    return lambda text: read(text, column)
