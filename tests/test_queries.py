"""Each question is asked of a small graph, on Oxigraph and on rdflib: both give the rows written.

The rows in ``tests/queries/<folder>/<name>/expected.csv`` were worked out from ``given`` by hand.
"""

from __future__ import annotations

import pytest
import rdflib
from rdflib.compare import isomorphic
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery
from tests.queries.engines import (
    CASES,
    cases,
    expected_rows,
    graph_of_rdflib,
    in_oxigraph,
    in_rdflib,
    rows_of_oxigraph,
    rows_of_rdflib,
    text_of,
)

from uegraph.queries import bind, questions
from uegraph.queries.text import projection
from uegraph.store import open_store

ANSWERS = ("stakeholders", "engagement", "coverage", "network", "evidence")
ALL = sorted(questions())
SELECTS = [name for name in ALL if questions()[name].form == "select"]
CONSTRUCTS = [name for name in ALL if questions()[name].form == "construct"]
OPTIONAL = [
    name
    for name in SELECTS
    if questions()[name].params
    and all(param.optional for param in questions()[name].params.values())
]


def test_every_question_has_a_case_and_every_case_a_question() -> None:
    assert len(cases()) > 100
    assert cases() == ALL


def test_the_library_asks_what_it_should() -> None:
    assert sum(name.startswith(ANSWERS) for name in ALL) >= 44
    assert sum(name.startswith("checks/") for name in ALL) >= 10
    assert {name.partition("/")[0] for name in ALL} == {*ANSWERS, "checks", "build"}


@pytest.mark.parametrize("name", SELECTS)
def test_rows(name: str) -> None:
    folder, query = CASES / name, questions()[name]
    header, *rows = expected_rows(folder / "expected.csv")
    assert header == list(query.columns)
    assert rows, "without a row to find, a case passes for the wrong reason"
    store = in_oxigraph(folder)
    assert rows_of_oxigraph(store, text_of(query, folder)) == rows
    assert rows_of_rdflib(in_rdflib(store), text_of(query, folder)) == rows


@pytest.mark.parametrize("name", CONSTRUCTS)
def test_triples(name: str) -> None:
    text = questions()[name].text
    expected = rdflib.Graph().parse(CASES / name / "expected.ttl")
    assert len(expected) > 0
    store = in_oxigraph(CASES / name)
    made = rdflib.Graph().parse(data=store.construct(text, trusted=True), format="nt")
    assert isomorphic(made, expected)
    assert isomorphic(graph_of_rdflib(in_rdflib(store), text), expected)


@pytest.mark.parametrize("name", OPTIONAL)
def test_without_its_optional_parameters_a_question_finds_no_less(name: str) -> None:
    query, folder = questions()[name], CASES / name
    store = in_oxigraph(folder)
    rows = rows_of_oxigraph(store, bind(query))
    assert rows == rows_of_rdflib(in_rdflib(store), bind(query))
    narrow = expected_rows(folder / "expected.csv")[1:]
    assert all(row in rows for row in narrow)
    assert len(rows) > len(narrow), "the case has nothing that the parameter leaves out"


@pytest.mark.parametrize("name", ALL)
def test_an_empty_graph_has_nothing_to_tell(name: str) -> None:
    query, store = questions()[name], open_store(read_only=False)
    if query.form == "select":
        assert rows_of_oxigraph(store, query.text) == []
        assert rows_of_rdflib(in_rdflib(store), query.text) == []
    else:
        assert store.construct(query.text, trusted=True) == ""


@pytest.mark.parametrize("name", ALL)
def test_given_is_small_enough_to_reason_about(name: str) -> None:
    given = next((CASES / name).glob("given.*")).read_text(encoding="utf-8")
    facts = [line for line in given.splitlines() if line and not line.startswith("@prefix")]
    assert 0 < len(facts) < 20


@pytest.mark.parametrize("name", ALL)
def test_the_header_is_in_plain_words(name: str) -> None:
    query = questions()[name]
    assert query.summary.endswith("?")
    assert query.tags
    assert all(told.endswith(".") for told in query.columns.values())
    assert all(param.help.endswith(".") for param in query.params.values())


@pytest.mark.parametrize("name", [name for name in ALL if name.startswith("checks/")])
def test_a_check_names_the_thing_the_problem_and_the_solution(name: str) -> None:
    query = questions()[name]
    assert next(iter(query.columns)) == "entity"
    assert query.description.startswith("Problem: ")
    assert "Solution: " in query.description


@pytest.mark.parametrize("name", SELECTS)
def test_the_columns_are_those_that_rdflib_reads(name: str) -> None:
    text = questions()[name].text
    assert projection(text) == tuple(map(str, translateQuery(parseQuery(text)).algebra.PV))
