"""How much a map can show, and the words for what it leaves out.

A page that a browser cannot open, or that nobody can read, is worse than an answer that says so.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from uegraph import queries
from uegraph.errors import UegraphError
from uegraph.network import CROWD, KINDS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    import networkx as nx

    from uegraph.store import Store

POINTS: Final = 3_000
LINKS: Final = 10_000
"""What is drawn in some 6 seconds, opened in 2 and moved at 12 pictures a second without a graphics
card. Links are those that a source states; derived ones have a limit of their own."""


def require_room(store: Store, kinds: Collection[str] = KINDS) -> None:
    """Refuses a graph with too many points for one page, before any work is done for it.

    Raises:
        UegraphError: There are more points than a browser can show.
    """
    rows = queries.run(store, "network/map-nodes").to_dicts()
    found = {str(row["node"]): str(row["kind"]) for row in rows if row["kind"] in kinds}
    if len(found) > POINTS:
        raise _too_large(found.values(), "")


def refuse_more(graph: nx.MultiDiGraph[str]) -> None:
    """Refuses a network that is too large for one page.

    Raises:
        UegraphError: There are more points or stated links than a browser can show.
    """
    stated = sum(link["stated"] for *_, link in graph.edges(data=True))
    if len(graph) > POINTS or stated > LINKS:
        kinds = [str(point["kind"]) for _, point in graph.nodes(data=True)]
        raise _too_large(kinds, f" and {stated:,} stated links")


def _too_large(points: Iterable[str], links: str) -> UegraphError:
    kinds = Counter(points)
    held = ", ".join(f"{kind} {count:,}" for kind, count in kinds.most_common())
    return UegraphError(
        f"The map would show {kinds.total():,} points{links}; a browser shows up to {POINTS:,} "
        f"and {LINKS:,} links. Points by kind: {held}. Draw fewer kinds, or build a graph "
        "of fewer data sets and draw that; the questions and tables answer for all of it."
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
