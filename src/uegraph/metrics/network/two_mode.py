"""Centrality where bodies are linked with activities and not with each other.

In a two-mode network a point of one kind has links only with the other kind: at best with all of
them, at two steps from its own kind. Borgatti and Everett [1] therefore measure each kind against
the most that it could reach in a network of as many points of either kind. So a body's figure and
an activity's are both shares of what is possible; compare within a kind, though, not across.

The network is one whose ``kinds`` are two. With n points of a point's own kind and m of the other,
N = n + m.

References:
    [1] S. P. Borgatti and M. G. Everett, "Network analysis of 2-mode data", Social Networks 19
        (1997), 243-269.
    [2] S. P. Borgatti and D. S. Halgin, "Analyzing affiliation networks", in The SAGE Handbook of
        Social Network Analysis (2011), 417-433.
    [3] K. Faust, "Centrality in affiliation networks", Social Networks 19 (1997), 157-191.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from uegraph.errors import ParameterError
from uegraph.metrics.network.model import Measured
from uegraph.metrics.network.paths import betweenness, closeness
from uegraph.metrics.network.rounding import even
from uegraph.metrics.network.spectra import eigenvector
from uegraph.network import as_network

if TYPE_CHECKING:
    import networkx as nx

    from uegraph.network import Network


def two_mode_degree(of: Network | nx.Graph[str]) -> Measured:
    """The share of the other kind that a point is linked with: of all activities, those it was in.

    The number of contacts ÷ m.

    Returns:
        A share a point, exact; 0 for a point without links, NaN where the other kind has no point.

    Raises:
        ParameterError: The network has not two kinds of points.
    """
    net, _, other = _two_modes(of)
    return Measured("two-mode degree", _divided(net.degree, other), "numpy")


def two_mode_closeness(of: Network | nx.Graph[str]) -> Measured:
    """How near a point is to all others, against the nearest that its kind can be: 1 at best.

    With d the distances to all others, (m + 2(n - 1)) ÷ d [1]. Where the network is in pieces, only
    the r others of a point's own piece count, m and n being those of the piece, and the figure is
    multiplied with r ÷ (N - 1), as ``closeness`` is: a pair apart from everybody is not close.
    networkx keeps m and n of the whole there, so that its figure exceeds 1 for such a pair. It is
    estimated where ``closeness`` is.

    Returns:
        A share a point; 0 for a point without links, as it is near nobody.

    Raises:
        ParameterError: The network has not two kinds of points.
    """
    from scipy.sparse.csgraph import connected_components  # noqa: PLC0415 - heavy

    net, _, _ = _two_modes(of)
    _, piece = connected_components(net.neighbours, directed=False)
    count = np.bincount(piece)[piece]
    first = np.isin(np.arange(len(net)), net.mode(0))
    in_first = np.bincount(piece, weights=first)[piece]
    own = np.where(first, in_first, count - in_first)
    nearest = count - own + 2 * (own - 1)
    return _scaled("two-mode closeness", closeness(net), _divided(nearest, count - 1, none=0.0))


def two_mode_betweenness(of: Network | nx.Graph[str]) -> Measured:
    """How often a point lies between others, against the most that one of its kind can: 1 at best.

    The pairs between which it lies, by shortest paths, ÷ the most possible [1]: with s and t the
    whole part and the rest of (n - 1) ÷ m,
    (m²(s + 1)² + m(s + 1)(2t - s - 1) - t(2s - t + 3)) ÷ 2. It is estimated where ``betweenness``
    is.

    Returns:
        A share a point; 0 for a point without links, NaN where a network of this size has nothing
        to lie between.

    Raises:
        ParameterError: The network has not two kinds of points.
    """
    net, own, other = _two_modes(of)
    found = betweenness(net)
    pairs = (len(net) - 1) * (len(net) - 2) / 2
    return _scaled(
        "two-mode betweenness", found, _divided(np.full(len(net), pairs), _most(own, other))
    )


def two_mode_eigenvector(of: Network | nx.Graph[str]) -> Measured:
    """How far a point is linked with well-linked points of the other kind, and these with such.

    The first singular vectors of the table of one kind against the other, which are the eigenvector
    of the network by kind; squares add up to 1 in each kind.

    Returns:
        A figure a point, as ``eigenvector`` defines it for points outside the main part.

    Raises:
        ParameterError: The network has not two kinds of points.
    """
    net, _, _ = _two_modes(of)
    found = eigenvector(net)
    values = found.values.copy()
    for place in (0, 1):
        mode = net.mode(place)
        values[mode] = _divided(values[mode], np.full(len(mode), np.linalg.norm(values[mode])))
    return replace(found, name="two-mode eigenvector", values=even(values))


def _two_modes(of: Network | nx.Graph[str]) -> tuple[Network, np.ndarray, np.ndarray]:
    """The network, and for each point how many there are of its kind and of the other."""
    net = as_network(of)
    if len(net.kinds) != 2:
        raise ParameterError(
            "A two-mode measure needs a network of two kinds of points; this one has "
            f"{' and '.join(net.kinds)} alone. Ask for bodies and activities, or bodies and themes."
        )
    first, second = (np.isin(np.arange(len(net)), net.mode(place)) for place in (0, 1))
    one, other = net.links["source"].to_numpy(), net.links["target"].to_numpy()
    if (
        not (first | second).all()
        or not (first[one] & second[other] | second[one] & first[other]).all()
    ):
        raise ParameterError(
            f"A two-mode measure needs links that each join {' with '.join(net.kinds)}; this "
            "network has others too. Leave them out, or take a measure of one-mode networks."
        )
    own, others = (
        np.where(first, first.sum(), second.sum()),
        np.where(first, second.sum(), first.sum()),
    )
    return net, own, others


def _most(own: np.ndarray, other: np.ndarray) -> np.ndarray:
    """The most pairs between which a point can lie, among so many of its kind and of the other."""
    whole, rest = np.divmod(own - 1, np.maximum(other, 1))
    onward = whole + 1
    most = other**2 * onward**2 + other * onward * (2 * rest - whole - 1)
    found: np.ndarray = (most - rest * (2 * whole - rest + 3)) / 2
    return found


def _divided(share: np.ndarray, of: np.ndarray, *, none: float = np.nan) -> np.ndarray:
    found: np.ndarray = np.divide(share, of, out=np.full(len(of), none), where=of > 0)
    return found


def _scaled(name: str, found: Measured, factor: np.ndarray) -> Measured:
    """A measure times a factor for each point, its error times the largest."""
    error = None if found.error is None else found.error * float(np.nanmax(factor))
    return replace(found, name=name, values=even(found.values * factor), error=error)
