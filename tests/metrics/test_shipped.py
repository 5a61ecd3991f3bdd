"""The measures of the shipped report, against its tables read line by line."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from datetime import date

import pytest

from uegraph import ingest, resources
from uegraph.metrics import Measures, measures

FOLDER = resources.datasets()["gss-2024"]
COUNTS = {"target", "attendee", "respondent", "partner", "contributor", "member", "learner",
          "observer"}  # fmt: skip
OUTCOMES = {"attended", "responded", "took-part", "served"}
GATHER = {"gather-views", "gather-needs"}

Line = dict[str, str]


def table(name: str) -> list[Line]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


ACTIVITIES = {row["id"]: row for row in [*table("activities"), *table("series")]}
HELD = {slug for slug, row in ACTIVITIES.items() if row["status"] in ("held", "under-way")}
COUNTED = [
    row
    for row in table("participations")
    if row["role"] in COUNTS and row["status"] in OUTCOMES and row["activity"] in HELD
]
KINDS = {
    row["id"]: kind
    for name, kind in [
        ("organisations", "organisation"),
        ("audiences", "audience"),
        ("unnamed_parties", "unnamed party"),
    ]
    for row in table(name)
}


@pytest.fixture(scope="module")
def found() -> Measures:
    return measures(ingest.build([FOLDER], ":memory:").store)


def test_the_day_of_reference_is_that_of_the_report(found: Measures) -> None:
    assert found.as_of == date(2024, 4, 26)
    assert (found.period, found.weeks) == ("", 6)


def test_depth_is_that_of_the_lines(found: Measures) -> None:
    lines = Counter(row["level"] or "level not recorded" for row in COUNTED)
    told = {row.level: row.participations for row in found.depth}
    assert told == {"inform": 0, "consult": 0, "involve": 0, "collaborate": 0, "empower": 0} | lines
    assert sum(lines.values()) == 139
    for row in found.depth:
        silent = 0 if row.level == "level not recorded" else lines["level not recorded"]
        assert (row.low, row.high) == (lines[row.level] / 139, (lines[row.level] + silent) / 139)
        assert row.possibly == 0
        named = {item.id.rpartition("/")[2] for item in row.activities}
        level = "" if row.level == "level not recorded" else row.level
        assert named == {line["activity"] for line in COUNTED if line["level"] == level}


def test_two_way_is_that_of_the_lines(found: Measures) -> None:
    for row in found.two_way:
        lines = [line for line in COUNTED if row.kind in ("all", KINDS[line["party"]])]
        ways = Counter(line["direction"] for line in lines)
        assert (row.two_way, row.not_recorded, row.of) == (ways["two-way"], ways[""], len(lines))
        assert row.low == ways["two-way"] / len(lines)
        assert row.high == (ways["two-way"] + ways[""]) / len(lines)
    assert [row.kind for row in found.two_way] == ["all", "audience", "organisation",
                                                   "unnamed party"]  # fmt: skip


def test_feedback_is_that_of_the_lines(found: Measures) -> None:
    gathered = {
        slug: row["feedback_published"]
        for slug, row in ACTIVITIES.items()
        if GATHER & set(row["purpose"].split("|")) and row["status"] == "held"
    }
    assert {row.id.rpartition("/")[2] for row in found.feedback} == set(gathered)
    told = {row.id.rpartition("/")[2] for row in found.feedback if row.feedback == "published"}
    assert told == {slug for slug, product in gathered.items() if product} == {"wellbeing-review"}
    whole = {row.name for row in found.feedback if row.feedback == "published for the whole"}
    parts = {row["name"] for slug, row in ACTIVITIES.items()
             if row["part_of"] == "wellbeing-review" and slug in gathered}  # fmt: skip
    assert whole == parts
    [figure] = [figure for figure in found.figures if figure.measure == "feedback"]
    assert (figure.low, figure.high, figure.of) == (1 / len(gathered), 1.0, len(gathered))


def test_concentration_is_that_of_the_lines(found: Measures) -> None:
    names = {row["id"]: row["name"] for row in [*table("organisations"), *table("audiences")]}
    for row in found.concentration:
        lines = Counter(line["party"] for line in COUNTED if KINDS[line["party"]] == row.kind)
        total = sum(lines.values())
        index = sum((count / total) ** 2 for count in lines.values())
        assert row.hhi_low == row.hhi_high == pytest.approx(index)
        assert row.effective_low == pytest.approx(1 / index)
        assert row.top_low == pytest.approx(sum(n for _, n in lines.most_common(10)) / total)
        assert (row.bodies, row.participations, row.possibly) == (len(lines), total, 0)
        [(leader, count)] = lines.most_common(1)
        if row.kind == "audience":
            assert row.top[0] == f"{names[leader]} ({count})"


def test_reach_is_that_of_the_lines(found: Measures) -> None:
    told = {(row.kind, row.of): (row.number, row.figures, row.things) for row in found.reach}
    assert told == {
        ("attended", "activities"): ("more than 580", 2, len(HELD)),  # 400 and more than 180
        ("events", "activities"): ("3", 1, len(HELD)),
        ("responses", "activities"): ("120", 1, len(HELD)),
        ("sign-ups", "activities"): ("more than 1,000", 1, len(HELD)),
        ("members", "bodies"): (
            "more than 600",
            1,
            sum(kind != "audience" for kind in KINDS.values()),
        ),
    }
    assert len(table("reaches")) == sum(row.figures for row in found.reach)


def test_frequency_lists_every_series_and_none_has_an_occasion(found: Measures) -> None:
    lines = table("series")
    assert {row.id.rpartition("/")[2]: row.cadence for row in found.frequency} == {
        line["id"]: line["cadence"].replace("-", " ") for line in lines
    }
    assert not [line for line in table("activities") if line["series"]]
    assert {row.finding for row in found.frequency} == {"no occasion recorded"}
    assert {row.recorded_low for row in found.frequency} == {None}
    rows = {row.id.rpartition("/")[2]: row for row in found.frequency}
    group = rows["welsh-economic-statistics-user-group-meetings"]
    # Twice a year from some day in October 2022 to 26 April 2024: 17 to 18 months and some days.
    assert (group.expected_low, group.expected_high) == (2, 4)


def test_recency_lists_everybody_and_knows_of_whom_nothing_is_recorded(found: Measures) -> None:
    deep = Counter[str]()
    for line in COUNTED:
        if line["level"] != "inform" and line["direction"] != "outward":
            deep[line["party"]] += 1
    told = {row.id.rpartition("/")[2]: row.engagements for row in found.recency}
    assert told == {slug: deep[slug] for slug in KINDS}
    rows = {row.id.rpartition("/")[2]: row for row in found.recency}
    # Only the joint work to launch the consultation: from 1 February 2021 to 9 March 2024.
    assert (rows["dhsc"].months_low, rows["dhsc"].months_high) == (1, 38)
    # Focus groups in January 2023: from the 31st, or the 1st, to 26 April 2024.
    assert (rows["groups-with-low-wellbeing"].months_low,
            rows["groups-with-low-wellbeing"].months_high) == (14, 15)  # fmt: skip
    [bodies] = [figure for figure in found.figures if figure.unit == "organisations"]
    months = [row for row in found.recency if row.kind == "organisation"]
    within = sum(row.months_high is not None and row.months_high < 12 for row in months)
    before = sum(row.months_low is not None and row.months_low >= 12 for row in months)
    assert (bodies.low, bodies.high, bodies.of) == (within, len(months) - before, len(months))
    assert bodies.not_known == len(months) - before - within
    silent = [row for row in found.recency if not row.engagements]
    assert {row.months_low for row in silent} == {row.months_high for row in silent} == {None}


def test_burden_is_of_those_whom_two_teams_asked(found: Measures) -> None:
    """Two asks at least, no organiser in common; what is one undertaking with its parts is one."""
    asked, organisers = defaultdict[str, set[str]](set), defaultdict[str, set[str]](set)
    for line in table("participations"):
        if line["role"] in ("organiser", "co-organiser", "host"):
            organisers[line["activity"]].add(line["party"])
    for line in COUNTED:
        if line["level"] != "inform" and line["direction"] != "outward":
            asked[line["party"]].add(line["activity"])
    for row in found.burden:
        party = row.id.rpartition("/")[2]
        slugs = {item.id.rpartition("/")[2] for item in row.activities}
        assert slugs <= asked[party]
        known = {frozenset(organisers[slug] - {party}) for slug in slugs if organisers[slug]}
        assert len(known) > 1 or len(known) < len(slugs)
    assert [row.name for row in found.burden if row.certain] == ["Users of statistics"]


def test_every_row_and_figure_has_its_sentence_and_its_receipts(found: Measures) -> None:
    assert [figure.measure for figure in found.figures] == sorted(
        (figure.measure for figure in found.figures),
        key=["recency", "frequency", "reach", "depth", "two-way", "feedback", "concentration",
             "burden"].index,
    )  # fmt: skip
    for figure in found.figures:
        assert figure.sentence.endswith(".")
        assert figure.of > 0
        assert 0 <= figure.not_known <= figure.of
    for row in [*found.reach, *found.two_way, *found.feedback, *found.concentration, *found.burden]:
        assert row.sentence.endswith(".")
        assert row.activities


def test_a_period_leaves_open_what_its_dates_leave_open() -> None:
    store = ingest.build([FOLDER], ":memory:").store
    found = measures(store, period="2023")
    assert found.as_of == date(2023, 12, 31)
    attended = {(row.kind, row.of): row for row in found.reach}["attended", "activities"]
    # The launch of the dashboard, July 2023, had 400; that of the review may have been in 2022.
    assert (attended.low, attended.high, attended.number) == (400, None, "at least 400")
    sure = sum(row.participations for row in found.depth)
    assert sum(row.participations + row.possibly for row in found.depth) > sure > 0
