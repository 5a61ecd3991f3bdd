"""Intervals hold every value that the records leave possible, and no others."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from uegraph import resources
from uegraph.equality.bounds import (
    Bounds,
    either,
    exactly,
    overlapping,
    quotient,
    share,
    stated,
    total,
)

if TYPE_CHECKING:
    from collections.abc import Callable

small = st.integers(0, 6)
SAID: dict[str, Callable[[int, int, int], bool]] = {
    "exactly": lambda true, value, _: true == value,
    "at-least": lambda true, value, _: true >= value,
    "more-than": lambda true, value, _: true > value,
    "up-to": lambda true, value, _: true <= value,
    "fewer-than": lambda true, value, _: true < value,
    "range": lambda true, value, upper: value <= true <= upper,
    "about": lambda true, value, _: 10 * abs(true - value) <= value,
}


def within(number: Fraction | int, bounds: Bounds | None) -> bool:
    assert bounds is not None
    return bounds.low <= number and (bounds.high is None or number <= bounds.high)


@st.composite
def intervals(draw: st.DrawFn) -> Bounds:
    low = draw(small)
    return Bounds(Fraction(low), draw(st.none() | st.integers(low, 7).map(Fraction)))


@st.composite
def closed(draw: st.DrawFn) -> Bounds:
    low = draw(small)
    return Bounds(Fraction(low), Fraction(draw(st.integers(low, 7))))


def members(bounds: Bounds, *, most: int = 40) -> range:
    return range(int(bounds.low), (most if bounds.high is None else int(bounds.high)) + 1)


def test_every_bound_of_the_scheme_has_its_meaning() -> None:
    [scheme] = [path for path in resources.ontology_files() if path.stem == "bound"]
    text = scheme.read_text(encoding="utf-8")
    assert {line.split()[0] for line in text.splitlines() if " a skos:Concept " in line} == {
        f"bound:{bound}" for bound in SAID
    }


@pytest.mark.parametrize("bound", SAID)
@given(value=st.integers(0, 60), more=st.integers(0, 20), true=st.integers(0, 120))
def test_what_a_number_leaves_possible(bound: str, value: int, more: int, true: int) -> None:
    found = stated(bound, value, value + more)
    assume(not (bound == "fewer-than" and value == 0))  # nothing is fewer than none
    if SAID[bound](true, value, value + more):
        assert within(true, found)
    elif bound != "about":  # which is rounded outwards to whole numbers
        assert not within(true, found)
    else:
        assert not within(true, found) or abs(true - value) < value / 10 + 1


@given(intervals(), intervals(), st.data())
def test_a_sum_holds_the_sum_of_what_its_parts_can_be(
    one: Bounds, other: Bounds, data: st.DataObject
) -> None:
    here, there = (data.draw(st.sampled_from(members(bounds))) for bounds in (one, other))
    assert within(here + there, total([one, other]))
    assert within(here, either(one, other))
    assert within(there, either(one, other))
    # groups that share anything from nobody to the whole of the smaller
    together = data.draw(st.integers(max(here, there), here + there))
    assert within(together, overlapping([one, other]))
    if there:
        assert within(Fraction(here, there), quotient(one, other))


@given(st.lists(st.tuples(intervals(), intervals()), min_size=1, max_size=4), st.data())
def test_the_true_share_is_always_in_the_interval(
    pairs: list[tuple[Bounds, Bounds]], data: st.DataObject
) -> None:
    assume(all(whole.high is None or part.low <= whole.high for part, whole in pairs))
    truth = []
    for part, whole in pairs:
        size = data.draw(st.sampled_from([n for n in members(whole) if n >= part.low]))
        parts = [n for n in members(part) if n <= size]
        truth.append((data.draw(st.sampled_from(parts)), size))
    below = sum(size for _, size in truth)
    assume(below)
    assert within(Fraction(sum(part for part, _ in truth), below), share(pairs))


@given(st.lists(st.tuples(closed(), closed()), min_size=1, max_size=2))
def test_no_narrower_interval_would_hold_every_share(pairs: list[tuple[Bounds, Bounds]]) -> None:
    """Every way in which the numbers can be is tried."""
    ways = [
        [(part, size) for size in members(all_) for part in members(group) if part <= size]
        for group, all_ in pairs
    ]
    assume(all(ways))
    shares = [
        Fraction(sum(part for part, _ in way), sum(size for _, size in way))
        for way in product(*ways)
        if any(size for _, size in way)
    ]
    found = share(pairs)
    if not shares:
        assert found is None
        return
    assert found is not None
    assert (found.low, found.high) == (min(shares), max(shares))


def test_an_open_end_leaves_everything_above_open() -> None:
    at_least = Bounds(Fraction(30), None)
    assert share([(exactly(30), at_least)]) == Bounds(Fraction(0), Fraction(1))
    assert share([(at_least, exactly(40))]) == Bounds(Fraction(3, 4), Fraction(1))
    assert share([(exactly(30), exactly(100)), (at_least, at_least)]) == Bounds(
        Fraction(0), Fraction(1)
    )


def test_a_group_larger_than_its_whole_is_refused() -> None:
    with pytest.raises(ValueError, match="larger"):
        share([(exactly(5), exactly(4))])
