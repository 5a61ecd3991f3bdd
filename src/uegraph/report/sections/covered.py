"""What the graph covers: how much of what, from when, on whose word."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from uegraph.dates import day_in_words
from uegraph.dates.times import day_of
from uegraph.report.model import Column, Figure, Figures, Link, Paragraph, Section, Table
from uegraph.report.wording import (
    capital,
    licence_words,
    number,
    shown,
    time_words,
)
from uegraph.words import many

if TYPE_CHECKING:
    from uegraph.report.material import Material

KINDS: Final = (
    ("organisation", "body", "bodies", "Named organisations, units and groups."),
    ("audience", "audience", "audiences", "Groups of people or bodies, never persons."),
    ("unnamed party", "unnamed party", "unnamed parties", "Described in a source, but not named."),
    ("theme", "theme", "themes", ""),
    ("activity", "activity", "activities", ""),
    ("series", "series", "series", "Activities that recur."),
)
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d(/\d{4}-\d\d-\d\d)?", re.ASCII)


def covered(read: Material) -> Section:
    """The counts, the time and the sources."""
    figures = [
        Figure(number(count), capital(one if count == 1 else many), note)
        for kind, one, many, note in KINDS
        if (count := read.counts.get(kind, 0))
    ]
    if read.participations:
        noun = "Participation" if read.participations == 1 else "Participations"
        note = "The part of one party in one activity, whatever came of it."
        figures.append(Figure(number(read.participations), noun, note))
    blocks = [Paragraph(_lead(read), lead=True)]
    shown_figures = [Figures("How much is recorded", tuple(figures))] if figures else []
    return Section(
        "covered",
        "What the graph covers",
        (*blocks, *shown_figures, *_time(read), *_sources(read)),
    )


def _lead(read: Material) -> str:
    if not any(read.counts.get(kind) for kind, *_ in KINDS):
        return "The graph holds no bodies, no audiences and no activities yet."
    sources = many(len(read.sources), "source")
    if not read.sources:
        return "The graph names no source for what it holds."
    dates = [day for row in read.sources if (day := day_of(_published(row["issued"])))]
    latest = f", the latest published on {day_in_words(max(dates))}" if dates else ""
    return f"All figures rest on {sources}{latest}. What no source tells is not in them."


def _published(text: str) -> str:
    return text if re.fullmatch(r"\d{4}-\d\d-\d\d", text) else ""


def _time(read: Material) -> list[Paragraph]:
    """The span of the activities, and how exactly they are dated."""
    rows = read.activities
    if not rows:
        return []
    counts = Counter(_precision(row["when"] or "") for row in rows)
    said = [f"{number(count)} {text}" for text, count in counts.most_common()]
    ends = [(day_of(row["earliest"]), day_of(row["latest"])) for row in rows]
    within = [(first, last) for first, last in ends if first and last]
    days = [day for both in within for day in both]
    span = ""
    if days:
        which = "" if len(within) == len(rows) else " with a known start and end"
        first, last = day_in_words(min(days)), day_in_words(max(days))
        span = f"The activities{which} lie between {first} and {last}. "
    whole = many(len(rows), "activity or series", "activities and series")
    return [Paragraph(f"{span}How exactly the {whole} are dated: {'; '.join(said)}.")]


def _precision(when: str) -> str:
    if not when:
        return "not at all"
    if _DAY.fullmatch(when):
        return "to the day"
    if ".." in when:
        return "to some time between two dates, before one or since one"
    return "to a month, a season or a year"


def _sources(read: Material) -> list[Table]:
    if not read.sources:
        return []
    columns = (
        Column("Source", "long"), Column("Published"), Column("Passages", "number"),
        Column("Licence"),
    )  # fmt: skip
    rows = tuple(
        (
            Link(shown(row["name"]), row["page"]),
            time_words(row["issued"]),
            number(row["passages"]),
            Link(licence_words(row["licence"]), row["licence"]),
        )
        for row in read.sources
    )
    note = "A passage is a paragraph of a text, or a row of a table, that facts were read from."
    return [Table("Sources", columns, rows, note)]
