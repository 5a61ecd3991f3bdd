"""HTTP for SPARQL servers: one deadline for a whole exchange, and no half answers.

The standard library's client, because the deadline has to hold between any two bytes, and a
redirect must not carry a query or a password to another host: none is followed.
"""

from __future__ import annotations

import base64
import contextlib
import http.client
import os
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from uegraph.errors import QueryLimitError, QuerySyntaxError, StoreError

if TYPE_CHECKING:
    import socket
    from collections.abc import Iterator

    from uegraph.store.killable import Limits

_CHUNK: Final = 1 << 18
_TOLD: Final = 300


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of a server."""

    method: str
    url: str
    body: bytes | None = None
    content_type: str = ""
    accept: str = "*/*"

    def headers(self) -> dict[str, str]:
        """The headers, with the credentials that the environment names."""
        headers = {"Accept": self.accept, "User-Agent": "uegraph"}
        if self.content_type:
            headers["Content-Type"] = self.content_type
        token = os.environ.get("UEGRAPH_STORE_TOKEN")
        user = os.environ.get("UEGRAPH_STORE_USER")
        if token:
            headers["Authorization"] = f"Bearer {token}"
        elif user:
            pair = f"{user}:{os.environ.get('UEGRAPH_STORE_PASSWORD', '')}"
            headers["Authorization"] = f"Basic {base64.b64encode(pair.encode()).decode()}"
        return headers


def require_url(url: str) -> None:
    """Refuse a URL that cannot be used, or that carries a password into messages and logs.

    Raises:
        StoreError: It has no host, another scheme, or credentials in it.
    """
    parts = urlsplit(url)
    if parts.username is not None or parts.password is not None:
        raise StoreError(
            "The server's URL contains a user or password, which would show in messages. "
            "Set UEGRAPH_STORE_USER and UEGRAPH_STORE_PASSWORD (or UEGRAPH_STORE_TOKEN) instead."
        )
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise StoreError(f"{url} is not the URL of a server. Write https://host[:port][/path].")


@contextlib.contextmanager
def exchange(request: Request, limits: Limits) -> Iterator[Iterator[bytes]]:
    """The body of a server's answer, chunk by chunk, until the deadline.

    Raises:
        QueryLimitError: The deadline passed, or the answer is too large.
        QuerySyntaxError: The server says that the request is wrong.
        StoreError: The server cannot be reached, refuses, or breaks off.
    """
    deadline = None if limits.seconds is None else time.monotonic() + limits.seconds
    connection = _connection(request.url, limits.seconds)
    try:
        connection.connect()
        line = connection.sock  # the client forgets it when the server closes after its answer
        connection.request(request.method, _target(request.url), request.body, request.headers())
        _until(line, deadline)
        response = connection.getresponse()
        if response.status >= 300:
            raise _refusal(request, response)
        yield _chunks(response, line, deadline, limits)
    except TimeoutError as error:
        raise limits.too_slow() from error
    except (OSError, http.client.HTTPException) as error:
        what = "broke off" if isinstance(error, http.client.IncompleteRead) else "failed"
        raise StoreError(
            f"The exchange with {request.url} {what} ({type(error).__name__}: {error}). "
            "Is the server running, and is the address right?"
        ) from error
    finally:
        connection.close()


def fetch(request: Request, limits: Limits) -> bytes:
    """The whole body of a server's answer."""
    with exchange(request, limits) as chunks:
        return b"".join(chunks)


def _connection(url: str, seconds: float | None) -> http.client.HTTPConnection:
    parts = urlsplit(url)
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    assert parts.hostname is not None
    return kind(parts.hostname, parts.port, timeout=seconds)


def _target(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"


def _until(line: socket.socket, deadline: float | None) -> None:
    """Let the next wait end at the deadline."""
    if deadline is not None:
        left = deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError
        line.settimeout(left)


def _chunks(
    response: http.client.HTTPResponse,
    line: socket.socket,
    deadline: float | None,
    limits: Limits,
) -> Iterator[bytes]:
    size = 0
    while True:
        _until(line, deadline)
        chunk = response.read1(_CHUNK)
        if not chunk:
            break
        size += len(chunk)
        if size > limits.answer:
            raise limits.too_large()
        yield chunk
    if response.length:  # bytes that were promised and did not come
        raise http.client.IncompleteRead(b"", response.length)


def _refusal(request: Request, response: http.client.HTTPResponse) -> Exception:
    told = response.read(_TOLD).decode(errors="replace").strip()
    where = f"{request.url} answered {response.status}"
    if response.status < 400:
        target = urlsplit(response.headers.get("Location", ""))
        place = target._replace(query="", fragment="").geturl()
        return StoreError(
            f"{where}: it redirects to {place}, which is not followed. "
            "If you trust that address, give it as the store's."
        )
    if response.status in {401, 403}:
        return StoreError(
            f"{where}: access is refused. Set UEGRAPH_STORE_USER and UEGRAPH_STORE_PASSWORD, "
            "or UEGRAPH_STORE_TOKEN."
        )
    if response.status == 400:
        return QuerySyntaxError(f"{where}: {told}.")
    if response.status in {408, 504}:
        return QueryLimitError(f"{where}: the server stopped the query. {told}")
    return StoreError(f"{where} {response.reason}: {told}")
