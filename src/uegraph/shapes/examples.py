"""The example row of each table, made from the shapes.

A column whose shape gives no example gets one from what else the shape says, so that a new column
has an example too. The rows fit together: a reference names the example row of the table that it
refers to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from uegraph.namespaces import EDTF, PREFIXES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from uegraph.shapes.model import Column, Model, Table

EXAMPLE: Final = "EXAMPLE"
"""What stands in the column ``id`` of an example row."""

_XSD: Final = PREFIXES["xsd"]
_NAME: Final = PREFIXES["skos"] + "prefLabel"


def name_column(table: Table) -> Column | None:
    """The column that names the rows of a table; ``None`` where they have no names."""
    return next((column for column in table.columns if column.path == _NAME), None)


def row(table: Table, model: Model) -> Mapping[str, str]:
    """The example row of a table: the name of each column with its value, ``id`` first."""
    cells = {column.name: _example(column, table, model) for column in table.columns}
    return {"id": EXAMPLE, **cells}


def _example(column: Column, table: Table, model: Model) -> str:
    if column.example:
        return column.example
    if column.scheme:
        labels = [concept.label for concept in model.concepts[column.scheme].values()]
        return next(iter(labels), "")
    if column.classes:
        return _reference(table, model.accepted(column))
    if column.values_from:
        return table.name if column.values_from == "tables" else ""
    return _literal(column)


def _reference(table: Table, accepted: Sequence[Table]) -> str:
    """The name in the example row referred to; none where a row would refer to itself."""
    names = [name for other in accepted if (name := name_column(other))]
    return names[0].example if names and table not in accepted else ""


def _literal(column: Column) -> str:
    if column.datatype == _XSD + "boolean":
        return "no"
    if column.datatype == _XSD + "integer":
        return str(1 if column.min_value is None else column.min_value)
    if column.datatype == EDTF:
        return "26 April 2024"
    return "https://www.example.org/" if column.pattern == "^https?://" else ""
