"""Who is linked with those who matter: measures that lend a point the weight of its neighbours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from uegraph.metrics.network.model import Measured
from uegraph.metrics.network.rounding import even
from uegraph.network import as_network

if TYPE_CHECKING:
    import networkx as nx
    from scipy.sparse import csr_array

    from uegraph.network import Network

SMALL: Final = 500
"""Up to so many points all eigenvalues are reckoned, which no choice of start can mislead."""

ALIKE: Final = 1e-9
"""Eigenvalues that differ by less than this share are the same."""

TURNS: Final = 10_000
SETTLED: Final = 1e-13
DIGITS: Final = 9
"""Figures are given to as many digits as the turns settle."""

NOT_DEFINED: Final = "not defined: "


def eigenvector(of: Network | nx.Graph[str], *, weighted: bool = False) -> Measured:
    """How well a point is linked with the well linked: the leaders of the network.

    Each point's figure is proportional to those of the points that link to it together:

        λ x = Aᵀ x, with the largest λ; the figures' squares add up to 1; none is negative [1]

    Where several x have the same λ, such as components that are alike, it is their mix that is
    nearest to all points being equal: what repeated adding from equal figures arrives at, as in
    networkx. So the figure is 0 outside the component with the largest λ (mostly the largest), and
    for isolates. Not defined without links; in a directed network not without a cycle either, and
    not where cycles of the same λ follow on each other.

    Args:
        of: The network.
        weighted: Whether A holds the strengths of links, else 1 for each linked pair.

    >>> import networkx as nx
    >>> eigenvector(nx.path_graph(["a", "b", "c"])).values.round(3).tolist()
    [0.5, 0.707, 0.5]

    References:
        [1] P. Bonacich, "Factoring and weighting approaches to status scores and clique
            identification", Journal of Mathematical Sociology 2 (1972), 113-120.
    """
    net = as_network(of)
    links = (net.matrix if weighted else net.pattern).T.tocsr()
    if not links.data.any():
        return _undefined(net, "nobody is linked")
    if net.directed:
        found = _by_turns(links) if _has_cycle(net) else None
        if found is None:
            return _undefined(net, "links lead in no cycle that decides")
    else:
        found = _by_values(links) if len(net) <= SMALL else _by_parts(links)
    return Measured("eigenvector", even(found, DIGITS), "scipy")


def _undefined(net: Network, why: str) -> Measured:
    return Measured("eigenvector", np.full(len(net), np.nan), "scipy", note=NOT_DEFINED + why)


def _by_values(links: csr_array) -> np.ndarray:
    """The start of equal figures, cast on all vectors of the largest value."""
    values, vectors = np.linalg.eigh(links.toarray())
    largest = vectors[:, values > values[-1] * (1 - ALIKE)]
    return _unit(largest @ largest.sum(axis=0))


def _by_parts(links: csr_array) -> np.ndarray:
    """The same for large networks, from each component that may have the largest value."""
    from scipy.sparse.csgraph import connected_components  # noqa: PLC0415 - heavy

    start = np.ones(links.shape[0])
    _, labels = connected_components(links, directed=False)
    sums = links @ start
    above = np.divide(links @ sums, sums, out=np.zeros(len(sums)), where=sums > 0)
    bounds = np.zeros(labels.max() + 1)
    np.maximum.at(bounds, labels, above)  # no value of a component is above this
    order = labels.argsort(kind="stable")
    ends = np.searchsorted(labels[order], np.arange(len(bounds) + 1))
    largest, found = 0.0, np.zeros(len(sums))
    known = list[tuple[float, np.ndarray, np.ndarray]]()
    for label in np.argsort(-bounds, kind="stable"):
        if bounds[label] < largest * (1 - ALIKE):
            break
        part = order[ends[label] : ends[label + 1]]
        value, vector = _of_component(links[part][:, part])
        largest = max(largest, value)
        known.append((value, part, vector))
    for value, part, vector in known:
        if value >= largest * (1 - ALIKE):
            found[part] = vector * vector.sum()
    return _unit(found)


def _of_component(links: csr_array) -> tuple[float, np.ndarray]:
    """The largest value of a component, which is simple, and its vector."""
    from scipy.sparse.linalg import eigsh  # noqa: PLC0415 - heavy

    if links.shape[0] <= SMALL:
        values, vectors = np.linalg.eigh(links.toarray())
    else:
        values, vectors = eigsh(links, k=1, which="LA", v0=np.ones(links.shape[0]))
    return float(values[-1]), _unit(vectors[:, -1])


def _by_turns(links: csr_array) -> np.ndarray | None:
    """Repeated adding from equal figures; None where it does not settle."""
    found = np.full(links.shape[0], links.shape[0] ** -0.5)
    for _ in range(TURNS):
        before, found = found, _unit(found + links @ found)
        if np.linalg.norm(found - before) < SETTLED:
            return found
    return None


def _unit(found: np.ndarray) -> np.ndarray:
    values: np.ndarray = np.abs(found) / np.linalg.norm(found)
    return values


def _has_cycle(net: Network) -> bool:
    from scipy.sparse.csgraph import connected_components  # noqa: PLC0415 - heavy

    count, _ = connected_components(net.pattern, directed=True, connection="strong")
    return bool(count < len(net))


def pagerank(
    of: Network | nx.Graph[str], *, weighted: bool = False, damping: float = 0.85
) -> Measured:
    """Where one ends up who follows links at random: who is turned to by those turned to.

    With damping d, n points and wᵢⱼ the link from i to j (1, or its strength) of Wᵢ = Σ wᵢⱼ in all:

        x(j) = (1 - d) ÷ n + d · (Σ over i of x(i) wᵢⱼ ÷ Wᵢ + Σ over i without links of x(i) ÷ n)

    All add up to 1. Isolates have the least that there is. An undirected link leads both ways.

    Args:
        of: The network.
        weighted: Whether strong links are followed more often.
        damping: How often a link is followed, rather than beginning anew anywhere.

    >>> import networkx as nx
    >>> pagerank(nx.path_graph(["a", "b", "c"])).values.round(3).tolist()
    [0.257, 0.486, 0.257]

    References:
        L. Page, S. Brin, R. Motwani and T. Winograd, "The PageRank citation ranking: bringing
        order to the web", Stanford (1999).
    """
    net = as_network(of)
    count = len(net)
    links = net.matrix if weighted else net.pattern
    out = np.asarray(links.sum(axis=1), dtype=float)
    share = np.divide(1.0, out, out=np.zeros(count), where=out > 0)
    into, ends = links.T.tocsr(), out == 0
    found = np.full(count, 1.0 / count if count else np.nan)
    for _ in range(TURNS):
        onward = into @ (found * share) + found[ends].sum() / max(count, 1)
        before, found = found, (1 - damping) / max(count, 1) + damping * onward
        if np.abs(found - before).sum() < SETTLED:
            break
    return Measured("pagerank", even(found, DIGITS), "scipy")
