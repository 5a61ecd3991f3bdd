"""Every Turtle file of the ontology stands in the one form, and the form loses nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rdflib import DCTERMS, OWL, RDF, Graph, Literal
from rdflib.compare import isomorphic
from tests.ontology.turtle import normal

from uegraph.resources import ontology_files, root

if TYPE_CHECKING:
    from pathlib import Path

    from rdflib.term import Node


def name(path: Path) -> str:
    return path.relative_to(root() / "ontology").as_posix()


@pytest.mark.parametrize("path", ontology_files(), ids=name)
def test_a_file_is_in_normal_form(path: Path) -> None:
    written = path.read_text(encoding="utf-8")
    assert written == normal(path), "run: python -m tests.ontology.turtle"
    assert isomorphic(Graph().parse(path), Graph().parse(data=normal(path)))


def test_every_file_is_looked_at() -> None:
    names = [name(path) for path in ontology_files()]
    assert {"core.ttl", "shapes.ttl"} < set(names)
    assert len([n for n in names if n.startswith("concepts/")]) == 29
    assert len([n for n in names if n.startswith("alignments/")]) == 6


def test_a_file_out_of_form_is_put_into_it(tmp_path: Path) -> None:
    path = tmp_path / "untidy.ttl"
    path.write_text(
        "@prefix ueg: <https://w3id.org/uegraph/ns#> .\n"
        "@prefix unused: <https://example.org/> .\n"
        "@prefix owl: <http://www.w3.org/2002/07/owl#> .\n"
        'ueg:b a owl:Class . ueg:a ueg:note "say \\"so\\"\\\\" ; a owl:Class . [] a owl:Class .\n',
        encoding="utf-8",
    )
    assert normal(path) == (
        "@prefix owl: <http://www.w3.org/2002/07/owl#> .\n"
        "@prefix ueg: <https://w3id.org/uegraph/ns#> .\n\n"
        'ueg:a a owl:Class ;\n    ueg:note "say \\"so\\"\\\\" .\n\n'
        "ueg:b a owl:Class .\n\n[] a owl:Class .\n"
    )


def test_one_version_and_one_date_hold_for_the_whole_model(core: Graph, alignments: Graph) -> None:
    found: set[Node] = set()
    for graph in (core, alignments):
        for head in graph.subjects(RDF.type, OWL.Ontology):
            found.update(graph.objects(head, DCTERMS.license))
            assert str(graph.value(head, OWL.versionIRI)).startswith(str(head))
    assert len(found) == 1
    assert core.value(None, OWL.versionInfo, Literal("0.1.0"))
