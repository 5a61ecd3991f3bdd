"""What a receipt promises is made in the programme, and coverage is asked again."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from tests.coverage.asking import asked_of
from tests.coverage.programme import store_of
from tests.coverage.strategies import DAYS, PROFILES, often
from tests.explain.applying import applied

from uegraph.explain.states import receipt
from uegraph.queries import private

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from tests.coverage.programme import Programme

    from uegraph.coverage import CoverageRow
    from uegraph.explain import StateReceipt

AT_MOST = 3  # targets of each programme: every change of each is a store of its own


def receipts(
    programme: Programme, as_of: date | None
) -> Iterator[tuple[CoverageRow, StateReceipt]]:
    store = store_of(programme)
    result = asked_of(store, "asked", as_of)
    rows = [row for row in result.rows if not row.private]
    step = max(1, len(rows) // AT_MOST)
    for row in rows[::step]:
        yield row, receipt(store, result, row, private(store), None)


@pytest.mark.parametrize("profile", PROFILES)
def test_a_change_leads_where_it_is_said_to_lead(profile: str) -> None:
    tried: Counter[str] = Counter()

    @often(6)
    @given(PROFILES[profile], DAYS)
    def leads_there(programme: Programme, as_of: date | None) -> None:
        for row, told in receipts(programme, as_of):
            for change in told.changes:
                after = asked_of(
                    store_of(applied(programme, change)), "asked", change.as_of or as_of
                )
                found = {other.target: other.state for other in after.rows}
                assert found[row.target] == change.becomes, change
                assert change.becomes != row.state
                tried[f"{row.state} {change.act}"] += 1

    leads_there()
    assert tried
