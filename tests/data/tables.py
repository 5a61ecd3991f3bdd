"""The shipped tables as plain rows, and what the shapes say about their columns.

Read with the standard library and rdflib alone, so that the tests do not lean on the program's
own reader.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from rdflib import SH, SKOS, Graph, Namespace, URIRef
from rdflib.collection import Collection

from uegraph.namespaces import SCHEME, SHAPE
from uegraph.resources import root

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from rdflib.term import Node

SHP = Namespace(SHAPE)
Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Column:
    """A column as its property shape describes it."""

    classes: frozenset[str]
    scheme: str
    values_from: str
    single: bool


@cache
def shapes_graph() -> Graph:
    return Graph().parse(root() / "ontology" / "shapes.ttl")


@cache
def shape_of() -> dict[str, URIRef]:
    """Each table with its node shape."""
    found = shapes_graph().subject_objects(SHP.table)
    return {str(table): URIRef(str(shape)) for shape, table in found}


@cache
def class_of() -> dict[str, str]:
    """Each table with the class of its rows."""
    graph = shapes_graph()
    return {table: str(graph.value(shape, SH.targetClass)) for table, shape in shape_of().items()}


@cache
def columns(table: str) -> dict[str, Column]:
    """The columns of a table, by header, in order."""
    graph = shapes_graph()
    found = [prop for prop in graph.objects(shape_of()[table], SH.property) if _name(prop)]
    found.sort(key=lambda prop: int(str(graph.value(prop, SH.order))))
    return {_name(prop): _column(prop) for prop in found}


def _name(prop: Node) -> str:
    return str(shapes_graph().value(prop, SH.name) or "").replace(" ", "_")


def _column(prop: Node) -> Column:
    graph = shapes_graph()
    direct = {str(cls) for cls in graph.objects(prop, SH["class"])}
    choice = graph.value(prop, SH["or"])
    options = list(Collection(graph, choice)) if choice else []
    either = {str(graph.value(option, SH["class"])) for option in options}
    node = str(graph.value(prop, SH.node) or "")
    return Column(
        classes=frozenset(direct | either),
        scheme=node.removeprefix(f"{SHAPE}In-"),
        values_from=str(graph.value(prop, SHP.valuesFrom) or ""),
        single=str(graph.value(prop, SH.maxCount) or "") == "1",
    )


@cache
def concepts(scheme: str) -> frozenset[str]:
    """The slugs of a concept scheme."""
    graph = Graph().parse(root() / "ontology" / "concepts" / f"{scheme}.ttl")
    found = graph.subjects(SKOS.inScheme, URIRef(SCHEME + scheme))
    return frozenset(str(concept).rpartition("/")[2] for concept in found)


@cache
def read(folder: Path) -> dict[str, list[Row]]:
    """Every table of a data set."""
    return {path.stem: _rows(path) for path in sorted(folder.glob("*.csv"))}


def _rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def values(row: Row, column: str) -> list[str]:
    """The values in a cell."""
    return row[column].split("|") if row.get(column) else []


def cells(folder: Path) -> Iterator[tuple[str, Row, str, Column]]:
    """Each filled cell: its table, row, header and column."""
    for table, rows in read(folder).items():
        for row in rows:
            for header, column in columns(table).items():
                if row[header]:
                    yield table, row, header, column
