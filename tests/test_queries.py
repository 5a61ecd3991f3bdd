"""Each question is asked of a small graph, on Oxigraph and on rdflib, and must give the rows written down.

The rows in ``tests/queries/<folder>/<name>/expected.csv`` were worked out by hand from ``given``.
"""

from __future__ import annotations

import csv
import io
import warnings
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from uegraph import resources
from uegraph.namespaces import PREFIXES, graph_iri, shorten
from uegraph.queries import Query, bind, questions
from uegraph.queries.text import projection
from uegraph.store import open_store

if TYPE_CHECKING:
    import rdflib

    from uegraph.store import Store

CASES = Path(__file__).parent / "queries"
ANSWERS = ("stakeholders", "engagement", "coverage", "network", "evidence")


def cases() -> list[str]:
    return sorted(path.parent.relative_to(CASES).as_posix() for path in CASES.rglob("expected.*"))


def in_oxigraph(folder: Path) -> Store:
    store = open_store(read_only=False)
    store.load_nquads(nquads(folder))
    return store


def in_rdflib(store: Store) -> rdflib.Dataset:
    import rdflib

    dataset = rdflib.Dataset(default_union=True)
    for line in store.dump().decode().splitlines():
        triple, _, graph = line.removesuffix(" .").rpartition(" ")
        dataset.graph(rdflib.URIRef(graph[1:-1])).parse(data=f"{triple} .", format="nt")
    return dataset


def nquads(folder: Path) -> bytes:
    import pyoxigraph as ox

    trig = folder / "given.trig"
    path = trig if trig.exists() else folder / "given.ttl"
    home = ox.DefaultGraph() if trig.exists() else ox.NamedNode(graph_iri("given"))
    quads = [
        ox.Quad(quad.subject, quad.predicate, quad.object, quad.graph_name)
        if trig.exists()
        else ox.Quad(quad.subject, quad.predicate, quad.object, home)
        for quad in ox.parse(path=path)
    ]
    return ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b""


def ask_rdflib(dataset: rdflib.Dataset, text: str) -> rdflib.query.Result:
    with warnings.catch_warnings():
        # rdflib 7.6 warns of its own use of Dataset.default_context in every query.
        warnings.simplefilter("ignore", DeprecationWarning)
        result = dataset.query(text)
        result.bindings if result.type == "SELECT" else result.graph  # noqa: B018 - evaluated here
        return result


def rows_of_rdflib(result: rdflib.query.Result) -> list[list[str]]:
    columns = [str(variable) for variable in result.vars or ()]
    # A grouped query over nothing leaves rdflib with one binding of nothing, which its own
    # iterator passes over.
    found = [by_name(binding) for binding in result.bindings if binding]
    return [[plain(row.get(name)) for name in columns] for row in found]


def by_name(binding: object) -> dict[str, object]:
    assert hasattr(binding, "items")
    return {str(variable): term for variable, term in binding.items()}


