"""One graph in memory, in a folder and on a server gives one answer."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
import rdflib
from tests.store.conftest import NQUADS

from uegraph.errors import QueryRefusedError, QuerySyntaxError, StoreError
from uegraph.store import build, open_store, to_turtle

if TYPE_CHECKING:
    from uegraph.store import Store

ALL = "SELECT ?p ?o WHERE { ?s ?p ?o } ORDER BY ?p ?o"


def test_the_same_rows_everywhere(store: Store) -> None:
    with build(":memory:", NQUADS) as reference:
        expected = reference.select(ALL, trusted=True)
    assert len(expected) == 10
    assert store.select(ALL) == expected
    assert store.select(ALL, trusted=True) == expected
    assert store.select(ALL, timeout=None) == expected
    values = {str(name): value for name, value in store.select(ALL)}
    assert values["http://e/count"] == 12
    assert values["http://e/share"] == Decimal("0.25")
    assert values["http://e/weight"] == 1.5
    assert values["http://e/open"] is True
    assert values["http://e/on"] == "2024-04-01"
    assert values["http://e/when"] == "2022-10"
    assert values["http://e/odd"] == 'tab\t line\n \r q" \\ \u2028'


def test_the_same_texts_everywhere(store: Store) -> None:
    with build(":memory:", NQUADS) as reference:
        expected = reference.select(ALL, trusted=True).to_texts()
    [found] = store.texts(ALL)
    assert found.to_dicts() == expected.to_dicts()


def test_an_iri_with_commas_is_one_text() -> None:
    with open_store(read_only=False) as store:
        store.load_nquads('<http://e/a,b> <http://e/p> "c,d" <http://e/g> .')
        pairs, alone = store.texts("SELECT ?s ?o { ?s ?p ?o }", "SELECT ?s { ?s ?p ?o }")
    assert pairs.rows() == [("http://e/a,b", "c,d")]
    assert alone.rows() == [("http://e/a,b",)]


def test_other_forms(store: Store) -> None:
    assert store.ask("ASK { ?s ?p 12 }") is True
    assert store.ask("ASK { ?s ?p 13 }") is False
    assert store.query("ASK { ?s ?p 12 }") is True
    triple = '<http://e/bath> <http://e/name> "Bath" .\n'
    query = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o FILTER(?o = 'Bath') }"
    assert store.construct(query) == store.construct(query, trusted=True) == triple
    assert store.query(query) == triple
    assert store.construct("DESCRIBE <http://e/bath>").count("\n") == 10
    assert store.query(ALL) == store.select(ALL)


def test_the_default_graph_is_the_union(store: Store) -> None:
    across = "ASK { <http://e/bath> <http://e/name> 'Bath' ; <http://e/partOf> ?somewhere }"
    assert store.ask(across)
    one = "SELECT (COUNT(*) AS ?n) FROM <http://e/g2> WHERE { ?s ?p ?o }"
    assert list(store.select(one)) == [(4,)]
    named = "SELECT ?g WHERE { GRAPH ?g { ?s <http://e/partOf> ?o } }"
    assert list(store.select(named)) == [("http://e/g2",)]
    only = "SELECT ?g FROM NAMED <http://e/g1> WHERE { GRAPH ?g { ?s ?p 12 } }"
    assert list(store.select(only)) == [("http://e/g1",)]


def test_rows_without_columns_values_or_rows(store: Store) -> None:
    assert list(store.select("SELECT * WHERE { }")) == [()]
    assert list(store.select("SELECT ?x WHERE { OPTIONAL { ?x ?x ?x } }")) == [(None,)]
    empty = store.select("SELECT ?x ?y WHERE { ?x ?x ?y }")
    assert (empty.columns, list(empty), empty.to_polars().shape) == (("x", "y"), [], (0, 2))


def test_a_row_limit_says_that_it_cut(store: Store) -> None:
    for trusted in (False, True):
        cut = store.select(ALL, limit=3, trusted=trusted)
        assert (len(cut), cut.truncated) == (3, True)
        assert cut.terms == store.select(ALL).terms[:3]
        whole = store.select(ALL, limit=10, trusted=trusted)
        assert (len(whole), whole.truncated) == (10, False)
        none = store.select(ALL, limit=0, trusted=trusted)
        assert (len(none), none.truncated) == (0, True)


def test_contents(store: Store) -> None:
    assert store.graphs() == {"http://e/g1": 6, "http://e/g2": 4}
    assert len(store) == 10
    assert store.dump() == b"".join(sorted(NQUADS.splitlines(keepends=True)))


# rdflib warns of its own use of a deprecated name.
@pytest.mark.filterwarnings("ignore:Dataset.default_context:DeprecationWarning")
def test_as_rdflib(store: Store) -> None:
    data = store.to_rdflib()
    bath = rdflib.URIRef("http://e/bath")
    assert (bath, rdflib.URIRef("http://e/name"), rdflib.Literal("Bath")) in data
    assert (bath, None, rdflib.Literal("Caerfaddon", lang="cy")) in data
    assert (bath, None, rdflib.Literal(12)) in data
    assert len(data.graph(rdflib.URIRef("http://e/g2"))) == 4
    row = store.select("SELECT ?o WHERE { ?s <http://e/partOf> ?o }").to_rdflib()
    assert row == [(rdflib.URIRef("http://e/somerset"),)]


def test_a_reader_changes_nothing(store: Store) -> None:
    with pytest.raises(QueryRefusedError, match="reading only"):
        store.update("CLEAR ALL")
    with pytest.raises(QueryRefusedError, match="reading only"):
        store.put_graph("http://e/g1", b"")
    with pytest.raises(QueryRefusedError, match="reading only"):
        store.load_nquads(NQUADS)
    with pytest.raises(QueryRefusedError):
        store.select("CLEAR ALL")
    assert len(store) == 10


def test_errors(store: Store) -> None:
    with pytest.raises(QueryRefusedError, match="SERVICE"):
        store.query("SELECT * { SERVICE <http://e/> { ?s ?p ?o } }")
    with pytest.raises(QueryRefusedError, match="not a named graph"):
        store.select("SELECT * FROM <http://e/none> { ?s ?p ?o }")
    for trusted in (False, True):
        with pytest.raises(QuerySyntaxError):
            store.select("SELECT * { ?s ?p }", trusted=trusted)
    with pytest.raises(QuerySyntaxError, match="of the form ASK"):
        store.select("ASK { }")


def test_a_closed_store_says_so(store: Store) -> None:
    store.close()
    with pytest.raises(StoreError, match="closed"):
        store.select(ALL)
    store.close()


def test_turtle_for_people() -> None:
    text = to_turtle(
        "<https://w3id.org/uegraph/id/a> "
        "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://w3id.org/uegraph/ns#Theme> .\n"
    )
    assert "id:a a ueg:Theme" in text
    assert "foaf" not in text
    with pytest.raises(StoreError):
        to_turtle("not a triple")


def test_frames_have_one_type_a_column() -> None:
    values = '(1 2.5 true "a" 1 UNDEF) (2 3 false <http://e/b> "x" UNDEF)'
    query = f"SELECT ?i ?n ?b ?s ?m ?u WHERE {{ VALUES (?i ?n ?b ?s ?m ?u) {{ {values} }} }}"
    with open_store() as store:
        rows = store.select(query)
    frame = rows.to_polars()
    types = [str(kind) for kind in frame.dtypes]
    assert types == ["Int64", "Float64", "Boolean", "String", "String", "String"]
    assert frame.row(0) == (1, 2.5, True, "a", "1", None)
    assert rows.to_dicts()[1] == {
        "i": 2,
        "n": 3,
        "b": False,
        "s": "http://e/b",
        "m": "x",
        "u": None,
    }
    with open_store() as store:
        big = store.select("SELECT (9223372036854775807 AS ?x) WHERE { }")
    assert big.to_polars().row(0) == (9223372036854775807,)


def test_importing_the_store_loads_no_engine() -> None:
    code = (
        "import sys, uegraph.store; "
        "sys.exit(any(m in sys.modules for m in ('pyoxigraph', 'rdflib', 'polars', 'ssl')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
