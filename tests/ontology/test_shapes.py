"""Every shape accepts what it should and refuses, by name, what breaks each of its constraints.

``tests/shapes/<Shape>/conforms.ttl`` fills every column; ``fails-<column>.ttl`` holds one thing for
each way in which that column can be wrong. pySHACL judges.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pyshacl
import pytest
from rdflib import RDF, SH, SKOS, BNode, Graph, Namespace, URIRef
from tests.ontology.conftest import read

from uegraph.namespaces import SHAPE
from uegraph.resources import ontology_files, root

if TYPE_CHECKING:
    from rdflib.term import Node

CASES = Path(__file__).resolve().parents[1] / "shapes"
SHP = Namespace(SHAPE)
DESCRIBING = {SH.name, SH.description, SKOS.example, SH.order, SH.severity, SH.message, SH.path}
ANNOTATING = {RDF.type, SHP.valuesFrom, SHP.internal}
COMPONENT: dict[Node, Node] = {
    SH["class"]: SH.ClassConstraintComponent,
    SH["or"]: SH.OrConstraintComponent,
    SH.datatype: SH.DatatypeConstraintComponent,
    SH.hasValue: SH.HasValueConstraintComponent,
    SH.maxCount: SH.MaxCountConstraintComponent,
    SH.maxInclusive: SH.MaxInclusiveConstraintComponent,
    SH.minCount: SH.MinCountConstraintComponent,
    SH.minInclusive: SH.MinInclusiveConstraintComponent,
    SH.minLength: SH.MinLengthConstraintComponent,
    SH.node: SH.NodeConstraintComponent,
    SH.nodeKind: SH.NodeKindConstraintComponent,
    SH.pattern: SH.PatternConstraintComponent,
}


@cache
def everything() -> Graph:
    return read(*ontology_files())


def targeted() -> list[str]:
    found = Graph().parse(root() / "ontology" / "shapes.ttl").subjects(SH.targetClass)
    return sorted(str(shape).removeprefix(SHAPE) for shape in found)


def failing() -> list[Path]:
    return sorted(CASES.glob("*/fails-*.ttl"))


def label(path: Path) -> str:
    return f"{path.parent.name}-{path.stem}"


@cache
def alone(name: str) -> Graph:
    """One node shape with all that it is made of, so that no other shape can speak."""
    found = Graph()
    todo: list[Node] = [SHP[name]]
    while todo:
        subject = todo.pop()
        if (subject, None, None) in found:
            continue
        for triple in everything().triples((subject, None, None)):
            found.add(triple)
            if isinstance(triple[2], BNode) or str(triple[2]).startswith(SHAPE):
                todo.append(triple[2])
    return found


_RESULT = (SH.focusNode, SH.sourceShape, SH.sourceConstraintComponent)
_A_RESULT = (RDF.type, SH.ValidationResult)


def judged(path: Path) -> tuple[Graph, list[tuple[URIRef, URIRef, URIRef]]]:
    """The data of a case, and focus node, shape and component of each result about it."""
    own = read(path)
    data = Graph() + own
    known = everything()
    for node in set(own.objects()):
        for predicate in (RDF.type, SKOS.inScheme):
            if (node, SKOS.inScheme, None) in known:
                for value in known.objects(node, predicate):
                    data.add((node, predicate, value))
    _, report, _ = pyshacl.validate(data, shacl_graph=alone(path.parent.name), inplace=True)
    assert isinstance(report, Graph)
    found = [
        tuple(report.value(result, p) for p in _RESULT) for result in report.subjects(*_A_RESULT)
    ]
    return own, [result for result in found if result[0] in set(own.subjects())]  # type: ignore[misc]


def test_shapes_are_well_formed_by_the_shapes_of_shacl(shapes: Graph) -> None:
    conforms, _, text = pyshacl.validate(Graph(), shacl_graph=shapes, meta_shacl=True)
    assert conforms, text


def test_a_malformed_shape_would_be_found(shapes: Graph) -> None:
    broken = Graph() + shapes
    broken.add((SHP["SourceShape-name"], SH.minCount, SH.IRI))
    with pytest.raises(pyshacl.errors.ReportableRuntimeError, match="minCount"):
        pyshacl.validate(Graph(), shacl_graph=broken, meta_shacl=True)


def test_each_shape_and_each_column_has_its_cases(shapes: Graph) -> None:
    names = targeted()
    assert len(names) == 23
    assert sorted(path.parent.name for path in CASES.glob("*/conforms.ttl")) == names
    columns = {
        f"{str(shape).removeprefix(SHAPE).replace('Shape-', 'Shape-fails-')}"
        for node in shapes.subjects(SH.targetClass)
        for shape in shapes.objects(node, SH.property)
    }
    assert {label(path) for path in failing()} == columns
    assert len(columns) == 226


@pytest.mark.parametrize("name", targeted())
def test_a_full_row_conforms(name: str) -> None:
    data, results = judged(CASES / name / "conforms.ttl")
    assert not results
    target = everything().value(SHP[name], SH.targetClass)
    assert (None, RDF.type, target) in data
    if name != "PersonShape":
        paths = {
            everything().value(s, SH.path) for s in everything().objects(SHP[name], SH.property)
        }
        plain = {path for path in paths if isinstance(path, URIRef)}
        assert plain <= set(data.predicates()), "a column has no value in the full row"


@pytest.mark.parametrize("path", failing(), ids=label)
def test_every_constraint_of_a_column_is_broken_once_and_named(path: Path) -> None:
    data, results = judged(path)
    shape = SHP[f"{path.parent.name}-{path.stem.removeprefix('fails-')}"]
    assert {result[1] for result in results} == {shape}
    constraints = set(everything().predicates(shape)) - DESCRIBING - ANNOTATING
    assert {result[2] for result in results} == {COMPONENT[c] for c in constraints}
    target = everything().value(SHP[path.parent.name], SH.targetClass)
    rows = set(data.subjects(RDF.type, target)) - _companions(data, target)
    assert {result[0] for result in results} == rows, (
        "a row meant to fail passes, or one meant to pass fails"
    )


def _companions(data: Graph, target: Node | None) -> set[Node]:
    """Rows of the same table that are there only to be pointed to."""
    rows = set(data.subjects(RDF.type, target))
    return {row for row in rows if rows.intersection(data.subjects(None, row))}
