"""Which pairs of a network are recorded as having met, how lately and how often.

What a source states of two that need not have met, such as that one informs the other, is no
meeting.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from uegraph.dates.times import Times, times
from uegraph.network import together

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from uegraph.network import Network

NO_CONTACT: Final = frozenset(
    {
        *("accompanies", "based on", "continues", "has interest in", "informs", "learnt from"),
        *("linked with", "provides for", "recommends", "responds to", "reviews"),
    }
)
"""What can be stated of two that never met: no step of an introduction."""

SPEAKS: Final = frozenset({"represents", "represented by"})
"""What is stated of a body that speaks for an audience."""

_JUDGED: Final = " (judged)"
_TIE: Final = ("source", "target", "day")


def met(net: Network) -> pl.DataFrame:
    """The pairs of a network that met.

    Returns:
        ``source``, ``target``, ``day`` (the last that is sure, as an ordinal; null where nobody
        says) and ``strength`` (how many activities and statements say so), each pair once.
    """
    shared = together(net).with_columns(pl.lit(None, pl.Int32).alias("day"))
    if net.incidence is not None:
        days = net.incidence.activities.select(_days(net, net.incidence.activities["when"]))
        shared = together(net).join(days.with_row_index("activity"), on="activity", how="left")
    return _pairs([shared.select(_TIE), _told(net, ~_plain_type().is_in(list(NO_CONTACT)))])


def stated(net: Network, *, among: Iterable[str]) -> pl.DataFrame:
    """The pairs of which something among these words is stated; columns as of ``met``."""
    return _pairs([_told(net, _plain_type().is_in(list(among)))])


def _told(net: Network, chosen: pl.Expr) -> pl.DataFrame:
    links = net.links.filter(pl.col("stated") & chosen.fill_null(value=False))
    if "when" not in links.columns:
        links = links.with_columns(pl.lit(None, pl.String).alias("when"))
    return links.with_columns(_days(net, links["when"])).select(_TIE)


def _pairs(frames: Sequence[pl.DataFrame]) -> pl.DataFrame:
    both = pl.concat(frames).group_by("source", "target")
    return both.agg(pl.col("day").max(), pl.len().alias("strength")).sort("source", "target")


def _days(net: Network, whens: pl.Series) -> pl.Series:
    known = {text: sure_day(text, net.as_of) for text in whens.drop_nulls().unique()}
    return pl.Series("day", [known.get(text) for text in whens], pl.Int32)


def _plain_type() -> pl.Expr:
    return pl.col("type").str.strip_suffix(_JUDGED)


def plain_type(said: str) -> tuple[str, bool]:
    """What is stated, and whether it is the judgement of those who edit the record.

    >>> plain_type("represented by (judged)")
    ('represented by', True)
    """
    return said.removesuffix(_JUDGED), said.endswith(_JUDGED)


def sure_day(when: str, as_of: date | None) -> int | None:
    """The day before which it surely was not over, as an ordinal; None where nobody says.

    What is only known to lie between two days may be as old as the first of them; what goes on is
    as recent as can be.

    >>> from datetime import date
    >>> sure_day("2022", None) == date(2022, 1, 1).toordinal(), sure_day("../2022", None)
    (True, None)
    """
    found = times(when) if when else Times()
    goes_on = found.dated and found.ended_by is None
    day = (as_of if goes_on else None) or found.ended_from or found.began_from
    return day.toordinal() if day else None
