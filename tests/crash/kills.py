"""Killing commands at random moments, and looking what is left.

    python -m tests.crash.kills --times 300 --seed 2026

A command runs in a process group of its own, which is killed with SIGKILL at a moment drawn from
its whole duration, or shortly after it first changes anything. Then the place it writes holds the
old state or the new, and the same command, run again at once, makes the new one. Nothing else is
accepted: anything else ends the program with 1. A command that ended before its moment came is told
apart, and does not count as killed.
"""

from __future__ import annotations

import argparse
import itertools
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from tests.crash.scenes import ABSENT, Scene, litter, scenes, uegraph

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ENDED = "ended before"
_LONGEST = 300.0  # seconds after which a command counts as waiting for a lock of a dead one


@dataclass(slots=True)
class Trial:
    """A scene with what is known of it: its two states, and how long it takes."""

    scene: Scene
    root: Path
    states: list[str] = field(default_factory=list)
    seconds: float = 0.0
    standing: int = 0

    def learn(self) -> None:
        """Run both commands to their ends, to know the states that they make."""
        for at in (0, 1):
            self.run_to_end(at)
            self.states.append(self.scene.state(self.scene.place))
            self.standing = at
        assert self.states[0] != self.states[1]
        assert ABSENT not in self.states

    def once(self, chance: random.Random) -> str:
        """Kill once, and say what was left: ``old``, ``new``, or that it had ended before."""
        target = 1 - self.standing
        old = self.states[self.standing]
        if self.scene.from_nothing and chance.random() < 0.2:
            remove(self.scene.place)
            old = ABSENT
        ended = self._killed(target, chance)
        found = self.scene.state(self.scene.place)
        new = self.states[target]
        assert found in (old, new), f"{self.scene.name}: neither the old state nor the new"
        for path in litter(self.root):
            remove(path)
        if self.scene.from_nothing or found == old:
            self.run_to_end(target)
            assert self.scene.state(self.scene.place) == new, f"{self.scene.name}: run again"
        self.standing = target
        _require_swept(self.scene.place)
        return ENDED if ended else "new" if found == new else "old"

    def run_to_end(self, at: int) -> None:
        """Run a command to its end, and learn how little time that can take."""
        begun = time.monotonic()
        complete(self.scene, at)
        self.seconds = min(self.seconds or _LONGEST, time.monotonic() - begun)

    def _killed(self, target: int, chance: random.Random) -> bool:
        """Start the command and kill it; whether it had ended already."""
        line = uegraph(self.scene.commands[target])
        quiet = subprocess.DEVNULL
        before = _listing(self.root)
        process = subprocess.Popen(line, stdout=quiet, stderr=quiet, start_new_session=True)
        if chance.random() < 0.5:
            while process.poll() is None and _listing(self.root) == before:
                time.sleep(0.0005)
            time.sleep(chance.random() ** 2 * self.seconds / 8)
        else:
            time.sleep(chance.random() * self.seconds)
        ended = process.poll() is not None
        if not ended:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        return ended


def complete(scene: Scene, at: int) -> None:
    """Run a command to its end, which it has to reach."""
    line = uegraph(scene.commands[at])
    done = subprocess.run(line, capture_output=True, text=True, check=False, timeout=_LONGEST)
    assert done.returncode == 0, f"{scene.name}: {done.stderr}"


def remove(path: Path) -> None:
    """Delete a file or a folder, if it is there."""
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _listing(root: Path) -> set[tuple[str, int]]:
    """The names of what is there, and of what a build has begun below it."""
    with os.scandir(root) as entries:
        found = {(entry.name, entry.inode()) for entry in entries}
    for name in ("graph", "again"):
        if (root / name).is_dir():
            found |= {(f"{name}/{below}", 0) for below in os.listdir(root / name)}  # noqa: PTH208
    return found


def _require_swept(place: Path) -> None:
    """After the next build nothing of the killed one is left in a graph's folder."""
    if (place / "CURRENT").exists():
        left = [path.name for path in place.iterdir() if path.name.startswith(("g-", "dead-"))]
        assert left == [(place / "CURRENT").read_text(encoding="utf-8").strip()]


def kill(
    times: int,
    seed: int,
    root: Path,
    *,
    tell: Callable[[str], object] = str,
    names: Sequence[str] = (),
) -> Counter[tuple[str, str]]:
    """Kill so many times, each scene (or those named) in turn, and count what was left."""
    chance = random.Random(seed)
    trials = [Trial(one, root) for one in scenes(root) if not names or one.name in names]
    for trial in trials:
        trial.learn()
    found: Counter[tuple[str, str]] = Counter()
    for trial in itertools.cycle(trials):
        left = trial.once(chance)
        found[trial.scene.name, left] += 1
        killed = sum(count for (_, kind), count in found.items() if kind != ENDED)
        tell(f"{killed} of {times}: {trial.scene.name}: {left}\n")
        if killed == times:
            break
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Kill, count and print; a state that is neither old nor new ends it."""
    asking = argparse.ArgumentParser(prog="python -m tests.crash.kills")
    asking.add_argument("--times", type=int, default=300)
    asking.add_argument("--seed", type=int, default=2026)
    asking.add_argument("--folder", help="Where to work, such as on another disk.")
    asked = asking.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="kills-", dir=asked.folder) as folder:
        found = kill(asked.times, asked.seed, Path(folder), tell=sys.stderr.write)
    kinds = ("old", "new", ENDED)
    sys.stdout.write(f"{'':12}" + "".join(f"{kind:>14}" for kind in kinds) + "\n")
    for name in dict.fromkeys(name for name, _ in found):
        counts = "".join(f"{found[name, kind]:>14}" for kind in kinds)
        sys.stdout.write(f"{name:12}{counts}\n")
    sys.stdout.write(f"Killed {asked.times} times: the old state or the new, never a mixture.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
