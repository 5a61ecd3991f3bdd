"""Every command that takes a store, given a server's URL and the same graph in memory."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from click.testing import CliRunner

from uegraph.cli import main

if TYPE_CHECKING:
    from collections.abc import Sequence

_OUT: Final = "OUT"
_DAY: Final = ("--as-of", "2024-04-26")
COMMANDS: Final[tuple[tuple[str, ...], ...]] = (
    ("query", "stakeholders/audiences", "--json"),
    ("query", "evidence/graphs", "-f", "csv"),
    ("coverage", "--json"),
    ("coverage", "--of", "audience,theme", "--level", "involve", "-f", "csv"),
    ("gaps", "--json"),
    ("measures", "--json", *_DAY),
    ("measures", "recency", "--json", *_DAY),
    ("equality", "--json"),
    ("areas", "--json"),
    ("power-interest", "--json"),
    ("explain", "Deaf people", "--scope", "audiences", "--json"),
    ("duplicates", "--json"),
    ("network", "summary", "--json"),
    ("network", "central", "--by", "betweenness", "--json"),
    ("network", "communities", "--json"),
    ("network", "brokers", "--json"),
    ("network", "cut-points", "--json"),
    ("network", "routes", "Deaf people", "--json"),
    ("network", "suggest", "--json"),
    ("network", "compare", "2022", "2023", "--json"),
    ("network", "export", f"{_OUT}.graphml"),
    ("map", f"{_OUT}.html", "--view", "engagement"),
    ("report", f"{_OUT}.html", *_DAY),
)
"""What is run. The last three write a file."""


def compared(url: str, command: Sequence[str]) -> bool:
    """Whether a command says and writes the same of a server's graph as of the embedded one."""
    return _run((*command, "--store", url)) == embedded(tuple(command))


@cache
def embedded(command: tuple[str, ...]) -> tuple[int, bytes, bytes]:
    """What a command says and writes of the shipped data set."""
    return _run(command)


def _run(command: Sequence[str]) -> tuple[int, bytes, bytes]:
    """The exit code, the answer, and the file of one command."""
    with tempfile.TemporaryDirectory() as folder:
        told = [word.replace(_OUT, f"{folder}/{_OUT}") for word in command]
        done = CliRunner().invoke(main, told)
        written = b"".join(path.read_bytes() for path in sorted(Path(folder).iterdir()))
    return done.exit_code, done.stdout_bytes.replace(folder.encode(), b""), written
