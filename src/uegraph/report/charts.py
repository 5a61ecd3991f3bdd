"""Charts as shapes: where each line and area lies, in shares of the width.

Widths are per cent, so that a chart fills a telephone and a sheet of paper alike and its letters
stay as large as the text around them. What a shape looks like stands in the style sheet; states
differ by pattern, so that they can be told apart without colour.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from uegraph.report.wording import capital
from uegraph.words import as_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from uegraph.coverage import State
    from uegraph.report.model import Bar, Bars, Stack

BAR_HEIGHT: Final = 20
STACK_HEIGHT: Final = 54
_NUMBERED: Final = 0.045  # the least share of a telephone's width on which two digits have room


@dataclass(frozen=True, slots=True)
class Shape:
    """An element of a drawing with its attributes."""

    tag: str
    attributes: tuple[tuple[str, str], ...]
    text: str = ""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing with the text that stands for it."""

    title: str
    description: str
    height: int
    shapes: tuple[Shape, ...]


def bar(chart: Bars, one: Bar) -> Drawing:
    """One bar: full to its lower bound, hatched to its upper one, on a track to 100 per cent."""
    said = f"{chart.sure}: {one.text}." if not chart.unknown else f"{one.text}."
    shapes = [_rect("track", 0, 1, 0, BAR_HEIGHT)]
    if one.low > 0:
        shapes.append(_rect("sure", 0, one.low, 0, BAR_HEIGHT))
    if one.high > one.low:
        shapes.append(_rect("unsure", one.low, one.high, 0, BAR_HEIGHT))
    return Drawing(one.label, said, BAR_HEIGHT, tuple(shapes))


def scale() -> tuple[Shape, ...]:
    """The marks and words of a scale from 0 to 100 per cent."""
    anchors = ("start", "middle", "middle", "middle", "end")
    return tuple(
        shape
        for place, anchor in enumerate(anchors)
        for shape in (
            Shape("line", (("x1", f"{place * 25}%"), ("x2", f"{place * 25}%"), ("y1", "0"),
                           ("y2", "5"), ("class", "tick"))),
            Shape("text", (("x", f"{place * 25}%"), ("y", "19"), ("text-anchor", anchor)),
                  f"{place * 25}%"),
        )
    )  # fmt: skip


def stack(chart: Stack) -> Drawing:
    """One bar cut into states; a part with room for it has its number above."""
    total = sum(share.count for share in chart.shares)
    said = ", ".join(f"{share.count} {as_words(share.state)}" for share in chart.shares)
    return Drawing(
        chart.title,
        f"{capital(said)}; {total} in all.",
        STACK_HEIGHT,
        tuple(_parts(chart, total)),
    )


def _parts(chart: Stack, total: int) -> Iterator[Shape]:
    start = 0.0
    for share in chart.shares:
        width = share.count / total
        yield _rect(f"state-{share.state}", start, start + width, 20, STACK_HEIGHT - 20)
        if width >= _NUMBERED:
            middle = f"{(start + width / 2) * 100:.3f}%"
            yield Shape(
                "text", (("x", middle), ("y", "14"), ("text-anchor", "middle")), str(share.count)
            )
        start += width


def _rect(name: str, start: float, end: float, top: int, height: int) -> Shape:
    attributes = {
        "class": name,
        "x": f"{start * 100:.3f}%",
        "y": str(top),
        "width": f"{(end - start) * 100:.3f}%",
        "height": str(height),
    }
    return Shape("rect", tuple(attributes.items()))


MARKS: Final[dict[State, str]] = {
    "out-of-scope": "M3 8H13",
    "conflict": "M3 3 13 13M13 3 3 13",
    "engaged": "M8 2a6 6 0 0 1 0 12A6 6 0 0 1 8 2Z",
    "shallow": "M8 2a6 6 0 0 1 0 12A6 6 0 0 1 8 2ZM2 8H14",
    "stale": "M8 2a6 6 0 0 1 0 12A6 6 0 0 1 8 2ZM8 4V8H11",
    "represented": "M8 2a6 6 0 0 1 0 12A6 6 0 0 1 8 2ZM8 6a2 2 0 0 1 0 4A2 2 0 0 1 8 6Z",
    "attempted": "M3 2.5 13.5 8 3 13.5Z",
    "planned": "M8 1.5 14.5 8 8 14.5 1.5 8Z",
    "known-gap": "M2.5 2.5H13.5V13.5H2.5Z",
    "inferred-gap": "M2.5 2.5H13.5V13.5H2.5ZM2.5 13.5 13.5 2.5",
    "no-evidence": "M8 2a6 6 0 0 1 0 12A6 6 0 0 1 8 2Z",
}
"""The outline of each state's mark, in a square of 16; the style sheet fills or dashes it."""

PATTERNS: Final[dict[State, str]] = {
    "out-of-scope": "",
    "conflict": "M0 0 8 8M8 0 0 8",
    "engaged": "",
    "shallow": "M0 2H8M0 6H8",
    "stale": "M2 0V8M6 0V8",
    "represented": "M-2 2 2-2M0 8 8 0M6 10 10 6",
    "attempted": "M2 2h2v2H2ZM6 6h2v2H6Z",
    "planned": "M3.5 3.5h1v1h-1Z",
    "known-gap": "M2.5 2.5h3v3h-3Z",
    "inferred-gap": "M-2 6 2 10M0 0 8 8M6-2 10 2",
    "no-evidence": "",
}
"""The lines that are drawn over a state's colour, in a square of 8; empty for a plain one."""
