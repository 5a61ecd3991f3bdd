"""Triangles against networkx's cliques, in pieces of any size."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from tests.metrics.network.graphs import ALL, Pair, pair

from uegraph.metrics.network import constraint, triangles


@pytest.mark.parametrize("piece", [1, 7, 100])
def test_pieces_do_not_matter(piece: int, monkeypatch: pytest.MonkeyPatch) -> None:
    given = pair("dense", nx.gnp_random_graph(30, 0.4, seed=3))
    whole = constraint(given.network).values
    monkeypatch.setattr(triangles, "PIECE", piece)
    np.testing.assert_allclose(constraint(given.network).values, whole, rtol=1e-12)


@pytest.mark.parametrize("given", ALL, ids=str)
def test_every_triangle_is_found_once(given: Pair) -> None:
    pairs = triangles.linked_pairs(given.network.neighbours)
    found = [
        tuple(sorted(corners))
        for ab, ac, _ in pairs.triangles()
        for corners in zip(
            pairs.low[ab].tolist(), pairs.high[ab].tolist(), pairs.high[ac].tolist(), strict=True
        )
    ]
    assert len(found) == len(set(found))
    cliques = nx.enumerate_all_cliques(nx.Graph(given.graph))
    assert len(found) == sum(len(clique) == 3 for clique in cliques)
