"""Measures uegraph against named peers and prints the table of ``benchmarks/README.md``.

Each line is a ratio of two times taken in one run on one machine, the best of several turns
taken alternately, so that a slow moment hits both. Run it with ``make bench``.
"""

from __future__ import annotations

import subprocess
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks import workbook

from uegraph import coverage, ingest, maps, queries, resources
from uegraph.maps.material import Material
from uegraph.store import open_store

if TYPE_CHECKING:
    import rdflib

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class Race:
    """Two ways to the same end.

    Attributes:
        what: What is done.
        peer: What uegraph is measured against.
        ours: Our way.
        theirs: The peer's way.
        turns: How often each runs; the best time counts.
    """

    what: str
    peer: str
    ours: Callable[[], object]
    theirs: Callable[[], object]
    turns: int = 3


def seconds(act: Callable[[], object]) -> float:
    """The wall time that an act takes."""
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def run(race: Race) -> str:
    """One line of the table: both times and their ratio."""
    times = [(seconds(race.ours), seconds(race.theirs)) for _ in range(race.turns)]
    ours, theirs = min(t[0] for t in times), min(t[1] for t in times)
    return f"| {race.what} | {race.peer} | {ours:.3f} | {theirs:.3f} | {theirs / ours:.1f} |"


def python(*arguments: str) -> Callable[[], object]:
    """Start Python anew with these arguments."""
    return lambda: subprocess.run(
        [sys.executable, *arguments], check=True, capture_output=True, text=True
    )


def texts(*, internal: bool = False) -> list[str]:
    """The SPARQL of the named questions, with their example parameters.

    Args:
        internal: Only those that coverage is decided on.
    """
    return [
        query.text
        for query in queries.questions().values()
        if query.form == "select"
        if not internal or (query.name.startswith("coverage/") and "internal" in query.tags)
    ]


def over_rdflib(data: rdflib.Dataset, asked: list[str]) -> Callable[[], object]:
    """Ask the same questions of rdflib's own engine."""
    return lambda: [list(data.query(text)) for text in asked]


def with_pyshacl(data: rdflib.Dataset) -> Callable[[], object]:
    """Check the same rows as a graph, by the same shapes, with the reference implementation."""
    import pyshacl
    import rdflib

    merged = rdflib.Graph()
    for triple in data.triples((None, None, None)):
        merged.add(triple[:3])
    shapes = rdflib.Graph().parse(resources.root() / "ontology" / "shapes.ttl")
    return lambda: pyshacl.validate(merged, shacl_graph=shapes)


def races() -> list[Race]:
    """Every stage that a user waits for, over the shipped data."""
    import networkx as nx
    import rdflib

    sources = list(resources.datasets().values())
    store = ingest.build(sources, ":memory:").store
    quads = store.dump()
    peer = store.to_rdflib()
    graph = nx.Graph((link.start, link.end) for link in Material(store).links)
    asked = texts()
    empty = "import click; click.command()(lambda: None)(['--help'])"
    return [
        Race("`uegraph --help`", "an empty click program",
             python("-m", "uegraph", "--help"), python("-c", empty), turns=15),
        Race("load the shipped graph", "rdflib",
             lambda: open_store(read_only=False).load_nquads(quads),
             lambda: rdflib.Dataset(default_union=True).parse(data=quads, format="nquads")),
        Race("check the shipped tables", "pySHACL on their triples",
             lambda: ingest.check(sources), with_pyshacl(peer), turns=1),
        Race(f"answer all {len(asked)} questions", "rdflib",
             lambda: [store.select(text, trusted=True) for text in asked],
             over_rdflib(peer, asked), turns=1),
        Race("decide all coverage", "only asking its questions, in rdflib",
             lambda: coverage.coverage(store), over_rdflib(peer, texts(internal=True)), turns=1),
        Race("draw the map", "networkx spring layout alone",
             lambda: maps.make(store, "engagement").to_html(),
             lambda: nx.spring_layout(graph, iterations=500, seed=1)),
    ]  # fmt: skip


if __name__ == "__main__":
    print("| what | against | uegraph, s | peer, s | times as fast |")
    print("| --- | --- | --- | --- | --- |")
    for race in races():
        print(run(race), flush=True)
    print()
    workbook.main()
