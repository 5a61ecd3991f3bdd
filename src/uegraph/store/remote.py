"""A graph on a SPARQL 1.1 server: the same door, over the SPARQL protocols."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from typing import IO, TYPE_CHECKING, Final, TypeVar
from urllib.parse import urlencode

from uegraph.errors import QuerySyntaxError, StoreError
from uegraph.store import switching
from uegraph.store.addresses import addresses, is_data
from uegraph.store.batches import LARGE, SMALL, batches
from uegraph.store.door import GRAPH_SIZES, Quads, Store
from uegraph.store.embedded import in_memory
from uegraph.store.guard import Reading, read_query
from uegraph.store.http import Request, exchange, fetch
from uegraph.store.killable import Limits
from uegraph.store.results import read_rows, read_texts, require_uncut
from uegraph.store.triples import copy_triples, graph_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import polars as pl

    from uegraph.store.rows import Rows

# What reading something else than SPARQL's results raises, such as lists nested without end.
_OTHER: Final = (ValueError, KeyError, TypeError, AttributeError, RecursionError)
_JSON: Final = "application/sparql-results+json"
_NTRIPLES: Final = "application/n-triples"
_WRITING: Final = Limits(seconds=600.0)
_WHOLE: Final = Limits(seconds=600.0, answer=1 << 40)
_SIDE_BY_SIDE: Final = 4
# Quick where it is understood. Virtuoso answers with one row of nothing, and takes 12 s for a
# SELECT DISTINCT where counting takes it 10 ms.
_NAMES: Final = "SELECT ?g WHERE { GRAPH ?g { } }"
# Is one triple of a named graph seen from the default graph too?
_UNION: Final = (
    "SELECT ?seen WHERE { { SELECT ?s ?p ?o WHERE { GRAPH ?g { ?s ?p ?o } } LIMIT 1 } "
    "BIND(EXISTS { ?s ?p ?o } AS ?seen) }"
)
# Naming a graph that is not there keeps an empty union empty.
_NO_GRAPH: Final = "urn:uegraph:nothing"
Dataset = tuple[tuple[str, str], ...]
Table = TypeVar("Table", "Rows", "pl.DataFrame")
Read = Callable[[Iterator[bytes]], Table]


class RemoteStore(Store):
    """A graph on a server that speaks SPARQL 1.1.

    Where the server's default graph is not the union of its graphs of data, a query that names no
    graph is sent with the list of them. A query that is stopped here may go on there.
    """

    def __init__(self, url: str, *, read_only: bool) -> None:
        super().__init__(url, read_only=read_only)
        self._addresses = addresses(url)
        self._union: bool | None = None
        self._closed = False

    def graphs(self) -> dict[str, int]:
        """The named graphs and how many triples each holds, sorted by name."""
        rows = self._own(GRAPH_SIZES, "g", "n")
        found = {str(iri): self._whole(count) for iri, count in rows}
        switching.require_settled(self.location, found)
        return {iri: found[iri] for iri in sorted(found) if is_data(iri)}

    def put_graph(self, iri: str, ntriples: bytes | str) -> None:
        """Replace one named graph as a whole."""
        self._require_writable()
        with in_memory() as scratch:
            scratch.put_graph(iri, ntriples)
            if scratch.graphs():
                self.replace_graphs(scratch)
            else:
                self.change(f"DROP SILENT GRAPH <{iri}>")

    def load_nquads(self, source: Quads) -> None:
        """Add N-Quads to their named graphs, in batches.

        A failure leaves the batches that came before; adding all of it again mends that.
        """
        self._require_writable()
        with in_memory() as scratch:
            scratch.load_nquads(source)
            for iri in scratch.graphs():
                self.append(iri, graph_lines(scratch, iri))

    def replace_graphs(self, new: Store) -> None:
        """Replace every named graph that another store holds, all or nothing (`switching`)."""
        self._require_writable()
        switching.replace(self, {iri: graph_lines(new, iri) for iri in new.graphs()})

    def dump(self) -> bytes:
        """The whole graph as sorted N-Quads, fetched graph by graph."""
        with in_memory() as scratch:
            for iri in self.graphs():
                with tempfile.TemporaryFile() as file:
                    self.write_graph(iri, file)
                    file.seek(0)
                    scratch.put_graph(iri, file.read())
            return scratch.dump()

    def write_graph(self, iri: str, file: IO[bytes]) -> None:
        """Write one named graph as N-Triples, in no order.

        Raises:
            StoreError: The server sent less than it holds.
        """
        if self._addresses.graphs:
            request = Request("GET", self._graph_address(iri), accept=_NTRIPLES, repeatable=True)
        else:
            text = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{iri}> {{ ?s ?p ?o }} }}"
            request = self._question(Reading(text, "CONSTRUCT"), _NTRIPLES, ())
        with exchange(request, _WHOLE) as answer:
            count = copy_triples(answer.chunks, request.url, file)
        held = self.sizes([iri]).get(iri, 0)
        if count != held:
            raise StoreError(
                f"{request.url} sent {count} of the {held} statements of {iri}. Raise the server's "
                "limit (Virtuoso: ResultSetMaxRows), or ask while nobody writes."
            )

    def close(self) -> None:
        """Nothing is held open between two requests; the store can still not be asked again."""
        self._closed = True

    def names(self) -> list[str]:
        """Every named graph, also those that are no data; some may be empty."""
        return self._names(_WRITING)

    def _names(self, limits: Limits) -> list[str]:
        for query in (_NAMES, GRAPH_SIZES):
            rows = self._rows(Reading(query, "SELECT"), limits, ())
            if found := sorted(str(row[0]) for row in rows if row[0] is not None):
                return found
        return []

    def sizes(self, graphs: Iterable[str]) -> dict[str, int]:
        """How many triples some named graphs hold."""
        found: dict[str, int] = {}
        for iri in graphs:
            text = f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH <{iri}> {{ ?s ?p ?o }} }}"
            found[iri] = sum(self._whole(count) for (count,) in self._own(text, "n"))
        return found

    def pairs(self, graph: str) -> dict[str, str]:
        """The subjects of a graph with the object of each."""
        text = f"SELECT ?s ?o WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"
        return {str(s): str(o) for s, o in self._own(text, "s", "o")}

    def append(self, graph: str, lines: Iterable[bytes]) -> int:
        """Add N-Triples to a named graph, batch by batch; how many lines they were."""
        direct = bool(self._addresses.graphs)
        count = 0
        for batch in batches(lines, LARGE if direct else SMALL):
            body = b"".join(batch)
            if direct:
                # Adding the same statements twice is adding them once.
                address = self._graph_address(graph)
                fetch(Request("POST", address, body, _NTRIPLES, repeatable=True), _WRITING)
            else:
                self.change(f"INSERT DATA {{ GRAPH <{graph}> {{\n{body.decode()}}} }}")
            count += len(batch)
        return count

    def change(self, update: str) -> None:
        """Run one update request; it is never sent twice, except where nobody was there."""
        address = self._require(self._addresses.update, "updates", "UEGRAPH_UPDATE_URL")
        kind = "application/sparql-update; charset=utf-8"
        fetch(Request("POST", address, update.encode(), kind), _WRITING)

    def _select(self, reading: Reading, limits: Limits, *, trusted: bool) -> Rows:  # noqa: ARG002
        return self._rows(reading, limits, self._dataset(reading, limits))

    def _texts(self, readings: Sequence[Reading]) -> list[pl.DataFrame]:
        with ThreadPoolExecutor(min(_SIDE_BY_SIDE, os.cpu_count() or 1)) as pool:
            return list(pool.map(self._text_frame, readings))

    def _text_frame(self, reading: Reading) -> pl.DataFrame:
        return self._table(reading, _WHOLE, self._dataset(reading, _WHOLE), read_texts)

    def _ask(self, reading: Reading, limits: Limits, *, trusted: bool) -> bool:  # noqa: ARG002
        body = fetch(self._question(reading, _JSON, self._dataset(reading, limits)), limits)
        try:
            return bool(json.loads(body)["boolean"])
        except _OTHER as error:
            raise self._not_sparql() from error

    def _construct(
        self,
        reading: Reading,
        limits: Limits,
        *,
        trusted: bool,  # noqa: ARG002 - a server is always limited
    ) -> bytes:
        request = self._question(reading, _NTRIPLES, self._dataset(reading, limits))
        with exchange(request, limits) as answer, tempfile.TemporaryFile() as file:
            copy_triples(answer.chunks, request.url, file)
            file.seek(0)
            return file.read()

    def _update(self, text: str) -> None:
        self.change(text)

    def _has_graph(self, iri: str) -> bool:
        try:
            reading = read_query(f"ASK {{ GRAPH <{iri}> {{ ?s ?p ?o }} }}")
        except QuerySyntaxError:  # not an IRI, so not a graph either
            return False
        return self._ask(reading, Limits(), trusted=True)

    def _dataset(self, reading: Reading, limits: Limits) -> Dataset:
        """The graphs to be asked, where the server would choose others.

        A query without FROM sees the union of what is data. One with FROM sees those graphs only;
        they are sent too, because a server may overlook the clause.
        """
        default, named = reading.default, reading.named
        if not reading.graphs:
            limits = replace(limits, rows=None)  # which holds for the answer alone
            names = self._names(limits)
            switching.require_settled(self.location, names)
            data = tuple(filter(is_data, names))
            if len(data) == len(names) and self._sees_union(limits):
                return ()
            default = named = data or (_NO_GRAPH,)
        return (
            *(("default-graph-uri", iri) for iri in default),
            *(("named-graph-uri", iri) for iri in named),
        )

    def _sees_union(self, limits: Limits) -> bool:
        """Whether the server's default graph is the union; asked until a graph holds something."""
        if self._union is None:
            rows = self._rows(Reading(_UNION, "SELECT"), limits, ())
            if not len(rows):
                return False
            self._union = rows.to_dicts() == [{"seen": True}]
        return self._union

    def _rows(self, reading: Reading, limits: Limits, dataset: Dataset) -> Rows:
        return self._table(reading, limits, dataset, partial(read_rows, limit=limits.rows))

    def _own(self, text: str, *columns: str) -> Rows:
        """The rows of a question of this store's own, which have the columns that it asks for."""
        rows = self._rows(Reading(text, "SELECT"), _WRITING, ())
        if rows.columns != columns:
            raise self._not_sparql()
        return rows

    def _whole(self, value: object) -> int:
        if not isinstance(value, int):
            raise self._not_sparql()
        return value

    def _table(
        self, reading: Reading, limits: Limits, dataset: Dataset, read: Read[Table]
    ) -> Table:
        with exchange(self._question(reading, _JSON, dataset), limits) as answer:
            try:
                found = read(answer.chunks)
            except _OTHER as error:
                raise self._not_sparql() from error
            require_uncut(answer.headers.items(), len(found), self._addresses.query)
            return found

    def _question(self, reading: Reading, accept: str, dataset: Dataset) -> Request:
        self._require_open()
        form = urlencode([("query", reading.text), *dataset]).encode()
        kind = "application/x-www-form-urlencoded"
        return Request("POST", self._addresses.query, form, kind, accept, repeatable=True)

    def _graph_address(self, iri: str) -> str:
        self._require_open()
        address = self._addresses.graphs
        return f"{address}{'&' if '?' in address else '?'}{urlencode({'graph': iri})}"

    def _require(self, address: str, what: str, variable: str) -> str:
        self._require_open()
        if not address:
            raise StoreError(
                f"Where {self.location} takes {what} is not known. Set {variable} to that address."
            )
        return address

    def _require_open(self) -> None:
        if self._closed:
            raise StoreError(f"The graph at {self.location} was closed. Open it again.")

    def _not_sparql(self) -> StoreError:
        return StoreError(
            f"The answer of {self._addresses.query} is not complete SPARQL results: the server "
            "stopped in the middle (its own time limit?), or it is not a SPARQL server."
        )
