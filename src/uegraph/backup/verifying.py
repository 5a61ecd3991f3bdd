"""Holding a graph or a backup to what it was: each named graph, each source, each file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from uegraph.backup.archive import Archive
from uegraph.backup.making import hash_of
from uegraph.backup.manifest import Source, whole
from uegraph.backup.record import recorded_sources
from uegraph.errors import StoreError
from uegraph.ingest.dataset import read_datasets
from uegraph.ingest.decisions import read_decisions
from uegraph.namespaces import short
from uegraph.store import open_store
from uegraph.store.folder import hold_folder, open_held
from uegraph.store.sums import changed_files

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from uegraph.store import Store

SAME: Final = frozenset({"same", "recorded", "not recorded"})
"""The states in which nothing is wrong."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What became of one graph, source or file.

    Attributes:
        what: ``graph``, ``source``, ``file`` of the store, or ``store`` as a whole.
        name: Its name.
        state: ``same``, ``differs``, ``missing``, ``added`` or ``unreadable``; ``readable`` of a
            graph in a store of which files are damaged; ``recorded`` of a source that was not
            looked at; ``not recorded`` where there is nothing to compare with.
        sha256: Its hash now; empty where it has none.
        remark: Why it cannot be read.
    """

    what: str
    name: str
    state: str
    sha256: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Verified:
    """All that was looked at.

    Attributes:
        findings: Graphs, then sources, then files of the store that are not as they were.
        sha256: One hash for all graphs; empty where one cannot be read.
    """

    findings: tuple[Finding, ...]
    sha256: str

    @property
    def sound(self) -> bool:
        """Whether everything is as it was."""
        return all(finding.state in SAME for finding in self.findings)


@dataclass(frozen=True, slots=True)
class _Reading:
    """A graph or a backup as it was read: its graphs as findings, and what else was found."""

    graphs: tuple[Finding, ...]
    sources: tuple[Source, ...]
    others: tuple[Finding, ...] = ()


def verify(
    place: str | Path, *, against: str | Path | None = None, sources: Sequence[Path] = ()
) -> Verified:
    """Read a graph or a backup again, and say whether it is what it was.

    Args:
        place: A folder, a server, or a backup. A folder is held to the hashes that were noted when
            it was built, a backup to its manifest.
        against: Another such place, to which each graph and source is compared.
        sources: Folders of data sets, workbooks and files of decisions, to be compared with what
            the graph was built from.

    Raises:
        StoreError: A place is not there, or is no graph and no backup.
        SourceError: A source cannot be read.
    """
    read = _read(place)
    graphs, recorded = read.graphs, _recorded(read.sources)
    told = [Finding("source", name, "recorded", digest) for name, digest in recorded.items()]
    if against is not None:
        other = _read(against)
        graphs = tuple(_compared(read.graphs, other.graphs))
        told = list(_differences(recorded, _recorded(other.sources)))
    if sources:
        told = list(_beside_files(recorded, sources))
    readable = {one.name: one.sha256 for one in read.graphs if one.state != "unreadable"}
    digest = whole(readable) if len(readable) == len(read.graphs) > 0 else ""
    return Verified((*graphs, *told, *read.others), digest)


def _read(place: str | Path) -> _Reading:
    if "://" in str(place):
        return _read_store(open_store(place), None)
    if Path(place).is_dir():
        return _read_folder(Path(place))
    if not Path(place).exists():
        raise StoreError(f"There is neither a graph nor a backup at {place}. Name one of the two.")
    with Archive(Path(place)) as archive:
        graphs = tuple(_held_to_manifest(archive))
        return _Reading(graphs, archive.manifest.sources)


def _held_to_manifest(archive: Archive) -> Iterator[Finding]:
    for graph in archive.manifest.graphs:
        digest = archive.sha256(graph)
        state = "same" if digest == graph.sha256 else "differs" if digest else "unreadable"
        yield Finding("graph", graph.name, state, digest)


def _read_folder(folder: Path) -> _Reading:
    """Files and graphs of one and the same build, although another may end meanwhile."""
    held = hold_folder(folder)
    try:
        changed = changed_files(held.place)
        files = tuple(Finding("file", name, state) for name, state in (changed or {}).items())
        try:
            read = _read_store(open_held(folder, held), changed)
        except StoreError as error:
            if not files:
                raise
            damaged = Finding("store", str(folder), "unreadable", remark=str(error))
            return _Reading((), (), (damaged, *files))
        return _Reading(read.graphs, read.sources, files)
    finally:
        held.release()


def _read_store(store: Store, changed: dict[str, str] | None) -> _Reading:
    state = "not recorded" if changed is None else "readable" if changed else "same"
    with store:
        graphs = tuple(_graph(store, name, state) for name in store.graphs())
        return _Reading(graphs, recorded_sources(store))


def _graph(store: Store, name: str, state: str) -> Finding:
    try:
        return Finding("graph", name, state, hash_of(store, name))
    except StoreError as error:
        return Finding("graph", name, "unreadable", remark=str(error))


def _compared(graphs: Iterable[Finding], others: Iterable[Finding]) -> Iterator[Finding]:
    """Graphs held to those of another place; one that cannot be read stays that."""
    remarks = {one.name: one for one in graphs if one.state == "unreadable"}
    hashes = {one.name: one.sha256 for one in graphs}
    for finding in _differences(hashes, {one.name: one.sha256 for one in others}, "graph"):
        yield remarks.get(finding.name, finding)


def _differences(
    found: Mapping[str, str], wanted: Mapping[str, str], what: str = "source"
) -> Iterator[Finding]:
    for name in sorted({*found, *wanted}):
        if name not in found:
            yield Finding(what, name, "missing")
        elif name not in wanted:
            yield Finding(what, name, "added", found[name])
        else:
            state = "same" if found[name] == wanted[name] else "differs"
            yield Finding(what, name, state, found[name])


def _recorded(sources: Iterable[Source]) -> dict[str, str]:
    return {f"{short(source.dataset)}/{source.file}": source.sha256 for source in sources}


def _beside_files(recorded: Mapping[str, str], sources: Sequence[Path]) -> Iterator[Finding]:
    """What was recorded, beside the files as they are now; other data sets stay unseen."""
    found = dict(_files(sources))
    data_sets = {name.rpartition("/")[0] for name in found}
    seen = {name: sha for name, sha in recorded.items() if name.rpartition("/")[0] in data_sets}
    for name in sorted(recorded.keys() - seen.keys()):
        yield Finding("source", name, "recorded", recorded[name])
    yield from _differences(found, seen)


def _files(sources: Sequence[Path]) -> Iterator[tuple[str, str]]:
    """The tables of sources, with the hash of each file."""
    decisions = [path for path in sources if path.suffix == ".csv"]
    others = [path for path in sources if path not in decisions]
    datasets = [read_decisions(path)[0] for path in decisions]
    datasets += read_datasets(others)[0] if others else []
    for dataset in datasets:
        settings = dataset.settings
        place = short(f"{settings.base}dataset/{settings.name}")
        yield from ((f"{place}/{sheet.file}", sheet.digest) for sheet in dataset.sheets)
