"""``backup``, ``restore``, ``verify`` at the command line: what they say and how they end."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from uegraph.store import build

if TYPE_CHECKING:
    from pathlib import Path

LINE = b'<http://e/s> <http://e/p> "%s" <http://e/g> .\n'


def uegraph(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    line = [sys.executable, "-m", "uegraph", *map(str, arguments)]
    return subprocess.run(line, capture_output=True, text=True, check=False)


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    build(tmp_path / "graph", LINE % b"old").close()
    return tmp_path / "graph"


def test_from_a_graph_to_a_backup_and_back(graph: Path, tmp_path: Path) -> None:
    backup, again = tmp_path / "b.zip", tmp_path / "again"
    made = uegraph("backup", graph, backup)
    assert (made.returncode, made.stdout) == (0, "")
    assert "1 triple in 1 graph, sha256 " in made.stderr
    back = uegraph("restore", backup, again)
    assert back.returncode == 0, back.stderr
    assert back.stderr.rpartition("sha256 ")[2] == made.stderr.rpartition("sha256 ")[2]
    found = uegraph("verify", again, "--against", backup, "--json")
    assert found.returncode == 0, found.stderr
    (row,) = json.loads(found.stdout)
    assert (row["what"], row["name"], row["state"]) == ("graph", "http://e/g", "same")


def test_what_differs_ends_with_one_and_what_cannot_be_read_with_three(
    graph: Path, tmp_path: Path
) -> None:
    backup = tmp_path / "b.zip"
    assert uegraph("backup", graph, backup).returncode == 0
    build(graph, LINE % b"new").close()
    found = uegraph("verify", graph, "--against", backup)
    assert (found.returncode, "differs" in found.stdout) == (1, True)
    assert "Not everything is as it was" in found.stderr
    whole = backup.read_bytes()
    backup.write_bytes(whole[: len(whole) // 2])
    for line in (("verify", backup), ("restore", backup, tmp_path / "again")):
        done = uegraph(*line)
        assert (done.returncode, done.stdout) == (3, "")
        assert done.stderr.startswith(f"Error: {backup} cannot be read as a backup")
    assert uegraph("backup", graph, backup).returncode == 3
    assert backup.read_bytes() == whole[: len(whole) // 2]
    assert uegraph("backup", graph, backup, "--replace").returncode == 0
