"""The state of every target of a scope in one pass over columns.

A target is a cell: one member of each kind. A participation bears on a cell when it bears on each
of its members. What decides a cell is the strongest that bears on it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

from uegraph.coverage import strengths
from uegraph.coverage.record import ALWAYS
from uegraph.coverage.ways import Way, ways_by_activity, ways_by_party
from uegraph.coverage.weighing import ONE_WAY, REPRESENTED, Weighed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from uegraph.coverage.facts import Facts
    from uegraph.coverage.scope import Scope

_BY_PARTY: Final = ("audience", "organisation", "characteristic", "place")
_BY_ACTIVITY: Final = ("theme", "place")


@dataclass(frozen=True)
class Tally:
    """What bears on each cell of a scope and time, one place of each array a cell.

    Attributes:
        strength: Of the strongest that bears on it; ``NOTHING`` where nothing does.
        ended_by: The last day on which an engagement can have ended; 0 where there is none, and
            ``ALWAYS`` where that is not known of one of them.
        one_way: Whether all that bears on it is one-way.
    """

    strength: np.ndarray
    ended_by: np.ndarray
    one_way: np.ndarray


class Cells:
    """The cells of a scope, and the ways by which participations lead to their members."""

    def __init__(self, facts: Facts, scope: Scope, kinds: Sequence[int]) -> None:
        """Lay out the cells.

        Args:
            facts: What is recorded.
            scope: What is asked.
            kinds: Which of the scope's kinds the cells have members of, as places among them:
                all but its calendar units, which are judged one after the other.
        """
        self._facts = facts
        self._kinds = [scope.kinds[place] for place in kinds]
        self._members = [scope.members[place] for place in kinds]
        self._units = scope.units
        self.sizes = [len(members) for members in self._members]
        self.size = int(np.prod(self.sizes, dtype=np.int64))
        self.ways: list[Way] = []

    @cached_property
    def _tables(self) -> list[list[tuple[str, pl.DataFrame]]]:
        """For each kind the columns to join on, each with its ways: start, member, marks."""
        parties = self._facts.record.parties.places
        found = []
        for kind, members in zip(self._kinds, self._members, strict=True):
            tables = []
            if kind in _BY_PARTY:
                ways = [
                    (parties[way.start], place, way)
                    for place, member in enumerate(members)
                    for way in ways_by_party(self._facts, kind, member, units=self._units)
                    if way.start in parties
                ]
                tables.append(("party", self._table(ways, pl.UInt32)))
            if kind in _BY_ACTIVITY:
                along = [
                    (way.start, place, way)
                    for place, member in enumerate(members)
                    for way in ways_by_activity(self._facts, member)
                ]
                tables.append((kind, self._table(along, pl.String)))
            found.append(tables)
        return found

    def _table(
        self, found: Iterable[tuple[object, int, Way]], dtype: type[pl.DataType]
    ) -> pl.DataFrame:
        # Shorter ways first, equal ones by their IRIs: the first of equally strong ways is kept.
        ways = sorted(found, key=lambda way: (way[1], len(way[2].via), way[2].via))
        first = len(self.ways)
        self.ways.extend(way for _, _, way in ways)
        return pl.DataFrame(
            {
                "start": pl.Series([start for start, _, _ in ways], dtype=dtype),
                "member": pl.Series([place for _, place, _ in ways], dtype=pl.Int64),
                "represented": pl.Series([w.represented for _, _, w in ways], dtype=pl.Boolean),
                "partial": pl.Series([bool(w.part) for _, _, w in ways], dtype=pl.Int64),
                "inherited": pl.Series([bool(w.before) for _, _, w in ways], dtype=pl.Int64),
                "steps": pl.Series([len(w.via) for _, _, w in ways], dtype=pl.Int64),
                "way": pl.Series(range(first, first + len(ways)), dtype=pl.Int64),
            }
        )

    def tally(self, weighed: Weighed) -> Tally:
        """What bears on each cell, of all that was weighed."""
        return self._tally(self._gathered(self._placed(self._lines(weighed))))

    def _gathered(self, lines: pl.DataFrame) -> pl.DataFrame:
        keys = self._keys
        if keys:
            # What comes in at one place can only be told apart there: the strongest stands for all.
            lines = lines.group_by(keys).agg(
                pl.col("direct").min(),
                pl.col("spoken").min(),
                pl.col("ended_by").max(),
                pl.col("one_way").all(),
            )
        return (
            self._spread(lines)
            .group_by("cell")
            .agg(
                pl.col("strength").min(),
                pl.col("ended_by").filter(~pl.col("represented")).max().fill_null(0),
                pl.col("one_way").all(),
            )
        )

    def _tally(self, found: pl.DataFrame) -> Tally:
        places = found["cell"].to_numpy()
        strength = np.full(self.size, strengths.NOTHING, dtype=np.int64)
        ended_by = np.zeros(self.size, dtype=np.int64)
        one_way = np.zeros(self.size, dtype=bool)
        strength[places] = found["strength"].to_numpy()
        ended_by[places] = found["ended_by"].to_numpy()
        one_way[places] = found["one_way"].to_numpy()
        return Tally(strength, ended_by, one_way)

    def bearing(self, weighed: Weighed, cells: Iterable[int]) -> pl.DataFrame:
        """Every participation that bears on some cells, the strongest first.

        The columns are ``cell``, ``index`` (among the weighed), ``strength`` and for each kind the
        number of the way, ``way0`` and so on.
        """
        lines = self._placed(self._lines(weighed).with_row_index("index"))
        wanted = pl.Series(sorted(set(cells)), dtype=pl.Int64)
        found = self._spread(lines, wanted)
        outcome = pl.col("strength") // (1 << strengths.OUTCOME) % 8
        return (
            found.with_columns(outcome=outcome)
            .sort("cell", "strength", *(f"way{n}" for n in range(len(self._kinds))))
            .unique(["cell", "index", "outcome"], keep="first", maintain_order=True)
        )

    @property
    def _keys(self) -> list[str]:
        keys = {key for tables in self._tables for key, _ in tables}
        return [key for key in ("party", "theme", "place") if key in keys]

    def contest(self, weighed: Weighed, touch: np.ndarray) -> np.ndarray:
        """The strongest engagement of each cell in a time, of which a statement says there is none.

        Args:
            weighed: What was weighed.
            touch: How surely each lies in that time, as `touches` has it.
        """
        denied = weighed.counts & (touch > 0)
        doubtful = (touch < 2) | ~weighed.placed
        lines = self._lines(weighed).with_columns(
            direct=pl.col("direct") + pl.Series(doubtful.astype(np.int64) << strengths.DOUBT),
            spoken=pl.lit(None, dtype=pl.Int64),
        )
        return self._tally(self._gathered(self._placed(lines.filter(pl.Series(denied))))).strength

    def _lines(self, weighed: Weighed) -> pl.DataFrame:
        """What was weighed, with its strength if it bears directly, and if through others."""
        parts = self._facts.record.participations[weighed.lines]
        common = (
            ((7 - np.minimum(weighed.rank, 7)).astype(np.int64) << strengths.LEVEL)
            | ((ALWAYS - _known(weighed.ended_by)).astype(np.int64) << strengths.END)
            | weighed.lines.astype(np.int64)
        )
        outcome = weighed.outcome.astype(np.int64) << strengths.OUTCOME
        direct = common | outcome | ((~weighed.certain).astype(np.int64) << strengths.UNCERTAIN)
        spoken = common | (REPRESENTED << strengths.OUTCOME)
        spoken |= (~weighed.placed).astype(np.int64) << strengths.UNCERTAIN
        counts = weighed.counts
        return pl.DataFrame(
            {
                "party": parts["party"],
                "activity": parts["activity"],
                "direct": direct,
                "spoken": pl.Series(spoken).set(~pl.Series(counts), None),
                "ended_by": np.where(counts, weighed.ended_by, 0).astype(np.int64),
                "one_way": (weighed.falls_short & ONE_WAY) > 0,
            }
        )

    def _placed(self, lines: pl.DataFrame) -> pl.DataFrame:
        """Lines that can lead to a cell, once for each theme and place of their activity."""
        keys = self._keys
        for key, table in chain.from_iterable(self._tables):
            # A place is reached by what concerns it, too, whoever took part.
            if key == "party" and "place" not in keys:
                lines = lines.join(table, left_on="party", right_on="start", how="semi")
        if "theme" in keys:
            lines = lines.join(self._facts.record.themes, on="activity", how="inner")
        if "place" in keys:
            lines = lines.join(self._facts.record.places, on="activity", how="left")
        return lines

    def _spread(self, lines: pl.DataFrame, wanted: pl.Series | None = None) -> pl.DataFrame:
        """Lines along every way to a member of each kind, and so to cells."""
        steps, partial, inherited = pl.lit(0), pl.lit(0), pl.lit(0)
        represented, cell = pl.lit(value=False), pl.lit(0, dtype=pl.Int64)
        for place, tables in enumerate(self._tables):
            lines = pl.concat(
                [self._along(lines, key, table, place, wanted) for key, table in tables]
            )
            names = {name: f"{name}{place}" for name in _MARKS}
            steps = steps + pl.col(names["steps"])
            partial = partial | pl.col(names["partial"])
            inherited = inherited | pl.col(names["inherited"])
            represented = represented | pl.col(names["represented"])
            cell = cell * self.sizes[place] + pl.col(names["member"])
        lines = lines.with_columns(
            cell=cell,
            represented=represented,
            strength=pl.when(represented).then("spoken").otherwise("direct")
            + partial * (1 << strengths.PARTIAL)
            + inherited * (1 << strengths.INHERITED)
            + pl.min_horizontal(steps, pl.lit(strengths.MOST_STEPS)) * (1 << strengths.STEPS),
        ).drop_nulls("strength")
        return lines if wanted is None else lines.filter(pl.col("cell").is_in(wanted.implode()))

    def _along(
        self, lines: pl.DataFrame, key: str, table: pl.DataFrame, place: int,
        wanted: pl.Series | None,
    ) -> pl.DataFrame:  # fmt: skip
        if wanted is not None:
            inner = int(np.prod(self.sizes[place + 1 :], dtype=np.int64))
            members = (wanted // inner % self.sizes[place]).unique()
            table = table.filter(pl.col("member").is_in(members.implode()))
        named = table.rename({name: f"{name}{place}" for name in _MARKS})
        return lines.join(named, left_on=key, right_on="start", how="inner")


_MARKS: Final = ("member", "represented", "partial", "inherited", "steps", "way")


def _known(days: np.ndarray) -> np.ndarray:
    """An end that is not known is the weakest there is."""
    return np.where(days >= ALWAYS, 0, days)
