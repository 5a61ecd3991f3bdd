"""Locks between processes, which the operating system lets go of when their holder dies."""

from __future__ import annotations

import contextlib
import os
import socket
import sys
import time
from typing import TYPE_CHECKING, Final, Self

from uegraph.errors import ResourceError
from uegraph.files import unwritable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_PAUSE = 0.05


class LockedError(Exception):
    """Somebody else holds the lock; the message says who, where that is known."""


class Lock:
    """A file that is locked while this object holds it."""

    def __init__(self, handle: int) -> None:
        self._handle: int | None = handle

    @classmethod
    def exclusive(
        cls,
        path: Path,
        *,
        wait: float = 0.0,
        create: bool = True,
        told: Callable[[str], None] | None = None,
    ) -> Self:
        """Hold the file alone, waiting some seconds for others to end.

        Args:
            path: The file.
            wait: How long to wait.
            create: Whether it is made where there is none.
            told: Told once who holds it, when it is waited for.

        Raises:
            LockedError: Others still hold it.
        """
        # What is locked is written to: a link laid there must not lead to a file of somebody's.
        how = os.O_RDWR | getattr(os, "O_NOFOLLOW", 0) | (os.O_CREAT if create else 0)
        lock = cls(os.open(path, how, 0o644))
        try:
            lock._wait(wait, told)
        except BaseException:
            lock.release()
            raise
        return lock

    def _wait(self, seconds: float, told: Callable[[str], None] | None) -> None:
        assert self._handle is not None
        deadline = time.monotonic() + seconds
        while not _try_lock(self._handle, shared=False):
            if time.monotonic() >= deadline:
                raise LockedError(_holder(self._handle))
            time.sleep(_PAUSE)
            if told:  # only now: who holds it says so just after getting it
                told(_holder(self._handle))
                told = None
        if seconds:
            with contextlib.suppress(OSError):  # who holds it is a help to others, and no more
                os.truncate(self._handle, 0)
                os.write(
                    self._handle, f"process {os.getpid()} on {socket.gethostname()}\n".encode()
                )

    @classmethod
    def shared(cls, path: Path) -> Self:
        """Hold the file together with other readers.

        Raises:
            LockedError: Somebody holds it alone.
        """
        lock = cls(os.open(path, os.O_RDONLY))
        assert lock._handle is not None
        if not _try_lock(lock._handle, shared=True):
            lock.release()
            raise LockedError(str(path))
        return lock

    def still_at(self, path: Path) -> bool:
        """Whether the file is locked, and is the one found at the path now."""
        with contextlib.suppress(FileNotFoundError):
            if self._handle is None:
                return False
            return os.path.samestat(os.fstat(self._handle), path.stat())
        return False

    def release(self) -> None:
        """Let go; doing so twice is no mistake."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def __del__(self) -> None:
        self.release()


_OTHERS: Final = 30.0  # seconds for others who write the same; each takes milliseconds


@contextlib.contextmanager
def alone(path: Path) -> Iterator[None]:
    """Be the only one who reads something and then replaces it, so that nobody's work is lost.

    The lock is a file of its own, as the other is replaced; whoever held it takes it away.

    Raises:
        ResourceError: Others still hold it, or nothing can be written there.
    """
    beside = path.with_name(f".{path.name[:80]}.lock")
    try:
        lock = Lock.exclusive(beside, wait=_OTHERS)
        while not lock.still_at(beside):
            lock.release()
            lock = Lock.exclusive(beside, wait=_OTHERS)
    except LockedError as error:
        raise ResourceError(f"{path} is being written by another ({error}). Try again.") from error
    except OSError as error:
        raise unwritable(path, error) from error
    try:
        yield
    finally:
        with contextlib.suppress(OSError):
            beside.unlink()
        lock.release()


def _holder(handle: int) -> str:
    text = os.pread(handle, 200, 0) if hasattr(os, "pread") else b""
    return text.decode(errors="replace").strip() or "holder unknown"


if sys.platform == "win32":
    import msvcrt

    def _try_lock(handle: int, *, shared: bool) -> bool:
        """Windows refuses to rename or delete what a reader has open, so readers need no lock."""
        if shared:
            return True
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _try_lock(handle: int, *, shared: bool) -> bool:
        try:
            fcntl.flock(handle, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            # A file system without locks (some network drives) can still be read.
            if shared:
                return True
            raise
        return True
