"""What the drop-downs of a workbook offer: the words of uegraph, and the workbook's own rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from uegraph import shapes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from uegraph.shapes import Column, Concept, Table


@dataclass(frozen=True, slots=True)
class Listing:
    """Words that are the same in every workbook.

    Attributes:
        name: The name by which a drop-down finds it, such as ``list_sector``.
        title: What people call it.
        members: Its values, each with its meaning.
    """

    name: str
    title: str
    members: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Rows:
    """The names of the rows of one or several sheets, with the words that stand beside them.

    Attributes:
        name: The name by which a drop-down finds it, such as ``rows_activity_series``.
        title: What people call it.
        fixed: Values that come with uegraph, before those of the sheets.
        tables: The tables whose rows it offers.
    """

    name: str
    title: str
    fixed: tuple[str, ...]
    tables: tuple[str, ...]

    @property
    def joined(self) -> bool:
        """Whether it must be gathered from several places, which a drop-down cannot do itself."""
        return bool(self.fixed) or len(self.tables) > 1


Choice = Listing | Rows

YES_NO = Listing("list_yes_or_no", "Yes or no", (("yes", ""), ("no", "")))


def choice(column: Column, table: Table) -> Choice | None:
    """What the drop-down of a column offers; ``None`` where anything may be written."""
    if column.datatype and column.datatype.endswith("#boolean"):
        return YES_NO
    if column.scheme:
        return _concepts(column.scheme, shapes.concepts(column.scheme))
    if column.values_from == "columns":
        title = f"Columns of {table.name.replace('_', ' ')}"
        members = tuple((other.name, other.description) for other in table.columns)
        return Listing(f"list_columns_of_{table.name}", title, members)
    if column.values_from == "tables":
        tables = shapes.tables().values()
        members = tuple((other.name.replace("_", " "), other.description) for other in tables)
        return Listing("list_tables", "Kinds of things", members)
    return _rows(column) if column.classes else None


def _concepts(scheme: str, concepts: Mapping[str, Concept]) -> Listing:
    members = tuple((concept.label, concept.definition) for concept in concepts.values())
    return Listing(f"list_{scheme.replace('-', '_')}", in_words(scheme), members)


def _rows(column: Column) -> Rows | None:
    tables = shapes.accepted_tables(column)
    given = tuple(concept.label for concept in shapes.instances(*column.classes).values())
    if given or len(tables) > 1:  # rows without a name are few here, and can be typed
        tables = tuple(table for table in tables if shapes.name_column(table))
    if not tables:
        return None
    kinds = "_".join(table.kind.replace("-", "_") for table in tables)
    title = " or ".join(table.name.replace("_", " ") for table in tables)
    name = f"rows_{kinds}{'_given' if given else ''}"
    return Rows(name, title[:1].upper() + title[1:], given, tuple(t.name for t in tables))


def unlike(choices: Iterable[Choice | None]) -> tuple[Choice, ...]:
    """Each choice once, in the order in which it is first needed."""
    return tuple({found.name: found for found in choices if found}.values())


def in_words(name: str) -> str:
    """A name as a heading.

    >>> in_words("activity-type"), in_words("unnamed_parties")
    ('Activity type', 'Unnamed parties')
    """
    text = name.replace("-", " ").replace("_", " ")
    return text[:1].upper() + text[1:]
