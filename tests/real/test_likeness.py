"""The columns of real tables in docs/generate.md are what the script computes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.generate import likeness

from uegraph.store import open_store

if TYPE_CHECKING:
    from pathlib import Path


def test_events(made: Path) -> None:
    with open_store(made / "events") as store:
        assert likeness.printed()["Open Data Day"] == likeness.programme(store)


def test_bodies(made: Path) -> None:
    with open_store(made / "bodies") as store:
        assert likeness.printed()["GOV.UK register"] == likeness.register(store)
