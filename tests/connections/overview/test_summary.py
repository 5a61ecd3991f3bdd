"""The network summed up: published figures, brute force, draws by hand, and small cases."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.connections.meetings import met
from tests.network.published import florentine, karate, kite, southern_women

from uegraph.connections.overview.chance import chance_transitivity
from uegraph.connections.overview.figures import Figure, centralisation
from uegraph.connections.overview.ranges import ranges
from uegraph.connections.overview.summary import Summary, summary
from uegraph.metrics.network.clustering import transitivity
from uegraph.network import from_networkx

if TYPE_CHECKING:
    from uegraph.network import Network

NAMES = [f"body {number}" for number in range(8)]
MEETINGS = st.lists(st.lists(st.sampled_from(NAMES), max_size=4, unique=True), max_size=6)
STATED = st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)), max_size=4)


def by_name(found: Summary) -> dict[str, Figure]:
    rows = {row.name: row for row in found.rows}
    assert len(rows) == len(found.rows)
    return rows


def value(found: Summary, name: str) -> float | None:
    return by_name(found)[name].value


def test_the_karate_club() -> None:
    """34 members and 78 ties as in Zachary (1977); the rest as networkx reckons it."""
    found, graph = summary(karate(), times=0), nx.karate_club_graph()
    assert value(found, "element count") == 34
    assert value(found, "connection count") == 78
    assert value(found, "density") == pytest.approx(nx.density(graph))
    assert value(found, "average degree") == pytest.approx(2 * 78 / 34)
    assert value(found, "transitivity") == pytest.approx(nx.transitivity(graph))
    inside = "of the largest component"
    assert value(found, f"diameter {inside}") == nx.diameter(graph)
    assert value(found, f"average path length {inside}") == pytest.approx(
        nx.average_shortest_path_length(graph)
    )
    assert found.headline == "All 34 bodies are linked, by 78 recorded links between 78 pairs."


def test_freemans_ends_of_centralisation() -> None:
    """A star is 1, a circle and a complete network are 0 (Freeman 1979)."""
    assert centralisation(from_networkx(nx.star_graph(6))) == 1
    assert centralisation(from_networkx(nx.cycle_graph(6))) == 0
    assert centralisation(from_networkx(nx.complete_graph(6))) == 0
    assert centralisation(from_networkx(nx.path_graph(2))) is None
    assert centralisation(southern_women()) is None


def test_the_women_of_natchez_are_linked_with_events_only() -> None:
    """89 of 18 x 14 possible links (Davis, Gardner and Gardner 1941)."""
    found = summary(southern_women(), times=0)
    assert value(found, "density") == pytest.approx(89 / (18 * 14))
    assert value(found, "transitivity") is None


@settings(max_examples=60, deadline=None)
@given(MEETINGS, STATED)
def test_links_are_told_apart_as_a_count_by_hand_tells_them(
    meetings: list[list[str]], stated: list[tuple[str, str]]
) -> None:
    said = {frozenset(pair) for pair in stated if pair[0] != pair[1]}
    shared = {
        frozenset((one, other)) for who in meetings for one in who for other in who if one != other
    }
    net = met(
        {f"activity {place}": who for place, who in enumerate(meetings)},
        stated=[(one, other, "works with") for one, other in stated],
        alone=NAMES,
    )
    found = by_name(summary(net, times=0))
    assert found["linked pairs"].value == len(said | shared)
    assert (found["linked pairs"].of, found["element count"].value) == (28, 8)
    alone = sorted(set(NAMES) - {name for pair in said | shared for name in pair})
    assert list(found["isolates"].names) == alone
    if said | shared:
        assert found["by shared activities only"].value == len(shared - said)
        assert found["by statement only"].value == len(said - shared)
        assert found["by both"].value == len(said & shared)
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(NAMES)
    graph.add_edges_from((min(pair), max(pair)) for pair in said | shared)
    assert found["components"].value == nx.number_connected_components(graph)


def test_ranges_are_those_of_leaving_out_by_hand() -> None:
    """Ten pairs that met once each: without one of ten activities nine pairs are linked."""
    net = met({f"talk {n}": [f"a{n}", f"b{n}"] for n in range(10)})
    found = summary(net, times=30)
    row = by_name(found)["linked pairs"]
    assert (row.value, row.low, row.high) == (10, 9, 9)
    assert row.sentence.endswith("Range: 9.")
    assert (by_name(found)["isolates"].low, by_name(found)["largest part"].high) == (2, 2)
    assert found.draws == 30
    assert any("1 of 10 activities was left out at random, 30 times" in said
               for said in found.remarks)  # fmt: skip


def test_stated_links_bear_any_activity_left_out() -> None:
    pairs = [(f"a{n}", f"b{n}", "works with") for n in range(10)]
    net = met({"talk": ["a1", "b1"]}, stated=pairs)
    row = by_name(summary(net))["linked pairs"]
    assert (row.low, row.high) == (10, 10)


def test_where_all_is_stated_links_are_left_out() -> None:
    pairs = [(f"a{n}", f"b{n}", "works with") for n in range(20)]
    found = summary(met({}, stated=pairs))
    assert (by_name(found)["linked pairs"].low, value(found, "linked pairs")) == (18, 20)
    assert any("Links were left out" in said for said in found.remarks)


def test_a_very_large_network_says_that_nothing_was_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("uegraph.connections.overview.ranges._WORK", 2_000)
    fewer = ranges(karate())
    assert fewer.times == 20
    assert "(not 200, as the network is large)" in fewer.note
    monkeypatch.setattr("uegraph.connections.overview.ranges._WORK", 10)
    none = ranges(karate())
    assert (none.times, dict(none.low)) == (0, {})
    assert "too large" in none.note


def test_chance_gives_the_triangles_that_a_shuffle_gives() -> None:
    """Bodies dealt anew to the seats of the same activities, many times, against the formula."""
    rng = np.random.default_rng(7)
    sizes = rng.integers(1, 6, 400)
    seats = rng.integers(0, 600, sizes.sum())
    drawn = []
    for _ in range(5):
        rng.shuffle(seats)
        dealt = np.split(seats, np.cumsum(sizes)[:-1])
        net = met({f"m{n}": sorted({f"b{who}" for who in whom}) for n, whom in enumerate(dealt)})
        drawn.append((transitivity(net).value, chance_transitivity(net)))
    found, expected = np.mean(np.array(drawn, dtype=float), axis=0)
    assert expected == pytest.approx(found, rel=0.05)


def test_chance_needs_activities() -> None:
    assert chance_transitivity(karate()) is None
    assert chance_transitivity(met({"a": ["A", "B"]})) is None
    assert chance_transitivity(met({"a": ["A", "B", "C"]})) == 1
    assert chance_transitivity(met({"a": ["A", "B"], "b": ["B", "C"]})) == 0


def test_sectors_mix_or_are_not_known() -> None:
    def said(**sector: str) -> str:
        net = met({"a": ["A", "B"], "b": ["B", "C"], "c": ["C", "D"]}, sector=sector)
        return by_name(summary(net, times=0))["E-I index"].sentence

    assert said() == "The sector of 0 of 4 bodies is known: how sectors mix is not known."
    assert "all are of one, health: there is nothing to mix" in said(A="health", B="health")
    mixed = said(A="health", B="health", C="charity")
    assert mixed.startswith("The sector of 3 of 4 bodies is known. 1 of 2 linked pairs of these")
    assert mixed.endswith("Of 1 more linked pair the sector of one end is not known.")


@pytest.mark.parametrize(
    ("net", "headline"),
    [
        (met({}), "No bodies are on record: a network takes two."),
        (met({}, alone=["A"]), "1 body is on record: a network takes two."),
        (met({}, alone=["A", "B"]), "No link is recorded between any two of 2 bodies."),
        (met({"m": ["A", "B"]}),
         "All 2 bodies are linked, by 1 recorded link between 1 pair."),
        (met({"m": ["A"]}, stated=[("A", "B", "x")], alone=["C"]),
         "2 of 3 bodies (67%) are linked, by 1 recorded link between 1 pair."),
    ],
)  # fmt: skip
def test_small_networks_are_told_in_good_grammar(net: Network, headline: str) -> None:
    found = summary(net)
    assert found.headline == headline
    for row in found.rows:
        assert row.sentence.endswith(".")
        assert not re.search(
            r"\b1 (bodies|links|others|steps|pairs|activities|sources)\b|nan|inf\b", row.sentence
        )


def test_the_same_network_has_the_same_answer() -> None:
    for net in (kite(), florentine(), met({"a": ["A", "B", "C"], "b": ["C", "D"]})):
        assert summary(net).rows == summary(net).rows
