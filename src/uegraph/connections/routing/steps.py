"""Steps of an introduction in sentences, what is stated told apart from what is derived."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import polars as pl

from uegraph.connections.model import Ground, grounds
from uegraph.connections.naming import called
from uegraph.connections.routing.meetings import NO_CONTACT, plain_type, sure_day
from uegraph.connections.wording import surely_dated, when_in_words
from uegraph.words import listed, many

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from uegraph.connections.routing.chains import Chain
    from uegraph.connections.routing.ways_in import Acquaintance, WayIn
    from uegraph.network import Network

_IS: Final = {
    "member of": "is a member of",
    "unit of": "is a unit of",
    "part of": "is a part of",
    "belongs to": "belongs to",
}
"""What is stated by a property, as a verb; relations are verbs already."""

_TURNED: Final = {"represented by": "represents", "supported by": "supports", "led by": "leads"}
"""What is better said of the other of the two."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a route: who can bring us together with whom, and what that rests on.

    Attributes:
        source: The name of the one who is asked.
        target: The name of the one who is met.
        source_id: The IRI of the first.
        target_id: The IRI of the second.
        stated: Whether a source states something that links the two.
        derived: Whether the two had a part in the same activity.
        when: The latest time that is told, as EDTF; empty where nobody says.
        sentence: The step in words.
        grounds: What it rests on.
    """

    source: str
    target: str
    source_id: str
    target_id: str
    stated: bool
    derived: bool
    when: str
    sentence: str
    grounds: tuple[Ground, ...]


class Telling:
    """Makes the steps of many routes with one look at the evidence."""

    def __init__(self, known: Acquaintance) -> None:
        self.known = known
        points = pl.concat([known.bodies.points, known.heard.points], how="diagonal")
        self.names: dict[str, str] = {
            iri: name if named else f"{name} (not named)"
            for iri, name, named in points.select(
                "iri", "name", pl.col("named").fill_null(value=True)
            ).iter_rows()
        }

    def steps(self, found: Sequence[tuple[Chain, WayIn]]) -> list[tuple[Step, ...]]:
        """The steps of each chain, its way in the last."""
        between = [pair for chain, _ in found for pair in _pairs(chain.bodies)]
        body = dict(zip(between, grounds(self.known.bodies, between), strict=True))
        doors = [way for _, way in found if way.pair is not None]
        told = {id(way): said for net, chosen in self._by_network(doors)
                for way, said in zip(chosen, grounds(net, _ends(chosen)), strict=True)}  # fmt: skip
        stated = self._stated(found)
        iris = self.known.bodies.points["iri"]
        routes = []
        for chain, way in found:
            steps = [
                self._step(iris[one], iris[other], body[one, other], stated)
                for one, other in _pairs(chain.bodies)
            ]
            if iris[chain.bodies[-1]] != way.via:
                said = told[id(way)] if way.ground is None else (way.ground,)
                steps.append(self._step(iris[way.door.body], way.via, said, stated))
            routes.append(tuple(steps))
        return routes

    def called(self, iri: str) -> str:
        """A body or an audience as it stands in a sentence."""
        return called(self.names[iri])

    def day(self, when: str) -> int | None:
        """The day before which a time was surely not over."""
        return sure_day(when, self.known.bodies.as_of)

    def latest(self, said: Iterable[Ground]) -> Ground | None:
        """The latest of what is dated, else the first."""
        told = list(said)
        dated = [(day, one) for one in told if (day := self.day(one.when)) is not None]
        if dated:
            return max(dated, key=lambda pair: pair[0])[1]
        return told[0] if told else None

    def _by_network(self, ways: Sequence[WayIn]) -> Iterator[tuple[Network, list[WayIn]]]:
        to_bodies = [way for way in ways if way.via in self.known.bodies.places]
        to_audiences = [way for way in ways if way.via not in self.known.bodies.places]
        yield self.known.bodies, to_bodies
        yield self.known.heard, to_audiences

    def _stated(
        self, found: Sequence[tuple[Chain, WayIn]]
    ) -> Mapping[tuple[str, str], set[tuple[str, str, str]]]:
        """For each statement and what it says of two: from whom to whom; links do not tell."""
        iris = self.known.bodies.points["iri"]
        shown = {iris[code] for chain, _ in found for code in chain.bodies}
        shown |= {way.via for _, way in found}
        both = pl.col("source").is_in(list(shown)) & pl.col("target").is_in(list(shown))
        rows: dict[tuple[str, str], set[tuple[str, str, str]]] = defaultdict(set)
        for source, target, said, statement in (
            self.known.record.stated.filter(both)
            .select("source", "target", "type", "statement")
            .iter_rows()
        ):
            rows[min(source, target), max(source, target)].add((statement, said, source))
        return rows

    def _step(
        self, one: str, other: str, said: Iterable[Ground],
        stated: Mapping[tuple[str, str], set[tuple[str, str, str]]],
    ) -> Step:  # fmt: skip
        kept = tuple(
            ground for ground in said
            if not ground.stated or plain_type(ground.said)[0] not in NO_CONTACT
        )  # fmt: skip
        shared = [ground for ground in kept if not ground.stated]
        sources = [ground for ground in kept if ground.stated]
        known = stated.get((min(one, other), max(one, other)), set())
        sentences = [self._shared(one, other, shared)] if shared else []
        sentences += [self._says(one, other, sources, known)] if sources else []
        latest = self.latest(kept)
        return Step(
            self.names[one], self.names[other], one, other, bool(sources), bool(shared),
            latest.when if latest else "", " ".join(sentences), kept,
        )  # fmt: skip

    def _shared(self, one: str, other: str, shared: Sequence[Ground]) -> str:
        last = self.latest(shared)
        assert last is not None
        first, second = self.called(one), self.called(other)
        if other in self.known.heard.places and other not in self.known.bodies.places:
            verb, rest = f"{first} ran", f"in which {second} took part"
            if len(shared) == 1:
                return f"{verb} {surely_dated(last)}, {rest}."
            number = many(len(shared), "activity", "activities")
            return f"{verb} {number} {rest}, the last {surely_dated(last)}."
        if len(shared) == 1:
            return f"{first} and {second} both took part in {surely_dated(last)}."
        number = f"{len(shared):,} activities together"
        return f"{first} and {second} took part in {number}, the last {surely_dated(last)}."

    def _says(
        self, one: str, other: str, said: Sequence[Ground], known: set[tuple[str, str, str]]
    ) -> str:
        sentences, told = [], set[str]()
        for judged, by in ((False, "It is stated"), (True, "Those who keep the record judge")):
            times: dict[str, str] = {}
            for ground in said:
                clause = self._clause(one, other, ground, known)
                if plain_type(ground.said)[1] == judged and clause not in told:
                    times[clause] = times.get(clause) or ground.when
            told.update(times)
            parts = [f"{clause} ({when_in_words(when)})" for clause, when in times.items()]
            sentences += [f"{by} that {listed(parts, few=3)}."] if parts else []
        return " ".join(sentences)

    def _clause(
        self, one: str, other: str, ground: Ground, known: set[tuple[str, str, str]]
    ) -> str:
        """What is stated, from whom to whom it is stated."""
        said = plain_type(ground.said)[0]
        start = {(ground.id, ground.said, iri) for iri in (one, other)} & known
        if start == {(ground.id, ground.said, other)}:
            one, other = other, one
        if said in _TURNED:
            return f"{self.called(other)} {_TURNED[said]} {self.called(one)}"
        return f"{self.called(one)} {_IS.get(said, said)} {self.called(other)}"


def _pairs(bodies: Sequence[int]) -> list[tuple[int, int]]:
    return list(pairwise(bodies))


def _ends(ways: Sequence[WayIn]) -> list[tuple[int, int]]:
    return [way.pair for way in ways if way.pair is not None]
