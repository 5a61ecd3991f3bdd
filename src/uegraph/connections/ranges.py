"""How the figures of a whole network move when some of the activities are left out.

A record of what people thought worth telling is not complete. Nobody knows what is missing; but leaving
out a tenth of what is there, many times over, shows which figures would bear it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from uegraph.connections.figures import centralisation
from uegraph.metrics.network.whole import whole
from uegraph.network import reproject

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from uegraph.network import Network

DROP: Final = 0.1
TIMES: Final = 200
SEED: Final = 1
FEWEST: Final = 20
"""With fewer draws the ends of a range mean little."""

_WORK: Final = 100_000_000
"""How many links may be looked at in all draws together: about ten seconds."""

_FULL: Final = 500_000
"""Points times links up to which each draw reckons paths and circles too, not only counts."""


@dataclass(frozen=True, slots=True)
class Ranges:
    """Figures with some of the activities left out.

    Attributes:
        times: How many draws there were; 0 where nothing could be left out.
        drop: The share of activities that each leaves out.
        low: For each figure by name what one draw in twenty falls below.
        high: What one draw in twenty rises above.
        note: What was drawn, or why nothing was, in a sentence.
    """

    times: int
    drop: float
    low: Mapping[str, float]
    high: Mapping[str, float]
    note: str


def ranges(net: Network, *, drop: float = DROP, times: int = TIMES, seed: int = SEED) -> Ranges:
    """The range of each figure when a share of the activities is left out, many times.

    Stated links stay. Fewer activities can only take links away, so a range does not lie around the
    figure of today: it says how much the figure hangs on single activities. In a large network there
    are fewer draws, as ``note`` says, and in a very large one none; how many depends on its size alone.

    Args:
        net: The network.
        drop: The share of activities that each draw leaves out, rounded up to whole activities.
        times: How many draws at most.
        seed: The seed of the draws (numpy's PCG64).
    """
    if net.incidence is None or not len(net.incidence.activities) or not _linking(net):
        return _nothing("No link rests on an activity, so none can be left out: how sure the "
                        "figures are is not known.", drop)  # fmt: skip
    done = _times(net, times)
    if not done:
        return _nothing("The network is too large to leave activities out many times: how sure the "
                        "figures are is not reckoned.", drop)  # fmt: skip
    full = len(net) * max(net.pairs, 1) <= _FULL
    found: dict[str, list[float]] = {}
    for keep in _draws(len(net.incidence.activities), drop, done, seed):
        for name, value in _figures(reproject(net, keep), full=full):
            found.setdefault(name, []).append(value)
    ends = {name: np.quantile(each, (0.05, 0.95), method="inverted_cdf") for name, each in
            found.items() if len(each) == done}  # fmt: skip
    return Ranges(
        done, drop,
        {name: float(low) for name, (low, _) in ends.items()},
        {name: float(high) for name, (_, high) in ends.items()},
        _note(done, times, drop, full=full),
    )  # fmt: skip


def _draws(activities: int, drop: float, times: int, seed: int) -> Iterator[np.ndarray]:
    """For each draw which activities are kept."""
    rng = np.random.default_rng(seed)
    left_out = int(np.ceil(activities * drop))
    for _ in range(times):
        keep = np.ones(activities, dtype=bool)
        keep[rng.permutation(activities)[:left_out]] = False
        yield keep


def _figures(net: Network, *, full: bool) -> Iterator[tuple[str, float]]:
    """The figures of one draw; those that are not defined in it are left out."""
    from scipy.sparse.csgraph import connected_components  # noqa: PLC0415 - heavy

    size, degree = len(net), net.degree
    parts, labels = connected_components(net.neighbours, directed=False)
    yield "connection count", net.pairs
    yield "isolates", int((degree == 0).sum())
    yield "average degree", float(degree.mean())
    yield "components", parts
    yield "largest part", int(np.bincount(labels, minlength=1).max())
    shared = centralisation(net)
    if shared is not None:
        yield "centralisation", shared
    if size > 1 and full:
        for total in whole(net):
            if total.name in _PATHS and total.value is not None and np.isfinite(total.value):
                yield total.name, total.value


def _linking(net: Network) -> bool:
    assert net.incidence is not None
    activities = net.incidence.activities
    return bool(((activities["size"] > 1) & (activities["factor"] > 0)).any())


def _times(net: Network, times: int) -> int:
    """How many draws can be afforded."""
    assert net.incidence is not None
    activities = net.incidence.activities
    sizes = activities["size"].to_numpy().astype(float)[activities["factor"].to_numpy() > 0]
    each = float((sizes**2).sum()) + net.matrix.nnz + len(net)
    afforded = int(_WORK // each)
    if afforded < FEWEST:
        return min(times, FEWEST) if FEWEST * each <= 3 * _WORK else 0
    return min(times, afforded)


def _note(done: int, times: int, drop: float, *, full: bool) -> str:
    text = f"{drop:.0%} of the activities were left out at random, {done:,} times"
    if done < times:
        text += f" (not {times:,}, as the network is large)"
    text += "; a range holds nine of ten draws."
    if not full:
        text += " In a network of this size path lengths and transitivity were not drawn."
    return text


def _nothing(why: str, drop: float) -> Ranges:
    return Ranges(0, drop, {}, {}, why)


_PATHS: Final = ("density", "average path length", "diameter", "transitivity")
