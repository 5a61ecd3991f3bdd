"""What bodies said of being called on and named: who gave permission, and who withdrew it."""

from __future__ import annotations

from typing import Final

import polars as pl

GIVEN: Final = "given"
WITHDRAWN: Final = "withdrawn"


def permitted(points: pl.DataFrame, word: str) -> pl.Series:
    """Of which points this permission is recorded; false where nobody says.

    Args:
        points: Points of a network or things of a record.
        word: ``GIVEN`` or ``WITHDRAWN``.
    """
    if "permission" not in points.columns:
        return pl.Series("permission", [False] * len(points), dtype=pl.Boolean)
    said = points["permission"].cast(pl.String).str.to_lowercase()
    return (said == word).fill_null(value=False)
