"""Burden against every pair of days that the dates can mean."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations, product

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.metrics.graphs import activity, part, party, published, store_of

from uegraph.metrics import measures
from uegraph.metrics.burden import Ask, busiest, together

TEAMS = st.frozensets(st.sampled_from("xyz"), max_size=2)


@st.composite
def asks(draw: st.DrawFn, most: int = 4, until: int = 12) -> list[Ask]:
    """Asks of a few days, on one day or lasting, with organisers or without."""
    found = []
    for place in range(draw(st.integers(0, most))):
        first, last = sorted(draw(st.tuples(st.integers(1, until), st.integers(1, until))))
        lasting = draw(st.booleans())
        ends = sorted(draw(st.tuples(st.integers(first, until), st.integers(last, until))))
        end_from, end_by = (ends[0], max(ends[1], last)) if lasting else (first, last)
        sure = draw(st.booleans())
        wholes = frozenset(draw(st.sets(st.sampled_from([str(n) for n in range(place)])))
                           if place else ())  # fmt: skip
        ask = Ask(str(place), draw(TEAMS), wholes, first, last, end_from, end_by, sure)
        found.append(ask)
    return found


def worlds(ask: Ask) -> list[tuple[int, int]]:
    """Every begin and end that an ask can have had; one day where it did not last."""
    if (ask.begin_from, ask.begin_by) == (ask.end_from, ask.end_by):
        return [(day, day) for day in range(ask.begin_from, ask.begin_by + 1)]
    return [
        (begin, end)
        for begin in range(ask.begin_from, ask.begin_by + 1)
        for end in range(ask.end_from, ask.end_by + 1)
        if begin <= end
    ]


def near(one: tuple[int, int], other: tuple[int, int], days: int) -> bool:
    """Whether some day of one is within some days of some day of the other."""
    return any(
        abs(a - b) <= days for a in range(one[0], one[1] + 1) for b in range(other[0], other[1] + 1)
    )


@settings(deadline=None)
@given(asks(most=2), st.integers(1, 6))
def test_two_asks_meet_as_every_pair_of_days_says(pair: list[Ask], days: int) -> None:
    if len(pair) < 2:
        return
    one, other = pair
    results = {near(a, b, days) for a, b in product(worlds(one), worlds(other))}
    one_team = bool(one.organisers & other.organisers) or one.activity in other.wholes
    known = one.organisers and other.organisers and one.sure and other.sure
    both = {one.activity, other.activity}
    met = together(pair, days)
    assert met.possibly == (set() if one_team or results == {False} else both)
    assert met.surely == (both if met.possibly and results == {True} and known else set())


@settings(deadline=None)
@given(asks(), st.integers(1, 6))
def test_the_asks_that_came_together_are_those_of_all_pairs(found: list[Ask], days: int) -> None:
    pairs = [together([one, other], days) for one, other in combinations(found, 2)]
    met = together(found, days)
    assert met.surely == frozenset[str]().union(*(pair.surely for pair in pairs))
    assert met.possibly == frozenset[str]().union(*(pair.possibly for pair in pairs))


@settings(deadline=None, max_examples=60)
@given(asks(most=3, until=5), st.integers(1, 3))
def test_the_busiest_time_lies_between_what_surely_and_what_may_be(
    found: list[Ask], days: int
) -> None:
    low, high = busiest(found, days)
    true = []
    for world in product(*(worlds(ask) for ask in found)):
        for out in product(*((False,) if ask.sure else (False, True) for ask in found)):
            held = [span for span, gone in zip(world, out, strict=True) if not gone]
            true.append(
                max(
                    (
                        sum(begin <= start + days and end >= start for begin, end in held)
                        for start in range(-3, 6)
                    ),
                    default=0,
                )
            )
    assert low <= min(true)
    assert max(true) == high


@settings(deadline=None)
@given(st.lists(st.integers(1, 60), max_size=6), st.integers(1, 20))
def test_of_exact_days_the_busiest_time_is_exact(on: list[int], days: int) -> None:
    found = [
        Ask(str(place), frozenset(), frozenset(), day, day, day, day)
        for place, day in enumerate(on)
    ]
    expected = max((sum(start <= day <= start + days for day in on) for start in on), default=0)
    assert busiest(found, days) == (expected, expected)


def made(*dates: str) -> list[str]:
    """A charity asked once by each of as many teams, on these dates."""
    facts = [published("2024-12-31"), party("charity")]
    for place, when in enumerate(dates):
        team = f"team{place}"
        facts += [
            party(team),
            activity(f"a{place}", when),
            part(f"o{place}", f"a{place}", team, role="organiser", level="", direction=""),
            part(f"c{place}", f"a{place}", "charity"),
        ]
    return facts


def test_six_weeks_to_the_day() -> None:
    first = date(2024, 3, 1)
    within, after = first + timedelta(weeks=6), first + timedelta(weeks=6, days=1)
    [row] = measures(store_of(made(first.isoformat(), within.isoformat()))).burden
    assert row.certain
    assert (row.name, row.organisers) == ("charity", ("team0", "team1"))
    assert (row.asked, row.most_low, row.most_high) == (2, 2, 2)
    assert [item.note for item in row.activities] == ["asked by team0", "asked by team1"]
    assert measures(store_of(made(first.isoformat(), after.isoformat()))).burden == ()
    assert measures(store_of(made(first.isoformat(), after.isoformat())), weeks=7).burden


def test_a_month_that_may_be_near_is_possibly() -> None:
    [row] = measures(store_of(made("2024-03-01", "2024-04")), weeks=5).burden
    assert not row.certain  # 30 April is 60 days after 1 March, 1 April 31
    assert row.sentence.startswith("Possibly asked by team0 and team1")
    assert (row.most_low, row.most_high) == (1, 2)


def test_in_a_period_only_what_lies_in_it_comes_together() -> None:
    # A survey from 2022 to 2024 and a meeting in January 2023: in 2023 both fall on some days.
    [row] = measures(store_of(made("2022/2024", "2023-01-20")), period="2023").burden
    assert (row.certain, row.most_low, row.most_high) == (True, 2, 2)
    assert measures(store_of(made("2022/2024", "2021-01-20")), period="2023").burden == ()


def test_one_team_newsletters_and_refusals() -> None:
    facts = [*made("2024-03-01"), activity("b", "2024-03-05"), activity("letter", "2024-03-06")]
    same = part("o9", "b", "team0", role="organiser", level="", direction="")
    asked = part("c9", "b", "charity", status="declined")
    other = party("team9") + part("o9", "b", "team9", role="organiser", level="", direction="")
    letter = part("l", "letter", "charity", status="served", level="inform", direction="outward")
    assert measures(store_of([*facts, same, asked])).burden == ()
    assert measures(store_of([*facts, letter])).burden == ()
    [row] = measures(store_of([*facts, other, asked])).burden
    assert row.certain  # a body that said no was asked all the same


def test_no_organiser_on_record_is_possibly_another_team() -> None:
    facts = [*made("2024-03-01"), activity("b", "2024-03-05"), part("c9", "b", "charity")]
    [row] = measures(store_of(facts)).burden
    assert not row.certain
    assert [item.note for item in row.activities] == ["asked by team0", "organiser not named"]
