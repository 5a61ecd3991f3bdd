"""Communities: who works with each other more than with others, and how sure that grouping is.

Finding the very best grouping is not feasible, and a search hangs on the order in which it goes
through the points. So several searches are made with other seeds; the best is the answer, and how
far the others agree with it is told with it: a community that other searches do not find is a
matter of chance.

References:
    [1] Newman, M. E. J. and Girvan, M. (2004). Finding and evaluating community structure in
        networks. Physical Review E 69, 026113.
    [2] Reichardt, J. and Bornholdt, S. (2006). Statistical mechanics of community detection.
        Physical Review E 74, 016110 (resolution).
    [3] Traag, V. A., Waltman, L. and van Eck, N. J. (2019). From Louvain to Leiden: guaranteeing
        well-connected communities. Scientific Reports 9, 5233.
    [4] Hubert, L. and Arabie, P. (1985). Comparing partitions. Journal of Classification 2, 193-218.
    [5] Good, B. H., de Montjoye, Y.-A. and Clauset, A. (2010). Performance of modularity
        maximization in practical contexts. Physical Review E 81, 046106.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import numpy as np
from scipy.sparse import csr_array, triu
from scipy.sparse.csgraph import connected_components

from uegraph.errors import ParameterError
from uegraph.metrics.network.order import by_name, numbered
from uegraph.network import Network, as_network

if TYPE_CHECKING:
    from collections.abc import Sequence

    import networkx as nx

ENGINE: Final = "networkit ParallelLeiden"

_ROUNDS: Final = 5
"""How often a search starts again from what it found; more adds less than a thousandth."""

_MOST_LINKS: Final = 2_000_000
"""How many links all searches of one answer may go through together: some ten seconds."""

_FEWEST: Final = 3
"""However large a network, fewer searches than this would say nothing of stability."""


@dataclass(frozen=True, slots=True)
class Communities:
    """The communities of a network and how far they hang on chance.

    Attributes:
        membership: The number of each point's community, by code; 0 is the largest, of equal ones
            that with the first name. -1 is none: a point with no recorded link.
        sizes: How many points each community has.
        modularity: How much more of the strength of links lies within communities than would by
            chance, at most 1; None where there is no link.
        stability: How far two searches agree, the mean adjusted Rand index of all pairs of runs: 1
            is always the same, 0 no more than by chance. None with one run or no link.
        staying: For each point the share of the other runs in which it is together with more than
            half of the others of its community; NaN for a community of one, for a point with no
            recorded link and where there was one run.
        runs: How many searches were made.
        resolution: More gives smaller communities.
        seed: The seed of the first search; the others have those that follow it.
        engine: What searched.
        note: What is to be known of it, such as that fewer runs were made than asked for.
    """

    membership: np.ndarray
    sizes: np.ndarray
    modularity: float | None
    stability: float | None
    staying: np.ndarray
    runs: int
    resolution: float
    seed: int
    engine: str = ENGINE
    note: str = ""
    _order: np.ndarray = field(default_factory=lambda: np.empty(0, int), repr=False)

    def __len__(self) -> int:
        """How many communities there are."""
        return len(self.sizes)

    def members(self, number: int) -> np.ndarray:
        """The codes of the points of a community, by name; -1 for those with no recorded link."""
        codes = np.flatnonzero(self.membership == number)
        found: np.ndarray = codes[np.argsort(self._order[codes])]
        return found

    @property
    def isolates(self) -> np.ndarray:
        """The codes of the points with no recorded link, by name."""
        return self.members(-1)


def communities(
    of: Network | nx.Graph[str], *, resolution: float = 1.0, seed: int = 1, runs: int = 20
) -> Communities:
    """Groups that work with each other more than with others, and how sure they are.

    The grouping with the highest modularity of several searches by the Leiden algorithm [3].
    Nobody can tell whether there is a better one, and others nearly as good may look different [5]:
    look at ``stability`` and ``staying``. Every community hangs together: where the engine leaves
    one in pieces, each piece is a community. Isolates are in none.

    Links weigh by their strength. Directions do not count: a directed network is taken as
    undirected, the strengths of both directions added. A link without strength draws nobody
    together. The same network and seed give the same answer, whatever the IRIs, as long as the
    names keep their order; the engine runs in one thread, as it does not repeat itself in several.
    Estimated, not exact; engine: networkit.

    Args:
        of: The network.
        resolution: 1 is the usual modularity; more gives smaller communities, less larger [2].
        seed: The seed of the first search.
        runs: How many searches; fewer are made, and the note says so, of very large networks.

    Raises:
        ParameterError: A strength is below 0, or the resolution or the runs are not above 0.
    """
    net = as_network(of)
    order = by_name(net)
    linked = np.flatnonzero(net.degree)
    linked = linked[np.argsort(order[linked])]
    strengths = _strengths(net, linked)
    _refuse(strengths, resolution, runs)
    made = max(min(runs, _MOST_LINKS // max(strengths.nnz // 2, 1)), min(runs, _FEWEST))
    found = _searches(strengths, resolution, range(seed, seed + made))
    best = _best(strengths, found, resolution)
    groups, staying = np.full(len(net), -1), np.full(len(net), np.nan)
    groups[linked], staying[linked] = found[best], _staying(found, best)
    membership = numbered(groups, order)
    return Communities(
        membership=membership,
        sizes=np.bincount(membership[linked]),
        modularity=modularity(net, membership, resolution=resolution),
        stability=_stability(found),
        staying=staying,
        runs=made,
        resolution=resolution,
        seed=seed,
        note=_note(runs, made),
        _order=order,
    )


def modularity(
    of: Network | nx.Graph[str], membership: np.ndarray, *, resolution: float = 1.0
) -> float | None:
    """How much more of the strength of links lies within communities than would by chance.

    The sum over communities of L/m - r (K/2m)², with L the strength of the links within, K that of
    all links of its members (twice for those within), m that of all links and r the resolution
    [1, 2]. 0 is what chance gives, 1 the most. None where no link has a strength.

    Args:
        of: The network; a directed one as undirected, the strengths of both directions added.
        membership: A number from 0 for each point's community, by code; below 0 for a point in
            none, which must have no link.
        resolution: What chance counts.
    """
    net = as_network(of)
    return _modularity(_strengths(net, np.arange(len(net))), membership, resolution)


def adjusted_rand_index(one: np.ndarray, other: np.ndarray) -> float:
    """How far two groupings of the same points agree: 1 is the same, 0 no more than by chance.

    (Pairs that are together in both, less what chance gives) over (the mean of the pairs that are
    together in either, less the same) [4]. Two groupings that both put all together, or all apart,
    are the same: 1.

    >>> adjusted_rand_index(np.array([0, 0, 1, 2]), np.array([0, 0, 1, 1]))
    0.5714285714285714
    """
    both = _pairs(_contingency(one, other)[0])
    first, second = _pairs(np.bincount(one)), _pairs(np.bincount(other))
    every = _pairs(np.array([len(one)]))
    if first == second == both:
        return 1.0
    chance = first * second / every
    return (both - chance) / ((first + second) / 2 - chance)


def _refuse(strengths: csr_array, resolution: float, runs: int) -> None:
    if not (strengths.data >= 0).all() or not np.isfinite(strengths.data).all():
        raise ParameterError(
            "A link has a strength that is below 0 or no number, so communities are not defined. "
            "Give each link a strength of 0 or more."
        )
    if not 0 < resolution < np.inf:
        raise ParameterError(f"The resolution is {resolution}. Give a number above 0, such as 1.")
    if runs < 1:
        raise ParameterError(f"{runs} runs are asked for. Give a whole number from 1, such as 20.")


def _strengths(net: Network, linked: np.ndarray) -> csr_array:
    """The strengths between the points given, whatever the direction."""
    matrix = net.matrix + net.matrix.T if net.directed else net.matrix
    found = csr_array(matrix)[linked][:, linked]
    found.eliminate_zeros()
    return found


def _searches(strengths: csr_array, resolution: float, seeds: Sequence[int]) -> list[np.ndarray]:
    """What each search finds: the number of each point's community."""
    if not strengths.nnz:
        return [np.arange(strengths.shape[0]) for _ in seeds]
    import networkit  # noqa: PLC0415 - heavy

    upper = triu(strengths, k=1, format="coo")
    ends = (upper.row.astype(np.uint64), upper.col.astype(np.uint64))
    graph = networkit.GraphFromCoo((upper.data, ends), n=upper.shape[0], weighted=True)
    threads = networkit.getMaxNumberOfThreads()
    networkit.setNumberOfThreads(1)
    try:
        return [_search(networkit, graph, strengths, resolution, seed) for seed in seeds]
    finally:
        networkit.setNumberOfThreads(threads)
