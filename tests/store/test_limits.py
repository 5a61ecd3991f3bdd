"""Limits hold for queries that would never return, and leave no process behind."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from uegraph.errors import QueryLimitError, StoreError
from uegraph.store import build, killable, open_store
from uegraph.store.killable import Limits

if TYPE_CHECKING:
    from tests.store.conftest import Serve

MANY = "".join(
    f"<http://e/s{n}> <http://e/p{n % 7}> <http://e/o{n % 50}> <http://e/g> .\n"
    for n in range(3000)
).encode()
PRODUCT = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l"
KILLERS = [
    f"SELECT (COUNT(*) AS ?n) WHERE {{ {PRODUCT} }}",
    f"SELECT * WHERE {{ {PRODUCT} }} ORDER BY ?l ?i ?f ?c",
    f"SELECT DISTINCT ?a ?d ?g WHERE {{ {PRODUCT} }} ORDER BY ?a LIMIT 1",
]


@pytest.fixture(params=["memory", "folder"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str | Path:
    return ":memory:" if request.param == "memory" else tmp_path / "graph"


def children() -> set[int]:
    """This process's children, zombies included; other tests' servers may be among them."""
    listed = subprocess.run(
        ["ps", "-A", "-o", "ppid=,pid=,comm="], capture_output=True, text=True, check=True
    )
    rows = [line.split(maxsplit=2) for line in listed.stdout.splitlines()]
    return {int(pid) for parent, pid, name in rows if int(parent) == os.getpid() and name != "ps"}


@pytest.mark.parametrize("query", KILLERS)
def test_a_query_that_never_returns_is_stopped(place: str | Path, query: str) -> None:
    before = children()
    with build(place, MANY) as store:
        began = time.monotonic()
        with pytest.raises(QueryLimitError, match="stopped"):
            store.select(query, timeout=1)
        assert time.monotonic() - began < 10
        assert list(store.select("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }")) == [(3000,)]
    assert children() <= before


@pytest.mark.parametrize("form", ["ASK", "CONSTRUCT { ?a ?b ?l } WHERE", "DESCRIBE ?x WHERE"])
def test_every_form_is_stopped(form: str) -> None:
    never = "CONCAT(STR(?a), STR(?d), STR(?g), STR(?j)) = 'x'"
    query = f"{form} {{ {PRODUCT} FILTER({never}) BIND(?a AS ?x) }}"
    with build(":memory:", MANY) as store, pytest.raises(QueryLimitError, match="1 seconds"):
        store.query(query, timeout=1)


@pytest.mark.server
def test_a_slow_server_is_not_waited_for(serve: Serve) -> None:
    with build(serve(), MANY) as store:
        began = time.monotonic()
        with pytest.raises(QueryLimitError, match="stopped"):
            store.select(KILLERS[0], timeout=1)
        assert time.monotonic() - began < 10


def test_an_endless_answer_is_cut_at_the_row_limit(place: str | Path) -> None:
    with build(place, MANY) as store:
        for trusted in (False, True):
            query = f"SELECT ?a ?d WHERE {{ {PRODUCT} }}"
            rows = store.select(query, timeout=60, limit=1000, trusted=trusted)
            assert (len(rows), rows.truncated) == (1000, True)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="no memory limit elsewhere")
def test_memory_is_limited(tmp_path: Path) -> None:
    build(tmp_path / "graph", MANY).close()
    folder = tmp_path / "graph" / "g-000001" / "graph"
    limits = Limits(seconds=120, memory=killable.GIBIBYTE // 2)
    with pytest.raises(QueryLimitError, match=r"0\.5 GiB of memory"):
        killable.run(folder, KILLERS[1], limits, union=True)


def test_the_size_of_an_answer_is_limited(tmp_path: Path) -> None:
    build(tmp_path / "graph", MANY).close()
    folder = tmp_path / "graph" / "g-000001" / "graph"
    with pytest.raises(QueryLimitError, match="larger than"):
        killable.run(folder, f"SELECT * {{ {PRODUCT} }}", Limits(answer=1 << 20), union=True)


def test_a_worker_that_cannot_start_says_why(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"No such file or directory.* Build it again"):
        killable.run(tmp_path / "none", "ASK {}", Limits(), union=True)


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="children are found in /proc")
def test_a_worker_ends_although_its_parent_was_killed(tmp_path: Path) -> None:
    build(tmp_path / "graph", MANY).close()
    code = (
        "import sys; from uegraph.store import open_store; "
        "open_store(sys.argv[1]).select(sys.argv[2], timeout=1.5)"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "graph"), KILLERS[0]]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as parent:
        children = Path(f"/proc/{parent.pid}/task/{parent.pid}/children")
        while not (found := children.read_text().split()):
            time.sleep(0.02)
        parent.kill()
    worker = Path(f"/proc/{found[0]}/cmdline")
    for _ in range(200):
        if not worker.exists() or b"worker.py" not in worker.read_bytes():
            return
        time.sleep(0.1)
    pytest.fail("the worker still runs")


def test_a_guarded_query_needs_no_worker() -> None:
    with open_store() as store:
        assert store.ask("ASK { }", trusted=True, timeout=None)
