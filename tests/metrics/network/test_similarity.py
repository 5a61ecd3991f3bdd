"""How alike points are, against networkx, published values and all pairs one by one."""

from __future__ import annotations

import math
from itertools import combinations
from typing import TYPE_CHECKING

import networkx as nx
import numpy as np
import polars as pl
import pytest
from scipy.sparse import csr_array, random_array
from tests.metrics.network.graphs import ALL, network_of, relabelled, scaled, with_isolates

from uegraph.errors import UnknownNameError
from uegraph.metrics.network import (
    PAIRS,
    alike,
    best_non_links,
    by_name,
    content_similarity,
    pair_scores,
)
from uegraph.metrics.network import pairs as pairs_module
from uegraph.network import make_network

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tests.metrics.network.graphs import Pair

    from uegraph.metrics.network.similarity import Measure
    from uegraph.network import Network

each_graph = pytest.mark.parametrize("given", ALL, ids=str)

MEASURES: dict[Measure, Callable[..., Iterable[tuple[str, str, float]]]] = {
    "adamic-adar": nx.adamic_adar_index,
    "jaccard": nx.jaccard_coefficient,
    "resource-allocation": nx.resource_allocation_index,
    "common-neighbours": lambda graph, pairs: (
        (one, other, float(len(list(nx.common_neighbors(graph, one, other)))))
        for one, other in pairs
    ),
}
each_measure = pytest.mark.parametrize("measure", MEASURES)

SKLEARN = csr_array([[3, 0, 1], [2, 0, 0], [3, 0, 0], [4, 0, 0], [3, 2, 0], [3, 0, 2]], dtype=float)
"""The counts of scikit-learn's user guide on text feature extraction, section tf-idf weighting."""

WEIGHED = [
    [0.85151335, 0.0, 0.52433293],
    [1.0, 0.0, 0.0],
    [1.0, 0.0, 0.0],
    [1.0, 0.0, 0.0],
    [0.55422893, 0.83236428, 0.0],
    [0.63035731, 0.0, 0.77630514],
]
"""What the guide gives for them, with ``smooth_idf=True``."""


def expected(given: Pair, measure: Measure) -> list[tuple[str, str, float]]:
    """All pairs that are not linked and share a contact, by networkx, in order."""
    graph = nx.Graph(given.graph)
    asked = [(a, b) for a, b in combinations(sorted(graph), 2) if not graph.has_edge(a, b)]
    found = [(a, b, round(score, 9)) for a, b, score in MEASURES[measure](graph, asked) if score]
    return sorted(found, key=lambda pair: (-pair[2], pair[0], pair[1]))


def named(net: Network, found: pl.DataFrame) -> list[tuple[str, str, float]]:
    assert dict(found.schema) == PAIRS
    assert (found["source"] < found["target"]).all()
    return [(net.names[a], net.names[b], round(score, 9)) for a, b, score in found.iter_rows()]


@each_graph
@each_measure
def test_all_pairs_are_scored_and_ordered_as_networkx_does(given: Pair, measure: Measure) -> None:
    found = best_non_links(given.network, top=100_000, measure=measure)
    assert named(given.network, found) == expected(given, measure)


@each_graph
@each_measure
def test_the_best_are_the_first_of_all_in_whatever_chunks(
    given: Pair, measure: Measure, monkeypatch: pytest.MonkeyPatch
) -> None:
    every = best_non_links(given.network, top=100_000, measure=measure)
    monkeypatch.setattr(pairs_module, "_MOST", 40)
    for top in (1, 7, 25):
        assert best_non_links(given.network, top=top, measure=measure).equals(every[:top])
    assert best_non_links(given.network, top=0, measure=measure).is_empty()


@each_graph
@each_measure
def test_pairs_asked_for_are_scored_as_networkx_does(given: Pair, measure: Measure) -> None:
    graph, iris = nx.Graph(given.graph), given.network.points["iri"]
    codes = list(combinations(range(len(graph)), 2))[::-3]
    asked = pl.DataFrame(codes, schema=["source", "target"], orient="row")
    found = pair_scores(given.network, asked, measure=measure)
    assert found.select("source", "target").rows() == codes
    scores = MEASURES[measure](graph, [(iris[a], iris[b]) for a, b in codes])
    for (a, b), (_, _, score), told in zip(codes, scores, found["score"], strict=True):
        if measure == "jaccard" and not (graph.degree(iris[a]) or graph.degree(iris[b])):
            assert told is None
        else:
            assert told == pytest.approx(score)


@each_graph
def test_only_candidates_and_only_about_some(given: Pair) -> None:
    net = given.network
    every = best_non_links(net, top=100_000)
    some, others = set(range(0, len(net), 2)), set(range(0, len(net), 5))
    within = every.filter(pl.col("source").is_in(some) & pl.col("target").is_in(some))
    assert best_non_links(net, top=9, candidates=some).equals(within[:9])
    touching = every.filter(pl.col("source").is_in(others) | pl.col("target").is_in(others))
    assert best_non_links(net, top=9, about=others).equals(touching[:9])
    both = within.filter(pl.col("source").is_in(others) | pl.col("target").is_in(others))
    assert best_non_links(net, candidates=some, about=others).equals(both)
    assert best_non_links(net, candidates=[]).is_empty()


def test_ties_are_cut_by_name() -> None:
    points = pl.DataFrame({"iri": ["1", "2", "3", "4"], "name": ["zoe", "hub", "ann", "bob"]})
    links = pl.DataFrame({"source": ["2", "2", "2"], "target": ["1", "3", "4"]})
    net = make_network(points, links)
    assert best_non_links(net, measure="common-neighbours").rows() == [
        (2, 3, 1.0), (0, 2, 1.0), (0, 3, 1.0),
    ]  # fmt: skip
    assert best_non_links(net, top=1, measure="common-neighbours").rows() == [(2, 3, 1.0)]


