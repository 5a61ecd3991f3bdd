"""Warm introductions: from our teams to somebody who was not reached, through those who know both.

A route is a chain of recorded contacts. It never leads through a body that withdrew its permission
to be called on, and nothing is a contact that nobody recorded.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final, TypedDict, Unpack

import polars as pl

from uegraph.connections.asking import one_called
from uegraph.connections.routing import words
from uegraph.connections.routing.steps import Step, Telling
from uegraph.connections.routing.ways_in import acquaintance
from uegraph.coverage import worst_states
from uegraph.coverage.facts import read_facts
from uegraph.coverage.scopes import decide

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from uegraph.connections.routing.chains import Chain
    from uegraph.connections.routing.ways_in import Acquaintance, WayIn
    from uegraph.network import Network
    from uegraph.store import Store

STEPS: Final = 4
"""How many steps a route has at most, unless more are asked for."""

TOP: Final = 3
"""How many routes are told, unless more are asked for."""


@dataclass(frozen=True, slots=True)
class Route:
    """A chain of recorded contacts to somebody, or the answer that none is recorded.

    Attributes:
        rank: Its place, from 1.
        to: The name of whom it leads to.
        to_id: The IRI.
        state: The state of coverage of that one; empty where none can be decided.
        steps: How many steps it counts for; None where no route is recorded.
        through: The names of the bodies on it, ours first.
        weakest: When the step was that lies longest back, as EDTF; empty where none is dated.
        undated: How many of its steps nobody dates.
        permission: What the bodies to call on said of it.
        sentence: The route in words, or where it breaks.
        legs: Its steps, each with its evidence.
    """

    rank: int
    to: str
    to_id: str
    state: str
    steps: int | None
    through: tuple[str, ...]
    weakest: str
    undated: int
    permission: str
    sentence: str
    legs: tuple[Step, ...]


@dataclass(frozen=True)
class Routes:
    """Routes to one, or the best route to each of many.

    Attributes:
        network: The network of bodies that they lead through.
        headline: What was found, in a sentence or two.
        rows: The routes, the best first.
        remarks: What this does not know.
        starts: The names of our teams.
    """

    network: Network
    headline: str
    rows: tuple[Route, ...]
    remarks: tuple[str, ...]
    starts: tuple[str, ...]


class Sought(TypedDict, total=False):
    """What can be asked of routes.

    Attributes:
        start: Our teams, by name, acronym, slug or IRI; left out, the bodies that are recorded as
            running an activity.
        steps: How many steps at most; ``STEPS`` when left out.
        as_of: The day of reference; the last day that the record tells of when left out.
    """

    start: Sequence[str]
    steps: int
    as_of: date | None


def routes(store: Store, to: str, *, top: int = TOP, **sought: Unpack[Sought]) -> Routes:
    """Who could introduce us to an audience or a body, by what is recorded.

    The fewest steps come first; then the fewest steps without a date; then the most recent weakest
    step; then the most that even the thinnest step rests on; then names. No two routes share a body
    in between. The way to a part of an audience counts one step more, to a wider one two.

    Args:
        store: The graph.
        to: The audience or body, by name, acronym, slug or IRI.
        top: How many routes at most.
        sought: From whom, in how many steps, as of when; see ``Sought``.

    Raises:
        UnknownNameError: Nobody is called so, or more than one.
    """
    asked = Search.of(store, sought)
    target = _named(asked.known, to, "audience", "organisation")
    if not asked.chosen:  # whoever is to be reached is not of our teams, even if it runs things
        asked = replace(asked, starts=tuple(iri for iri in asked.starts if iri != target))
    state = _states(store, asked, target).get(target, "")
    rows: list[Route] = []
    if target not in asked.known.withdrawn and target not in asked.starts:
        ways = asked.known.ways_in(target)
        ties = asked.known.ties(closed=[target])
        chains = ties.chains(asked.codes, [way.door for way in ways], steps=asked.steps, top=top)
        rows = asked.told([(target, state, chain, ways[chain.door]) for chain in chains])
    headline = words.headline(asked, target, state, rows)
    return asked.answer(headline, rows or [asked.none(target, state)])


def unreached(store: Store, **sought: Unpack[Sought]) -> Routes:
    """The best route to each audience that is neither engaged nor out of scope.

    Which audiences these are the recorded scopes tell; where none is recorded, every audience is
    asked about. Those with a route come first, by the order of ``routes``.

    Args:
        store: The graph.
        sought: From whom, in how many steps, as of when; see ``Sought``.

    Raises:
        UnknownNameError: Nobody is called so, or more than one.
    """
    asked = Search.of(store, sought)
    reach = asked.known.ties().reach(asked.codes, steps=asked.steps)
    found = []
    for target, state in sorted(_states(store, asked).items()):
        if state in ("engaged", "out-of-scope") or target not in asked.audiences:
            continue
        ways = asked.known.ways_in(target)
        chain = reach.best([way.door for way in ways])
        found.append((target, state, chain, ways[chain.door] if chain else None))
    rows = sorted(asked.told(found), key=asked.worth)
    return asked.answer(words.headline_of_all(asked, rows), rows)


@dataclass(frozen=True)
class Search:
    """From whom introductions are sought, in how many steps, and what is known."""

    known: Acquaintance
    starts: tuple[str, ...]
    chosen: bool
    steps: int
    as_of: date | None

    @classmethod
    def of(cls, store: Store, sought: Sought) -> Search:
        """What is asked of a graph, with all that is known of who knows whom."""
        as_of = sought.get("as_of")
        known = acquaintance(store, as_of)
        given = (_named(known, one, "organisation") for one in sought.get("start", ()))
        starts = tuple(dict.fromkeys(given))
        # Whoever asks may start from a team, whatever that team said to others.
        known = replace(known, withdrawn=known.withdrawn - {*starts})
        steps = sought.get("steps", STEPS)
        return cls(known, starts or known.organisers, bool(starts), steps, as_of)

    @cached_property
    def telling(self) -> Telling:
        """What tells steps in sentences."""
        return Telling(self.known)

    @cached_property
    def codes(self) -> list[int]:
        """The codes of our teams."""
        return [self.known.bodies.places[iri] for iri in self.starts]

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Their names."""
        return tuple(self.telling.names[iri] for iri in self.starts)

    @cached_property
    def audiences(self) -> frozenset[str]:
        """The IRIs of all public audiences."""
        return frozenset(self.known.record.things.filter(pl.col("kind") == "audience")["iri"])

    def told(self, found: Sequence[tuple[str, str, Chain | None, WayIn | None]]) -> list[Route]:
        """The routes in words; where there is none, where it breaks."""
        legs = iter(self.telling.steps([(chain, way) for *_, chain, way in found if chain and way]))
        return [
            self._route(target, state, chain, way, next(legs))
            if chain and way
            else self.none(target, state)
            for target, state, chain, way in found
        ]

    def none(self, target: str, state: str) -> Route:
        """That no route is recorded, and where it breaks."""
        name, why = self.telling.names[target], words.broken(self, target)
        return Route(0, name, target, state, None, (), "", 0, "", why, ())

    def answer(self, headline: str, rows: Sequence[Route]) -> Routes:
        """The routes in this order, with what they do not know."""
        ranked = tuple(replace(row, rank=place) for place, row in enumerate(rows, 1))
        remarks = words.remarks(self, ranked)
        return Routes(self.known.bodies, headline, ranked, remarks, self.names)

    def worth(self, row: Route) -> tuple[object, ...]:
        """What puts routes to many in order, the best first."""
        day = self.telling.day(row.weakest)
        far = self.known.record.things.height if row.steps is None else row.steps
        return (row.steps is None, far, row.undated, -(day or 0), row.to, row.to_id)

    def _route(
        self, target: str, state: str, chain: Chain, way: WayIn, legs: tuple[Step, ...]
    ) -> Route:
        names = self.telling.names
        bodies = [self.known.bodies.points["iri"][code] for code in chain.bodies]
        dated = [(day, leg.when) for leg in legs if (day := self.telling.day(leg.when)) is not None]
        weakest = min(dated, default=(0, ""))[1]
        said = " ".join(leg.sentence for leg in legs) + words.part_of(self, target, way)
        return Route(
            0, names[target], target, state, chain.steps, tuple(names[iri] for iri in bodies),
            weakest, len(legs) - len(dated), words.permission(self, bodies), said,
            legs,
        )  # fmt: skip


def _named(known: Acquaintance, name: str, *kinds: str) -> str:
    """The IRI of a public thing that is called so."""
    things = known.record.things.filter(pl.col("kind").is_in(kinds))
    return one_called(things, name, " or ".join(kinds))


def _states(store: Store, asked: Search, target: str | None = None) -> Mapping[str, str]:
    """The state of coverage of each target of the recorded scopes, and of the one asked about."""
    facts = read_facts(store)
    found: dict[str, str] = dict(worst_states(decide(facts, as_of=asked.as_of)))
    if target is not None and target not in found:
        kind = "audience" if target in asked.audiences else "organisation"
        found |= worst_states(decide(facts, of=(kind,), targets=[target], as_of=asked.as_of))
    if target is None and not asked.audiences & found.keys():
        found |= worst_states(decide(facts, of=("audience",), as_of=asked.as_of))
    return found
