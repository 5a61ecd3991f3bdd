"""What would be lost without a body, a link or an activity: one row each, in sentences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

import numpy as np

from uegraph.connections.model import Ground, grounds
from uegraph.connections.naming import called, counted, ended
from uegraph.connections.wording import dated, resting
from uegraph.metrics.network.equivalence import stand_ins
from uegraph.metrics.network.leaving import counted as counted_parts
from uegraph.metrics.network.leaving import several
from uegraph.words import listed, many, percent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from uegraph.metrics.network.breaking import Bridge, CutPoint
    from uegraph.metrics.network.leaving import Parts
    from uegraph.network import Network

_FEW: Final = 5

ByPart = tuple[tuple[str, ...], ...]
"""Names or IRIs of points, by part."""


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
        lost: The names of those who would lose contact, by part.
        lost_ids: Their IRIs, alike.
        share: Of a body, the share of draws in which it is a cut point; None where nothing was
            drawn.
        sentence: The same in words.
        stand_in: Of a body, who is nearest to standing in, in words.
        grounds: What a link rests on; of a body, what its links with those who would be lost
            rest on; of an activity, itself.
    """

    kind: Literal["point", "link", "activity"]
    rank: int
    id: str
    name: str
    other_id: str
    other: str
    count: int
    parts: tuple[int, ...]
    lost: ByPart
    lost_ids: ByPart
    share: float | None
    sentence: str
    stand_in: str
    grounds: tuple[Ground, ...]


@dataclass(frozen=True, slots=True)
class Draws:
    """How often each point is a cut point when something is left out at random.

    Attributes:
        shares: The share of draws, by code.
        parts: What is left out, some in each.
        left_out: How many.
        times: How many draws there are.
    """

    shares: np.ndarray
    parts: Parts
    left_out: int
    times: int

    def said(self, share: float) -> str:
        """In which share of draws something is a cut point, as a sentence."""
        share_left_out = percent(self.left_out / len(self.parts))
        return (
            f"With {share_left_out} of the {several(self.parts.noun)} left out at random it is a "
            f"cut point in {percent(share)} of {many(self.times, 'draw')}."
        )

    @property
    def note(self) -> str:
        """What was drawn, as a sentence."""
        was = "was" if self.left_out == 1 else "were"
        drawn = (
            f"{self.left_out:,} of {counted_parts(self.parts)} {was} left out in each of "
            f"{many(self.times, 'draw')}."
        )
        return f"{drawn} {self.parts.remark}".strip()


def without_points(net: Network, cuts: Sequence[CutPoint], draws: Draws | None) -> list[Break]:
    """What would happen if each body left.

    Args:
        net: The network.
        cuts: The cut points to tell of.
        draws: How often each point is one when activities are left out.
    """
    return [_without_point(net, cut, rank, draws) for rank, cut in enumerate(cuts, 1)]


def _without_point(net: Network, cut: CutPoint, rank: int, draws: Draws | None) -> Break:
    members = cut.members
    contacts = net.neighbours[[cut.who]].indices
    linked = np.intersect1d(np.concatenate(members[1:]), contacts).tolist()
    held = grounds(net, [(cut.who, code) for code in linked])
    kept = sum(cut.parts)
    text = f"If {called(net.points['name'][cut.who])} leaves, "
    if cut.parts[0] == 1:
        text += f"none of the {counted(net, kept)} that it keeps in contact has a recorded link: "
        text = ended(f"{text}{_named(net, np.concatenate(members))}")
    else:
        verb = "loses" if cut.count == 1 else "lose"
        text += (
            f"{cut.count:,} of the {counted(net, kept)} that it keeps in contact {verb} contact "
        )
        text += f"with the other {cut.parts[0]:,}: {_left(net, members)}."
    share = None if draws is None else float(draws.shares[cut.who])
    if draws is not None and share is not None:
        text += f" {draws.said(share)}"
    return Break(
        "point", rank, net.points["iri"][cut.who], net.points["name"][cut.who], "", "",
        cut.count, cut.parts, *_apart(net, members[1:]), share, text, _stand_in(net, cut.who),
        tuple(dict.fromkeys(ground for found in held for ground in found)),
    )  # fmt: skip


