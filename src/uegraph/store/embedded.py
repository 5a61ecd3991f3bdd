"""The embedded graph: Oxigraph in this process, in memory or in a folder."""

from __future__ import annotations

import io
import os
import shutil
import tempfile
import threading
import weakref
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Protocol

from uegraph.errors import StoreError
from uegraph.store import killable
from uegraph.store.chunks import Chunks, file_chunks, require_shallow
from uegraph.store.door import GRAPH_SIZES, Quads, Store, parse
from uegraph.store.killable import Limits, engine_error
from uegraph.store.rows import Rows, frame_from_csv, rows_from_tsv
from uegraph.store.worker import answer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import polars as pl
    import pyoxigraph as ox
    from typing_extensions import Buffer

    from uegraph.store.guard import Reading


class Hold(Protocol):
    """Something kept from deletion while a store is open."""

    def release(self) -> None:
        """Let it go."""


class EmbeddedStore(Store):
    """A graph held by Oxigraph in this process.

    A query from outside runs in a worker process that opens the same folder read-only. A graph
    in memory is written to a temporary folder for that, once after each change.
    """

    def __init__(
        self,
        engine: ox.Store,
        location: str,
        *,
        read_only: bool,
        folder: Path | None = None,
        hold: Hold | None = None,
    ) -> None:
        super().__init__(location, read_only=read_only)
        self._open: ox.Store | None = engine
        self._folder = folder
        self._hold = hold
        self._copy: weakref.finalize[[Path], EmbeddedStore] | None = None
        self._copied: Path | None = None
        self._copying = threading.Lock()

    @property
    def _engine(self) -> ox.Store:
        if self._open is None:
            raise StoreError(f"The graph at {self.location} was closed. Open it again.")
        return self._open

    def graphs(self) -> dict[str, int]:
        """The named graphs and how many triples each holds, sorted by name."""
        with _engine_errors():
            sink = _Sink(Limits())
            answer(self._engine, GRAPH_SIZES, sink, union=False)
        rows = rows_from_tsv(sink.getvalue(), limit=None)
        return dict(sorted((str(iri), int(str(number))) for iri, number in rows))

    def put_graph(self, iri: str, ntriples: bytes | str) -> None:
        """Replace one named graph as a whole by the given N-Triples.

        Raises:
            StoreError: The name is no IRI or the text no N-Triples; nothing is changed then.
        """
        import pyoxigraph as ox  # noqa: PLC0415 - lazy, as everywhere in this package

        self._require_writable()
        parse(ntriples, ox.RdfFormat.N_TRIPLES)  # refuses, before anything is removed
        with _data_errors(self.location):
            graph = ox.NamedNode(iri)
            self._engine.remove_graph(graph)
            self._engine.bulk_load(ntriples, format=ox.RdfFormat.N_TRIPLES, to_graph=graph)
        self._forget_copy()

    def load_nquads(self, source: Quads) -> None:
        """Add N-Quads, each with its named graph: a file's path, text, or chunks of bytes.

        Raises:
            StoreError: They cannot be read, or a statement names no graph.
        """
        import pyoxigraph as ox  # noqa: PLC0415 - lazy, as everywhere in this package

        self._require_writable()
        form = ox.RdfFormat.N_QUADS
        with _data_errors(self.location):
            if isinstance(source, Path):
                self._engine.bulk_load(io.BufferedReader(Chunks(file_chunks(source))), format=form)
            elif isinstance(source, str | bytes):
                require_shallow(source)
                self._engine.bulk_load(source, format=form)
            else:
                self._engine.bulk_load(io.BufferedReader(Chunks(source)), format=form)
        self._forget_copy()
        self._require_named()

    def dump(self) -> bytes:
        """The whole graph as sorted N-Quads."""
        import pyoxigraph as ox  # noqa: PLC0415 - lazy, as everywhere in this package

        with _engine_errors():
            body = self._engine.dump(format=ox.RdfFormat.N_QUADS)
        assert body is not None
        return b"".join(sorted(body.splitlines(keepends=True)))

    def write_graph(self, iri: str, file: IO[bytes]) -> None:
        """Write one named graph as N-Triples, in no order."""
        import pyoxigraph as ox  # noqa: PLC0415 - lazy, as everywhere in this package

        with _engine_errors():
            self._engine.dump(file, format=ox.RdfFormat.N_TRIPLES, from_graph=ox.NamedNode(iri))

    def settle(self) -> None:
        """Bring all of a folder's graph to its files, in the form that is quickest to read."""
        with _data_errors(self.location):
            self._engine.flush()
            self._engine.optimize()

    def close(self) -> None:
        """Let go of files and processes; the store cannot be asked afterwards."""
        self._open = None
        self._forget_copy()
        if self._hold is not None:
            self._hold.release()

    def _select(self, reading: Reading, limits: Limits, *, trusted: bool) -> Rows:
        return rows_from_tsv(self._answer(reading, limits, trusted=trusted), limit=limits.rows)

    def _texts(self, readings: Sequence[Reading]) -> list[pl.DataFrame]:
        # The engine lets go of Python's lock while it writes.
        with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
            return list(pool.map(self._text_frame, readings))

    def _text_frame(self, reading: Reading) -> pl.DataFrame:
        sink = io.BytesIO()
        with _engine_errors():
            answer(self._engine, reading.text, sink, union=not reading.graphs, plain=True)
        frame = frame_from_csv(sink.getvalue())
        return super()._texts([reading])[0] if frame is None else frame

    def _ask(self, reading: Reading, limits: Limits, *, trusted: bool) -> bool:
        return self._answer(reading, limits, trusted=trusted) == b"true"

    def _construct(self, reading: Reading, limits: Limits, *, trusted: bool) -> bytes:
        return self._answer(reading, limits, trusted=trusted)

    def _answer(self, reading: Reading, limits: Limits, *, trusted: bool) -> bytes:
        # The engine's union would replace the graphs that FROM names.
        union = not reading.graphs
        folder = None if trusted else self._readable_folder()
        if folder is not None:
            return killable.run(folder, reading.text, limits, union=union)
        sink = _Sink(limits)
        with _engine_errors():
            try:
                answer(self._engine, reading.text, sink, union=union)
            except _EnoughError:
                return sink.getvalue()
        return sink.getvalue()

    def _update(self, text: str) -> None:
        with _engine_errors():
            self._engine.update(text)
        self._forget_copy()
        self._require_named()

    def _has_graph(self, iri: str) -> bool:
        import pyoxigraph as ox  # noqa: PLC0415 - lazy, as everywhere in this package

        try:
            return self._engine.contains_named_graph(ox.NamedNode(iri))
        except ValueError:  # not an IRI, so not a graph either
            return False

    def _require_named(self) -> None:
        """Every statement belongs to its source's graph: one without is taken out and refused."""
        import pyoxigraph as ox  # noqa: PLC0415 - lazy, as everywhere in this package

        nowhere = ox.DefaultGraph()
        stray = next(iter(self._engine.quads_for_pattern(None, None, None, nowhere)), None)
        if stray is not None:
            self._engine.clear_graph(nowhere)
            raise StoreError(
                f"A statement names no graph: {stray.triple}. "
                "Give every statement the named graph of its source."
            )

    def _readable_folder(self) -> Path | None:
        """Where a worker can read this graph; ``None`` while a build still writes it."""
        engine = self._engine
        if self._folder is not None:
            return self._folder if self.read_only else None
        with self._copying:
            if self._copied is None:
                folder = Path(tempfile.mkdtemp(prefix="uegraph-"))
                self._copy = weakref.finalize(self, _remove, folder)
                _copy_to(engine, folder / "graph")
                self._copied = folder
            return self._copied / "graph"

    def _forget_copy(self) -> None:
        if self._copy is not None:
            self._copy()
        self._copy = self._copied = None


