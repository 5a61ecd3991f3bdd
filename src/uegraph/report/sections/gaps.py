"""The top gaps: whom to turn to first, why, what next, and how far the rank holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from uegraph.coverage import shareable
from uegraph.report.model import Column, Heading, Lines, Paragraph, Section, Table
from uegraph.report.wording import (
    listed,
    number,
    quoted,
    sentence,
    shown,
    state_of,
)
from uegraph.words import many

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from uegraph.coverage import CoverageRow
    from uegraph.gaps import GapRow, Ranking
    from uegraph.report.material import Material
    from uegraph.report.model import Block

_TOGETHER: Final = 12  # names in one row, of targets of which the same is to be said
_COLUMNS: Final = (
    Column("Rank", "number"),
    Column("Target"),
    Column("State", "state"),
    Column("Why, and what next", "long"),
)


def gaps(read: Material) -> Section | None:
    """The most pressing gaps of each scope; None where there is no scope to have any."""
    if not read.rankings:
        return None
    return Section("gaps", "Whom to turn to first", tuple(_blocks(read)))


def _blocks(read: Material) -> Iterator[Block]:
    ranked = [ranking for ranking in read.rankings if ranking.rows]
    if not ranked:
        yield Paragraph("No scope has a gap: every target is engaged.", lead=True)
        return
    total = sum(len(ranking.rows) for ranking in ranked)
    fragile = sum(int(ranking.frame["fragile"].sum()) for ranking in ranked)
    missed = many(total, "target is", "targets are")
    yield Paragraph(
        f"In {many(len(read.rankings), 'scope')} {missed} not engaged, and ranked here by how "
        "pressing that is. A rank is an opinion about weights, laid open: "
        f"{_holds(fragile, total)}",
        lead=True,
    )
    yield Paragraph(
        "The score is a sum of named terms; what is not known adds nothing to it. The weights are "
        "then drawn anew many times, and each row gives the places that the target takes in nine "
        "of ten draws. Where these lie far apart the rank is fragile, and settles nothing."
    )
    for ranking in ranked:
        yield Heading(shown(ranking.result.name))
        yield _table(ranking, read.asked.top)


def _holds(fragile: int, total: int) -> str:
    if not fragile:
        return "none of these ranks is fragile."
    verb = "is" if fragile == 1 else "are"
    return f"{number(fragile)} of the {number(total)} ranks {verb} fragile."


def _table(ranking: Ranking, top: int) -> Table:
    """The first gaps; those of which the same is to be said stand in one row."""
    groups: dict[tuple[str, ...], list[str]] = {}
    last = 0
    for gap, row in _open(ranking):
        said = _said(gap, row)
        if sum(map(len, groups.values())) >= top and said not in groups:
            break
        groups.setdefault(said, []).append(row.label)
        last = gap.rank
    rows = tuple(
        (rank, _names(names), state, Lines(tuple(said)))
        for (rank, state, *said), names in groups.items()
    )
    title = f"The first gaps of {quoted(ranking.result.name)}"
    return Table(title, _COLUMNS, rows, _note(ranking, sum(map(len, groups.values())), last))


def _names(names: Sequence[str]) -> Lines:
    kept = [shown(name) for name in names[:_TOGETHER]]
    more = len(names) - len(kept)
    return Lines((*kept, f"and {many(more, 'other')}") if more else tuple(kept))


def _open(ranking: Ranking) -> Iterator[tuple[GapRow, CoverageRow]]:
    return ((gap, row) for gap in ranking.rows if (row := shareable(gap.row)))


def _said(gap: GapRow, row: CoverageRow) -> tuple[str, ...]:
    return (
        number(gap.rank),
        state_of(row),
        sentence(row.reason),
        f"Next: {sentence(_step(gap, row))}",
        f"{_score(gap)} {_places(gap)}",
    )


def _step(gap: GapRow, row: CoverageRow) -> str:
    """The next step, which need not repeat the name that stands beside it."""
    step = gap.next_step.replace(f"'{row.label}'", "them")
    return step[:1].lower() + step[1:]


def _score(gap: GapRow) -> str:
    """The score with the terms that make most of it."""
    weighty = sorted((term for term in gap.terms if term.points), key=lambda term: -term.points)
    parts = [f"{term.name.replace('_', ' ')} {term.points:g}" for term in weighty]
    return f"Score {gap.score:g}" + (f": {listed(parts, 9)}." if parts else ".")


def _places(gap: GapRow) -> str:
    ends = dict.fromkeys((number(gap.best_rank), number(gap.worst_rank)))
    place = "Place" if len(ends) == 1 else "Places"
    return f"{place} {' to '.join(ends)}, {'fragile' if gap.fragile else 'steady'}."


def _note(ranking: Ranking, count: int, last: int) -> str:
    """What the list leaves out."""
    frame = ranking.frame
    said = []
    if count < len(frame):
        said.append(f"The first {number(count)} of {many(len(frame), 'gap')}.")
        tied = int((frame["rank"] <= last).sum()) - count
        if tied:
            share = many(tied, "more shares", "more share")
            said.append(f"{share} the rank of the last one listed; names alone set them apart.")
    hidden = len(ranking.rows) - len(frame)
    if hidden:
        said.append(f"{many(hidden, 'gap is', 'gaps are')} marked private and not listed.")
    return " ".join(said)
