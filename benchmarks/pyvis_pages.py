"""Pages that pyvis makes of a network, as people use it; vis-network stands in the page.

Run with ``python -m benchmarks.pyvis_pages WAY GRAPH PAGE``: a process of its own, because some
ways have to be ended. It prints the seconds from the graph to the page.
"""

from __future__ import annotations

import json
import re
import sys
import time
from pathlib import Path
from typing import Any, Final

import networkx as nx
from pyvis.network import Network

from uegraph.maps import vendor

_ELSEWHERE: Final = re.compile(
    r'<(script|link)\b[^>]*\b(?:src|href)\s*=\s*"[^"]*"[^>]*>(?:\s*</script>)?', re.DOTALL
)
_HOOK: Final = """
const tell = (what) => () => console.log(`${what} ${performance.now()}`);
network.once("stabilizationIterationsDone", tell("settled"));
network.once("afterDrawing", tell("drawn"));
"""


def physics(graph: nx.Graph[Any]) -> Network:
    """What every introduction shows."""
    net = Network()
    net.from_nx(_unplaced(graph))
    return net


def physics_filled(graph: nx.Graph[Any]) -> Network:
    """The same page, its lists filled at once: ``from_nx`` looks through all links for each."""
    net = Network()
    _fill(net, _unplaced(graph))
    return net


def positions(graph: nx.Graph[Any]) -> Network:
    """Places from Python, and nothing moves."""
    net = Network()
    _fill(net, graph)
    net.toggle_physics(status=False)
    return net


def _unplaced(graph: nx.Graph[Any]) -> nx.Graph[Any]:
    """The same network, its places left to physics."""
    for told in graph.nodes.values():
        del told["x"], told["y"]
    return graph


def _fill(net: Network, graph: nx.Graph[Any]) -> None:
    for name, told in graph.nodes(data=True):
        net.add_node(name, **told)
    net.edges = [{"from": one, "to": other, **told} for one, other, told in graph.edges(data=True)]


WAYS: Final = {"physics": physics, "physics-filled": physics_filled, "positions": positions}


def offline(html: str) -> str:
    """The page with our copy of vis-network in it, which asks nothing of the network."""
    library = (Path(vendor.__file__).parent / "vis-network.min.js").read_text("utf-8")
    first, _, rest = _ELSEWHERE.sub("", html).partition("</head>")
    drawn = rest.rpartition("drawGraph();")
    assert drawn[1]
    return f"{first}<script>{library}</script></head>{drawn[0]}{drawn[1]}{_HOOK}{drawn[2]}"


def read(path: Path) -> nx.Graph[Any]:
    """The network: nodes with names and places, links with how much they rest on."""
    told = json.loads(path.read_text("utf-8"))
    graph: nx.Graph[Any] = nx.Graph()
    for place, (name, x, y) in enumerate(told["nodes"]):
        graph.add_node(place, label=name, title=name, x=x, y=y)
    graph.add_weighted_edges_from(told["edges"])
    return graph


def main(way: str, source: str, page: str) -> None:
    """Make one page."""
    graph = read(Path(source))
    start = time.perf_counter()
    html = WAYS[way](graph).generate_html()
    print(time.perf_counter() - start)
    Path(page).write_text(offline(html), "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
