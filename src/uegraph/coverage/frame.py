"""The targets of a scope as a data frame."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from uegraph.coverage.calendar import UNITS
from uegraph.coverage.model import STATES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from uegraph.coverage.decision import Decision


def frame_of(decision: Decision, numbers: Sequence[int]) -> pl.DataFrame:
    """Some cells of a decision, one line each; see `CoverageResult`."""
    chosen = np.asarray(numbers, dtype=np.int64)
    state = pl.Series(decision.state[chosen]).cast(pl.UInt8)
    return pl.DataFrame(
        {
            **_members(decision, chosen),
            "state": pl.Series(STATES, dtype=pl.Enum(STATES))[state],
            "certain": decision.certain[chosen],
            "partial": decision.partial[chosen],
            "inherited": decision.inherited[chosen],
            "months_since": _known(decision.months_since[chosen]),
            "level_short": _known(decision.level_short[chosen]),
            "one_way": decision.one_way[chosen],
            "private": _private(decision, chosen),
        }
    )


def _members(decision: Decision, chosen: np.ndarray) -> dict[str, pl.Series]:
    found, inner = {}, 1
    for kind, members in reversed(
        [*zip(decision.scope.kinds, decision.scope.members, strict=True)]
    ):
        places = pl.Series(chosen // inner % max(len(members), 1))
        names = members if kind in UNITS else [decision.facts.name(iri) for iri in members]
        found[f"{kind}_name"] = pl.Series(names, dtype=pl.String)[places]
        found[kind] = pl.Series(members, dtype=pl.String)[places]
        inner *= len(members)
    return {name: found[name] for name in reversed(found)}


def _known(numbers: np.ndarray) -> pl.Series:
    """Numbers, those that are not known as null."""
    found = pl.Series(numbers, dtype=pl.Int64)
    return found.set(found < 0, None)


def _private(decision: Decision, chosen: np.ndarray) -> np.ndarray:
    found = np.zeros(len(chosen), dtype=bool)
    inner = 1
    for members in reversed(decision.scope.members):
        marked = np.array([member in decision.facts.private for member in members], dtype=bool)
        found |= marked[chosen // inner % len(members)] if members else False
        inner *= len(members)
    return found
