"""``demo``: everything once, on the shipped data."""

from __future__ import annotations
