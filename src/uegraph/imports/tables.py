"""Laying out what was made as the tables of a data set, with the receipts of every row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from uegraph import shapes
from uegraph.files import csv_text, inert
from uegraph.imports.entries import DOCUMENT, PASSAGE
from uegraph.imports.written import settings_text
from uegraph.ingest.settings import FILE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from uegraph.imports.making import Thing
    from uegraph.imports.model import Mapping
    from uegraph.imports.table import Foreign

_ID: Final = "id"
_EVIDENCE: Final = "evidence"


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables of a data set.

    Attributes:
        rows: Table name to rows, each a mapping of columns to cells.
        contents: File name to bytes.
        places: The file and row of each thing made, with the thing.
        passages: The row of each passage in its table, with the row of the foreign file.
    """

    rows: dict[str, tuple[dict[str, str], ...]]
    contents: dict[str, bytes]
    places: dict[tuple[str, int], Thing]
    passages: dict[tuple[str, int], int]


def lay_out(
    mapping: Mapping, foreign: Foreign, digest: str, things: Iterable[Thing], kept: Iterable[int]
) -> Tables:
    """The tables of what was made.

    Args:
        mapping: What the columns of the file become.
        foreign: The file.
        digest: The SHA-256 of its bytes.
        things: The rows made, in the order in which they were.
        kept: The rows of the file that became data.
    """
    rows: dict[str, list[dict[str, str]]] = {name: [] for name in shapes.tables()}
    places: dict[tuple[str, int], Thing] = {}
    document, passage = _named(DOCUMENT), _named(PASSAGE)
    rows[document].append(_source(mapping, foreign, digest))
    passages = {}
    for number in kept:
        passages[f"{passage}.csv", len(rows[passage]) + 2] = number
        rows[passage].append(_passage(mapping, foreign, number))
    for thing in things:
        name = thing.entry.table.name
        places[f"{name}.csv", len(rows[name]) + 2] = thing
        rows[name].append(_row(thing, mapping))
    filled = {name: tuple(found) for name, found in rows.items() if found}
    contents = {FILE: settings_text(mapping.settings)}
    for name, found in filled.items():
        headers = _headers(name, found)
        cells = ([row.get(header, "") for header in headers] for row in found)
        contents[f"{name}.csv"] = csv_text([headers, *cells]).encode()
    return Tables(filled, contents, places, passages)


def _named(target: str) -> str:
    return next(one.name for one in shapes.tables().values() if one.target_class == target)


def _headers(name: str, rows: tuple[dict[str, str], ...]) -> list[str]:
    """The columns that hold something, those that must be there, and the receipt."""
    used = {header for row in rows for header, text in row.items() if text}
    columns = shapes.tables()[name].columns
    return [_ID, *(one.header for one in columns if one.header in used or one.min_count)]


def source_id(mapping: Mapping) -> str:
    """The id of the file as a source; the data set's own name is that of its graph."""
    return f"{mapping.settings['name']}-file"


def passage_id(mapping: Mapping, number: int) -> str:
    """The id of a row of the file as a passage."""
    return f"{mapping.settings['name']}-row-{number}"


def _source(mapping: Mapping, foreign: Foreign, digest: str) -> dict[str, str]:
    return {
        _ID: source_id(mapping),
        "name": mapping.source,
        "url": mapping.settings["url"],
        "licence": mapping.settings["licence"],
        "note": f"The file {foreign.file}, SHA-256 {digest}. A passage is one row of it.",
    }


def _passage(mapping: Mapping, foreign: Foreign, number: int) -> dict[str, str]:
    return {
        _ID: passage_id(mapping, number),
        "source": source_id(mapping),
        "section": foreign.sheet or foreign.file,
        "paragraph": str(number),
    }


def _row(thing: Thing, mapping: Mapping) -> dict[str, str]:
    row = {_ID: thing.slug}
    for header, found in thing.cells.items():
        text = "|".join(found)
        row[header] = inert(text)
    row[_EVIDENCE] = "|".join(passage_id(mapping, number) for number in sorted(set(thing.rows)))
    return row
