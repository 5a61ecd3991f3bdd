"""Communities that many searches agree on, so that one more link does not make other ones.

A single search hangs on the order in which it goes through the points. So several are made, each
link is weighed by the share of searches that leave its ends together, and what is then found is
what most of them found.

References:
    [1] Traag, V. A., Waltman, L. and van Eck, N. J. (2019). From Louvain to Leiden: guaranteeing
        well-connected communities. Scientific Reports 9, 5233.
    [2] Lancichinetti, A. and Fortunato, S. (2012). Consensus clustering in complex networks.
        Scientific Reports 2, 336.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from scipy.sparse import coo_array, csr_array, triu
from scipy.sparse.csgraph import connected_components

if TYPE_CHECKING:
    from collections.abc import Iterable

_MOST_LINKS: Final = 500_000
"""How many links all first searches go through together: about a second."""

_SEARCHES: Final = 100
_FEWEST: Final = 6
_AGREED: Final = 6
"""How many searches are made among what the first ones agree on."""

_SCALE: Final = 2**20
"""The strongest link as a whole number: sums of whole numbers are never rounded.

With rounded sums the engine may move a point to and fro between two communities for ever.
"""


def search(links: csr_array, *, resolution: float = 1.0) -> np.ndarray:
    """The number of each point's community, counted from 0; each community hangs together.

    Args:
        links: Strengths above 0, symmetric, each point with at least one.
        resolution: More gives smaller communities; a multiple of 1/8, so that sums stay exact.
    """
    upper = coo_array(triu(links, k=1, format="coo"))
    if not upper.nnz:
        return np.arange(links.shape[0])
    count = max(_FEWEST, min(_SEARCHES, _MOST_LINKS // upper.nnz))
    found = list(_searches(upper, resolution, range(1, count + 1)))
    agreed = np.mean([groups[upper.row] == groups[upper.col] for groups in found], axis=0)
    # The fourth power: what half of the searches part is a sixteenth as strong.
    firm = coo_array((upper.data * (0.002 + agreed**4), (upper.row, upper.col)), shape=upper.shape)
    again = list(_searches(firm, resolution, range(1, _AGREED + 1)))
    figures = [round(_modularity(firm, groups, resolution), 6) for groups in again]
    return pieces(links, again[int(np.argmax(figures))])


def pieces(links: csr_array, groups: np.ndarray) -> np.ndarray:
    """Groups of which each hangs together: what lies in pieces is taken apart."""
    one = np.repeat(np.arange(len(groups)), np.diff(links.indptr))
    within = groups[one] == groups[links.indices]
    ends = (one[within], links.indices[within])
    inner = csr_array((np.ones(len(ends[0])), ends), shape=links.shape)
    found: np.ndarray = connected_components(inner, directed=False)[1]
    return found


def _searches(upper: coo_array, resolution: float, seeds: Iterable[int]) -> Iterable[np.ndarray]:
    import networkit  # noqa: PLC0415 - heavy

    ends = (upper.row.astype(np.uint64), upper.col.astype(np.uint64))
    whole = np.maximum(np.rint(upper.data / upper.data.max() * _SCALE), 1.0)
    graph = networkit.GraphFromCoo((whole, ends), n=upper.shape[0], weighted=True)
    threads = networkit.getMaxNumberOfThreads()
    # In several threads the engine does not repeat itself.
    networkit.setNumberOfThreads(1)
    try:
        for seed in seeds:
            networkit.setSeed(seed, False)
            leiden = networkit.community.ParallelLeiden(graph, iterations=2, gamma=resolution)
            leiden.run()
            yield np.array(leiden.getPartition().getVector(), dtype=np.int64)
    finally:
        networkit.setNumberOfThreads(threads)


def _modularity(upper: coo_array, groups: np.ndarray, resolution: float) -> float:
    total = float(upper.data.sum())
    inside = float(upper.data[groups[upper.row] == groups[upper.col]].sum())
    ends = np.concatenate([groups[upper.row], groups[upper.col]])
    degree = np.bincount(ends, weights=np.concatenate([upper.data, upper.data]))
    return inside / total - resolution * float(((degree / (2 * total)) ** 2).sum())
