"""Where the units of a scene's canvas come to lie on the paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from uegraph.maps.picture.letters import LINE, letters, printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from uegraph.maps.scene import Frame, Scene

LARGEST: Final = 1.5
"""A unit of the canvas is never more units of paper than this."""

SIZES: Final = {"faint": 11.0, "plain": 12.0, "strong": 13.0, "title": 15.0, "dashed": 12.0}
"""The size of a frame's words by its look, at a scale of 1 and above."""

BOLD: Final = frozenset({"strong", "title"})
"""The looks of a frame whose words are bold."""


@dataclass(frozen=True, slots=True)
class Box:
    """An upright rectangle.

    Attributes:
        left: Its left edge.
        top: Its upper edge.
        right: Its right edge.
        bottom: Its lower edge.
    """

    left: float
    top: float
    right: float
    bottom: float

    def touches(self, other: Box) -> bool:
        """Whether the two have more than an edge in common."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def shared(self, other: Box) -> float:
        """The area that the two have in common."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.bottom, other.bottom) - max(self.top, other.top)
        return max(wide, 0) * max(high, 0)

    def within(self, other: Box) -> bool:
        """Whether nothing of it lies outside the other."""
        return (
            self.left >= other.left
            and self.right <= other.right
            and self.top >= other.top
            and self.bottom <= other.bottom
        )


@dataclass(frozen=True, slots=True)
class Place:
    """Where a part of the page begins, and how wide it may be.

    Attributes:
        left: Its left edge.
        top: Its upper edge.
        width: Its width.
    """

    left: float
    top: float
    width: float


@dataclass(frozen=True, slots=True)
class Window:
    """The part of the paper that shows the canvas.

    Attributes:
        box: Its edges.
        scale: How many units of paper a unit of the canvas is.
        x0: Where the canvas's 0 lies on the paper, from the left.
        y0: The same, from above.
    """

    box: Box
    scale: float
    x0: float
    y0: float

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Where a place of the canvas lies on the paper."""
        return self.x0 + x * self.scale, self.y0 + y * self.scale


def extent(scene: Scene) -> Box:
    """The smallest box around all that a scene draws, in units of its canvas."""
    edges = list(_edges(scene)) or [(0.0, 0.0)]
    across, down = ([edge[side] for edge in edges] for side in (0, 1))
    return Box(min(across), min(down), max(across), max(down))


def fitted(extent: Box, place: Place, *, highest: float, margin: tuple[float, float]) -> Window:
    """A window of a width, and as high as the canvas needs at the scale that fits."""
    across, down = margin
    wide = max(extent.right - extent.left, 1)
    high = max(extent.bottom - extent.top, 1)
    scale = min(LARGEST, (place.width - 2 * across) / wide, (highest - 2 * down) / high)
    height = high * scale + 2 * down
    left, top, width = place.left, place.top, place.width
    return Window(
        Box(left, top, left + width, top + height),
        scale,
        left + width / 2 - (extent.left + extent.right) / 2 * scale,
        top + height / 2 - (extent.top + extent.bottom) / 2 * scale,
    )


def _edges(scene: Scene) -> Iterator[tuple[float, float]]:
    for mark in scene.marks:
        if mark.size > 0:
            wide, high = mark.wide or mark.size, mark.high or mark.size
            yield mark.x - wide, mark.y - high
            yield mark.x + wide, mark.y + high
    for group in scene.groups:
        wide, high = group.radius or group.wide, group.radius or group.high
        yield group.x - wide, group.y - high
        yield group.x + wide, group.y + high
    for frame in scene.frames:
        if frame.shape == "circle":
            radius = abs(frame.right - frame.x)
            yield frame.x - radius, frame.y - radius
            yield frame.x + radius, frame.y + radius
            continue
        if frame.shape != "text":
            yield frame.x, frame.y
            yield frame.right, frame.bottom
            continue
        before, after = reach(frame)
        yield frame.x - before, frame.y - LINE * SIZES[frame.look] / 2
        yield frame.x + after, frame.y + LINE * SIZES[frame.look] / 2


def reach(frame: Frame) -> tuple[float, float]:
    """How far the words of a frame reach to the left and to the right of their place."""
    bold = frame.look in BOLD
    wide = letters(bold).width(printable(frame.text), SIZES[frame.look])
    before = {"left": 0.0, "center": wide / 2, "right": wide}[frame.align]
    return before, wide - before
