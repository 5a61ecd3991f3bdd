"""What the graph records about engagement, read once into plain sets and mappings.

The joins are flat and the store is asked each of them once; states are decided over these sets,
because a query that asks for what is *not* there is slow in one engine or the other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

import polars as pl

from uegraph.coverage.receipts import Receipts
from uegraph.coverage.record import ALWAYS, NEVER, Record, read_record
from uegraph.dates.times import Times, day_of
from uegraph.namespaces import expand
from uegraph.queries import ask, columns, private

if TYPE_CHECKING:
    from uegraph.store import Store

Links = Mapping[str, frozenset[str]]
Details = Mapping[str, tuple[Any, ...]]

NOTHING: Final[frozenset[str]] = frozenset()

PLANNED: Final = expand("scheme:activity-status/planned")
CANCELLED: Final = expand("scheme:activity-status/cancelled")

READ_WHOLE: Final = 5_000
"""Up to so many participations all receipts are read at once, so that rows of evidence can be
looked at after the store is closed."""

# What a bound adds to the number beside it for the least that it proves; others prove no least.
_BEYOND: Final[Mapping[str | None, int]] = {
    None: 0,
    expand("scheme:bound/exactly"): 0,
    expand("scheme:bound/at-least"): 0,
    expand("scheme:bound/range"): 0,
    expand("scheme:bound/more-than"): 1,
}


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept on which coverage is decided: a level, role, outcome, direction, characteristic."""

    name: str
    scheme: str = ""
    rank: int | None = None
    counts_as: str = ""


@dataclass(frozen=True, slots=True)
class Count:
    """What a source states of how many there are.

    Attributes:
        kind: What is counted: audience, organisation, place, theme or another kind of thing.
        within: What they are counted within; empty where within everything.
        least: The least that there are.
    """

    statement: str
    name: str
    kind: str
    within: str
    least: int


@dataclass(frozen=True, slots=True)
class Activity:
    """An activity or series."""

    iri: str
    name: str
    status: str
    when: str
    times: Times


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


@dataclass(frozen=True)
class Facts:
    """Everything that coverage is decided on.

    Attributes:
        names: The names of audiences, organisations, places, themes and unnamed parties.
        kinds: Which of these each of them is.
        concepts: Levels, directions, roles, outcomes, characteristics and the like.
        record: Participations and activities, in columns.
        links: Name of link to source to targets; ``~`` before the name turns it round.
        scopes: The settings of each coverage scope.
        statements: The details of each statement of completeness or non-engagement.
        counts: What sources state of how many there are.
        receipts: Where sources say so and tables hold it.
        private: What is marked private.
        published: The latest day on which a source was published.
    """

    names: Mapping[str, str]
    kinds: Mapping[str, str]
    concepts: Mapping[str, Concept]
    record: Record
    links: Mapping[str, Links]
    scopes: Mapping[str, Details]
    statements: Mapping[str, Details]
    counts: tuple[Count, ...]
    receipts: Receipts
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

    @cached_property
    def recorded_to(self) -> date | None:
        """The last day that the record tells of: a source published, or something held begun.

        What was held in a year began at its end at the latest; nobody wrote it down as held before
        it was.
        """
        held = self.record.activities.filter(
            ~pl.col("status").is_in([PLANNED, CANCELLED]) & (pl.col("began_by") < ALWAYS)
        )
        last = held["began_by"].max()
        days = [self.published, date.fromordinal(int(str(last))) if last else None]
        return max((day for day in days if day), default=None)

    @cached_property
    def activities(self) -> Mapping[str, Activity]:
        """Activities and series by IRI."""
        return {iri: self._activity(code, iri) for code, iri in enumerate(self.record.index.texts)}

    def _activity(self, code: int, iri: str) -> Activity:
        row = self.record.activities.row(code, named=True)
        return Activity(iri, row["name"], row["status"], row["when"], _times(row))

    def activity(self, iri: str) -> Activity:
        """One activity or series."""
        if iri not in self._activities:
            self._activities[iri] = self._activity(self.record.index.places[iri], iri)
        return self._activities[iri]

    @cached_property
    def _activities(self) -> dict[str, Activity]:
        """Those that were asked for one by one."""
        return {}

    def parts_of(self, party: str) -> tuple[Participation, ...]:
        """The participations of one party, by IRI."""
        code = self.record.parties.places.get(party)
        lines = [] if code is None else self._lines_of.get(code, [])
        return tuple(self.participations(lines))

    @cached_property
    def _lines_of(self) -> Mapping[int, list[int]]:
        parties = self.record.participations.select("party").with_row_index()
        groups = parties.group_by("party", maintain_order=True).agg("index")
        return dict(zip(groups["party"].to_list(), groups["index"].to_list(), strict=True))

    @cached_property
    def by_activity(self) -> Mapping[str, tuple[Participation, ...]]:
        """The participations in each activity by IRI: for what is shown, not what is counted."""
        found: dict[str, list[Participation]] = defaultdict(list)
        for part in self.participations(range(len(self.record.participations))):
            found[part.activity].append(part)
        return {iri: tuple(parts) for iri, parts in found.items()}

    def participations(self, places: Sequence[int]) -> Iterator[Participation]:
        """Some lines of the record as objects."""
        lines = self.record.participations[list(places)]
        words = self.record.words
        for iri, activity, party, role, status, level, direction in lines.iter_rows():
            yield Participation(
                iri,
                self.record.index.texts[activity],
                self.record.parties.texts[party],
                words["role"].texts[role],
                words["status"].texts[status],
                "" if level is None else words["level"].texts[level],
                "" if direction is None else words["direction"].texts[direction],
            )


