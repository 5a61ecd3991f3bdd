"""Writing: what is put is there, what is broken changes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from uegraph.errors import StoreError
from uegraph.store import build, open_store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LINE = b'<http://e/s> <http://e/p> "%d" <http://e/g> .\n'
COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"


def test_a_graph_is_replaced_as_a_whole() -> None:
    with open_store(read_only=False) as store:
        store.put_graph("http://e/g", '<http://e/s> <http://e/p> "old" .')
        assert list(store.select("SELECT ?o WHERE { ?s ?p ?o }")) == [("old",)]
        store.put_graph("http://e/g", b'<http://e/s> <http://e/p> "new" .')
        assert list(store.select("SELECT ?o WHERE { ?s ?p ?o }")) == [("new",)]
        for iri, text in (("http://e/g", "broken"), ("no iri", "")):
            with pytest.raises(StoreError):
                store.put_graph(iri, text)
        assert list(store.select("SELECT ?o WHERE { ?s ?p ?o }")) == [("new",)]


def test_quads_come_as_text_a_file_or_chunks(tmp_path: Path) -> None:
    (tmp_path / "a.nq").write_bytes(LINE % 1)

    def chunks() -> Iterator[bytes]:
        text = b"".join(LINE % number for number in range(2, 2000))
        yield from (text[at : at + 7] for at in range(0, len(text), 7))
        yield b""

    with build(":memory:", tmp_path / "a.nq") as store:
        store.load_nquads((LINE % 0).decode())
        store.load_nquads(chunks())
        assert list(store.select(COUNT)) == [(2000,)]


def test_every_statement_needs_its_graph() -> None:
    with open_store(read_only=False) as store:
        with pytest.raises(StoreError, match="names no graph"):
            store.load_nquads(b'<http://e/s> <http://e/p> "x" .')
        with pytest.raises(StoreError, match="names no graph"):
            store.update('INSERT DATA { <http://e/s> <http://e/p> "x" }')
        with pytest.raises(StoreError, match="could not be loaded"):
            store.load_nquads(b"broken")
        assert len(store) == 0
        assert store


def test_an_update_is_seen_by_the_next_query() -> None:
    with build(":memory:", LINE % 1) as store:
        assert list(store.select(COUNT)) == [(1,)]
        store.update('INSERT DATA { GRAPH <http://e/g> { <http://e/s> <http://e/p> "2" } }')
        assert list(store.select(COUNT)) == [(2,)]
        assert build(store, LINE % 3) is store
        assert list(store.select(COUNT)) == [(3,)]
