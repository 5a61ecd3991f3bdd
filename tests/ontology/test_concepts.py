"""The concept schemes are whole, and agree with the law and the registers that they repeat."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rdflib import ORG, RDF, SH, SKOS, Graph, Literal, Namespace, URIRef

from uegraph.namespaces import SCHEME, UEG

if TYPE_CHECKING:
    from pathlib import Path

UEG_ = Namespace(UEG)
FILLED_BY_DATA = {"audience", "goal", "theme"}


def slugs(graph: Graph, scheme: str) -> set[str]:
    return {
        str(c).rpartition("/")[2] for c in graph.subjects(SKOS.inScheme, URIRef(SCHEME + scheme))
    }


def test_each_file_holds_the_scheme_of_its_name(folder: Path) -> None:
    for path in (folder / "concepts").glob("*.ttl"):
        graph = Graph().parse(path)
        scheme = URIRef(SCHEME + path.stem)
        assert list(graph.subjects(RDF.type, SKOS.ConceptScheme)) == [scheme]
        for concept in graph.subjects(RDF.type, SKOS.Concept):
            assert str(concept).rpartition("/")[0] == str(scheme)
            assert list(graph.objects(concept, SKOS.inScheme)) == [scheme]


def test_each_concept_leads_up_to_a_top_concept(concepts: Graph) -> None:
    found = set(concepts.subjects(RDF.type, SKOS.Concept))
    assert len(found) == 313
    for concept in found:
        chain = list(concepts.transitive_objects(concept, SKOS.broader))
        tops = [node for node in chain if (node, SKOS.topConceptOf, None) in concepts]
        assert len(tops) == 1, concept
        assert concepts.value(tops[0], SKOS.topConceptOf) == concepts.value(concept, SKOS.inScheme)


def test_each_scheme_of_the_shapes_exists_and_is_filled(shapes: Graph, concepts: Graph) -> None:
    used = {str(o).removeprefix(SCHEME) for o in shapes.objects(None, SH.hasValue)}
    declared = {
        str(s).removeprefix(SCHEME) for s in concepts.subjects(RDF.type, SKOS.ConceptScheme)
    }
    assert used <= declared
    assert {s for s in declared if not slugs(concepts, s)} == FILLED_BY_DATA
    # coverage states are an answer, never a cell of a table
    assert declared - used == {"coverage-state"}


def test_ranks_count_up_from_one(concepts: Graph) -> None:
    ranked = {concepts.value(c, SKOS.inScheme) for c in concepts.subjects(UEG_.rank)}
    assert len(ranked) == 4
    for scheme in ranked:
        members = set(concepts.subjects(SKOS.inScheme, scheme))
        ranks = sorted(int(str(concepts.value(c, UEG_.rank))) for c in members)
        assert ranks == list(range(1, len(members) + 1)), scheme


def test_coverage_states_stand_in_their_order_of_precedence(concepts: Graph) -> None:
    found = concepts.subjects(SKOS.inScheme, URIRef(SCHEME + "coverage-state"))
    order = sorted(found, key=lambda c: int(str(concepts.value(c, UEG_.rank))))
    assert [str(c).rpartition("/")[2] for c in order] == [
        *("out-of-scope", "conflict", "engaged", "shallow", "stale", "represented"),
        *("attempted", "planned", "known-gap", "inferred-gap", "no-evidence"),
    ]


def test_an_organiser_is_not_thereby_engaged(concepts: Graph) -> None:
    counting = {str(c).removeprefix(SCHEME) for c in concepts.subjects(UEG_.countsAs)}
    states = {str(s).removeprefix(SCHEME) for s in concepts.objects(None, UEG_.countsAs)}
    assert {"role/target", "role/attendee", "role/respondent"} <= counting
    assert (
        not {f"role/{r}" for r in ("organiser", "co-organiser", "host", "facilitator")} & counting
    )
    assert states == {
        "coverage-state/engaged",
        "coverage-state/attempted",
        "coverage-state/planned",
    }


def test_the_equality_act_protects_nine_characteristics(concepts: Graph) -> None:
    """Equality Act 2010, section 4."""
    protected = URIRef(SCHEME + "characteristic/protected")
    found = {
        str(concepts.value(c, SKOS.prefLabel)) for c in concepts.subjects(SKOS.broader, protected)
    }
    assert found == {
        *("age", "disability", "gender reassignment", "marriage and civil partnership", "race"),
        *("pregnancy and maternity", "religion or belief", "sex", "sexual orientation"),
    }


@pytest.mark.parametrize(
    ("code", "label"),
    [  # Office for National Statistics, Register of Geographic Codes
        *[("K02000001", "United Kingdom"), ("E92000001", "England"), ("W92000004", "Wales")],
        *[("S92000003", "Scotland"), ("N92000002", "Northern Ireland")],
        *[("E12000001", "North East"), ("E12000002", "North West"), ("E12000007", "London")],
        *[("E12000003", "Yorkshire and The Humber"), ("E12000004", "East Midlands")],
        *[("E12000005", "West Midlands"), ("E12000006", "East of England")],
        *[("E12000008", "South East"), ("E12000009", "South West")],
    ],
)
def test_places_carry_their_codes(
    concepts: Graph, alignments: Graph, code: str, label: str
) -> None:
    (place,) = concepts.subjects(SKOS.notation, Literal(code))
    assert str(concepts.value(place, SKOS.prefLabel)) == label
    assert (place, RDF.type, UEG_.Place) in concepts
    entry = "http://statistics.data.gov.uk/id/statistical-geography/" + code
    assert (place, SKOS.exactMatch, URIRef(entry)) in alignments


def test_there_are_fourteen_places(concepts: Graph) -> None:
    assert len(slugs(concepts, "place")) == 1 + 4 + 9


def test_each_kind_of_body_has_its_class(concepts: Graph) -> None:
    found = {str(c).rpartition("/")[2]: o for c, o in concepts.subject_objects(UEG_.memberClass)}
    assert found == {
        "formal": ORG.FormalOrganization,
        "unit": ORG.OrganizationalUnit,
        "collaboration": ORG.OrganizationalCollaboration,
    }
