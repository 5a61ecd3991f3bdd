"""Figures without the last bits, which hang on the order of a sum and would cut ties by chance."""

from __future__ import annotations

import numpy as np


def even(values: np.ndarray, digits: int = 12) -> np.ndarray:
    """Figures rounded to so many digits of the largest; two that differ by less become equal.

    >>> even(np.array([0.1 + 0.2, 0.3, 0.0])).tolist()
    [0.3, 0.3, 0.0]
    """
    known = values[np.isfinite(values)]
    largest = float(np.abs(known).max(initial=0.0))
    if not largest:
        return values
    places = digits - 1 - int(np.floor(np.log10(largest)))
    return np.round(values, places)
