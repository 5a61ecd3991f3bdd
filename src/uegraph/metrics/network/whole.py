"""The network as a whole in a dozen figures: Kumu's seven, and what one asks for next."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np

from uegraph.metrics.network.clustering import transitivity
from uegraph.metrics.network.hops import spread
from uegraph.metrics.network.model import Total
from uegraph.metrics.network.order import by_name, numbered
from uegraph.network import as_network
from uegraph.words import many

if TYPE_CHECKING:
    import networkx as nx
    from scipy.sparse import csr_array

    from uegraph.network import Network

DIAMETER: Final = "diameter"
PATH: Final = "average path length"

EXACT_UP_TO: Final = 20_000
"""With more points than this in the largest component, distances are sampled."""

SAMPLE: Final = 1_024
"""How many points distances are sampled from: 16 groups of 64, whose means tell the error."""

SURE: Final = 2.131
"""So many standard errors hold 95 of 100 means of 16 groups (Student's t, 15 degrees)."""


def whole(of: Network | nx.Graph[str]) -> tuple[Total, ...]:
    """What the network is like as a whole: how large, how dense, how far from end to end.

    With n points, m links and p linked pairs, in this order:

    - element count n; connection count m;
    - density: p ÷ (n (n - 1) ÷ 2), in a directed network p ÷ (n (n - 1));
    - reciprocity: the share of links that are returned; None where links have no direction;
    - diameter: the most steps between two points on the shortest way, infinite where some do not
      reach each other;
    - average degree: 2 m ÷ n;
    - average path length: the mean number of steps between two points, infinite as above;
    - the last two within the largest component (directed: the largest in which everybody reaches
      everybody), which are finite;
    - components: parts with no link between them, each isolate one; isolates: points without links;
    - transitivity: see ``transitivity``.

    The first seven are those of Kumu's dashboard. In a component of more than ``EXACT_UP_TO``
    points the average path length is that from ``SAMPLE`` points, seeded, with the error measured
    between groups of them; the diameter is exact where undirected [1], else at least that found.

    >>> import networkx as nx
    >>> found = whole(nx.path_graph(["a", "b", "c", "d"]))
    >>> [(total.name, total.value) for total in found][4:7]
    [('diameter', 3.0), ('average degree', 1.5), ('average path length', 1.6666666666666667)]

    References:
        [1] M. Borassi and others, "Fast diameter and radius BFS-based computation in (weakly
            connected) real-world graphs", Theoretical Computer Science 586 (2015), 59-80.
    """
    net = as_network(of)
    parts = _parts(net)
    diameter, path = _distances(net, parts)
    return (
        Total("element count", len(net), "points"),
        _connections(net),
        _density(net),
        _reciprocity(net),
        _throughout(diameter, parts),
        Total("average degree", 2 * len(net.links) / len(net) if len(net) else None, "links"),
        _throughout(path, parts),
        _within(diameter, parts),
        _within(path, parts),
        Total("components", parts.count, "components", "scipy"),
        Total("isolates", int((net.degree == 0).sum()), "points"),
        transitivity(net),
    )


def _connections(net: Network) -> Total:
    links, pairs = len(net.links), net.pairs
    note = "" if links == pairs else f"between {many(pairs, 'pair')} of points"
    return Total("connection count", links, "links", note=note)


def _density(net: Network) -> Total:
    possible = len(net) * (len(net) - 1) // (1 if net.directed else 2)
    if not possible:
        return Total("density", None, note="there are no two points")
    return Total("density", net.pairs / possible)


def _reciprocity(net: Network) -> Total:
    if not net.directed:
        return Total("reciprocity", None, note="links have no direction")
    if not net.pairs:
        return Total("reciprocity", None, note="there are no links")
    both = net.pattern.multiply(net.pattern.T).nnz
    return Total("reciprocity", both / net.pairs, engine="scipy")


@dataclass(frozen=True, slots=True)
class _Parts:
    """The components of a network.

    Attributes:
        count: How many there are, whatever the direction.
        largest: The codes of the points of the largest in which everybody reaches everybody; of
            equally large ones, that with the first name.
        of: How many points the network has.
    """

    count: int
    largest: np.ndarray
    of: int

    @property
    def together(self) -> bool:
        """Whether everybody reaches everybody."""
        return len(self.largest) == self.of


def _parts(net: Network) -> _Parts:
    from scipy.sparse.csgraph import connected_components  # noqa: PLC0415 - heavy

    if not len(net):
        return _Parts(0, np.arange(0), 0)
    count, labels = connected_components(net.neighbours, directed=False)
    if net.directed:
        _, labels = connected_components(net.pattern, directed=True, connection="strong")
    largest = np.flatnonzero(numbered(labels, by_name(net)) == 0)
    return _Parts(int(count), largest, len(net))


def _distances(net: Network, parts: _Parts) -> tuple[Total, Total]:
    """The diameter and average path length of the largest component."""
    size = len(parts.largest)
    if size < 2:
        note = "no two points reach each other" if len(net) > 1 else "there are no two points"
        return Total(DIAMETER, None, "steps", note=note), Total(PATH, None, "steps", note=note)
    links = net.pattern[parts.largest][:, parts.largest]
    if size <= EXACT_UP_TO:
        found = spread(links, np.arange(size))
        mean = float(found.total.sum() / found.reached.sum())
        return Total(DIAMETER, found.farthest, "steps"), Total(PATH, mean, "steps")
    return _sampled(links, directed=net.directed)


def _sampled(links: csr_array, *, directed: bool) -> tuple[Total, Total]:
    """The same of a component that is too large to ask every point."""
    size = links.shape[0]
    found = spread(links, np.random.default_rng(1).choice(size, SAMPLE, replace=False))
    means = found.totals / found.counts
    path = Total(
        PATH,
        float(found.totals.sum() / found.counts.sum()),
        "steps",
        exact=False,
        error=SURE * float(means.std(ddof=1)) / len(means) ** 0.5,
        note=f"estimated from {SAMPLE:,} of {size:,} points; the error holds 95 of 100 estimates",
    )
    if directed:
        note = f"at least this: the farthest found from {SAMPLE:,} of {size:,} points"
        return Total(DIAMETER, found.farthest, "steps", exact=False, note=note), path
    return Total(DIAMETER, _diameter(links), "steps", "networkit"), path


def _diameter(links: csr_array) -> float:
    """The exact diameter of an undirected component."""
    import networkit as nk  # noqa: PLC0415 - heavy
    from scipy.sparse import triu  # noqa: PLC0415 - heavy

    once = triu(links).tocoo()
    ends = once.row.astype(np.uint64), once.col.astype(np.uint64)
    graph = nk.GraphFromCoo(ends, n=links.shape[0], weighted=False, directed=False)
    farthest, _ = nk.distance.Diameter(graph, nk.distance.DiameterAlgo.EXACT).run().getDiameter()
    return float(farthest)


def _throughout(found: Total, parts: _Parts) -> Total:
    """The figure of the network: infinite where some points do not reach each other."""
    if parts.together:
        return found
    note = "some points do not reach each other"
    return Total(found.name, float("inf"), found.unit, "scipy", note=note)


def _within(found: Total, parts: _Parts) -> Total:
    """The figure of the largest component, under a name that says so."""
    share = "" if parts.together else f"within {len(parts.largest):,} of {many(parts.of, 'point')}"
    note = "; ".join(filter(None, (share, found.note)))
    return replace(found, name=f"{found.name} of the largest component", note=note)
