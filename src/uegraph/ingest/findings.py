"""What the questions in ``queries/checks/`` find in a graph, each told at the row it is about.

They look across tables, at what no cell is wrong in alone: a name given twice, a total smaller than
its parts. A finding is a warning, because a good reason may lie behind it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from uegraph import queries
from uegraph.ingest.source import Fault
from uegraph.namespaces import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from uegraph.errors import Problem
    from uegraph.ingest.source import Row
    from uegraph.queries import Query
    from uegraph.store import Store


def findings(graph: Store, rows: Sequence[Row]) -> list[Problem]:
    """Every row of every check over a graph, as a warning at the table row it is about.

    Args:
        graph: The graph that was made of the rows.
        rows: The rows; what a check finds about anything else is left out.
    """
    places = {row.iri: row for row in rows}
    checks = [query for query in queries.questions().values() if _is_check(query)]
    return [
        place.sheet.problem(place.number, "", _fault(check, found))
        for check in checks
        for found in graph.select(check.text, trusted=True).to_dicts()
        if (place := places.get(str(found["entity"])))
    ]


def _is_check(query: Query) -> bool:
    """What is left to read in a source is work to do, and no fault of its row."""
    return query.name.startswith("checks/") and "reading" not in query.tags


def _fault(check: Query, found: Mapping[str, object]) -> Fault:
    """The check's own words for problem and solution, with the values that it found."""
    problem, _, solution = (part.strip() for part in check.description.partition("Solution:"))
    said = " ".join(problem.removeprefix("Problem:").split()).rstrip(".")
    values = "; ".join(_values(found))
    remedy = " ".join(solution.split())
    return Fault(
        "",
        f"{said} ({values})" if values else said,
        remedy[:1].upper() + remedy[1:],
        rule=check.name,
        severity="warning",
    )


def _values(found: Mapping[str, object]) -> Iterator[str]:
    for name, value in found.items():
        if name != "entity" and value is not None:
            text = re.sub(r"\s+", " ", str(value))
            yield f"{name.replace('_', ' ')}: {shorten(text)}"
