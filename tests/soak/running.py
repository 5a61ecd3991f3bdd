"""Starting the processes of a soak, listening to them, and saying at the end what was found."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final

from tests.crash.scenes import foreign_tables
from tests.soak.measure import Sample, Trend, size_of
from tests.soak.roles import write_versions
from tests.soak.versions import learn

from uegraph.backup import verify
from uegraph.identity import records

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    Tell = Callable[[str], object]

_READERS: Final = ("opener", "commands", "keeper", "stopped")
_OTHERS: Final = ("builder", "building_commands", "archivist", "drawer", "decider-1", "decider-2")
_TO_END: Final = 300.0  # seconds for a last round, on a machine that is busy
_LEAST: Final = 3  # rounds of each process, however short the time


@dataclass(slots=True)
class Worker:
    """One process of a soak, and what it said.

    Attributes:
        name: Its role and number.
        process: The process itself.
        samples: What it took after each of its rounds.
        done: What it did, counted.
    """

    name: str
    process: subprocess.Popen[str]
    samples: list[Sample] = field(default_factory=list)
    done: Counter[str] = field(default_factory=Counter)

    def hear(self, line: str) -> None:
        """Take one line that it printed."""
        said = json.loads(line)
        self.done.update(said.pop("done"))
        self.samples.append(Sample(**said))


@dataclass(frozen=True, slots=True)
class Found:
    """What a soak found.

    Attributes:
        trends: What each process took, by its name.
        rounds: How many rounds each went.
        done: All that was done, counted.
        most: The most generations and the most bytes that the graph's folder held.
        faults: What is not as it should be; nothing where all is well.
    """

    trends: dict[str, Trend]
    rounds: dict[str, int]
    done: Counter[str]
    most: tuple[int, int]
    faults: tuple[str, ...]


def soak(
    root: Path,
    *,
    minutes: float,
    readers: int,
    seed: int,
    versions: int = 4,
    leak: str = "",
    others: Sequence[str] = _OTHERS,
    tell: Tell = str,
) -> Found:
    """Let readers, builders and others work on one graph at once, and look what becomes of it.

    Args:
        root: An empty folder.
        minutes: How long, from when each has gone its first round.
        readers: How many read.
        seed: What is built when, as far as chance decides it.
        versions: How many versions of the sources are built in turn.
        leak: What the first reader is to leak: ``handles`` or ``memory``; for tests of the soak.
        others: Who else works.
        tell: Told how far it is.
    """
    place = _prepare(root / f"soak-{seed}", versions, tell)
    names = [f"{_READERS[at % len(_READERS)]}-{at + 1}" for at in range(readers)]
    said: queue.Queue[tuple[Worker, str]] = queue.Queue()
    workers: list[Worker] = []
    try:
        for name in (*names, *others):
            leaking = leak if name == names[0] else ""
            workers.append(_start(name, place, leaking, said))
        most = _listen(workers, said, place, minutes * 60, tell)
        (place / "stop").touch()
        faults = [fault for worker in workers for fault in _ended(worker)]
    finally:
        for worker in workers:
            worker.process.kill()
            worker.process.wait()
    while not said.empty():
        worker, line = said.get()
        worker.hear(line)
    trends = {worker.name: Trend.of(worker.samples) for worker in workers if worker.samples}
    faults += [f"{name}: {fault}" for name, trend in trends.items() for fault in trend.faults()]
    faults += _left(place, sorted(name for name in others if name.startswith("decider")))
    done = sum((worker.done for worker in workers), Counter[str]())
    rounds = {worker.name: len(worker.samples) for worker in workers}
    return Found(trends, rounds, done, most, tuple(faults))


def _prepare(root: Path, versions: int, tell: Tell) -> Path:
    """The versions, each built alone once; and what else the processes take."""
    (root / "tmp").mkdir(parents=True)
    known = []
    for number in range(1, versions + 1):
        tell(f"building version {number} alone")
        known.append(learn(number, root))
    write_versions(root, known)
    for table, name in zip(foreign_tables(root)[0], ("decider-1", "decider-2"), strict=True):
        table.rename(root / f"{name}.csv")
    line = [sys.executable, "-m", "uegraph", "build", known[0].source, "--store"]
    subprocess.run([*line, str(root / "graph")], check=True, capture_output=True)
    return root


def _start(name: str, place: Path, leak: str, said: queue.Queue[tuple[Worker, str]]) -> Worker:
    line = [sys.executable, "-m", "tests.soak.roles", str(place), name, leak]
    environment = os.environ | {"TMPDIR": str(place / "tmp")}
    complaints = (place / f"{name}.errors").open("w", encoding="utf-8")
    with complaints:
        process = subprocess.Popen(
            line, stdout=subprocess.PIPE, stderr=complaints, text=True, env=environment
        )
    worker = Worker(name, process)
    assert process.stdout is not None
    threading.Thread(target=_pass_on, args=(worker, process.stdout, said), daemon=True).start()
    return worker


def _pass_on(worker: Worker, lines: IO[str], said: queue.Queue[tuple[Worker, str]]) -> None:
    with lines:
        for line in lines:
            said.put((worker, line))


def _listen(
    workers: Sequence[Worker],
    said: queue.Queue[tuple[Worker, str]],
    place: Path,
    seconds: float,
    tell: Tell,
) -> tuple[int, int]:
    """Hear what they say until the time is over, and watch the graph's folder meanwhile."""
    most, begun = (0, 0), 0.0
    for _ in _ticks():
        while not said.empty():
            worker, line = said.get()
            worker.hear(line)
        if any(worker.process.poll() is not None for worker in workers):
            break  # it failed, and says so
        here = len(list((place / "graph").glob("g-*"))), size_of(place / "graph")
        most = max(most[0], here[0]), max(most[1], here[1])
        fewest = min(len(worker.samples) for worker in workers)
        if fewest and not begun:
            begun = time.monotonic()
        spent = time.monotonic() - begun if begun else 0.0
        tell(_progress(workers, spent, seconds, begun > 0))
        if begun and spent >= seconds and fewest >= _LEAST:
            break
    return most


