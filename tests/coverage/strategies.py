"""Small programmes of engagement at random, in several profiles.

Each profile draws much of what it is about and little of the rest, so that a few hundred examples
meet the corners of it. All of them have two scopes, ``asked`` and ``other``, of which statements
may speak.
"""

from __future__ import annotations

import os
from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.coverage.programme import Programme

Draws = st.SearchStrategy[Any]

AUDIENCES = ("everybody", "young", "students")
BODIES = ("charity", "union", "office")
PARTIES = (*AUDIENCES, *BODIES, "somebody")
THEMES = ("health", "covid", "prices")
PLACES = ("wales", "swansea", "uk")
CHARACTERISTICS = ("protected", "age", "disability")
WHEN = (
    *(None, "2020", "2021", "2021-06", "2022-03-31", "2022-10", "2023-01", "2023-12-31", "2024-04"),
    *("2021-10/2022-03", "2020/2022", "../2022-06", "../2024-04-26", "2022-04/..", "2020/.."),
    *("2025-03", "2024/2026", "2024-04-26", "[2021-02..2024-04-26]", "[2020..2022-06]"),
    *("2022-22", "[2023-06..]", "[..2022-06]", "2022-10-01/2022-10-02"),
)
EXACT = ("2021-06", "2022-03-31", "2022-10", "2023-12-31")
PERIODS = (None, "2021-02/2024-04", "2022/..", "../2022-12", "2022-10/2023-01", "2023")
CLOSED = ("2021-02/2022-10", "2022-10/2023-01", "2022-03-31/2022-06-15", "2022", "[2022..2023-01]")
CLAIMED = ("2021-02/2022-06", "2022-07/2024-04", "2020/..", "../2030", "2022/2023", "../2022-03-31")
MADE = (None, "2022-06", "2024-04", "2031")

DAYS = st.sampled_from([None, date(2022, 6, 30), date(2024, 4, 26), date(2030, 1, 1)])

THOROUGH = bool(os.environ.get("UEGRAPH_TEST_THOROUGH"))
SLOW = settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))


def often(examples: int) -> settings:
    """So many examples, and ten times as many in `make thorough`."""
    return settings(SLOW, max_examples=examples * (10 if THOROUGH else 1))


def some(values: Sequence[str], most: int = 2, least: int = 0) -> Draws:
    """A few of the values. One draw where a list of draws takes several: most of the time."""
    sizes = range(least, most + 1)
    return st.sampled_from([list(found) for size in sizes for found in combinations(values, size)])


def records(**columns: Draws) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(columns)


def mostly(*values: Any) -> Draws:
    """The first value every other time."""
    return st.sampled_from([values[0]] * (len(values) - 1) + list(values[1:]))


def tables(prefix: str, rows: Draws, least: int, most: int) -> Draws:
    return st.lists(rows, min_size=least, max_size=most).map(
        lambda found: {f"{prefix}{n}": row for n, row in enumerate(found)}
    )


def activity(when: Sequence[str | None] = WHEN, *, places: bool = False) -> Draws:
    return records(
        type=st.sampled_from(["webinar", "survey"]),
        status=mostly("held", "held", "held", "under-way", "planned", "cancelled"),
        when=st.sampled_from([None, *when]),
        themes=mostly([], ["health"], ["covid"], ["prices"], ["health", "prices"]),
        places=mostly([], ["wales"], ["swansea"], ["uk", "swansea"]) if places else st.just([]),
        within=mostly([], [], ["season"], ["season"]),
        occurrence_of=mostly([], [], ["season"], ["season", "campaign"]),
        evidence=st.sampled_from([[], ["early"], ["late"], ["early", "late"]]),
    )


def participation(activities: list[str], parties: Sequence[str] = PARTIES) -> Draws:
    return records(
        activity=st.sampled_from(activities),
        party=st.sampled_from(parties),
        role=mostly("attendee", "target", "organiser", "host", "co-organiser", "supporter"),
        level=mostly("consult", None, "inform", "involve", "empower"),
        direction=mostly("two-way", None, "outward", "inward"),
        outcome=mostly("took-part", "took-part", "served", "responded", "invited", "no-reply",
                       "planned", "cancelled"),
    )  # fmt: skip


def denial(targets: Sequence[str]) -> Draws:
    return records(
        target=some(targets, least=1),
        scope=mostly(None, "asked", "other"),
        themes=mostly([], ["health"], ["health", "prices"]),
        period=mostly(*PERIODS),
        reason=st.just("no time"),
        stated_by=st.just("office"),
    )


def claim() -> Draws:
    return records(
        scope=mostly("asked", None, "other"),
        themes=mostly([], ["health"], ["prices", "covid"]),
        organisers=mostly([], [], [], ["office"], ["union"], ["office", "union"]),
        period=st.sampled_from(CLAIMED),
        when=st.sampled_from(MADE),
        stated_by=st.just("office"),
    )


def members(kind: str) -> tuple[str, ...]:
    """What a scope may name of a kind."""
    return {
        "audience": AUDIENCES,
        "organisation": BODIES,
        "theme": THEMES,
        "place": PLACES,
        "characteristic": tuple(f"characteristic/{name}" for name in CHARACTERISTICS),
    }.get(kind, ())


def targets_of(kinds: Sequence[str]) -> Draws:
    """Some of each kind; all where it is left blank, but of places and characteristics."""
    chosen = [
        mostly(list(members(kind)[:2]), list(members(kind)), [members(kind)[2]])
        if kind in ("place", "characteristic") and len(kinds) > 1
        else mostly([], list(members(kind)[:2]), [members(kind)[2]])
        for kind in kinds
        if members(kind)
    ]
    return st.tuples(*chosen).map(lambda lists: [one for each in lists for one in each])


