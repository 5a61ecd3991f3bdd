"""What a mark means: shape and colour of a kind, filling and border of a state, dash of a link.

Colour is never alone: each kind has its own shape, each state its own filling and border, each
family of links its own dash. The page's canvas, the exported picture and the legend are all drawn
from the outlines here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

SHAPES: Final = {
    "circle": "M1 0A1 1 0 0 1-1 0A1 1 0 0 1 1 0Z",
    "hexagon": "M1.08 0 .54.94H-.54L-1.08 0-.54-.94H.54Z",
    "diamond": "M0-1.25 1.25 0 0 1.25-1.25 0Z",
    "square": "M-.94-.94H.94V.94H-.94Z",
    "triangle": "M0-1.15 1.15.85H-1.15Z",
    "triangle-down": "M0 1.15 1.15-.85H-1.15Z",
    "star": "M0-1.25.33-.43 1.19-.39.51.16.74 1.01 0 .54-.74 1.01-.51.16-1.19-.39-.33-.43Z",
    "pentagon": "M0-1.12 1.07-.35.66.91H-.66L-1.07-.35Z",
    "cross": "M-.38-1.1H.38V-.38H1.1V.38H.38V1.1H-.38V.38H-1.1V-.38H-.38Z",
}
"""The outline of each shape, of radius 1 around (0, 0), as the path of an SVG."""


@dataclass(frozen=True, slots=True)
class Kind:
    """How a kind of thing looks.

    Attributes:
        plural: What several are called.
        shape: One of ``SHAPES``.
        size: The radius of the smallest mark, in units of the canvas.
        colour: The name of its colour in ``palette``.
    """

    plural: str
    shape: str
    size: float
    colour: str


KINDS: Final = {
    "organisation": Kind("organisations", "circle", 7.0, "organisation"),
    "unnamed party": Kind("unnamed parties", "hexagon", 6.5, "unnamed-party"),
    "audience": Kind("audiences", "diamond", 6.5, "audience"),
    "theme": Kind("themes", "square", 9.0, "theme"),
    "activity": Kind("activities", "triangle", 5.4, "activity"),
    "series": Kind("series", "triangle-down", 5.4, "series"),
    "product": Kind("products", "star", 5.0, "product"),
    "goal": Kind("goals", "pentagon", 7.0, "goal"),
    "place": Kind("places", "cross", 7.0, "place"),
}


@dataclass(frozen=True, slots=True)
class Family:
    """How a family of links looks.

    Attributes:
        words: What its row in the legend says.
        stated: Whether a source states such links; the others are derived.
        dash: Lengths of line and gap in units of its width; none for an unbroken line.
    """

    words: str
    stated: bool = True
    dash: tuple[float, ...] = ()


LINKS: Final = {
    "participation": Family("Took part in"),
    "belonging": Family("Belongs to", dash=(1, 2.2)),
    "relation": Family("Relations stated"),
    "theme": Family("Themes", dash=(1, 2.2)),
    "representation": Family("Speaks for", dash=(7, 2, 1.5, 2)),
    "product": Family("Products", dash=(1, 2.2)),
    "goal": Family("Goals", dash=(1, 2.2)),
    "collaboration": Family("Same activity", stated=False, dash=(4, 3)),
    "contact": Family("Contact on record"),
    "engagement": Family("Engaged"),
    "partial": Family("Engaged, but not as required", dash=(5, 3)),
    "gap": Family("No engagement on record", stated=False, dash=(0.6, 3)),
}
"""The families of links: dashed where derived, dotted where it only says what belongs where."""

DEPTHS: Final = ("inform", "consult", "involve", "collaborate", "empower")

Filling = Literal["whole", "lower", "left", "core", "corner", "point", "none", "slash", "crossed"]


@dataclass(frozen=True, slots=True)
class State:
    """How a state of coverage looks, whatever the shape and colour of the mark.

    Attributes:
        filling: How much of the mark is filled with its colour.
        border: How its outline is drawn.
        unseen: Whether nobody is known to have engaged it: it stands on a halo.
    """

    filling: Filling
    border: Literal["solid", "dashed", "dotted", "thick", "thin"]
    unseen: bool = False


STATES: Final = {
    "engaged": State("whole", "solid"),
    "shallow": State("lower", "solid"),
    "stale": State("left", "solid"),
    "represented": State("core", "solid"),
    "attempted": State("corner", "solid"),
    "planned": State("point", "solid"),
    "conflict": State("crossed", "thick"),
    "known gap": State("none", "thick", unseen=True),
    "inferred gap": State("slash", "thick", unseen=True),
    "no evidence": State("none", "dotted", unseen=True),
    "out of scope": State("whole", "thin"),
}
"""The eleven states. A gap that is known and mere silence never look alike."""


def depth(level: str) -> int:
    """The depth of a level of engagement, 1 to 5, and 0 where none is given.

    >>> depth("Consult"), depth("")
    (2, 0)
    """
    word = level.casefold()
    return DEPTHS.index(word) + 1 if word in DEPTHS else 0
