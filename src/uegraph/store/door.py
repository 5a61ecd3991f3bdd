"""The door to a graph: what every kind of store offers, and the checks that all of them share."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final, Self

from uegraph.errors import QueryRefusedError, QuerySyntaxError, StoreError
from uegraph.namespaces import PREFIXES
from uegraph.store.chunks import require_shallow
from uegraph.store.guard import Form, Reading, read_query, read_update
from uegraph.store.killable import Limits
from uegraph.store.terms import to_rdflib

if TYPE_CHECKING:
    from types import TracebackType

    import polars as pl
    import pyoxigraph as ox
    import rdflib

    from uegraph.store.rows import Rows

Quads = str | bytes | Path | Iterable[bytes]

GRAPH_SIZES: Final = "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"
"""How many triples each named graph holds."""


class Store(ABC):
    """A graph that can be asked: in memory, in a folder, or on a SPARQL 1.1 server.

    A query that names no graph sees the union of all named graphs; a triple that two graphs hold
    is seen twice there (Oxigraph does not merge), so counts are of DISTINCT things.

    Every query is read by the guard first, and stopped at its time limit. ``trusted=True`` is for
    uegraph's own questions: an embedded graph then answers in this process, which saves some
    30 ms and holds no time limit.

    Attributes:
        location: What `open_store` was given, or a name for it.
        read_only: Whether the graph can be asked but not changed.
    """

    def __init__(self, location: str, *, read_only: bool) -> None:
        self.location = location
        self.read_only = read_only

    def select(
        self,
        query: str,
        *,
        timeout: float | None = 30.0,
        limit: int | None = None,
        trusted: bool = False,
    ) -> Rows:
        """The rows that a SELECT query finds.

        Args:
            query: The query.
            timeout: Seconds after which it is stopped; ``None`` for no limit.
            limit: Rows after which it is stopped; the answer then says ``truncated``.
            trusted: It is one of uegraph's own questions.

        Raises:
            QueryRefusedError: It reaches outside the graph, or changes it.
            QuerySyntaxError: It is not valid SPARQL 1.1, or not a SELECT.
            QueryLimitError: It was stopped at a limit of time, memory or size.
            StoreError: The graph cannot be read.
        """
        reading = self._read(query, "SELECT")
        return self._select(reading, Limits(seconds=timeout, rows=limit), trusted=trusted)

    def texts(self, *queries: str) -> list[pl.DataFrame]:
        """All rows of some of uegraph's own questions as frames of texts, the quickest way.

        IRIs stand bare, literals without type or language; null is no value. Nothing limits them,
        and where the engine can, they are answered side by side.
        """
        return self._texts([self._read(query, "SELECT") for query in queries])

    def ask(self, query: str, *, timeout: float | None = 30.0, trusted: bool = False) -> bool:
        """Whether an ASK query finds anything; limits and errors as for `select`."""
        return self._ask(self._read(query, "ASK"), Limits(seconds=timeout), trusted=trusted)

    def construct(self, query: str, *, timeout: float | None = 30.0, trusted: bool = False) -> str:
        """The graph of a CONSTRUCT or DESCRIBE query, as sorted N-Triples.

        `to_turtle` makes it readable. Limits and errors as for `select`.
        """
        reading = self._read(query, "CONSTRUCT", "DESCRIBE")
        return _sorted(self._construct(reading, Limits(seconds=timeout), trusted=trusted))

    def query(
        self, query: str, *, timeout: float | None = 30.0, limit: int | None = None
    ) -> Rows | bool | str:
        """The answer to any query: rows, yes or no, or a graph as sorted N-Triples."""
        form = read_query(query).form
        if form == "SELECT":
            return self.select(query, timeout=timeout, limit=limit)
        if form == "ASK":
            return self.ask(query, timeout=timeout)
        return self.construct(query, timeout=timeout)

    def update(self, text: str) -> None:
        """Change a writable graph by a SPARQL update, wholly or not at all.

        Raises:
            QueryRefusedError: The graph is open for reading, or the update uses SERVICE or LOAD.
            QuerySyntaxError: It is not valid SPARQL 1.1.
        """
        self._require_writable()
        self._update(read_update(text))

    def to_rdflib(self) -> rdflib.Dataset:
        """The whole graph as an rdflib data set, whose default graph is the union."""
        import pyoxigraph as ox  # noqa: PLC0415 - lazy, as everywhere in this package
        import rdflib  # noqa: PLC0415 - costs 300 ms

        data = rdflib.Dataset(default_union=True)
        terms: dict[str, rdflib.term.Identifier | None] = {}

        def term(text: str) -> rdflib.term.Identifier:
            if text not in terms:
                terms[text] = to_rdflib(text)
            found = terms[text]
            assert found is not None
            return found

        for quad in ox.parse(self.dump(), format=ox.RdfFormat.N_QUADS):
            subject, predicate, object_, graph = (term(str(part)) for part in quad)
            data.get_context(graph).add((subject, predicate, object_))
        return data

    def __len__(self) -> int:
        return sum(self.graphs().values())

    def __bool__(self) -> bool:
        return True

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @abstractmethod
    def graphs(self) -> dict[str, int]:
        """The named graphs and how many triples each holds, sorted by name."""

    @abstractmethod
    def put_graph(self, iri: str, ntriples: bytes | str) -> None:
        """Replace one named graph as a whole by the given N-Triples."""

    @abstractmethod
    def load_nquads(self, source: Quads) -> None:
        """Add N-Quads, each with its named graph: a file's path, text, or chunks of bytes."""

    @abstractmethod
    def dump(self) -> bytes:
        """The whole graph as sorted N-Quads."""

    def write_graph(self, iri: str, file: IO[bytes]) -> None:
        """Write one named graph as N-Triples, in no order."""
        query = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{iri}> {{ ?s ?p ?o }} }}"
        file.write(self.construct(query, timeout=None, trusted=True).encode())

    @abstractmethod
    def close(self) -> None:
        """Let go of files and processes; the store cannot be asked afterwards."""

    @abstractmethod
    def _select(self, reading: Reading, limits: Limits, *, trusted: bool) -> Rows: ...

    def _texts(self, readings: Sequence[Reading]) -> list[pl.DataFrame]:
        limits = Limits(seconds=None)
        return [self._select(one, limits, trusted=True).to_texts() for one in readings]

    @abstractmethod
    def _ask(self, reading: Reading, limits: Limits, *, trusted: bool) -> bool: ...

    @abstractmethod
    def _construct(self, reading: Reading, limits: Limits, *, trusted: bool) -> bytes: ...

    @abstractmethod
    def _update(self, text: str) -> None: ...

    @abstractmethod
    def _has_graph(self, iri: str) -> bool: ...

    def _read(self, query: str, *forms: Form) -> Reading:
        reading = read_query(query)
        if reading.form not in forms:
            raise QuerySyntaxError(
                f"The query is of the form {reading.form}, where {' or '.join(forms)} is asked for."
            )
        for iri in reading.graphs:
            if not self._has_graph(iri):
                raise QueryRefusedError(
                    f"FROM <{iri}> is not a named graph of this store, and nothing is fetched. "
                    "Its graphs: SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"
                )
        return reading

    def _require_writable(self) -> None:
        if self.read_only:
            raise QueryRefusedError(
                f"The graph at {self.location} is open for reading only. "
                "Change the sources and run `uegraph build`."
            )


