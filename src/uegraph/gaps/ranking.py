"""The ranked list of gaps, each with its arithmetic and how far its rank is an opinion."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Unpack, overload

import numpy as np
import polars as pl

from uegraph.coverage import coverage
from uegraph.coverage.rows import Rows
from uegraph.gaps.settings import weighting_of
from uegraph.gaps.stability import bands, in_words, ranks, scores
from uegraph.gaps.steps import next_step
from uegraph.gaps.terms import Basis, columns_of
from uegraph.gaps.traits import read_traits

if TYPE_CHECKING:
    from collections.abc import Mapping

    from uegraph.coverage import Asked, CoverageResult, CoverageRow
    from uegraph.gaps.settings import Weighting
    from uegraph.gaps.terms import Column, Term
    from uegraph.gaps.traits import Traits
    from uegraph.store import Store

    Figures = Mapping[str, np.ndarray[Any, Any]]


CLOSED: Final = ("engaged", "out-of-scope")
"""The states that are no gap."""


@dataclass(frozen=True, slots=True)
class GapRow:
    """One gap with its rank and all that the rank rests on.

    Attributes:
        rank: Its place in its scope's list, the most pressing being 1; equal scores share one.
        shared: How many others have the same score, and so the same place.
        score: The sum of the points of its terms.
        most: What the score would be if each term that is not known applied in full.
        median_rank: The place it reaches or betters in half of the draws of other weights.
        best_rank: The place it reaches or betters in 5 % of the draws.
        worst_rank: The place it reaches or betters in 95 % of the draws.
        top_share: The share of the draws in which it is among the first ten.
        fragile: Whether the band from best to worst is wide.
        stability: The same in words.
        terms: The terms, in the order of the weights.
        next_step: What to do next, by its state and evidence alone.
        row: The target with its state, reason and evidence.
    """

    rank: int
    shared: int
    score: float
    most: float
    median_rank: int
    best_rank: int
    worst_rank: int
    top_share: float
    fragile: bool
    stability: str
    terms: tuple[Term, ...]
    next_step: str
    row: CoverageRow


class Gaps(Sequence[GapRow]):
    """The gaps of one scope in order; each row is made when it is looked at.

    Args:
        result: The coverage of the scope.
        settings: The numbers that the ranking is made with.
        gaps: The lines of the gaps in the frame of the result, with their ``line`` in it.
        columns: Their terms.
        figures: What ranking found of each, named as in a row.
    """

    def __init__(
        self,
        result: CoverageResult,
        settings: Weighting,
        gaps: pl.DataFrame,
        columns: Mapping[str, Column],
        figures: Figures,
    ) -> None:
        self._result = result
        self._settings = settings
        self._gaps = gaps
        self._columns = columns
        self._figures = figures
        # The frame is in the order of names, which so decides between equal ranks.
        self._order = np.argsort(figures["rank"], kind="stable")
        # Rows are made some at a time, so they are asked for in the order in which they are read.
        lines = gaps["line"].to_numpy()[self._order].tolist()
        self._rows = Rows(result.decision, [result.numbers[line] for line in lines])

    def __len__(self) -> int:
        return len(self._order)

    @overload
    def __getitem__(self, index: int) -> GapRow: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[GapRow, ...]: ...
    def __getitem__(self, index: int | slice) -> GapRow | tuple[GapRow, ...]:
        """The gap at a place of the order, or those at several."""
        if isinstance(index, slice):
            return tuple(self[at] for at in range(*index.indices(len(self))))
        return self._row(self._rows[index], int(self._order[index]))

    def _row(self, row: CoverageRow, place: int) -> GapRow:
        figures = {name: column[place].item() for name, column in self._figures.items()}
        weights = self._settings.weights
        return GapRow(
            **figures,
            stability=in_words(figures, len(self), self._settings.stability),
            terms=tuple(
                column.term(name, place, weights[name]) for name, column in self._columns.items()
            ),
            next_step=next_step(self._result, row),
            row=row,
        )

    @property
    def frame(self) -> pl.DataFrame:
        """The list as columns: the figures, the lines of the result, the points of each term."""
        weights = self._settings.weights
        points = {
            f"points_{name}": np.rint(column.values * (weights[name] * 100)) / 100
            for name, column in self._columns.items()
        }
        columns = [
            pl.DataFrame(dict(self._figures)),
            self._gaps.drop("line"),
            pl.DataFrame(points),
        ]
        return pl.concat(columns, how="horizontal")[self._order]


@dataclass(frozen=True, slots=True)
class Ranking:
    """The gaps of one scope, the most pressing first.

    Attributes:
        result: The coverage of the scope, with all its targets and figures.
        settings: The weights and all other numbers that the ranking was made with.
        rows: The gaps, those marked private among them.
    """

    result: CoverageResult
    settings: Weighting
    rows: Gaps

    @property
    def weights(self) -> Mapping[str, float]:
        """The weights that were used."""
        return self.settings.weights

    @property
    def frame(self) -> pl.DataFrame:
        """The list as a polars data frame, one line a gap; what is marked private is not in it.

        Its columns are the figures of a row by their names, those of the frame of the result, and
        for each term its points, such as ``points_priority``.
        """
        return self.rows.frame.filter(~pl.col("private")).drop("private")


def gaps(
    store: Store,
    *,
    weights: Weighting | Mapping[str, float] | None = None,
    **asked: Unpack[Asked],
) -> list[Ranking]:
    """Whom to turn to first: for each scope its gaps, ranked, each rank with its arithmetic.

    Targets of different scopes are not compared. Conflicts are in the list, to be resolved.

    Args:
        store: The graph.
        weights: Other weights for some of the terms, or all the settings of a ranking.
        asked: A scope or kinds of target, and what differs from the scope; see `Asked`.

    Raises:
        UnknownNameError: There is no such term; or what `coverage` raises.
        ParameterError: A weight is out of bounds.
    """
    settings = weighting_of(weights)
    results = coverage(store, **asked)
    traits = read_traits(store)
    return [_ranking(result, traits, settings) for result in results]


def _ranking(result: CoverageResult, traits: Traits, settings: Weighting) -> Ranking:
    gaps = result.frame.with_row_index("line").filter(~pl.col("state").is_in(CLOSED))
    columns = columns_of(Basis(result.decision.facts, result.asked, traits, settings), gaps)
    values = np.column_stack([column.values for column in columns.values()])
    unknown = np.column_stack([column.unknown for column in columns.values()])
    weights = np.array(list(settings.weights.values()), dtype=np.float64)
    found = scores(values, weights)
    figures = {
        "rank": ranks(found),
        "shared": np.bincount(found)[found] - 1,
        "score": found / 100,
        "most": (found + scores(unknown, weights)) / 100,
        **bands(values, weights, settings.stability),
    }
    return Ranking(result, settings, Gaps(result, settings, gaps, columns, figures))
