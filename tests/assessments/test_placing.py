"""Quadrants and classes: what the literature says of each combination, and what is left open."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uegraph.assessments.model import ATTRIBUTES, QUADRANTS, SALIENCE
from uegraph.assessments.placing import differ, prominence, quadrants, salience

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from random import Random

    from uegraph.assessments.model import Attribute

    Scores = Mapping[Attribute, Sequence[int]]

# Mitchell, Agle and Wood (1997), figure 2 and pages 874 to 879, which also give these examples:
# power, legitimacy, urgency, class.
PUBLISHED = [
    (5, 1, 1, "dormant"),  # a fired employee with access to guns or courts
    (1, 5, 1, "discretionary"),  # the recipients of corporate philanthropy
    (1, 1, 5, "demanding"),  # the lone millenarian picketer
    (5, 5, 1, "dominant"),  # boards of directors, significant creditors
    (5, 1, 5, "dangerous"),  # wildcat strikers, saboteurs
    (1, 5, 5, "dependent"),  # residents and animals of Prince William Sound after the oil spill
    (5, 5, 5, "definitive"),  # stockholders whose shares plummet
    (1, 1, 1, "non-stakeholder"),
]

scores = st.lists(st.integers(1, 5), max_size=3)
assessor = st.fixed_dictionaries({}, optional=dict.fromkeys(ATTRIBUTES, scores))
assessors = st.lists(assessor, min_size=1, max_size=4)
cuts = st.sampled_from([1.0, 2.0, 2.5, 3.0, 3.5, 5.0])


def one(power: int | None = None, interest: int | None = None, **others: int) -> Scores:
    told = {"power": power, "interest": interest, **others}
    return {name: [told[name]] for name in ATTRIBUTES if told.get(name) is not None}  # type: ignore[list-item]


def test_all_eight_combinations_are_published() -> None:
    assert {name for *_, name in PUBLISHED} == set(SALIENCE)


@pytest.mark.parametrize(("power", "legitimacy", "urgency", "name"), PUBLISHED)
def test_the_class_is_the_published_one(
    power: int, legitimacy: int, urgency: int, name: str
) -> None:
    judged = one(power=power, legitimacy=legitimacy, urgency=urgency)
    assert salience([judged], 3) == [{name}]


@pytest.mark.parametrize(
    ("power", "interest", "expected"),
    [
        (4, 4, {"manage closely"}),
        (4, 2, {"keep satisfied"}),
        (2, 4, {"keep informed"}),
        (2, 2, {"monitor"}),
        (3, 4, {"manage closely", "keep informed"}),
        (3, 2, {"keep satisfied", "monitor"}),
        (4, 3, {"manage closely", "keep satisfied"}),
        (2, 3, {"keep informed", "monitor"}),
        (3, 3, set(QUADRANTS)),
        (4, None, {"manage closely", "keep satisfied"}),
        (None, 2, {"keep satisfied", "monitor"}),
        (None, None, set(QUADRANTS)),
    ],
)
def test_the_quadrant_is_that_of_the_grid_and_open_on_its_lines(
    power: int | None, interest: int | None, expected: set[str]
) -> None:
    assert quadrants([one(power, interest)], 3) == [expected]


@pytest.mark.parametrize(
    ("cut", "expected"),
    [(2.5, {"manage closely"}), (3.5, {"monitor"}), (5, {"monitor"}), (1, {"manage closely"})],
)
def test_another_cut_settles_what_lies_on_the_line(cut: float, expected: set[str]) -> None:
    assert quadrants([one(3, 3)], cut) == [expected]


def test_what_one_did_not_judge_is_taken_from_the_others() -> None:
    assert quadrants([one(power=5), one(interest=1)], 3) == [{"keep satisfied"}] * 2
    assert quadrants([one(5, 5), one(power=1)], 3) == [{"manage closely"}, {"keep informed"}]


def test_attributes_that_nobody_assessed_leave_classes_open() -> None:
    assert salience([one(power=5)], 3) == [{"definitive", "dominant", "dangerous", "dormant"}]
    assert salience([one(power=1, legitimacy=1)], 3) == [{"demanding", "non-stakeholder"}]
    assert salience([one(interest=5)], 3) == [set(SALIENCE)]


@pytest.mark.parametrize(
    ("judged", "expected"),
    [
        ({"power": [4]}, "high"),
        ({"interest": [5, 4]}, "high"),
        ({"power": [1], "interest": [4]}, "high"),
        ({"power": [2, 4]}, "perhaps high"),
        ({"power": [3], "interest": [1]}, "perhaps high"),
        ({"power": [2], "interest": [1]}, "not high"),
        ({"power": [2]}, "not known"),
        ({"urgency": [5]}, "not known"),
    ],
)
def test_prominence(judged: Scores, expected: str) -> None:
    assert prominence(judged, 3) == expected


@given(assessors, cuts)
def test_classes_and_quadrants_are_those_of_each_way_to_settle_what_is_open(
    judged: list[Scores], cut: float
) -> None:
    """Each score on the line, and each score that nobody gave, is tried as high and as low."""
    for index, mine in enumerate(judged):
        pools = {
            name: mine.get(name) or [s for other in judged for s in other.get(name, ())]
            for name in ATTRIBUTES
        }
        possible: dict[str, set[bool]] = {
            name: {high for s in pool for high in (True, False) if _may_be(s, cut, high=high)}
            or {True, False}
            for name, pool in pools.items()
        }
        expected = {
            QUADRANTS[(not power) * 2 + (not interest)]
            for power, interest in product(possible["power"], possible["interest"])
        }
        assert quadrants(judged, cut)[index] == expected
        held = product(*(possible[name] for name in ("power", "legitimacy", "urgency")))
        named = {tuple(score == 5 for score in scores): name for *scores, name in PUBLISHED}
        assert salience(judged, cut)[index] == {named[attributes] for attributes in held}


def _may_be(score: int, cut: float, *, high: bool) -> bool:
    return score >= cut if high else score <= cut


@given(assessors, cuts, st.randoms())
def test_the_order_of_assessors_makes_no_difference(
    judged: list[Scores], cut: float, chance: Random
) -> None:
    again = judged[:]
    chance.shuffle(again)
    assert sorted(map(sorted, quadrants(judged, cut))) == sorted(map(sorted, quadrants(again, cut)))
    assert set().union(*salience(judged, cut)) == set().union(*salience(again, cut))
    assert differ(quadrants(judged, cut)) == differ(quadrants(again, cut))


@given(assessors, cuts, st.data())
def test_an_assessor_who_agrees_with_another_changes_nothing(
    judged: list[Scores], cut: float, data: st.DataObject
) -> None:
    more = [*judged, data.draw(st.sampled_from(judged))]
    assert set().union(*quadrants(more, cut)) == set().union(*quadrants(judged, cut))
    assert set().union(*salience(more, cut)) == set().union(*salience(judged, cut))
    assert differ(quadrants(more, cut)) == differ(quadrants(judged, cut))


@given(assessor, cuts, st.sampled_from(ATTRIBUTES), st.integers(1, 5))
def test_judging_what_was_not_judged_never_opens_a_place(
    judged: Scores, cut: float, name: Attribute, score: int
) -> None:
    before = {key: values for key, values in judged.items() if key != name}
    after = {**before, name: [score]}
    assert quadrants([after], cut)[0] <= quadrants([before], cut)[0]
    assert salience([after], cut)[0] <= salience([before], cut)[0]
