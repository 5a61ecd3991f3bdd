"""How coverage asks the store: flat questions from the library, each answered whole."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from uegraph import queries
from uegraph.namespaces import expand

if TYPE_CHECKING:
    import polars as pl

    from uegraph.store import Store


def ask(store: Store, name: str) -> list[dict[str, Any]]:
    """The answer of one of coverage's own flat questions, whole: no limit may cut it."""
    text = queries.question(f"coverage/{name}").text
    return store.select(text, timeout=None, limit=None, trusted=True).to_dicts()


def columns(store: Store, name: str) -> pl.DataFrame:
    """The answer of a question with many rows as columns of texts, in no order.

    The ORDER BY that ends each question takes Oxigraph three quarters of the time at 100,000 rows.
    """
    return store.texts(_unordered(name, queries.question(f"coverage/{name}").text))[0]


def values(store: Store, *properties: str) -> list[pl.DataFrame]:
    """For each property the things that have a value, with the value: ``thing`` and ``value``.

    Read one by one and joined here, a million rows of seven columns take a fifth of the time of
    one query for all seven: an engine scans a property, where it has to look up each cell of a row.
    """
    question = queries.question("coverage/values")
    texts = (queries.bind(question, {"property": expand(name)}) for name in properties)
    return store.texts(*(_unordered("values", text) for text in texts))


def _unordered(name: str, text: str) -> str:
    body, _, order = text.rpartition("ORDER BY")
    assert "}" not in order, name
    return body


def day_of(value: object) -> date | None:
    """The day at the start of a date's text; None for no value."""
    return date.fromisoformat(str(value)[:10]) if value else None
