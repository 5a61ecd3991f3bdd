"""The least that deciding takes: hand-written joins in DuckDB over the columns that were read.

The columns are put into tables of DuckDB first, which is not measured: codes for IRIs, ordinals for
days, and what the concepts say worked out. Only what this one question needs is kept.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import polars as pl

from uegraph.coverage.record import ALWAYS, NEVER
from uegraph.dates import interval
from uegraph.namespaces import expand

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    import duckdb

    from uegraph.coverage.facts import Details, Facts
    from uegraph.coverage.scope import Scope

SQL: Final = Path(__file__).with_suffix(".sql")
_LEADS: Final = {"engaged": 0, "attempted": 4, "planned": 5}
_DAYS: Final = ("began_from", "ended_by")


class Capsule:
    """A frame as DuckDB reads it without a further library."""

    def __init__(self, frame: pl.DataFrame) -> None:
        self._frame = frame

    def __arrow_c_stream__(self, schema: object = None) -> object:
        return self._frame.__arrow_c_stream__(schema)


def tables(facts: Facts, scope: Scope) -> duckdb.DuckDBPyConnection:
    """The columns that were read, as tables."""
    import duckdb

    connection = duckdb.connect()
    for name, frame in _frames(facts, scope).items():
        connection.register("frame", Capsule(frame))
        connection.execute(f"CREATE TABLE {name} AS SELECT * FROM frame")
        connection.unregister("frame")
    return connection


def decide(connection: duckdb.DuckDBPyConnection, scope: Scope) -> dict[str, int]:
    """The number of cells of each state."""
    asked = {
        "day": scope.as_of.toordinal() if scope.as_of else ALWAYS,
        "first": scope.period.earliest.toordinal() if scope.period.earliest else NEVER,
        "last": scope.period.latest.toordinal() if scope.period.latest else ALWAYS,
        "limit": scope.limit.toordinal() if scope.limit else NEVER,
        "rank": scope.rank,
    }
    for name, value in asked.items():
        connection.execute(f"SET VARIABLE asked_{name} = {value}")
    connection.execute(SQL.read_text(encoding="utf-8"))
    found = connection.execute("SELECT state, count(*) FROM cells GROUP BY state").fetchall()
    return dict(found)


def states(
    connection: duckdb.DuckDBPyConnection, facts: Facts, scope: Scope
) -> dict[tuple[str, str], str]:
    """The state of each cell that was decided last."""
    things = _things(facts, scope)
    found = connection.execute("SELECT audience, theme, state FROM cells").fetchall()
    return {(things[audience], things[theme]): state for audience, theme, state in found}


def _things(facts: Facts, scope: Scope) -> list[str]:
    """Everything that has a number, parties first, as their codes are used as they stand."""
    parties = facts.record.parties.texts.to_list()
    linked = {iri for pairs in facts.links.values() for iri in pairs}
    rest = linked.union(*scope.members) - {*parties}
    return [*parties, *sorted(rest)]


def _frames(facts: Facts, scope: Scope) -> dict[str, pl.DataFrame]:
    record = facts.record
    words = record.words
    concepts = facts.concepts
    number = {iri: place for place, iri in enumerate(_things(facts, scope))}
    links = [
        (number[source], link, number[target])
        for link in ("broader", "belongs to", "represented by", "became")
        for source, targets in facts.links.get(link, {}).items()
        for target in targets
    ]
    status = pl.col("status")
    return {
        "parts": record.participations.drop("iri"),
        "activities": record.activities.select(
            *_DAYS,
            planned=status == expand("scheme:activity-status/planned"),
            cancelled=status == expand("scheme:activity-status/cancelled"),
        ).with_row_index("code"),
        "themes": record.themes.with_columns(
            pl.col("theme").replace_strict(number, return_dtype=pl.Int64)
        ),
        "links": pl.DataFrame(links, schema=["source", "link", "target"], orient="row"),
        "roles": _coded(words["role"].texts, "engages", lambda c: facts.counts_as(c) == "engaged"),
        "statuses": _coded(
            words["status"].texts, "leads", lambda c: _LEADS.get(facts.counts_as(c))
        ),
        "levels": _coded(words["level"].texts, "rank", lambda c: concepts[c].rank),
        "directions": _coded(words["direction"].texts, "outward", lambda c: c.endswith("/outward")),
        "audiences": pl.DataFrame({"audience": [number[iri] for iri in scope.members[0]]}),
        "topics": pl.DataFrame({"theme": [number[iri] for iri in scope.members[1]]}),
        "denials": _told(facts.statements, "non-engagement", number),
        "completeness": _told(facts.statements, "completeness", number),
    }


def _coded(
    texts: Iterable[str], name: str, says: Callable[[str], bool | int | None]
) -> pl.DataFrame:
    return pl.DataFrame({name: [says(text) for text in texts]}).with_row_index("code")


def _told(statements: Mapping[str, Details], kind: str, number: Mapping[str, int]) -> pl.DataFrame:
    """One line per target and theme of each statement; these speak of every scope."""
    found = []
    for told in statements.values():
        if told["kind"] != (kind,):
            continue
        span = interval(told["period"][0])
        first = span.earliest.toordinal() if span.earliest else NEVER
        last = span.latest.toordinal() if span.latest else ALWAYS
        found += [
            (number.get(target, -1), number.get(theme), first, last)
            for target in told.get("target", ("",))
            for theme in told.get("themes", (None,))
        ]
    schema = {"target": pl.Int64, "theme": pl.Int64, "first": pl.Int64, "last": pl.Int64}
    return pl.DataFrame(found, schema=schema, orient="row")
