"""Structural holes: whether a body's contacts know one another already, or meet only through it.

A body whose contacts are not linked with each other hears different things from each and can bring
them together; one whose contacts all work together is held by them. Four measures of Burt's [1]:

- constraint: how far a body's time goes to contacts who are tied to each other; low is free
- effective size: how many contacts it has, less how far they repeat each other
- efficiency: the effective size for each contact, from nearly 0 to 1
- hierarchy: whether the constraint comes from one contact (1) or from all alike (0)

With z the strength of a pair both ways together, z[i,j] = a[i,j] + a[j,i], the share of i's time
that goes to j is p[i,j] = z[i,j] ÷ Σ z[i,·], and j's tie with q compares to j's strongest as
m[j,q] = z[j,q] ÷ max z[j,·].

Conventions. The whole network counts, as in igraph and networkx: a contact's ties with bodies that
the point does not know count among that contact's ties. That is UCINET's "whole network model"; its
"ego network model" leaves them out, which changes constraint and, with weights or directions,
effective size. Without weights a link in each direction of a directed network counts as two. A link
of strength 0 is no tie, as in networkx; igraph counts it as a contact. networkx 3.6 is wrong about
the effective size in weighted and directed networks unless given ``nodes``.

References:
    [1] R. S. Burt, Structural Holes: The Social Structure of Competition, Harvard University Press
        (1992), 51-73.
    [2] R. S. Burt, "Structural holes and good ideas", American Journal of Sociology 110 (2004),
        349-399.
    [3] S. P. Borgatti, "Structural holes: unpacking Burt's redundancy measures", Connections 20
        (1997), 35-38.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from uegraph.metrics.network.model import Measured
from uegraph.metrics.network.rounding import even
from uegraph.metrics.network.triangles import Pairs, linked_pairs
from uegraph.network import as_network

if TYPE_CHECKING:
    import networkx as nx

    from uegraph.network import Network

ENGINE: Final = "numpy"


@dataclass(frozen=True, slots=True)
class _Ties:
    """The tied pairs, and of each its strength ``z`` over the sum and the maximum of either end."""

    pairs: Pairs
    contacts: np.ndarray
    share_low: np.ndarray
    share_high: np.ndarray
    of_most_low: np.ndarray
    of_most_high: np.ndarray

    def by_point(self, of_low: np.ndarray, of_high: np.ndarray) -> np.ndarray:
        """The sums by point of what each end of a pair adds."""
        low, high, size = self.pairs.low, self.pairs.high, self.pairs.size
        found: np.ndarray = _sums(low, of_low, size) + _sums(high, of_high, size)
        return found


def constraint(of: Network | nx.Graph[str], *, weighted: bool = False) -> Measured:
    """How far a body is held by contacts who are tied to each other; low means free to bridge.

    The constraint on i is the sum over its contacts j of (p[i,j] + Σ p[i,q] × p[q,j])², q being the
    contacts of both. With one contact it is 1; with n of the same strength that are not linked with
    each other it is 1 ÷ n. It can exceed 1 where a body has two or three contacts who are tied to
    each other.

    Args:
        of: The network; in a directed one a link counts whichever way it leads.
        weighted: Whether strengths count, and not only whether there is a link.

    Returns:
        A figure a point, exact; NaN where a point has no contact.

    >>> import networkx as nx
    >>> constraint(nx.star_graph(4)).values.tolist()
    [0.25, 1.0, 1.0, 1.0, 1.0]
    """
    ties = _ties(as_network(of), weighted=weighted)
    values = ties.by_point(*_local(ties))
    return Measured("constraint", _defined(values, ties), ENGINE)


def effective_size(of: Network | nx.Graph[str], *, weighted: bool = False) -> Measured:
    """How many contacts a body has, less how far they repeat each other.

    The sum over i's contacts j of 1 - Σ p[i,q] × m[j,q]. Without weights or directions that is
    n - 2t ÷ n for n contacts with t links between them [3].

    Args:
        of: The network; in a directed one a link counts whichever way it leads.
        weighted: Whether strengths count.

    Returns:
        A figure a point in contacts, exact; NaN where a point has no contact.

    >>> import networkx as nx
    >>> effective_size(nx.star_graph(4)).values.tolist()
    [4.0, 1.0, 1.0, 1.0, 1.0]
    """
    ties = _ties(as_network(of), weighted=weighted)
    values = ties.contacts - _redundancy(ties)
    return Measured("effective size", _defined(values, ties), ENGINE)


def efficiency(of: Network | nx.Graph[str], *, weighted: bool = False) -> Measured:
    """How many different contacts each contact of a body is worth: 1 if none repeats another.

    The effective size divided by the number of contacts. networkx's documentation divides by the
    number of links, which in a directed network counts a contact linked both ways twice.

    Args:
        of: The network; in a directed one a link counts whichever way it leads.
        weighted: Whether strengths count.

    Returns:
        A figure a point, exact; NaN where a point has no contact.
    """
    ties = _ties(as_network(of), weighted=weighted)
    values = 1 - _redundancy(ties) / np.maximum(ties.contacts, 1)
    return Measured("efficiency", _defined(values, ties), ENGINE)


def hierarchy(of: Network | nx.Graph[str], *, weighted: bool = False) -> Measured:
    """Whether what holds a body is one contact (1) or all its contacts alike (0).

    The Coleman-Theil index of disorder over i's contacts: with C the constraint, n the number of
    contacts and s[j] = c[i,j] ÷ (C ÷ n), Σ s[j] × ln s[j] ÷ (n × ln n). For one contact the formula
    is 0 ÷ 0; the figure is 1 then, as all constraint is that one's (so does JUNG).

    Args:
        of: The network; in a directed one a link counts whichever way it leads.
        weighted: Whether strengths count.

    Returns:
        A figure a point, exact; NaN where a point has no contact.
    """
    ties = _ties(as_network(of), weighted=weighted)
    of_low, of_high = _local(ties)
    mean = ties.by_point(of_low, of_high) / np.maximum(ties.contacts, 1)
    ratio_low, ratio_high = of_low / mean[ties.pairs.low], of_high / mean[ties.pairs.high]
    disorder = ties.by_point(ratio_low * np.log(ratio_low), ratio_high * np.log(ratio_high))
    several = np.maximum(ties.contacts, 2)
    values = np.where(ties.contacts == 1, 1.0, disorder / (several * np.log(several)))
    return Measured("hierarchy", _defined(np.maximum(values, 0.0), ties), ENGINE)


def _ties(net: Network, *, weighted: bool) -> _Ties:
    strengths = net.matrix if weighted else net.pattern
    if net.directed:
        strengths = (strengths + strengths.T).tocsr()
    if weighted:
        strengths = strengths.copy()
        strengths.eliminate_zeros()
    pairs = linked_pairs(strengths)
    size = pairs.size
    rows = np.repeat(np.arange(size), np.diff(strengths.indptr))
    each = np.empty(len(pairs.low))
    each[pairs.numbers(rows, strengths.indices)] = strengths.data
    total, most = _sums(rows, strengths.data, size), np.zeros(size)
    np.maximum.at(most, rows, strengths.data)
    return _Ties(
        pairs,
        np.diff(strengths.indptr),
        *(each / total[end] for end in (pairs.low, pairs.high)),
        *(each / most[end] for end in (pairs.low, pairs.high)),
    )


def _local(ties: _Ties) -> tuple[np.ndarray, np.ndarray]:
    """Burt's constraint of each pair: of the high on the low end, and of the low on the high."""
    up, down, count = ties.share_low, ties.share_high, len(ties.pairs.low)
    of_low, of_high = up.copy(), down.copy()
    for ab, ac, bc in ties.pairs.triangles():
        of_low += _sums(ab, up[ac] * down[bc], count)
        of_high += _sums(ab, up[bc] * down[ac], count)
        of_low += _sums(ac, up[ab] * up[bc], count)
        of_high += _sums(ac, down[bc] * down[ab], count)
        of_low += _sums(bc, down[ab] * up[ac], count)
        of_high += _sums(bc, down[ac] * up[ab], count)
    return of_low**2, of_high**2


def _redundancy(ties: _Ties) -> np.ndarray:
    """How far each point's contacts repeat each other, in contacts."""
    pairs, up, down = ties.pairs, ties.share_low, ties.share_high
    most_up, most_down = ties.of_most_low, ties.of_most_high
    found = np.zeros(pairs.size)
    for ab, ac, bc in pairs.triangles():
        a, b, c = pairs.low[ab], pairs.high[ab], pairs.high[ac]
        found += _sums(a, up[ac] * most_up[bc] + up[ab] * most_down[bc], pairs.size)
        found += _sums(b, up[bc] * most_up[ac] + down[ab] * most_down[ac], pairs.size)
        found += _sums(c, down[bc] * most_up[ab] + down[ac] * most_down[ab], pairs.size)
    return found


def _sums(where: np.ndarray, what: np.ndarray, count: int) -> np.ndarray:
    found: np.ndarray = np.bincount(where, weights=what, minlength=count)
    return found


def _defined(values: np.ndarray, ties: _Ties) -> np.ndarray:
    return even(np.where(ties.contacts > 0, values, np.nan))
