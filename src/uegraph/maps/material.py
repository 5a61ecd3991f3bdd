"""What views are made of, read from the graph once: names, facts, links, states, the network.

What is marked private is absent always, and so are people. With ``public`` what is for the team
alone is absent too: fields that the shapes call internal, and assessments that cite no published
source.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from uegraph import queries, shapes
from uegraph.coverage import coverage, reasons, worst_states
from uegraph.coverage.facts import read_once
from uegraph.errors import ParameterError
from uegraph.maps.reading import Reading, by_first
from uegraph.maps.scene import Mark
from uegraph.maps.stated import read_links, span
from uegraph.network import network_of, read_record
from uegraph.network.filters import own_or_whole
from uegraph.words import as_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from uegraph.coverage import CoverageResult
    from uegraph.maps.scene import Story
    from uegraph.maps.stated import Stated
    from uegraph.network import Network, Record
    from uegraph.store import Store

ASSUMED: Final = ("audience", "organisation")
"""Whose coverage is asked where no scope is recorded."""

_APART: Final = frozenset({"acronym", "also called", "type", "sector", "place", "when"})


@dataclass(frozen=True)
class Asked:
    """What is asked of a map.

    Attributes:
        view: The name of the view.
        title: The heading; the view's own when left out.
        of: Whom it is about: a name, acronym, slug or IRI.
        to: Whom routes lead to.
        steps: How far it reaches.
        kinds: The kinds of mark; the view's own when left out.
        public: Whether it is for anybody, so that what is for the team alone is left out.
        stories: Saved views with a sentence each; the view's own when there are none.
        as_of: The day of reference; the last day that the record tells of when left out.
    """

    view: str = "collaboration"
    title: str | None = None
    of: str | None = None
    to: str | None = None
    steps: int = 2
    kinds: tuple[str, ...] | None = None
    public: bool = False
    stories: tuple[Story, ...] = ()
    as_of: date | None = None


@dataclass(frozen=True)
class Material:
    """What views read, each part when it is first needed.

    Attributes:
        store: The graph.
        public: Whether what is for the team alone is left out.
        as_of: The day of reference; the last day that the record tells of when left out.
    """

    store: Store
    public: bool = False
    as_of: date | None = None

    @cached_property
    def reading(self) -> Reading:
        """The dictionaries that everything here is taken from."""
        return Reading(self.store, shapes.internal_properties() if self.public else None)

    @property
    def points(self) -> Mapping[str, tuple[str, str]]:
        """The kind and the name of all that may be shown, by IRI."""
        return self.reading.points

    @cached_property
    def links(self) -> Sequence[Stated]:
        """Every stated link between two points, by IRI."""
        return read_links(self.reading)

    @cached_property
    def record(self) -> Record:
        """What networks are made of."""
        return read_record(self.store)

    @cached_property
    def network(self) -> Network:
        """Who is linked with whom; parties that a source does not name are bodies too."""
        return network_of(self.record, {"unnamed": True, "as_of": self.as_of})

    @cached_property
    def results(self) -> tuple[CoverageResult, ...]:
        """Coverage in the recorded scopes; of every audience and body where none is recorded.

        Where no part in anything is recorded either, everybody would have the same state, which
        says nothing of anybody: then there is none.
        """
        with read_once(self.store):
            found = coverage(self.store, as_of=self.as_of)
            asked = not found and any(link.kind == "participation" for link in self.links)
            kinds = {kind for kind, _ in self.points.values()} if asked else set()
            for kind in ASSUMED:
                if kind in kinds:
                    found += coverage(self.store, of=[kind], as_of=self.as_of)
        return tuple(found)

    @cached_property
    def assumed(self) -> bool:
        """Whether no scope is recorded, so that everybody on record is taken as a target."""
        return not any(result.scope for result in self.results)

    @cached_property
    def states(self) -> Mapping[str, str]:
        """The state of each single target in words; the furthest from engaged of several."""
        return {
            iri: as_words(state)
            for iri, state in worst_states(self.results).items()
            if iri in self.points
        }

    @cached_property
    def reasons(self) -> Mapping[str, str]:
        """Why each has that state, in a sentence."""
        found: dict[str, str] = {}
        for result in self.results:
            if len(result.kinds) > 1:
                continue
            rows = result.frame.select(result.kind, "state").iter_rows()
            for (target, state), said in zip(rows, reasons(result), strict=True):
                if target not in found and as_words(state) == self.states.get(target):
                    found[target] = said
        return found

    @cached_property
    def unpublished(self) -> frozenset[str]:
        """The assessments that a public map leaves out; none where it is not public."""
        return self.reading.unpublished if self.public else frozenset()

    @cached_property
    def published(self) -> Mapping[str, str]:
        """When each source was published, as EDTF, by its name; empty where nobody says."""
        rows = queries.ask(self.store, "evidence/sources")
        return {
            row["name"]: row["issued"]
            for row in rows
            if row["source_id"] not in self.reading.hidden
        }

    @cached_property
    def joins(self) -> Mapping[str, tuple[str, ...]]:
        """The bodies and audiences that took part in each activity that was held."""
        parts = self.record.parts.select("activity", "party").unique().sort("activity", "party")
        found = by_first(parts.iter_rows())
        return {
            activity: tuple(party for party in parties if party in self.points)
            for activity, parties in found.items()
            if activity in self.points
        }

    @cached_property
    def joining(self) -> frozenset[str]:
        """The participations that join a body with the others who took part."""
        return frozenset(self.record.parts["statement"])

    @cached_property
    def themes(self) -> Mapping[str, tuple[str, ...]]:
        """The IRIs of the themes of each thing: its own, and those of what it took part in."""
        found: dict[str, set[str]] = {}
        told = own_or_whole(self.record.ties, "theme").select("source", "target")
        for thing, theme in told.iter_rows():
            found.setdefault(thing, set()).add(theme)
        of_activities = {thing: frozenset(themes) for thing, themes in found.items()}
        for link in self.links:
            if link.kind == "theme":
                found.setdefault(link.start, set()).add(link.end)
        for activity, parties in self.joins.items():
            for party in parties if activity in of_activities else ():
                found.setdefault(party, set()).update(of_activities[activity])
        return {
            thing: tuple(sorted(theme for theme in themes if theme in self.points))
            for thing, themes in found.items()
        }

    def mark(self, iri: str, **place: Any) -> Mark:
        """A thing as a mark, with all that is known of it.

        Args:
            iri: The thing.
            place: Attributes of ``Mark`` that the view gives itself.

        Raises:
            KeyError: It is private, or not there.
        """
        kind, name = self.points[iri]
        facts = self.reading.facts.get(iri, ())
        known = by_first(facts)
        when, first, last = self._spans.get(iri, span(""))
        told: dict[str, Any] = {
            "acronym": next(iter(known.get("acronym", ())), ""),
            "names": tuple(known.get("also called", ())),
            "type": next(iter(known.get("type", ())), ""),
            "sector": next(iter(known.get("sector", ())), ""),
            "places": tuple(known.get("place", ())),
            "themes": tuple(sorted(self.points[one][1] for one in self.themes.get(iri, ()))),
            "state": self.states.get(iri, ""),
            "reason": self.reasons.get(iri, ""),
            "when": when,
            "first": first,
            "last": last,
            "facts": tuple(pair for pair in facts if pair[0] not in _APART),
            "evidence": self.reading.evidence.get(iri, ()),
        }
        return Mark(iri, kind, name, **{**told, **place})

    @cached_property
    def _spans(self) -> Mapping[str, tuple[str, int | None, int | None]]:
        return {thing: span(when) for thing, when in self.reading.first("ueg:when").items()}


def chosen_kinds(asked: Asked, may: Sequence[str], plain: Sequence[str]) -> tuple[str, ...]:
    """The kinds of mark that are asked for.

    Args:
        asked: What is asked.
        may: The kinds that the view can show.
        plain: Those that it shows unless others are asked for.

    Raises:
        ParameterError: The view cannot show one of them.
    """
    if asked.kinds is None:
        return tuple(plain)
    unknown = [kind for kind in asked.kinds if kind not in may]
    if unknown or not asked.kinds:
        wrong = f"'{unknown[0]}' is not what" if unknown else "Nothing is chosen of what"
        raise ParameterError(
            f"{wrong} the view '{asked.view}' can show. Choose of {', '.join(may)}."
        )
    return tuple(kind for kind in may if kind in asked.kinds)


def tail(iri: str) -> str:
    """The end of an IRI, by which a page's address names a mark.

    >>> tail("https://w3id.org/uegraph/id/organisation/ons")
    'ons'
    """
    return quote(iri.rpartition("/")[2] or iri, safe="")
