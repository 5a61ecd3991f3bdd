"""How alike two points are, by the contacts they share or by what is recorded about them.

Who shares many contacts and has no link of their own is whom to introduce; all pairs would be more
than memory holds, so the best are found some rows at a time. Directions of links do not count here.

Every function answers with a table of pairs, ``source`` and ``target`` (codes, the smaller one in
``source``, as in ``Network.links``) and ``score``. The best come first; equal scores are cut by
name, then IRI. Scores are kept to 12 decimals, so that a tie is a tie in whichever order it was
added up.

References:
    [1] Liben-Nowell, D. and Kleinberg, J. (2007). The link-prediction problem for social networks.
        Journal of the American Society for Information Science and Technology 58, 1019-1031.
    [2] Adamic, L. A. and Adar, E. (2003). Friends and neighbors on the Web. Social Networks 25,
        211-230.
    [3] Zhou, T., Lü, L. and Zhang, Y.-C. (2009). Predicting missing links via local information.
        European Physical Journal B 71, 623-630.
    [4] Salton, G. and Buckley, C. (1988). Term-weighting approaches in automatic text retrieval.
        Information Processing & Management 24, 513-523.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, get_args

import numpy as np
import polars as pl

from uegraph.errors import UnknownNameError
from uegraph.metrics.network.order import by_name
from uegraph.metrics.network.pairs import DECIMALS, Search, ends_of
from uegraph.network import Network, as_network

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    import networkx as nx
    from scipy.sparse import csr_array

Measure = Literal["adamic-adar", "common-neighbours", "jaccard", "resource-allocation"]

_AT_ONCE: Final = 100_000
"""How many pairs that were asked about are looked at together."""


def best_non_links(
    of: Network | nx.Graph[str],
    *,
    top: int = 1000,
    candidates: Collection[int] | None = None,
    about: Collection[int] | None = None,
    measure: Measure = "adamic-adar",
) -> pl.DataFrame:
    """Who is not linked and shares most contacts: the pairs to introduce first, best first.

    Two points that share no contact are in no pair, so an isolate is in none: nothing recorded
    speaks for it or against it. See ``pair_scores`` for the measures. Exact; engine: scipy.

    >>> import networkx as nx
    >>> best_non_links(nx.path_graph(["ann", "bob", "cas"]), measure="common-neighbours").rows()
    [(0, 2, 1.0)]

    Args:
        of: The network.
        top: How many pairs at most.
        candidates: Codes; both ends of a pair are of them. All points where not given.
        about: Codes; at least one end of a pair is of them. All points where not given.
        measure: ``adamic-adar``, ``common-neighbours``, ``jaccard`` or ``resource-allocation``.

    Raises:
        UnknownNameError: There is no such measure.
    """
    net = as_network(of)
    weights = _weights(net.degree, measure)
    linked = net.neighbours
    search = Search(
        left=_scaled(linked, weights),
        right=linked,
        banned=linked,
        order=by_name(net),
        candidates=_chosen(candidates, len(net)),
        about=_chosen(about, len(net)),
        rescored=_jaccard(net.degree) if measure == "jaccard" else None,
    )
    return search.best(top)


def pair_scores(
    of: Network | nx.Graph[str], pairs: pl.DataFrame, *, measure: Measure = "adamic-adar"
) -> pl.DataFrame:
    """How much two points have in common through their contacts, for the pairs asked about.

    With N(x) the contacts of x and k(z) how many contacts z has, each sum over the contacts z that
    both share: ``common-neighbours`` counts them [1]; ``adamic-adar`` adds up 1/ln k(z), so that
    a contact whom everybody knows tells little [2]; ``resource-allocation`` adds up 1/k(z) [3];
    ``jaccard`` is how many they share of all that either has, c / (k(x) + k(y) - c) for c shared
    ones [1].
    Without a shared contact a sum is 0; Jaccard is null where neither has a contact. Pairs may be
    linked. Exact; engine: scipy.

    Args:
        of: The network.
        pairs: ``source`` and ``target``, codes; they come back in their order.
        measure: Which one.

    Raises:
        UnknownNameError: There is no such measure.
    """
    net = as_network(of)
    weights = _weights(net.degree, measure)
    scores = _products(_scaled(net.neighbours, weights), net.neighbours, pairs)
    if measure == "jaccard":
        one, other = ends_of(pairs)
        scores = _jaccard(net.degree)(one, other, scores)
    return _table(pairs, scores)


def alike(
    profiles: csr_array,
    *,
    top: int = 1000,
    exclude: csr_array | None = None,
    order: np.ndarray | None = None,
    about: Collection[int] | None = None,
) -> pl.DataFrame:
    """Which points are most alike in what is recorded about them, best pairs first.

    See ``content_similarity``. Pairs that have nothing in common are not in the answer, nor is a
    point without a profile: nothing is known of it. Exact; engine: scipy.

    Args:
        profiles: Points × features (themes, audiences …), 0 or more each; a point's row is its
            code.
        top: How many pairs at most.
        exclude: Points × points, other than 0 for pairs that are not wanted, either way round,
            such as ``Network.neighbours``.
        order: Which of two points with equal scores comes first, by code, as of ``by_name``; by
            code where not given.
        about: Codes; at least one end of a pair is of them. All points where not given.
    """
    size = profiles.shape[0]
    told = _told(profiles)
    banned = None if exclude is None else (abs(exclude) + abs(exclude.T)).tocsr()
    search = Search(
        left=told,
        right=told.T.tocsr(),
        banned=banned,
        order=np.arange(size) if order is None else order,
        candidates=_chosen(None, size),
        about=_chosen(about, size),
    )
    return search.best(top)


def content_similarity(profiles: csr_array, pairs: pl.DataFrame) -> pl.DataFrame:
    """How alike two points are in what is recorded about them: 1 is the same, 0 nothing shared.

    The cosine of their profiles, each feature weighing its idf, 1 + ln((1 + N) / (1 + n)) with n
    of the N points that have a profile having it: what few share tells more than what all do [4].
    Null where either has no profile: not known. Exact; engine: scipy.

    >>> from scipy.sparse import csr_array
    >>> profiles = csr_array([[1.0, 1.0], [1.0, 1.0], [0.0, 0.0]])
    >>> asked = pl.DataFrame({"source": [0, 0], "target": [1, 2]})
    >>> content_similarity(profiles, asked)["score"].to_list()
    [1.0, None]

    Args:
        profiles: Points × features, as in ``alike``.
        pairs: ``source`` and ``target``, codes; they come back in their order.
    """
    told = _told(profiles)
    one, other = ends_of(pairs)
    known = np.diff(told.indptr) > 0
    scores = _products(told, told, pairs)
    return _table(pairs, np.where(known[one] & known[other], scores, np.nan))


def _weights(degree: np.ndarray, measure: str) -> np.ndarray:
    """What a shared contact counts, by how many contacts it has."""
    if measure not in get_args(Measure):
        known = ", ".join(get_args(Measure))
        raise UnknownNameError(f"'{measure}' is no measure of likeness. Choose one of: {known}.")
    weights = np.ones(len(degree))
    # A contact that two points share has at least those two.
    shared = degree >= 2
    if measure == "adamic-adar":
        weights[shared] = 1 / np.log(degree[shared])
    elif measure == "resource-allocation":
        weights[shared] = 1 / degree[shared]
    return weights


def _jaccard(degree: np.ndarray) -> Callable[[np.ndarray, np.ndarray, np.ndarray], np.ndarray]:
    """What makes of how many contacts two points share how many that is of all they have."""

    def share(ones: np.ndarray, others: np.ndarray, common: np.ndarray) -> np.ndarray:
        either = degree[ones] + degree[others] - common
        shares: np.ndarray = np.full(len(common), np.nan)
        np.divide(common, either, out=shares, where=either > 0)
        return shares

    return share


def _told(profiles: csr_array) -> csr_array:
    """Profiles with each feature weighing its idf and each row of length 1."""
    told = profiles.tocsr().astype(np.float64)
    told.sum_duplicates()
    told.eliminate_zeros()
    count, having = (
        np.count_nonzero(np.diff(told.indptr)),
        np.bincount(told.indices, minlength=told.shape[1]),
    )
    told = _scaled(told, 1 + np.log((1 + count) / (1 + having)))
    lengths = np.sqrt(np.asarray(told.multiply(told).sum(axis=1)).ravel())
    told.data /= np.repeat(lengths, np.diff(told.indptr))
    return told


def _scaled(matrix: csr_array, weights: np.ndarray) -> csr_array:
    """The matrix with each column times its weight."""
    found = matrix.copy()
    found.data = matrix.data * weights[matrix.indices]
    return found


def _products(left: csr_array, right: csr_array, pairs: pl.DataFrame) -> np.ndarray:
    """Of each pair, the product of the row of the one on the left with that of the other."""
    scores = np.zeros(len(pairs))
    for start in range(0, len(pairs), _AT_ONCE):
        one, other = ends_of(pairs[start : start + _AT_ONCE])
        found = left[one].multiply(right[other]).sum(axis=1)
        scores[start : start + _AT_ONCE] = np.asarray(found).ravel()
    return scores


def _table(pairs: pl.DataFrame, scores: np.ndarray) -> pl.DataFrame:
    score = pl.Series("score", np.round(scores, DECIMALS)).fill_nan(None)
    return pairs.select(pl.col("source", "target").cast(pl.UInt32)).with_columns(score)


def _chosen(codes: Collection[int] | None, size: int) -> np.ndarray:
    """Which points are among the codes; all of them where none are given."""
    chosen = np.full(size, codes is None)
    chosen[list(codes or ())] = True
    return chosen
