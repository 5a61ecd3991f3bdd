"""Asking uegraph's own flat questions: each answered whole, for a program to join.

`run` is for questions of people, who call things by name; here things stand by their IRIs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from uegraph.namespaces import expand
from uegraph.queries.binding import bind
from uegraph.queries.library import question
from uegraph.queries.ordering import answer
from uegraph.queries.text import unordered

if TYPE_CHECKING:
    from collections.abc import Sequence

    import polars as pl

    from uegraph.store import Store


def ask(store: Store, name: str, **about: Sequence[str]) -> list[dict[str, Any]]:
    """The answer of a question, whole: no limit may cut it.

    Args:
        store: The graph to ask.
        name: The question, such as ``coverage/things``.
        about: What it is about, by parameter; where that is nothing, so is the answer.
    """
    if not all(about.values()):
        return []
    asked = question(name)
    text = bind(asked, dict(about)) if about else asked.text
    return answer(store, text, timeout=None).to_dicts()


def columns(store: Store, name: str) -> pl.DataFrame:
    """The answer of a question with many rows as columns of texts, in no order.

    The ORDER BY that ends each question takes Oxigraph three quarters of the time at 100,000 rows.
    """
    return store.texts(unordered(question(name).text))[0]


def values(store: Store, *properties: str) -> list[pl.DataFrame]:
    """For each property the things that have a value, with the value: ``thing`` and ``value``.

    Read one by one and joined here, a million rows of seven columns take a fifth of the time of
    one query for all seven: an engine scans a property, where it has to look up each cell of a row.
    """
    asked = question("coverage/values")
    texts = (bind(asked, {"property": expand(name)}) for name in properties)
    return store.texts(*(unordered(text) for text in texts))


def private(store: Store) -> frozenset[str]:
    """What is marked private; its names may stand nowhere."""
    return frozenset(row["thing"] for row in ask(store, "coverage/private"))
