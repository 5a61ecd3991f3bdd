from __future__ import annotations

import math
import subprocess
import sys
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.maps.sample import invented, link, point

from uegraph.maps.layout import SPACING, lay_out
from uegraph.maps.packing import Circle, pack

if TYPE_CHECKING:
    from uegraph.maps.layout import Layout


@pytest.fixture(scope="module", params=[12, 40, 160])
def drawn(request: pytest.FixtureRequest) -> tuple[nx.MultiDiGraph[str], Layout]:
    graph = invented(request.param)
    return graph, lay_out(graph)


def apart(one: Circle, other: Circle) -> float:
    return math.hypot(one.x - other.x, one.y - other.y) - one.radius - other.radius


def test_every_point_has_one_place(drawn: tuple[nx.MultiDiGraph[str], Layout]) -> None:
    graph, layout = drawn
    assert set(layout.positions) == set(graph)
    assert len(set(layout.positions.values())) == len(graph)


def test_no_two_circles_overlap(drawn: tuple[nx.MultiDiGraph[str], Layout]) -> None:
    _, layout = drawn
    circles = [community.circle for community in layout.communities]
    assert len(circles) > 1
    assert min(apart(one, other) for one, other in combinations(circles, 2)) > 0


def test_each_point_lies_in_its_own_circle_and_in_no_other(
    drawn: tuple[nx.MultiDiGraph[str], Layout],
) -> None:
    _, layout = drawn
    for community in layout.communities:
        for name, (x, y) in layout.positions.items():
            inside = (
                math.hypot(x - community.circle.x, y - community.circle.y) < community.circle.radius
            )
            assert inside == (name in community.members)


def test_neighbours_keep_room_for_a_label(drawn: tuple[nx.MultiDiGraph[str], Layout]) -> None:
    _, layout = drawn
    for community in layout.communities:
        places = [layout.positions[name] for name in community.members]
        assert all(math.dist(one, other) > SPACING * 0.9 for one, other in combinations(places, 2))


def test_communities_are_a_partition_in_connected_pieces(
    drawn: tuple[nx.MultiDiGraph[str], Layout],
) -> None:
    graph, layout = drawn
    stated = nx.Graph((s, e) for s, e, link in graph.edges(data=True) if link["stated"])
    members = [name for community in layout.communities for name in community.members]
    assert sorted(members) == sorted(stated)
    assert all(nx.is_connected(stated.subgraph(found.members)) for found in layout.communities)


def test_communities_of_zacharys_club_are_as_good_as_published() -> None:
    # Brandes et al. (2008), On modularity clustering: no partition reaches more than 0.4198.
    club = nx.karate_club_graph()
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_nodes_from((f"{name:02}", point("organisation", f"{name}")) for name in club)
    for one, other in club.edges():
        graph.add_edge(f"{one:02}", f"{other:02}", key="k", **link("relation", "knows"))
    groups = [{int(name) for name in found.members} for found in lay_out(graph).communities]
    assert 0.40 < nx.community.modularity(club, groups, weight=None) < 0.4199


def test_the_grid_holds_all_unlinked_points_and_nothing_else(
    drawn: tuple[nx.MultiDiGraph[str], Layout],
) -> None:
    graph, layout = drawn
    alone = {name for name in graph if graph.degree(name) == 0}
    assert set(layout.unlinked) == alone
    assert len(alone) == 5
    assert layout.grid is not None
    left, top, right, bottom = layout.grid
    for name, (x, y) in layout.positions.items():
        assert (left < x < right and top < y < bottom) == (name in alone)


def test_positions_do_not_hang_on_the_hash_seed_or_the_order_of_the_graph(tmp_path: Path) -> None:
    code = (
        "from tests.maps.sample import invented; from uegraph.maps.layout import lay_out;"
        "print(sorted(lay_out(invented(40)).positions.items()))"
    )
    root = Path(__file__).parents[2]
    runs = {
        subprocess.run(
            [sys.executable, "-c", code],
            check=True,
            capture_output=True,
            cwd=root,
            env={
                "PYTHONHASHSEED": seed,
                "PYTHONPATH": f"{root}:{root / 'src'}",
                "HOME": str(tmp_path),
            },
        ).stdout
        for seed in ("1", "2")
    }
    graph = invented(40)
    turned: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    turned.add_nodes_from(reversed(list(graph.nodes(data=True))))
    for start, end, key, said in reversed(list(graph.edges(keys=True, data=True))):
        turned.add_edge(start, end, key=key, **said)
    assert runs == {f"{sorted(lay_out(turned).positions.items())}\n".encode()}


@pytest.mark.parametrize("count", [0, 1, 2, 3])
def test_the_smallest_graphs_are_laid_out(count: int) -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for at in range(count):
        graph.add_node(f"urn:{at}", **point("organisation", f"Body {at}"))
    assert len(lay_out(graph).unlinked) == count
    nx.add_path(graph, list(graph), **link("belonging", "part of"))
    layout = lay_out(graph)
    assert len(layout.positions) == count
    assert layout.unlinked == (("urn:0",) if count == 1 else ())


@settings(max_examples=60, deadline=None)
@given(st.lists(st.floats(1, 500), max_size=25), st.floats(0, 60))
def test_packed_circles_never_overlap(radii: list[float], gap: float) -> None:
    circles = pack(radii, {}, gap=gap)
    assert [circle.radius for circle in circles] == radii
    assert all(apart(one, other) > gap - 1e-3 for one, other in combinations(circles, 2))


def test_tied_circles_come_closer_than_others() -> None:
    radii = [50.0] * 12
    free = pack(radii, {}, gap=10)
    before = [apart(free[at], free[11]) for at in range(11)]
    after = []
    for at in range(11):
        tied = pack(radii, {(at, 11): 40.0}, gap=10)
        after.append(apart(tied[at], tied[11]))
    assert all(late <= early for late, early in zip(after, before, strict=True))
    assert sum(after) < 0.9 * sum(before)
