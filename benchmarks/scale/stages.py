"""The stages that a user waits for, and what each is measured against."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.scale.programme import LARGEST_TABLES, Programme

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

OURS, PEERS, ASKED = "uegraph", "benchmarks.scale.peers", "benchmarks.scale.questions"

QUESTIONS = "answer every question"


@dataclass(frozen=True, slots=True)
class Way:
    """One process that does it.

    Attributes:
        name: What it is called in the table.
        module: The Python module that is run.
        words: What it is told.
        up_to: Triples beyond which it is not tried; all sizes where it is 0.
    """

    name: str
    module: str
    words: tuple[str, ...]
    up_to: int = 0


@dataclass(frozen=True, slots=True)
class Stage:
    """Something that is waited for.

    Attributes:
        name: What is done.
        ours: How uegraph does it.
        floor: The least that has to be done for it, or the nearest that a library does.
        peer: What people would use instead; ``None`` where there is nothing.
    """

    name: str
    ours: Way
    floor: Way
    peer: Way | None = None


def stages(made: Programme, place: Path) -> Iterator[Stage]:
    """All stages on one size, in the order of a working day.

    Args:
        made: The programme.
        place: A folder to write into.
    """
    parts = _peer("listing participations", "list_parts", made.store)
    pairs = str(made.parts)
    if made.triples <= LARGEST_TABLES:
        yield Stage(
            "check the tables", _ours("check", made.tables),
            _peer("reading them as CSV", "read_csv", made.tables),
            _peer("pySHACL", "pyshacl_check", made.quads, up_to=100_000),
        )  # fmt: skip
        yield Stage(
            "build from the tables", _ours("build", made.tables, "--store", place / "a"),
            _peer("bulk load", "bulk_load", made.quads),
        )  # fmt: skip
    yield Stage(
        "load N-Quads", _ours("build", made.quads, "--store", place / "b"),
        _peer("bulk load", "bulk_load", made.quads),
        _peer("rdflib", "rdflib_load", made.quads, up_to=1_000_000),
    )  # fmt: skip
    yield Stage(
        QUESTIONS, Way("", ASKED, ("ours", str(made.folder))), parts,
        Way("rdflib", ASKED, ("rdflib", str(made.folder)), up_to=100_000),
    )  # fmt: skip
    yield Stage("coverage", _on(made, "coverage", "-f", "csv"), parts)
    yield Stage("gaps", _on(made, "gaps", "-f", "csv"), parts)
    yield Stage("measures", _on(made, "measures"), parts)
    yield Stage(
        "network summary", _on(made, "network", "summary"),
        _peer("joining in DuckDB", "duckdb_join", made.parts),
        Way("networkx", PEERS, ("nx_summary", pairs), up_to=1_000_000),
    )  # fmt: skip
    yield Stage(
        "network export", _on(made, "network", "export", place / "net.graphml"), parts,
        Way("networkx", PEERS, ("nx_graphml", pairs), up_to=1_000_000),
    )  # fmt: skip
    yield Stage(
        "map", _on(made, "map", place / "map.html", "--view", "collaboration"), parts,
        Way("pyvis", PEERS, ("pyvis_page", pairs), up_to=1_000_000),
    )  # fmt: skip
    yield Stage("report", _on(made, "report", place / "report.html"), parts)
    yield Stage(
        "backup", _ours("backup", made.store, place / "kept.zip", "--replace"),
        _peer("dump by the engine", "dump", made.store),
    )  # fmt: skip


def _ours(*words: object) -> Way:
    return Way("", OURS, tuple(map(str, words)))


def _on(made: Programme, *words: object) -> Way:
    return _ours(*words, "--store", made.store)


def _peer(name: str, way: str, place: Path, up_to: int = 0) -> Way:
    return Way(name, PEERS, (way, str(place)), up_to)
