"""Every triangle of a network once, in pieces: what measures of open and closed threes rest on.

Linked pairs are turned towards the end with more links and only walked that way, so a point with
many links is never walked through: the work is at most links × √links, not the square of the
largest degree, and the memory is that of one piece [1].

References:
    [1] N. Chiba and T. Nishizeki, "Arboricity and subgraph listing algorithms", SIAM Journal on
        Computing 14 (1985), 210-223.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scipy.sparse import csr_array

PIECE: Final = 2_000_000
"""How many candidates for a triangle are looked at together."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """The linked pairs of a network, each once.

    Attributes:
        low: The code of each pair's end that has fewer links (of equals, the smaller code).
        high: The code of the other end.
        size: How many points the network has.
        keys: One number a pair, ascending, made of the places of its ends by number of links.
        places: Each point's place by number of links.
    """

    low: np.ndarray
    high: np.ndarray
    size: int
    keys: np.ndarray
    places: np.ndarray

    def numbers(self, one: np.ndarray, other: np.ndarray) -> np.ndarray:
        """The numbers of pairs that are linked, given by their ends in either order."""
        first, second = self.places[one], self.places[other]
        keys = np.minimum(first, second) * self.size + np.maximum(first, second)
        found: np.ndarray = np.searchsorted(self.keys, keys)
        return found

    def triangles(self) -> Iterator[tuple[np.ndarray, np.ndarray, np.ndarray]]:
        """Triangles a, b, c as the numbers of their pairs ab, ac and bc, in that order of places.

        So a is the low end of ab and of ac, b the high end of ab and the low end of bc, and c the
        high end of ac and of bc.
        """
        if not len(self.keys):
            return
        first, second = np.divmod(self.keys, self.size)
        starts = np.searchsorted(first, np.arange(self.size + 1))
        onward = np.diff(starts)[second]
        walked = np.concatenate([[0], np.cumsum(onward)])
        cuts = np.searchsorted(walked, np.arange(PIECE, walked[-1], PIECE))
        edges = np.unique(np.concatenate([[0], cuts, [len(self.keys)]]))
        for begin, end in pairwise(edges.tolist()):
            ab = np.repeat(np.arange(begin, end), onward[begin:end])
            bc = np.arange(walked[begin], walked[end]) - walked[ab] + starts[second[ab]]
            wanted = first[ab] * self.size + second[bc]
            ac = np.minimum(np.searchsorted(self.keys, wanted), len(self.keys) - 1)
            closed = self.keys[ac] == wanted
            yield ab[closed], ac[closed], bc[closed]


def linked_pairs(links: csr_array) -> Pairs:
    """The pairs that a symmetric matrix links; what is on its diagonal is left out."""
    size = links.shape[0]
    degree = np.diff(links.indptr)
    by_degree = np.lexsort((np.arange(size), degree))
    places = np.empty(size, dtype=np.int64)
    places[by_degree] = np.arange(size)
    first, second = places[np.repeat(np.arange(size), degree)], places[links.indices]
    onward = first < second
    keys = np.sort(first[onward] * size + second[onward])
    low, high = np.divmod(keys, size) if size else (keys, keys)
    return Pairs(by_degree[low], by_degree[high], size, keys, places)
