"""A SPARQL server: what is sent where, and what of its answers is believed."""

from __future__ import annotations

import base64
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest

from uegraph.errors import QueryLimitError, QuerySyntaxError, StoreError
from uegraph.store import build, open_store
from uegraph.store.addresses import addresses
from uegraph.store.remote import RemoteStore
from uegraph.store.results import read_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.store.conftest import Serve

    Fake = Callable[..., str]

COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
SEEN = b'{"head":{"vars":["seen"]},"results":{"bindings":[{"seen":{"type":"literal","value":"true","datatype":"http://www.w3.org/2001/XMLSchema#boolean"}}]}}'
NAMED = b'{"head":{"vars":["g"]},"results":{"bindings":[{"g":{"type":"uri","value":"urn:g"}}]}}'
NAMES = b"SELECT+%3Fg+WHERE"


@pytest.fixture
def fake() -> Iterator[Fake]:
    """A server that gives one fixed answer and remembers what it was asked."""
    servers: list[ThreadingHTTPServer] = []
    over = threading.Event()

    def start(
        body: bytes,
        *,
        status: int = 200,
        length: int | None = None,
        location: str = "",
        asked: list[dict[str, str]] | None = None,
        stall: float = 0,
    ) -> str:
        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                size = int(self.headers["Content-Length"])
                text = self.rfile.read(size)
                if asked is not None:
                    asked.append(dict(self.headers))
                answer = body
                if status == 200:
                    answer = SEEN if b"seen" in text else NAMED if NAMES in text else body
                self.send_response(status)
                if location:
                    self.send_header("Location", location)
                self.send_header("Content-Length", str(length or len(answer)))
                self.end_headers()
                half = len(answer) // 2
                self.wfile.write(answer[:half])
                self.wfile.flush()
                if answer is body and stall:
                    over.wait(stall)
                self.wfile.write(answer[half:])

            def log_message(self, *args: object) -> None:
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        server.handle_error = lambda *_: None  # type: ignore[method-assign]
        servers.append(server)
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        return f"http://127.0.0.1:{server.server_port}"

    yield start
    over.set()
    for server in servers:
        server.shutdown()
        server.server_close()


def result(*rows: str) -> bytes:
    return f'{{"head":{{"vars":["n"]}},"results":{{"bindings":[{",".join(rows)}]}}}}'.encode()


ROW = '{"n":{"type":"literal","value":"a"}}'


@pytest.mark.parametrize(
    "body",
    [
        result(ROW, ROW)[:-30],
        result(ROW, ROW)[:-2],
        result(ROW, ROW)[:-3] + b"The query was cancelled",
        b"<html>busy</html>",
        b"",
        b'{"head":{},"boolean":true}',
        result('{"n":{"type":"novelty"}}'),
    ],
)
def test_half_an_answer_is_an_error(fake: Fake, body: bytes) -> None:
    with open_store(fake(body)) as store, pytest.raises(StoreError):
        store.select(COUNT)


def test_bytes_that_were_promised_have_to_come(fake: Fake) -> None:
    with (
        open_store(fake(result(ROW), length=5000)) as store,
        pytest.raises(StoreError, match=r"broke off|failed"),
    ):
        store.select(COUNT)
    triples = b'<http://e/s> <http://e/p> "x" .\n'
    with (
        open_store(fake(triples + b"cancelled")) as store,
        pytest.raises(StoreError, match="not complete"),
    ):
        store.construct("CONSTRUCT WHERE { ?s ?p ?o }")
    with open_store(fake(b'{"head":{}}')) as store, pytest.raises(StoreError):
        store.ask("ASK { ?s ?p ?o }")


def test_a_row_limit_does_not_wait_for_the_rest(fake: Fake) -> None:
    body = result(*[ROW] * 40)
    with open_store(fake(body, stall=20)) as store:
        rows = store.select(COUNT, limit=3, timeout=10)
    assert (list(rows), rows.truncated) == ([("a",)] * 3, True)


def test_an_answer_that_stalls_runs_into_the_limit(fake: Fake) -> None:
    with (
        open_store(fake(result(ROW), stall=8)) as store,
        pytest.raises(QueryLimitError, match=r"0\.5 seconds"),
    ):
        store.select(COUNT, timeout=0.5)


def test_the_limit_holds_while_the_names_of_graphs_are_asked_for(
    fake: Fake, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.modules[__name__], "NAMES", b"not answered at once")
    with (
        open_store(fake(result(ROW), stall=8)) as store,
        pytest.raises(QueryLimitError, match=r"0\.5 seconds"),
    ):
        store.select(COUNT, timeout=0.5)


def test_redirects_are_not_followed(fake: Fake) -> None:
    url = fake(b"", status=302, location="https://elsewhere.example/query?secret=1")
    with open_store(url) as store, pytest.raises(StoreError, match="not followed") as caught:
        store.select(COUNT)
    assert "elsewhere.example" in str(caught.value)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("status", "error", "match"),
    [
        (401, StoreError, "UEGRAPH_STORE_USER"),
        (400, QuerySyntaxError, "bad query"),
        (504, QueryLimitError, "stopped"),
        (500, StoreError, "500"),
    ],
)
def test_a_refusal_is_passed_on(
    fake: Fake, status: int, error: type[Exception], match: str
) -> None:
    with open_store(fake(b"bad query", status=status)) as store, pytest.raises(error, match=match):
        store.select(COUNT)


