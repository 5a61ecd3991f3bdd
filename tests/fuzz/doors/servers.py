"""The answers of a SPARQL server that means harm, or is none."""

from __future__ import annotations

import json
import os
import random
import re
import socket
import threading
from typing import TYPE_CHECKING, Final

from tests.fuzz.mutation import mutate
from tests.fuzz.payloads import text

from uegraph.namespaces import PREFIXES
from uegraph.store import build, open_store

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.fuzz.trap import Trap

ROWS: Final = (
    b'{"head":{"vars":["s","n"]},"results":{"bindings":['
    b'{"s":{"type":"uri","value":"http://e/s"},"n":{"type":"literal","value":"1"}},'
    b'{"s":{"type":"bnode","value":"b"},"n":{"type":"literal","value":"x","xml:lang":"en"}}]}}'
)
SEEN: Final = (
    b'{"head":{"vars":["seen"]},"results":{"bindings":[{"seen":{"type":"literal","value":"true",'
    b'"datatype":"http://www.w3.org/2001/XMLSchema#boolean"}}]}}'
)
BODIES: Final = (
    ROWS, b'{"head":{},"boolean":true}', b'<http://e/s> <http://e/p> "o" .\n', b"", b"[" * 200_000,
    SEEN,
    b"<html>", b"\xff\xfe", ROWS.replace(b"[{", b"[{" * 30_000),
    b'{"head":{"vars":["a"]},"results":{"bindings":[' + b'{"a":1},' * 9_999,
    b"<http://e/s> <http://e/p> " + b"<<( <http://e/s> <http://e/p> " * 50_000, b" " * 3_000_000,
    ROWS.replace(b"http://e/s", b"http://e/> } ; DROP ALL #"),
    b"<?xml version='1.0'?><!DOCTYPE a SYSTEM 'URL'>",
)  # fmt: skip
HEADS: Final = (
    "HTTP/1.1 200 OK", "HTTP/1.1 200 OK", "HTTP/1.1 200 OK", "HTTP/1.0 200", "HTTP/9.9 200 OK",
    "HTTP/1.1 abc", "HTTP/1.1 302 Found\r\nLocation: URL",
    "HTTP/1.1 307 x\r\nLocation: file://SECRET", "HTTP/1.1 301 x",
    "HTTP/1.1 308 x\r\nLocation: http://[",
    "HTTP/1.1 401 x\r\nWWW-Authenticate: Digest realm=\"a\"",
    "HTTP/1.1 401 x\r\nWWW-Authenticate: Digest realm=\"a\", nonce=\"b\", qop=\"auth\"",
    "HTTP/1.1 400 \x1b[31m", "HTTP/1.1 429 x\r\nRetry-After: 99999999",
    "HTTP/1.1 503 x\r\nRetry-After: -1",
    "HTTP/1.1 503 x\r\nRetry-After: Thu, 01 Jan 1970 00:00:00 GMT", "HTTP/1.1 100 Continue",
    "HTTP/1.1 204 x", "HTTP/1.1 500 x", "HTTP/1.1 200 OK\r\n" + "A: b\r\n" * 200,
    "HTTP/1.1 200 " + "a" * 70_000, "garbage", "", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked",
    "HTTP/1.1 200 OK\r\nContent-Encoding: gzip", "HTTP/1.1 200 OK\r\nContent-Length: 99999999999",
    "HTTP/1.1 200 OK\r\nContent-Length: -1", "HTTP/1.1 200 OK\r\nContent-Length: x",
    "HTTP/1.1 200 OK\r\nSet-Cookie: a=b\r\nA\r\n :b", "HTTP/1.1 403 x",
)  # fmt: skip
URLS: Final = (
    *["", "/query"] * 12,
    "/a b",
    "/é",
    "/?q=%zz",
    "/\r\nX: y",
    "/#x",
    "/../x",
    "//x",
    "/%00",
    "?a=b&c",
)
ODD: Final = (
    "file://SECRET", "ftp://127.0.0.1/", "http://[", "http://127.0.0.1:99999/",
    "http://127.0.0.1:x/", "http://user:pw@127.0.0.1/", "http:///", "http://.a..b/",
    "http://" + "a" * 300 + "/", "javascript:1", "http://127.0.0.1:-1/", "http://a\u2100b/",
    "https://127.0.0.1:1/", "gopher://127.0.0.1/", "://", "http://\x00/",
)  # fmt: skip
ASK: Final = "ASK { ?s ?p ?o }"


class Server:
    """Answers each request on its port with the next of some texts, whatever it asks."""

    def __init__(self) -> None:
        self.answers: list[bytes | int] = []
        self._listening = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.url = f"http://127.0.0.1:{self._listening.getsockname()[1]}"
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            line, _ = self._listening.accept()
            threading.Thread(target=self._answer, args=(line,), daemon=True).start()

    def _answer(self, line: socket.socket) -> None:
        try:
            with line:
                line.settimeout(5)
                asked = _request(line)
                next_one = self.answers[0] if len(self.answers) < 2 else self.answers.pop(0)
                line.sendall(next_one if isinstance(next_one, bytes) else fitting(asked, next_one))
        except OSError:
            pass  # whoever asked has hung up


