"""With how many others each point is linked: the plainest measures, and the first to look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from uegraph.metrics.network.model import Measured
from uegraph.metrics.network.rounding import even
from uegraph.network import as_network

if TYPE_CHECKING:
    import networkx as nx

    from uegraph.network import Network


def degree(of: Network | nx.Graph[str]) -> Measured:
    """How many links a point has: who is much engaged with, near at hand.

    Links are counted, not points: two bodies that a source says work together, and that took part
    in the same activity besides, have two links (Kumu's connections). ``size`` counts points. In a
    directed network links in and out are counted together. Isolates have 0.

    >>> import networkx as nx
    >>> degree(nx.star_graph(["hub", "a", "b"])).values.astype(int).tolist()
    [1, 1, 2]

    References:
        L. Freeman, "Centrality in social networks", Social Networks 1 (1979), 215-239.
    """
    net = as_network(of)
    return Measured("degree", _ends(net, "source") + _ends(net, "target"), "numpy")


def indegree(of: Network | nx.Graph[str]) -> Measured:
    """How many links lead to a point: whom others turn to.

    In an undirected network every link leads both ways, so this is the degree.
    """
    net = as_network(of)
    values = _ends(net, "target") if net.directed else degree(net).values
    return Measured("indegree", values, "numpy")


def outdegree(of: Network | nx.Graph[str]) -> Measured:
    """How many links lead from a point: who turns to many others.

    In an undirected network every link leads both ways, so this is the degree.
    """
    net = as_network(of)
    values = _ends(net, "source") if net.directed else degree(net).values
    return Measured("outdegree", values, "numpy")


def size(of: Network | nx.Graph[str]) -> Measured:
    """How many points a point and its neighbours are together: its own small world.

    The number of others that it is linked with, either way and however often, plus one, as in
    Kumu. Isolates have 1.
    """
    net = as_network(of)
    return Measured("size", net.degree + 1.0, "numpy")


def strength(of: Network | nx.Graph[str]) -> Measured:
    """How strong a point's links are together: the degree with weights [1].

    In a directed network links in and out are added. Isolates have 0.

    References:
        [1] A. Barrat and others, "The architecture of complex weighted networks", Proceedings of
            the National Academy of Sciences 101 (2004), 3747-3752.
    """
    net = as_network(of)
    weights = net.links["weight"].to_numpy()
    return Measured(
        "strength", even(_ends(net, "source", weights) + _ends(net, "target", weights)), "numpy"
    )


def _ends(net: Network, end: str, weights: np.ndarray | None = None) -> np.ndarray:
    """How many links, or with what weights, begin or end at each point."""
    found = np.bincount(net.links[end].to_numpy(), weights, minlength=len(net))
    return found.astype(float)
