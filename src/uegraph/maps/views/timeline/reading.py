"""Which activities and series are on record, when each was, and how exactly anybody knows that."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final, Literal

from uegraph.dates import in_words
from uegraph.dates.times import times
from uegraph.maps.scene import MOST

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from uegraph.maps.material import Material

KINDS: Final = ("activity", "series")

_EXACT: Final = 31
"""What is known to lie within so many days is known to the month."""

Known = Literal["lasted", "exact", "within", "open", "undated"]
"""``lasted`` from a day to a day, ``exact`` to the month, some time ``within`` a longer stretch,
``open`` at an end, or ``undated``."""


@dataclass(frozen=True, slots=True)
class Item:
    """An activity or series with its time.

    Attributes:
        iri: Its IRI.
        name: Its name.
        type: Its type, in words.
        when: Its time as recorded, as EDTF; empty where there is none.
        first: The first day that this can mean, as an ordinal; None where open or not known.
        last: The last one.
        known: How exactly that is known.
        attended: How many bodies and audiences took part.
        whole: What it is a part of in the end; itself where it is a part of nothing.
    """

    iri: str
    name: str
    type: str
    when: str
    first: int | None
    last: int | None
    known: Known
    attended: int
    whole: str

    @property
    def order(self) -> tuple[object, ...]:
        """By time; what began first stands first."""
        return self.first or 0, self.last or 10**7, self.name.casefold(), self.iri

    @property
    def newest(self) -> tuple[object, ...]:
        """What began last first, then what most took part in."""
        return -(self.first or 0), -self.attended, self.iri


@dataclass(frozen=True)
class Activities:
    """The activities and series of a graph.

    Attributes:
        material: What the graph holds.
    """

    material: Material

    @cached_property
    def all(self) -> Sequence[Item]:
        """Each activity and series, by time."""
        points = self.material.points
        found = [iri for iri, (kind, _) in points.items() if kind in KINDS]
        return sorted((self._item(iri) for iri in found), key=lambda item: item.order)

    @cached_property
    def shown(self) -> Sequence[Item]:
        """Those for which a page has room, by time."""
        kept = {item.iri for item in sorted(self.all, key=lambda item: item.newest)[:MOST]}
        return [item for item in self.all if item.iri in kept]

    @cached_property
    def name(self) -> Mapping[str, str]:
        """The name of each."""
        return {item.iri: item.name for item in self.all}

    @cached_property
    def end(self) -> int | None:
        """The last day that the record tells of, or the day asked for."""
        day = self.material.as_of or self.material.record.as_of
        return day.toordinal() if day else None

    @cached_property
    def _when(self) -> Mapping[str, str]:
        """The time of each as EDTF; where only days are recorded, between them."""
        when, first, last = (
            self.material.reading.first(name) for name in ("ueg:when", "ueg:earliest", "ueg:latest")
        )
        between = {
            iri: f"[{first.get(iri, '')[:10]}..{last.get(iri, '')[:10]}]"
            for iri in sorted({*first, *last})
        }
        return {**between, **when}

    @cached_property
    def _wholes(self) -> Mapping[str, str]:
        """What each is directly a part of."""
        ties = self.material.record.ties.sort("source", "target", descending=True)
        rows = ties.select("link", "source", "target").iter_rows()
        points = self.material.points
        return {
            source: target
            for link, source, target in rows
            if link == "within" and target in points and points[target][0] in KINDS
        }

    def _item(self, iri: str) -> Item:
        when = self._when.get(iri, "")
        known = times(when) if when else None
        first, last = (known.began_from, known.ended_by) if known else (None, None)
        types = [text for word, text in self.material.reading.facts.get(iri, ()) if word == "type"]
        return Item(
            iri=iri,
            name=self.material.points[iri][1],
            type=types[0] if types else "",
            when=when,
            first=first.toordinal() if first else None,
            last=last.toordinal() if last else None,
            known=how(when),
            attended=len(self.material.joins.get(iri, ())),
            whole=self._root(iri),
        )

    def _root(self, iri: str) -> str:
        seen = [iri]
        while seen[-1] in self._wholes and self._wholes[seen[-1]] not in seen:
            seen.append(self._wholes[seen[-1]])
        return seen[-1]

    def part_of(self, iri: str) -> str:
        """The name of what it is directly a part of; empty where that is nothing."""
        return self.name.get(self._wholes.get(iri, ""), "")


def how(when: str) -> Known:
    """How exactly a time is known.

    >>> [how(when) for when in ("2022-10", "2022-10/2023-03", "2022", "2022-04/..", "")]
    ['exact', 'lasted', 'within', 'open', 'undated']
    >>> how("[2021-02..2024-04-26]"), how("../2024-04-26"), how("[2024-04-26..]")
    ('within', 'open', 'open')
    """
    if not when:
        return "undated"
    known = times(when)
    if known.began_from is None or known.ended_by is None:
        return "open"
    if "/" in when:
        return "lasted"
    days = (known.ended_by - known.began_from).days + 1
    return "exact" if days <= _EXACT else "within"


def told(item: Item) -> str:
    """What is known of a time, and what its bar means, in a sentence."""
    said = in_words(item.when)
    if item.known == "within":
        return f"Only known to have been {_at(said)}: the bar spans every day that this can mean."
    if item.known == "open" and item.first is None:
        return f"Known only to have been {_at(said)}: when it began is not known."
    if item.known == "open" and item.when.startswith("["):
        return f"Known only to be {_at(said)}: when it ends is not known."
    if item.known == "open":
        return f"Recorded as going on {said}: when it ended, if it has, is not known."
    if item.known == "lasted":
        return f"It lasted from {said.replace(' to ', ' until ', 1)}."
    return f"It was {'on' if item.first == item.last else 'in'} {said}."


def _at(said: str) -> str:
    return said if said.startswith("some time") else f"some time in {said}"
