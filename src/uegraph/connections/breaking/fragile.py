"""Where contact would break: whose leaving, which lost link, which activity that never was.

Two bodies are in contact here where recorded links lead from one to the other, in however many
steps. Who leaves takes its own links along; what others share stays, even where the one who leaves
had brought them together, as nobody can know whether they would go on.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from uegraph.connections.breaking.losing import (
    Break,
    Draws,
    without_activities,
    without_links,
    without_points,
)
from uegraph.connections.naming import called, counted, noun
from uegraph.metrics.network.breaking import bridges, components, cut_activities, cut_points
from uegraph.metrics.network.leaving import DROP, TIMES, draws, left_out_of, parts_of
from uegraph.metrics.network.order import by_name
from uegraph.metrics.network.resting import fragile_ties
from uegraph.words import listed, many, percent

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from uegraph.metrics.network.breaking import Bridge, CutPoint
    from uegraph.network import Network

MOST_PAIRS: Final = 20_000
"""With more linked pairs than this nothing is drawn: it would take minutes."""

_NEARLY: Final = 0.05
"""In at least this share of draws another body has to be a cut point to be told of."""

_FEW: Final = 5
_MOST: Final = 3


@dataclass(frozen=True)
class Fragile:
    """Where contact would break.

    Attributes:
        network: The network that was asked.
        headline: How fragile it is, in a few sentences.
        leaning: How many links lean on a single activity, in words; empty where none is derived.
        rows: What would part others: bodies, then links, then activities.
        found: How many of each kind there are, whether or not they are among the rows.
        remarks: What this does not know.
    """

    network: Network
    headline: str
    leaning: str
    rows: tuple[Break, ...]
    found: dict[str, int]
    remarks: tuple[str, ...]


def fragile(
    net: Network, *, top: int | None = 10, times: int = TIMES, drop: float = DROP, seed: int = 1
) -> Fragile:
    """If somebody leaves, who loses contact with whom, and how sure is that?

    Args:
        net: The network; directions of its links do not count.
        top: How many rows of each kind; all where None.
        times: How often a share of the activities is left out, to see who is a cut point then.
        drop: That share.
        seed: Which are left out.
    """
    cuts, ties, acts = cut_points(net), bridges(net), cut_activities(net)
    drawn = _drawn(net, times, drop, seed)
    rows = (
        *without_points(net, cuts[:top], drawn),
        *without_links(net, ties[:top]),
        *without_activities(net, acts[:top]),
    )
    remarks = (*net.remarks, *_limits(net), *_sureness(net, cuts, drawn))
    found = {"point": len(cuts), "link": len(ties), "activity": len(acts)}
    return Fragile(net, _headline(net, cuts, ties), _leaning(net), rows, found, remarks)


def _drawn(net: Network, times: int, drop: float, seed: int) -> Draws | None:
    """Cut points under draws of activities; None where there is nothing to draw, or too much."""
    if not net.pairs or times < 1 or net.pairs > MOST_PAIRS:
        return None
    parts = parts_of(net)
    left_out = left_out_of(parts, drop)
    counts = np.zeros(len(net))
    for less in draws(parts, left_out, times, seed):
        counts[[cut.who for cut in cut_points(less)]] += 1
    return Draws(counts / times, parts, left_out, times)


def _headline(net: Network, cuts: Sequence[CutPoint], ties: Sequence[Bridge]) -> str:
    """How fragile contact is, in a few sentences."""
    one = noun(net)[0]
    linked = int((net.degree > 0).sum())
    if not linked:
        return f"No link is recorded among {counted(net, len(net))}."
    sizes = components(net).sizes
    groups = int((sizes > 1).sum())
    how = f"in {groups:,} groups apart, the largest of {sizes[0]:,}"
    text = f"{linked:,} of {counted(net, len(net))} have a recorded link, "
    text += "and are all in contact. " if groups == 1 else f"{how}. "
    if cuts:
        verb = "is a cut point: if it" if len(cuts) == 1 else "are cut points: if one"
        text += f"{len(cuts):,} {verb} leaves, others lose contact. "
    else:
        text += f"None is a cut point: whichever {one} leaves, the others stay in contact. "
    return text + _only_ways(ties, one)


def _only_ways(ties: Sequence[Bridge], one: str) -> str:
    if not ties:
        return "No link is the only way between two sides."
    ends = sum(tie.count == 1 for tie in ties)
    verb = "is the only way" if len(ties) == 1 else "are each the only way"
    which = "each" if ends == len(ties) else f"{ends:,} of them"
    behind = f"; behind {which} is a single {one}" if ends else ""
    return f"{many(len(ties), 'link')} {verb} between two sides{behind}."


def _leaning(net: Network) -> str:
    """How many links lean on a single activity, and on which most of them."""
    leaning = fragile_ties(net)
    if net.incidence is None or leaning.is_empty():
        return ""
    rows = net.incidence.activities.with_row_index("activity")
    counts = leaning.group_by("activity").len().join(rows, on="activity")
    most = counts.sort("len", "name", "iri", descending=[True, False, False]).head(_MOST)
    told = [
        f"“{called(row['name'])}” alone carries {row['len']:,}"
        for row in most.iter_rows(named=True)
    ]
    how_many = f"{len(leaning):,} of" if len(leaning) < net.pairs else "All of"
    who = f"{how_many} the {net.pairs:,} linked pairs" if net.pairs > 1 else "The one linked pair"
    verb = "leans" if len(leaning) == 1 else "lean"
    text = f"{who} {verb} on a single activity, with nothing stated beside it"
    return (
        f"{text}: {told[0]}." if len(told) == 1 else f"{text}. Most lean on these: {listed(told)}."
    )


def _limits(net: Network) -> Iterator[str]:
    """What cut points cannot tell."""
    one = noun(net)[0]
    apart = int((net.degree == 0).sum())
    if apart:
        verb = "has" if apart == 1 else "have"
        yield (
            f"{counted(net, apart)} {verb} no recorded link, which does not mean no contact; no "
            "leaving can part them from anybody on record."
        )
    if net.pairs:
        yield (
            f"Contact means a chain of recorded links. Links between others that a {one} has "
            "brought about stay here when it leaves; in practice they may not. Who loses contact "
            "here may well know each other."
        )


def _sureness(net: Network, cuts: Sequence[CutPoint], drawn: Draws | None) -> Iterator[str]:
    """What the draws tell, or why there are none."""
    if drawn is None:
        if net.pairs:
            yield "How sure this is was not tested" + (
                f": more than {MOST_PAIRS:,} linked pairs take too long."
                if net.pairs > MOST_PAIRS
                else ", as no draws were asked for."
            )
        return
    yield drawn.note
    known = {cut.who for cut in cuts}
    nearly = [
        code for code in np.flatnonzero(drawn.shares >= _NEARLY).tolist() if code not in known
    ]
    if nearly:
        order = by_name(net)
        first = sorted(nearly, key=lambda code: (-drawn.shares[code], order[code]))
        told = (
            f"{called(net.points['name'][code])} ({percent(drawn.shares[code])})" for code in first
        )
        yield (
            "With so much left out others are cut points too, in this share of the draws: "
            f"{listed(told, few=_FEW)}."
        )
