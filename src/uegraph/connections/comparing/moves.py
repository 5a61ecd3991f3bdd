"""Who moved in a ranking between two networks, by more than chance could."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from uegraph.connections.naming import called
from uegraph.connections.ranking.measures import measure
from uegraph.connections.ranking.places import moves as moving
from uegraph.connections.ranking.places import places

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from uegraph.connections.ranking.measures import Measure
    from uegraph.connections.ranking.places import Moves, Places
    from uegraph.network import Network

CHANCE: Final = "within chance"


@dataclass(frozen=True, slots=True)
class Move:
    """The rank of a body in two networks.

    Attributes:
        name: Its name.
        iri: Its IRI.
        measure: The measure that ranks.
        change: ``up`` or ``down`` where its ranges in the two have no rank in common, else
            ``within chance``.
        first: Its rank in the first network, among those of its kind that have one.
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


@dataclass(frozen=True, slots=True)
class _Side:
    """The ranks in one of the networks, and how they move when activities are left out."""

    text: str
    places: Places
    moves: Moves

    def told(self, code: int) -> str:
        """The rank of a body in words."""
        low, high = self.ends(code)
        return (
            f"{self.places.rank[code]:,} of {self.places.of[code]:,} in {self.text} "
            f"(range {low:,} to {high:,})"
        )

    def ends(self, code: int) -> tuple[int, int]:
        """The best rank of a body and the worst, in nine of ten draws."""
        return int(self.moves.best[code]), int(self.moves.worst[code])


def moves(
    before: Network, after: Network, texts: tuple[str, str], by: Sequence[str], draws: int
) -> tuple[list[Move], list[str]]:
    """Who ranks otherwise in a second network, of those who have a rank in both.

    A tenth of the activities is left out of each network, many times. Where the ranges of ranks
    that this gives have no rank in common, the body moved; else it may be chance what was recorded.

    Args:
        before: The first network.
        after: The second, of the same points.
        texts: The two periods in words.
        by: The measures.
        draws: How often to leave activities out.

    Returns:
        The moves, and of which measures nobody can tell any.

    Raises:
        UnknownNameError: There is no such measure.
    """
    found, unsure = list[Move](), list[str]()
    for one in [measure(name) for name in by]:
        sides = [
            _Side(text, places(net, one, one.of(net).values), moving(net, one, draws))
            for net, text in zip((before, after), texts, strict=True)
        ]
        if all(side.moves.draws for side in sides):
            found += sorted(_moves(before, sides, one), key=_order)
        elif before.pairs and after.pairs:
            unsure.append(f"Who moved by {one.name} is not known: the network is too large to tell "
                          "a move from chance.")  # fmt: skip
    return found, unsure


def _order(move: Move) -> tuple[bool, int, str, str]:
    return move.change == CHANCE, -abs(move.second - move.first), move.name, move.iri


def _moves(net: Network, sides: Sequence[_Side], one: Measure) -> Iterator[Move]:
    names, iris = net.names, net.points["iri"]
    then, now = sides
    for code, name in enumerate(names):
        first, second = (int(side.places.rank[code]) for side in sides)
        if not first or not second or first == second:
            continue
        apart = then.ends(code)[1] < now.ends(code)[0] or now.ends(code)[1] < then.ends(code)[0]
        way = "up" if second < first else "down"
        why = "" if apart else "; the ranges meet, so this may be chance"
        yield Move(
            name, iris[code], one.name, way if apart else CHANCE, first, second,
            f"{called(name)} ranks by {one.name} {then.told(code)} and {now.told(code)}{why}.",
        )  # fmt: skip
