"""HTTP for SPARQL servers: one deadline for a whole exchange, and no half answers.

The standard library's client, because the deadline has to hold between any two bytes, and a
redirect must not carry a query or a password to another host: none is followed. A request is sent
again only where that cannot do anything twice.
"""

from __future__ import annotations

import contextlib
import http.client
import os
import ssl
import time
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from uegraph.errors import QueryLimitError, QuerySyntaxError, StoreError
from uegraph.store.credentials import authorization, challenged, scheme

if TYPE_CHECKING:
    import socket
    from collections.abc import Iterator

    from uegraph.store.killable import Limits

_CHUNK: Final = 1 << 18
_TOLD: Final = 300
_BROKEN: Final = frozenset(' <>"{}|\\^`')  # what no address holds as it is
# A server that starts, or that is busy, is asked again after these seconds.
_WAITS: Final = (0.1, 0.3, 0.9)
_LONGEST_WAIT: Final = 30.0
_BUSY: Final = frozenset(
    {HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.BAD_GATEWAY, HTTPStatus.SERVICE_UNAVAILABLE}
)


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of a server.

    Attributes:
        repeatable: Whether doing it twice is the same as once, so that it may be sent again to a
            server that says it is busy.
    """

    method: str
    url: str
    body: bytes | None = None
    content_type: str = ""
    accept: str = "*/*"
    repeatable: bool = False

    @property
    def target(self) -> str:
        """The part of the address that is told to the server."""
        parts = urlsplit(self.url)
        return f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"

    @property
    def origin(self) -> str:
        """The server."""
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.netloc}"

    def headers(self) -> dict[str, str]:
        """The headers, with the credentials that the environment names."""
        headers = {"Accept": self.accept, "User-Agent": "uegraph"}
        if self.content_type:
            headers["Content-Type"] = self.content_type
        who = authorization(self.method, self.target, self.origin)
        if who and not (who.isascii() and who.isprintable()):
            raise StoreError(
                "The user, password or token holds a character that a request cannot carry, such "
                "as the end of a line. Look at UEGRAPH_STORE_TOKEN and the like."
            )
        if who:
            headers["Authorization"] = who
        return headers


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answers: some headers at once, the body chunk by chunk."""

    headers: http.client.HTTPMessage
    chunks: Iterator[bytes]


def require_url(url: str) -> None:
    """Refuse a URL that cannot be used, or that carries a password into messages and logs.

    Raises:
        StoreError: It has no host, another scheme, or credentials in it.
    """
    try:
        parts = urlsplit(url)
        whole = f"{parts.path}{parts.query}"
        usable = bool(parts.hostname and parts.hostname.encode("idna") and parts.port != 0)
    except ValueError:  # a bracket, a host or a port that is none
        raise _unusable(url) from None
    if parts.username is not None or parts.password is not None:
        raise StoreError(
            "The server's URL contains a user or password, which would show in messages. "
            "Set UEGRAPH_STORE_USER and UEGRAPH_STORE_PASSWORD (or UEGRAPH_STORE_TOKEN) instead."
        )
    plain = usable and whole.isascii() and not set(whole) & _BROKEN and url.isprintable()
    if parts.scheme not in {"http", "https"} or not plain:
        raise _unusable(url)


def _unusable(url: str) -> StoreError:
    return StoreError(
        f"{url} is not the URL of a server. Write https://host[:port][/path], with %20 for a space "
        "and the like for letters that are not ASCII."
    )


@contextlib.contextmanager
def exchange(request: Request, limits: Limits) -> Iterator[Answer]:
    """A server's answer, its body chunk by chunk, until the deadline.

    Raises:
        QueryLimitError: The deadline passed, or the answer is too large.
        QuerySyntaxError: The server says that the request is wrong.
        StoreError: The server cannot be reached or trusted, refuses, or breaks off.
    """
    deadline = None if limits.seconds is None else time.monotonic() + limits.seconds
    connections = contextlib.ExitStack()
    try:
        with connections:
            response, line = _answered(request, deadline, connections)
            if response.status >= 300:
                raise _refusal(request, response)
            yield Answer(response.headers, _chunks(response, line, deadline, limits))
    except TimeoutError as error:
        raise limits.too_slow() from error
    except ssl.SSLCertVerificationError as error:
        raise StoreError(
            f"{request.origin} cannot prove who it is: {error.verify_message}. If an authority of "
            "your own signed its certificate, name that authority's file in UEGRAPH_STORE_CA."
        ) from error
    except (OSError, http.client.HTTPException) as error:
        what = "broke off" if isinstance(error, http.client.IncompleteRead) else "failed"
        raise StoreError(
            f"The exchange with {request.url} {what} ({type(error).__name__}: {error}). "
            "Is the server running, and is the address right?"
        ) from error


