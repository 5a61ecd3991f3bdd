"""Participations and activities as columns: what every cell of every scope is decided from.

Invariant: a code is the place of an IRI in a sorted list, so that the order of codes is the order
of IRIs; a day is its ordinal, and a day that is not known is the end of time it could lie at.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

import polars as pl

from uegraph.coverage.receipts import told_of
from uegraph.dates.times import Times, day_of, times
from uegraph.queries import values

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    import numpy as np

    from uegraph.store import Store

NEVER: Final = 0
ALWAYS: Final = 4_000_000
"""Ordinals before and after every day: an open begin, an open end."""

_FIELDS: Final = ("role", "status", "level", "direction")
_PARTS: Final = ("ueg:activity", "ueg:party", "ueg:role", "ueg:level", "ueg:direction")
_ACTIVITIES: Final = (
    "ueg:activityType", "skos:prefLabel", "ueg:when", "ueg:earliest", "ueg:latest",
)  # fmt: skip
_DAYS: Final = ("began_from", "began_by", "ended_from", "ended_by")


class Codes:
    """The places of texts in their sorted list."""

    def __init__(self, texts: Iterable[pl.Series]) -> None:
        known = [pl.Series([], dtype=pl.String), *(text.cast(pl.String) for text in texts)]
        self.texts = pl.concat(known).drop_nulls().unique().sort()

    def __len__(self) -> int:
        return len(self.texts)

    def of(self, texts: pl.Series) -> pl.Series:
        """The codes of texts; null for null, and for what is not in the list."""
        each = texts.unique().drop_nulls()
        codes = each.cast(pl.String).cast(pl.Enum(self.texts), strict=False).to_physical()
        pairs = pl.DataFrame({"text": each, "code": codes.cast(pl.UInt32)})
        return texts.to_frame("text").join(pairs, on="text", how="left", maintain_order="left")[
            "code"
        ]

    @cached_property
    def places(self) -> dict[str, int]:
        """Each text's code."""
        return {text: code for code, text in enumerate(self.texts)}


@dataclass(frozen=True)
class Record:
    """What the graph records of participation, one line each, in columns.

    Attributes:
        participations: ``iri``, and the codes ``activity``, ``party``, ``role``, ``status``,
            ``level`` and ``direction``; null where not recorded. Sorted by IRI,
            what is private last.
        parties: The codes of parties.
        words: For role, status, level and direction the codes of their concepts.
        activities: One line per code of an activity: ``name``, ``type``, ``status``, ``when``,
            ``dated`` and the days ``began_from``, ``began_by``, ``ended_from``, ``ended_by``.
        index: The codes of activities.
        themes: The codes of ``activity`` with each ``theme`` (an IRI) that it states or takes from
            its whole.
        places: The same with each ``place``.
    """

    participations: pl.DataFrame
    parties: Codes
    words: Mapping[str, Codes]
    activities: pl.DataFrame
    index: Codes
    themes: pl.DataFrame
    places: pl.DataFrame

    @cached_property
    def days(self) -> Mapping[str, np.ndarray]:
        """The four columns of days, each as an array."""
        return {name: self.activities[name].to_numpy() for name in _DAYS}


def read_record(
    store: Store, links: Mapping[str, Mapping[str, frozenset[str]]], private: frozenset[str]
) -> Record:
    """Read participations and activities.

    Args:
        store: The graph.
        links: The links between things, by name.
        private: What is marked private: of equally strong evidence, what can be named goes first.
    """
    *parts, status = values(store, *_PARTS, "ueg:status")
    rows = _joined(parts, status)
    activities = _activities(store, status)
    index = Codes([activities["activity"]])
    parties = Codes([rows["party"].unique()])
    words = {field: Codes([rows[field].unique()]) for field in _FIELDS}
    marked = pl.any_horizontal(pl.col("iri", "activity", "party").cast(pl.String).is_in([*private]))
    participations = rows.select(
        "iri",
        marked.alias("marked"),
        index.of(rows["activity"]).alias("activity"),
        parties.of(rows["party"]).alias("party"),
        *(words[field].of(rows[field]).alias(field) for field in _FIELDS),
    )
    return Record(
        # What takes part in something that is not described as an activity cannot be judged.
        participations.drop_nulls("activity")
        .sort("marked", "iri", "activity", "party", *_FIELDS)
        .drop("marked"),
        parties,
        words,
        activities.drop("activity"),
        index,
        _stated(index, links, "theme"),
        _stated(index, links, "place"),
    )


