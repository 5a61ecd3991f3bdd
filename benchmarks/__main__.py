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

from uegraph import coverage, ingest, maps, network, queries, resources
from uegraph.store import Store, open_store

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


def ask_all(store: Store) -> int:
    """Answer every named question with its example parameters."""
    asked = [q for q in queries.questions().values() if q.form == "select"]
    return sum(len(store.select(query.text, trusted=True)) for query in asked)


def races() -> list[Race]:
    """Every stage that a user waits for, over the shipped data."""
    import networkx as nx

    store = open_store(":memory:", read_only=False)
    ingest.build(list(resources.datasets().values()), store)
    quads = store.dump()
    peer = store.to_rdflib()
    graph = network.stakeholder_network(store)
    asked = [q.text for q in queries.questions().values() if q.form == "select"]

    def rdflib_load() -> object:
        import rdflib

        return rdflib.Dataset(default_union=True).parse(data=quads, format="nquads")

    def load() -> object:
        fresh = open_store(":memory:", read_only=False)
        return fresh.load_nquads(quads)

    empty = "import click; click.command()(lambda: None)(['--help'])"
    return [
        Race("`uegraph --help`", "an empty click program",
             python("-m", "uegraph", "--help"), python("-c", empty), turns=15),
        Race("load the shipped graph", "rdflib", load, rdflib_load),
        Race(f"answer all {len(asked)} questions", "rdflib", lambda: ask_all(store),
             lambda: [list(peer.query(text)) for text in asked], turns=1),
        Race("decide all coverage", "answering all questions in rdflib",
             lambda: coverage.coverage(store),
             lambda: [list(peer.query(text)) for text in asked], turns=1),
        Race("draw the map", "networkx spring layout alone",
             lambda: maps.draw(graph, title="Map"),
             lambda: nx.spring_layout(graph, iterations=500, seed=1)),
    ]  # fmt: skip


if __name__ == "__main__":
    print("| what | against | uegraph, s | peer, s | times as fast |")
    print("| --- | --- | --- | --- | --- |")
    for race in races():
        print(run(race), flush=True)
