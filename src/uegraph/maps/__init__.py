"""The map: the stakeholder network as one HTML file that opens offline.

Invariants: the file asks for nothing outside itself; every text reaches the page as text, never as
markup; the same graph gives the same bytes; what the graph does not hold is not in the file.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from uegraph import __version__, files, queries
from uegraph.dates import in_words
from uegraph.maps.drawing import draw
from uegraph.maps.limits import require_room
from uegraph.network import KINDS, stakeholder_network
from uegraph.words import as_words

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path

    from uegraph.store import Store

__all__ = ["MapFile", "draw", "require_room", "write_map"]

TITLE = "Stakeholder map"


@dataclass(frozen=True, slots=True)
class MapFile:
    """A map that was written.

    Attributes:
        path: The file.
        points: How many points it shows, of all kinds.
        links: How many links, derived ones included.
        size: The file's size in bytes.
    """

    path: Path
    points: int
    links: int
    size: int


def write_map(
    store: Store,
    path: Path,
    *,
    title: str = TITLE,
    kinds: Collection[str] = KINDS,
    states: Mapping[str, str] | None = None,
) -> MapFile:
    """Writes the map of everything in the store to one HTML file.

    The file appears complete or not at all: it is written beside its place and then renamed.

    Args:
        store: The graph.
        path: The HTML file to write; one that is there is replaced.
        title: The page's heading.
        kinds: The kinds of point to draw.
        states: Coverage states by IRI, where the map is to show them.

    Raises:
        UegraphError: There are more points or links than a page can show.
        ResourceError: The file cannot be written.
    """
    require_room(store, kinds)
    words = {iri: as_words(state) for iri, state in (states or {}).items()}
    graph = stakeholder_network(store, kinds=kinds, states=words)
    content = draw(graph, title=title, receipt=_receipt(store)).encode()
    files.write(path, content)
    return MapFile(path, graph.number_of_nodes(), graph.number_of_edges(), len(content))


def _receipt(store: Store) -> dict[str, str]:
    """The sources that the map rests on, each with its date and licence, and the program."""
    told = {
        f"Source: {row['name']}": " · ".join(
            in_words(str(row[key])) if key == "issued" else str(row[key])
            for key in ("issued", "page", "licence")
            if row[key]
        )
        for row in queries.run(store, "evidence/sources").to_dicts()
    }
    return {**told, "Drawn by": f"uegraph {__version__}"}
