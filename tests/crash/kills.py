"""Killing commands at random moments, and looking what is left.

    python -m tests.crash.kills --times 300 --seed 2026

A command runs in a process group of its own, which is killed with SIGKILL at a moment of one of
four sorts (`moments`). Then the place it writes holds the old state or the new, and the same
command, run again at once, makes the new one. Nothing else is accepted: anything else ends the
program with 1. A command that ended before its moment came is told apart, and does not count as
killed.
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

from tests.crash.moments import MOMENTS, Moment, await_moment, weight
from tests.crash.scenes import ABSENT, Scene, litter, scenes, uegraph

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Found = Counter[tuple[str, Moment, str]]

ENDED = "ended before"
_LONGEST = 300.0  # seconds after which a command counts as waiting for a lock of a dead one


@dataclass(slots=True)
class Trial:
    """A scene with what is known of it: its two states, and how long it takes."""

    scene: Scene
    root: Path
    states: list[str] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)
    seconds: float = 0.0
    standing: int = 0

    def learn(self) -> None:
        """Run both commands to their ends, to know the states that they make."""
        for at in (0, 1):
            self.run_to_end(at)
            self.states.append(self.scene.state(self.scene.place))
            self.sizes.append(weight(self.scene.place))
            self.standing = at
        assert self.states[0] != self.states[1]
        assert ABSENT not in self.states

    def once(self, chance: random.Random, moment: Moment) -> str:
        """Kill once, and say what was left: ``old``, ``new``, or that it had ended before."""
        target = 1 - self.standing
        old = self.states[self.standing]
        if self.scene.fresh or (self.scene.from_nothing and chance.random() < 0.2):
            remove(self.scene.place)
            old = ABSENT
        ended = self._killed(target, chance, moment)
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
        if self.scene.fresh:
            remove(self.scene.place)
        begun = time.monotonic()
        complete(self.scene, at)
        self.seconds = min(self.seconds or _LONGEST, time.monotonic() - begun)

    def _killed(self, target: int, chance: random.Random, moment: Moment) -> bool:
        """Start the command and kill it; whether it had ended already."""
        line = uegraph(self.scene.commands[target])
        quiet, place, size = subprocess.DEVNULL, self.scene.place, self.sizes[target]
        process = subprocess.Popen(line, stdout=quiet, stderr=quiet, start_new_session=True)
        await_moment(moment, process, place, seconds=self.seconds, size=size, chance=chance)
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
) -> Found:
    """Kill so many times, each scene (or those named) in turn, and count what was left."""
    chance = random.Random(seed)
    trials = [Trial(one, root) for one in scenes(root) if not names or one.name in names]
    for trial in trials:
        trial.learn()
        tell(f"{trial.scene.name}: two states known, {trial.seconds:.2f} s\n")
    found: Found = Counter()
    for trial in itertools.cycle(trials):
        moment = chance.choice(MOMENTS)
        left = trial.once(chance, moment)
        found[trial.scene.name, moment, left] += 1
        killed = sum(count for (*_, kind), count in found.items() if kind != ENDED)
        tell(f"{killed} of {times}: {trial.scene.name}, {moment}: {left}\n")
        if killed == times:
            break
    return found


def table(found: Found, part: int) -> str:
    """What was left, by the name of the command (0) or the sort of moment (1)."""
    kinds = ("old", "new", ENDED)
    lines = [f"{'':24}" + "".join(f"{kind:>14}" for kind in kinds)]
    for name in dict.fromkeys(key[part] for key in found):
        counts = [
            sum(count for key, count in found.items() if (key[part], key[2]) == (name, kind))
            for kind in kinds
        ]
        lines.append(f"{name:24}" + "".join(f"{count:>14}" for count in counts))
    return "\n".join(lines) + "\n"


def main(arguments: Sequence[str] | None = None) -> int:
    """Kill, count and print; a state that is neither old nor new ends it."""
    asking = argparse.ArgumentParser(prog="python -m tests.crash.kills")
    asking.add_argument("--times", type=int, default=300)
    asking.add_argument("--seed", type=int, default=2026)
    asking.add_argument("--folder", help="Where to work, such as on another disk.")
    asked = asking.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="kills-", dir=asked.folder) as folder:
        found = kill(asked.times, asked.seed, Path(folder), tell=sys.stderr.write)
    sys.stdout.write(f"{table(found, 0)}\n{table(found, 1)}")
    sys.stdout.write(f"Killed {asked.times} times: the old state or the new, never a mixture.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
