"""Every named question on a large graph, each about the thing that most is said of.

Run with ``python -m benchmarks.scale.questions ours|rdflib FOLDER``. Parameters that may be left
out are left out, so that everything is asked for. Prints a line for each question: seconds of the
processor, rows, name.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

from uegraph import queries
from uegraph.errors import QueryLimitError
from uegraph.queries.ordering import answer as answer_of
from uegraph.store import open_store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LONGEST: Final = 30.0
"""Seconds after which a question is given up."""


def asked(folder: Path) -> Iterator[tuple[str, str]]:
    """The name and the SPARQL of each question that has rows for an answer."""
    busiest = json.loads((folder / "busiest.json").read_text(encoding="utf-8"))
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


def main(way: str, folder: Path) -> None:
    """Ask them all."""
    store = open_store(folder / "store")
    answer: Callable[[str], int]
    if way == "rdflib":
        data = store.to_rdflib()
        answer = lambda text: len(list(data.query(text)))  # noqa: E731
    else:
        answer = lambda text: len(answer_of(store, text, timeout=LONGEST))  # noqa: E731
    for name, text in asked(folder):
        cpu = time.process_time()
        try:
            rows = str(answer(text))
        except QueryLimitError:
            rows = f"over {LONGEST:.0f} s"
        print(f"{time.process_time() - cpu:.3f}\t{rows}\t{name}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
