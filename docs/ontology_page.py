"""Writes the page of the model: what each class, property, table and scheme of the ontology means.

Everything on it is read from ``ontology/``, so that the page cannot say anything else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, BNode, Graph, URIRef

from uegraph import resources, shapes
from uegraph.namespaces import SCHEME, UEG, expand, shorten

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rdflib.term import Node

    from uegraph.shapes import Column, Table

CORE = URIRef(UEG.rstrip("#"))
KINDS = {
    OWL.ObjectProperty: "a thing",
    OWL.DatatypeProperty: "a value",
    OWL.AnnotationProperty: "a note on the model",
}


def page() -> str:
    """The page as Markdown, the same for the same ontology."""
    graph = Graph(bind_namespaces="none")
    for path in resources.ontology_files():
        graph.parse(path)
    parts = [_introduction(graph), _classes(graph), _properties(graph), _tables(), _schemes(graph)]
    return "\n\n".join([*parts, _alignments(graph)]) + "\n"


def _introduction(graph: Graph) -> str:
    return (
        "# The model\n\n"
        f"Made from `ontology/` by `make docs`. {_text(graph, CORE, DCTERMS.abstract)}\n\n"
        f"Version {_text(graph, CORE, OWL.versionInfo)}, changed on "
        f"{_text(graph, CORE, DCTERMS.modified)}, licence {_text(graph, CORE, DCTERMS.license)}. "
        f"The prefix `ueg:` stands for `{UEG}`. Why the model is as it is: "
        "[decision 2](decisions/0002-model.md).\n\n"
        "[Classes](#classes) · [Properties](#properties) · [Tables](#tables) · "
        "[Schemes](#schemes) · [Other vocabularies](#other-vocabularies)"
    )


def _classes(graph: Graph) -> str:
    lines = [
        "## Classes",
        "",
        "| class | what it is | kind of | never also |",
        "| --- | --- | --- | --- |",
    ]
    for node in _own(graph, OWL.Class):
        above = _names(graph.objects(node, RDFS.subClassOf))
        apart = _names(graph.objects(node, OWL.disjointWith))
        lines.append(
            f"| {_anchor(node)}`{_name(node)}` | {_meaning(graph, node)} | {above} | {apart} |"
        )
    lines += ["", "No thing belongs to two of these, but a series is an activity. Taken from other"]
    lines += [f"vocabularies as they are: {_reused()}."]
    return "\n".join(lines)


def _reused() -> str:
    targets = {table.target_class for table in shapes.tables().values()}
    return ", ".join(f"`{name}`" for name in sorted(shorten(t) for t in targets if UEG not in t))


def _properties(graph: Graph) -> str:
    lines = [
        "## Properties",
        "",
        "| property | what it says | of | is | narrower than |",
        "| --- | --- | --- | --- | --- |",
    ]
    for node in _by_name(n for kind in KINDS for n in _own(graph, kind)):
        of = _names(graph.objects(node, RDFS.domain)) or "several"
        values = _names(graph.objects(node, RDFS.range)) or _kind(graph, node)
        above = _names(graph.objects(node, RDFS.subPropertyOf))
        cells = (f"{_anchor(node)}`{_name(node)}`", _meaning(graph, node), of, values, above)
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def _tables() -> str:
    start = (
        "## Tables\n\nA data set is a folder of these tables as CSV files, or a workbook with a "
        "sheet for each. Every table begins with the column `id`: lower-case letters, digits and "
        "hyphens, unique in its table. Several values in a cell are parted by `|`. A column marked "
        "*team* (`shp:internal true` in the shapes) is for the team alone: no file made for "
        "anybody, such as `uegraph map --public` makes, holds its values."
    )
    return "\n\n".join([start, *(_table(table) for table in shapes.tables().values())])


def _table(table: Table) -> str:
    row = f"`{shorten(table.target_class)}`, `id/{table.kind}/…`"
    lines = [
        f"### {table.name}",
        "",
        f"{table.description} A row is a {row}, checked by `{table.shape}`.",
        "",
        "| column | how many | what to write | values | property |",
        "| --- | --- | --- | --- | --- |",
    ]
    for column in table.columns:
        path = f"`{shorten(column.path)}`{' (from the value to the row)' if column.inverse else ''}"
        team = " *team*" if column.internal else ""
        cells = (
            f"`{column.header}`{team}",
            _many(column),
            column.description,
            _values(column),
            path,
        )
        lines.append(f"| {' | '.join(cell.replace('|', '&#124;') for cell in cells)} |")
    return "\n".join(lines)


def _many(column: Column) -> str:
    most = "or more" if column.max_count is None else ""
    if column.min_count:
        return f"{column.min_count} {most}".strip()
    return "any" if most else f"0 or {column.max_count}"


def _values(column: Column) -> str:
    """What may stand in a cell of the column."""
    if column.scheme:
        return f"[{column.scheme}](#{column.scheme})"
    if column.values_from:
        return f"names of {column.values_from}"
    if column.classes:
        named = {t.target_class: t.name for t in shapes.tables().values()}
        return ", ".join(f"[{named[c]}](#{named[c]})" for c in column.classes)
    if column.datatype is None:
        return "a web address"
    least, most = column.min_value, column.max_value
    limits = f" from {least}" if least is not None else ""
    return f"`{shorten(column.datatype)}`{limits}{f' to {most}' if most is not None else ''}"


def _schemes(graph: Graph) -> str:
    found = _by_name(graph.subjects(RDF.type, SKOS.ConceptScheme))
    return "\n\n".join(["## Schemes", *(_scheme(graph, scheme) for scheme in found)])


def _scheme(graph: Graph, scheme: Node) -> str:
    slug = str(scheme).removeprefix(SCHEME)
    lines = [f"### {slug}", "", _text(graph, scheme, SKOS.definition)]
    tops = set(graph.subjects(SKOS.topConceptOf, scheme))
    if tops:
        lines += ["", "| concept | name | meaning | also |", "| --- | --- | --- | --- |"]
    for depth, concept in _walk(graph, tops, 0):
        lines.append(
            f"| {'↳ ' * depth}`{str(concept).rpartition('/')[2]}` "
            f"| {_text(graph, concept, SKOS.prefLabel)} | {_meaning(graph, concept)} "
            f"| {_remarks(graph, concept)} |"
        )
    return "\n".join(lines)


def _walk(graph: Graph, concepts: set[Node], depth: int) -> Iterable[tuple[int, Node]]:
    """Concepts by rank, then by name, each followed by the narrower ones."""
    rank = URIRef(expand("ueg:rank"))

    def place(concept: Node) -> tuple[int, str]:
        return int(_text(graph, concept, rank) or 0), str(concept)

    for concept in sorted(concepts, key=place):
        yield depth, concept
        yield from _walk(graph, set(graph.subjects(SKOS.broader, concept)), depth + 1)


def _remarks(graph: Graph, concept: Node) -> str:
    known = {"ueg:rank": "rank", "ueg:countsAs": "counts as", "skos:notation": "code"}
    known["ueg:memberClass"] = "is a"
    found = []
    for name, words in known.items():
        value = graph.value(concept, URIRef(expand(name)))
        if value is not None:
            found.append(f"{words} {shorten(str(value)).removeprefix('scheme:coverage-state/')}")
    return "; ".join(found)


def _alignments(graph: Graph) -> str:
    lines = ["## Other vocabularies", ""]
    heads = {head for head in graph.subjects(RDF.type, OWL.Ontology) if "/alignment/" in str(head)}
    lines += [
        f"- **{_text(graph, head, DCTERMS.title)}.** {_text(graph, head, DCTERMS.abstract)}"
        for head in _by_name(heads)
    ]
    lines += ["", "| term | nearest term elsewhere |", "| --- | --- |"]
    for node in _by_name(s for s in graph.subjects(RDFS.seeAlso) if str(s).startswith(UEG)):
        lines.append(f"| `{_name(node)}` | {_names(graph.objects(node, RDFS.seeAlso))} |")
    return "\n".join(lines)


def _own(graph: Graph, kind: URIRef) -> list[Node]:
    return _by_name(n for n in graph.subjects(RDF.type, kind) if str(n).startswith(UEG))


def _kind(graph: Graph, node: Node) -> str:
    return next(words for kind, words in KINDS.items() if (node, RDF.type, kind) in graph)


def _name(node: Node) -> str:
    return shorten(str(node))


def _anchor(node: Node) -> str:
    """An anchor that a class and a property of the same spelling do not share."""
    local = str(node).removeprefix(UEG)
    return f'<a id="{"class" if local[0].isupper() else "property"}-{local.lower()}"></a>'


def _names(nodes: Iterable[Node]) -> str:
    named = _by_name(node for node in nodes if not isinstance(node, BNode))
    return ", ".join(f"`{_name(node)}`" for node in named)


def _by_name(nodes: Iterable[Node]) -> list[Node]:
    return sorted(set(nodes), key=str)


def _text(graph: Graph, node: Node, predicate: URIRef) -> str:
    return str(graph.value(node, predicate) or "").replace("|", "&#124;")


def _meaning(graph: Graph, node: Node) -> str:
    note = _text(graph, node, SKOS.scopeNote)
    return _text(graph, node, SKOS.definition) + (f" *{note}*" if note else "")
