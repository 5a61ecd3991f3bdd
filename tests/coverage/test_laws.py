"""What has to hold whatever a programme looks like."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st
from tests.coverage.asking import Answers, answers, asked_of
from tests.coverage.programme import store_of
from tests.coverage.strategies import (
    DAYS,
    PLACES,
    PROFILES,
    SINGLE,
    THEMES,
    members,
    often,
    participation,
    programmes,
)

from uegraph.coverage import STATES, coverage

if TYPE_CHECKING:
    from datetime import date

    from tests.coverage.programme import Programme

ANY = st.sampled_from(sorted(PROFILES)).flatmap(PROFILES.__getitem__)
EVIDENCE = STATES[1:8]
GAPS = ("known-gap", "inferred-gap")


def states(programme: Programme, as_of: date | None = None) -> Answers:
    return answers(asked_of(store_of(programme), "asked", as_of))


def with_scope(programme: Programme, **settings: Any) -> Programme:
    scopes = programme["scopes"]
    return {**programme, "scopes": {**scopes, "asked": {**scopes["asked"], **settings}}}


@often(15)
@given(ANY, DAYS, st.data())
def test_one_more_participation_never_makes_a_state_worse(
    programme: Programme, as_of: date | None, data: st.DataObject
) -> None:
    part = data.draw(participation(sorted(programme["activities"])))
    more = {**programme, "participations": {**programme["participations"], "more": part}}
    before, after = states(programme, as_of), states(more, as_of)
    assert before.keys() == after.keys()
    for cell, answer in before.items():
        assert STATES.index(after[cell].state) <= STATES.index(answer.state)


@often(15)
@given(PROFILES["statements"], DAYS)
def test_one_statement_less_never_makes_a_gap(programme: Programme, as_of: date | None) -> None:
    before = states(programme, as_of)
    for dropped in programme["completeness"]:
        kept = {slug: row for slug, row in programme["completeness"].items() if slug != dropped}
        for cell, answer in states({**programme, "completeness": kept}, as_of).items():
            assert answer == before[cell] or answer.state not in GAPS
            assert before[cell].state in ("inferred-gap", answer.state)


@often(15)
@given(ANY, DAYS)
def test_silence_is_no_gap_without_a_statement(programme: Programme, as_of: date | None) -> None:
    found = states({**programme, "non_engagements": {}, "completeness": {}}, as_of)
    assert {answer.state for answer in found.values()}.isdisjoint({"conflict", *GAPS})


WIDER = [
    ("2022", "2021-02/2024-04"),
    ("2022-10/2023-01", "2022-02/2023-12-31"),
    ("2022-03-31/2022-06-15", "2022"),
    ("2023", "2022-10/2025"),
]
OPEN = [("2021-02/2024-04", "2021-02/.."), ("2022-10/2023-01", "../2023-06"), ("2022/..", None)]


@often(15)
@given(ANY, DAYS, st.data())
def test_a_wider_period_never_loses_evidence(
    programme: Programme, as_of: date | None, data: st.DataObject
) -> None:
    dated = {"year", "quarter", "month"} & set(programme["scopes"]["asked"]["target_kind"])
    narrow, wide = data.draw(st.sampled_from(WIDER if dated else WIDER + OPEN))
    before = states(with_scope(programme, period=narrow), as_of)
    after = states(with_scope(programme, period=wide), as_of)
    assert before.keys() <= after.keys()
    for cell, answer in before.items():
        if answer.state in EVIDENCE:
            assert after[cell].state in EVIDENCE


@often(20)
@given(programmes(SINGLE), st.data())
def test_a_narrower_audience_never_gains_by_a_broader(
    programme: Programme, data: st.DataObject
) -> None:
    part = data.draw(participation(sorted(programme["activities"])))
    made = {
        **programme,
        "audiences": {
            "everybody": {},
            "young": {"broader": ["everybody"]},
            "students": {"broader": ["young"]},
        },
        "scopes": {"asked": {"target_kind": ["audience"]}, "other": {"target_kind": ["audience"]}},
    }
    young = {**made["participations"], "more": {**part, "party": "young"}}
    before, after = states(made), states({**made, "participations": young})
    [students] = [cell for cell in before if cell[0].endswith("/students")]
    assert before[students] == after[students]


@often(15)
@given(ANY, DAYS)
def test_names_make_no_difference(programme: Programme, as_of: date | None) -> None:
    tables = [table for table in programme if table != "scopes"]
    slugs = sorted({slug for table in tables for slug in programme[table]})
    # The order of the new names is the reverse of that of the old ones.
    new = {slug: f"n{len(slugs) - place:03}" for place, slug in enumerate(slugs)}
    before, after = states(programme, as_of), states(_renamed(programme, new), as_of)
    assert {_cell_renamed(cell, new): answer for cell, answer in before.items()} == after


def _renamed(value: Any, new: dict[str, str]) -> Any:
    if isinstance(value, dict):
        return {
            new.get(key, key): told if key in SCHEMES else _renamed(told, new)
            for key, told in value.items()
        }
    if isinstance(value, (list, tuple)):
        return [_renamed(one, new) for one in value]
    return new.get(value, value) if isinstance(value, str) else value


SCHEMES = {"type", "types", "role", "outcome", "status", "target_kind", "reason", "section"}


def _cell_renamed(cell: tuple[str, ...], new: dict[str, str]) -> tuple[str, ...]:
    def renamed(member: str) -> str:
        start, slash, slug = member.rpartition("/")
        return start + slash + (slug if "/scheme/" in member else new.get(slug, slug))

    return tuple(map(renamed, cell))


@often(15)
@given(ANY, DAYS, st.data())
def test_what_has_nothing_to_do_with_it_changes_nothing(
    programme: Programme, as_of: date | None, data: st.DataObject
) -> None:
    """A cancelled activity, and one that a stranger organised for nobody."""
    parties = [*programme["audiences"], *programme["organisations"]]
    aside = {"type": "webinar", "when": "2022-10", "themes": list(THEMES), "places": list(PLACES)}
    part = data.draw(participation(["cancelled"], parties))
    helper = {**part, "activity": "quiet", "party": "stranger", "role": "organiser"}
    more = {
        **programme,
        "unnamed": {**programme["unnamed"], "stranger": {"places": list(PLACES)}},
        "activities": {
            **programme["activities"],
            "cancelled": {**aside, "status": "cancelled"},
            "quiet": {**aside, "status": "held"},
        },
        "participations": {**programme["participations"], "called-off": part, "helper": helper},
    }
    assert states(programme, as_of) == states(more, as_of)


@often(15)
@given(
    programmes(SINGLE, hierarchy=True),
    DAYS,
    st.sampled_from([("theme", "prices"), ("place", "wales")]),
)
def test_a_member_that_everything_bears_on_makes_no_difference(
    programme: Programme, as_of: date | None, beside: tuple[str, str]
) -> None:
    kind, member = beside
    alone = programme["scopes"]["asked"]["target_kind"][0]
    targets = programme["scopes"]["asked"]["targets"] or list(members(alone))
    everywhere = {"themes": ["prices"], "places": ["wales"]}
    unthemed = {
        table: {slug: row | {"themes": []} for slug, row in programme[table].items()}
        for table in ("non_engagements", "completeness")
    }
    activities = {slug: row | everywhere for slug, row in programme["activities"].items()}
    plain = with_scope({**programme, **unthemed, "activities": activities}, themes=[])
    single = states(plain, as_of)
    pair = states(with_scope(plain, target_kind=[alone, kind], targets=[*targets, member]), as_of)
    assert {_members(cell)[alone]: answer for cell, answer in pair.items()} == {
        _members(cell)[alone]: answer for cell, answer in single.items()
    }


@often(15)
@given(PROFILES["pairs"], DAYS)
def test_a_cell_is_not_known_better_than_each_of_its_members(
    programme: Programme, as_of: date | None
) -> None:
    asked = programme["scopes"]["asked"]
    silent = {**programme, "non_engagements": {}, "completeness": {}}
    pair = states(silent, as_of)
    for kind in asked["target_kind"]:
        own = [one for one in asked["targets"] if one in members(kind)]
        single = states(with_scope(silent, target_kind=[kind], targets=own), as_of)
        for cell, answer in pair.items():
            if answer.state != "out-of-scope":
                alone = single[(f"{kind} {_members(cell)[kind]}",)]
                assert STATES.index(alone.state) <= STATES.index(answer.state)


def _members(cell: tuple[str, ...]) -> dict[str, str]:
    return dict(member.split(" ", 1) for member in cell)


@often(20)
@given(ANY, st.integers(0, 99), st.integers(0, 99))
def test_the_order_of_triples_makes_no_difference(
    programme: Programme, one: int, other: int
) -> None:
    first = coverage(store_of(programme, shuffled=one))
    second = coverage(store_of(programme, shuffled=other))
    assert first == second
    assert [list(result.rows) for result in first] == [list(result.rows) for result in second]
    assert [result.name for result in first] == ["asked", "other"]
