"""What a mapping says, once it is read: settings, and one entry for each kind of row to be made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping as Dictionary

    from uegraph.imports.patterns import Pattern, Words
    from uegraph.shapes import Column, Table

UNSAID: Final = "https://example.org/"
"""How addresses begin that a draft puts where it cannot know them; RFC 2606 keeps them free."""

Origin = Literal["column", "text", "constant", "row", "from"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text with headings in it.

    Attributes:
        words: The words before the heading.
        heading: The heading in braces; empty where the words are the last of the text.
    """

    words: str
    heading: str


@dataclass(frozen=True, slots=True)
class Text:
    """A text such as ``Held in {Place}[; see {URL}]``.

    Attributes:
        parts: Its parts; one in square brackets is left out where a heading in it is blank.
    """

    parts: tuple[tuple[bool, tuple[Piece, ...]], ...]

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings that it names."""
        pieces = (piece for _, found in self.parts for piece in found)
        return tuple(piece.heading for piece in pieces if piece.heading)


@dataclass(frozen=True, slots=True)
class Rule:
    """How one of our columns is filled. The steps are taken in the order of the attributes.

    Attributes:
        origin: Whether the values come from columns of the file, a text with headings, a constant,
            the ids of rows made from the same row of the file, or another of our columns.
        headings: The columns of the file.
        text: The text with headings.
        name: The constant, the name of the entry, or our other column.
        remove: What is taken out of the values first.
        split: What parts several values.
        keep: Words of which a value must hold one; else it is dropped.
        drop: Words of which a value must hold none; else it is dropped.
        pattern: Which part of a value is taken; a value that it does not fit is dropped.
        values: Translations of whole values.
        containing: Translations of values that hold a word; the first that fits.
        otherwise: What becomes of a value that is not translated; ``None`` makes it a problem.
        default: What stands where there is no value. Both are texts with headings.
        prefix: What is put before a value that does not begin with it.
        row: The line of the mapping.
    """

    origin: Origin
    headings: tuple[str, ...] = ()
    text: Text | None = None
    name: str = ""
    remove: tuple[Pattern, ...] = ()
    split: tuple[str, ...] = ()
    keep: Words | None = None
    drop: Words | None = None
    pattern: Pattern | None = None
    values: Dictionary[str, str] | None = None
    containing: tuple[tuple[Words, str], ...] = ()
    otherwise: Text | None = None
    default: Text | None = None
    prefix: str = ""
    row: int = 0

    @property
    def used(self) -> tuple[str, ...]:
        """The headings that it reads."""
        return (
            *self.headings,
            *(self.text.headings if self.text else ()),
            *(self.default.headings if self.default else ()),
            *(self.otherwise.headings if self.otherwise else ()),
        )


@dataclass(frozen=True, slots=True)
class Filled:
    """One of our columns with its rule."""

    column: Column
    rule: Rule


@dataclass(frozen=True, slots=True)
class Entry:
    """A kind of row to be made from each row of the file.

    Attributes:
        name: What other entries call it.
        table: The table that its rows belong to.
        columns: Our columns that it fills, in the order of the table.
        amount: The rule for a number as people write it, which fills a number with its bound.
        identity: The rule for the id; without it ids are made from names.
        same: Our columns whose values make two rows the same thing; without any, each row of the
            file makes a thing of its own.
        optional: Whether a row that lacks something is left out without losing the others.
        row: The line of the mapping.
    """

    name: str
    table: Table
    columns: tuple[Filled, ...]
    amount: Rule | None
    identity: Rule | None
    same: tuple[str, ...]
    optional: bool
    row: int


@dataclass(frozen=True, slots=True)
class Mapping:
    """What the columns of a file become.

    Attributes:
        label: The mapping's file, as messages name it.
        settings: The keys of ``dataset.yml`` with their values.
        source: The title of the file as a source.
        header: The row of the headings; 0 is to be recognised.
        sheet: The sheet to be read; empty where there is one only.
        day_first: Whether ``3/4/2024`` is a day in April; ``None`` where it is not said.
        blank: What stands for nothing in any cell, in small letters.
        mend: Whether texts that were read in the wrong encoding before are put right.
        last: The last row that is read; 0 is the last of the file.
        down: Headings whose blank cells take the value above.
        skip: Heading to values (in small letters) that a row is left out for.
        unused: Headings that are left aside on purpose.
        entries: The kinds of rows to be made, in order.
    """

    label: str
    settings: Dictionary[str, str]
    source: str
    header: int
    sheet: str
    day_first: bool | None
    blank: frozenset[str]
    mend: bool
    last: int
    down: tuple[str, ...]
    skip: Dictionary[str, frozenset[str]]
    unused: tuple[str, ...]
    entries: tuple[Entry, ...]

    @property
    def headings(self) -> dict[str, int]:
        """Every heading that it names, with the line where it does so first."""
        found: dict[str, int] = {}
        for entry in self.entries:
            rules = [filled.rule for filled in entry.columns]
            for rule in (*rules, entry.amount, entry.identity):
                for heading in rule.used if rule else ():
                    found.setdefault(heading, rule.row if rule else 0)
        for heading in (*self.down, *self.skip, *self.unused):
            found.setdefault(heading, 0)
        return found


@dataclass(frozen=True, slots=True)
class Complaint:
    """What is wrong with the values of a column.

    Attributes:
        heading: The column of the file where it is seen; empty where it is none.
        message: What is wrong.
        remedy: What would be right.
        hard: Whether the value is lost by it.
        rule: The name of the rule.
    """

    heading: str
    message: str
    remedy: str
    hard: bool
    rule: str