def fetch(request: Request, limits: Limits) -> bytes:
    """The whole body of a server's answer."""
    with exchange(request, limits) as answer:
        return b"".join(answer.chunks)


def _answered(
    request: Request, deadline: float | None, connections: contextlib.ExitStack
) -> tuple[http.client.HTTPResponse, socket.socket]:
    """The answer to a request, which is sent again where that is safe and may help."""
    waits = iter(_WAITS)
    proven = False
    while True:
        connection = _connection(request.url, _left(deadline))
        connections.callback(connection.close)
        try:
            response, line = _sent(connection, request, deadline)
        except ConnectionRefusedError:  # nothing was sent, so nothing was done
            if (wait := next(waits, None)) is None:
                raise
            _pause(wait, deadline)
            continue
        if response.status == HTTPStatus.UNAUTHORIZED and not proven:
            proven = True  # a second refusal means a wrong password
            if challenged(response.headers.get_all("WWW-Authenticate", []), request.origin):
                continue
        if request.repeatable and response.status in _BUSY and (wait := next(waits, None)):
            asked = response.headers.get("Retry-After", "")
            wait = float(asked) if asked.isdigit() else wait
            if wait <= min(_LONGEST_WAIT, _left(deadline) or _LONGEST_WAIT):
                _pause(wait, deadline)
                continue
        return response, line


def _sent(
    connection: http.client.HTTPConnection, request: Request, deadline: float | None
) -> tuple[http.client.HTTPResponse, socket.socket]:
    connection.connect()
    line = connection.sock  # the client forgets it when the server closes after its answer
    # A server may answer, and close, before it has taken a large body that it will not have.
    with contextlib.suppress(BrokenPipeError):
        connection.request(request.method, request.target, request.body, request.headers())
    _until(line, deadline)
    return connection.getresponse(), line


def _connection(url: str, seconds: float | None) -> http.client.HTTPConnection:
    parts = urlsplit(url)
    assert parts.hostname is not None
    if parts.scheme == "http":
        return http.client.HTTPConnection(parts.hostname, parts.port, timeout=seconds)
    return http.client.HTTPSConnection(
        parts.hostname, parts.port, timeout=seconds, context=_trusted()
    )


def _trusted() -> ssl.SSLContext:
    """Whom we believe: the system's authorities, or the one that the environment names."""
    own = os.environ.get("UEGRAPH_STORE_CA") or None
    try:
        return ssl.create_default_context(cafile=own)
    except OSError as error:
        raise StoreError(
            f"UEGRAPH_STORE_CA names {own}, which cannot be read as certificates ({error}). "
            "Name a file of certificates in PEM."
        ) from error


def _left(deadline: float | None) -> float | None:
    """The seconds up to the deadline."""
    if deadline is None:
        return None
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _pause(seconds: float, deadline: float | None) -> None:
    left = _left(deadline)
    time.sleep(seconds if left is None else min(seconds, left))


def _until(line: socket.socket, deadline: float | None) -> None:
    """Let the next wait end at the deadline."""
    if (left := _left(deadline)) is not None:
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
        try:
            target = urlsplit(response.headers.get("Location", ""))
            place = target._replace(query="", fragment="").geturl()
        except ValueError:
            place = "what is no address"
        return StoreError(
            f"{where}: it redirects to {place}, which is not followed. "
            "If you trust that address, give it as the store's."
        )
    if response.status in {401, 403}:
        return StoreError(f"{where}: access is refused. {_remedy(response)}")
    if response.status == 400:
        return QuerySyntaxError(f"{where}: {told}.")
    if response.status in {408, 504}:
        return QueryLimitError(f"{where}: the server stopped the query. {told}")
    return StoreError(f"{where} {response.reason}: {told}")


def _remedy(response: http.client.HTTPResponse) -> str:
    """What to set so that the server lets us in."""
    offered = response.headers.get_all("WWW-Authenticate", [])
    if any(text.lower().startswith("digest") for text in offered) and scheme() != "digest":
        return (
            "It asks for Digest: set UEGRAPH_STORE_AUTH=digest beside UEGRAPH_STORE_USER and "
            "UEGRAPH_STORE_PASSWORD."
        )
    return "Set UEGRAPH_STORE_USER and UEGRAPH_STORE_PASSWORD, or UEGRAPH_STORE_TOKEN."
