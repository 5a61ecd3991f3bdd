"""A graph in a folder, its backup, and a way to make a false one of it."""

from __future__ import annotations

import json
import zipfile
from typing import TYPE_CHECKING, Any

import pytest

from uegraph.backup import back_up
from uegraph.store import build

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Forge = Callable[..., Path]

# The engine writes tags of languages in small letters, which are the same to RDF 1.1.
ODD = r'"tab\t line\n \r q\" \\ ' + '\u2028"@cy-gb'
NQUADS = "".join(
    f"<http://e/s{number}> <http://e/{name}> {value} <http://e/g/{graph}> .\n"
    for number in range(40)
    for name, value, graph in (
        ("name", f'"Body {number}"', "one"),
        ("odd", ODD, "one"),
        ("next", f"<http://e/s{number + 1}>", "two"),
        ("size", f'"{number}"^^<http://www.w3.org/2001/XMLSchema#integer>', "two"),
    )
).encode()


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    folder = tmp_path / "graph"
    build(folder, NQUADS).close()
    return folder


@pytest.fixture
def backup(graph: Path, tmp_path: Path) -> Path:
    place = tmp_path / "backup.zip"
    back_up(graph, place)
    return place


@pytest.fixture
def forge(backup: Path, tmp_path: Path) -> Forge:
    """Write the archive again, with members and keys of its manifest changed, added or left out."""

    def write(
        members: dict[str, bytes | None] | None = None, **keys: Any
    ) -> Path:  # fmt: skip
        with zipfile.ZipFile(backup) as archive:
            held = {name: archive.read(name) for name in archive.namelist()}
        manifest = json.loads(held["manifest.json"]) | keys
        held["manifest.json"] = json.dumps(manifest).encode()
        changed = held | (members or {})
        place = tmp_path / "forged.zip"
        with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in changed.items():
                if content is not None:
                    archive.writestr(name, content)
        return place

    return write
