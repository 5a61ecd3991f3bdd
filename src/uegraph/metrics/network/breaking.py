"""Where a network would fall apart: its components, and the points and links that hold it together.

All are found in one pass, whatever the size (see ``blocks``): nothing is deleted to see what
happens. Directions of links do not count here: contact is contact. Figures are exact and only ever
about what is recorded: two who lose contact here may well know each other.

References:
    [1] Wasserman, S. and Faust, K. (1994). Social Network Analysis. Cambridge University Press,
        sections 4.2.3 (components) and 4.3.3 (cutpoints and bridges).
    [2] Harary, F. and Prins, G. (1966). The block-cutpoint-tree of a graph. Publicationes
        Mathematicae Debrecen 13, 103-107.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from uegraph.metrics.network.blocks import Blocks, blocks
from uegraph.metrics.network.order import by_name, in_order, numbered, places, unlinked
from uegraph.metrics.network.resting import rests_on, two_modes
from uegraph.network import Network, as_network

if TYPE_CHECKING:
    import networkx as nx


@dataclass(frozen=True, slots=True)
class Components:
    """The parts of a network between which there is no recorded contact, the largest first.

    Attributes:
        membership: The number of each point's component, by code; 0 is the largest, and of equal
            ones that with the first name. An isolate is a component of its own.
        sizes: How many points each component has.
        isolates: The codes of the points with no recorded link, by name.
        engine: What found them.
    """

    membership: np.ndarray
    sizes: np.ndarray
    isolates: np.ndarray
    engine: str = "scipy"
    _order: np.ndarray = field(default_factory=lambda: np.empty(0, int), repr=False)

    def __len__(self) -> int:
        """How many components there are, isolates among them."""
        return len(self.sizes)

    def members(self, number: int) -> np.ndarray:
        """The codes of the points of a component, by name."""
        return in_order(np.flatnonzero(self.membership == number), self._order)


@dataclass(frozen=True, slots=True)
class _Falling:
    """What tells who is in which part once something is lost.

    Attributes:
        tree: The blocks of the network.
        hanging: The tops of the branches that fall, see ``Blocks.hanging``.
        order: The place of each code in the order of names.
        first: The code from which on something may be lost; where it is not 0, codes before it are
            points and those from it on are activities, which are in no part.
    """

    tree: Blocks
    hanging: np.ndarray
    order: np.ndarray
    first: int

    @property
    def counted(self) -> np.ndarray:
        """Whether each code is one of a point."""
        return np.arange(len(self.order)) < (self.first or len(self.order))

    def parts(self, lost: int) -> tuple[np.ndarray, ...]:
        """The codes of each part, by name; the largest first, of equal ones that named first."""
        mine = self.hanging[self.tree.parent[self.hanging] == lost]
        mine = mine[np.argsort(self.tree.block[mine], kind="stable")]
        groups = np.split(mine, np.flatnonzero(np.diff(self.tree.block[mine])) + 1)
        parts = [np.concatenate([self.tree.branch(top) for top in group]) for group in groups]
        if self.tree.root[lost] != lost:
            whole = self.tree.branch(int(self.tree.root[lost]))
            parts.append(np.setdiff1d(whole, np.append(np.concatenate(parts), lost)))
        counted = self.counted
        named = [in_order(part[counted[part]], self.order) for part in parts]
        return tuple(sorted(named, key=lambda part: (-len(part), int(self.order[part[0]]))))


@dataclass(frozen=True, slots=True)
class CutPoint:
    """One whose loss would part others who are in contact now, if only through it.

    Attributes:
        who: Its code: of the point, or of the activity where activities were asked about.
        count: How many would lose contact with the largest part that is left.
        parts: How many points there are in each part that its component would fall into, the
            largest first, itself not counted.
    """

    who: int
    count: int
    parts: tuple[int, ...]
    _falling: _Falling = field(repr=False, compare=False)

    @property
    def members(self) -> tuple[np.ndarray, ...]:
        """The codes of the points of each part, by name, in the order of ``parts``.

        Of parts of the same size the one with the first name comes first.
        """
        return self._falling.parts(self.who + self._falling.first)

    @property
    def lost(self) -> np.ndarray:
        """The codes of those who would lose contact with the largest part, by name."""
        return in_order(np.concatenate(self.members[1:]), self._falling.order)


@dataclass(frozen=True, slots=True)
class Bridge:
    """A contact whose loss would part others: the only way between two sides of a network.

    Attributes:
        one: The code of the end on the larger side; of equal sides, of the end named first.
        other: The code of the end on the smaller side.
        sides: How many points there are on the side of ``one`` and on that of ``other``.
        activities: How many shared activities it rests on: 0 if it is only stated; None if it is
            derived and the network does not tell from what.
        stated: How many links a source states between the two.
    """

    one: int
    other: int
    sides: tuple[int, int]
    activities: int | None
    stated: int
    _tree: Blocks = field(repr=False, compare=False)
    _order: np.ndarray = field(repr=False, compare=False)

    @property
    def count(self) -> int:
        """How many are behind it, on the smaller side."""
        return self.sides[1]

    @property
    def behind(self) -> np.ndarray:
        """The codes of those on the smaller side, by name."""
        under = self.other if self._tree.parent[self.other] == self.one else self.one
        side = self._tree.branch(under) if under == self.other else self._tree.rest(under)
        return in_order(side, self._order)

    @property
    def rests_on_one(self) -> bool | None:
        """Whether a single activity or statement is all that it rests on; None if not known."""
        return None if self.activities is None else self.activities + self.stated == 1


def components(of: Network | nx.Graph[str]) -> Components:
    """Who can reach whom at all: between two components no contact is recorded.

    The weak components of a directed network. An empty network has none. Exact; engine: scipy.

    >>> import networkx as nx
    >>> graph = nx.path_graph(["ann", "bob", "cas"])
    >>> graph.add_node("dan")
    >>> found = components(graph)
    >>> found.sizes.tolist(), found.isolates.tolist()
    ([3, 1], [3])

    References:
        [1] above.
    """
    net = as_network(of)
    tree, order = _blocks(net), by_name(net)
    membership = numbered(tree.root, order)
    isolates = unlinked(net)
    return Components(membership, np.bincount(membership), isolates, _order=order)


def cut_points(of: Network | nx.Graph[str]) -> tuple[CutPoint, ...]:
    """If one leaves, these lose contact: each point whose loss breaks its component.

    Those by whom most would be lost come first, then by name. Who would be lost is listed only
    when asked for. Neither isolates nor the ends of a lone link are cut points: nobody else loses
    contact by their leaving. Exact; engine: scipy.

    >>> import networkx as nx
    >>> [(each.who, each.count) for each in cut_points(nx.path_graph(["ann", "bob", "cas"]))]
    [(1, 1)]

    References:
        [1] and [2] above.
    """
    net = as_network(of)
    return _cut_points(_blocks(net), by_name(net), 0)


def cut_activities(of: Network | nx.Graph[str]) -> tuple[CutPoint, ...]:
    """Had one activity not taken place, these would not be in contact: by code of the activity.

    Points are held together by the activities that link them and by what is stated. An activity
    with a single point that is linked by nothing else parts nobody; neither does one whose points
    all meet otherwise. Activities too large to link anybody are left out. Empty where the network
    does not tell its activities. ``who`` is a code of ``Incidence.activities``; only points are
    counted and named in the parts. Ties are cut by name, then IRI. Exact; engine: scipy.

    References:
        [1] and [2] above, over the two-mode network of points and activities.
    """
    net = as_network(of)
    if net.incidence is None:
        return ()
    order = np.concatenate([by_name(net), len(net) + places(net.incidence.activities)])
    return _cut_points(blocks(two_modes(net)), order, len(net))


def bridges(of: Network | nx.Graph[str]) -> tuple[Bridge, ...]:
    """The contacts on which a whole side hangs: without such a one, two sides lose touch.

    Those with most behind them come first, then by name. A contact that rests on several
    activities, or that is stated as well, is less easily lost: each bridge tells. A contact with
    somebody who has no other is a bridge too, with one behind it. Exact; engine: scipy.

    >>> import networkx as nx
    >>> [(each.one, each.other, each.sides) for each in bridges(nx.path_graph(["ann", "bob"]))]
    [(0, 1, (1, 1))]

    References:
        [1] above.
    """
    net = as_network(of)
    tree, order = _blocks(net), by_name(net)
    under = tree.lone
    over = tree.parent[under]
    below = tree.size[under]
    beyond = tree.size[tree.root[under]] - below
    # `one` is over the link unless more, or as many and an earlier name, are under it.
    turned = (below > beyond) | ((below == beyond) & (order[under] < order[over]))
    one, other = np.where(turned, under, over), np.where(turned, over, under)
    large, small = np.maximum(below, beyond), np.minimum(below, beyond)
    ranks = np.lexsort((order[other], order[one], -small))
    rests = rests_on(net, one[ranks], other[ranks])
    sides = zip(large[ranks].tolist(), small[ranks].tolist(), strict=True)
    ends = zip(one[ranks].tolist(), other[ranks].tolist(), sides, *rests, strict=True)
    return tuple(Bridge(*each, tree, order) for each in ends)


def _blocks(net: Network) -> Blocks:
    found: Blocks = net.kept("blocks", lambda: blocks(net.neighbours))
    return found


def _cut_points(tree: Blocks, order: np.ndarray, first: int) -> tuple[CutPoint, ...]:
    """Those with codes from ``first`` on whose loss breaks their component, in order."""
    falling = _Falling(tree, tree.hanging, order, first)
    owners, sizes = _parts(falling)
    starts = np.flatnonzero(np.diff(owners, prepend=-1))
    ends = np.append(starts[1:], len(owners))
    lost = np.add.reduceat(sizes, starts) - sizes[starts] if len(starts) else starts
    cuts = np.flatnonzero((ends - starts > 1) & (owners[starts] >= first))
    ranks = cuts[np.lexsort((order[owners[starts[cuts]]], -lost[cuts]))]
    told = sizes.tolist()
    figures = (each[ranks].tolist() for each in (owners[starts] - first, lost, starts, ends))
    return tuple(
        CutPoint(who, count, tuple(told[start:end]), falling)
        for who, count, start, end in zip(*figures, strict=True)
    )


def _parts(falling: _Falling) -> tuple[np.ndarray, np.ndarray]:
    """The sizes of the parts that would be left without each code: by code, the largest first."""
    tree, hanging = falling.tree, falling.hanging
    sizes = tree.added_up(falling.counted.astype(np.int64))
    below = np.zeros(len(tree.top), dtype=np.int64)
    np.add.at(below, tree.block[hanging], sizes[hanging])
    tops, which = np.unique(tree.top, return_inverse=True)
    rest = sizes[tree.root[tops]] - falling.counted[tops]
    np.subtract.at(rest, which, below)
    # Nothing is above a root, so without it there is no other part.
    above = tree.root[tops] != tops
    owners = np.concatenate([tree.top, tops[above]])
    found = np.concatenate([below, rest[above]])
    ranks = np.lexsort((-found, owners))
    return owners[ranks], found[ranks]
