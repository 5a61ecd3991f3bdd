from __future__ import annotations

import math
from itertools import combinations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from uegraph.maps.layout.model import GAP
from uegraph.maps.layout.packing import enclosing, pack
from uegraph.maps.layout.starting import drawn


def starts(count: int) -> np.ndarray:
    return drawn([f"circle {at}" for at in range(count)])


def none() -> np.ndarray:
    return np.zeros((12, 12))


def distance(places: np.ndarray, one: int, other: int) -> float:
    return math.dist(places[one], places[other])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.floats(1, 5000), min_size=1, max_size=25), st.sampled_from([1.0, 1.5]))
def test_packed_circles_never_overlap(radii: list[float], wide: float) -> None:
    count = len(radii)
    places = pack(np.array(radii), np.zeros((count, count)), starts(count), wide=wide)
    for one, other in combinations(range(count), 2):
        assert distance(places, one, other) >= radii[one] + radii[other] + GAP * 0.999


def test_circles_from_one_place_come_apart() -> None:
    start = np.zeros((12, 2)) + 1e-6 * starts(12)
    places = pack(np.full(12, 80.0), none(), start)
    assert min(distance(places, *pair) for pair in combinations(range(12), 2)) >= 190 * 0.999


def test_tied_circles_come_closer_than_others() -> None:
    radii = np.full(12, 50.0)
    free = pack(radii, none(), starts(12))
    before, after = [], []
    for one, other in combinations(range(12), 2):
        ties = none()
        ties[one, other] = ties[other, one] = 5.0
        before.append(distance(free, one, other))
        after.append(distance(pack(radii, ties, starts(12)), one, other))
    assert sum(after) < 0.97 * sum(before)


def test_a_circle_that_grows_a_little_moves_the_others_a_little() -> None:
    radii = np.linspace(60.0, 200.0, 12)
    before = pack(radii, none(), starts(12))
    radii[5] *= 1.03
    after = pack(radii, none(), starts(12))
    assert np.median(np.hypot(*(before - after).T)) < 0.05 * float(np.ptp(before[:, 0]))


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(*[st.floats(-900, 900)] * 2, st.floats(1, 300)), min_size=1, max_size=8))
def test_the_circle_around_holds_all_and_is_hardly_larger_than_needed(
    circles: list[tuple[float, float, float]],
) -> None:
    places = np.array([circle[:2] for circle in circles])
    radii = np.array([circle[2] for circle in circles])
    middle, radius = enclosing(places, radii)
    reach = np.hypot(*(places - middle).T) + radii
    assert reach.max() <= radius + 1e-6
    # No circle that holds two others is smaller than half of what they span together.
    spans = [
        (math.dist(one[:2], other[:2]) + one[2] + other[2]) / 2
        for one, other in combinations(circles, 2)
    ]
    least = max([*spans, *radii])
    assert radius <= least * 2 / math.sqrt(3) * 1.03
