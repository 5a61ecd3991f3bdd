"""The timeline as marks and frames: bars and tiles, years, headings, brackets and boxes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from uegraph.dates import day_in_words, in_words
from uegraph.maps.scene import Frame, Group, Mark
from uegraph.maps.views import charts
from uegraph.maps.views.timeline.lanes import GUTTER, INSET, LANE, SOLID, THIN, letters
from uegraph.maps.views.timeline.reading import told
from uegraph.words import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from uegraph.maps.views.timeline.lanes import Bar, Lanes
    from uegraph.maps.views.timeline.reading import Activities, Item


def marks(lanes: Lanes) -> Iterator[Mark]:
    """A bar or tile for each."""
    for bar in lanes.bars:
        yield _mark(lanes, bar)


def groups(lanes: Lanes) -> Iterator[Group]:
    """The box of what has no date."""
    places = [bar for bar in lanes.bars if bar.group == 0]
    if places:
        top, right = places[0].y - INSET, max(bar.right for bar in places) + 10
        yield Group(
            right / 2, (top + lanes.bottom) / 2, 0, right / 2, (lanes.bottom - top) / 2,
            f"No date recorded ({len(places):,})", size=len(places),
        )  # fmt: skip


def frames(lanes: Lanes) -> Iterator[Frame]:
    """The years, headings, boxes and brackets."""
    if not lanes.dated:
        return
    yield from _scale(lanes)
    for title, y in lanes.titles:
        for at, line in enumerate(charts.wrapped(title, 24, 2)):
            yield Frame("text", -14, y + at * 21, text=line, look="strong", align="right")
    for _, y in lanes.titles[1:]:
        above = y - LANE / 2 - 4
        yield Frame("line", -GUTTER, above, lanes.axis.width, above, look="faint")
    for band in lanes.bands:
        yield Frame("box", band.left, band.top, band.right, band.bottom, band.title, "dashed")
    for bar in lanes.bars:
        yield from _ends_of(bar) if not _in_box(lanes, bar) else ()


def _in_box(lanes: Lanes, bar: Bar) -> bool:
    return bar.group == 0 or any(band.top < bar.y < band.bottom for band in lanes.bands)


def _scale(lanes: Lanes) -> Iterator[Frame]:
    axis = lanes.axis
    foot = max(lanes.lined, 20.0)
    yield Frame("line", 0, -6, axis.width, -6, look="plain")
    for year, left, right in axis.years():
        yield Frame("line", left, -30, left, foot, look="plain")
        wide = right - left > 34
        if wide or year % 5 == 0:
            yield Frame("text", (left + right) / 2, -18, text=str(year), look="title")
    yield Frame("line", axis.width, -30, axis.width, foot, look="plain")
    if axis.width / max(axis.end - axis.start, 1) * 91 > 30:
        for x in axis.quarters():
            yield Frame("line", x, -6, x, foot, look="faint")
    for one in axis.stretches:
        if one.squeezed:
            yield Frame("box", one.left, -30, one.right, foot, look="faint")
            yield Frame("text", (one.left + one.right) / 2, -18, text="…", look="faint")
    yield from _last_day(lanes, foot)


def _last_day(lanes: Lanes, foot: float) -> Iterator[Frame]:
    """The day up to which the record tells; what lies after it is planned."""
    end = lanes.activities.end
    if end is None or not lanes.axis.start <= end < lanes.axis.end:
        return
    x = lanes.axis.x(end + 1)
    text = f"as of {_day(end)}"
    yield Frame("line", x, -40, x, max(foot, lanes.bottom), look="dashed")
    yield Frame("text", x, -48, text=text, look="faint")


def _mark(lanes: Lanes, bar: Bar) -> Mark:
    item, material = bar.item, lanes.activities.material
    mark = material.mark(
        item.iri,
        x=(bar.left + bar.right) / 2, y=bar.y,
        wide=(bar.right - bar.left) / 2, high=THIN if bar.thin else SOLID, size=SOLID,
        rank=item.attended, group=bar.group, when=in_words(item.when) if item.when else "",
        first=item.first, last=item.last,
    )  # fmt: skip
    planned = ("status", "planned") in mark.facts
    reason = told(item) if item.when else "No date is recorded."
    said = f"{reason} It is planned." if planned else reason
    return replace(
        mark,
        short=charts.cut(item.name, letters(bar.left, bar.right, thin=bar.thin)),
        state="planned" if planned else "",
        reason=said,
        facts=(*_facts(lanes.activities, item), *mark.facts),
    )


def _facts(activities: Activities, item: Item) -> Iterator[tuple[str, str]]:
    material = activities.material
    if item.first is not None:
        yield "first day possible", _day(item.first)
    if item.last is not None:
        yield "last day possible", _day(item.last)
    whole = activities.part_of(item.iri)
    if whole:
        yield "part of", whole
    parties = material.joins.get(item.iri, ())
    if parties:
        names = listed((material.points[one][1] for one in parties), few=6)
        yield "took part", f"{len(parties):,}: {names}"


def _day(day: int) -> str:
    return day_in_words(date.fromordinal(day))


def _ends_of(bar: Bar) -> Iterator[Frame]:
    """Brackets at the ends of a bar that is a possibility; an arrow where an end is open."""
    for x, day in ((bar.left, bar.item.first), (bar.right, bar.item.last)):
        if day is None:
            text = "→" if x == bar.right else "←"
            side = 9 if x == bar.right else -9
            yield Frame("text", x + side, bar.y, text=text, look="strong")
        elif bar.thin:
            yield Frame("line", x, bar.y - SOLID, x, bar.y + SOLID, look="strong")
