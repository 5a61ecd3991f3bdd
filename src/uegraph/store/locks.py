"""Locks between processes, which the operating system lets go of when their holder dies."""

from __future__ import annotations

import contextlib
import os
import socket
import sys
import time
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from pathlib import Path

_PAUSE = 0.05


class LockedError(Exception):
    """Somebody else holds the lock; the message says who, where that is known."""


class Lock:
    """A file that is locked while this object holds it."""

    def __init__(self, handle: int) -> None:
        self._handle: int | None = handle

    @classmethod
    def exclusive(cls, path: Path, *, wait: float = 0.0, create: bool = True) -> Self:
        """Hold the file alone, waiting some seconds for others to end.

        Raises:
            LockedError: Others still hold it.
        """
        # What is locked is written to: a link laid there must not lead to a file of somebody's.
        alone = getattr(os, "O_NOFOLLOW", 0) | (os.O_CREAT if create else 0)
        handle = os.open(path, os.O_RDWR | alone, 0o644)
        deadline = time.monotonic() + wait
        while not _try_lock(handle, shared=False):
            if time.monotonic() >= deadline:
                holder = os.pread(handle, 200, 0) if hasattr(os, "pread") else b""
                os.close(handle)
                raise LockedError(holder.decode(errors="replace").strip() or "holder unknown")
            time.sleep(_PAUSE)
        if wait:
            with contextlib.suppress(OSError):  # who holds it is a help to others, and no more
                os.truncate(handle, 0)
                os.write(handle, f"process {os.getpid()} on {socket.gethostname()}\n".encode())
        return cls(handle)

    @classmethod
    def shared(cls, path: Path) -> Self:
        """Hold the file together with other readers.

        Raises:
            LockedError: Somebody holds it alone.
        """
        handle = os.open(path, os.O_RDONLY)
        if not _try_lock(handle, shared=True):
            os.close(handle)
            raise LockedError(str(path))
        return cls(handle)

    def still_at(self, path: Path) -> bool:
        """Whether the locked file is the one found at the path now."""
        assert self._handle is not None
        with contextlib.suppress(FileNotFoundError):
            return os.path.samestat(os.fstat(self._handle), path.stat())
        return False

    def release(self) -> None:
        """Let go; doing so twice is no mistake."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def __del__(self) -> None:
        self.release()


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
