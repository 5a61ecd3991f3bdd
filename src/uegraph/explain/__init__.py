"""Explain: the receipt of any state, figure or fact, and what would change it.

What a state rests on, where each statement stands in its source and its table, which rules it does
not meet, and the least that would have to be recorded to move it. ``docs/explain.md`` shows it.
"""

from __future__ import annotations

from uegraph.explain.data import to_dicts, to_rows
from uegraph.explain.model import (
    Dataset,
    Explanation,
    Fact,
    FactReceipt,
    FigureReceipt,
    StateReceipt,
)
from uegraph.explain.pieces import (
    Change,
    Line,
    Question,
    Rank,
    RankTerm,
    Record,
    Source,
    Statement,
    WhyNot,
)
from uegraph.explain.receipt import explain, query_of

__all__ = [
    "Change",
    "Dataset",
    "Explanation",
    "Fact",
    "FactReceipt",
    "FigureReceipt",
    "Line",
    "Question",
    "Rank",
    "RankTerm",
    "Record",
    "Source",
    "StateReceipt",
    "Statement",
    "WhyNot",
    "explain",
    "query_of",
    "to_dicts",
    "to_rows",
]
