"""Coverage: for each target of a scope, whether it was engaged, and how anybody can tell.

Silence is not a no: where nothing is recorded and nobody claims that the record is complete, the
state is "no evidence", never a gap. How a state is decided stands in ``docs/coverage.md``.
"""

from __future__ import annotations

from uegraph.coverage.model import (
    STATES,
    CoverageResult,
    CoverageRow,
    Evidence,
    Member,
    Missing,
    Passage,
    State,
    Stated,
    TableRow,
    shareable,
)
from uegraph.coverage.reasons import reasons
from uegraph.coverage.scope import KINDS, Asked
from uegraph.coverage.scopes import coverage, worst_states

__all__ = [
    "KINDS",
    "STATES",
    "Asked",
    "CoverageResult",
    "CoverageRow",
    "Evidence",
    "Member",
    "Missing",
    "Passage",
    "State",
    "Stated",
    "TableRow",
    "coverage",
    "reasons",
    "shareable",
    "worst_states",
]
