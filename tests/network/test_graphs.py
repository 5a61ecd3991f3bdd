from __future__ import annotations

import math
from copy import deepcopy
from datetime import date
from decimal import Decimal
from fractions import Fraction
from io import BytesIO
from typing import Any

import networkx as nx
import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from tests.network.published import florentine, karate, kite, southern_women

from uegraph.errors import UegraphError
from uegraph.network import (
    DERIVED,
    Network,
    as_network,
    by_node,
    from_networkx,
    make_network,
    to_gexf,
    to_graphml,
    to_networkx,
)

HOSTILE = "a\x00\x0b\ufffe</script>\u202e\r\n|=cmd()" + "x" * 10_000

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)
said = words.filter(lambda word: bool(word.strip()))
weights = st.floats(min_value=1e-6, max_value=1e6)
nodes = st.one_of(st.integers(-9, 9), said, st.tuples(st.integers(0, 3), st.integers(0, 3)))


@st.composite
def networks(draw: st.DrawFn) -> Network:
    iris = draw(st.lists(words, min_size=1, max_size=6, unique=True))
    points = {
        "iri": iris,
        "name": [draw(said) for _ in iris],
        "sector": [draw(st.none() | words) for _ in iris],
        "reach": [draw(st.none() | st.integers(-5, 5)) for _ in iris],
    }
    schema = {"iri": pl.String, "name": pl.String, "sector": pl.String, "reach": pl.Int64}
    end = st.sampled_from(iris)
    link = st.tuples(end, end, weights, st.booleans(), st.none() | words, st.none() | words)
    links = pl.DataFrame(
        draw(st.lists(link, max_size=12)),
        schema=["source", "target", "weight", "stated", "type", "statement"],
        orient="row",
        schema_overrides={"source": pl.String, "target": pl.String, "weight": pl.Float64}
        | {"stated": pl.Boolean, "type": pl.String, "statement": pl.String},
    )
    settings = {"weighing": draw(words), "remarks": tuple(draw(st.lists(words, max_size=2)))}
    sources, as_of = tuple(draw(st.lists(words, max_size=2))), draw(st.none() | st.dates())
    return make_network(
        pl.DataFrame(points, schema=schema),
        links,
        directed=draw(st.booleans()),
        sources=sources,
        as_of=as_of,
        **settings,
    )


@st.composite
def graphs(draw: st.DrawFn) -> nx.Graph[Any]:
    form = draw(st.sampled_from([nx.Graph, nx.DiGraph, nx.MultiGraph, nx.MultiDiGraph]))
    graph: nx.Graph[Any] = form()
    graph.add_nodes_from(draw(st.lists(nodes, min_size=1, max_size=7, unique_by=str)))
    end = st.sampled_from(list(graph))
    for one, other, weight in draw(st.lists(st.tuples(end, end, st.none() | weights), max_size=15)):
        graph.add_edge(one, other, **({} if weight is None else {"weight": weight}))
    return graph


def drawn(net: Network) -> pl.DataFrame:
    return net.links.select(sorted(net.links.columns))


@given(networks())
def test_a_network_comes_back_as_it_was(net: Network) -> None:
    back = from_networkx(to_networkx(net))
    known = [name for name in net.points.columns if net.points[name].null_count() < len(net)]
    assert back.points.select(known).equals(net.points.select(known))
    assert set(back.points.columns) <= set(net.points.columns)
    assert drawn(back).equals(drawn(net))
    assert back.directed == net.directed
    assert (back.kinds, back.weighing, back.as_of) == (net.kinds, net.weighing, net.as_of)
    assert (back.remarks, back.sources) == (net.remarks, net.sources)


@given(graphs())
def test_strengths_are_those_of_networkx(graph: nx.Graph[Any]) -> None:
    before = deepcopy(graph)
    net = from_networkx(graph)
    place = by_node(range(len(graph)), graph)
    ordered = sorted(graph, key=place.__getitem__)
    expected = nx.to_numpy_array(graph, ordered, multigraph_weight=sum)
    np.fill_diagonal(expected, 0)
    np.testing.assert_allclose(net.matrix.toarray(), expected)
    assert nx.utils.graphs_equal(graph, before)
    assert net.points["iri"].to_list() == [str(node) for node in ordered]
    loops = nx.number_of_selfloops(graph)
    assert len(net.links) == graph.number_of_edges() - loops
    assert len(net.remarks) == (loops > 0)


