"""Who could open the door to an audience or a body, and how bodies came to know each other.

A way in is a last step: from a body that speaks for an audience or ran what it took part in, or
from a body that is linked with the body that is to be reached.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

import polars as pl

from uegraph.connections.model import Ground
from uegraph.connections.routing.chains import Door, Ties
from uegraph.connections.routing.meetings import SPEAKS, met, stated
from uegraph.network import network_of, read_record
from uegraph.network.permission import GIVEN, WITHDRAWN, permitted
from uegraph.network.record import ORGANISED
from uegraph.queries import values

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from uegraph.network import Network, Record
    from uegraph.store import Store

STEPS: Final = {"": 1, "narrower": 2, "broader": 3}
"""How many steps a way in counts for: to the audience itself, to a part of it, to a wider one."""

UNNAMED: Final = 1
"""How many more where a source does not name the body: somebody has to say first who it is."""

Doors = dict[str, list[tuple[int, int, int | None, int]]]


@dataclass(frozen=True, slots=True)
class WayIn:
    """A last step to what is to be reached.

    Attributes:
        door: The body and what the step counts for.
        pair: The codes of the two in the network that holds the evidence; None where ``ground``
            is all there is.
        via: The IRI of the audience whose door it is.
        by: ``narrower`` or ``broader`` where that is another one, else empty.
        ground: What it rests on, where it rests on no link.
    """

    door: Door
    pair: tuple[int, int] | None
    via: str
    by: str
    ground: Ground | None = None


@dataclass(frozen=True)
class Acquaintance:
    """All that introductions are read from, read once.

    Attributes:
        record: The record.
        bodies: The network of bodies; parties that a source does not name are bodies too.
        heard: The network of bodies and the audiences that they speak for, ran things for or meet.
        belongs: For each audience the unnamed parties that are part of it.
        withdrawn: The bodies that asked not to be called on.
        given: The bodies that said they may be called on.
    """

    record: Record
    bodies: Network
    heard: Network
    belongs: Mapping[str, tuple[str, ...]]
    withdrawn: frozenset[str]
    given: frozenset[str]

    @cached_property
    def meetings(self) -> pl.DataFrame:
        """Each pair of bodies that met: codes, ``day`` and ``strength``."""
        return met(self.bodies)

    @cached_property
    def heard_of(self) -> Doors:
        """For each audience who met it: codes of the body and of it, day and strength."""
        return self._doors(met(self.heard))

    @cached_property
    def spoken_for(self) -> Doors:
        """The same with those alone who speak for it."""
        return self._doors(stated(self.heard, among=SPEAKS))

    def _doors(self, met: pl.DataFrame) -> Doors:
        kinds, iris = (self.heard.points[name].to_list() for name in ("kind", "iri"))
        found: dict[str, list[tuple[int, int, int | None, int]]] = {}
        for one, other, day, strength in met.iter_rows():
            body, audience = (other, one) if kinds[one] == "audience" else (one, other)
            found.setdefault(iris[audience], []).append((body, audience, day, strength))
        return found

    @cached_property
    def organisers(self) -> tuple[str, ...]:
        """The bodies that are recorded as running an activity."""
        ran = self.record.parts.filter(pl.col("role").is_in(list(ORGANISED)))["party"].unique()
        return tuple(iri for iri in self._named if iri in {*ran} - self.withdrawn)

    @property
    def _named(self) -> list[str]:
        return self.bodies.points.filter("named")["iri"].to_list()

    def ties(self, *, closed: Iterable[str] = ()) -> Ties:
        """Who can bring whom together with whom.

        Args:
            closed: Bodies that may be on no chain, beside those that withdrew their permission.
        """
        points = self.bodies.points.with_row_index("code")
        order = points.sort("name", "iri")["code"].arg_sort().to_numpy()
        shut = self.withdrawn | {*closed}
        return Ties(
            len(points), self.meetings, order,
            self._codes(shut), self._unnamed,
        )  # fmt: skip

    def ways_in(self, target: str, *, withdrawn: bool = False) -> list[WayIn]:
        """The last steps to an audience or a body, the most direct first.

        Args:
            target: Its IRI.
            withdrawn: Whether to tell of bodies that withdrew their permission, and of them alone.
        """
        at = self.bodies.places.get(target)
        found = self._to_audience(target) if at is None else self._to_body(at)
        iris = self.bodies.points["iri"]
        names = self.bodies.names
        told = [way for way in found if (iris[way.door.body] in self.withdrawn) == withdrawn]
        return sorted(told, key=lambda way: (
            way.door.steps, way.door.day is None, -(way.door.day or 0), -way.door.strength,
            names[way.door.body], iris[way.door.body], way.via,
        ))  # fmt: skip

    def _to_body(self, at: int) -> list[WayIn]:
        rows = self.meetings.filter((pl.col("source") == at) | (pl.col("target") == at))
        iri = self.bodies.points["iri"][at]
        return [
            WayIn(Door(other, 1, day, strength), (other, at), iri, "")
            for one, two, day, strength in rows.iter_rows()
            for other in ((two if one == at else one),)
        ]

    def _to_audience(self, target: str) -> list[WayIn]:
        return [
            way
            for via, by in self._around(target).items()
            for way in (*self._linked(via, by), *self._parts(via, by))
        ]

    def _linked(self, via: str, by: str) -> Iterable[WayIn]:
        iris = self.heard.points["iri"]
        # That the public was engaged says nothing of the way to a part of it.
        known = self.spoken_for if by == "broader" else self.heard_of
        for body, audience, day, strength in known.get(via, ()):
            code = self.bodies.places[iris[body]]
            steps = STEPS[by] + (code in self._unnamed) * UNNAMED
            yield WayIn(Door(code, steps, day, strength), (body, audience), via, by)

    def _parts(self, via: str, by: str) -> Iterable[WayIn]:
        for party in self.belongs.get(via, ()):
            if party in self.bodies.places and by != "broader":
                ground = Ground(party, "belongs to", "", stated=True)
                door = Door(self.bodies.places[party], STEPS[by] + UNNAMED, None, 1)
                yield WayIn(door, None, via, by, ground)

    def _around(self, target: str) -> Mapping[str, str]:
        """An audience, those that are part of it and those that it is part of."""
        up = _within(self._broader, target)
        down = _within(self._narrower, target)
        return {target: ""} | dict.fromkeys(down, "narrower") | dict.fromkeys(up, "broader")

    @cached_property
    def _broader(self) -> Mapping[str, list[str]]:
        ties = self.record.ties.filter(pl.col("link") == "broader").sort("source", "target")
        found: dict[str, list[str]] = {}
        for source, target in ties.select("source", "target").iter_rows():
            found.setdefault(source, []).append(target)
        return found

    @cached_property
    def _narrower(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = {}
        for source, targets in self._broader.items():
            for target in targets:
                found.setdefault(target, []).append(source)
        return found

    @cached_property
    def _unnamed(self) -> frozenset[int]:
        points = self.bodies.points.with_row_index("code")
        return frozenset(points.filter(~pl.col("named"))["code"].to_list())

    def _codes(self, iris: Iterable[str]) -> frozenset[int]:
        return frozenset(self.bodies.places[iri] for iri in iris if iri in self.bodies.places)


def acquaintance(store: Store, as_of: date | None = None) -> Acquaintance:
    """Who knows whom, who speaks for whom and who may be called on."""
    record = read_record(store)
    (belonging,) = values(store, "ueg:belongsTo")
    public = belonging.cast(pl.String).unique().sort("value", "thing")
    belongs: dict[str, tuple[str, ...]] = {}
    for party, audience in public.iter_rows():
        if not {party, audience} & record.hidden:
            belongs[audience] = (*belongs.get(audience, ()), party)
    return Acquaintance(
        record,
        network_of(record, {"of": ("organisation",), "unnamed": True, "as_of": as_of}),
        network_of(record, {"of": ("organisation", "audience"), "unnamed": True, "as_of": as_of}),
        belongs,
        *(
            frozenset(record.things.filter(permitted(record.things, word))["iri"])
            for word in (WITHDRAWN, GIVEN)
        ),
    )


def _within(links: Mapping[str, list[str]], start: str) -> list[str]:
    """Whatever a chain of links leads to, without where it starts."""
    found: dict[str, None] = {}
    todo = list(links.get(start, ()))
    while todo:
        one = todo.pop()
        if one not in found and one != start:
            found[one] = None
            todo += links.get(one, ())
    return list(found)
