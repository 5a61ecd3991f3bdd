"""A graph in a folder: built beside the old one, then swapped in.

::

    FOLDER/uegraph-store      the marker, with the number of this layout
    FOLDER/CURRENT            the name of the generation that readers open
    FOLDER/build.lock         held by the one process that builds
    FOLDER/g-000007/graph/    one generation: the engine's files, never changed once named
    FOLDER/g-000007/sums      the hash of each of them, as ``sha256sum`` writes it
    FOLDER/g-000007/in-use    held, shared, by every reader of this generation

Invariant: at any moment ``CURRENT`` is absent or names a generation that is complete and on the
disk. The locks are the operating system's, so a process that is killed leaves none behind.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from typing import TYPE_CHECKING, Final

from uegraph.errors import StoreError
from uegraph.store.embedded import EmbeddedStore
from uegraph.store.generations import CURRENT, GRAPH, IN_USE, Held, current, hold, next_name, sweep
from uegraph.store.killable import REPAIR
from uegraph.store.locks import Lock, LockedError
from uegraph.store.sums import write_sums

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

LAYOUT: Final = "1"
_MARKER: Final = "uegraph-store"
_BUILD_LOCK: Final = "build.lock"
# What a build that was killed at its very start can leave in a folder that has no marker yet.
_BEGUN: Final = frozenset({_BUILD_LOCK, f"{_MARKER}.new"})


def open_folder(folder: Path) -> EmbeddedStore:
    """The graph in a folder, for reading; a build that ends meanwhile does not disturb it.

    Raises:
        StoreError: There is no graph, or it was written by another version.
    """
    return open_held(folder, hold_folder(folder))


def hold_folder(folder: Path) -> Held:
    """The part of a folder that readers open now, kept from deletion until it is let go of.

    Raises:
        StoreError: There is no graph, or it was written by another version.
    """
    _require_graph(folder)
    return hold(folder)


def open_held(folder: Path, held: Held) -> EmbeddedStore:
    """The graph of a part that is held, which closing the store lets go of.

    Raises:
        StoreError: It is damaged.
    """
    import pyoxigraph as ox  # noqa: PLC0415 - lazy, as everywhere in this package

    try:
        engine = ox.Store.read_only(str(held.graph))
    except (OSError, ValueError, RuntimeError) as error:
        held.release()
        raise StoreError(
            f"The graph at {folder} is damaged and cannot be opened: {error}. {REPAIR}"
        ) from error
    return EmbeddedStore(engine, str(folder), read_only=True, folder=held.graph, hold=held)


def build_folder(
    folder: Path,
    write: Callable[[EmbeddedStore], None],
    *,
    keep: bool,
    wait: float,
    waiting: Callable[[str], None] | None = None,
) -> EmbeddedStore:
    """Build a graph beside the one in the folder, swap it in when it is complete, and open it.

    It is opened before anybody else may build, so it is the one that was built.

    Raises:
        StoreError: The folder holds something else, or another process is building there.
    """
    _require_ours(folder)
    with _building(folder, wait, waiting):
        _mark(folder)
        old = current(folder)
        sweep(folder, old)
        place = folder / next_name(folder)
        with contextlib.ExitStack() as undo:
            undo.callback(shutil.rmtree, place, ignore_errors=True)
            place.mkdir()
            (place / IN_USE).touch()
            if keep and old is not None:
                shutil.copytree(folder / old / GRAPH, place / GRAPH)
            _fill(folder, place / GRAPH, write)
            write_sums(place)
            _to_disk(place)
            _replace(folder / CURRENT, place.name)
            undo.pop_all()
        sweep(folder, place.name)
        return open_folder(folder)


def has_graph(folder: Path) -> bool:
    """Whether there is a graph in a folder, sound or not."""
    return (folder / _MARKER).exists() and (folder / CURRENT).exists()


def _fill(folder: Path, graph: Path, write: Callable[[EmbeddedStore], None]) -> None:
    import pyoxigraph as ox  # noqa: PLC0415 - lazy, as everywhere in this package

    # No other name is given to the engine: a failure would keep it open by its traceback, and an
    # open engine goes on writing into a folder that is being deleted.
    with EmbeddedStore(ox.Store(graph), str(folder), read_only=False, folder=graph) as store:
        write(store)
        store.settle()


def _require_graph(folder: Path) -> None:
    if folder.is_dir() and not (folder / _MARKER).exists() and any(folder.iterdir()):
        raise StoreError(
            f"{folder} holds other things than a graph. Name the folder that `uegraph build` made."
        )
    if not (folder / _MARKER).is_file() or current(folder) is None:
        raise StoreError(
            f"There is no graph at {folder}; make one with `uegraph build … --store {folder}`."
        )
    _require_layout(folder)


def _require_ours(folder: Path) -> None:
    """Refuse a folder that holds anything else: a build deletes in it."""
    if folder.exists() and not folder.is_dir():
        raise StoreError(f"{folder} is a file. Name a folder for the graph.")
    if (folder / _MARKER).exists():
        _require_layout(folder)
    elif folder.is_dir() and {entry.name for entry in folder.iterdir()} - _BEGUN:
        raise StoreError(
            f"{folder} holds files that are not a uegraph graph, and nothing there was touched. "
            "Name a new or empty folder."
        )


def _require_layout(folder: Path) -> None:
    layout = (folder / _MARKER).read_text(encoding="utf-8").strip()
    if layout != LAYOUT:
        raise StoreError(
            f"The graph at {folder} has the layout {layout or '(none)'}, and this uegraph reads "
            f"{LAYOUT}. Delete the folder and build it again from its sources, or restore a backup "
            "of it there; or use the version of uegraph that made it."
        )


@contextlib.contextmanager
def _building(
    folder: Path, wait: float, waiting: Callable[[str], None] | None = None
) -> Iterator[None]:
    """Be the only one who builds here."""

    def told(holder: str) -> None:
        if waiting:
            waiting(f"Another build is writing to {folder} ({holder}): waiting {wait:g} s for it.")

    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = Lock.exclusive(folder / _BUILD_LOCK, wait=wait, told=told)
    except LockedError as error:
        raise StoreError(
            f"Another build is writing to {folder} ({error}), and did not end within {wait:g} s. "
            "Nothing was changed. Try again later, or wait longer (--wait SECONDS)."
        ) from error
    except OSError as error:
        raise StoreError(
            f"{folder} cannot be written to: {error.strerror}. Name another folder."
        ) from error
    try:
        yield
    finally:
        lock.release()


def _mark(folder: Path) -> None:
    if not (folder / _MARKER).exists():
        _replace(folder / _MARKER, LAYOUT)


def _replace(path: Path, text: str) -> None:
    """Write a file so that after a crash it holds the old text or the new, never half."""
    new = path.with_name(f"{path.name}.new")
    with new.open("w", encoding="utf-8") as file:
        file.write(text + "\n")
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)
    _sync_folder(path.parent)


def _to_disk(place: Path) -> None:
    """Wait until a whole generation has reached the disk."""
    for path in sorted(place.rglob("*")):
        if path.is_file():
            with path.open("rb+") as file:
                os.fsync(file.fileno())
        else:
            _sync_folder(path)
    _sync_folder(place)
    _sync_folder(place.parent)


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # Windows opens no folders
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
