"""Addresses that are none, credentials that would be headers, and answers that nobody can read."""

from __future__ import annotations

import json

import pytest
from tests.fuzz.doors.servers import ODD, Server

from uegraph.errors import QueryLimitError, QuerySyntaxError, StoreError
from uegraph.store import open_store

ASK = "ASK { ?s ?p ?o }"


@pytest.fixture
def server() -> Server:
    return Server()


@pytest.mark.parametrize(
    "url", [*ODD, "http://h/a b", "http://h/é", "http://h/\r\nX: y", "http://h/{x}"]
)
def test_an_address_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(StoreError):
        open_store(url.replace("SECRET", "/etc/passwd")).ask(ASK, timeout=2)


@pytest.mark.parametrize("name", ["TOKEN", "USER"])
@pytest.mark.parametrize("text", ["a\r\nX-Other: y", "€", "a\nb"])
def test_a_token_is_no_header_of_its_own(
    name: str, text: str, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"UEGRAPH_STORE_{name}", text)
    server.answers = [0]
    if name == "USER":  # coded, it is a name like any other
        assert open_store(server.url).ask(ASK)
        return
    with pytest.raises(StoreError, match="cannot carry"):
        open_store(server.url).ask(ASK)


def body(content: bytes, status: str = "200 OK", *more: str) -> bytes:
    head = "\r\n".join([f"HTTP/1.1 {status}", f"Content-Length: {len(content)}", *more])
    return head.encode() + b"\r\n\r\n" + content


@pytest.mark.parametrize(
    "content",
    [
        b"[" * 200_000,
        b'{"boolean":' * 50_000,
        b"[]",
        b"7",
        b"null",
        b'{"head":7,"results":[]}',
        b"\xff",
    ],
)
def test_an_answer_that_nobody_can_read_is_an_error(content: bytes, server: Server) -> None:
    for ask in ("ask", "select", "construct"):
        server.answers = [0, body(content)]
        store = open_store(server.url)
        query = {"ask": ASK, "select": "SELECT * { ?s ?p ?o }"}.get(ask, "DESCRIBE ?s { ?s ?p ?o }")
        with pytest.raises(StoreError):
            getattr(store, ask)(query, timeout=10)


@pytest.mark.parametrize("names", [["g"], ["g", "n", "x"], ["n", "g"], ["a", "b"], []])
def test_other_columns_than_those_asked_for_are_an_error(names: list[str], server: Server) -> None:
    cell = {"type": "literal", "value": "3"}
    rows = {"head": {"vars": names}, "results": {"bindings": [dict.fromkeys(names, cell)]}}
    server.answers = [body(json.dumps(rows).encode())]
    with pytest.raises(StoreError, match="SPARQL"):
        open_store(server.url).graphs()


@pytest.mark.parametrize("place", ["http://[", "file:///etc/passwd", "//other/", "", "\x1b[31m"])
def test_a_redirect_is_never_followed(place: str, server: Server) -> None:
    server.answers = [body(b"", "302 Found", f"Location: {place}")]
    with pytest.raises(StoreError, match="not followed"):
        open_store(server.url).ask(ASK)


@pytest.mark.parametrize(
    "challenge", ["Digest", "Digest a", "Digest a=", 'Digest nonce="', "Digest ,=,"]
)
def test_a_challenge_that_is_none_is_an_error(
    challenge: str, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in (("USER", "u"), ("PASSWORD", "p"), ("AUTH", "digest")):
        monkeypatch.setenv(f"UEGRAPH_STORE_{name}", value)
    server.answers = [body(b"", "401 No", f"WWW-Authenticate: {challenge}")]
    with pytest.raises((StoreError, QueryLimitError, QuerySyntaxError)):
        open_store(server.url).ask(ASK, timeout=5)
