"""Triples on their way to and from a server, never all of them in memory."""

from __future__ import annotations

import io
import tempfile
from typing import IO, TYPE_CHECKING

from uegraph.errors import StoreError
from uegraph.store.chunks import Chunks

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pyoxigraph as ox

    from uegraph.store.door import Store


def graph_lines(store: Store, iri: str) -> Iterator[bytes]:
    """One named graph as lines of N-Triples, by way of a file."""
    with tempfile.TemporaryFile() as file:
        store.write_graph(iri, file)
        file.seek(0)
        yield from file


def copy_triples(chunks: Iterator[bytes], address: str, file: IO[bytes]) -> int:
    """A server's triples, read and written again: what is cut in the middle is found out."""
    import pyoxigraph as ox  # noqa: PLC0415 - lazy, as everywhere in this package

    form = ox.RdfFormat.N_TRIPLES
    count = 0

    def triples() -> Iterator[ox.Triple]:
        nonlocal count
        for quad in ox.parse(io.BufferedReader(Chunks(chunks)), format=form):
            count += 1
            yield quad.triple

    try:
        ox.serialize(triples(), file, format=form)
    except (SyntaxError, ValueError) as error:
        raise StoreError(
            f"The answer of {address} is not complete: the server stopped in the middle (its own "
            f"time limit?), or it is not a SPARQL server. {error}"
        ) from error
    return count
