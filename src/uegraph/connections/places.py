"""Places of points by a measure, and how they move when some of the activities are left out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np

from uegraph.metrics.network.rounding import even
from uegraph.metrics.network.sensitivity import sensitivity

if TYPE_CHECKING:
    from uegraph.connections.measures import Measure
    from uegraph.metrics.network.model import Measured
    from uegraph.network import Network

TIMES: Final = 200
FEWEST: Final = 20
"""With fewer draws the ends of a range mean little."""

_WORK: Final = 100_000_000
_PATH_WORK: Final = 400_000_000
"""How many links may be looked at in all draws together: some twenty seconds."""


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
    """How places move when activities are left out.

    Attributes:
        best: For each point the place that one draw in twenty betters; 0 where nothing was drawn.
        worst: The place that one draw in twenty falls behind.
        times: How many draws there were; 0 for none.
        note: What was drawn, or why nothing was.
    """

    best: np.ndarray
    worst: np.ndarray
    times: int
    note: str


def places(net: Network, measure: Measure, values: np.ndarray) -> Places:
    """Places by the figures of a measure, each kind of point by itself; equal figures share one."""
    kinds = net.points["kind"].to_list()
    kind = np.array([net.kinds.index(one) if one in net.kinds else 0 for one in kinds], dtype=int)
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


def draws(net: Network, measure: Measure, times: int = TIMES) -> int:
    """How many draws a network of this size can bear: as many as asked, fewer, or none."""
    if net.incidence is None:
        return 0
    sizes = net.incidence.activities["size"].to_numpy().astype(float)
    linking = sizes[net.incidence.activities["factor"].to_numpy() > 0]
    each = float((linking**2).sum()) + net.matrix.nnz + len(net)
    work = _WORK
    if measure.paths:
        each, work = each + float(len(net)) * net.matrix.nnz, _PATH_WORK
    afforded = int(work // max(each, 1))
    return min(times, afforded) if afforded >= FEWEST else 0
