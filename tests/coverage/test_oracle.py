"""The program against a slow second reading of the definition, on small programmes at random."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.coverage.asking import answers, asked_ad_hoc, asked_of, expected
from tests.coverage.engines import RdflibStore
from tests.coverage.oracle import ORDER
from tests.coverage.programme import Programme, store_of
from tests.coverage.strategies import DAYS, PROFILES, SLOW, often, participation, programmes

from uegraph.coverage import STATES, coverage

if TYPE_CHECKING:
    from datetime import date

__all__ = ["DAYS", "SLOW", "participation", "programmes"]  # the ranking's tests draw them too

SCOPES = ("asked", "other")
ANY = st.sampled_from(sorted(PROFILES)).flatmap(PROFILES.__getitem__)


def test_the_order_of_states_is_the_one_defined() -> None:
    assert STATES == ORDER


@pytest.mark.parametrize("profile", PROFILES)
def test_every_state_is_the_oracles(profile: str) -> None:
    @often(40)
    @given(PROFILES[profile], DAYS, st.integers(0, 9))
    def agrees(programme: Programme, as_of: date | None, seed: int) -> None:
        for result in coverage(store_of(programme, shuffled=seed), as_of=as_of):
            assert answers(result) == expected(programme, result.name, as_of)

    agrees()


@often(30)
@given(ANY, DAYS)
def test_what_is_asked_ad_hoc_is_decided_in_the_same_way(
    programme: Programme, as_of: date | None
) -> None:
    store = store_of(programme)
    for scope in SCOPES:
        found = asked_ad_hoc(store, programme, scope, as_of)
        assert answers(found) == expected(programme, scope, as_of, ad_hoc=True)


@often(6)
@given(ANY, DAYS)
def test_rdflib_answers_the_same(programme: Programme, as_of: date | None) -> None:
    store = store_of(programme)
    other = RdflibStore(store)
    found = coverage(other, as_of=as_of)
    assert found == coverage(store, as_of=as_of)
    for one, same in zip(found, coverage(store, as_of=as_of), strict=True):
        assert list(one.rows) == list(same.rows)
    assert other.asked


@often(30)
@given(ANY, DAYS)
def test_figures_follow_from_the_states(programme: Programme, as_of: date | None) -> None:
    result = asked_of(store_of(programme), "asked", as_of)
    found = expected(programme, "asked", as_of).values()
    inside = [answer for answer in found if answer.state != "out-of-scope"]
    engaged = [answer for answer in inside if answer.state == "engaged"]
    unknown = [answer for answer in inside if answer.state == "no-evidence"]
    states = Counter(answer.state for answer in found)
    assert result.counts == {state: states[state] for state in ORDER}
    assert (result.targets, result.out_of_scope) == (len(inside), len(found) - len(inside))
    assert result.uncertain == sum(not answer.certain for answer in inside)
    assert result.partial == sum(answer.partial for answer in engaged)
    assert result.sure == sum(answer.certain and not answer.partial for answer in engaged)
    if inside:
        assert result.low == len(engaged) / len(inside)
        assert result.high == (len(engaged) + len(unknown)) / len(inside)
    else:
        assert (result.low, result.high) == (None, None)


@often(30)
@given(ANY, DAYS)
def test_the_frame_is_the_rows(programme: Programme, as_of: date | None) -> None:
    result = asked_of(store_of(programme), "asked", as_of)
    columns = [
        *(f"{kind}{ending}" for kind in result.kinds for ending in ("", "_name")),
        *("state", "certain", "partial", "inherited", "months_since", "level_short", "one_way"),
        "private",
    ]
    assert result.frame.columns == columns
    assert result.frame.rows() == [
        (
            *(text for member in row.members for text in (member.iri, member.label)),
            *(getattr(row, name) for name in columns[2 * len(row.members) :]),
        )
        for row in result.rows
    ]
    assert len(result.rows) == result.frame.height == result.targets + result.out_of_scope


@often(30)
@given(ANY, DAYS)
def test_every_row_can_be_read(programme: Programme, as_of: date | None) -> None:
    result = asked_of(store_of(programme), "asked", as_of)
    assert result.kind == " \N{MULTIPLICATION SIGN} ".join(result.kinds)
    for row in result.rows:
        assert row.reason.endswith(".")
        assert "\n" not in row.reason
        assert all(remark.endswith(".") for remark in row.remarks)
        assert bool(row.evidence) or row.state not in ORDER[1:8]
        if row.state in ORDER[2:8]:
            first = row.evidence[0]
            assert (first.outcome, first.certain) == (row.state, row.certain)
            assert (first.partial, first.inherited) == (row.partial, row.inherited)
