"""The invented programme that all stages are measured on, in the forms that they take.

Made once for each size by `uegraph generate` and `uegraph build`, with one seed, in the folder for
temporary files.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from uegraph.namespaces import ID

if TYPE_CHECKING:
    import pyoxigraph as ox

LARGEST_TABLES: Final = 1_000_000
"""Triples up to which the tables are made too; beyond, checking them is a matter of patience."""

_LINKED: Final = """
PREFIX ueg: <https://w3id.org/uegraph/ns#>
SELECT ?body ?activity WHERE { ?part ueg:party ?body ; ueg:activity ?activity }
"""
_REACHED: Final = """
SELECT ?thing (COUNT(*) AS ?times) WHERE { ?other ?property ?thing FILTER(ISIRI(?thing)) }
GROUP BY ?thing
"""


@dataclass(frozen=True, slots=True)
class Programme:
    """One size of it.

    Attributes:
        triples: How many triples were asked for.
        folder: Where its files are.
    """

    triples: int
    folder: Path

    @property
    def quads(self) -> Path:
        """The statements as N-Quads."""
        return self.folder / "programme.nq"

    @property
    def tables(self) -> Path:
        """The same as the tables that people write."""
        return self.folder / "tables"

    @property
    def store(self) -> Path:
        """The graph that `uegraph build` makes of the N-Quads."""
        return self.folder / "store"

    @property
    def parts(self) -> Path:
        """Who took part in what, as plain CSV: what hand-written programs begin with."""
        return self.folder / "parts.csv"

    @property
    def busiest(self) -> dict[str, str]:
        """Of each kind of thing the IRI of the one that most is said of."""
        return dict(json.loads((self.folder / "busiest.json").read_text(encoding="utf-8")))


def engine(folder: Path) -> ox.Store:
    """The engine alone, as one who knows nothing of uegraph would open a graph."""
    import pyoxigraph as ox

    current = (folder / "CURRENT").read_text(encoding="utf-8").strip()
    return ox.Store.read_only(str(folder / current / "graph"))


def programme(triples: int) -> Programme:
    """The programme of this size; what is there already is not made again."""
    made = Programme(triples, Path(tempfile.gettempdir(), f"uegraph-scale-{triples}"))
    made.folder.mkdir(exist_ok=True)
    size = ("--triples", str(triples))
    if not made.quads.exists():
        _run("generate", str(made.quads), *size)
    if triples <= LARGEST_TABLES and not made.tables.exists():
        _run("generate", str(made.tables), *size)
    if not (made.store / "CURRENT").exists():
        _run("build", str(made.quads), "--store", str(made.store))
    if not (made.folder / "busiest.json").exists():
        _derive(made)
    return made


def _run(*words: str) -> None:
    subprocess.run([sys.executable, "-m", "uegraph", *words], check=True, capture_output=True)


def _derive(made: Programme) -> None:
    """Writes what the peers begin with, and whom the questions are asked about."""
    import pyoxigraph as ox

    data = engine(made.store)
    with made.parts.open("wb") as file:
        linked = data.query(_LINKED, use_default_graph_as_union=True)
        assert isinstance(linked, ox.QuerySolutions)
        linked.serialize(file, format=ox.QueryResultsFormat.CSV)
    most: dict[str, tuple[int, str]] = {}
    reached = data.query(_REACHED, use_default_graph_as_union=True)
    assert isinstance(reached, ox.QuerySolutions)
    for thing, times in reached:
        kind, slash, _ = thing.value.removeprefix(ID).partition("/")
        if thing.value.startswith(ID) and slash:
            most[kind] = max(most.get(kind, (0, "")), (int(times.value), thing.value))
    text = json.dumps({kind: iri for kind, (_, iri) in sorted(most.items())}, indent=1)
    (made.folder / "busiest.json").write_text(text, encoding="utf-8")
