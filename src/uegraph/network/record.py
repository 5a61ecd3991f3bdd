"""What the graph records of bodies, parts and links, read once into columns.

Invariant: what is marked private is not in here, nor any part or link that it carries or ends at.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Final

import polars as pl

from uegraph.dates.times import day_of
from uegraph.namespaces import expand
from uegraph.network.spans import with_days
from uegraph.queries import ask, columns, private, values

if TYPE_CHECKING:
    from collections.abc import Iterable

    from uegraph.store import Store

ORGANISED: Final = ("organiser", "co-organiser", "host", "facilitator")
"""The roles of a body that runs an activity."""

TOOK_PART: Final = ("attended", "responded", "took-part")
"""What came of a part that makes a link: an invitation, or a page that serves, joins nobody."""

_PARTS: Final = ("ueg:activity", "ueg:party", "ueg:role", "ueg:status", "ueg:level")
_TIMED: Final = ("ueg:when", "ueg:earliest", "ueg:latest")
_NOT_HELD: Final = ("activity-status/planned", "activity-status/cancelled")
_TRAITS: Final = {
    "sector": "ueg:sector",
    "type": "org:classification",
    "place": "dcterms:spatial",
    "acronym": "ueg:acronym",
    "permission": "ueg:permission",
}
_STATED: Final = {
    "org:memberOf": "member of",
    "org:unitOf": "unit of",
    "org:subOrganizationOf": "part of",
    "ueg:representedBy": "represented by",
    "ueg:supportedBy": "supported by",
    "ueg:lead": "led by",
}
"""The properties that link two things without a statement of their own, in words."""


@dataclass(frozen=True)
class Record:
    """Everything that a network can be made of.

    Attributes:
        things: ``iri``, ``name``, ``kind`` and, where recorded, ``sector``, ``type``, ``place``
            (in words), ``acronym`` and ``permission``; bodies, audiences, themes, places, goals.
        parts: What was taken part in, one line a participation: ``statement``, ``activity``,
            ``party``, ``role`` (in words), ``rank`` (of the level; null where nobody says).
        activities: ``iri``, ``name``, ``when``, and the four days between which each began and
            ended, as ordinals, null where open or unknown; sorted by IRI.
        stated: ``source``, ``target``, ``type`` (in words), ``statement``, ``when`` and its days.
        ties: Which activity or series lies ``within`` which, is on which ``theme``, in which
            ``place``, contributes to which ``goal``; what is ``broader``: source, link, target.
        levels: The name and the rank of each level of engagement, by its IRI.
        cited: The names of the documents that participations and stated links rest on:
            ``statement`` and ``source``.
        as_of: The last day that the record tells of.
        hidden: What is marked private.
    """

    things: pl.DataFrame
    parts: pl.DataFrame
    activities: pl.DataFrame
    stated: pl.DataFrame
    ties: pl.DataFrame
    levels: dict[str, tuple[str, int]]
    cited: pl.DataFrame
    as_of: date | None
    hidden: frozenset[str]


def read_record(store: Store) -> Record:
    """Everything that networks are made of; to make several, read it once."""
    hidden = private(store)
    concepts = columns(store, "network/concepts").cast(pl.String)
    names = concepts.select(pl.col("concept").alias("value"), pl.col("name").alias("said"))
    things = _things(store, names, hidden)
    activity, party, role, status, level = values(store, *_PARTS)
    parts = _parts([activity, party, role, status, level], concepts, hidden)
    cited = _Cited.of(store)
    activities = _public(_activities(store, activity, status, cited), hidden, "iri")
    stated = _public(_stated(store, names, cited), hidden, "source", "target", "statement")
    published = [day_of(row["published"]) for row in ask(store, "coverage/published")]
    return Record(
        things=things,
        parts=parts.filter(pl.col("activity").is_in(activities["iri"].implode())),
        activities=activities,
        stated=stated,
        ties=_ties(store, hidden),
        levels={
            row["concept"]: (row["name"], int(row["rank"]))
            for row in concepts.iter_rows(named=True)
            if row["scheme"].endswith("/level") and row["rank"]
        },
        cited=cited.of_statements(parts, stated),
        as_of=_last(published, activities),
        hidden=hidden,
    )


def _last(published: Iterable[date | None], activities: pl.DataFrame) -> date | None:
    """The last day told of: a source published, or something begun."""
    begun = activities["began_by"].max()
    days = [*published, date.fromordinal(int(str(begun))) if begun else None]
    return max((day for day in days if day), default=None)


def _public(frame: pl.DataFrame, hidden: frozenset[str], *names: str) -> pl.DataFrame:
    """The lines that name nothing private."""
    if not hidden:
        return frame
    marked = pl.Series([*hidden]).implode()
    return frame.filter(~pl.any_horizontal(pl.col(*names).is_in(marked)))


def _texts(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.cast(pl.String)


def _things(store: Store, names: pl.DataFrame, hidden: frozenset[str]) -> pl.DataFrame:
    found = _texts(columns(store, "network/points")).rename({"point": "iri"})
    found = _public(found, hidden, "iri").sort("iri", "name").unique("iri", keep="first")
    places = found.select(pl.col("iri").alias("value"), pl.col("name").alias("said"))
    said = pl.concat([names, places.filter(~pl.col("value").is_in(names["value"].implode()))])
    for trait, frame in zip(_TRAITS, values(store, *_TRAITS.values()), strict=True):
        known = (
            _texts(frame)
            .join(said, on="value", how="left")
            .with_columns(pl.coalesce("said", "value").alias(trait))
        )
        # Where sources disagree: a permission that one of them withdraws is withdrawn.
        order = [False, trait == "permission"]
        each = known.select(pl.col("thing").alias("iri"), trait).sort(
            "iri", trait, descending=order
        )
        first = each.unique("iri", keep="first", maintain_order=True)
        found = found.join(first, on="iri", how="left")
    return found.sort("iri")


def _parts(
    parts: list[pl.DataFrame], concepts: pl.DataFrame, hidden: frozenset[str]
) -> pl.DataFrame:
    """Participations of those who took part."""
    activity, party, role, status, level = parts
    outcomes = [expand(f"scheme:participation-status/{outcome}") for outcome in TOOK_PART]
    rows = status.filter(pl.col("value").cast(pl.String).is_in(outcomes)).select("thing")
    for name, column in (("activity", activity), ("party", party), ("role", role)):
        rows = rows.join(column.rename({"value": name}), on="thing", how="inner")
    rows = rows.join(level.rename({"value": "level"}), on="thing", how="left")
    words = concepts.select(pl.col("concept").alias("role"), pl.col("name").alias("said"))
    ranks = concepts.select(pl.col("concept").alias("level"), pl.col("rank").cast(pl.Int32))
    told = _texts(rows).join(words, on="role", how="left").join(ranks, on="level", how="left")
    found = told.select(
        pl.col("thing").alias("statement"),
        "activity",
        "party",
        pl.col("said").alias("role"),
        "rank",
    )
    return _public(found, hidden, "statement", "activity", "party").sort("statement", "party")


def _activities(
    store: Store, taken: pl.DataFrame, status: pl.DataFrame, cited: _Cited
) -> pl.DataFrame:
    """What anybody took part in, with its name and when it was; what was not held is left out."""
    unheld = status.filter(
        pl.col("value").cast(pl.String).is_in([expand(f"scheme:{name}") for name in _NOT_HELD])
    )
    label, *dates = values(store, "skos:prefLabel", *_TIMED)
    found = taken.select(pl.col("value").alias("iri")).unique()
    found = found.join(unheld, left_on="iri", right_on="thing", how="anti")
    for name, column in zip(("name", "when", "earliest", "latest"), (label, *dates), strict=True):
        first = column.rename({"thing": "iri", "value": name})
        how = "inner" if name == "name" else "left"
        found = found.join(first, on="iri", how=how)  # type: ignore[arg-type]
    rows = _texts(found).sort("iri", "name", "when")
    unique = rows.unique("iri", keep="last", maintain_order=True).with_columns(_said())
    return cited.days(unique, "iri").drop("earliest", "latest").sort("iri")


def _said() -> pl.Expr:
    """When it was, as EDTF: as recorded, else between the days that are recorded."""
    first, last = pl.col("earliest").str.head(10), pl.col("latest").str.head(10)
    between = pl.concat_str(pl.lit("["), first, pl.lit(".."), last, pl.lit("]"))
    since, until = pl.concat_str(first, pl.lit("/..")), pl.concat_str(pl.lit("../"), last)
    return pl.coalesce("when", between, since, until).fill_null("").alias("when")


def _stated(store: Store, names: pl.DataFrame, cited: _Cited) -> pl.DataFrame:
    """Links that a source states between two things, and those that editors judged."""
    start, end, kind, when, judged = values(
        store, "ueg:from", "ueg:to", "ueg:relationType", "ueg:when", "ueg:judged"
    )
    rows = start.rename({"value": "source"})
    rows = rows.join(end.rename({"value": "target"}), on="thing")
    rows = _texts(
        rows.join(kind, on="thing").join(when.rename({"value": "when"}), on="thing", how="left")
    )
    relations = rows.join(names, on="value", how="left").select(
        "source", "target", pl.col("said").alias("type"), pl.col("thing").alias("statement"), "when"
    )
    marks = _texts(judged).rename({"thing": "source", "value": "property"}).unique()
    plain = []
    for (name, said), frame in zip(_STATED.items(), values(store, *_STATED), strict=True):
        links = _texts(frame).rename({"thing": "source", "value": "target"})
        mine = marks.filter(pl.col("property") == expand(name)).select(
            "source", judged=pl.lit(" (judged)")
        )
        plain.append(links.join(mine, on="source", how="left").select(
            "source", "target",
            pl.concat_str(pl.lit(said), pl.col("judged").fill_null("")).alias("type"),
            pl.col("source").alias("statement"), pl.lit(None, pl.String).alias("when"),
        ))  # fmt: skip
    found = pl.concat([relations, *plain])
    return cited.days(found.unique(), "statement").sort("source", "target", "type", "statement")


def _ties(store: Store, hidden: frozenset[str]) -> pl.DataFrame:
    """How activities, themes, places and goals hang together."""
    wanted = ["broader", "theme", "place", "within"]
    links = _texts(columns(store, "coverage/links")).filter(pl.col("link").is_in(wanted))
    (goals,) = values(store, "ueg:contributesTo")
    goal = _texts(goals).select(
        pl.col("thing").alias("source"),
        pl.lit("goal").alias("link"),
        pl.col("value").alias("target"),
    )
    found = pl.concat([links.select("source", "link", "target"), goal])
    return _public(found, hidden, "source", "target").unique().sort("link", "source", "target")


@dataclass(frozen=True)
class _Cited:
    """What rests on which passage, with the source and the day on which it was published."""

    frame: pl.DataFrame

    @classmethod
    def of(cls, store: Store) -> _Cited:
        """What the graph cites."""
        (cited,) = values(store, "dcterms:source")
        rows = ask(store, "coverage/passages")
        passages = pl.DataFrame(
            [(row["passage"], row["source"], day_of(row["published"])) for row in rows],
            schema={"value": pl.String, "source": pl.String, "told": pl.Date},
            orient="row",
        )
        return cls(_texts(cited).join(passages, on="value").drop("value"))

    def of_statements(self, *frames: pl.DataFrame) -> pl.DataFrame:
        """The documents that the statements of these frames cite."""
        statements = pl.concat([frame["statement"] for frame in frames]).unique()
        mine = self.frame.filter(pl.col("thing").is_in(statements.implode()))
        return mine.select(pl.col("thing").alias("statement"), "source").unique()

    @cached_property
    def _told(self) -> pl.DataFrame:
        """The last day on which a source told of each thing."""
        return self.frame.group_by("thing").agg(pl.col("told").max())

    def days(self, frame: pl.DataFrame, name: str) -> pl.DataFrame:
        """With the four days; what a source told of as going on lasted until then at least."""
        told = self._told.rename({"thing": name})
        return with_days(frame.join(told, on=name, how="left")).drop("told")
