"""Where each place stands: the nations and regions as a map of tiles, others in a plain grid."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from uegraph.maps.scene import MOST, Frame, Group, Mark
from uegraph.maps.views import charts
from uegraph.maps.views.places.reading import ENGLAND, TWELVE, UK
from uegraph.words import as_words, listed, many

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from uegraph.maps.views.places.reading import Places

CARD: Final = (212.0, 130.0)
"""Width and height of a card; the tile of its place is the upper part."""

_APART: Final = 16.0
_TILE: Final = (98.0, 24.0)
_FINER_HIGH: Final = 10.0
_FITS: Final = 2  # finer places on a card
_OTHER: Final = (90.0, 15.0)

_ONE: Final = {"activities": "activity", "bodies": "body", "audiences": "audience"}
_WHOLE: Final = (
    "The country as a whole is not judged: what concerns all of it speaks for no one part."
)


@dataclass(frozen=True)
class Cards:
    """All that is drawn of some places.

    Attributes:
        places: The places.
    """

    places: Places

    @cached_property
    def twelve(self) -> Mapping[str, str]:
        """The nations and regions that are on record, by code; none where all else lies abroad."""
        known = {code: self.places.by_code[code] for code in TWELVE if code in self.places.by_code}
        used = [place for place in self.places.names if place in self.places.recorded]
        at_home = self.places.by_code.get(UK)
        abroad = used and not any(at_home in self.places.around[place] for place in used)
        return {} if abroad else known

    @cached_property
    def england(self) -> str:
        """England, where its regions are drawn."""
        return self.places.by_code.get(ENGLAND, "") if self.twelve else ""

    @cached_property
    def whole(self) -> str:
        """The United Kingdom, where its parts are drawn."""
        return self.places.by_code.get(UK, "") if self.twelve else ""

    @cached_property
    def finer(self) -> Mapping[str, Sequence[str]]:
        """The places inside each nation and region; England's are those in none of its regions."""
        found: dict[str, list[str]] = defaultdict(list)
        homes = [*self.twelve.values(), *filter(None, [self.england])]
        taken = {*homes, self.whole}
        for home in homes:
            inside = [place for place in self.places.inside(home) if place not in taken]
            found[home] += inside
            taken.update(inside)
        return found

    @cached_property
    def others(self) -> Sequence[str]:
        """All other places, by name."""
        seen = {*self.twelve.values(), self.england, self.whole}
        seen.update(one for finer in self.finer.values() for one in finer)
        rest = [place for place in self.places.names if place not in seen]
        if not self.twelve:
            home = self.places.by_code.get(UK)
            rest = [place for place in rest if home not in self.places.around[place]]
        return sorted(rest, key=lambda one: (-self._many(one), self.places.names[one], one))

    @cached_property
    def on_cards(self) -> bool:
        """Whether the finer places find room on the cards of those they lie in."""
        return all(len(finer) <= _FITS for finer in self.finer.values())

    @cached_property
    def listed(self) -> Sequence[str]:
        """The places that stand in a box below, in their order, as far as there is room."""
        below = [] if self.on_cards else [one for finer in self.finer.values() for one in finer]
        return [*below, *self.others][: MOST - len(TWELVE) - 2]

    @cached_property
    def left_out(self) -> int:
        """How many places there is no room for."""
        below = 0 if self.on_cards else sum(map(len, self.finer.values()))
        return below + len(self.others) - len(self.listed)

    def marks(self) -> Iterator[Mark]:
        """A tile for each place."""
        for place, column, row in self._homes():
            left, top = _corner(column, row)
            x, y = left + CARD[0] / 2, top + 8 + _TILE[1]
            yield self._tile(place, x=x, y=y, wide=_TILE[0], high=_TILE[1])
            finer = self.finer.get(place, ()) if self.on_cards else ()
            room = 2 * _TILE[0] / max(len(finer), 1)
            for at, one in enumerate(finer):
                middle = x - _TILE[0] + (at + 0.5) * room
                yield self._tile(
                    one, x=middle, y=top + 113, wide=room / 2 - 2 * at, high=_FINER_HIGH
                )
        for place, x, y in self._below():
            yield self._tile(place, x=x, y=y, wide=_OTHER[0], high=_OTHER[1], group=0)

    def frames(self) -> Iterator[Frame]:
        """England around its regions, a card behind each tile, and the numbers on it."""
        if self.england:
            left, top = _corner(1, 1)
            right, bottom = _corner(4, 5)
            yield Frame(
                "box", left - 8, top - 8, right - _APART + 8, bottom - _APART + 8,
                self.places.names[self.england], "faint",
            )  # fmt: skip
        for place, column, row in self._homes():
            left, top = _corner(column, row)
            yield Frame("box", left, top, left + CARD[0], top + CARD[1])
            for at, line in enumerate(self._lines(place)):
                yield Frame("text", left + CARD[0] / 2, top + 70 + at * 19, text=line)

    def groups(self) -> Iterator[Group]:
        """The box of all that has no card."""
        places = [(x, y) for _, x, y in self._below()]
        if not places:
            return
        xs, ys = zip(*places, strict=True)
        left, right = min(xs) - _OTHER[0] - 14, max(xs) + _OTHER[0] + 14
        top, bottom = min(ys) - _OTHER[1] - 34, max(ys) + _OTHER[1] + 14
        yield Group(
            (left + right) / 2, (top + bottom) / 2, 0, (right - left) / 2, (bottom - top) / 2,
            self._title(), heads=(), size=len(places),
        )  # fmt: skip

    def numbers(self, place: str) -> str:
        """How much is recorded in a place, in words."""
        return " · ".join(self._counted(place)) or "nothing on record"

    def _counted(self, place: str) -> list[str]:
        found = self.places.recorded.get(place, {})
        counts = [(len(found.get(what, ())), what) for what in _ONE]
        return [many(number, _ONE[what], what) for number, what in counts if number]

    def _lines(self, place: str) -> list[str]:
        """The same in at most two lines, as a card has room for them."""
        counted = self._counted(place)
        two = [" · ".join(counted[:1]), " · ".join(counted[1:])] if len(counted) > 2 else []
        return two or [self.numbers(place)]

    def _title(self) -> str:
        if not self.twelve:
            return "Places on record"
        return "Other places" if self.on_cards else "Finer and other places"

    def _homes(self) -> Iterator[tuple[str, int, int]]:
        for code, place in self.twelve.items():
            yield place, *TWELVE[code]
        if self.england:
            yield self.england, 3, 1
        if self.whole:
            yield self.whole, 3, 0

    def _below(self) -> Iterator[tuple[str, float, float]]:
        """What stands in the box, in rows below the map."""
        columns = 4 if self.twelve else max(1, min(8, math.ceil(math.sqrt(len(self.listed) / 3))))
        left, top = _corner(0, 5 if self.twelve else 0)
        for at, place in enumerate(self.listed):
            row, column = divmod(at, columns)
            x = left + (column + 0.5) * (CARD[0] + _APART)
            yield place, x, top + 60 + row * (2 * _OTHER[1] + 8)

    def _many(self, place: str) -> int:
        return sum(map(len, self.places.recorded.get(place, {}).values()))

    def _tile(self, place: str, **at: Any) -> Mark:
        row = self.places.judged.get(place)
        mark = self.places.material.mark(
            place,
            size=at["high"],
            state=as_words(row.state) if row else "",
            reason=row.reason if row else _WHOLE,
            rank=self._many(place),
            **at,
        )
        passages = charts.passages(row) if row else ()
        return replace(
            mark,
            short=self._short(mark),
            places=tuple(self._around(place)),
            facts=(*self._facts(place), *mark.facts),
            evidence=tuple(dict.fromkeys((*mark.evidence, *passages))),
        )

    def _short(self, mark: Mark) -> str:
        if mark.id == self.england:
            return f"{mark.name} as a whole"
        if mark.group >= 0:
            return charts.cut(f"{mark.name}: {self.numbers(mark.id)}", 44)
        return charts.cut(mark.name, int(2 * mark.wide / charts.LETTER))

    def _around(self, place: str) -> Iterator[str]:
        """Its own name and those of the places around it, so that a filter finds all of them."""
        yield self.places.names[place]
        wider = self.places.around[place] - {place}
        yield from sorted(self.places.names[one] for one in wider)

    def _facts(self, place: str) -> Iterator[tuple[str, str]]:
        found = self.places.recorded.get(place, {})
        for what in _ONE:
            names = found.get(what, ())
            known = f"{len(names):,}: {listed(names, few=6)}" if names else "none on record"
            yield what, known
        if place in self.places.codes:
            yield "code", self.places.codes[place]
        row = self.places.judged.get(place)
        if row:
            yield from charts.deeds(row, self.places.material.points)


def _corner(column: int, row: int) -> tuple[float, float]:
    """The upper left corner of a card."""
    return column * (CARD[0] + _APART), row * (CARD[1] + _APART)
