"""Who is at the centre of a network, by the measure that is named, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass
from math import isnan
from typing import TYPE_CHECKING, Final

import numpy as np

from uegraph.connections.naming import (
    called,
    counted,
    counted_kind,
    decimal,
    names_in_words,
    noun,
    noun_of,
)
from uegraph.connections.ranking.contacts import Contact, strongest
from uegraph.connections.ranking.measures import Measure, measure
from uegraph.connections.ranking.places import moves, places
from uegraph.metrics.network.leaving import TIMES
from uegraph.metrics.network.order import by_name, unlinked
from uegraph.words import listed, many, percent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from uegraph.connections.ranking.places import Moves, Places
    from uegraph.metrics.network.model import Measured
    from uegraph.network import Network


EVIDENT: Final = 1_000
"""Rows that come with their strongest links; those further down a very long list have none."""


@dataclass(frozen=True, slots=True)
class CentralRow:
    """A point with its place.

    Attributes:
        rank: Its place, shared with those whose figure is the same; None where it has none.
        of: How many points of its kind have a place.
        shared: How many others have the same place.
        id: Its IRI.
        name: Its name.
        kind: What it is.
        sector: Its sector; empty where nobody says.
        figure: What was measured; None where it is not defined.
        best: The better end of its places in nine of ten draws that leave some of the record out;
            None where nothing was drawn.
        worst: The worse end.
        steady: Whether the two are no more than a tenth of the list apart; None without draws.
        contacts: Its strongest links.
        sentence: What all of it says.
    """

    rank: int | None
    of: int
    shared: int
    id: str
    name: str
    kind: str
    sector: str
    figure: float | None
    best: int | None
    worst: int | None
    steady: bool | None
    contacts: tuple[Contact, ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class Central:
    """Who is at the centre.

    Attributes:
        network: The network.
        measure: The measure.
        measured: Its figures, their engine and error.
        draws: How many draws the ranges of places rest on; 0 for none.
        headline: What it says in a few sentences.
        rows: Those that have a place, by place; then those whose figure is not defined.
        unlinked: Those without a recorded link, who have no place, by name.
        remarks: What it does not know.
    """

    network: Network
    measure: Measure
    measured: Measured
    draws: int
    headline: str
    rows: tuple[CentralRow, ...]
    unlinked: tuple[CentralRow, ...]
    remarks: tuple[str, ...]


def central(
    net: Network, by: str = "degree", *, top: int | None = None, times: int = TIMES
) -> Central:
    """Who is at the centre of a network, by a measure of one's choice.

    Points without a recorded link have no place: nothing recorded speaks for or against them.
    Points with the same figure share a place. In a network of two kinds each kind has its own
    places, as only figures of one kind compare.

    Args:
        net: The network.
        by: One of ``MEASURES``.
        top: How many points to list, of each kind; all where left out. Where it cuts among those
            who share a place, a remark says so.
        times: How many draws for the range of places, at most; 0 for none.

    Raises:
        UnknownNameError: There is no such measure.
    """
    chosen = measure(by)
    measured = chosen.of(net)
    standing, moving = places(net, chosen, measured.values), moves(net, chosen, times)
    table = _Table(net, chosen, measured, standing, moving, _others(net))
    shown = table.first(top)
    return Central(
        network=net,
        measure=chosen,
        measured=measured,
        draws=table.moves.draws,
        headline=" ".join(table.headline()),
        rows=table.rows(shown),
        unlinked=table.rows(unlinked(net)),
        remarks=(*net.remarks, *table.cut(shown), *table.remarks()),
    )


@dataclass(frozen=True, slots=True)
class _Table:
    """The figures and places that rows are made of."""

    net: Network
    measure: Measure
    measured: Measured
    places: Places
    moves: Moves
    others: tuple[str, ...]

    def first(self, top: int | None) -> np.ndarray:
        """The codes of linked points, each kind by place, those without a figure at its end."""
        rank = self.places.rank
        order = np.lexsort((by_name(self.net), rank, rank == 0, self.places.kind))
        linked: np.ndarray = order[self.net.degree[order] > 0]
        if top is None:
            return linked
        placed = linked[rank[linked] > 0]
        kinds = [placed[self.places.kind[placed] == kind] for kind in range(len(self.net.kinds))]
        return np.concatenate([codes[:top] for codes in kinds])

    def rows(self, codes: np.ndarray) -> tuple[CentralRow, ...]:
        """The rows of some points."""
        points = self.net.points[codes.tolist()]
        contacts = strongest(self.net, codes[:EVIDENT])
        contacts += [()] * (len(codes) - len(contacts))
        return tuple(
            self._row(code, point, strong)
            for code, point, strong in zip(
                codes.tolist(), points.iter_rows(named=True), contacts, strict=True
            )
        )

    def _row(
        self, code: int, point: dict[str, str | None], contacts: tuple[Contact, ...]
    ) -> CentralRow:
        figure = float(self.measured.values[code])
        rank, drawn = int(self.places.rank[code]), self.moves.draws > 0
        return CentralRow(
            rank=rank or None,
            of=int(self.places.of[code]),
            shared=int(self.places.shared[code]),
            id=point["iri"] or "",
            name=point["name"] or "",
            kind=point["kind"] or "",
            sector=point.get("sector") or "",
            figure=None if isnan(figure) else figure,
            best=int(self.moves.best[code]) if drawn and rank else None,
            worst=int(self.moves.worst[code]) if drawn and rank else None,
            steady=bool(self.moves.steady[code]) if drawn and rank else None,
            contacts=contacts,
            sentence=f"{called(point['name'] or '')} {self._said(code)}.",
        )

    def _said(self, code: int) -> str:
        """What there is to say of a point, after its name."""
        if not self.net.degree[code]:
            return "has no recorded link, and so no place"
        if not self.places.rank[code]:
            return f"has no place: its {self.measure.name} is not defined"
        text = self.in_words(code)
        others = int(self.places.shared[code])
        if others:
            text += f"; {others:,} other{'s have' if others > 1 else ' has'} the same figure"
        if self.moves.draws:
            best, worst = int(self.moves.best[code]), int(self.moves.worst[code])
            span = f"place {best:,}" if best == worst else f"places {best:,} to {worst:,}"
            text += f"; {span} in nine of ten draws"
        return text

    def in_words(self, code: int) -> str:
        """The figure of a point in words."""
        figure = float(self.measured.values[code])
        two = len(self.net.kinds) == 2
        said = self.measure.two_said if two and self.measure.two_said else self.measure.said
        return said.format(
            number=f"{figure:,.0f}",
            decimal=decimal(figure),
            share=percent(figure),
            links="link" if figure == 1 else "links",
            contacts=f"{self.net.degree[code]:,}",
            others=self.others[int(self.places.kind[code])],
            all=f"{len(self.net):,}",
        )

    def headline(self) -> Iterator[str]:
        """Who is first, by what, and how many have a place at all."""
        net, chosen = self.net, self.measure
        if not len(net):
            yield f"No {noun(net)[1]} are recorded, so nobody can be at the centre."
            return
        if not net.pairs:
            every = counted(net, len(net))
            yield f"No link is recorded among {every}, so nobody has a place."
            return
        yield f"{chosen.name.capitalize()} is {chosen.meaning}. It finds {chosen.first}."
        for number in range(len(net.kinds)):
            first = self.first(None)
            first = first[(self.places.kind[first] == number) & (self.places.rank[first] == 1)]
            if not len(first):
                continue
            names = names_in_words([net.names[code] for code in first.tolist()], 3)
            verb = "is" if len(first) == 1 else "are"
            among = f"Among {noun_of(net, number)[1]} " if len(net.kinds) == 2 else ""
            each = "each" if len(first) > 1 else "it"
            yield f"{among}{names} {verb} first: {each} {self.in_words(int(first[0]))}."
        linked = net.degree > 0
        told = [
            f"{int(linked[net.mode(place)].sum()):,} of {counted_kind(net, place)}"
            for place in range(len(net.kinds))
        ]
        yield f"{listed(told)} have a recorded link."

    def cut(self, shown: np.ndarray) -> Iterator[str]:
        """That a list ends among those who share a place."""
        for number in range(len(self.net.kinds)):
            mine = shown[self.places.kind[shown] == number]
            if not len(mine):
                continue
            last, rank = int(mine[-1]), self.places.rank
            listed_here = int((rank[mine] == rank[last]).sum())
            more = int(self.places.shared[last]) + 1 - listed_here
            if rank[last] and more > 0:
                verb, are = ("shares", "is") if more == 1 else ("share", "are")
                yield f"{more:,} more {verb} place {rank[last]:,} and {are} not listed."

    def remarks(self) -> Iterator[str]:
        """What is estimated, how sure places are, and what does not apply here."""
        if not self.measured.exact:
            error = self.measured.error
            give = f", give or take {error:.2g}" if error is not None else ""
            engine, note = self.measured.engine, self.measured.note
            yield f"Figures are estimated by {engine}{give}. {note}".strip()
        elif self.measured.note:
            yield f"{self.measure.name.capitalize()}: {self.measured.note}"
        if self.measure.name in ("indegree", "outdegree") and not self.net.directed:
            yield "Links have no direction here, so this is the same as degree."
        if len(self.net.kinds) == 2 and self.net.pairs:
            yield "Each kind has its own places: figures of two kinds do not compare."
            if not self.measure.two_mode:
                yield (
                    f"{self.measure.name.capitalize()} is reckoned as if all points were of one "
                    "kind: there is no form of it for two."
                )
        if self.net.pairs:
            yield self.moves.note
        if self.moves.draws:
            yield (
                "The draws show how far places hang on single records. What was never recorded "
                "cannot be left out, so they do not show how near the places are to the truth."
            )


def _others(net: Network) -> tuple[str, ...]:
    """For each kind of point how many others one of it could be linked with, in words."""
    if len(net.kinds) != 2:
        return (many(max(len(net) - 1, 0), "other"),)
    return (counted_kind(net, 1), counted_kind(net, 0))
