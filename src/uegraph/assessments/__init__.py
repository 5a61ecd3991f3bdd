"""Power and interest: who is judged how powerful, interested, rightful and pressing, by whom.

Assessments are opinions with a name and a date. Where they differ, all are shown; where nobody
judged, nothing is assumed. How a place is decided stands in ``docs/power-interest.md``.
"""

from __future__ import annotations

from uegraph.assessments.model import (
    ATTRIBUTES,
    CUT,
    QUADRANTS,
    SALIENCE,
    Assessed,
    Judgement,
    PowerInterest,
    Quadrant,
    Range,
    Salience,
    Score,
    Standing,
)
from uegraph.assessments.standing import power_interest

__all__ = [
    "ATTRIBUTES",
    "CUT",
    "QUADRANTS",
    "SALIENCE",
    "Assessed",
    "Judgement",
    "PowerInterest",
    "Quadrant",
    "Range",
    "Salience",
    "Score",
    "Standing",
    "power_interest",
]
