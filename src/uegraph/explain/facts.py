"""The receipt of a thing: each statement about it, where it stands and how it came about."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final, Literal

from uegraph.explain.asking import shown
from uegraph.explain.model import Dataset, Fact, FactReceipt
from uegraph.explain.pieces import Line, Question, Source
from uegraph.explain.receipts import read_lines, read_statements
from uegraph.namespaces import RDF_TYPE, expand, short
from uegraph.queries import ask
from uegraph.shapes import tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from uegraph.store import Store

_EVIDENCE: Final = expand("dcterms:source")
_READ_FROM: Final = expand("ueg:readFrom")
_JUDGED: Final = expand("ueg:judged")
_NAME: Final = expand("skos:prefLabel")
# Shown in their own place: the passages, the rows and what the editors judged.
_APART: Final = frozenset({_EVIDENCE, _READ_FROM, _JUDGED})

# The build reckons them from a date that is written less exactly.
_RECKONED: Final = frozenset({expand("ueg:earliest"), expand("ueg:latest")})

Row = dict[str, Any]
Basis = Literal["stated", "judged", "derived", "model"]


def fact_receipt(store: Store, iri: str, private: frozenset[str]) -> FactReceipt:
    """What is recorded about a thing, without what is marked private."""
    rows = ask(store, "evidence/facts", thing=[iri])
    kept = [row for row in rows if row["value_id"] not in private]
    name = next((row["value"] for row in kept if row["property_id"] == _NAME), "")
    if len(kept) < len(rows) and not name:
        kept = []  # what has no name is a link, and a link with something private tells of it
    mentions = ask(store, "evidence/mentions", thing=[iri]) if kept else []
    named = {row["other_id"] for row in mentions}
    statements = read_statements(store, {iri, *named} if kept else (), private)
    lines = read_lines(store, [iri]).get(iri, ()) if kept else ()
    return FactReceipt(
        id=iri,
        name=name,
        facts=_facts(store, kept),
        statements=tuple(sorted(statements.values(), key=lambda one: (one.sentence, one.id))),
        mentions=_mentions(mentions, statements.keys() | private),
        sources=_sources(store, iri) if kept else (),
        lines=_filled(lines, kept),
        datasets=_datasets(store, iri) if kept else (),
        questions=_questions(iri) if kept else (),
        left_out=len(rows) - len(kept) + len(named & private),
    )


def _questions(iri: str) -> tuple[Question, ...]:
    return (
        shown("The statements about it.", "facts", thing=[iri]),
        shown("The statements that name it.", "mentions", thing=[iri]),
        shown("The rows of tables that it was read from.", "trace", thing=[iri]),
    )


def _facts(store: Store, rows: Sequence[Row]) -> tuple[Fact, ...]:
    classes = {row["value_id"] for row in rows if row["property_id"] == RDF_TYPE}
    judged = {row["value_id"] for row in rows if row["property_id"] == _JUDGED}
    columns = _columns(classes)
    sources = _graphs(store, {row["graph_id"] for row in rows})
    return tuple(
        Fact(
            property=row["property"],
            value=row["value"] if row["value"] != row["value_id"] else short(row["value"]),
            value_id=row["value_id"] or "",
            graph=row["graph_id"],
            stated_by=sources.get(row["graph_id"], ""),
            basis=_basis(row, judged),
            column=columns.get(row["property_id"], ""),
        )
        for row in rows
        if row["property_id"] not in _APART
    )


def _basis(row: Mapping[str, Any], judged: Iterable[str]) -> Basis:
    graph = row["graph_id"].rpartition("/")[2]
    if graph.startswith("derived-") or row["property_id"] in _RECKONED:
        return "derived"
    if graph == "ontology":
        return "model"
    return "judged" if row["property_id"] in judged else "stated"


def _columns(classes: Iterable[str]) -> dict[str, str]:
    """The heading of the column by which each property of a thing is filled in."""
    found: dict[str, str] = {}
    for table in tables().values():
        if table.target_class in classes:
            for column in table.columns:
                if not column.inverse:
                    found.setdefault(column.path, column.header)
    return found


def _filled(lines: Iterable[Line], rows: Sequence[Row]) -> tuple[Line, ...]:
    """Rows of tables with the headings of the columns that they can have filled."""
    columns = _columns(row["value_id"] for row in rows if row["property_id"] == RDF_TYPE)
    names = dict.fromkeys(
        columns[row["property_id"]] for row in rows if row["property_id"] in columns
    )
    return tuple(Line(line.file, line.sheet, line.row, tuple(names), line.hash) for line in lines)


def _graphs(store: Store, graphs: Iterable[str]) -> dict[str, str]:
    """The source that each graph speaks for."""
    return {
        row["graph_id"]: row["source"]
        for row in ask(store, "evidence/graph-sources", graph=sorted(graphs))
    }


def _mentions(rows: Sequence[Row], apart: Iterable[str]) -> dict[str, int]:
    """How many other things name it, by kind, which is the folder of an address."""
    others = {row["other_id"] for row in rows}.difference(apart)
    return dict(sorted(Counter(iri.split("/")[-2] for iri in others).items()))


def _sources(store: Store, iri: str) -> tuple[Source, ...]:
    return tuple(
        Source(row["source"], row["section"], row["paragraph"], row["page"] or "")
        for row in ask(store, "evidence/receipt", thing=[iri])
    )


def _datasets(store: Store, iri: str) -> tuple[Dataset, ...]:
    found = (
        Dataset(
            row["dataset"],
            row["publisher"] or "",
            row["licence"] or "",
            row["retrieved"] or "",
            row["page"] or "",
        )
        for row in ask(store, "evidence/datasets", thing=[iri])
    )
    return tuple(dict.fromkeys(found))
