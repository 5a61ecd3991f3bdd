"""Things as people name them when they decide, and the pairs that a graph says are decided."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from uegraph import shapes
from uegraph.errors import ParameterError, UnknownNameError
from uegraph.ingest.decisions import NAME, TABLE
from uegraph.namespaces import ID, graph_iri
from uegraph.queries import Param
from uegraph.queries.names import things

if TYPE_CHECKING:
    from collections.abc import Iterable

    from uegraph.identity.record import Record
    from uegraph.store import Store

# The decisions of the file are asked of the file, which may be newer than the graph.
_ELSEWHERE: Final = f"""
PREFIX ueg: <https://w3id.org/uegraph/ns#>
SELECT DISTINCT ?one ?other WHERE {{
  GRAPH ?g {{ ?decision ueg:compares ?one ; ueg:comparesWith ?other }}
  FILTER(?g != <{graph_iri(NAME)}>)
}}
ORDER BY ?one ?other
"""


def thing(store: Store, text: str, *, base: str = ID) -> str:
    """The address of the thing that a text names, by its id or by any of its names.

    Args:
        store: The graph that holds it.
        text: The id or name.
        base: Where the data's own addresses begin.

    Raises:
        UnknownNameError: Nothing in the graph is called so.
        ParameterError: Several things are called so, or it is not a thing that can be compared.
    """
    found = things(store, _anything(), text, base=base)
    if len(found) > 1:
        raise ParameterError(f"'{text}' could be {' or '.join(found)}. Write one of these.")
    return found[0]


def decided(store: Store, records: Iterable[Record]) -> set[frozenset[str]]:
    """The pairs about which somebody decided, by their addresses.

    Args:
        store: The graph, whose data sets may hold decisions of their own.
        records: The rows of the file with decisions.
    """
    rows = store.select(_ELSEWHERE, timeout=None, trusted=True)
    elsewhere = {frozenset(map(str, row)) for row in rows}
    return elsewhere | {
        frozenset(_addressed(store, text) for text in record.pair) for record in records
    }


def _addressed(store: Store, text: str) -> str:
    """An address of the file as it is; a name that somebody wrote by hand is looked up."""
    if "://" in text:
        return text
    try:
        return thing(store, text)
    except (ParameterError, UnknownNameError):
        return text


def _anything() -> Param:
    tables = shapes.tables()[TABLE]
    column = next(column for column in tables.columns if column.name == "one")
    kinds = tuple(table.kind for table in shapes.accepted_tables(column))
    return Param("thing", "thing", "iri", "The thing.", "", False, kinds, ())
