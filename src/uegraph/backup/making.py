"""Making a backup: every named graph in its one form, written whole or not at all."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from uegraph import files
from uegraph.backup.archive import Writer
from uegraph.backup.manifest import Manifest
from uegraph.backup.record import recorded_sources
from uegraph.errors import StoreError
from uegraph.store import open_store
from uegraph.store.canonical import canonical_lines

if TYPE_CHECKING:
    from collections.abc import Callable

    from uegraph.store import Store


def back_up(
    location: str | Path,
    out: Path,
    *,
    replace: bool = False,
    progress: Callable[[str], None] | None = None,
) -> Manifest:
    """Write a graph into one file, from which `restore` makes it again.

    A build that ends meanwhile does not disturb it. On a server nobody should write meanwhile.

    Args:
        location: The folder or the server of the graph.
        out: The file.
        replace: Whether a file that is there may be replaced.
        progress: Told in a few words what is being done.

    Raises:
        StoreError: The graph cannot be read, is damaged, or holds things without a name.
        ResourceError: The file cannot be written.
    """
    _refuse_place(location, out, replace=replace)
    with open_store(location) as store, files.writing(out) as file, Writer(file) as writer:
        for name in store.graphs():
            if progress:
                progress(f"writing {name}")
            with canonical_lines(store, name) as lines:
                writer.add(name, lines)
        manifest = Manifest(writer.graphs, recorded_sources(store))
        writer.finish(manifest)
    return manifest


def _refuse_place(location: str | Path, out: Path, *, replace: bool) -> None:
    if out.is_file() and not replace:
        raise StoreError(
            f"{out} is there already. Choose another name, or say --replace to lose what it holds."
        )
    if "://" not in str(location) and out.resolve().is_relative_to(Path(location).resolve()):
        raise StoreError(
            f"{out} lies in the graph's own folder, and would be lost with it. "
            "Choose a place outside, best on another disk."
        )


def hashes(store: Store) -> dict[str, str]:
    """The hash of every named graph in its one form, sorted by name."""
    return {name: hash_of(store, name) for name in store.graphs()}


def hash_of(store: Store, name: str) -> str:
    """The hash of one named graph in its one form."""
    digest = hashlib.sha256()
    with canonical_lines(store, name) as lines:
        for line in lines:
            digest.update(line)
    return digest.hexdigest()
