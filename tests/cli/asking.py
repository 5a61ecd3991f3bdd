"""Asking a command over a data set that was made for it."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import click
    import pytest

FORMS = ("table", "csv", "json", "md")
HOSTILE = "=cmd()|<script>alert(1)</script> \u202egnp `x` " + "y" * 9_000


def build(folder: Path, write: Callable[..., Path], **changed: str) -> Path:
    """The graph of a data set, with some of its tables changed."""
    source, store = write(folder / "made", **changed), folder / "graph"
    command = [sys.executable, "-m", "uegraph", "build", str(source), "--store", str(store)]
    subprocess.run(command, capture_output=True, check=True)
    return store


class Asker:
    """Asks a command and gives what it wrote to stdout."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self.capsys = capsys

    def __call__(self, command: click.Command, graph: Path, *arguments: str) -> str:
        command.main(["--store", str(graph), *arguments], standalone_mode=False)
        return self.capsys.readouterr().out
