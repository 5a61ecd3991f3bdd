"""The grid of power and interest as marks, frames and groups."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from uegraph.assessments import CUT
from uegraph.maps.scene import MOST, Frame, Group, Mark
from uegraph.maps.views import charts
from uegraph.maps.views.power_interest.spread import Spread, spread
from uegraph.maps.views.power_interest.standings import JUDGED, judged_by, middle
from uegraph.words import listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from uegraph.maps.views.power_interest.standings import Place, Standings

MOST_UNJUDGED: Final = 200

_STEPS: Final = (5, 4, 3, 2, 1)
_UNIT: Final = (156.0, 116.0)
_FLAT: Final = (156.0, 46.0)  # where nobody has judged anybody
_STRIP: Final = 150.0
_HEAD: Final = 26.0
_TILE: Final = (226.0, 10.5, 24.0)  # room for one, half its height, step to the next
_COLUMNS: Final = 6
_APART: Final = 48.0
_LETTERS: Final = 22
_PLURAL: Final = {"organisation": "organisations", "audience": "audiences"}


@dataclass(frozen=True)
class Grid:
    """Where everything on the grid stands.

    Attributes:
        standings: The judgements.
    """

    standings: Standings

    @property
    def unit(self) -> tuple[float, float]:
        """How far it is from one score to the next."""
        return _UNIT if self.standings.places else _FLAT

    @property
    def width(self) -> float:
        """How wide the grid is, without what stands beside it."""
        return 5 * self.unit[0]

    @property
    def height(self) -> float:
        """How high it is."""
        return 5 * self.unit[1]

    def x(self, interest: float) -> float:
        """Where a score for interest lies; beside the grid where there is none."""
        return (interest - 0.5) * self.unit[0] if interest else self.width + _STRIP / 2 + 16

    def y(self, power: float) -> float:
        """Where a score for power lies; below the grid where there is none."""
        return (5.5 - power) * self.unit[1] if power else self.height + 128

    @cached_property
    def drawn(self) -> Sequence[Place]:
        """The places for which there is room, in their order."""
        return self.standings.places[: MOST - min(len(self.standings.unjudged), MOST_UNJUDGED)]

    @cached_property
    def spread(self) -> Spread:
        """Where each stands, none over another; those with a range keep nearest to its middle."""
        order = sorted(range(len(self.drawn)), key=lambda at: (not _wide(self.drawn[at]), at))
        found = spread([self._spot(self.drawn[at]) for at in order])
        places = dict(zip(order, found.places, strict=True))
        return Spread(tuple(places[at] for at in range(len(order))), found.pitch)

    @cached_property
    def unjudged(self) -> Sequence[str]:
        """Those of whom nobody judged any for whom there is room."""
        return self.standings.unjudged[:MOST_UNJUDGED]

    @property
    def left_out(self) -> int:
        """How many judged ones have no place."""
        without = self.spread.places.count(None)
        return len(self.standings.places) - len(self.drawn) + without

    def _spot(self, place: Place) -> tuple[float, float]:
        interest, power = (middle(place.ranges.get(name)) for name in ("interest", "power"))
        return self.x(interest), self.y(power)

    def marks(self) -> Iterator[Mark]:
        """Those who are judged at their places, then those who are not."""
        for place, at in zip(self.drawn, self.spread.places, strict=True):
            if at:
                yield self._mark(place, *at)
        for group, kind in enumerate(self._boxes()):
            yield from self._tiles(kind, group)

    def groups(self) -> Iterator[Group]:
        """A box of each kind of those whom nobody judged."""
        total = self.standings.unjudged
        points = self.standings.material.points
        for kind, (left, columns) in self._boxes().items():
            number = sum(points[iri][0] == kind for iri in total)
            members = self._members(kind)
            rows = -(-len(members) // columns)
            wide, high = columns * _TILE[0] / 2 + 6, (rows * _TILE[2] + 38) / 2
            yield Group(
                left + columns * _TILE[0] / 2, self._below + high, 0, wide, high,
                f"Not judged by anybody: {number:,} {_PLURAL[kind]}", size=len(members),
            )  # fmt: skip

    def frames(self) -> Iterator[Frame]:
        """The quadrants, the scores, and the ranges over which judgements differ."""
        yield from self._quadrants()
        yield from self._scores()
        yield from self._strips()
        if not self.standings.places:
            text = "Nobody has judged anybody yet"
            yield Frame("text", self.width / 2, self.y(4), text=text, look="title")
        for place, at in zip(self.drawn, self.spread.places, strict=True):
            yield from self._ranges(place, at) if at else ()

    @property
    def _below(self) -> float:
        """Where the boxes of those begin whom nobody judged."""
        open_below = any("power" not in place.ranges for place in self.drawn)
        return self.height + (226 if open_below else 84)

    def _quadrants(self) -> Iterator[Frame]:
        x, y = self.x(CUT), self.y(CUT)
        top = -_HEAD
        yield Frame("box", 0, top, x, y, "Keep satisfied")
        yield Frame("box", x, top, self.width, y, "Manage closely", "strong")
        yield Frame("box", 0, y, x, self.height, "Monitor")
        yield Frame("box", x, y, self.width, self.height, "Keep informed")

    def _scores(self) -> Iterator[Frame]:
        foot = self.height + 14
        for score in _STEPS:
            text = str(score)
            yield Frame("text", -14, self.y(score), text=text, look="faint", align="right")
            yield Frame("text", self.x(score), foot, text=text, look="faint")
        yield Frame("text", self.width / 2, foot + 22, text="Interest", look="strong")
        yield Frame("text", 0, foot + 22, text="← little", align="left")
        yield Frame("text", self.width, foot + 22, text="much →", align="right")
        yield Frame("text", -36, self.height / 2, text="Power", look="strong", align="right")
        yield Frame("text", -36, 0, text="much ↑", align="right")
        yield Frame("text", -36, self.height - 8, text="little ↓", align="right")

    def _strips(self) -> Iterator[Frame]:
        """Room for those of whom power or interest was not judged."""
        if any("interest" not in place.ranges for place in self.drawn):
            left = self.width + 16
            yield Frame(
                "box", left, -_HEAD, left + _STRIP, self.height, "Interest not judged", "dashed"
            )
        if any("power" not in place.ranges for place in self.drawn):
            top = self.height + 54
            right = self.width + 16 + _STRIP
            yield Frame("box", 0, top, right, top + 130, "Power not judged", "dashed")

    def _ranges(self, place: Place, at: tuple[float, float]) -> Iterator[Frame]:
        """A line from the lowest to the highest score, through the mark in their middle."""
        spot = self._spot(place)
        aside, down = at[0] - spot[0], at[1] - spot[1]
        interest, power = place.ranges.get("interest"), place.ranges.get("power")
        if interest and interest.low < interest.high:
            left, right = (self.x(score) + aside for score in (interest.low, interest.high))
            yield Frame("line", left, at[1], right, at[1], look="strong")
            for x in (left, right):
                yield Frame("line", x, at[1] - 5, x, at[1] + 5, look="strong")
        if power and power.low < power.high:
            top, foot = (self.y(score) + down for score in (power.high, power.low))
            yield Frame("line", at[0], top, at[0], foot, look="strong")
            for y in (top, foot):
                yield Frame("line", at[0] - 5, y, at[0] + 5, y, look="strong")

    def _mark(self, place: Place, x: float, y: float) -> Mark:
        row, standings = place.row, self.standings
        size = min(11.0, self.spread.pitch * 0.3)
        mark = standings.material.mark(
            row.stakeholder, x=x, y=y, size=size, rank=standings.attended[row.stakeholder],
            state=place.state,
        )  # fmt: skip
        several = row.stakeholder in standings.several
        why = standings.reasons.get(place.home)
        cited = [
            passage
            for _, scores in place.scores
            for score in scores
            for passage in standings.material.reading.evidence.get(score.assessment, ())
        ]
        seen = charts.passages(why) if why else ()
        return replace(
            mark,
            id=" ".join(filter(None, place.home)) if several else row.stakeholder,
            name=f"{mark.name} on {row.topic_name}" if several and row.topic else mark.name,
            short="" if several else mark.short,
            reason=why.reason if why else "",
            facts=(*self._facts(place), *mark.facts),
            evidence=tuple(dict.fromkeys((*cited, *seen, *mark.evidence))),
        )

    def _facts(self, place: Place) -> Iterator[tuple[str, str]]:
        row = place.row
        yield "topic", row.topic_name or "none named"
        for name in ("power", "interest", "legitimacy", "urgency"):
            known = place.ranges.get(name)
            yield name, str(known) if known else "not judged"
        yield "quadrant", " or ".join(place.quadrants)
        if row.split and place.whole:
            yield "assessors", "differ"
        yield "prominence", place.prominence
        yield from judged_by(place, self.standings.material)
        if place.whole:
            yield "salience", listed(row.salience, few=4)
            yield from (("remark", remark) for remark in row.remarks)

    def _members(self, kind: str) -> list[str]:
        points = self.standings.material.points
        return [iri for iri in self.unjudged if points[iri][0] == kind]

    def _boxes(self) -> dict[str, tuple[float, int]]:
        """The left end and the columns of the box of each kind that has members."""
        numbers = {kind: len(self._members(kind)) for kind in JUDGED if self._members(kind)}
        if not numbers:
            return {}
        first = next(iter(numbers))
        share = round(_COLUMNS * numbers[first] / sum(numbers.values()))
        columns = min(max(share, 1), _COLUMNS - 1) if len(numbers) > 1 else _COLUMNS
        left = (self.width - _COLUMNS * _TILE[0] - _APART) / 2
        found = {first: (left, columns)}
        for kind in [*numbers][1:]:
            found[kind] = (left + columns * _TILE[0] + _APART, _COLUMNS - columns)
        return found

    def _tiles(self, kind: str, group: int) -> Iterator[Mark]:
        left, columns = self._boxes()[kind]
        for at, iri in enumerate(self._members(kind)):
            row, column = divmod(at, columns)
            x = left + (column + 0.5) * _TILE[0]
            y = self._below + 42 + row * _TILE[2]
            yield self._tile(iri, x=x, y=y, group=group)

    def _tile(self, iri: str, **at: Any) -> Mark:
        standings = self.standings
        wide = _TILE[0] / 2 - 4
        mark = standings.material.mark(
            iri, wide=wide, high=_TILE[1], size=_TILE[1], rank=standings.attended[iri], **at
        )
        facts = (("power", "not judged"), ("interest", "not judged"), *mark.facts)
        short = (
            mark.name
            if len(mark.name) <= _LETTERS
            else mark.acronym or charts.cut(mark.name, _LETTERS)
        )
        return replace(mark, short=short, facts=facts)


def _wide(place: Place) -> bool:
    """Whether judgements of its power or interest differ."""
    both = (place.ranges.get("power"), place.ranges.get("interest"))
    return any(of.low < of.high for of in both if of)
