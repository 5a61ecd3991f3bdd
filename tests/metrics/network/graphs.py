"""Seeded random graphs in every shape, each as a network of ours and as a networkx graph."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import networkx as nx
import polars as pl

from uegraph.network.model import make_network

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np

    from uegraph.network.model import Network


@dataclass(frozen=True, slots=True, repr=False)
class Pair:
    """The same graph twice; the nodes of ``graph`` are the IRIs of ``network``."""

    label: str
    network: Network
    graph: nx.Graph[str]

    def __str__(self) -> str:
        return self.label

    __repr__ = __str__

    def by_code(self, figures: Mapping[str, float]) -> list[float]:
        """Figures by node, in the order of the network's codes."""
        return [float(figures[iri]) for iri in self.network.points["iri"]]

    def by_node(self, values: np.ndarray) -> dict[str, float]:
        """Figures by code, by node."""
        return dict(zip(self.network.points["iri"], map(float, values), strict=True))


def network_of(graph: nx.Graph[str]) -> Network:
    """A network of a graph whose nodes are strings, not by way of ``from_networkx``."""
    points = pl.DataFrame({"iri": list(graph)}, schema={"iri": pl.String})
    rows = [(a, b, float(w)) for a, b, w in graph.edges(data="weight", default=1.0)]
    schema = {"source": pl.String, "target": pl.String, "weight": pl.Float64}
    links = pl.DataFrame(rows, schema=schema, orient="row")
    return make_network(points, links, directed=graph.is_directed())


def pair(label: str, graph: nx.Graph[int]) -> Pair:
    """A graph and its network; nodes get names whose order is not their number's."""
    rng = random.Random(label)
    numbers = rng.sample(range(1000, 10_000), len(graph))
    names = dict(zip(graph, (f"p{number}" for number in numbers), strict=True))
    named: nx.Graph[str] = nx.relabel_nodes(graph, names)  # type: ignore[arg-type]
    return Pair(label, network_of(named), named)


def undirected(pairs: str) -> nx.Graph[str]:
    """A graph of links such as "ab bc"."""
    return nx.Graph([(pair[0], pair[1]) for pair in pairs.split()])


def directed(pairs: str) -> nx.DiGraph[str]:
    """A graph of arrows such as "ab bc"."""
    return nx.DiGraph([(pair[0], pair[1]) for pair in pairs.split()])


def numbered(graph: nx.Graph[int]) -> Network:
    """The network of a graph of numbers, whose codes are these numbers."""
    names = {node: f"{node:04}" for node in graph}
    named: nx.Graph[str] = nx.relabel_nodes(graph, names)  # type: ignore[arg-type]
    return network_of(named)


def weighted(graph: nx.Graph[int], seed: int) -> nx.Graph[int]:
    """The graph with strengths of 1 to 5, so that ties happen."""
    rng = random.Random(seed)
    for _, _, data in graph.edges(data=True):
        data["weight"] = float(rng.randint(1, 5))
    return graph


def apart(graph: nx.Graph[int], seed: int) -> nx.Graph[int]:
    """The graph beside a smaller one, a lone pair and three isolates."""
    other = nx.gnp_random_graph(8, 0.4, seed=seed, directed=graph.is_directed())
    whole: nx.Graph[int] = nx.disjoint_union(graph, other)
    last = len(whole)
    whole.add_edge(last, last + 1)
    whole.add_nodes_from(range(last + 2, last + 5))
    return whole


def _undirected() -> list[Pair]:
    return [
        pair("gnp sparse", nx.gnp_random_graph(60, 0.05, seed=1)),
        pair("gnp dense", nx.gnp_random_graph(25, 0.4, seed=2)),
        pair("hubs", nx.barabasi_albert_graph(80, 2, seed=3)),
        pair("small world", nx.connected_watts_strogatz_graph(50, 4, 0.2, seed=4)),
        pair("in pieces with isolates", apart(nx.gnp_random_graph(30, 0.12, seed=5), 6)),
        pair("two sides", nx.bipartite.random_graph(12, 18, 0.2, seed=7)),
    ]


def _directed() -> list[Pair]:
    return [
        pair("directed sparse", nx.gnp_random_graph(50, 0.05, seed=11, directed=True)),
        pair("directed dense", nx.gnp_random_graph(20, 0.4, seed=12, directed=True)),
        pair(
            "directed in pieces with isolates",
            apart(nx.gnp_random_graph(30, 0.1, seed=13, directed=True), 14),
        ),
    ]


def _weighted() -> list[Pair]:
    return [
        pair("weighted", weighted(nx.gnp_random_graph(40, 0.12, seed=21), 22)),
        pair(
            "weighted in pieces with isolates",
            weighted(apart(nx.gnp_random_graph(30, 0.12, seed=23), 24), 25),
        ),
        pair(
            "weighted directed", weighted(nx.gnp_random_graph(40, 0.1, seed=26, directed=True), 27)
        ),
    ]


UNDIRECTED: Final = _undirected()
DIRECTED: Final = _directed()
WEIGHTED: Final = _weighted()
"""Two undirected, the last directed."""

ALL: Final = [*UNDIRECTED, *DIRECTED, *WEIGHTED]
CONNECTED: Final = [each for each in UNDIRECTED if nx.is_connected(each.graph)]
"""The undirected ones in one piece."""


def relabelled(given: Pair, seed: int) -> tuple[Pair, dict[str, str]]:
    """The same graph under other names, and which name became which."""
    names = list(given.graph)
    others = [f"q{number}" for number in range(1000, 1000 + len(names))]
    random.Random(seed).shuffle(others)
    renamed = dict(zip(names, others, strict=True))
    graph = nx.relabel_nodes(given.graph, renamed)
    return Pair(f"{given.label}, renamed", network_of(graph), graph), renamed


def with_isolates(given: Pair, count: int = 3) -> Pair:
    """The same graph with points that are linked with nobody."""
    graph = given.graph.copy()
    graph.add_nodes_from(f"z{number}" for number in range(count))
    return Pair(f"{given.label}, isolates added", network_of(graph), graph)


def scaled(given: Pair, factor: float) -> Pair:
    """The same graph with every strength times a factor."""
    graph = given.graph.copy()
    for _, _, data in graph.edges(data=True):
        data["weight"] = data.get("weight", 1.0) * factor
    return Pair(f"{given.label}, scaled", network_of(graph), graph)
