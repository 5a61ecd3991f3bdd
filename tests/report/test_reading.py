"""A report reads what coverage is decided on once, however many of its parts ask for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from uegraph import ingest, resources
from uegraph.coverage import facts
from uegraph.coverage.record import read_record
from uegraph.report import report

if TYPE_CHECKING:
    import pytest

    from uegraph.coverage.record import Record


def test_the_record_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    store = ingest.build([resources.datasets()["gss-2024"]], ":memory:").store
    read: list[Record] = []

    def counted(*given: object) -> Record:
        read.append(read_record(*given))  # type: ignore[arg-type]
        return read[-1]

    monkeypatch.setattr("uegraph.coverage.facts.read_record", counted)
    report(store)
    assert len(read) == 1
    facts.read_facts(store)
    assert len(read) == 2, "nothing is kept when the report is made"
