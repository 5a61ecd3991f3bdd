"""Who works with whom, as far as anybody recorded it.

The pairs are those of the map (``uegraph.network.add_collaborations``), joined here over columns,
because a report is also asked of graphs that are too large to be drawn.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from uegraph.namespaces import expand
from uegraph.network import CROWD
from uegraph.queries import columns
from uegraph.report.model import Column, Paragraph, Section, Table
from uegraph.report.wording import listed, number, shown
from uegraph.words import many

if TYPE_CHECKING:
    from collections.abc import Iterator

    import polars as pl

    from uegraph.report.material import Material
    from uegraph.report.model import Block

TOOK_PART: Final = tuple(
    expand(f"scheme:participation-status/{status}")
    for status in ("attended", "responded", "took-part")
)


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

    bodies = pl.Series([iri for iri, kind in read.kinds.items() if kind == "organisation"])
    all_of = bodies.implode()
    met, crowds = _met(read, bodies)
    beside = met.join(met, on="activity", suffix="_other").filter(
        pl.col("party") < pl.col("party_other")
    )
    pairs = beside.group_by("party", "party_other").agg(
        pl.len().alias("count"), pl.col("activity").sort()
    )
    links = _links(read)
    of_bodies = links.filter(pl.col("from").is_in(all_of) & pl.col("to").is_in(all_of))
    beside_others = {*pairs["party"], *pairs["party_other"]}
    known = beside_others.union(*(of_bodies[end] for end in ("from", "to")))
    linked = {*links["from"], *links["to"]}
    return Ties(
        bodies=len(bodies),
        pairs=len(pairs),
        together=len(beside_others),
        top=_top(read, pairs),
        alone=tuple(sorted(read.names[iri] for iri in bodies if iri not in known)),
        unlinked=sum(iri not in linked for iri in bodies),
        crowds=crowds,
    )


def _met(read: Material, bodies: pl.Series) -> tuple[pl.DataFrame, int]:
    """Which bodies were in which activity, and how many activities were too full to be in it."""
    import polars as pl  # noqa: PLC0415 - as above

    parts = columns(read.store, "coverage/engagements").filter(
        pl.col("status").is_in(TOOK_PART)
        & pl.col("party").is_in(bodies.implode())
        & pl.col("activity").is_in(list(read.names))
        & ~pl.col("participation").is_in(list(read.private))
    )
    met = parts.select("activity", "party").unique()
    crowded = pl.len().over("activity") > CROWD
    crowds = met.filter(crowded)["activity"].n_unique()
    return met.filter(~crowded), crowds


def _links(read: Material) -> pl.DataFrame:
    """All stated links between two things that are not private."""
    import polars as pl  # noqa: PLC0415 - as above

    names = pl.Series(list(read.names)).implode()
    return columns(read.store, "network/map-links").filter(
        pl.col("from").is_in(names) & pl.col("to").is_in(names) & (pl.col("from") != pl.col("to"))
    )


def _top(read: Material, pairs: pl.DataFrame) -> tuple[Together, ...]:
    """The pairs with the most activities; names decide between equal ones."""
    import polars as pl  # noqa: PLC0415 - as above

    least = pairs["count"].sort(descending=True)[: read.asked.top].min()
    kept = pairs.filter(pl.col("count") >= least) if least is not None else pairs
    found = [
        Together(
            min(read.names[one], read.names[other]),
            max(read.names[one], read.names[other]),
            tuple(sorted(read.names[iri] for iri in activities)),
        )
        for one, other, _, activities in kept.iter_rows()
    ]
    found.sort(key=lambda pair: (-len(pair.activities), pair.one, pair.other))
    return tuple(found[: read.asked.top])


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
