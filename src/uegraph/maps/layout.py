"""Where each point of a map goes: communities found, each laid out, packed as circles.

The positions are computed here and not in the browser, so that a map opens at once, looks the same
every time and keeps neighbours together. What has no recorded link stands in a grid of its own.

Invariants: the circles of two communities never overlap; every point lies inside its circle; the
same graph gives the same numbers (points are numbered in sorted order before anything is computed,
because the order of a set of texts changes from run to run).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from uegraph.maps.packing import Circle, pack

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import networkx as nx

SEED: Final = 20240426
SPACING: Final = 74.0
"""The least distance between two points of a community, in canvas units: room for a short label."""

MARGIN: Final = 40.0
"""Room between the outermost point of a community and its circle."""

_NAMING: Final = frozenset({"organisation", "audience", "theme"})

GAP: Final = 34.0
_CELL: Final = (150.0, 74.0)
_ROUNDS: Final = 160

CROWDED: Final = 250
"""A larger community is laid out as a sunflower, its most linked in the middle.

The time of the finer layout grows with the square: 2 seconds for 250 points, 100 for 2,000; and so
many points show no pattern.
"""
GOLDEN_ANGLE: Final = math.pi * (3 - math.sqrt(5))


@dataclass(frozen=True, slots=True)
class Community:
    """A group of points that are more linked with each other than with the rest.

    Attributes:
        circle: Where it lies.
        members: Its points, the most linked first, but those that can name the group (bodies,
            audiences, themes) before activities.
    """

    circle: Circle
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """Positions of all points.

    Attributes:
        positions: Canvas coordinates of each point.
        communities: The circles, the largest first.
        unlinked: The points without a recorded link, in the order of the grid.
        grid: Left, top, right and bottom of the grid; ``None`` where every point has a link.
    """

    positions: dict[str, tuple[int, int]]
    communities: tuple[Community, ...]
    unlinked: tuple[str, ...]
    grid: tuple[int, int, int, int] | None


def lay_out(graph: nx.MultiDiGraph[str]) -> Layout:
    """Places every point of a network.

    Args:
        graph: What ``stakeholder_network`` returns. Derived links do not pull: they repeat what the
            shared activity already says.
    """
    plain = _plain(graph)
    names = sorted(graph)
    groups = _communities(plain)
    shapes = [_shape(plain, members) for members in groups]
    circles = pack([radius for _, radius in shapes], _ties(plain, groups), gap=GAP)
    positions: dict[str, tuple[int, int]] = {}
    communities = []
    for members, (local, _), circle in zip(groups, shapes, circles, strict=True):
        for number, (x, y) in zip(members, local, strict=True):
            positions[names[number]] = (round(circle.x + x), round(circle.y + y))
        ranked = sorted(members, key=lambda number: _standing(graph, plain, names, number))
        communities.append(Community(circle, tuple(names[number] for number in ranked)))
    lonely = [names[number] for number in plain if plain.degree(number) == 0]
    unlinked = sorted(
        lonely, key=lambda name: (graph.nodes[name]["kind"], graph.nodes[name]["label"], name)
    )
    grid = _grid(unlinked, circles, positions)
    return Layout(positions, tuple(communities), tuple(unlinked), grid)


def _standing(
    graph: nx.MultiDiGraph[str], plain: nx.Graph[int], names: Sequence[str], number: int
) -> tuple[bool, int, int]:
    return graph.nodes[names[number]]["kind"] not in _NAMING, -plain.degree(number), number


def _plain(graph: nx.MultiDiGraph[str]) -> nx.Graph[int]:
    """The network as numbers, one link between two points, its weight the count of stated links."""
    import networkx as nx  # noqa: PLC0415 - heavy

    number = {name: at for at, name in enumerate(sorted(graph))}
    plain: nx.Graph[int] = nx.Graph()
    plain.add_nodes_from(range(len(number)))
    pairs: dict[tuple[int, int], int] = {}
    for start, end, link in graph.edges(data=True):
        if link["stated"]:
            pair = (min(number[start], number[end]), max(number[start], number[end]))
            pairs[pair] = pairs.get(pair, 0) + 1
    plain.add_weighted_edges_from(
        (one, other, weight) for (one, other), weight in sorted(pairs.items())
    )
    return plain


def _communities(plain: nx.Graph[int]) -> list[list[int]]:
    """Communities of the linked points, the largest first, each in one piece."""
    import networkx as nx  # noqa: PLC0415 - heavy

    linked = plain.subgraph(sorted(number for number in plain if plain.degree(number)))
    # A copy in sorted order: a subgraph view iterates over a set.
    ordered: nx.Graph[int] = nx.Graph()
    ordered.add_nodes_from(sorted(linked))
    ordered.add_weighted_edges_from(sorted(linked.edges(data="weight")))
    if not ordered:
        return []
    found = nx.community.louvain_communities(ordered, weight="weight", seed=SEED)
    pieces = [
        sorted(piece)
        for group in found
        for piece in nx.connected_components(ordered.subgraph(group))
    ]
    return sorted(pieces, key=lambda members: (-len(members), members))


def _ties(plain: nx.Graph[int], groups: Sequence[Sequence[int]]) -> dict[tuple[int, int], float]:
    """How strongly two communities are linked, so that they can be put side by side."""
    home = {number: at for at, members in enumerate(groups) for number in members}
    ties: dict[tuple[int, int], float] = {}
    weight: float
    for one, other, weight in plain.edges(data="weight"):
        pair = (min(home[one], home[other]), max(home[one], home[other]))
        if pair[0] != pair[1]:
            ties[pair] = ties.get(pair, 0.0) + weight
    return ties


def _shape(plain: nx.Graph[int], members: Sequence[int]) -> tuple[list[tuple[float, float]], float]:
    """Points of one community around (0, 0), with room for names, and its radius."""
    import numpy as np  # noqa: PLC0415 - heavy

    part = plain.subgraph(members)
    points = (
        _sunflower(part, members) if len(members) > CROWDED else _spread(_stress(part, members))
    )
    points = _middled(points)
    radius = float(np.hypot(points[:, 0], points[:, 1]).max()) + MARGIN
    return [(float(x), float(y)) for x, y in points], radius


def _sunflower(part: nx.Graph[int], members: Sequence[int]) -> Any:
    """Places on a spiral that leaves the same room to all, from the most linked outwards."""
    import numpy as np  # noqa: PLC0415 - heavy

    degrees = np.array([part.degree(number) for number in members])
    rank = np.empty(len(members))
    rank[np.argsort(-degrees, kind="stable")] = np.arange(len(members))
    # On this spiral (Vogel's) no two points are nearer than 1.54 times its scale.
    reach, turn = SPACING * 0.65 * np.sqrt(rank + 0.5), rank * GOLDEN_ANGLE
    return np.stack([reach * np.cos(turn), reach * np.sin(turn)], axis=1)


def _stress(part: nx.Graph[int], members: Sequence[int]) -> Any:
    """Places in which distance on the canvas is, as nearly as can be, distance by links.

    Each round moves every point to where its wishes balance, near ones counting more. Only sums are
    used, no solver, so the numbers do not hang on how many processors help.

    References:
        Gansner, E., Koren, Y. and North, S. (2004). Graph drawing by stress majorization.
    """
    import numpy as np  # noqa: PLC0415 - heavy

    wished = _distances(part, members) * SPACING * 1.15
    # A sunflower, the point nearest to all others in the middle: no two points start alike.
    rank = np.empty(len(members))
    rank[np.argsort(wished.sum(axis=1), kind="stable")] = np.arange(len(members))
    reach, turn = SPACING * 0.6 * np.sqrt(rank), rank * GOLDEN_ANGLE
    points = np.stack([reach * np.cos(turn), reach * np.sin(turn)], axis=1)
    np.fill_diagonal(wished, 1.0)
    weight = wished**-2
    np.fill_diagonal(weight, 0.0)
    total = np.maximum(weight.sum(axis=1), 1e-12)[:, None]
    for _ in range(_ROUNDS):
        apart = points[:, None, :] - points[None, :, :]
        distance = np.maximum(np.hypot(apart[..., 0], apart[..., 1]), 1e-9)
        wish = points[None, :, :] + apart * (wished / distance)[..., None]
        points = (weight[..., None] * wish).sum(axis=1) / total
    return points


def _distances(part: nx.Graph[int], members: Sequence[int]) -> Any:
    """How many links lie between every two members."""
    import networkx as nx  # noqa: PLC0415 - heavy
    import numpy as np  # noqa: PLC0415 - heavy

    at = {number: place for place, number in enumerate(members)}
    found = np.zeros((len(members), len(members)))
    for number, steps in nx.all_pairs_shortest_path_length(part):
        for other, count in steps.items():
            found[at[number], at[other]] = count
    return found


def _spread(points: Any) -> Any:
    """Pushes points apart until no two are much nearer than ``SPACING``."""
    import numpy as np  # noqa: PLC0415 - heavy

    if len(points) == 1:
        return points
    for _ in range(_ROUNDS):
        apart = points[:, None, :] - points[None, :, :]
        distance = np.maximum(np.hypot(apart[..., 0], apart[..., 1]), 1e-9)
        np.fill_diagonal(distance, np.inf)
        if distance.min() >= SPACING * 0.97:
            break
        push = np.clip((SPACING - distance) / 2, 0, None) / distance
        points = points + (apart * push[..., None]).sum(axis=1) * 0.6
    # What could not be untangled is enlarged as a whole.
    return points * max(1.0, 0.93 * SPACING / float(distance.min()))


def _middled(points: Any) -> Any:
    """The same points around the middle of the smallest circle that holds them, very nearly.

    References:
        Badoiu, M. and Clarkson, K. (2003). Smaller core-sets for balls.
    """
    import numpy as np  # noqa: PLC0415 - heavy

    middle = points.mean(axis=0)
    for step in range(1, 400):
        apart = points - middle
        farthest = apart[np.hypot(apart[:, 0], apart[:, 1]).argmax()]
        middle = middle + farthest / (step + 1)
    return points - middle


def _grid(
    unlinked: Sequence[str], circles: Iterable[Circle], positions: dict[str, tuple[int, int]]
) -> tuple[int, int, int, int] | None:
    """Puts the points without a link into rows below everything else."""
    if not unlinked:
        return None
    placed = list(circles)
    bottom = max((circle.y + circle.radius for circle in placed), default=0.0)
    width = max((abs(circle.x) + circle.radius for circle in placed), default=0.0) * 2
    columns = max(4, min(len(unlinked), int(width // _CELL[0])))
    columns = min(columns, len(unlinked))
    left = -(columns - 1) * _CELL[0] / 2
    top = bottom + 2.2 * _CELL[1]
    for at, name in enumerate(unlinked):
        row, column = divmod(at, columns)
        positions[name] = (round(left + column * _CELL[0]), round(top + row * _CELL[1]))
    rows = math.ceil(len(unlinked) / columns)
    return (
        round(left - _CELL[0] / 2),
        round(top - _CELL[1]),
        round(left + (columns - 0.5) * _CELL[0]),
        round(top + (rows - 0.3) * _CELL[1]),
    )
