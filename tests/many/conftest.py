"""A SPARQL server, as the tests of stores start it."""

from __future__ import annotations

from tests.store.conftest import serve

__all__ = ["serve"]
