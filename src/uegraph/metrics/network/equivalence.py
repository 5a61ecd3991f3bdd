"""Who could stand in for whom: bodies that work with the same others.

Two bodies are structurally equivalent if they have the same contacts [1]. How nearly they are is
the share of their contacts, taken together, that both have: Jaccard's coefficient [2]. Whether the
two are linked with each other does not count. The body that shares most contacts can reach the same
people where the other leaves, declines or is asked too often.

References:
    [1] F. Lorrain and H. C. White, "Structural equivalence of individuals in social networks",
        Journal of Mathematical Sociology 1 (1971), 49-80.
    [2] P. Jaccard, "The distribution of the flora in the alpine zone", New Phytologist 11 (1912),
        37-50.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from uegraph.errors import ParameterError
from uegraph.metrics.network.order import by_name
from uegraph.network import as_network
from uegraph.words import many

if TYPE_CHECKING:
    import networkx as nx

    from uegraph.network import Network


@dataclass(frozen=True, slots=True)
class StandIn:
    """A point that shares contacts with another.

    Attributes:
        point: Its code.
        score: The share of the contacts of the two, taken together, that both have.
        shared: The codes of the contacts that both have, by name.
        together: How many contacts the two have together, the pair itself apart.
        linked: Whether the two are linked with each other.
    """

    point: int
    score: float
    shared: tuple[int, ...]
    together: int
    linked: bool


def stand_ins(of: Network | nx.Graph[str], point: int, top: int = 3) -> tuple[StandIn, ...]:
    """The bodies that have most of the same contacts as a given one.

    The contacts that both have ÷ the contacts that either has, the two themselves apart. In a
    directed network a contact to whom a link leads and one from whom a link comes are told apart,
    and one linked both ways counts as two. One row of a sparse product: the time is that of the
    contacts' contacts.

    Args:
        of: The network; in a two-mode one the stand-ins are of the same kind.
        point: The code of the point.
        top: How many at most.

    Raises:
        ParameterError: There is no such point.

    Returns:
        From most alike to least, then by name and IRI; none that shares no contact, so none at all
        for a point without links.

    >>> import networkx as nx
    >>> square = nx.Graph([("a", "b"), ("b", "c"), ("c", "d"), ("d", "a")])
    >>> stand_ins(square, 0)
    (StandIn(point=2, score=1.0, shared=(1, 3), together=2, linked=False),)
    """
    from scipy.sparse import hstack  # noqa: PLC0415 - heavy

    net = as_network(of)
    if not 0 <= point < len(net):
        raise ParameterError(
            f"There is no point with the code {point}: this network has {many(len(net), 'point')}, "
            "and codes count from 0. Look a code up in places, by IRI."
        )
    links = net.pattern
    if net.directed:
        links = hstack([links, links.T], format="csr")
    common = (links[[point]] @ links.T).toarray()[0]
    others = np.flatnonzero(common)
    others = others[others != point]
    contacts = np.diff(links.indptr)
    between = _between(net, point)[others]
    together = contacts[point] + contacts[others] - common[others] - 2 * between
    places = by_name(net)
    score = common[others] / together
    best = np.lexsort((places[others], -score))[:top]
    return tuple(
        StandIn(
            point=int(others[each]),
            score=float(score[each]),
            shared=_shared(net, point, int(others[each]), places),
            together=int(together[each]),
            linked=bool(between[each]),
        )
        for each in best
    )


def _between(net: Network, point: int) -> np.ndarray:
    """How many links there are between a point and each other one, of those told apart."""
    found: np.ndarray = net.pattern[[point]].toarray()[0]
    if net.directed:
        found += net.pattern[:, [point]].toarray()[:, 0]
    return found.astype(np.int64)


def _shared(net: Network, one: int, other: int, places: np.ndarray) -> tuple[int, ...]:
    """The codes of the contacts that two points have alike, by name."""
    ways = [net.pattern, net.pattern.T.tocsr()] if net.directed else [net.pattern]
    alike = [np.intersect1d(way[[one]].indices, way[[other]].indices) for way in ways]
    codes = np.unique(np.concatenate(alike))
    return tuple(codes[np.argsort(places[codes])].tolist())
