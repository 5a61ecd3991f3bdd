"""Shares with unknown and doubtful parts, against every way in which they can turn out."""

from __future__ import annotations

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from uegraph.metrics.shares import share_of

ITEMS = st.lists(st.tuples(st.sampled_from([True, False, None]), st.booleans()), max_size=7)


def every_share(items: list[tuple[bool | None, bool]]) -> list[float]:
    """The share in each world: an unknown is a yes or a no, a doubtful one is in or out."""
    ways = [
        [
            *([True] if value is not False else []),
            *([False] if value is not True else []),
            *([] if sure else ["out"]),
        ]
        for value, sure in items
    ]
    worlds = ([value for value in world if value != "out"] for world in product(*ways))
    return [sum(map(bool, world)) / len(world) for world in worlds if world]


@settings(deadline=None)
@given(ITEMS)
def test_the_ends_are_the_least_and_the_greatest_of_all_worlds(
    items: list[tuple[bool | None, bool]],
) -> None:
    found = share_of(items)
    shares = every_share(items)
    if not shares:
        assert (found.low, found.high) == (None, None)
    else:
        assert (found.low, found.high) == (min(shares), max(shares))
    assert found.of == len(items)
    assert found.possibly == sum(not sure for _, sure in items)


def test_a_share_by_hand() -> None:
    # 3 yes, 1 no, 2 not recorded: 3 of 6 to 5 of 6.
    found = share_of([(True, True)] * 3 + [(False, True)] + [(None, True)] * 2)
    assert (found.low, found.high) == (3 / 6, 5 / 6)
    assert (found.yes, found.no, found.unknown, found.of) == (3, 1, 2, 6)
