"""Rows of a data set as the cells of a workbook, in the words that its drop-downs offer."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from uegraph import shapes
from uegraph.errors import SourceError
from uegraph.workbooks.choices import YES_NO, choice

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from uegraph.shapes import Column, Table

    TableRow = Mapping[str, str]
    Words = Mapping[str, str]

_MAX_CHARACTERS: Final = 32_767  # what a cell can hold
_key = lru_cache(maxsize=1024)(shapes.key)  # headings come again with each row


def poured(rows: Sequence[TableRow], table: Table) -> tuple[tuple[str, ...], ...]:
    """The cells of rows, ``id`` first; a value that a drop-down does not offer stays as it is.

    Args:
        rows: From headings to values.
        table: The table that they belong to.

    Raises:
        SourceError: A row has a column that the table lacks, or more than a cell can hold.
    """
    columns = {"id": {}, **{_key(column.name): _words(column, table) for column in table.columns}}
    return tuple(_cells(row, columns, table) for row in rows)


def _cells(row: TableRow, columns: Mapping[str, Words], table: Table) -> tuple[str, ...]:
    given = {_key(heading): text for heading, text in row.items()}
    if unknown := given.keys() - columns.keys():
        raise SourceError(f"'{min(unknown)}' is not a column of {table.name}. Leave it out.")
    if any(len(text) > _MAX_CHARACTERS for text in given.values()):
        raise SourceError(
            f"A cell of {table.name} (row {given.get('id', '')}) holds more than "
            f"{_MAX_CHARACTERS:,} characters, which no spreadsheet can. Shorten it."
        )
    return tuple(_shown(given.get(name, ""), words) for name, words in columns.items())


def _shown(text: str, words: Words) -> str:
    if not words or not text:
        return text
    return "|".join(words.get(part.strip(), part) for part in text.split("|"))


def _words(column: Column, table: Table) -> Words:
    """How the values of a column are called in its drop-down; empty where they are not."""
    if column.scheme:
        concepts = shapes.concepts(column.scheme)
        return {slug: concept.label for slug, concept in concepts.items()}
    if column.values_from:
        names = table.columns if column.values_from == "columns" else shapes.tables().values()
        return {other.name.replace(" ", "_"): other.name.replace("_", " ") for other in names}
    return {"true": "yes", "false": "no"} if choice(column, table) is YES_NO else {}
