"""Writing a file so that nobody ever finds half of it, and tables that all read alike."""

from __future__ import annotations

import contextlib
import csv
import io
import os
import re
import stat
import sys
import tempfile
from typing import IO, TYPE_CHECKING, Final

from uegraph.errors import ResourceError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_KINDS: Final = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)
# Of Linux's renameat2: paths begin where the program runs, and both names change places.
_HERE: Final = -100
_EXCHANGE: Final = 2


def csv_text(rows: Iterable[Iterable[str]]) -> str:
    r"""Rows as CSV text.

    A lone carriage return in a cell becomes a line feed: Python before 3.13 does not quote it, and
    readers would end the row there.

    >>> csv_text([["a", "b"], ["x\ry", "1,2"]])
    'a,b\n"x\ny","1,2"\n'
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerows([re.sub(r"\r\n?", "\n", cell) for cell in cells] for cells in rows)
    return out.getvalue()


def inert(text: str) -> str:
    """Text that a spreadsheet shows instead of running it as a formula.

    An apostrophe is put before what would be one; numbers and all other texts stay as they are.

    >>> inert("=HYPERLINK(1)"), inert("-3.5"), inert("- a dash")
    ("'=HYPERLINK(1)", '-3.5', "'- a dash")

    References:
        OWASP, CSV Injection.
    """
    number = re.fullmatch(r"[+-]?\d+([.,]\d+)*", text)
    return f"'{text}" if text[:1] in "=+-@\t\r" and text and not number else text


def write(path: Path, content: bytes) -> None:
    """Write a file beside its place and then rename it: the old one, or the new one whole.

    Raises:
        ResourceError: The place is not there, may not be written to, or is taken by something
            that is no file, such as a folder, a pipe or a device.
    """
    with writing(path) as file:
        file.write(content)


@contextlib.contextmanager
def writing(path: Path) -> Iterator[IO[bytes]]:
    """A file to be filled bit by bit, which takes its place when the block ends well.

    Raises:
        ResourceError: As for `write`.
    """
    _refuse_other(path)
    try:
        handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:80]}.")
    except OSError as error:
        raise unwritable(path, error) from error
    try:
        with os.fdopen(handle, "w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        # mkstemp lets only the owner read; what uegraph writes is to be shared like any file.
        os.chmod(beside, 0o666 & ~umask())  # noqa: PTH101 - a name, not a Path
        os.replace(beside, path)  # noqa: PTH105 - as above
    except OSError as error:
        os.unlink(beside)  # noqa: PTH108 - as above
        raise unwritable(path, error) from error
    except BaseException:
        os.unlink(beside)  # noqa: PTH108 - Ctrl-C leaves nothing behind
        raise


def swap(one: Path, other: Path) -> bool:
    """Let two folders change places in one step, so that no moment is without either.

    Returns:
        Whether they did: not every system, nor every disk, can.
    """
    import ctypes  # noqa: PLC0415 - 10 ms, seldom needed

    rename = getattr(ctypes.CDLL(None), "renameat2", None) if sys.platform == "linux" else None
    if rename is None:
        return False
    rename.argtypes = (ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_uint)
    done: int = rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE)
    return done == 0


def _refuse_other(path: Path) -> None:
    """A rename would put a file in the place of a device or a pipe, where one has the right to."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return
    except OSError as error:
        raise unwritable(path, error) from error
    if not stat.S_ISREG(mode):
        kind = next((name for test, name in _KINDS if test(mode)), "something else")
        raise ResourceError(f"{path} is {kind}, not a file. Choose the name of a file.")


def umask() -> int:
    """The rights that a new file does not get; what uegraph writes is to be shared like any."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


def unwritable(path: Path, error: OSError) -> ResourceError:
    """The error that says why a file could not be written, and what to do."""
    return ResourceError(
        f"{path} could not be written: {error.strerror}. "
        "Choose a folder that exists, has space, and that you may write to."
    )
