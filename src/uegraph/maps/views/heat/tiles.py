"""Where the tiles and texts of the rows stand, in as many panels as suit a screen."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

from uegraph.coverage import shareable
from uegraph.coverage.rows import Rows
from uegraph.dates import in_words, interval
from uegraph.maps.scene import Frame, Mark
from uegraph.maps.views import charts
from uegraph.maps.views.heat.rows import Row
from uegraph.words import as_words, many

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from uegraph.coverage import CoverageResult, CoverageRow
    from uegraph.maps.material import Material
    from uegraph.maps.views.heat.rows import Part

_WIDE: Final = 47.5
_HIGH: Final = 13.0
_STEP: Final = 99.0
_LINE: Final = 30.0
_NAMES: Final = 262.0
_TOTAL: Final = 66.0
_APART: Final = 40.0
_LETTERS: Final = 30
_HEAD: Final = 80.0
_SHAPE: Final = 1.55
"""The width of a screen to its height."""

_NONE: Final = "\u2013"


@dataclass(frozen=True, slots=True)
class _Panel:
    """Where the rows of one panel stand: the left end of its names, and each line's height."""

    left: float

    def column(self, place: int) -> float:
        """The middle of a column of tiles."""
        return self.left + _NAMES + (place + 0.5) * _STEP

    def right(self, columns: int) -> float:
        """Where the totals begin."""
        return self.left + _NAMES + columns * _STEP + 6


@dataclass(frozen=True)
class Drawn:
    """The tiles and texts of the rows, in as many panels as suit a screen."""

    material: Material
    found: CoverageResult
    themes: tuple[tuple[str, str], ...]
    parts: Sequence[Part]

    def marks(self) -> Iterator[Mark]:
        """A tile for each audience and theme."""
        for panel, y, item in self._lines():
            if isinstance(item, Row):
                for column, number in enumerate(self._cells(item)):
                    row = shareable(self._judged[number])
                    if row:
                        yield self._tile(row, item, panel.column(column), y)

    @cached_property
    def _judged(self) -> Mapping[int, CoverageRow]:
        """The rows of all tiles, made together: one by one their evidence is sought as often."""
        rows = (item for _, _, item in self._lines() if isinstance(item, Row))
        numbers = sorted(number for row in rows for number in self._cells(row))
        return dict(zip(numbers, Rows(self.found.decision, numbers), strict=True))

    def _cells(self, row: Row) -> list[int]:
        """The numbers of the cells of a row in the answer of coverage, by column."""
        every = self.found.asked.members[self.found.kinds.index("theme")]
        at = {iri: place for place, iri in enumerate(every)}
        return [row.at + at[theme] for theme, _ in self.themes]

    def frames(self) -> Iterator[Frame]:
        """Names of rows and columns, headings, and totals."""
        for panel in dict.fromkeys(panel for panel, _, _ in self._lines()):
            for column, (_, name) in enumerate(self.themes):
                yield from _heading(panel.column(column), name)
        for panel, y, item in self._lines():
            if isinstance(item, Row):
                beside = panel.left + _NAMES - 8
                yield Frame("text", beside, y, text=charts.cut(item.name, _LETTERS), align="right")
                yield self._total(item, panel, y)
            else:
                yield replace(item, x=panel.left, y=y)

    def _lines(self) -> Iterator[tuple[_Panel, float, Row | Frame]]:
        """Every line with its panel and the height of its middle."""
        lines = list(_written(self.parts))
        columns = len(self.themes)
        breadth = _NAMES + columns * _STEP + _TOTAL + _APART
        panels = _panels(len(lines), breadth)
        each = math.ceil(len(lines) / panels)
        for place, item in enumerate(lines):
            panel, line = divmod(place, each)
            yield _Panel(panel * breadth), line * _LINE, item

    def _total(self, row: Row, panel: _Panel, y: float) -> Frame:
        judged = row.themes - row.out_of_scope
        text = f"{row.engaged} of {judged}" if judged else "out of scope"
        x = panel.right(len(self.themes))
        return Frame(
            "text", x, y, text=text, look="plain" if row.engaged else "faint", align="left"
        )

    def _tile(self, row: CoverageRow, item: Row, x: float, y: float) -> Mark:
        [audience, theme] = row.members
        days = [interval(one.when) for one in row.evidence[:100] if one.when]
        begun, ended = [day.earliest for day in days], [day.latest for day in days]
        lead = row.evidence[0] if row.evidence else None
        about = (("audience", audience.label), ("theme", theme.label))
        mark = self.material.mark(
            item.iri, x=x, y=y, wide=_WIDE, high=_HIGH, size=_HIGH,
            short=f"{len(row.evidence):,}" if row.evidence else _NONE,
        )  # fmt: skip
        return replace(
            mark,
            id=f"{audience.iri} {theme.iri}",
            name=row.label,
            themes=(theme.label,),
            state=as_words(row.state),
            reason=row.reason,
            rank=len(row.evidence),
            beyond=0,
            when=in_words(lead.when) if lead and lead.when else "",
            first=min((day.toordinal() for day in begun if day), default=None),
            last=max((day.toordinal() for day in ended if day), default=None),
            facts=(*about, *charts.deeds(row, self.material.points)),
            evidence=charts.passages(row),
        )


def _written(parts: Sequence[Part]) -> Iterator[Row | Frame]:
    """The lines from top to bottom: headings, rows, and how many are left out."""
    for part in parts:
        count = many(len(part.rows) + part.left_out, "audience")
        yield Frame("text", 0, 0, text=f"{part.title}: {count}", look="strong", align="left")
        yield from part.rows
        if part.left_out:
            more = f"and {part.left_out:,} more, not drawn"
            yield Frame("text", 0, 0, text=more, look="faint", align="left")


def _panels(lines: int, breadth: float) -> int:
    """How many panels stand side by side, so that the whole has the shape of a screen."""

    def off(panels: int) -> float:
        height = math.ceil(lines / panels) * _LINE + _HEAD
        return abs(math.log(panels * breadth / height / _SHAPE))

    return min(range(1, 5), key=off)


def _heading(x: float, name: str) -> Iterator[Frame]:
    """The name of a theme above its column, in up to four lines that end just above the tiles."""
    lines = charts.wrapped(name, 11, 4)
    for place, line in enumerate(reversed(lines)):
        yield Frame("text", x, -_LINE - place * 21, text=line)
