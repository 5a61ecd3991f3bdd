"""Derived links against brute force and against networkx's projection of a bipartite graph."""

from __future__ import annotations

from itertools import combinations

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from uegraph.maps.deriving import derived
from uegraph.maps.scene import Link, Mark, Scene
from uegraph.network import Evidence

BODIES = 6
ACTIVITIES = 4
parts = st.sets(st.tuples(st.integers(0, BODIES - 1), st.integers(0, ACTIVITIES - 1)))


def passage(body: int, activity: int) -> Evidence:
    return Evidence("Report", f"Section {activity}", body + 1)


def scene(found: set[tuple[int, int]], *, turned: bool = False) -> Scene:
    marks = [Mark(f"b{at}", "organisation", f"Body {at}") for at in range(BODIES)]
    marks += [Mark(f"a{at}", "activity", f"Activity {at}", size=0) for at in range(ACTIVITIES)]
    links = []
    for body, activity in sorted(found):
        ends = (BODIES + activity, body) if turned else (body, BODIES + activity)
        links.append(Link(*ends, "participation", "attendee", evidence=(passage(body, activity),)))
    # Of these nothing follows: a link of another family, one between two drawn marks.
    links += [Link(0, BODIES, "theme", "about"), Link(0, 1, "participation", "attendee")]
    return Scene("any", "", (), tuple(marks), tuple(links))


@given(parts, st.booleans())
def test_as_brute_force_finds_them(found: set[tuple[int, int]], turned: bool) -> None:
    expected = {}
    for one, other in combinations(range(BODIES), 2):
        shared = [at for at in range(ACTIVITIES) if {(one, at), (other, at)} <= found]
        if shared:
            passages = sorted(passage(body, at) for body in (one, other) for at in shared)
            through = tuple(BODIES + at for at in shared)
            expected[one, other] = (len(shared), through, tuple(passages))
    made = derived(scene(found, turned=turned))
    assert {
        (link.start, link.end): (link.weight, link.through, link.evidence) for link in made
    } == expected
    assert all((link.kind, link.stated) == ("collaboration", False) for link in made)
    order = [(-link.weight, link.start, link.end) for link in made]
    assert order == sorted(order)


@given(parts)
def test_as_networkx_projects_them(found: set[tuple[int, int]]) -> None:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(f"b{at}" for at in range(BODIES))
    graph.add_nodes_from(f"a{at}" for at in range(ACTIVITIES))
    graph.add_edges_from((f"b{body}", f"a{activity}") for body, activity in found)
    bodies = [f"b{at}" for at in range(BODIES)]
    expected = nx.bipartite.weighted_projected_graph(graph, bodies)
    made = {
        frozenset((f"b{link.start}", f"b{link.end}")): link.weight for link in derived(scene(found))
    }
    assert made == {
        frozenset((one, other)): told["weight"] for one, other, told in expected.edges(data=True)
    }


@given(parts, st.sets(st.integers(0, BODIES - 1)))
def test_among_some_marks_only(found: set[tuple[int, int]], wanted: set[int]) -> None:
    kept = [link for link in derived(scene(found)) if link.start in wanted and link.end in wanted]
    assert derived(scene(found), wanted) == kept
