"""A graph on a SPARQL 1.1 server: the same door, over the SPARQL protocols."""

from __future__ import annotations

import contextlib
import json
import os
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode, urlsplit

from uegraph.errors import QuerySyntaxError, StoreError
from uegraph.store.door import GRAPH_SIZES, Quads, Store, parse
from uegraph.store.embedded import in_memory
from uegraph.store.guard import Reading, read_query
from uegraph.store.http import Request, exchange, fetch, require_url
from uegraph.store.killable import Limits
from uegraph.store.results import read_rows

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pyoxigraph as ox

    from uegraph.store.rows import Rows

_JSON: Final = "application/sparql-results+json"
_NTRIPLES: Final = "application/n-triples"
_STAGING: Final = "urn:uegraph:staging:"
# Oxigraph takes updates of up to 128 MiB; other servers less.
_ONE_UPDATE: Final = 64 << 20
_WRITING: Final = Limits(seconds=600.0)
_NAMES: Final = "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }"
# Is one triple of a named graph seen from the default graph too?
_UNION: Final = (
    "SELECT ?seen WHERE { { SELECT ?s ?p ?o WHERE { GRAPH ?g { ?s ?p ?o } } LIMIT 1 } "
    "BIND(EXISTS { ?s ?p ?o } AS ?seen) }"
)


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where a server takes queries, updates and whole graphs; empty where it is not known."""

    query: str
    update: str
    graphs: str


def addresses(url: str) -> Addresses:
    """The three addresses of a server.

    A URL without a path is Oxigraph's layout (``/query``, ``/update``, ``/store``), one that ends
    in ``/query`` has the others beside it, and any other is the address for queries itself.
    ``UEGRAPH_UPDATE_URL`` and ``UEGRAPH_GRAPH_STORE_URL`` name the others.

    >>> addresses("http://localhost:7878").update
    'http://localhost:7878/update'
    """
    base = url.rstrip("/")
    beside = base.removesuffix("/query")
    known = not urlsplit(base).path or beside != base
    found = Addresses(
        f"{beside}/query" if known else url,
        os.environ.get("UEGRAPH_UPDATE_URL", f"{beside}/update" if known else ""),
        os.environ.get("UEGRAPH_GRAPH_STORE_URL", f"{beside}/store" if known else ""),
    )
    for address in filter(None, (url, found.update, found.graphs)):
        require_url(address)
    return found


class RemoteStore(Store):
    """A graph on a server that speaks SPARQL 1.1.

    Where the server's default graph is not the union of its named graphs, every query that names
    no graph is sent with the list of them; ``oxigraph serve --union-default-graph`` saves that.
    A query that is stopped here may go on there: give the server a time limit of its own.
    """

    def __init__(self, url: str, *, read_only: bool) -> None:
        super().__init__(url, read_only=read_only)
        self._addresses = addresses(url)
        self._union = False
        self._closed = False

    def graphs(self) -> dict[str, int]:
        """The named graphs and how many triples each holds, sorted by name."""
        rows = self._rows(Reading(GRAPH_SIZES, "SELECT"), _WRITING, ())
        found = {str(iri): int(str(count)) for iri, count in rows}
        return {iri: found[iri] for iri in sorted(found) if not iri.startswith(_STAGING)}

    def put_graph(self, iri: str, ntriples: bytes | str) -> None:
        """Replace one named graph as a whole, by the graph store protocol."""
        import pyoxigraph as ox  # noqa: PLC0415 - lazy, as everywhere in this package

        self._require_writable()
        parse(ntriples, ox.RdfFormat.N_TRIPLES)
        self._send("PUT", iri, _bytes(ntriples))

    def load_nquads(self, source: Quads) -> None:
        """Add N-Quads to their named graphs, graph by graph.

        Each graph is added wholly or not at all; a failure between two leaves the first.
        """
        self._require_writable()
        with in_memory() as scratch:
            scratch.load_nquads(source)
            for iri, ntriples in _by_graph(scratch.dump()).items():
                self._send("POST", iri, ntriples)

    def replace_graphs(self, nquads: bytes) -> None:
        """Replace every named graph that the N-Quads mention, in one update request.

        Oxigraph, and most servers, run one request as one transaction. A graph of more than
        64 MiB of text is first sent to graphs of its own (readers of the union see it twice until
        the swap), then all are moved by one request. Graphs that are not mentioned stay.
        """
        self._require_writable()
        graphs = _by_graph(nquads)
        if len(nquads) > _ONE_UPDATE:
            self._replace_staged(graphs)
            return
        drops = ";\n".join(f"DROP SILENT GRAPH <{iri}>" for iri in graphs)
        blocks = "\n".join(f"GRAPH <{iri}> {{\n{body.decode()}}}" for iri, body in graphs.items())
        if graphs:
            self._update(f"{drops};\nINSERT DATA {{\n{blocks}\n}}")

    def dump(self) -> bytes:
        """The whole graph as sorted N-Quads, fetched graph by graph."""
        with in_memory() as scratch:
            for iri in self.graphs():
                scratch.put_graph(iri, self._fetch_graph(iri))
            return scratch.dump()

    def close(self) -> None:
        """Nothing is held open between two requests; the store can still not be asked again."""
        self._closed = True

    def _replace_staged(self, graphs: dict[str, bytes]) -> None:
        staged = {iri: f"{_STAGING}{uuid.uuid4()}" for iri in graphs}
        left = [iri for iri in self._graph_names() if iri.startswith(_STAGING)]
        self._drop(left)
        try:
            for iri, ntriples in graphs.items():
                self._send("PUT", staged[iri], ntriples)
            moves = (f"MOVE GRAPH <{place}> TO GRAPH <{iri}>" for iri, place in staged.items())
            self._update(";\n".join(moves))
        except BaseException:
            with contextlib.suppress(StoreError):
                self._drop(staged.values())
            raise

    def _drop(self, graphs: Iterable[str]) -> None:
        if text := ";\n".join(f"DROP SILENT GRAPH <{iri}>" for iri in graphs):
            self._update(text)

    def _select(self, reading: Reading, limits: Limits, *, trusted: bool) -> Rows:  # noqa: ARG002
        return self._rows(reading, limits, self._dataset(reading, limits))

    def _ask(self, reading: Reading, limits: Limits, *, trusted: bool) -> bool:  # noqa: ARG002
        body = fetch(self._question(reading, _JSON, self._dataset(reading, limits)), limits)
        try:
            return bool(json.loads(body)["boolean"])
        except (ValueError, KeyError, TypeError) as error:
            raise self._not_sparql() from error

    def _construct(
        self,
        reading: Reading,
        limits: Limits,
        *,
        trusted: bool,  # noqa: ARG002 - a server is always limited
    ) -> bytes:
        import pyoxigraph as ox  # noqa: PLC0415 - lazy, as everywhere in this package

        body = fetch(self._question(reading, _NTRIPLES, self._dataset(reading, limits)), limits)
        return _canonical(body, self._addresses.query, ox.RdfFormat.N_TRIPLES)

    def _update(self, text: str) -> None:
        address = self._require(self._addresses.update, "updates", "UEGRAPH_UPDATE_URL")
        kind = "application/sparql-update; charset=utf-8"
        fetch(Request("POST", address, text.encode(), kind), _WRITING)

    def _has_graph(self, iri: str) -> bool:
        try:
            reading = read_query(f"ASK {{ GRAPH <{iri}> {{ ?s ?p ?o }} }}")
        except QuerySyntaxError:  # not an IRI, so not a graph either
            return False
        return self._ask(reading, Limits(), trusted=True)

    def _dataset(self, reading: Reading, limits: Limits) -> tuple[tuple[str, str], ...]:
        """The graphs to be asked, where the server would choose others.

        A query without FROM sees the union. One with FROM sees those graphs only: they are sent
        too, because a server whose default graph is the union may overlook the clause.
        """
        default, named = reading.default, reading.named
        if not reading.graphs:
            if self._sees_union(limits):
                return ()
            names = (iri for iri in self._graph_names() if not iri.startswith(_STAGING))
            default = named = tuple(names)
        return (
            *(("default-graph-uri", iri) for iri in default),
            *(("named-graph-uri", iri) for iri in named),
        )

    def _sees_union(self, limits: Limits) -> bool:
        """Whether the server's default graph is the union; asked until a graph holds something."""
        if not self._union:
            rows = self._rows(Reading(_UNION, "SELECT"), limits, ())
            self._union = rows.to_dicts() == [{"seen": True}]
        return self._union

    def _graph_names(self) -> list[str]:
        rows = self._rows(Reading(_NAMES, "SELECT"), _WRITING, ())
        return sorted(str(iri) for (iri,) in rows)

    def _rows(self, reading: Reading, limits: Limits, dataset: tuple[tuple[str, str], ...]) -> Rows:
        with exchange(self._question(reading, _JSON, dataset), limits) as chunks:
            try:
                return read_rows(chunks, limits.rows)
            except (ValueError, KeyError, TypeError) as error:
                raise self._not_sparql() from error

    def _question(
        self, reading: Reading, accept: str, dataset: tuple[tuple[str, str], ...]
    ) -> Request:
        self._require_open()
        form = urlencode([("query", reading.text), *dataset]).encode()
        kind = "application/x-www-form-urlencoded"
        return Request("POST", self._addresses.query, form, kind, accept)

    def _send(self, method: str, iri: str, ntriples: bytes) -> None:
        address = self._graph_address(iri)
        fetch(Request(method, address, ntriples, _NTRIPLES), _WRITING)

    def _fetch_graph(self, iri: str) -> bytes:
        import pyoxigraph as ox  # noqa: PLC0415 - lazy, as everywhere in this package

        address = self._graph_address(iri)
        body = fetch(Request("GET", address, accept=_NTRIPLES), _WRITING)
        return _canonical(body, address, ox.RdfFormat.N_TRIPLES)

    def _graph_address(self, iri: str) -> str:
        self._require_open()
        known = self._addresses.graphs
        address = self._require(known, "whole graphs", "UEGRAPH_GRAPH_STORE_URL")
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


