"""What became of each pair of bodies between two periods, as far as dates can tell.

A link is in a period where two had a part in the same activity, or a source states a link, that
surely lies in it. What is not dated well enough may lie in it: it never makes a link, and where one
is not seen again it leaves open whether it was lost.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

import polars as pl

from uegraph.dates import Interval
from uegraph.network import together
from uegraph.network.spans import touches, with_days

if TYPE_CHECKING:
    from collections.abc import Sequence

    from uegraph.network import Network

CHANGES: Final = ("made", "revived", "kept", "lost", "not recorded again")
"""What can become of a link. ``lost`` takes somebody's word that the record is complete."""

NO, MAYBE, YES = 0, 1, 2
_TOUCH: Final = {"no": NO, "maybe": MAYBE, "yes": YES}


@dataclass(frozen=True)
class Touching:
    """When each link was, against two periods.

    Attributes:
        net: The network of all times.
        first: The first period.
        second: The second period.
    """

    net: Network
    first: Interval
    second: Interval

    @property
    def spans(self) -> dict[str, Interval]:
        """The two periods, and all time before either."""
        begin = min(day for day in (self.first.earliest, self.second.earliest) if day)
        before = Interval(None, begin - timedelta(days=1))
        return {"before": before, "first": self.first, "second": self.second}

    def pairs(self) -> pl.DataFrame:
        """Every pair that is ever linked.

        Returns:
            ``source`` and ``target`` as codes, and for ``before``, ``first`` and ``second`` 0
            (no), 1 (perhaps) or 2 (surely); ``shared``, whether an activity links them in the
            first period.
        """
        names = list(self.spans)
        shared = self._shared().with_columns(shared=pl.col("first") == YES)
        frames = [shared, self._stated().with_columns(pl.lit(value=False).alias("shared"))]
        both = pl.concat([frame.select("source", "target", *names, "shared") for frame in frames])
        return (
            both.group_by("source", "target")
            .agg(pl.col(names).max(), pl.col("shared").any())
            .sort("source", "target")
        )

    def _shared(self) -> pl.DataFrame:
        if self.net.incidence is None:
            return together(self.net).with_columns(
                pl.lit(NO, pl.Int8).alias(name) for name in self.spans
            )
        activities = self.net.incidence.activities
        found = activities.select(self._touch(activities)).with_row_index("activity")
        return together(self.net).join(found, on="activity")

    def _stated(self) -> pl.DataFrame:
        """Stated links with a date; of those without one no change can be told."""
        links = self.net.links.filter("stated")
        if "when" not in links.columns:
            links = links.with_columns(pl.lit(None, pl.String).alias("when"))
        dated = links.filter(pl.col("when").fill_null("") != "")
        low, high = pl.min_horizontal("source", "target"), pl.max_horizontal("source", "target")
        return dated.select(
            low.alias("source"), high.alias("target"), *self._touch(with_days(dated))
        )

    def _touch(self, frame: pl.DataFrame) -> list[pl.Series]:
        return [
            touches(frame, span).replace_strict(_TOUCH, return_dtype=pl.Int8).alias(name)
            for name, span in self.spans.items()
        ]


def changes(
    pairs: pl.DataFrame, *, complete: bool, crowds: Sequence[frozenset[int]]
) -> pl.DataFrame:
    """What became of each pair that is surely linked in one of the periods.

    Args:
        pairs: See ``Touching.pairs``.
        complete: Whether all that happened in the second period is stated to be recorded.
        crowds: Who was together in what is too large to link anybody, in the second period.

    Returns:
        ``source``, ``target``, ``change`` (one of ``CHANGES``) and ``certain``, false where what is
        not dated well enough may tell otherwise.
    """
    first, second = pl.col("first"), pl.col("second")
    told = pairs.filter((first == YES) | (second == YES))
    apart = pl.Series("apart", [
        not any({one, other} <= crowd for crowd in crowds)
        for one, other in told.select("source", "target").iter_rows()
    ], pl.Boolean)  # fmt: skip
    sure = pl.lit(complete) & pl.col("shared") & (second == NO) & apart
    change = (
        pl.when((first == YES) & (second == YES)).then(pl.lit("kept"))
        .when(sure).then(pl.lit("lost"))
        .when(first == YES).then(pl.lit("not recorded again"))
        .when((pl.col("before") == YES) & (first == NO)).then(pl.lit("revived"))
        .otherwise(pl.lit("made"))
    )  # fmt: skip
    certain = (
        pl.when(change == "made").then((first == NO) & (pl.col("before") == NO))
        .when(change == "not recorded again").then(second == NO)
        .otherwise(pl.lit(value=True))
    )  # fmt: skip
    return told.with_columns(change.alias("change"), certain.alias("certain"))