@each_graph
def test_other_names_give_the_same_scores_and_strengths_do_not_matter(given: Pair) -> None:
    again, renamed = relabelled(given, 3)
    found = named(given.network, best_non_links(given.network, top=100_000))
    other = named(again.network, best_non_links(again.network, top=100_000))
    assert {(frozenset({renamed[a], renamed[b]}), score) for a, b, score in found} == {
        (frozenset({a, b}), score) for a, b, score in other
    }
    assert best_non_links(scaled(given, 3.7).network).equals(best_non_links(given.network))
    more = with_isolates(given).network
    assert named(more, best_non_links(more, top=100_000)) == found


def test_an_unknown_measure_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(UnknownNameError, match=r"'cosine' is no measure.*adamic-adar, common"):
        best_non_links(nx.path_graph(["ann", "bob"]), measure="cosine")  # type: ignore[arg-type]


@pytest.mark.parametrize("points", [[], ["ann"], ["ann", "bob"]])
def test_nobody_is_suggested_where_nothing_is_linked(points: list[str]) -> None:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(points)
    for measure in MEASURES:
        assert best_non_links(graph, measure=measure).is_empty()


def test_content_is_weighed_as_published() -> None:
    codes = list(combinations(range(6), 2))
    asked = pl.DataFrame(codes, schema=["source", "target"], orient="row")
    found = content_similarity(SKLEARN, asked)["score"].to_list()
    cosines = np.array(WEIGHED) @ np.array(WEIGHED).T
    assert found == pytest.approx([cosines[pair] for pair in codes], abs=1e-7)


def test_a_point_without_a_profile_is_like_nobody_and_unlike_nobody() -> None:
    profiles = csr_array([[1.0, 0.0], [0.0, 0.0], [0.0, 2.0], [0.0, 0.0]])
    asked = pl.DataFrame({"source": [0, 1, 0], "target": [1, 3, 2]})
    assert content_similarity(profiles, asked)["score"].to_list() == [None, None, 0.0]
    assert alike(profiles, top=10).is_empty()


def some_profiles(seed: int, points: int = 30) -> csr_array:
    found = random_array((points, 12), density=0.15, rng=np.random.default_rng(seed))
    return csr_array(found.tocsr())


def naive(profiles: csr_array) -> dict[tuple[int, int], float]:
    """Each pair's cosine, from the definition."""
    rows = profiles.toarray()
    told = sum(bool(row.any()) for row in rows)
    idf = [1 + math.log((1 + told) / (1 + np.count_nonzero(column))) for column in rows.T]
    found = {}
    for a, b in combinations(range(len(rows)), 2):
        one, other = rows[a] * idf, rows[b] * idf
        length = math.sqrt((one @ one) * (other @ other))
        if length and one @ other:
            found[a, b] = float(one @ other / length)
    return found


@pytest.mark.parametrize("seed", range(5))
def test_those_most_alike_are_found_among_all(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    profiles = some_profiles(seed)
    scores = naive(profiles)
    every = alike(profiles, top=10_000)
    assert {(a, b): score for a, b, score in every.iter_rows()} == pytest.approx(scores)
    assert every["score"].is_sorted(descending=True)
    asked = content_similarity(profiles, every.select("source", "target"))
    assert asked["score"].to_list() == pytest.approx(every["score"].to_list())
    monkeypatch.setattr(pairs_module, "_MOST", 30)
    for top in (1, 8):
        assert alike(profiles, top=top).equals(every[:top])
    about = every.filter((pl.col("source") == 4) | (pl.col("target") == 4))
    assert alike(profiles, top=5, about=[4]).equals(about[:5])


def test_pairs_that_are_not_wanted_are_left_out_either_way_round() -> None:
    profiles = csr_array([[1.0], [1.0], [1.0]])
    linked = csr_array(([1.0], ([2], [0])), shape=(3, 3))
    assert alike(profiles, top=9, exclude=linked).rows() == [(0, 1, 1.0), (1, 2, 1.0)]
    # Not wanted both ways round, with signs that add up to nothing.
    both = csr_array(([1.0, -1.0], ([2, 0], [0, 2])), shape=(3, 3))
    assert alike(profiles, top=9, exclude=both).rows() == [(0, 1, 1.0), (1, 2, 1.0)]


def test_equals_come_in_the_order_that_is_given() -> None:
    profiles = csr_array([[1.0], [1.0], [1.0]])
    assert alike(profiles, top=1).rows() == [(0, 1, 1.0)]
    assert alike(profiles, top=1, order=np.array([2, 1, 0])).rows() == [(1, 2, 1.0)]


def test_what_few_share_tells_more() -> None:
    profiles = csr_array([[1, 1, 0], [1, 0, 0], [0, 1, 0], [1, 0, 1], [1, 0, 1]], dtype=float)
    asked = pl.DataFrame({"source": [0, 0], "target": [1, 2]})
    common, rare = content_similarity(profiles, asked)["score"]
    assert rare > common


def test_profiles_and_networks_are_not_changed() -> None:
    profiles = some_profiles(9)
    before = profiles.copy()
    alike(profiles, top=3)
    assert (profiles != before).nnz == 0
    net = network_of(nx.path_graph(["ann", "bob", "cas"]))
    linked = net.neighbours.copy()
    best_non_links(net)
    assert (net.neighbours != linked).nnz == 0
    assert by_name(net).tolist() == [0, 1, 2]
