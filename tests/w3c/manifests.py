"""The W3C's manifests as cases: what is asked, of what data, and what is expected.

The suites stand beside the checkout, in ``../shared/w3c``; nothing of them is copied here.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import rdflib
from rdflib.collection import Collection
from rdflib.namespace import RDF, RDFS

if TYPE_CHECKING:
    from rdflib.term import Node

W3C: Final = Path(__file__).resolve().parents[3] / "shared" / "w3c"
SPARQL: Final = W3C / "sparql11"
BASE: Final = "http://www.w3.org/2009/sparql/docs/tests/data-sparql11/"
MF: Final = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
QT: Final = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")
UT: Final = rdflib.Namespace("http://www.w3.org/2009/sparql/tests/test-update#")

QUERY_GROUPS: Final = (
    *("aggregates", "bind", "bindings", "cast", "construct", "csv-tsv-res", "exists", "functions"),
    *("grouping", "json-res", "negation", "project-expression", "property-path", "subquery"),
    *("syntax-fed", "syntax-query"),
)
UPDATE_GROUPS: Final = (
    *("add", "basic-update", "clear", "copy", "delete", "delete-data", "delete-insert"),
    *("delete-where", "drop", "move", "syntax-update-1", "syntax-update-2", "update-silent"),
)
NOT_OFFERED: Final = {
    "entailment": "no entailment regime: a query sees what is stated",
    "graph-store-protocol": "uegraph is no server",
    "http-rdf-update": "uegraph is no server",
    "protocol": "uegraph is no server",
    "service-description": "uegraph is no server",
}
"""Groups of cases that ask for what no door of uegraph offers."""


@dataclass(frozen=True, slots=True)
class Data:
    """A data set: files of the default graph, and named graphs each with its file."""

    default: tuple[Path, ...] = ()
    named: tuple[tuple[str, Path], ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """One case of a manifest.

    Attributes:
        name: Its group and its name in the manifest, such as ``aggregates/agg01``.
        kind: What is tested, such as ``QueryEvaluationTest``.
        request: The file of the query or update.
        data: The data set before.
        result: The file of the answer; ``None`` for syntax and updates.
        after: The data set that an update leaves.
    """

    name: str
    kind: str
    request: Path
    data: Data
    result: Path | None
    after: Data

    @property
    def group(self) -> str:
        """The part of the suite."""
        return self.name.partition("/")[0]

    @property
    def negative(self) -> bool:
        """Whether the request has to be refused."""
        return self.kind.startswith("Negative")

    @property
    def text(self) -> str:
        """The request, with the address that it was read from as its base."""
        return f"BASE <{address(self.request)}> " + self.request.read_text(encoding="utf-8")


def address(path: Path) -> str:
    """The IRI that a file of the suite has in its cases."""
    return BASE + path.relative_to(SPARQL).as_posix()


@cache
def entries(group: str) -> int:
    """How many cases a manifest lists."""
    graph, manifest = _read(group)
    found = graph.value(manifest, MF.entries)
    return 0 if found is None else len(Collection(graph, found))


@cache
def cases(group: str) -> tuple[Case, ...]:
    """The cases of a group, in the order of its manifest."""
    graph, manifest = _read(group)
    listed = graph.value(manifest, MF.entries)
    assert listed is not None
    return tuple(_case(graph, node, group) for node in Collection(graph, listed))


def _read(group: str) -> tuple[rdflib.Graph, rdflib.URIRef]:
    path = SPARQL / group / "manifest.ttl"
    graph = rdflib.Graph().parse(path, publicID=address(path), format="turtle")
    return graph, next(s for s in graph.subjects(RDF.type, MF.Manifest))  # type: ignore[return-value]


def _case(graph: rdflib.Graph, node: Node, group: str) -> Case:
    action, result = graph.value(node, MF.action), graph.value(node, MF.result)
    kind = str(graph.value(node, RDF.type)).partition("#")[2]
    request = (
        graph.value(action, QT.query) or graph.value(action, UT.request) or action  # syntax
    )
    return Case(
        name=f"{group}/{str(node).partition('#')[2]}",
        kind=kind,
        request=_file(request),
        data=_data(graph, action),
        result=_file(result) if isinstance(result, rdflib.URIRef) else None,
        after=_data(graph, result) if "Update" in kind and result is not None else Data(),
    )


def _data(graph: rdflib.Graph, node: Node | None) -> Data:
    default = [*graph.objects(node, QT.data), *graph.objects(node, UT.data)]
    named = [(str(file), _file(file)) for file in graph.objects(node, QT.graphData)]
    for pair in graph.objects(node, UT.graphData):
        file = graph.value(pair, UT.graph)
        named.append((str(graph.value(pair, RDFS.label)), _file(file)))
    return Data(tuple(sorted(map(_file, default))), tuple(sorted(named)))


def _file(node: Node | None) -> Path:
    return SPARQL / str(node).removeprefix(BASE)
