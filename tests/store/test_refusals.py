"""What a query from outside may not do, shown at the doors, beside a server that listens.

A refusal is no proof while nobody looks whether the thing happened all the same: here a server on
the loopback address counts who calls, and the bare engine calls it, so that the count can fail.
"""

from __future__ import annotations

import contextlib
import http.server
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from click.testing import CliRunner

from uegraph.cli import main
from uegraph.errors import QueryRefusedError, QuerySyntaxError, StoreError
from uegraph.store import build, killable, open_store
from uegraph.store.killable import Limits

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DATA = b'<http://e/s> <http://e/p> "o" <http://e/g> .\n'
REFUSED = (QueryRefusedError, QuerySyntaxError)


class Listener(http.server.ThreadingHTTPServer):
    """A server that answers every request with nothing and keeps its path."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Quiet)
        self.calls: list[str] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/"


class Quiet(http.server.BaseHTTPRequestHandler):
    def answer(self) -> None:
        assert isinstance(self.server, Listener)
        self.server.calls.append(self.path)
        self.send_error(404)

    do_GET = do_POST = answer  # noqa: N815 - the names that the library calls

    def log_message(self, *_args: object) -> None:
        """Nothing: the test keeps count."""


@pytest.fixture(scope="module")
def listener() -> Iterator[Listener]:
    server = Listener()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("refusals") / "graph"
    build(place, DATA).close()
    return place


# What the engine carries out: each reaches the network where nobody reads it first.
REACHING = {
    "plain": "SELECT * { SERVICE <URL> { ?s ?p ?o } }",
    "silent, in small letters": "select * { service silent <URL> { ?s ?p ?o } }",
    "prefixed name": "PREFIX x: <URL> SELECT * { SERVICE x: { ?s ?p ?o } }",
    "prefix called service": "PREFIX service: <URL> SELECT * { SERVICE service: { ?s ?p ?o } }",
    "relative to a base": "BASE <URL> SELECT * { SERVICE <> { ?s ?p ?o } }",
    "after a comment": "SELECT * { # nothing here\n SERVICE # nor here\n <URL> { ?s ?p ?o } }",
    "in a sub-select": "SELECT * { { SELECT * { { SELECT * { SERVICE <URL> { ?s ?p ?o } } } } } }",
    "in OPTIONAL": "SELECT * { OPTIONAL { SERVICE <URL> { ?s ?p ?o } } }",
    "in UNION": "SELECT * { { ?a ?b ?c } UNION { SERVICE <URL> { ?s ?p ?o } } }",
    "in GRAPH": "SELECT * { GRAPH ?g { ?a ?b ?c } SERVICE <URL> { ?s ?p ?o } }",
    "in ASK": "ASK { SERVICE <URL> { ?s ?p ?o } }",
    "in CONSTRUCT": "CONSTRUCT { ?s ?p ?o } WHERE { SERVICE <URL> { ?s ?p ?o } }",
    "in DESCRIBE": "DESCRIBE ?s { SERVICE <URL> { ?s ?p ?o } }",
    "after a property path": "SELECT * { ?a (<http://e/p>|^<http://e/p>)* ?c . SERVICE <URL> { } }",
}

# Escapes, updates and FROM: what other engines carry out, or this one by another door.
OTHERS = {
    "address in a variable": "SELECT * { VALUES ?u { <URL> } SERVICE ?u { ?s ?p ?o } }",
    "address made by BIND": "SELECT * { BIND(IRI('URL') AS ?u) SERVICE ?u { ?s ?p ?o } }",
    "first letter escaped": "SELECT * { \\u0053ERVICE <URL> { ?s ?p ?o } }",
    "long escape": "SELECT * { \\U00000053ERVICE <URL> { ?s ?p ?o } }",
    "all letters escaped": (
        "SELECT * { \\u0053\\u0045\\u0052\\u0056\\u0049\\u0043\\u0045 <URL> { ?s ?p ?o } }"
    ),
    "escaped line end in a comment": "SELECT * { # \\u000A SERVICE <URL> { ?s ?p ?o }\n }",
    "escaped brackets": "SELECT * { ?s ?p '\\u0027 SERVICE <URL> {} #' }",
    "LOAD": "LOAD <URL>",
    "LOAD SILENT INTO": "LOAD SILENT <URL> INTO GRAPH <http://e/g>",
    "LOAD after a prologue": "PREFIX x: <URL> # one\nLOAD x:y",
    "LOAD after a query": "SELECT * { ?s ?p ?o } ; LOAD <URL>",
    "LOAD escaped": "\\u004COAD <URL>",
    "FROM elsewhere": "SELECT * FROM <URL> { ?s ?p ?o }",
    "FROM by a prefix": "PREFIX x: <URL> SELECT * FROM x:y { ?s ?p ?o }",
    "FROM relative to a base": "BASE <URL> SELECT * FROM <y> { ?s ?p ?o }",
    "FROM NAMED": "SELECT * FROM NAMED <URL> { GRAPH ?g { ?s ?p ?o } }",
    "FROM escaped": "SELECT * \\u0046ROM <URL> { ?s ?p ?o }",
    "FROM a file": "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
    "FROM in ASK": "ASK FROM <URL> { ?s ?p ?o }",
    "FROM in DESCRIBE": "DESCRIBE ?s FROM <URL> { ?s ?p ?o }",
    "INSERT": "INSERT DATA { GRAPH <http://e/g> { <http://e/x> <http://e/x> 1 } }",
    "DELETE": "DELETE WHERE { GRAPH ?g { ?s ?p ?o } }",
    "DROP": "DROP ALL",
    "CREATE": "CREATE GRAPH <http://e/new>",
    "COPY": "COPY <http://e/g> TO <http://e/h>",
    "Virtuoso's function": "PREFIX bif: <bif:> SELECT (bif:http_get('URL') AS ?x) { }",
    "Virtuoso's function, whole": "SELECT (<bif:http_get>('URL') AS ?x) { }",
    "Virtuoso's function, undeclared": "SELECT (bif:http_get('URL') AS ?x) { }",
    "Virtuoso's function, escaped": "SELECT (<\\u0062if:http_get>('URL') AS ?x) { }",
    "Virtuoso's function, by its namespace": (
        "PREFIX b: <http://www.openlinksw.com/schemas/bif#> SELECT (b:http_get('URL') AS ?x) { }"
    ),
    "Virtuoso's pragma": "DEFINE get:soft 'replacing' SELECT * { ?s ?p ?o }",
    "Jena's Java class": "SELECT * { ?s ?p ?o FILTER(<java:java.lang.System.exit>(1)) }",
    "Jena's Java class, relative": "BASE <java:a> SELECT (<java:b.C>() AS ?x) { }",
    "Jena's property function": (
        "PREFIX p: <http://jena.apache.org/ARQ/property#> SELECT * { ?s p:textMatch 'x' }"
    ),
}


def with_url(query: str, url: str) -> str:
    return query.replace("URL", url)


@pytest.mark.parametrize("name", REACHING)
def test_the_bare_engine_would_reach_out(listener: Listener, name: str) -> None:
    listener.calls.clear()
    try:
        engine = ox.Store()
        engine.load(DATA, format=ox.RdfFormat.N_QUADS)
        found = engine.query(with_url(REACHING[name], listener.url))
        for _ in found:  # type: ignore[union-attr]
            pass
    except (OSError, RuntimeError, TypeError):
        pass
    assert listener.calls


@pytest.mark.parametrize("name", [*REACHING, *OTHERS])
def test_no_door_lets_it_through(listener: Listener, folder: Path, name: str) -> None:
    query = with_url((REACHING | OTHERS)[name], listener.url)
    listener.calls.clear()
    with open_store(folder) as store:
        for door in (store.query, store.select, store.ask, store.construct):
            with pytest.raises(REFUSED):
                door(query)
        for trusting in (store.select, store.ask, store.construct):
            with pytest.raises(REFUSED):
                trusting(query, trusted=True)
        with pytest.raises(REFUSED):
            store.texts(query)
        assert store.dump() == DATA
    assert listener.calls == []


@pytest.mark.parametrize("name", ["plain", "first letter escaped", "LOAD", "FROM a file", "DROP"])
def test_the_command_refuses_with_status_3(listener: Listener, folder: Path, name: str) -> None:
    query = with_url((REACHING | OTHERS)[name], listener.url)
    listener.calls.clear()
    done = CliRunner().invoke(main, ["sparql", "-", "--store", str(folder)], input=query)
    assert (done.exit_code, done.stdout) == (3, "")
    assert listener.calls == []


def test_the_process_that_answers_sees_a_read_only_graph(folder: Path) -> None:
    """Were the guard to fail, the worker would still have nothing that it could change."""
    place = next(folder.glob("g-*/graph"))
    for update in ("INSERT DATA { <http://e/x> <http://e/x> 1 }", "CLEAR ALL", "DROP ALL"):
        with pytest.raises(QuerySyntaxError):
            killable.run(place, update, Limits(), union=True)
    with pytest.raises(RuntimeError, match="read-write"):
        ox.Store.read_only(str(place)).add(
            ox.Quad(ox.NamedNode("http://e/x"), ox.NamedNode("http://e/x"), ox.Literal("x"))
        )
    with open_store(folder) as store:
        assert store.dump() == DATA


ALONE = """
import ctypes, sys
unshare = ctypes.CDLL(None).unshare
sys.exit(unshare(0x40000000) != 0 and unshare(0x50000000) != 0)
"""


@pytest.mark.parametrize("name", REACHING)
def test_the_process_that_answers_has_no_network(
    listener: Listener, folder: Path, name: str
) -> None:
    """Were the guard to fail, the worker would still reach nobody, where Linux can see to that."""
    may = subprocess.run([sys.executable, "-I", "-c", ALONE], capture_output=True, check=False)
    if may.returncode != 0:
        pytest.skip("this system lets no process leave its network")
    listener.calls.clear()
    place = next(folder.glob("g-*/graph"))
    with contextlib.suppress(StoreError):  # SILENT finds nothing, the others fail
        killable.run(place, with_url(REACHING[name], listener.url), Limits(), union=True)
    assert listener.calls == []


def test_a_property_with_such_a_letter_is_no_program(folder: Path) -> None:
    query = "PREFIX bif: <http://e/> SELECT ?o { ?s bif:p ?o FILTER(?o IN ('java:', 'bif:', 'o')) }"
    with open_store(folder) as store:
        assert list(store.select(query)) == [("o",)]


def test_a_graph_is_found_relative_to_the_base(folder: Path) -> None:
    """A legal way to name a graph of this store, as the W3C's case constructwhere04 does."""
    with open_store(folder) as store:
        for query in (
            "BASE <http://e/x/y> SELECT ?o FROM <../g> { ?s ?p ?o }",
            "BASE <http://e/x> BASE <y/> SELECT ?o FROM <../g> { ?s ?p ?o }",
            "BASE <http://e/x> PREFIX r: <./> SELECT ?o FROM NAMED r:g { GRAPH ?g { ?s ?p ?o } }",
        ):
            assert list(store.select(query)) == [("o",)]


@pytest.mark.parametrize("iri", ["http://[x", "//[x", "http://e:port/", "a:b", "#", "?", "..", ""])
def test_an_odd_iri_after_a_base_gives_no_traceback(folder: Path, iri: str) -> None:
    with open_store(folder) as store:
        for base in ("http://e/", "urn:x", f"{iri}", "x:"):
            query = f"BASE <{base}> PREFIX p: <{iri}> SELECT * FROM <{iri}> {{ ?s <{iri}> p:x }}"
            with pytest.raises(REFUSED):
                store.select(query, trusted=True)
