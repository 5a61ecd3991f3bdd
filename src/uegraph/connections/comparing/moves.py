"""Who moved in a ranking between two networks, by more than chance could."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

from uegraph.connections.measures import measure
from uegraph.metrics.network.sensitivity import sensitivity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from uegraph.connections.measures import Measure
    from uegraph.network import Network

CHANCE = "within chance"


@dataclass(frozen=True, slots=True)
class Move:
    """The rank of a body in two networks.

    Attributes:
        name: Its name.
        iri: Its IRI.
        measure: The measure that ranks.
        change: ``up`` or ``down`` where its ranges in the two have no rank in common, else
            ``within chance``.
        first: Its rank in the first network.
        second: Its rank in the second.
        sentence: The move in words.
    """

    name: str
    iri: str
    measure: str
    change: str
    first: int
    second: int
    sentence: str


def moves(
    before: Network, after: Network, texts: tuple[str, str], by: Sequence[str], draws: int
) -> Iterator[Move]:
    """Who ranks otherwise in a second network, of those who are linked in both.

    A tenth of the activities is left out of each network, many times. Where the ranges of ranks
    that this gives have no rank in common, the body moved; else it may be chance what was recorded.

    Args:
        before: The first network.
        after: The second, of the same points.
        texts: The two periods in words.
        by: The measures.
        draws: How often to leave activities out.

    Raises:
        UnknownNameError: There is no such measure.
    """
    for one in [measure(name) for name in by]:
        found = list(_moves(before, after, texts, one, draws))
        yield from sorted(found, key=lambda move: (
            move.change == CHANCE, -abs(move.second - move.first), move.name, move.iri,
        ))  # fmt: skip


def _moves(
    before: Network, after: Network, texts: tuple[str, str], one: Measure, draws: int
) -> Iterator[Move]:
    both = [code for code in range(len(before)) if before.degree[code] and after.degree[code]]
    if not both:
        return
    then, now = (
        sensitivity(net, _function(one, net), times=draws, lowest_first=one.low_first)
        for net in (before, after)
    )
    linked = [int((net.degree > 0).sum()) for net in (before, after)]
    names, iris = before.names, before.points["iri"].to_list()
    for code in both:
        ranks = [int(side.rank[code]) for side in (then, now)]
        if ranks[0] == ranks[1]:
            continue
        ends = [(int(side.low[code]), int(side.high[code])) for side in (then, now)]
        apart = ends[0][1] < ends[1][0] or ends[1][1] < ends[0][0]
        way = "up" if ranks[1] < ranks[0] else "down"
        told = [
            f"{rank:,} of {of:,} in {text} (range {low:,} to {high:,})"
            for rank, of, text, (low, high) in zip(ranks, linked, texts, ends, strict=True)
        ]
        why = "" if apart else "; the ranges meet, so this may be chance"
        yield Move(
            names[code], iris[code], one.name, way if apart else CHANCE, ranks[0], ranks[1],
            f"{names[code]} ranks by {one.name} {told[0]} and {told[1]}{why}.",
        )  # fmt: skip


def _function(one: Measure, net: Network) -> Callable[..., Any]:
    """The measure itself, where it is one: it can be estimated where a draw takes too long."""
    if one.part or (len(net.kinds) == 2 and one.two_mode):
        return partial(one.of)
    module, name = one.at.split(".")
    found: Callable[..., Any] = getattr(import_module(f"uegraph.metrics.network.{module}"), name)
    return found


__all__ = ["CHANCE", "Move", "moves"]
