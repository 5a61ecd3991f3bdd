"""How strongly a participation speaks for a cell, as one number: the least is the strongest.

Invariant: the fields of a strength lie in bits from the most to the least important: doubt
(conflicts only), outcome, partial, inherited, uncertain, level, end, steps and line; nothing of one
field reaches into the next.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import numpy as np

STEPS, END, LEVEL = 27, 31, 53
UNCERTAIN, INHERITED, PARTIAL, OUTCOME, DOUBT = 56, 57, 58, 59, 62
"""The bits at which the fields begin; the line begins at the first."""

MOST_STEPS: Final = 15
NOTHING: Final = (1 << 63) - 1
"""The strength of a cell on which nothing bears."""


def outcome_of(strength: np.ndarray) -> np.ndarray:
    """The outcome within a strength, as its place in ``OUTCOMES``."""
    return strength >> OUTCOME & 7


def partial_of(strength: np.ndarray) -> np.ndarray:
    """Whether it concerns a part of the cell only."""
    return (strength >> PARTIAL & 1).astype(bool)


def inherited_of(strength: np.ndarray) -> np.ndarray:
    """Whether it concerns a predecessor only."""
    return (strength >> INHERITED & 1).astype(bool)


def uncertain_of(strength: np.ndarray) -> np.ndarray:
    """Whether an inexact date leaves it open."""
    return (strength >> UNCERTAIN & 1).astype(bool)


def doubtful_of(strength: np.ndarray) -> np.ndarray:
    """Whether it is open if the engagement lies in the time that a statement speaks of."""
    return (strength >> DOUBT & 1).astype(bool)


def rank_of(strength: np.ndarray) -> np.ndarray:
    """The rank of its level; 0 where not recorded."""
    return 7 - (strength >> LEVEL & 7)


def line_of(strength: np.ndarray) -> np.ndarray:
    """The line of the record that it is about."""
    return strength & (1 << STEPS) - 1
