"""The core of a network: bodies that hold together however the weakly linked fall away.

Two ways to see it: core numbers peel the network layer by layer [1, 2]; core and periphery cut it
in two, a core whose bodies all work with each other and a periphery that works only with the core
[3, 4].

References:
    [1] S. B. Seidman, "Network structure and minimum degree", Social Networks 5 (1983), 269-287.
    [2] V. Batagelj and M. Zaversnik, "An O(m) algorithm for cores decomposition of networks",
        arXiv:cs/0310049 (2003).
    [3] S. P. Borgatti and M. G. Everett, "Models of core/periphery structures", Social Networks 21
        (2000), 375-395.
    [4] S. Z. W. Lip, "A fast algorithm for the discrete core/periphery bipartitioning problem",
        arXiv:1102.5511 (2011).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from uegraph.metrics.network.model import Measured
from uegraph.metrics.network.order import by_name
from uegraph.network import as_network

if TYPE_CHECKING:
    import networkx as nx
    from scipy.sparse import csr_array

    from uegraph.network import Network


@dataclass(frozen=True, slots=True)
class CorePeriphery:
    """The best cut of a network into a core and a periphery.

    Attributes:
        core: Whether each point is in the core, by code.
        errors: How many pairs break the pattern: not linked within the core, or linked within
            the periphery.
        pairs: How many pairs the pattern speaks of: those within the core and those within the
            periphery.
        core_density: The share of pairs within the core that are linked; None without pairs.
        periphery_density: The share of pairs within the periphery that are linked.
        fit: How much of what breaks the pattern without a cut, all points being taken for core or
            all for periphery, the cut puts right: 1 if no pair breaks it, 0 if no cut helps; None
            where no pair is linked or all are.
        correlation: The correlation of the links with the pattern over those pairs, which is how
            Borgatti and Everett tell the fit; None where core or periphery is without pairs or all
            pairs are alike. It is that of this cut: where points are tied, another that is as
            good by errors may have another correlation.
        tied: The codes of points outside the core that have as many contacts as its last: the
            cut between them is by name alone.
        engine: What reckoned it.
    """

    core: np.ndarray
    errors: int
    pairs: int
    core_density: float | None
    periphery_density: float | None
    fit: float | None
    correlation: float | None
    tied: tuple[int, ...]
    engine: str = "numpy"


def core_number(of: Network | nx.Graph[str]) -> Measured:
    """The deepest layer a body is in: in layer k all have k contacts or more within the layer.

    Layers are what is left when bodies with fewer than k contacts are taken away, again and again.
    A high number tells a body in the thick of a group from one with as many contacts scattered.
    Links count whichever way they lead, and each pair once.

    Peeled in rounds, all that fall at once together: a network of long chains takes as many rounds
    as its chains are long.

    Returns:
        A number a point, exact; 0 for a point without links.

    >>> import networkx as nx
    >>> core_number(nx.lollipop_graph(4, 2)).values.tolist()
    [3, 3, 3, 3, 1, 1]
    """
    net = as_network(of)
    left, found = net.degree.copy(), np.zeros(len(net), dtype=np.int64)
    inside, rest, layer = np.ones(len(net), dtype=bool), np.arange(len(net)), 0
    while len(rest):
        layer = max(layer, int(left[rest].min()))
        falling = rest[left[rest] <= layer]
        while len(falling):
            found[falling], inside[falling] = layer, False
            losing = _contacts(net.neighbours, falling)
            losing = losing[inside[losing]]
            np.subtract.at(left, losing, 1)
            falling = np.unique(losing[left[losing] <= layer])
        rest = rest[inside[rest]]
    return Measured("core number", found, "numpy")


def _contacts(links: csr_array, points: np.ndarray) -> np.ndarray:
    """The contacts of points, one after the other's."""
    starts, counts = links.indptr[points], links.indptr[points + 1] - links.indptr[points]
    before = np.cumsum(counts) - counts
    contacts: np.ndarray = links.indices[
        np.repeat(starts - before, counts) + np.arange(counts.sum())
    ]
    return contacts


def core_periphery(of: Network | nx.Graph[str]) -> CorePeriphery:
    """Which bodies are the core that all work together, and which hang on to it from outside.

    The cut that breaks the discrete pattern of Borgatti and Everett least, links between core and
    periphery being free [3]: Z = pairs not linked within the core + pairs linked within the
    periphery. For a core S of k points Z is k(k - 1) ÷ 2 plus all links less the contacts of S
    summed, so the best core of each size is that of the most contacts, and the best of all is exact
    by going down the order once [4]. Two sizes at most are equally good; the one that does not cut
    between points with as many contacts is taken, else the smaller; such points are cut by
    name, then by IRI, and told in ``tied``.

    Links count whichever way they lead, each pair once. A network without links has no core; points
    without links are in the periphery.

    >>> import networkx as nx
    >>> core_periphery(nx.star_graph(4)).core.tolist()
    [True, False, False, False, False]
    """
    net = as_network(of)
    degree = net.degree
    order = np.lexsort((by_name(net), -degree))
    size = _best_size(degree[order])
    core = np.zeros(len(net), dtype=bool)
    core[order[:size]] = True
    links = net.neighbours
    rows = np.repeat(np.arange(len(net)), np.diff(links.indptr))
    inside = int((core[rows] & core[links.indices]).sum()) // 2
    outside = int((~core[rows] & ~core[links.indices]).sum()) // 2
    tied = order[size:][degree[order[size:]] == degree[order[size - 1]]] if size else order[:0]
    return _judged(core, (inside, outside, int(degree.sum()) // 2), tuple(tied.tolist()))


def _best_size(degrees: np.ndarray) -> int:
    """The size of the best core, given the numbers of contacts from most to least."""
    joined = degrees > np.arange(len(degrees))
    size = int(joined.sum())
    if 0 < size < len(degrees) and degrees[size] == size and degrees[size] == degrees[size - 1]:
        alike = size + 1 < len(degrees) and degrees[size + 1] == degrees[size]
        size += not alike
    return size


def _judged(core: np.ndarray, links: tuple[int, int, int], tied: tuple[int, ...]) -> CorePeriphery:
    """How well the cut fits, given the links within the core, within the periphery, and all."""
    points, size = len(core), int(core.sum())
    inside, outside, every = links
    in_core = size * (size - 1) // 2
    in_rest = (points - size) * (points - size - 1) // 2
    pairs, linked = in_core + in_rest, inside + outside
    spread = in_core * in_rest * linked * (pairs - linked)
    uncut = min(every, points * (points - 1) // 2 - every)
    errors = in_core - inside + outside
    return CorePeriphery(
        core=core,
        errors=errors,
        pairs=pairs,
        core_density=inside / in_core if in_core else None,
        periphery_density=outside / in_rest if in_rest else None,
        fit=1 - errors / uncut if uncut else None,
        correlation=(inside * in_rest - outside * in_core) / spread**0.5 if spread else None,
        tied=tied,
    )
