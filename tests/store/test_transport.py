"""How a server is reached: whom it believes, whom we believe, and what is asked twice."""

from __future__ import annotations

import contextlib
import ssl
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest
from tests.programs import program

from uegraph.errors import StoreError
from uegraph.store import http, open_store
from uegraph.store.credentials import Challenge, authorization, challenged
from uegraph.store.http import Request, fetch
from uegraph.store.killable import Limits

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SOON = Limits(seconds=30)


class Server(ThreadingHTTPServer):
    """A server that gives the answers it was told, one after the other, and counts requests."""

    answers: list[tuple[int, dict[str, str]]]
    asked: list[tuple[str, str]]


class Handler(BaseHTTPRequestHandler):
    server: Server

    def _answer(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.server.asked.append((self.command, self.headers.get("Authorization", "")))
        status, headers = self.server.answers.pop(0) if self.server.answers else (200, {})
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"ok")

    do_GET = do_POST = do_PUT = _answer  # noqa: N815 - the names that the library looks for

    def log_message(self, *args: object) -> None:
        pass


@contextlib.contextmanager
def serving(
    *answers: tuple[int, dict[str, str]], port: int = 0, context: ssl.SSLContext | None = None
) -> Iterator[tuple[str, Server]]:
    with Server(("127.0.0.1", port), Handler) as server:
        server.answers, server.asked = list(answers), []
        if context:
            server.socket = context.wrap_socket(server.socket, server_side=True)
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        try:
            yield f"http{'s' if context else ''}://127.0.0.1:{server.server_port}", server
        finally:
            server.shutdown()


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The pauses that would have been made."""
    made: list[float] = []
    monkeypatch.setattr(http, "_pause", lambda seconds, _: made.append(seconds))
    return made


@pytest.mark.parametrize("status", [429, 502, 503])
def test_a_busy_server_is_asked_again(pauses: list[float], status: int) -> None:
    with serving((status, {}), (status, {"Retry-After": "7"})) as (url, server):
        assert fetch(Request("GET", url, repeatable=True), SOON) == b"ok"
    assert len(server.asked) == 3
    assert pauses == [0.1, 7.0]


def test_a_server_that_stays_busy_is_not_asked_for_ever(pauses: list[float]) -> None:
    with (
        serving(*[(503, {})] * 9) as (url, server),
        pytest.raises(StoreError, match="503"),
    ):
        fetch(Request("GET", url, repeatable=True), SOON)
    assert (len(server.asked), len(pauses)) == (4, 3)


def test_nobody_waits_longer_than_the_deadline(pauses: list[float]) -> None:
    with (
        serving((503, {"Retry-After": "3600"})) as (url, server),
        pytest.raises(StoreError, match="503"),
    ):
        fetch(Request("GET", url, repeatable=True), SOON)
    assert (len(server.asked), pauses) == (1, [])


def test_what_may_have_been_done_is_not_done_again(pauses: list[float]) -> None:
    with (
        serving((503, {})) as (url, server),
        open_store(url, read_only=False) as store,
        pytest.raises(StoreError, match="503"),
    ):
        store.update("DELETE WHERE { ?s ?p ?o }")
    assert (server.asked, pauses) == ([("POST", "")], [])


def test_a_server_that_starts_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    with contextlib.ExitStack() as later:
        with serving() as (url, first):
            port = first.server_port

        def start(*_: object) -> None:
            later.enter_context(serving(port=port))

        monkeypatch.setattr(http, "_pause", start)
        assert fetch(Request("POST", url, b"once"), SOON) == b"ok"


# RFC 7616, section 3.9.1: the example with both algorithms.
NONCE = "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v"
RFC = (
    'Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm={}, '
    f'nonce="{NONCE}", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"'
)
OWN = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ"


@pytest.mark.parametrize(
    ("algorithm", "response"),
    [
        ("MD5", "8ca523f5e9506fed4657c9700eebdbec"),
        ("SHA-256", "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"),
    ],
)
def test_digest_answers_as_the_standard_does(
    monkeypatch: pytest.MonkeyPatch, algorithm: str, response: str
) -> None:
    monkeypatch.setenv("UEGRAPH_STORE_USER", "Mufasa")
    monkeypatch.setenv("UEGRAPH_STORE_PASSWORD", "Circle of Life")
    challenge = Challenge.read(RFC.format(algorithm))
    assert challenge
    answer = challenge.answer("GET", "/dir/index.html", OWN)
    assert f'response="{response}"' in answer
    assert "nc=00000001" in answer
    assert "nc=00000002" in challenge.answer("GET", "/dir/index.html", OWN)


def test_with_digest_the_password_is_never_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UEGRAPH_STORE_AUTH", "digest")
    monkeypatch.setenv("UEGRAPH_STORE_USER", "ann")
    monkeypatch.setenv("UEGRAPH_STORE_PASSWORD", "secret")
    refused = (401, {"WWW-Authenticate": RFC.format("MD5")})
    with serving(refused) as (url, server):
        fetch(Request("POST", url, b"x"), SOON)
        fetch(Request("POST", url, b"x"), SOON)
    first, second, third = (sent for _, sent in server.asked)
    assert first == ""
    assert 'username="ann"' in second
    assert "nc=00000001" in second
    assert "nc=00000002" in third
    with serving(*[refused] * 3) as (url, server), pytest.raises(StoreError, match="401"):
        fetch(Request("POST", url, b"x"), SOON)
    assert len(server.asked) == 2, "a second refusal means a wrong password"


def test_digest_is_named_where_a_server_asks_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    refused = (401, {"WWW-Authenticate": RFC.format("MD5")})
    with serving(refused) as (url, _), pytest.raises(StoreError, match="UEGRAPH_STORE_AUTH=digest"):
        fetch(Request("GET", url), SOON)
    monkeypatch.setenv("UEGRAPH_STORE_AUTH", "kerberos")
    monkeypatch.setenv("UEGRAPH_STORE_USER", "ann")
    with pytest.raises(StoreError, match="basic or digest"):
        authorization("GET", "/", "http://h")


@pytest.mark.parametrize(
    "header", ["Basic realm=x", "Digest realm=x", RFC.format("SHA-512-256"), ""]
)
def test_what_cannot_be_answered_is_no_challenge(
    monkeypatch: pytest.MonkeyPatch, header: str
) -> None:
    monkeypatch.setenv("UEGRAPH_STORE_AUTH", "digest")
    monkeypatch.setenv("UEGRAPH_STORE_USER", "ann")
    assert not challenged([header], "http://h")


@pytest.fixture
def certified(tmp_path: Path) -> tuple[ssl.SSLContext, Path]:
    """A server's certificate that no authority of the system signed."""
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    subprocess.run(
        [
            *(program("openssl", "openssl"), "req", "-x509", "-nodes", "-days", "2"),
            *("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-subj", "/CN=test"),
            *("-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", certificate),
        ],
        check=True,
        capture_output=True,
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return context, certificate


def test_only_a_server_that_can_prove_itself_is_asked(
    certified: tuple[ssl.SSLContext, Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    context, certificate = certified
    with serving(context=context) as (url, server):
        with pytest.raises(StoreError, match="UEGRAPH_STORE_CA"):
            fetch(Request("GET", url), SOON)
        assert server.asked == []
        monkeypatch.setenv("UEGRAPH_STORE_CA", str(certificate))
        assert fetch(Request("GET", url), SOON) == b"ok"
        with pytest.raises(StoreError, match="cannot prove"):
            fetch(Request("GET", url.replace("127.0.0.1", "localhost")), SOON)
    for text in (None, "no certificate"):
        wrong = tmp_path / "wrong.pem"
        if text:
            wrong.write_text(text, encoding="utf-8")
        monkeypatch.setenv("UEGRAPH_STORE_CA", str(wrong))
        with pytest.raises(StoreError, match="cannot be read"):
            fetch(Request("GET", "https://127.0.0.1:9"), SOON)
