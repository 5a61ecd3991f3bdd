"""Each SHACL case put to pySHACL, which validates what uegraph writes, and to our own reader.

uegraph holds no SHACL engine. Its shapes are read into tables and columns, and cells are checked
by what was read; whoever wants to validate the triples takes any SHACL engine. So two things are
shown: the engine that our shapes are held against gives the reports that the W3C wants, and our
reader carries out a shape of the suite, or refuses it, and never passes over a constraint.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

import pyshacl
import rdflib
from rdflib.collection import Collection
from rdflib.namespace import RDF, SH
from tests.w3c.comparing import as_written, canonical
from tests.w3c.manifests import MF, W3C

from uegraph.errors import ResourceError
from uegraph.ingest.cells import cell_reader
from uegraph.namespaces import SHAPE
from uegraph.shapes.reading import read_model

if TYPE_CHECKING:
    from rdflib.term import Node
    from tests.w3c.sparql import Outcome

    from uegraph.shapes import Column, Table

Validator = Literal["pyshacl", "shapes"]
VALIDATORS: Final[tuple[Validator, ...]] = ("pyshacl", "shapes")
SUITE: Final = W3C / "shacl"
GROUPS: Final = (
    *("core/complex", "core/misc", "core/node", "core/path", "core/property", "core/targets"),
    *("core/validation-reports", "sparql/component", "sparql/node", "sparql/pre-binding"),
    "sparql/property",
)
_SHT: Final = rdflib.Namespace("http://www.w3.org/ns/shacl-test#")
_BASE: Final = "http://datashapes.org/sh/tests/"
_PARTS: Final = (
    *(SH.focusNode, SH.resultPath, SH.resultSeverity, SH.sourceConstraintComponent),
    *(SH.sourceShape, SH.value),
)
Found = Counter[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Case:
    """One case: its name, the files of data and shapes, and the report wanted (none: a failure)."""

    name: str
    data: Path
    shapes: Path
    conforms: bool
    report: Found | None


@cache
def cases(group: str) -> tuple[Case, ...]:
    """The cases of a group, in the order of their names."""
    manifest = _graph(SUITE / group / "manifest.ttl")
    found = []
    for included in manifest.objects(None, MF.include):
        graph = _graph(_file(included))
        for head in graph.objects(None, MF.entries):
            found += [_case(graph, node, group) for node in Collection(graph, head)]
    return tuple(sorted(found, key=lambda case: case.name))


def _case(graph: rdflib.Graph, node: Node, group: str) -> Case:
    action, result = graph.value(node, MF.action), graph.value(node, MF.result)
    wanted = None if result == _SHT.Failure else _results(graph, result)
    return Case(
        f"{group}/{str(node).rpartition('/')[2]}",
        _file(graph.value(action, _SHT.dataGraph)),
        _file(graph.value(action, _SHT.shapesGraph)),
        conforms=str(graph.value(result, SH.conforms)) == "true",
        report=wanted,
    )


def _file(node: Node | None) -> Path:
    return SUITE / str(node).removeprefix(_BASE)


@cache
def _graph(path: Path) -> rdflib.Graph:
    with as_written():
        return rdflib.Graph().parse(path, publicID=_BASE + path.relative_to(SUITE).as_posix())


def _results(graph: rdflib.Graph, report: Node | None) -> Found:
    """The results of a report, blank nodes without their names and paths spelled out."""
    return Counter(
        tuple(_spelled(graph, graph.value(result, part)) for part in _PARTS)
        for result in graph.objects(report, SH.result)
    )


def _spelled(graph: rdflib.Graph, term: Node | None) -> str:
    if not isinstance(term, rdflib.BNode):
        return "" if term is None else str(canonical(term).n3())  # type: ignore[arg-type,union-attr]
    if (term, RDF.first, None) in graph:
        return f"({' '.join(_spelled(graph, part) for part in Collection(graph, term))})"
    steps = [
        f"{predicate.n3()} {_spelled(graph, value)}"
        for predicate, value in graph.predicate_objects(term)
        if str(predicate).endswith("Path")
    ]
    return f"[{'; '.join(sorted(steps))}]"


def outcome(case: Case, validator: Validator) -> Outcome:
    """Whether a case passes, fails, or is refused because of a constraint that is not read."""
    return _reference(case) if validator == "pyshacl" else _own(case)


def _reference(case: Case) -> Outcome:
    try:
        with as_written():
            conforms, report, _ = pyshacl.validate(
                _graph(case.data), shacl_graph=_graph(case.shapes), advanced=False
            )
    except NotImplementedError:
        return "failed"
    except (pyshacl.errors.ReportableRuntimeError, pyshacl.errors.ValidationFailure):
        return "passed" if case.report is None else "failed"
    if not isinstance(report, rdflib.Graph):
        return "passed" if case.report is None else "failed"
    found = _results(report, next(report.subjects(RDF.type, SH.ValidationReport)))
    good = case.report is not None and conforms == case.conforms and found == case.report
    return "passed" if good else "failed"


def _own(case: Case) -> Outcome:
    """What our checks of cells find in the data, where the reader takes the shapes."""
    try:
        tables, data = _tables(case), _rows(case)
        found = {fault for table in tables for fault in _faults(data, table)}
    except ResourceError:
        return "refused"
    wanted = {row[:2] for row in case.report or ()}
    return "passed" if found == wanted else "failed"


def _tables(case: Case) -> list[Table]:
    """The shapes of a case as tables, with the names added that our reader asks for.

    A table has the rows of a class, so that a shape which names its nodes gets a class of its own.
    """
    graph = rdflib.Graph() + _graph(case.shapes)
    shape = rdflib.Namespace(SHAPE)
    heads = sorted(_heads(graph), key=str)
    graph.remove((None, SH.targetNode, None))
    for number, node in enumerate(heads):
        graph.add((node, shape.table, rdflib.Literal(f"table{number}")))
        graph.add((node, shape.kind, rdflib.Literal(f"kind{number}")))
        if (node, SH.targetClass, None) not in graph:
            graph.add((node, SH.targetClass, node))
    for number, rule in enumerate(sorted(set(graph.objects(None, SH.property)), key=str)):
        if (rule, SH.name, None) not in graph:
            graph.add((rule, SH.name, rdflib.Literal(f"column {number}")))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "shapes.ttl"
        graph.serialize(path, format="nt", encoding="utf-8")  # which is Turtle too
        return list(read_model([path]).tables.values())


def _rows(case: Case) -> rdflib.Graph:
    """The data of a case; a node that a shape names is a row of that shape's table."""
    data = rdflib.Graph() + _graph(case.data)
    for shape, node in _graph(case.shapes).subject_objects(SH.targetNode):
        if not isinstance(node, rdflib.Literal):
            data.add((node, RDF.type, shape))
    return data


