"""What people ask of a network, answered in sentences with their evidence.

Each question has a room of its own: ``overview``, ``ranking``, ``brokering``, ``grouping``,
``breaking``, ``suggesting``, ``routing`` and ``comparing``. What is imported from here is imported
from its room when it is first used, so that help starts at once.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from uegraph.connections.breaking.fragile import fragile
    from uegraph.connections.brokering.brokers import brokers
    from uegraph.connections.comparing.compare import compare
    from uegraph.connections.grouping.communities import communities
    from uegraph.connections.overview.summary import summary
    from uegraph.connections.ranking.central import central
    from uegraph.connections.ranking.measures import MEASURES, measure
    from uegraph.connections.routing.routes import routes, unreached
    from uegraph.connections.suggesting.bridges import between
    from uegraph.connections.suggesting.suggest import suggest

_ROOMS: Final = {
    "MEASURES": "ranking.measures",
    "between": "suggesting.bridges",
    "brokers": "brokering.brokers",
    "central": "ranking.central",
    "communities": "grouping.communities",
    "compare": "comparing.compare",
    "fragile": "breaking.fragile",
    "measure": "ranking.measures",
    "routes": "routing.routes",
    "suggest": "suggesting.suggest",
    "summary": "overview.summary",
    "unreached": "routing.routes",
}


def __getattr__(name: str) -> Any:
    """What is asked for, from its room."""
    if name not in _ROOMS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_ROOMS[name]}"), name)


__all__ = [
    "MEASURES",
    "between",
    "brokers",
    "central",
    "communities",
    "compare",
    "fragile",
    "measure",
    "routes",
    "suggest",
    "summary",
    "unreached",
]
