"""Measures coverage of a large graph: reading, deciding every cell, and what one tries first.

Run it with ``python -m benchmarks.coverage``; ``--size`` sets the number of participations. The
graph is made once for each size, in the system's folder for temporary files. What is measured
together runs in one process, in turns; all else in a process of its own, so that its time and its
peak memory are its own.
"""

from __future__ import annotations

import argparse
import math
import resource
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benchmarks.graphs import Size, chunks
from benchmarks.measuring import Taken, measure
from benchmarks.natural import NATURAL, PREFIXES, asked, parts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pyoxigraph as ox

    from uegraph.coverage.decision import Decision
    from uegraph.coverage.facts import Facts
    from uegraph.coverage.scope import Scope

SIZE: Final = 1_000_000
TURNS: Final = 5
PERIOD: Final = "2021/2025"
MONTHS: Final = 24
LONGEST: Final = 30
"""Seconds of the processor after which a natural query is given up."""

SIZES: Final = (5_000, 10_000, 20_000, 50_000, 200_000)
"""Graphs on which the natural queries are tried; cells grow with the square of the size."""

ENGINES: Final = ("oxigraph", "rdflib")

# The rows that coverage is decided from, as one would ask for them to look at them elsewhere.
EXPORTED: Final = {
    "participations": """SELECT * {
        ?participation ueg:activity ?activity ; ueg:party ?party ; ueg:role ?role ;
          ueg:status ?status .
        OPTIONAL { ?participation ueg:level ?level }
        OPTIONAL { ?participation ueg:direction ?direction } }""",
    "activities": """SELECT * {
        ?activity ueg:activityType ?type ; ueg:status ?status ; skos:prefLabel ?name .
        OPTIONAL { ?activity ueg:when ?when }
        OPTIONAL { ?activity ueg:earliest ?earliest }
        OPTIONAL { ?activity ueg:latest ?latest } }""",
    "themes": "SELECT * { ?activity ueg:activityType ?type ; dcterms:subject ?theme }",
}


@dataclass(frozen=True, slots=True)
class Clock:
    """The time that something took, and the peak memory of the process so far."""

    wall: float
    cpu: float
    mebibytes: int

    @classmethod
    def of(cls, act: Callable[[], object]) -> Clock:
        """Do it once."""
        wall, cpu = time.perf_counter(), time.process_time()
        act()
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
        return cls(wall, cpu, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10)

    def __str__(self) -> str:
        return f"{self.wall:.3f} {self.cpu:.3f} {self.mebibytes}"

    @classmethod
    def read(cls, line: str) -> Clock:
        """What another process printed of its clock."""
        wall, cpu, mebibytes = line.split()
        return cls(float(wall), float(cpu), int(mebibytes))


def graph(size: int, *, receipts: bool = False) -> Path:
    """The folder with a graph of this size; made once."""
    name = f"uegraph-coverage-{size}{'-receipts' if receipts else ''}"
    folder = Path(tempfile.gettempdir(), name)
    if not (folder / "CURRENT").exists():
        from uegraph import store

        store.build(folder, lambda new: new.load_nquads(chunks(Size(size, receipts))))
    return folder


def _size(folder: Path) -> Size:
    return Size(int(folder.name.split("-")[2]))


def engine(folder: Path) -> ox.Store:
    """The engine alone, as one who knows nothing of uegraph would open it."""
    import pyoxigraph as ox

    current = (folder / "CURRENT").read_text(encoding="utf-8").strip()
    return ox.Store.read_only(str(folder / current / "graph"))


def make(folder: Path) -> None:
    """Make a graph, so that it need not be made while something is measured."""
    print(folder)


def export(folder: Path) -> None:
    """Plain: each table of rows asked for as it comes, into a CSV file."""
    import pyoxigraph as ox

    data = engine(folder)
    with tempfile.TemporaryDirectory() as place:

        def write() -> None:
            for name, query in EXPORTED.items():
                found = data.query(PREFIXES + query, use_default_graph_as_union=True)
                assert isinstance(found, ox.QuerySolutions)
                with Path(place, f"{name}.csv").open("wb") as file:
                    found.serialize(file, format=ox.QueryResultsFormat.CSV)

        print(Clock.of(write))


def read(folder: Path) -> None:
    """Ours: everything that coverage is decided from, into columns."""
    from uegraph.coverage.facts import read_facts
    from uegraph.store import open_store

    store = open_store(folder)
    print(Clock.of(lambda: read_facts(store)))


def decide(folder: Path) -> None:
    """Ours against the floor over the same columns, in turns; the results must be the same."""
    from benchmarks import floor

    from uegraph.coverage.decision import Decision
    from uegraph.coverage.facts import read_facts
    from uegraph.store import open_store

    facts = read_facts(open_store(folder))
    scope = _scope(facts)
    mine = Decision(facts, scope)
    used = Clock.of(lambda: None).mebibytes
    tables = floor.tables(facts, scope)
    times = [
        (Clock.of(lambda: Decision(facts, scope)), Clock.of(lambda: floor.decide(tables, scope)))
        for _ in range(TURNS)
    ]
    ours, theirs = (min(found, key=lambda clock: clock.wall) for found in zip(*times, strict=True))
    states = _states(mine)
    if states != floor.states(tables, facts, scope):
        raise SystemExit("The floor decides otherwise.")
    print(f"{ours.wall:.3f} {ours.cpu:.3f} {used}")
    print(theirs)
    print(len(states), len({*states.values()}))


