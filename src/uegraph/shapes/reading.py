"""From the Turtle of the shapes and the concepts to tables, columns and words.

Invariant: a constraint that this module cannot read is an error, never ignored, because a check
that silently does less than the shape says would be a lie.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from uegraph.errors import ResourceError, Severity
from uegraph.namespaces import PREFIXES, RDF_TYPE, SCHEME, SHAPE, expand, shorten
from uegraph.shapes.graph import Graph
from uegraph.shapes.model import Column, Concept, Model, Table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

_SH: Final = PREFIXES["sh"]
_SKOS: Final = PREFIXES["skos"]
_RDFS: Final = PREFIXES["rdfs"]
_READ: Final = frozenset(
    _SH + name
    for name in (
        *("path", "name", "description", "order", "group", "severity", "message"),
        *("datatype", "nodeKind", "class", "or", "node", "hasValue", "pattern"),
        *("minLength", "maxLength", "minInclusive", "maxInclusive", "minCount", "maxCount"),
    )
)
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
    return _required(graph, rule, _SH + "path"), _required(graph, rule, _SH + "hasValue")


def _required(graph: Graph, subject: str, predicate: str) -> str:
    value = graph.one(subject, predicate)
    if value is None:
        raise ResourceError(
            f"ontology/shapes.ttl: {shorten(subject)} has no {shorten(predicate)}. Add it."
        )
    return value


def _column(graph: Graph, rule: str) -> Column:
    _refuse_unread(graph, rule)
    path = _required(graph, rule, _SH + "path")
    opposite = graph.one(path, _SH + "inversePath")
    values_from = graph.one(rule, SHAPE + "valuesFrom")
    if values_from not in (None, "columns", "tables"):
        raise _unread(rule, f"shp:valuesFrom '{values_from}'")
    return Column(
        name=_required(graph, rule, _SH + "name"),
        path=opposite or path,
        inverse=opposite is not None,
        datatype=graph.one(rule, _SH + "datatype"),
        classes=_classes(graph, rule),
        scheme=_scheme(graph, rule),
        values_from=values_from,  # type: ignore[arg-type]  # one of the three, checked above
        min_count=graph.number(rule, _SH + "minCount") or 0,
        max_count=graph.number(rule, _SH + "maxCount"),
        pattern=graph.one(rule, _SH + "pattern"),
        min_value=graph.number(rule, _SH + "minInclusive"),
        max_value=graph.number(rule, _SH + "maxInclusive"),
        min_length=graph.number(rule, _SH + "minLength"),
        max_length=graph.number(rule, _SH + "maxLength"),
        description=graph.one(rule, _SH + "description") or "",
        example=graph.one(rule, _SKOS + "example") or "",
        message=graph.one(rule, _SH + "message") or "",
        severity=_SEVERITY[graph.one(rule, _SH + "severity") or _SH + "Violation"],
        internal=graph.one(rule, SHAPE + "internal") == "true",
        shape=shorten(rule),
    )


def _refuse_unread(graph: Graph, rule: str) -> None:
    for predicate in graph.predicates[rule]:
        if predicate.startswith(_SH) and predicate not in _READ:
            raise _unread(rule, shorten(predicate))


def _unread(rule: str, what: str) -> ResourceError:
    return ResourceError(
        f"ontology/shapes.ttl: {shorten(rule)} uses {what}, which no check of a cell "
        "understands. Say it with another constraint, or as a query in queries/checks."
    )


def _classes(graph: Graph, rule: str) -> tuple[str, ...]:
    found = graph.all(rule, _SH + "class")
    if len(found) > 1:
        raise _unread(rule, "several sh:class at once")
    for head in graph.all(rule, _SH + "or"):
        for choice in graph.items(head):
            if graph.predicates.get(choice) != [_SH + "class"]:
                raise _unread(rule, "sh:or of anything but sh:class")
            found += graph.all(choice, _SH + "class")
    return tuple(found)


def _scheme(graph: Graph, rule: str) -> str | None:
    nodes = graph.all(rule, _SH + "node")
    if not nodes:
        return None
    inner = [part for node in nodes for part in graph.all(node, _SH + "property")]
    if len(inner) != 1 or graph.one(inner[0], _SH + "path") != _SKOS + "inScheme":
        raise _unread(rule, "sh:node of anything but a concept scheme")
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
