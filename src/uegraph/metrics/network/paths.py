"""Who is near everybody, and who lies in between: measures of shortest paths.

On small networks each is exact; on large ones it is estimated from a sample of points, its error
measured from how much these differ, and is said to be an estimate.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from uegraph.errors import ParameterError
from uegraph.metrics.network.dependencies import dependencies
from uegraph.metrics.network.hops import lengths, spread
from uegraph.metrics.network.model import Measured
from uegraph.metrics.network.rounding import even
from uegraph.network import as_network

if TYPE_CHECKING:
    import networkx as nx
    from scipy.sparse import csr_array

    from uegraph.metrics.network.dependencies import Dependencies
    from uegraph.network import Network

EXACT_UP_TO: Final = 20_000
"""With more points than this, paths are sampled: exact betweenness of so many takes half a minute
on two cores, and four times as long for twice as many."""

EXACT_WEIGHTED_UP_TO: Final = 5_000
"""The same where links have lengths, which takes some ten times as long."""

PIVOTS: Final = 1_000
"""How many points an estimate starts from: with 100, two estimates share few of their first 50."""

SURE: Final = 1.96
"""So many standard errors hold 95 of 100 estimates."""

TOP: Final = 10


def closeness(of: Network | nx.Graph[str], *, weighted: bool = False) -> Measured:
    """How few steps it takes from everybody to a point: who hears what happens, and soon.

    With r others who reach a point, at distances that are d together, among n points:

        closeness = r ÷ (n - 1) · r ÷ d

    This is one divided by the mean distance, times the share of the network that reaches the point
    at all, so that a pair apart from everybody is not close (Wasserman and Faust's improvement [1],
    as in networkx). From 0 (nobody reaches it) to 1 (everybody is linked to it). In a directed
    network paths lead to the point. Not defined in a network of one.

    Exact up to ``EXACT_UP_TO`` points. Beyond, distances are those from ``PIVOTS`` points of each
    component that has more [2]; the error is 1.96 times the largest standard error of a point.

    Args:
        of: The network.
        weighted: Whether a link's length is one divided by its strength [3], else one step.

    >>> import networkx as nx
    >>> closeness(nx.path_graph(["a", "b", "c"])).values.round(3).tolist()
    [0.667, 1.0, 0.667]

    References:
        [1] S. Wasserman and K. Faust, "Social Network Analysis" (1994), 201.
        [2] D. Eppstein and J. Wang, "Fast approximation of centrality", Journal of Graph
            Algorithms and Applications 8 (2004), 39-45.
        [3] M. Newman, "Scientific collaboration networks II", Physical Review E 64 (2001), 016132.
    """
    net = as_network(of)
    links = lengths(net) if weighted else net.pattern
    if len(net) < 2:
        return Measured("closeness", np.full(len(net), np.nan), "scipy")
    if len(net) > _exact_up_to(weighted=weighted):
        return _sampled_closeness(net, links, weighted=weighted)
    found = spread(links, np.arange(len(net)), weighted=weighted)
    return Measured("closeness", even(_closeness(found.reached, found.total, len(net))), "scipy")


def _exact_up_to(*, weighted: bool) -> int:
    return EXACT_WEIGHTED_UP_TO if weighted else EXACT_UP_TO


def _closeness(reached: np.ndarray, total: np.ndarray, size: int) -> np.ndarray:
    """Wasserman and Faust's closeness; 0 where nobody reaches the point."""
    mean = np.divide(reached, total, out=np.zeros(len(total)), where=total > 0)
    found: np.ndarray = reached / (size - 1) * mean
    return found


def _sampled_closeness(net: Network, links: csr_array, *, weighted: bool) -> Measured:
    """Closeness from pivots in each component; small components are exact."""
    from scipy.sparse.csgraph import connected_components  # noqa: PLC0415 - heavy

    _, labels = connected_components(links, directed=False)
    large = np.bincount(labels) > PIVOTS
    parts = [np.flatnonzero(labels == label) for label in np.flatnonzero(large)]
    parts.append(np.flatnonzero(~large[labels]))
    values, errors = np.zeros(len(net)), np.zeros(len(net))
    rng = np.random.default_rng(1)
    for place, part in enumerate(parts):
        sampled = place < len(parts) - 1
        pivots = np.sort(rng.choice(len(part), PIVOTS, replace=False)) if sampled else None
        values[part], errors[part] = _part(links[part][:, part], pivots, len(net), weighted)
    return Measured(
        "closeness",
        even(values),
        "scipy",
        exact=False,
        error=SURE * float(errors.max()),
        note=f"Estimated from {PIVOTS:,} points of each component with more than that. The error "
        "is 1.96 times the largest standard error of a point, from how much their distances vary.",
    )


