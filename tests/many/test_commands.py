"""Commands beside a build that stands still half way: they answer from the graph that was there."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.crash.scenes import DATA, file_state, foreign_tables, smaller, uegraph

from uegraph import imports
from uegraph.cli import main
from uegraph.cli.options import wait_option
from uegraph.imports import written
from uegraph.store import WAIT, locks, open_store

if TYPE_CHECKING:
    from collections.abc import Iterator

PAUSED = """
import sys
from pathlib import Path
from uegraph import ingest

def step(what):
    if what == "checking across tables":
        print("half way", flush=True)
        sys.stdin.readline()

built = ingest.build([Path(sys.argv[1])], sys.argv[2], progress=step)
print(built.triples, flush=True)
"""
DRAWN = (
    ("backup", "{store}", "{to}.zip"),
    ("map", "{to}.html", "--store", "{store}"),
    ("report", "{to}.md", "--store", "{store}"),
)


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return DATA, smaller(tmp_path_factory.mktemp("sources") / "smaller")


class Paused:
    """A build in a process of its own that stands still just before its end."""

    def __init__(self, source: Path, store: Path) -> None:
        line = [sys.executable, "-c", PAUSED, str(source), str(store)]
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(line, stdin=pipe, stdout=pipe, text=True)
        assert self.process.stdout is not None
        assert self.process.stdout.readline() == "half way\n"

    def end(self) -> int:
        """Let it go on, and give the number of triples that it built."""
        said, _ = self.process.communicate("go on\n")
        assert self.process.returncode == 0
        return int(said)


@pytest.fixture
def store(sources: tuple[Path, Path], tmp_path: Path) -> Path:
    done(("build", str(sources[0]), "--store", str(tmp_path / "graph")))
    return tmp_path / "graph"


@pytest.fixture
def paused(store: Path, sources: tuple[Path, Path]) -> Iterator[Paused]:
    found = Paused(sources[1], store)
    yield found
    found.process.kill()
    found.process.communicate()


def done(line: tuple[str, ...]) -> None:
    """Run a command in this process, to a good end."""
    assert main(list(line), standalone_mode=False) in (0, None), line


def drawn(store: Path, to: Path) -> list[str]:
    made = []
    for form in DRAWN:
        line = tuple(part.format(store=store, to=to) for part in form)
        done(line)
        made.append(file_state(Path(next(part for part in line if part.startswith(str(to))))))
    return made


def test_backups_maps_and_reports_are_of_the_old_until_the_new_is_whole(
    store: Path, paused: Paused, tmp_path: Path
) -> None:
    with open_store(store) as held:
        size = len(held)
        during = drawn(store, tmp_path / "during")
        built = paused.end()
        after = drawn(store, tmp_path / "after")
        assert len(held) == size < built
        line = ("verify", str(tmp_path / "during.zip"), "--against", str(store), "-f", "csv")
        told = subprocess.run(uegraph(line), capture_output=True, text=True, check=False)
        assert told.returncode == 1
        assert "differs" in told.stdout
    assert all(one != other for one, other in zip(during, after, strict=True))
    with open_store(store) as new:
        assert len(new) == built
    done(("restore", str(tmp_path / "during.zip"), str(tmp_path / "again")))
    done(("backup", str(tmp_path / "again"), str(tmp_path / "again.zip")))
    assert file_state(tmp_path / "again.zip") == during[0]


def test_a_second_build_is_told_at_once_or_waits(
    store: Path, paused: Paused, sources: tuple[Path, Path]
) -> None:
    line = ("build", str(sources[0]), "--store", str(store), "--wait")
    said = subprocess.run(uegraph((*line, "0")), capture_output=True, text=True, check=False)
    assert said.returncode == 3
    told = " ".join(said.stderr.split())
    assert f"(process {paused.process.pid} on " in told
    assert "Nothing was changed" in told
    pipe = subprocess.PIPE
    with subprocess.Popen(uegraph((*line, "600")), stderr=pipe, text=True) as waiting:
        assert waiting.stderr is not None
        heard = ""
        while "waiting 600 s" not in heard:
            line_heard = waiting.stderr.readline()
            assert line_heard, heard
            heard += line_heard
        bigger = paused.end()
        heard += waiting.stderr.read()
    assert waiting.returncode == 0, heard
    with open_store(store) as found:
        assert 0 < len(found) < bigger
        assert f"{len(found):,} triples" in heard


def test_commands_wait_as_long_as_the_library() -> None:
    option = wait_option(lambda: None).__click_params__[0]  # type: ignore[attr-defined]
    assert option.default == WAIT


def test_of_two_who_import_to_one_folder_at_once_the_second_waits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both find no folder; the second must not look before the first has put its own there."""
    tables, mapping = foreign_tables(tmp_path)
    first, second = (imports.table(table, mapping) for table in tables)
    folder, waits = tmp_path / "bodies", threading.Event()
    exchange, try_lock = written._exchange, locks._try_lock
    other = threading.Thread(target=lambda: second.write(folder, replace=True))

    def watched(handle: int, *, shared: bool) -> bool:
        held = try_lock(handle, shared=shared)
        if not held:
            waits.set()
        return held

    def slow(beside: Path, place: Path) -> None:
        if other.ident is None:
            other.start()
            assert waits.wait(60)
        exchange(beside, place)

    monkeypatch.setattr(locks, "_try_lock", watched)
    monkeypatch.setattr(written, "_exchange", slow)
    assert first.write(folder)
    other.join(60)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == second.files
    assert not [path.name for path in tmp_path.iterdir() if path.name.startswith(".")]
