"""Sums of reach: whatever the true numbers are, nothing is counted twice and no bound is broken."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.metrics.graphs import activity, number, part, party, published, store_of

from uegraph.metrics import Reach, measures
from uegraph.namespaces import ID

Programme = tuple[list[str], dict[str, set[str]], dict[str, tuple[date, int]]]

PERIODS = {None: (date.min, date.max), "2023": (date(2023, 1, 1), date(2023, 12, 31))}


def rows_of(*facts: str, period: str | None = None) -> dict[tuple[str, str], Reach]:
    found = measures(store_of([published("2024-12-31"), *facts]), period=period)
    return {(row.kind, row.of): row for row in found.reach}


def bounded(draw: st.DrawFn, true: int) -> tuple[str, int, int | None]:
    """A bound that is true of a number."""
    off = draw(st.integers(0, 5))
    choices = [("exactly", true, None), ("at-least", max(0, true - off), None),
               ("up-to", true + off, None), ("fewer-than", true + 1 + off, None),
               ("range", max(0, true - off), true + off)]  # fmt: skip
    if true > off:
        choices.append(("more-than", true - 1 - off, None))
    return draw(st.sampled_from(choices))


@st.composite
def programmes(
    draw: st.DrawFn,
) -> Programme:
    """Facts; what lies under each activity; the true day and number of each event."""
    facts: list[str] = []
    under: dict[str, set[str]] = {}
    leaves: dict[str, tuple[date, int]] = {}
    reaches: list[tuple[str, int]] = []
    for top in range(draw(st.integers(1, 2))):
        whole = f"w{top}"
        under[whole] = {whole}
        for event in range(draw(st.integers(0, 3))):
            slug = f"{whole}e{event}"
            day = draw(st.dates(date(2022, 11, 1), date(2024, 2, 28)))
            leaves[slug] = (day, draw(st.integers(0, 20)))
            under[slug] = {slug}
            under[whole].add(slug)
            when = draw(st.sampled_from([day.isoformat(), f"{day:%Y-%m}", f"{day:%Y}", ""]))
            facts.append(activity(slug, when, more=f"dcterms:isPartOf <{ID}activity/{whole}>"))
        when = draw(st.sampled_from(["2022-11/2024-02", "2022/2024", ""]))
        facts.append(activity(whole, when))
    for slug, below in under.items():
        true = sum(leaves[leaf][1] for leaf in below if leaf in leaves)
        if draw(st.booleans()):
            reaches.append((slug, true))
    facts += [number(slug, slug, *bounded(draw, true)) for slug, true in reaches]
    return facts, under, leaves


@settings(deadline=None, max_examples=150)
@given(programmes(), st.sampled_from([None, "2023"]))
def test_the_true_sum_lies_inside(made: Programme, period: str | None) -> None:
    facts, under, leaves = made
    row = rows_of(*facts, period=period).get(("attended", "activities"))
    if row is None:
        return
    start, end = PERIODS[period]
    inside = {leaf: n for leaf, (day, n) in leaves.items() if start <= day <= end}
    taken = [item.name for item in row.activities]
    covered = [leaf for slug in taken for leaf in under[slug] if leaf in inside]
    assert len(covered) == len(set(covered)), "counted twice"
    true = sum(inside[leaf] for leaf in covered)
    assert row.low <= true
    assert row.high is None or true <= row.high
    assert row.low <= sum(inside.values())
    assert row.added == len(taken)
    assert row.added + len(row.left_out) == row.figures


def test_kinds_and_things_are_never_added() -> None:
    rows = rows_of(
        activity("a", "2023-05-01"), activity("b", "2023-06-01"), party("club"),
        f'<{ID}product/page> a dcat:Resource ; skos:prefLabel "page" .\n',
        number("1", "a", "exactly", 400), number("2", "b", "more-than", 180),
        number("3", "a", "exactly", 900, kind="sign-ups"),
        number("4", "organisation/club", "about", 50, kind="members"),
        number("5", "product/page", "at-least", 7, kind="readers"),
    )  # fmt: skip
    assert {key: row.number for key, row in rows.items()} == {
        ("attended", "activities"): "more than 580",
        ("sign-ups", "activities"): "900",
        ("members", "bodies"): "about 50",
        ("readers", "products"): "at least 7",
    }
    both = rows["attended", "activities"]
    assert (both.low, both.high, both.figures, both.things) == (581, None, 2, 2)
    assert both.when == "2023-05-01/2023-06-01"
    assert "2 of 2 activities have such a number" in both.sentence
    assert rows["readers", "products"].activities[0].name == "page"


def test_a_part_is_in_its_whole_and_is_shown_as_left_out() -> None:
    within = f"dcterms:isPartOf <{ID}activity/w>"
    row = rows_of(
        activity("w", "2023"), activity("e", "2023-05-01", more=within),
        number("1", "w", "exactly", 100), number("2", "e", "exactly", 30),
    )["attended", "activities"]  # fmt: skip
    assert (row.low, row.high, row.added, row.figures) == (100, 100, 1, 2)
    assert row.left_out == ("e, 30: the number of the larger one includes it",)


def test_in_a_period_the_part_stands_for_a_whole_that_reaches_beyond() -> None:
    within = f"dcterms:isPartOf <{ID}activity/w>"
    row = rows_of(
        activity("w", "2022/2024"), activity("e", "2023-05-01", more=within),
        number("1", "w", "exactly", 100), number("2", "e", "exactly", 30),
        period="2023",
    )["attended", "activities"]  # fmt: skip
    assert (row.low, row.high) == (30, 30)
    assert row.left_out[0].startswith("w, 100: a part of it is counted instead")


@pytest.mark.parametrize(
    ("parties", "low", "high"),
    [
        (["organisation/x", "organisation/y"], 30, 30),  # different bodies, different people
        (["audience/x", "audience/y"], 20, 30),  # the same people may be in both
        (["organisation/x", "audience/y"], 20, 30),
    ],
)
def test_numbers_of_parties_in_one_activity(parties: list[str], low: int, high: int) -> None:
    facts = [activity("a", "2023-05-01")]
    for place, (who, count) in enumerate(zip(parties, (10, 20), strict=True)):
        kind, _, slug = who.partition("/")
        facts += [
            party(slug, kind),
            part(str(place), "a", who),
            number(f"n{place}", f"participation/{place}", "exactly", count),
        ]
    row = rows_of(*facts)["attended", "activities"]
    assert (row.low, row.high, row.added) == (low, high, 1)
    own = rows_of(*facts, number("own", "a", "exactly", 25))["attended", "activities"]
    assert (own.low, own.high) == (25, 25)  # the activity's own number is of all of them


def test_numbers_of_one_thing_at_two_times_may_count_the_same_people() -> None:
    row = rows_of(
        activity("a", "2022/2023"),
        number("1", "a", "exactly", 10, when="2022"), number("2", "a", "exactly", 20, when="2023"),
    )["attended", "activities"]  # fmt: skip
    assert (row.low, row.high, row.when) == (20, 30, "2022-01-01/2023-12-31")


def test_a_private_activity_counts_and_is_not_named() -> None:
    row = rows_of(
        activity("hush", "2023", more="ueg:private true"), number("1", "hush", "exactly", 5)
    )["attended", "activities"]
    assert (row.low, row.high, row.private, row.activities) == (5, 5, 1, ())
    assert "hush" not in repr(row)


def test_the_number_of_a_private_part_counts_and_is_not_shown() -> None:
    row = rows_of(
        activity("open", "2023"), party("p"), part("1", "open", "p", more="ueg:private true"),
        number("n", "participation/1", "exactly", 5),
    )["attended", "activities"]  # fmt: skip
    assert (row.low, row.private, row.activities) == (5, 1, ())


def test_what_was_called_off_reached_nobody() -> None:
    assert not rows_of(activity("a", "2023", status="cancelled"), number("1", "a", "exactly", 5))
