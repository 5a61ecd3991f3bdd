"""Who works with whom: bodies, what sources state of them, and what they took part in together.

Activities are on the map as marks that are not drawn: two bodies that have links to the same one
are linked wherever the map is shown, under each filter by what it lets through.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np

from uegraph.connections.grouping.sharing import names_of, shared_by, traits
from uegraph.maps import telling
from uegraph.maps.drafting import Draft, groups_of
from uegraph.maps.material import chosen_kinds, tail
from uegraph.maps.scene import Scene, Story
from uegraph.network import CROWD
from uegraph.words import many

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scipy.sparse import csr_array

    from uegraph.maps.layout import Community, Layout
    from uegraph.maps.material import Asked, Material
    from uegraph.maps.scene import Group, Mark

KINDS: Final = ("organisation", "unnamed party")
BETWEEN: Final = frozenset({"belonging", "relation", "representation"})

READING: Final = (
    "Each mark is a body; the larger, the more others it is linked with.",
    "Bodies that are linked with each other lie together in a group.",
    "An unbroken line is stated by a source; a dashed one follows from an activity of both.",
)


def scene(material: Material, asked: Asked) -> Scene:
    """The network of bodies."""
    draft = drafted(material, chosen_kinds(asked, KINDS, KINDS))
    links = draft.links
    placed, layout = draft.by_community(_pull(draft))
    marks = draft.marks(placed)
    groups = _groups(material, layout, marks)
    return Scene(
        view="collaboration",
        title="Who works with whom",
        telling=_telling(material, draft, marks, groups),
        marks=marks,
        links=links,
        groups=groups,
        stories=stories(marks),
        reading=READING,
        remarks=tuple(_remarks(material)),
    )


def drafted(material: Material, kinds: Sequence[str]) -> Draft:
    """The bodies, what is stated of two of them, and the activities that join them."""
    net, points = material.network, material.points
    ranks = dict(zip(net.points["iri"], net.degree.tolist(), strict=True))
    parties = {party for found in material.joins.values() for party in found}
    drawn = sorted(
        iri
        for iri, (kind, _) in points.items()
        if kind in kinds and (kind == "organisation" or ranks.get(iri) or iri in parties)
    )
    shown = set(drawn)
    silent = {act for act, found in material.joins.items() if not shown.isdisjoint(found)}
    crowded = crowds(material)
    # Which body became which is no link between two that are there at the same time.
    became = material.reading.first("ueg:changeType").keys()
    kept, beyond = [], dict[str, int]()
    for link in material.links:
        between = link.kind in BETWEEN and link.statement not in became
        if between and link.start in shown and link.end in shown:
            kept.append(link)
        elif link.kind == "participation" and link.start in shown and link.end in silent:
            if link.statement in material.joining and link.end not in crowded:
                kept.append(link)
        else:
            for end in {link.start, link.end} & shown:
                beyond[end] = beyond.get(end, 0) + 1
    return Draft(material, tuple(drawn), tuple(sorted(silent)), tuple(kept), ranks, beyond)


def crowds(material: Material) -> frozenset[str]:
    """The activities that too many took part in for any two to be linked by it."""
    incidence = material.network.incidence
    assert incidence is not None
    table = incidence.activities
    return frozenset(table.filter(table["size"] > CROWD)["iri"])


def _pull(draft: Draft) -> csr_array:
    """How strongly each two drawn bodies are linked, by all that links them."""
    net = draft.material.network
    codes = [net.places[iri] for iri in draft.drawn]
    found: csr_array = net.matrix[codes][:, codes]
    return found


def _groups(material: Material, layout: Layout, marks: Sequence[Mark]) -> tuple[Group, ...]:
    """The groups, each named by what its bodies share, else by the one in its middle."""
    plain = groups_of(layout, marks, lambda head: marks[head].name)
    names = _names(material, layout, marks, plain)
    return tuple(
        replace(group, name=names.get(place, group.name)) for place, group in enumerate(plain)
    )


def _names(
    material: Material, layout: Layout, marks: Sequence[Mark], plain: Sequence[Group]
) -> dict[int, str]:
    """Names for the outermost groups, and for those within them, level by level."""
    net = material.network
    told = traits(net, material.record)
    found: dict[int, str] = {}
    for level in _levels(layout):
        groups = [place for place in level if not _apart(layout.groups[place])]
        codes = np.full(len(net), -1, dtype=np.int64)
        for number, place in enumerate(groups):
            for member in layout.groups[place].members:
                codes[net.places[marks[member].id]] = number
        centres = [plain[place].name for place in groups]
        found |= zip(groups, names_of(shared_by(net, codes, told), centres), strict=True)
    return found


def _apart(community: Community) -> bool:
    """Whether its marks have nothing to do with each other."""
    return community.unlinked or community.gathered


def _levels(layout: Layout) -> list[list[int]]:
    depth: list[int] = []
    for group in layout.groups:
        depth.append(depth[group.parent] + 1 if group.parent >= 0 else 0)
    return [
        [place for place, at in enumerate(depth) if at == level]
        for level in range(max(depth, default=-1) + 1)
    ]


def _telling(
    material: Material, draft: Draft, marks: Sequence[Mark], groups: Sequence[Group]
) -> tuple[str, ...]:
    net = material.network
    derived = net.only(stated=False).pairs
    table = net.incidence.activities if net.incidence else None
    number = 0 if table is None else int(table["size"].is_between(2, CROWD).sum())
    shared = many(number, "activity", "activities")
    are = "is" if derived == 1 else "are"
    follows = (
        f"{many(derived, 'pair')} {are} linked because both took part in the same one of {shared}, "
        "which no source calls working together"
    )
    shown = telling.drawn(marks)
    linked = sum(bool(mark.rank) for mark in shown)
    ties = [link for link in draft.links if link.kind in BETWEEN]
    return telling.paragraphs(
        f"The map shows {telling.by_kind(shown)}; {linked:,} of them have a recorded link. "
        f"{telling.middle(shown)}",
        telling.groups(groups, marks),
        telling.unreached(material),
        telling.alone(shown),
        telling.knowing(material, ties, rests=draft.links, derived=follows if derived else ""),
    )


def _remarks(material: Material) -> list[str]:
    """What the network leaves out or cannot know."""
    return [said for said in material.network.remarks if "rests on" not in said]


def stories(marks: Sequence[Mark]) -> tuple[Story, ...]:
    """The whole, who is in the middle, and whom nobody is known to have engaged."""
    first = next((mark for mark in telling.drawn(marks) if mark.rank), None)
    found = [Story("This is everything on record.")]
    if first:
        said = f"In the middle: {first.name}, linked with {many(first.rank, 'other')}."
        found.append(Story(said, f"f={tail(first.id)}"))
    unseen = sum(mark.state in telling.UNSEEN for mark in marks if mark.size)
    if unseen:
        who = f"{unseen:,} of those shown {'is' if unseen == 1 else 'are'}"
        found.append(Story(f"Not reached: {who} not known to have been engaged.", "u=1"))
    return tuple(found)
