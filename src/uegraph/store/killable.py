"""Limits that hold: a query in a process of its own, ended when its time is up."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import threading
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

from uegraph.errors import QueryLimitError, QuerySyntaxError, StoreError
from uegraph.store import worker

if TYPE_CHECKING:
    from collections.abc import Iterator

GIBIBYTE: Final = 1 << 30
_CHUNK: Final = 1 << 18
REPAIR: Final = (
    "Build it again from its sources, or restore a backup: uegraph restore BACKUP STORE --replace"
)
_DAMAGED: Final = ("Corruption", "IO error")  # how the engine's files are told to be broken


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a query may take.

    Attributes:
        seconds: Wall time; ``None`` for no limit.
        rows: Rows that are kept; ``None`` for all.
        memory: Address space of the process that runs it, where the system can limit it.
        answer: Bytes of its answer, which the caller has to hold.
    """

    seconds: float | None = 30.0
    rows: int | None = None
    memory: int = 4 * GIBIBYTE
    answer: int = GIBIBYTE

    def too_slow(self) -> QueryLimitError:
        """The error of a query that ran out of time."""
        return QueryLimitError(
            f"The query was stopped after {self.seconds:g} seconds. "
            "Ask for less (a narrower pattern, a LIMIT in a sub-select), or raise the time limit."
        )

    def too_large(self) -> QueryLimitError:
        """The error of a query whose answer does not fit."""
        return QueryLimitError(
            f"The answer is larger than {self.answer / GIBIBYTE:g} GiB and was stopped. "
            "Set a row limit, or ask for less."
        )


def run(folder: Path, query: str, limits: Limits, *, union: bool) -> bytes:
    """The answer to a query on the graph in a folder, within its limits.

    Rows after the row limit are not waited for; the answer then ends anywhere after it.

    Raises:
        QueryLimitError: It ran out of time or memory, or its answer is too large.
        QuerySyntaxError: The engine does not accept the query.
        StoreError: The engine failed.
    """
    request = {
        "folder": str(folder),
        "library": _library(),
        "query": query,
        "union": union,
        "memory": limits.memory,
        "seconds": limits.seconds,
    }
    expired = threading.Event()
    with _process(limits.seconds, expired) as process:
        assert process.stdin is not None
        assert process.stderr is not None
        with contextlib.suppress(BrokenPipeError), process.stdin as stdin:
            stdin.write(json.dumps(request).encode())
        body, enough = _read(process, limits)
        if enough:
            return body
        complaint = process.stderr.read()
        status = process.wait()
    if expired.is_set():
        raise limits.too_slow()
    if status != 0:
        raise _failure(status, complaint.decode(errors="replace"), limits)
    return body


def engine_error(kind: str, message: str) -> Exception:
    """What the engine complains of, as one of our own errors."""
    if kind == "SyntaxError":
        return QuerySyntaxError(f"The query is not valid SPARQL 1.1: {message}.")
    if message.startswith(_DAMAGED):
        return StoreError(f"The graph's files are damaged: {message}. {REPAIR}")
    return StoreError(f"The query engine failed: {message}.")


def _library() -> str:
    """The folder from which the worker imports the engine: it looks nowhere else."""
    found = find_spec("pyoxigraph")
    if found is None or found.origin is None:
        raise StoreError("pyoxigraph is not installed. Install uegraph again.")
    return str(Path(found.origin).parents[1])


@contextlib.contextmanager
def _process(seconds: float | None, expired: threading.Event) -> Iterator[subprocess.Popen[bytes]]:
    """A worker that is gone, and waited for, when the block ends."""
    command = [sys.executable, "-I", "-S", worker.__file__]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe) as process:

        def end() -> None:
            expired.set()
            process.kill()

        timer = threading.Timer(seconds, end) if seconds is not None else None
        try:
            if timer:
                timer.start()
            yield process
        finally:
            if timer:
                timer.cancel()
            process.kill()


def _read(process: subprocess.Popen[bytes], limits: Limits) -> tuple[bytes, bool]:
    """What the worker says, and whether that was enough to stop listening."""
    assert process.stdout is not None
    body = bytearray()
    lines = 0
    while chunk := process.stdout.read1(_CHUNK):  # type: ignore[attr-defined]
        body += chunk
        if limits.rows is not None:
            lines += chunk.count(b"\n")
            if lines > limits.rows + 1:
                return bytes(body), True
        if len(body) > limits.answer:
            raise limits.too_large()
    return bytes(body), False


def _failure(status: int, complaint: str, limits: Limits) -> Exception:
    if status == worker.FAILED:
        report = json.loads(complaint)
        if report["kind"] != "MemoryError":
            return engine_error(report["kind"], report["message"])
    elif status > 0:
        last = complaint.strip().rpartition("\n")[2]
        return StoreError(f"The process that runs queries failed with status {status}: {last}")
    return QueryLimitError(
        f"The query needed more than {limits.memory / GIBIBYTE:g} GiB of memory and was stopped. "
        "Ask for less: a narrower pattern, or no ORDER BY over many rows."
    )
