from __future__ import annotations

import math
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

import networkx as nx
import pytest
from tests.maps.networks import invented, keys, strengths

from uegraph.maps.layout import concentric

if TYPE_CHECKING:
    import numpy as np


def around(graph: nx.Graph[int], centre: int) -> tuple[list[int], np.ndarray, np.ndarray]:
    """What is within three steps, renumbered, with its steps, placed."""
    steps = nx.single_source_shortest_path_length(graph, centre, cutoff=3)
    nodes = sorted(steps)
    part = nx.relabel_nodes(graph.subgraph(nodes), {node: at for at, node in enumerate(nodes)})
    told = [steps[node] for node in nodes]
    x, y = concentric(strengths(part), nodes.index(centre), told, keys(len(nodes)))
    return told, x, y


@pytest.mark.parametrize("graph", [invented(150), nx.star_graph(200), nx.path_graph(4)])
def test_each_step_is_a_ring_further_out(graph: nx.Graph[int]) -> None:
    steps, x, y = around(graph, 0)
    reach = [
        [math.hypot(x[at], y[at]) for at, step in enumerate(steps) if step == ring]
        for ring in range(max(steps) + 1)
    ]
    assert reach[0] == [0.0]
    for inside, outside in pairwise(reach):
        assert max(outside) - min(outside) < 2
        assert min(outside) > max(inside) + 100


@pytest.mark.parametrize("graph", [invented(150), nx.star_graph(200), nx.path_graph(4)])
def test_points_on_rings_keep_their_spacing(graph: nx.Graph[int]) -> None:
    _, x, y = around(graph, 0)
    places = list(zip(x.tolist(), y.tolist(), strict=True))
    assert min(math.dist(one, other) for one, other in combinations(places, 2)) >= 74


def test_links_of_a_tree_do_not_cross() -> None:
    tree = nx.balanced_tree(3, 3)
    _, x, y = around(tree, 0)
    ends = [((x[a], y[a]), (x[b], y[b]), {a, b}) for a, b in tree.edges]

    def side(p: tuple[int, int], q: tuple[int, int], r: tuple[int, int]) -> bool:
        return bool((q[0] - p[0]) * (r[1] - p[1]) > (q[1] - p[1]) * (r[0] - p[0]))

    for (a, b, one), (c, d, other) in combinations(ends, 2):
        if not one & other:
            assert side(a, c, d) == side(b, c, d) or side(a, b, c) == side(a, b, d)


def test_rows_in_another_order_give_the_same_places_on_rings() -> None:
    graph = nx.convert_node_labels_to_integers(nx.ego_graph(invented(60), 3, radius=2))
    steps = [nx.single_source_shortest_path_length(graph, 0).get(at, 1) for at in sorted(graph)]
    count = len(graph)
    order = [*range(count)][::-1]
    links = strengths(graph)
    x, y = concentric(links, 0, steps, keys(count))
    told = [keys(count)[at] for at in order]
    turned = concentric(links[order][:, order], order.index(0), [steps[at] for at in order], told)
    assert turned[0].tolist() == x[order].tolist()
    assert turned[1].tolist() == y[order].tolist()


def test_a_point_alone_stands_in_the_middle() -> None:
    x, y = concentric(strengths(nx.empty_graph(1)), 0, [0], keys(1))
    assert (x.tolist(), y.tolist()) == ([0], [0])
