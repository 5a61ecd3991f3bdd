"""Gaps: whom to turn to first, why, how sure the order is, and what to do next.

Every target that is neither engaged nor out of scope has a place in the list. Its score is an
open sum: each term has a name, a value from 0 to 1 and a weight that anybody can change, and each
row shows them all. ``docs/gaps.md`` has the terms in words.
"""

from __future__ import annotations

from uegraph.gaps.ranking import GapRow, Gaps, Ranking, gaps
from uegraph.gaps.reading import InvalidWeightsError, read_weighting
from uegraph.gaps.settings import SETTINGS, SEVERITY, WEIGHTS, Setting, Weighting
from uegraph.gaps.steps import next_step
from uegraph.gaps.terms import Term

__all__ = [
    "SETTINGS",
    "SEVERITY",
    "WEIGHTS",
    "GapRow",
    "Gaps",
    "InvalidWeightsError",
    "Ranking",
    "Setting",
    "Term",
    "Weighting",
    "gaps",
    "next_step",
    "read_weighting",
]
