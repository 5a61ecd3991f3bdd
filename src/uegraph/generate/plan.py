"""How many of each thing a programme of a wanted size has.

All numbers follow from the number of activities. What stays small in life stays small here:
a programme ten times as large has hardly more goals and themes.
"""

from __future__ import annotations

from bisect import bisect
from dataclasses import dataclass
from typing import Final

LEAST: Final = 3_000
"""Triples of the smallest programme that still has something of everything."""

# Activities and triples, on average of some seeds; in between and beyond runs a straight line.
_MEASURED: Final = ((10, 2_600), (25, 3_770), (60, 6_200), (200, 16_900), (600, 50_800),
                    (2_000, 172_000), (10_000, 870_000))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Plan:
    """The size of a programme, and the seed that everything is drawn with.

    Attributes:
        seed: Another seed makes another programme of the same kind.
        activities: How many activities it has; all else follows.
    """

    seed: int
    activities: int

    @classmethod
    def of(cls, triples: int, seed: int) -> Plan:
        """The plan of a programme of about so many triples."""
        at = bisect([known for _, known in _MEASURED], triples)
        at = min(max(at, 1), len(_MEASURED) - 1)
        (few, least), (many, most) = _MEASURED[at - 1 : at + 1]
        return cls(seed, round(few + (many - few) * (triples - least) / (most - least)))

    @property
    def regulars(self) -> int:
        """Bodies that are asked again and again."""
        return max(16, self.activities // 10)

    @property
    def once(self) -> int:
        """Bodies that took part a single time."""
        return self.activities // 3

    @property
    def bodies(self) -> int:
        """All bodies, those that are known and never took part included."""
        return self.regulars + self.once + max(2, self.activities // 25)

    @property
    def circles(self) -> int:
        """Fields of work, within which bodies mostly meet."""
        return max(2, self.regulars // 40)

    @property
    def series(self) -> int:
        """Series of eight activities at most."""
        return -(-self.activities // 24)

    @property
    def audiences(self) -> int:
        """Up to 600."""
        return min(600, 8 + self.activities // 40)

    @property
    def themes(self) -> int:
        """Up to 160."""
        return min(160, 6 + self.activities // 150)

    @property
    def unnamed(self) -> int:
        """Parties that nobody named."""
        return max(3, self.activities // 30)

    @property
    def products(self) -> int:
        """Publications, at least one for each year."""
        return max(10, self.activities // 12)

    @property
    def passages(self) -> int:
        """Of each source."""
        return min(400, max(2, self.activities // 60))

    @property
    def relations(self) -> int:
        """Between bodies, with audiences and on products."""
        return max(8, self.bodies // 3)

    @property
    def assessments(self) -> int:
        """Judgements of power and interest."""
        return max(6, min(4_000, self.bodies // 12))
