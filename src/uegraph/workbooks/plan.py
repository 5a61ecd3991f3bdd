"""What a workbook holds, whatever format it is written in: made from the shapes alone.

A new property shape is a new field here, and so a new column in every format.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from uegraph import shapes
from uegraph.errors import SourceError
from uegraph.namespaces import EDTF, PREFIXES
from uegraph.workbooks import words
from uegraph.workbooks.choices import YES_NO, Listing, Rows, choice, in_words, unlike
from uegraph.workbooks.pouring import poured

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from uegraph.shapes import Column, Table
    from uegraph.workbooks.choices import Choice
    from uegraph.workbooks.pouring import TableRow

Kind = Literal["text", "date", "number"]

LAST_ROW: Final = 10_000
"""How far drop-downs and notes reach below the heading."""

_SPARE: Final = 1_000
_MAX_ROWS: Final = 1_048_576  # what a sheet can hold
_XSD: Final = PREFIXES["xsd"]
_YES_OR_NO, _NUMBER, _SHORT, _DATE, _WORD, _ROW, _TEXT, _WIDEST = 11, 12, 16, 18, 20, 28, 36, 50


@dataclass(frozen=True, slots=True)
class Field:
    """A column of a sheet.

    Attributes:
        heading: What stands above it; a required one ends in ``*``.
        help: What to write into it, whole.
        hint: The same, short enough to be shown at each cell.
        example: Its value in the example row.
        kind: ``number`` where the cells are numbers; ``date`` and ``text`` are kept as text.
        choice: What its drop-down offers.
        strict: Whether a value that is not offered is worth a warning.
        limits: The least and the greatest number, where numbers outside are worth a warning.
        width: How wide it is, in characters.
    """

    heading: str
    help: str
    hint: str
    example: str
    kind: Kind
    choice: Choice | None
    strict: bool
    limits: tuple[int | None, int | None]
    width: float


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet with one table.

    Attributes:
        table: The table of the model.
        name: The name of the sheet.
        fields: Its columns, ``id`` first.
        rows: What stands in it: the example, or the rows poured in.
        filled: Whether its rows are real ones.
        named: The position of the column whose values are offered where a row is referred to.
        counted: The position of the column by which rows are counted: one that none may lack.
        held: How many columns stay in sight when the sheet is moved sideways.
    """

    table: Table
    name: str
    fields: tuple[Field, ...]
    rows: tuple[tuple[str, ...], ...]
    filled: bool
    named: int
    counted: int
    held: int

    @property
    def first_row(self) -> int:
        """The first row of the sheet for real rows, counted from 1: below heading and example."""
        return 2 if self.filled else 3

    @property
    def last_row(self) -> int:
        """The last row for which drop-downs are made."""
        return max(LAST_ROW, min(len(self.rows) + _SPARE, _MAX_ROWS))


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the sheet "Read me".

    Attributes:
        part: What it belongs to: how to fill in the workbook, or a group of sheets.
        topic: What it speaks of; the name of a sheet where there is one.
        text: What it says.
        sheet: The sheet that it leads to; empty where none.
        page: The table of that sheet, whose rows are counted beside it.
    """

    part: str
    topic: str
    text: str
    sheet: str = ""
    page: Page | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """A workbook.

    Attributes:
        title: What it is called.
        settings: The settings of its data set and their values; ``None`` for a workbook whose
            folder has them in ``dataset.yml``.
        pages: Its tables, in the order in which people fill them in.
        choices: Everything that its drop-downs offer.
    """

    title: str
    settings: Mapping[str, str] | None
    pages: tuple[Page, ...]
    choices: tuple[Choice, ...]

    def page(self, table: str) -> Page:
        """The sheet of a table."""
        return next(page for page in self.pages if page.table.name == table)

    @property
    def lines(self) -> tuple[Line, ...]:
        """What the sheet "Read me" says: how to fill the workbook in, then its sheets in order."""
        found = [Line(words.HOW, topic, text) for topic, text in words.TOPICS.items()]
        if self.settings is not None:
            found.append(Line(words.HOW, words.DATA_SET, words.ABOUT_DATA_SET, words.DATA_SET))
        found += [Line(p.table.group, p.name, p.table.description, p.name, p) for p in self.pages]
        return (*found, Line("Words", words.LISTS, words.ABOUT_LISTS, words.LISTS))

    @property
    def joined(self) -> tuple[Rows, ...]:
        """The choices that are gathered from several sheets, on the sheet "Lists"."""
        return tuple(found for found in self.choices if isinstance(found, Rows) and found.joined)

    def gathered(self, choice: Rows) -> tuple[str, ...]:
        """What a joined choice offers in the workbook as it is written."""
        pages = [self.page(table) for table in choice.tables]
        own = [row[page.named] for page in pages if page.filled for row in page.rows]
        return (*choice.fixed, *own)

    @property
    def listings(self) -> tuple[Listing, ...]:
        """The lists of words, by title."""
        found = [choice for choice in self.choices if isinstance(choice, Listing)]
        return tuple(sorted(found, key=lambda listing: listing.title.casefold()))


def make_plan(
    rows: Mapping[str, Sequence[TableRow]] | None, settings: Mapping[str, str] | None
) -> Plan:
    """A workbook for every table of the model.

    Args:
        rows: Rows to pour in, by table; each maps headings to values as a data set has them. A
            table without rows gets its example row.
        settings: The settings of the data set; ``None`` leaves out the sheet for them.

    Raises:
        SourceError: A row has a column that its table lacks, or does not fit into a sheet.
    """
    tables = sorted(shapes.tables().values(), key=lambda table: table.order)
    given = {shapes.key(name): found for name, found in (rows or {}).items()}
    pages = tuple(_page(table, given.pop(shapes.key(table.name), ())) for table in tables)
    if given:
        raise SourceError(
            f"'{next(iter(given))}' is not a table. Known: {', '.join(shapes.tables())}."
        )
    found = unlike(field.choice for page in pages for field in page.fields)
    return Plan((settings or {}).get("title") or words.TITLE, settings, pages, found)


def _page(table: Table, rows: Sequence[TableRow]) -> Page:
    name = shapes.name_column(table)
    at = table.columns.index(name) + 1 if name else 0
    needed = (at for at, column in enumerate(table.columns, 1) if column.min_count)
    return Page(
        table=table,
        name=in_words(table.name),
        fields=(_id_field(table), *(_field(column, table) for column in table.columns)),
        rows=poured(rows, table) or (tuple(shapes.example_row(table).values()),),
        filled=bool(rows),
        named=at,
        counted=at or next(needed, 0),
        held=2 if at == 1 else 1,
    )


def _id_field(table: Table) -> Field:
    hint = words.ID_WITH_NAME if shapes.name_column(table) else words.ID_WITHOUT_NAME
    none = (None, None)
    return Field(
        "Id", f"{hint}\n{words.EXAMPLE_ROW}", hint, shapes.EXAMPLE, "text", None, False, none, 16
    )


def _field(column: Column, table: Table) -> Field:
    offered = choice(column, table)
    required = column.min_count > 0 and column.severity == "error"
    heading = in_words(column.name) + (" *" if required else "")
    example = shapes.example_row(table)[column.name]
    hint = words.hint(column, offered)
    kind = _kind(column, table)
    return Field(
        heading=heading,
        help=words.full_help(column, offered, example, required=required),
        hint=hint,
        example=example,
        kind=kind,
        choice=offered,
        strict=isinstance(offered, Listing) and not column.many,
        limits=(column.min_value, column.max_value) if kind == "number" else (None, None),
        width=_width(column, offered, heading, example),
    )


def _kind(column: Column, table: Table) -> Kind:
    if column.datatype == EDTF:
        return "date"
    # Beside a bound people write 150-200, which a number cell would turn into a date.
    bounded = any(other.scheme == "bound" for other in table.columns)
    return "number" if column.datatype == _XSD + "integer" and not bounded else "text"


def _width(column: Column, offered: Choice | None, heading: str, example: str) -> float:
    if offered:
        usual = _YES_OR_NO if offered is YES_NO else _WORD if isinstance(offered, Listing) else _ROW
    elif column.datatype == EDTF:
        usual = _DATE
    elif column.datatype == _XSD + "integer":
        usual = _NUMBER
    else:
        usual = _SHORT if example else _TEXT
    longest = max(map(len, heading.split())) + 5  # room for the button of the filter
    return max(usual, longest, min(len(example) + 3, _WIDEST))
