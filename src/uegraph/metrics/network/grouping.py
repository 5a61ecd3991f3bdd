"""Points by group, where the group of some is not known: never a group of their own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Grouping:
    """Which group each point belongs to.

    Attributes:
        codes: The number of each point's group in ``names``; -1 where it is not known.
        names: The names of the groups, sorted.
    """

    codes: np.ndarray
    names: tuple[str, ...]

    @property
    def known(self) -> np.ndarray:
        """Whether each point's group is known."""
        found: np.ndarray = self.codes >= 0
        return found

    @property
    def unknown(self) -> int:
        """How many points there are whose group is not known."""
        return int((~self.known).sum())

    @property
    def sizes(self) -> np.ndarray:
        """How many points each group has."""
        return np.bincount(self.codes[self.known], minlength=len(self.names))


def grouped(groups: Sequence[str | None], points: int) -> Grouping:
    """The points by group.

    Args:
        groups: Each point's group, by code; None where it is not known.
        points: How many points there are.

    Raises:
        ValueError: There is not one group a point.
    """
    given = list(groups)
    if len(given) != points:
        raise ValueError(
            f"{len(given)} groups are given for {points} points: give one a point, by code, "
            "and None where it is not known."
        )
    names = tuple(sorted({name for name in given if name is not None}))
    numbers: dict[str | None, int] = {name: number for number, name in enumerate(names)}
    return Grouping(np.array([numbers.get(name, -1) for name in given], dtype=np.int64), names)
