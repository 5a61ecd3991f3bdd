"""The page around the canvas: one file, its own scripts and styles, nothing from elsewhere.

pyvis fills the template with its list of points and of links; the template is ours and escapes by
itself. Data stands in blocks of JSON that a browser does not run, and the page's scripts show it as
text only. A policy inside the page names each script and style by its hash, so that nothing else
runs even if a text should ever become markup.
"""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path
from typing import Any, Final

_PAGE: Final = Path(__file__).with_name("page")
_VENDOR: Final = Path(__file__).with_name("vendor")
_SCRIPTS: Final = (
    "data.js",
    "marks.js",
    "labels.js",
    "canvas.js",
    "details.js",
    "find.js",
    "filters.js",
    "table.js",
    "start.js",
)

OPTIONS: Final[dict[str, Any]] = {
    "autoResize": True,
    "physics": {"enabled": False},
    "layout": {"randomSeed": 1, "improvedLayout": False},
    "interaction": {
        "dragNodes": False,
        "hover": True,
        "hoverConnectedEdges": False,
        "selectConnectedEdges": False,
        "tooltipDelay": 120,
        "zoomSpeed": 0.6,
    },
    "nodes": {"borderWidth": 1.5, "borderWidthSelected": 3, "labelHighlightBold": False},
    "edges": {
        "selectionWidth": 1,
        "hoverWidth": 0.5,
        "smooth": {"enabled": True, "type": "curvedCW", "roundness": 0.13},
    },
}
"""What vis-network is told: no physics, because every point has its place already."""


def render(nodes: list[dict[str, Any]], edges: list[dict[str, Any]], page: dict[str, Any]) -> str:
    """The HTML of a map.

    Args:
        nodes: The points, each with its place.
        edges: The links.
        page: Title, legend and whatever else the page shows.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415 - heavy
    from pyvis.network import Network  # noqa: PLC0415 - heavy

    scripts = [_vis(), *((_PAGE / name).read_text("utf-8") for name in _SCRIPTS)]
    style = (_PAGE / "map.css").read_text("utf-8")
    network = Network(cdn_resources="local")
    network.templateEnv = Environment(
        loader=FileSystemLoader(_PAGE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    network.templateEnv.globals.update(
        page=page, scripts=scripts, style=style, policy=policy(scripts, style)
    )
    network.path = "map.html"
    network.nodes, network.edges, network.options = nodes, edges, OPTIONS
    return str(network.generate_html())


def policy(scripts: list[str], style: str) -> str:
    """The content-security policy of a page with these scripts and this style, and no others."""
    allowed = " ".join(f"'{_digest(script)}'" for script in scripts)
    return (
        f"default-src 'none'; script-src {allowed}; style-src '{_digest(style)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _vis() -> str:
    """vis-network without the line that sends a debugger to look for another file."""
    text = (_VENDOR / "vis-network.min.js").read_text("utf-8")
    return text.partition("\n//# sourceMappingURL=")[0]
