"""What a layout is, and the measures it keeps to.

Invariants: the circles of two groups overlap only where one lies in the other, which it then does
wholly; a point lies within its group; a group stands before the groups within it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import numpy as np

SPACING: Final = 74.0
"""The least distance between two points of a group, in canvas units: room for a short name."""

MARGIN: Final = 46.0
"""Room between the outermost point of a group and its circle: half a mark and its name."""

GAP: Final = 30.0
"""The least distance between two circles side by side."""

FULL: Final = 400
"""How many points a group without groups in it has at most, and how many groups lie in one."""

PART: Final = 300
"""How many points a part has that is cut from what does not fall into communities."""

CELL: Final = (150.0, 74.0)
"""Width and height of a place in the grid of points without a link."""

WIDE: Final = 1.5
"""How much wider than high a map is: screens are."""


@dataclass(frozen=True, slots=True)
class Community:
    """Points that lie together, most often because they are linked with each other.

    Attributes:
        x: The middle of its circle; of its box where it is one.
        y: The same, downwards.
        radius: The radius of its circle; 0 where it is a box.
        wide: Half the width of its box.
        high: Half the height of its box.
        parent: The group it lies in, which stands before it; -1 for none.
        members: All points in it, also of groups within, the foremost first: those that may name a
            group before others, then by strength.
        unlinked: Whether its points have no link at all.
        gathered: Whether it holds groups that have nothing to do with each other, each too small to
            stand alone.
    """

    x: float
    y: float
    radius: float
    wide: float
    high: float
    parent: int
    members: tuple[int, ...]
    unlinked: bool = False
    gathered: bool = False

    @property
    def size(self) -> int:
        """How many points lie in it."""
        return len(self.members)


@dataclass(frozen=True, slots=True)
class Layout:
    """Places of all points, and the groups they lie in.

    Attributes:
        x: Where each point is, to the right.
        y: The same, downwards.
        group: The innermost group of each point; -1 for none.
        groups: The groups, each before those within it.
    """

    x: np.ndarray
    y: np.ndarray
    group: np.ndarray
    groups: tuple[Community, ...]