def test_credentials_are_sent_and_never_told(fake: Fake, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[dict[str, str]] = []
    monkeypatch.setenv("UEGRAPH_STORE_USER", "ann")
    monkeypatch.setenv("UEGRAPH_STORE_PASSWORD", "pass:wörd")
    with (
        open_store(fake(b"", status=401, asked=asked)) as store,
        pytest.raises(StoreError) as caught,
    ):
        store.select(COUNT)
    sent = asked[0]["Authorization"]
    assert base64.b64decode(sent.removeprefix("Basic ")).decode() == "ann:pass:wörd"
    assert "wörd" not in str(caught.value)
    monkeypatch.setenv("UEGRAPH_STORE_TOKEN", "t0ken")
    with open_store(fake(result(ROW), asked=asked)) as store:
        store.select(COUNT)
    assert asked[-1]["Authorization"] == "Bearer t0ken"
    with pytest.raises(StoreError, match="UEGRAPH_STORE_PASSWORD") as caught:
        open_store("http://ann:s3cret@localhost:7878")
    assert "s3cret" not in str(caught.value)


def test_addresses(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = addresses("http://h:1/")
    assert (plain.query, plain.update) == ("http://h:1/query", "http://h:1/update")
    assert addresses("https://h/ds/query").graphs == "https://h/ds/store"
    graphdb = addresses("https://h/repositories/x")
    assert graphdb.query == "https://h/repositories/x"
    assert graphdb.update == "https://h/repositories/x/statements"
    assert graphdb.graphs == "https://h/repositories/x/rdf-graphs/service"
    virtuoso = addresses("http://h:8890/sparql-auth")
    assert virtuoso.query == virtuoso.update == "http://h:8890/sparql-auth"
    assert virtuoso.graphs == "http://h:8890/sparql-graph-crud-auth"
    other = addresses("https://h/some/where")
    assert (other.query, other.update, other.graphs) == ("https://h/some/where", "", "")
    with (
        open_store("https://h/some/where", read_only=False) as store,
        pytest.raises(StoreError, match="UEGRAPH_UPDATE_URL"),
    ):
        store.put_graph("http://e/g", "")
    monkeypatch.setenv("UEGRAPH_UPDATE_URL", "https://h/some/where/else")
    assert addresses("https://h/some/where").update == "https://h/some/where/else"
    for url in ("ftp://h/", "http:///x", "file:///etc/passwd"):
        with pytest.raises(StoreError, match="not the URL"):
            open_store(url)


def test_a_server_that_is_not_there() -> None:
    with (
        open_store("http://127.0.0.1:9") as store,
        pytest.raises(StoreError, match="Is the server running"),
    ):
        store.select(COUNT)


def test_rows_arrive_in_any_pieces() -> None:
    spaced = b'{ "head" : { "vars" : [ "n" ] } ,\n "results" : { "bindings" : [ '
    other = ROW.replace('"a"', '"\u00e9"')
    body = spaced + f"{ROW} ,\n {other} ] }} }}".encode()
    for size in (1, 2, 7, 1000):
        pieces = (body[at : at + size] for at in range(0, len(body), size))
        assert list(read_rows(pieces, None)) == [("a",), ("\u00e9",)]


DATA = b"".join(
    b'<http://e/s> <http://e/p> "%d" <http://e/g%d> .\n' % (n, n % 2) for n in range(10)
)


@pytest.mark.server
def test_a_build_replaces_the_graphs_it_holds_and_no_others(serve: Serve) -> None:
    url = serve()
    with open_store(url, read_only=False) as store:
        store.put_graph("http://e/mine", '<http://e/s> <http://e/p> "mine" .')
        store.put_graph("http://e/g0", '<http://e/s> <http://e/p> "old" .')
    with build(url, DATA) as store:
        assert isinstance(store, RemoteStore)
        assert store.graphs() == {"http://e/g0": 5, "http://e/g1": 5, "http://e/mine": 1}
        assert list(store.select(COUNT)) == [(11,)]
        assert store.names() == ["http://e/g0", "http://e/g1", "http://e/mine"]


@pytest.mark.server
def test_a_failed_build_changes_nothing_on_the_server(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    with build(serve(), DATA) as store:
        assert isinstance(store, RemoteStore)
        monkeypatch.setattr(RemoteStore, "append", _fail)
        with pytest.raises(StoreError, match="on purpose"):
            build(store.location, DATA.replace(b'"1"', b'"changed"'))
        monkeypatch.undo()
        assert store.dump() == b"".join(sorted(DATA.splitlines(keepends=True)))


def _fail(*_: object) -> None:
    raise StoreError("on purpose")


@pytest.mark.server
def test_writing_to_a_server(serve: Serve) -> None:
    with open_store(serve(), read_only=False) as store:
        assert store.graphs() == {}
        assert store.dump() == b""
        assert list(store.select(COUNT)) == [(0,)]
        store.load_nquads(DATA)
        store.update('INSERT DATA { GRAPH <http://e/g0> { <http://e/s> <http://e/p> "u" } }')
        assert store.graphs() == {"http://e/g0": 6, "http://e/g1": 5}
        store.put_graph("http://e/g0", "")
        assert store.graphs() == {"http://e/g1": 5}
        with pytest.raises(QuerySyntaxError):
            store.update("INSERT DATA { broken }")


@pytest.mark.server
def test_a_server_with_a_time_limit_of_its_own_is_not_believed(serve: Serve) -> None:
    never = "FILTER(CONCAT(STR(?a), STR(?d), STR(?g)) = 'x')"
    query = f"SELECT * {{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i {never} }}"
    lines = (f"<http://e/s{n}> <http://e/p> <http://e/o{n}> <http://e/g> .\n" for n in range(2000))
    with (
        build(serve("--timeout-s", "1", "--union-default-graph"), "".join(lines)) as store,
        pytest.raises((StoreError, QueryLimitError)),
    ):
        store.select(query, timeout=20)
