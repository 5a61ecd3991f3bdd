from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from uegraph import resources
from uegraph.store import open_store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from uegraph.store import Store

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def given() -> ox.Store:
    """The small case and the shipped concept schemes, in the bare engine."""
    quads = ox.Store()
    quads.load(path=str(HERE / "given.trig"))
    for path in resources.ontology_files():
        if path.parent.name == "concepts":
            quads.load(path=str(path), to_graph=ox.NamedNode("urn:concepts"))
    return quads


@pytest.fixture(scope="session")
def store(given: ox.Store) -> Iterator[Store]:
    """The same through uegraph's own door."""
    content = given.dump(format=ox.RdfFormat.N_QUADS)
    assert content is not None
    with open_store(read_only=False) as opened:
        opened.load_nquads(content)
        yield opened
