"""Networks as networkx knows them: a network as a graph, and figures by the nodes of a graph."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from itertools import repeat
from typing import TYPE_CHECKING, Any, Protocol

from uegraph.errors import UegraphError
from uegraph.network.foreign import from_networkx, ranks, refuse_no_graph, texts_of
from uegraph.network.model import Network

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import networkx as nx
    import numpy as np
    import polars as pl

__all__ = ["Figures", "as_network", "by_node", "from_networkx", "to_networkx"]


class Figures(Protocol):
    """An answer with one figure a point, by code."""

    @property
    def values(self) -> np.ndarray:
        """The figures."""


def as_network(of: Network | nx.Graph[Any]) -> Network:
    """A network as it is, or a user's graph as a network; the graph is not changed."""
    return of if isinstance(of, Network) else from_networkx(of)


def by_node(
    figures: Figures | np.ndarray | Sequence[Any], graph: Network | nx.Graph[Any]
) -> dict[Any, Any]:
    """The figures of a measure by the user's own nodes, in the order of the graph.

    >>> import networkx as nx
    >>> star = nx.star_graph(3)
    >>> by_node(from_networkx(star).degree, star)
    {0: 3, 1: 1, 2: 1, 3: 1}

    Args:
        figures: What a measure of this graph answered, or one value a point by code.
        graph: The graph that was measured; the points of a network are given by IRI.

    Raises:
        UegraphError: The figures are those of another graph, or what was measured is none.
    """
    refuse_no_graph(graph)
    values: Any = getattr(figures, "values", figures)
    found = values.tolist() if hasattr(values, "tolist") else list(values)
    if len(found) != len(graph):
        raise UegraphError(
            f"There are {len(found):,} figures for {len(graph):,} nodes: the figures are those of "
            f"another graph, or the graph has changed since. Measure it again."
        )
    if isinstance(graph, Network):
        return dict(zip(graph.points["iri"].to_list(), found, strict=True))
    nodes = list(graph)
    codes = ranks(texts_of(nodes)).to_list()
    return {node: found[code] for node, code in zip(nodes, codes, strict=True)}


def to_networkx(net: Network) -> nx.Graph[str]:
    """The network as a networkx graph, its points keyed by IRI, with all that is known of them.

    A ``Graph`` or ``DiGraph``; where a pair has several links, such as a derived one and one that a
    source states, a ``MultiGraph`` or ``MultiDiGraph`` whose links are keyed by their row in
    ``net.links``. What is not known is no attribute. ``graph.graph`` holds ``kinds``, ``weighing``,
    ``remarks``, ``sources`` and ``as_of``. What derived links rest on stays in ``net.incidence``.

    ``from_networkx`` reads it back.
    """
    import networkx as nx  # noqa: PLC0415 - heavy

    ends = net.links.select("source", "target")
    several = ends.n_unique() < len(ends)
    forms = ((nx.Graph, nx.DiGraph), (nx.MultiGraph, nx.MultiDiGraph))
    graph: nx.Graph[str] = forms[several][net.directed](
        kinds=net.kinds, weighing=net.weighing, remarks=net.remarks, sources=net.sources
    )
    graph.graph.update({"as_of": net.as_of} if net.as_of else {})
    iris = net.points["iri"].to_list()
    columns: list[Any] = [[iris[code] for code in ends[end].to_list()] for end in ends.columns]
    if several:
        columns.append(range(len(ends)))
    with _uncollected():
        graph.add_nodes_from(zip(iris, _known(net.points.drop("iri")), strict=True))
        graph.add_edges_from(zip(*columns, _known(net.links.drop(ends.columns)), strict=True))
    return graph


@contextmanager
def _uncollected() -> Iterator[None]:
    """No search for garbage meanwhile: among a million new dicts that all stay it finds none."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _known(frame: pl.DataFrame) -> Iterator[dict[str, Any]]:
    """For each line what is known, by column."""
    said = [column for column in frame if column.null_count() < len(frame)]
    names = [column.name for column in said]
    rows = zip(*(column.to_list() for column in said), strict=True) if said else [()] * len(frame)
    if not any(column.null_count() for column in said):
        return map(dict, map(zip, repeat(names), rows))
    return (
        {name: value for name, value in zip(names, row, strict=True) if value is not None}
        for row in rows
    )
