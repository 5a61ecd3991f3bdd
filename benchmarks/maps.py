"""Measures maps in a browser against pyvis: opening them, moving them, opening what is on them.

Run it with ``python -m benchmarks.maps``, or with numbers of organisations. Each page has a browser
of its own, and ours and theirs show the same bodies and the same links. What takes longer than two
minutes is ended. ``--only-ours`` leaves pyvis out.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from unittest.mock import patch

import networkx as nx
from benchmarks import browsing, engaged
from benchmarks.browsing import LIMIT, Felt
from benchmarks.graphs import ontology
from benchmarks.measuring import measure

from uegraph import maps
from uegraph.maps import drafting
from uegraph.maps.deriving import derived
from uegraph.maps.layout import lay_out
from uegraph.store import open_store

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from uegraph.maps.scene import Scene
    from uegraph.store import Store

SIZES: Final = (100, 1_000, 5_000, 20_000)
AGAIN: Final = 3
"""How often each page is opened; the quickest counts."""


@dataclass(frozen=True, slots=True)
class Ours:
    """A map of uegraph: what making it took, its size, and how it feels.

    Attributes:
        bodies: How many organisations.
        links: How many pairs of them are linked.
        made: Seconds from the graph to the page.
        placed: Of these, for places.
        rendered: Of these, from marks with places to the page.
        size: Megabytes.
        felt: What somebody waits for who uses it.
    """

    bodies: int
    links: int
    made: float
    placed: float
    rendered: float
    size: float
    felt: Felt


@dataclass(frozen=True, slots=True)
class Theirs:
    """The same network by pyvis; None stands for more than two minutes.

    Attributes:
        made: Seconds from the graph to the page as people make it.
        size: Megabytes.
        settled: Seconds until the page shows the network, which its physics has placed.
        still: The page with places given, and how it feels.
    """

    made: float | None
    size: float
    settled: float | None
    still: Felt


def graph(bodies: int) -> Store:
    """An invented graph in memory."""
    store = open_store(read_only=False)
    store.load_nquads(ontology())
    for chunk in engaged.chunks(bodies):
        store.load_nquads(chunk)
    return store


def ours(bodies: int, folder: Path) -> tuple[Ours, Path]:
    """A map of so many organisations, and the same network for pyvis."""
    store = graph(bodies)
    spent: list[float] = []
    start = time.perf_counter()
    with patch.object(drafting, "lay_out", _timed(lay_out, spent)):
        made = maps.make(store)
    drawn = time.perf_counter()
    page = folder / f"uegraph-{bodies}.html"
    page.write_text(made.to_html(), "utf-8")
    end = time.perf_counter()
    network = _plain(made.scene)
    source = folder / f"network-{bodies}.json"
    source.write_text(json.dumps(network), "utf-8")
    felt = browsing.ours(page)
    first = min(filter(None, (felt.ready, *_opened(page))))
    took = end - start, sum(spent), end - drawn
    return Ours(bodies, len(network["edges"]), *took, _megabytes(page),
                browsing.with_ready(felt, first)), source  # fmt: skip


def theirs(source: Path, folder: Path) -> Theirs:
    """The same network by pyvis, as people use it and as it can be used."""
    page = folder / "pyvis.html"
    taken = measure("benchmarks.pyvis_pages", "physics", str(source), str(page), at_most=LIMIT)
    made = float(taken.said) if taken.ended and taken.said else None
    if made is None:
        measure("benchmarks.pyvis_pages", "physics-filled", str(source), str(page))
    size = _megabytes(page)
    settled = browsing.ready(page, "settled")
    measure("benchmarks.pyvis_pages", "positions", str(source), str(page))
    still = browsing.still(page)
    if still.ready is not None and still.ready < LIMIT / 10:
        still = browsing.with_ready(
            still, min(filter(None, (still.ready, *_opened(page, "drawn"))))
        )
    return Theirs(made, size, settled, still)


def _opened(page: Path, what: str | None = None) -> list[float | None]:
    return [browsing.ready(page, what) for _ in range(AGAIN - 1)]


def _timed(act: Callable[..., Any], spent: list[float]) -> Callable[..., Any]:
    def timed(*arguments: Any, **named: Any) -> Any:
        start = time.perf_counter()
        found = act(*arguments, **named)
        spent.append(time.perf_counter() - start)
        return found

    return timed


def _plain(scene: Scene) -> dict[str, list[Any]]:
    """Bodies with places, and every pair that is linked, stated or derived."""
    nodes = [(mark.name, mark.x, mark.y) for mark in scene.marks if mark.size]
    pairs: nx.Graph[int] = nx.Graph()
    for link in (*scene.links, *derived(scene)):
        if link.start < len(nodes) and link.end < len(nodes):
            pairs.add_edge(link.start, link.end, weight=link.weight)
    return {"nodes": nodes, "edges": list(pairs.edges(data="weight"))}


def _megabytes(page: Path) -> float:
    return page.stat().st_size / 1e6


def _seconds(value: float | None) -> str:
    return f"over {LIMIT}" if value is None else f"{value:.2f}" if value < 10 else f"{value:.0f}"


def _times(peer: float | None, own: float | None) -> str:
    """How many times as long the peer takes."""
    if own is None:
        return ""
    least = LIMIT if peer is None else peer
    return f"{'over ' if peer is None else ''}{least / own:.{0 if least / own >= 10 else 1}f}"


def _line(what: str, *cells: object) -> None:
    print("| " + " | ".join(map(str, (what, *cells))) + " |", flush=True)


def _head(what: str, sizes: Sequence[int]) -> None:
    _line(what, *(f"{size:,}" for size in sizes))
    _line("---", *("---" for _ in sizes))


def told(all_ours: Sequence[Ours]) -> None:
    """Our own table."""
    _head("organisations", [one.bodies for one in all_ours])
    rows: dict[str, Callable[[Ours], object]] = {
        "pairs linked": lambda one: f"{one.links:,}",
        "graph to page, s": lambda one: _seconds(one.made),
        "of it places": lambda one: _seconds(one.placed),
        "of it writing the page": lambda one: _seconds(one.rendered),
        "file, MB": lambda one: f"{one.size:.2f}",
        "interactive after, s": lambda one: _seconds(one.felt.ready),
        "pan step, ms": lambda one: one.felt.pan,
        "zoom step, ms": lambda one: one.felt.zoom,
        "pan step drawn at once, ms": lambda one: one.felt.pan_drawn,
        "zoom step drawn at once, ms": lambda one: one.felt.zoom_drawn,
        "coming to rest, ms": lambda one: f"{one.felt.rest:.0f}",
        "open the largest group, ms": lambda one: (
            "" if one.felt.group is None else f"{one.felt.group:.0f}"
        ),
        "open a body, ms": lambda one: one.felt.focus,
        "marks at once, at most": lambda one: one.felt.marks,
    }
    for what, cell in rows.items():
        _line(what, *map(cell, all_ours))


def compared(pairs: Sequence[tuple[Ours, Theirs]]) -> None:
    """pyvis, each with how many times as long it takes as ours."""
    _head("organisations", [own.bodies for own, _ in pairs])
    rows: dict[str, Callable[[Ours, Theirs], tuple[float | None, float | None]]] = {
        "graph to page by `from_nx`, s": lambda own, peer: (peer.made, own.made),
        "physics on: until placed, s": lambda own, peer: (peer.settled, own.felt.ready),
        "places given: first drawn after, s": lambda own, peer: (peer.still.ready, own.felt.ready),
        "places given: pan step, ms": lambda own, peer: (_pan(peer.still), _pan(own.felt)),
        "places given: zoom step, ms": lambda own, peer: (_zoom(peer.still), _zoom(own.felt)),
        "file, MB": lambda own, peer: (peer.size, own.size),
    }
    for what, both in rows.items():
        cells = [(_seconds(peer), _times(peer, own)) for peer, own in (both(*p) for p in pairs)]
        _line(what, *(f"{value} ({ratio})" for value, ratio in cells))


def _pan(felt: Felt) -> float | None:
    return None if felt.pan is None else felt.pan.median


def _zoom(felt: Felt) -> float | None:
    return None if felt.zoom is None else felt.zoom.median


def main(asked: Sequence[str]) -> None:
    """Measure and print both tables."""
    if not Path(browsing.CHROMIUM).exists():
        raise SystemExit(
            f"There is no {browsing.CHROMIUM}, which maps are measured in: install it."
        )
    sizes = [int(text) for text in asked if text.isdigit()] or list(SIZES)
    warm = graph(50)
    maps.make(warm).to_html()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        own = [ours(size, folder) for size in sizes]
        told([one for one, _ in own])
        if "--only-ours" not in asked:
            print()
            compared([(one, theirs(source, folder)) for one, source in own])


if __name__ == "__main__":
    main(sys.argv[1:])
