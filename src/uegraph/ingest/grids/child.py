"""Reading a workbook in a process of its own, within limits of time and memory.

A new process rather than a copy of this one: a copy would begin with all that this one holds,
is not safe while other threads run, and does not exist on Windows. A new one takes 60 ms.
"""

from __future__ import annotations

import contextlib
import marshal
import subprocess
import sys
import tempfile
import threading
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from uegraph.ingest.grids import worker
from uegraph.ingest.grids.grid import Book, Grid, Merged, Remark
from uegraph.ingest.grids.limits import MAX_ANSWER, MEBIBYTE, MEMORY, SECONDS
from uegraph.ingest.grids.refusal import RefusedError, damaged, too_large

if TYPE_CHECKING:
    from collections.abc import Iterator

    from uegraph.ingest.grids.grid import Record

_SPLIT: Final = "Split it into several workbooks, or save each sheet as CSV."


def read_apart(data: bytes, *, memory: int = MEMORY, seconds: float = SECONDS) -> Book:
    """A workbook, read in a process of its own.

    Args:
        data: The bytes of the file.
        memory: Address space of that process, where the system can limit it.
        seconds: Wall time that it may take.

    Raises:
        RefusedError: It is no workbook, a damaged one, or one that breaks a limit.
    """
    try:
        return _read_apart(data, memory, seconds)
    except OSError as error:
        raise _failure("disk", error.strerror or str(error)) from error


def _read_apart(data: bytes, memory: int, seconds: float) -> Book:
    expired = threading.Event()
    with (
        tempfile.TemporaryDirectory(prefix="uegraph-") as folder,
        _process(Path(folder) / "parts.xlsx", memory, seconds, expired) as process,
    ):
        assert process.stdin is not None
        with contextlib.suppress(BrokenPipeError), process.stdin as stdin:
            stdin.write(data)
        try:
            return _book(_frames(process))
        except EOFError as error:
            status = process.wait()
            if expired.is_set():
                message = f"was not read within {seconds:g} seconds"
                raise RefusedError(message, _SPLIT, "book:size") from error
            raise (_needs_memory(memory) if status < 0 else damaged()) from error


@contextlib.contextmanager
def _process(
    scratch: Path, memory: int, seconds: float, expired: threading.Event
) -> Iterator[subprocess.Popen[bytes]]:
    """A worker that is gone, and waited for, when the block ends."""
    command = [sys.executable, "-I", "-S", worker.__file__, _library(), str(scratch)]
    command += [str(memory), str(seconds)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL) as process:

        def end() -> None:
            expired.set()
            process.kill()

        timer = threading.Timer(seconds, end)
        try:
            timer.start()
            yield process
        finally:
            timer.cancel()
            process.kill()


def _library() -> str:
    """The folder from which the worker imports the fast reader."""
    found = find_spec("python_calamine")
    if found is None or found.origin is None:
        raise RefusedError("cannot be read: python-calamine is missing", "Install uegraph again.")
    return str(Path(found.origin).parents[1])


def _frames(process: subprocess.Popen[bytes]) -> Iterator[Any]:
    """What the worker says, value by value.

    Raises:
        EOFError: It said no more before it was done.
    """
    assert process.stdout is not None
    left = MAX_ANSWER
    while True:
        head = process.stdout.read(worker.LENGTH.size)
        if len(head) < worker.LENGTH.size:
            raise EOFError
        (length,) = worker.LENGTH.unpack(head)
        left -= length
        if left < 0:
            raise too_large(f"holds more than {MAX_ANSWER // MEBIBYTE} MB of text")
        body = process.stdout.read(length)
        if len(body) < length:
            raise EOFError
        yield marshal.loads(body)  # noqa: S302 - written by our own worker


def _book(frames: Iterator[Any]) -> Book:
    grids: list[Grid] = []
    remarks: list[Remark] = []
    records: list[Record] = []
    for frame in frames:
        if isinstance(frame, list):
            records += frame
        elif frame[0] == "sheet":
            grids.append(_grid(records, *frame[1:]))
            records = []
        elif frame[0] == "remark":
            remarks.append(Remark(*frame[1:]))
        elif frame[0] == "read":
            return Book(tuple(grids), tuple(remarks))
        else:
            raise _failure(*frame)
    raise AssertionError("the frames end with an error or with a book")


def _grid(  # noqa: PLR0913, PLR0917 - the fields of a grid
    records: list[Record],
    name: str,
    _: object,
    merged: tuple[tuple[int, int, int, int], ...],
    remarks: tuple[tuple[Any, ...], ...],
    complete: bool,
    ragged: bool,
) -> Grid:
    joined = tuple(Merged(*places) for places in merged)
    said = tuple(Remark(*fields) for fields in remarks)
    return Grid(name, tuple(records), joined, said, complete, ragged)


def _failure(kind: str, *said: str) -> RefusedError:
    if kind == "refused":
        return RefusedError(*said)
    if kind == "memory":
        return _needs_memory(MEMORY)
    if kind == "disk":
        message = f"could not be unpacked into a temporary folder: {said[0]}"
        return RefusedError(message, "Free some space, or set TMPDIR.", "book:disk")
    return damaged()


def _needs_memory(memory: int) -> RefusedError:
    gibibytes = memory / (1024 * MEBIBYTE)
    return RefusedError(
        f"needs more than {gibibytes:.2g} GB of memory to read", _SPLIT, "book:size"
    )
