"""The shipped data conform to the shapes, as the reference implementation of SHACL sees them."""

from __future__ import annotations

import pyshacl
import rdflib
from rdflib import SH

from uegraph import ingest, resources
from uegraph.namespaces import UEG

READ_FROM = rdflib.URIRef(UEG + "readFrom")


def violations(*, broken: bool = False) -> set[tuple[str, str]]:
    """Focus nodes read from a table, each with the shape that it breaks.

    The shapes speak of rows. Places that come with the ontology have labels with a language and
    need no evidence, so they are no focus nodes here.
    """
    store = ingest.build(list(resources.datasets().values()), ":memory:").store
    triples = store.construct("CONSTRUCT WHERE { ?s ?p ?o }", trusted=True)
    data = rdflib.Graph().parse(data=triples, format="nt")
    rows = set(data.subjects(READ_FROM, None))
    assert len(rows) > 700
    if broken:
        data.remove((min(rows, key=str), None, None))
    shapes = rdflib.Graph().parse(resources.root() / "ontology" / "shapes.ttl")
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes)
    assert isinstance(report, rdflib.Graph)
    found = (
        (report.value(result, SH.focusNode), report.value(result, SH.sourceShape))
        for result in report.subjects(rdflib.RDF.type, SH.ValidationResult)
    )
    return {(str(node), str(shape)) for node, shape in found if node in rows}


def test_pyshacl_finds_nothing_in_the_shipped_data() -> None:
    assert violations() == set()


def test_it_would_find_a_reference_to_what_is_not_there() -> None:
    assert violations(broken=True)
