"""What a graph says of the files that it was built from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from uegraph.backup.manifest import Source
from uegraph.namespaces import PREFIXES

if TYPE_CHECKING:
    from uegraph.store import Store

_RECORDED: Final = f"""
PREFIX dcat: <{PREFIXES["dcat"]}>
PREFIX dcterms: <{PREFIXES["dcterms"]}>
SELECT DISTINCT ?dataset ?file ?hash WHERE {{
  ?dataset dcat:distribution ?table .
  ?table a dcat:Distribution ; dcterms:title ?file ; dcterms:identifier ?hash .
  FILTER (STRSTARTS(STR(?hash), "sha256:"))
}}"""


def recorded_sources(store: Store) -> tuple[Source, ...]:
    """The files that a graph was built from, with the hash of each, sorted."""
    rows = store.select(_RECORDED, timeout=None, trusted=True)
    return tuple(
        sorted(
            Source(str(dataset), str(file), str(digest).removeprefix("sha256:"))
            for dataset, file, digest in rows
        )
    )
