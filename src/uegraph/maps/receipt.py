"""What a map rests on and what it leaves out: the receipt that every file carries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from uegraph import __version__, queries
from uegraph.dates import day_in_words, in_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from uegraph.maps.material import Material


def receipt(material: Material) -> tuple[tuple[str, str], ...]:
    """Pairs of a word and a text."""
    return tuple(_lines(material))


def _lines(material: Material) -> Iterator[tuple[str, str]]:
    for row in queries.ask(material.store, "evidence/sources"):
        if row["source_id"] in material.reading.hidden:
            continue
        told = (in_words(row["issued"]) if row["issued"] else "", row["page"], row["licence"])
        yield f"Source: {row['name']}", " · ".join(part for part in told if part)
    yield "Last day on record", day_in_words(material.record.as_of)
    yield "Drawn by", f"uegraph {__version__}"
