"""Who took part in which of the activities that are asked about."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import polars as pl

from uegraph.network.model import CROWD, Incidence
from uegraph.network.projecting import ACTIVE, BESIDE, factors
from uegraph.network.record import ORGANISED
from uegraph.network.spans import DAYS
from uegraph.words import many

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from uegraph.network.filters import Chosen
    from uegraph.network.record import Record


@dataclass(frozen=True)
class Taken:
    """The parts that points of a network took, and what has to be said of them."""

    record: Record
    picked: Chosen
    points: pl.DataFrame
    kinds: tuple[str, ...]
    weighing: str
    as_of: date | None

    @cached_property
    def incidence(self) -> Incidence:
        """Who took part in what, by code."""
        activities = self.picked.activities.sort("iri")
        parts = (
            self._parts.join(codes(self.points, "party", "point"), on="party")
            .join(codes(activities, "activity", "code"), on="activity")
            .group_by("point", pl.col("code").alias("activity"))
            .agg(pl.col("weight").max(), pl.col("organiser").any())
            .sort("point", "activity")
        )
        sizes = parts.group_by("activity").agg(pl.len().alias("size"))
        rows = activities.with_row_index("activity").join(sizes, on="activity", how="left")
        table = rows.sort("activity").select(
            "iri", "name", "when", *DAYS, self._day, pl.col("size").fill_null(0).cast(pl.UInt32)
        )
        factor = pl.Series("factor", factors(table, self.weighing, self.as_of))
        return Incidence(parts, table.with_columns(factor))

    @property
    def _parts(self) -> pl.DataFrame:
        ran = pl.col("role").is_in(list(ORGANISED)).fill_null(value=False).alias("organiser")
        parts = self.picked.parts.select("party", "activity", self._weight, ran)
        if "theme" not in self.kinds:
            return parts
        themes = self.picked.themes.select(
            pl.col("theme").alias("party"), "activity", pl.lit(1.0).alias("weight"),
            pl.lit(value=False).alias("organiser"),
        )  # fmt: skip
        return pl.concat([parts, themes])

    @property
    def _weight(self) -> pl.Expr:
        if self.weighing != "role":
            return pl.lit(1.0).alias("weight")
        active = pl.col("role").is_in(list(ACTIVE))
        return pl.when(active).then(1.0).otherwise(BESIDE).alias("weight")

    @property
    def _day(self) -> pl.Expr:
        """The last day on which an activity can have ended; what goes on has not ended."""
        now = pl.lit(self.as_of.toordinal() if self.as_of else None, pl.Int32)
        goes_on = pl.col("ended_by").is_null() & pl.col("began_by").is_not_null()
        known = pl.when(pl.col("ended_by").is_null()).then(None)
        ended = known.otherwise(pl.min_horizontal("ended_by", now))
        return pl.when(goes_on).then(now).otherwise(ended).alias("day")

    @cached_property
    def remarks(self) -> tuple[str, ...]:
        """What derived links leave out or cannot tell, a sentence each."""
        return () if "activity" in self.kinds else tuple(self._remarks())

    def _remarks(self) -> Iterator[str]:
        activities = self.incidence.activities
        crowds = int((activities["size"] > CROWD).sum())
        if crowds:
            noun, verb = many(crowds, "activity", "activities"), "links" if crowds == 1 else "link"
            yield (
                f"{noun} with more than {CROWD} parties {verb} no two of them: being in a crowd "
                "says nothing of a pair."
            )
        nameless = self._nameless
        if nameless:
            noun = many(nameless, "party", "parties")
            yield (
                f"{noun} that a source describes without naming {'is' if nameless == 1 else 'are'} "
                "left out: nobody knows which bodies they are."
            )
        undated = int((activities["day"].is_null() & (activities["size"] > 1)).sum())
        if self.weighing == "recency" and undated:
            noun = many(undated, "activity", "activities")
            verb = "weighs" if undated == 1 else "weigh"
            yield f"{noun} without a date {verb} as the oldest one does."

    @property
    def _nameless(self) -> int:
        """How many parties without a name took part beside the points, and are none."""
        if "organisation" not in self.kinds:
            return 0
        things = self.record.things.filter(pl.col("kind") == "unnamed party")["iri"]
        apart = things.filter(~things.is_in(self.points["iri"].implode()))
        there = self.picked.parts.filter(pl.col("party").is_in(apart.implode()))
        return there["party"].n_unique()


def codes(frame: pl.DataFrame, name: str, code: str) -> pl.DataFrame:
    """The code of each IRI of a sorted frame."""
    return frame.select(pl.col("iri").alias(name)).with_row_index(code)
