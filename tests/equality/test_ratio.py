"""The participation-to-prevalence ratio, against published ratios and against every true value."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from uegraph.equality.bounds import Bounds, exactly
from uegraph.equality.ratio import participation_to_prevalence, prevalence, reading

# Scott P. E. et al., J Am Coll Cardiol 71 (2018) 1960-1969, table 1: all enrolled, women enrolled,
# per cent of women among those with the disease; the ratio that the authors give, to one place.
SCOTT = {
    "acute coronary syndrome": (43377, 11932, (43, 43), (0.6, 0.6)),
    "atrial fibrillation": (76311, 28884, (36, 49), (0.8, 1.1)),
    "coronary artery disease": (49190, 11777, (43, 43), (0.6, 0.6)),
    "heart failure": (15997, 3802, (40, 53), (0.5, 0.6)),
    "hypertension": (35779, 16560, (52, 52), (0.9, 0.9)),
    "pulmonary arterial hypertension": (3763, 2907, (57, 57), (1.4, 1.4)),
}


@pytest.mark.parametrize("disease", SCOTT)
def test_published_ratios(disease: str) -> None:
    everybody, women, (least, most), published = SCOTT[disease]
    share = Bounds(Fraction(least), Fraction(most))
    found = participation_to_prevalence([(exactly(women), exactly(everybody))], share, exactly(100))
    assert found is not None
    assert found.high is not None
    # They rounded twice, to the per cent and then to the tenth.
    assert (float(found.low), float(found.high)) == pytest.approx(published, abs=0.06)


@given(st.data())
def test_the_true_ratio_is_always_in_the_interval(data: st.DataObject) -> None:
    def around(true: int) -> Bounds:
        high = data.draw(st.none() | st.integers(true, true + 20).map(Fraction))
        return Bounds(Fraction(data.draw(st.integers(0, true))), high)

    group = data.draw(st.integers(0, 50))
    whole = data.draw(st.integers(max(group, 1), 80))
    people = data.draw(st.integers(1, 500))
    everybody = data.draw(st.integers(people, 900))
    found = participation_to_prevalence(
        [(around(group), around(whole))], around(people), around(everybody)
    )
    assume(found is not None)
    assert found is not None
    true = Fraction(group * everybody, whole * people)
    assert found.low <= true
    assert found.high is None or true <= found.high


def test_numbers_that_contradict_each_other_have_no_ratio() -> None:
    here = [(exactly(3), exactly(10))]
    assert prevalence(exactly(20), exactly(10)) is None
    assert participation_to_prevalence(here, exactly(20), exactly(10)) is None
    assert participation_to_prevalence(here, exactly(0), exactly(10)) is None
    assert participation_to_prevalence(here, exactly(5), exactly(0)) is None
    assert participation_to_prevalence([(exactly(0), exactly(0))], exactly(5), exactly(10)) is None


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        ("0.1", "0.79", "below"),
        ("0.1", "0.8", "open"),
        ("0.8", "1.2", "near"),
        ("1", "1", "near"),
        ("1.2", "1.3", "open"),
        ("1.21", "1.3", "above"),
        ("1.21", None, "above"),
        ("0.9", None, "open"),
    ],
)
def test_an_interval_is_read_only_as_far_as_it_goes(
    low: str, high: str | None, expected: str
) -> None:
    assert reading(Bounds(Fraction(low), Fraction(high) if high else None)) == expected
