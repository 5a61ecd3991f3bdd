"""One small graph in two engines, and their rows in one form."""

from __future__ import annotations

import csv
import warnings
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import rdflib
import yaml

from uegraph.namespaces import graph_iri, shorten
from uegraph.queries import Query, bind
from uegraph.store import Store, open_store

CASES = Path(__file__).parent
Row = list[str]


def cases() -> list[str]:
    """The questions that have a case, by the folder of the case."""
    return sorted(path.parent.relative_to(CASES).as_posix() for path in CASES.rglob("expected.*"))


def in_oxigraph(folder: Path) -> Store:
    """The given graph of a case; a Turtle file is one named graph, a TriG file its own."""
    store = open_store(read_only=False)
    trig = folder / "given.trig"
    home = ox.NamedNode(graph_iri("given"))
    quads = (
        ox.parse(path=trig)
        if trig.exists()
        else (
            ox.Quad(found.subject, found.predicate, found.object, home)
            for found in ox.parse(path=folder / "given.ttl")
        )
    )
    store.load_nquads(ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b"")
    return store


def repeated(store: Store) -> Store:
    """The same graph with every triple said once more, in a second named graph."""
    twice = open_store(read_only=False)
    again = f"<{graph_iri('again')}> ."
    lines = store.dump().decode().splitlines()
    said = [f"{line.removesuffix(' .').rpartition(' ')[0]} {again}" for line in lines]
    twice.load_nquads("\n".join([*lines, *said, ""]).encode())
    return twice


def in_rdflib(store: Store) -> rdflib.Dataset:
    """The same graph, read into rdflib line by line by its own parser."""
    dataset = rdflib.Dataset(default_union=True)
    for line in store.dump().decode().splitlines():
        triple, _, graph = line.removesuffix(" .").rpartition(" ")
        dataset.graph(rdflib.URIRef(graph[1:-1])).parse(data=f"{triple} .", format="nt")
    return dataset


def rows_of_oxigraph(store: Store, text: str) -> list[Row]:
    return [list(map(plain, row)) for row in store.select(text, trusted=True)]


def rows_of_rdflib(dataset: rdflib.Dataset, text: str) -> list[Row]:
    with _own_warnings():
        result = dataset.query(text)
        # A grouped query over nothing leaves rdflib with one binding of nothing, which its own
        # iterator passes over.
        found: list[Any] = [binding for binding in result.bindings if binding]
    return [[plain(_value(row.get(name))) for name in result.vars or ()] for row in found]


def graph_of_rdflib(dataset: rdflib.Dataset, text: str) -> rdflib.Graph:
    with _own_warnings():
        made = dataset.query(text).graph
    assert made is not None
    return made


def _own_warnings() -> warnings.catch_warnings[None]:
    """rdflib 7.6 warns of its own use of ``Dataset.default_context`` in every query."""
    return warnings.catch_warnings(action="ignore", category=DeprecationWarning)


def _value(term: object) -> object:
    """The text of an rdflib term as it was written: rdflib's own values lose a number's form."""
    return None if term is None else str(term)


def plain(value: object) -> str:
    """A cell as the expected files write it: IRIs as prefixed names, no value as nothing."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return shorten(str(value))


def text_of(query: Query, folder: Path) -> str:
    """The query as its file stands, or with the case's own parameters."""
    params = folder / "params.yml"
    if not params.exists():
        return query.text
    return bind(query, yaml.safe_load(params.read_text(encoding="utf-8")))


def expected_rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))
