"""Invented programmes of engagement of any size, like real ones, and the same for the same seed.

To try commands on, to measure with and to teach from. Rows follow from the seed and their number
alone and are written as they are made, so the largest programme needs no more memory than a small
one.
"""

from __future__ import annotations

from uegraph.generate.writing import Generated, write_rdf, write_tables

__all__ = ["Generated", "write_rdf", "write_tables"]
