"""What measures of a network answer with: a figure for each point, or one for the whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np


@dataclass(frozen=True, slots=True)
class Measured:
    """A measure of every point.

    Attributes:
        name: The measure, such as ``betweenness``.
        values: One figure a point, by code; NaN where the measure is not defined for it.
        engine: What reckoned it, such as ``networkit`` or ``scipy``.
        exact: Whether this is the measure itself and not an estimate of it.
        error: Of an estimate, how far a figure may be off, in its own unit; None where exact.
        note: What the estimate or the error rests on, in words; empty where exact.
    """

    name: str
    values: np.ndarray
    engine: str
    exact: bool = True
    error: float | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Total:
    """One figure of the whole network.

    Attributes:
        name: The measure, such as ``density``.
        value: The figure; infinite where paths do not exist, None where it is not defined.
        unit: What it counts; empty for a share or a ratio.
        engine: What reckoned it.
        exact: Whether this is the measure itself and not an estimate of it.
        error: Of an estimate, how far it may be off; None where exact.
        note: What it leaves out or rests on, in words.
    """

    name: str
    value: float | None
    unit: str = ""
    engine: str = "numpy"
    exact: bool = True
    error: float | None = None
    note: str = ""
