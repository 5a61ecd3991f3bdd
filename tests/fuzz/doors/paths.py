"""Names and paths: of files in a folder that somebody gave, and as arguments of commands."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

from click.testing import CliRunner
from tests.fuzz.payloads import text

from uegraph import ingest
from uegraph.cli import main

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

    from tests.fuzz.trap import Trap

NAMES: Final = (
    "people.csv", "organisations.csv", "dataset.yml", "ORGANISATIONS.CSV", "x.xlsx", "x.ods",
    "x.csv", "-f.csv", "--store.csv", ".hidden.csv", "~$x.xlsx", "con.csv", "nul",
    "a" * 250 + ".csv", "a\nb.csv", "\x1b[31m.csv", "\u202ecsv.x", "é.csv", "a b.csv", "x.xls",
    "x.nq", "*.csv", "$(touch MARK).csv", "sources.csv", "%s%n.csv",
)  # fmt: skip
CONTENTS: Final = (
    b"id,name\na,A\n",
    b"",
    b"PK\x03\x04",
    b"name: x\ntitle: X\n",
    b"\xff\xfe\x00",
    b"<x/>",
)
COMMANDS: Final = (
    ("check", "PATH"), ("build", "PATH", "--store", "OUT"), ("build", "PATH", "--store", "PATH"),
    ("import", "table", "PATH", "--draft"), ("import", "table", "PATH", "--mapping", "PATH"),
    ("sparql", "PATH"), ("verify", "PATH"), ("restore", "PATH", "OUT"),
    ("gaps", "--store", "PATH"), ("gaps", "--weights", "PATH"), ("map", "PATH"),
    ("map", "OUT.html", "--story", "PATH"), ("report", "PATH"),
    ("check", "PATH", "--annotate", "PATH"), ("template", "PATH"), ("new", "PATH"),
    ("query", "TEXT"), ("query", "stakeholders/members", "-p", "group=TEXT"), ("explain", "TEXT"),
    ("decisions", "--decisions", "PATH"), ("coverage", "--of", "TEXT"),
    ("map", "-", "--view", "TEXT"),
)  # fmt: skip


def door(trap: Trap) -> Callable[[random.Random], str]:
    """Checks a folder with odd entries in it, or gives a command odd arguments."""
    source = trap.outside.parent / "own"
    source.mkdir()
    (source / "dataset.yml").write_text("name: own\ntitle: Own\n", encoding="utf-8")
    (source / "audiences.csv").write_text("name\nTenants\n", encoding="utf-8")
    graph = str(trap.outside.parent / "graph")
    ingest.build([source], graph).store.close()
    os.environ["UEGRAPH_STORE"] = graph

    def case(chance: random.Random) -> str:
        folder = trap.place / "given"
        folder.mkdir()
        for _ in range(chance.randint(1, 4)):
            with contextlib.suppress(OSError, ValueError):
                _entry(folder / trap.fill(chance.choice(NAMES)), trap, chance)
        if chance.random() < 0.5:
            return "".join(map(str, ingest.examine([folder]).problems))
        return _command(trap, folder, chance, graph)

    return case


def _entry(path: Path, trap: Trap, chance: random.Random) -> None:
    """A file, a link to somewhere, a folder, a pipe."""
    kind = chance.random()
    if path.is_symlink() or path.exists():
        return
    if kind < 0.4:
        path.write_bytes(chance.choice(CONTENTS))
    elif kind < 0.7:
        path.symlink_to(
            chance.choice((trap.secret, trap.outside, "/dev/zero", "/etc/passwd", path, "x"))
        )
    elif kind < 0.8:
        path.mkdir()
    elif kind < 0.9:
        os.mkfifo(path)
    else:
        path.symlink_to(os.path.relpath(trap.secret, path.parent))


def _command(trap: Trap, folder: Path, chance: random.Random, graph: str) -> str:
    """A command with such arguments; it ends with a status of its own and no traceback."""
    entries = [str(path) for path in sorted(folder.iterdir())]
    odd = text(chance).replace("\x00", "")
    given = {
        "PATH": lambda: chance.choice(
            (str(folder), *entries, str(folder / "none"), f"{folder}/{odd[:300]}")
        ),
        "OUT": lambda: str(trap.place / "out"),
        "OUT.html": lambda: str(trap.place / "out.html"),
        "TEXT": lambda: trap.fill(odd),
        "group=TEXT": lambda: f"group={trap.fill(odd)}",
    }
    line = [given[part]() if part in given else part for part in chance.choice(COMMANDS)]
    if any(map(_meant, line)) or str(trap.secret) in line:
        return ""
    if "--store" not in line and line[0] in {
        "gaps",
        "map",
        "report",
        "query",
        "explain",
        "coverage",
    }:
        line += ["--store", graph]
    done = CliRunner().invoke(main, line, input="")
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    assert done.exit_code in {0, 1, 2, 3}, (line, done.exit_code)
    return done.output


def _meant(part: str) -> bool:
    """Whether it is a link or a pipe: whoever names one means what is behind it."""
    with contextlib.suppress(OSError):
        return Path(part).is_symlink() or Path(part).is_fifo()
    return False
