"""When a command is killed: anywhere, soon after it begins to write, or beside the swap.

A command that works for a second and swaps in a millisecond is seldom hit where it matters by a
moment drawn from its whole duration. What it writes is watched from outside, as anybody could.
"""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING, Final, Literal, get_args

if TYPE_CHECKING:
    import random
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

Moment = Literal["anywhere", "once it writes", "all written", "swapped"]
MOMENTS: Final[tuple[Moment, ...]] = get_args(Moment)
_BESIDE: Final = 0.02  # seconds after what was waited for
_PAUSE: Final = 0.0002  # between two looks
_STORES: Final = ("graph", "again")


def await_moment(
    moment: Moment,
    process: subprocess.Popen[bytes],
    place: Path,
    *,
    seconds: float,
    size: int,
    chance: random.Random,
) -> None:
    """Return when the moment has come, or the process has ended.

    Args:
        moment: Which sort of moment.
        process: The command, which has just begun.
        place: What it writes.
        seconds: How long it takes.
        size: The bytes that it writes, as `weight` counts them.
        chance: Draws the rest.
    """
    if moment == "anywhere":
        time.sleep(chance.random() * seconds)
        return
    before = listing(place.parent)
    standing = _standing(place)
    signs: dict[Moment, Callable[[], bool]] = {
        "once it writes": lambda: listing(place.parent) != before,
        "all written": lambda: _standing(place) != standing or _is_written(place, size),
        "swapped": lambda: _standing(place) != standing,
    }
    while process.poll() is None and not signs[moment]():
        time.sleep(_PAUSE)
    soon = chance.random() ** 2 * seconds / 8
    time.sleep(soon if moment == "once it writes" else chance.random() * _BESIDE)


def listing(root: Path) -> set[tuple[str, int]]:
    """The names of what is there, and of what a build has begun below it."""
    with os.scandir(root) as entries:
        found = {(entry.name, entry.inode()) for entry in entries}
    for name in _STORES:
        if (root / name).is_dir():
            found |= {(f"{name}/{below}", 0) for below in os.listdir(root / name)}  # noqa: PTH208
    return found


def weight(path: Path) -> int:
    """The bytes of a file, or of all files of a folder; none where there is nothing."""
    try:
        if not path.is_dir():
            return path.stat().st_size
        return sum(below.stat().st_size for below in path.iterdir())
    except FileNotFoundError:  # it was renamed between two looks
        return 0


def _standing(place: Path) -> int | None:
    """What stands at a place now: what replaces it has another number, whatever is in it."""
    try:
        return (place / "CURRENT" if place.name in _STORES else place).stat().st_ino
    except (FileNotFoundError, NotADirectoryError):
        return None


def _is_written(place: Path, size: int) -> bool:
    """Whether all bytes are there, beside the place: only the swap is to come."""
    if place.name in _STORES:
        current = place / "CURRENT"
        held = current.read_text(encoding="utf-8").strip() if current.exists() else ""
        return any(found.parent.name != held for found in place.glob("g-*/sums"))
    beside = place.parent.glob(f".{place.name[:80]}.*")
    return any(weight(path) >= size > 0 for path in beside if path.suffix != ".lock")
