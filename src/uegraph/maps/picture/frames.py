"""What stands behind the marks of a picture: axes, bands, quadrants and their words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from uegraph.maps.palette import LIGHT
from uegraph.maps.picture.elements import element, grouped, written
from uegraph.maps.picture.letters import LINE, letters, printable
from uegraph.maps.picture.window import BOLD, SIZES, Box

if TYPE_CHECKING:
    from uegraph.maps.picture.names import Taken
    from uegraph.maps.picture.window import Window
    from uegraph.maps.scene import Frame, Scene

_SMALLEST: Final = 9.0
_STROKES: Final = {"faint": 0.8, "plain": 1.0, "strong": 1.8, "title": 1.0, "dashed": 1.0}
_INK: Final = {
    "faint": "muted",
    "plain": "muted",
    "strong": "ink",
    "title": "ink",
    "dashed": "muted",
}
_ANCHORS: Final = {"left": "start", "center": "middle", "right": "end"}
_PADDING: Final = 7.0


def drawn_frames(scene: Scene, window: Window, taken: Taken) -> str:
    """All frames, the words on top; names keep clear of the words."""
    shapes = [_shape(frame, window) for frame in scene.frames]
    texts = [_text(frame, window, taken) for frame in scene.frames if frame.text]
    return grouped([*shapes, *texts])


def _shape(frame: Frame, window: Window) -> str:
    x, y = window.at(frame.x, frame.y)
    right, bottom = window.at(frame.right, frame.bottom)
    strong = frame.look == "strong"
    told: dict[str, str | float] = {
        "stroke": LIGHT["control" if strong else "line"],
        "stroke_width": _STROKES[frame.look],
        "stroke_dasharray": "5 4" if frame.look == "dashed" else "",
    }
    if frame.shape == "line":
        return element("line", x1=x, y1=y, x2=right, y2=bottom, **told)
    if frame.shape == "circle":
        return element("circle", cx=x, cy=y, r=abs(right - x), fill="none", **told)
    if frame.shape == "box":
        left, top = min(x, right), min(y, bottom)
        wide, high = abs(right - x), abs(bottom - y)
        fill = "none" if frame.look in {"faint", "dashed"} else LIGHT["paper"]
        return element("rect", x=left, y=top, width=wide, height=high, rx=4, fill=fill, **told)
    return ""


def _text(frame: Frame, window: Window, taken: Taken) -> str:
    """The words of a frame, moved inwards where they would leave the canvas."""
    size = max(SIZES[frame.look] * min(window.scale, 1), _SMALLEST)
    bold = frame.look in BOLD or frame.shape == "box"
    text = printable(frame.text)
    wide = letters(bold).width(text, size)
    x, y = window.at(frame.x, frame.y)
    anchor = _ANCHORS[frame.align]
    top = y - LINE * size / 2
    if frame.shape == "box":
        right, bottom = window.at(frame.right, frame.bottom)
        inward = _PADDING * min(window.scale, 1)
        x, top, anchor = min(x, right) + inward, min(y, bottom) + inward / 2, "start"
    x = _kept_inside(x, wide, anchor, window)
    left = x - {"start": 0.0, "middle": wide / 2, "end": wide}[anchor]
    taken.take(Box(left, top, left + wide, top + LINE * size))
    weight = {"font_weight": "bold"} if bold else {}
    fill = LIGHT[_INK[frame.look]]
    return written([text], x, top, size, text_anchor=anchor, fill=fill, **weight)


def _kept_inside(x: float, wide: float, anchor: str, window: Window) -> float:
    before = {"start": 0.0, "middle": wide / 2, "end": wide}[anchor]
    left = min(max(x - before, window.box.left), window.box.right - wide)
    return max(left, window.box.left) + before
