"""The SPARQL that one tries first, which asks for less than coverage does.

Whether an audience itself was ever engaged on a theme itself: no hierarchy, time or other state.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from uegraph.namespaces import ID

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.graphs import Size

PREFIXES: Final = """
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX state: <https://w3id.org/uegraph/scheme/coverage-state/>
PREFIX ueg: <https://w3id.org/uegraph/ns#>
"""

_ENGAGED: Final = """
    ?participation ueg:party ?audience ; ueg:activity ?activity ; ueg:role ?role ;
      ueg:status ?status ; ueg:level ?level .
    ?activity dcterms:subject ?theme .
    ?role ueg:countsAs state:engaged .
    ?status ueg:countsAs state:engaged .
    ?level ueg:rank ?rank . FILTER(?rank >= 2)
"""
_CELLS: Final = "?audience a ueg:Audience . ?theme a ueg:Theme ."

NATURAL: Final = {
    "NOT EXISTS": f"SELECT ?audience ?theme {{ {_CELLS} FILTER NOT EXISTS {{ {_ENGAGED} }} }}",
    "OPTIONAL": f"""SELECT ?audience ?theme (COUNT(?participation) AS ?times) {{
        {_CELLS} OPTIONAL {{ {_ENGAGED} }} }} GROUP BY ?audience ?theme""",
    "ASK for each cell": f"ASK {{ {_ENGAGED} }}",
}
ASKED: Final = 200
"""Cells that are asked one by one; the time is that of all, in proportion."""


def asked(size: Size, name: str) -> Iterator[str]:
    """A natural query, or some of the many that ask for one cell each."""
    query = NATURAL[name]
    if not query.startswith("ASK"):
        yield query
        return
    for cell in _sample(size):
        audience, theme = divmod(cell, size.themes)
        yield query.replace("?audience", f"<{ID}audience/audience-{audience}>").replace(
            "?theme", f"<{ID}theme/theme-{theme}>"
        )


def parts(size: Size, name: str) -> float:
    """How many times as many cells there are as `asked` asks for."""
    cells = size.audiences * size.themes
    return cells / len(_sample(size)) if NATURAL[name].startswith("ASK") else 1.0


def _sample(size: Size) -> range:
    cells = size.audiences * size.themes
    return range(0, cells, max(1, cells // ASKED))
