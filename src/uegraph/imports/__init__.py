"""Importing tables laid out by others: a small mapping says what their columns become."""

from __future__ import annotations

from uegraph.imports.draft import draft
from uegraph.imports.importing import table
from uegraph.imports.nodes import InvalidMappingError
from uegraph.imports.outcome import Counts, Imported

__all__ = ["Counts", "Imported", "InvalidMappingError", "draft", "table"]
