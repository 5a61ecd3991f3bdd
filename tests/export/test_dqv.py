"""Coverage as linked data: it says what coverage says, in the way the W3C describes."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyshacl import validate
from rdflib import DCTERMS, PROV, RDF, RDFS, BNode, Graph, Literal, Namespace, URIRef
from tests.coverage.programme import Programme, store_of
from tests.export.patterns import CONSTRAINTS, DUPLICATES, PUBLISHED, SHAPES, VOCABULARY, asked

from uegraph import ingest, resources
from uegraph.coverage import STATES, Asked, coverage
from uegraph.export import to_dqv, to_dqv_ntriples
from uegraph.ingest.values import literal
from uegraph.namespaces import ID, PREFIXES, SCHEME, graph_iri

if TYPE_CHECKING:
    from rdflib.term import Identifier, Node

    from uegraph.coverage import CoverageResult
    from uegraph.store import Store

DQV = Namespace(PREFIXES["dqv"])
OA = Namespace(PREFIXES["oa"])
QB = Namespace(PREFIXES["qb"])
HOSTILE = "</script>\" \\ \n\r\t'=cmd()'|@prefix x: <y> . \u202e \x07 \U0001f600 " + "a" * 500
PART = {"role": "attendee", "level": "consult", "direction": "two-way", "outcome": "attended"}


def escaped(text: str) -> str:
    """A text as a programme takes it, which writes it between quotes as it stands."""
    return literal(text)[1:-1]


MADE: Programme = {
    "organisations": {"office": {}, "club": {}, "spies": {"private": True}},
    "audiences": {
        "deaf": {"name": escaped(HOSTILE)},
        "farmers": {},
        "students": {},
        "moles": {"private": True},
    },
    "activities": {
        "panel": {"type": "webinar", "status": "held", "when": "2022-12-31"},
        "secret-talk": {"type": "webinar", "status": "held", "when": "2023", "private": True},
    },
    "participations": {
        "a": {**PART, "activity": "panel", "party": "students"},
        "b": {**PART, "activity": "secret-talk", "party": "students"},
        "c": {**PART, "activity": "panel", "party": "moles"},
        "d": {**PART, "activity": "panel", "party": "club", "level": "inform"},
    },
    "non_engagements": {
        "denial": {"target": "farmers", "reason": escaped(HOSTILE), "stated_by": "office"},
    },
    "scopes": {
        "asked": {"target_kind": "audience", "period": "2021/2024-12"},
        "bodies": {"target_kind": "organisation", "out_of_scope": ["office"]},
        "nothing": {"target_kind": "audience", "targets": ["deaf"], "out_of_scope": ["deaf"]},
    },
}


@pytest.fixture(scope="module")
def shipped() -> Store:
    return ingest.build([resources.datasets()["gss-2024"]], ":memory:").store


def read(text: str) -> Graph:
    return Graph().parse(data=text, format="turtle")


@pytest.fixture(scope="module")
def results(shipped: Store) -> list[CoverageResult]:
    return coverage(shipped)


@pytest.fixture(scope="module")
def graph(results: list[CoverageResult]) -> Graph:
    return read(to_dqv(results))


def figures(graph: Graph, scope: str) -> dict[str, object]:
    """The value of each metric computed on a scope, read as a stranger would."""
    found: dict[str, object] = {}
    for measurement in graph.subjects(DQV.computedOn, URIRef(scope)):
        metric = graph.value(measurement, DQV.isMeasurementOf)
        value = graph.value(measurement, DQV.value)
        assert isinstance(value, Literal)
        found[str(metric).rpartition("/")[2]] = value.toPython()
    return found


def homes(graph: Graph, scope: str) -> list[Node]:
    """The data sets of measurements that come from a scope."""
    return [
        home
        for home in graph.subjects(PROV.wasDerivedFrom, URIRef(scope))
        if (home, RDF.type, DQV.QualityMeasurementDataset) in graph
    ]


def states(graph: Graph, scope: str) -> dict[str, str]:
    """The state of each target of a scope."""
    [home] = homes(graph, scope)
    return {
        str(graph.value(one, OA.hasTarget)): str(graph.value(one, OA.hasBody)).rpartition("/")[2]
        for one in graph.subjects(DCTERMS.isPartOf, home)
    }


def expected_figures(result: CoverageResult) -> dict[str, object]:
    told = {
        "coverage-low": result.low,
        "coverage-high": result.high,
        "coverage-targets": result.targets,
        "coverage-uncertain": result.uncertain,
        "coverage-partial": result.partial,
        "coverage-sure": result.sure,
        **{f"coverage-count-{state}": result.counts[state] for state in STATES},
    }
    most: dict[str, int] = {}
    for one in result.missing:
        most[one.kind] = max(most.get(one.kind, 0), one.stated - one.named)
    told["coverage-missing"] = sum(most.values())
    return {name: value for name, value in told.items() if value is not None}


def test_every_figure_of_every_scope_is_the_one_of_coverage(
    results: list[CoverageResult], graph: Graph
) -> None:
    assert len(results) == 4
    for result in results:
        assert figures(graph, result.scope) == expected_figures(result)


def test_every_state_is_the_one_of_coverage(results: list[CoverageResult], graph: Graph) -> None:
    for result in results:
        assert result.rows
        assert states(graph, result.scope) == {row.target: row.state for row in result.rows}


def test_what_makes_a_state_less_than_sure_is_measured_on_the_target(
    results: list[CoverageResult], graph: Graph
) -> None:
    [result] = [one for one in results if one.scope.endswith("/audiences")]
    [home] = homes(graph, result.scope)
    mine = set(graph.subjects(QB.dataSet, home))
    for row in result.rows:
        found = {
            str(graph.value(one, DQV.isMeasurementOf)).rpartition("/")[2]: graph.value(
                one, DQV.value
            ).toPython()  # type: ignore[union-attr]
            for one in set(graph.subjects(DQV.computedOn, URIRef(row.target))) & mine
        }
        expected = {
            "state-certain": row.certain,
            "state-partial": row.partial,
            "state-inherited": row.inherited,
            "months-since-engagement": row.months_since,
        }
        known = {name: value for name, value in expected.items() if value is not None}
        assert found == (known if row.state != "out-of-scope" else {})


def test_a_state_leads_to_its_evidence_in_the_graph_that_it_came_from(
    results: list[CoverageResult], graph: Graph, shipped: Store
) -> None:
    [result] = [one for one in results if one.scope.endswith("/audiences")]
    [home] = homes(graph, result.scope)
    targets = {
        str(graph.value(one, OA.hasTarget)): one for one in graph.subjects(DCTERMS.isPartOf, home)
    }
    known = {str(row[0]) for row in shipped.select("SELECT DISTINCT ?s WHERE { ?s ?p ?o }")}
    for row in result.rows:
        sources = {str(one) for one in graph.objects(targets[row.target], PROV.wasDerivedFrom)}
        told = {item.participation for item in row.evidence} | {
            item.statement for item in row.statements
        }
        assert sources == (told if row.state != "out-of-scope" else {result.scope})
        assert sources <= known


def test_a_state_that_a_statement_decides_leads_to_the_statement() -> None:
    [result] = coverage(store_of(MADE), scope="asked")
    graph = read(to_dqv([result]))
    [annotation] = [
        one
        for one in graph.subjects(OA.hasTarget, URIRef(f"{ID}audience/farmers"))
        if (one, RDF.type, DQV.QualityAnnotation) in graph
    ]
    sources = set(graph.objects(annotation, PROV.wasDerivedFrom))
    assert sources == {URIRef(f"{ID}non-engagement/denial")}
    assert HOSTILE.strip()[:20] in str(graph.value(annotation, RDFS.comment))


def test_a_data_set_says_what_it_was_asked() -> None:
    asked: Asked = {"scope": "asked", "themes": ["prices"], "within": 6, "two_way": True}
    store = store_of({**MADE, "themes": {"prices": {"broader": []}}})
    [result] = coverage(store, **asked)
    graph = read(to_dqv([result]))
    [home] = homes(graph, f"{ID}scope/asked")
    assert graph.value(home, DCTERMS.date) == Literal(date(2024, 12, 31))
    assert str(graph.value(home, URIRef(f"{PREFIXES['ueg']}period"))) == "2021/2024-12"
    assert graph.value(home, DCTERMS.subject) == URIRef(f"{ID}theme/prices")
    assert str(graph.value(home, RDFS.comment)) == (
        "Engaged is what reached the level 'consult' or above, two-way, in 2021 to December 2024, "
        "in the last 6 months, as of 31 December 2024."
    )


def test_the_graph_has_the_shapes_of_the_vocabulary(graph: Graph) -> None:
    conforms, _, text = validate(graph, shacl_graph=read(SHAPES))
    assert conforms, text


@pytest.mark.parametrize(
    ("predicate", "told"),
    [
        (DQV.isMeasurementOf, None),
        (DQV.value, None),
        (DQV.value, Literal("many")),
        (DQV.computedOn, None),
        (QB.dataSet, None),
        (OA.motivatedBy, None),
        (OA.hasBody, URIRef(f"{SCHEME}level/inform")),
        (DQV.inDimension, None),
        (QB.structure, None),
    ],
)
def test_the_shapes_find_what_is_spoilt(predicate: URIRef, told: Identifier | None) -> None:
    spoilt = read(to_dqv(coverage(store_of(MADE), scope="asked")))
    subject, _, old = min(spoilt.triples((None, predicate, None)))
    spoilt.remove((subject, predicate, old))
    if told is not None:
        spoilt.add((subject, predicate, told))
    elif predicate == OA.motivatedBy:
        spoilt.remove((subject, predicate, None))
    conforms, _, _ = validate(spoilt, shacl_graph=read(SHAPES))
    assert not conforms


@pytest.mark.parametrize("constraint", CONSTRAINTS)
def test_the_measurements_are_a_well_formed_cube(constraint: str, graph: Graph) -> None:
    cube = normalised(graph)
    assert cube.query(asked(constraint)).askAnswer is False


def test_no_metric_is_measured_twice_on_one_thing(graph: Graph) -> None:
    assert list(normalised(graph).query(DUPLICATES)) == []
    twice = normalised(graph)
    one = next(twice.subjects(RDF.type, DQV.QualityMeasurement))
    for _, predicate, told in list(twice.triples((one, None, None))):
        twice.add((URIRef("urn:again"), predicate, told))
    assert len(list(twice.query(DUPLICATES))) == 1


def test_the_constraints_find_what_is_spoilt(graph: Graph) -> None:
    spoilt = normalised(graph)
    for predicate in (QB.dataSet, QB.structure, QB.measure):
        spoilt.remove((None, predicate, None))
    assert all(spoilt.query(asked(name)).askAnswer for name in list(CONSTRAINTS)[:3])
    for name, predicate in (("IC-11", DQV.computedOn), ("IC-14", DQV.value)):
        spoilt = normalised(graph)
        spoilt.remove((next(spoilt.subjects(predicate)), predicate, None))
        [constraint] = [found for found in CONSTRAINTS if found.startswith(name)]
        assert spoilt.query(asked(constraint)).askAnswer is True


def normalised(graph: Graph) -> Graph:
    """With the classes that the vocabularies entail, as the recommendation asks for first."""
    cube = graph + read(VOCABULARY)
    for narrow, broad in list(cube.subject_objects(RDFS.subClassOf)):
        for one in list(cube.subjects(RDF.type, narrow)):
            cube.add((one, RDF.type, broad))
    return cube


def test_no_word_is_used_that_its_vocabulary_does_not_have(graph: Graph) -> None:
    used = {str(term) for triple in graph for term in triple if isinstance(term, URIRef)}
    for namespace, names in PUBLISHED.items():
        found = {iri.removeprefix(namespace) for iri in used if iri.startswith(namespace)}
        assert found
        assert found <= names


def test_there_are_no_blank_nodes(graph: Graph) -> None:
    assert not [term for triple in graph for term in triple if isinstance(term, BNode)]


def test_the_same_data_in_another_order_have_the_same_bytes() -> None:
    texts = {to_dqv(coverage(store_of(MADE, shuffled=seed))) for seed in range(3)}
    assert len(texts) == 1
    found = coverage(store_of(MADE))
    assert to_dqv(found) == to_dqv(found[::-1])


def test_another_day_has_other_measurements_of_the_same_targets() -> None:
    store = store_of(MADE)
    one = coverage(store, scope="asked", as_of=date(2023, 1, 1))
    other = coverage(store, scope="asked", as_of=date(2024, 1, 1))
    both = read(to_dqv([*one, *other]))
    assert len(homes(both, one[0].scope)) == 2
    assert len(both) == len(read(to_dqv(one))) + len(read(to_dqv(other))) - len(read(to_dqv([])))
    conforms, _, text = validate(both, shacl_graph=read(SHAPES))
    assert conforms, text


def test_no_results_are_the_metrics_alone() -> None:
    graph = read(to_dqv([]))
    assert set(graph.objects(None, RDF.type)) == {
        *(DQV.Metric, QB.DataStructureDefinition, QB.ComponentSpecification)
    }
    definitions = list(graph.objects(None, URIRef(f"{PREFIXES['skos']}definition")))
    assert len(definitions) == len(set(definitions)) == 22
    assert all(str(text).endswith(".") for text in definitions)


def test_hostile_text_is_text() -> None:
    graph = read(to_dqv(coverage(store_of(MADE))))
    [home] = homes(graph, f"{ID}scope/asked")
    labels = {
        str(graph.value(one, OA.hasTarget)): str(graph.value(one, RDFS.label))
        for one in graph.subjects(DCTERMS.isPartOf, home)
    }
    assert labels[f"{ID}audience/deaf"] == f"{HOSTILE}: no evidence"
    assert "x" not in dict(graph.namespaces())


def test_what_is_private_is_absent_and_counted() -> None:
    results = coverage(store_of(MADE))
    text = to_dqv(results) + to_dqv_ntriples(results)
    for slug in ("moles", "secret-talk", "spies", "participation/b", "participation/c"):
        assert slug not in text
    graph = read(to_dqv(results))
    assert f"{ID}audience/students" in states(graph, f"{ID}scope/asked")
    assert figures(graph, f"{ID}scope/asked")["coverage-targets"] == 4
    assert len(states(graph, f"{ID}scope/asked")) == 3


def test_a_share_of_no_targets_is_not_measured() -> None:
    [result] = coverage(store_of(MADE), scope="nothing")
    found = figures(read(to_dqv([result])), result.scope)
    assert "coverage-low" not in found
    assert "coverage-high" not in found
    assert found["coverage-targets"] == 0


def test_loaded_into_the_store_it_is_asked_and_changes_nothing() -> None:
    store = store_of(MADE)
    before = coverage(store)
    store.put_graph(graph_iri("coverage"), to_dqv_ntriples(before))
    rows = store.select(
        """PREFIX dqv: <http://www.w3.org/ns/dqv#> PREFIX oa: <http://www.w3.org/ns/oa#>
        PREFIX ueg: <https://w3id.org/uegraph/ns#> PREFIX dcterms: <http://purl.org/dc/terms/>
        PREFIX prov: <http://www.w3.org/ns/prov#> PREFIX id: <https://w3id.org/uegraph/id/>
        SELECT ?target ?state WHERE {
          ?annotation a dqv:QualityAnnotation ; oa:hasTarget ?target ; oa:hasBody ?state ;
            dcterms:isPartOf/prov:wasDerivedFrom <https://w3id.org/uegraph/id/scope/asked> .
          ?target a ueg:Audience .
        } ORDER BY ?target"""
    )
    ends = [tuple(str(cell).rpartition("/")[2] for cell in row) for row in rows]
    assert ends == [("deaf", "no-evidence"), ("farmers", "known-gap"), ("students", "engaged")]
    assert to_dqv(coverage(store)) == to_dqv(before)


def test_another_base_gives_other_names_to_what_is_made_and_to_nothing_else() -> None:
    results = coverage(store_of(MADE), scope="asked")
    graph = read(to_dqv(results, base="https://example.org/id/"))
    made = {str(one) for one in graph.subjects()}
    assert all(iri.startswith("https://example.org/id/") for iri in made)
    assert (
        states(graph, f"{ID}scope/asked").keys()
        == states(read(to_dqv(results)), f"{ID}scope/asked").keys()
    )


names = st.text(st.characters(codec="utf-8"), min_size=1, max_size=40)


@settings(max_examples=60, deadline=None)
@given(names, names)
def test_any_name_comes_back_as_it_was(name: str, scope: str) -> None:
    made: Programme = {
        "audiences": {"a": {"name": escaped(name)}},
        "scopes": {"asked": {"target_kind": "audience", "name": escaped(scope)}},
    }
    [result] = coverage(store_of(made))
    assert (result.name, result.rows[0].label) == (scope, name)
    graph = read(to_dqv([result]))
    [home] = homes(graph, result.scope)
    assert str(graph.value(home, RDFS.label)) == f"Coverage: {scope}"
    [annotation] = graph.subjects(DCTERMS.isPartOf, home)
    assert str(graph.value(annotation, RDFS.label)) == f"{name}: no evidence"


def test_a_target_of_several_members_is_a_collection_of_them(shipped: Store) -> None:
    [result] = coverage(shipped, of=["place", "theme", "year"], period="2022/2023")
    graph = read(to_dqv([result]))
    conforms, _, text = validate(graph, shacl_graph=read(SHAPES))
    assert conforms, text
    [home] = graph.subjects(RDF.type, DQV.QualityMeasurementDataset)
    found = {}
    for annotation in graph.subjects(DCTERMS.isPartOf, home):
        target = graph.value(annotation, OA.hasTarget)
        members = frozenset(map(str, graph.objects(target, PROV.hadMember)))
        found[members] = str(graph.value(annotation, OA.hasBody)).rpartition("/")[2]
    assert len(found) == len(result.rows) > 100
    for row in result.rows:
        place, theme, year = row.members
        assert found[frozenset((place.iri, theme.iri, f"{ID}year/{year.iri}"))] == row.state


def test_the_targets_of_two_scopes_are_the_same_things(shipped: Store) -> None:
    one = to_dqv(coverage(shipped, of=["place", "theme"]))
    other = to_dqv(coverage(shipped, of=["place", "theme"], level="involve"))
    collections = [set(read(text).subjects(RDF.type, PROV.Collection)) for text in (one, other)]
    assert collections[0] == collections[1] != set()
    assert not homes_of(one) & homes_of(other)


def homes_of(text: str) -> set[Node]:
    return set(read(text).subjects(RDF.type, DQV.QualityMeasurementDataset))


@pytest.mark.parametrize(
    "asked",
    [
        {"level": "involve"},
        {"two_way": True},
        {"units": True},
        {"period": "2022"},
        {"within": 6},
        {"as_of": date(2023, 1, 1)},
        {"organisers": ["office"]},
        {"targets": ["students"]},
        {"types": ["webinar"]},
    ],
)
def test_another_question_has_another_name_and_the_same_one_the_same(asked: Asked) -> None:
    store = store_of(MADE)
    question: Asked = {"of": ["audience"], **asked}
    plain = to_dqv(coverage(store, of=["audience"]))
    other = to_dqv(coverage(store, **question))
    assert other == to_dqv(coverage(store, **question))
    assert not homes_of(plain) & homes_of(other)


def test_a_new_target_leaves_all_names_as_they_were() -> None:
    more: Programme = {
        **MADE,
        "audiences": {**MADE["audiences"], "teachers": {}},
        "scopes": {
            **MADE["scopes"],
            "nothing": {**MADE["scopes"]["nothing"], "targets": ["deaf", "teachers"]},
        },
    }
    for question in (Asked(), Asked(of=["audience"])):
        before, after = (
            set(read(to_dqv(coverage(store_of(made), **question))).subjects())
            for made in (MADE, more)
        )
        assert before < after


def test_what_sources_prove_to_be_missing_is_measured(shipped: Store) -> None:
    [result] = coverage(shipped, of=["theme"])
    graph = read(to_dqv([result]))
    [home] = graph.subjects(RDF.type, DQV.QualityMeasurementDataset)
    # The report speaks of twelve themes and names four.
    assert figures(graph, f"{home}/scope")["coverage-missing"] == 8
    assert len(result.rows) == 4
    [proof] = result.missing
    assert (home, PROV.wasDerivedFrom, URIRef(proof.statement)) in graph
