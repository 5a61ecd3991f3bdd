"""What a table, a column and a concept are, whatever file they are read from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from uegraph.errors import Severity

# What nobody sees a difference in: dashes, apostrophes, marks without width; and "&" for "and".
_DASHES: Final = (ord("_"), ord("-"), *range(0x2010, 0x2015), 0x2212)
_APOSTROPHES: Final = (ord("'"), ord("`"), 0xB4, 0x2018, 0x2019, 0x2BC)
_UNSEEN: Final = (0xAD, *range(0x200B, 0x200E), 0x2060, 0xFEFF)
_FOLDED: Final = dict.fromkeys((*_DASHES, *_APOSTROPHES, *_UNSEEN)) | {ord("&"): "and"}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table, as its property shape describes it.

    Attributes:
        name: The name in words, such as ``part of``.
        path: The property that its values are given by.
        inverse: Whether the property points from the value to the row.
        datatype: The datatype of its values; ``None`` where they are things.
        classes: The classes one of which each value belongs to.
        scheme: The concept scheme that its values come from, such as ``sector``.
        values_from: ``columns`` or ``tables`` where the values are names of these.
        min_count: How many values a row must have at least.
        max_count: How many it may have at most; ``None`` is no limit.
        pattern: A regular expression that each value matches.
        min_value: The least number allowed.
        max_value: The greatest number allowed.
        min_length: The least number of characters.
        max_length: The greatest number of characters.
        description: What to write into it, for the person who fills it in.
        example: A value as the person would write it; empty where the shape gives none.
        message: What the shape says to a row that fails it.
        severity: ``error`` for a must, ``warning`` for a should.
        internal: Whether it is for the team alone, so that no public file shows it.
        shape: The readable name of the property shape.
    """

    name: str
    path: str
    inverse: bool
    datatype: str | None
    classes: tuple[str, ...]
    scheme: str | None
    values_from: Literal["columns", "tables"] | None
    min_count: int
    max_count: int | None
    pattern: str | None
    min_value: int | None
    max_value: int | None
    min_length: int | None
    max_length: int | None
    description: str
    example: str
    message: str
    severity: Severity
    internal: bool
    shape: str

    @property
    def header(self) -> str:
        """The heading of the column in a CSV table: its name with ``_`` for spaces."""
        return self.name.replace(" ", "_")

    @property
    def many(self) -> bool:
        """Whether a cell may hold several values, parted by ``|``."""
        return self.max_count != 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table, one row a thing of one class.

    Attributes:
        name: The name of its file, without the ending.
        kind: The part of an identifier that stands for the class: ``id/{kind}/{slug}``.
        target_class: The class of its rows.
        description: What a row stands for.
        group: The heading under which workbooks list it.
        order: Its place among the tables as a newcomer fills them in.
        columns: Its columns in order; the column ``id`` comes before them.
        constants: Property and value pairs that hold of every row.
        shape: The readable name of its node shape.
    """

    name: str
    kind: str
    target_class: str
    description: str
    group: str
    order: int
    columns: tuple[Column, ...]
    constants: tuple[tuple[str, str], ...]
    shape: str


@dataclass(frozen=True, slots=True)
class Concept:
    """A word of a controlled vocabulary; its definition is empty where the ontology has none."""

    iri: str
    slug: str
    scheme: str
    label: str
    definition: str
    classes: tuple[str, ...]


def key(text: str) -> str:
    """The form in which headings and names are compared.

    Case, spaces, ``_``, dashes and apostrophes do not count, and ``&`` is *and*: a spreadsheet
    changes these while people type, and a copied text brings others.

    >>> key("Part_of") == key("part of") == key("PART-OF")
    True
    >>> key("Children\u2019s Health & Care") == key("Children's health and\u00a0care")
    True
    """
    return "".join(text.casefold().translate(_FOLDED).split())


@dataclass(frozen=True, slots=True)
class Model:
    """All that the shapes and the ontology say about tables."""

    tables: Mapping[str, Table]
    concepts: Mapping[str, Mapping[str, Concept]]
    narrower: Mapping[str, frozenset[str]]

    def below(self, terms: Iterable[str]) -> frozenset[str]:
        """The terms with everything that the ontology declares narrower, all the way down."""
        found = set(terms)
        ahead = list(found)
        while ahead:
            fresh = self.narrower.get(ahead.pop(), frozenset()) - found
            found |= fresh
            ahead += fresh
        return frozenset(found)

    def accepted(self, column: Column) -> tuple[Table, ...]:
        """The tables whose rows may be values of a column, subclasses included."""
        wanted = self.below(column.classes)
        return tuple(table for table in self.tables.values() if table.target_class in wanted)
