"""Building the graph: sources checked together, loaded all or not at all, conclusions drawn."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final

from uegraph import queries, resources, store
from uegraph.errors import InvalidSourceError, ResourceError
from uegraph.ingest.check import Checked, read_sources
from uegraph.ingest.findings import findings
from uegraph.ingest.ready import is_ready, pieces
from uegraph.ingest.triples import quads
from uegraph.namespaces import ID, graph_iri

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from uegraph.errors import Problem
    from uegraph.store import Store

    Progress = Callable[[str], None]

_NOTHING: Final = Checked((), (), (), {})
_PIECE: Final = 200_000  # lines loaded at once; the engine holds each of them in memory


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made.

    Attributes:
        graphs: The named graphs with the number of triples of each, sorted by name.
        rows: The tables with the number of rows of each, over all data sets.
        warnings: What is not as it should be, but stops nothing.
        store: The graph, open to be asked.
    """

    graphs: dict[str, int]
    rows: dict[str, int]
    warnings: tuple[Problem, ...]
    store: Store

    @property
    def triples(self) -> int:
        """The number of triples over all graphs."""
        return sum(self.graphs.values())


@dataclass(frozen=True, slots=True)
class Examined:
    """What reading some sources showed.

    Attributes:
        problems: Everything wrong with them, errors and warnings, in the order of their places.
        rows: The tables with the number of rows of each, over all data sets.
    """

    problems: tuple[Problem, ...]
    rows: dict[str, int]


def examine(
    sources: Sequence[Path],
    *,
    progress: Progress | None = None,
    decisions: Path | None = None,
    as_of: date | None = None,
) -> Examined:
    """Read and check some sources, and keep nothing.

    Args:
        sources: Workbooks and folders of data sets; their rows may refer to each other.
        progress: Told in a few words what is being done.
        decisions: The file that says which things are the same.
        as_of: The day that counts as today; without it nothing is said of the future.

    Raises:
        SourceError: A source is not a data set at all.
    """
    tell = progress or (lambda _: None)
    tell("reading the tables")
    checked = read_sources(sources, decisions)
    with store.open_store(read_only=False) as graph:
        # A row with an error is not looked at across tables: one mistake, one message.
        found = _fill(graph, checked.sound, tell, as_of)
    return Examined(tuple(_told(checked, found)), _counts(checked))


def check(sources: Sequence[Path]) -> list[Problem]:
    """Everything wrong with some sources, errors and warnings, in the order of their places.

    Raises:
        SourceError: A source is not a data set at all.
    """
    return list(examine(sources).problems)


def to_nquads(sources: Sequence[Path], *, decisions: Path | None = None) -> str:
    """Some sources as sorted N-Quads: one named graph a source, and the trace.

    Args:
        sources: Workbooks and folders of data sets; their rows may refer to each other.
        decisions: The file that says which things are the same.

    Raises:
        SourceError: A source is not a data set at all.
        InvalidSourceError: There is an error in one.
    """
    checked = _sound(read_sources(sources, decisions))
    return "".join(sorted(set(quads(checked.datasets, checked.rows, checked.names))))


def build(  # noqa: PLR0913 - each is an option of the command
    sources: Sequence[Path],
    location: str | Path | Store,
    *,
    progress: Progress | None = None,
    decisions: Path | None = None,
    as_of: date | None = None,
    wait: float = store.WAIT,
    waiting: Progress | None = None,
) -> Built:
    """Load sources with the ontology and what follows from both; all or nothing.

    Args:
        sources: Workbooks and folders of data sets; their rows may refer to each other. Files of
            N-Quads (.nq, .nq.gz) are loaded as they are: no cell of them is checked, and decisions
            do not touch them.
        location: Where the graph shall be: a folder, ``:memory:``, a server, an open store.
        progress: Told in a few words what is being done.
        decisions: The file that says which things are the same.
        as_of: The day that counts as today; without it nothing is said of the future.
        wait: Seconds to wait for another build of the same folder.
        waiting: Told once, in a sentence, when that is waited for.

    Raises:
        SourceError: A source is not a data set at all.
        InvalidSourceError: There is an error in one; nothing is loaded.
        StoreError: The graph cannot be written.
    """
    tell = progress or (lambda _: None)
    tell("reading the tables")
    ready = [source for source in sources if is_ready(source)]
    rest = [source for source in sources if source not in ready]
    checked = _sound(read_sources(rest, decisions)) if rest or not ready else _NOTHING
    found: list[Problem] = []
    built = store.build(
        location,
        lambda target: found.extend(_fill(target, checked, tell, as_of, ready)),
        wait=wait,
        waiting=waiting,
    )
    return Built(built.graphs(), _counts(checked), tuple(_told(checked, found)), built)


