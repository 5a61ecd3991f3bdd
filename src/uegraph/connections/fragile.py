"""Where contact would break: whose leaving, which lost link, which activity that never was.

Two bodies are in contact here where recorded links lead from one to the other, in however many
steps. Who leaves takes its own links along; what others share stays, even where the one who leaves
had brought them together, as nobody can know whether they would go on.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

import numpy as np

from uegraph.connections.model import grounds
from uegraph.connections.naming import called, counted, noun, resting
from uegraph.metrics.network.breaking import (
    bridges,
    components,
    cut_activities,
    cut_points,
    fragile_ties,
)
from uegraph.metrics.network.equivalence import stand_ins
from uegraph.network import reproject
from uegraph.words import listed, many, percent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from uegraph.connections.model import Ground
    from uegraph.metrics.network.breaking import Bridge, CutPoint
    from uegraph.network import Network

DROP: Final = 0.1
"""The share of activities that is left out in each draw."""

TIMES: Final = 200
"""How many draws there are."""

MOST_PAIRS: Final = 20_000
"""With more linked pairs than this nothing is drawn: it would take minutes."""

_FEW: Final = 5


@dataclass(frozen=True, slots=True)
class Break:
    """One body, link or activity without which some would lose contact.

    Attributes:
        kind: What would be lost: ``point``, ``link`` or ``activity``.
        rank: Its place among those of its kind; those by whom most would be lost come first.
        id: The IRI of the body or activity; of a link, of its end on the larger side.
        name: Its name; of a link, that of this end.
        other_id: Of a link, the IRI of its other end; else empty.
        other: Of a link, the name of its other end; else empty.
        count: How many would lose contact with the largest part that is left.
        parts: How many there would be in each part, the largest first.
        lost: The names of those who would lose contact, a tuple for each part.
        lost_ids: Their IRIs, alike.
        share: Of a body, the share of draws in which it is a cut point; None where nothing was
            drawn.
        sentence: The same in words.
        stand_in: Of a body, who is nearest to standing in, in words.
        grounds: What a link rests on; of a body, its links with those who would be lost.
    """

    kind: Literal["point", "link", "activity"]
    rank: int
    id: str
    name: str
    other_id: str
    other: str
    count: int
    parts: tuple[int, ...]
    lost: tuple[tuple[str, ...], ...]
    lost_ids: tuple[tuple[str, ...], ...]
    share: float | None
    sentence: str
    stand_in: str
    grounds: tuple[Ground, ...]


@dataclass(frozen=True)
class Fragile:
    """Where contact would break.

    Attributes:
        network: The network that was asked.
        headline: How fragile it is, in a sentence or two.
        leaning: How many links lean on a single activity, in words.
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
    shares = _drawn(net, times, drop, seed)
    rows = [
        *(_leaver(net, cut, rank, shares) for rank, cut in enumerate(cuts[:top], 1)),
        *_ties(net, ties[:top]),
        *(_never(net, cut, rank) for rank, cut in enumerate(acts[:top], 1)),
    ]
    found = {"point": len(cuts), "link": len(ties), "activity": len(acts)}
    remarks = (*net.remarks, *_limits(net), *_sureness(net, cuts, shares, times, drop))
    return Fragile(
        net, _headline(net, cuts, ties), _leaning(net), tuple(rows), found, tuple(remarks)
    )


def _drawn(net: Network, times: int, drop: float, seed: int) -> np.ndarray | None:
    """How often each point is a cut point when some activities are left out; None if not drawn."""
    count = 0 if net.incidence is None else len(net.incidence.activities)
    linking = np.flatnonzero(_linking(net)) if count else np.empty(0, dtype=int)
    if not len(linking) or times < 1 or net.pairs > MOST_PAIRS or len(net.kinds) != 1:
        return None
    rng = np.random.default_rng(seed)
    left_out = max(1, round(drop * len(linking)))
    times_cut = np.zeros(len(net))
    for _ in range(times):
        keep = np.ones(count, dtype=bool)
        keep[rng.choice(linking, left_out, replace=False)] = False
        times_cut[[cut.who for cut in cut_points(reproject(net, keep))]] += 1
    found: np.ndarray = times_cut / times
    return found


def _linking(net: Network) -> np.ndarray:
    """Which activities link anybody; to leave out others changes nothing."""
    assert net.incidence is not None
    activities = net.incidence.activities
    found: np.ndarray = ((activities["size"] > 1) & (activities["factor"] > 0)).to_numpy()
    return found


