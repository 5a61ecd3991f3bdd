"""A change that a receipt proposes, made in a programme as a person would make it in the tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from uegraph.explain.proposals import ANYBODY, NEW, SOMEBODY
from uegraph.namespaces import SCHEME

if TYPE_CHECKING:
    from tests.coverage.programme import Programme

    from uegraph.explain import Change, Record

# The heading of a table -> the key of a programme
_KEYS = {
    "participations": {"status": "outcome"},
    "activities": {"place": "places"},
    "scopes": {},
    "audiences": {},
    "completeness": {},
    "non_engagements": {},
}
_MADE = {NEW: "proposed", ANYBODY: "anybody", SOMEBODY: "witness"}


def applied(programme: Programme, change: Change) -> Programme:
    """The programme with the records of a change added, changed or taken out."""
    tables: dict[str, Any] = {name: dict(rows) for name, rows in programme.items()}
    tables["organisations"] |= {"anybody": {}, "witness": {}} if change.act == "add" else {}
    for number, record in enumerate(change.records):
        rows = tables.setdefault(record.table, {})
        if change.act == "withdraw":
            del rows[slug(record.id)]
        elif record.id:
            rows[slug(record.id)] = rows[slug(record.id)] | values(record)
        else:
            made = values(record)
            rows[made.pop("id", f"proposed{number}")] = made
    return tables


def values(record: Record) -> dict[str, Any]:
    """The cells of a record under the keys of a programme, slugs for IRIs."""
    found: dict[str, Any] = {}
    for heading, text in record.values.items():
        name = _KEYS[record.table].get(heading, heading)
        cell = [slug(part) for part in text.split("|") if part]
        found[name] = cell if name in ("out_of_scope", "targets", "themes") else cell[0]
    if record.table == "audiences":
        found["characteristic"] = found["characteristic"].rpartition("/")[2]
    return found


def slug(text: str) -> str:
    """The slug by which a programme names a thing; other texts as they are."""
    if text in _MADE:
        return _MADE[text]
    if text.startswith(f"{SCHEME}characteristic/"):
        return text.removeprefix(SCHEME)
    return text.rpartition("/")[2] if text.startswith("https://") else text
