"""The map: the stakeholder network as one HTML file that opens offline.

Invariants: the file asks for nothing outside itself; every text reaches the page as text, never as
markup; the same graph gives the same bytes; what the graph does not hold is not in the file.
"""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from uegraph.errors import ResourceError
from uegraph.maps.drawing import draw
from uegraph.network import stakeholder_network

if TYPE_CHECKING:
    from collections.abc import Mapping

    from uegraph.store import Store

__all__ = ["MapFile", "draw", "write_map"]

TITLE = "Stakeholder map"


@dataclass(frozen=True, slots=True)
class MapFile:
    """A map that was written.

    Attributes:
        path: The file.
        points: How many bodies, audiences, themes and activities it shows.
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
    states: Mapping[str, str] | None = None,
    receipt: Mapping[str, str] | None = None,
) -> MapFile:
    """Writes the map of everything in the store to one HTML file.

    The file appears complete or not at all: it is written beside its place and then renamed.

    Args:
        store: The graph.
        path: The HTML file to write; one that is there is replaced.
        title: The page's heading.
        states: Coverage states by IRI, where the map is to show them.
        receipt: What the page says about its own making: name of each line and its text.

    Raises:
        ResourceError: The file cannot be written.
    """
    graph = stakeholder_network(store, states=states)
    content = draw(graph, title=title, receipt=receipt).encode()
    try:
        _replace(path, content)
    except OSError as error:
        raise ResourceError(
            f"The map could not be written to {path}: {error.strerror}. "
            "Choose a folder that exists and that you may write to."
        ) from error
    return MapFile(path, graph.number_of_nodes(), graph.number_of_edges(), len(content))


def _replace(path: Path, content: bytes) -> None:
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        # mkstemp makes the file readable by its owner only; a map is to be shared.
        Path(beside).chmod(0o644)
        Path(beside).replace(path)
    except OSError:
        Path(beside).unlink(missing_ok=True)
        raise
