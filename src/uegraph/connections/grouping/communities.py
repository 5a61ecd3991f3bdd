"""The groups that work together: who is in each, what to call it, how surely, and who links it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from uegraph.connections.grouping.sharing import names_of, shared_by, traits
from uegraph.connections.grouping.telling import Community, Telling, within_own
from uegraph.connections.naming import called, counted
from uegraph.metrics.network.communities import communities as search
from uegraph.metrics.network.order import by_name
from uegraph.words import listed, percent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from uegraph.connections.grouping.sharing import Shared
    from uegraph.metrics.network.communities import Communities as Found
    from uegraph.network import Network, Record

_FEW: Final = 5


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
    told = Telling(net, found, names(net, found, shared))
    rows = tuple(told.row(number, shared[number]) for number in range(len(found)))
    iris = net.points["iri"]
    alone = tuple((iris[code], net.points["name"][code]) for code in found.isolates.tolist())
    remarks = (*net.remarks, *_limits(net, found))
    return Communities(net, _headline(net, found), rows, alone, remarks, found)


def community_names(
    net: Network, record: Record | None = None, *, seed: int = 1
) -> list[str | None]:
    """The name of each point's community, by code; None for a point with no recorded link."""
    found = search(net, seed=seed)
    titles = names(net, found, shared_by(net, found.membership, traits(net, record)))
    return [titles[number] if number >= 0 else None for number in found.membership.tolist()]


def names(net: Network, found: Found, shared: list[tuple[Shared, ...]]) -> list[str]:
    """A name for each community, by number."""
    within = within_own(net, found.membership)
    order = by_name(net)
    centres = []
    for number in range(len(found)):
        members = found.members(number)
        best = np.lexsort((order[members], -net.degree[members], -within[members]))[0]
        centres.append(net.points["name"][int(members[best])])
    return names_of(shared, centres)


def _headline(net: Network, found: Found) -> str:
    """How many groups there are, how clear and how sure they are."""
    linked = len(net) - len(found.isolates)
    if not linked:
        return f"No link is recorded among {counted(net, len(net))}: no groups."
    text = f"{linked:,} of {counted(net, len(net))} have a recorded link and "
    if len(found) == 1:
        return f"{text}are one group: no parts in it work together more than the whole does."
    text += f"fall into {len(found):,} groups. "
    if not _across(net, found):
        text += "No recorded link leads from one group to another. "
    if found.modularity is not None:
        text += f"Modularity {found.modularity:.2f}: {_clear(net, found)}. "
    if found.stability is not None:
        text += (
            f"{found.runs} searches agree with each other to {found.stability:.2f} (1: always the "
            "same groups; 0: no more than by chance)."
        )
    return text.strip()


def _across(net: Network, found: Found) -> bool:
    """Whether any link leads from one group to another."""
    coo = net.neighbours.tocoo()
    return bool((found.membership[coo.row] != found.membership[coo.col]).any())


def _clear(net: Network, found: Found) -> str:
    """The share of the strength of links that lies within groups, against that by chance."""
    coo = net.matrix.tocoo()
    same = found.membership[coo.row] == found.membership[coo.col]
    within = float(coo.data[same].sum() / coo.data.sum())
    # What modularity takes off is what chance gives, times the resolution.
    chance = (within - float(found.modularity or 0)) / found.resolution
    what = (
        "links, each by its strength,"
        if net.matrix.nnz and (net.matrix.data != 1).any()
        else "links"
    )
    return (
        f"{percent(within)} of {what} lie within groups, where {percent(max(chance, 0))} would by "
        "chance"
    )


def _limits(net: Network, found: Found) -> Iterator[str]:
    """What the groups leave out or cannot tell."""
    if len(found.isolates):
        who = listed(
            (called(net.points["name"][code]) for code in found.isolates.tolist()), few=_FEW
        )
        alone = len(found.isolates) == 1
        verbs = ("has", "belongs", "it works") if alone else ("have", "belong", "they work")
        yield (
            f"{counted(net, len(found.isolates))} {verbs[0]} no recorded link and {verbs[1]} to no "
            f"group: {who}. That does not mean that {verbs[2]} with nobody."
        )
    if len(found):
        yield (
            f"Groups are found by the Leiden algorithm ({found.engine}, seeds {found.seed} to "
            f"{found.seed + found.runs - 1}, resolution {found.resolution:g}). Another grouping "
            "may be nearly as good, and unrecorded links may change it."
        )
    if found.note:
        yield found.note
