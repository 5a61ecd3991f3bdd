"""An answer in the order that its question states, put in order here.

An engine compares each two rows by looking their terms up again, which takes Oxigraph most of the
time of an answer of some thousand rows; and engines differ in how they order texts. Here each
distinct term is looked at once.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from uegraph.queries.text import order, unordered
from uegraph.store.terms import to_value

if TYPE_CHECKING:
    from decimal import Decimal

    from uegraph.store import Rows, Store


def answer(store: Store, text: str, *, timeout: float | None = 30.0) -> Rows:
    """All rows of one of uegraph's own questions, in the order in which it ends.

    Args:
        store: The graph to ask.
        text: The question's SPARQL, with its values.
        timeout: Seconds after which it is stopped; ``None`` for no limit.

    Raises:
        QueryLimitError: It was stopped at a limit of time or size.
        StoreError: The graph cannot be read.
    """
    keys = order(text)
    if keys is None:
        return store.select(text, timeout=timeout, trusted=True)
    return in_order(store.select(unordered(text), timeout=timeout, trusted=True), keys)


def in_order(rows: Rows, keys: tuple[tuple[str, bool], ...]) -> Rows:
    """The rows sorted by columns, each with whether it descends.

    As SPARQL 1.1 orders terms (section 15.1): no value, blank nodes, IRIs, literals. Numbers come
    by value and before texts, texts by code point; what SPARQL leaves open, by the term's text.
    """
    if len(rows) < 2:
        return rows
    columns = list(zip(*rows.terms, strict=True))
    places = [
        _places(columns[rows.columns.index(name)], descending=descending)
        for name, descending in keys
    ]
    marked = sorted(zip(*places, range(len(rows)), strict=True))
    return replace(rows, terms=tuple(rows.terms[mark[-1]] for mark in marked))


def _places(column: tuple[str, ...], *, descending: bool) -> list[int]:
    """The place of each cell's term among the distinct terms of its column."""
    distinct = sorted(set(column), key=_key, reverse=descending)
    place = {term: at for at, term in enumerate(distinct)}
    return [place[term] for term in column]


def _key(term: str) -> tuple[int, int | float | Decimal, str, str]:
    if not term:
        return 0, 0, "", ""
    if term[0] in "_<":
        return 1 + (term[0] == "<"), 0, term.strip("<>"), term
    value = to_value(term)
    if value is None or isinstance(value, str) or value != value:  # noqa: PLR0124 - no number
        return 4, 0, str(value), term
    return 3, value, "", term
