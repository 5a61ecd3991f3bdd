"""What the questions in ``queries/checks/`` find in a graph, each told at the row it is about.

They look across tables, at what no cell is wrong in alone: a name given twice, a total smaller than
its parts. A finding is a warning, because a good reason may lie behind it. However much a check
finds, no more is told than a person can read.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from uegraph import queries
from uegraph.ingest.source import Fault
from uegraph.namespaces import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from uegraph.errors import Problem
    from uegraph.ingest.source import Row
    from uegraph.queries import Query
    from uegraph.store import Store

_TOLD: Final = 1_000  # of one check, one by one; the rest as a number
_COUNTED: Final = 100_000  # rows of one check that are read at all
_AGAIN: Final = "Correct those told one by one, and check again."


def findings(graph: Store, rows: Sequence[Row], *, as_of: date | None = None) -> list[Problem]:
    """Every row of every check over a graph, as a warning at the table row it is about.

    Args:
        graph: The graph that was made of the rows.
        rows: The rows; what a check finds about anything else is left out.
        as_of: The day that counts as today. Without it, what may lie in the future is not asked:
            the same tables would be judged otherwise on another day.
    """
    places = {row.iri: row for row in rows}
    checks = [query for query in queries.questions().values() if _is_check(query)]
    asked = [check for check in checks if as_of or not check.params]
    return [problem for check in asked for problem in _found(check, graph, places, as_of)]


def _found(
    check: Query, graph: Store, places: Mapping[str, Row], as_of: date | None
) -> Iterator[Problem]:
    """What one check finds, in the order of the tables; where it is too much, how much more."""
    text = queries.bind(check, {"as_of": as_of} if check.params else {})
    answer = graph.select(text, trusted=True, limit=_COUNTED)
    placed = [(places.get(str(found["entity"])), found) for found in answer.to_dicts()]
    told = [(place, found) for place, found in placed if place]
    told.sort(key=lambda pair: pair[0].place)
    said, remedy = _said(check)
    for place, found in told[:_TOLD]:
        values = "; ".join(_values(found))
        message = f"{said} ({values})" if values else said
        fault = Fault("", message, remedy, check.name, "warning")
        yield place.sheet.problem(place.number, "", fault)
    if len(told) > _TOLD:
        place, _ = told[_TOLD]
        more = f"{'at least ' * answer.truncated}{len(told) - _TOLD:,} more, from this row on"
        fault = Fault("", f"{said}: {more}", _AGAIN, check.name, "warning")
        yield place.sheet.problem(place.number, "", fault)


def _is_check(query: Query) -> bool:
    """What is left to read in a source is work to do; what cells hold was looked at in them."""
    return query.name.startswith("checks/") and not {"reading", "cells"} & set(query.tags)


def _said(check: Query) -> tuple[str, str]:
    """A check's problem, without its full stop, and its solution."""
    problem, _, solution = check.description.partition("Solution:")
    said = " ".join(problem.strip().removeprefix("Problem:").split()).rstrip(".")
    remedy = " ".join(solution.split())
    return said, remedy[:1].upper() + remedy[1:]


def _values(found: Mapping[str, object]) -> Iterator[str]:
    """What was found, with ids as a cell may hold them."""
    for name, value in found.items():
        if name != "entity" and value is not None:
            text = re.sub(r"\s+", " ", str(value))
            what = name.removesuffix("_id").replace("_", " ")
            yield f"{what}: {shorten(text).removeprefix('id:')}"
