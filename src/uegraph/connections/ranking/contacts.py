"""The strongest links of points, each with what it rests on, told in short."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final

import numpy as np

from uegraph.connections.model import grounds
from uegraph.connections.naming import called
from uegraph.connections.wording import resting
from uegraph.metrics.network.order import by_name

if TYPE_CHECKING:
    from uegraph.connections.model import Ground
    from uegraph.network import Network

STRONGEST: Final = 3
"""Links that stand for all links of a point."""


@dataclass(frozen=True, slots=True)
class Contact:
    """A strong link of a point.

    Attributes:
        id: The IRI of the other end.
        name: Its name.
        weight: How much the link weighs.
        grounds: What it rests on: what is stated first, then what was shared.
        sentence: The link and what it rests on.
    """

    id: str
    name: str
    weight: float
    grounds: tuple[Ground, ...]
    sentence: str


def strongest(net: Network, codes: np.ndarray) -> list[tuple[Contact, ...]]:
    """The strongest links of each point; of equally strong ones those with the first names."""
    strengths = (net.matrix + net.matrix.T).tocsr() if net.directed else net.matrix
    order, pairs, counts = by_name(net), list[tuple[int, int]](), []
    weights = []
    for code in codes.tolist():
        span = slice(strengths.indptr[code], strengths.indptr[code + 1])
        ends, weight = strengths.indices[span], strengths.data[span]
        first = np.lexsort((order[ends], -weight))[:STRONGEST]
        pairs += [(code, end) for end in ends[first].tolist()]
        weights += weight[first].tolist()
        counts.append(len(first))
    ends = net.points[[other for _, other in pairs]]
    rows = zip(ends["iri"], ends["name"], weights, grounds(net, pairs), strict=True)
    found = iter([
        Contact(iri, name, weight, basis, f"{called(name)} ({resting(basis, few=1)})")
        for iri, name, weight, basis in rows
    ])  # fmt: skip
    return [tuple(islice(found, count)) for count in counts]
