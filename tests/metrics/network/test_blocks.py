"""Blocks against networkx."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from tests.metrics.network.graphs import ALL, Pair

from uegraph.metrics.network.blocks import Blocks, blocks


def of(given: Pair) -> Blocks:
    return blocks(given.network.neighbours)


@pytest.mark.parametrize("given", ALL, ids=str)
def test_blocks_are_those_of_networkx(given: Pair) -> None:
    found = of(given)
    iris = given.network.points["iri"].to_list()
    told = sorted(
        sorted([iris[top], *(iris[code] for code in np.flatnonzero(found.block == number))])
        for number, top in enumerate(found.top)
    )
    expected = nx.biconnected_components(nx.Graph(given.graph))
    assert told == sorted(sorted(each) for each in expected)


@pytest.mark.parametrize("given", ALL, ids=str)
def test_a_branch_is_what_is_below_a_point_in_its_tree(given: Pair) -> None:
    found = of(given)
    count = len(given.network)
    above: nx.DiGraph[int] = nx.DiGraph()
    above.add_nodes_from(range(count))
    ups = [(code, int(up)) for code, up in enumerate(found.parent) if up < count]
    assert all(given.network.neighbours[code, up] for code, up in ups)
    above.add_edges_from(ups)
    for code in range(count):
        below = nx.ancestors(above, code) | {code}
        whole = nx.node_connected_component(above.to_undirected(), code)
        assert set(found.branch(code).tolist()) == below
        assert set(found.rest(code).tolist()) == whole - below
        assert found.added_up(np.arange(count))[code] == sum(below)
