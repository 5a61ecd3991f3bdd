"""Bars in lanes, none over another, and boxes for what is only known to lie in the same stretch."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Final

from uegraph.dates import in_words
from uegraph.maps.views import charts
from uegraph.maps.views.timeline.axis import Axis

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from uegraph.maps.views.timeline.reading import Activities, Item

LANE: Final = 22.0
SOLID: Final = 8.0
THIN: Final = 2.5
LEAST: Final = 6.0
"""Nothing is drawn narrower than this."""

GUTTER: Final = 215.0
"""The room on the left, in which the headings stand."""

_WIDTHS: Final = (1050.0, 1200.0, 1400.0, 1700.0, 2100.0)
_SHAPE: Final = 0.75  # width to height: a page has room downwards, but none to the right
_INSIDE: Final = 8.8  # the width of a letter inside a bar, as large as it is at the least
_BESIDE: Final = 30  # letters of a name beside its bar
_BETWEEN: Final = 14.0
_CHIP: Final = (196.0, 21.0)  # room for a tile in a box, and the step to the next row
INSET: Final = 42.0  # from the upper edge of a box to the middle of its first row
_TOGETHER: Final = 4
_OF_A_TYPE: Final = 5


@dataclass(frozen=True, slots=True)
class Bar:
    """An item with its place: the ends of its bar and the middle of its lane."""

    item: Item
    left: float
    right: float
    y: float
    thin: bool = False
    group: int = -1


@dataclass(frozen=True, slots=True)
class Band:
    """Items that are known to lie in the same stretch, and nothing more, in one box.

    Attributes:
        left: The place of the first day.
        right: The place after the last day.
        top: Its upper edge.
        bottom: Its lower edge.
        title: The stretch, and how many lie in it.
    """

    left: float
    right: float
    top: float
    bottom: float
    title: str


@dataclass
class Lanes:
    """Where everything on the timeline stands.

    Attributes:
        activities: The activities and series.
        width: How long the axis is.
        bars: Each item with its place.
        bands: The boxes of what shares an inexact time.
        titles: The headings of groups of lanes, each with its height.
        lined: The heights between which the lines of years run.
        bottom: How far down the drawing reaches.
    """

    activities: Activities
    width: float
    bars: list[Bar] = field(default_factory=list)
    bands: list[Band] = field(default_factory=list)
    titles: list[tuple[str, float]] = field(default_factory=list)
    lined: float = 0.0
    bottom: float = 0.0

    @classmethod
    def of(cls, activities: Activities) -> Lanes:
        """Lanes on an axis as long as gives the whole a shape that a page can show."""

        def off(lanes: Lanes) -> float:
            return abs(math.log((GUTTER + lanes.width) / (lanes.bottom + 60) / _SHAPE))

        return min((cls(activities, width) for width in _WIDTHS), key=off)

    def __post_init__(self) -> None:
        banded = self._banded()
        taken = {item.iri for items in banded.values() for item in items}
        dated = [item for item in self.dated if item.iri not in taken]
        for title, items in self._groups(dated):
            self._lane_group(title, items)
        self.lined = self.bottom
        for when, items in banded.items():
            self._band(when, items)
        self._without_date()

    @cached_property
    def axis(self) -> Axis:
        """The axis on which they lie."""
        items, end = self.dated, self.activities.end
        known = [
            (day or other or 0, other or day or 0)
            for day, other in ((item.first, item.last) for item in items)
            if day or other
        ]
        known += [(end, end)] if known and end else []
        return Axis.of(known, self.width)

    @cached_property
    def dated(self) -> Sequence[Item]:
        """What has a date, by time."""
        return [item for item in self.activities.shown if item.known != "undated"]

    def _banded(self) -> Mapping[str, Sequence[Item]]:
        """What is known to be some time in one stretch, where several share it, by that stretch."""
        found: dict[str, list[Item]] = defaultdict(list)
        for item in self.dated:
            left, right = self.axis.span(item.first, item.last)
            if item.known == "within" and right - left >= _CHIP[0]:
                found[item.when].append(item)
        many_of = {when: items for when, items in found.items() if len(items) >= _TOGETHER}
        return dict(sorted(many_of.items(), key=lambda pair: (-len(pair[1]), pair[0])))

    def _groups(self, items: Sequence[Item]) -> Iterator[tuple[str, Sequence[Item]]]:
        """Items of one programme or series together; of the others, those of one type."""
        wholes: dict[str, list[Item]] = defaultdict(list)
        for item in items:
            wholes[item.whole].append(item)
        of_programmes = {whole: found for whole, found in wholes.items() if len(found) > 1}
        for whole, found in of_programmes.items():
            yield self.activities.name[whole], found
        alone = [found[0] for whole, found in wholes.items() if whole not in of_programmes]
        types: dict[str, list[Item]] = defaultdict(list)
        for item in alone:
            types[item.type].append(item)
        several = {kind: found for kind, found in types.items() if len(found) >= _OF_A_TYPE}
        rest = [item for item in alone if item.type not in several]
        for kind in sorted(several):
            yield f"Type: {kind or 'not recorded'}", several[kind]
        if rest:
            yield "On their own", rest

    def _lane_group(self, title: str, items: Sequence[Item]) -> None:
        """Packs items into as few lanes as hold them with their names, in the order of time."""
        top = self.bottom + _BETWEEN
        self.titles.append((title, top))
        free: list[float] = []
        for item in items:
            left, right = self._ends(item)
            thin = item.known == "within" or (item.known == "open" and not _goes_on(item))
            lane = next((at for at, until in enumerate(free) if until <= left), len(free))
            free[lane : lane + 1] = [_name_ends(item, left, right, thin=thin) + 12]
            self.bars.append(Bar(item, left, right, top + lane * LANE, thin))
        self.bottom = top + (len(free) - 1) * LANE + _BETWEEN

    def _band(self, when: str, items: Sequence[Item]) -> None:
        """A box as wide as the stretch, with a tile for each in rows."""
        left, right = self.axis.span(items[0].first, items[0].last)
        top = self.bottom + _BETWEEN
        ordered = sorted(items, key=lambda item: (self.activities.name[item.whole], item.order))
        rows = self._tiles(ordered, left + 6, right - 6, top + INSET)
        self.bottom = top + INSET + rows * _CHIP[1] - 4
        said = in_words(when)
        if not said.startswith("some time"):
            said = f"some time in {said}"
        title = f"{said[0].upper()}{said[1:]} ({len(items):,})"
        self.bands.append(Band(left, right, top, self.bottom, title))

    def _without_date(self) -> None:
        """Tiles for what has no date, in a box below."""
        items = [item for item in self.activities.shown if item.known == "undated"]
        if items:
            top = self.bottom + _BETWEEN
            columns = min(len(items), int(self.width / _CHIP[0]))
            rows = self._tiles(items, 10, 10 + columns * _CHIP[0], top + INSET, group=0)
            self.bottom = top + INSET + rows * _CHIP[1] - 4

    def _tiles(
        self, items: Sequence[Item], left: float, right: float, top: float, *, group: int = -1
    ) -> int:
        """Tiles of one size between two places, and how many rows they take."""
        columns = max(1, int((right - left) / _CHIP[0]))
        room = (right - left) / columns
        for at, item in enumerate(items):
            row, column = divmod(at, columns)
            x = left + column * room
            y = top + row * _CHIP[1]
            self.bars.append(Bar(item, x + 2, x + room - 2, y, group=group))
        return -(-len(items) // columns)

    def _ends(self, item: Item) -> tuple[float, float]:
        left, right = self.axis.span(item.first, item.last)
        short = max(LEAST - (right - left), 0) / 2
        return left - short, right + short


def _goes_on(item: Item) -> bool:
    """Whether it is recorded as going on, so that its bar is no mere possibility."""
    return item.when.endswith("/..")


def letters(left: float, right: float, *, thin: bool) -> int:
    """How many letters of a name are written: what fits inside, or so many beside a bar."""
    fits = 0 if thin else int((right - left - 10) / _INSIDE)
    return fits if fits >= 14 else _BESIDE


def _name_ends(item: Item, left: float, right: float, *, thin: bool) -> float:
    """How far the name reaches that stands beside a bar that cannot hold it."""
    text = charts.cut(item.name, letters(left, right, thin=thin))
    inside = not thin and charts.width(text) <= right - left - 8
    return right if inside else right + 8 + charts.width(text)
