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
    [4] Good, B. H., de Montjoye, Y.-A. and Clauset, A. (2010). Performance of modularity
        maximization in practical contexts. Physical Review E 81, 046106.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from scipy.sparse import csr_array, triu
from scipy.sparse.csgraph import connected_components

from uegraph.errors import ParameterError
from uegraph.metrics.network.agreement import stability, staying
from uegraph.metrics.network.order import by_name, in_order, numbered
from uegraph.network import Network, as_network

if TYPE_CHECKING:
    from collections.abc import Sequence

    import networkx as nx

ENGINE: Final = "networkit ParallelLeiden"

_ROUNDS: Final = 3
"""How often a search starts again from what it found; more adds about a thousandth."""

_MOST_LINKS: Final = 2_000_000
"""How many links all searches of one answer may go through together: some ten seconds."""

_FEWEST: Final = 3
"""However large a network, fewer searches than this would say nothing of stability."""

_BITS: Final = 36
_FINE: Final = 16
"""Bits of all strengths together and of the resolution: their product is exact in a float's 53."""


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
        return in_order(np.flatnonzero(self.membership == number), self._order)

    @property
    def isolates(self) -> np.ndarray:
        """The codes of the points with no recorded link, by name."""
        return self.members(-1)


def communities(
    of: Network | nx.Graph[str], *, resolution: float = 1.0, seed: int = 1, runs: int = 20
) -> Communities:
    """Groups that work with each other more than with others, and how sure they are.

    The grouping with the highest modularity of several searches by the Leiden algorithm [3].
    Nobody can tell whether there is a better one, and others nearly as good may look different [4]:
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
    linked = in_order(np.flatnonzero(net.degree), order)
    strengths = _strengths(net, linked)
    _refuse(strengths, resolution, runs)
    made = max(min(runs, _MOST_LINKS // max(strengths.nnz // 2, 1)), min(runs, _FEWEST))
    found = _searches(strengths, resolution, range(seed, seed + made))
    best = _best(strengths, found, resolution)
    groups, stays = np.full(len(net), -1), np.full(len(net), np.nan)
    groups[linked], stays[linked] = found[best], staying(found, best)
    membership = numbered(groups, order)
    return Communities(
        membership=membership,
        sizes=np.bincount(membership[linked]),
        modularity=modularity(net, membership, resolution=resolution),
        stability=stability(found),
        staying=stays,
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
    found.sort_indices()
    return found


def _searches(strengths: csr_array, resolution: float, seeds: Sequence[int]) -> list[np.ndarray]:
    """What each search finds: the number of each point's community, from 0."""
    if not strengths.nnz:
        return [np.arange(strengths.shape[0]) for _ in seeds]
    import networkit  # noqa: PLC0415 - heavy

    upper = triu(strengths, k=1, format="coo")
    ends = (upper.row.astype(np.uint64), upper.col.astype(np.uint64))
    graph = networkit.GraphFromCoo((_even(upper.data), ends), n=upper.shape[0], weighted=True)
    threads = networkit.getMaxNumberOfThreads()
    networkit.setNumberOfThreads(1)
    try:
        return [split(strengths, _search(graph, resolution, seed)) for seed in seeds]
    finally:
        networkit.setNumberOfThreads(threads)


def _search(graph: Any, resolution: float, seed: int) -> np.ndarray:
    import networkit  # noqa: PLC0415 - heavy

    networkit.setSeed(seed, False)
    mantissa, exponent = math.frexp(resolution)
    search = networkit.community.ParallelLeiden(
        graph,
        iterations=_ROUNDS,
        randomize=True,
        gamma=math.ldexp(round(mantissa * 2**_FINE), exponent - _FINE),
    )
    search.run()
    return np.array(search.getPartition().getVector(), dtype=np.int64)


def _even(strengths: np.ndarray) -> np.ndarray:
    """Strengths as whole numbers in the same proportions, so that no sum of them is rounded.

    With fractions the engine may move a point to and fro for ever: rounded sums make each of two
    communities look better from the other. Whole numbers also give the same answer whatever the
    unit of the strengths.
    """
    shares = strengths / strengths.max()
    power = math.floor(_BITS - math.log2(2 * shares.sum()))
    even: np.ndarray = np.maximum(np.rint(np.ldexp(shares, power)), 1)
    return even


def split(strengths: csr_array, groups: np.ndarray) -> np.ndarray:
    """Groups of which each hangs together: what the engine left in pieces is taken apart.

    Leiden leaves none in pieces, but releases of the engine have been reported to.
    """
    one = np.repeat(np.arange(len(groups)), np.diff(strengths.indptr))
    within = groups[one] == groups[strengths.indices]
    ends = (one[within], strengths.indices[within])
    inner = csr_array((np.ones(len(ends[0])), ends), shape=strengths.shape)
    _, pieces = connected_components(inner, directed=False)
    return np.asarray(pieces, dtype=np.int64)


def _best(strengths: csr_array, found: Sequence[np.ndarray], resolution: float) -> int:
    """The place of the search that found the highest modularity; the first of equal ones."""
    figures = [_modularity(strengths, groups, resolution) or 0.0 for groups in found]
    return int(np.argmax(np.round(figures, 12)))


def _modularity(strengths: csr_array, groups: np.ndarray, resolution: float) -> float | None:
    total = float(strengths.sum())
    if not total:
        return None
    degree = np.asarray(strengths.sum(axis=1)).ravel()
    one = np.repeat(groups, np.diff(strengths.indptr))
    inside = float(strengths.data[one == groups[strengths.indices]].sum())
    member = groups >= 0
    shares = np.bincount(groups[member], weights=degree[member]) / total
    return inside / total - resolution * float((shares**2).sum())


def _note(asked: int, made: int) -> str:
    if made == asked:
        return ""
    return f"{made} runs were made and not {asked}, as the network is very large."
