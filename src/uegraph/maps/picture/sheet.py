"""A scene as an SVG: heading, what the map tells, the canvas, a legend and the sources."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from uegraph.maps.palette import LIGHT
from uegraph.maps.picture import outlines
from uegraph.maps.picture.canvas import canvas
from uegraph.maps.picture.content import content
from uegraph.maps.picture.elements import element, grouped, number, words, written
from uegraph.maps.picture.letters import FAMILY, LINE, broken, printable
from uegraph.maps.picture.rows import Block, legend_block, paragraphs, receipt_block
from uegraph.maps.picture.window import Place, extent, fitted

if TYPE_CHECKING:
    from uegraph.maps.picture.content import Content
    from uegraph.maps.picture.window import Window
    from uegraph.maps.scene import Scene

WIDTH: Final = 1280
_MARGIN: Final = 28.0
_TITLE: Final = 24.0
_TELLING: Final = 13.0
_HIGHEST: Final = 0.74
"""The canvas is at most this much of its width high where no height is asked for."""

_LOWEST: Final = 120.0
# Sums of fractions miss a whole number by less than this.
_ROUNDING: Final = 0.01
_BETWEEN: Final = 8.0
_READABLE: Final = 980.0


def to_svg(scene: Scene, *, width: int = WIDTH, height: int | None = None) -> str:
    """A scene as an SVG that stands by itself: no script, no style sheet, nothing from elsewhere.

    Args:
        scene: The scene.
        width: Its width.
        height: Its height; as much as its content needs when left out.
    """
    shown = content(scene)
    inner = width - 2 * _MARGIN
    head = _head(scene, inner)
    # The legend is measured first: the canvas takes what it leaves.
    rest = _foot(shown, Place(_MARGIN, 0, inner)).height
    highest = inner * _HIGHEST if height is None else height - head.height - rest - _BETWEEN
    window = _window(scene, Place(_MARGIN, head.height + _BETWEEN, inner), max(highest, _LOWEST))
    foot = _foot(shown, Place(_MARGIN, window.box.bottom, inner))
    total = max(window.box.bottom + foot.height, height or 0)
    return _document(
        scene,
        [*head.parts, canvas(shown, window), *foot.parts],
        width,
        math.ceil(total - _ROUNDING),
    )


def _head(scene: Scene, width: float) -> Block:
    """The heading and the first paragraph of what the map tells."""
    title = broken(printable(scene.title), width, _TITLE, most=2, bold=True)
    y = _MARGIN
    parts = []
    if title:
        parts.append(written(title, _MARGIN, y, _TITLE, font_weight="bold", fill=LIGHT["ink"]))
        y += len(title) * LINE * _TITLE + 4
    place = Place(_MARGIN, y, min(width, _READABLE))
    told = paragraphs(scene.telling[:1], place, size=_TELLING, most=5)
    return Block((*parts, *told.parts), y + told.height)


def _window(scene: Scene, place: Place, highest: float) -> Window:
    tiles = all(mark.wide > 0 for mark in scene.marks if mark.size > 0)
    # Names stand around marks, also around those at the edges; of tiles they stand inside.
    margin = (12.0, 12.0) if tiles else (64.0, 26.0)
    return fitted(extent(scene), place, highest=highest, margin=margin)


def _foot(shown: Content, place: Place) -> Block:
    """A rule, the legend and the sources."""
    left, top, inner = place.left, place.top, place.width
    rule = f"M{number(left)} {number(top + 6)}h{number(inner)}"
    below = legend_block(shown, Place(left, top + 14, inner))
    sources = receipt_block(shown, Place(left, top + 18 + below.height, inner))
    parts = [element("path", d=rule, stroke=LIGHT["line"]), *below.parts, *sources.parts]
    return Block(tuple(parts), 18 + below.height + sources.height + _MARGIN)


def _document(scene: Scene, body: list[str], width: int, height: int) -> str:
    root = element(
        "svg",
        "\n",
        "\n".join(
            [
                element("title", words(printable(scene.title) or "Map")),
                element("desc", words(" ".join(map(printable, scene.telling)) or "A map.")),
                _clips(),
                element("rect", width=width, height=height, fill=LIGHT["card"]),
                grouped(body),
            ]
        ),
        "\n",
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {width} {height}",
        width=width,
        height=height,
        role="img",
        lang="en-GB",
        font_family=FAMILY,
    )
    return f"{root}\n"


def _clips() -> str:
    names = ("x", "y", "width", "height")
    return element(
        "defs",
        *(
            element(
                "clipPath",
                element("rect", **dict(zip(names, edges, strict=True))),
                id=f"uegraph-{filling}",
            )
            for filling, edges in outlines.CLIPS.items()
        ),
    )
