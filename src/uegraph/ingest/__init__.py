"""From tables to triples: reading, checking and loading what people keep in spreadsheets."""

from __future__ import annotations

from uegraph.ingest.build import Built, Examined, build, check, examine, to_nquads

__all__ = ["Built", "Examined", "build", "check", "examine", "to_nquads"]
