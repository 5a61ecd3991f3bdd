"""Points and links by group, where the group of some is not known: never a group of their own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from uegraph.errors import ParameterError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from uegraph.network import Network


@dataclass(frozen=True, slots=True)
class Grouping:
    """Which group each point belongs to.

    Attributes:
        codes: The number of each point's group in ``names``; -1 where it is not known.
        names: The names of the groups, sorted.
    """

    codes: np.ndarray
    names: tuple[str, ...]

    @property
    def known(self) -> np.ndarray:
        """Whether each point's group is known."""
        found: np.ndarray = self.codes >= 0
        return found

    @property
    def unknown(self) -> int:
        """How many points there are whose group is not known."""
        return int((~self.known).sum())

    @property
    def sizes(self) -> np.ndarray:
        """How many points each group has."""
        return np.bincount(self.codes[self.known], minlength=len(self.names))


def grouped(groups: Sequence[str | None], points: int) -> Grouping:
    """The points by group.

    Args:
        groups: Each point's group, by code; None where it is not known.
        points: How many points there are.

    Raises:
        ParameterError: There is not one group a point.
    """
    given = list(groups)
    if len(given) != points:
        raise ParameterError(
            f"{len(given)} groups are given for {points} points: give one a point, by code, "
            "and None where it is not known."
        )
    names = tuple(sorted({name for name in given if name is not None}))
    numbers: dict[str | None, int] = {name: number for number, name in enumerate(names)}
    return Grouping(np.array([numbers.get(name, -1) for name in given], dtype=np.int64), names)


@dataclass(frozen=True, slots=True)
class Links:
    """The links of a network by what they join; each pair once, ordered where links are directed.

    Attributes:
        one: The codes of one end of each link between points of known group.
        other: The codes of the other end.
        within: How many links each point has within its group, by code.
        outside: How many it has with other groups.
        doubtful: How many it has of which an end has no known group.
        left_out: How many links there are of which an end has no known group.
    """

    one: np.ndarray
    other: np.ndarray
    within: np.ndarray
    outside: np.ndarray
    doubtful: np.ndarray
    left_out: int


def sorted_out(net: Network, grouping: Grouping) -> Links:
    """The links of a network by what they join."""
    one = np.repeat(np.arange(len(net)), np.diff(net.pattern.indptr))
    other = net.pattern.indices
    if not net.directed:
        once = one < other
        one, other = one[once], other[once]
    known = grouping.known[one] & grouping.known[other]
    inner = known & (grouping.codes[one] == grouping.codes[other])
    within, outside, doubtful = (
        np.bincount(np.concatenate([one[kind], other[kind]]), minlength=len(net))
        for kind in (inner, known & ~inner, ~known)
    )
    lost = int((~known).sum())
    return Links(one[known], other[known], within, outside, doubtful, lost)
