"""The hash of each file of a graph in a folder, so that damage is found wherever it is.

They stand beside the files in the form of ``sha256sum``, which can check them too. The engine
notices damage itself, but only in what it happens to read.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_SUMS: Final = "sums"
_GRAPH: Final = "graph"
_NOT_DATA: Final = ("LOG", "LOCK")  # what the engine notes for people, and a lock


def write_sums(generation: Path) -> None:
    """Note the hash of each of the engine's files, once they are all written."""
    lines = (f"{digest}  {_GRAPH}/{name}\n" for name, digest in _sums(generation).items())
    (generation / _SUMS).write_text("".join(lines), encoding="utf-8", newline="\n")


def changed_files(generation: Path) -> dict[str, str] | None:
    """What has become of the engine's files since they were written, by name.

    ``differs``, ``missing`` or ``added``; files that are as they were are left out. ``None`` where
    no hashes were noted, as in graphs built before there were any.
    """
    if not (generation / _SUMS).is_file():
        return None
    noted = dict(_noted(generation))
    there = _sums(generation)
    found = dict.fromkeys(noted.keys() - there.keys(), "missing")
    found |= dict.fromkeys(there.keys() - noted.keys(), "added")
    found |= {name: "differs" for name in noted.keys() & there.keys() if noted[name] != there[name]}
    return dict(sorted(found.items()))


def _noted(generation: Path) -> Iterator[tuple[str, str]]:
    for line in (generation / _SUMS).read_text(encoding="utf-8", errors="replace").splitlines():
        digest, _, name = line.partition("  ")
        yield name.removeprefix(f"{_GRAPH}/"), digest


def _sums(generation: Path) -> dict[str, str]:
    found = {}
    for path in sorted((generation / _GRAPH).iterdir()):
        if path.is_file() and not path.name.startswith(_NOT_DATA):
            with path.open("rb") as file:
                found[path.name] = hashlib.file_digest(file, "sha256").hexdigest()
    return found
