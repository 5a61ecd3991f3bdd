"""From a network to what the page draws: points with places and words, links with evidence."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final

from uegraph.dates import in_words
from uegraph.maps import legend, limits
from uegraph.maps.layout import lay_out
from uegraph.maps.page import render
from uegraph.maps.wording import all_visible, visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import networkx as nx

    from uegraph.maps.layout import Layout
    from uegraph.network import Evidence

_DATED: Final = frozenset({"when", "published"})
"""The facts whose value is a date."""

_CANVAS_NAME: Final = 60
"""Longer names are cut on the canvas; the panel and the table show them whole."""

_HEADS: Final = 3
"""How many members of a group are named on the canvas before all others."""


def draw(
    graph: nx.MultiDiGraph[str],
    *,
    title: str,
    receipt: Mapping[str, str] | None = None,
) -> str:
    """The map of a network as one HTML page.

    Args:
        graph: What ``uegraph.network.stakeholder_network`` returns.
        title: The page's heading.
        receipt: What the page says about its own making: name of each line and its text.

    Raises:
        UegraphError: There are more points or links than a page can show.
    """
    limits.refuse_more(graph)
    layout = lay_out(graph)
    passages = _passages(graph)
    ranks = {name: _stated_links(graph, name) for name in graph}
    nodes = [
        all_visible(_node(graph, name, layout, passages, ranks[name])) for name in sorted(graph)
    ]
    edges = [
        all_visible(_edge(number, *edge, passages))
        for number, edge in enumerate(
            sorted(graph.edges(keys=True, data=True), key=lambda edge: edge[:3])
        )
    ]
    page = {
        "title": title,
        "summary": legend.summary(nodes, edges, layout),
        "kinds": legend.kinds(nodes),
        "links": legend.links(edges),
        "depths": legend.depths(edges),
        "left_out": limits.left_out(graph),
        "states": legend.states(nodes),
        "unasked": sum(not node["state"] for node in nodes),
        "communities": _communities(graph, layout),
        "grid": layout.grid,
        "grid_name": legend.grid_name(graph.nodes[name]["beyond"] for name in layout.unlinked),
        "passages": [[found.source, found.section, found.paragraph] for found in passages],
        "receipt": list((receipt or {}).items()),
    }
    return render(nodes, edges, all_visible(page))


def _stated_links(graph: nx.MultiDiGraph[str], name: str) -> int:
    """How many others a point is linked with by what a source states."""
    out = {end for _, end, link in graph.out_edges(name, data=True) if link["stated"]}
    back = {start for start, _, link in graph.in_edges(name, data=True) if link["stated"]}
    return len(out | back)


def _passages(graph: nx.MultiDiGraph[str]) -> dict[Evidence, int]:
    """Every passage once, numbered: links then name a number instead of repeating the heading."""
    found = {item for _, point in graph.nodes(data=True) for item in point["evidence"]}
    found |= {item for *_, link in graph.edges(data=True) for item in link["evidence"]}
    return {item: number for number, item in enumerate(sorted(found))}


def _node(
    graph: nx.MultiDiGraph[str],
    name: str,
    layout: Layout,
    passages: Mapping[Evidence, int],
    rank: int,
) -> dict[str, Any]:
    point = graph.nodes[name]
    x, y = layout.positions[name]
    return {
        "id": name,
        "x": x,
        "y": y,
        "size": round(legend.base_size(point["kind"]) + 2.5 * math.sqrt(min(rank, 60)), 1),
        "rank": rank,
        "kind": point["kind"],
        "label": point["label"],
        "short": _short(point["label"], point["acronym"]),
        "acronym": point["acronym"],
        "names": list(point["alternative_names"]),
        "type": point["type"],
        "sector": point["sector"],
        "state": point["state"],
        "beyond": point["beyond"],
        "facts": _told(point["facts"]),
        "evidence": [passages[item] for item in point["evidence"]],
    }


def _told(facts: Iterable[tuple[str, str]]) -> list[list[str]]:
    return [[fact, in_words(text) if fact in _DATED else text] for fact, text in facts]


def _short(label: str, acronym: str) -> str:
    label, acronym = visible(label), visible(acronym)
    if acronym and len(label) > 22:
        return acronym[:_CANVAS_NAME]
    return label if len(label) <= _CANVAS_NAME else label[: _CANVAS_NAME - 1].rstrip() + "…"


def _edge(
    number: int,
    start: str,
    end: str,
    _key: str,
    link: Mapping[str, Any],
    passages: Mapping[Evidence, int],
) -> dict[str, Any]:
    return {
        "id": number,
        "from": start,
        "to": end,
        "kind": link["kind"],
        "type": link["type"],
        "stated": link["stated"],
        "level": link["level"],
        "depth": legend.depth(link["level"]),
        "status": link["status"],
        "when": in_words(link["when"]),
        "facts": _told(link["facts"]),
        "evidence": [passages[item] for item in link["evidence"]],
        "through": list(link["through"]),
    }


def _communities(graph: nx.MultiDiGraph[str], layout: Layout) -> list[dict[str, Any]]:
    return [
        {
            "x": round(community.circle.x),
            "y": round(community.circle.y),
            "radius": round(community.circle.radius),
            "name": _short(
                graph.nodes[community.members[0]]["label"],
                graph.nodes[community.members[0]]["acronym"],
            ),
            "heads": list(community.members[:_HEADS]),
            "size": len(community.members),
        }
        for community in layout.communities
    ]