def _fill(
    target: Store,
    checked: Checked,
    tell: Progress,
    as_of: date | None,
    ready: Sequence[Path] = (),
) -> list[Problem]:
    """Load the ontology and the rows, draw conclusions, and say what the checks then find."""
    tell(f"loading {len(checked.rows):,} rows")
    target.load_nquads("".join(_ontology()))
    for piece in _ahead(_pieces(quads(checked.datasets, checked.rows, checked.names))):
        target.load_nquads(piece)
    for source in ready:
        tell(f"loading {source.name}")
        target.load_nquads(pieces(source))
    for name, query in _conclusions():
        tell(f"drawing conclusions: {name}")
        made = target.construct(query, timeout=None, trusted=True)
        target.put_graph(graph_iri(f"derived-{name}"), made)
    tell("checking across tables")
    return findings(target, checked.rows, as_of=as_of) if checked.rows else []


def _told(checked: Checked, found: list[Problem]) -> list[Problem]:
    return sorted({*checked.problems, *found})


def _counts(checked: Checked) -> dict[str, int]:
    """The number of rows of each table, over all data sets."""
    return dict(Counter(row.sheet.table.name for row in checked.rows))


def _sound(checked: Checked) -> Checked:
    if checked.errors:
        raise InvalidSourceError(checked.problems)
    return checked


def _pieces(lines: Iterator[str]) -> Iterator[bytes]:
    """Lines in pieces of a size that engines like."""
    while piece := "".join(islice(lines, _PIECE)).encode():
        yield piece


def _ahead(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The pieces, each made while the one before it is loaded: the engine works beside Python."""
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - 8 ms, only for a build

    with ThreadPoolExecutor(max_workers=1) as worker:
        coming = worker.submit(next, pieces, b"")
        while piece := coming.result():
            coming = worker.submit(next, pieces, b"")
            yield piece


def _ontology() -> Iterator[str]:
    """The classes, properties and concepts; the shapes are rules about tables, not facts."""
    from pyoxigraph import RdfFormat, parse  # noqa: PLC0415 - only where a graph is built

    graph = f"<{graph_iri('ontology')}>"
    # Blank nodes are named by chance, so two builds would differ: they become IRIs, as section
    # 3.5 of RDF 1.1 allows, numbered in the order of the files.
    labels: dict[str, str] = {}

    def name(term: object) -> str:
        text = str(term)
        return labels.setdefault(text, f"<{ID}genid/{len(labels)}>") if text[:2] == "_:" else text

    for path in resources.ontology_files():
        if path.name == "shapes.ttl":
            continue
        try:
            for quad in parse(path=path, format=RdfFormat.TURTLE, rename_blank_nodes=True):
                yield f"{name(quad.subject)} {quad.predicate} {name(quad.object)} {graph} .\n"
        except SyntaxError as error:
            raise ResourceError(f"{path} is not Turtle: {error}. Mend the file.") from error


def _conclusions() -> list[tuple[str, str]]:
    """The CONSTRUCT queries whose results become derived graphs, by name."""
    found = (query for query in queries.questions().values() if query.form == "construct")
    return [(query.name.rpartition("/")[2], query.text) for query in found]
