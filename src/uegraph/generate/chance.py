"""Chance that repeats: the same seed and the same thing always fall the same way.

Each thing has draws of its own, made from the seed, its kind and its number. So any thing can be
made without those before it, and nothing needs to be remembered. Only `random.Random.random` is
used, whose numbers Python promises to keep from version to version.
"""

from __future__ import annotations

from bisect import bisect
from itertools import accumulate
from random import Random
from typing import TYPE_CHECKING, TypeVar
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

T = TypeVar("T")


class Shares:
    """Some words, each with how often it falls among all."""

    def __init__(self, shares: Mapping[str, float]) -> None:
        self.words = list(shares)
        self.ends = list(accumulate(shares.values()))


class Chance:
    """The draws of one thing."""

    def __init__(self, seed: int, kind: str, number: int) -> None:
        # A number is taken in ten times as fast as a text, and there are millions of things.
        start = seed << 80 | crc32(kind.encode()) << 48 | number
        self.draw = Random(start).random  # noqa: S311 - no secret is made

    def below(self, number: int) -> int:
        """A whole number from 0 to one less than so many."""
        return int(self.draw() * number)

    def often(self, number: int) -> int:
        """The same, the first far more often than the last, as Zipf found of words.

        The chance of each is in proportion to one over its place in the row.
        """
        return min(number - 1, int((number + 1) ** self.draw()) - 1)

    def yes(self, share: float) -> bool:
        """Whether something happens that happens in such a share of cases."""
        return self.draw() < share

    def one(self, of: Sequence[T]) -> T:
        """One of some, all alike."""
        return of[int(self.draw() * len(of))]

    def pick(self, shares: Shares) -> str:
        """A word, as often as it has its share."""
        return shares.words[bisect(shares.ends, self.draw() * shares.ends[-1])]
