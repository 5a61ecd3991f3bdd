"""Who works with whom: the joins over columns find what the network of the map finds."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from tests.coverage.programme import store_of
from tests.report import sample

from uegraph.network import CROWD, KINDS, MORE_KINDS, stakeholder_network
from uegraph.report.material import Asked, read_material
from uegraph.report.sections.network import ties

if TYPE_CHECKING:
    from uegraph.store import Store

OUTCOMES = ("attended", "responded", "took-part", "invited", "declined", "planned")


def compare(store: Store) -> int:
    """Holds the ties to the network of the map, and gives the number of pairs."""
    found = ties(read_material(store, Asked(None, None, 10_000, 10)))
    graph = stakeholder_network(store, kinds=(*KINDS, *MORE_KINDS))
    label = {node: str(point["label"]) for node, point in graph.nodes(data=True)}
    bodies = {node for node, point in graph.nodes(data=True) if point["kind"] == "organisation"}
    edges = [
        (one, other, link) for one, other, link in graph.edges(data=True) if {one, other} <= bodies
    ]
    pairs = {
        (*sorted((label[one], label[other])), *sorted(label[iri] for iri in link["through"]))
        for one, other, link in edges
        if link["kind"] == "collaboration"
    }
    assert {(pair.one, pair.other, *pair.activities) for pair in found.top} == pairs
    assert found.pairs == len(pairs)
    known = {end for one, other, _ in edges for end in (one, other)}
    assert found.alone == tuple(sorted(label[iri] for iri in bodies - known))
    assert found.unlinked == sum(graph.degree(iri) == 0 for iri in bodies)
    assert (found.bodies, found.crowds) == (len(bodies), graph.graph["crowds"])
    counts = [len(pair.activities) for pair in found.top]
    assert counts == sorted(counts, reverse=True)
    return len(pairs)


def test_the_shipped_graph_is_read_as_on_the_map(graph: Store) -> None:
    assert compare(graph) > 20


def test_what_is_private_ties_nobody() -> None:
    compare(sample.secretive())


@pytest.mark.parametrize("seed", range(8))
def test_random_graphs_are_read_as_on_the_map(seed: int) -> None:
    draw = random.Random(seed)
    bodies = [f"body-{n:02}" for n in range(12)]
    programme = {
        "organisations": {
            slug: {
                "unit_of": draw.choice([None, None, "body-00"]) if slug != "body-00" else None,
                "private": draw.random() < 0.15 or None,
            }
            for slug in bodies
        },
        "audiences": {"people": {"represented_by": draw.choice(bodies)}},
        "activities": {
            f"activity-{n}": {"type": "event", "status": "held",
                              "private": draw.random() < 0.2 or None}
            for n in range(9)
        },
        "participations": {
            f"part-{n:03}": {
                "activity": f"activity-{draw.randrange(9)}",
                "party": draw.choice([*bodies, "people"]),
                "role": draw.choice(["organiser", "attendee"]),
                "outcome": draw.choice(OUTCOMES),
                "private": draw.random() < 0.1 or None,
            }
            for n in range(30)
        },
    }  # fmt: skip
    compare(store_of(programme))


def test_a_crowd_says_nothing_of_any_two_of_it() -> None:
    many = [f"body-{n:03}" for n in range(CROWD + 1)]
    programme = {
        "organisations": {slug: {} for slug in many},
        "activities": {
            name: {"type": "event", "status": "held"} for name in ("crowded", "small")
        },
        "participations": {
            f"part-{n}": {"activity": activity, "party": party, "role": "attendee",
                          "outcome": "attended"}
            for n, (activity, party) in enumerate(
                [*(("crowded", slug) for slug in many), ("small", many[0]), ("small", many[1])]
            )
        },
    }  # fmt: skip
    assert compare(store_of(programme)) == 1