def _apart(net: Network, members: Sequence[np.ndarray]) -> tuple[ByPart, ByPart]:
    """The names of points by part, and their IRIs."""
    names, iris = net.points["name"], net.points["iri"]
    return (
        tuple(tuple(names.gather(part).to_list()) for part in members),
        tuple(tuple(iris.gather(part).to_list()) for part in members),
    )


def _left(net: Network, members: Sequence[np.ndarray]) -> str:
    """Who outside the largest part would be left with whom, and who with nobody."""
    groups = [part for part in members[1:] if len(part) > 1]
    alone = [part[0] for part in members[1:] if len(part) == 1]
    said = [f"{_named(net, part)} would have {_only(part)}" for part in groups[:_FEW]]
    if len(groups) > _FEW:
        said.append(f"{len(groups) - _FEW:,} more groups would stand apart")
    if alone:
        said.append(f"{_named(net, alone)} would have no recorded link")
    return "; ".join(said)


def _only(part: np.ndarray) -> str:
    return "only each other" if len(part) == 2 else "contact among themselves only"


def _named(net: Network, codes: Sequence[int] | np.ndarray) -> str:
    return listed((called(net.points["name"][int(code)]) for code in codes), few=_FEW)


def _stand_in(net: Network, who: int) -> str:
    contacts = int(net.degree[who])
    found = [each for each in stand_ins(net, who) if len(each.shared) > 1]
    if not found:
        return (
            f"Nobody shares two or more of its {contacts:,} contacts, so nobody on record is near "
            "to standing in."
        )
    names = net.points["name"]
    said = listed(
        f"{called(names[each.point])} (linked with {len(each.shared):,} of the {contacts:,})"
        for each in found
    )
    return f"Nearest to standing in, by the contacts that they share with it: {said}."


def without_links(net: Network, ties: Sequence[Bridge]) -> list[Break]:
    """What would happen if each link, the only one between two sides, were lost."""
    found = grounds(net, [(tie.one, tie.other) for tie in ties])
    told = zip(ties, found, strict=True)
    return [_without_link(net, tie, rank, rests) for rank, (tie, rests) in enumerate(told, 1)]


def _without_link(net: Network, tie: Bridge, rank: int, rests: tuple[Ground, ...]) -> Break:
    names, iris = net.points["name"], net.points["iri"]
    one, other = called(names[tie.one]), called(names[tie.other])
    behind = tie.behind
    if tie.sides == (1, 1):
        text = f"{one} and {other} are linked with each other alone."
    elif len(behind) == 1:
        text = f"{other} has one recorded link, with {one}."
    else:
        text = (
            f"Only the link between {one} and {other} keeps {_named(net, behind)} in contact with "
            f"{counted(net, tie.sides[0])}."
        )
    only = "only " if tie.rests_on_one else ""
    return Break(
        "link", rank, iris[tie.one], names[tie.one], iris[tie.other], names[tie.other],
        tie.count, tie.sides, *_apart(net, [behind]), None,
        f"{text} The link rests {only}on {resting(rests)}.", "", rests,
    )  # fmt: skip


def without_activities(net: Network, cuts: Sequence[CutPoint]) -> list[Break]:
    """What would not hang together had each activity not taken place."""
    return [_without_activity(net, cut, rank) for rank, cut in enumerate(cuts, 1)]


def _without_activity(net: Network, cut: CutPoint, rank: int) -> Break:
    assert net.incidence is not None
    row = net.incidence.activities.row(cut.who, named=True)
    ground = Ground(row["iri"], row["name"], row["when"] or "", stated=False)
    if cut.parts[0] == 1:
        text = f"{_named(net, np.concatenate(cut.members))} have a recorded link only because of "
        text += f"{dated(ground)}."
    else:
        text = f"Had {dated(ground)} not taken place, {_left(net, cut.members)}; the other "
        text += f"{counted(net, cut.parts[0])} would still be in contact."
    return Break(
        "activity", rank, row["iri"], row["name"], "", "", cut.count, cut.parts,
        *_apart(net, cut.members[1:]), None, text, "", (ground,),
    )  # fmt: skip
