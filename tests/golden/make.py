"""Writes the answers of the library over the shipped report, to be read by eye, then kept.

Run ``python -m tests.golden.make`` after a change of the data or of a question, look at what
``git diff tests/golden`` shows, and keep it only if a head of engagement would call it right.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING

from uegraph import ingest, resources
from uegraph.namespaces import shorten
from uegraph.queries import Query, bind, example, questions

if TYPE_CHECKING:
    from collections.abc import Mapping

    from uegraph.store import Store

FOLDER = Path(__file__).parent
DATASET = "gss-2024"

# Sizes of graphs and hashes of files change with every row and tell a reader nothing.
CHANGES_WITH_EVERY_ROW = frozenset({"evidence/graphs", "evidence/trace"})


def kept() -> list[str]:
    """The questions whose answer over the report is kept."""
    return [
        name
        for name, query in questions().items()
        if query.form == "select"
        # What only the program reads is held by the tests of coverage and of the map.
        and "internal" not in query.tags
        and name not in CHANGES_WITH_EVERY_ROW
    ]


def store() -> Store:
    """The shipped report in memory."""
    return ingest.build([resources.datasets()[DATASET]], ":memory:").store


def answer(graph: Store, name: str) -> str:
    """The answer as CSV, asked of everything; a required parameter has its file's example."""
    query = questions()[name]
    rows = graph.select(bind(query, _examples(query)), trusted=True)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(rows.columns)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return text.getvalue()


def _examples(query: Query) -> Mapping[str, str]:
    required = (param for param in query.params.values() if not param.optional)
    return {param.name: example(param) for param in required}


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else shorten(str(value))


def main() -> None:
    """Writes every answer, and removes the answers of questions that are gone."""
    graph = store()
    for old in FOLDER.rglob("*.csv"):
        old.unlink()
    for name in kept():
        path = FOLDER / f"{name}.csv"
        path.parent.mkdir(exist_ok=True)
        path.write_text(answer(graph, name), encoding="utf-8")


if __name__ == "__main__":
    main()
