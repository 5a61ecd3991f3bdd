"""How far word from a point gets: in two steps, and by all ways of influence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from uegraph.errors import ParameterError
from uegraph.metrics.network.degrees import size
from uegraph.metrics.network.hops import spread
from uegraph.metrics.network.model import Measured
from uegraph.metrics.network.rounding import even
from uegraph.network import as_network

if TYPE_CHECKING:
    from collections.abc import Iterator

    import networkx as nx
    from scipy.sparse import csr_array

    from uegraph.network import Network

MANY: Final = 20_000
"""With more points than this, what each reaches is listed rather than marked among all."""

PIECE: Final = 5_000_000
"""How many ways outwards are walked together: about 100 MB."""

POWERS: Final = 50
"""Influence is followed over at most so many links; Godet's ranks mostly settle within eight."""


def reach(of: Network | nx.Graph[str], *, steps: int = 2) -> Measured:
    """What share of the network is within two steps of a point: whom word from it gets to.

    The points that a path of at most ``steps`` links leads to, itself apart, divided by n - 1:
    Kumu's reach (two-step out). 0 for isolates, 1 where everybody is that near. In a directed
    network paths lead outwards. Not defined in a network of one. Exact.

    Raises:
        ParameterError: There are no steps.

    >>> import networkx as nx
    >>> reach(nx.path_graph(["a", "b", "c", "d"])).values.round(3).tolist()
    [0.667, 1.0, 1.0, 0.667]
    """
    if steps < 1:
        raise ParameterError(f"Reach within {steps} steps is nobody's: ask for 1 step or more.")
    net = as_network(of)
    count = len(net)
    if count < 2:
        return Measured("reach", np.full(count, np.nan), "numpy")
    if count <= MANY:
        back = net.pattern.T.tocsr()
        reached = spread(back, np.arange(count), most=steps).reached
        return Measured("reach", reached / (count - 1), "numpy")
    return Measured("reach", _listed(net.pattern, steps) / (count - 1), "scipy")


def _listed(links: csr_array, steps: int) -> np.ndarray:
    """How many others each point reaches, by products of sparse matrices, some rows at a time."""
    reached = np.zeros(links.shape[0], dtype=np.int64)
    ways = np.ones(links.shape[0])
    for _ in range(steps):
        ways = 1 + links @ ways
    for rows in _pieces(np.minimum(ways, links.shape[0])):
        found = front = links[rows]
        for _ in range(steps - 1):
            front = front @ links
            front.data[:] = 1.0
            found = found + front
            front = found
        own = found[np.arange(len(rows)), rows]
        reached[rows] = np.diff(found.indptr) - (np.asarray(own) > 0)
    return reached


def _pieces(ways: np.ndarray) -> Iterator[np.ndarray]:
    """Rows next to each other, as many as have so many ways together."""
    number = (np.cumsum(ways) // PIECE).astype(np.int64)
    return iter(np.split(np.arange(len(ways)), np.flatnonzero(np.diff(number)) + 1))


def reach_efficiency(of: Network | nx.Graph[str]) -> Measured:
    """How far word from a point gets for each of its neighbours: much reach with few ties.

    Kumu's: reach divided by size, which counts the neighbours and the point itself. 0 for isolates.

    >>> import networkx as nx
    >>> reach_efficiency(nx.path_graph(["a", "b", "c"])).values.round(3).tolist()
    [0.5, 0.333, 0.5]
    """
    net = as_network(of)
    found = reach(net)
    return Measured("reach efficiency", found.values / size(net).values, found.engine)


@dataclass(frozen=True, slots=True)
class Micmac:
    """Who influences and who is exposed.

    Attributes:
        influence: For each point, by code, its share of all influence; NaN where nobody is linked.
        exposure: For each its share of all exposure.
        links: Over how many links influence was followed.
        settled: Whether more links would leave both orders as they are.
        note: What to know about it, in words; empty where it settled.
        engine: What reckoned it.
    """

    influence: np.ndarray
    exposure: np.ndarray
    links: int
    settled: bool
    note: str = ""
    engine: str = "scipy"


def micmac(of: Network | nx.Graph[str], *, weighted: bool = False) -> Micmac:
    """How much each point affects others and is affected, directly and through others.

    Points with much influence and little exposure are where to act; with much of both, they pass on
    and change what acts on them; with exposure alone, they show what comes of it.

    Godet's MICMAC [1]: let M hold the direct influences (M(i, j) = 1, or the strength of the link
    from i to j divided by the mean strength), so that Mᵏ counts the influences over k links, and
    let S = M + M² + … + Mᵏ:

        influence(i) = Σ over j of S(i, j) ÷ all of S        exposure(j) = Σ over i of S(i, j) ÷ all

    k is the first from 2 on at which the order of points by both is that of k - 1. Godet takes Mᵏ
    alone; the sum has the same order once k is large, and also stands where influence ends, in a
    network without cycles. Where the order does not settle within ``POWERS`` links, as when two
    kinds of point are linked with each other only, it says so. (Warfield's driving and dependence
    power [2] only count who is reached at all, which is all alike in a connected network.)

    In an undirected network influence goes both ways, so both are the same. Isolates have 0; where
    nobody is linked, shares are not defined.

    >>> import networkx as nx
    >>> found = micmac(nx.DiGraph([("a", "b"), ("b", "c")]))
    >>> found.influence.round(2).tolist(), found.exposure.round(2).tolist()
    ([0.67, 0.33, 0.0], [0.0, 0.33, 0.67])

    References:
        [1] J.-C. Duperrin and M. Godet, "Méthode de hiérarchisation des éléments d'un système",
            Commissariat à l'énergie atomique (1973); M. Godet, "From Anticipation to Action"
            (UNESCO, 1994).
        [2] J. Warfield, "Developing interconnection matrices in structural modeling", IEEE
            Transactions on Systems, Man, and Cybernetics 4 (1974), 81-87.
    """
    net = as_network(of)
    onward = net.matrix / net.matrix.data.mean() if weighted and net.pairs else net.pattern
    if not onward.nnz:
        nothing = np.full(len(net), np.nan)
        return Micmac(nothing, nothing, 0, settled=True, note="not defined: nobody is linked")
    back = onward.T.tocsr()
    power = np.ones((2, len(net)))
    total, order = np.zeros_like(power), np.zeros_like(power)
    for links in range(1, POWERS + 1):
        power = np.stack([onward @ power[0], back @ power[1]])
        total += power
        before, order = order, _order(total)
        if links > 1 and (before == order).all():
            break
        largest = total.max()  # S and its last term shrink alike, so that neither overflows
        power, total = power / largest, total / largest
    settled = bool((before == order).all())
    note = "" if settled else f"The order has not settled over {POWERS} links."
    influence, exposure = even(total / total.sum(axis=1, keepdims=True))
    return Micmac(influence, exposure, links, settled, note)


def _order(values: np.ndarray) -> np.ndarray:
    """The rank of each figure in its row, equal ones alike."""
    from scipy.stats import rankdata  # noqa: PLC0415 - heavy

    ranks: np.ndarray = rankdata([even(row, 10) for row in values], "dense", axis=1)
    return ranks