def _heads(graph: rdflib.Graph) -> set[Node]:
    """The shapes that are asked for by themselves, not only through another one."""
    inner = set(graph.objects(None, SH.property)) | set(graph.objects(None, SH.node))
    targets = (SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf)
    targeted = {node for target in targets for node in graph.subjects(target)}
    return targeted | (set(graph.subjects(RDF.type, SH.NodeShape)) - inner)


def _faults(data: rdflib.Graph, table: Table) -> set[tuple[str, ...]]:
    """The rows and properties that our checks of cells find fault with."""
    found: set[tuple[str, ...]] = set()
    for row in data.subjects(RDF.type, rdflib.URIRef(table.target_class)):
        for column in table.columns:
            if column.classes:
                raise ResourceError("A reference names a row of a table; the case has no tables.")
            path = rdflib.URIRef(column.path)
            values = data.subjects(path, row) if column.inverse else data.objects(row, path)
            if _is_faulty(column, table, list(values)):
                spelled = f"[{SH.inversePath.n3()} {path.n3()}]" if column.inverse else path.n3()
                found.add((_spelled(data, row), spelled))
    return found


def _is_faulty(column: Column, table: Table, values: list[Node]) -> bool:
    most = len(values) if column.max_count is None else column.max_count
    if not column.min_count <= len(values) <= most:
        return True
    read = cell_reader(column, table, None, None)  # type: ignore[arg-type]  # no references here
    return any(fault.severity != "warning" for value in values for fault in read(str(value)).faults)
