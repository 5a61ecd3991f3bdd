"""One form for a graph: N-Quads, each statement once, sorted by bytes.

Two stores that hold the same statements give the same bytes, however they were filled. It is a
form without blank nodes, which have no name of their own to sort by; uegraph's builds make none.
"""

from __future__ import annotations

import contextlib
import heapq
import tempfile
from itertools import islice
from typing import IO, TYPE_CHECKING, Final

from uegraph.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from uegraph.store.door import Store

_NAMELESS: Final = (b"_:", b"<<")  # a blank node, or a statement about one perhaps
_HELD: Final = 1_000_000  # lines sorted at once; some 300 MB


@contextlib.contextmanager
def canonical_lines(store: Store, iri: str, *, held: int = _HELD) -> Iterator[Iterator[bytes]]:
    """The lines of one named graph in its one form, each with its line end.

    Args:
        store: The store.
        iri: The name of the graph.
        held: The lines that are held in memory at once; more are sorted by way of files.

    Raises:
        StoreError: The graph holds a blank node, or cannot be read.
    """
    with contextlib.ExitStack() as files:
        file = files.enter_context(tempfile.TemporaryFile())
        store.write_graph(iri, file)
        file.seek(0)
        end = b" <" + iri.encode() + b"> .\n"
        lines = (_named(line, iri) + end for line in file)
        yield _once(_sorted(lines, held, files))


def _named(line: bytes, iri: str) -> bytes:
    """A line without its end, of which subject and object are names or values."""
    subject, _, rest = line.removesuffix(b" .\n").partition(b" ")
    object_ = rest.partition(b" ")[2]
    for term in (subject, object_):
        if term[:2] in _NAMELESS:
            raise _nameless(term, iri)
    return subject + b" " + rest


def _nameless(term: bytes, iri: str) -> StoreError:
    return StoreError(
        f"The graph {iri} holds {term.decode(errors='replace')[:80]}, which has no name that would "
        "be the same everywhere. Give each thing an IRI: `uegraph build` does."
    )


def _sorted(lines: Iterator[bytes], held: int, files: contextlib.ExitStack) -> Iterator[bytes]:
    runs: list[IO[bytes]] = []
    while run := sorted(islice(lines, held)):
        if len(run) < held and not runs:
            return iter(run)
        runs.append(files.enter_context(tempfile.TemporaryFile()))  # noqa: SIM115 - the stack closes
        runs[-1].writelines(run)
        runs[-1].seek(0)
    return heapq.merge(*runs)


def _once(lines: Iterable[bytes]) -> Iterator[bytes]:
    last = b""
    for line in lines:
        if line != last:
            yield line
        last = line
