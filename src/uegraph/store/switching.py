"""Replacing graphs on a server, all or nothing: written beside the old ones, then switched.

1. Every new graph is written, batch by batch, to a staging graph, and counted there.
2. One update request notes what becomes what (the plan), copies each staging graph over the old
   one, and drops plan and staging graphs, in this order.

A failure in 1 leaves the old graphs as they were; the next build sweeps what it finds. A server
that runs one request as one transaction shows the old or the new and never the plan. On one that
does not, the plan is seen as long as old and new may be mixed: readers are told so, and the next
build, which finds every staging graph still whole, finishes the switch before it does anything.
"""

from __future__ import annotations

import contextlib
import uuid
from typing import TYPE_CHECKING, Final, Protocol

from uegraph.errors import StoreError
from uegraph.store.addresses import STAGING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

PLAN: Final = f"{STAGING}plan"
_BECOMES: Final = "urn:uegraph:becomes"


class Server(Protocol):
    """What is needed of a server to switch graphs on it."""

    location: str

    def names(self) -> list[str]:
        """Every named graph, also those that are no data."""

    def sizes(self, graphs: Iterable[str]) -> dict[str, int]:
        """How many triples some named graphs hold."""

    def pairs(self, graph: str) -> dict[str, str]:
        """The subjects of a graph with the object of each."""

    def append(self, graph: str, lines: Iterable[bytes]) -> int:
        """Add N-Triples to a graph in batches; how many lines they were."""

    def change(self, update: str) -> None:
        """Run one update request."""


def replace(server: Server, graphs: Mapping[str, Iterable[bytes]]) -> None:
    """Replace some named graphs by the lines of N-Triples given for each; others stay.

    Raises:
        StoreError: The server refuses, fails, or does not keep every statement.
    """
    recover(server)
    staged = {graph: f"{STAGING}{uuid.uuid4()}" for graph in graphs}
    try:
        sent = {staged[graph]: server.append(staged[graph], graphs[graph]) for graph in graphs}
        _require_all(server, sent, {place: graph for graph, place in staged.items()})
    except BaseException:
        with contextlib.suppress(StoreError):
            server.change(_drops(staged.values()))
        raise
    plan = {place: graph for graph, place in staged.items()}
    try:
        server.change(";\n".join([_note(plan), _switch(plan)]))
    except StoreError:
        with contextlib.suppress(StoreError):
            if PLAN not in server.names():  # it was undone as a whole
                server.change(_drops(plan))
        raise


def recover(server: Server) -> None:
    """Finish a switch that was broken off, and sweep what dead builds left."""
    left = [name for name in server.names() if name.startswith(STAGING)]
    if PLAN in left:
        server.change(_switch(server.pairs(PLAN)))
        left = [name for name in server.names() if name.startswith(STAGING)]
    if left:
        server.change(_drops(left))


def require_settled(location: str, names: Iterable[str]) -> None:
    """Refuse to read while old and new graphs may be mixed.

    Raises:
        StoreError: A switch is under way, or was broken off.
    """
    if PLAN in names:
        raise StoreError(
            f"The graphs at {location} are being replaced, and this server does not do that in "
            "one step. Ask again in a moment; if no build is running, the next `uegraph build` "
            "finishes what one began."
        )


def _require_all(server: Server, sent: Mapping[str, int], meant: Mapping[str, str]) -> None:
    """Every statement that was sent is there: some engines drop what they cannot hold."""
    kept = server.sizes(sent)
    for place, lines in sent.items():
        if kept.get(place, 0) != lines:
            raise StoreError(
                f"{server.location} kept {kept.get(place, 0)} of the {lines} statements of "
                f"{meant[place]}. Nothing was changed. Either another build runs there, or the "
                "server takes two values for one (Virtuoso: 1.5 as decimal and as double)."
            )


def _note(plan: Mapping[str, str]) -> str:
    """The plan as a graph. Engines differ in whether several graphs fit one INSERT DATA."""
    lines = "\n".join(f"<{place}> <{_BECOMES}> <{graph}> ." for place, graph in plan.items())
    return f"INSERT DATA {{ GRAPH <{PLAN}> {{\n{lines}\n}} }}"


def _switch(plan: Mapping[str, str]) -> str:
    copies = [f"COPY GRAPH <{place}> TO GRAPH <{graph}>" for place, graph in sorted(plan.items())]
    return ";\n".join([*copies, _drops([PLAN]), _drops(plan)])


def _drops(graphs: Iterable[str]) -> str:
    return ";\n".join(f"DROP SILENT GRAPH <{graph}>" for graph in sorted(graphs))
