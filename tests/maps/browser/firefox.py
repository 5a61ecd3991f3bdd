"""Firefox without a window, spoken to in its own protocol.

References:
    Mozilla, Firefox source documentation, Marionette, "Protocol": messages are a length, a colon
    and JSON: ``[0, number, command, parameters]`` there, ``[1, number, error, result]`` back.
"""

from __future__ import annotations

import json
import socket
import subprocess
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PREFERENCES: Final = {
    "marionette.port": 0,  # any that is free
    "datareporting.policy.dataSubmissionEnabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.aboutwelcome.enabled": False,
    "toolkit.telemetry.reportingpolicy.firstRun": False,
    "app.normandy.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
}
_PATIENCE: Final = 60
"""Seconds that Firefox has for its start and for each answer."""


class Firefox:
    """A window of Firefox."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._stream = connection.makefile("rb")
        self._number = 0
        self._read()
        self.ask("WebDriver:NewSession", capabilities={"alwaysMatch": {}})

    def ask(self, command: str, **given: Any) -> Any:
        """What Firefox answers to a command.

        Raises:
            AssertionError: It says that it could not.
        """
        self._number += 1
        text = json.dumps([0, self._number, command, given]).encode()
        self._connection.sendall(b"%d:%s" % (len(text), text))
        _, number, error, result = self._read()
        assert number == self._number
        assert error is None, error
        return result

    def run(self, script: str, *given: Any) -> Any:
        """What a function of the page's own world returns; it may take its time."""
        call = f"""const done = arguments[arguments.length - 1];
        Promise.resolve(({script})(...[...arguments].slice(0, -1))).then(
          (value) => done({{ value }}), (error) => done({{ error: String(error) }}));"""
        found = self.ask(
            "WebDriver:ExecuteAsyncScript", script=call, args=list(given), sandbox=None
        )["value"]
        assert "error" not in found, found
        return found.get("value")

    def press(self, place: str, keys: str) -> None:
        """Types into the element that a selector finds."""
        found = self.ask("WebDriver:FindElement", using="css selector", value=place)
        (element,) = found["value"].values()
        self.ask("WebDriver:ElementSendKeys", id=element, text=keys)

    def _read(self) -> Any:
        length = b""
        while not length.endswith(b":"):
            letter = self._stream.read(1)
            assert letter, "Firefox has gone."
            length += letter
        return json.loads(self._stream.read(int(length[:-1])))


@contextmanager
def firefox(program: str, folder: Path) -> Iterator[Firefox]:
    """Firefox with a profile of its own in a folder."""
    profile = folder / "profile"
    profile.mkdir()
    lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});\n"
             for name, value in PREFERENCES.items()]  # fmt: skip
    (profile / "user.js").write_text("".join(lines), encoding="utf-8")
    process = subprocess.Popen(
        [program, "--headless", "--marionette", "--no-remote", "--profile", str(profile)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={"HOME": str(folder), "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"},
    )
    try:
        with socket.create_connection(("127.0.0.1", _port(profile)), _PATIENCE) as connection:
            opened = Firefox(connection)
            yield opened
            with suppress(AssertionError, OSError):
                opened.ask("Marionette:Quit", flags=["eForceQuit"])
    finally:
        process.terminate()
        process.wait(_PATIENCE)


def _port(profile: Path) -> int:
    """Where Firefox listens, which it writes into its profile."""
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        with suppress(FileNotFoundError, ValueError):
            return int((profile / "MarionetteActivePort").read_text(encoding="utf-8"))
        time.sleep(0.1)
    raise AssertionError("Firefox did not start.")
