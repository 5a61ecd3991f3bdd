"""Measures of engagement, beside coverage: how recent, frequent, deep, shared and heavy it is.

A figure that rests on what is not recorded, or on an inexact date, is an interval; each comes with
a sentence, its denominator and the activities that it rests on. How each is reckoned stands in
``docs/measures.md``.
"""

from __future__ import annotations

from uegraph.metrics.measuring import ROWS, Measures, measures
from uegraph.metrics.model import (
    Burden,
    Concentration,
    Depth,
    Feedback,
    Figure,
    Frequency,
    Reach,
    Receipt,
    Recency,
    TwoWay,
)

__all__ = [
    "ROWS",
    "Burden",
    "Concentration",
    "Depth",
    "Feedback",
    "Figure",
    "Frequency",
    "Measures",
    "Reach",
    "Receipt",
    "Recency",
    "TwoWay",
    "measures",
]
