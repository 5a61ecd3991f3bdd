"""Where uegraph's own files are: ontology, queries and shipped data.

The same call works from a checkout, an editable install and a wheel.
"""

from __future__ import annotations

import os
from pathlib import Path

from uegraph.errors import ResourceError

_FOLDERS = ("ontology", "queries", "data")


def root() -> Path:
    """The folder that holds ``ontology/``, ``queries/`` and ``data/``.

    ``$UEGRAPH_ROOT`` where it is set, else the folders bundled with the package, else the
    checkout that the package runs from.

    Raises:
        ResourceError: None of these holds the three folders.
    """
    package = Path(__file__).resolve().parent
    named = os.environ.get("UEGRAPH_ROOT")
    candidates = [Path(named)] if named else [package / "_bundled", package.parents[1]]
    for candidate in candidates:
        if all((candidate / folder).is_dir() for folder in _FOLDERS):
            return candidate
    tried = ", ".join(str(candidate) for candidate in candidates)
    raise ResourceError(
        f"uegraph's own files (ontology, queries, data) were not found; looked in: {tried}. "
        "Install uegraph again, or set UEGRAPH_ROOT to a checkout."
    )


def ontology_files() -> list[Path]:
    """The Turtle files of the model: core, shapes, concept schemes and alignments, sorted."""
    return sorted((root() / "ontology").rglob("*.ttl"))


def query_files() -> list[Path]:
    """Every ``.rq`` file of the question library, sorted by path."""
    return sorted((root() / "queries").rglob("*.rq"))


def datasets() -> dict[str, Path]:
    """The shipped data sets: name to folder, sorted by name."""
    folders = (path.parent for path in (root() / "data").glob("*/dataset.yml"))
    return {folder.name: folder for folder in sorted(folders)}
