"""How the figures of a whole network move when some of the record is left out.

A record of what people thought worth telling is not complete. Nobody knows what is missing; but
leaving out a tenth of what is there, many times over, shows which figures would bear it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from uegraph.connections.overview.figures import centralisation, possible_pairs
from uegraph.connections.ranking.places import on_activities
from uegraph.metrics.network.leaving import DROP, TIMES, counted, draws, left_out_of, parts_of
from uegraph.metrics.network.whole import whole

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from uegraph.metrics.network.leaving import Parts
    from uegraph.network import Network

FEWEST: Final = 20
"""With fewer draws the ends of a range mean little."""

_WORK: Final = 40_000_000
"""How many links and points may be looked at in all draws together: about ten seconds."""

_FULL: Final = 500_000
"""Points times links up to which each draw reckons paths and circles too, not only counts."""

_SLOW: Final = (
    "average path length of the largest component",
    "diameter of the largest component",
    "transitivity",
)


@dataclass(frozen=True, slots=True)
class Ranges:
    """Figures with some of the record left out.

    Attributes:
        times: How many draws there were; 0 where nothing was left out.
        low: For each figure by name what one draw in twenty falls below.
        high: What one draw in twenty rises above.
        note: What was drawn, or why nothing was, in words.
    """

    times: int
    low: Mapping[str, float]
    high: Mapping[str, float]
    note: str


def ranges(net: Network, *, drop: float = DROP, times: int = TIMES, seed: int = 1) -> Ranges:
    """The range of each figure when a share of the activities is left out, many times.

    Stated links stay; where no link rests on an activity, links are left out instead. Less record
    can only take links away, so a range does not lie around the figure of today: it says how far
    the figure hangs on single records. In a large network there are fewer draws, as ``note`` says,
    and in a very large one none; how many depends on its size alone.

    Args:
        net: The network.
        drop: The share that each draw leaves out, in whole activities or links, rounded up.
        times: How many draws at most; 0 for none.
        seed: The seed of the draws.
    """
    done = _times(net, times)
    if not done:
        why = "nothing was left out to see"
        if times:
            why = (
                "the network is too large to reckon them anew" if net.pairs else "there is no link"
            )
        return Ranges(0, {}, {}, f"How sure these figures are is not known: {why}.")
    parts = parts_of(on_activities(net))
    left_out = left_out_of(parts, drop)
    full = len(net) * net.pairs <= _FULL
    found: dict[str, list[float]] = {}
    for less in draws(parts, left_out, done, seed):
        for name, value in _figures(less, full=full):
            found.setdefault(name, []).append(value)
    ends = {
        name: np.quantile(each, (0.05, 0.95), method="inverted_cdf")
        for name, each in found.items()
        if len(each) == done
    }
    return Ranges(
        done,
        {name: float(low) for name, (low, _) in ends.items()},
        {name: float(high) for name, (_, high) in ends.items()},
        _note(parts, left_out, (done, times), full=full),
    )


def _figures(net: Network, *, full: bool) -> Iterator[tuple[str, float]]:
    """The figures of one draw; those that are not defined in it are left out."""
    from scipy.sparse.csgraph import connected_components  # noqa: PLC0415 - heavy

    parts, labels = connected_components(net.neighbours, directed=False)
    yield "linked pairs", net.pairs
    yield "isolates", int((net.degree == 0).sum())
    yield "density", net.pairs / max(possible_pairs(net), 1)
    yield "components", parts
    yield "largest part", int(np.bincount(labels).max())
    shared = centralisation(net)
    if shared is not None:
        yield "centralisation", shared
    for total in whole(net) if full else ():
        if total.name in _SLOW and total.value is not None:
            yield total.name, total.value


def _times(net: Network, times: int) -> int:
    """How many draws a network of this size can bear."""
    if not net.pairs:
        return 0
    afforded = int(_WORK // (net.matrix.nnz + len(net)))
    return min(times, max(afforded, FEWEST)) if afforded * 5 >= FEWEST else 0


def _note(parts: Parts, left_out: int, times: tuple[int, int], *, full: bool) -> str:
    done, asked = times
    verb = "was" if left_out == 1 else "were"
    text = (
        f"For the ranges {left_out:,} of {counted(parts)} {verb} left out at random, {done:,} times"
    )
    text += f" (not {asked:,}, as the network is large)" if done < asked else ""
    text += "; nine of ten draws lie in them."
    if not full:
        text += " Path lengths and transitivity were not drawn in a network of this size."
    return " ".join(filter(None, (text, parts.remark)))
