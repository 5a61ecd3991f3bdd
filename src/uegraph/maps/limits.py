"""How much a map can show, and the words for what it leaves out.

A page that a browser cannot open, or that nobody can read, is worse than an answer that says so.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from uegraph.errors import UegraphError
from uegraph.network import CROWD

if TYPE_CHECKING:
    import networkx as nx

POINTS: Final = 3_000
LINKS: Final = 10_000
"""What is drawn in some 6 seconds, opened in 2 and moved at 12 pictures a second without a graphics
card. Links are those that a source states; derived ones have a limit of their own."""


def refuse_more(graph: nx.MultiDiGraph[str]) -> None:
    """Refuses a network that is too large for one page.

    Raises:
        UegraphError: There are more points or stated links than a browser can show.
    """
    stated = sum(link["stated"] for *_, link in graph.edges(data=True))
    if len(graph) <= POINTS and stated <= LINKS:
        return
    kinds = Counter(kind for _, kind in graph.nodes(data="kind")).most_common()
    held = ", ".join(f"{kind} {count:,}" for kind, count in kinds)
    raise UegraphError(
        f"The map would show {len(graph):,} points and {stated:,} stated links; a browser shows "
        f"up to {POINTS:,} and {LINKS:,}. Points by kind: {held}. Draw fewer kinds, or build a "
        "graph of fewer data sets and draw that; the questions and tables answer for all of it."
    )


def left_out(graph: nx.MultiDiGraph[str]) -> list[str]:
    """What the page says about links that were not derived; nothing where all were."""
    said = []
    crowds, pairs = graph.graph.get("crowds", 0), graph.graph.get("left_out", 0)
    if crowds:
        of = "1 activity" if crowds == 1 else f"{crowds:,} activities"
        said.append(f"Nothing is derived from {of} with more than {CROWD} bodies.")
    if pairs:
        said.append(f"Only the strongest derived links are drawn; {pairs:,} weaker are left out.")
    return said