@given(graphs())
def test_figures_come_back_by_the_users_nodes(graph: nx.Graph[Any]) -> None:
    plain: nx.Graph[Any] = nx.Graph(graph.edges())
    plain.remove_edges_from(list(nx.selfloop_edges(plain)))
    plain.add_nodes_from(graph)
    found = by_node(from_networkx(graph).degree, graph)
    assert found == dict(plain.degree())
    assert list(found) == list(graph)


def test_figures_of_a_network_come_back_by_iri() -> None:
    net = kite()
    assert by_node(net.degree, net)["person/Diane"] == 6


def test_figures_of_another_graph_are_refused() -> None:
    with pytest.raises(UegraphError, match="10 figures for 3 nodes"):
        by_node(kite().degree, nx.path_graph(3))


@pytest.mark.parametrize(
    ("net", "graph"),
    [
        (karate(), nx.karate_club_graph()),
        (kite(), nx.krackhardt_kite_graph()),
        (florentine(), nx.florentine_families_graph()),
        (southern_women(), nx.davis_southern_women_graph()),
    ],
)
def test_published_networks_are_the_graphs_they_come_from(
    net: Network, graph: nx.Graph[Any]
) -> None:
    handed = to_networkx(net)
    assert type(handed) is nx.Graph
    assert nx.faster_could_be_isomorphic(handed, graph)
    assert handed.size("weight") == graph.size("weight")
    assert as_network(net) is net


def test_a_stated_and_a_derived_link_of_a_pair_are_told_apart() -> None:
    links = pl.DataFrame(
        {
            "source": ["a", "a", "b"],
            "target": ["b", "b", "c"],
            "weight": [2.0, 1.0, 1.0],
            "stated": [False, True, False],
            "type": [DERIVED, "works with", DERIVED],
            "statement": [None, "urn:s", None],
        }
    )
    graph = to_networkx(make_network(pl.DataFrame({"iri": ["c", "b", "a"]}), links))
    assert type(graph) is nx.MultiGraph
    assert list(graph.edges(keys=True, data=True)) == [
        ("a", "b", 0, {"weight": 1.0, "stated": True, "type": "works with", "statement": "urn:s"}),
        ("a", "b", 1, {"weight": 2.0, "stated": False, "type": DERIVED}),
        ("b", "c", 2, {"weight": 1.0, "stated": False, "type": DERIVED}),
    ]


@pytest.mark.parametrize(("directed", "form"), [(False, nx.Graph), (True, nx.DiGraph)])
def test_a_link_each_pair_makes_a_plain_graph(directed: bool, form: type) -> None:
    links = pl.DataFrame({"source": ["a", "b"], "target": ["b", "a"]})
    net = make_network(pl.DataFrame({"iri": ["a", "b"]}), links, directed=directed)
    assert type(to_networkx(net)) is form
    assert to_networkx(net).number_of_edges() == (2 if directed else 1)


@pytest.mark.parametrize(
    "weight",
    [0, -1, -0.0, math.nan, math.inf, 10**400, "3", "strong", True, [1], Decimal("NaN"), 1j],
)
@pytest.mark.parametrize("form", [nx.Graph, nx.MultiDiGraph])
def test_a_weight_that_is_none_names_its_edge(weight: object, form: Any) -> None:
    graph = form([("a", "b"), ("b", "c")])
    graph.add_edge("the trust", 7, weight=weight)
    with pytest.raises(UegraphError, match=r"edge from 'the trust' to 7 is .* above 0") as raised:
        from_networkx(graph)
    assert len(str(raised.value)) < 400
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    ("weight", "strength"),
    [(None, 1.0), (2, 2.0), (Fraction(1, 4), 0.25), (np.float32(0.5), 0.5), (np.int64(3), 3.0)],
)
def test_any_number_above_nothing_is_a_weight(weight: object, strength: float) -> None:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_edge("a", "b", weight=weight)
    assert from_networkx(graph).links["weight"].to_list() == [strength]


def test_parallel_links_keep_each_their_weight() -> None:
    graph: nx.MultiGraph[str] = nx.MultiGraph()
    graph.add_weighted_edges_from([("a", "b", 2), ("b", "a", 2), ("a", "b", 3)])
    net = from_networkx(graph)
    assert net.links["weight"].to_list() == [2, 2, 3]
    assert net.matrix[0, 1] == 7
    assert net.pairs == 1
    assert drawn(from_networkx(to_networkx(net))).equals(drawn(net))