def _joined(parts: Sequence[pl.DataFrame], status: pl.DataFrame) -> pl.DataFrame:
    """The columns of participations joined to rows, each once."""
    activity, party, role, level, direction = parts
    rows = activity.rename({"value": "activity"})
    for name, column in (("party", party), ("role", role), ("status", status)):
        rows = rows.join(column.rename({"value": name}), on="thing", how="inner")
    for name, column in (("level", level), ("direction", direction)):
        rows = rows.join(column.rename({"value": name}), on="thing", how="left")
    return rows.rename({"thing": "iri"}).with_columns(pl.col("iri").cast(pl.String))


def _activities(store: Store, status: pl.DataFrame) -> pl.DataFrame:
    """One line per activity, sorted, with its days."""
    kind, label, when, earliest, latest = values(store, *_ACTIVITIES)
    rows = kind.rename({"thing": "activity", "value": "type"})
    for name, column in (("name", label), ("status", status)):
        rows = rows.join(_valued(column, name), on="activity", how="inner")
    for name, column in (("when", when), ("earliest", earliest), ("latest", latest)):
        rows = rows.join(_valued(column, name), on="activity", how="left")
    names = ("activity", "name", "type", "status", "when", "earliest", "latest")
    ordered = rows.select(names).cast(pl.String)
    unique = ordered.sort(ordered.columns).unique("activity", keep="last", maintain_order=True)
    return _with_days(store, unique)


def _valued(column: pl.DataFrame, name: str) -> pl.DataFrame:
    return column.rename({"thing": "activity", "value": name})


def _with_days(store: Store, activities: pl.DataFrame) -> pl.DataFrame:
    """Activities with the days between which each began and ended."""
    goes_on = activities["when"].str.ends_with("/..").any()
    told = told_of(store) if goes_on else {}
    texts = activities.select("activity", "when", "earliest", "latest").iter_rows()
    found = [_times(text, first, last, told.get(iri)) for iri, text, first, last in texts]
    days = {
        name: [_ordinal(getattr(times, name), name.endswith("from")) for times in found]
        for name in _DAYS
    }
    return activities.select(
        "activity", pl.col("name", "when").fill_null(""), "type", "status"
    ).with_columns(
        pl.Series("dated", [times.dated for times in found], dtype=pl.Boolean),
        *(pl.Series(name, days[name], dtype=pl.Int32) for name in _DAYS),
    )


def _ordinal(day: date | None, begins: bool) -> int:
    return day.toordinal() if day else NEVER if begins else ALWAYS


def _times(text: str | None, earliest: str | None, latest: str | None, told: date | None) -> Times:
    if text:
        return times(text, told=told)
    first, last = day_of(earliest), day_of(latest)
    return Times(first, last, first, last, dated=bool(first or last))


def _stated(
    index: Codes, links: Mapping[str, Mapping[str, frozenset[str]]], link: str
) -> pl.DataFrame:
    """What each activity states itself, else what the larger activity or series states."""
    values, within = links.get(link, {}), links.get("within", {})
    found: dict[str, list[object]] = {"activity": [], link: []}
    for iri in sorted({*values, *within} & index.places.keys()):
        for value in sorted(own_or_whole(iri, values, within)):
            found["activity"].append(index.places[iri])
            found[link].append(value)
    return pl.DataFrame(found, schema={"activity": pl.UInt32, link: pl.String})


def own_or_whole(
    iri: str, values: Mapping[str, frozenset[str]], within: Mapping[str, frozenset[str]]
) -> frozenset[str]:
    """What an activity states itself, else the nearest larger ones that state anything."""
    seen: set[str] = set()
    level = {iri}
    while level:
        stated = frozenset[str]().union(*(values.get(part, frozenset()) for part in level))
        if stated:
            return stated
        seen |= level
        level = {whole for part in level for whole in within.get(part, frozenset())} - seen
    return frozenset()
