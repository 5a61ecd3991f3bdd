"""What others' tools read: coverage as linked data."""

from __future__ import annotations

from uegraph.export.dqv import to_dqv, to_dqv_ntriples

__all__ = ["to_dqv", "to_dqv_ntriples"]