def test_nodes_that_are_written_alike_are_refused() -> None:
    graph: nx.Graph[Any] = nx.Graph([(1, "1")])
    with pytest.raises(UegraphError, match=r"1 \(int\) and '1' \(str\) are written alike"):
        from_networkx(graph)


class Odd:
    def __str__(self) -> str:
        return "odd\ud800"


def test_attributes_become_columns_in_the_plainest_type() -> None:
    graph: nx.Graph[Any] = nx.Graph()
    graph.add_node(
        "a", name=" ", label="A", reach=3, share=0.5, active=True, mixed=1, odd=Odd(), big=2**70
    )
    graph.add_node("b", name="B", share=1, sector=math.nan, mixed="x", tags=["t", "u"], iri="c")
    graph.add_node("c", share=math.nan, **{"1": np.array([1, 2]), "kind": None})
    net = from_networkx(graph)
    assert net.points.drop("iri", "kind").to_dicts() == [
        {
            "name": name, "sector": None, "label": label, "reach": reach, "share": share,
            "active": active, "mixed": mixed, "odd": odd, "big": big, "tags": tags, "1": one,
        }
        for name, label, reach, share, active, mixed, odd, big, tags, one in (
            ("a", "A", 3, 0.5, True, "1", "odd\\ud800", str(2**70), None, None),
            ("B", None, None, 1.0, None, "x", None, None, "['t', 'u']", None),
            ("c", None, None, None, None, None, None, None, None, "[1 2]"),
        )
    ]  # fmt: skip
    assert net.points["kind"].to_list() == ["point"] * 3
    assert net.remarks == ("The attribute iri of points has no place and is left out.",)


def test_a_label_is_a_name_where_there_is_no_name() -> None:
    graph: nx.Graph[int] = nx.Graph()
    graph.add_node(1, label="One")
    graph.add_node(2)
    assert from_networkx(graph).names == ["One", "2"]


def test_what_a_link_says_of_itself_must_fit() -> None:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_edge("a", "b", stated="perhaps", source="x", type=3)
    net = from_networkx(graph)
    assert net.links.row(0, named=True) | {"weight": 1.0, "stated": True} == net.links.row(
        0, named=True
    )
    assert net.links["type"].to_list() == ["3"]
    assert net.remarks == (
        "The attribute stated of links has no place and is left out.",
        "The attribute source of links has no place and is left out.",
    )


def test_two_sides_make_a_two_mode_network() -> None:
    marked = from_networkx(nx.davis_southern_women_graph())
    assert marked.kinds == ("bipartite 0", "bipartite 1")
    assert (len(marked.mode(0)), len(marked.mode(1))) == (18, 14)
    kinds = nx.Graph([("a", "b")])
    nx.set_node_attributes(kinds, {"a": "body", "b": "theme"}, "kind")
    assert from_networkx(kinds).kinds == ("body", "theme")
    kinds.add_node("c", kind="body")
    kinds.add_edge("a", "c")
    assert from_networkx(kinds).kinds == ("point",)
    assert from_networkx(kinds).points["kind"].to_list() == ["body", "theme", "body"]


def test_views_and_frozen_graphs_are_read() -> None:
    path: nx.Graph[int] = nx.path_graph(5)
    assert from_networkx(nx.freeze(path.subgraph([0, 1, 3, 4]))).pairs == 2
    one_way: nx.DiGraph[str] = nx.DiGraph([("a", "b")])
    assert from_networkx(one_way.reverse(copy=False)).matrix[1, 0] == 1


# --- files


def hostile() -> Network:
    points = pl.DataFrame(
        {
            "iri": ["a", "b\x01", "b\x02"],
            "name": [HOSTILE, "B", "b"],
            "start": ["2020", None, "2021"],
            "id": [1, 2, 3],
            "type": ["network", None, "panel"],
            "weight": [1, 2, 3],
            "label": ["x", "y", "z"],
            "label_": ["x", "y", "z"],
            "tags": [["t", "u\x03"], None, []],
            "day": [date(2024, 4, 1), None, None],
            "reach": [1, None, 3],
            "share": [0.5, math.nan, None],
            "\x04": [True, False, None],
        }
    )
    links = pl.DataFrame(
        {
            "source": ["a", "a"],
            "target": ["b\x01", "b\x01"],
            "weight": [1.0, 2.5],
            "stated": [True, False],
            "type": ["works\x00with", DERIVED],
            "viz": ["red", None],
        }
    )
    return make_network(points, links, remarks=("One\x05.",), sources=("S", "T"))


