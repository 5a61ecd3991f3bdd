"""What may be asked, from which day it is measured, and what is refused."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.coverage.programme import store_of

from uegraph.coverage import coverage
from uegraph.errors import UnknownNameError

SIMPLE: dict[str, Any] = {
    "audiences": {"carers": {}, "children": {}},
    "scopes": {"one": {"target_kind": "audience"}, "two": {"target_kind": "organisation"}},
}


def test_without_targets_there_is_no_share() -> None:
    [result] = coverage(store_of(SIMPLE), scope="two")
    assert (result.targets, result.low, result.high) == (0, None, None)


def test_a_shorter_list_does_not_change_the_share() -> None:
    [result] = coverage(store_of(SIMPLE), scope="one", targets=["carers"])
    assert [row.label for row in result.rows] == ["carers"]
    assert (result.targets, result.low, result.high) == (2, 0.0, 1.0)


@pytest.mark.parametrize(
    ("given_names", "said"),
    [
        ({"scope": "onne"}, "Did you mean one"),
        ({"scope": "https://example.org/one"}, "No coverage scope is called"),
        ({"scope": "one", "targets": ["carer"]}, "Did you mean carers"),
    ],
)
def test_an_unknown_name_is_refused(given_names: dict[str, Any], said: str) -> None:
    with pytest.raises(UnknownNameError, match=said):
        coverage(store_of(SIMPLE), **given_names)


def test_a_kind_that_coverage_is_not_decided_for_is_refused() -> None:
    made = {"scopes": {"one": {"target_kind": "goal"}}}
    with pytest.raises(UnknownNameError, match="audience, organisation, characteristic, place"):
        coverage(store_of(made))


def test_the_day_of_reference() -> None:
    made = {**SIMPLE, "sources": {"a": {"issued": "2021"}, "b": {"issued": "2024-04"}}}
    closed = {"one": {"target_kind": "audience", "period": "2021/2022-06"}}
    assert coverage(store_of(SIMPLE))[0].as_of is None
    assert coverage(store_of(made))[0].as_of == date(2024, 4, 30)
    assert coverage(store_of({**made, "scopes": closed}))[0].as_of == date(2022, 6, 30)
    asked = coverage(store_of({**made, "scopes": closed}), as_of=date(2023, 1, 1))
    assert asked[0].as_of == date(2023, 1, 1)
