"""Statements in words, with the passages of the sources and the rows of the tables they rest on."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from uegraph.dates import in_words
from uegraph.explain.pieces import Line, Source, Statement
from uegraph.namespaces import expand
from uegraph.queries import ask
from uegraph.shapes import tables
from uegraph.words import listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from uegraph.store import Store

_FILLED: Final = {
    "participation": (
        "participations",
        ("activity", "who", "role", "level", "direction", "outcome"),
    ),
    "non-engagement": ("non_engagements", ("who", "when", "reason", "stated_by")),
    "completeness": ("completeness", ("when", "stated_by")),
}
_PATHS: Final = {
    "activity": (expand("ueg:activity"),),
    "who": (expand("ueg:party"), expand("ueg:target")),
    "role": (expand("ueg:role"),),
    "level": (expand("ueg:level"),),
    "direction": (expand("ueg:direction"),),
    "outcome": (expand("ueg:status"),),
    "when": (expand("ueg:period"),),
    "reason": (expand("ueg:reason"),),
    "stated_by": (expand("ueg:statedBy"),),
}
_OF_ACTIVITY: Final = ("name", "when", "status")


def read_statements(
    store: Store, ids: Iterable[str], private: frozenset[str]
) -> dict[str, Statement]:
    """The statements of these IRIs, each with its sources and its rows of tables.

    One that is private, or tells of somebody or something private, is not among them.
    """
    rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in ask(store, "evidence/statements", statement=sorted(set(ids))):
        if private.isdisjoint((row["statement_id"], row["activity_id"], row["who_id"])):
            hidden = row["stated_by_id"] in private
            rows[row["statement_id"]].append(row | {"stated_by": None} if hidden else row)
    activities = {row["activity_id"] for found in rows.values() for row in found}
    lines = read_lines(store, {*rows, *activities} - {None})
    return {iri: _statement(iri, found, lines) for iri, found in rows.items()}


def read_lines(store: Store, ids: Iterable[str]) -> dict[str, tuple[Line, ...]]:
    """The rows of tables that each thing was read from, in the order of files and rows."""
    found: dict[str, list[Line]] = defaultdict(list)
    for row in ask(store, "evidence/trace", thing=sorted(ids)):
        line = Line(row["file"], row["sheet"] or "", row["row"], (), row["hash"] or "")
        found[row["thing_id"]].append(line)
    return {thing: tuple(lines) for thing, lines in found.items()}


def headings(table: str, paths: Iterable[str]) -> tuple[str, ...]:
    """The headings of a table's columns that hold some properties, in the table's order."""
    wanted = set(paths)
    known = tables().get(table)
    return (
        tuple(column.header for column in known.columns if column.path in wanted) if known else ()
    )


def _statement(
    iri: str, rows: Sequence[Mapping[str, Any]], lines: Mapping[str, tuple[Line, ...]]
) -> Statement:
    first = rows[0]
    bare = Statement(
        id=iri,
        kind=first["kind"],
        sentence="",
        who=_joined(rows, "who"),
        activity=first["activity"] or "",
        activity_id=first["activity_id"] or "",
        role=first["role"] or "",
        level=first["level"] or "",
        direction=first["direction"] or "",
        outcome=first["outcome"] or "",
        reason=first["reason"] or "",
        stated_by=_joined(rows, "stated_by"),
        when=_joined(rows, "when"),
        sources=tuple(dict.fromkeys(found for row in rows for found in source_of(row))),
    )
    table, filled = _FILLED[bare.kind]
    columns = headings(
        table, {path for name in filled if getattr(bare, name) for path in _PATHS[name]}
    )
    mine = _filling(lines.get(iri, ()), columns)
    its = _filling(lines.get(bare.activity_id, ()), _OF_ACTIVITY)
    return replace(bare, sentence=sentence(bare), lines=(*mine, *its))


def sentence(told: Statement) -> str:
    """What a statement says, in short plain sentences."""
    when = in_words(told.when)
    if told.kind == "participation":
        return (
            f"{told.who} had a part in '{told.activity}' ({when or 'no date recorded'}). "
            f"Role: {told.role}. Level: {told.level or 'not recorded'}. "
            f"Direction: {told.direction or 'not recorded'}. Outcome: {told.outcome}."
        )
    body = told.stated_by or "A source"
    time = f" Time spoken of: {when}." if when else ""
    if told.kind == "completeness":
        return f"{body} states that the record is complete.{time}"
    why = f" Reason given: {told.reason.rstrip('. ')}." if told.reason else ""
    return f"{body} states that {told.who} was not engaged.{why}{time}"


def source_of(row: Mapping[str, Any]) -> list[Source]:
    """The passage that a row names, where it names one."""
    if row["source"] is None:
        return []
    return [Source(row["source"], row["section"], row["paragraph"], row["page"] or "")]


def _filling(lines: Iterable[Line], columns: tuple[str, ...]) -> list[Line]:
    return [Line(line.file, line.sheet, line.row, columns, line.hash) for line in lines]


def _joined(rows: Sequence[Mapping[str, Any]], column: str) -> str:
    return listed(row[column] for row in rows if row[column])