def _part(
    links: csr_array, pivots: np.ndarray | None, size: int, weighted: bool
) -> tuple[np.ndarray, np.ndarray]:
    """Closeness within some components, from all of their points or some, and its error."""
    every = np.arange(links.shape[0])
    found = spread(links, every if pivots is None else pivots, weighted=weighted)
    if pivots is None:
        return _closeness(found.reached, found.total, size), np.zeros(len(every))
    asked = len(pivots) - np.isin(every, pivots)  # a point is not asked about itself
    scale = (len(every) - 1) / asked
    values = _closeness(found.reached * scale, found.total * scale, size)
    reached = np.maximum(found.reached, 2)
    mean = found.total / reached
    spread_out = np.maximum(found.squares / reached - mean**2, 0) / (reached - 1)
    of_mean = np.divide(spread_out, mean**2, out=np.zeros(len(mean)), where=mean > 0)
    of_reached = 4 * (1 / reached - 1 / np.maximum(asked, reached))
    relative = np.sqrt((of_mean + of_reached) * (1 - asked / (len(every) - 1)))
    return values, values * relative


def betweenness(
    of: Network | nx.Graph[str],
    *,
    weighted: bool = False,
    pivots: int | None = None,
    seed: int = 1,
) -> Measured:
    """How often a point lies on the shortest paths between others: who carries news across.

    Many such points are bridges that can also fail. With p(s, t) shortest paths from s to t, of
    which p(s, t | v) run through v, among n points:

        betweenness = Σ over s ≠ v ≠ t of p(s, t | v) ÷ p(s, t), divided by (n - 1)(n - 2)

    Each pair counts once in either direction, so in an undirected network this is the sum over
    pairs divided by (n - 1)(n - 2) ÷ 2, as in Kumu and networkx. From 0 (isolates, and points whose
    neighbours are all linked) to 1 (the middle of a star). Pairs that no path joins add nothing.
    Not defined with fewer than three points. In a directed network paths follow links.

    Exact up to ``EXACT_UP_TO`` points [1]. Beyond, or with ``pivots``, it is the same sum over so
    many sources only, drawn without returning from those that have links, times their number
    divided by the pivots [2]. It is right on average. The error is 1.96 times the largest standard
    error of a point, from how much the pivots differ; most points are nearer than that.

    Args:
        of: The network.
        weighted: Whether a link's length is one divided by its strength, else one step. Paths whose
            lengths differ by less than a billionth are equally long.
        pivots: How many sources to draw; all up to ``EXACT_UP_TO`` points and ``PIVOTS`` beyond.
        seed: Which sources are drawn.

    Raises:
        ParameterError: Fewer than two pivots, from which no error can be told.

    >>> import networkx as nx
    >>> betweenness(nx.path_graph(["a", "b", "c"])).values.tolist()
    [0.0, 1.0, 0.0]

    References:
        [1] U. Brandes, "A faster algorithm for betweenness centrality", Journal of Mathematical
            Sociology 25 (2001), 163-177.
        [2] U. Brandes and C. Pich, "Centrality estimation in large networks", International
            Journal of Bifurcation and Chaos 17 (2007), 2303-2318.
    """
    net = as_network(of)
    if pivots is not None and pivots < 2:
        raise ParameterError(f"Betweenness from {pivots} pivots has no error: ask for 2 or more.")
    if pivots is None and len(net) > _exact_up_to(weighted=weighted):
        pivots = PIVOTS
    # Rankings ask for it, and so does how sure they are.
    found: Measured = net.kept(
        f"betweenness {weighted} {pivots} {seed}",
        lambda: _betweenness(net, pivots, seed, weighted=weighted),
    )
    return found


def _betweenness(net: Network, pivots: int | None, seed: int, *, weighted: bool) -> Measured:
    """Betweenness, exact or from pivots."""
    size = len(net)
    if size < 3:
        return Measured("betweenness", np.full(size, np.nan), "scipy")
    sources = np.flatnonzero(np.diff(net.pattern.indptr))
    if pivots is None or pivots >= len(sources):
        total = dependencies(net, sources, weighted=weighted).total
        return Measured("betweenness", even(total / ((size - 1) * (size - 2))), "scipy")
    drawn = np.random.default_rng(seed).choice(sources, pivots, replace=False)
    found = dependencies(net, drawn, weighted=weighted)
    return _estimate(found, _Draw(pivots, len(sources), size))


@dataclass(frozen=True, slots=True)
class _Draw:
    """How many sources were drawn, of how many, among how many points."""

    pivots: int
    sources: int
    size: int


def _estimate(found: Dependencies, draw: _Draw) -> Measured:
    """Betweenness from some sources, and how far it may be off."""
    unit = draw.sources / ((draw.size - 1) * (draw.size - 2))
    mean = found.total / draw.pivots
    variance = np.maximum(found.squares / draw.pivots - mean**2, 0)
    variance *= (1 - draw.pivots / draw.sources) / (draw.pivots - 1)
    first, top = min(TOP, draw.size), slice(-TOP, None)
    halves = (found.half, found.total - found.half)
    one, other = (set(half.argsort(kind="stable")[top].tolist()) for half in halves)
    return Measured(
        "betweenness",
        even(mean * unit),
        "scipy",
        exact=False,
        error=SURE * unit * float(np.sqrt(variance.max())),
        note=f"Estimated from {draw.pivots:,} of {draw.sources:,} points with links. The error is "
        "1.96 times the largest standard error of a point, from how much these differ; most points "
        f"are nearer. Two halves of them agree on {len(one & other)} of the first {first} points.",
    )
