"""The report put together: its parts in order, its tables and figures numbered."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING, Any

from uegraph import __version__
from uegraph.coverage.facts import read_once
from uegraph.dates import day_in_words
from uegraph.report.material import Asked, read_material
from uegraph.report.model import Bars, Report, Section, Stack, Table
from uegraph.report.sections.coverage import coverage
from uegraph.report.sections.covered import covered
from uegraph.report.sections.gaps import gaps
from uegraph.report.sections.groups import areas, equality
from uegraph.report.sections.measuring import measuring
from uegraph.report.sections.method import method
from uegraph.report.sections.network import network
from uegraph.report.sections.standing import standing
from uegraph.report.sections.summary import summary
from uegraph.report.sections.themes import themes
from uegraph.report.sections.unknown import unknown
from uegraph.report.wording import listed, shown
from uegraph.words import many

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from uegraph.report.material import Material
    from uegraph.report.model import Block
    from uegraph.store import Store


def make_report(store: Store, *, title: str, **asked: Any) -> Report:
    """The report of a graph, as `uegraph.report.report` gives it."""
    with read_once(store):
        read = read_material(store, Asked(**asked))
        found = (
            summary(read),
            covered(read),
            coverage(read),
            gaps(read),
            themes(read),
            equality(read),
            areas(read),
            measuring(read),
            standing(read),
            network(read),
            unknown(read),
            method(),
        )
    sections = [section for section in found if section]
    return Report(
        title=shown(title),
        subtitle=_subtitle(read),
        sections=tuple(numbered(sections)),
        made_by=f"uegraph {__version__}",
    )


def _subtitle(read: Material) -> str:
    days = sorted({result.as_of for result in read.results if result.as_of})
    if not read.results or read.assumed:
        return "No coverage scope is recorded in this graph."
    seen = f", as seen from {listed([day_in_words(day) for day in days])}" if days else ""
    sources = f" It rests on {many(len(read.sources), 'source')}." if read.sources else ""
    return f"A report on {many(len(read.results), 'coverage scope')}{seen}.{sources}"


def numbered(sections: Iterable[Section]) -> Iterator[Section]:
    """The same sections, with a number before the name of each table and figure."""
    tables, figures = count(1), count(1)

    def number(block: Block) -> Block:
        if isinstance(block, Table):
            return replace(block, caption=f"Table {next(tables)}. {block.caption}")
        if isinstance(block, (Bars, Stack)):
            title = f"Figure {next(figures)}. {block.title}"
            return replace(block, title=title, table=replace(block.table, caption=title))
        return block

    for section in sections:
        yield replace(section, blocks=tuple(number(block) for block in section.blocks))
