"""The first page: the few numbers and sentences that a meeting needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from uegraph.report.material import names_in
from uegraph.report.model import Figure, Figures, Paragraph, Points, Section
from uegraph.report.sections.coverage import ASSUMED, NO_SCOPE, NO_TARGETS
from uegraph.report.sections.method import reading
from uegraph.report.wording import listed, number, shown
from uegraph.words import as_words, many, percents

if TYPE_CHECKING:
    from collections.abc import Iterator

    from uegraph.coverage import CoverageResult
    from uegraph.gaps import Ranking
    from uegraph.report.material import Material
from uegraph.report.model import Block

_MOST: Final = 8  # scopes that a first page has room for


def summary(read: Material) -> Section:
    """What was found, in one look, and how to read it."""
    return Section("summary", "At a glance", tuple(_blocks(read)))


def _blocks(read: Material) -> Iterator[Block]:
    asked = [ranking for ranking in read.rankings if ranking.result.targets]
    if not asked:
        yield Paragraph(NO_TARGETS if read.results else NO_SCOPE, lead=True)
    elif read.assumed:
        yield Paragraph(f"{NO_SCOPE} {ASSUMED}")
    if asked:
        figures = tuple(_figure(ranking.result) for ranking in asked[:_MOST])
        yield Figures("Coverage in one look", figures)
    said = [_first(ranking) for ranking in asked[:_MOST] if ranking.rows]
    if len(asked) > _MOST:
        said.append(f"{number(len(asked) - _MOST)} more scopes stand under Coverage.")
    if said:
        yield Points(tuple(said))
    yield reading()


def _figure(result: CoverageResult) -> Figure:
    silent = result.counts["no-evidence"]
    note = f"{number(result.counts['engaged'])} of {many(result.targets, 'target')} engaged"
    note += f"; not known for {number(silent)}." if silent else "."
    return Figure(percents(result.low, result.high), shown(result.name), note)


def _first(ranking: Ranking) -> str:
    """Who stands first in a scope's list of gaps."""
    name = shown(ranking.result.name)
    found = ranking.frame.filter(ranking.frame["rank"] == 1)
    if found.is_empty():
        return f"{name}: the first in the list of gaps is marked private."
    states = [as_words(state) for state in found["state"].unique(maintain_order=True)]
    labels = listed(names_in(found, ranking.result.kinds), 3)
    verb = "is" if len(found) == 1 else "are"
    return f"{name}: first to turn to {verb} {labels} ({listed(states)})."