@st.composite
def scope(draw: st.DrawFn, kinds: Sequence[str], periods: Sequence[str | None] = PERIODS) -> Any:
    dated = {"year", "quarter", "month"} & set(kinds)
    named = [one for kind in kinds for one in members(kind)]
    columns = records(
        target_kind=st.just(list(kinds)),
        targets=targets_of(kinds),
        out_of_scope=mostly([], named[:1], named[-1:]),
        themes=mostly([], [], [], [], ["health"], ["health", "prices"]),
        types=mostly([], [], [], [], [], ["webinar"], ["event"], ["survey", "event"]),
        organisers=mostly([], [], [], ["office"], ["union"], ["office", "union"]),
        count_units=mostly(None, True, False),
        required_level=mostly(None, "inform", "involve"),
        two_way=mostly(None, True, False),
        period=st.sampled_from(CLOSED) if dated else mostly(*periods),
        stale_after=st.sampled_from([None, 6, 18, 30]),
    )
    return draw(columns)


SINGLE = [("audience",), ("organisation",)]
NEW_SINGLE = [("theme",), ("place",), ("characteristic",), ("year",), ("quarter",)]
PAIRS = [
    *(("audience", "theme"), ("organisation", "theme"), ("audience", "organisation")),
    *(("audience", "place"), ("place", "theme"), ("characteristic", "theme")),
    *(("audience", "characteristic"), ("organisation", "place"), ("characteristic", "place")),
]
TEMPORAL = [
    *(("year",), ("quarter",), ("month",), ("audience", "year"), ("audience", "quarter")),
    *(("quarter", "organisation"), ("theme", "month"), ("place", "quarter")),
]
TRIPLES = [
    *(("audience", "theme", "quarter"), ("audience", "theme", "organisation")),
    *(("audience", "place", "theme"), ("characteristic", "theme", "year")),
    *(("year", "audience", "place"), ("organisation", "theme", "month")),
]


@st.composite
def programmes(
    draw: st.DrawFn,
    kinds: Sequence[tuple[str, ...]] = SINGLE,
    *,
    when: Sequence[str | None] = WHEN,
    hierarchy: bool = False,
    parts: tuple[int, int] = (4, 8),
    statements: tuple[int, int] = (0, 2),
) -> Programme:
    """A programme with two scopes of the given kinds of target.

    Args:
        draw: Hypothesis passes it.
        kinds: The kinds that a scope may ask about.
        when: The times that activities may have.
        hierarchy: Whether things stand under things of their kind, have places and units.
        parts: The least and the most participations.
        statements: The least and the most statements of each kind.
    """
    asked, other = draw(st.sampled_from(kinds)), draw(st.sampled_from(kinds))
    named = [one for kind in dict.fromkeys((*asked, *other)) for one in members(kind)]
    activities = draw(tables("activity", activity(when, places=hierarchy), 2, 4))
    for slug, within in (("season", ["campaign"]), ("campaign", [])):
        whole = {"within": within, "occurrence_of": []}
        activities[slug] = draw(activity(when, places=hierarchy)) | whole
    part = participation(sorted(activities))
    change = records(before=some(BODIES), after=some(BODIES))
    return {
        **_people(draw, hierarchy=hierarchy),
        "sources": {"first": {"issued": "2022-06-30"}, "second": {"issued": "2024-04-26"}},
        "passages": {
            "early": {"source": "first", "section": "One", "paragraph": 1},
            "late": {"source": "second", "section": "Two", "paragraph": 2},
        },
        "changes": draw(tables("change", change, 0, 2)),
        "activities": activities,
        "participations": draw(tables("part", part, *parts)),
        "non_engagements": draw(tables("denial", denial(named), *statements)) if named else {},
        "completeness": draw(tables("claim", claim(), *statements)),
        "scopes": {"asked": draw(scope(asked)), "other": draw(scope(other))},
    }


def _people(draw: st.DrawFn, *, hierarchy: bool) -> dict[str, Any]:
    """Audiences, bodies, an unnamed party, themes and places."""
    where = some(PLACES, 1) if hierarchy else st.just([])
    below = some(THEMES, 1) if hierarchy else st.just([])
    parent = some(BODIES, 1) if hierarchy else st.just([])
    audience = records(
        broader=some(AUDIENCES),
        represented_by=some(BODIES, 1),
        characteristic=some(CHARACTERISTICS),
        places=where,
    )
    body = records(unit_of=parent, part_of=parent, places=where)
    return {
        "audiences": {slug: draw(audience) for slug in AUDIENCES},
        "organisations": {slug: draw(body) for slug in BODIES},
        "unnamed": {"somebody": draw(records(belongs_to=some(AUDIENCES), places=where))},
        "themes": {slug: {"broader": draw(below)} for slug in THEMES},
        "places": {"swansea": {"broader": ["wales"]}},
    }


PROFILES: dict[str, st.SearchStrategy[Programme]] = {
    "single": programmes(SINGLE, parts=(4, 10), statements=(1, 4)),
    "hierarchical": programmes([*SINGLE, *NEW_SINGLE], when=EXACT, hierarchy=True, parts=(6, 12)),
    "temporal": programmes(TEMPORAL, parts=(3, 6)),
    "statements": programmes(
        [*SINGLE, *PAIRS[:3], *TEMPORAL[3:5]], parts=(0, 2), statements=(1, 5)
    ),
    "pairs": programmes(PAIRS, hierarchy=True, parts=(6, 12)),
    "triples": programmes(TRIPLES, hierarchy=True, parts=(4, 8)),
}
