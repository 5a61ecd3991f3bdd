"""What ROBOT's report and the OOPS! catalogue look for: rules that list what breaks them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, XSD, BNode, Graph, Literal, URIRef

from uegraph.namespaces import EDTF, PREFIXES, SCHEME, SHAPE, UEG, shorten

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from rdflib.term import Node

PROPERTIES: Final = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
HEADER: Final = (
    *(DCTERMS.title, DCTERMS.abstract, DCTERMS.creator, DCTERMS.license, DCTERMS.modified),
    *(OWL.versionIRI, SKOS.changeNote),
)
_OURS: Final = (UEG, SHAPE, SCHEME, "https://w3id.org/uegraph/")
_FILLING: Final = frozenset(
    [
        "a",
        "an",
        "and",
        "by",
        "for",
        "in",
        "is",
        "it",
        "its",
        "of",
        "or",
        "that",
        "the",
        "to",
        "which",
    ]
)


def terms(graph: Graph) -> set[Node]:
    """The classes and properties that the graph declares as uegraph's own."""
    kinds = (OWL.Class, *PROPERTIES)
    found = {term for kind in kinds for term in graph.subjects(RDF.type, kind)}
    return {term for term in found if isinstance(term, URIRef)}


def concepts(graph: Graph) -> set[Node]:
    return set(graph.subjects(RDF.type, SKOS.Concept))


def schemes(graph: Graph) -> set[Node]:
    return set(graph.subjects(RDF.type, SKOS.ConceptScheme))


def label(graph: Graph, node: Node) -> str:
    text = graph.value(node, SKOS.prefLabel) or graph.value(node, RDFS.label) or ""
    return str(text)


def one_english_label(graph: Graph) -> list[str]:
    wanted = [(node, RDFS.label) for node in terms(graph) | schemes(graph)]
    wanted += [(node, SKOS.prefLabel) for node in concepts(graph)]
    return _listed(n for n, p in wanted if _languages(graph, n, p) != ["en"])


def one_english_definition(graph: Graph) -> list[str]:
    wanted = terms(graph) | schemes(graph) | concepts(graph)
    return _listed(n for n in wanted if _languages(graph, n, SKOS.definition) != ["en"])


def definitions_are_one_sentence(graph: Graph) -> list[str]:
    return _listed(
        node
        for node, text in graph.subject_objects(SKOS.definition)
        if not re.fullmatch(r"[A-Z](?:(?!\. [A-Z]).)*\.", str(text))
    )


def definitions_are_positive(graph: Graph) -> list[str]:
    found = graph.subject_objects(SKOS.definition)
    return _listed(node for node, text in found if re.match(r"(?:Not|Anything but)\b", str(text)))


def definitions_are_not_circular(graph: Graph) -> list[str]:
    """A definition says more than its label, and a class or concept is not "a <label> …"."""
    found = []
    for node, text in graph.subject_objects(SKOS.definition):
        own, said = _words(label(graph, node)), _words(str(text))
        opening = [word for word in said if word not in _FILLING][: len(own)]
        if opening == own or len(set(said) - set(own) - _FILLING) < 2:
            found.append(node)
    return _listed(found)


def defined_by_an_ontology(graph: Graph) -> list[str]:
    heads = set(graph.subjects(RDF.type, OWL.Ontology))
    wanted = terms(graph) | schemes(graph)
    return _listed(n for n in wanted if not heads.intersection(graph.objects(n, RDFS.isDefinedBy)))


def labels_are_unique(graph: Graph) -> list[str]:
    """Among terms, and among the concepts of one scheme."""
    groups = [terms(graph), *(set(graph.subjects(SKOS.inScheme, s)) for s in schemes(graph))]
    found: list[Node] = []
    for group in groups:
        names = [label(graph, node).casefold() for node in group]
        found += [n for n in group if names.count(label(graph, n).casefold()) > 1]
    return _listed(found)


def no_cycles(graph: Graph) -> list[str]:
    hierarchies = (RDFS.subClassOf, RDFS.subPropertyOf, SKOS.broader)
    return _listed(
        node
        for hierarchy in hierarchies
        for node in set(graph.subjects(hierarchy))
        if any(
            node in graph.transitive_objects(up, hierarchy) for up in graph.objects(node, hierarchy)
        )
    )


def no_hijacked_terms(graph: Graph) -> list[str]:
    """Nothing is said about a term of somebody else's vocabulary."""
    subjects = {node for node in graph.subjects() if not isinstance(node, BNode)}
    return _listed(node for node in subjects if not str(node).startswith(_OURS))


