"""The narrow door to the graph: embedded in this process, or on any SPARQL 1.1 server.

Nothing else in uegraph knows which engine answers. Every query from outside is read by the guard
(`guard`) and held to its limits (`killable`). Importing this package loads no engine.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from uegraph.store.door import Quads, Store, to_turtle
from uegraph.store.guard import read_query
from uegraph.store.rows import Rows
from uegraph.store.terms import Kind, Value, serialise_term

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = [
    "Kind",
    "Quads",
    "Rows",
    "Store",
    "Value",
    "build",
    "open_store",
    "read_query",
    "serialise_term",
    "to_turtle",
]

MEMORY = ":memory:"
WAIT = 10.0
"""Seconds for which a build waits for another of the same folder, unless told otherwise."""


def open_store(location: str | Path = MEMORY, *, read_only: bool = True) -> Store:
    """Open the graph at a place: ``:memory:``, a folder, or the URL of a SPARQL 1.1 server.

    A graph in memory begins empty. A folder is only ever opened for reading, because readers and
    workers share its files: `build` changes it. A server is asked for nothing yet.

    Raises:
        StoreError: There is no graph, or it cannot be opened.
    """
    from uegraph.errors import StoreError  # noqa: PLC0415 - beside its use
    from uegraph.store.embedded import in_memory  # noqa: PLC0415 - each kind when it is needed
    from uegraph.store.folder import open_folder  # noqa: PLC0415 - as above
    from uegraph.store.remote import RemoteStore  # noqa: PLC0415 - as above

    if location == MEMORY:
        return in_memory(read_only=read_only)
    if _is_url(location):
        return RemoteStore(str(location), read_only=read_only)
    if not read_only:
        raise StoreError(
            f"The graph in the folder {location} is not changed in place. "
            "Use build(…), with keep=True to start from what is there."
        )
    return open_folder(Path(location))


def build(
    location: str | Path | Store,
    write: Callable[[Store], None] | Quads,
    *,
    keep: bool = False,
    wait: float = WAIT,
    waiting: Callable[[str], None] | None = None,
) -> Store:
    """Build a graph, all or nothing, and open it.

    * A folder: built beside the old graph and swapped in when it is complete and on the disk. A
      process that is killed leaves the old graph; readers of the old one keep it.
    * ``:memory:``: a new graph, open for writing. An open store: it is filled as it is.
    * A URL: made in memory first and written beside the old graphs; then every named graph that
      it holds is replaced there in one update request. Graphs that it does not hold stay. Two
      builders are not kept apart; one of them fails.

    Args:
        location: Where the graph shall be.
        write: What fills it: a function that is given the store, or N-Quads.
        keep: Start from the graph that a folder holds, rather than from nothing.
        wait: Seconds to wait for another build of the same folder.
        waiting: Told once, in a sentence, when that is waited for.

    Raises:
        StoreError: The place holds something else, is being built, or cannot be written.
    """
    from uegraph.store.embedded import in_memory  # noqa: PLC0415 - each kind when it is needed
    from uegraph.store.folder import build_folder  # noqa: PLC0415 - as above
    from uegraph.store.remote import RemoteStore  # noqa: PLC0415 - as above

    if isinstance(location, Store) or location == MEMORY:
        store = location if isinstance(location, Store) else in_memory()
        _write(store, write)
        return store
    if _is_url(location):
        remote = RemoteStore(str(location), read_only=False)
        with in_memory() as scratch:
            _write(scratch, write)
            remote.replace_graphs(scratch)
        return remote
    return build_folder(
        Path(location),
        lambda store: _write(store, write),
        keep=keep,
        wait=wait,
        waiting=waiting,
    )


def _is_url(location: str | Path) -> bool:
    return isinstance(location, str) and "://" in location


def _write(store: Store, write: Callable[[Store], None] | Quads) -> None:
    if callable(write):
        write(store)
    else:
        store.load_nquads(write)
