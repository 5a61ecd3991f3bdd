"""When things were, in columns: the days between which each began and ended.

The days are those of ``uegraph.dates.times``, as ordinals; null is an end that is open or unknown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from uegraph.dates.times import Times, times

if TYPE_CHECKING:
    from uegraph.dates import Interval

DAYS: Final = ("began_from", "began_by", "ended_from", "ended_by")


def with_days(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with the four days of each ``when``.

    Args:
        frame: With ``when``, EDTF, empty or null where nobody says; and, where a source told that
            it goes on, ``told``: the day of that source.
    """
    keys = ["when", *(["told"] if "told" in frame.columns else [])]
    texts = frame.select(keys).unique(maintain_order=True)
    found = [
        times(row["when"], told=row.get("told")) if row["when"] else Times()
        for row in texts.iter_rows(named=True)
    ]
    days = {
        name: pl.Series(
            [day.toordinal() if (day := getattr(one, name)) else None for one in found],
            dtype=pl.Int32,
        )
        for name in DAYS
    }
    return frame.join(texts.with_columns(**days), on=keys, how="left", nulls_equal=True)


def touches(frame: pl.DataFrame, period: Interval) -> pl.Series:
    """Whether each has a day in a period: ``yes`` surely, ``maybe``, or ``no``.

    What is not dated may always have. See ``uegraph.dates.times.Times.touches``.

    Args:
        frame: With ``when`` and the four days.
        period: The period.
    """
    start = period.earliest.toordinal() if period.earliest else -1
    end = period.latest.toordinal() if period.latest else None
    late, begun = pl.lit(value=False), pl.lit(value=True)
    if end is not None:
        late = (pl.col("began_from") > end).fill_null(value=False)
        begun = (pl.col("began_by") <= end).fill_null(value=False)
    early = (pl.col("ended_by") < start).fill_null(value=False)
    lasted = pl.lit(period.earliest is None) | (pl.col("ended_from") >= start).fill_null(
        value=False
    )
    dated = pl.col("when").fill_null("") != ""
    said = pl.when(late | early).then(pl.lit("no")).when(dated & begun & lasted).then(pl.lit("yes"))
    return frame.select(said.otherwise(pl.lit("maybe")).alias("touch"))["touch"]
