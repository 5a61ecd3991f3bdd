"""Graphs of the real tables, built once for all tests that need them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.real.test_imports import EVENTS, MAPPINGS, table

from uegraph import imports, ingest

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data sets as they are imported, and a graph of each of the two networks."""
    folder = tmp_path_factory.mktemp("real")
    register = "govuk_organisations"
    for name in (*EVENTS, register):
        imports.table(table(name), MAPPINGS / f"{name}.yml").write(folder / name)
    ingest.build([folder / name for name in EVENTS], folder / "events")
    ingest.build([folder / register], folder / "bodies")
    return folder