def _ticks() -> Iterator[None]:
    while True:
        yield
        time.sleep(0.25)


def _progress(workers: Sequence[Worker], spent: float, seconds: float, begun: bool) -> str:
    done = sum((worker.done for worker in workers), Counter[str]())
    when = f"{spent:.0f} of {seconds:.0f} s" if begun else "warming up"
    told = ", ".join(f"{done[what]:,} {what}" for what in ("answers", "builds", "waits"))
    return f"{when}: {told}"


def _ended(worker: Worker) -> list[str]:
    """Why a process did not end well, in its own words."""
    try:
        status = worker.process.wait(_TO_END)
    except subprocess.TimeoutExpired:
        return [f"{worker.name}: did not end within {_TO_END:g} s"]
    if status == 0:
        return []
    errors = Path(worker.process.args[3]) / f"{worker.name}.errors"  # type: ignore[index,arg-type]
    return [f"{worker.name}: {errors.read_text(encoding='utf-8').strip()[-2000:]}"]


def _left(place: Path, deciders: Sequence[str]) -> list[str]:
    """What should not be there once everybody has ended, and what should and is not."""
    found = []
    for store in sorted(path.parent for path in place.glob("*/CURRENT")):
        current = (store / "CURRENT").read_text(encoding="utf-8").strip()
        names = {path.name for path in store.iterdir()}
        if stray := names - {current, "CURRENT", "uegraph-store", "build.lock"}:
            found.append(f"{store.name} holds {', '.join(sorted(stray))} besides")
        if not verify(store).sound:
            found.append(f"{store.name} is not sound")
    found += [f"{path.name} is left in the folder for temporary files"
              for path in sorted((place / "tmp").iterdir())]  # fmt: skip
    found += [f"{path.name} is left" for path in sorted(place.glob(".*"))]
    taken = sorted(record.decided_by for record in records(place / "decisions.csv"))
    if taken != deciders:
        found.append(f"the decisions are of {', '.join(taken) or 'nobody'}")
    return found


def working_folder(folder: str | None) -> tempfile.TemporaryDirectory[str]:
    """Where a soak works, which is deleted afterwards."""
    return tempfile.TemporaryDirectory(prefix="soak-", dir=folder)
