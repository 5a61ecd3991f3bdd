"""Which participations bear on a target, and by which way.

Evidence about a part bears on the whole, marked partial; about a predecessor on its successor,
marked inherited; about a body on the audience it represents, as represented. Never the reverse.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Final

from uegraph.coverage.facts import NOTHING
from uegraph.coverage.scope import weigh

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from uegraph.coverage.facts import Facts, Participation
    from uegraph.coverage.model import Outcome
    from uegraph.coverage.scope import Scope, Weighed

    Weigher = Callable[[Participation], Weighed | None]

_ORDER: Final = ("engaged", "shallow", "stale", "represented", "attempted", "planned")


@dataclass(frozen=True, slots=True)
class Bearing:
    """A participation that bears on a target.

    Attributes:
        via: The IRIs between the target and the participation's activity, the nearest first.
    """

    part: Participation
    weighed: Weighed
    outcome: Outcome
    partial: bool
    inherited: bool
    via: tuple[str, ...]

    @property
    def certain(self) -> bool:
        """Whether the outcome holds for every day that the time can mean."""
        represented = self.outcome == "represented"
        return self.weighed.placed if represented else self.weighed.certain

    @property
    def counts(self) -> bool:
        """Whether somebody was engaged, however deeply and whenever in the period."""
        return self.outcome in ("engaged", "shallow", "stale") and not self.weighed.hollow


def weigher(facts: Facts, scope: Scope) -> Weigher:
    """``weigh`` for one scope, each participation weighed once."""

    @cache
    def weighed(part: Participation) -> Weighed | None:
        return weigh(facts, scope, part)

    return weighed


def bearings(facts: Facts, target: str, kind: str, weighed: Weigher) -> list[Bearing]:
    """Every participation that bears on a target, the one that decides its state first."""
    ways = {"audience": _audience, "organisation": _organisation, "place": _place}
    found: dict[tuple[str, Outcome], Bearing] = {}
    for bearing in ways[kind](facts, target, weighed):
        key = (bearing.part.iri, bearing.outcome)
        if key not in found or _strength(facts, bearing) < _strength(facts, found[key]):
            found[key] = bearing
    return sorted(found.values(), key=lambda bearing: _strength(facts, bearing))


def _strength(facts: Facts, bearing: Bearing) -> tuple[object, ...]:
    """The state first; within it the target itself, a sure date, the deepest level, the latest."""
    level = facts.concepts.get(bearing.part.level)
    ended = facts.activities[bearing.part.activity].times.ended_by
    return (
        _ORDER.index(bearing.outcome),
        bearing.partial,
        bearing.inherited,
        not bearing.certain,
        -((level.rank if level else None) or 0),
        -(ended.toordinal() if ended else 0),
        len(bearing.via),
        bearing.via,
        bearing.part.iri,
    )


def _audience(facts: Facts, target: str, weighed: Weigher) -> Iterator[Bearing]:
    for audience in facts.within([target], "~broader"):
        narrower = () if audience == target else (audience,)
        yield from _of(facts, audience, weighed, _Way(narrower, partial=bool(narrower)))
        for party in facts.links.get("~belongs to", {}).get(audience, NOTHING):
            yield from _of(facts, party, weighed, _Way((*narrower, party), partial=True))
        for body in facts.links.get("represented by", {}).get(audience, NOTHING):
            yield from _represented(facts, body, weighed, narrower)


def _represented(
    facts: Facts, body: str, weighed: Weigher, narrower: tuple[str, ...]
) -> Iterator[Bearing]:
    """What a body took part in, other than one-way, speaks for the audience it represents."""
    for found in _organisation(facts, body, weighed):
        if found.counts:
            way = (*narrower, body, *found.via)
            partial = bool(narrower)
            yield replace(found, outcome="represented", partial=partial, via=way)


def _organisation(facts: Facts, target: str, weighed: Weigher) -> Iterator[Bearing]:
    for body in facts.within([target], "~became"):
        before = () if body == target else (body,)
        yield from _of(facts, body, weighed, _Way(before, inherited=bool(before)))


def _place(facts: Facts, target: str, weighed: Weigher) -> Iterator[Bearing]:
    for place in facts.within([target], "~broader"):
        finer = () if place == target else (place,)
        for thing in facts.links.get("~place", {}).get(place, NOTHING):
            yield from _of(facts, thing, weighed, _Way((*finer, thing), partial=bool(finer)))
        for activity in facts.by_place.get(place, ()):
            parts = facts.by_activity.get(activity, ())
            yield from _along(parts, weighed, _Way(finer, partial=bool(finer)))


@dataclass(frozen=True, slots=True)
class _Way:
    """How a participation comes to bear on a target."""

    via: tuple[str, ...]
    partial: bool = False
    inherited: bool = False


def _of(facts: Facts, party: str, weighed: Weigher, way: _Way) -> Iterator[Bearing]:
    yield from _along(facts.by_party.get(party, ()), weighed, way)


def _along(parts: Iterable[Participation], weighed: Weigher, way: _Way) -> Iterator[Bearing]:
    for part in parts:
        found = weighed(part)
        if found:
            yield Bearing(part, found, found.outcome, way.partial, way.inherited, way.via)
