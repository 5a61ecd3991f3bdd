"""A network without some of what was recorded: which activities or links can be left out, and how.

Kept apart from what is measured on it, so that each way of leaving out is one class of its own.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import combinations
from math import ceil
from typing import TYPE_CHECKING, Any, Final, Protocol

import numpy as np
import polars as pl

from uegraph.network.projecting import Projection
from uegraph.words import many

if TYPE_CHECKING:
    from collections.abc import Iterator

    from uegraph.network import Network

DROP: Final = 0.1
"""The share that each draw leaves out, unless another is asked for."""

TIMES: Final = 200
"""How many draws there are, unless more or fewer are asked for."""


class Parts(Protocol):
    """What a network can be without."""

    @property
    def noun(self) -> str:
        """One of them, in a word."""

    @property
    def remark(self) -> str:
        """What stays, or what else a reader should know."""

    def __len__(self) -> int:
        """How many there are."""

    def kept(self, keep: np.ndarray) -> Network:
        """The network with only those that are marked."""


def parts_of(net: Network) -> Parts:
    """What of a network is left out: its activities or, where it has none, its links."""
    if "activity" in net.kinds:
        return ActivityPoints(net, np.flatnonzero((net.points["kind"] == "activity").to_numpy()))
    if net.incidence is not None and len(net.incidence.activities):
        return Activities(
            net.only(stated=True),
            Projection(net.points, net.kinds, net.incidence),
            len(net.incidence.activities),
        )
    return Links(net)


def left_out_of(parts: Parts, drop: float) -> int:
    """How many a share of the parts is, rounded up to whole ones."""
    return ceil(round(drop * len(parts), 9))  # 0.1 of 70 is a hair above 7


def draws(
    parts: Parts, left_out: int, times: int, seed: int, *, every: bool = False
) -> Iterator[Network]:
    """The network of each draw, with so many of its parts left out.

    Args:
        parts: What can be left out.
        left_out: How many are, each time.
        times: How many draws there are.
        seed: Which draws.
        every: Whether to go through all ways of leaving so many out instead, each once.
    """
    rng, total = np.random.default_rng(seed), len(parts)
    chosen: Iterator[Any] = (
        combinations(range(total), left_out)
        if every
        else (rng.choice(total, left_out, replace=False) for _ in range(times))
    )
    for out in chosen:
        keep = np.ones(total, dtype=bool)
        keep[list(out)] = False
        yield parts.kept(keep)


def counted(parts: Parts) -> str:
    """How many parts there are, in words."""
    return many(len(parts), parts.noun, several(parts.noun))


def several(noun: str) -> str:
    """What several parts are called."""
    return "activities" if noun == "activity" else f"{noun}s"


@dataclass(frozen=True, slots=True)
class Activities:
    """The activities that derived links rest on.

    Attributes:
        stated: The network with the links that rest on none.
        projection: What makes links of activities.
        number: How many activities there are.
    """

    stated: Network
    projection: Projection
    number: int

    @property
    def noun(self) -> str:
        """One of them, in a word."""
        return "activity"

    @property
    def remark(self) -> str:
        """What stays."""
        return "Links that a source states stay." if len(self.stated.links) else ""

    def __len__(self) -> int:
        """How many there are."""
        return self.number

    def kept(self, keep: np.ndarray) -> Network:
        """The network with the links that these activities tell, beside those that are stated."""
        derived = self.projection.links(keep, counted=False)
        if len(self.stated.links):
            both = pl.concat([derived, self.stated.links.select(derived.columns)])
            derived = both.sort("source", "target", "stated")
        return replace(self.stated, links=derived)


@dataclass(frozen=True, slots=True)
class ActivityPoints:
    """The activities of a network whose points they are: without its links, one is isolated."""

    net: Network
    codes: np.ndarray

    @property
    def noun(self) -> str:
        """One of them, in a word."""
        return "activity"

    @property
    def remark(self) -> str:
        """What becomes of the points themselves."""
        return "An activity that is left out is a point without links."

    def __len__(self) -> int:
        """How many there are."""
        return len(self.codes)

    def kept(self, keep: np.ndarray) -> Network:
        """The network without the links of the others."""
        there = np.ones(len(self.net), dtype=bool)
        there[self.codes] = keep
        ends = (self.net.links[end].to_numpy() for end in ("source", "target"))
        source, target = (there[end] for end in ends)
        return replace(self.net, links=self.net.links.filter(source & target), incidence=None)


@dataclass(frozen=True, slots=True)
class Links:
    """The links of a network that rests on no activities."""

    net: Network

    @property
    def noun(self) -> str:
        """One of them, in a word."""
        return "link"

    @property
    def remark(self) -> str:
        """Why it is links."""
        return "Links were left out because the network does not rest on activities."

    def __len__(self) -> int:
        """How many there are."""
        return len(self.net.links)

    def kept(self, keep: np.ndarray) -> Network:
        """The network with these links."""
        return replace(self.net, links=self.net.links.filter(keep))
