"""Networks read from a graph: which points, which links, filtered and sliced in time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Unpack

import polars as pl

from uegraph.dates import Interval, interval
from uegraph.errors import ParameterError
from uegraph.network.asked import LINKED_BY, WEIGHINGS, Asked, choice, kinds_of, refuse_unknown
from uegraph.network.filters import chosen
from uegraph.network.model import LINKS, Network, tidy
from uegraph.network.projecting import derived
from uegraph.network.record import Record, read_record
from uegraph.network.taking import Taken, codes
from uegraph.words import listed

if TYPE_CHECKING:
    from uegraph.network.filters import Chosen
    from uegraph.store import Store


def read_network(store: Store, **asked: Unpack[Asked]) -> Network:
    """Who is linked with whom, as far as anybody recorded it.

    Two points are linked where both have a part in the same activity (derived), and where a source
    says so (stated); each link says which. Points without a link stay: they have no *recorded*
    link. What is marked private is absent.

    Args:
        store: The graph.
        asked: See ``Asked``.

    Raises:
        UnknownNameError: A theme, goal, place or level asked for is not there.
        ParameterError: What is asked for does not go together.
        DateError: The period is not a date.
    """
    return network_of(read_record(store), asked)


@dataclass(frozen=True, slots=True)
class Slice:
    """A network of one stretch of time.

    Attributes:
        period: The stretch, as EDTF.
        network: The network of what surely took place in it.
    """

    period: str
    network: Network


def slices(store: Store, *, by: str = "year", **asked: Unpack[Asked]) -> tuple[Slice, ...]:
    """The network of each year or month of the record, or of the period asked for.

    Args:
        store: The graph.
        by: ``year`` or ``month``.
        asked: See ``Asked``; a period says between which days.

    Raises:
        ParameterError: Time cannot be cut so, or nothing is dated.
    """
    record = read_record(store)
    text = asked.get("period")
    whole = interval(text) if text else _span(record)
    return tuple(
        Slice(period, network_of(record, {**asked, "period": period}))
        for period in _periods(whole, by)
    )


def network_of(record: Record, asked: Asked) -> Network:
    """A network of a record that was read before."""
    refuse_unknown(asked)
    kinds = kinds_of(asked)
    linked_by, weighing = choice(asked, "links", LINKED_BY), choice(asked, "weight", WEIGHINGS)
    directed = bool(asked.get("directed"))
    if directed and linked_by != "stated":
        raise ParameterError(
            "Only stated links have a direction. Ask for them alone (links: stated), or leave "
            "the direction out."
        )
    picked = chosen(record, asked)
    points = _points(record, picked, kinds, unnamed=bool(asked.get("unnamed")))
    as_of = asked.get("as_of") or picked.period.latest or record.as_of
    taken = Taken(record, picked, points, kinds, weighing, as_of)
    incidence, remarks = taken.incidence, taken.remarks
    frames = []
    if linked_by != "stated":
        if "activity" in kinds:
            frames.append(_parts_as_links(picked, points))
        else:
            frames.append(derived(points, kinds, incidence))
    if linked_by != "derived" and "activity" not in kinds:
        frames.append(_stated(picked, points, kinds))
        remarks = (*remarks, *picked.of_stated)
    links = pl.concat(frames, how="diagonal")
    sources = _Sources.of(record, picked, linked_by)
    return Network(
        points=points,
        links=tidy(links, directed=directed),
        directed=directed,
        kinds=kinds,
        weighing=weighing,
        incidence=None if linked_by == "stated" else incidence,
        remarks=(*picked.remarks, *remarks, sources.remark),
        sources=sources.names,
        as_of=as_of,
    )


def _points(
    record: Record, picked: Chosen, kinds: tuple[str, ...], *, unnamed: bool
) -> pl.DataFrame:
    wanted = [*kinds, *(["unnamed party"] if unnamed and "organisation" in kinds else [])]
    things = record.things.filter(pl.col("kind").is_in(wanted)).with_columns(
        # A party that a source does not name stands where bodies stand.
        pl.col("kind").replace("unnamed party", "organisation").alias("kind"),
        (pl.col("kind") != "unnamed party").alias("named"),
    )
    if "activity" in kinds:
        shown = picked.activities.select("iri", "name", pl.lit("activity").alias("kind"), "when")
        things = pl.concat([things, shown], how="diagonal")
    return things.sort("iri")


def _parts_as_links(picked: Chosen, points: pl.DataFrame) -> pl.DataFrame:
    """Parts as links from a body or audience to an activity; each is stated."""
    links = picked.parts.select(
        pl.col("party").alias("source"), pl.col("activity").alias("target"),
        pl.lit(1.0).alias("weight"), pl.lit(value=True).alias("stated"),
        pl.col("role").alias("type"), "statement",
    )  # fmt: skip
    return _coded(links, points)


def _stated(picked: Chosen, points: pl.DataFrame, kinds: tuple[str, ...]) -> pl.DataFrame:
    links = picked.stated.select(
        "source", "target", "type", "statement", pl.lit(1.0).alias("weight"),
        pl.lit(value=True).alias("stated"), "when",
    )  # fmt: skip
    coded = _coded(links, points)
    if len(kinds) == 1:
        return coded
    kind = points["kind"]
    across = kind.gather(coded["source"]) != kind.gather(coded["target"])
    return coded.filter(across)


def _coded(links: pl.DataFrame, points: pl.DataFrame) -> pl.DataFrame:
    """Links by code; those that end at no point are left out."""
    for end in ("source", "target"):
        links = links.join(codes(points, end, f"{end}_code"), on=end).drop(end)
    named = links.rename({"source_code": "source", "target_code": "target"})
    return named.select(*LINKS, *(name for name in named.columns if name not in LINKS))


@dataclass(frozen=True, slots=True)
class _Sources:
    """The documents that the links of a network rest on, those of each sort apart."""

    derived: tuple[str, ...]
    stated: tuple[str, ...]

    @classmethod
    def of(cls, record: Record, picked: Chosen, linked_by: str) -> _Sources:
        """The documents that the links asked for rest on."""
        parts = picked.parts if linked_by != "stated" else picked.parts.head(0)
        stated = picked.stated if linked_by != "derived" else picked.stated.head(0)
        return cls(*(_cited(record, frame["statement"]) for frame in (parts, stated)))

    @property
    def names(self) -> tuple[str, ...]:
        """All of them."""
        return tuple(sorted({*self.derived, *self.stated}))

    @property
    def remark(self) -> str:
        """What it means that they are so few or so many."""
        names, only = self.names, "what it does not tell is not in the network."
        if not names:
            return (
                "No source is cited: the network is what the tables hold, and nobody else says it."
            )
        if len(names) == 1:
            return f"Everything rests on one source, {names[0]}: {only}"
        if len(self.derived) == 1:
            return (
                f"What was done together rests on one source, {self.derived[0]}: {only} "
                f"Stated links rest on {_quoted(self.stated)}."
            )
        return f"The network rests on {_quoted(names)}."


def _cited(record: Record, statements: pl.Series) -> tuple[str, ...]:
    found = record.cited.filter(pl.col("statement").is_in(statements.implode()))
    return tuple(found["source"].unique().sort())


def _quoted(names: tuple[str, ...]) -> str:
    return listed((f"“{name}”" for name in names), few=3)


def _span(record: Record) -> Interval:
    """The days between which activities are dated."""
    first, last = record.activities["began_from"].min(), record.activities["ended_by"].max()
    ends = [date.fromordinal(int(str(day))) if day else None for day in (first, last)]
    return Interval(*ends)


def _periods(whole: Interval, by: str) -> list[str]:
    if by not in ("year", "month"):
        raise ParameterError(f"Time cannot be cut by '{by}'. Give year or month.")
    if whole.earliest is None or whole.latest is None:
        raise ParameterError("Nothing is dated well enough to cut time. Give a period.")
    months = range(
        whole.earliest.year * 12 + whole.earliest.month - 1,
        whole.latest.year * 12 + whole.latest.month,
    )
    if by == "year":
        return [f"{year:04}" for year in sorted({month // 12 for month in months})]
    return [f"{month // 12:04}-{month % 12 + 1:02}" for month in months]


__all__ = ["Slice", "network_of", "read_network", "slices"]
