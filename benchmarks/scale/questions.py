"""Every named question on a large graph, each about the thing that most is said of.

Run with ``python -m benchmarks.scale.questions ours|rdflib FOLDER``. Parameters that may be left
out are left out, so that everything is asked for. Prints a line for each question: seconds of the
processor, rows, name.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pyoxigraph  # noqa: F401 - before children begin, so that none has to

from uegraph import queries
from uegraph.queries.ordering import answer
from uegraph.store import embedded, folder, open_store  # noqa: F401 - as above

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LONGEST: Final = 30
"""Seconds of the processor after which one of our questions is given up."""


def asked(place: Path) -> Iterator[tuple[str, str]]:
    """The name and the SPARQL of each question that has rows for an answer."""
    busiest = json.loads((place / "busiest.json").read_text(encoding="utf-8"))
    for query in queries.questions().values():
        if query.form != "select":
            continue
        about = {}
        for param in query.params.values():
            if not param.optional:
                example = queries.example(param)
                about[param.name] = (
                    busiest.get(example.partition("/")[0], example)
                    if param.type == "iri"
                    else example
                )
        yield query.name, queries.bind(query, about)


def limited(act: Callable[[], int]) -> tuple[float, str]:
    """The seconds and the rows of an answer, in a child that the system ends at the limit."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        resource.setrlimit(resource.RLIMIT_CPU, (LONGEST, LONGEST + 1))
        cpu = time.process_time()
        rows = act()
        os.write(writing, f"{time.process_time() - cpu} {rows}".encode())
        os._exit(0)
    os.close(writing)
    _, status, usage = os.wait4(child, 0)
    with os.fdopen(reading, encoding="utf-8") as file:
        seconds, _, rows_told = file.read().partition(" ")
    if status:
        return usage.ru_utime + usage.ru_stime, f"given up after {LONGEST} s"
    return float(seconds), rows_told


def ours(place: Path, text: str) -> int:
    """The number of rows, from a graph that is opened for this question."""
    with open_store(place / "store") as store:
        return len(answer(store, text, timeout=None))


def main(way: str, place: Path) -> None:
    """Ask them all."""
    data = open_store(place / "store").to_rdflib() if way == "rdflib" else None
    for name, text in asked(place):
        if data is None:
            seconds, rows = limited(lambda text=text: ours(place, text))  # type: ignore[misc]
        else:
            cpu = time.process_time()
            rows = str(len(list(data.query(text))))
            seconds = time.process_time() - cpu
        print(f"{seconds:.3f}\t{rows}\t{name}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
