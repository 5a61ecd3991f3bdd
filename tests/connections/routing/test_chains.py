"""Chains against every simple path of small random networks, told and ordered in plain Python."""

from __future__ import annotations

import random
from itertools import pairwise

import networkx as nx
import numpy as np
import polars as pl
import pytest

from uegraph.connections.routing.chains import Chain, Door, Ties

UNDATED = 10**9


def network(rng: random.Random, size: int) -> nx.Graph[int]:
    graph: nx.Graph[int] = nx.gnp_random_graph(size, rng.choice((0.15, 0.3, 0.6)), seed=rng)
    for _, _, link in graph.edges(data=True):
        link["day"] = rng.choice((None, 1, 2, 3))
        link["strength"] = rng.randint(1, 3)
    return graph


def ties_of(graph: nx.Graph[int], order: list[int], closed: set[int], ends: set[int]) -> Ties:
    rows = [
        (one, other, link["day"], link["strength"]) for one, other, link in graph.edges(data=True)
    ]
    schema = {"source": pl.UInt32, "target": pl.UInt32, "day": pl.Int32, "strength": pl.UInt32}
    frame = pl.DataFrame(rows, schema=schema, orient="row")
    return Ties(len(graph), frame, np.array(order), frozenset(closed), frozenset(ends))


def by_hand(
    graph: nx.Graph[int], starts: list[int], doors: list[Door], *, steps: int, top: int,
    order: list[int], closed: set[int], ends: set[int],
) -> list[Chain]:  # fmt: skip
    """The same rule over every simple path: fewest steps, fewest undated, day, strength, names."""
    found: list[Chain] = []
    used: set[int] = set()
    while len(found) < top:
        ranked = []
        for place, door in enumerate(doors):
            for start in starts:
                for path in _paths(graph, start, door.body, steps):
                    if (used | closed) & {*path} or ends & {*path[:-1]}:
                        continue
                    links = [graph.edges[pair] for pair in pairwise(path)]
                    days = [*(link["day"] for link in links), door.day]
                    least = min([*(link["strength"] for link in links), door.strength])
                    key = (
                        len(links) + door.steps, days.count(None),
                        -min((day for day in days if day is not None), default=UNDATED),
                        -least, [order[code] for code in path],
                    )  # fmt: skip
                    ranked.append((key, place, tuple(path)))
        ranked = [one for one in ranked if one[0][0] <= steps]
        if not ranked:
            break
        key, place, bodies = min(ranked)
        found.append(Chain(bodies, place, key[0]))
        used.update(bodies[1:] or bodies)
    return found


def _paths(graph: nx.Graph[int], start: int, end: int, steps: int) -> list[list[int]]:
    if start == end:
        return [[start]]
    return [list(path) for path in nx.all_simple_paths(graph, start, end, cutoff=steps)]


@pytest.mark.parametrize("seed", range(150))
def test_chains_are_those_that_every_simple_path_would_give(seed: int) -> None:
    rng = random.Random(seed)
    size = rng.randint(2, 9)
    graph = network(rng, size)
    order = rng.sample(range(size), size)
    closed = {code for code in range(size) if rng.random() < 0.1}
    ends = {code for code in range(size) if rng.random() < 0.1}
    starts = (
        sorted(rng.sample(sorted({*range(size)} - ends) or [0], 1))
        if rng.random() < 0.5
        else [code for code in range(size) if rng.random() < 0.3 and code not in ends]
    )
    doors = [
        Door(rng.randrange(size), rng.randint(1, 3), rng.choice((None, 1, 2, 3)), rng.randint(1, 3))
        for _ in range(rng.randint(0, 4))
    ]
    # Of two doors that open alike the first given is taken, so no two of these are alike.
    doors = list({(door.body, door.steps): door for door in doors}.values())
    ties = ties_of(graph, order, closed, ends)
    told = list(ties.chains(starts, doors, steps=4, top=3))
    assert told == by_hand(
        graph, starts, doors, steps=4, top=3, order=order, closed=closed, ends=ends
    )


def test_a_network_of_nobody_has_no_chain() -> None:
    ties = ties_of(nx.empty_graph(0), [], set(), set())
    assert list(ties.chains([], [], steps=4, top=3)) == []