@contextmanager
def read_once(store: Store) -> Iterator[None]:
    """Inside, the facts of a graph that does not change are read once, whoever asks for them."""
    token = _READ.set((store, read_facts(store)))
    try:
        yield
    finally:
        _READ.reset(token)


def read_facts(store: Store) -> Facts:
    """Ask the store for everything that coverage is decided on."""
    kept = _READ.get()
    return kept[1] if kept and kept[0] is store else _read(store)


def _read(store: Store) -> Facts:
    things = columns(store, "coverage/things").cast(pl.String).sort("kind", "name", "thing")
    links = _links(store)
    marked = private(store)
    record = read_record(store, links, marked)
    statements = _details(store, "coverage/statements", "statement", "detail")
    receipts = Receipts(store)
    if len(record.participations) <= READ_WHOLE:
        receipts.read([*record.participations["iri"], *statements])
    days = [day for row in ask(store, "coverage/published") if (day := day_of(row["published"]))]
    return Facts(
        names=dict(things.select("thing", "name").iter_rows()),
        kinds=dict(things.select("thing", "kind").iter_rows()),
        concepts=_concepts(store),
        record=record,
        links=links,
        scopes=_details(store, "coverage/scopes", "scope", "setting"),
        statements=statements,
        counts=_counts(store),
        receipts=receipts,
        private=marked,
        published=max(days, default=None),
    )


_READ: Final[ContextVar[tuple[Store, Facts] | None]] = ContextVar("facts", default=None)


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
    for source, link, target in columns(store, "coverage/links").iter_rows():
        found[link][source].add(target)
        found[f"~{link}"][target].add(source)
    return {
        link: {source: frozenset(targets) for source, targets in pairs.items()}
        for link, pairs in found.items()
    }


def _concepts(store: Store) -> dict[str, Concept]:
    return {
        row["concept"]: Concept(
            name=row["name"],
            scheme=row["scheme"].rpartition("/")[2],
            rank=row["rank"],
            counts_as=str(row["counts_as"] or "").rpartition("/")[2],
        )
        for row in ask(store, "coverage/concepts")
    }


def _counts(store: Store) -> tuple[Count, ...]:
    return tuple(
        Count(
            statement=row["statement"],
            name=row["name"],
            kind=row["kind"],
            within=row["within"] or "",
            least=row["count"] + _BEYOND[row["bound"]],
        )
        for row in ask(store, "coverage/stated-counts")
        if row["bound"] in _BEYOND
    )


def _times(row: Mapping[str, Any]) -> Times:
    days = {
        name: None if row[name] in (NEVER, ALWAYS) else date.fromordinal(row[name])
        for name in ("began_from", "began_by", "ended_from", "ended_by")
    }
    return Times(**days, dated=row["dated"])


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
