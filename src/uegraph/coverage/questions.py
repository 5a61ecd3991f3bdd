"""How coverage asks the store: flat questions from the library, each answered whole."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from uegraph import queries

if TYPE_CHECKING:
    from uegraph.store import Rows, Store


def ask(store: Store, name: str) -> list[dict[str, Any]]:
    """The answer of one of coverage's own flat questions, whole: no limit may cut it."""
    text = queries.question(f"coverage/{name}").text
    return store.select(text, timeout=None, limit=None, trusted=True).to_dicts()


def unordered(store: Store, name: str) -> Rows:
    """The answer of a question with many rows, which the caller puts into order where it matters.

    The ORDER BY that ends each question takes Oxigraph three quarters of the time at 100,000 rows.
    """
    text = queries.question(f"coverage/{name}").text
    body, _, order = text.rpartition("ORDER BY")
    assert "}" not in order, name
    return store.select(body, timeout=None, limit=None, trusted=True)


def day_of(value: object) -> date | None:
    """The day at the start of a date's text; None for no value."""
    return date.fromisoformat(str(value)[:10]) if value else None
