"""Numbers with bounds: the true ones lie inside, and so do their sums."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from uegraph.metrics.sums import Amount, agreed, amount_of, largest_to_sum, total

BOUNDS = ("exactly", "more-than", "at-least", "up-to", "fewer-than", "range")


@st.composite
def stated(draw: st.DrawFn, true: int | None = None) -> tuple[Amount, int]:
    """A number as a source states it, and the true one that it was stated of."""
    number = draw(st.integers(0, 50)) if true is None else true
    off = draw(st.integers(0, 20))
    bound = draw(st.sampled_from(BOUNDS if number else ("exactly", "at-least", "up-to", "range")))
    if bound == "range":
        return amount_of(bound, max(0, number - off), number + draw(st.integers(0, 20))), number
    value = {
        "exactly": number,
        "more-than": max(0, number - 1 - off),
        "at-least": max(0, number - off),
        "up-to": number + off,
        "fewer-than": number + 1 + off,
    }[bound]
    return amount_of(bound, value), number


def holds(amount: Amount, true: int) -> bool:
    return amount.low <= true and (amount.high is None or true <= amount.high)


def allowed(bound: str, n: int, value: int, more: int) -> bool:
    """Whether a bound allows a number, as its definition in the scheme says."""
    return {
        "exactly": n == value,
        "more-than": n > value,
        "at-least": n >= value,
        "up-to": n <= value,
        "fewer-than": n < value,
        "range": value <= n <= value + more,
    }[bound]


@settings(deadline=None)
@given(st.lists(stated(), max_size=6))
def test_the_true_sum_lies_in_the_sum(numbers: list[tuple[Amount, int]]) -> None:
    assert all(holds(amount, true) for amount, true in numbers)
    assert holds(total(amount for amount, _ in numbers), sum(true for _, true in numbers))


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from(BOUNDS), st.integers(1, 6), st.integers(0, 3)),
                min_size=1, max_size=3))  # fmt: skip
def test_the_ends_of_a_sum_are_reached(given_: list[tuple[str, int, int]]) -> None:
    """Every whole number that the bounds allow is tried, open ones up to 30."""
    sums = {0}
    for bound, value, more in given_:
        sums = {s + n for s in sums for n in range(31) if allowed(bound, n, value, more)}
    found = total(amount_of(bound, value, value + more) for bound, value, more in given_)
    assert found.low == min(sums)
    assert (found.high is None) == any(bound in ("more-than", "at-least") for bound, *_ in given_)
    assert found.high in (None, max(sums))


@settings(deadline=None)
@given(st.lists(st.frozensets(st.integers(0, 9)), min_size=1, max_size=4), st.data())
def test_numbers_that_may_count_the_same_people(
    groups: list[frozenset[int]], data: st.DataObject
) -> None:
    amounts = [data.draw(stated(len(group)))[0] for group in groups]
    assert holds(largest_to_sum(amounts), len(frozenset[int]().union(*groups)))


@settings(deadline=None)
@given(st.integers(0, 40), st.data())
def test_statements_of_one_number_leave_room_for_it(true: int, data: st.DataObject) -> None:
    amounts = [data.draw(stated(true))[0] for _ in range(data.draw(st.integers(1, 4)))]
    found = agreed(amounts)
    assert holds(found, true)
    assert found.low == max(amount.low for amount in amounts)


def test_statements_that_contradict_leave_all_they_span() -> None:
    found = agreed([amount_of("exactly", 120), amount_of("exactly", 140)])
    assert (found.low, found.high) == (120, 140)


@pytest.mark.parametrize(
    ("given_", "words"),
    [
        # 400 attended one event and more than 180 another: 581 or more.
        ([("exactly", 400), ("more-than", 180)], "more than 580"),
        ([("exactly", 400), ("at-least", 180)], "at least 580"),
        # more than 180 is 181 or more, more than 100 is 101 or more: 282 or more.
        ([("more-than", 180), ("more-than", 100)], "at least 282"),
        ([("exactly", 12), ("exactly", 3)], "15"),
        ([("about", 30), ("exactly", 12)], "about 42"),
        ([("about", 30), ("more-than", 1000)], "more than about 1,030"),
        ([("up-to", 20), ("exactly", 5)], "5 to 25"),
        ([("fewer-than", 20)], "up to 19"),
        ([("no-such-bound", 20)], "any number"),
        ([], "0"),
    ],
)
def test_sums_in_words(given_: list[tuple[str, int]], words: str) -> None:
    assert str(total(amount_of(bound, value) for bound, value in given_)) == words
