"""All of a network placed: its groups found, laid out from the innermost, and packed."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import numpy as np
from scipy.sparse import csr_array

from uegraph.maps.layout.grid import Box, gridded
from uegraph.maps.layout.leaf import radius_of, settled
from uegraph.maps.layout.model import CELL, GAP, WIDE, Community, Layout
from uegraph.maps.layout.nesting import Nest, nests
from uegraph.maps.layout.packing import enclosing, pack
from uegraph.maps.layout.starting import drawn, leaning

if TYPE_CHECKING:
    from collections.abc import Sequence

_SHARE: Final = 0.8
"""How much a point's neighbours count in where it would like to be; the rest is its key's."""

_HEADS: Final = 2
"""The power of its strength by which a point speaks for its group.

Those whom a group forms around seldom change.
"""

_WIDER: Final = 1.25
"""How much wider circles are drawn together than the whole is to be: the grid lies below them."""

_STEP: Final = 1.02
"""Radii of circles around circles are rounded up to powers of this."""


@dataclass(slots=True)
class _Placed:
    """A group around (0, 0): its points, their places, and the groups within it, placed."""

    nest: Nest
    radius: float
    places: np.ndarray
    at: np.ndarray = field(default_factory=lambda: np.zeros(2))
    within: list[_Placed] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Ground:
    """What all groups are placed by; points in the order of their keys."""

    links: csr_array
    draws: np.ndarray
    wishes: np.ndarray
    weight: np.ndarray
    rank: np.ndarray


def lay_out(
    links: csr_array,
    *,
    names: Sequence[str],
    keys: Sequence[str],
    naming: Sequence[bool] | None = None,
) -> Layout:
    """Places every point of a network.

    Args:
        links: The strengths of links between points, symmetric; 0 or less counts as no link.
        names: The names of the points, by which those without a link and equal ones are ordered.
        keys: A text for each that no other has and that stays the same, such as its IRI. Rows in
            another order give the same places.
        naming: Which points may name a group; all where left out.
    """
    order = np.argsort(np.array(keys, dtype=object), kind="stable")
    ground = _ground(links, order, names, keys, naming)
    groups = _placed(ground, nests(ground.links, ground.rank), WIDE * _WIDER)
    alone = np.flatnonzero(np.diff(ground.links.indptr) == 0)
    alone = alone[np.argsort(_alphabetical(names, order)[alone])]
    return _collected(ground, order, groups, alone)


def _ground(
    links: csr_array,
    order: np.ndarray,
    names: Sequence[str],
    keys: Sequence[str],
    naming: Sequence[bool] | None,
) -> _Ground:
    turned = csr_array(links, dtype=np.float64)[order][:, order]
    turned.setdiag(0.0)
    turned.data[~(turned.data > 0)] = 0.0
    turned.eliminate_zeros()
    turned.sort_indices()
    strength = np.round(np.asarray(turned.sum(axis=1)).ravel(), 9)
    may = np.ones(len(order), bool) if naming is None else np.asarray(naming, bool)[order]
    rank = np.empty(len(order), int)
    rank[np.lexsort((_alphabetical(names, order), -strength, ~may))] = np.arange(len(order))
    draws = drawn([keys[at] for at in order.tolist()])
    wishes = leaning(turned, draws, share=_SHARE)
    return _Ground(turned, draws, wishes, (strength + 1e-6) ** _HEADS, rank)


def _alphabetical(names: Sequence[str], order: np.ndarray) -> np.ndarray:
    """The place of each point in the order by name; of equal names by key."""
    told = sorted(range(len(order)), key=lambda at: (names[int(order[at])].casefold(), at))
    place = np.empty(len(order), int)
    place[told] = np.arange(len(order))
    return place


def _placed(ground: _Ground, found: Sequence[Nest], wide: float) -> list[_Placed]:
    """Groups side by side around (0, 0), each laid out within."""
    if not found:
        return []
    groups = [_inside(ground, nest) for nest in found]
    radii = np.array([group.radius for group in groups])
    ties = _ties(ground.links, found)
    start = _wishes(ground, found, outermost=wide > 1)
    for group, at in zip(groups, pack(radii, ties, start, wide=wide), strict=True):
        group.at = at
    return groups


def _inside(ground: _Ground, nest: Nest) -> _Placed:
    points = nest.points
    if not nest.within:
        places = settled(ground.links[points][:, points], ground.draws[points])
        reach = float(np.hypot(places[:, 0], places[:, 1]).max()) + 40
        return _Placed(nest, max(radius_of(len(points)), reach), places)
    within = _placed(ground, nest.within, 1.0)
    middles = np.stack([group.at for group in within])
    middle, radius = enclosing(middles, np.array([group.radius for group in within]))
    for group in within:
        group.at = group.at - middle
    radius = _STEP ** math.ceil(math.log(radius + GAP) / math.log(_STEP))
    return _Placed(nest, radius, np.empty((0, 2)), within=within)


def _wishes(ground: _Ground, found: Sequence[Nest], *, outermost: bool) -> np.ndarray:
    """Where groups would like to be: the middle of where their points would."""
    means = np.zeros((len(found), 2))
    for at, nest in enumerate(found):
        weight = ground.weight[nest.points]
        # As far out as a single point would be: a mean of many lies near the middle.
        alone = weight.sum() / np.sqrt((weight**2).sum())
        means[at] = np.average(ground.wishes[nest.points], axis=0, weights=weight) * alone
    if outermost:
        return means
    # What groups of one group have in common has placed that group.
    return np.asarray(means - np.average(means, axis=0, weights=[len(n.points) for n in found]))


def _ties(links: csr_array, found: Sequence[Nest]) -> np.ndarray:
    home = np.full(links.shape[0], -1)
    for at, nest in enumerate(found):
        home[nest.points] = at
    points = np.concatenate([nest.points for nest in found])
    part = links[points].tocoo()
    one, other = home[points][part.row], home[part.col]
    among = other >= 0
    count = len(found)
    pair = one[among] * count + other[among]
    ties = np.bincount(pair, part.data[among], count * count).reshape(count, count)
    np.fill_diagonal(ties, 0.0)
    return ties


@dataclass(slots=True)
class _Sheet:
    """Places and groups as they are written down; ``order`` is the row of each point."""

    order: np.ndarray
    rank: np.ndarray
    places: np.ndarray
    group: np.ndarray
    groups: list[Community] = field(default_factory=list)


def _collected(
    ground: _Ground, order: np.ndarray, groups: list[_Placed], alone: np.ndarray
) -> Layout:
    count = len(order)
    sheet = _Sheet(order, ground.rank, np.zeros((count, 2)), np.full(count, -1))
    _centred(groups)
    for group in groups:
        _write(sheet, group, np.zeros(2), -1)
    if len(alone):
        bottom = max((group.at[1] + group.radius for group in groups), default=-1.5 * CELL[1])
        width = 2 * max((abs(group.at[0]) + group.radius for group in groups), default=0.0)
        box, boxes = gridded(alone, width=width, top=bottom + 1.5 * CELL[1])
        _write_boxes(sheet, box, boxes)
    back = np.argsort(order)
    x, y = np.rint(sheet.places[back]).astype(int).T
    return Layout(x, y, sheet.group[back], tuple(sheet.groups))


def _centred(groups: Sequence[_Placed]) -> None:
    """Moves all so that the middle of the box around them is (0, 0)."""
    if not groups:
        return
    at = np.stack([group.at for group in groups])
    radii = np.array([[group.radius] for group in groups])
    middle = ((at - radii).min(axis=0) + (at + radii).max(axis=0)) / 2
    for group in groups:
        group.at = group.at - middle


def _write(sheet: _Sheet, group: _Placed, around: np.ndarray, parent: int) -> None:
    at, own = around + group.at, len(sheet.groups)
    points = group.nest.points
    members = sheet.order[points[np.argsort(sheet.rank[points])]].tolist()
    x, y, radius = (round(float(value), 1) for value in (*at, group.radius))
    sheet.groups.append(
        Community(x, y, radius, 0.0, 0.0, parent, tuple(members), gathered=group.nest.gathered)
    )
    if not group.within:
        sheet.places[points], sheet.group[points] = at + group.places, own
    for inner in group.within:
        _write(sheet, inner, at, own)


def _write_boxes(sheet: _Sheet, box: Box, boxes: list[Box]) -> None:
    own = len(sheet.groups)
    for at, each in enumerate([box, *boxes]):
        parent = own if at else -1
        middle = (round(each.x, 1), round(each.y, 1))
        size = (round(each.wide, 1), round(each.high, 1))
        members = tuple(sheet.order[each.points].tolist())
        sheet.groups.append(Community(*middle, 0.0, *size, parent, members, unlinked=True))
        sheet.places[each.points], sheet.group[each.points] = each.places, own + at
