"""Links derived from what was shared: two points are linked by each activity both have a part in.

Every shared activity adds to the strength of a link, by the weighing asked for:

- ``count``: 1.
- ``newman``: 1 / (n - 1) of an activity with n bodies: a meeting of two says more of these two
  than a conference [1].
- ``recency``: halved for every ``HALF_LIFE`` months since it ended; what is not dated counts as
  what is oldest.
- ``role``: 1 where both had an active part (ran it, were partner or contributor), half where one
  had, a quarter where neither had: they were merely both there.

References:
    [1] Newman, M. (2001). Scientific collaboration networks II. Physical Review E 64, 016132.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl
from scipy.sparse import csr_array, diags_array

from uegraph.network.model import CROWD, DERIVED, LINKS, Incidence, Network, tidy

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

HALF_LIFE: Final = 24
"""Months after which a shared activity weighs half as much under the weighing ``recency``."""

ACTIVE: Final = frozenset(
    {"organiser", "co-organiser", "host", "facilitator", "partner", "contributor"}
)
"""The roles of a body that has more than a seat in an activity."""

BESIDE: Final = 0.5
"""How much any other role weighs against an active one, under the weighing ``role``."""

_AT_ONCE: Final = 512
"""How many points are multiplied with all others at a time."""

_MONTH: Final = 365.2425 / 12


def factors(activities: pl.DataFrame, weighing: str, as_of: date | None) -> np.ndarray:
    """How much each activity adds to a link between two that share it; 0 for a crowd.

    Args:
        activities: ``size`` and ``day`` as in ``Incidence``.
        weighing: One of ``WEIGHINGS``.
        as_of: The day from which recency is measured.
    """
    sizes = activities["size"].to_numpy().astype(float)
    found = np.ones(len(sizes))
    if weighing == "newman":
        found = 1 / np.maximum(sizes - 1, 1)
    elif weighing == "recency":
        days = activities["day"]
        oldest = days.min()
        known = days.fill_null(0 if oldest is None else int(str(oldest))).to_numpy().astype(float)
        now = as_of.toordinal() if as_of else known.max(initial=0)
        found = 0.5 ** (np.maximum(now - known, 0) / _MONTH / HALF_LIFE)
    found[sizes > CROWD] = 0
    return found


class Projection:
    """The derived links of a network as products of sparse matrices.

    Kept apart from the network so that leaving activities out, 200 times over, costs one product
    each time.
    """

    def __init__(self, points: pl.DataFrame, kinds: tuple[str, ...], incidence: Incidence) -> None:
        self.two_mode = len(kinds) == 2
        self.factor = incidence.activities["factor"].to_numpy()
        shape = (len(points), len(incidence.activities))
        kind = points["kind"].to_numpy()
        parts = incidence.parts
        if self.two_mode:
            of = kind[parts["point"].to_numpy()]
            first, second = of == kinds[0], of == kinds[1]
            if kinds == ("organisation", "audience"):
                first &= parts["organiser"].to_numpy()
            self.one = _matrix(parts.filter(first), shape)
            self.other = _matrix(parts.filter(second), shape)
        else:
            self.one = self.other = _matrix(parts, shape)

    def links(self, keep: np.ndarray | None = None, *, counted: bool = True) -> pl.DataFrame:
        """The derived links by code, sorted.

        Args:
            keep: For each activity whether it is kept; all are when left out.
            counted: Whether ``shared`` tells on how many activities each link rests.
        """
        factor = self.factor if keep is None else np.where(keep, self.factor, 0.0)
        source, target, weight = self._pairs(self.one, factor, self.other)
        columns = {
            "source": source.view(np.uint32), "target": target.view(np.uint32), "weight": weight
        }  # fmt: skip
        if counted:
            alike = np.isin(factor, (0, 1)).all() and (self.one.data == 1).all()
            ones = (factor > 0).astype(float)
            shared = weight
            if not alike:
                *_, shared = self._pairs(_ones(self.one), ones, _ones(self.other))
            columns["shared"] = shared.astype(np.uint32)
        frame = pl.DataFrame(columns).with_columns(
            pl.lit(value=False).alias("stated"),
            pl.lit(DERIVED).alias("type"),
            pl.lit(None, pl.String).alias("statement"),
        )
        ordered = frame.select(*LINKS, *(["shared"] if counted else []))
        return tidy(ordered, directed=False) if self.two_mode else ordered

    def _pairs(
        self, one: csr_array, factor: np.ndarray, other: csr_array
    ) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """What every two points share, each activity with its factor: each pair once, sorted.

        Some rows at a time, so that the same memory serves again: half of a symmetric product is
        thrown away.
        """
        used = np.flatnonzero(factor)
        left, right = one[:, used] @ diags_array(factor[used]), other[:, used].T.tocsr()
        found = []
        for first in range(0, left.shape[0], _AT_ONCE):
            block = csr_array(left[first : first + _AT_ONCE] @ right)
            block.sort_indices()
            every = np.arange(first, first + block.shape[0], dtype=np.int32)
            rows = np.repeat(every, np.diff(block.indptr))
            kept = slice(None) if self.two_mode else block.indices > rows
            found.append((rows[kept], block.indices[kept].astype(np.int32), block.data[kept]))
        if not found:
            return np.empty(0, np.int32), np.empty(0, np.int32), np.empty(0)
        rows, columns, data = (np.concatenate(each) for each in zip(*found, strict=True))
        return rows, columns, data


def together(net: Network) -> pl.DataFrame:
    """Every pair that an activity links, with that activity; of crowds no pair is linked.

    Returns:
        The codes ``source``, ``target`` and ``activity``, sorted.
    """
    return net.kept("together", lambda: _together(net))  # type: ignore[no-any-return]


def _together(net: Network) -> pl.DataFrame:
    schema = {"source": pl.UInt32, "target": pl.UInt32, "activity": pl.UInt32}
    if net.incidence is None or "activity" in net.kinds:
        return pl.DataFrame(schema=schema)
    small = net.incidence.activities.with_row_index("activity").filter(pl.col("factor") > 0)
    parts = net.incidence.parts.join(small.select("activity"), on="activity", how="semi")
    one, other = parts, parts
    if len(net.kinds) == 2:
        kind = net.points["kind"].gather(parts["point"])
        one, other = parts.filter(kind == net.kinds[0]), parts.filter(kind == net.kinds[1])
        if net.kinds == ("organisation", "audience"):
            one = one.filter("organiser")
    pairs = one.select("activity", source="point").join(
        other.select("activity", target="point"), on="activity"
    )
    met = pairs.filter(pl.col("source") < pl.col("target")) if len(net.kinds) == 1 else pairs
    small_first = met.select(
        pl.min_horizontal("source", "target").alias("source"),
        pl.max_horizontal("source", "target").alias("target"),
        "activity",
    )
    return small_first.cast(schema).unique().sort("source", "target", "activity")  # type: ignore[arg-type]


def last_shared(net: Network) -> pl.DataFrame:
    """For each derived link the last day on which the two can have met.

    Returns:
        ``source``, ``target``, ``day`` (an ordinal, null where none is dated) and ``activity``, the
        one that was last.
    """
    if net.incidence is None:
        return together(net).with_columns(pl.lit(None, pl.Int32).alias("day"))
    days = net.incidence.activities.select("day").with_row_index("activity")
    dated = together(net).join(days, on="activity", how="left")
    ordered = dated.sort("source", "target", "day", "activity", nulls_last=False)
    return ordered.unique(["source", "target"], keep="last", maintain_order=True)


def activities_of(net: Network, pairs: Iterable[tuple[int, int]]) -> list[pl.DataFrame]:
    """For each pair of codes the activities that they share, by date.

    Returns:
        One frame a pair: ``iri``, ``name`` and ``when``.
    """
    wanted = pl.DataFrame(
        [(min(pair), max(pair), place) for place, pair in enumerate(pairs)],
        schema={"source": pl.UInt32, "target": pl.UInt32, "place": pl.UInt32}, orient="row",
    )  # fmt: skip
    shown = ("iri", "name", "when")
    if net.incidence is None:
        empty = pl.DataFrame(schema=dict.fromkeys(shown, pl.String))
        return [empty for _ in range(len(wanted))]
    rows = net.incidence.activities.with_row_index("activity")
    found = wanted.join(together(net), on=["source", "target"]).join(rows, on="activity")
    ordered = found.sort("place", "day", "name", "iri", nulls_last=True)
    told = ordered.select("place", *shown)
    groups = told.partition_by("place", as_dict=True, include_key=False)
    empty = ordered.head(0).select(shown)
    return [groups.get((place,), empty) for place in range(len(wanted))]


def derived(points: pl.DataFrame, kinds: tuple[str, ...], incidence: Incidence) -> pl.DataFrame:
    """The links that shared activities tell."""
    return Projection(points, kinds, incidence).links()


def _matrix(parts: pl.DataFrame, shape: tuple[int, int]) -> csr_array:
    places = (parts["point"].to_numpy(), parts["activity"].to_numpy())
    return csr_array((parts["weight"].to_numpy(), places), shape=shape)


def _ones(matrix: csr_array) -> csr_array:
    found = matrix.copy()
    found.data[:] = 1.0
    return found
