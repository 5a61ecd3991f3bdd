"""Readers of a server while graphs are replaced there: each answer is of one build."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from uegraph.store import build, open_store

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.store.conftest import Serve

    from uegraph.store import Store

PAIRS = """
SELECT ?one ?other (COUNT(*) AS ?n) WHERE {
  GRAPH <http://e/one> { ?s <http://e/version> ?one }
  GRAPH <http://e/other> { ?s <http://e/version> ?other }
} GROUP BY ?one ?other ORDER BY ?one ?other"""
SIZE = 1000
READERS = 3


def quads(version: int) -> bytes:
    return "".join(
        f'<http://e/s{n}> <http://e/version> "{version}" <http://e/{graph}> .\n'
        for graph in ("one", "other")
        for n in range(SIZE)
    ).encode()


class Reader(threading.Thread):
    """Asks over and over; whoever waits for its next answer is told of it."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self.url = url
        self.heard: list[Sequence[tuple[object, ...]]] = []
        self.asked = threading.Condition()
        self.enough = False

    def run(self) -> None:
        with open_store(self.url) as store:
            while not self.enough:
                rows = list(store.select(PAIRS, timeout=600))
                with self.asked:
                    self.heard.append(rows)
                    self.asked.notify_all()

    def await_more(self) -> None:
        """Wait until a question that was asked after now has been answered."""
        with self.asked:
            wanted = len(self.heard) + 2
            assert self.asked.wait_for(lambda: len(self.heard) >= wanted, 600)


@pytest.mark.server
def test_readers_of_a_server_see_one_build_or_the_next(serve: Serve) -> None:
    url = serve("--union-default-graph")
    build(url, quads(0)).close()
    readers = [Reader(url) for _ in range(READERS)]
    for reader in readers:
        reader.start()
    try:
        for version in range(1, 6):
            build(url, quads(version)).close()
            for reader in readers:
                reader.await_more()
    finally:
        for reader in readers:
            reader.enough = True
            reader.join(600)
    for reader in readers:
        seen = [one_version(rows) for rows in reader.heard]
        assert seen == sorted(seen)
        assert seen[-1] == 5


def one_version(rows: Sequence[tuple[object, ...]]) -> int:
    ((one, other, count),) = rows
    assert one == other
    assert count == SIZE
    return int(str(one))


@pytest.mark.server
def test_a_reader_of_a_server_is_not_bound_to_what_it_opened(serve: Serve) -> None:
    """Unlike a folder, a server has no views to be kept: the next answer is of the new graph."""
    url = serve("--union-default-graph")

    def answer(store: Store) -> int:
        return one_version(list(store.select(PAIRS)))

    build(url, quads(1)).close()
    with open_store(url) as store:
        assert answer(store) == 1
        build(url, quads(2)).close()
        assert answer(store) == 2
