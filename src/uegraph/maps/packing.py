"""Circles side by side: no two overlap, and those with much in common lie close."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

# Screens are wider than high: a step up costs as much as this many steps aside.
_WIDE: Final = 1.7
# A candidate place touches two circles exactly; rounding must not count as overlap.
_TOUCH: Final = 1e-6
# Only the latest circles are tried as neighbours; earlier ones are walled in.
_FRONT: Final = 60


@dataclass(frozen=True, slots=True)
class Circle:
    """A circle on the canvas."""

    x: float
    y: float
    radius: float


def pack(
    radii: Sequence[float], ties: Mapping[tuple[int, int], float], *, gap: float
) -> list[Circle]:
    """Places circles around (0, 0), each near the centre and near those it is tied to.

    Each circle in turn goes to the best of the places where it touches two that stand already.

    Args:
        radii: The radii, best in descending order.
        ties: The strength of the tie between two circles, by their numbers, the smaller first.
        gap: The least distance between two circles.
    """
    placed: list[Circle] = []
    for at, radius in enumerate(radii):
        known = [(placed[other], ties.get((other, at), 0.0)) for other in range(at)]
        wide = [Circle(circle.x, circle.y, circle.radius + gap) for circle in placed]
        best = min(
            (spot for spot in _spots(wide, radius) if _free(spot, wide)),
            key=lambda spot: (round(_cost(spot, known), 3), spot.x, spot.y),
        )
        placed.append(best)
    return _centred(placed)


def _spots(wide: Sequence[Circle], radius: float) -> Iterator[Circle]:
    """Places that touch nothing (the first), one circle (the second) or two."""
    if not wide:
        yield Circle(0.0, 0.0, radius)
        return
    front = wide[-_FRONT:]
    for circle in front:
        reach = circle.radius + radius
        for turn in range(0, 360, 15):
            angle = math.radians(turn)
            yield Circle(
                circle.x + reach * math.cos(angle), circle.y + reach * math.sin(angle), radius
            )
    for at, one in enumerate(front):
        for other in front[at + 1 :]:
            yield from _touching(one, other, radius)


def _touching(one: Circle, other: Circle, radius: float) -> Iterator[Circle]:
    """The two places of a circle that touches both others, where there are any."""
    a, b = one.radius + radius, other.radius + radius
    dx, dy = other.x - one.x, other.y - one.y
    apart = math.hypot(dx, dy)
    if apart > a + b or apart == 0:
        return
    along = (a * a - b * b + apart * apart) / (2 * apart)
    aside = math.sqrt(max(0.0, a * a - along * along))
    x, y = one.x + along * dx / apart, one.y + along * dy / apart
    yield Circle(x - aside * dy / apart, y + aside * dx / apart, radius)
    yield Circle(x + aside * dy / apart, y - aside * dx / apart, radius)


def _free(spot: Circle, wide: Sequence[Circle]) -> bool:
    return all(
        math.hypot(spot.x - circle.x, spot.y - circle.y) >= spot.radius + circle.radius - _TOUCH
        for circle in wide
    )


def _cost(spot: Circle, known: Sequence[tuple[Circle, float]]) -> float:
    """Distance to the centre, and to tied circles in proportion to the tie."""
    centre = math.hypot(spot.x, spot.y * _WIDE)
    total = sum(tie for _, tie in known)
    if not total:
        return centre
    pull = sum(
        tie * math.hypot(spot.x - circle.x, (spot.y - circle.y)) for circle, tie in known if tie
    )
    return centre + 0.3 * pull / total


def _centred(placed: Sequence[Circle]) -> list[Circle]:
    if not placed:
        return []
    left = min(circle.x - circle.radius for circle in placed)
    right = max(circle.x + circle.radius for circle in placed)
    top = min(circle.y - circle.radius for circle in placed)
    bottom = max(circle.y + circle.radius for circle in placed)
    x, y = (left + right) / 2, (top + bottom) / 2
    return [Circle(circle.x - x, circle.y - y, circle.radius) for circle in placed]
