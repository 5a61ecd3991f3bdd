"""What the members of a group share more often than others do, and a name made of it.

A trait may name a group where more than half of its members have it, and it is at least twice as
common among them as among the others. Of several traits the most telling one comes first: the share
of members who have it, times the logarithm of how many times that is the share of all, as words are
weighed that tell a text from others [1]. Both shares are of those of whom a trait of that kind is
recorded; but more than half of all members must have it.

References:
    [1] Spärck Jones, K. (1972). A statistical interpretation of term specificity and its
        application in retrieval. Journal of Documentation 28, 11-21.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import count
from math import log
from typing import TYPE_CHECKING, Any, Final

import polars as pl

from uegraph.connections.naming import called
from uegraph.network import CROWD
from uegraph.network.filters import own_or_whole
from uegraph.words import many

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np

    from uegraph.network import Network, Record

TRAITS: Final = ("theme", "sector", "type", "place")
"""What can name a group, in the order in which equally telling traits come."""

_HALF: Final = 0.5
_LEAST_LIFT: Final = 2.0
_WORDS: Final = {"theme": "on {}", "sector": "{}", "type": "{}", "place": "in {}"}
_SAID: Final = {
    "theme": "shared activities on {}",
    "sector": "sector {}",
    "type": "type {}",
    "place": "place {}",
}


@dataclass(frozen=True, slots=True)
class Shared:
    """A trait that members of a group have more often than others.

    Attributes:
        kind: One of ``TRAITS``.
        value: The theme, sector, type or place, by name.
        members: How many members have it, as far as recorded.
        of: How many members there are.
        others: How many of the others have it, as far as recorded.
        of_others: Of how many others any trait of this kind is recorded; others are all points
            outside the group that have a link.
        telling: How telling it is; see the module.
    """

    kind: str
    value: str
    members: int
    of: int
    others: int
    of_others: int
    telling: float

    @property
    def words(self) -> str:
        """The trait as part of a name."""
        return _WORDS[self.kind].format(called(self.value))

    @property
    def sentence(self) -> str:
        """The trait with its counts."""
        what = _SAID[self.kind].format(called(self.value))
        return (
            f"{what} ({self.members:,} of {many(self.of, 'member')}; {self.others:,} of "
            f"{many(self.of_others, 'other')} of whom a {self.kind} is recorded)"
        )


def traits(net: Network, record: Record | None = None) -> pl.DataFrame:
    """What is recorded of each point: ``point``, ``kind`` and ``value``, each once, sorted.

    A theme is a trait of a point that took part in an activity on it together with another. Who is
    in a place is in every place around it, and a theme is part of every broader one.

    Args:
        net: The network.
        record: Where the themes of activities are found, and what is broader; without it no theme
            names a group.
    """
    schema = {"point": pl.UInt32, "kind": pl.String, "value": pl.String}
    points = net.points.with_row_index("point")
    found = [
        points.select("point", pl.lit(kind).alias("kind"), pl.col(kind).alias("value"))
        for kind in TRAITS
        if kind in points.columns
    ]
    if record is not None and net.incidence is not None:
        found.append(_themes(net, record))
    told = [frame.cast(schema) for frame in found]  # type: ignore[arg-type]
    whole = pl.concat(told) if told else pl.DataFrame(schema=schema)
    known = whole.drop_nulls().unique()
    return (known if record is None else _wider(known, record)).sort("point", "kind", "value")


def _wider(told: pl.DataFrame, record: Record) -> pl.DataFrame:
    """The traits, and the broader ones that they imply."""
    names = record.things.filter(pl.col("kind").is_in(["place", "theme"]))
    narrow = names.select("kind", source="iri", value="name")
    wide = names.select(target="iri", wider="name")
    ties = record.ties.filter(pl.col("link") == "broader").select("source", "target")
    pairs = ties.join(narrow, on="source").join(wide, on="target").select("kind", "value", "wider")
    while True:
        more = told.join(pairs.unique(), on=["kind", "value"]).select(
            "point", "kind", value="wider"
        )
        new = more.unique().join(told, on=["point", "kind", "value"], how="anti")
        if new.is_empty():
            return told
        told = pl.concat([told, new])


def _themes(net: Network, record: Record) -> pl.DataFrame:
    assert net.incidence is not None
    names = record.things.filter(pl.col("kind") == "theme").select("iri", value="name")
    ties = own_or_whole(record.ties, "theme").rename({"source": "iri", "target": "theme"})
    small = net.incidence.activities.with_row_index("activity").filter(
        pl.col("size").is_between(2, CROWD)
    )
    told = small.select("iri", "activity").join(ties, on="iri")
    told = told.join(names, left_on="theme", right_on="iri")
    parts = net.incidence.parts.join(told, on="activity")
    return parts.select("point", pl.lit("theme").alias("kind"), "value")


def shared_by(net: Network, groups: np.ndarray, told: pl.DataFrame) -> list[tuple[Shared, ...]]:
    """What the members of each group share more often than others, the most telling first.

    Args:
        net: The network.
        groups: The number of each point's group, by code; below 0 for a point without a link.
        told: What is recorded of the points, as of ``traits``.
    """
    where = pl.DataFrame({"point": range(len(net)), "group": groups.tolist()},
                         schema={"point": pl.UInt32, "group": pl.Int64})  # fmt: skip
    where = where.filter(pl.col("group") >= 0)
    sizes = where.group_by("group").agg(pl.len().alias("of"))
    rows = told.join(where, on="point")
    known = rows.group_by("group", "kind").agg(pl.col("point").n_unique().alias("known"))
    recorded = known.group_by("kind").agg(pl.col("known").sum().alias("recorded"))
    counts = rows.group_by("group", "kind", "value").agg(pl.len().alias("members"))
    every = rows.group_by("kind", "value").agg(pl.len().alias("all"))
    table = counts.join(every, on=["kind", "value"]).join(sizes, on="group")
    table = table.join(known, on=["group", "kind"]).join(recorded, on="kind")
    found: list[list[Shared]] = [[] for _ in range(len(sizes))]
    for row in table.iter_rows(named=True):
        shared = _shared(row)
        if shared is not None:
            found[row["group"]].append(shared)
    return [tuple(sorted(each, key=_order)) for each in found]


def _shared(row: Mapping[str, Any]) -> Shared | None:
    """A trait of a group where it may name it."""
    members, of, known = row["members"], row["of"], row["known"]
    others, of_others = row["all"] - members, row["recorded"] - known
    if members <= _HALF * of or not of_others:
        return None
    if members * of_others < _LEAST_LIFT * others * known:
        return None
    share = members / known
    telling = round(share * log(share / (row["all"] / row["recorded"])), 12)
    return Shared(row["kind"], row["value"], members, of, others, of_others, telling)


def _order(shared: Shared) -> tuple[float, int, str]:
    return -shared.telling, TRAITS.index(shared.kind), shared.value


def names_of(shared: list[tuple[Shared, ...]], centres: list[str]) -> list[str]:
    """A name for each group, no two alike: what its members share, else whom it lies around.

    Up to two traits of different kinds make a name. Where two groups would have the same, each is
    told apart by its most central member.

    >>> nothing = [(), ()]
    >>> names_of(nothing, ["NHS England", "Welsh Government"])
    ['Around NHS England', 'Around Welsh Government']
    >>> names_of(nothing, ["NHS England", "NHS England"])
    ['Around NHS England (1)', 'Around NHS England (2)']

    Args:
        shared: What the members of each group share.
        centres: The name of the most central member of each group.
    """
    around = [f"around {called(centre)}" for centre in centres]
    told = zip(shared, around, strict=True)
    plain = [_capital(_joined(traits) or place) for traits, place in told]
    counts = Counter(plain)
    apart = [
        f"{name}, {place}" if counts[name] > 1 and name != _capital(place) else name
        for name, place in zip(plain, around, strict=True)
    ]
    return _numbered(apart)


def _numbered(names: list[str]) -> list[str]:
    """Names of which no two are alike: those that are get a number."""
    counts = Counter(names)
    taken = {name for name, number in counts.items() if number == 1}
    found = []
    for name in names:
        others = (f"{name} ({number})" for number in count(1))
        unique = name if counts[name] == 1 else next(n for n in others if n not in taken)
        taken.add(unique)
        found.append(unique)
    return found


def _joined(traits: tuple[Shared, ...]) -> str:
    first: dict[str, Shared] = {}
    for each in traits:
        first.setdefault(each.kind, each)
    return ", ".join(each.words for each in list(first.values())[:2])


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
