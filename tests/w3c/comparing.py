"""Answers compared as the W3C compares them: as sets of terms, whatever blank nodes are called.

Numbers and truth values are compared by value within their datatype (``1.50`` is ``1.5``, but the
integer 1 is not the decimal 1.0), language tags without case, all other terms by their characters.
"""

from __future__ import annotations

import csv
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

import rdflib
from rdflib.compare import isomorphic
from rdflib.namespace import XSD
from rdflib.plugins.sparql.results.rdfresults import RDFResult
from rdflib.query import Result

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from rdflib.term import Identifier

Row = tuple["Identifier | None", ...]
_FORMATS = {".srx": "xml", ".srj": "json", ".tsv": "tsv"}
_RS = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of an answer, and whether their order counts."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    ordered: bool = False


Answer = Table | bool | rdflib.Graph


@contextmanager
def as_written() -> Iterator[None]:
    """Let rdflib keep the characters of literals, which it otherwise tidies."""
    before, rdflib.NORMALIZE_LITERALS = rdflib.NORMALIZE_LITERALS, False
    try:
        yield
    finally:
        rdflib.NORMALIZE_LITERALS = before


def expected(path: Path, base: str) -> Answer:
    """The answer that a file of the suite holds."""
    if path.suffix == ".csv":
        return _csv(path)
    with as_written():
        if path.suffix in _FORMATS:
            with path.open("rb") as file:
                return from_result(Result.parse(file, format=_FORMATS[path.suffix]))
        graph = rdflib.Graph().parse(path, publicID=base)
        if (None, rdflib.RDF.type, rdflib.URIRef(_RS + "ResultSet")) in graph:
            return from_result(RDFResult(graph))
        return graph


def _csv(path: Path) -> Table:
    with path.open(encoding="utf-8", newline="") as file:
        columns, *rows = csv.reader(file)
    return Table(tuple(columns), tuple(from_texts(rows)))


def from_texts(rows: Iterable[Sequence[str | None]]) -> Iterator[Row]:
    """Rows of texts as CSV has them: without types, and with nothing for no value."""
    for row in rows:
        yield tuple(
            (rdflib.BNode(text[2:]) if text.startswith("_:") else rdflib.Literal(text))
            if text
            else None
            for text in row
        )


def from_result(result: Result) -> Answer:
    """What rdflib read or found."""
    if result.type == "ASK":
        return bool(result.askAnswer)
    if result.type != "SELECT":
        assert result.graph is not None
        return result.graph
    names = tuple(map(str, result.vars or ()))
    rows = [tuple(b.get(rdflib.Variable(name)) for name in names) for b in result.bindings]
    return Table(names, tuple(rows))


def same(found: Answer, wanted: Answer) -> bool:
    """Whether two answers say the same."""
    if isinstance(found, Table) and isinstance(wanted, Table):
        return _same_tables(found, wanted)
    if isinstance(found, rdflib.Graph) and isinstance(wanted, rdflib.Graph):
        return isomorphic(_canonical_graph(found), _canonical_graph(wanted))
    return isinstance(found, bool) and isinstance(wanted, bool) and found is wanted


def _same_tables(found: Table, wanted: Table) -> bool:
    if set(found.columns) != set(wanted.columns):
        return False
    places = [found.columns.index(name) for name in wanted.columns]
    ours = [tuple(canonical(row[place]) for place in places) for row in found.rows]
    theirs = [tuple(map(canonical, row)) for row in wanted.rows]
    blank = any(isinstance(term, rdflib.BNode) for row in theirs for term in row)
    if found.ordered and not blank:
        return ours == theirs
    if not blank:
        return Counter(ours) == Counter(theirs)
    return isomorphic(_as_graph(ours), _as_graph(theirs))


def _as_graph(rows: Sequence[Row]) -> rdflib.Graph:
    """Each distinct row as a node that points to its values and to how often it occurs."""
    graph = rdflib.Graph()
    for row, count in Counter(rows).items():
        node = rdflib.BNode()
        graph.add((node, rdflib.URIRef("urn:count"), rdflib.Literal(count)))
        for place, term in enumerate(row):
            if term is not None:
                graph.add((node, rdflib.URIRef(f"urn:column:{place}"), term))
    return graph


def _canonical_graph(graph: rdflib.Graph) -> rdflib.Graph:
    made = rdflib.Graph()
    for triple in graph:
        made.add(tuple(map(canonical, triple)))  # type: ignore[arg-type]
    return made


def canonical(term: Identifier | None) -> Identifier | None:
    """A literal so that two of the same value, datatype and language are the same."""
    if not isinstance(term, rdflib.Literal):
        return term
    if term.language:
        return rdflib.Literal(str(term), lang=term.language.lower())
    if term.datatype is None or term.datatype == XSD.string:
        return rdflib.Literal(str(term))
    text = str(term)
    try:
        if term.datatype in {XSD.integer, XSD.decimal}:
            text = format(Decimal(text).normalize(), "f")
        elif term.datatype in {XSD.double, XSD.float}:
            text = repr(float(text))
        elif term.datatype == XSD.boolean:
            text = {"0": "false", "1": "true"}.get(text, text)
    except (ArithmeticError, ValueError):
        pass
    return rdflib.Literal(text, datatype=term.datatype, normalize=False)