def oxigraph(folder: Path, name: str) -> None:
    """A natural query in Oxigraph."""
    import pyoxigraph as ox

    data = engine(folder)

    def act() -> None:
        for query in asked(_size(folder), name):
            found = data.query(PREFIXES + query, use_default_graph_as_union=True)
            if isinstance(found, ox.QuerySolutions):
                print(sum(1 for _ in found), file=sys.stderr)

    print(Clock.of(act))


def rdflib(folder: Path, name: str) -> None:
    """A natural query in rdflib, over its memory store."""
    from uegraph.store import open_store

    data = open_store(folder).to_rdflib()

    def act() -> None:
        for query in asked(_size(folder), name):
            found = data.query(PREFIXES + query)
            if found.type == "SELECT":
                print(len(found), file=sys.stderr)

    print(Clock.of(act))


def _scope(facts: Facts) -> Scope:
    from uegraph.coverage.scope import read_scopes

    return read_scopes(facts, {"of": ("audience", "theme"), "period": PERIOD, "within": MONTHS})[0]


def _states(decision: Decision) -> dict[tuple[str, str], str]:
    from itertools import product

    from uegraph.coverage import STATES

    cells = product(*decision.scope.members)
    return {(a, t): STATES[state] for (a, t), state in zip(cells, decision.state, strict=True)}


WAYS: Final[dict[str, Callable[..., None]]] = {
    way.__name__: way for way in (make, export, read, decide, oxigraph, rdflib)
}


def run(way: str, size: int, *more: str, at_most: int | None = None) -> Taken:
    """Do it in a process of its own."""
    return measure("benchmarks.coverage", "--size", str(size), way, *more, at_most=at_most)


def large(size: int) -> None:
    """Reading and deciding, each against its peer."""
    run("make", size)
    plain, ours = (Clock.read(run(way, size).said) for way in ("export", "read"))
    said = run("decide", size).said.splitlines()
    decided, least, cells = Clock.read(said[0]), Clock.read(said[1]), said[2].split()
    print("| way | s | CPU, s | peak memory, MB |\n| --- | --- | --- | --- |")
    print(_line(f"export {size:,} participations as plain CSV", plain))
    print(_line("read them into columns", ours))
    print(_line(f"decide {int(cells[0]):,} cells", decided))
    print(_line("the floor, DuckDB", least))
    print(f"\nreading / plain export: {_ratio(ours, plain)}")
    print(f"deciding / floor: {_ratio(decided, least)}; {cells[1]} states, all cells alike")


def _ratio(ours: Clock, theirs: Clock) -> str:
    return f"{ours.wall / theirs.wall:.2f} (CPU {ours.cpu / theirs.cpu:.2f})"


def natural(size: int) -> None:
    """The natural queries, as far as they end, and what that comes to at the full size."""
    print("\n| natural query | engine | CPU, s, at so many participations | at the full size, s |")
    print("| --- | --- | --- | --- |")
    for engine_name in ENGINES:
        for name in NATURAL:
            found = dict(_tried(engine_name, name, size))
            told = [
                f"{tried:,}: " + (f"over {LONGEST}" if seconds is None else f"{seconds:.2g}")
                for tried, seconds in found.items()
            ]
            print(
                f"| {name} | {engine_name} | {' · '.join(told)} | {_at(size, found)} |", flush=True
            )


def _tried(engine_name: str, name: str, full: int) -> Iterator[tuple[int, float | None]]:
    """The processor's seconds on growing graphs, up to the first on which it takes too long."""
    for tried in (*(tried for tried in SIZES if tried < full), full):
        run("make", tried)
        taken = run(engine_name, tried, name, at_most=LONGEST)
        if not taken.ended:
            yield tried, None
            return
        yield tried, Clock.read(taken.said).cpu * parts(Size(tried), name)


def _at(size: int, found: dict[int, float | None]) -> str:
    """The seconds at a size, by the power of the size that the last two follow."""
    ended = [(tried, seconds) for tried, seconds in found.items() if seconds is not None]
    if len(ended) < 2:
        return "not to be told"
    (first, less), (last, more) = ended[-2:]
    power = math.log(more / less) / math.log(last / first)
    return f"{more * (size / last) ** power:,.0f}"


def _line(what: str, taken: Clock) -> str:
    return f"| {what} | {taken.wall:.2f} | {taken.cpu:.2f} | {taken.mebibytes:,} |"


def main() -> None:
    """Measure all of it, or one way where a process is started for it."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--size", type=int, default=SIZE, help="participations")
    options.add_argument("--receipts", action="store_true", help="with rows read")
    options.add_argument("way", nargs="?", choices=sorted(WAYS), help="one way alone")
    options.add_argument("more", nargs="*")
    given = options.parse_args()
    if given.way:
        WAYS[given.way](graph(given.size, receipts=given.receipts), *given.more)
        return
    large(given.size)
    natural(given.size)


if __name__ == "__main__":
    main()
