"""What does not count is named with every rule that it fails, and with no other.

A rule is tried by lifting it: with all the rules lifted that a participation is said to fail, it
counts; with one of them left in place, it does not.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.coverage.asking import asked_of
from tests.coverage.programme import iri, store_of
from tests.coverage.strategies import DAYS, PROFILES, often
from tests.explain.applying import slug

from uegraph import resources
from uegraph.explain.excluded import read_recorded
from uegraph.explain.states import receipt
from uegraph.queries import private

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.coverage.programme import Programme


# Settings of a scope by which each rule falls away.
BLANKS: Final = {
    "theme": {"themes": []},
    "type": {"types": []},
    "organiser": {"organisers": []},
    "period": {"period": None},
    "unit": {"count_units": True},
}
# Cells of a participation, and of its activity, by which each is met.
MENDED: Final = {"role": {"role": "attendee"}, "outcome": {"outcome": "took-part"}}
# What is only said where no other rule is failed.
LAST: Final = {"unit", "representation", "elsewhere"}


def others(programme: Programme, target: str, as_of: date | None) -> dict[str, set[str]]:
    """The participations that do not count, with the rules that each fails."""
    store = store_of(programme)
    result = asked_of(store, "asked", as_of)
    row = next(row for row in result.rows if row.target == target)
    told = receipt(store, result, row, private(store), None)
    bearing = {item.participation for item in row.evidence}
    found: dict[str, set[str]] = {}
    for rule in told.why_not:
        for one in rule.statements:
            if one.kind == "participation" and one.id not in bearing:
                found.setdefault(one.id, set()).add(rule.rule)
    return found


def lifted(programme: Programme, part: str, rules: Iterable[str]) -> Programme:
    """The programme in which a participation no longer fails some rules."""
    tables: dict[str, Any] = {name: dict(rows) for name, rows in programme.items()}
    for rule in rules:
        if rule in BLANKS:
            tables["scopes"]["asked"] = tables["scopes"]["asked"] | BLANKS[rule]
        if rule == "role":  # somebody else then organises what it no longer does
            tables["participations"]["kept"] = programme["participations"][part]
        if rule in MENDED:
            tables["participations"][part] = tables["participations"][part] | MENDED[rule]
        if rule == "cancelled":
            where = tables["participations"][part]["activity"]
            tables["activities"][where] = tables["activities"][where] | {"status": "held"}
    return tables


def counts(programme: Programme, target: str, part: str, as_of: date | None) -> bool:
    result = asked_of(store_of(programme), "asked", as_of)
    row = next(row for row in result.rows if row.target == target)
    return part in {slug(item.participation) for item in row.evidence}


@often(25)
@given(st.sampled_from(["single", "hierarchical"]).flatmap(PROFILES.__getitem__), DAYS)
def check(programme: Programme, as_of: date | None) -> None:
    result = asked_of(store_of(programme), "asked", as_of)
    if {*result.kinds} & {"year", "quarter"}:
        return
    for row in list(result.rows)[:2]:
        if row.state in ("engaged", "out-of-scope"):
            continue
        for one, rules in others(programme, row.target, result.as_of).items():
            part, firm = slug(one), rules - LAST
            free = counts(lifted(programme, part, rules), row.target, part, result.as_of)
            SEEN.update(rules)
            if not rules & LAST or "unit" in rules:
                hidden = others(lifted(programme, part, rules), row.target, result.as_of)
                assert free or hidden.get(one, set()) <= LAST
            for kept in firm:
                held = lifted(programme, part, rules - {kept})
                assert not counts(held, row.target, part, result.as_of), kept


SEEN: Counter[str] = Counter()


def test_a_rule_is_named_where_it_is_failed_and_nowhere_else() -> None:
    check()
    assert SEEN


RULES: Final[dict[str, dict[str, dict[str, Any]]]] = {
    "role": {"part": {"role": "organiser"}},
    "outcome": {"part": {"outcome": "cancelled"}},
    "cancelled": {"activity": {"status": "cancelled"}},
    "theme": {"activity": {"themes": ["prices"]}, "scope": {"themes": ["health"]}},
    "type": {"scope": {"types": ["survey"]}},
    "organiser": {"scope": {"organisers": ["office"]}},
    "period": {"scope": {"period": "2023"}},
    "unit": {"part": {"party": "unit"}, "scope": {"target_kind": ["organisation"]}},
    "representation": {"part": {"party": "office", "level": "inform", "direction": "outward"}},
    "below-level": {"part": {"level": "inform", "direction": "inward"}},
    "one-way": {"part": {"direction": "outward"}},
    "level-not-recorded": {"part": {"level": None}},
    "not-two-way": {"part": {"direction": "inward"}, "scope": {"two_way": True}},
    "direction-not-recorded": {"part": {"direction": None}, "scope": {"two_way": True}},
    "stale": {"scope": {"stale_after": 6}},
    "represented": {"part": {"party": "office"}},
    "attempted": {"part": {"outcome": "invited"}},
    "planned": {"activity": {"status": "planned"}},
    "nothing-recorded": {"part": {"party": "others"}},
    "out-of-scope": {"scope": {"out_of_scope": ["young", "office"]}},
}


@pytest.mark.parametrize("rule", RULES)
def test_each_rule_is_named_alone(rule: str) -> None:
    change = RULES[rule]
    part = {
        "activity": "talk",
        "party": "young",
        "role": "attendee",
        "outcome": "took-part",
        "level": "consult",
        "direction": "two-way",
    }
    activity = {"type": "webinar", "status": "held", "when": "2022", "themes": ["health"]}
    scope: dict[str, Any] = {"target_kind": ["audience"], "period": "2020/2024"}
    scope |= change.get("scope", {})
    target = "young" if scope["target_kind"] == ["audience"] else "office"
    programme: Programme = {
        "audiences": {"young": {"represented_by": ["office"]}, "others": {}},
        "organisations": {"office": {}, "unit": {"unit_of": ["office"]}},
        "themes": {"health": {}, "prices": {}},
        "activities": {"talk": activity | change.get("activity", {})},
        "participations": {"part": part | change.get("part", {})},
        "scopes": {"asked": scope},
    }
    store = store_of(programme)
    result = asked_of(store, "asked", date(2024, 12, 31))
    row = next(row for row in result.rows if row.target == iri(programme, target))
    told = receipt(store, result, row, private(store), None)
    assert [found.rule for found in told.why_not] == [rule]
    assert all(found.sentence.endswith(".") for found in told.why_not)


def test_every_rule_is_documented() -> None:
    page = (resources.root() / "docs" / "explain.md").read_text(encoding="utf-8")
    assert [
        rule for rule in (*RULES, "denied", "part", "elsewhere") if f"`{rule}`" not in page
    ] == []


@often(25)
@given(st.sampled_from(sorted(PROFILES)).flatmap(PROFILES.__getitem__), DAYS)
def test_all_that_bears_on_a_target_is_among_what_is_recorded(
    programme: Programme, as_of: date | None
) -> None:

    store = store_of(programme)
    result = asked_of(store, "asked", as_of)
    for row in list(result.rows)[:3]:
        for member in row.members:
            if member.kind not in ("year", "quarter", "month"):
                found = read_recorded(store, member.iri)
                assert {item.participation for item in row.evidence} <= found.keys()