def _canonical(body: bytes, address: str, form: ox.RdfFormat) -> bytes:
    """A server's triples, read and written again: what is cut in the middle is found out."""
    import pyoxigraph as ox  # noqa: PLC0415 - lazy, as everywhere in this package

    try:
        triples = [quad.triple for quad in parse(body, form)]
    except StoreError as error:
        raise StoreError(
            f"The answer of {address} is not complete: the server stopped in the middle (its own "
            f"time limit?), or it is not a SPARQL server. {error}"
        ) from error
    return ox.serialize(triples, format=form) or b""


def _by_graph(nquads: bytes) -> dict[str, bytes]:
    """Sorted N-Quads, taken apart into the N-Triples of each named graph."""
    import pyoxigraph as ox  # noqa: PLC0415 - lazy, as everywhere in this package

    graphs: dict[str, list[ox.Triple]] = {}
    for quad in parse(nquads, ox.RdfFormat.N_QUADS):
        assert isinstance(quad.graph_name, ox.NamedNode)
        graphs.setdefault(quad.graph_name.value, []).append(quad.triple)
    form = ox.RdfFormat.N_TRIPLES
    return {iri: ox.serialize(graphs[iri], format=form) or b"" for iri in sorted(graphs)}


def _bytes(data: str | bytes) -> bytes:
    return data.encode() if isinstance(data, str) else data
