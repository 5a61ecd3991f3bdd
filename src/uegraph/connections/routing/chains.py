"""The best chains of ties between many bodies and one end, and as different ones as there are.

The order is published in ``docs/network.md``: the fewest steps first; then the fewest steps without
a date; then the most recent weakest step; then the most that even the thinnest step rests on; then
the names. No two chains to one end share a body in between.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    import polars as pl

    Ints = np.ndarray[Any, np.dtype[np.int64]]
    Bools = np.ndarray[Any, np.dtype[np.bool_]]
    Columns = tuple[Ints, ...]

_STEP: Final = 1 << 10
"""The length of a step; a step without a date is 1 longer, which no number of them makes a step."""

_NEVER_WEAK: Final = np.iinfo(np.int64).max

_DAY, _STRENGTH = 3, 4


@dataclass(frozen=True, slots=True)
class Door:
    """A last step, from a body to the end.

    Attributes:
        body: The code of the body.
        steps: How many steps it counts for.
        day: The last day on which the two can have met, as an ordinal; None where nobody says.
        strength: How many activities and statements it rests on.
    """

    body: int
    steps: int
    day: int | None
    strength: int


@dataclass(frozen=True, slots=True)
class Chain:
    """A chain of ties to an end.

    Attributes:
        bodies: The codes of the bodies, from the start to the one that opens the door.
        door: The place of the door among those given.
        steps: How many steps it counts for, the door's among them.
    """

    bodies: tuple[int, ...]
    door: int
    steps: int


@dataclass(frozen=True)
class Ties:
    """Who can bring whom together with whom, over columns.

    Attributes:
        size: How many bodies there are.
        frame: ``source``, ``target``, ``day`` (an ordinal, null where nobody says) and
            ``strength``, each pair once.
        order: For each body its place by name.
        closed: The bodies that are never on a chain.
        ends_only: The bodies that can open a door and lead nowhere else.
    """

    size: int
    frame: pl.DataFrame
    order: Ints
    closed: frozenset[int]
    ends_only: frozenset[int]

    @cached_property
    def edges(self) -> Columns:
        """Both ways of each tie that may be walked: from, to, length, day and strength."""
        one, other = (self.frame[name].cast(int).to_numpy() for name in ("source", "target"))
        day, strength = self.frame["day"], self.frame["strength"].cast(int).to_numpy()
        length = _STEP + day.is_null().to_numpy().astype(np.int64)
        days = day.cast(int).fill_null(_NEVER_WEAK).to_numpy()
        both = (np.concatenate([one, other]), np.concatenate([other, one]))
        kept = ~self._marked(self.closed | self.ends_only)[both[0]]
        kept &= ~self._marked(self.closed)[both[1]]
        twice = (np.concatenate([column, column])[kept] for column in (length, days, strength))
        return (both[0][kept], both[1][kept], *twice)

    def chains(
        self, starts: Sequence[int], doors: Sequence[Door], *, steps: int, top: int
    ) -> Iterator[Chain]:
        """The best chains from any of the starts through any of the doors, the best first.

        Args:
            starts: The codes of the bodies to start from.
            doors: The last steps.
            steps: How many steps a chain may count at most.
            top: How many chains at most.
        """
        used: set[int] = set()
        for _ in range(top):
            found = self.reach(starts, steps=steps, used=used).best(doors)
            if found is None:
                return
            yield found
            used.update(found.bodies[1:] or found.bodies)

    def reach(
        self, starts: Sequence[int], *, steps: int, used: Collection[int] = frozenset()
    ) -> Reach:
        """How the starts reach others in so many steps, without what was used before."""
        one, other, length, *_ = self.edges
        shut = self._marked(used)
        kept = np.flatnonzero(~shut[one] & ~shut[other])
        shape = (self.size, self.size)
        graph = csr_array((length[kept].astype(float), (one[kept], other[kept])), shape=shape)
        barred = {*used, *self.closed}
        begin = [code for code in starts if code not in barred]
        far = np.full(self.size, np.inf)
        if begin:
            most = float((steps + 1) * _STEP - 1)
            far = dijkstra(graph, indices=begin, min_only=True, limit=most)
        with np.errstate(invalid="ignore"):
            tight = kept[far[one[kept]] + length[kept] == far[other[kept]]]
        into = csr_array((tight + 1, (other[tight], one[tight])), shape=shape)
        return Reach(self, steps, far, into)

    def _marked(self, codes: Collection[int]) -> Bools:
        marked = np.zeros(self.size, dtype=bool)
        marked[[*codes]] = True
        return marked


@dataclass(frozen=True)
class Reach:
    """How far the starts reach, and by which ties.

    Attributes:
        ties: The ties.
        steps: How many steps a chain may count at most.
        far: How far each body is from the nearest start; infinite beyond so many steps.
        into: For each body the shortest ways into it: from where, and which edge (from 1).
    """

    ties: Ties
    steps: int
    far: np.ndarray
    into: csr_array

    def best(self, doors: Sequence[Door]) -> Chain | None:
        """The best chain through one of the doors, where there is one."""
        ways = [self.far[door.body] + door.steps * _STEP + (door.day is None) for door in doors]
        nearest = min(ways, default=np.inf)
        if not nearest < (self.steps + 1) * _STEP:
            return None
        last = [place for place, way in enumerate(ways) if way == nearest]
        ends = _Ends(
            np.array([doors[place].body for place in last]),
            np.array([_NEVER_WEAK if (day := doors[place].day) is None else day for place in last]),
            np.array([doors[place].strength for place in last]),
            np.array(last),
        )
        web = self._web(ends)
        for column in (_DAY, _STRENGTH):
            web, ends = self._widest(web, ends, column)
        chain, door = self._first_by_name(web, ends)
        return Chain(chain, door, int(nearest) // _STEP)

    def _web(self, ends: _Ends) -> Columns:
        """The edges of all shortest chains to the ends, sorted by how far they lead."""
        kept = [np.zeros(0, dtype=np.int64)]
        front = np.unique(ends.body)
        seen = np.zeros(self.ties.size, dtype=bool)
        while len(front):
            seen[front] = True
            rows = self.into[front]
            kept.append(rows.data - 1)
            front = np.unique(rows.indices)
            front = front[~seen[front]]
        chosen = np.unique(np.concatenate(kept))
        to = self.ties.edges[1]
        ordered = chosen[np.argsort(self.far[to[chosen]], kind="stable")]
        return tuple(column[ordered] for column in self.ties.edges)

    def _layers(self, web: Columns) -> list[slice]:
        """The edges in parts that lead equally far, the nearest first."""
        far = self.far[web[1]]
        first = np.flatnonzero(np.diff(far, prepend=-1.0)).tolist()
        return [slice(at, past) for at, past in pairwise([*first, len(far)])]

    def _widest(self, web: Columns, ends: _Ends, column: int) -> tuple[Columns, _Ends]:
        """Only the chains whose smallest value of a column is the largest there is."""
        one, other, value = web[0], web[1], web[column]
        width = np.where(self.far == 0, _NEVER_WEAK, -1)
        for part in self._layers(web):
            np.maximum.at(width, other[part], np.minimum(width[one[part]], value[part]))
        at_end = np.minimum(width[ends.body], ends.day if column == _DAY else ends.strength)
        limit = at_end.max()
        kept = (value >= limit) & (width[one] >= limit)
        return tuple(item[kept] for item in web), ends.only(at_end >= limit)

    def _first_by_name(self, web: Columns, ends: _Ends) -> tuple[tuple[int, ...], int]:
        """Of chains that are alike in all else the first by the names of its bodies."""
        one, other, order = web[0], web[1], self.ties.order
        leads = np.zeros(self.ties.size, dtype=bool)
        leads[ends.body] = True
        for part in reversed(self._layers(web)):
            leads[one[part][leads[other[part]]]] = True
        chain = [_first(np.flatnonzero(leads & (self.far == 0)), order)]
        last = dict(zip(ends.body.tolist()[::-1], ends.place.tolist()[::-1], strict=True))
        while chain[-1] not in last:
            nexts = other[one == chain[-1]]
            chain.append(_first(nexts[leads[nexts]], order))
        return tuple(chain), last[chain[-1]]


def _first(codes: Ints, order: Ints) -> int:
    return int(codes[np.argmin(order[codes])])


@dataclass(frozen=True, slots=True)
class _Ends:
    """The last steps that are as near as any: body, day, strength and place."""

    body: Ints
    day: Ints
    strength: Ints
    place: Ints

    def only(self, kept: Bools) -> _Ends:
        return _Ends(self.body[kept], self.day[kept], self.strength[kept], self.place[kept])
