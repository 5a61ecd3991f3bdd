"""Who works with whom, as far as anybody recorded it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from uegraph.network import CROWD, activities_of, read_network
from uegraph.queries import columns
from uegraph.report.model import Column, Paragraph, Section, Table
from uegraph.report.wording import listed, number, shown
from uegraph.words import many

if TYPE_CHECKING:
    from collections.abc import Iterator

    import polars as pl

    from uegraph.network import Network
    from uegraph.report.material import Material
    from uegraph.report.model import Block


@dataclass(frozen=True, slots=True)
class Together:
    """Two bodies and the names of the activities in which both took part."""

    one: str
    other: str
    activities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ties:
    """How the bodies of a graph are tied to each other.

    Attributes:
        bodies: How many there are.
        pairs: How many pairs of them took part in the same activity.
        together: How many bodies are in such a pair.
        top: The pairs with the most activities in common, the most first.
        alone: The names of the bodies with no recorded link to another.
        unlinked: How many of them have no link to anything at all.
        crowds: How many activities had too many bodies to say anything of two of them.
    """

    bodies: int
    pairs: int
    together: int
    top: tuple[Together, ...]
    alone: tuple[str, ...]
    unlinked: int
    crowds: int


def network(read: Material) -> Section | None:
    """The bodies that meet, and those that are never recorded beside another."""
    if not read.counts.get("organisation"):
        return None
    return Section("network", "Who works with whom", tuple(_blocks(ties(read))))


def ties(read: Material) -> Ties:
    """How the bodies are tied to each other; what is private ties nobody."""
    import polars as pl  # noqa: PLC0415 - 150 ms

    net = read_network(read.store, links="derived")
    bodies = net.points["iri"]
    all_of = bodies.implode()
    links = _links(read)
    of_bodies = links.filter(pl.col("from").is_in(all_of) & pl.col("to").is_in(all_of))
    beside_others = {*bodies.gather(net.links["source"]), *bodies.gather(net.links["target"])}
    known = beside_others.union(*(of_bodies[end] for end in ("from", "to")))
    linked = {*links["from"], *links["to"]}
    sizes = net.incidence.activities["size"] if net.incidence else bodies.head(0)
    return Ties(
        bodies=len(bodies),
        pairs=net.pairs,
        together=len(beside_others),
        top=_top(net, read.asked.top),
        alone=tuple(sorted(read.names[iri] for iri in bodies if iri not in known)),
        unlinked=sum(iri not in linked for iri in bodies),
        crowds=int((sizes > CROWD).sum()),
    )


def _links(read: Material) -> pl.DataFrame:
    """All stated links between two things that are not private."""
    import polars as pl  # noqa: PLC0415 - as above

    names = pl.Series(list(read.names)).implode()
    return columns(read.store, "network/map-links").filter(
        pl.col("from").is_in(names) & pl.col("to").is_in(names) & (pl.col("from") != pl.col("to"))
    )


def _top(net: Network, top: int) -> tuple[Together, ...]:
    """The pairs with the most activities; names decide between equal ones."""
    names = net.points["name"]
    least = net.links["shared"].sort(descending=True)[:top].min()
    kept = net.links.filter(net.links["shared"] >= least) if least is not None else net.links
    pairs = list(zip(kept["source"], kept["target"], strict=True))
    found = [
        Together(
            min(names[one], names[other]),
            max(names[one], names[other]),
            tuple(sorted(shared["name"])),
        )
        for (one, other), shared in zip(pairs, activities_of(net, pairs), strict=True)
    ]
    found.sort(key=lambda pair: (-len(pair.activities), pair.one, pair.other))
    return tuple(found[:top])


def _blocks(ties: Ties) -> Iterator[Block]:
    yield Paragraph(_lead(ties), lead=True)
    if ties.top:
        columns = (
            Column("Body"), Column("With"), Column("Activities", "number"),
            Column("In which", "long"),
        )  # fmt: skip
        rows = tuple(
            (shown(pair.one), shown(pair.other), number(len(pair.activities)),
             listed(pair.activities, 3))
            for pair in ties.top
        )  # fmt: skip
        yield Table("Bodies that took part in the same activities", columns, rows, _note(ties))
    if ties.alone:
        yield Paragraph(_alone(ties))


def _lead(ties: Ties) -> str:
    if not ties.pairs:
        return "No two named bodies are recorded as taking part in the same activity."
    return (
        f"{number(ties.together)} of {many(ties.bodies, 'body', 'bodies')} took part in an "
        f"activity beside another, in {many(ties.pairs, 'pair')}. That two bodies were "
        "there does not say that they worked together."
    )


def _note(ties: Ties) -> str:
    said = []
    if ties.pairs > len(ties.top):
        said.append(f"The first {len(ties.top)} of {many(ties.pairs, 'pair')}.")
    if ties.crowds:
        noun = many(ties.crowds, "activity", "activities")
        said.append(f"{noun} with more than {CROWD} bodies made no pairs.")
    return " ".join(said)


def _alone(ties: Ties) -> str:
    of = many(ties.bodies, "body", "bodies")
    has = "has" if len(ties.alone) == 1 else "have"
    said = (
        f"{number(len(ties.alone))} of {of} {has} no recorded link to another named body: "
        f"{listed(ties.alone, 8)}. No recorded link is not a finding that none exists."
    )
    if ties.unlinked:
        said += f" {number(ties.unlinked)} of these are linked to nothing at all."
    return said
