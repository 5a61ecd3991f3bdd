"""What a report says, before it is a page, a text or a document.

Invariant: every figure is made once, here; the three forms only differ in how they show it. A chart
always comes with the table of its figures, which stands for it where nothing can be drawn.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from uegraph.coverage import State


@dataclass(frozen=True, slots=True)
class Link:
    """A text that leads to a page on the web."""

    text: str
    url: str

    @property
    def leads(self) -> bool:
        """Whether it leads to a page, and to nothing that a reader's program would run."""
        return self.url.startswith(("https://", "http://"))


@dataclass(frozen=True, slots=True)
class Lines:
    """Several texts in one cell, each on a line of its own."""

    texts: tuple[str, ...]


Cell = str | Link | Lines


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Attributes:
        name: Its heading.
        kind: ``number`` stands to the right, ``state`` is shown with the mark of the state, and
            ``long`` takes the room that the others leave.
    """

    name: str
    kind: Literal["text", "long", "number", "state"] = "text"


@dataclass(frozen=True, slots=True)
class Table:
    """A table; the first cell of each row names the row.

    Attributes:
        caption: What it shows.
        columns: Its columns.
        rows: Its rows, each with a cell for each column.
        note: What a reader must know beside it.
        heat: Whether its cells are states, to be seen as a map.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""
    heat: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Some sentences; the lead of a section says what it found."""

    text: str
    lead: bool = False


@dataclass(frozen=True, slots=True)
class Points:
    """A list of short texts."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading within a section."""

    text: str


@dataclass(frozen=True, slots=True)
class Figure:
    """One number that stands out."""

    value: str
    label: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Figures:
    """The numbers that stand out, side by side.

    Attributes:
        title: What they are, for those who do not see them side by side.
        items: The numbers.
    """

    title: str
    items: tuple[Figure, ...]

    @property
    def table(self) -> Table:
        """The same as a table, for what cannot set numbers side by side."""
        columns = (Column("Figure"), Column("Of what"), Column("Note", "long"))
        rows = tuple((item.value, item.label, item.note) for item in self.items)
        return Table(self.title, columns, rows)


@dataclass(frozen=True, slots=True)
class Box:
    """A text set apart, to be read before the rest."""

    heading: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart, from nothing to ``low`` for certain, and perhaps to ``high``.

    Attributes:
        label: What it measures.
        low: From 0 to 1.
        high: From ``low`` to 1.
        text: The same in words.
    """

    label: str
    low: float
    high: float
    text: str


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars over one scale from 0 to 100 per cent.

    Attributes:
        title: What they show.
        sure: What the full part of a bar says.
        unknown: What the hatched part says; empty where no bar has one.
        bars: The bars.
        table: Their figures.
    """

    title: str
    sure: str
    unknown: str
    bars: tuple[Bar, ...]
    table: Table


@dataclass(frozen=True, slots=True)
class Share:
    """How many of a whole have one state."""

    state: State
    count: int


@dataclass(frozen=True, slots=True)
class Stack:
    """One bar, cut into the states of its targets.

    Attributes:
        title: What it shows.
        shares: Its parts in their order.
        table: Their figures, which are the key as well.
    """

    title: str
    shares: tuple[Share, ...]
    table: Table


Block = Paragraph | Points | Heading | Figures | Box | Table | Bars | Stack


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a report.

    Attributes:
        slug: Its name in addresses within the page.
        heading: Its heading.
        blocks: What it says, in order.
    """

    slug: str
    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """A report for a steering group.

    Attributes:
        title: Its title.
        subtitle: Of what it is and from which day it looks back.
        sections: Its parts, in order.
        made_by: The program and its version.
    """

    title: str
    subtitle: str
    sections: tuple[Section, ...]
    made_by: str

    def to_html(self) -> str:
        """The report as one page that opens offline, prints, and asks for nothing."""
        from uegraph.report.html import to_html  # noqa: PLC0415 - jinja2 is heavy

        return to_html(self)

    def to_markdown(self) -> str:
        """The report as Markdown in GitHub's dialect, with tables in place of charts."""
        from uegraph.report.markdown import to_markdown  # noqa: PLC0415 - each form when asked for

        return to_markdown(self)

    def to_docx(self) -> bytes:
        """The report as a Word document, with tables in place of charts."""
        from uegraph.report.word import to_docx  # noqa: PLC0415 - python-docx is heavy

        return to_docx(self)
