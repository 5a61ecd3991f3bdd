"""The generations of a graph in a folder: which one counts, who reads it, what can go.

A reader holds its generation by a shared lock on its file ``in-use``; whoever gets that lock alone
may delete the generation. Only one that ``CURRENT`` no longer names is ever deleted, so nobody
opens it any more: a reader that comes too late finds nothing, and opens the newer one.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from uegraph.errors import StoreError
from uegraph.store.locks import Lock, LockedError

if TYPE_CHECKING:
    from pathlib import Path

CURRENT: Final = "CURRENT"
GRAPH: Final = "graph"
IN_USE: Final = "in-use"
_GENERATION: Final = re.compile(r"g-[0-9]{6,}")
_TRIES: Final = 100


@dataclass(frozen=True, slots=True)
class Held:
    """One generation, kept from deletion while somebody reads it."""

    place: Path
    lock: Lock

    @property
    def graph(self) -> Path:
        """The folder of the engine's files."""
        return self.place / GRAPH

    def release(self) -> None:
        """Let it go; the last who reads an old one deletes it. Doing so twice is no mistake."""
        with contextlib.suppress(OSError, StoreError):  # a reader may lack the right to delete
            ours = self.lock.still_at(self.place / IN_USE)
            self.lock.release()
            if ours and current(self.place.parent) not in (None, self.place.name):
                discard(self.place)


def hold(folder: Path) -> Held:
    """The generation that counts now, held; a build may come and go meanwhile.

    Raises:
        StoreError: Builds replace it faster than it can be held.
    """
    for _ in range(_TRIES):
        held = _hold_current(folder)
        if held is not None:
            return held
        time.sleep(0.01)
    raise StoreError(f"The graph at {folder} is being replaced over and over. Try again.")


def current(folder: Path) -> str | None:
    """The name of the generation that readers open; ``None`` where there is none yet."""
    try:
        name = (folder / CURRENT).read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return None
    if not _GENERATION.fullmatch(name):
        raise StoreError(
            f"{folder / CURRENT} is damaged. Delete that file, and build again from the sources "
            "or restore a backup."
        )
    return name


def next_name(folder: Path) -> str:
    """The name of the generation that a build begins."""
    numbers = [int(path.name[2:]) for path in folder.glob("g-*") if _is_generation(path)]
    return f"g-{max(numbers, default=0) + 1:06d}"


def sweep(folder: Path, kept: str | None) -> None:
    """Delete what dead builds left, and old generations that nobody reads."""
    for path in folder.glob("dead-g-*"):
        shutil.rmtree(path, ignore_errors=True)
    for path in filter(_is_generation, sorted(folder.glob("g-*"))):
        if path.name != kept:
            discard(path)


def discard(generation: Path) -> None:
    """Delete one generation unless a reader holds it.

    It is renamed first: a reader then finds all of it or nothing. A system that does not rename
    what is open keeps it until a later build.
    """
    lock = None
    with contextlib.suppress(FileNotFoundError):
        try:
            lock = Lock.exclusive(generation / IN_USE, create=False)
        except LockedError:
            return
    dead = generation.with_name(f"dead-{generation.name}")
    with contextlib.suppress(OSError):
        if lock is not None and os.name == "nt":
            lock.release()
        generation.rename(dead)
        shutil.rmtree(dead, ignore_errors=True)
    if lock is not None:
        lock.release()


def _hold_current(folder: Path) -> Held | None:
    """The current generation, held; ``None`` when it was swept in the same moment."""
    name = current(folder)
    if name is None:
        return None
    place = folder / name
    try:
        lock = Lock.shared(place / IN_USE)
    except (LockedError, FileNotFoundError):
        return None
    if not lock.still_at(place / IN_USE):
        lock.release()
        return None
    return Held(place, lock)


def _is_generation(path: Path) -> bool:
    return _GENERATION.fullmatch(path.name) is not None
