"""Places of points by a measure, and how they move when some of the record is left out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import wraps
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from uegraph.metrics.network.leaving import TIMES
from uegraph.metrics.network.paths import PIVOTS
from uegraph.metrics.network.rounding import even
from uegraph.metrics.network.sensitivity import sensitivity

if TYPE_CHECKING:
    from collections.abc import Callable

    from uegraph.connections.ranking.measures import Measure
    from uegraph.metrics.network.model import Measured
    from uegraph.network import Network

_BEARABLE: Final = 3e8
"""Links looked at in one draw up to which places are drawn: some three seconds for each draw."""

_PER_LINK: Final = 50
"""How often a draw looks at a link, where the measure does not look at paths."""


@dataclass(frozen=True, slots=True)
class Places:
    """The place of each point, by code; those without a link or a figure have none.

    Attributes:
        kind: The place of each point's kind among the network's kinds.
        rank: 1 + how many of its kind come before it; 0 where it has no place.
        shared: How many others of its kind have the same place.
        of: How many of its kind have a place.
    """

    kind: np.ndarray
    rank: np.ndarray
    shared: np.ndarray
    of: np.ndarray


@dataclass(frozen=True, slots=True)
class Moves:
    """How places move when some of the record is left out.

    Attributes:
        best: For each point the better end of its places in nine of ten draws; 0 where it has none.
        worst: The worse end.
        steady: Whether the two are no more than a tenth of the list apart.
        draws: How many draws there were; 0 for none.
        note: What was drawn, or why nothing was, in words.
    """

    best: np.ndarray
    worst: np.ndarray
    steady: np.ndarray
    draws: int
    note: str


def places(net: Network, measure: Measure, values: np.ndarray) -> Places:
    """Places by the figures of a measure, each kind of point by itself; equal figures share one."""
    kind = _kinds(net)
    figures = even(np.asarray(values, dtype=float)) * (1 if measure.low_first else -1)
    rank, shared, of = np.zeros((3, len(net)), dtype=np.int64)
    for number in range(len(net.kinds)):
        placed = np.flatnonzero((kind == number) & (net.degree > 0) & ~np.isnan(figures))
        ordered = np.sort(figures[placed])
        first = np.searchsorted(ordered, figures[placed], side="left")
        rank[placed] = first + 1
        shared[placed] = np.searchsorted(ordered, figures[placed], side="right") - first - 1
        of[placed] = len(placed)
    return Places(kind, rank, shared, of)


def moves(net: Network, measure: Measure, times: int = TIMES) -> Moves:
    """How places move when a tenth of the activities is left out, many times.

    Where no link rests on an activity, links are left out instead. See ``sensitivity``.

    Args:
        net: The network.
        measure: What gives the places.
        times: How many draws at most; 0 for none.
    """
    nothing = np.zeros(len(net), dtype=np.int64)
    unsure = np.zeros(len(net), dtype=bool)
    if not times or not net.pairs:
        why = "nothing was left out to see" if net.pairs else "there is no link"
        return Moves(nothing, nothing, unsure, 0, f"How sure places are is not known: {why}.")
    steps = min(len(net), PIVOTS) if measure.paths else 0
    if net.matrix.nnz * max(_PER_LINK, steps) > _BEARABLE:
        note = "How sure places are is not known: the network is too large to reckon them anew."
        return Moves(nothing, nothing, unsure, 0, note)
    resting, kind = on_activities(net), _kinds(net)
    best, worst, steady = nothing.copy(), nothing.copy(), unsure.copy()
    for number in range(len(net.kinds)):
        mine = kind == number
        one = _within(net, measure, mine)
        found = sensitivity(resting, one, times=times, lowest_first=measure.low_first)
        best[mine], worst[mine] = found.low[mine], found.high[mine]
        steady[mine] = found.steady[mine]
    return Moves(best, worst, steady, found.draws, found.note)


def on_activities(net: Network) -> Network:
    """The network; without its activities where no link rests on any, so that none is left out."""
    if net.incidence is None:
        return net
    activities = net.incidence.activities
    linking = (activities["size"] > 1) & (activities["factor"] > 0)
    return net if linking.any() else replace(net, incidence=None)


def _kinds(net: Network) -> np.ndarray:
    kinds = net.points["kind"].to_list()
    return np.array([net.kinds.index(one) if one in net.kinds else 0 for one in kinds], dtype=int)


def _within(net: Network, measure: Measure, mine: np.ndarray) -> Callable[..., Measured]:
    """The measure for points of one kind that are linked; not defined for the others."""

    @wraps(measure.function(net))  # which tells whether it can be estimated
    def linked(net: Network, **options: Any) -> Measured:
        found = measure.of(net, **options)
        values = np.where(mine & (net.degree > 0), found.values, np.nan)
        return replace(found, name=measure.name, values=values)

    return linked
