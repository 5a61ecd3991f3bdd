"""The axis of time: where a day lies, with long stretches in which nothing is recorded drawn in."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_SQUEEZED: Final = 46.0
_EMPTY: Final = 550
"""A stretch of more days than this in which nothing is recorded is drawn in."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days that lie between two places of the axis; the last day is not among them."""

    start: int
    end: int
    left: float
    right: float
    squeezed: bool = False


@dataclass(frozen=True)
class Axis:
    """Where days lie.

    Attributes:
        stretches: The stretches from left to right, each beginning where the one before ends.
    """

    stretches: Sequence[Stretch]

    @classmethod
    def of(cls, spans: Iterable[tuple[int, int]], width: float) -> Axis:
        """An axis on which some spans of days lie, both ends included.

        Args:
            spans: First and last days.
            width: How long it is, without what is drawn in.
        """
        busy = list(_merged(spans)) or [(date(2000, 1, 1).toordinal(),) * 2]
        cuts = [_year_of(busy[0][0]), *_cuts(busy), _year_after(busy[-1][1])]
        pairs = list(pairwise(cuts))
        drawn = sum(end - start for start, end in pairs[::2])
        made, x = [], 0.0
        for at, (start, end) in enumerate(pairs):
            right = x + (_SQUEEZED if at % 2 else (end - start) * width / drawn)
            made.append(Stretch(start, end, x, right, squeezed=bool(at % 2)))
            x = right
        return cls(tuple(made))

    @property
    def start(self) -> int:
        """Its first day."""
        return self.stretches[0].start

    @property
    def end(self) -> int:
        """The day after its last."""
        return self.stretches[-1].end

    @property
    def width(self) -> float:
        """How long it is."""
        return self.stretches[-1].right

    @cached_property
    def _starts(self) -> list[int]:
        return [one.start for one in self.stretches]

    def x(self, day: int) -> float:
        """Where a day begins; the ends of the axis where it lies beyond."""
        day = min(max(day, self.start), self.end)
        one = self.stretches[max(bisect_right(self._starts, day) - 1, 0)]
        share = (day - one.start) / (one.end - one.start)
        return one.left + share * (one.right - one.left)

    def span(self, first: int | None, last: int | None) -> tuple[float, float]:
        """From the beginning of one day to the end of another; an open end is that of the axis."""
        left = 0.0 if first is None else self.x(first)
        return left, self.width if last is None else self.x(last + 1)

    def years(self) -> Iterator[tuple[int, float, float]]:
        """Each year that is drawn in full length, with its ends."""
        for one in self.stretches:
            if one.squeezed:
                continue
            for year in range(date.fromordinal(one.start).year, date.fromordinal(one.end).year):
                left = self.x(date(year, 1, 1).toordinal())
                yield year, left, self.x(date(year + 1, 1, 1).toordinal())

    def quarters(self) -> Iterator[float]:
        """Where quarters begin within years."""
        for year, _, _ in self.years():
            for month in (4, 7, 10):
                yield self.x(date(year, month, 1).toordinal())


def _merged(spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Spans that leave less than a long stretch between them, as one."""
    ordered = sorted(spans)
    if not ordered:
        return
    start, end = ordered[0]
    for first, last in ordered[1:]:
        if _year_of(first) - _year_after(end) > _EMPTY:
            yield start, end
            start, end = first, last
        end = max(end, last)
    yield start, end


def _cuts(busy: Sequence[tuple[int, int]]) -> Iterator[int]:
    """Where an empty stretch begins and ends, at whole years."""
    for (_, end), (start, _) in pairwise(busy):
        yield _year_after(end)
        yield _year_of(start)


def _year_of(day: int) -> int:
    return date(date.fromordinal(day).year, 1, 1).toordinal()


def _year_after(day: int) -> int:
    year = date.fromordinal(day).year
    return date(year + 1, 1, 1).toordinal() if year < date.max.year else day + 1