@pytest.mark.parametrize("write", [to_graphml, to_gexf])
@pytest.mark.parametrize("net", [hostile(), kite(), southern_women(), from_networkx(nx.Graph())])
def test_files_are_sound_and_the_same_each_time(write: Any, net: Network) -> None:
    written = write(net)
    assert written == write(net)
    root = etree.fromstring(written, etree.XMLParser(huge_tree=True))
    ids = [edge.get("id") for edge in root.iter("{*}edge") if edge.get("id")]
    assert len(ids) == len(set(ids))
    assert len(list(root.iter("{*}node"))) == len(net)
    assert len(list(root.iter("{*}edge"))) == len(net.links)
    assert b"lastmodified" not in written
    assert nx.__version__.encode() not in written


@pytest.mark.parametrize("net", [karate(), kite(), florentine(), southern_women()])
def test_networkx_reads_the_files_as_the_network(net: Network) -> None:
    for back in (nx.read_graphml(BytesIO(to_graphml(net))), nx.read_gexf(BytesIO(to_gexf(net)))):
        read = from_networkx(back)
        assert read.points.select("iri", "name", "kind").equals(
            net.points.select("iri", "name", "kind")
        )
        assert read.links.select("source", "target", "weight", "stated").equals(
            net.links.select("source", "target", "weight", "stated")
        )


def test_types_and_words_of_a_graphml_file() -> None:
    root = etree.fromstring(to_graphml(hostile()), etree.XMLParser(huge_tree=True))
    keys = {(key.get("for"), key.get("attr.name")): key for key in root.iter("{*}key")}
    types = {word: key.get("attr.type") for word, key in keys.items()}
    assert types["node", "reach"] == "long"
    assert types["node", "share"] == "double"
    assert types["node", "day"] == "string"
    assert types["node", "label"] == "string"
    assert types["edge", "weight"] == "double"
    assert types["edge", "stated"] == "boolean"
    graph = nx.read_graphml(BytesIO(to_graphml(hostile())))
    assert graph.graph["remarks"] == "One\N{REPLACEMENT CHARACTER}."
    assert graph.graph["sources"] == "S; T"
    first = graph.nodes["a"]
    assert first["label"] == HOSTILE.translate(dict.fromkeys((0, 0xB, 0xFFFE), 0xFFFD))
    assert first["tags"] == "t; u\N{REPLACEMENT CHARACTER}"
    assert first["day"] == "2024-04-01"
    assert "sector" not in first


def test_words_that_mean_something_else_to_gexf_are_kept_apart() -> None:
    written = to_gexf(hostile())
    root = etree.fromstring(written, etree.XMLParser(huge_tree=True))
    graph = root.find("{*}graph")
    assert graph is not None
    assert graph.get("mode") == "static"
    titles = [attribute.get("title") for attribute in root.iter("{*}attribute")]
    assert {"start_", "id_", "viz_", "type", "weight"} <= set(titles)
    node = next(root.iter("{*}node"))
    assert node.get("id") == "a"
    assert node.get("label", "").endswith("x" * 10_000)
    assert [edge.get("label") for edge in root.iter("{*}edge")] == [
        "works\N{REPLACEMENT CHARACTER}with",
        DERIVED,
    ]
    assert [edge.get("weight") for edge in root.iter("{*}edge")] == ["1.0", "2.5"]
    assert [edge.get("type") for edge in root.iter("{*}edge")] == [None, None]


@pytest.mark.parametrize("given", [None, "karate", [(1, 2)], {1: [2]}])
def test_what_is_no_graph_is_refused_in_a_sentence(given: Any) -> None:
    name = type(given).__name__
    with pytest.raises(UegraphError, match=f"^{name} is no graph. Give a Network or a graph"):
        as_network(given)
    with pytest.raises(UegraphError, match=f"^{name} is no graph"):
        by_node(karate().degree, given)
