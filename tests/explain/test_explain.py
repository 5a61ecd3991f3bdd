"""Receipts over the shipped report, and over small graphs worked out by hand."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from tests.coverage.engines import RdflibStore
from tests.coverage.programme import Programme, iri, store_of
from tests.coverage.strategies import THOROUGH

from uegraph import ingest, resources
from uegraph.coverage import coverage
from uegraph.errors import ParameterError, UegraphError, UnknownNameError
from uegraph.explain import explain, query_of, to_dicts, to_rows
from uegraph.explain.data import COLUMNS
from uegraph.explain.states import receipt
from uegraph.explain.writing import blocks
from uegraph.namespaces import ID
from uegraph.queries import private
from uegraph.store import Rows, build

if TYPE_CHECKING:
    from pathlib import Path

    from uegraph.explain import Explanation
    from uegraph.store import Store


@pytest.fixture(scope="module")
def shipped() -> Store:
    return ingest.build(list(resources.datasets().values()), ":memory:").store


def text(found: Explanation) -> str:
    return "\n".join(block.text for block in blocks(found, queries=True))


def rows(store: Store, question: str) -> list[dict[str, Any]]:
    """The answer that anybody gets: through the guard, as ``uegraph sparql`` asks."""
    answer = store.query(question)
    assert isinstance(answer, Rows)
    return answer.to_dicts()


def test_the_question_of_every_target_returns_its_statements(shipped: Store) -> None:
    seen = 0
    for result in coverage(shipped):
        for row in result.rows[:: 1 if THOROUGH else 4]:
            told = receipt(shipped, result, row, private(shipped), None)
            ids = {one.id for one in told.statements}
            assert ids == {item.participation for item in row.evidence}
            *first, last = (rows(shipped, one.text) for one in told.questions)
            assert len(first) == bool(ids)
            assert {line["statement_id"] for answer in first for line in answer} == ids
            assert {line["participation_id"] for line in last} >= ids
            seen += 1
    assert seen > (90 if THOROUGH else 20)


def test_every_statement_of_the_report_has_its_source_and_its_row(shipped: Store) -> None:
    told = [
        state for name in ("The public", "Deaf people") for state in explain(shipped, name).states
    ]
    statements = [one for state in told for one in state.statements]
    assert len(statements) > 4
    for one in statements:
        assert one.sources
        assert all(len(line.hash) == 64 and line.row > 1 and line.columns for line in one.lines)
        assert one.lines[0].file == "participations.csv"
        assert {line.file for line in one.lines[1:]} <= {"activities.csv", "series.csv"}


def test_deaf_people_are_represented_and_why(shipped: Store) -> None:
    [told] = explain(shipped, "deaf people").states
    assert told.state == "represented"
    assert told.chain[:2] == ("Deaf people", "Royal Association for Deaf People")
    [one] = told.statements
    assert (one.role, one.level, one.direction) == ("partner", "involve", "two-way")
    assert [(found.section, found.paragraph) for found in one.sources] == [
        ("Working with the third sector", 2)
    ]
    assert [rule.rule for rule in told.why_not] == ["represented"]
    assert told.rank is not None
    assert sum(round(term.points * 100) for term in told.rank.terms) == round(told.rank.score * 100)


@pytest.mark.parametrize("what", ["ONS", "office for national statistics", "organisation/ons",
                                  f"{ID}organisation/ons"])  # fmt: skip
def test_a_thing_goes_by_any_of_its_names(shipped: Store, what: str) -> None:
    found = explain(shipped, what, facts=True).facts
    assert [fact.id for fact in found] == [f"{ID}organisation/ons"]


def test_a_mistyped_name_is_answered_with_near_ones(shipped: Store) -> None:
    with pytest.raises(UnknownNameError, match=r"Did you mean audience/deaf-people"):
        explain(shipped, "Deaf peple")


def test_a_target_of_another_scope_is_told_where_it_is_one(shipped: Store) -> None:
    with pytest.raises(UnknownNameError, match="It is one of: Audiences of official statistics"):
        explain(shipped, "Deaf people", scope="equality")


def test_a_pair_is_judged_without_a_scope(shipped: Store) -> None:
    [told] = explain(shipped, ["Deaf people", "Children and Education"]).states
    assert (told.state, told.scope, len(told.targets)) == ("no-evidence", "", 2)
    assert [rule.rule for rule in told.why_not] == ["elsewhere"]
    assert "on the theme 'Children and Education'" in told.changes[0].sentence


def test_what_is_no_target_cannot_be_half_of_a_pair(shipped: Store) -> None:
    with pytest.raises(UegraphError, match="cannot be a target of coverage"):
        explain(shipped, ["Deaf people", "activity/census-guide"])


def test_a_figure_is_the_names_behind_it(shipped: Store) -> None:
    found = explain(shipped, scope="equality").figures
    for one in (*found, *explain(shipped, "scope/equality").figures):
        named = sum(map(len, one.names.values())) + sum(one.private.values())
        assert named == one.targets == 9
        assert one.low == len(one.names["engaged"]) / 9
        assert one.high == (len(one.names["engaged"]) + len(one.names["no-evidence"])) / 9
        targets, deciding = (rows(shipped, question.text) for question in one.questions)
        assert {line["name"] for line in targets} == {
            n for names in one.names.values() for n in names
        }
        assert deciding
    assert len(explain(shipped).figures) == len(coverage(shipped))


def test_a_fact_says_who_states_it_and_in_which_column(shipped: Store) -> None:
    [told] = explain(shipped, "activity/census-guide").facts
    by_name = {fact.property: fact for fact in told.facts}
    assert by_name["when"].column == "when"
    assert by_name["when"].basis == "stated"
    assert by_name["earliest day"].basis == "derived"
    assert [(line.file, line.row) for line in told.lines] == [("activities.csv", 6)]
    assert [found.paragraph for found in told.sources] == [1, 3]
    assert {one.who for one in told.statements} == {
        "Less-expert users",
        "Office for National Statistics",
    }
    [judged] = explain(shipped, "audience/deaf-people", facts=True).facts
    assert {fact.property for fact in judged.facts if fact.basis == "judged"} == {
        "characteristic",
        "part of",
        "represented by",
        "sector",
    }


@pytest.mark.parametrize(
    "what", ["Deaf people", "The public", "scope/equality", "source/gss-report-2024"]
)
def test_each_form_of_the_answer_can_be_written(shipped: Store, what: str) -> None:
    found = explain(shipped, what)
    assert json.loads(json.dumps(to_dicts(found)))[0]["explains"] == found.kind
    flat = to_rows(found)
    assert flat
    assert {key for row in flat for key in row} <= set(COLUMNS[found.kind])
    assert text(found)
    assert rows(shipped, query_of(found).text)


PROGRAMME: Programme = {
    "audiences": {"young": {}, "hidden": {"private": True, "broader": ["young"]}},
    "organisations": {"office": {}, "secret": {"private": True}},
    "activities": {
        "talk": {"type": "webinar", "status": "held", "when": "2022-10"},
        "plot": {"type": "webinar", "status": "held", "when": "2022-11", "private": True},
    },
    "participations": {
        "one": {"activity": "talk", "party": "young", "role": "organiser", "outcome": "took-part"},
        "two": {"activity": "plot", "party": "young", "role": "attendee", "outcome": "took-part",
                "level": "consult", "direction": "two-way"},
        "three": {"activity": "talk", "party": "hidden", "role": "attendee",
                  "outcome": "took-part"},
    },
    "non_engagements": {
        "said": {"target": ["young"], "reason": "no time", "stated_by": "secret", "period": "2022"}
    },
    "scopes": {"asked": {"target_kind": ["audience"], "period": "2020/2024"}},
}  # fmt: skip


def test_nothing_private_is_named() -> None:
    store = store_of(PROGRAMME)
    whole = [
        explain(store, "young"),
        explain(store),
        explain(store, "talk"),
        explain(store, "young", facts=True),
        explain(store, "asked", facts=True),
    ]
    for found in whole:
        said = text(found) + json.dumps(to_dicts(found)) + json.dumps(to_rows(found))
        assert not [name for name in ("hidden", "plot", "secret") if name in said]
    [told] = whole[0].states
    assert told.state == "conflict"
    assert told.left_out == 2
    assert [one.id for one in told.statements] == [iri(PROGRAMME, "said")]
    [figure] = whole[1].figures
    assert sum(figure.private.values()) == 1


@pytest.mark.parametrize("what", ["hidden", "plot", "secret", "activity/plot"])
def test_what_is_private_is_not_explained(what: str) -> None:
    with pytest.raises(UnknownNameError, match="marked private"):
        explain(store_of(PROGRAMME), what)


def test_a_near_name_does_not_give_away_a_private_one() -> None:
    with pytest.raises(UnknownNameError) as error:
        explain(store_of(PROGRAMME), "hiden")
    assert "hidden" not in str(error.value)


def test_two_things_of_one_name_are_told_apart() -> None:
    twice = {"audiences": {"a": {"name": "Twins"}}, "organisations": {"b": {"name": "Twins"}}}
    with pytest.raises(ParameterError, match="several things"):
        explain(store_of(twice), "twins")


def test_a_conflict_says_which_statement_stands_against_which_engagement() -> None:
    programme = {
        **PROGRAMME,
        "activities": {"talk": {"type": "webinar", "status": "held", "when": "2022-10"}},
        "participations": {
            "one": {"activity": "talk", "party": "young", "role": "attendee",
                    "outcome": "took-part", "level": "consult", "direction": "two-way"},
        },
        "organisations": {"office": {}, "secret": {}},
    }  # fmt: skip
    [told] = explain(store_of(programme), "young").states
    assert [(change.act, change.becomes) for change in told.changes] == [
        ("withdraw", "engaged"),
        ("withdraw", "known-gap"),
    ]
    assert "'talk'" in told.changes[1].sentence
    assert [rule.rule for rule in told.why_not] == ["denied"]


def test_a_folder_and_another_engine_give_the_same_receipts(tmp_path: Path) -> None:
    memory = store_of(PROGRAMME)
    told = to_dicts(explain(memory, "young")) + to_dicts(explain(memory, "talk"))
    for other in (build(tmp_path / "graph", memory.dump()), RdflibStore(memory)):
        assert to_dicts(explain(other, "young")) + to_dicts(explain(other, "talk")) == told


def test_an_engagement_that_ages_is_stale_from_the_day_that_is_named() -> None:
    scope = {"target_kind": ["audience"], "period": "2020/2024", "stale_after": 12}
    programme = {**AGEING, "scopes": {"asked": scope}}
    [told] = explain(store_of(programme), "young", as_of=date(2022, 12, 1)).states
    [aged] = [change for change in told.changes if change.act == "ask"]
    assert (told.state, aged.becomes, aged.as_of) == ("engaged", "stale", date(2023, 11, 1))
    states = [
        explain(store_of(programme), "young", as_of=day).states[0].state
        for day in (date(2023, 10, 31), date(2023, 11, 1))
    ]
    assert states == ["engaged", "stale"]


AGEING: Programme = {
    "audiences": {"young": {}},
    "activities": {"talk": {"type": "webinar", "status": "held", "when": "2022-10"}},
    "participations": {
        "one": {"activity": "talk", "party": "young", "role": "attendee", "outcome": "attended",
                "level": "consult", "direction": "two-way"},
    },
}  # fmt: skip
