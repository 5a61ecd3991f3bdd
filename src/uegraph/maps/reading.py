"""What the graph holds for maps, read once into dictionaries: names, facts, evidence, links.

One property is read at a time: an engine scans it in one go, where a question about many at once
costs it a search for each row.

Invariant: what is marked private is not in here, nor any link that it carries or ends at, nor its
name as a fact of something else; nor is any person.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, Final

import polars as pl

from uegraph import queries
from uegraph.dates import in_words
from uegraph.namespaces import expand, shorten
from uegraph.network import Evidence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from uegraph.store import Store

CLASSES: Final = {
    "org:Organization": "organisation",
    "ueg:UnnamedParty": "unnamed party",
    "ueg:Audience": "audience",
    "ueg:Theme": "theme",
    "ueg:Goal": "goal",
    "dcat:Resource": "product",
    "ueg:ActivitySeries": "series",
    "ueg:EngagementActivity": "activity",
    "ueg:Place": "place",
}
"""The kind of each class; of several the first counts, so a series is no activity."""

FACTS: Final = {
    "description": ("dcterms:description",),
    "website": ("foaf:page",),
    "published": ("dcterms:issued",),
    "population": ("ueg:population",),
    "count": ("ueg:count",),
    "note": ("skos:note",),
    "type": ("org:classification", "ueg:activityType", "dcterms:type"),
    "sector": ("ueg:sector",),
    "place": ("dcterms:spatial",),
    "purpose": ("ueg:purpose",),
    "format": ("ueg:format",),
    "status": ("ueg:status",),
    "cadence": ("ueg:cadence",),
    "expertise": ("ueg:expertise",),
    "characteristic": ("ueg:characteristic",),
    "use": ("ueg:use",),
    "level": ("ueg:level",),
    "direction": ("ueg:direction",),
    "acronym": ("ueg:acronym",),
    "also called": ("skos:altLabel",),
    "when": ("ueg:when",),
}
"""The words for what is known of things, and the properties that tell it."""

_TEXTS: Final = frozenset({"acronym", "also called", "when", "population", "count"})
_REACH: Final = ("ueg:reach", "ueg:value", "ueg:upperValue", "ueg:bound", "ueg:reachKind")
_PERSON: Final = expand("foaf:Person")
_ASSESSMENT: Final = expand("ueg:Assessment")


class Reading:
    """What was read, each property when it is first needed.

    Args:
        store: The graph.
        internal: Properties that are for the team alone and are left out, each with its word.
    """

    def __init__(self, store: Store, internal: Mapping[str, str] | None = None) -> None:
        self.store = store
        self.internal = internal or {}
        self._read: dict[str, list[tuple[str, str]]] = {}

    def pairs(self, *properties: str) -> Iterator[list[tuple[str, str]]]:
        """The things and values of each property, without what is private; sorted."""
        missing = [name for name in dict.fromkeys(properties) if name not in self._read]
        if missing:
            hidden = pl.Series(sorted(self.hidden), dtype=pl.String).implode()
            for name, frame in zip(missing, queries.values(self.store, *missing), strict=True):
                texts = frame.cast(pl.String).filter(
                    ~pl.any_horizontal(pl.col("thing", "value").is_in(hidden))
                )
                self._read[name] = texts.sort("thing", "value").rows()
        return (self._read[name] for name in properties)

    def first(self, name: str) -> dict[str, str]:
        """The first value of a property, by thing."""
        [found] = self.pairs(name)
        return dict(reversed(found))

    @cached_property
    def hidden(self) -> frozenset[str]:
        """What is marked private."""
        return queries.private(self.store)

    @cached_property
    def types(self) -> Mapping[str, tuple[str, ...]]:
        """The classes of each thing, also of what is private."""
        [frame] = queries.values(self.store, "rdf:type")
        wanted = frame.cast(pl.String).sort("thing", "value")
        found: dict[str, list[str]] = defaultdict(list)
        for thing, value in wanted.iter_rows():
            found[thing].append(value)
        return {thing: tuple(values) for thing, values in found.items()}

    @cached_property
    def people(self) -> frozenset[str]:
        """The people of the graph: no map shows one."""
        return frozenset(thing for thing, classes in self.types.items() if _PERSON in classes)

    @cached_property
    def assessments(self) -> tuple[str, ...]:
        """The assessments that are not marked private."""
        return tuple(
            thing
            for thing, classes in self.types.items()
            if _ASSESSMENT in classes and thing not in self.hidden
        )

    @cached_property
    def unpublished(self) -> frozenset[str]:
        """The assessments that cite no passage of a source with an address or a licence."""
        source = self.first("dcterms:isPartOf")
        open_to_all = self.first("foaf:page").keys() | self.first("dcterms:license").keys()
        [cited] = self.pairs("dcterms:source")
        published = {thing for thing, passage in cited if source.get(passage) in open_to_all}
        return frozenset(self.assessments) - published

    @cached_property
    def names(self) -> Mapping[str, str]:
        """The name of everything that has one."""
        return self.first("skos:prefLabel")

    @cached_property
    def points(self) -> Mapping[str, tuple[str, str]]:
        """The kind and the name of all that a map can show, by IRI."""
        kinds = {expand(name): kind for name, kind in CLASSES.items()}
        order = list(kinds)
        found = {}
        for thing, classes in self.types.items():
            mine = sorted((one for one in classes if one in kinds), key=order.index)
            shown = mine and thing in self.names and thing not in self.people
            if shown and thing not in self.hidden:
                found[thing] = (kinds[mine[0]], self.names[thing])
        return found

    @cached_property
    def facts(self) -> Mapping[str, tuple[tuple[str, str], ...]]:
        """What is known of each thing and statement: pairs of a word and a text, sorted."""
        found: dict[str, set[tuple[str, str]]] = defaultdict(set)
        told = [(w, name) for w, of in FACTS.items() for name in of if not self._internal(name)]
        for (word, name), pairs in zip(told, self.pairs(*(n for _, n in told)), strict=True):
            del name
            for thing, value in pairs:
                said = self._said(word, value)
                if said is not None:
                    found[thing].add((word, said))
        for thing, number in self._numbers():
            found[thing].add(("number", number))
        return {thing: tuple(sorted(pairs)) for thing, pairs in found.items()}

    def _said(self, word: str, value: str) -> str | None:
        """A value in words: a concept by its name, a day as people say it."""
        if word in {"website", "description", "note"}:
            return value
        if word == "published":
            return in_words(value)
        is_thing = value.startswith(("http://", "https://", "urn:")) and word not in _TEXTS
        return self.names.get(value) if is_thing else value

    def _internal(self, name: str) -> bool:
        return expand(name) in self.internal

    def _numbers(self) -> Iterator[tuple[str, str]]:
        """How many were reached, in words, by thing."""
        [reaches] = self.pairs(_REACH[0])
        value, upper, bound, kind = (self.first(name) for name in _REACH[1:])
        for thing, reach in reaches:
            if reach not in value or reach not in kind:
                continue
            limit = self.names.get(bound.get(reach, ""), "")
            number = f"{value[reach]} to {upper[reach]}" if reach in upper else value[reach]
            start = "" if reach in upper else f"{limit} "
            yield thing, f"{start}{number} ({self.names.get(kind[reach], '')})".strip()

    @cached_property
    def evidence(self) -> Mapping[str, tuple[Evidence, ...]]:
        """The passages that each thing and statement rests on."""
        passages = {
            row["passage"]: Evidence(row["source"], row["section"], int(row["paragraph"]))
            for row in queries.ask(self.store, "coverage/passages")
            if row["passage"] not in self.hidden
        }
        [parts] = self.pairs("dcterms:isPartOf")
        shown = {passage for passage, _ in parts if passage in passages}
        found: dict[str, set[Evidence]] = defaultdict(set)
        [cited] = self.pairs("dcterms:source")
        for thing, passage in cited:
            if passage in shown:
                found[thing].add(passages[passage])
        return {thing: tuple(sorted(told)) for thing, told in found.items()}

    @cached_property
    def left_out(self) -> Mapping[str, int]:
        """How many values of internal properties are left out, by the property's word."""
        names = sorted(self.internal)
        found = self.pairs(*map(shorten, names))
        counts = {self.internal[name]: len(pairs) for name, pairs in zip(names, found, strict=True)}
        return {word: count for word, count in counts.items() if count}


def by_first(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """The values of each thing, in their order."""
    found: dict[str, list[str]] = defaultdict(list)
    for thing, value in pairs:
        found[thing].append(value)
    return found
