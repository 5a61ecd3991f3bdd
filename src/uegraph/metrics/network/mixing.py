"""Do bodies work with their own kind: assortativity and the E-I index.

Both compare links within groups, such as sectors, with links between them. Assortativity [1] asks
how far links go within groups beyond what the groups' shares of links would give: 1 if all do, 0 if
as by chance, below 0 if links avoid their own group. The E-I index [2] is plainer: links between
groups less links within them, over all: -1 if all stay within, 1 if all go out. As small groups
have few partners within, it is shown with what it would be if links fell at random on pairs.

A point of unknown group belongs to no group: its links are left out of either figure and counted.
The bounds of the E-I index say what it would be if all of them stayed within, or all went out.

References:
    [1] M. E. J. Newman, "Mixing patterns in networks", Physical Review E 67 (2003), 026126.
    [2] D. Krackhardt and R. N. Stern, "Informal networks and organizational crises: an experimental
        simulation", Social Psychology Quarterly 51 (1988), 123-140.
    [3] S. P. Borgatti, M. G. Everett and L. C. Freeman, UCINET, Network > Cohesion > E-I index.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from uegraph.metrics.network.grouping import grouped, sorted_out
from uegraph.metrics.network.model import Total
from uegraph.network import as_network
from uegraph.words import many

if TYPE_CHECKING:
    from collections.abc import Sequence

    import networkx as nx

    from uegraph.metrics.network.grouping import Grouping, Links
    from uegraph.network import Network

TIMES: Final = 1000
SAME: Final = 1e-12
"""Figures that differ by less are the same: they come from other sums of the same numbers."""


@dataclass(frozen=True, slots=True)
class Mixed:
    """The E-I index of the whole network or of one group.

    Attributes:
        group: The group; None for the whole.
        points: How many points of known group there are (in it).
        internal: How many links stay within a group. For one group: the links between its members,
            counted from both ends.
        external: How many links lead from one group to another (from this group to another).
        not_known: How many links (of its members) have an end of unknown group.
        index: (external - internal) ÷ (external + internal); None without such links.
        low: What it would be if every link that is not known stayed within; None without links.
        high: What it would be if every one of those went out.
        expected: What it would be if links fell at random on pairs of points of known group;
            None where there are fewer than two.
        as_low: Of random draws, the share whose index is as low or lower; None without draws.
        as_high: The share whose index is as high or higher.
    """

    group: str | None
    points: int
    internal: int
    external: int
    not_known: int
    index: float | None
    low: float | None
    high: float | None
    expected: float | None
    as_low: float | None
    as_high: float | None


@dataclass(frozen=True, slots=True)
class Mixing:
    """The E-I index of the whole, of each group and of each point.

    Attributes:
        whole: The whole network.
        groups: Each group, by name.
        points: Each point's index, by code; NaN where its group is not known or where it has no
            link with a point of known group.
        not_known: How many links of each point lead to a point of unknown group.
        unknown: How many points have no known group.
        times: How many random draws there were.
        seed: The seed of the draws.
        engine: What reckoned it.
    """

    whole: Mixed
    groups: tuple[Mixed, ...]
    points: np.ndarray
    not_known: np.ndarray
    unknown: int
    times: int
    seed: int
    engine: str = "numpy"


def assortativity(of: Network | nx.Graph[str], groups: Sequence[str | None]) -> Total:
    """How far bodies link with their own group beyond chance, from about -1 to 1 (all within).

    With e[g,h] the share of links from group g to h and a, b its sums, r = (Σ e[g,g] - Σ a[g] b[g])
    ÷ (1 - Σ a[g] b[g]); a link without direction counts once each way. Each pair counts once,
    however strong.

    Args:
        of: The network.
        groups: Each point's group, by code; None where it is not known: its links are left out.

    Returns:
        The coefficient; None where no link joins known groups or all links are of one group.

    Raises:
        ParameterError: There is not one group a point.

    >>> import networkx as nx
    >>> path = nx.Graph([("a", "b"), ("b", "c"), ("c", "d")])
    >>> round(assortativity(path, ["north", "north", "south", "south"]).value, 4)
    0.3333
    """
    net = as_network(of)
    grouping = grouped(groups, len(net))
    links = sorted_out(net, grouping)
    lost = many(links.left_out, "link")
    note = f"{lost} with a point of unknown group left out" if links.left_out else ""
    one, other = grouping.codes[links.one], grouping.codes[links.other]
    if not len(one):
        return Total("assortativity", None, note=note)
    if not net.directed:
        one, other = np.concatenate([one, other]), np.concatenate([other, one])
    within, every = int((one == other).sum()), len(one)
    starts, arrivals = (np.bincount(each, minlength=len(grouping.names)) for each in (one, other))
    chance = int(starts @ arrivals)
    value = (within * every - chance) / (every**2 - chance) if chance < every**2 else None
    return Total("assortativity", value, note=note)


def degree_assortativity(of: Network | nx.Graph[str]) -> Total:
    """Whether well-linked bodies work with each other (above 0) or with little-linked ones (below).

    The correlation, over links, of the numbers of links at either end; in a directed network of the
    links that leave the source with those that arrive at the target.

    Returns:
        The coefficient from -1 to 1; None without links, or where all ends are alike.

    >>> import networkx as nx
    >>> degree_assortativity(nx.star_graph(5)).value
    -1.0
    """
    net = as_network(of)
    rows = np.repeat(np.arange(len(net)), np.diff(net.pattern.indptr))
    leaving = np.bincount(rows, minlength=len(net))
    arriving = np.bincount(net.pattern.indices, minlength=len(net))
    one, other = leaving[rows].astype(float), arriving[net.pattern.indices].astype(float)
    if not len(one) or np.ptp(one) == 0 or np.ptp(other) == 0:
        return Total("degree assortativity", None)
    one, other = one - one.mean(), other - other.mean()
    value = float(one @ other / np.sqrt((one @ one) * (other @ other)))
    return Total("degree assortativity", max(-1.0, min(value, 1.0)))


def ei_index(
    of: Network | nx.Graph[str],
    groups: Sequence[str | None],
    *,
    times: int = TIMES,
    seed: int = 1,
) -> Mixing:
    """Whether bodies work outside their own group (towards 1) or within it (towards -1).

    For the whole each link counts once. For a group and a point each link of a member counts, from
    that member's end, so a link within the group counts twice: the groups' figures, weighed by
    their links, then make up the whole's. In a directed network links count whichever way they
    lead. The test hands the groups out anew at random ``times`` times, as UCINET does [3], sizes
    and links as they are, with numpy's generator seeded with ``seed``; ``as_low`` is (1 + draws as
    low or lower) ÷ (1 + draws), so never 0.

    Args:
        of: The network.
        groups: Each point's group, by code; None where it is not known.
        times: How many draws; 0 for none.
        seed: The seed of the draws.

    Raises:
        ParameterError: There is not one group a point.

    >>> import networkx as nx
    >>> path = nx.Graph([("a", "b"), ("b", "c"), ("c", "d")])
    >>> found = ei_index(path, ["north", "north", "south", "south"], times=0)
    >>> round(found.whole.index, 4), round(found.whole.expected, 4), found.points.tolist()
    (-0.3333, 0.3333, [-1.0, 0.0, 0.0, -1.0])
    """
    net = as_network(of)
    grouping = grouped(groups, len(net))
    links = sorted_out(net, grouping)
    draws = _draws(links, grouping, times, seed)
    found = [_mixed(links, grouping, number, draws) for number in range(len(grouping.names))]
    with np.errstate(invalid="ignore"):
        points = (links.outside - links.within) / (links.outside + links.within)
    return Mixing(
        whole=_mixed(links, grouping, None, draws),
        groups=tuple(found),
        points=points,
        not_known=links.doubtful,
        unknown=grouping.unknown,
        times=times,
        seed=seed,
    )


def _mixed(links: Links, grouping: Grouping, number: int | None, draws: np.ndarray) -> Mixed:
    """The index of a group by its number, or of the whole."""
    members = grouping.known if number is None else grouping.codes == number
    ends = (int(each[members].sum()) for each in (links.within, links.outside, links.doubtful))
    internal, external, doubtful = ends
    if number is None:
        internal, external, doubtful = internal // 2, external // 2, links.left_out
    linked, difference = internal + external, external - internal
    index = difference / linked if linked else None
    every = linked + doubtful
    as_low, as_high = _tails(draws[:, -1 if number is None else number], index)
    return Mixed(
        group=None if number is None else grouping.names[number],
        points=int(members.sum()),
        internal=internal,
        external=external,
        not_known=doubtful,
        index=index,
        low=(difference - doubtful) / every if every else None,
        high=(difference + doubtful) / every if every else None,
        expected=_expected(grouping, number),
        as_low=as_low,
        as_high=as_high,
    )


def _expected(grouping: Grouping, number: int | None) -> float | None:
    """The index if links fell at random on pairs of points of known group."""
    sizes = grouping.sizes
    points = int(sizes.sum())
    if points < 2:
        return None
    if number is not None:
        own = int(sizes[number])
        return (points - own - (own - 1)) / (points - 1)
    within = int((sizes * (sizes - 1)).sum())
    return 1 - 2 * within / (points * (points - 1))


def _draws(links: Links, grouping: Grouping, times: int, seed: int) -> np.ndarray:
    """The index of each group, and last of the whole, with groups handed out at random."""
    count, known = len(grouping.names), grouping.known
    rng = np.random.default_rng(seed)
    ends = links.within + links.outside
    codes, given = grouping.codes.copy(), grouping.codes[known]
    found = np.full((times, count + 1), np.nan)
    with np.errstate(invalid="ignore"):
        for draw in range(times):
            codes[known] = rng.permutation(given)
            one = codes[links.one]
            within = np.bincount(one[one == codes[links.other]], minlength=count)
            every = np.bincount(codes[known], weights=ends[known], minlength=count)
            found[draw, :count] = (every - 4 * within) / every
            found[draw, count] = 1 - 2 * within.sum() / np.float64(len(one))
    return found


def _tails(draws: np.ndarray, index: float | None) -> tuple[float | None, float | None]:
    """The shares of draws that are as low and as high as the index."""
    draws = draws[~np.isnan(draws)]
    if index is None or not len(draws):
        return None, None
    low, high = (draws <= index + SAME).sum(), (draws >= index - SAME).sum()
    return (1 + int(low)) / (1 + len(draws)), (1 + int(high)) / (1 + len(draws))
