"""A generated programme is what it says: conforming, uneven, messy, and the same for one seed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pyshacl
import pytest
import rdflib
from rdflib import SH
from tests.generate.likeness import gini

from uegraph import coverage, generate, identity, ingest, queries, resources, shapes
from uegraph.generate import tables
from uegraph.generate.plan import Plan
from uegraph.namespaces import ID, UEG

if TYPE_CHECKING:
    from pathlib import Path

    from uegraph.store import Store

SEED = 3
READ_FROM = rdflib.URIRef(UEG + "readFrom")
EXPECTED = {"checks/facts-without-evidence", "checks/same-name-twice"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("generated")
    generate.write_rdf(made / "small.nq", 5_000, seed=SEED)
    generate.write_tables(made / "small", 5_000, seed=SEED)
    generate.write_rdf(made / "large.nq", 50_000, seed=SEED)
    return made


@pytest.fixture(scope="module")
def small(folder: Path) -> Store:
    return ingest.build([folder / "small.nq"], ":memory:").store


@pytest.fixture(scope="module")
def large(folder: Path) -> Store:
    return ingest.build([folder / "large.nq"], ":memory:").store


def values(store: Store, where: str) -> list[str]:
    prefixes = "PREFIX org: <http://www.w3.org/ns/org#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>"
    text = f"{prefixes} PREFIX ueg: <{UEG}> SELECT ?value {{ {where} }} ORDER BY ?value"
    return [str(row[0]) for row in store.select(text, trusted=True, limit=10**6)]


def test_every_table_of_the_model_is_filled_but_for_decisions() -> None:
    assert [*tables.ROWS, "decisions"] == list(shapes.tables())


def test_both_forms_are_the_same_statements(folder: Path) -> None:
    lines = (folder / "small.nq").read_text(encoding="utf-8").splitlines()
    assert len(lines) == len(set(lines))
    assert sorted(lines) == ingest.to_nquads([folder / "small"]).splitlines()


def test_both_forms_build_into_the_same_graph(folder: Path, small: Store) -> None:
    assert small.dump() == ingest.build([folder / "small"], ":memory:").store.dump()


def test_check_finds_no_error_and_only_what_is_meant_to_be_found(folder: Path) -> None:
    found = ingest.check([folder / "small"])
    assert {problem.severity for problem in found} == {"warning"}
    assert {problem.rule for problem in found} <= EXPECTED


def test_cells_are_written_as_people_write_them() -> None:
    def text(name: str) -> str:
        return b"".join(tables.chunks(Plan.of(60_000, SEED), name)).decode()

    dates, numbers, bodies = map(text, ("activities", "reaches", "organisations"))
    forms = (" January ", "since ", "about ", "spring ", "/20", ".20", "Mon ", " to ")
    assert [form for form in forms if form not in dates] == []
    assert re.search(r"\d-\d\d? [A-Z]", dates)  # 26-27 May 2021
    assert [form for form in ("about ", "+,", "over ", "up to ") if form not in numbers] == []
    assert [letter for letter in "ôŷŁجé" if letter not in bodies] == []
    assert "  " in bodies
    assert max(map(len, bodies.splitlines())) > 300


def violations(store: Store) -> set[tuple[str, str]]:
    """What the reference implementation of SHACL finds wrong with what rows say."""
    triples = store.construct("CONSTRUCT WHERE { ?s ?p ?o }", trusted=True)
    data = rdflib.Graph().parse(data=triples, format="nt")
    read = set(data.subjects(READ_FROM, None))
    assert len(read) > 300
    rules = rdflib.Graph().parse(resources.root() / "ontology" / "shapes.ttl")
    _, report, _ = pyshacl.validate(data, shacl_graph=rules)
    assert isinstance(report, rdflib.Graph)
    found = (
        (report.value(result, SH.focusNode), report.value(result, SH.sourceShape))
        for result in report.subjects(rdflib.RDF.type, SH.ValidationResult)
    )
    return {(str(node), str(shape)) for node, shape in found if node in read}


def test_pyshacl_finds_nothing(small: Store) -> None:
    assert violations(small) == set()


def test_pyshacl_would_find_a_participation_of_nobody(folder: Path) -> None:
    lines = (folder / "small.nq").read_text(encoding="utf-8").splitlines(keepends=True)
    broken = folder / "broken.nq"
    first = next(line for line in lines if f"<{UEG}party>" in line)
    broken.write_text("".join(line for line in lines if line != first), encoding="utf-8")
    assert violations(ingest.build([broken], ":memory:").store)


def test_every_named_question_answers(small: Store) -> None:
    asked = [query for query in queries.questions().values() if query.form == "select"]
    assert len(asked) > 100
    answered = [query.name for query in asked if len(small.select(query.text, trusted=True))]
    # Most examples name things of the shipped data, which are not here.
    assert len(answered) > 50


def test_coverage_decides_every_scope(small: Store) -> None:
    decided = coverage.coverage(small)
    assert len(decided) == 3
    assert all(one.frame.height for one in decided)


def test_activity_has_a_heavy_tail(large: Store) -> None:
    party = "?part a ueg:Participation ; ueg:party ?value . ?value a org:Organization"
    taken = values(large, party)
    each = [taken.count(body) for body in set(taken)]
    assert max(each) > 20 * sorted(each)[len(each) // 2]
    assert sum(number == 1 for number in each) > len(each) / 2
    assert 0.5 < gini(each) < 0.9


def test_gini_of_known_numbers() -> None:
    assert gini([5, 5, 5]) == pytest.approx(0)
    assert gini([0, 0, 0, 1]) == pytest.approx(3 / 4)
    assert gini([1, 2, 3, 4]) == pytest.approx(1 / 4)  # differences 20 / 16, over twice 2.5


def test_some_bodies_stand_there_twice_and_are_found(large: Store) -> None:
    planted = {name for name in values(large, "?value a org:Organization") if name.endswith("x")}
    assert len(planted) > 5
    pairs = {frozenset((pair.one.iri, pair.other.iri)) for pair in identity.duplicates(large)}
    found = [name for name in planted if frozenset((name, name.removesuffix("x"))) in pairs]
    assert len(found) > 0.8 * len(planted)


def test_everything_that_a_programme_has_is_there(large: Store) -> None:
    assert len(values(large, "?thing ueg:private true BIND(?thing AS ?value)")) > 5
    kinds = "cadence occurrenceOf representedBy reachKind power judged scope feedbackPublished"
    kinds += " characteristic changeType countOf reason population"
    absent = [kind for kind in kinds.split() if not values(large, f"?thing ueg:{kind} ?value")]
    assert absent == []
    dates = values(large, "?thing a ueg:EngagementActivity ; ueg:when ?value")
    assert {len(date) for date in dates} >= {4, 7, 10, 15, 21}


def test_some_are_undated_and_some_bodies_never_took_part(large: Store) -> None:
    undated = "?value a ueg:EngagementActivity FILTER NOT EXISTS { ?value ueg:when ?any }"
    idle = "?value a org:Organization FILTER NOT EXISTS { ?part ueg:party ?value }"
    assert 10 < len(values(large, undated)) < 100
    assert 10 < len(values(large, idle)) < 100
    assert all(name.startswith(ID) for name in values(large, idle))
