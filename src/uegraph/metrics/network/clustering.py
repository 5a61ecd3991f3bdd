"""Whether those whom a point is linked with are linked with each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from uegraph.metrics.network.model import Measured, Total
from uegraph.metrics.network.triangles import linked_pairs
from uegraph.network import as_network

if TYPE_CHECKING:
    import networkx as nx

    from uegraph.network import Network


def clustering(of: Network | nx.Graph[str]) -> Measured:
    """How many of a point's neighbours are linked with each other: close circles, or go-betweens.

    With k neighbours, of whose pairs t are linked [1]:

        clustering = t ÷ (k (k - 1) ÷ 2)

    From 0 (nobody it knows knows another) to 1 (all know each other). Not defined for points with
    fewer than two neighbours, which networkx gives 0. Whatever the direction and the strength.

    >>> import networkx as nx
    >>> clustering(nx.Graph(["ab", "bc", "ca", "cd"])).values.round(3).tolist()
    [1.0, 1.0, 0.333, nan]

    References:
        [1] D. Watts and S. Strogatz, "Collective dynamics of 'small-world' networks", Nature 393
            (1998), 440-442.
    """
    net = as_network(of)
    pairs = _pairs_of_neighbours(net)
    values = np.full(len(net), np.nan)
    np.divide(_triangles(net), pairs, out=values, where=pairs > 0)
    return Measured("clustering", values, "numpy")


def transitivity(of: Network | nx.Graph[str]) -> Total:
    """How often two who are linked with the same point are linked with each other.

    Three times the triangles, divided by the pairs of neighbours of all points: the share of
    "friends of friends" who are friends [1]. Whatever the direction. None where no point has two
    neighbours.

    >>> import networkx as nx
    >>> transitivity(nx.Graph(["ab", "bc", "ca", "cd"])).value
    0.6

    References:
        [1] S. Wasserman and K. Faust, "Social Network Analysis" (1994), 243.
    """
    net = as_network(of)
    pairs = _pairs_of_neighbours(net).sum()
    share = float(_triangles(net).sum() / pairs) if pairs else None
    return Total("transitivity", share, note="" if pairs else "no point has two neighbours")


def _pairs_of_neighbours(net: Network) -> np.ndarray:
    found: np.ndarray = net.degree * (net.degree - 1) // 2
    return found


def _triangles(net: Network) -> np.ndarray:
    """How many triangles each point is in."""
    found = np.zeros(len(net), dtype=np.int64)
    pairs = linked_pairs(net.neighbours)
    for ab, _, bc in pairs.triangles():
        for corner in (pairs.low[ab], pairs.high[ab], pairs.high[bc]):
            found += np.bincount(corner, minlength=len(net))
    return found
