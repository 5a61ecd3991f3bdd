"""What is hidden stays hidden from somebody who can add and subtract."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from uegraph.equality.bounds import Bounds, exactly
from uegraph.equality.suppression import Sum, suppressed

Sums = list[Sum]


@dataclass(frozen=True, slots=True)
class Made:
    """A whole in groups, some of them in narrower groups, and perhaps people of no group."""

    numbers: dict[str, Bounds]
    sums: Sums
    rest: dict[str, int]  # for each sum, by its whole, who is in no part


@st.composite
def tables(draw: st.DrawFn) -> Made:
    numbers: dict[str, int] = {}
    sums: Sums = []
    rest: dict[str, int] = {}

    def whole(name: str, depth: int) -> int:
        names = [f"{name}{place}" for place in range(draw(st.integers(0 if depth else 1, 3)))]
        if depth > 1 or not names:
            numbers[name] = draw(st.integers(0, 12) | st.integers(0, 60))
            return numbers[name]
        rest[name] = draw(st.sampled_from([0, 0, 3, 40]))
        numbers[name] = sum(whole(part, depth + 1) for part in names) + rest[name]
        sums.append(Sum(name, frozenset(names)))
        return numbers[name]

    whole("t", 0)
    return Made({name: exactly(number) for name, number in numbers.items()}, sums, rest)


def possible(
    made: Made, hidden: dict[str, str], threshold: int, wanted: str
) -> tuple[float, float]:
    """Between what a hidden number must lie for somebody who knows all that is shown.

    They solve the equations of the table, with every label read for all that it says, and know of
    which sums the parts are everybody.
    """
    names = sorted(hidden)
    rests = [name for name, number in made.rest.items() if number]
    columns = {name: place for place, name in enumerate([*names, *(f"rest of {n}" for n in rests)])}
    limits: list[tuple[float, float | None]] = [
        (0, threshold - 1) if hidden[name] == "small" else (0, None) for name in names
    ]
    limits += [(0, None)] * len(rests)
    rows, values = [], []
    for one in made.sums:
        row, value = [0.0] * len(columns), 0.0
        for name, sign in [(one.whole, -1), *((part, 1) for part in one.parts)]:
            if name in hidden:
                row[columns[name]] += sign
            else:
                value -= sign * float(made.numbers[name].low)
        if one.whole in rests:
            row[columns[f"rest of {one.whole}"]] += 1
        rows.append(row)
        values.append(value)
    found = []
    for sign in (1, -1):
        aim = [0.0] * len(columns)
        aim[columns[wanted]] = sign
        solved = linprog(aim, A_eq=rows or None, b_eq=values or None, bounds=limits)
        assert solved.status == 0, solved.message
        found.append(sign * solved.fun)
    return found[0], found[1]


@settings(max_examples=150, deadline=None)
@given(tables(), st.sampled_from([1, 3, 10]))
def test_no_small_number_can_be_worked_out(made: Made, threshold: int) -> None:
    hidden = suppressed(made.numbers, made.sums, threshold)
    small = {name for name, number in made.numbers.items() if number.low < threshold}
    assert {name for name, how in hidden.items() if how == "small"} == small
    if threshold == 1:  # a hidden 0 can be nothing else
        return
    for name in small:
        low, high = possible(made, dict(hidden), threshold, name)
        assert low <= 0.001
        assert high >= 1.999 if threshold == 3 else high >= 8.999


@given(tables())
def test_a_table_without_small_numbers_is_shown_whole(made: Made) -> None:
    large = {name: exactly(int(number.low) + 100) for name, number in made.numbers.items()}
    assert suppressed(large, [], 10) == {}
    assert suppressed(made.numbers, made.sums, 0) == {}


def shown(sums: Sums, threshold: int = 10, /, **numbers: int) -> set[str]:
    made = {name: exactly(number) for name, number in numbers.items()}
    return made.keys() - suppressed(made, sums, threshold).keys()


def test_of_two_groups_that_are_everybody_both_are_hidden() -> None:
    assert shown([Sum("all", frozenset({"women", "men"}))], all=45, women=40, men=5) == {"all"}


def test_beside_many_others_one_small_group_is_hidden_alone() -> None:
    assert shown([Sum("all", frozenset({"deaf"}))], all=200, deaf=5) == {"all"}


def test_a_small_remainder_is_not_given_away_either() -> None:
    assert shown([Sum("all", frozenset({"deaf"}))], all=52, deaf=47) == {"all"}


def test_a_wider_group_does_not_tell_of_a_narrower_one() -> None:
    sums = [Sum("disabled", frozenset({"deaf", "blind"}))]
    assert shown(sums, disabled=30, deaf=4, blind=26) == {"disabled"}


def test_the_smallest_of_the_others_is_hidden_with_it() -> None:
    parts = {"a": 4, "b": 30, "c": 25, "d": 90}
    assert shown([Sum("all", frozenset(parts))], all=149, **parts) == {"all", "b", "d"}


def test_two_nines_are_not_told_by_their_sum() -> None:
    assert shown([Sum("all", frozenset({"a", "b"}))], all=18, a=9, b=9) == set()


def test_groups_that_share_people_tell_nothing() -> None:
    assert shown([Sum("all", frozenset({"a", "b"}))], all=50, a=40, b=30) == {"all", "a", "b"}


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (4, 9, "small"),
        (4, 10, "withheld"),
        (4, None, "withheld"),
        (10, None, None),
        (9, 9, "small"),
        (10, 10, None),
    ],
)
def test_what_may_be_small_is_hidden_and_called_small_only_where_it_is(
    low: int, high: int | None, expected: str | None
) -> None:
    number = Bounds(Fraction(low), None if high is None else Fraction(high))
    assert suppressed({"a": number}, [], 10).get("a") == expected


def test_what_one_sum_tells_is_not_used_in_the_next() -> None:
    """The disabled are 62 less 50, and of 12 neither part can be below 3."""
    sums = [
        Sum("disabled", frozenset({"deaf", "blind"})),
        Sum("all", frozenset({"disabled", "others"})),
    ]
    assert shown(sums, all=62, disabled=12, deaf=4, blind=8, others=50) == {"all"}
