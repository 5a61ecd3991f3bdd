"""The one form in which the ontology's Turtle is written, so that a diff shows only a change.

Prefixes sorted and all used; the ontology's or scheme's header first; terms sorted, or for shapes
each table followed by its columns; within a term, predicates in a fixed order and values sorted.
``python -m tests.ontology.turtle`` writes every file in this form.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import pyoxigraph
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, BNode, Graph, Literal, URIRef
from rdflib.collection import Collection

from uegraph.namespaces import PREFIXES
from uegraph.resources import ontology_files

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from rdflib.term import Node

_SH: Final = PREFIXES["sh"]
_SHP: Final = PREFIXES["shp"]
_SHAPE_ORDER: Final = (
    *(_SHP + name for name in ("table", "kind", "group")),
    *(_SH + name for name in ("targetClass", "path", "name", "description")),
    str(SKOS.example),
    *(_SH + name for name in ("order", "datatype")),
    *(_SH + name for name in ("nodeKind", "class", "or", "node", "pattern", "minLength")),
    *(_SH + name for name in ("minInclusive", "maxInclusive")),
    _SHP + "valuesFrom",
    *(_SH + name for name in ("hasValue", "minCount", "maxCount", "severity", "message")),
    _SH + "property",
)
_ORDER: Final = [
    str(term)
    for term in (
        RDF.type,
        DCTERMS.title,
        DCTERMS.abstract,
        RDFS.label,
        SKOS.prefLabel,
        SKOS.definition,
        SKOS.scopeNote,
        RDFS.comment,
        RDFS.subClassOf,
        OWL.disjointWith,
        RDFS.subPropertyOf,
        RDFS.domain,
        RDFS.range,
        *_SHAPE_ORDER,
        SKOS.inScheme,
        SKOS.topConceptOf,
        SKOS.broader,
        SKOS.notation,
    )
]
_PLAIN: Final = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?")


def normal(path: Path) -> str:
    """The text of a Turtle file as it should be written."""
    graph = Graph(bind_namespaces="none")
    graph.parse(path)
    writer = _Writer(graph)
    body = "\n\n".join(writer.block(subject) for subject in _subjects(graph, _tables(path)))
    head = "".join(f"@prefix {name}: <{writer.known[name]}> .\n" for name in sorted(writer.used))
    return f"{head}\n{body}\n"


def _tables(path: Path) -> list[Node]:
    """The shapes that have a target, in the order of the file, which is that of the workbook."""
    found = pyoxigraph.parse(path=path, format=pyoxigraph.RdfFormat.TURTLE)
    target = _SH + "targetClass"
    return [URIRef(str(q.subject).strip("<>")) for q in found if q.predicate.value == target]


def _subjects(graph: Graph, tables: list[Node]) -> list[Node]:
    """Headers, then terms by name, tables each with its columns, and nameless axioms last."""
    nested = {o for _, o in graph.subject_objects() if isinstance(o, BNode)}
    heads = set(graph.subjects(RDF.type, OWL.Ontology)) | set(
        graph.subjects(RDF.type, SKOS.ConceptScheme)
    )
    columns = [column for table in tables for column in [table, *_columns(graph, table)]]
    rest = set(graph.subjects()) - nested - heads - set(columns)
    named = sorted({subject for subject in rest if isinstance(subject, URIRef)})
    nameless = [subject for subject in rest if isinstance(subject, BNode)]
    return [
        *sorted(heads, key=str),
        *named,
        *columns,
        *sorted(nameless, key=lambda s: _types(graph, s)),
    ]


def _types(graph: Graph, subject: Node) -> list[str]:
    return sorted(str(found) for found in graph.objects(subject, RDF.type))


def _columns(graph: Graph, table: Node) -> list[Node]:
    found = [o for o in graph.objects(table, URIRef(_SH + "property")) if isinstance(o, URIRef)]

    def place(shape: Node) -> tuple[int, str]:
        order = graph.value(shape, URIRef(_SH + "order"))
        return (999 if order is None else int(str(order))), str(shape)

    return sorted(found, key=place)


class _Writer:
    """Writes terms and remembers which prefixes they needed."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.known = {**PREFIXES, **{name: str(iri) for name, iri in graph.namespaces()}}
        self.used: set[str] = set()

    def block(self, subject: Node) -> str:
        """One subject with all that is said of it, a predicate a line."""
        start = "[]" if isinstance(subject, BNode) else self.term(subject)
        return f"{start} " + " ;\n    ".join(self._pairs(subject, wide=True)) + " ."

    def _pairs(self, subject: Node, *, wide: bool) -> Iterable[str]:
        for predicate in sorted(set(self.graph.predicates(subject)), key=_place):
            verb = "a" if predicate == RDF.type else self.term(predicate)
            values = self._values(subject, predicate)
            if wide and len(values) > 3:
                yield f"{verb}\n        " + ",\n        ".join(values)
            else:
                yield f"{verb} {', '.join(values)}"

    def _values(self, subject: Node, predicate: Node) -> list[str]:
        found = list(self.graph.objects(subject, predicate))
        if predicate == URIRef(_SH + "property"):
            named = _columns(self.graph, subject)
            return [self.term(node) for node in [*named, *(set(found) - set(named))]]
        return sorted(self.term(node) for node in found)

    def term(self, node: Node) -> str:
        if isinstance(node, BNode):
            if (node, RDF.first, None) in self.graph:
                return f"( {' '.join(self.term(part) for part in Collection(self.graph, node))} )"
            return f"[ {' ; '.join(self._pairs(node, wide=False))} ]"
        return self._literal(node) if isinstance(node, Literal) else self._iri(str(node))

    def _literal(self, node: Literal) -> str:
        datatype = str(node.datatype).removeprefix(PREFIXES["xsd"]) if node.datatype else ""
        if datatype in {"integer", "boolean"}:
            return str(node)
        text = str(node).replace("\\", "\\\\").replace('"', '\\"')
        if node.language:
            return f'"{text}"@{node.language}'
        if datatype in {"", "string"}:
            return f'"{text}"'
        return f'"{text}"^^{self._iri(str(node.datatype))}'

    def _iri(self, iri: str) -> str:
        fits = [name for name, base in self.known.items() if _PLAIN.fullmatch(iri[len(base) :])]
        fits = [name for name in fits if iri.startswith(self.known[name])]
        if not fits:
            return f"<{iri}>"
        best = max(fits, key=lambda name: len(self.known[name]))
        self.used.add(best)
        return f"{best}:{iri.removeprefix(self.known[best])}"


def _place(predicate: Node) -> tuple[int, str]:
    """Known predicates in their order, where a term is defined last, the others before that."""
    name = str(predicate)
    if predicate == RDFS.isDefinedBy:
        return len(_ORDER) + 1, name
    return (_ORDER.index(name) if name in _ORDER else len(_ORDER)), name


def main() -> None:
    """Write every Turtle file of the ontology in its normal form."""
    for path in ontology_files():
        path.write_text(normal(path), encoding="utf-8")


if __name__ == "__main__":
    main()
