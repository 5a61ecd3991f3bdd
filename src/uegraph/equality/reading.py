"""What the graph records of groups beside their engagement: traits, populations, numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from uegraph.equality.bounds import Bounds, either, exactly, stated
from uegraph.queries import ask

if TYPE_CHECKING:
    from uegraph.coverage.facts import Facts
    from uegraph.store import Store

Links = Mapping[str, tuple[str, ...]]
Dated = dict[str, Bounds]  # a number for each time that it is stated for; "" where for none


@dataclass(frozen=True, slots=True)
class Population:
    """How many an audience or place comprises.

    Attributes:
        number: As far as its sources agree.
        source: Their names; empty where none is recorded.
    """

    name: str
    number: Bounds
    source: str


@dataclass(frozen=True, slots=True)
class Numbers:
    """All recorded numbers of one kind.

    Attributes:
        kind: The kind in words.
        of: For each activity or participation the number at each time.
        about: Those of which a number is no more than "about".
    """

    kind: str
    of: Mapping[str, Dated]
    about: frozenset[str]


@dataclass(frozen=True, slots=True)
class Records:
    """Everything beside coverage that the views are made of.

    Attributes:
        held: What characteristics the members of each audience share.
        sited: The places of each audience, organisation, unnamed party, activity and series.
        broader: For each audience, characteristic or place those that it is directly part of.
        wholes: For each activity the larger activities and series that it is directly part of.
        codes: The codes of places.
        populations: For each audience or place that has one its population, but for private ones.
        numbers: The numbers of each kind.
    """

    held: Links
    sited: Links
    broader: Links
    wholes: Links
    codes: Mapping[str, str]
    populations: Mapping[str, Population]
    numbers: tuple[Numbers, ...]


def read_records(store: Store, facts: Facts) -> Records:
    """Ask the store for what coverage has not read already."""
    links = {name: facts.links.get(name, {}) for name in ("characteristic", "place")}
    audiences = {iri for iri, kind in facts.kinds.items() if kind == "audience"}
    held = {iri: found for iri, found in links["characteristic"].items() if iri in audiences}
    return Records(
        held=_ordered(held),
        sited=_ordered(links["place"]),
        broader=_ordered(facts.links.get("broader", {})),
        wholes=_ordered(facts.links.get("within", {})),
        codes={row["place"]: row["code"] for row in ask(store, "equality/codes")},
        populations=_populations(store, facts.private),
        numbers=_numbers(store),
    )


def upwards(start: str, links: Links) -> list[tuple[str, ...]]:
    """What lies above a thing, the nearest level first; circles do no harm."""
    seen = {start}
    level: tuple[str, ...] = (start,)
    found = []
    while level := tuple(sorted({up for one in level for up in links.get(one, ())} - seen)):
        seen.update(level)
        found.append(level)
    return found


def _ordered(links: Mapping[str, frozenset[str]]) -> dict[str, tuple[str, ...]]:
    return {source: tuple(sorted(targets)) for source, targets in links.items()}


def _populations(store: Store, private: frozenset[str]) -> dict[str, Population]:
    found: dict[str, Population] = {}
    for row in ask(store, "equality/populations"):
        if row["thing"] in private:
            continue
        number, sources = exactly(int(row["population"])), {row["source"] or ""}
        known = found.get(row["thing"])
        if known:
            number = either(known.number, number)
            sources |= set(known.source.split("; "))
        found[row["thing"]] = Population(row["name"], number, "; ".join(sorted(sources - {""})))
    return found


def _numbers(store: Store) -> tuple[Numbers, ...]:
    """Two numbers of one kind, thing and time are two sources that differ: both are possible."""
    found: dict[str, dict[str, Dated]] = defaultdict(dict)
    about: dict[str, set[str]] = defaultdict(set)
    for row in ask(store, "equality/numbers"):
        bound = str(row["bound"]).rpartition("/")[2]
        number = stated(bound, int(row["value"]), _whole(row["upper"]))
        dated = found[row["kind"]].setdefault(row["subject"], {})
        when = row["when"] or ""
        dated[when] = either(dated[when], number) if when in dated else number
        if bound == "about":
            about[row["kind"]].add(row["subject"])
    return tuple(Numbers(kind, found[kind], frozenset(about[kind])) for kind in sorted(found))


def _whole(value: Any) -> int | None:
    return None if value is None else int(value)
