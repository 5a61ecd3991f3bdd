"""Nothing lost: a graph as one file, put back, and held to what it was.

A backup is a zip archive of N-Quads, one file a named graph, and a manifest with the hash of each
and of every source that the graph was built from. It holds no clock and no chance: the same graph
gives the same bytes.
"""

from __future__ import annotations

from uegraph.backup.making import back_up
from uegraph.backup.manifest import Manifest
from uegraph.backup.restoring import restore
from uegraph.backup.verifying import Finding, Verified, verify

__all__ = ["Finding", "Manifest", "Verified", "back_up", "restore", "verify"]
