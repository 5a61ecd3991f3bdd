"""Reasons made for many targets at once are those of their rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.report import sample

from uegraph import coverage, ingest, resources

if TYPE_CHECKING:
    from collections.abc import Iterator

    from uegraph.store import Store


@pytest.fixture(scope="module", params=["shipped", "secretive"])
def store(request: pytest.FixtureRequest) -> Iterator[Store]:
    if request.param == "secretive":
        yield sample.secretive()
        return
    with ingest.build(list(resources.datasets().values()), ":memory:").store as opened:
        yield opened


@pytest.mark.parametrize("of", [[], ["audience"], ["organisation"], ["audience", "theme"]])
def test_reasons_are_those_of_the_rows(store: Store, of: list[str]) -> None:
    asked = coverage.coverage(store, of=of) if of else coverage.coverage(store)
    for result in asked:
        assert list(coverage.reasons(result)) == [row.reason for row in result.rows]
