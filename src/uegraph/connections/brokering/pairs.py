"""The pairs that one point of a network stands between: its contacts that are not linked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from uegraph.network import Network

MOST_CONTACTS: Final = 2_000
"""With more contacts than this the pairs among them are counted, and not looked at one by one."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of contacts of one point that are not linked with each other, one entry a pair.

    Attributes:
        one: The code of one of the two.
        other: The code of the other.
        only: Whether no other point is linked with both.
        strength: The strength of the weaker of the two links with the point.
    """

    one: np.ndarray
    other: np.ndarray
    only: np.ndarray
    strength: np.ndarray

    def chosen(self, wanted: np.ndarray) -> Pairs:
        """Some of the pairs, by place or by whether each is wanted."""
        return Pairs(self.one[wanted], self.other[wanted], self.only[wanted], self.strength[wanted])

    def across(self, groups: np.ndarray) -> np.ndarray:
        """Which pairs are of two groups; not those of which a group is not known (-1)."""
        one, other = groups[self.one], groups[self.other]
        found: np.ndarray = (one >= 0) & (other >= 0) & (one != other)
        return found


def pairs_between(net: Network, point: int) -> Pairs | None:
    """The pairs that a point stands between; None where it has too many contacts to look at each.

    Args:
        net: A network without directions.
        point: The point's code.
    """
    links = net.neighbours
    contacts = links.indices[links.indptr[point] : links.indptr[point + 1]]
    if len(contacts) > MOST_CONTACTS:
        return None
    rows = links[contacts]
    linked = rows[:, contacts].toarray() > 0
    common = (rows @ rows.T).toarray()
    one, other = np.nonzero(np.triu(~linked, k=1))
    strength = net.matrix[[point], :].toarray()[0][contacts]
    weaker = np.minimum(strength[one], strength[other])
    return Pairs(contacts[one], contacts[other], common[one, other] == 1, weaker)


def telling(pairs: Pairs, groups: np.ndarray, order: np.ndarray, most: int) -> Pairs:
    """A few pairs that show best what a point brings together, each body in one of them at most.

    Pairs across groups come first, then those that nobody else brings together, then those whose
    links are strong; ties are cut by name.

    Args:
        pairs: The pairs to choose from.
        groups: The number of each point's group, -1 where it is not known.
        order: Each point's place in the order of names.
        most: How many pairs.
    """
    one, other = order[pairs.one], order[pairs.other]
    ranks = np.lexsort(
        (np.maximum(one, other), np.minimum(one, other), -pairs.strength, ~pairs.only,
         ~pairs.across(groups))
    )  # fmt: skip
    found: list[int] = []
    seen: set[int] = set()
    for place in ranks.tolist():
        ends = {int(pairs.one[place]), int(pairs.other[place])}
        if not ends & seen:
            found.append(place)
            seen |= ends
        if len(found) == most:
            break
    return pairs.chosen(np.array(found, dtype=np.int64))
