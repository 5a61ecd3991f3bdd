"""A reasoner draws no nonsense from the model, and would say so if the model held any.

OWL 2 RL (owlrl) closes the core, the alignments, the concepts, a row of every table and what ORG,
PROV-O, SKOS, FOAF and DCMI Terms state about the terms reused (``vocabularies.ttl``).
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import owlrl
import pytest
from rdflib import FOAF, ORG, OWL, PROV, RDF, RDFS, SKOS, Graph, Literal, Namespace, URIRef
from tests.ontology.conftest import read

from uegraph.namespaces import PREFIXES, UEG
from uegraph.resources import ontology_files

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rdflib.term import Node

UEG_ = Namespace(UEG)
EX = Namespace("https://w3id.org/uegraph/id/example/")
ERROR = URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")
ROWS = sorted((Path(__file__).resolve().parents[1] / "shapes").glob("*/conforms.ttl"))
# Texts that no rule of OWL 2 RL looks at.
SILENT = (SKOS.definition, SKOS.scopeNote, RDFS.comment)


@pytest.fixture(scope="module")
def axioms(core: Graph, alignments: Graph) -> Graph:
    """The classes and properties alone, ours and those reused."""
    return core + alignments + read(Path(__file__).with_name("vocabularies.ttl"))


@pytest.fixture(scope="module")
def stated() -> Graph:
    """The model and one full row of each table, each traced to the line it was read from."""
    model = [path for path in ontology_files() if path.name != "shapes.ttl"]
    graph = read(*model, Path(__file__).with_name("vocabularies.ttl"))
    for path in ROWS:
        for triple in read(path):
            graph.add(tuple(renamed(node, path.parent.name) for node in triple))  # type: ignore[arg-type]
        row = EX[f"{path.parent.name}/row"]
        graph.add((row, UEG_.readFrom, EX["table#row=7"]))
    for predicate in SILENT:
        graph.remove((None, predicate, None))
    return graph


def renamed(node: Node, name: str) -> Node:
    """Each file calls its row ``ex:row``: the rows are different things."""
    if isinstance(node, URIRef) and str(node).startswith(str(EX)):
        return EX[f"{name}/{str(node).removeprefix(str(EX))}"]
    return node


def closed(graph: Graph, more: Iterable[tuple[Node, Node, Node]] = ()) -> Graph:
    """The graph with all that OWL 2 RL concludes from it and from a few triples more."""
    found = Graph() + graph
    for triple in more:
        found.add(triple)
    rules = owlrl.OWLRL_Semantics
    owlrl.DeductiveClosure(rules, axiomatic_triples=False, datatype_axioms=False).expand(found)
    return found


def inconsistencies(graph: Graph) -> list[str]:
    empty = [f"{node} belongs to nothing" for node in graph.subjects(RDF.type, OWL.Nothing)]
    return sorted([str(text) for text in graph.objects(None, ERROR)] + empty)


@pytest.fixture(scope="module")
def concluded(stated: Graph) -> Graph:
    return closed(stated)


def test_the_closure_is_consistent(stated: Graph, concluded: Graph) -> None:
    assert len(ROWS) == 23
    assert len(concluded) > len(stated) + 500
    assert inconsistencies(concluded) == []


@pytest.mark.parametrize(
    ("planted", "said"),
    [
        pytest.param(
            [(EX.carers, RDF.type, UEG_.Audience), (EX.carers, RDF.type, ORG.Organization)],
            "Audience",
            id="an audience that is an organisation",
        ),
        pytest.param(
            [(EX.seat, UEG_.activity, EX.carers), (EX.carers, RDF.type, UEG_.Audience)],
            "EngagementActivity",
            id="taking part in an audience",
        ),
        pytest.param(
            [(EX.others, RDF.type, UEG_.UnnamedParty), (EX.others, ORG.classification, EX.kind)],
            "UnnamedParty",
            id="ORG's classification makes an unnamed party an organisation",
        ),
        pytest.param(
            [
                (EX.launch, RDF.type, UEG_.EngagementActivity),
                (EX.launch, PROV.wasDerivedFrom, EX.line),
            ],
            "prov#Entity",
            id="PROV derives no activity from a row",
        ),
        pytest.param(
            [(EX.kind, RDF.type, SKOS.Concept), (EX.kind, RDF.type, SKOS.ConceptScheme)],
            "ConceptScheme",
            id="a concept that is a scheme",
        ),
    ],
)
def test_a_planted_inconsistency_is_found(
    axioms: Graph, planted: list[tuple[Node, Node, Node]], said: str
) -> None:
    found = inconsistencies(closed(axioms, planted))
    assert found
    assert any(said in text for text in found)


def test_rows_are_given_no_class_but_those_that_hold_them(concluded: Graph) -> None:
    """What a row of each table turns out to be; a domain or range gone astray shows up here."""
    own = {
        path.parent.name: {
            str(kind).removeprefix(UEG)
            for kind in concluded.objects(EX[f"{path.parent.name}/row"], RDF.type)
            if str(kind).startswith(UEG)
        }
        for path in ROWS
    }
    series = own.pop("ActivitySeriesShape")
    assert series == {"ActivitySeries", "EngagementActivity"}
    foreign = {"ChangeEvent", "Identifier", "Organisation", "Person", "Product", "Source"}
    for shape, kinds in own.items():
        name = shape.removesuffix("Shape")
        assert kinds == (set() if name in foreign else {name})


def test_only_an_activity_open_to_anybody_is_a_public_event(axioms: Graph) -> None:
    public = URIRef(PREFIXES["cv"] + "PublicEvent")
    open_, closed_ = EX.launch, EX.awayday
    more = [
        (open_, RDF.type, UEG_.EngagementActivity),
        (open_, UEG_.public, Literal(True)),
        (closed_, RDF.type, UEG_.EngagementActivity),
        (closed_, UEG_.public, Literal(False)),
    ]
    found = closed(axioms, more)
    assert (open_, RDF.type, public) in found
    assert (closed_, RDF.type, public) not in found


def test_two_bodies_with_one_page_stay_two(axioms: Graph) -> None:
    """FOAF's homepage belongs to one thing only: it would make the two bodies the same."""
    page = URIRef("https://example.org/hub")
    shared = [(EX.hub, FOAF.page, page), (EX.office, FOAF.page, page)]
    assert (EX.hub, OWL.sameAs, EX.office) not in closed(axioms, shared)
    merged = [(EX.hub, FOAF.homepage, page), (EX.office, FOAF.homepage, page)]
    merged += [(FOAF.homepage, RDF.type, OWL.InverseFunctionalProperty)]
    assert (EX.hub, OWL.sameAs, EX.office) in closed(axioms, merged)
