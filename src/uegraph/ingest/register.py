"""The register of ids: which rows there are, so that other rows can refer to them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from uegraph import shapes
from uegraph.ingest.settings import RESERVED
from uegraph.ingest.source import Fault
from uegraph.ingest.suggest import NearNames, names
from uegraph.ingest.values import is_slug
from uegraph.namespaces import expand

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from uegraph.errors import Problem
    from uegraph.ingest.source import Dataset, Sheet
    from uegraph.shapes import Concept

_NAMES: Final = tuple(expand(name) for name in ("skos:prefLabel", "skos:altLabel", "ueg:acronym"))
_DOCUMENT: Final = expand("foaf:Document")


@dataclass(frozen=True, slots=True)
class Entry:
    """A row that can be referred to."""

    iri: str
    sheet: Sheet
    number: int


@dataclass(slots=True)
class Register:
    """All rows of all data sets, by table and id.

    Attributes:
        entries: Table name to id to row.
        unread: Tables of which rows may be missing, since a file could not be read.
    """

    entries: dict[str, dict[str, Entry]] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)
    _near: dict[tuple[str, ...], NearNames] = field(default_factory=dict)

    def find(self, slug: str, tables: Iterable[str]) -> list[tuple[str, Entry]]:
        """The rows of some tables that have an id."""
        return [
            (table, self.entries[table][slug])
            for table in tables
            if slug in self.entries.get(table, ())
        ]

    def near(self, tables: tuple[str, ...], given: Mapping[str, Concept]) -> NearNames:
        """The ids and names of the rows of some tables and of concepts; ids win over names."""
        about = (*tables, *given)
        if about not in self._near:
            found = {shapes.key(concept.label): slug for slug, concept in given.items()}
            for sheet in self._sheets(tables):
                found.update((shapes.key(name), slug) for name, slug in _called(sheet))
            for table in tables:
                found.update(names(self.entries.get(table, ())))
            self._near[about] = NearNames(found | names(given))
        return self._near[about]

    def _sheets(self, tables: tuple[str, ...]) -> Iterable[Sheet]:
        entries = [entry for table in tables for entry in self.entries.get(table, {}).values()]
        return {entry.sheet.label: entry.sheet for entry in entries}.values()


def _called(sheet: Sheet) -> Iterable[tuple[str, str]]:
    positions = [at for at, column in sheet.columns if column.path in _NAMES]
    for _, cells in sheet.records:
        for at in positions:
            if max(at, sheet.id_position) < len(cells):
                for name in cells[at][:500].split("|"):
                    if name.strip():
                        yield name, cells[sheet.id_position].strip()


def register(datasets: Sequence[Dataset]) -> tuple[Register, list[Problem]]:
    """The ids of all rows, and what is wrong with them."""
    found = Register()
    problems: list[Problem] = []
    for dataset in datasets:
        for sheet in dataset.sheets:
            entries = found.entries.setdefault(sheet.table.name, {})
            if not sheet.complete:
                found.unread.add(sheet.table.name)
            stem = f"{dataset.settings.base}{sheet.table.kind}/"
            problems += _enter(sheet, stem, entries)
    problems += _reserved(datasets, found)
    return found, problems


def _enter(sheet: Sheet, stem: str, entries: dict[str, Entry]) -> Iterable[Problem]:
    taken = shapes.instances(sheet.table.target_class)
    for number, cells in sheet.records:
        slug = cells[sheet.id_position].strip() if sheet.id_position < len(cells) else ""
        if fault := _id_fault(slug):
            yield sheet.problem(number, "id", fault)
        elif slug in entries:
            other = entries[slug]
            message = f"the id '{slug}' stands also in {other.sheet.label}, row {other.number}"
            remedy = "Give each row its own id."
            yield sheet.problem(number, "id", Fault("", message, remedy, "table:id"))
        elif slug in taken:
            message = f"the {sheet.table.kind} '{slug}' comes with uegraph"
            remedy = "Delete the row and refer to it, or give the row another id."
            yield sheet.problem(number, "id", Fault("", message, remedy, "table:id"))
        # A faulty id is entered too: the rows that refer to it are not at fault.
        entries.setdefault(slug, Entry(stem + _safe(slug), sheet, number))


def _id_fault(slug: str) -> Fault | None:
    if not slug:
        return Fault("", "the id is empty", "Write a short name, such as ons.", "table:id")
    if is_slug(slug):
        return None
    better = re.sub(r"[^a-z0-9]+", "-", slug.casefold()).strip("-")[:80] or "ons"
    message = f"'{slug[:80]}' is not an id: small letters, digits and '-' only"
    return Fault("", message, f"Write such as '{better}'.", "table:id")


def _safe(slug: str) -> str:
    return re.sub(r"[^a-z0-9-]+", "-", slug)


def _reserved(datasets: Sequence[Dataset], found: Register) -> Iterable[Problem]:
    """A source's id names a graph, so it must not be the name of another graph."""
    kept = {dataset.settings.name: dataset for dataset in datasets}
    for table in shapes.tables().values():
        if table.target_class != _DOCUMENT:
            continue
        for slug, entry in found.entries.get(table.name, {}).items():
            if slug in kept or RESERVED.fullmatch(slug):
                owner = "the data set" if slug in kept else "uegraph"
                message = f"'{slug}' is already the graph of {owner}"
                remedy = "Give the source another id."
                fault = Fault("", message, remedy, "table:id")
                yield entry.sheet.problem(entry.number, "id", fault)
