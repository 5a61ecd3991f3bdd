"""Measures one way of doing something in a process of its own: its time and its peak memory."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Taken:
    """What one measurement took.

    Attributes:
        seconds: Wall time.
        mebibytes: Peak memory of the largest of its processes.
        said: What it printed.
        ended: Whether it came to its end in the time it was given.
        cpu: Seconds of the processor, its own processes' included.
    """

    seconds: float
    mebibytes: int
    said: str
    ended: bool = True
    cpu: float = 0.0


def measure(module: str, *arguments: str, at_most: int | None = None) -> Taken:
    """Run a module as a program.

    Args:
        module: Its name.
        arguments: What it is told.
        at_most: Seconds of the processor after which the system ends it.

    Raises:
        SystemExit: It failed.
    """
    start = time.perf_counter()
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen([sys.executable, "-m", module, *arguments], stdout=said)
        if at_most is not None:
            resource.prlimit(process.pid, resource.RLIMIT_CPU, (at_most, at_most))
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        ended = process.returncode not in (-signal.SIGXCPU, -signal.SIGKILL)
        if process.returncode and (ended or at_most is None):
            raise SystemExit(f"{module} {' '.join(arguments)} ended with {process.returncode}")
        said.seek(0)
        cpu = usage.ru_utime + usage.ru_stime
        return Taken(seconds, usage.ru_maxrss >> 10, said.read().decode().strip(), ended, cpu)
