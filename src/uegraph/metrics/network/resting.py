"""What contacts rest on: shared activities, and what sources state.

A contact that leans on a single meeting is soon lost; one that rests on several, or that a source
states as well, is not. Where a network does not tell its activities, it is not known which it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl
from scipy.sparse import csr_array

from uegraph.network import Network, as_network, together

if TYPE_CHECKING:
    import networkx as nx


def fragile_ties(of: Network | nx.Graph[str]) -> pl.DataFrame:
    """Contacts that lean on a single activity, and on no statement: one meeting, never repeated.

    Empty where the network does not tell its activities: then it is not known what a contact
    rests on. Exact.

    Returns:
        ``source``, ``target`` (codes, the smaller first) and ``activity`` (its code), sorted.
    """
    net = as_network(of)
    once = together(net).group_by("source", "target").agg(pl.len(), pl.col("activity").first())
    stated = _undirected(net.links.filter(pl.col("stated")))
    leaning = once.filter(pl.col("len") == 1).join(stated, on=["source", "target"], how="anti")
    return leaning.select("source", "target", "activity").sort("source", "target")


def two_modes(net: Network) -> csr_array:
    """Who took part in what, and what is stated, as one pattern: activities come after points."""
    assert net.incidence is not None
    shared = together(net)
    ends = [shared.select("activity", point=end) for end in ("source", "target")]
    parts, stated = pl.concat(ends).unique(), _undirected(net.links.filter(pl.col("stated")))
    if "activity" in net.kinds:
        parts, stated = net.incidence.parts, stated.clear()
    one = np.concatenate([parts["point"].to_numpy(), stated["source"].to_numpy()])
    other = np.concatenate(
        [parts["activity"].to_numpy().astype(np.int64) + len(net), stated["target"].to_numpy()]
    )
    size = len(net) + len(net.incidence.activities)
    ones = np.ones(2 * len(one))
    both = (np.concatenate([one, other]), np.concatenate([other, one]))
    return csr_array((ones, both), shape=(size, size))


def rests_on(
    net: Network, one: np.ndarray, other: np.ndarray
) -> tuple[list[int | None], list[int]]:
    """For each pair how many activities it rests on, None if not known, and how many statements."""
    ends = {"source": np.minimum(one, other), "target": np.maximum(one, other)}
    pairs = pl.DataFrame(ends, schema={"source": pl.UInt32, "target": pl.UInt32})
    links = _undirected(net.links, "stated").join(pairs, on=["source", "target"], how="semi")
    told = links.group_by("source", "target").agg(
        pl.col("stated").sum(), (~pl.col("stated")).any().alias("derived")
    )
    shared = together(net).join(pairs, on=["source", "target"], how="semi")
    counts = shared.group_by("source", "target").agg(activities=pl.len())
    found = pairs.join(told, on=["source", "target"], how="left", maintain_order="left").join(
        counts, on=["source", "target"], how="left", maintain_order="left"
    )
    known = pl.when(pl.col("derived")).then("activities").otherwise(0)
    stated: list[int] = found["stated"].fill_null(0).to_list()
    return found.select(known.alias("known"))["known"].to_list(), stated


def _undirected(links: pl.DataFrame, *others: str) -> pl.DataFrame:
    """The ends of links whatever their direction, the smaller code first."""
    return links.select(
        pl.min_horizontal("source", "target").alias("source"),
        pl.max_horizontal("source", "target").alias("target"),
        *others,
    )
