"""Who stands on two sides, and who stands nearest to the side that it is not on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from uegraph.connections.suggesting.pairs import by_places, place
from uegraph.metrics.network.order import by_name
from uegraph.metrics.network.similarity import content_similarity

if TYPE_CHECKING:
    from uegraph.connections.suggesting.pairs import Basis
    from uegraph.connections.suggesting.sides import Side


def on_both(basis: Basis, one: Side, other: Side) -> list[int]:
    """Who has to do with both sides, those first that have most on the side with less."""
    codes = np.flatnonzero(one.members & other.members)
    counts = [_count(basis, side)[codes] for side in (one, other)]
    ranks = np.lexsort((by_name(basis.net)[codes], -np.minimum(*counts)))
    found: list[int] = codes[ranks].tolist()
    return found


def _count(basis: Basis, side: Side) -> np.ndarray:
    """On how much each body's having to do with a side rests."""
    features = basis.profiles.features.with_row_index("feature")
    mine = features.filter(pl.col("id").is_in([*side.traits])).select("feature")
    rows = basis.profiles.held.join(mine, on="feature", how="semi")
    each = rows.select("point", "id").unique()["point"].to_numpy()
    return np.bincount(each, minlength=len(basis.net))


def nearest(basis: Basis, one: Side, other: Side) -> pl.DataFrame:
    """Who is not on both sides and near to the one that it is not on, the nearest first."""
    here, there = one.members, other.members
    links = basis.contacts.neighbours
    contacts = [np.rint(links @ (side.members & ~(here & there)).astype(float))
                for side in (one, other)]  # fmt: skip
    likeness, shared = _likeness(basis, one, other)
    across = [np.where(here, pair[1], np.where(there, pair[0], np.minimum(*pair)))
              for pair in (contacts, likeness, shared)]  # fmt: skip
    stands = np.where(here, 0, np.where(there, 1, 2))
    frame = pl.DataFrame(
        {
            "code": np.arange(len(basis.net)),
            "stands": stands,
            "contacts": across[0].astype(np.int64),
            "likeness": across[1],
            "shared": across[2] > 0,
            "order": by_name(basis.net),
        }
    ).with_columns(pl.col("likeness").fill_nan(None))
    # Who is on neither side bridges by contacts on both alone.
    fits = basis.apart.free & ~(here & there) & ((stands < 2) | (across[0] > 0))
    ranked = frame.filter(fits).with_columns(
        contacts_place=place(pl.col("contacts"), pl.col("contacts") > 0),
        likeness_place=place(pl.col("likeness"), pl.col("shared")),
    )
    scored = ranked.with_columns(score=by_places()).filter(pl.col("score") > 0)
    rank = pl.col("score").rank("min", descending=True).cast(pl.Int64)
    return scored.with_columns(rank=rank).sort("rank", "order")


def _likeness(basis: Basis, one: Side, other: Side) -> tuple[list[np.ndarray], list[np.ndarray]]:
    """How alike each body's work is to that of each side, and whether it shares a telling trait.

    The work of a side is the sum of the profiles of the bodies that are on it alone, without what
    makes the sides. NaN where nothing is known.
    """
    from scipy.sparse import csr_array, diags_array, vstack  # noqa: PLC0415 - heavy

    size, both = len(basis.net), one.members & other.members
    found = (one, other)
    weights = csr_array(np.array([side.members & ~both for side in found], dtype=float))
    makes = basis.profiles.features["id"].is_in([*(one.traits | other.traits)]).to_numpy()
    apart = diags_array((~makes).astype(float))
    answers = []
    for matrix in (basis.profiles.matrix, basis.profiles.telling):
        rest_of = csr_array(matrix @ apart)
        whole = csr_array(vstack([rest_of, weights @ rest_of]))
        for row in range(size, size + len(found)):
            pairs = pl.DataFrame({"source": np.arange(size), "target": np.full(size, row)})
            score = content_similarity(whole, pairs)["score"]
            answers.append(score.cast(pl.Float64).fill_null(float("nan")).to_numpy())
    likeness, shared = answers[: len(found)], answers[len(found) :]
    known = [np.where(np.isnan(each), np.nan, like)
             for like, each in zip(likeness, shared, strict=True)]  # fmt: skip
    return known, [np.nan_to_num(each) for each in shared]
