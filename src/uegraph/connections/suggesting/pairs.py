"""Which pairs without a link most speaks for: two orders found fast, and joined by places.

A pair gets 1 / (60 + its place) from each order that it is in, and the sums make the order [1]: so
no scale is weighed against another. One order goes by common contacts (Adamic-Adar), the other by
likeness of what is recorded: the cosine times n / (n + 1), with n themes and audiences in common,
as one alone may be chance [2]. Pairs that share none are not in it, however alike they are in how
or where they work.

Both are found some rows at a time, so that 100,000 points need neither their square of memory nor
of time.

References:
    [1] Cormack, G. V., Clarke, C. L. A. and Büttcher, S. (2009). Reciprocal rank fusion outperforms
        Condorcet and individual rank learning methods. SIGIR '09, 758-759.
    [2] Bell, R. M. and Koren, Y. (2007). Scalable collaborative filtering with jointly derived
        neighborhood interpolation weights. ICDM '07, 43-52 (shrinking likenesses by support).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl
from scipy.sparse import csr_array, diags_array

from uegraph.metrics.network.order import by_name
from uegraph.metrics.network.pairs import Search, ends_of
from uegraph.metrics.network.similarity import (
    alike,
    best_non_links,
    content_similarity,
    pair_scores,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from uegraph.connections.suggesting.apart import Apart
    from uegraph.connections.suggesting.profiles import Profiles
    from uegraph.network import Network

POOL: Final = 1_000
"""How many pairs of each order are joined; twenty times as many as are asked for, if more."""

JOINED: Final = 60
"""What is added to each place before orders are joined [1]."""

_FURTHER: Final = 64
"""How many times further an order is looked through where many of its pairs are left out."""


@dataclass(frozen=True)
class Basis:
    """What suggestions are made from.

    Attributes:
        net: The network that is asked about.
        profiles: What is recorded of the work of each body.
        apart: Whom and which pairs not to suggest, by every link that is recorded.
    """

    net: Network
    profiles: Profiles
    apart: Apart

    @cached_property
    def contacts(self) -> Network:
        """The links over which one body can introduce two others."""
        return self.apart.contacts(self.net)

    @cached_property
    def free(self) -> list[int]:
        """The codes of those that can be suggested."""
        found: list[int] = np.flatnonzero(self.apart.free).tolist()
        return found

    @cached_property
    def finding(self) -> csr_array:
        """The themes and audiences of those that can be suggested, but for those of too many."""
        return csr_array(diags_array(self.apart.free.astype(float)) @ self.profiles.finding)

    def around(self, code: int) -> list[int]:
        """A body and all that it is linked with."""
        links = self.apart.net.neighbours
        near: list[int] = links.indices[links.indptr[code] : links.indptr[code + 1]].tolist()
        return [code, *near]


@dataclass(frozen=True, slots=True)
class Found:
    """The pairs that most speaks for.

    Attributes:
        pairs: ``source``, ``target``, ``contacts`` and ``likeness`` (scores), ``contacts_place``
            and ``likeness_place`` (places), ``score`` and ``rank``; the strongest first.
        also: For each pair those that it would bring one step nearer, as rows of ``all``.
        all: All pairs that there were to choose from, in the same columns but ``rank``.
        one_house: How many of those that were met are parts of the same body, and left out.
        cut: At how many pairs an order was cut; 0 where all are in.
    """

    pairs: pl.DataFrame
    also: tuple[tuple[int, ...], ...]
    all: pl.DataFrame
    one_house: int
    cut: int


def best_pairs(
    basis: Basis, *, top: int, about: Collection[int] | None = None, fold: bool = True
) -> Found:
    """The pairs without a link that most speaks for.

    Args:
        basis: What is known.
        top: How many pairs at most.
        about: Codes; at least one of a pair is of them. All where not given.
        fold: Whether a pair that an earlier one would bring one step nearer is no row of its own.
    """
    pool = max(POOL, 20 * top)
    whom = None if about is None else sorted(set(about) & set(basis.free))
    ways = (_by_contacts, _by_work, _by_traits)
    found = [_fitting(basis, way(basis, whom), pool) for way in ways]
    ends = pl.concat([pairs.select("source", "target") for pairs, _, _ in found]).unique()
    houses = pl.concat([house for _, house, _ in found]).unique()
    joined = _joined(basis, ends)
    cut = pool if any(is_cut for *_, is_cut in found) else 0
    places, also = _folded(basis, joined, top) if fold else (range(min(top, len(joined))), ())
    rank = pl.col("score").rank("min", descending=True).cast(pl.Int64)
    pairs = joined[list(places)].with_columns(rank=rank)
    return Found(pairs, also or ((),) * len(pairs), joined, len(houses), cut)


def _folded(
    basis: Basis, joined: pl.DataFrame, top: int
) -> tuple[list[int], tuple[tuple[int, ...], ...]]:
    """The first pairs of which none brings another nearer, and the pairs that each brings nearer.

    Once a and b talk, b can introduce a, or a's whole or parts, to whom b is linked with: so a and
    c, who is linked with b, need no row of their own.

    Returns:
        Places of pairs in ``joined``, and for each those that it brings nearer.
    """
    places: list[int] = []
    also: list[list[int]] = []
    reached: dict[int, dict[int, int]] = {}
    for place, (one, other) in enumerate(joined.select("source", "target").iter_rows()):
        by = reached.get(one, {}).get(other, reached.get(other, {}).get(one))
        if by is not None:
            also[by].append(place)
        elif len(places) < top:
            for here, there in ((one, other), (other, one)):
                for mine in basis.apart.house(here):
                    near = reached.setdefault(mine, {})
                    for code in basis.around(there):
                        near.setdefault(code, len(places))
            places.append(place)
            also.append([])
    return places, tuple(tuple(found) for found in also)


def _by_contacts(basis: Basis, about: Collection[int] | None) -> Callable[[int], pl.DataFrame]:
    return lambda most: best_non_links(basis.contacts, top=most, about=about)


def _by_work(basis: Basis, about: Collection[int] | None) -> Callable[[int], pl.DataFrame]:
    finding, linked, order = basis.finding, basis.apart.linked, by_name(basis.net)
    return lambda most: alike(finding, top=most, exclude=linked, order=order, about=about)


def _by_traits(basis: Basis, about: Collection[int] | None) -> Callable[[int], pl.DataFrame]:
    """Who shares most, and rarest, themes and audiences, however much else each works on.

    Without these the pairs of bodies of which but one and the same thing is recorded, which are as
    alike as can be, would leave no room for others.
    """
    pattern = basis.finding.astype(bool).astype(float)
    having = np.bincount(pattern.indices, minlength=pattern.shape[1])
    weights = 1 / np.log(np.maximum(having, 2))
    search = Search(
        left=csr_array(pattern @ diags_array(weights)),
        right=pattern.T.tocsr(),
        banned=basis.apart.linked,
        order=by_name(basis.net),
        candidates=np.ones(len(basis.net), dtype=bool),
        about=np.isin(np.arange(len(basis.net)), [*about])
        if about is not None
        else basis.apart.free,
    )
    return search.best


def _fitting(
    basis: Basis, find: Callable[[int], pl.DataFrame], wanted: int
) -> tuple[pl.DataFrame, pl.DataFrame, bool]:
    """The first pairs of an order that can be suggested.

    Returns:
        The pairs, those left out as parts of the same body, and whether there may be more.
    """
    most = 2 * wanted
    while True:
        pairs = find(most)
        unlinked = pairs.filter(~basis.apart.known(pairs))
        house = basis.apart.one_house(unlinked)
        kept, whole = unlinked.filter(~house), len(pairs) < most
        if whole or len(kept) > wanted or most >= wanted * _FURTHER:
            left_out = unlinked.filter(house).select("source", "target")
            return kept.head(wanted), left_out, not whole or len(kept) > wanted
        most *= 8


def _joined(basis: Basis, ends: pl.DataFrame) -> pl.DataFrame:
    """Pairs with both scores, their places in both orders, and the order that these make."""
    ends = ends.sort("source", "target").cast(pl.UInt32)
    profiles = basis.profiles
    # Of a body without a theme or audience it is not known what it works on.
    telling = content_similarity(profiles.telling, ends)["score"]
    told = content_similarity(profiles.matrix, ends)["score"]
    scored = ends.with_columns(
        contacts=pair_scores(basis.contacts, ends)["score"],
        likeness=pl.select(pl.when(telling.is_not_null()).then(told)).to_series(),
        shared=_shared(profiles, ends),
    ).with_columns(
        contacts_place=place(pl.col("contacts"), pl.col("contacts") > 0),
        likeness_place=place(
            (pl.col("likeness") * pl.col("shared") / (pl.col("shared") + 1)).round(12),
            pl.col("shared") > 0,
        ),
    )
    order = pl.Series("order", by_name(basis.net), dtype=pl.Int64)
    one, other = (order.gather(ends[end]) for end in ends.columns)
    ordered = scored.with_columns(score=by_places(), one=one, other=other).sort(
        pl.col("score"), pl.min_horizontal("one", "other"), pl.max_horizontal("one", "other"),
        descending=[True, False, False],
    )  # fmt: skip
    return ordered.drop("one", "other")


def _shared(profiles: Profiles, ends: pl.DataFrame) -> pl.Series:
    """How many themes and audiences the two of each pair have in common."""
    one, other = ends_of(ends)
    found = profiles.telling.astype(bool).astype(np.int64)
    return pl.Series(np.asarray(found[one].multiply(found[other]).sum(axis=1)).ravel())


def place(score: pl.Expr, counts: pl.Expr) -> pl.Expr:
    """The place of each score among those that count, equal ones sharing one."""
    return pl.when(counts).then(score).rank("min", descending=True).cast(pl.Int64)


def by_places() -> pl.Expr:
    """The sum of 1 / (60 + place) of the orders that something is in."""
    places = (pl.col("contacts_place"), pl.col("likeness_place"))
    return pl.sum_horizontal((1 / (JOINED + each)).fill_null(0.0) for each in places).round(12)
