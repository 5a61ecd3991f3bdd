"""Values that name something: a column, a table, a concept, a row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from uegraph import shapes
from uegraph.ingest.source import Fault
from uegraph.ingest.suggest import NearNames, names

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from uegraph.ingest.register import Entry, Register
    from uegraph.ingest.source import Dataset
    from uegraph.shapes import Column, Concept, Table

_SHOWN: Final = 3


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
    """Reads the concepts of a scheme by their slugs or their labels."""
    concepts = shapes.concepts(scheme)
    called = {shapes.key(concept.label): slug for slug, concept in concepts.items()}
    called |= names(concepts)
    labels = [concept.label for concept in concepts.values()]
    near = NearNames({way: concepts[slug].label for way, slug in called.items()})
    otherwise = f"Known: {', '.join(labels)}."

    def read(text: str) -> str | Fault:
        slug = text if text in concepts else called.get(shapes.key(text))
        if slug:
            return f"<{concepts[slug].iri}>"
        remedy = near.remedy(text, otherwise)
        return Fault(text, f"'{text[:80]}' is not a known {scheme.replace('-', ' ')}", remedy)

    return read


def reference_reader(
    column: Column, register: Register, dataset: Dataset
) -> Callable[[str], str | Fault | None]:
    """Reads ids or names of rows, or ``kind/id`` where an id alone could be rows of two tables."""
    accepted = {table.name: table for table in shapes.accepted_tables(column)}
    given = shapes.instances(*column.classes)
    labels = _by_label(given)

    def read(text: str) -> str | Fault | None:
        kind, slash, slug = text.rpartition("/")
        tables = [name for name, table in accepted.items() if not slash or table.kind == kind]
        found = register.find(slug, tables, dataset)
        if "://" in kind:  # the whole address, which tells apart what only the base tells apart
            found = register.find(slug, accepted, dataset)
            found = [pair for pair in found if pair[1].iri == text]
        if not found and slug in given and (not slash or given[slug].scheme == kind):
            return f"<{given[slug].iri}>"
        found = found or register.called(text, accepted, dataset)
        if len(found) > 1:
            return _ambiguous(text, found, accepted)
        if found:
            return f"<{found[0][1].iri}>"
        if concept := labels.get(shapes.key(text)):
            return f"<{concept.iri}>"
        if register.unread.intersection(accepted):
            return None  # the row may stand where reading stopped
        return _unknown_reference(text, tuple(accepted), given, register, dataset)

    return read


def _by_label(concepts: Mapping[str, Concept]) -> dict[str, Concept]:
    """Concepts by their labels; a label that two have stands for neither."""
    found: dict[str, list[Concept]] = {}
    for concept in concepts.values():
        found.setdefault(shapes.key(concept.label), []).append(concept)
    return {label: members[0] for label, members in found.items() if len(members) == 1}


def _ambiguous(
    text: str, found: Sequence[tuple[str, Entry]], accepted: Mapping[str, Table]
) -> Fault:
    choices = [f"{accepted[name].kind}/{entry.slug}" for name, entry in found]
    if all(entry.slug == text for _, entry in found):
        message = f"'{text[:80]}' is an id in {' and in '.join(name for name, _ in found)}"
        return Fault(text, message, f"Write {' or '.join(choices)}.")
    places = [f"{entry.sheet.place}, row {entry.number}" for _, entry in found[:_SHOWN]]
    message = f"'{text[:80]}' is the name of {len(found)} rows: {'; '.join(places)}"
    return Fault(text, message, f"Write {' or '.join(choices[:_SHOWN])}.")


def _unknown_reference(
    text: str,
    accepted: tuple[str, ...],
    given: Mapping[str, Concept],
    register: Register,
    dataset: Dataset,
) -> Fault:
    wanted = " or ".join(name.replace("_", " ") for name in accepted)
    others = [name for name in register.entries if name not in accepted]
    elsewhere = register.find(text, others, dataset) or register.called(text, others, dataset)
    if elsewhere:
        table, entry = elsewhere[0]
        message = f"'{text[:80]}' is a row of {table} ({entry.sheet.place}, row {entry.number})"
        return Fault(text, message, f"Name a row of {wanted}.")
    message = f"'{text[:80]}' is neither the id nor the name of a row of {wanted}"
    if given:
        message += ", nor of what comes with uegraph"
    near = register.near(accepted, given)
    return Fault(text, message, near.remedy(text, "Add the row, or correct the name."))
