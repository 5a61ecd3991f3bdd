"""What each table may hold, read from the shapes: the only place that says it.

Templates, checks, forms and documentation ask here, so that a change of the model is a change of
``ontology/shapes.ttl``.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from uegraph import resources
from uegraph.errors import UnknownNameError
from uegraph.shapes import examples
from uegraph.shapes.examples import EXAMPLE, name_column
from uegraph.shapes.model import Column, Concept, Model, Table, key
from uegraph.shapes.reading import read_model

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

__all__ = [
    "EXAMPLE",
    "Column",
    "Concept",
    "Table",
    "accepted_tables",
    "concepts",
    "example_row",
    "instances",
    "internal_properties",
    "key",
    "name_column",
    "narrower_properties",
    "tables",
]


def tables() -> Mapping[str, Table]:
    """Every table that a data set may have, by name, in the order of the shapes."""
    return _model(resources.root()).tables


def concepts(scheme: str) -> Mapping[str, Concept]:
    """The concepts of a scheme that come with uegraph, by slug.

    Raises:
        UnknownNameError: No shape and no concept speaks of such a scheme.
    """
    known = _model(resources.root()).concepts
    if scheme not in known:
        raise UnknownNameError(f"Unknown scheme '{scheme}'. Known schemes: {', '.join(known)}.")
    return known[scheme]


def instances(*classes: str) -> Mapping[str, Concept]:
    """The concepts of the ontology that belong to one of the classes or to a subclass, by slug."""
    model = _model(resources.root())
    wanted = model.below(classes)
    return {
        slug: concept
        for scheme in model.concepts.values()
        for slug, concept in scheme.items()
        if wanted.intersection(concept.classes)
    }


def accepted_tables(column: Column) -> tuple[Table, ...]:
    """The tables whose rows may be values of a column, subclasses included."""
    return _model(resources.root()).accepted(column)


def example_row(table: Table) -> Mapping[str, str]:
    """A row that shows how a table is filled in, by the names of its columns; its id is EXAMPLE.

    It holds the values that a person would write: labels, names, and several parted by ``|``.
    """
    return examples.row(table, _model(resources.root()))


def narrower_properties(*properties: str) -> frozenset[str]:
    """The properties given and all that the ontology declares below them."""
    return _model(resources.root()).below(properties)


def internal_properties() -> Mapping[str, str]:
    """The properties that are for the team alone, each with the name of its column."""
    return {
        column.path: column.name
        for table in tables().values()
        for column in table.columns
        if column.internal
    }


@lru_cache(maxsize=4)
def _model(root: Path) -> Model:
    """The model in a folder, read once: whoever changes the shapes starts the program again."""
    return read_model(sorted((root / "ontology").rglob("*.ttl")))