def plain(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return shorten(str(value))


def text_of(query: Query, folder: Path) -> str:
    params = folder / "params.yml"
    if not params.exists():
        return query.text
    return bind(query, yaml.safe_load(params.read_text(encoding="utf-8")))


def expected_rows(folder: Path) -> list[list[str]]:
    with (folder / "expected.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def test_cases_are_questions() -> None:
    assert len(cases()) > 100
    assert cases() == sorted(questions())


def test_library_is_large_enough() -> None:
    answers = [name for name in questions() if name.startswith(ANSWERS)]
    checks = [name for name in questions() if name.startswith("checks/")]
    assert len(answers) >= 44
    assert len(checks) >= 10
    folders = {name.partition("/")[0] for name in questions()}
    assert folders == {*ANSWERS, "checks", "build"}


@pytest.mark.parametrize("name", [name for name in cases() if not name.startswith("build/")])
def test_rows(name: str) -> None:
    folder, query = CASES / name, questions()[name]
    header, *rows = expected_rows(folder)
    assert header == list(query.columns)
    assert rows, "a case without a row cannot fail for the right reason"
    text = text_of(query, folder)
    store = in_oxigraph(folder)
    assert [list(map(plain, row)) for row in store.select(text, trusted=True)] == rows
    assert rows_of_rdflib(ask_rdflib(in_rdflib(store), text)) == rows


@pytest.mark.parametrize("name", [name for name in cases() if name.startswith("build/")])
def test_triples(name: str) -> None:
    import rdflib
    from rdflib.compare import isomorphic

    folder, text = CASES / name, questions()[name].text
    expected = rdflib.Graph().parse(folder / "expected.ttl")
    assert len(expected) > 0
    store = in_oxigraph(folder)
    made = rdflib.Graph().parse(data=store.construct(text, trusted=True), format="nt")
    assert isomorphic(made, expected)
    other = ask_rdflib(in_rdflib(store), text).graph
    assert other is not None
    assert isomorphic(other, expected)


@pytest.mark.parametrize("name", cases())
def test_given_is_small(name: str) -> None:
    given = next((CASES / name).glob("given.*")).read_text(encoding="utf-8")
    facts = [line for line in given.splitlines() if line and not line.startswith("@prefix")]
    assert 0 < len(facts) < 20


@pytest.mark.parametrize("name", sorted(questions()))
def test_an_empty_graph_gives_nothing_on_either_engine(name: str) -> None:
    query = questions()[name]
    store = open_store(read_only=False)
    if query.form == "select":
        assert len(store.select(query.text, trusted=True)) == 0
        assert rows_of_rdflib(ask_rdflib(in_rdflib(store), query.text)) == []
    else:
        assert store.construct(query.text, trusted=True) == ""


@pytest.mark.parametrize("name", sorted(questions()))
def test_header_is_in_plain_words(name: str) -> None:
    query = questions()[name]
    assert query.summary.endswith("?")
    assert query.tags
    assert all(told.endswith((".", "?")) for told in query.columns.values())
    assert all(param.help.endswith(".") for param in query.params.values())
    if name.startswith("checks/"):
        assert next(iter(query.columns)) == "entity"
        assert query.description.startswith("Problem: ")
        assert "Solution: " in query.description


@pytest.mark.parametrize("name", sorted(questions()))
def test_projection_is_what_rdflib_reads(name: str) -> None:
    from rdflib.plugins.sparql.parser import parseQuery
    from rdflib.plugins.sparql.algebra import translateQuery

    query = questions()[name]
    algebra = translateQuery(parseQuery(query.text)).algebra
    assert algebra.name == {"select": "SelectQuery", "construct": "ConstructQuery"}[query.form]
    if query.form == "select":
        assert projection(query.text) == tuple(map(str, algebra.PV))


@pytest.mark.parametrize("name", sorted(questions()))
def test_without_optional_parameters_both_engines_agree(name: str) -> None:
    query, folder = questions()[name], CASES / name
    if not any(param.optional for param in query.params.values()):
        assert bind(
            query,
            {n: "urn:x:y" for n in query.params if query.params[n].type == "iri"}
            | {n: "x" for n in query.params if query.params[n].type == "string"},
        )
        return
    text = bind(query)
    store = in_oxigraph(folder)
    rows = [list(map(plain, row)) for row in store.select(text, trusted=True)]
    assert rows == rows_of_rdflib(ask_rdflib(in_rdflib(store), text))
    assert len(rows) > len(expected_rows(folder)) - 1


def test_every_term_of_the_ontology_answers_a_question() -> None:
    import rdflib

    core = rdflib.Graph().parse(resources.root() / "ontology" / "core.ttl")
    home = PREFIXES["ueg"]
    terms = {str(term) for term in core.subjects() if str(term).startswith(home)}
    assert len(terms) > 80
    text = "\n".join(query.text for query in questions().values())
    words = io.StringIO(text).read()
    assert sorted(term for term in terms if f"ueg:{term.removeprefix(home)}" not in words) == []
