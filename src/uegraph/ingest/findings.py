"""What the questions in ``queries/checks/`` find in a graph, each told at the row it is about.

They look across tables, at what no cell is wrong in alone: a name given twice, a total smaller than
its parts. A finding is a warning, because a good reason may lie behind it. However much a check
finds, no more is told than a person can read.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from uegraph import queries, shapes
from uegraph.ingest.source import Fault
from uegraph.namespaces import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from uegraph.errors import Problem
    from uegraph.ingest.source import Row
    from uegraph.queries import Query
    from uegraph.shapes import Column
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
        column = _column(place, found)
        values = "; ".join(_values(found, column))
        message = f"{said} ({values})" if values else said
        fault = Fault("", message, remedy, check.name, "warning")
        yield place.sheet.problem(place.number, column.header if column else "", fault)
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


def _column(place: Row, found: Mapping[str, object]) -> Column | None:
    """The column of the sheet that a finding is about, where it is about one property."""
    about = str(found.get("property_id"))
    return next((column for _, column in place.sheet.columns if column.path == about), None)


def _values(found: Mapping[str, object], column: Column | None) -> Iterator[str]:
    """What was found, in the words of the tables: labels, and ids as a cell may hold them."""
    scheme = shapes.concepts(column.scheme) if column and column.scheme else {}
    labels = {concept.iri: concept.label for concept in scheme.values()}
    said: dict[str, str] = {}
    for name, value in found.items():
        what = name.removesuffix("_id").replace("graph", "source").replace("_", " ")
        if value is not None and what != "entity" and not (column and what == "property"):
            text = re.sub(r"\s+", " ", str(value))
            said.setdefault(what, labels.get(text) or _short(text))
    return (f"{what}: {text}" for what, text in said.items())


def _short(text: str) -> str:
    return shorten(text).removeprefix("id:graph/").removeprefix("id:")
