"""What the graph records about engagement, read once into plain sets and mappings.

The joins are flat and the store is asked each of them once; states are decided over these sets,
because a query that asks for what is *not* there is slow in one engine or the other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from uegraph.coverage.questions import ask, day_of, unordered
from uegraph.coverage.receipts import read_receipts
from uegraph.coverage.times import Times, times
from uegraph.namespaces import expand

if TYPE_CHECKING:
    from datetime import date

    from uegraph.coverage.model import Passage, TableRow
    from uegraph.store import Store

Links = Mapping[str, frozenset[str]]
Details = Mapping[str, tuple[Any, ...]]

NOTHING: Final[frozenset[str]] = frozenset()

PLANNED: Final = expand("scheme:activity-status/planned")
CANCELLED: Final = expand("scheme:activity-status/cancelled")


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept on which coverage is decided: a level, role, outcome or direction."""

    name: str
    rank: int | None = None
    counts_as: str = ""


@dataclass(frozen=True, slots=True)
class Activity:
    """An activity or series, with the themes and places that it states or takes from its whole."""

    name: str
    type: str
    status: str
    when: str
    times: Times
    themes: frozenset[str] = NOTHING
    places: frozenset[str] = NOTHING


@dataclass(frozen=True, slots=True)
class Participation:
    """The part that one party had in one activity."""

    iri: str
    activity: str
    party: str
    role: str
    status: str
    level: str
    direction: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that coverage is decided on.

    Attributes:
        names: The names of audiences, organisations, places and unnamed parties.
        kinds: Which of these each of them is.
        concepts: Levels, directions, roles, outcomes and the like.
        activities: Activities and series.
        by_party: The participations of each party.
        by_activity: The participations in each activity.
        by_place: The activities of each place.
        links: Name of link to source to targets; ``~`` before the name turns it round.
        scopes: The settings of each coverage scope.
        statements: The details of each statement of completeness or non-engagement.
        passages: Where sources say so.
        rows: Where tables hold it.
        private: What is marked private.
        published: The latest day on which a source was published.
    """

    names: Mapping[str, str]
    kinds: Mapping[str, str]
    concepts: Mapping[str, Concept]
    activities: Mapping[str, Activity]
    by_party: Mapping[str, tuple[Participation, ...]]
    by_activity: Mapping[str, tuple[Participation, ...]]
    by_place: Mapping[str, tuple[str, ...]]
    links: Mapping[str, Links]
    scopes: Mapping[str, Details]
    statements: Mapping[str, Details]
    passages: Mapping[str, tuple[Passage, ...]]
    rows: Mapping[str, tuple[TableRow, ...]]
    private: frozenset[str]
    published: date | None

    def name(self, iri: str) -> str:
        """A thing's name; the end of its IRI where it has none."""
        concept = self.concepts.get(iri)
        return self.names.get(iri) or (concept.name if concept else iri.rpartition("/")[2])

    def counts_as(self, concept: str) -> str:
        """The coverage state that a role or outcome can lead to; empty where to none."""
        found = self.concepts.get(concept)
        return found.counts_as if found else ""

    def within(self, starts: Iterable[str], link: str) -> frozenset[str]:
        """What can be reached over a link in one step or more, the starts among it."""
        return reached(starts, self.links.get(link, {}))


def read_facts(store: Store) -> Facts:
    """Ask the store for everything that coverage is decided on."""
    things = ask(store, "things")
    links = _links(store)
    passages, rows, told = read_receipts(store)
    by_party, by_activity = _participations(store)
    activities = _activities(store, links, told)
    days = [day for row in ask(store, "published") if (day := day_of(row["published"]))]
    return Facts(
        names={row["thing"]: row["name"] for row in things},
        kinds={row["thing"]: row["kind"] for row in things},
        concepts=_concepts(store),
        activities=activities,
        by_party=by_party,
        by_activity=by_activity,
        by_place=_by_place(activities),
        links=links,
        scopes=_details(store, "scopes", "scope", "setting"),
        statements=_details(store, "statements", "statement", "detail"),
        passages=passages,
        rows=rows,
        private=frozenset(row["thing"] for row in ask(store, "private")),
        published=max(days, default=None),
    )


