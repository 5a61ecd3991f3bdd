"""A folder holds the old graph or the new one, whatever happens to the build."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from uegraph.errors import StoreError
from uegraph.store import build, open_store

if TYPE_CHECKING:
    from pathlib import Path

    from uegraph.store import Store

COUNT = "SELECT ?v (COUNT(*) AS ?n) WHERE { ?s <http://e/version> ?v } GROUP BY ?v"
BUILDER = """
import sys
from uegraph.store import build

def write(store):
    for part in range(4):
        store.put_graph(f"http://e/{part}", "".join(
            f'<http://e/{part}-{n}> <http://e/version> "{sys.argv[2]}" .\\n' for n in range(2000)))
        print(part, flush=True)

build(sys.argv[1], write, wait=float(sys.argv[3])).close()
print("built", flush=True)
"""


def quads(version: str, size: int = 10) -> bytes:
    lines = (
        f'<http://e/s{n}> <http://e/version> "{version}" <http://e/g> .\n' for n in range(size)
    )
    return "".join(lines).encode()


def versions(store: Store) -> dict[object, object]:
    return {version: count for version, count in store.select(COUNT)}  # noqa: C416 - typed


def builder(folder: Path, version: str, *, wait: float = 10) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", BUILDER, str(folder), version, str(wait)]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True)


def test_a_missing_folder_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"There is no graph at .* `uegraph build"):
        open_store(tmp_path / "none")
    (tmp_path / "empty").mkdir()
    with pytest.raises(StoreError, match="There is no graph"):
        open_store(tmp_path / "empty")
    with pytest.raises(StoreError, match="not changed in place"):
        open_store(tmp_path / "none", read_only=False)


def test_a_foreign_folder_is_never_touched(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("five years")
    (tmp_path / "g-000001").mkdir()
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(StoreError, match="nothing there was touched"):
        build(tmp_path, quads("1"))
    assert sorted(tmp_path.rglob("*")) == before
    with pytest.raises(StoreError, match="is a file"):
        build(tmp_path / "thesis.txt", quads("1"))


def test_another_layout_is_refused(tmp_path: Path) -> None:
    build(tmp_path, quads("1")).close()
    (tmp_path / "uegraph-store").write_text("2\n")
    refused = pytest.raises(StoreError, match=r"layout 2.*Delete the folder and build it again")
    with refused:
        open_store(tmp_path)
    with refused:
        build(tmp_path, quads("2"))


def test_a_damaged_pointer_is_refused(tmp_path: Path) -> None:
    build(tmp_path, quads("1")).close()
    (tmp_path / "CURRENT").write_text("../../etc\n")
    with pytest.raises(StoreError, match="damaged"):
        open_store(tmp_path)


def test_a_build_replaces_or_continues(tmp_path: Path) -> None:
    build(tmp_path / "new" / "graph", quads("1")).close()
    folder = tmp_path / "new" / "graph"
    with build(folder, quads("2")) as store:
        assert versions(store) == {"2": 10}
    with build(folder, quads("3"), keep=True) as store:
        assert versions(store) == {"2": 10, "3": 10}
    with build(folder, lambda store: store.put_graph("http://e/g", ""), keep=True) as store:
        assert len(store) == 0
    assert len(list(folder.glob("g-*"))) == 1


def test_a_failed_build_leaves_the_old_graph(tmp_path: Path) -> None:
    build(tmp_path, quads("1")).close()

    def fail(store: Store) -> None:
        store.load_nquads(quads("2"))
        raise KeyError("a mistake in the caller")

    with pytest.raises(KeyError):
        build(tmp_path, fail)
    with pytest.raises(StoreError, match="could not be loaded"):
        build(tmp_path, b"broken")
    with open_store(tmp_path) as store:
        assert versions(store) == {"1": 10}
    assert [path.name for path in tmp_path.glob("g-*")] == ["g-000001"]


def test_a_query_sees_what_a_build_has_written_so_far(tmp_path: Path) -> None:
    def write(store: Store) -> None:
        store.load_nquads(quads("1"))
        assert versions(store) == {"1": 10}
        assert len(store) == 10

    build(tmp_path, write).close()


def test_readers_keep_the_generation_they_opened(tmp_path: Path) -> None:
    with build(tmp_path, quads("1")) as old:
        assert versions(old) == {"1": 10}
        build(tmp_path, quads("2")).close()
        build(tmp_path, quads("3")).close()
        assert versions(old) == {"1": 10}
        with open_store(tmp_path) as new:
            assert versions(new) == {"3": 10}
        assert sorted(path.name for path in tmp_path.glob("g-*")) == ["g-000001", "g-000003"]
    build(tmp_path, quads("4")).close()
    assert [path.name for path in tmp_path.glob("g-*")] == ["g-000004"]


def test_reading_while_a_build_runs(tmp_path: Path) -> None:
    build(tmp_path, quads("1")).close()

    def write(store: Store) -> None:
        store.load_nquads(quads("2"))
        with open_store(tmp_path) as reader:
            assert versions(reader) == {"1": 10}

    with build(tmp_path, write) as store:
        assert versions(store) == {"2": 10}


def test_a_second_builder_is_told_who_builds(tmp_path: Path) -> None:
    def write(_: Store) -> None:
        with pytest.raises(StoreError, match=r"Another build .* \(process \d+ on "):
            build(tmp_path, quads("2"), wait=0.1)

    build(tmp_path, write).close()


def test_a_second_builder_waits(tmp_path: Path) -> None:
    first, second = builder(tmp_path, "a"), builder(tmp_path, "b", wait=60)
    for process in (first, second):
        out, error = process.communicate(timeout=60)
        assert out.endswith("built\n"), error
    with open_store(tmp_path) as store:
        assert versions(store) in ({"a": 8000}, {"b": 8000})


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL")
def test_a_killed_build_leaves_the_old_graph_or_the_new(tmp_path: Path) -> None:
    chance = random.Random(2024)
    build(tmp_path, quads("old", 8000)).close()
    for attempt in range(14):
        new = f"new{attempt}"
        with open_store(tmp_path) as store:
            (before,) = versions(store)
        with builder(tmp_path, new) as process:
            assert process.stdout is not None
            if attempt % 2:
                process.stdout.readline()
            time.sleep(chance.random() * 0.35)
            process.kill()
        with open_store(tmp_path) as store:
            after = versions(store)
        assert after in ({before: 8000}, {new: 8000})
    with build(tmp_path, quads("last")) as store:
        assert versions(store) == {"last": 10}
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(("g-", "dead"))] == [
        (tmp_path / "CURRENT").read_text().strip()
    ]


def test_a_build_that_died_at_its_start_can_be_repeated(tmp_path: Path) -> None:
    (tmp_path / "build.lock").touch()
    (tmp_path / "uegraph-store.new").touch()
    with build(tmp_path, quads("1")) as store:
        assert versions(store) == {"1": 10}
    (tmp_path / "dead-g-000000").mkdir()
    (tmp_path / "g-000009" / "graph").mkdir(parents=True)
    with build(tmp_path, quads("2")) as store:
        assert versions(store) == {"2": 10}
    assert not (tmp_path / "dead-g-000000").exists()
    assert not (tmp_path / "g-000009").exists()
