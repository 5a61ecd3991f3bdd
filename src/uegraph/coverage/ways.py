"""By which ways a participation comes to bear on the members of a scope.

Evidence about a part bears on the whole, marked partial; about a predecessor on its successor,
marked inherited; about a body on the audience it represents, as represented. Never the reverse.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from uegraph.coverage.facts import NOTHING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from uegraph.coverage.facts import Facts


@dataclass(frozen=True, slots=True)
class Way:
    """One way from where participations come in to a member.

    Attributes:
        start: The party, or the theme or place of the activity, where it begins.
        via: The IRIs between the member and the activity, the nearest to the member first.
        represented: Whether it leads through a body that represents the member.
        part: The part of the member that it concerns, where it concerns a part only.
        before: The predecessor that it concerns, where it concerns a predecessor.
    """

    start: str
    via: tuple[str, ...] = ()
    represented: bool = False
    part: str = ""
    before: str = ""


def ways_by_party(facts: Facts, kind: str, member: str, *, units: bool) -> Iterator[Way]:
    """The ways by which the party of a participation leads to a member."""
    if kind == "audience":
        yield from _audience(facts, member)
    elif kind == "organisation":
        yield from _organisation(facts, member, units=units)
    elif kind == "characteristic":
        yield from _characteristic(facts, member)
    elif kind == "place":
        yield from _party_in_place(facts, member)


def ways_by_activity(facts: Facts, member: str) -> Iterator[Way]:
    """The ways by which a theme or place of an activity leads to it or to the wider one."""
    for narrower in facts.within([member], "~broader"):
        part = "" if narrower == member else narrower
        yield Way(narrower, (part,) if part else (), part=part)


def _audience(facts: Facts, member: str) -> Iterator[Way]:
    for audience in facts.within([member], "~broader"):
        part = "" if audience == member else audience
        narrower = (part,) if part else ()
        yield Way(audience, narrower, part=part)
        for party in facts.links.get("~belongs to", {}).get(audience, NOTHING):
            yield Way(party, (*narrower, party), part=part or party)
        for body in facts.links.get("represented by", {}).get(audience, NOTHING):
            for way in _organisation(facts, body):
                via = (*narrower, body, *way.via)
                yield replace(way, via=via, represented=True, part=part)


def _organisation(facts: Facts, member: str, *, units: bool = False) -> Iterator[Way]:
    for body in facts.within([member], "~became"):
        before = "" if body == member else body
        via = (before,) if before else ()
        yield Way(body, via, before=before)
        if units:
            for unit in facts.within([body], "~unit of") - {body}:
                yield Way(unit, (*via, unit), part=unit, before=before)


def _characteristic(facts: Facts, member: str) -> Iterator[Way]:
    """Through the audiences that share it; in full only through the one that stands for all."""
    narrower = facts.within([member], "~broader")
    carriers = facts.links.get("~characteristic", {})
    audiences = frozenset[str]().union(*(carriers.get(found, NOTHING) for found in narrower))
    topmost = [
        audience
        for audience in audiences
        if audiences.isdisjoint(facts.within([audience], "broader") - {audience})
    ]
    stated = facts.links.get("characteristic", {})
    for audience in audiences:
        whole = topmost == [audience] and stated[audience] == {member}
        for way in _audience(facts, audience):
            part = way.part or ("" if whole else audience)
            yield replace(way, via=(audience, *way.via), part=part)


def _party_in_place(facts: Facts, member: str) -> Iterator[Way]:
    for place in facts.within([member], "~broader"):
        part = "" if place == member else place
        finer = (part,) if part else ()
        for thing in facts.links.get("~place", {}).get(place, NOTHING):
            yield Way(thing, (*finer, thing), part=part)
