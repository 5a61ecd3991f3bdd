"""The measures of engagement: how recent, deep, mutual, shared and heavy it was."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from uegraph.metrics import measures
from uegraph.report.model import Bar, Bars, Column, Heading, Paragraph, Points, Section, Table
from uegraph.report.wording import capital, listed, number, sentence, shown
from uegraph.words import many, percents

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from uegraph.metrics import Burden, Depth, Measures
    from uegraph.report.material import Material
    from uegraph.report.model import Block

_GROUPS: Final = (
    ("How recent and how often", ("recency", "frequency")),
    ("How many were reached", ("reach",)),
    ("Whether it went both ways, and what came of it", ("two-way", "feedback")),
    ("How evenly it is spread", ("concentration",)),
)


def measuring(read: Material) -> Section | None:
    """The headlines of every measure; None where nobody took part in anything."""
    if not read.participations:
        return None
    found = measures(read.store, as_of=read.asked.as_of)
    return Section("measures", "Measures of engagement", tuple(_blocks(found, read.asked.top)))


def _blocks(found: Measures, top: int) -> Iterator[Block]:
    deep = _sentences(found, "depth")
    if deep:
        yield Paragraph(" ".join(deep), lead=True)
    if any(row.low is not None for row in found.depth):
        yield _depth(found.depth)
    for heading, names in _GROUPS:
        said = [text for name in names for text in _sentences(found, name)]
        if said:
            yield Heading(heading)
            yield Points(tuple(said))
    yield Heading("Whom several teams asked at once")
    yield Points(tuple(_sentences(found, "burden")))
    yield from _burden(found.burden, found.weeks, top)


def _sentences(found: Measures, name: str) -> list[str]:
    return [sentence(figure.sentence) for figure in found.figures if figure.measure == name]


def _depth(rows: Sequence[Depth]) -> Bars:
    title = "Participations by the level they went to"
    columns = (
        Column("Level"), Column("For certain", "number"), Column("Possibly more", "number"),
        Column("Parties", "number"), Column("Share", "number"),
    )  # fmt: skip
    shown_rows = [row for row in rows if row.low is not None]
    table = Table(
        title,
        columns,
        tuple(
            (capital(row.level), number(row.participations), number(row.possibly),
             number(row.parties), percents(row.low, row.high))
            for row in shown_rows
        ),
        "Possibly: its date leaves open whether it lies in the time asked about.",
    )  # fmt: skip
    bars = tuple(
        Bar(capital(row.level), row.low or 0, row.high or 0, percents(row.low, row.high))
        for row in shown_rows
    )
    unknown = (
        "Perhaps: level or date not exactly recorded"
        if any(bar.high > bar.low for bar in bars)
        else ""
    )
    return Bars(title, "For certain", unknown, bars, table)


def _burden(rows: Sequence[Burden], weeks: int, top: int) -> Iterator[Block]:
    if not rows:
        return
    columns = (
        Column("Party"), Column("Asked in all", "number"),
        Column(f"Within {weeks} weeks", "number"), Column("By whom", "long"),
    )  # fmt: skip
    shown_rows = tuple(
        (
            shown(row.name),
            number(row.asked),
            " to ".join(dict.fromkeys((number(row.most_low), number(row.most_high)))),
            listed(row.organisers, 5) or "not recorded",
        )
        for row in rows[:top]
    )
    note = f"The first {top} of {many(len(rows), 'party', 'parties')}." if len(rows) > top else ""
    yield Table(f"Asked by several teams within {weeks} weeks", columns, shown_rows, note)