def no_undeclared_terms(graph: Graph) -> list[str]:
    declared = terms(graph)
    links = {n for triple in graph for n in triple if isinstance(n, URIRef)}
    used = {n for n in links if str(n).startswith((UEG, SHAPE))}
    shapes = {n for n in used if str(n).startswith(SHAPE) and (n, RDF.type, None) in graph}
    return _listed(used - declared - shapes)


def no_undeclared_concepts(graph: Graph) -> list[str]:
    used = {n for t in graph for n in t if isinstance(n, URIRef) and str(n).startswith(SCHEME)}
    return _listed(used - concepts(graph) - schemes(graph))


def classes_are_singular_nouns(graph: Graph) -> list[str]:
    found = {str(n) for n in graph.subjects(RDF.type, OWL.Class) if isinstance(n, URIRef)}
    names = {iri: iri.rpartition("#")[2] for iri in found}
    good = re.compile(r"(?:[A-Z][a-z]+)+(?<![^s]s)|(?:[A-Z][a-z]+)*Series")
    return sorted(shorten(iri) for iri, name in names.items() if not good.fullmatch(name))


def properties_are_lower_camel(graph: Graph) -> list[str]:
    found = {node for kind in PROPERTIES for node in graph.subjects(RDF.type, kind)}
    bad = re.compile(r".*#(?![a-z]+(?:[A-Z][a-z]+)*$).*")
    return _listed(node for node in found if bad.fullmatch(str(node)))


def at_most_one_domain_and_range(graph: Graph) -> list[str]:
    """Two domains mean their intersection, which is hardly ever meant."""
    return _listed(
        node
        for predicate in (RDFS.domain, RDFS.range)
        for node in set(graph.subjects(predicate))
        if len(set(graph.objects(node, predicate))) > 1
    )


def kinds_of_property_fit(graph: Graph) -> list[str]:
    """A property has one kind; only a datatype property has a datatype for its range."""
    found: list[Node] = []
    for node in terms(graph):
        kinds = [kind for kind in PROPERTIES if (node, RDF.type, kind) in graph]
        data = [r for r in graph.objects(node, RDFS.range) if _is_datatype(r)]
        things = [r for r in graph.objects(node, RDFS.range) if not _is_datatype(r)]
        wrong = {OWL.ObjectProperty: data, OWL.DatatypeProperty: things}
        if len(kinds) > 1 or any(wrong.get(kind) for kind in kinds):
            found.append(node)
    return _listed(found)


def narrower_properties_keep_their_kind(graph: Graph) -> list[str]:
    pairs = graph.subject_objects(RDFS.subPropertyOf)
    mixed = {OWL.DatatypeProperty, OWL.ObjectProperty}
    return _listed(
        narrow
        for narrow, wide in pairs
        if len(
            mixed.intersection({*graph.objects(narrow, RDF.type), *graph.objects(wide, RDF.type)})
        )
        > 1
    )


def headers_are_complete(graph: Graph) -> list[str]:
    found = []
    for head in graph.subjects(RDF.type, OWL.Ontology):
        found += [
            f"{shorten(str(head))} {shorten(str(p))}" for p in HEADER if _count(graph, head, p) != 1
        ]
        found += [str(v) for v in graph.objects(head, DCTERMS.modified) if not _is_date(v)]
    return sorted(found) if (None, RDF.type, OWL.Ontology) in graph else ["no owl:Ontology"]


RULES: Final[tuple[Callable[[Graph], list[str]], ...]] = (
    one_english_label,
    one_english_definition,
    definitions_are_one_sentence,
    definitions_are_positive,
    definitions_are_not_circular,
    defined_by_an_ontology,
    labels_are_unique,
    no_cycles,
    no_hijacked_terms,
    no_undeclared_terms,
    no_undeclared_concepts,
    classes_are_singular_nouns,
    properties_are_lower_camel,
    at_most_one_domain_and_range,
    kinds_of_property_fit,
    narrower_properties_keep_their_kind,
    headers_are_complete,
)


def _listed(nodes: Iterable[Node]) -> list[str]:
    return sorted({shorten(str(node)) for node in nodes})


def _languages(graph: Graph, node: Node, predicate: URIRef) -> list[str | None]:
    return [v.language if isinstance(v, Literal) else None for v in graph.objects(node, predicate)]


def _count(graph: Graph, node: Node, predicate: URIRef) -> int:
    return len(set(graph.objects(node, predicate)))


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z]+", text.casefold())


def _is_datatype(node: Node) -> bool:
    return str(node) == EDTF or str(node).startswith(PREFIXES["xsd"]) or node == RDFS.Literal


def _is_date(node: Node) -> bool:
    return isinstance(node, Literal) and node.datatype == XSD.date and not node.ill_typed
