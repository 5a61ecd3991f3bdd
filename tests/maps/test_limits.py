from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING

import networkx as nx
import pytest
from tests.maps.sample import invented, link, point

from uegraph import ingest, resources
from uegraph.errors import UegraphError
from uegraph.maps import draw, limits, require_room, write_map
from uegraph.maps.layout import CROWDED, SPACING, lay_out
from uegraph.maps.limits import LINKS, POINTS
from uegraph.network import CROWD, add_collaborations

if TYPE_CHECKING:
    from pathlib import Path


def meeting(bodies: int) -> nx.MultiDiGraph[str]:
    """One activity in which many bodies took part."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_node("urn:activity", **point("activity", "Meeting"))
    for at in range(bodies):
        graph.add_node(f"urn:{at:06}", **point("organisation", f"Body {at}"))
        said = link("participation", "attendee", status="attended")
        graph.add_edge(f"urn:{at:06}", "urn:activity", key="p", **said)
    add_collaborations(graph)
    return graph


def test_a_meeting_of_1000_is_drawn_and_says_what_is_not_derived() -> None:
    graph = meeting(1000)
    html = draw(graph, title="Crowd")
    assert graph.number_of_edges() == 1000
    assert f"Nothing is derived from 1 activity with more than {CROWD} bodies." in html


def test_a_crowded_group_has_room_for_each_of_its_points() -> None:
    graph = meeting(CROWDED + 40)
    layout = lay_out(graph)
    assert len(layout.communities) == 1
    circle = layout.communities[0].circle
    places = sorted(layout.positions.values())
    assert len(places) == len(graph)
    near = min(
        math.dist(one, other)
        for at, one in enumerate(places)
        for other in places[at + 1 : at + 60]
        if other[0] - one[0] < SPACING
    )
    assert near > SPACING * 0.9
    assert all(math.dist(place, (circle.x, circle.y)) < circle.radius for place in places)
    # The hub stands in the middle.
    assert math.dist(layout.positions["urn:activity"], (circle.x, circle.y)) < 2 * SPACING


def test_too_many_points_are_refused_with_their_number_and_kinds() -> None:
    with pytest.raises(
        UegraphError, match=r"3,001 points .* organisation 3,000, activity 1\. Draw"
    ):
        draw(meeting(POINTS), title="Too many")


def test_a_large_graph_is_refused_before_anything_is_drawn(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    store = ingest.build(list(resources.datasets().values()), ":memory:").store
    require_room(store)
    monkeypatch.setattr(limits, "POINTS", 40)
    require_room(store, ["theme"])
    monkeypatch.setattr("uegraph.maps.stakeholder_network", lambda *_, **__: pytest.fail("drawn"))
    with pytest.raises(UegraphError, match=r"organisation 43"):
        write_map(store, tmp_path / "map.html", kinds=["organisation", "theme"])


def test_too_many_links_are_refused_and_derived_ones_do_not_count() -> None:
    graph = meeting(2)
    for at in range(LINKS - 2):
        graph.add_edge("urn:000000", "urn:000001", key=f"{at}", **link("relation", "knows"))
    assert graph.number_of_edges() == LINKS + 1
    assert draw(graph, title="Just enough")
    graph.add_edge("urn:000000", "urn:000001", key="more", **link("relation", "knows"))
    with pytest.raises(UegraphError, match=r"10,001 stated links"):
        draw(graph, title="Too many")


def test_a_map_that_leaves_nothing_out_says_nothing_of_it() -> None:
    html = draw(invented(12), title="All")
    assert 'class="note left-out"' not in html


def test_the_weaker_derived_links_go_first(monkeypatch: pytest.MonkeyPatch) -> None:
    # A chain of eight bodies: the first and second share eight activities, the next two seven, …
    monkeypatch.setattr("uegraph.network.stakeholders.MOST_COLLABORATIONS", 3)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    names = [f"urn:{at}" for at in range(8)]
    graph.add_nodes_from((name, point("organisation", name)) for name in names)
    for place, pair in enumerate(pairwise(names)):
        for at in range(8 - place):
            activity = f"urn:a{place}-{at}"
            graph.add_node(activity, **point("activity", activity))
            for name in pair:
                said = link("participation", "attendee", status="attended")
                graph.add_edge(name, activity, key="p", **said)
    add_collaborations(graph)
    derived = [(s, e, len(f["through"])) for s, e, f in graph.edges(data=True) if not f["stated"]]
    assert derived == [("urn:0", "urn:1", 8), ("urn:1", "urn:2", 7), ("urn:2", "urn:3", 6)]
    assert graph.graph["left_out"] == 4
    assert "4 weaker are left out" in draw(graph, title="Chain")
