"""The register: which rows there are and what they are called, so that other rows can name them."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from uegraph import shapes
from uegraph.ingest.settings import RESERVED
from uegraph.ingest.source import Fault
from uegraph.ingest.suggest import NearNames, names
from uegraph.ingest.values import NAMES, is_slug
from uegraph.namespaces import expand

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from uegraph.errors import Problem
    from uegraph.ingest.source import Cell, Dataset, Sheet
    from uegraph.shapes import Concept

_DOCUMENT: Final = expand("foaf:Document")
_ABOUT: Final = frozenset(map(expand, ("skos:note", "dcterms:source")))
_LONGEST: Final = 80  # characters of an id that is made of a name
# Letters that Unicode does not take apart, and the sign that stands for a word.
_LATIN: Final = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "&": " and "})


@dataclass(frozen=True, slots=True)
class Entry:
    """A row that can be referred to."""

    slug: str
    iri: str
    dataset: Dataset
    sheet: Sheet
    number: int
    cells: Sequence[str]


Entries = dict[str, list[Entry]]


@dataclass(slots=True)
class Register:
    """All rows of all data sets that have an id or a name.

    Rows of several data sets with one identifier are one thing, told of twice.

    Attributes:
        entries: Table name to id to the rows with that id, one for each identifier.
        unread: Tables of which rows may be missing, since a file could not be read.
    """

    entries: dict[str, Entries] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)
    _near: dict[tuple[str, ...], NearNames] = field(default_factory=dict)
    _called: dict[str, Entries] = field(default_factory=dict)

    def find(self, slug: str, tables: Iterable[str], dataset: Dataset) -> list[tuple[str, Entry]]:
        """The rows of some tables that have an id; those of the data set itself come first."""
        found = []
        for table in tables:
            entries = self.entries.get(table, {}).get(slug, ())
            own = [entry for entry in entries if entry.dataset is dataset]
            found += [(table, entry) for entry in own or entries]
        return found

    def called(self, name: str, tables: Iterable[str], dataset: Dataset) -> list[tuple[str, Entry]]:
        """The rows of some tables with a name, another name or an acronym; own ones come first."""
        wanted = shapes.key(name)
        found: dict[str, tuple[str, Entry]] = {}
        for table in tables:
            for entry in self._names_of(table).get(wanted, ()):
                found.setdefault(entry.iri, (table, entry))
        own = [pair for pair in found.values() if pair[1].dataset is dataset]
        return own or list(found.values())

    def near(self, tables: tuple[str, ...], given: Mapping[str, Concept]) -> NearNames:
        """The ids and names of the rows of some tables and of concepts; ids win over names."""
        about = (*tables, *given)
        if about not in self._near:
            found = {shapes.key(concept.label): slug for slug, concept in given.items()}
            for table in tables:
                for name, entries in self._names_of(table).items():
                    found[name] = _shown(entries[0])
            for table in tables:
                for slug, entries in self.entries.get(table, {}).items():
                    found[shapes.key(slug)] = _shown(entries[0])
            self._near[about] = NearNames(found | names(given))
        return self._near[about]

    def add(self, dataset: Dataset, sheet: Sheet) -> Iterator[Problem]:
        """Enter the rows of a sheet; what is wrong with their ids is told."""
        entries = self.entries.setdefault(sheet.table.name, {})
        if not sheet.complete:
            self.unread.add(sheet.table.name)
        stem = f"{dataset.settings.base}{sheet.table.kind}/"
        taken = shapes.instances(sheet.table.target_class)
        for number, cells in sheet.records:
            slug = slug_of(sheet, cells)
            if not slug:
                continue  # it is identified by what it says, and nothing can name it
            # A faulty id is entered too: the rows that refer to it are not at fault.
            entry = Entry(slug, stem + safe(slug), dataset, sheet, number, cells)
            known = entries.setdefault(slug, [])
            other = next((one for one in known if one.dataset is dataset), None)
            written = _cell(cells, sheet.id_position)
            if fault := _id_fault(written) if written else None:
                yield sheet.problem(number, "id", fault)
            elif other:
                yield _twice(entry, other, by_id=bool(written))
            elif slug in taken:
                message = f"the {sheet.table.kind} '{slug}' comes with uegraph"
                remedy = "Delete the row and refer to it, or give the row another id."
                yield sheet.problem(number, "id", Fault("", message, remedy, "table:id"))
            if all(one.iri != entry.iri or one.dataset is not dataset for one in known):
                known.append(entry)

    def _names_of(self, table: str) -> Entries:
        """Every way to call the rows of a table, in the form of ``key``; made when first asked."""
        if table not in self._called:
            found: Entries = defaultdict(list)
            for entries in self.entries.get(table, {}).values():
                for entry in entries:
                    for name in _names(entry):
                        found[shapes.key(name)].append(entry)
            self._called[table] = found
        return self._called[table]


def register(datasets: Sequence[Dataset]) -> tuple[Register, list[Problem]]:
    """The ids and names of all rows, and what is wrong with them."""
    found = Register()
    problems = [
        problem
        for dataset in datasets
        for sheet in dataset.sheets
        for problem in found.add(dataset, sheet)
    ]
    return found, [*problems, *_reserved(datasets, found)]


def slug_of(sheet: Sheet, cells: Sequence[str]) -> str:
    """The id of a row: the one written, else one made of its name; empty where it has neither."""
    return _cell(cells, sheet.id_position) or made(_cell(cells, sheet.name_position))


def made(name: str, length: int = _LONGEST) -> str:
    """An id made of a name; where letters of other scripts are lost, a digest tells it apart.

    >>> made("Office for National Statistics"), made("Llywodraeth Cymru / Welsh Government")
    ('office-for-national-statistics', 'llywodraeth-cymru-welsh-government')
    >>> made("Universität Graz"), made("京都 Data Lab"), made("大阪 Data Lab")
    ('universitat-graz', 'data-lab-ec6776f3', 'data-lab-28b1660f')
    """
    if not name:
        return ""
    plain = unicodedata.normalize("NFKD", name[:500].casefold().translate(_LATIN))
    letters = "".join(c for c in plain if not unicodedata.combining(c) and c not in "'\u2019")
    slug = re.sub(r"[^a-z0-9]+", "-", letters).strip("-")
    if not slug or any(c.isalnum() and not c.isascii() for c in letters):
        return f"{slug[: length - 9].strip('-') or 'n'}-{digest(name)[:8]}"
    return slug if len(slug) <= length else slug[:length].rpartition("-")[0] or slug[:length]


def digest(*texts: str) -> str:
    """A short text that stands for some texts, and for no others."""
    return hashlib.sha256("\x1f".join(texts).encode("utf-8", "replace")).hexdigest()[:16]


def content_id(sheet: Sheet, cells: Sequence[Cell]) -> str:
    """The id of a row without id and name: what it says, whoever says it and in what words.

    The same participation in two workbooks is so one thing; its remarks and its evidence are about
    it, and do not make it another.
    """
    said = (
        f"{column.path} {term}"
        for (_, column), cell in zip(sheet.columns, cells, strict=True)
        if column.path not in _ABOUT
        for term in cell.terms
    )
    return f"r{digest(*sorted(said))}"


def _cell(cells: Sequence[str], position: int) -> str:
    return cells[position].strip() if 0 <= position < len(cells) else ""


def _shown(entry: Entry) -> str:
    """A row as a message offers it: by its id where it has one of its own, else by its name."""
    written = _cell(entry.cells, entry.sheet.id_position)
    return written or _cell(entry.cells, entry.sheet.name_position)[:80]


def _names(entry: Entry) -> Iterator[str]:
    for at, column in entry.sheet.columns:
        if column.path in NAMES and not column.inverse:
            for name in _cell(entry.cells, at)[:500].split("|"):
                if name.strip():
                    yield name.strip()


def _twice(entry: Entry, other: Entry, *, by_id: bool) -> Problem:
    """A second row with an id: a repetition counts once, a contradiction is an error."""
    where = f"row {other.number}"
    if other.sheet.place != entry.sheet.place or by_id:
        where = f"{other.sheet.place}, {where}"
    if _content(entry) == _content(other):
        message = f"the same row stands also in {where}; it counts once"
        fault = Fault("", message, "Delete one of the two.", "table:twice", "warning")
        return entry.sheet.problem(entry.number, "", fault)
    if by_id:
        message = f"the id '{entry.slug}' stands also in {where}"
        fault = Fault("", message, "Give each row its own id.", "table:id")
        return entry.sheet.problem(entry.number, "id", fault)
    message = f"the name stands also in {where}, which says otherwise"
    remedy = "Make them one row; or give one an id or a name of its own."
    fault = Fault("", message, remedy, "table:name")
    return entry.sheet.problem_at(entry.number, entry.sheet.name_position, fault)


def _content(entry: Entry) -> dict[str, str]:
    """What a row says: its cells that are not blank, by column."""
    pairs = ((column.path, _cell(entry.cells, at)) for at, column in entry.sheet.columns)
    return {path: text for path, text in pairs if text}


def _id_fault(slug: str) -> Fault | None:
    if is_slug(slug):
        return None
    better = made(slug) or "ons"
    message = f"'{slug[:80]}' is not an id: small letters, digits and '-' only"
    return Fault("", message, f"Write such as '{better}', or leave it empty.", "table:id")


def safe(slug: str) -> str:
    """A faulty id as it can stand in an identifier; a good one stays as it is."""
    return re.sub(r"[^a-z0-9-]+", "-", slug)


def _reserved(datasets: Sequence[Dataset], found: Register) -> Iterable[Problem]:
    """A source's id names a graph, so it must not be the name of another graph."""
    kept = {dataset.settings.name: dataset for dataset in datasets}
    for table in shapes.tables().values():
        if table.target_class != _DOCUMENT:
            continue
        for slug, entries in found.entries.get(table.name, {}).items():
            for entry in entries:
                if slug in kept or RESERVED.fullmatch(slug):
                    owner = "the data set" if slug in kept else "uegraph"
                    message = f"'{slug}' is already the graph of {owner}"
                    remedy = "Give the source another id."
                    fault = Fault("", message, remedy, "table:id")
                    yield entry.sheet.problem(entry.number, "id", fault)
