"""What is recorded of each body's work: with whom, on what, towards what, how and where.

Two bodies can be alike in this without ever having met. Each trait keeps what it rests on, so that
a likeness can be told in words and opened to its evidence.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

import polars as pl

from uegraph.connections.model import Ground
from uegraph.network.filters import chosen, own_or_whole
from uegraph.queries import columns, values

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy as np
    from scipy.sparse import csr_array

    from uegraph.network import Asked, Network, Record
    from uegraph.network.filters import Chosen
    from uegraph.store import Store

TRAITS: Final = ("audience", "theme", "goal", "activity type", "place")
"""The kinds of trait, in the order in which reasons are told."""

TELLING: Final = ("audience", "theme")
"""The kinds of which one has to be shared: that both hold workshops is no reason to talk."""

COMMON: Final = 300
"""What more bodies than this have finds no pair: one trait would pair each with all others."""

_HELD: Final = ("point", "feature", "id", "said", "when", "stated")


@dataclass(frozen=True)
class Profiles:
    """The traits of every point of a network, with what each rests on.

    Attributes:
        features: The traits there are, a row being its code: ``kind``, ``id`` and ``name``.
        held: Who has which, one line for each thing that it rests on: ``point`` and ``feature``
            (codes), and ``id``, ``said``, ``when`` and ``stated`` as in ``Ground``.
        size: How many points there are.
    """

    features: pl.DataFrame
    held: pl.DataFrame
    size: int

    @cached_property
    def matrix(self) -> csr_array:
        """Points × traits: 1 + ln of how many things each rests on [1].

        References:
            [1] Salton, G. and Buckley, C. (1988). Term-weighting approaches in automatic text
                retrieval. Information Processing & Management 24, 513-523.
        """
        import numpy as np  # noqa: PLC0415 - heavy
        from scipy.sparse import csr_array  # noqa: PLC0415 - heavy

        counts = self.held.group_by("point", "feature").len().sort("point", "feature")
        places = (counts["point"].to_numpy(), counts["feature"].to_numpy())
        shape = (self.size, len(self.features))
        return csr_array((1 + np.log(counts["len"].to_numpy()), places), shape=shape)

    @cached_property
    def telling(self) -> csr_array:
        """The same of themes and audiences alone, the others being empty."""
        return self._of(self.features["kind"].is_in(TELLING).to_numpy())

    @cached_property
    def finding(self) -> csr_array:
        """The same without themes and audiences that too many have to tell any two apart."""
        return self._of(self.features["kind"].is_in(TELLING).to_numpy() & ~self.common)

    @cached_property
    def common(self) -> np.ndarray:
        """Which themes and audiences more than ``COMMON`` bodies have."""
        import numpy as np  # noqa: PLC0415 - heavy

        having = np.bincount(self.matrix.indices, minlength=len(self.features))
        found: np.ndarray = (having > COMMON) & self.features["kind"].is_in(TELLING).to_numpy()
        return found

    def _of(self, wanted: np.ndarray) -> csr_array:
        found = self.matrix.copy()
        found.data = found.data * wanted[found.indices]
        found.eliminate_zeros()
        return found

    def holding(self, iris: Iterable[str]) -> np.ndarray:
        """Which points have any of these traits, as true or false by code."""
        import numpy as np  # noqa: PLC0415 - heavy

        wanted = self.features.with_row_index("feature").filter(pl.col("id").is_in([*iris]))
        points = self.held.join(wanted.select("feature"), on="feature", how="semi")["point"]
        found = np.zeros(self.size, dtype=bool)
        found[points.unique().to_numpy()] = True
        return found

    def trait(self, feature: int) -> tuple[str, str, str]:
        """The kind, IRI and name of a trait."""
        kind, iri, name = self.features.row(feature)
        return kind, iri, name

    def rests_on(self, points: Iterable[int]) -> dict[tuple[int, int], tuple[Ground, ...]]:
        """What each trait of some points rests on, by point and trait, the newest first."""
        some = pl.Series([*points], dtype=pl.UInt32).unique()
        rows = self.held.filter(pl.col("point").is_in(some.implode()))
        ordered = rows.sort(
            ["point", "feature", "stated", "when", "said", "id"],
            descending=[False, False, True, True, False, False],
        )
        found: dict[tuple[int, int], list[Ground]] = {}
        for point, feature, *told in ordered.select(*_HELD).iter_rows():
            found.setdefault((point, feature), []).append(Ground(*told))
        return {key: tuple(told) for key, told in found.items()}


def read_profiles(store: Store, record: Record, net: Network, asked: Asked) -> Profiles:
    """What is recorded of the work of each body of a network.

    A body works with an audience and on a theme where it had a part in an activity with or on it,
    and where a source states a relation between the two, such as ``represents`` or ``leads``.
    What is asked of the network is asked of the activities too.
    """
    picked = chosen(record, {**asked, "of": ("organisation", "audience")})
    on_themes = chosen(record, {**asked, "of": ("organisation", "theme")})
    points = net.points.select(pl.col("iri").alias("party")).with_row_index("point")
    held = pl.concat(
        [
            _by_activities(_about(store, picked), picked, points),
            _by_statements(picked.stated, points),
            _by_statements(on_themes.stated, points),
        ]
    ).unique()
    features = _named(store, record, held)
    codes = features.select(pl.col("id").alias("trait")).with_row_index("feature")
    told = held.join(codes, on="trait").select(*_HELD).sort([*_HELD])
    return Profiles(features, told, len(net))


def _about(store: Store, picked: Chosen) -> pl.DataFrame:
    """What each activity is about: ``activity`` and ``trait``."""
    found = [
        own_or_whole(picked.ties, link).rename({"source": "activity", "target": "trait"})
        for link in ("theme", "goal", "place")
    ]
    (kinds,) = values(store, "ueg:activityType")
    kinds = kinds.cast(pl.String).rename({"thing": "activity", "value": "trait"})
    parties = picked.parts.select("activity", pl.col("party").alias("trait"))
    return pl.concat([*found, kinds, parties]).unique()


def _by_activities(about: pl.DataFrame, picked: Chosen, points: pl.DataFrame) -> pl.DataFrame:
    parts = picked.parts.select("party", "activity").unique().join(points, on="party")
    names = picked.activities.select(pl.col("iri").alias("activity"), "name", "when")
    return (
        parts.join(about, on="activity")
        .filter(~pl.col("trait").is_in(points["party"].implode()))
        .join(names, on="activity")
        .select(
            "point", "trait", pl.col("activity").alias("id"), pl.col("name").alias("said"),
            pl.col("when").fill_null(""), pl.lit(value=False).alias("stated"),
        )
    )  # fmt: skip


def _by_statements(stated: pl.DataFrame, points: pl.DataFrame) -> pl.DataFrame:
    """The stated relations between a body and what is no body, whichever leads to the other."""
    ends = [("source", "target"), ("target", "source")]
    both = pl.concat(
        stated.select(
            pl.col(one).alias("party"), pl.col(other).alias("trait"),
            pl.col("statement").alias("id"),
            pl.col("type").alias("said"), pl.col("when").fill_null(""),
            pl.lit(value=True).alias("stated"),
        )
        for one, other in ends
    )  # fmt: skip
    apart = both.filter(~pl.col("trait").is_in(points["party"].implode()))
    return apart.join(points, on="party").select("point", "trait", "id", "said", "when", "stated")


def _named(store: Store, record: Record, held: pl.DataFrame) -> pl.DataFrame:
    """The traits that anybody has, with their kinds and names; other parties are none."""
    concepts = columns(store, "coverage/concepts").cast(pl.String)
    kinds = concepts.filter(pl.col("scheme").str.ends_with("/activity-type")).select(
        pl.lit("activity type").alias("kind"), pl.col("concept").alias("id"), "name"
    )
    things = record.things.filter(pl.col("kind").is_in(TRAITS)).select(
        "kind", pl.col("iri").alias("id"), "name"
    )
    known = pl.concat([things, kinds]).sort("id", "kind", "name").unique("id", keep="first")
    return known.join(held.select(id="trait").unique(), on="id", how="semi").sort("kind", "id")
