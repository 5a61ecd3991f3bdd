"""Who is at the centre of a network, by the measure that is named, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np

from uegraph.connections.measures import MEASURES, Measure, measure
from uegraph.connections.model import grounds
from uegraph.connections.naming import called, counted, noun
from uegraph.metrics.network.order import by_name
from uegraph.metrics.network.sensitivity import sensitivity
from uegraph.words import listed, many, percent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from uegraph.connections.model import Ground
    from uegraph.metrics.network.model import Measured
    from uegraph.metrics.network.sensitivity import Sensitivity
    from uegraph.network import Network

__all__ = ["MEASURES", "Central", "CentralRow", "Contact", "Measure", "central", "measure"]

STRONGEST: Final = 3
"""Links that stand for all links of a point."""

EVIDENT: Final = 1_000
"""Rows that come with their strongest links; the rest of a very long list has none."""


@dataclass(frozen=True, slots=True)
class Contact:
    """A strong link of a point.

    Attributes:
        id: The IRI of the other end.
        name: Its name.
        weight: How much the link weighs.
        grounds: What it rests on: what is stated first, then what was shared.
    """

    id: str
    name: str
    weight: float
    grounds: tuple[Ground, ...]

    @property
    def sentence(self) -> str:
        """The link and what it rests on, in short."""
        stated = [ground.said for ground in self.grounds if ground.stated]
        shared = [ground.said for ground in self.grounds if not ground.stated]
        said = [f"stated: {listed(map(called, stated), few=2)}"] if stated else []
        if shared:
            noun = many(len(shared), "shared activity", "shared activities")
            said.append(f"{noun}: {listed(map(called, shared), few=2)}")
        return f"{called(self.name)} ({'; '.join(said)})" if said else called(self.name)


@dataclass(frozen=True, slots=True)
class CentralRow:
    """A point with its place.

    Attributes:
        rank: Its place, shared with those whose figure is the same; None where it has none.
        shared: How many others have the same place.
        id: Its IRI.
        name: Its name.
        kind: What it is.
        sector: Its sector; empty where nobody says.
        figure: What was measured; None where it is not defined.
        best: The place that one draw in twenty is better than when activities are left out; None
            where nothing was drawn.
        worst: The place that one draw in twenty is worse than.
        contacts: Its strongest links.
        sentence: What all of it says.
    """

    rank: int | None
    shared: int
    id: str
    name: str
    kind: str
    sector: str
    figure: float | None
    best: int | None
    worst: int | None
    contacts: tuple[Contact, ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class Central:
    """Who is at the centre.

    Attributes:
        network: The network.
        measure: The measure.
        measured: Its figures, their engine and error.
        headline: What it says in a sentence or two.
        rows: Ranked points, then those whose figure is not defined.
        unlinked: Points without a recorded link, which have no place.
        remarks: What it does not know.
    """

    network: Network
    measure: Measure
    measured: Measured
    headline: str
    rows: tuple[CentralRow, ...]
    unlinked: tuple[CentralRow, ...]
    remarks: tuple[str, ...]


def central(
    net: Network, by: str = "degree", *, top: int | None = None, times: int = TIMES
) -> Central:
    """Who is at the centre of a network, by a measure of one's choice.

    Points without a recorded link have no place: nothing recorded speaks for or against them. Points
    with the same figure share a place. In a network of two kinds each kind has its own places, as
    only figures of one kind compare.

    Args:
        net: The network.
        by: One of ``MEASURES``.
        top: How many places, of each kind; all where left out. A place that is shared is not cut.
        times: How many draws for the range of places, at most.

    Raises:
        UnknownNameError: There is no such measure.
    """
    chosen = measure(by)
    measured = chosen.of(net)
    standing = stand(net, chosen, measured.values)
    moves = moved(net, chosen, times=times)
    order = np.lexsort((by_name(net), standing.rank, ~standing.placed, standing.kind))
    linked = order[net.degree[order] > 0]
    shown = linked if top is None else linked[standing.placed[linked] & (standing.rank[linked] <= top)]
    table = _Table(net, chosen, measured, standing, moves)
    alone = unlinked(net)
    return Central(
        network=net,
        measure=chosen,
        measured=measured,
        headline=_headline(table, linked, alone),
        rows=table.rows(shown),
        unlinked=table.rows(alone),
        remarks=(*net.remarks, *_remarks(table)),
    )


def _headline(table: _Table, linked: np.ndarray, alone: np.ndarray) -> str:
    net, chosen = table.net, table.measure
    size = len(net)
    if not size:
        return f"No {noun(net)[1]} are recorded, so nobody can be at the centre."
    if not len(linked):
        return f"No link is recorded between any of {counted(net, size)}, so none is at the centre."
    said = [f"{chosen.name.capitalize()}: {chosen.meaning}. First come {chosen.first}."]
    for place, kind in enumerate(net.kinds):
        there = linked[(table.standing.kind[linked] == place) & (table.standing.rank[linked] == 1)]
        there = there[table.standing.placed[there]]
        if len(there):
            names = listed((called(net.names[code]) for code in there.tolist()), few=3)
            what = f" of the kind {kind}" if len(net.kinds) == 2 else ""
            verb = "is" if len(there) == 1 else "are"
            said.append(f"{names} {verb} first{what}: {table.figure_in_words(int(there[0]))}.")
    said.append(f"{len(linked):,} of {counted(net, size)} have a recorded link.")
    return " ".join(said)
