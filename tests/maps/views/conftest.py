from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from uegraph import ingest, resources
from uegraph.maps.material import Material

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session")
def shipped() -> Iterator[Material]:
    """The material of the shipped report."""
    with ingest.build(list(resources.datasets().values()), ":memory:").store as store:
        yield Material(store)
