"""What a report is made of, read from the graph once.

What is marked private is counted here and named nowhere after.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from uegraph.gaps import gaps
from uegraph.queries import ask, columns, private

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    import polars as pl

    from uegraph.coverage import CoverageResult, State
    from uegraph.gaps import Ranking
    from uegraph.store import Store


ASSUMED: Final = {
    "audience": "All audiences on record",
    "organisation": "All bodies on record",
}
"""What is looked at where no scope is recorded, and how it is called."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a report.

    Attributes:
        scope: The slug or IRI of one coverage scope; None for every scope.
        as_of: The day from which recent and future are measured; None for each scope's own.
        top: How many gaps and links are listed.
        threshold: The count below which a figure about people is not shown.
    """

    scope: str | None
    as_of: date | None
    top: int
    threshold: int


@dataclass(frozen=True, slots=True)
class Material:
    """What was read.

    Attributes:
        store: The graph, for what only one section needs.
        asked: What is asked.
        rankings: The gaps of each scope with its coverage.
        assumed: Whether no scope is recorded, so that everybody on record is taken as a target.
        sources: The sources with date, licence and passages.
        names: The name of everything that may be shown, by IRI.
        kinds: What it is.
        counts: How many things of each kind there are that are not private.
        participations: How many parts in activities are not private.
        activities: The activities that are not private.
        private: The IRIs of what is private, and of what would tell of it.
        hidden: How many things of each kind are marked private.
    """

    store: Store
    asked: Asked
    rankings: tuple[Ranking, ...]
    assumed: bool
    sources: Sequence[Mapping[str, Any]]
    names: Mapping[str, str]
    kinds: Mapping[str, str]
    counts: Mapping[str, int]
    participations: int
    activities: Sequence[Mapping[str, Any]]
    private: frozenset[str]
    hidden: Mapping[str, int]

    @property
    def results(self) -> tuple[CoverageResult, ...]:
        """The coverage of each scope."""
        return tuple(ranking.result for ranking in self.rankings)


def read_material(store: Store, asked: Asked) -> Material:
    """Ask the graph for all that a report is made of.

    Raises:
        UnknownNameError: No such scope.
    """
    import polars as pl  # noqa: PLC0415 - 150 ms

    marked = private(store)
    activities = ask(store, "coverage/activities")
    nodes = ask(store, "network/map-nodes")
    kinds = {str(row["thing"]): str(row["kind"]) for row in ask(store, "coverage/things")}
    kinds |= _kinds(nodes, activities)
    parts = columns(store, "coverage/engagements")
    kinds |= dict.fromkeys(parts["participation"], "participation")
    counts = Counter(kind for iri, kind in kinds.items() if iri not in marked)
    recorded = gaps(store, scope=asked.scope, as_of=asked.as_of)
    hidden = pl.any_horizontal(pl.col("participation", "activity", "party").is_in(list(marked)))
    return Material(
        store=store,
        asked=asked,
        rankings=tuple(recorded or _assumed(store, asked, counts)),
        assumed=not recorded,
        sources=ask(store, "evidence/sources"),
        names={row["node"]: row["name"] for row in reversed(nodes)},
        kinds={row["node"]: kinds[row["node"]] for row in nodes},
        counts=counts,
        participations=len(parts.filter(~hidden)),
        activities=[row for row in activities if row["activity"] not in marked],
        private=marked,
        hidden=Counter(kinds.get(iri, "other thing") for iri in marked),
    )


def _assumed(store: Store, asked: Asked, counts: Mapping[str, int]) -> Iterator[Ranking]:
    """The gaps among everybody on record, where no scope says whom to reach."""
    for kind, name in ASSUMED.items():
        if counts.get(kind):
            [ranking] = gaps(store, of=[kind], as_of=asked.as_of)
            yield replace(ranking, result=replace(ranking.result, name=name))


def open_names(result: CoverageResult, state: State) -> list[str]:
    """The names of the targets of a scope that have a state and are not private."""
    import polars as pl  # noqa: PLC0415 - 150 ms

    found = result.frame.filter((pl.col("state") == state) & ~pl.col("private"))
    return names_in(found, result.kinds)


def names_in(frame: pl.DataFrame, kinds: Sequence[str]) -> list[str]:
    """The name of the target of each line of a frame of coverage or gaps."""
    names = frame.select(f"{kind}_name" for kind in kinds)
    return [", ".join(members) for members in names.iter_rows()]


def _kinds(
    nodes: Sequence[Mapping[str, Any]], activities: Sequence[Mapping[str, Any]]
) -> dict[str, str]:
    """What each thing is; a series is an activity too, and is counted as a series."""
    found = {str(row["activity"]): "activity" for row in activities}
    for row in nodes:
        if found.get(row["node"]) != "series":
            found[row["node"]] = row["kind"]
    return found
