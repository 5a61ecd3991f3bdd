"""A share whose parts are not all known, and not all surely in the period: an interval."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Share:
    """How many of some things are so.

    Attributes:
        yes: Those that are.
        no: Those that are not.
        unknown: Those of which it is not recorded.
        possibly: How many of all these may lie outside the period, and so not count at all.
        low: The least that the share can be: each unknown is a no, each doubtful yes lies outside
            and each other doubtful one inside. None where there is nothing.
        high: The most: the other way round.
    """

    yes: int
    no: int
    unknown: int
    possibly: int
    low: float | None
    high: float | None

    @property
    def of(self) -> int:
        """How many there are in all."""
        return self.yes + self.no + self.unknown


def share_of(items: Iterable[tuple[bool | None, bool]]) -> Share:
    """The share of what is so.

    Args:
        items: For each thing whether it is so, None where that is not recorded; and whether it
            surely counts.

    >>> share_of([(True, True), (False, True), (None, True), (None, True)])
    Share(yes=1, no=1, unknown=2, possibly=0, low=0.25, high=0.75)
    """
    count = Counter(items)
    yes, no, unknown = (count[value, True] for value in (True, False, None))
    also, less, open_ = (count[value, False] for value in (True, False, None))
    return Share(
        yes=yes + also,
        no=no + less,
        unknown=unknown + open_,
        possibly=also + less + open_,
        low=_least(yes, no + unknown, also, less + open_),
        high=_most(yes + unknown, no, also + open_, less),
    )


def _least(yes: int, no: int, maybe_yes: int, maybe_no: int) -> float | None:
    of = yes + no + maybe_no
    if of:
        return yes / of
    return 1.0 if maybe_yes else None


def _most(yes: int, no: int, maybe_yes: int, maybe_no: int) -> float | None:
    of = yes + no + maybe_yes
    if of:
        return (yes + maybe_yes) / of
    return 0.0 if maybe_no else None