def _request(line: socket.socket) -> bytes:
    """A request whole: its body comes after its head."""
    asked = b""
    while b"\r\n\r\n" not in asked and (piece := line.recv(1 << 16)):
        asked += piece
    head, _, body = asked.partition(b"\r\n\r\n")
    found = re.search(rb"(?i)content-length: (\d+)", head)
    while found and len(body) < int(found[1]) and (piece := line.recv(1 << 16)):
        body += piece
    return head + b"\r\n\r\n" + body


def fitting(asked: bytes, seed: int) -> bytes:
    """The answer that a server would give to a request, broken somewhere unless the seed is 0."""
    if b"EXISTS" in asked:
        body = SEEN
    elif b"ASK" in asked:
        body = b'{"head":{},"boolean":true}'
    elif b"n-triples" in asked:
        body = b'<http://e/s> <http://e/p> "o" .\n<http://e/s> <http://e/p> <http://e/o> .\n'
    else:
        shown = asked if b"WHERE" not in asked else asked.partition(b"WHERE")[0]
        names = [name for name in (b"g", b"s", b"o", b"p", b"n") if b"%3F" + name in shown] or [
            b"s"
        ]
        body = _rows([name.decode() for name in names])
    head = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n"
    if seed:
        body = mutate(body, random.Random(seed))
    return head % len(body) + body


def _rows(names: list[str]) -> bytes:
    """Two rows of such columns: addresses, and whole numbers in the column n."""
    number = {"type": "literal", "value": "3", "datatype": f"{PREFIXES['xsd']}integer"}
    cells = {name: {"type": "uri", "value": f"http://e/{name}"} for name in names}
    row = cells | ({"n": number} if "n" in names else {})
    return json.dumps({"head": {"vars": names}, "results": {"bindings": [row, row]}}).encode()


def door(trap: Trap) -> Callable[[random.Random], str]:
    """Asks such a server, and writes to it."""
    server = Server()

    def case(chance: random.Random) -> str:
        _environment(chance)
        if chance.random() < 0.1:
            return str(open_store(trap.fill(chance.choice(ODD))).ask(ASK, timeout=2))
        server.answers = [_reply(trap, chance) for _ in range(chance.randint(1, 4))]
        if chance.random() < 0.5:
            server.answers = [chance.choice((0, 0, chance.randrange(1, 1 << 30))) for _ in range(5)]
        elif chance.random() < 0.5:  # that its default graph is the union, which is asked first
            server.answers.insert(0, b"HTTP/1.1 200 OK\r\n\r\n" + SEEN)
        place = server.url + chance.choice(URLS)
        return _asked(place, chance)

    return case


def _environment(chance: random.Random) -> None:
    """Credentials, now and then such as would put a header of their own into a request."""
    for name in ("TOKEN", "USER", "PASSWORD", "AUTH"):
        os.environ.pop(f"UEGRAPH_STORE_{name}", None)
    odd = chance.choice(("t", "a\r\nX: y", "€", text(chance)[:99])).replace("\x00", "")
    kind = chance.random()
    if kind < 0.1:
        os.environ["UEGRAPH_STORE_TOKEN"] = odd
    elif kind < 0.3:
        os.environ["UEGRAPH_STORE_USER"] = odd
        os.environ["UEGRAPH_STORE_PASSWORD"] = "p"
        os.environ["UEGRAPH_STORE_AUTH"] = chance.choice(("digest", "basic"))


def _asked(place: str, chance: random.Random) -> str:
    kinds: tuple[Callable[[], object], ...] = (
        lambda: open_store(place).ask(ASK, timeout=2),
        lambda: open_store(place).select("SELECT * { ?s ?p ?o }", timeout=2, limit=5).to_dicts(),
        lambda: open_store(place).construct("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", timeout=2),
        lambda: open_store(place).select("SELECT * FROM <http://e/g> { ?s ?p ?o }", timeout=2),
        lambda: open_store(place).graphs(),
        lambda: open_store(place).dump(),
        lambda: build(place, b'<http://e/s> <http://e/p> "o" <http://e/g> .\n').graphs(),
    )
    return str(chance.choice(kinds)())[:200_000]


def _reply(trap: Trap, chance: random.Random) -> bytes:
    """An answer: a status, headers and a body that need not fit each other."""
    head = trap.fill(chance.choice(HEADS)).encode("latin-1", errors="replace")
    body = chance.choice(BODIES)
    if chance.random() < 0.4:
        body = mutate(body[:2_000], chance)
    length = b"" if b"\r\n" in head else f"\r\nContent-Length: {len(body)}".encode()
    whole = head + length + b"\r\n\r\n" + body
    return mutate(whole, chance) if chance.random() < 0.1 else whole
