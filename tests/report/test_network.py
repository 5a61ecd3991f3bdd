"""Who works with whom: the joins over columns find what the network of the map finds."""

from __future__ import annotations

import random
from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from tests.coverage.programme import store_of
from tests.report import sample

from uegraph.maps.material import Material
from uegraph.network import CROWD
from uegraph.report.material import Asked, read_material
from uegraph.report.sections.network import ties

if TYPE_CHECKING:
    from uegraph.store import Store

THERE = {"attended", "responded", "took part"}
OUTCOMES = ("attended", "responded", "took-part", "invited", "declined", "planned")


def compare(store: Store) -> int:
    """Holds the ties to the links of the map, and gives the number of pairs."""
    found = ties(read_material(store, Asked(None, None, 10_000, 10)))
    links = Material(store).links
    kinds = {iri: kind for iri, (kind, _) in Material(store).points.items()}
    label = {iri: name for iri, (_, name) in Material(store).points.items()}
    bodies = {iri for iri, kind in kinds.items() if kind == "organisation"}
    there = defaultdict[str, set[str]](set)
    for link in links:
        if link.kind == "participation" and link.status in THERE:
            there[link.end].add(link.start)
    of_parties = {
        act: {one for one in parties if kinds[one] in ("organisation", "unnamed party")}
        for act, parties in there.items()
    }
    small = {act: parties & bodies for act, parties in of_parties.items() if len(parties) <= CROWD}
    shared = defaultdict[tuple[str, str], set[str]](set)
    for act, parties in small.items():
        for pair in combinations(sorted(parties), 2):
            shared[pair].add(label[act])
    pairs = {
        (*sorted((label[one], label[other])), *sorted(acts))
        for (one, other), acts in shared.items()
    }
    assert {(pair.one, pair.other, *pair.activities) for pair in found.top} == pairs
    assert found.pairs == len(pairs)
    between = {(link.start, link.end) for link in links if {link.start, link.end} <= bodies}
    known = {end for pair in (*between, *shared) for end in pair}
    assert found.alone == tuple(sorted(label[iri] for iri in bodies - known))
    assert found.unlinked == len(bodies - {end for link in links for end in (link.start, link.end)})
    assert (found.bodies, found.crowds) == (len(bodies), len(of_parties) - len(small))
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
