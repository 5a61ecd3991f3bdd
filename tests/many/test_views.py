"""Readers keep what they opened, and the disk is free once the last of them has ended."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from uegraph.backup import verify
from uegraph.errors import StoreError
from uegraph.store import build, folder, open_store
from uegraph.store.locks import Lock, LockedError
from uegraph.store.sums import changed_files

if TYPE_CHECKING:
    from pathlib import Path

    from uegraph.store import Store

VERSION = "SELECT ?v (COUNT(*) AS ?n) WHERE { ?s <http://e/version> ?v } GROUP BY ?v"


def quads(version: int) -> bytes:
    return "".join(
        f'<http://e/s{n}> <http://e/version> "{version}" <http://e/g> .\n' for n in range(version)
    ).encode()


def version(store: Store) -> int:
    """The one version that a graph is of, which also says how many statements there are."""
    ((name, count),) = store.select(VERSION, trusted=True)
    assert int(str(name)) == count == len(store)
    return int(str(count))


def generations(place: Path) -> list[str]:
    return sorted(path.name for path in place.iterdir() if path.name.startswith(("g-", "dead-")))


def test_the_last_reader_of_an_old_graph_frees_its_disk(tmp_path: Path) -> None:
    build(tmp_path, quads(1)).close()
    one, other = open_store(tmp_path), open_store(tmp_path)
    for number in (2, 3):
        build(tmp_path, quads(number)).close()
    assert (version(one), version(other)) == (1, 1)
    assert generations(tmp_path) == ["g-000001", "g-000003"]
    one.close()
    assert version(other) == 1
    assert generations(tmp_path) == ["g-000001", "g-000003"]
    other.close()
    other.close()
    assert generations(tmp_path) == ["g-000003"]
    with open_store(tmp_path) as store:
        assert version(store) == 3
    assert generations(tmp_path) == ["g-000003"]


def test_a_reader_that_may_not_delete_ends_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(tmp_path, quads(1)).close()
    old = open_store(tmp_path)
    build(tmp_path, quads(2)).close()

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patched:
        patched.setattr(Lock, "exclusive", refuse)
        old.close()
    assert generations(tmp_path) == ["g-000001", "g-000002"]
    build(tmp_path, quads(3)).close()
    assert generations(tmp_path) == ["g-000003"]


def test_a_reader_of_a_folder_that_was_deleted_deletes_nothing_of_the_next(tmp_path: Path) -> None:
    """Another graph may have a part of the same name, which is somebody's work at present."""
    place = tmp_path / "graph"
    build(place, quads(1)).close()
    build(place, quads(2)).close()
    old = open_store(place)
    place.rename(tmp_path / "moved")
    build(place, quads(3)).close()

    def write(store: Store) -> None:
        store.load_nquads(quads(4))
        old.close()

    with build(place, write) as store:
        assert version(store) == 4


def test_a_build_opens_what_it_built_before_anybody_else_builds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opening = folder.open_folder

    def alone(place: Path) -> Store:
        with pytest.raises(LockedError):
            Lock.exclusive(place / "build.lock")
        return opening(place)

    monkeypatch.setattr(folder, "open_folder", alone)
    with build(tmp_path, quads(1)) as store:
        assert version(store) == 1


def test_who_waits_to_build_is_told_for_whom_and_then_builds(tmp_path: Path) -> None:
    told = threading.Event()
    said: list[str] = []

    def waiting(sentence: str) -> None:
        said.append(sentence)
        told.set()

    def second() -> None:
        build(tmp_path, quads(2), wait=600, waiting=waiting).close()

    other = threading.Thread(target=second)

    def first(store: Store) -> None:
        other.start()
        assert told.wait(600)
        store.load_nquads(quads(1))

    with build(tmp_path, first) as store:
        assert version(store) == 1
        other.join(600)
        assert version(store) == 1
    assert len(said) == 1
    assert "Another build is writing to" in said[0]
    assert "waiting 600 s" in said[0]
    with open_store(tmp_path) as store:
        assert version(store) == 2


def test_who_waits_in_vain_is_told_what_to_do(tmp_path: Path) -> None:
    def first(store: Store) -> None:
        with pytest.raises(StoreError, match=r"process \d+ on .*within 0 s.*--wait SECONDS"):
            build(tmp_path, quads(2), wait=0)
        store.load_nquads(quads(1))

    with build(tmp_path, first) as store:
        assert version(store) == 1


def test_verifying_looks_at_one_build_while_others_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(tmp_path, quads(1)).close()
    before = verify(tmp_path)

    def slow(place: Path) -> dict[str, str] | None:
        found = changed_files(place)
        for number in (2, 3):
            build(tmp_path, quads(number)).close()
        assert place.exists()
        return found

    with monkeypatch.context() as patched:
        patched.setattr("uegraph.backup.verifying.changed_files", slow)
        during = verify(tmp_path)
    assert during == before
    assert during.sound
    assert verify(tmp_path).sha256 != before.sha256
    assert generations(tmp_path) == ["g-000003"]
