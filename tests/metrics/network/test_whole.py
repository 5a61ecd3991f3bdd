"""The whole network: networkx, figures by hand, and networks that hardly are one."""

from __future__ import annotations

from importlib import import_module
from math import inf

import networkx as nx
import polars as pl
import pytest
from tests.metrics.network.graphs import ALL, DIRECTED, Pair, directed, pair, relabelled
from tests.network.published import karate

from uegraph.metrics.network import Total, whole
from uegraph.network import Network, make_network

MODULE = import_module("uegraph.metrics.network.whole")  # the package has its function so named

KUMU = [
    "element count",
    "connection count",
    "density",
    "reciprocity",
    "diameter",
    "average degree",
    "average path length",
]


def totals(of: Network | nx.Graph[str]) -> dict[str, Total]:
    return {total.name: total for total in whole(of)}


def values(of: Network | nx.Graph[str]) -> dict[str, float | None]:
    return {name: total.value for name, total in totals(of).items()}


def test_kumu_s_seven_come_first() -> None:
    # docs.kumu.io, guides, SNA-dashboard control.
    assert [total.name for total in whole(karate())][:7] == KUMU


def test_the_karate_club() -> None:
    # http://konect.cc/networks/ucidata-zachary/: size 34, volume 78, diameter 5, average degree
    # 4.58824, fill 0.139037, clustering coefficient 0.255682.
    found = values(karate())
    assert found["element count"] == 34
    assert found["connection count"] == 78
    assert found["diameter"] == found["diameter of the largest component"] == 5
    assert found["average degree"] == pytest.approx(4.58824, abs=5e-6)
    assert found["density"] == pytest.approx(0.139037, abs=5e-7)
    assert found["transitivity"] == pytest.approx(0.255682, abs=5e-7)
    assert (found["components"], found["isolates"]) == (1, 0)


def largest(graph: nx.Graph[str]) -> nx.Graph[str]:
    parts = (
        nx.strongly_connected_components(graph)
        if isinstance(graph, nx.DiGraph)
        else nx.connected_components(graph)
    )
    return graph.subgraph(max(parts, key=len))


@pytest.mark.parametrize("given", ALL, ids=str)
def test_networkx(given: Pair) -> None:
    graph, found = given.graph, values(given.network)
    assert found["element count"] == len(graph)
    assert found["connection count"] == graph.number_of_edges()
    assert found["density"] == pytest.approx(nx.density(graph))
    assert found["average degree"] == pytest.approx(2 * graph.number_of_edges() / len(graph))
    assert found["isolates"] == nx.number_of_isolates(graph)
    assert found["components"] == nx.number_connected_components(nx.Graph(graph))
    part = largest(graph)
    assert found["diameter of the largest component"] == nx.diameter(part)
    mean = nx.average_shortest_path_length(part)
    assert found["average path length of the largest component"] == pytest.approx(mean)
    apart = len(part) < len(graph)
    assert found["diameter"] == (inf if apart else nx.diameter(graph))
    assert found["average path length"] == (inf if apart else pytest.approx(mean))
    assert all(total.exact for total in whole(given.network))


@pytest.mark.parametrize("given", DIRECTED, ids=str)
def test_reciprocity(given: Pair) -> None:
    found = values(given.network)["reciprocity"]
    assert found == pytest.approx(nx.overall_reciprocity(given.graph))


def test_reciprocity_without_direction_is_not_defined() -> None:
    found = totals(karate())["reciprocity"]
    assert found.value is None
    assert found.note == "links have no direction"


@pytest.mark.parametrize("given", ALL, ids=str)
def test_names(given: Pair) -> None:
    other, _ = relabelled(given, 9)
    assert values(other.network) == pytest.approx(values(given.network))


def test_several_links_between_two() -> None:
    points = pl.DataFrame({"iri": ["a", "b", "c"]})
    links = pl.DataFrame(
        {"source": ["a", "a", "b"], "target": ["b", "b", "c"], "stated": [True, False, True]}
    )
    found = totals(make_network(points, links))
    assert found["connection count"].value == 3
    assert found["connection count"].note == "between 2 pairs of points"
    assert found["density"].value == pytest.approx(2 / 3)
    assert found["average degree"].value == 2


@pytest.mark.parametrize(
    ("graph", "count", "components", "degree"),
    [
        (nx.Graph(), 0, 0, None),
        (nx.empty_graph(["a"]), 1, 1, 0),
        (nx.empty_graph(["a", "b"]), 2, 2, 0),
    ],
    ids=["nobody", "one", "two apart"],
)
def test_hardly_a_network(
    graph: nx.Graph[str], count: int, components: int, degree: float | None
) -> None:
    found = totals(graph)
    assert found["element count"].value == count
    assert found["components"].value == components
    assert found["isolates"].value == count
    assert found["average degree"].value == degree
    assert found["diameter"].value == (inf if count == 2 else None)
    assert found["diameter of the largest component"].value is None
    assert found["diameter of the largest component"].note
    assert found["density"].value == (0 if count == 2 else None)
    assert found["transitivity"].value is None


def test_only_one_way() -> None:
    found = totals(directed("ab bc"))
    assert found["diameter"].value == inf
    assert found["average path length"].value == inf
    assert found["components"].value == 1
    assert found["diameter of the largest component"].value is None


def test_of_equally_large_parts_the_one_named_first_counts() -> None:
    points = pl.DataFrame(
        {"iri": list("abcdef"), "name": ["Yew", "Yew", "Yew", "Ash", "Elm", "Fir"]}
    )
    ends = [("a", "b"), ("b", "c"), ("d", "e"), ("e", "f"), ("d", "f")]
    links = pl.DataFrame(ends, schema=["source", "target"], orient="row")
    for named, steps in ((points, 1.0), (points.with_columns(name="iri"), 4 / 3)):
        found = {total.name: total.value for total in whole(make_network(named, links))}
        assert found["average path length of the largest component"] == pytest.approx(steps)


def test_an_engine_for_large_ones_and_a_sample(monkeypatch: pytest.MonkeyPatch) -> None:
    for given in (
        pair("large", nx.connected_watts_strogatz_graph(1500, 6, 0.1, seed=41)),
        pair("large and directed", nx.gnp_random_graph(1300, 0.008, seed=42, directed=True)),
    ):
        exact = totals(given.network)
        with monkeypatch.context() as patch:
            patch.setattr(MODULE, "EXACT_UP_TO", 1000)
            found = totals(given.network)
        path, wanted = found["average path length"], exact["average path length"].value
        assert not path.exact
        assert path.error is not None
        assert wanted is not None
        assert path.value == pytest.approx(wanted, abs=path.error)
        assert path.error < 0.1
        diameter = found["diameter"]
        if given.graph.is_directed():
            assert not diameter.exact
            assert diameter.note.startswith("at least")
        else:
            assert diameter.exact
            assert diameter.value == exact["diameter"].value
            assert diameter.engine == "networkit"


def test_the_error_of_the_sample_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    off, told = list[float](), list[float]()
    for seed in range(20):
        given = pair(f"chance {seed}", nx.barabasi_albert_graph(2500, 2, seed=seed))
        wanted = totals(given.network)["average path length"].value
        with monkeypatch.context() as patch:
            patch.setattr(MODULE, "EXACT_UP_TO", 10)
            found = totals(given.network)["average path length"]
        assert wanted is not None
        assert found.value is not None
        assert found.error is not None
        off.append(abs(found.value - wanted))
        told.append(found.error)
    assert sum(one <= other for one, other in zip(off, told, strict=True)) >= 18
    assert max(told) < 6 * max(off)
