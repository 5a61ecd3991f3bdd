"""Equality and areas: were the protected characteristics, and all parts of the country, engaged?

For each the state of coverage with its receipts, the groups recorded for it, and whether they took
part as much as their share of the population would suggest. Small counts of people are not shown.
``docs/equality.md`` says how to read it.
"""

from __future__ import annotations

from uegraph.equality.model import (
    Area,
    AreaView,
    Characteristic,
    EqualityView,
    Figure,
    Group,
    Representation,
    Tally,
)
from uegraph.equality.views import THRESHOLD, areas, equality

__all__ = [
    "THRESHOLD",
    "Area",
    "AreaView",
    "Characteristic",
    "EqualityView",
    "Figure",
    "Group",
    "Representation",
    "Tally",
    "areas",
    "equality",
]
