"""One community in sentences: its members, its name, its links, what they did together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from uegraph.connections.model import Ground
from uegraph.connections.naming import called, counted, ended
from uegraph.metrics.network.order import by_name
from uegraph.words import listed, many, percent

if TYPE_CHECKING:
    from uegraph.connections.grouping.sharing import Shared
    from uegraph.metrics.network.communities import Communities as Found
    from uegraph.network import Network

_FEW: Final = 5
_FIRST: Final = 3
_NOTHING: Final = "Nothing on record is common to most of them and rarer among others."
_SURE: Final = 0.9
"""Who stays with a community in fewer of the runs than this is named as not sure to belong."""


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who belongs to a community.

    Attributes:
        id: Its IRI.
        name: Its name.
        stays: In which share of the other runs it is with most of its community; None where it
            is not defined, as in a community of one.
        within: With how many members it is linked.
        outside: With how many of other communities it is linked.
    """

    id: str
    name: str
    stays: float | None
    within: int
    outside: int


@dataclass(frozen=True, slots=True)
class Community:
    """A group whose members work with each other more than with others.

    Attributes:
        number: Its number; the largest is 1.
        name: What its members share, or whom it lies around; no other community has the same.
        why: What the name rests on, and what else its members share, the most telling first.
        members: Who belongs to it: most links within first, then by name.
        within: How many pairs of its members are linked.
        outside: How many linked pairs lead out of it.
        linkers: The members with most links to other communities, and to which these lead.
        sentence: The same in words.
        grounds: The activities that two or more members share, those with most members first.
    """

    number: int
    name: str
    why: tuple[Shared, ...]
    members: tuple[Member, ...]
    within: int
    outside: int
    linkers: tuple[str, ...]
    sentence: str
    grounds: tuple[Ground, ...]


def within_own(net: Network, membership: np.ndarray) -> np.ndarray:
    """With how many of its own community each point is linked."""
    links = net.neighbours
    rows = np.repeat(np.arange(len(net)), np.diff(links.indptr))
    same = membership[rows] == membership[links.indices]
    return np.bincount(rows[same], minlength=len(net))


class Telling:
    """Tells of each community of a network."""

    def __init__(self, net: Network, found: Found, titles: list[str]) -> None:
        self.net, self.found, self.titles = net, found, titles
        self.within = within_own(net, found.membership)
        self.order = by_name(net)
        self.shared = _shared(net, found.membership)

    def row(self, number: int, shared: tuple[Shared, ...]) -> Community:
        """A community with its members, its links and its name."""
        codes = self.found.members(number)
        outside = self.net.degree[codes] - self.within[codes]
        ranks = np.lexsort((self.order[codes], -self.net.degree[codes], -self.within[codes]))
        members = tuple(self._member(code) for code in codes[ranks].tolist())
        within, leading = int(self.within[codes].sum()) // 2, int(outside.sum())
        linkers = self._linkers(codes, outside)
        return Community(
            number + 1, self.titles[number], shared, members, within, leading, linkers,
            self._sentence(shared, members, codes, (within, leading)), self.shared.get(number, ()),
        )  # fmt: skip

    def _member(self, code: int) -> Member:
        stays = float(self.found.staying[code])
        within = int(self.within[code])
        return Member(
            self.net.points["iri"][code], self.net.points["name"][code],
            None if np.isnan(stays) else stays, within, int(self.net.degree[code]) - within,
        )  # fmt: skip

    def _sentence(
        self, shared: tuple[Shared, ...], members: tuple[Member, ...], codes: np.ndarray,
        links: tuple[int, int],
    ) -> str:  # fmt: skip
        within, outside = links
        who = listed((called(member.name) for member in members), few=_FEW)
        text = ended(f"{counted(self.net, len(members))}: {who}") + " "
        text += f"{_inside(len(members), self._pairs(codes), within)}; {_leading(outside)}. "
        said = "; ".join(each.sentence for each in shared[:_FIRST])
        text += f"Shared more than by others: {said}." if said else _NOTHING
        unsure = [m for m in members if m.stays is not None and m.stays < _SURE]
        if unsure:
            told = (f"{called(m.name)} ({percent(m.stays)} of runs)" for m in unsure)
            text += f" Not sure to belong: {listed(told, few=_FEW)}."
        return text

    def _pairs(self, codes: np.ndarray) -> int:
        """How many pairs of members could be linked: in a network of two kinds, one of each."""
        if len(self.net.kinds) == 2:
            first = int(np.isin(codes, self.net.mode(0)).sum())
            return first * (len(codes) - first)
        return len(codes) * (len(codes) - 1) // 2

    def _linkers(self, codes: np.ndarray, outside: np.ndarray) -> tuple[str, ...]:
        ranks = np.lexsort((self.order[codes], -outside))
        first = [int(codes[rank]) for rank in ranks[:_FIRST] if outside[rank]]
        return tuple(self._linker(code) for code in first)

    def _linker(self, code: int) -> str:
        """Who leads to which other communities, by how many links."""
        reached = self.found.membership[self.net.neighbours[[code]].indices]
        groups, counts = np.unique(
            reached[reached != self.found.membership[code]], return_counts=True
        )
        ranks = np.lexsort((groups, -counts))
        to = listed((f"“{self.titles[groups[r]]}” ({counts[r]:,})" for r in ranks), few=_FIRST)
        return f"{called(self.net.points['name'][code])}: {many(int(counts.sum()), 'link')} to {to}"


def _shared(net: Network, membership: np.ndarray) -> dict[int, tuple[Ground, ...]]:
    """Of each group the activities that two or more members share, most members first."""
    import polars as pl  # noqa: PLC0415 - heavy

    if net.incidence is None:
        return {}
    where = pl.DataFrame({"point": np.arange(len(net), dtype=np.uint32), "group": membership})
    rows = net.incidence.activities.with_row_index("activity").filter(pl.col("factor") > 0)
    counts = net.incidence.parts.join(where.filter(pl.col("group") >= 0), on="point")
    counts = counts.group_by("group", "activity").len().filter(pl.col("len") > 1)
    ordered = counts.join(rows, on="activity").sort(
        "group", "len", "name", "iri", descending=[False, True, False, False]
    )
    found: dict[int, list[Ground]] = {}
    for row in ordered.iter_rows(named=True):
        ground = Ground(row["iri"], row["name"], row["when"] or "", stated=False)
        found.setdefault(row["group"], []).append(ground)
    return {group: tuple(grounds) for group, grounds in found.items()}


def _inside(size: int, pairs: int, within: int) -> str:
    """How many of the pairs in a group are linked."""
    if size == 1:
        return "It is alone in its group"
    if size == 2:
        return "They are linked with each other"
    verb = "is" if within == 1 else "are"
    kinds = "" if pairs == size * (size - 1) // 2 else " of both kinds"
    return f"{within:,} of {many(pairs, 'pair')}{kinds} among them {verb} linked"


def _leading(outside: int) -> str:
    """How many links lead out of a group."""
    if not outside:
        return "no link leads to another group"
    if outside == 1:
        return "1 link leads to another group"
    return f"{outside:,} links lead to other groups"
