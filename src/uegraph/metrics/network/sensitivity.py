"""How far a ranking hangs on single activities: what stays of it when some were not recorded.

A record never holds everything that happened. Who is third because of one meeting would not be
third, had nobody written that meeting down; who is first whatever is left out, is first.
"""

from __future__ import annotations

from dataclasses import dataclass
from inspect import signature
from math import comb
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from uegraph.errors import ParameterError
from uegraph.metrics.network.leaving import DROP, TIMES, counted, draws, left_out_of, parts_of
from uegraph.metrics.network.ranks import agreement, ordinal, ranks_of
from uegraph.network import as_network
from uegraph.words import many

if TYPE_CHECKING:
    from collections.abc import Callable

    import networkx as nx

    from uegraph.metrics.network.leaving import Parts
    from uegraph.metrics.network.model import Measured
    from uegraph.network import Network

STEADY: Final = 0.1
"""A rank is steady where nine draws in ten move it by no more than this share of the ranks."""

FEWEST: Final = 20
"""With fewer draws than this nothing could be said of nine in ten."""

FEWEST_PIVOTS: Final = 1_000
"""From how many points an estimate starts at least; see ``paths.PIVOTS``."""

EFFORT: Final = 1.2e9
"""How much work all draws together may cost, in steps from a point over a link: some 15 seconds."""

_PER_LINK: Final = 50.0
"""What projecting and measuring cost for each link, in the same unit."""

_PER_STEP: Final = {"betweenness": 1.0, "closeness": 0.07}
"""What measures that go from every point over every link cost for each such step."""


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """Where each point ranks, and where it would rank had less been recorded.

    Rank 1 has the highest figure. Points with the same figure share the best of their ranks, and
    those for which the figure is not defined share the rank after all others. All arrays are by
    code.

    Attributes:
        now: What was measured on the whole network.
        rank: The rank of each point now.
        low: The 5th percentile of its ranks over the draws, the better end.
        high: The 95th percentile: nine draws in ten lie between the two, if not more.
        best: The best rank in any draw.
        worst: The worst.
        often: The share of draws in which it was among the first ``top``.
        top: How many are the first.
        steady: Whether ``low`` and ``high`` are no more than a tenth of the linked points apart.
        agreement: Spearman's rank correlation of the draws with the ranking now, on average; 1
            where the order never changes, None where all points rank alike.
        draws: How many draws there were.
        every: Whether these are all ways of leaving out so much, each once.
        left_out: How many were left out each time.
        total: Of how many.
        noun: Of what: ``activity`` or ``link``.
        note: What was done, and what a reader must know of it, in words.
    """

    now: Measured
    rank: np.ndarray
    low: np.ndarray
    high: np.ndarray
    best: np.ndarray
    worst: np.ndarray
    often: np.ndarray
    top: int
    steady: np.ndarray
    agreement: float | None
    draws: int
    every: bool
    left_out: int
    total: int
    noun: str
    note: str

    def told(self, point: int) -> str:
        """The rank of a point and its range as a sentence.

        Args:
            point: The code of the point.
        """
        if np.isnan(self.now.values[point]):
            return f"The {self.now.name} of this point is not defined."
        rank, low, high = (int(ranks[point]) for ranks in (self.rank, self.low, self.high))
        sharing = int(np.count_nonzero(self.rank == self.rank[point])) - 1
        place = f"{ordinal(rank).capitalize()} of {len(self.rank):,}"
        shared = f", with {many(sharing, 'other')}" if sharing else ""
        if not self.left_out:
            return f"{place}{shared}; nothing was left out."
        between = (
            f"{ordinal(low)} in"
            if low == high
            else f"between {ordinal(low)} and {ordinal(high)} in"
        )
        return f"{place}{shared}; {between} at least 90% of draws."


