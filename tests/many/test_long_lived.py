"""A process that opens, asks and closes over and over holds no more than at its start."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.soak.measure import Sample

from uegraph.errors import QueryLimitError, QuerySyntaxError
from uegraph.store import build, open_store

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/task").exists(), reason="what a process takes is read in /proc"
)
QUADS = "".join(f"<http://e/s{n}> <http://e/p> <http://e/o> <http://e/g> .\n" for n in range(300))
COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    build(tmp_path / "graph", QUADS).close()
    return tmp_path / "graph"


def grown(before: Sample) -> tuple[int, int, int]:
    """More handles, threads and children; memory is for `python -m tests.soak` to judge."""
    after = Sample.own()
    return (
        after.handles - before.handles,
        max(after.threads - before.threads, 0),
        after.children - before.children,
    )


def test_hundreds_of_openings(place: Path) -> None:
    with open_store(place) as store:
        assert list(store.select(COUNT, trusted=True)) == [(300,)]
    before = Sample.own()
    for _ in range(300):
        with open_store(place) as store:
            assert len(store) == 300
    assert grown(before) == (0, 0, 0)


def test_queries_that_are_stopped_or_wrong_leave_nothing(place: Path) -> None:
    with open_store(place) as store:
        assert list(store.select(COUNT)) == [(300,)]
        before = Sample.own()
        for _ in range(6):
            assert list(store.select(COUNT)) == [(300,)]
            with pytest.raises(QuerySyntaxError):
                store.select("SELECT ?x WHERE { ?x }")
            assert store.select(f"SELECT * WHERE {{ {ENDLESS[31:]}", limit=5).truncated
            with pytest.raises(QueryLimitError):
                store.select(ENDLESS, timeout=0.05)
        assert grown(before) == (0, 0, 0)


def test_a_store_that_nobody_closed_is_let_go_of(place: Path) -> None:
    before = Sample.own()
    for _ in range(5):
        open_store(place)
    build(place, QUADS).close()
    assert [path.name for path in place.glob("g-*")] == ["g-000002"]
    assert grown(before) == (0, 0, 0)
