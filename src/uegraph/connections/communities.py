"""The groups that work together: who is in each, what to call it, how surely, and who links it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from uegraph.connections.model import Ground
from uegraph.connections.naming import called, counted, noun
from uegraph.connections.sharing import names_of, shared_by, traits
from uegraph.metrics.network.communities import communities as search
from uegraph.metrics.network.order import by_name
from uegraph.words import listed, many, percent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from uegraph.connections.sharing import Shared
    from uegraph.metrics.network.communities import Communities as Found
    from uegraph.network import Network, Record

_FEW: Final = 5
_LINKERS: Final = 3
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
        grounds: The activities in which most of its members took part together.
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


@dataclass(frozen=True)
class Communities:
    """The groups of a network.

    Attributes:
        network: The network that was asked.
        headline: How many groups there are, how clear and how sure they are.
        rows: The groups, the largest first.
        alone: Those with no recorded link, by name: their IRIs and names.
        remarks: What this does not know.
        found: What the search found: the community of each point by code, and how sure it is.
    """

    network: Network
    headline: str
    rows: tuple[Community, ...]
    alone: tuple[tuple[str, str], ...]
    remarks: tuple[str, ...]
    found: Found


def communities(
    net: Network,
    record: Record | None = None,
    *,
    resolution: float = 1.0,
    runs: int = 20,
    seed: int = 1,
) -> Communities:
    """Which groups work together, what do their members share, and who links them?

    Args:
        net: The network.
        record: What it was made of; with it themes can name a group.
        resolution: 1 is usual; more gives smaller groups.
        runs: How many searches are made, to see how far they agree.
        seed: The seed of the first search.
    """
    found = search(net, resolution=resolution, runs=runs, seed=seed)
    shared = shared_by(net, found.membership, traits(net, record))
    told = _Telling(net, found, names(net, found, shared))
    rows = tuple(told.row(number, shared[number]) for number in range(len(found)))
    iris = net.points["iri"]
    alone = tuple((iris[code], net.names[code]) for code in found.isolates.tolist())
    remarks = (*net.remarks, *_limits(net, found))
    return Communities(net, _headline(net, found), rows, alone, remarks, found)


def names(net: Network, found: Found, shared: list[tuple[Shared, ...]]) -> list[str]:
    """A name for each community, by number."""
    within = _within(net, found.membership)
    order = by_name(net)
    centres = []
    for number in range(len(found)):
        members = found.members(number)
        best = np.lexsort((order[members], -net.degree[members], -within[members]))[0]
        centres.append(net.names[members[best]])
    return names_of(shared, centres)


def _within(net: Network, membership: np.ndarray) -> np.ndarray:
    """With how many of its own community each point is linked."""
    links = net.neighbours
    rows = np.repeat(np.arange(len(net)), np.diff(links.indptr))
    same = membership[rows] == membership[links.indices]
    return np.bincount(rows[same], minlength=len(net))


class _Telling:
    """Tells of each community of a network."""

    def __init__(self, net: Network, found: Found, titles: list[str]) -> None:
        self.net, self.found, self.titles = net, found, titles
        self.within = _within(net, found.membership)
        self.order = by_name(net)

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
            self._sentence(shared, members, within, leading), self._grounds(codes),
        )  # fmt: skip

    def _member(self, code: int) -> Member:
        stays = float(self.found.staying[code])
        within = int(self.within[code])
        return Member(
            self.net.points["iri"][code], self.net.names[code],
            None if np.isnan(stays) else stays, within, int(self.net.degree[code]) - within,
        )  # fmt: skip

    def _sentence(
        self, shared: tuple[Shared, ...], members: tuple[Member, ...], within: int, outside: int
    ) -> str:
        who = listed((called(member.name) for member in members), few=_FEW)
        pairs = len(members) * (len(members) - 1) // 2
        text = f"{counted(self.net, len(members))}: {who}. "
        if pairs:
            text += f"{within:,} of the {many(pairs, 'pair')} among them linked, "
        text += f"{many(outside, 'link')} to other groups. "
        said = "; ".join(each.sentence for each in shared[:_LINKERS])
        text += f"Shared more than by others: {said}." if said else _NOTHING
        unsure = [m for m in members if m.stays is not None and m.stays < _SURE]
        if unsure:
            told = (f"{called(m.name)} ({percent(m.stays)} of runs)" for m in unsure)
            text += f" Not sure to belong: {listed(told, few=_FEW)}."
        return text

    def _linkers(self, codes: np.ndarray, outside: np.ndarray) -> tuple[str, ...]:
        ranks = np.lexsort((self.order[codes], -outside))
        first = [int(codes[rank]) for rank in ranks[:_LINKERS] if outside[rank]]
        return tuple(self._linker(code) for code in first)

    def _linker(self, code: int) -> str:
        """Who leads to which other communities, by how many links."""
        reached = self.found.membership[self.net.neighbours[[code]].indices]
        groups, counts = np.unique(
            reached[reached != self.found.membership[code]], return_counts=True
        )
        ranks = np.lexsort((groups, -counts))
        to = listed((f"“{self.titles[groups[r]]}” ({counts[r]:,})" for r in ranks), few=_LINKERS)
        return f"{called(self.net.names[code])}: {many(int(counts.sum()), 'link')} to {to}"

    def _grounds(self, codes: np.ndarray) -> tuple[Ground, ...]:
        """The activities that two or more members share, those with most members first."""
        import polars as pl  # noqa: PLC0415 - heavy

        if self.net.incidence is None:
            return ()
        parts = self.net.incidence.parts.filter(pl.col("point").is_in(codes.tolist()))
        counts = parts.group_by("activity").len().filter(pl.col("len") > 1)
        rows = self.net.incidence.activities.with_row_index("activity").filter(pl.col("factor") > 0)
        found = counts.join(rows, on="activity").sort(
            "len", "name", "iri", descending=[True, False, False]
        )
        return tuple(
            Ground(row["iri"], row["name"], row["when"] or "", stated=False)
            for row in found.iter_rows(named=True)
        )


_NOTHING: Final = "Nothing recorded is shared by half of them and rarer among others."


def _headline(net: Network, found: Found) -> str:
    """How many groups there are, how clear and how sure they are."""
    linked = len(net) - len(found.isolates)
    if not linked:
        return f"No link is recorded between any of the {counted(net, len(net))}, so there are no groups."
    text = f"{linked:,} of {counted(net, len(net))} have a recorded link and fall into "
    text += f"{many(len(found), 'group')}. "
    if found.modularity is not None:
        text += f"Modularity {found.modularity:.2f}: {_clear(net, found)}. "
    if found.stability is not None:
        text += (
            f"{found.runs} searches agree with each other to {found.stability:.2f} (1: always the "
            "same groups; 0: no more than by chance)."
        )
    return text.strip()


def _clear(net: Network, found: Found) -> str:
    """The share of the strength of links that lies within groups, against that by chance."""
    coo = net.matrix.tocoo()
    same = found.membership[coo.row] == found.membership[coo.col]
    within = float(coo.data[same].sum() / coo.data.sum())
    chance = within - float(found.modularity or 0)
    what = (
        "links, each by its strength,"
        if net.matrix.nnz and (net.matrix.data != 1).any()
        else "links"
    )
    return (
        f"{percent(within)} of {what} lie within groups, {percent(max(chance, 0))} would by chance"
    )


def _limits(net: Network, found: Found) -> Iterator[str]:
    """What the groups leave out or cannot tell."""
    several = noun(net)[1]
    if len(found.isolates):
        who = listed((called(net.names[code]) for code in found.isolates.tolist()), few=_FEW)
        verb = "has" if len(found.isolates) == 1 else "have"
        yield (
            f"{counted(net, len(found.isolates))} {verb} no recorded link and belong to no group: "
            f"{who}. That does not mean that they work with nobody."
        )
    if len(found):
        yield (
            f"Groups are found by the Leiden algorithm ({found.engine}, seeds {found.seed} to "
            f"{found.seed + found.runs - 1}, resolution {found.resolution:g}); another grouping may "
            "be nearly as good, and with unrecorded links it may be another."
        )
    if found.note:
        yield found.note
