"""How one mark is drawn: its outline, what of it is filled, its border and its halo."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from uegraph.maps import legend
from uegraph.maps.palette import LIGHT
from uegraph.maps.picture.elements import element, number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from uegraph.maps.legend import Filling, State

BORDERS: Final = {
    "solid": (1.4, ()),
    "dashed": (1.6, (3.4, 2.4)),
    "dotted": (1.9, (0.1, 3.1)),
    "thick": (2.8, ()),
    "thin": (0.8, ()),
}
"""The width of each border and its lengths of line and gap."""

CLIPS: Final = {
    "lower": (-999, 0, 1998, 999),
    "left": (-999, -999, 999, 1998),
    "corner": (-999, 0, 999, 999),
}
"""Left, top, width and height of the part that is filled, around the middle of a mark."""

HALO: Final = 5.0
"""How far a halo reaches beyond the mark of one whom nobody is known to have engaged."""

_WHOLE: Final = legend.State("whole", "solid")
_TOKEN: Final = re.compile(r"[A-Z]|-?\d*\.?\d+")
# Of the seven numbers of an arc, the rotation and two flags are no lengths.
_NO_LENGTH: Final = frozenset({2, 3, 4})


@dataclass(frozen=True, slots=True)
class Look:
    """All that decides how a mark is drawn, wherever it stands.

    Attributes:
        kind: One of ``legend.KINDS``.
        state: One of ``legend.STATES``; empty for none.
        wide: Half its width on paper; its radius where it has the shape of its kind.
        high: Half its height on paper; 0 where it has the shape of its kind.
    """

    kind: str
    state: str
    wide: float
    high: float = 0


def drawn(look: Look, x: float, y: float) -> str:
    """A mark with its middle at a place."""
    return element("g", inside(look), transform=f"translate({number(x)} {number(y)})")


@cache
def inside(look: Look) -> str:
    """A mark with its middle at 0, without its halo."""
    state = state_of(look)
    colour = LIGHT[legend.KINDS[look.kind].colour]
    ground = element("path", d=outline(look), fill=fill_of(look), **_border(look))
    return ground + "".join(_filled(look, state.filling, colour))


def halo(look: Look, x: float, y: float) -> str:
    """What stands behind a mark that nobody is known to have engaged; nothing behind others."""
    if look.high or not state_of(look).unseen:
        return ""
    return element("circle", cx=x, cy=y, r=look.wide * 1.1 + min(HALO, look.wide))


def state_of(look: Look) -> State:
    """What a mark's state means for its filling and border."""
    return legend.STATES.get(look.state, _WHOLE)


def fill_of(look: Look) -> str:
    """The colour that most of a mark has, on which its name must be readable."""
    state = state_of(look)
    if state.filling in {"whole", "crossed"}:
        colour = LIGHT[legend.KINDS[look.kind].colour]
        return _pale(colour) if state.border == "thin" else colour
    return LIGHT["halo"] if look.high and state.unseen else LIGHT["card"]


def outline(look: Look, share: float = 1) -> str:
    """The outline of a mark, or of its inner copy, as the path of an SVG."""
    if look.high:
        return _rectangle(look.wide * share, look.high * share)
    return scaled(legend.SHAPES[legend.KINDS[look.kind].shape], look.wide * share)


@cache
def scaled(path: str, factor: float) -> str:
    """A path around 0 made larger.

    >>> scaled("M1 0A1 1 0 0 1-1 0H.5Z", 10)
    'M10 0A10 10 0 0 1 -10 0H5Z'
    """
    found: list[str] = []
    command, place = "", 0
    for token in _TOKEN.findall(path):
        if token.isalpha():
            command, place = token, 0
            found.append(token)
            continue
        length = command != "A" or place % 7 not in _NO_LENGTH
        found.append(number(float(token) * factor) if length else token)
        place += 1
    return re.sub(r" ?([A-Z]) ?", r"\1", " ".join(found))


def _rectangle(wide: float, high: float) -> str:
    """A rectangle with rounded corners."""
    turn = min(3.0, wide, high)
    corner = f"a{number(turn)} {number(turn)} 0 0 1 "
    across, down = number(2 * (wide - turn)), number(2 * (high - turn))
    step = number(turn)
    return (
        f"M{number(turn - wide)} {number(-high)}h{across}{corner}{step} {step}"
        f"v{down}{corner}-{step} {step}h-{across}{corner}-{step} -{step}"
        f"v-{down}{corner}{step} -{step}Z"
    )


def _border(look: Look) -> dict[str, str | float]:
    state = state_of(look)
    width, dashes = BORDERS[state.border]
    # A border must leave something to see of a small mark.
    width = min(width, 0.5 * min(look.wide, look.high or look.wide))
    told: dict[str, str | float] = {
        "stroke": LIGHT[f"{legend.KINDS[look.kind].colour}-edge"],
        "stroke_width": width,
    }
    if dashes:
        told |= {"stroke_dasharray": " ".join(map(str, dashes)), "stroke_linecap": "round"}
    return told


def _filled(look: Look, filling: Filling, colour: str) -> Iterator[str]:
    """What lies within the outline."""
    wide, high = look.wide, look.high or look.wide
    edge = LIGHT[f"{legend.KINDS[look.kind].colour}-edge"]
    if filling in CLIPS:
        yield element("path", d=outline(look), fill=colour, clip_path=f"url(#uegraph-{filling})")
        yield element("path", d=outline(look), fill="none", **_border(look))
    elif filling == "core":
        yield element("path", d=outline(look, 0.5), fill=colour)
    elif filling == "point":
        yield element("circle", cx=_aside(look), r=min(wide, high) * 0.25, fill=edge)
    elif filling == "slash":
        yield _stroke(0, -0.62 * wide, 0.62 * high, edge, min(2.0, wide / 4))
    elif filling == "crossed":
        for side in (-1, 1):
            reach = 0.55 * min(wide, high)
            width = min(2.4, wide / 3)
            yield _stroke(_aside(look), reach, side * reach, LIGHT["card"], width)


def _aside(look: Look) -> float:
    """Where a small sign stands: in the middle, but in a tile to the left of its name."""
    return min(look.high - look.wide, 0) if look.high else 0


def _stroke(middle: float, x: float, y: float, colour: str, width: float) -> str:
    """A line through a middle, from one place to the one opposite."""
    path = f"M{number(middle + x)} {number(y)}L{number(middle - x)} {number(-y)}"
    return element("path", d=path, stroke=colour, stroke_width=width, stroke_linecap="round")


def is_dark(colour: str) -> bool:
    """Whether white letters are told from a colour more easily than dark ones.

    >>> is_dark("#0072b2"), is_dark("#f0e442")
    (True, False)
    """
    white, ink = _luminance("#ffffff"), _luminance(LIGHT["ink"])
    ground = _luminance(colour)
    return (white + 0.05) / (ground + 0.05) > (ground + 0.05) / (ink + 0.05)


def _pale(colour: str) -> str:
    """A colour halfway to white: for what is not asked about."""
    parts = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return "#" + "".join(f"{(part + 255) // 2:02x}" for part in parts)


def _luminance(colour: str) -> float:
    """The relative luminance of a colour, as WCAG 2.2 defines it."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
