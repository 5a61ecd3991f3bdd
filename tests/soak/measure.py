"""What a process takes by /proc, and whether that grew while it did the same again and again."""

from __future__ import annotations

import gc
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

MORE_MEMORY: Final = 8 << 20  # bytes, and beside them a tenth of what there was
MORE_HANDLES: Final = 2
MORE_THREADS: Final = 2


@dataclass(frozen=True, slots=True)
class Sample:
    """What a process takes between two rounds.

    Attributes:
        memory: Bytes that are in the machine's memory.
        handles: Open files, pipes and sockets.
        threads: Threads.
        children: Processes that it started and that are there still, dead ones among them.
    """

    memory: int
    handles: int
    threads: int
    children: int

    @classmethod
    def own(cls) -> Sample:
        """Of the process that asks."""
        gc.collect()
        here = Path("/proc/self")
        lines = (here / "status").read_text(encoding="utf-8").splitlines()
        status = dict(line.split(":", 1) for line in lines)
        begun = [_text(path).split() for path in here.glob("task/*/children")]
        return cls(
            memory=int(status["VmRSS"].split()[0]) << 10,
            handles=len(os.listdir("/proc/self/fd")),  # noqa: PTH208
            threads=int(status["Threads"]),
            children=sum(map(len, begun)),
        )

    def to_dict(self) -> dict[str, int]:
        """For a line of JSON."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Trend:
    """The medians of the first and of the last quarter of some samples.

    Attributes:
        samples: How many there are.
        first: The first quarter, after the process has done its round once.
        last: The last quarter.
    """

    samples: int
    first: Sample
    last: Sample

    @classmethod
    def of(cls, samples: Sequence[Sample]) -> Trend:
        """Of all samples of a process; the first is its warming up, and does not count."""
        warm = samples[1:] or samples
        size = max(len(warm) // 4, 1)
        return cls(len(warm), _middle(warm[:size]), _middle(warm[-size:]))

    def faults(self) -> list[str]:
        """What grew beyond what is allowed, in words."""
        first, last = self.first, self.last
        found = []
        if last.memory - first.memory > MORE_MEMORY + first.memory // 10:
            found.append(f"memory grew from {first.memory >> 20} to {last.memory >> 20} MiB")
        if last.handles - first.handles > MORE_HANDLES:
            found.append(f"open handles grew from {first.handles} to {last.handles}")
        if last.threads - first.threads > MORE_THREADS:
            found.append(f"threads grew from {first.threads} to {last.threads}")
        if last.children:
            found.append(f"{last.children} child processes are left")
        return found


def _middle(samples: Sequence[Sample]) -> Sample:
    def of(part: Callable[[Sample], int]) -> int:
        return int(median(map(part, samples)))

    return Sample(
        memory=of(lambda one: one.memory),
        handles=of(lambda one: one.handles),
        threads=of(lambda one: one.threads),
        children=of(lambda one: one.children),
    )


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError:  # a thread that ended between two looks
        return ""


def size_of(folder: Path) -> int:
    """The bytes below a folder, of which files may vanish while they are counted."""
    total = 0
    for place, _, names in os.walk(folder):
        for name in names:
            try:
                total += os.lstat(f"{place}/{name}").st_size
            except FileNotFoundError:
                continue
    return total
