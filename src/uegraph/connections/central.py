"""Who is at the centre of a network, by the measure that is named, and how sure that is."""

from __future__ import annotations

from uegraph.connections.measures import MEASURES, Measure, measure

__all__ = ["MEASURES", "Measure", "measure"]
