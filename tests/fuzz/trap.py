"""What would show that somebody is where they do not belong.

A secret file that nobody may read, a port of this machine that nobody may call, a file that only
a program run by mistake would make, and a folder in which nothing may change.
"""

from __future__ import annotations

import os
import random
import shutil
import socket
import sys
import threading
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

_STARTING = ("os.system", "os.exec", "os.posix_spawn", "os.startfile", "pty.spawn")


class CaughtError(AssertionError):
    """Something went where it may not go."""


class Trap:
    """The traps of one process, set once and looked at after every case."""

    def __init__(self, folder: Path) -> None:
        self.outside = folder / "outside"
        self.place = folder / "place"
        self.outside.mkdir(parents=True)
        self.secret = self.outside / "secret.csv"
        self.token = f"SECRET{random.Random(str(folder)).getrandbits(64):016x}"
        self.secret.write_text(f"id,name\n{self.token},{self.token}\n", encoding="utf-8")
        self.mark = self.outside / "ran"
        self._before = self._outside()
        self._found: list[str] = []
        self._listening = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.url = f"http://127.0.0.1:{self._listening.getsockname()[1]}/"
        threading.Thread(target=self._listen, daemon=True).start()
        sys.addaudithook(self._audit)
        self.fresh()

    def fresh(self) -> Path:
        """An empty folder for a case."""
        shutil.rmtree(self.place, ignore_errors=True)
        self.place.mkdir()
        return self.place

    def fill(self, text: str) -> str:
        """A text with the addresses of the traps in the place of URL, SECRET and MARK."""
        filled = text.replace("URL", self.url).replace("SECRET", str(self.secret))
        return filled.replace("MARK", str(self.mark))

    def look(self, *told: str) -> None:
        """Whether all is as it was, and nothing that was told holds the secret.

        Raises:
            CaughtError: It is not.
        """
        now = self._outside()
        if now != self._before:
            self._found.append("something outside was changed or made")
            self._before = now
        if any(self.token in text for text in told):
            self._found.append("the secret was told")
        if self._found:
            found, self._found = self._found, []
            raise CaughtError("; ".join(sorted(set(found))))

    def _outside(self) -> list[tuple[str, int, int]]:
        found = sorted(self.outside.rglob("*"))
        return [(str(path), path.stat().st_size, path.stat().st_mtime_ns) for path in found]

    def _listen(self) -> None:
        while True:
            line, _ = self._listening.accept()
            self._found.append("the network was reached")
            line.close()

    def _audit(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open" and isinstance(arguments[0], str | os.PathLike):
            if os.path.realpath(arguments[0]) == str(self.secret):
                self._found.append("the secret was opened")
        elif event in _STARTING:
            self._found.append(f"a program was started ({event})")
        elif event == "subprocess.Popen" and list(arguments[1])[:2] != [sys.executable, "-I"]:
            self._found.append(f"a program was started ({list(arguments[1])[:2]})")
