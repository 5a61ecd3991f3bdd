"""Making rows: from one row of the file to the rows of several tables, all of them or none."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from uegraph import shapes
from uegraph.imports.entries import amount_columns
from uegraph.imports.model import Complaint
from uegraph.imports.names import normal
from uegraph.imports.values import Line, read, read_number, values
from uegraph.ingest.register import made
from uegraph.namespaces import expand

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping as Dictionary

    from uegraph.imports.model import Entry, Filled, Mapping
    from uegraph.shapes import Column

Key = tuple[str, ...]
_ID: Final = "id"
_PRIVATE: Final = expand("ueg:private")
_YES: Final = frozenset({"yes", "y", "true"})  # what one row keeps private stays so
_LONGEST: Final = 200  # characters of an id that the file gives


@dataclass(slots=True)
class Thing:
    """A row that was made.

    Attributes:
        entry: What it was made by.
        key: What makes it this thing and no other.
        slug: Its id.
        cells: Its values, by our column.
        origins: The heading of the file that each was read from.
        rows: The rows of the file that speak of it.
        said_in: The row that gave a single value, where it is not the first that speaks of it.
    """

    entry: Entry
    key: Key
    slug: str
    cells: dict[str, tuple[str, ...]]
    origins: dict[str, str]
    rows: list[int] = field(default_factory=list)
    said_in: dict[str, int] = field(default_factory=dict)

    @property
    def place(self) -> tuple[str, Key]:
        """What finds it again when the rows are made anew."""
        return self.entry.table.name, self.key


@dataclass(frozen=True, slots=True)
class Said:
    """A complaint about a row of the file; an error loses the row."""

    row: int
    complaint: Complaint
    error: bool


class Unmade(Exception):  # noqa: N818 - a way out, no error of its own
    """A row cannot be made."""

    def __init__(self, complaint: Complaint | None) -> None:
        self.complaint = complaint
        super().__init__()


class Maker:
    """Makes the rows of all tables, from one row of the file after the other."""

    def __init__(self, mapping: Mapping, *, without: frozenset[tuple[str, Key]]) -> None:
        """Begin with nothing made.

        Args:
            mapping: What the columns of the file become.
            without: Rows that are not to be made, since they were found to be wrong.
        """
        self.mapping = mapping
        self.without = without
        self.things: dict[tuple[str, Key], Thing] = {}
        self._ids: dict[tuple[str, str], Key] = {}
        self._given = {
            entry.name: shapes.instances(entry.table.target_class) for entry in mapping.entries
        }

    def make(self, number: int, texts: Dictionary[str, str]) -> tuple[list[Thing], list[Said]]:
        """The rows that a row of the file makes, not yet kept, and what is to be said of it."""
        said: list[Said] = []
        made: dict[str, tuple[str, ...]] = {}
        things: dict[tuple[str, Key], Thing] = {}
        for entry in self.mapping.entries:
            line = Line(number, texts, made, {})
            ids: list[str] = []
            for thing in self._rows(entry, line, said):
                given = self._given[entry.name]
                thing.slug = self._slug(thing, number, things, given)
                if thing.slug not in given and thing.place not in self.without:
                    things.setdefault(thing.place, thing)
                if thing.place not in self.without:
                    ids.append(thing.slug)
            made[entry.name] = tuple(dict.fromkeys(ids))
        return list(things.values()), said

    def keep(self, things: list[Thing], number: int) -> list[Said]:
        """Keep rows; what is known of a thing already is joined, and contradictions are told."""
        said: list[Said] = []
        for thing in things:
            known = self.things.setdefault(thing.place, thing)
            self._ids[thing.entry.table.name, thing.slug] = thing.key
            if known is not thing:
                said += _join(known, thing, number)
            known.rows.append(number)
        return said

    def refer(self) -> None:
        """Put our ids where the file refers to its own rows by the ids that it gives them."""
        given = {(table, key[1].casefold()): thing.slug
                 for (table, key), thing in self.things.items() if key[0] == _ID}  # fmt: skip
        for thing in self.things.values() if given else ():
            for filled in thing.entry.columns:
                tables = [one.name for one in shapes.accepted_tables(filled.column)]
                if filled.rule.origin == "row" or not tables:
                    continue
                thing.cells[filled.column.header] = tuple(
                    next((given[table, text.casefold()] for table in tables
                          if (table, text.casefold()) in given), text)
                    for text in thing.cells.get(filled.column.header, ())
                )  # fmt: skip

    def _rows(self, entry: Entry, line: Line, said: list[Said]) -> Iterator[Thing]:
        """The rows of one entry; one that cannot be made is told, or left out."""
        try:
            cells, origins = self._cells(entry, line, said)
        except Unmade as found:
            said.extend(_unmade(found, entry, line))
            return
        for one in _apart(cells, entry):
            try:
                self._from_own(entry, line, one, said)
                _require(entry, one, origins)
                yield Thing(entry, self._key(entry, one, line), "", one, origins)
            except Unmade as found:
                said.extend(_unmade(found, entry, line))

    def _cells(
        self, entry: Entry, line: Line, said: list[Said]
    ) -> tuple[dict[str, tuple[str, ...]], dict[str, str]]:
        cells: dict[str, tuple[str, ...]] = {}
        origins: dict[str, str] = {}
        for filled in entry.columns:
            header = filled.column.header
            origins[header] = (filled.rule.used or ("",))[0]
            if filled.rule.origin != "from":
                cells[header] = self._read(filled, line, said)
        if entry.amount:
            heading = (entry.amount.used or ("",))[0]
            for column, text in self._amount(entry, line, said):
                cells[column.header] = (text,)
                origins[column.header] = heading
        if entry.identity:
            origins[_ID] = (entry.identity.used or ("",))[0]
        return cells, origins

    def _from_own(
        self, entry: Entry, line: Line, cells: dict[str, tuple[str, ...]], said: list[Said]
    ) -> None:
        line = Line(line.number, line.texts, line.made, dict(cells))
        for filled in entry.columns:
            if filled.rule.origin == "from":
                cells[filled.column.header] = self._read(filled, line, said)

    def _read(self, filled: Filled, line: Line, said: list[Said]) -> tuple[str, ...]:
        """The values of a column; a fault in one that is needed loses the row."""
        found, complaints = read(filled, line, day_first=self.mapping.day_first)
        needed = filled.column.min_count and filled.column.severity == "error"
        for complaint in complaints:
            if complaint.hard and needed and not found:
                raise Unmade(complaint)
            said.append(Said(line.number, complaint, error=False))
        return found

    def _amount(self, entry: Entry, line: Line, said: list[Said]) -> Iterator[tuple[Column, str]]:
        columns = amount_columns(entry.table)
        assert entry.amount  # asked before
        assert columns  # the mapping was refused otherwise
        found, complaints = values(entry.amount, line)
        heading = (entry.amount.used or ("",))[0]
        number, complaint = read_number(found[0], heading) if found else (None, None)
        for one in (*complaints, *([complaint] if complaint else [])):
            if columns[0].min_count and one.hard:
                raise Unmade(one)
            said.append(Said(line.number, one, error=False))
        if number:
            for column, text in zip(columns, number, strict=True):
                if column and text:
                    yield column, text

    def _key(self, entry: Entry, cells: Dictionary[str, tuple[str, ...]], line: Line) -> Key:
        if entry.identity:
            own = Line(line.number, line.texts, line.made, dict(cells))
            found, _ = values(entry.identity, own)
            return (_ID, *found) if found else ("row", str(line.number), entry.name)
        if not entry.same:
            texts = ("|".join(found) for found in cells.values())
            return ("row", str(line.number), entry.name, *texts)
        return tuple(normal("|".join(cells.get(header, ()))) for header in entry.same)

    def _slug(
        self,
        thing: Thing,
        number: int,
        pending: Dictionary[tuple[str, Key], Thing],
        given: Dictionary[str, object],
    ) -> str:
        """The id of a thing: that of the one known, or a new one that nothing else has."""
        if known := self.things.get(thing.place) or pending.get(thing.place):
            return known.slug
        table = thing.entry.table.name
        name = next(iter(thing.cells.get("name", ())), "")
        if thing.entry.identity and thing.key[0] == _ID:
            stem = made(thing.key[1], _LONGEST)
        elif name and thing.entry.same:
            stem = made(name)
            if stem in given:
                return stem
        else:
            stem = f"{self.mapping.settings['name']}-row-{number}"
            stem += f"-{made(name, 40)}" if name else f"-{made(thing.entry.name)}"
        taken = {one.slug for one in pending.values() if one.entry.table.name == table}
        found, more = stem, 1
        while (table, found) in self._ids or found in taken or found in given:
            more += 1
            found = f"{stem}-{more}"
        return found


def _unmade(found: Unmade, entry: Entry, line: Line) -> list[Said]:
    return [Said(line.number, found.complaint, not entry.optional)] if found.complaint else []


def _apart(cells: dict[str, tuple[str, ...]], entry: Entry) -> Iterator[dict[str, tuple[str, ...]]]:
    """One row for each value of the column that holds one and has several."""
    single = {one.column.header for one in entry.columns if one.column.max_count == 1}
    several = next((name for name in cells if name in single and len(cells[name]) > 1), None)
    if several is None:
        yield dict(cells)
        return
    for value in cells[several]:
        yield {**cells, several: (value,)}


def _require(
    entry: Entry, cells: Dictionary[str, tuple[str, ...]], origins: Dictionary[str, str]
) -> None:
    for column in entry.table.columns:
        header = column.header
        if column.min_count and column.severity == "error" and not cells.get(header):
            if entry.optional:
                raise Unmade(None)
            message = f"'{entry.name}' needs a value for {header}, and there is none"
            remedy = "Fill the cell, or leave such rows out in the mapping (skip when, optional)."
            heading = origins.get(header, "")
            raise Unmade(Complaint(heading, message, remedy, True, "import:empty"))


def _join(known: Thing, fresh: Thing, number: int) -> Iterator[Said]:
    """What a further row of the file says of a thing that is known."""
    single = {one.header for one in known.entry.table.columns if one.max_count == 1}
    private = {one.header for one in known.entry.table.columns if one.path == _PRIVATE}
    for header, found in fresh.cells.items():
        before = known.cells.get(header, ())
        if header not in single:
            known.cells[header] = tuple(dict.fromkeys((*before, *found)))
        elif not before:
            known.cells[header] = found
            known.origins[header] = fresh.origins.get(header, "")
            known.said_in[header] = number
        elif found and normal(found[0]) != normal(before[0]):
            message = (
                f"'{found[0][:60]}' is another {header} of {known.slug} than '{before[0][:60]}' "
                f"in row {known.said_in.get(header, known.rows[0])}, "
            )
            closed = header in private and found[0].casefold() in _YES
            message += "and is taken" if closed else "which is kept"
            if closed:
                known.cells[header], known.said_in[header] = found, number
            heading = fresh.origins.get(header, "")
            remedy = "Correct one of the two rows."
            complaint = Complaint(heading, message, remedy, False, "import:contradiction")
            yield Said(number, complaint, error=False)