def sensitivity(  # noqa: PLR0913 - six ways to ask, each by name
    of: Network | nx.Graph[Any],
    measure: Callable[..., Measured],
    *,
    drop: float = DROP,
    times: int = TIMES,
    seed: int = 1,
    top: int = 10,
    lowest_first: bool = False,
) -> Sensitivity:
    """How sure a ranking is: where each point would rank, had some activities not been recorded.

    One activity in ten is left out, the network derived anew, the measure taken again, 200 times.
    Where there are no more ways than that to leave so much out, each is taken once instead. Links
    that a source states stay. A network that rests on no activities loses links.

    It shows how far a rank hangs on single activities that are on record. Of activities that nobody
    recorded it knows nothing: a point without a link stays without one in every draw. In random
    networks rankings get worse smoothly with the share that is missing [1]; how fast depends on the
    shape of the network [2], which is why it is tried on the network itself.

    Where all draws together would take longer than ``EFFORT``, there are fewer, at least
    ``FEWEST``; where even these would, betweenness is estimated in the draws. ``note`` says so.

    Args:
        of: The network.
        measure: Any measure with one figure a point, such as ``betweenness``; options with
            ``functools.partial``.
        drop: The share of activities to leave out, rounded up to whole ones.
        times: How many draws.
        seed: Which draws. Activities are drawn in the order of their IRIs.
        top: ``often`` is how often a point is among so many first.
        lowest_first: Whether the lowest figure ranks first, as with constraint.

    Raises:
        ParameterError: A number is out of range.

    >>> import networkx as nx
    >>> from uegraph.metrics.network.paths import betweenness
    >>> found = sensitivity(nx.star_graph(5), betweenness, top=1)
    >>> found.told(0)
    'First of 6; first in at least 90% of draws.'
    >>> found.note.split(". ")[0]
    '1 of 5 links was left out in each of all 5 ways'

    References:
        [1] S. Borgatti, K. Carley and D. Krackhardt, "On the robustness of centrality measures
            under conditions of imperfect data", Social Networks 28 (2006), 124-136.
        [2] T. Frantz, M. Cataldo and K. Carley, "Robustness of centrality measures under
            uncertainty", Computational and Mathematical Organization Theory 15 (2009), 303-328.
    """
    _check(drop, times, top)
    net = as_network(of)
    parts = parts_of(net)
    left_out = left_out_of(parts, drop)
    now = measure(net)
    plan = _plan(net, measure, now.name, times)
    # There are as many ways as parts, or more, unless all stay: no need for a number that long.
    few = not left_out or len(parts) <= plan.draws
    every = few and comb(len(parts), left_out) <= plan.draws
    sign = 1 if lowest_first else -1
    rank = ranks_of(sign * now.values)
    ranks = rank[None]  # what it is with nothing left out
    if left_out:
        drawn = draws(parts, left_out, plan.draws, seed, every=every)
        ranks = np.array([ranks_of(sign * plan.measure(less).values) for less in drawn])
    ordered = np.sort(ranks, axis=0)
    last = len(ordered) - 1
    # The nearest ranks outwards: nine draws in ten lie between them, or more.
    low, high = ordered[int(np.floor(0.05 * last))], ordered[int(np.ceil(0.95 * last))]
    span = max(1.0, STEADY * np.count_nonzero(net.degree))
    return Sensitivity(
        now=now, rank=rank, low=low, high=high, best=ordered[0], worst=ordered[-1],
        often=(ranks <= top).mean(axis=0), top=top, steady=high - low <= span,
        agreement=agreement(rank, ranks), draws=len(ranks), every=every,
        left_out=left_out, total=len(parts), noun=parts.noun,
        note=_note(parts, left_out, len(ranks), every=every, plan=plan),
    )  # fmt: skip


def _check(drop: float, times: int, top: int) -> None:
    """Refuses what cannot be drawn.

    Raises:
        ParameterError: A number is out of range.
    """
    if not 0 <= drop < 1:
        raise ParameterError(f"A share of {drop} cannot be left out. Give 0 or more, below 1.")
    for name, given in (("times", times), ("top", top)):
        if given < 1:
            raise ParameterError(f"'{name}' is {given}. Give 1 or more.")


@dataclass(frozen=True, slots=True)
class _Plan:
    """How to measure each draw, how often, and what that leaves to be said."""

    measure: Callable[[Network], Measured]
    draws: int
    remark: str


def _plan(net: Network, measure: Callable[..., Measured], name: str, times: int) -> _Plan:
    """As many draws as were asked for or, on a large network, as the work allows."""
    entries = max(int(net.matrix.nnz), 1)
    effort = entries * (_PER_LINK + _PER_STEP.get(name, 0.0) * len(net))
    draws = int(min(times, max(FEWEST, EFFORT / effort)))
    fewer = f"The network is large, so there were fewer draws than {times:,}." * (draws < times)
    if draws * effort <= EFFORT or "pivots" not in signature(measure).parameters:
        return _Plan(measure, draws, fewer)
    pivots = max(FEWEST_PIVOTS, int(EFFORT / draws / entries))
    if pivots >= len(net):
        return _Plan(measure, draws, fewer)
    estimated = (
        f"In the draws {name} was estimated from {pivots:,} points, which widens the ranges."
    )
    return _Plan(lambda drawn: measure(drawn, pivots=pivots), draws, f"{fewer} {estimated}".strip())


def _note(parts: Parts, left_out: int, done: int, *, every: bool, plan: _Plan) -> str:
    """What was left out, how often, and what else a reader must know."""
    noun = counted(parts)
    if not left_out:
        return f"Nothing was left out of {noun}: the ranges are the ranks."
    how = f"in each of all {done:,} ways" if every else f"in each of {many(done, 'draw')}"
    was = f"{left_out:,} of {noun} {'was' if left_out == 1 else 'were'} left out {how}."
    return " ".join(said for said in (was, parts.remark, "" if every else plan.remark) if said)