def to_turtle(ntriples: str | bytes) -> str:
    """N-Triples as Turtle with uegraph's prefixes, for people to read.

    Raises:
        StoreError: The text is not N-Triples.
    """
    import pyoxigraph as ox  # noqa: PLC0415 - lazy, as everywhere in this package

    triples = parse(ntriples, ox.RdfFormat.N_TRIPLES)
    used = {name: iri for name, iri in PREFIXES.items() if f"<{iri}" in _text(ntriples)}
    body = ox.serialize(
        (quad.triple for quad in triples), format=ox.RdfFormat.TURTLE, prefixes=used
    )
    assert body is not None
    return body.decode()


def parse(data: str | bytes, form: ox.RdfFormat) -> list[ox.Quad]:
    """The statements of an RDF text.

    Raises:
        StoreError: The text is broken; the message has the place.
    """
    import pyoxigraph as ox  # noqa: PLC0415 - lazy, as everywhere in this package

    require_shallow(data)
    try:
        return list(ox.parse(data, format=form))
    except (SyntaxError, MemoryError) as error:  # MemoryError: a line without end
        raise StoreError(f"The {form.name} cannot be read: {error}.") from error


def _text(data: str | bytes) -> str:
    return data.decode() if isinstance(data, bytes) else data


def _sorted(ntriples: bytes) -> str:
    """Each triple once, in the order of its text: the same answer has the same bytes."""
    lines = sorted({line for line in ntriples.split(b"\n") if line})
    return b"".join(line + b"\n" for line in lines).decode()