def _leaver(net: Network, cut: CutPoint, rank: int, shares: np.ndarray | None) -> Break:
    """What would happen without a body."""
    names, iris = net.names, net.points["iri"]
    members = cut.members
    lost = np.concatenate(members[1:])
    linked = [int(code) for code in lost if net.neighbours[int(code), cut.who]]
    held = grounds(net, [(cut.who, code) for code in linked])
    share = None if shares is None else float(shares[cut.who])
    return Break(
        kind="point", rank=rank, id=iris[cut.who], name=names[cut.who], other_id="", other="",
        count=cut.count, parts=cut.parts, **_apart(net, members), share=share,
        sentence=_if_it_leaves(net, cut, share), stand_in=_stand_in(net, cut),
        grounds=tuple(dict.fromkeys(ground for found in held for ground in found)),
    )  # fmt: skip


def _apart(net: Network, members: Sequence[np.ndarray]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """The names and IRIs of those outside the largest part, by part."""
    names, iris = net.names, net.points["iri"].to_list()
    return {
        "lost": tuple(tuple(names[code] for code in part) for part in members[1:]),
        "lost_ids": tuple(tuple(iris[code] for code in part) for part in members[1:]),
    }


def _if_it_leaves(net: Network, cut: CutPoint, share: float | None) -> str:
    verb = "loses" if cut.count == 1 else "lose"
    text = (
        f"If {called(net.names[cut.who])} leaves, {cut.count:,} of the "
        f"{counted(net, sum(cut.parts))} that it is in contact with {verb} contact with the rest: "
        f"{_groups(net, cut.members)}."
    )
    return text if share is None else f"{text} {_how_often(share)}"


def _how_often(share: float) -> str:
    return f"It is a cut point in {percent(share)} of the draws."


def _groups(net: Network, members: Sequence[np.ndarray]) -> str:
    """Who would be left with whom, and who with nobody."""
    together = [part for part in members[1:] if len(part) > 1]
    alone = [int(part[0]) for part in members[1:] if len(part) == 1]
    said = [
        f"{_names(net, part)} would have {'only each other' if len(part) == 2 else 'each other'}"
        for part in together[:_FEW]
    ]
    if len(together) > _FEW:
        said.append(f"{len(together) - _FEW:,} more groups would stand alone")
    if alone:
        said.append(f"{_names(net, alone)} would have nobody")
    return "; ".join(said)


def _names(net: Network, codes: Sequence[int] | np.ndarray) -> str:
    return listed((called(net.names[int(code)]) for code in codes), few=_FEW)


def _stand_in(net: Network, cut: CutPoint) -> str:
    """Who shares most contacts with a body; by definition nobody holds all the parts together."""
    found = stand_ins(net, cut.who)
    if not found:
        return "Nobody shares a contact with it, so nobody on record is near to standing in."
    contacts = int(net.degree[cut.who])
    said = listed(
        f"{called(net.names[each.point])} ({len(each.shared)} of its {contacts} contacts)"
        for each in found
    )
    return f"Nearest to standing in, by the contacts that they share with it: {said}."


def _ties(net: Network, ties: Sequence[Bridge]) -> list[Break]:
    """The links whose loss parts others."""
    found = grounds(net, [(tie.one, tie.other) for tie in ties])
    return [_tie(net, tie, rank, rests) for rank, (tie, rests) in
            enumerate(zip(ties, found, strict=True), 1)]  # fmt: skip


def _tie(net: Network, tie: Bridge, rank: int, rests: tuple[Ground, ...]) -> Break:
    one, other = (called(net.names[end]) for end in (tie.one, tie.other))
    behind = tie.behind
    who = (
        f"{other}, which has no other recorded link"
        if len(behind) == 1
        else f"{counted(net, len(behind))} ({_names(net, behind)})"
    )
    said = resting(rests) if tie.activities is not None else resting(rests) or "not known"
    only = " alone" if tie.rests_on_one else ""
    iris = net.points["iri"]
    return Break(
        kind="link", rank=rank, id=iris[tie.one], name=net.names[tie.one],
        other_id=iris[tie.other], other=net.names[tie.other], count=tie.count, parts=tie.sides,
        lost=(tuple(net.names[code] for code in behind),),
        lost_ids=(tuple(iris[int(code)] for code in behind),), share=None,
        sentence=f"Only its link with {one} keeps {who} in contact with {counted(net, tie.sides[0])}. It rests on {said}{only}.",
        stand_in="", grounds=rests,
    )  # fmt: skip


def _never(net: Network, cut: CutPoint, rank: int) -> Break:
    """What holds together only because an activity took place."""
    assert net.incidence is not None
    row = net.incidence.activities.row(cut.who, named=True)
    verb = "has" if cut.count == 1 else "have"
    return Break(
        kind="activity", rank=rank, id=row["iri"], name=row["name"], other_id="", other="",
        count=cut.count, parts=cut.parts, **_apart(net, cut.members), share=None,
        sentence=f"Without “{called(row['name'])}” {counted(net, cut.count)} would {'' }{verb}",
        stand_in="", grounds=(),
    )  # fmt: skip
