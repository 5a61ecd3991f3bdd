"""Mappings, settings of data sets and weights: YAML that others wrote, and what is made by it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tests.fuzz.payloads import broken, text
from tests.imports.samples import MAPPING, TABLE

from uegraph import imports
from uegraph.errors import UegraphError
from uegraph.gaps.reading import read_weighting
from uegraph.ingest.settings import read_settings

if TYPE_CHECKING:
    import random
    from collections.abc import Callable
    from pathlib import Path

    from tests.fuzz.trap import Trap

PIECES: Final = (
    "&a [*a, *a]", "*a", "<<: *a", "!!python/object/apply:os.system ['touch MARK']",
    "!!binary aGk=", "? [a, b]\n: c", "[[[[[[", "{{{{", "- - - - -", "|\n", ">\n",
    "%TAG ! URL\n---\n", "\t", "'", '"', "name: ../../outside/ran\n", "name: SECRET\n",
    "base: URL\n", "url: file://SECRET\n", "\x00", "\ufeff", "pattern: '(a+)+$'",
    "pattern: '" + "(" * 200 + "'", "split: ['']", "keep: '(?<=x)'", "table: ../ran",
    "sheet: SECRET\n", "header: 9999999\n", "{column: Who, take: '(.*)*$'}", "text: '{What}[{'",
    "rows:\n", "constant: '=cmd()'", "lists:\n  bodies: [" + "a*, " * 300 + "]\n", "# x\n",
    "---\n", "...\n", ": ", "a: b\n",
)  # fmt: skip
SETTINGS: Final = (
    "name: own\ntitle: Own\nurl: https://e.example/\nassertions:\n  min: {Person: 1}\n"
)
WEIGHTS: Final = "weights:\n  population: 10\n  state: 30\nlimits:\n  months: 12\n"


def door(trap: Trap) -> Callable[[random.Random], str]:
    """Reads a file of one of three kinds with some things wrong."""

    def case(chance: random.Random) -> str:
        kind = chance.random()
        if kind < 0.15:
            path = _written(trap, "weights.yml", broken(WEIGHTS, chance, PIECES))
            return str(read_weighting(path))
        if kind < 0.35:
            path = _written(trap, "dataset.yml", broken(SETTINGS, chance, PIECES))
            return str(read_settings(path.read_bytes(), "dataset.yml", fallback="unnamed"))
        return _imported(trap, chance)

    return case


def _imported(trap: Trap, chance: random.Random) -> str:
    """A table with anything in its cells, made a data set by a mapping with anything in it."""
    said = broken(MAPPING, chance, PIECES) if chance.random() < 0.8 else MAPPING
    cells = [text(chance).replace('"', "'") for _ in range(4)]
    rows = TABLE + "".join(f'"{cell}","x","y","1","{cell}","Y"\n' for cell in cells)
    table = _written(trap, "events.csv", rows)
    mapping = _written(trap, "mapping.yml", said)
    made = imports.table(table, mapping)
    out = trap.place / "out"
    try:
        made.write(out)
    except UegraphError:
        assert not out.exists()
        raise
    names = sorted(path.name for path in trap.place.rglob("*"))
    assert set(names) <= {"events.csv", "mapping.yml", "out", "dataset.yml", *_tables(out)}, names
    return "".join(path.read_text(encoding="utf-8") for path in out.iterdir())


def _tables(folder: Path) -> list[str]:
    from uegraph import shapes  # noqa: PLC0415 - reads the model

    known = {f"{name}.csv" for name in shapes.tables()}
    return [path.name for path in folder.iterdir() if path.name in known]


def _written(trap: Trap, name: str, content: str) -> Path:
    path = trap.place / name
    path.write_text(trap.fill(content), encoding="utf-8", errors="replace")
    return path