def in_memory(*, read_only: bool = False) -> EmbeddedStore:
    """An empty graph in memory."""
    import pyoxigraph as ox  # noqa: PLC0415 - lazy, as everywhere in this package

    return EmbeddedStore(ox.Store(), ":memory:", read_only=read_only)


class _EnoughError(Exception):
    """The row limit is reached; the engine passes it on from the sink to the caller."""


class _Sink(io.BytesIO):
    """Collects an answer, and stops the engine at the limits of rows and size."""

    def __init__(self, limits: Limits) -> None:
        super().__init__()
        self._limits = limits
        self._lines = 0

    def write(self, data: Buffer, /) -> int:
        """Take some bytes, or stop."""
        size = super().write(data)
        if self.tell() > self._limits.answer:
            raise self._limits.too_large()
        if self._limits.rows is not None:
            self._lines += bytes(data).count(b"\n")
            if self._lines > self._limits.rows + 1:
                raise _EnoughError
        return size


@contextmanager
def _engine_errors() -> Iterator[None]:
    """The engine's errors about a query, as uegraph's own."""
    try:
        yield
    except (SyntaxError, ValueError, OSError, RuntimeError) as error:
        raise engine_error(type(error).__name__, str(error)) from error


@contextmanager
def _data_errors(location: str) -> Iterator[None]:
    """The engine's errors about data, as uegraph's own: a line without end is a MemoryError."""
    try:
        yield
    except (SyntaxError, ValueError, OSError, RuntimeError, MemoryError) as error:
        of_disk = str(error).startswith("IO error")
        remedy = "Name a place that has space" if of_disk else "Correct the place named"
        raise StoreError(
            f"The data could not be loaded into the graph at {location}: {error}. "
            f"{remedy} and load again."
        ) from error


def _copy_to(engine: ox.Store, folder: Path) -> None:
    import pyoxigraph as ox  # noqa: PLC0415 - lazy, as everywhere in this package

    with _engine_errors(), tempfile.TemporaryFile() as file:
        engine.dump(file, format=ox.RdfFormat.N_QUADS)
        file.seek(0)
        copy = ox.Store(folder)
        copy.bulk_load(file, format=ox.RdfFormat.N_QUADS)
        copy.flush()


def _remove(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
