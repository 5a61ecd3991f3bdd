"""Who works with whom, as far as anybody recorded it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from uegraph.network import CROWD, KINDS, MORE_KINDS, stakeholder_network
from uegraph.report.model import Column, Paragraph, Section, Table
from uegraph.report.wording import listed, number, several, shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from uegraph.report.material import Material
    from uegraph.report.model import Block


@dataclass(frozen=True, slots=True)
class _Together:
    """Two bodies and the names of the activities in which both took part."""

    one: str
    other: str
    activities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Ties:
    """How the bodies of a graph are tied to each other.

    Attributes:
        bodies: How many there are.
        pairs: Who took part in the same activities, the most activities first.
        partners: How many other bodies each body met in an activity, by name and IRI.
        alone: The names of the bodies with no link to another body.
        unlinked: How many of them have no link to anything at all.
        told: What was not derived.
    """

    bodies: int
    pairs: tuple[_Together, ...]
    alone: tuple[str, ...]
    unlinked: int
    told: Mapping[str, int]


def network(read: Material) -> Section | None:
    """The bodies that meet, and those that are never recorded beside another."""
    if not read.counts.get("organisation"):
        return None
    ties = _ties(read)
    return Section("network", "Who works with whom", tuple(_blocks(ties, read.asked.top)))


def _ties(read: Material) -> _Ties:
    graph = stakeholder_network(read.store, kinds=(*KINDS, *MORE_KINDS))
    labels = {node: str(point["label"]) for node, point in graph.nodes(data=True)}
    bodies = {node for node, point in graph.nodes(data=True) if point["kind"] == "organisation"}
    met: dict[str, set[str]] = defaultdict(set)
    linked: set[str] = set()
    pairs = []
    for one, other, link in graph.edges(data=True):
        linked |= {one, other}
        if one in bodies and other in bodies:
            met[one].add(other)
            met[other].add(one)
            if link["kind"] == "collaboration":
                pairs.append(_together(labels, one, other, link))
    pairs.sort(key=lambda pair: (-len(pair.activities), pair.one, pair.other))
    return _Ties(
        bodies=len(bodies),
        pairs=tuple(pairs),
        alone=tuple(sorted(labels[node] for node in bodies - met.keys())),
        unlinked=len(bodies - linked),
        told=graph.graph,
    )


def _together(
    labels: Mapping[str, str], one: str, other: str, link: Mapping[str, Any]
) -> _Together:
    names = sorted((labels[one], labels[other]))
    return _Together(names[0], names[1], tuple(sorted(labels[iri] for iri in link["through"])))


def _blocks(ties: _Ties, top: int) -> Iterator[Block]:
    yield Paragraph(_lead(ties), lead=True)
    if ties.pairs:
        columns = (
            Column("Body"), Column("With"), Column("Activities", "number"),
            Column("In which", "long"),
        )  # fmt: skip
        rows = tuple(
            (shown(pair.one), shown(pair.other), number(len(pair.activities)),
             listed(pair.activities, 3))
            for pair in ties.pairs[:top]
        )  # fmt: skip
        yield Table("Bodies that took part in the same activities", columns, rows, _note(ties, top))
    if ties.alone:
        yield Paragraph(_alone(ties))


def _lead(ties: _Ties) -> str:
    together = {name for pair in ties.pairs for name in (pair.one, pair.other)}
    if not together:
        return "No two named bodies are recorded as taking part in the same activity."
    return (
        f"{number(len(together))} of {several(ties.bodies, 'body', 'bodies')} took part in an "
        f"activity beside another, in {several(len(ties.pairs), 'pair')}. That two bodies were "
        "there does not say that they worked together."
    )


def _note(ties: _Ties, top: int) -> str:
    said = []
    if len(ties.pairs) > top:
        said.append(f"The first {top} of {several(len(ties.pairs), 'pair')}.")
    crowds, left_out = ties.told.get("crowds", 0), ties.told.get("left_out", 0)
    if crowds:
        noun = several(crowds, "activity", "activities")
        said.append(f"{noun} with more than {CROWD} bodies made no pairs.")
    if left_out:
        said.append(f"{several(left_out, 'weaker pair')} left out.")
    return " ".join(said)


def _alone(ties: _Ties) -> str:
    of = several(ties.bodies, "body", "bodies")
    has = "has" if len(ties.alone) == 1 else "have"
    said = (
        f"{number(len(ties.alone))} of {of} {has} no recorded link to another named body: "
        f"{listed(ties.alone, 8)}. No recorded link is not a finding that none exists."
    )
    if ties.unlinked:
        said += f" {number(ties.unlinked)} of these are linked to nothing at all."
    return said
