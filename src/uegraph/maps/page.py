"""The page around the canvas: one file, its own scripts and styles, nothing from elsewhere.

pyvis fills the template with its list of points and of links; the template is ours and escapes by
itself. Data stands in blocks that a browser does not run, and the page's scripts show it as text
only. A policy inside the page names each script and style by its hash, so that nothing else runs
even if a text should ever become markup.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from uegraph.maps import encoding, legend, palette
from uegraph.maps.scene import MOST
from uegraph.maps.wording import visible
from uegraph.pages import policy, templates

if TYPE_CHECKING:
    from uegraph.maps.scene import Scene

_PAGE: Final = Path(__file__).with_name("page")
_VENDOR: Final = Path(__file__).with_name("vendor")
_SCRIPTS: Final = (
    "data.js",
    "view.js",
    "shown.js",
    "drawn.js",
    "marks.js",
    "labels.js",
    "ground.js",
    "extent.js",
    "canvas.js",
    "keys.js",
    "details.js",
    "find.js",
    "filters.js",
    "time.js",
    "tables.js",
    "telling.js",
    "picture.js",
    "story.js",
    "start.js",
)

OPTIONS: Final[dict[str, Any]] = {
    "autoResize": True,
    "physics": {"enabled": False},
    "layout": {"randomSeed": 1, "improvedLayout": False},
    "interaction": {
        "dragNodes": False,
        "hover": False,
        "selectable": False,
        "zoomSpeed": 0.6,
    },
    "nodes": {"shape": "custom", "chosen": False},
    "edges": {
        "chosen": False,
        "smooth": {"enabled": True, "type": "curvedCW", "roundness": 0.13},
    },
}
"""What vis-network is told: no physics, because every mark has its place already."""


def render(scene: Scene) -> str:
    """The HTML of a map."""
    from pyvis.network import Network  # noqa: PLC0415 - heavy

    network = Network(cdn_resources="local")
    network.templateEnv = _environment()
    passages = encoding.Passages.of(scene)
    network.templateEnv.globals.update(
        scene=scene, legend=_legend(scene), most=MOST, rest=encoding.rest(scene, passages)
    )
    network.path = "map.html"
    # pyvis hands lists on: ours have one item each, which holds all marks or links as columns.
    network.nodes = [encoding.marks(scene, passages)]
    network.edges = [encoding.links(scene, passages)]
    network.options = OPTIONS
    return str(network.generate_html())


def _environment() -> Any:
    made = templates(_PAGE)
    made.filters["capital"] = lambda text: text[:1].upper() + text[1:]
    made.filters["visible"] = visible
    made.globals.update(
        block=encoding.block,
        shapes=legend.SHAPES,
        vis=OPTIONS,
        scripts=scripts(),
        style=style(),
        policy=policy(style(), scripts=scripts(), images="data: blob:"),
    )
    return made


@cache
def scripts() -> tuple[str, ...]:
    """The scripts of the page, in the order in which they run."""
    return (_vis(), *((_PAGE / name).read_text("utf-8") for name in _SCRIPTS))


@cache
def style() -> str:
    """The style sheet of the page."""
    return palette.css() + (_PAGE / "map.css").read_text("utf-8")


def _vis() -> str:
    """vis-network without the line that sends a debugger to look for another file."""
    text = (_VENDOR / "vis-network.min.js").read_text("utf-8")
    return text.partition("\n//# sourceMappingURL=")[0]


def _legend(scene: Scene) -> dict[str, Any]:
    """What the legend says: the kinds, families and states that are there, each with its number."""
    drawn = [mark for mark in scene.marks if mark.size]
    kinds = Counter(mark.kind for mark in drawn)
    states = Counter(mark.state for mark in drawn)
    seen = [mark.size > 0 for mark in scene.marks]
    links = Counter(link.kind for link in scene.links if seen[link.start] and seen[link.end])
    shared = (
        any(link.kind == "participation" for link in scene.links) and not links["participation"]
    )
    depths = {legend.depth(level) for level in {link.level for link in scene.links}}
    return {
        "kinds": {name: kind for name, kind in legend.KINDS.items() if kinds[name]},
        "states": {name: state for name, state in legend.STATES.items() if states[name]},
        "links": {
            name: family
            for name, family in legend.LINKS.items()
            if links[name] or (shared and name == "collaboration")
        },
        "counts": kinds,
        "stated": states,
        "linked": links,
        "unseen": any(states[name] for name, state in legend.STATES.items() if state.unseen),
        "depths": [word for at, word in enumerate(legend.DEPTHS, start=1) if at in depths],
        "unasked": states[""] if len(states) > 1 else 0,
        "all": {
            "kinds": {
                name: [kind.shape, kind.colour, kind.plural] for name, kind in legend.KINDS.items()
            },
            "states": {
                name: [state.filling, state.border, state.unseen]
                for name, state in legend.STATES.items()
            },
            "links": {
                name: [family.words, family.stated, list(family.dash)]
                for name, family in legend.LINKS.items()
            },
            "shapes": legend.SHAPES,
            "depths": legend.DEPTHS,
        },
    }
