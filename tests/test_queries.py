"""Each question is asked of a small graph, on Oxigraph and on rdflib: both give the rows written.

The rows in ``tests/queries/<folder>/<name>/expected.csv`` were worked out from ``given`` by hand.
"""

from __future__ import annotations

import re

import pytest
import rdflib
from rdflib.compare import isomorphic
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery
from tests.queries.engines import (
    CASES,
    Row,
    cases,
    expected_rows,
    graph_of_rdflib,
    in_oxigraph,
    in_rdflib,
    repeated,
    rows_of_oxigraph,
    rows_of_rdflib,
    text_of,
)

from uegraph.queries import bind, questions
from uegraph.queries.text import projection
from uegraph.store import Store, open_store

ANSWERS = (
    *("stakeholders", "engagement", "coverage", "network", "evidence"),
    *("assessments", "equality", "metrics"),
)
ALL = sorted(questions())
SELECTS = [name for name in ALL if questions()[name].form == "select"]
CONSTRUCTS = [name for name in ALL if questions()[name].form == "construct"]
OPTIONAL = [
    name
    for name in SELECTS
    if questions()[name].params
    and all(param.optional for param in questions()[name].params.values())
]
# Addresses of pages for people, which are what is asked for.
WEB = ("page", "website", "licence")
ID = re.compile(r"(?!https?:)[a-z]+:\S+")
# They tell of the graphs themselves, so a second graph is news to them.
ABOUT_GRAPHS = {
    "checks/facts-without-evidence": "asks it only of graphs that hold passages",
    "checks/sources-disagree": "compares what two graphs say",
    "evidence/facts": "names the graph of each statement",
    "evidence/graphs": "counts the statements of each graph",
}


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


@pytest.mark.parametrize("name", sorted(set(ALL) - ABOUT_GRAPHS.keys()))
def test_what_two_sources_say_counts_once(name: str) -> None:
    store = in_oxigraph(CASES / name)
    assert answer(repeated(store), name) == answer(store, name)


@pytest.mark.parametrize("name", ABOUT_GRAPHS)
def test_a_question_about_graphs_sees_the_second(name: str) -> None:
    store = in_oxigraph(CASES / name)
    assert len(answer(repeated(store), name)) > len(answer(store, name))


def answer(store: Store, name: str) -> list[Row] | list[str]:
    query = questions()[name]
    text = text_of(query, CASES / name)
    if query.form == "select":
        return rows_of_oxigraph(store, text)
    return sorted(set(store.construct(text, trusted=True).splitlines()))


@pytest.mark.parametrize("name", ALL)
def test_given_is_small_enough_to_reason_about(name: str) -> None:
    given = next((CASES / name).glob("given.*")).read_text(encoding="utf-8")
    facts = [line for line in given.splitlines() if line and not line.startswith("@prefix")]
    assert 0 < len(facts) < 20


@pytest.mark.parametrize("name", SELECTS)
def test_only_an_id_is_called_one_and_a_name_goes_by_what_it_names(name: str) -> None:
    if "internal" in questions()[name].tags:
        return
    header, *rows = expected_rows(CASES / name / "expected.csv")
    for column, cells in zip(header, zip(*rows, strict=True), strict=True):
        assert not column.endswith("_name")
        if column not in {"entity", *WEB}:
            ids = [bool(ID.fullmatch(cell)) for cell in cells if cell]
            assert all(ids) if column.endswith("_id") else not any(ids), column


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
