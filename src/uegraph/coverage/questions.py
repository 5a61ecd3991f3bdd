"""What more than one package asks the store, and how the days of its answers are read."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from uegraph import queries
from uegraph.namespaces import expand

if TYPE_CHECKING:
    import polars as pl

    from uegraph.store import Store


def values(store: Store, *properties: str) -> list[pl.DataFrame]:
    """For each property the things that have a value, with the value: ``thing`` and ``value``.

    Read one by one and joined here, a million rows of seven columns take a fifth of the time of
    one query for all seven: an engine scans a property, where it has to look up each cell of a row.
    """
    question = queries.question("coverage/values")
    texts = (queries.bind(question, {"property": expand(name)}) for name in properties)
    return store.texts(*(queries.unordered(text) for text in texts))


def private(store: Store) -> frozenset[str]:
    """What is marked private; its names may stand nowhere."""
    return frozenset(row["thing"] for row in queries.ask(store, "coverage/private"))


def day_of(value: object) -> date | None:
    """The day at the start of a date's text; None for no value."""
    return date.fromisoformat(str(value)[:10]) if value else None
