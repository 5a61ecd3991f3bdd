"""Three kinds of store with the same graph, and a server to try the third."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from uegraph.namespaces import EDTF
from uegraph.store import Store, build, open_store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Serve = Callable[..., str]

XSD = "http://www.w3.org/2001/XMLSchema#"
NQUADS = "".join(
    line + "\n"
    for line in (
        '<http://e/bath> <http://e/name> "Bath" <http://e/g1> .',
        '<http://e/bath> <http://e/name> "Caerfaddon"@cy <http://e/g1> .',
        f'<http://e/bath> <http://e/count> "12"^^<{XSD}integer> <http://e/g1> .',
        f'<http://e/bath> <http://e/share> "0.25"^^<{XSD}decimal> <http://e/g1> .',
        f'<http://e/bath> <http://e/weight> "1.5"^^<{XSD}double> <http://e/g1> .',
        f'<http://e/bath> <http://e/open> "true"^^<{XSD}boolean> <http://e/g1> .',
        f'<http://e/bath> <http://e/on> "2024-04-01"^^<{XSD}date> <http://e/g2> .',
        f'<http://e/bath> <http://e/when> "2022-10"^^<{EDTF}> <http://e/g2> .',
        '<http://e/bath> <http://e/odd> "tab\\t line\\n \\r q\\" \\\\ \u2028" <http://e/g2> .',
        "<http://e/bath> <http://e/partOf> <http://e/somerset> <http://e/g2> .",
    )
).encode()


def oxigraph() -> str:
    """The server's program, installed beside this Python."""
    return str(Path(sys.executable).with_name("oxigraph"))


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Start SPARQL servers on free ports of the loopback address, and stop them afterwards."""
    processes: list[subprocess.Popen[bytes]] = []

    def start(*options: str) -> str:
        port = free_port()
        command = [oxigraph(), "serve", "--bind", f"127.0.0.1:{port}", *options]
        quiet = subprocess.DEVNULL
        process = subprocess.Popen(command, stdout=quiet, stderr=quiet)
        processes.append(process)
        url = f"http://127.0.0.1:{port}"
        for _ in range(200):
            if answers(f"{url}/query"):
                return url
            assert process.poll() is None
            time.sleep(0.05)
        pytest.fail("the server did not start within 10 s")

    yield start
    for process in processes:
        process.terminate()
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(5)


def answers(url: str) -> bool:
    try:
        urllib.request.urlopen(url, timeout=1).close()
    except urllib.error.HTTPError as error:
        error.close()
        return True
    except OSError:
        return False
    return True


@pytest.fixture(
    params=[
        "memory",
        "folder",
        pytest.param("server", marks=pytest.mark.server),
        pytest.param("union server", marks=pytest.mark.server),
    ]
)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """The graph of NQUADS, open for reading, in each kind of store."""
    kind: str = request.param
    if kind == "memory":
        place: str | Path = ":memory:"
    elif kind == "folder":
        place = tmp_path / "graph"
    else:
        start: Serve = request.getfixturevalue("serve")
        place = start(*(["--union-default-graph"] if kind == "union server" else []))
    built = build(place, NQUADS)
    if kind == "memory":
        built.read_only = True
        with built:
            yield built
        return
    built.close()
    with open_store(place) as opened:
        yield opened
