"""Every named question, asked of one engine, and how its answer compares.

On the shipped data set the embedded engine is the measure, which the suite holds to rdflib
elsewhere; on the small graphs of the cases it is the rows that were worked out by hand.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final, Literal

import rdflib
from rdflib.compare import isomorphic
from tests.queries.engines import CASES, expected_rows, in_oxigraph, plain, text_of

from uegraph import ingest, resources
from uegraph.errors import UegraphError
from uegraph.queries import Query, questions
from uegraph.store.remote import RemoteStore

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from uegraph.store import Store

Outcome = Literal["same", "differs", "refused"]
DATA: Final = ("shipped", "case")
_TIMEOUT: Final = 60.0


def outcomes(url: str, data: Collection[str] = DATA) -> Iterator[tuple[str, str, Outcome]]:
    """The name of each question, the data it was asked of, and how the answer compares."""
    with RemoteStore(url, read_only=False) as remote:
        if "shipped" in data:
            remote.replace_graphs(shipped())
            for name, query in sorted(questions().items()):
                yield name, "shipped", _on_shipped(remote, query)
            _drop(remote, remote.graphs())
        for name, query in sorted(questions().items()) if "case" in data else ():
            with in_oxigraph(CASES / name) as small:
                graphs = small.graphs()
                remote.replace_graphs(small)
            yield name, "case", _on_case(remote, query)
            _drop(remote, graphs)


@cache
def shipped() -> Store:
    """The shipped data sets, embedded."""
    return ingest.build(list(resources.datasets().values()), ":memory:").store


def _drop(remote: RemoteStore, graphs: Iterable[str]) -> None:
    remote.change(";\n".join(f"DROP SILENT GRAPH <{graph}>" for graph in graphs))


@cache
def _wanted(name: str) -> list[list[str]] | str:
    """What the embedded engine answers on the shipped data set."""
    query = questions()[name]
    if query.form == "select":
        return _rows(shipped(), query.text)
    return shipped().construct(query.text, trusted=True)


def _on_shipped(remote: RemoteStore, query: Query) -> Outcome:
    try:
        found = (
            _rows(remote, query.text)
            if query.form == "select"
            else remote.construct(query.text, timeout=_TIMEOUT)
        )
    except UegraphError:
        return "refused"
    return _judged(found == _wanted(query.name))


def _on_case(remote: RemoteStore, query: Query) -> Outcome:
    folder = CASES / query.name
    try:
        if query.form != "select":
            made = rdflib.Graph().parse(data=remote.construct(query.text), format="nt")
            wanted = rdflib.Graph().parse(folder / "expected.ttl")
            return _judged(isomorphic(made, wanted))
        rows = _rows(remote, text_of(query, folder))
    except UegraphError:
        return "refused"
    _, *expected = expected_rows(folder / "expected.csv")
    return _judged(rows == sorted(expected))


def _rows(store: Store, text: str) -> list[list[str]]:
    """Sorted, because engines differ in how they put texts in order."""
    found = store.select(text, timeout=_TIMEOUT, trusted=True)
    return sorted(list(map(plain, row)) for row in found)


def _judged(same: bool) -> Outcome:
    return "same" if same else "differs"
