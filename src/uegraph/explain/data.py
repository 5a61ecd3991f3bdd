"""An explanation as data: flat rows for a table, nested objects for a program.

The shape is documented in ``docs/explain.md`` and stays as it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from uegraph.words import as_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from uegraph.explain.model import Explanation, FactReceipt, FigureReceipt, StateReceipt
    from uegraph.explain.pieces import Statement

_STATES: Final = frozenset({"state", "becomes", "counts_as"})
_BY_STATE: Final = frozenset({"names", "private"})

COLUMNS: Final = {
    "state": (
        *("scope", "target", "state", "kind", "counts_as", "why_not", "who", "activity", "role"),
        *("level", "direction", "outcome", "when", "stated_by", "reason", "shortfalls", "chain"),
        *("sources", "tables", "hashes", "statement_id"),
    ),
    "figure": ("scope", "state", "target"),
    "fact": (
        *("thing", "property", "value", "basis", "stated_by", "column", "sources", "tables"),
        *("hashes", "graph_id", "value_id", "thing_id"),
    ),
}
"""The columns of the rows of each kind of explanation."""


def to_dicts(explanation: Explanation) -> list[dict[str, Any]]:
    """The receipts as plain data: one object each, ``explains`` saying of which kind it is."""
    receipts = (*explanation.states, *explanation.figures, *explanation.facts)
    remarks = list(explanation.remarks)
    return [
        {"explains": explanation.kind, "notes": remarks, **_plain(receipt)} for receipt in receipts
    ]


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {item.name: _member(item.name, getattr(value, item.name)) for item in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value


def _member(name: str, value: Any) -> Any:
    if name in _STATES:
        return as_words(value)
    if name in _BY_STATE and isinstance(value, Mapping):
        return {as_words(state): _plain(found) for state, found in value.items()}
    return _plain(value)


def to_rows(explanation: Explanation) -> list[dict[str, Any]]:
    """The same as flat rows: one a statement, of a figure one a target."""
    rows = [row for told in explanation.states for row in _state_rows(told)]
    rows += [row for told in explanation.figures for row in _figure_rows(told)]
    return rows + [row for told in explanation.facts for row in _fact_rows(told)]


def _state_rows(told: StateReceipt) -> Iterator[dict[str, Any]]:
    """What it rests on, then what does not count, with the rules that each fails."""
    about = {"scope": told.scope_name, "target": told.target, "state": as_words(told.state)}
    failing: dict[str, list[str]] = {}
    others: dict[str, Statement] = {}
    for rule in told.why_not:
        for one in rule.statements:
            failing.setdefault(one.id, []).append(rule.rule)
            others.setdefault(one.id, one)
    for one in told.statements:
        others.pop(one.id, None)
    for one in (*told.statements, *others.values()):
        yield about | _statement_row(one) | {"why_not": failing.get(one.id, [])}
    if not told.statements and not others:
        yield about


def _statement_row(one: Statement) -> dict[str, Any]:
    return {
        **{name: getattr(one, name) for name in ("kind", "who", "activity", "role", "level")},
        **{name: getattr(one, name) for name in ("direction", "outcome", "when", "stated_by")},
        "reason": one.reason,
        "counts_as": as_words(one.counts_as),
        "shortfalls": list(one.shortfalls),
        "chain": " → ".join(one.chain),
        "sources": list(map(str, one.sources)),
        **_tables(one),
        "statement_id": one.id,
    }


def _tables(one: Statement | FactReceipt) -> dict[str, Any]:
    return {
        "tables": list(map(str, one.lines)),
        "hashes": list(dict.fromkeys(found.hash for found in one.lines)),
    }


def _figure_rows(told: FigureReceipt) -> Iterator[dict[str, Any]]:
    for state, names in told.names.items():
        for name in names:
            yield {"scope": told.scope_name, "state": as_words(state), "target": name}


def _fact_rows(told: FactReceipt) -> Iterator[dict[str, Any]]:
    about = {
        "thing": told.name,
        "thing_id": told.id,
        "sources": list(map(str, told.sources)),
        **_tables(told),
    }
    for fact in told.facts:
        yield about | {
            **{name: getattr(fact, name) for name in ("property", "value", "value_id", "basis")},
            "stated_by": fact.stated_by,
            "column": fact.column,
            "graph_id": fact.graph,
        }