def reached(starts: Iterable[str], links: Links) -> frozenset[str]:
    """What can be reached in any number of steps, the starts among it; circles do no harm."""
    found: set[str] = set()
    waiting = list(starts)
    while waiting:
        here = waiting.pop()
        if here not in found:
            found.add(here)
            waiting.extend(links.get(here, NOTHING))
    return frozenset(found)


def _links(store: Store) -> dict[str, Links]:
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for source, link, target in unordered(store, "links"):
        found[str(link)][str(source)].add(str(target))
        found[f"~{link}"][str(target)].add(str(source))
    return {
        link: {source: frozenset(targets) for source, targets in pairs.items()}
        for link, pairs in found.items()
    }


def _concepts(store: Store) -> dict[str, Concept]:
    return {
        row["concept"]: Concept(
            name=row["name"],
            rank=row["rank"],
            counts_as=str(row["counts_as"] or "").rpartition("/")[2],
        )
        for row in ask(store, "concepts")
    }


def _participations(
    store: Store,
) -> tuple[dict[str, tuple[Participation, ...]], dict[str, tuple[Participation, ...]]]:
    by_party: dict[str, list[Participation]] = defaultdict(list)
    by_activity: dict[str, list[Participation]] = defaultdict(list)
    cells = sorted(
        tuple(str(cell or "") for cell in row) for row in unordered(store, "engagements")
    )
    for row in cells:
        found = Participation(*row)
        by_party[found.party].append(found)
        by_activity[found.activity].append(found)
    return (
        {party: tuple(found) for party, found in by_party.items()},
        {activity: tuple(found) for activity, found in by_activity.items()},
    )


def _activities(
    store: Store, links: Mapping[str, Links], told: Mapping[str, date]
) -> dict[str, Activity]:
    found = {
        row["activity"]: Activity(
            name=row["name"],
            type=row["type"],
            status=row["status"],
            when=row["when"] or "",
            times=_times(row, told.get(row["activity"])),
        )
        for row in ask(store, "activities")
    }
    return {
        iri: replace(
            activity,
            themes=_own_or_whole(iri, links.get("theme", {}), links.get("within", {})),
            places=_own_or_whole(iri, links.get("place", {}), links.get("within", {})),
        )
        for iri, activity in found.items()
    }


def _by_place(activities: Mapping[str, Activity]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for iri, activity in sorted(activities.items()):
        for place in activity.places:
            found[place].append(iri)
    return {place: tuple(iris) for place, iris in found.items()}


def _times(row: Mapping[str, Any], told: date | None) -> Times:
    if row["when"]:
        return times(str(row["when"]), told=told)
    first, last = day_of(row["earliest"]), day_of(row["latest"])
    return Times(first, last, first, last, dated=bool(first or last))


def _own_or_whole(iri: str, values: Links, within: Links) -> frozenset[str]:
    """What an activity states itself, else what the larger activity or series states."""
    seen: set[str] = set()
    level = {iri}
    while level:
        stated = frozenset[str]().union(*(values.get(part, NOTHING) for part in level))
        if stated:
            return stated
        seen |= level
        level = {whole for part in level for whole in within.get(part, NOTHING)} - seen
    return NOTHING


def _details(store: Store, name: str, key: str, field: str) -> dict[str, Details]:
    found: dict[str, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for row in ask(store, name):
        found[row[key]][row[field]].append(row["value"])
        if "kind" in row:
            found[row[key]]["kind"] = [row["kind"]]
    return {
        iri: {detail: tuple(values) for detail, values in details.items()}
        for iri, details in found.items()
    }
