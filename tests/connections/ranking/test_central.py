"""Who is at the centre: published figures, places by brute force, evidence, who has no place."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import networkx as nx
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.connections.meetings import met
from tests.network.published import florentine, karate, kite, southern_women

from uegraph.connections.ranking.central import Central, central
from uegraph.connections.ranking.measures import MEASURES, measure
from uegraph.connections.ranking.places import moves, places
from uegraph.errors import UnknownNameError
from uegraph.network import Network, from_networkx, make_network

PAGE = Path(__file__).resolve().parents[3] / "docs" / "network.md"


def figures(found: Central) -> dict[str, float | None]:
    return {row.name: row.figure for row in (*found.rows, *found.unlinked)}


def first(net: Network, by: str) -> set[str]:
    return {row.name for row in central(net, by, times=0).rows if row.rank == 1}


def round_table() -> Network:
    """A body that meets each of three apart and often, two who met once, and one who met nobody."""
    return met(
        {
            "a visit": ["Hub", "Ash"],
            "b visit": ["Hub", "Ash"],
            "c visit": ["Hub", "Birch"],
            "d visit": ["Hub", "Cedar"],
            "e talk": ["Birch", "Cedar"],
        },
        stated=[("Hub", "Ash", "works with")],
        alone=["Zelkova", "Alder"],
    )


def test_every_measure_is_there_and_reckons() -> None:
    assert len(MEASURES) == 19
    for one in MEASURES.values():
        module, name = one.at.split(".")
        assert callable(getattr(import_module(f"uegraph.metrics.network.{module}"), name))
        assert len(one.of(karate()).values) == 34
        assert len(one.of(southern_women()).values) == 32


def test_the_ten_of_kumu_are_there_under_their_names() -> None:
    """The list of its guide to metrics; MICMAC has two figures a point."""
    kumu = {"degree", "closeness", "betweenness", "size", "indegree", "outdegree", "eigenvector"}
    kumu |= {"reach", "reach-efficiency", "micmac-exposure", "micmac-influence"}
    assert kumu <= set(MEASURES)


def test_the_page_says_of_every_measure_what_it_is() -> None:
    text = PAGE.read_text(encoding="utf-8")
    for one in MEASURES.values():
        [line] = [line for line in text.splitlines() if line.startswith(f"| {one.name} |")]
        assert [cell.strip() for cell in line.strip("|").split("|")][1:] == [
            one.meaning, one.first, one.formula, one.reference
        ]  # fmt: skip


def test_the_kite_has_a_centre_for_each_measure() -> None:
    """Krackhardt (1990): most links, nearest to all and most between are different people."""
    assert first(kite(), "degree") == {"Diane"}
    assert first(kite(), "closeness") == {"Fernando", "Garth"}
    assert first(kite(), "betweenness") == {"Heather"}


def test_the_medici_lie_between_the_others() -> None:
    """0.522 is the figure of Jackson, Social and Economic Networks (2008), section 1.2.1."""
    row, *_ = central(florentine(), "betweenness", times=0).rows
    assert (row.name, round(row.figure or 0, 3)) == ("Medici", 0.522)
    assert row.sentence == "Medici lies on 52% of the shortest ways between others."


def test_two_kinds_have_places_of_their_own() -> None:
    """Evelyn went to 8 of 14 events, and 14 of 18 women to E8 (Davis and others 1941)."""
    found = central(southern_women(), "degree", times=0)
    leading = {row.kind: row for row in found.rows if row.rank == 1 and row.name != "Nora Fayette"}
    assert leading["event"].figure == pytest.approx(14 / 18)
    women = figures(found)
    assert women["Evelyn Jefferson"] == women["Theresa Anderson"] == pytest.approx(8 / 14)
    assert {row.of for row in found.rows if row.kind == "woman"} == {18}
    assert any("figures of two kinds do not compare" in remark for remark in found.remarks)
    evelyn = next(row for row in found.rows if row.name == "Evelyn Jefferson")
    assert evelyn.sentence.startswith("Evelyn Jefferson is linked with 8 of 14 points (57%)")


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=20), st.booleans())
def test_places_are_one_more_than_how_many_come_before(
    pairs: list[tuple[int, int]], low: bool
) -> None:
    graph = nx.Graph([pair for pair in pairs if pair[0] != pair[1]])
    graph.add_nodes_from(range(10))
    net = from_networkx(graph)
    chosen = measure("constraint" if low else "degree")
    values = chosen.of(net).values
    found = places(net, chosen, values)
    linked = [code for code in range(10) if net.degree[code]]
    for code in range(10):
        if code not in linked:
            assert found.rank[code] == 0
            continue
        before = [
            other for other in linked if (values[other] - values[code]) * (1 if low else -1) < -1e-9
        ]
        alike = [other for other in linked if abs(values[other] - values[code]) <= 1e-9]
        assert found.rank[code] == len(before) + 1
        assert found.shared[code] == len(alike) - 1


def test_those_without_a_link_are_named_and_have_no_place() -> None:
    found = central(round_table(), "pagerank")
    assert [row.name for row in found.unlinked] == ["Alder", "Zelkova"]
    assert {(row.rank, row.best, row.worst) for row in found.unlinked} == {(None, None, None)}
    assert found.unlinked[0].sentence == "Alder has no recorded link, and so no place."
    assert found.headline.endswith("4 of 6 bodies have a recorded link.")


def test_what_is_not_defined_has_no_place_and_says_so() -> None:
    row = central(round_table(), "clustering").rows[-1]
    assert (row.name, row.rank, row.figure) == ("Ash", None, None)
    assert row.sentence == "Ash has no place: its clustering is not defined."


def test_the_strongest_links_say_what_they_rest_on() -> None:
    hub = central(round_table(), times=0).rows[0]
    assert [contact.name for contact in hub.contacts] == ["Ash", "Birch", "Cedar"]
    assert [contact.weight for contact in hub.contacts] == [3.0, 1.0, 1.0]
    assert hub.contacts[0].sentence == (
        "Ash (2 shared activities, “a visit” (2023) and “b visit” (2023), and what is stated: "
        "works with)"
    )
    assert [(ground.said, ground.stated) for ground in hub.contacts[0].grounds] == [
        ("works with", True), ("a visit", False), ("b visit", False)
    ]  # fmt: skip
    assert hub.sentence == "Hub has 4 links, with 3 of 5 others."


def test_a_list_that_ends_among_equals_says_so() -> None:
    found = central(round_table(), "size", top=2, times=0)
    assert [row.name for row in found.rows] == ["Hub", "Birch"]
    assert "1 more shares place 2 and is not listed." in found.remarks
    every = central(round_table(), "size", times=0)
    assert [(row.rank, row.shared) for row in every.rows] == [(1, 0), (2, 1), (2, 1), (4, 0)]


def test_places_move_as_every_way_of_leaving_one_out_moves_them() -> None:
    """Five activities, so a draw leaves out one: each way by hand, as measured on what is left."""
    net = round_table()
    meetings = {
        "a visit": ["Hub", "Ash"], "b visit": ["Hub", "Ash"], "c visit": ["Hub", "Birch"],
        "d visit": ["Hub", "Cedar"], "e talk": ["Birch", "Cedar"],
    }  # fmt: skip
    seen: dict[str, list[int]] = {name: [] for name in net.names}
    for left_out in meetings:
        kept = {name: who for name, who in meetings.items() if name != left_out}
        fewer = met(kept, stated=[("Hub", "Ash", "works with")], alone=net.names)
        drawn = central(fewer, "strength", times=0)
        for row in drawn.rows:
            seen[row.name].append(row.rank or 0)
    for row in central(net, "strength").rows:
        assert (row.best, row.worst) == (min(seen[row.name]), max(seen[row.name]))


def test_where_all_is_stated_links_are_left_out_instead() -> None:
    net = met({"talk": ["A"]}, stated=[("A", "B", "works with"), ("B", "C", "works with")])
    found = moves(net, measure("degree"))
    assert found.draws > 0
    assert "Links were left out" in found.note
    assert moves(net, measure("degree"), times=0).draws == 0


def test_names_and_not_addresses_decide_among_equals() -> None:
    links = pl.DataFrame({"source": ["x1", "x3"], "target": ["x2", "x4"]})
    for names in (["d", "c", "b", "a"], ["a", "b", "c", "d"]):
        points = pl.DataFrame({"iri": ["x1", "x2", "x3", "x4"], "name": names})
        found = central(make_network(points, links), times=0)
        assert [row.name for row in found.rows] == ["a", "b", "c", "d"]


@pytest.mark.parametrize("by", MEASURES)
def test_small_networks_have_an_answer(by: str) -> None:
    for net in (
        met({}), met({}, alone=["A"]), met({}, alone=["A", "B"]), met({"m": ["A", "B"]}),
        met({"m": ["A"]}, stated=[("A", "B", "works with")]),
    ):  # fmt: skip
        found = central(net, by)
        assert len(found.rows) + len(found.unlinked) == len(net)
        assert found.headline.endswith(".")
        assert not re.search(r"\b1 (bodies|links|others|places)\b|nan", found.headline)
        again = central(net, by)
        assert (found.headline, found.rows, found.remarks) == (
            again.headline, again.rows, again.remarks
        )  # fmt: skip


def test_hostile_names_stand_in_one_short_line() -> None:
    evil = "=cmd()|</script>\n\u202e" + "x" * 10_000
    found = central(met({evil: [evil, "B"]}), times=0)
    assert {row.name for row in found.rows} == {evil, "B"}
    for row in found.rows:
        assert "\n" not in row.sentence + row.contacts[0].sentence
        assert len(row.sentence) < 300 > len(row.contacts[0].sentence)


def test_an_unknown_measure_is_refused_with_those_that_are() -> None:
    with pytest.raises(UnknownNameError, match=r"no measure 'fame'.*degree.*hierarchy"):
        central(kite(), "fame")
