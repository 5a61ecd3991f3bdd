"""The program against a slow second reading of the definition, on small programmes at random."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.coverage.oracle import ORDER, Answer, coverage_of
from tests.coverage.programme import Programme, store_of

from uegraph.coverage import STATES, coverage

if TYPE_CHECKING:
    from uegraph.coverage.model import CoverageResult

AUDIENCES = ("everybody", "young", "students")
BODIES = ("charity", "union", "office")
PARTIES = (*AUDIENCES, *BODIES, "somebody")
WHEN = (
    *(None, "2020", "2021", "2021-06", "2022-03-31", "2022-10", "2023-01", "2023-12-31", "2024-04"),
    *("2021-10/2022-03", "2020/2022", "../2022-06", "../2024-04-26", "2022-04/..", "2020/.."),
    *("2025-03", "2024/2026", "2024-04-26", "[2021-02..2024-04-26]", "[2020..2022-06]"),
)
PERIODS = (None, "2021-02/2024-04", "2022/..", "../2022-12", "2022-10/2023-01", "2023")


def some(values: tuple[str, ...], most: int = 2) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(values), max_size=most, unique=True)


def records(**columns: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(columns)


def mostly(*values: Any) -> st.SearchStrategy[Any]:
    """The first value two times in three."""
    return st.one_of(st.just(values[0]), st.just(values[0]), st.sampled_from(values[1:]))


def tables(
    prefix: str, rows: st.SearchStrategy[Any], least: int, most: int
) -> st.SearchStrategy[Any]:
    return st.lists(rows, min_size=least, max_size=most).map(
        lambda found: {f"{prefix}{n}": row for n, row in enumerate(found)}
    )


def activity() -> st.SearchStrategy[Any]:
    return records(
        type=st.sampled_from(["webinar", "survey"]),
        status=mostly("held", "under-way", "planned", "cancelled"),
        when=st.sampled_from(WHEN),
        themes=some(("health", "prices")),
        evidence=st.sampled_from([[], ["early"], ["late"], ["early", "late"]]),
    )


def participation(activities: list[str]) -> st.SearchStrategy[Any]:
    return records(
        activity=st.sampled_from(activities),
        party=st.sampled_from(PARTIES),
        role=mostly("attendee", "target", "respondent", "organiser", "supporter"),
        level=mostly("consult", None, "inform", "involve", "empower"),
        direction=mostly("two-way", None, "outward", "inward"),
        outcome=mostly("took-part", "served", "responded", "invited", "no-reply", "planned",
                       "cancelled"),
    )  # fmt: skip


def denial(targets: tuple[str, ...]) -> st.SearchStrategy[Any]:
    return records(
        target=st.sampled_from(targets),
        scope=mostly(None, "asked", "other"),
        themes=mostly([], ["health"], ["health", "prices"]),
        period=mostly(*PERIODS),
        reason=st.just("no time"),
        stated_by=st.just("office"),
    )


def claim() -> st.SearchStrategy[Any]:
    return records(
        scope=mostly("asked", None, "other"),
        themes=mostly([], ["health"], ["health", "prices"]),
        organisers=mostly([], ["office"]),
        period=st.sampled_from(["2021-02/2024-04", "2020/..", "../2030", "2022/2023"]),
        when=st.sampled_from([None, "2022-06", "2024-04", "2031"]),
        stated_by=st.just("office"),
    )


def scope(kind: str, targets: tuple[str, ...]) -> st.SearchStrategy[Any]:
    return records(
        target_kind=st.just(kind),
        targets=mostly([], list(targets[:2]), [targets[2]]),
        out_of_scope=mostly([], [targets[0]]),
        themes=mostly([], ["health"], ["health", "prices"]),
        types=mostly([], ["webinar"], ["event"], ["survey", "event"]),
        required_level=mostly(None, "inform", "involve"),
        two_way=mostly(None, True, False),
        period=mostly(*PERIODS),
        stale_after=st.sampled_from([None, 6, 18, 30]),
    )


@st.composite
def programmes(draw: st.DrawFn) -> Programme:
    activities = draw(tables("activity", activity(), 2, 4))
    kind = draw(st.sampled_from(["audience", "organisation"]))
    targets = AUDIENCES if kind == "audience" else BODIES
    audience = records(broader=some(AUDIENCES), represented_by=some(BODIES))
    change = records(before=some(BODIES), after=some(BODIES))
    return {
        "themes": {"health": {}, "prices": {}},
        "sources": {"first": {"issued": "2022-06-30"}, "second": {"issued": "2024-04-26"}},
        "passages": {
            "early": {"source": "first", "section": "One", "paragraph": 1},
            "late": {"source": "second", "section": "Two", "paragraph": 2},
        },
        "audiences": {slug: draw(audience) for slug in AUDIENCES},
        "organisations": {slug: {} for slug in BODIES},
        "unnamed": {"somebody": {"belongs_to": draw(some(AUDIENCES))}},
        "changes": draw(tables("change", change, 0, 2)),
        "activities": activities,
        "participations": draw(tables("part", participation(sorted(activities)), 4, 8)),
        "non_engagements": draw(tables("denial", denial(targets), 0, 2)),
        "completeness": draw(tables("claim", claim(), 0, 2)),
        "scopes": {"other": {"target_kind": "audience"}, "asked": draw(scope(kind, targets))},
    }


def answers(result: CoverageResult) -> dict[str, Answer]:
    return {
        row.label: Answer(row.state, row.certain, row.partial, row.inherited) for row in result.rows
    }


DAYS = st.sampled_from([None, date(2022, 6, 30), date(2024, 4, 26), date(2030, 1, 1)])
SLOW = settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))


def test_the_order_of_states_is_the_one_defined() -> None:
    assert STATES == ORDER


@settings(SLOW, max_examples=150)
@given(programmes(), DAYS, st.integers(0, 9))
def test_every_state_is_the_oracles(programme: Programme, as_of: date | None, seed: int) -> None:
    store = store_of(programme, shuffled=seed)
    [result] = coverage(store, scope="asked", as_of=as_of)
    assert answers(result) == coverage_of(programme, "asked", as_of)


@SLOW
@given(programmes(), DAYS)
def test_figures_follow_from_the_rows(programme: Programme, as_of: date | None) -> None:
    [result] = coverage(store_of(programme), scope="asked", as_of=as_of)
    states = [row.state for row in result.rows]
    inside = [state for state in states if state != "out-of-scope"]
    assert result.targets == len(inside)
    assert {state: states.count(state) for state in STATES} == result.counts
    if not inside:
        assert result.low is None
        assert result.high is None
    else:
        assert result.low is not None
        assert result.high is not None
        assert result.low == inside.count("engaged") / len(inside)
        assert 0 <= result.low <= result.high <= 1
    assert all(row.reason.endswith(".") and row.reason.count("\n") == 0 for row in result.rows)
