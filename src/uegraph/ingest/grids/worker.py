"""The process that reads a workbook, so that it can be stopped and cannot fill the memory.

This file is run as a program. It reads the workbook from standard input and writes what it read
to standard output, as a sequence of `marshal`ed values, each after its length: lists of rows,
``("sheet", …)`` after the rows of one, ``("remark", …)``, and at the end how it went: read,
refused, memory, disk. If that is missing, it broke.
"""

from __future__ import annotations

import contextlib
import marshal
import math
import struct
import sys
from dataclasses import astuple
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from uegraph.ingest.grids.grid import Grid, Record, Remark

LENGTH: Final = struct.Struct("<Q")


def send(value: list[Record] | tuple[Any, ...]) -> None:
    """Hand a value to the process that waits for it."""
    data = marshal.dumps(value)
    sys.stdout.buffer.write(LENGTH.pack(len(data)))
    sys.stdout.buffer.write(data)


def _confine(memory: int, seconds: float) -> None:
    """Let the operating system end this process, whatever becomes of its parent."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - not on Windows

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    with contextlib.suppress(ImportError, AttributeError):
        import signal  # noqa: PLC0415 - beside its use

        # Without a handler the alarm ends the process at once, inside the fast reader too.
        signal.alarm(math.ceil(seconds) + 2)


def _find(library: str) -> None:
    """Make the readers importable, without the packages around them: they take 50 ms."""
    here = Path(__file__).parent
    for name, folder in (
        ("uegraph", here.parents[1]),
        ("uegraph.ingest", here.parent),
        ("uegraph.ingest.grids", here),
    ):
        package = ModuleType(name)
        package.__path__ = [str(folder)]
        sys.modules[name] = package
    sys.path.append(library)


def _pieces(data: bytes, scratch: Path) -> Iterator[list[Record] | Grid | Remark]:
    from uegraph.ingest.grids.workbook import read_workbook  # noqa: PLC0415 - found only now

    yield from read_workbook(data, scratch)


def _read(data: bytes, scratch: Path) -> None:
    from uegraph.ingest.grids.grid import Grid, Remark  # noqa: PLC0415 - found only now

    for piece in _pieces(data, scratch):
        if isinstance(piece, Grid):
            send(("sheet", *astuple(piece)))
        elif isinstance(piece, Remark):
            send(("remark", *astuple(piece)))
        else:
            send(piece)


def main() -> None:
    """Read the workbook on standard input."""
    library, scratch, memory, seconds = sys.argv[1:]
    _confine(int(memory), float(seconds))
    _find(library)
    from uegraph.ingest.grids.refusal import RefusedError  # noqa: PLC0415 - found only now

    try:
        _read(sys.stdin.buffer.read(), Path(scratch))
    except RefusedError as error:
        send(("refused", error.message, error.remedy, error.rule))
    except MemoryError:
        send(("memory", ""))
    except OSError as error:
        send(("disk", error.strerror or str(error)))
    else:
        send(("read", ""))
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
