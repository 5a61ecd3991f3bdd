"""Gaps: whom to turn to first, and why.

Every target that is neither engaged nor out of scope has a place in the list. Its score is an
open sum: each term has a name, a value from 0 to 1 and a published weight, and each row shows
them all. ``docs/coverage.md`` has the terms in words.
"""

from __future__ import annotations

from uegraph.gaps.ranking import GapRow, Ranking, gaps
from uegraph.gaps.terms import SEVERITY, WEIGHTS, Term

__all__ = ["SEVERITY", "WEIGHTS", "GapRow", "Ranking", "Term", "gaps"]
