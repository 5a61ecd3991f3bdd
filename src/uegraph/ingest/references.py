"""Values that name something: a column, a table, a concept, a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from uegraph import shapes
from uegraph.ingest.source import Fault
from uegraph.ingest.suggest import NearNames, names

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from uegraph.ingest.register import Register
    from uegraph.shapes import Column, Concept, Table


def column_reader(table: Table) -> Callable[[str], str | Fault]:
    """Reads names of columns of a table, which stand for the property behind them."""
    known = {shapes.key(column.name): column for column in table.columns}
    headers = [column.header for column in table.columns]
    near = NearNames(names(headers))

    def read(text: str) -> str | Fault:
        column = known.get(shapes.key(text))
        if column:
            return f"<{column.path}>"
        remedy = near.remedy(text, f"Columns are: {', '.join(headers)}.")
        return Fault(text, f"'{text[:80]}' is not a column of {table.name}", remedy)

    return read


def table_reader() -> Callable[[str], str | Fault]:
    """Reads names of tables, which stand for the class of their rows."""
    tables = shapes.tables()
    known = names(tables)
    near = NearNames(known)

    def read(text: str) -> str | Fault:
        if shapes.key(text) in known:
            return f"<{tables[known[shapes.key(text)]].target_class}>"
        remedy = near.remedy(text, f"Tables are: {', '.join(tables)}.")
        return Fault(text, f"'{text[:80]}' is not a table", remedy)

    return read


def concept_reader(scheme: str) -> Callable[[str], str | Fault]:
    """Reads the concepts of a scheme by their slugs."""
    concepts = shapes.concepts(scheme)
    called = {shapes.key(concept.label): slug for slug, concept in concepts.items()}
    near = NearNames(called | names(concepts))
    otherwise = f"Known: {', '.join(concepts)}."

    def read(text: str) -> str | Fault:
        if text in concepts:
            return f"<{concepts[text].iri}>"
        remedy = near.remedy(text, otherwise)
        return Fault(text, f"'{text[:80]}' is not a known {scheme.replace('-', ' ')}", remedy)

    return read


def reference_reader(column: Column, register: Register) -> Callable[[str], str | Fault | None]:
    """Reads ids of rows, or ``kind/id`` where the id alone could be rows of two tables."""
    accepted = {table.name: table for table in shapes.accepted_tables(column)}
    given = shapes.instances(*column.classes)

    def read(text: str) -> str | Fault | None:
        kind, slash, slug = text.rpartition("/")
        tables = [name for name, table in accepted.items() if not slash or table.kind == kind]
        found = register.find(slug, tables)
        if len(found) > 1:
            choices = [f"{accepted[name].kind}/{slug}" for name, _ in found]
            message = f"'{slug}' is an id in {' and in '.join(name for name, _ in found)}"
            return Fault(text, message, f"Write {' or '.join(choices)}.")
        if found:
            return f"<{found[0][1].iri}>"
        if slug in given and (not slash or given[slug].scheme == kind):
            return f"<{given[slug].iri}>"
        if register.unread.intersection(accepted):
            return None  # the row may stand where reading stopped
        return _unknown_reference(text, tuple(accepted), given, register)

    return read


def _unknown_reference(
    text: str, accepted: tuple[str, ...], given: Mapping[str, Concept], register: Register
) -> Fault:
    wanted = " or ".join(accepted)
    elsewhere = register.find(text, [name for name in register.entries if name not in accepted])
    if elsewhere:
        table, entry = elsewhere[0]
        message = f"'{text[:80]}' is a row of {table} ({entry.sheet.label}, row {entry.number})"
        return Fault(text, message, f"Name a row of {wanted}.")
    message = f"'{text[:80]}' is not the id of a row of {wanted}"
    if given:
        message += ", nor of what comes with uegraph"
    near = register.near(accepted, given)
    return Fault(text, message, near.remedy(text, "Add the row, or correct the id."))
