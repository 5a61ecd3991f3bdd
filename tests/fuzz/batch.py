"""Cases of a door, one after the other, in a process that has little memory and time.

What a case did to the process that ran it is told by how that process ended; so is which case.
"""

from __future__ import annotations

import json
import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections import Counter
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tests.fuzz.trap import Trap

from uegraph.errors import InvalidSourceError, UegraphError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MEMORY: Final = 4 << 30
"""Address space, which is more than memory; the process of a query may have 4 GiB too."""
WRITTEN: Final = 256 << 20
CPU_SECONDS: Final = 20
WALL_SECONDS: Final = 300
DOORS: Final = (
    *("query", "parameters", "nquads", "models", "workbooks", "annotated", "mappings", "archives"),
    *("paths", "servers", "tables", "pages"),
)
FEW: Final = dict.fromkeys(
    ("POLARS_MAX_THREADS", "RAYON_NUM_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "2"
)
"""Each thread takes address space, and a large machine would start many."""
ROOT: Final = Path(__file__).resolve().parents[2]


@dataclass
class Counted:
    """How the cases of a door went.

    Attributes:
        ways: How many were read, and how many refused.
        faults: Those that were neither, each with its seed and what was wrong.
    """

    ways: Counter[str] = field(default_factory=Counter)
    faults: list[tuple[int, str]] = field(default_factory=list)


def run(door: str, first: int, *, count: int = 0, seconds: float = 0) -> Counted:
    """Put cases to a door: so many of them, or as many as the time allows."""
    found = Counted()
    end = time.monotonic() + seconds
    seed = first
    while (seed < first + count) if count else (time.monotonic() < end):
        left = end - time.monotonic()
        seed = _one_process(door, seed, first + count - seed if count else 0, left, found)
    return found


def _one_process(door: str, seed: int, count: int, seconds: float, found: Counted) -> int:
    """Let a process go on from a seed until it is done or dead; the seed after its last."""
    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
        command = [sys.executable, "-m", "tests.fuzz.batch", door, str(seed), str(count)]
        command += [str(seconds), folder]
        pipe = subprocess.PIPE
        with subprocess.Popen(
            command, cwd=ROOT, env=os.environ | FEW, stdout=pipe, text=True
        ) as process:
            assert process.stdout is not None
            begun = None
            for line in process.stdout:
                number, how, told = json.loads(line)
                begun = number if how == "begun" else None
                seed = number + 1
                if how == "fault":
                    found.faults.append((number, told))
                elif how != "begun":
                    found.ways[how] += 1
    if begun is not None:
        found.faults.append((begun, _ended(process.returncode)))
    elif process.returncode:
        found.faults.append((seed, f"the door could not be set up: status {process.returncode}"))
        seed += 1
    return seed


def _ended(status: int) -> str:
    kinds = {-signal.SIGPROF: f"took more than {CPU_SECONDS} s", -signal.SIGALRM: "did not end"}
    return kinds.get(status, f"the process ended with status {status}")


def _cases(first: int, count: int, seconds: float) -> Iterator[int]:
    end = time.monotonic() + seconds
    seed = first
    while (seed < first + count) if count else (time.monotonic() < end):
        yield seed
        seed += 1


def attempt(trap: Trap, case: Callable[[random.Random], str], seed: int) -> tuple[str, str]:
    """One case: how it went, and what was wrong with it."""
    trap.fresh()
    told = ""
    try:
        how, told = "read", case(random.Random(seed))
    except UegraphError as error:
        problems = error.problems if isinstance(error, InvalidSourceError) else ()
        how, told = "refused", "\n".join([str(error), *map(str, problems)])
    except BaseException:  # noqa: BLE001 - every kind of it is a finding
        return "fault", traceback.format_exc(limit=-6)
    try:
        trap.look(told)
    except AssertionError as error:
        return "fault", str(error)
    return how, ""


def main() -> None:
    """Run cases in this process, and tell of each on standard output."""
    door, first, count, seconds, folder = sys.argv[1:]
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (WRITTEN, WRITTEN))
    trap = Trap(Path(folder))
    case: Callable[[random.Random], str] = import_module(f"tests.fuzz.doors.{door}").door(trap)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    for seed in _cases(int(first), int(count), float(seconds)):
        sys.stdout.write(json.dumps([seed, "begun", ""]) + "\n")
        sys.stdout.flush()
        signal.setitimer(signal.ITIMER_PROF, CPU_SECONDS)
        signal.alarm(WALL_SECONDS)
        how, told = attempt(trap, case, seed)
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.alarm(0)
        sys.stdout.write(json.dumps([seed, how, told]) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
