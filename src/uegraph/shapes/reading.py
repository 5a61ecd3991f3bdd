"""From the Turtle of the shapes and the concepts to tables, columns and words.

Invariant: a constraint that this module cannot read is an error, never ignored, because a check
that silently does less than the shape says would be a lie.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from uegraph.errors import ResourceError, Severity
from uegraph.namespaces import PREFIXES, RDF_TYPE, SCHEME, SHAPE, expand, shorten
from uegraph.shapes.graph import Graph
from uegraph.shapes.model import Column, Concept, Model, Table

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence
    from pathlib import Path

_SH: Final = PREFIXES["sh"]
_SKOS: Final = PREFIXES["skos"]
_RDFS: Final = PREFIXES["rdfs"]
_XSD: Final = PREFIXES["xsd"]
_READ: Final = frozenset(
    _SH + name
    for name in (
        *("path", "name", "description", "order", "group", "severity", "message"),
        *("datatype", "nodeKind", "class", "or", "node", "pattern"),
        *("minLength", "maxLength", "minInclusive", "maxInclusive", "minCount", "maxCount"),
    )
)
_TABLE: Final = frozenset(_SH + name for name in ("targetClass", "property", "order"))
_CONSTANT: Final = frozenset(_SH + name for name in ("path", "hasValue", "message", "severity"))
_SCHEME: Final = frozenset(_SH + name for name in ("path", "hasValue"))
_SEVERAL: Final = frozenset(_SH + name for name in ("name", "description", "message", "property"))
_LAST: Final = "Other sheets"
_SEVERITY: Final[dict[str, Severity]] = {
    _SH + "Violation": "error",
    _SH + "Warning": "warning",
    _SH + "Info": "warning",
}


def read_model(files: Sequence[Path]) -> Model:
    """The model that the ontology's files describe.

    Raises:
        ResourceError: A file is not Turtle, or a shape says what no check understands.
    """
    graph = Graph(files)
    for component, _ in graph.pairs(_SH + "parameter"):
        raise _unread(component, "a constraint of its own")
    narrower: dict[str, set[str]] = {}
    for name in ("subClassOf", "subPropertyOf"):
        for narrow, wide in graph.pairs(_RDFS + name):
            narrower.setdefault(wide, set()).add(narrow)
    found = _read_tables(graph)
    if not found:
        raise ResourceError("ontology/shapes.ttl describes no table. Install uegraph again.")
    return Model(
        MappingProxyType(found),
        MappingProxyType(_read_concepts(graph, found)),
        MappingProxyType({wide: frozenset(names) for wide, names in narrower.items()}),
    )


def _read_tables(graph: Graph) -> dict[str, Table]:
    found = {}
    for shape, name in graph.pairs(SHAPE + "table"):
        _refuse_unread(graph, shape, _TABLE)
        rules = graph.all(shape, _SH + "property")
        named = [rule for rule in rules if graph.one(rule, _SH + "name")]
        named.sort(key=lambda rule: (graph.number(rule, _SH + "order") or 0, rule))
        found[name] = Table(
            name=name,
            kind=_required(graph, shape, SHAPE + "kind"),
            target_class=_required(graph, shape, _SH + "targetClass"),
            description=graph.one(shape, _RDFS + "comment") or "",
            group=graph.one(shape, SHAPE + "group") or _LAST,
            order=graph.number(shape, _SH + "order") or len(graph.pairs(SHAPE + "table")),
            columns=tuple(_column(graph, rule) for rule in named),
            constants=tuple(
                _constant(graph, rule) for rule in rules if not graph.one(rule, _SH + "name")
            ),
            shape=shorten(shape),
        )
    return found


def _constant(graph: Graph, rule: str) -> tuple[str, str]:
    _refuse_unread(graph, rule, _CONSTANT)
    return _required(graph, rule, _SH + "path"), _required(graph, rule, _SH + "hasValue")


def _required(graph: Graph, subject: str, predicate: str) -> str:
    value = graph.one(subject, predicate)
    if value is None:
        raise ResourceError(
            f"ontology/shapes.ttl: {shorten(subject)} has no {shorten(predicate)}. Add it."
        )
    return value


def _column(graph: Graph, rule: str) -> Column:
    _refuse_unread(graph, rule, _READ)
    path, inverse = _path(graph, rule)
    values_from = graph.one(rule, SHAPE + "valuesFrom")
    if values_from not in (None, "columns", "tables"):
        raise _unread(rule, f"shp:valuesFrom '{values_from}'")
    column = Column(
        name=_required(graph, rule, _SH + "name"),
        path=path,
        inverse=inverse,
        datatype=graph.one(rule, _SH + "datatype"),
        classes=_classes(graph, rule),
        scheme=_scheme(graph, rule),
        values_from=values_from,  # type: ignore[arg-type]  # one of the three, checked above
        min_count=_number(graph, rule, "minCount") or 0,
        max_count=_number(graph, rule, "maxCount"),
        pattern=graph.one(rule, _SH + "pattern"),
        min_value=_number(graph, rule, "minInclusive"),
        max_value=_number(graph, rule, "maxInclusive"),
        min_length=_number(graph, rule, "minLength"),
        max_length=_number(graph, rule, "maxLength"),
        description=graph.one(rule, _SH + "description") or "",
        example=graph.one(rule, _SKOS + "example") or "",
        message=graph.one(rule, _SH + "message") or "",
        severity=_severity(graph, rule),
        internal=graph.one(rule, SHAPE + "internal") == "true",
        shape=shorten(rule),
    )
    _refuse_idle(column, graph.one(rule, _SH + "nodeKind"))
    return column


def _path(graph: Graph, rule: str) -> tuple[str, bool]:
    """The property that a column follows, and whether backwards."""
    path = _required(graph, rule, _SH + "path")
    opposite = graph.one(path, _SH + "inversePath")
    steps = graph.predicates.get(path, []) if path.startswith("_:") else []
    if (opposite or path).startswith("_:") or len(steps) > 1:
        raise _unread(rule, "a path of more than one step")
    return opposite or path, opposite is not None


def _number(graph: Graph, rule: str, name: str) -> int | None:
    text = graph.one(rule, _SH + name)
    if text is not None and not re.fullmatch(r"[+-]?[0-9]+", text):
        raise _unread(rule, f"sh:{name} '{text}', which is no whole number,")
    return None if text is None else int(text)


def _severity(graph: Graph, rule: str) -> Severity:
    found = graph.one(rule, _SH + "severity") or _SH + "Violation"
    if found not in _SEVERITY:
        raise _unread(rule, f"the severity {shorten(found)}")
    return _SEVERITY[found]


def _refuse_idle(column: Column, kind: str | None) -> None:
    """Refuse a constraint that no cell is held to, because of what else its column is."""
    things = column.datatype is None
    texts = column.datatype == _XSD + "string"
    addresses = things and not (column.classes or column.scheme or column.values_from)
    numbers = column.datatype == _XSD + "integer"
    idle = {
        "sh:nodeKind": kind not in {None, _SH + ("IRI" if things else "Literal")},
        "sh:pattern": column.pattern is not None and not (texts or addresses),
        "sh:minLength": column.min_length is not None and not texts,
        "sh:maxLength": column.max_length is not None and not texts,
        "sh:minInclusive": column.min_value is not None and not numbers,
        "sh:maxInclusive": column.max_value is not None and not numbers,
    }
    for name, is_idle in idle.items():
        if is_idle:
            raise _unread(column.shape, f"{name} on values of this kind")


def _refuse_unread(graph: Graph, rule: str, read: Container[str]) -> None:
    predicates = graph.predicates.get(rule, [])
    for predicate in predicates:
        if predicate.startswith(_SH) and predicate not in read:
            raise _unread(rule, shorten(predicate))
        single = predicate.startswith(_SH) and predicate not in _SEVERAL
        if single and predicates.count(predicate) > 1:
            raise _unread(rule, f"several {shorten(predicate)} at once")


def _unread(rule: str, what: str) -> ResourceError:
    return ResourceError(
        f"ontology/shapes.ttl: {shorten(rule)} uses {what}, which no check of a cell "
        "understands. Say it with another constraint, or as a query in queries/checks."
    )


def _classes(graph: Graph, rule: str) -> tuple[str, ...]:
    found = graph.all(rule, _SH + "class")
    choices = [choice for head in graph.all(rule, _SH + "or") for choice in graph.items(head)]
    if found and choices:
        raise _unread(rule, "sh:class and sh:or at once")
    for choice in choices:
        if graph.predicates.get(choice) != [_SH + "class"]:
            raise _unread(rule, "sh:or of anything but sh:class")
        found += graph.all(choice, _SH + "class")
    return tuple(found)


def _scheme(graph: Graph, rule: str) -> str | None:
    nodes = graph.all(rule, _SH + "node")
    if not nodes:
        return None
    said = {name for node in nodes for name in graph.predicates.get(node, [])}
    inner = [part for node in nodes for part in graph.all(node, _SH + "property")]
    paths = [graph.one(part, _SH + "path") for part in inner]
    if paths != [_SKOS + "inScheme"] or {n for n in said if n.startswith(_SH)} != {
        _SH + "property"
    }:
        raise _unread(rule, "sh:node of anything but a concept scheme")
    _refuse_unread(graph, inner[0], _SCHEME)
    return _required(graph, inner[0], _SH + "hasValue").removeprefix(SCHEME)


def _read_concepts(graph: Graph, found: Mapping[str, Table]) -> dict[str, Mapping[str, Concept]]:
    named = {column.scheme for table in found.values() for column in table.columns}
    schemes: dict[str, dict[str, Concept]] = {name: {} for name in sorted(filter(None, named))}
    for iri, scheme_iri in sorted(graph.pairs(expand("skos:inScheme"))):
        scheme = scheme_iri.removeprefix(SCHEME)
        slug = iri.rpartition("/")[2]
        schemes.setdefault(scheme, {})[slug] = Concept(
            iri=iri,
            slug=slug,
            scheme=scheme,
            label=graph.one(iri, _SKOS + "prefLabel") or slug,
            definition=graph.one(iri, _SKOS + "definition") or "",
            classes=tuple(sorted(graph.all(iri, RDF_TYPE))),
        )
    return {name: MappingProxyType(members) for name, members in schemes.items()}
