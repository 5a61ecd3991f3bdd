"""The tables of a programme, in the order of the model, and their rows as people write them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from uegraph import files, shapes
from uegraph.generate import bodies, doings, parts, people, sources, statements
from uegraph.generate.rows import Said

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from uegraph.generate.plan import Plan
    from uegraph.generate.rows import Line, Value
    from uegraph.shapes import Column, Table

NAME: Final = "generated"
SETTINGS: Final = """\
name: generated
title: An invented programme of engagement
publisher: "uegraph generate, seed {seed}"
licence: https://creativecommons.org/publicdomain/zero/1.0/
dates: day first
"""
ROWS: Final[dict[str, Callable[[Plan], Iterator[Line]]]] = {
    "sources": sources.sources,
    "passages": sources.passages,
    "organisations": bodies.organisations,
    "identifiers": bodies.identifiers,
    "change_events": bodies.change_events,
    "unnamed_parties": people.unnamed_parties,
    "audiences": people.audiences,
    "themes": people.themes,
    "goals": people.goals,
    "places": bodies.places,
    "products": people.products,
    "activities": doings.activities,
    "series": doings.series,
    "participations": parts.participations,
    "reaches": parts.reaches,
    "relations": statements.relations,
    "assessments": statements.assessments,
    "scopes": statements.scopes,
    "completeness": statements.completeness,
    "non_engagements": statements.non_engagements,
    "counts": statements.counts,
}
"""All tables but the decisions, which are a person's; a test holds their order to the model's."""

_CHUNK: Final = 2_000


def settings(plan: Plan) -> bytes:
    """The ``dataset.yml`` of the programme."""
    return SETTINGS.format(seed=plan.seed).encode()


def chunks(plan: Plan, name: str) -> Iterator[bytes]:
    """A table as CSV, some rows at a time."""
    table = shapes.tables()[name]
    writers = [_writer(column) for column in table.columns]
    rows = [["id", *(column.header for column in table.columns)]]
    for number, line in enumerate(ROWS[name](plan)):
        rows.append([line.id, *_written(table, line, number, writers)])
        if len(rows) >= _CHUNK:
            yield files.csv_text(rows).encode()
            rows.clear()
    yield files.csv_text(rows).encode()


def _written(
    table: Table, line: Line, number: int, writers: list[Callable[[str, int], str]]
) -> Iterator[str]:
    for column, write in zip(table.columns, writers, strict=True):
        found = line.cells.get(column.header, "")
        values = (found,) if isinstance(found, (str, Said)) else found
        yield "|".join(_cell(value, write, number) for value in values)


def _cell(value: Value, write: Callable[[str, int], str], number: int) -> str:
    return value.written if isinstance(value, Said) else write(value, number) if value else ""


def _writer(column: Column) -> Callable[[str, int], str]:
    """How a value of a column is written: people name things in more than one way."""
    if column.scheme:
        labels = {slug: one.label for slug, one in shapes.concepts(column.scheme).items()}
        return lambda slug, row: (slug, labels[slug], labels[slug].capitalize())[row % 3]
    if column.classes:
        return lambda reference, _: reference.rpartition("/")[2].removeprefix(":")
    if column.datatype and column.datatype.endswith("boolean"):
        return lambda said, row: said[:1].upper() if row % 2 else said
    return lambda text, _: text
