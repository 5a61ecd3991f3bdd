"""Invented networks of any size: bodies that work together in communities, and some that do not."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import networkx as nx
import numpy as np
from scipy.sparse import csr_array

from uegraph.maps.layout import lay_out

if TYPE_CHECKING:
    from collections.abc import Sequence

    from uegraph.maps.layout import Layout

WORDS = ("Harbour", "River", "Orchard", "Valley", "Bridge", "Meadow", "Lantern", "Granite")


def invented(bodies: int, *, seed: int = 1, lonely: float = 0.05) -> nx.Graph[int]:
    """Communities of ten to forty, activities of two to seven bodies, a few that join two."""
    random = Random(seed)
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(bodies))
    linked = [body for body in range(bodies) if random.random() >= lonely]
    groups: list[list[int]] = []
    while linked:
        size = random.randint(10, 40)
        groups.append(linked[:size])
        linked = linked[size:]
    for group in groups:
        for at, body in enumerate(group[1:], start=1):
            join(graph, [body, group[random.randrange(max(1, at // 3))]], 1.0)
        for _ in range(len(group) // 2):
            taking = random.sample(group, min(len(group), random.randint(2, 6)))
            if random.random() < 0.2:
                taking.append(random.choice(random.choice(groups)))
            join(graph, taking, 0.5)
    return graph


def join(graph: nx.Graph[int], bodies: Sequence[int], weight: float) -> None:
    """An activity of some bodies."""
    for at, one in enumerate(bodies):
        for other in bodies[:at]:
            if one != other:
                before = graph.get_edge_data(one, other, {"weight": 0.0})["weight"]
                graph.add_edge(one, other, weight=before + weight)


def strengths(graph: nx.Graph[int]) -> csr_array:
    if not graph:
        return csr_array((0, 0))
    return csr_array(nx.to_scipy_sparse_array(graph, nodelist=sorted(graph)), dtype=float)


def keys(count: int) -> list[str]:
    return [f"https://w3id.org/uegraph/id/organisation/{at:05d}" for at in range(count)]


def names(count: int) -> list[str]:
    return [f"{WORDS[at % 8]} {WORDS[at // 8 % 8]} Trust {at}" for at in range(count)]


def placed(graph: nx.Graph[int]) -> Layout:
    return lay_out(strengths(graph), names=names(len(graph)), keys=keys(len(graph)))


def moved(one: Layout, other: Layout) -> float:
    """The share of points that moved by more than a tenth of the width."""
    far = np.hypot(one.x - other.x, one.y - other.y) > np.ptp(one.x) / 10
    return float(far.mean())
