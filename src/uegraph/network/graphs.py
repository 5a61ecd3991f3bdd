"""Networks as others know them: networkx graphs, GraphML and GEXF.

A user's graph is read and never changed. Its nodes become points by how they are written, so that
``by_node`` can hand figures back by the user's own nodes.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import chain, compress
from numbers import Real
from reprlib import repr as shortened
from typing import TYPE_CHECKING, Any, Final, Protocol

import polars as pl

from uegraph.errors import UegraphError
from uegraph.network.model import LINKS, POINTS, Network, tidy

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import networkx as nx
    import numpy as np

_NO_XML: Final = r"[\x00-\x08\x0B\x0C\x0E-\x1F\x{FFFE}\x{FFFF}]"
"""What XML 1.0 has no way to write, not even escaped."""

_GEXF_WORDS: Final = frozenset(
    {"id", "pid", "for", "key", "label", "weight", "type", "start", "end"}
    | {"parents", "slices", "spells", "viz"}
)
"""Attributes that mean something of their own to GEXF, such as when an edge begins."""


class Figures(Protocol):
    """An answer with one figure a point, by code."""

    @property
    def values(self) -> np.ndarray:
        """The figures."""


def as_network(of: Network | nx.Graph[Any]) -> Network:
    """A network as it is, or a user's graph as a network; the graph is not changed."""
    return of if isinstance(of, Network) else from_networkx(of)


def by_node(figures: Figures | Sequence[Any], graph: Network | nx.Graph[Any]) -> dict[Any, Any]:
    """The figures of a measure by the user's own nodes, in the order of the graph.

    >>> import networkx as nx
    >>> network = from_networkx(nx.star_graph(3))
    >>> by_node(network.degree.tolist(), nx.star_graph(3))
    {0: 3, 1: 1, 2: 1, 3: 1}

    Args:
        figures: What a measure of this graph answered, or one value a point by code.
        graph: The graph that was measured; of a network, the points are named by IRI.

    Raises:
        UegraphError: The figures are those of another graph.
    """
    found = figures if not hasattr(figures, "values") else figures.values.tolist()
    if len(found) != len(graph):
        raise UegraphError(
            f"There are {len(found):,} figures and {len(graph):,} nodes: the figures are those of "
            f"another graph, or the graph has changed. Measure it again."
        )
    if isinstance(graph, Network):
        return dict(zip(graph.points["iri"].to_list(), found, strict=True))
    nodes = list(graph)
    return {node: found[code] for node, code in zip(nodes, _codes(_iris(nodes)), strict=True)}


def to_networkx(net: Network) -> nx.Graph[str]:
    """The network as a networkx graph, its points keyed by IRI, with all that is known of them.

    A ``Graph`` or ``DiGraph``; where a pair has several links, such as a derived one and one that a
    source states, a ``MultiGraph`` or ``MultiDiGraph``, each link keyed by its row in ``net.links``.
    What is not known is no attribute. ``graph.graph`` holds ``kinds``, ``weighing``, ``remarks`` and
    ``sources``. Which activities a derived link rests on stays in ``net.incidence``.

    ``from_networkx`` reads it back.
    """
    import networkx as nx  # noqa: PLC0415 - heavy

    ends = net.links.select("source", "target")
    several = ends.n_unique() < len(ends)
    forms = ((nx.Graph, nx.DiGraph), (nx.MultiGraph, nx.MultiDiGraph))
    graph: nx.Graph[str] = forms[several][net.directed](
        kinds=net.kinds, weighing=net.weighing, remarks=net.remarks, sources=net.sources
    )
    iris = net.points["iri"].to_list()
    graph.add_nodes_from(zip(iris, _known(net.points.drop("iri")), strict=True))
    columns: list[Any] = [[iris[code] for code in ends[end].to_list()] for end in ends.columns]
    if several:
        columns.append(range(len(ends)))
    graph.add_edges_from(zip(*columns, _known(net.links.drop(ends.columns)), strict=True))
    return graph


def from_networkx(graph: nx.Graph[Any]) -> Network:
    """A network with the points, links, weights and attributes of any networkx graph.

    A node becomes a point whose IRI is the node as text; its name is its attribute ``name`` or
    ``label``. Attributes become columns: numbers and truth values as they are, all else as text,
    NaN as not known. A link without a ``weight`` counts as 1; parallel links are kept each.
    A link is one that is stated unless its attribute ``stated`` says otherwise. Links from a node
    to itself are left out, which the remarks say. Nodes that are marked ``bipartite`` 0 and 1, as
    networkx has it, or with a ``kind`` that no link stays within, make a two-mode network.

    Raises:
        UegraphError: Two nodes are written alike, or a weight is no number above 0.
    """
    nodes = list(graph)
    codes = pl.Series(_codes(_iris(nodes)), dtype=pl.UInt32)
    points, lost = _frame([told for _, told in graph.nodes(data=True)], {"name": "label"}, {"iri"})
    links, loops, lost_too = _links(graph, nodes)
    links = links.with_columns(codes.gather(links[end]).alias(end) for end in ("source", "target"))
    points = points.with_columns(iri=pl.Series(_iris(nodes), dtype=pl.String))
    kinds, points = _kinds(graph, points, codes, links)
    known = graph.graph
    return Network(
        _completed(points).sort("iri"),
        tidy(links, directed=graph.is_directed()),
        directed=graph.is_directed(),
        kinds=kinds,
        weighing=str(known.get("weighing", "count")),
        remarks=(*_texts(known.get("remarks")), *loops, *lost, *lost_too),
        sources=_texts(known.get("sources")),
    )
