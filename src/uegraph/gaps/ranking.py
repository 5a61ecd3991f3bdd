"""The ranked list of gaps, and how much of it a change of weights would turn over."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from uegraph.coverage.facts import read_facts
from uegraph.coverage.scope import read_scope
from uegraph.coverage.scopes import decide
from uegraph.gaps.terms import Term, read_traits, terms_of, weights_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from uegraph.coverage import CoverageResult, CoverageRow
    from uegraph.store import Store

CHANGES: Final = (0.5, 1.5)  # each weight in turn is halved, and raised by half
FRAGILE: Final = 0.1  # the share of the list that a rank may move before it counts as fragile


@dataclass(frozen=True, slots=True)
class GapRow:
    """One gap with its rank and all that the rank rests on.

    Attributes:
        rank: Its place in its scope's list, the most pressing being 1; equal scores share one.
        score: The sum of the points of its terms.
        terms: The terms, in the order of the weights.
        best_rank: Its highest place when one weight at a time changes by half.
        worst_rank: Its lowest place then.
        fragile: Whether it then moves by more than a tenth of the list, and by one place at least.
        row: The target with its state, reason and evidence.
    """

    rank: int
    score: float
    terms: tuple[Term, ...]
    best_rank: int
    worst_rank: int
    fragile: bool
    row: CoverageRow


@dataclass(frozen=True, slots=True)
class Ranking:
    """The gaps of one scope, the most pressing first.

    Attributes:
        result: The coverage of the scope, with all its targets and figures.
        weights: The weights that were used.
        rows: The gaps.
    """

    result: CoverageResult
    weights: Mapping[str, float]
    rows: tuple[GapRow, ...]


def gaps(
    store: Store,
    *,
    scope: str | None = None,
    as_of: date | None = None,
    weights: Mapping[str, float] | None = None,
) -> list[Ranking]:
    """Whom to turn to first: for each scope its gaps, ranked, each rank with its arithmetic.

    Targets of different scopes are not compared. Conflicts are in the list, to be resolved.

    Args:
        store: The graph.
        scope: The slug or IRI of one scope; every scope when left out.
        as_of: The day from which "recent" and "future" are measured, as in `coverage`.
        weights: Other weights for some of the terms.

    Raises:
        UnknownNameError: No such scope, or no such term.
        UegraphError: A weight is not a number from 0 upwards.
    """
    used = weights_of(weights)
    facts, traits = read_facts(store), read_traits(store)
    rankings = []
    for result in decide(facts, scope=scope, as_of=as_of):
        asked = read_scope(facts, result.scope, as_of)
        found = [row for row in result.rows if row.state not in ("engaged", "out-of-scope")]
        pairs = [(row, terms_of(facts, traits, asked, row, used)) for row in found]
        rankings.append(Ranking(result, used, ranked(pairs, used)))
    return rankings


def ranked(
    pairs: Sequence[tuple[CoverageRow, tuple[Term, ...]]], weights: Mapping[str, float]
) -> tuple[GapRow, ...]:
    """Gaps in the order of their scores; label and IRI settle the order of equal ones."""
    now = _ranks(pairs, weights)
    changed = [
        _ranks(pairs, {**weights, name: weight * change})
        for name, weight in weights.items()
        for change in CHANGES
    ]
    rows = [
        GapRow(
            rank=rank,
            score=sum(round(term.points * 100) for term in terms) / 100,
            terms=terms,
            best_rank=min([rank, *(ranks[place] for ranks in changed)]),
            worst_rank=max([rank, *(ranks[place] for ranks in changed)]),
            fragile=_fragile(rank, [ranks[place] for ranks in changed], len(pairs)),
            row=row,
        )
        for place, ((row, terms), rank) in enumerate(zip(pairs, now, strict=True))
    ]
    return tuple(sorted(rows, key=lambda gap: (gap.rank, gap.row.label, gap.row.target)))


def _ranks(
    pairs: Sequence[tuple[CoverageRow, tuple[Term, ...]]], weights: Mapping[str, float]
) -> list[int]:
    """1 + how many have a higher score, in hundredths, so that equal scores are exactly equal."""
    scores = [
        sum(round(term.value * weights[term.name] * 100) for term in terms) for _, terms in pairs
    ]
    lower_first = sorted(-score for score in scores)
    return [bisect_left(lower_first, -score) + 1 for score in scores]


def _fragile(rank: int, others: Sequence[int], length: int) -> bool:
    moved = max((abs(other - rank) for other in others), default=0)
    return moved >= 1 and moved > FRAGILE * length
