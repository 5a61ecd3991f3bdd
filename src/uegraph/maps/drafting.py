"""From chosen things and links to marks with places, links and groups: what network views share."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import sqrt
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from scipy.sparse import coo_array, csr_array

from uegraph.maps import legend
from uegraph.maps.layout import lay_out
from uegraph.maps.scene import Group, Link

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from uegraph.maps.layout import Community, Layout
    from uegraph.maps.material import Material
    from uegraph.maps.scene import Mark
    from uegraph.maps.stated import Stated

NAMING: Final = frozenset({"organisation", "unnamed party", "audience", "theme"})
"""The kinds that can name a group: an activity says less of it than a body does."""

UNLINKED: Final = "No recorded link"
ELSEWHERE: Final = "No recorded link to what is shown here"
_BEGIN: Final = 12
"""How many letters of a name tell where one box ends and the next begins."""

GATHERED: Final = "Small groups, not linked with each other"

_HEADS: Final = 3
_LARGEST: Final = 24.0
_GROWTH: Final = 2.2


@dataclass(frozen=True)
class Draft:
    """What a network view shows, before it has places.

    Attributes:
        material: What was read.
        drawn: The IRIs of what is drawn, sorted.
        silent: The IRIs of activities that are not drawn and only link others, sorted.
        stated: The links between them.
        ranks: How many others each is linked with, by IRI.
        beyond: How many of its links lead to what is left out, by IRI.
    """

    material: Material
    drawn: tuple[str, ...]
    silent: tuple[str, ...]
    stated: tuple[Stated, ...]
    ranks: Mapping[str, int]
    beyond: Mapping[str, int]

    @cached_property
    def places(self) -> dict[str, int]:
        """The place of each thing among the marks."""
        return {iri: place for place, iri in enumerate((*self.drawn, *self.silent))}

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """The links, by the places of their ends."""
        places = self.places
        return tuple(as_link(link, places) for link in self.stated)

    def marks(self, placed: Mapping[str, Mapping[str, Any]]) -> tuple[Mark, ...]:
        """The marks, those that are not drawn last.

        Args:
            placed: Where each drawn one stands, and what else the view gives it.
        """
        mark = self.material.mark
        shown = tuple(
            mark(
                iri,
                size=size_of(self.material.points[iri][0], self.ranks.get(iri, 0)),
                rank=self.ranks.get(iri, 0),
                beyond=self.beyond.get(iri, 0),
                **placed.get(iri, {}),
            )
            for iri in self.drawn
        )
        return shown + tuple(mark(iri, size=0) for iri in self.silent)

    def by_community(self, links: csr_array) -> tuple[dict[str, dict[str, Any]], Layout]:
        """Where each drawn thing stands when communities lie together.

        Args:
            links: How strongly each two are linked, in the order of ``drawn``.
        """
        points = self.material.points
        naming = [points[iri][0] in NAMING for iri in self.drawn]
        names = [points[iri][1] for iri in self.drawn]
        layout = lay_out(links, names=names, keys=self.drawn, naming=naming)
        placed = {
            iri: {"x": float(x), "y": float(y), "group": int(group)}
            for iri, x, y, group in zip(self.drawn, layout.x, layout.y, layout.group, strict=True)
        }
        return placed, layout


def as_link(link: Stated, places: Mapping[str, int]) -> Link:
    """A stated link between two marks."""
    return Link(
        start=places[link.start],
        end=places[link.end],
        kind=link.kind,
        said=link.said,
        level=link.level,
        status=link.status,
        when=link.when,
        first=link.first,
        last=link.last,
        facts=link.facts,
        evidence=link.evidence,
    )


def size_of(kind: str, rank: int) -> float:
    """The radius of a mark: it grows with the square root of how many others it is linked with.

    >>> size_of("organisation", 0), size_of("organisation", 9), size_of("organisation", 900)
    (7.0, 13.6, 24.0)
    """
    return round(min(_LARGEST, legend.KINDS[kind].size + _GROWTH * sqrt(rank)), 1)


def strengths(pairs: Iterable[tuple[int, int]], size: int) -> csr_array:
    """How often each two are linked, both ways.

    >>> strengths([(0, 1), (1, 0)], 2).toarray().tolist()
    [[0.0, 2.0], [2.0, 0.0]]
    """
    ends = np.array(list(pairs), dtype=np.int64).reshape(-1, 2)
    one, other = np.concatenate([ends, ends[:, ::-1]]).T
    found = csr_array(coo_array((np.ones(len(one)), (one, other)), shape=(size, size)))
    found.sum_duplicates()
    found.sort_indices()
    return found


def groups_of(
    layout: Layout, marks: Sequence[Mark], name: Callable[[int], str], alone: str | None = None
) -> tuple[Group, ...]:
    """The groups of a layout, each with its name and its foremost marks.

    Args:
        layout: What was laid out.
        marks: The marks, in the order of the layout.
        name: Names a group of linked marks by the place of the foremost one.
        alone: The name of the box of those without a link.
    """
    found = []
    for community in layout.groups:
        members = [int(place) for place in community.members]
        heads = sorted(members, key=lambda place: _standing(marks, place))[:_HEADS]
        found.append(
            Group(
                x=float(community.x),
                y=float(community.y),
                radius=float(community.radius),
                wide=float(community.wide),
                high=float(community.high),
                name=_name(community, marks, name(heads[0]), alone),
                parent=int(community.parent),
                heads=tuple(heads),
                size=int(community.size),
            )
        )
    return tuple(found)


def _name(community: Community, marks: Sequence[Mark], around: str, alone: str | None) -> str:
    if community.gathered:
        return GATHERED
    if not community.unlinked:
        return around
    elsewhere = any(marks[place].beyond for place in community.members)
    said = alone or (ELSEWHERE if elsewhere else UNLINKED)
    if community.parent < 0:
        return said
    names = sorted((marks[place].name for place in community.members), key=str.casefold)
    return f"{said}: {names[0][:_BEGIN].strip()} to {names[-1][:_BEGIN].strip()}"


def _standing(marks: Sequence[Mark], place: int) -> tuple[bool, int, str, str]:
    mark = marks[place]
    return mark.kind not in NAMING, -mark.rank, mark.name, mark.id


def degrees(drawn: Sequence[str], stated: Iterable[Stated]) -> dict[str, int]:
    """With how many others that are drawn each is linked."""
    shown, others = set(drawn), dict[str, set[str]]()
    for link in stated:
        if link.start in shown and link.end in shown:
            others.setdefault(link.start, set()).add(link.end)
            others.setdefault(link.end, set()).add(link.start)
    return {iri: len(found) for iri, found in others.items()}
