"""The archive of a backup: written without a clock, and read as if a stranger had made it.

Nothing is unpacked by its name: the manifest says which members there are, and each is read as a
stream that ends at the size that was announced.
"""

from __future__ import annotations

import contextlib
import hashlib
import stat
import zipfile
import zlib
from typing import IO, TYPE_CHECKING, Final

from uegraph.backup.manifest import Graph, Manifest, ManifestError, from_json, to_json
from uegraph.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from types import TracebackType
    from typing import Self

MANIFEST: Final = "manifest.json"
_MAX_MANIFEST: Final = 64 * 2**20
_SMALL: Final = 64 * 2**20  # what any machine can take, however much it was packed
_PACKED: Final = 200  # N-Quads shrink to a tenth or a twentieth; a bomb to a thousandth
_CHUNK: Final = 2**20
# What `zipfile` raises on archives that are damaged or were made to do harm.
_BROKEN: Final = (
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError,
    KeyError, IndexError, OverflowError, LookupError,
)  # fmt: skip


class Writer:
    """Fills an archive, graph by graph."""

    def __init__(self, file: IO[bytes]) -> None:
        self._zip = zipfile.ZipFile(file, "w")
        self._graphs: list[Graph] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is None:
            self._zip.close()
            return
        with contextlib.suppress(OSError, ValueError):  # what went wrong before counts
            self._zip.close()

    def add(self, name: str, lines: Iterable[bytes]) -> None:
        """Add a named graph, and note its hash."""
        file = f"graphs/{len(self._graphs) + 1:06d}.nq"
        digest, triples, size = hashlib.sha256(), 0, 0
        with self._zip.open(_entry(file), "w", force_zip64=True) as member:
            for line in lines:
                digest.update(line)
                member.write(line)
                triples, size = triples + 1, size + len(line)
        self._graphs.append(Graph(name, file, triples, size, digest.hexdigest()))

    @property
    def graphs(self) -> tuple[Graph, ...]:
        """The graphs that were added."""
        return tuple(self._graphs)

    def finish(self, manifest: Manifest) -> None:
        """Add the manifest, as the last."""
        with self._zip.open(_entry(MANIFEST), "w") as member:
            member.write(to_json(manifest))


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 3  # whatever system it is made on
    entry.external_attr = (stat.S_IFREG | 0o644) << 16
    return entry


class Archive:
    """A backup that is open for reading."""

    def __init__(self, path: Path) -> None:
        """Open a backup and read its manifest.

        Raises:
            StoreError: It cannot be read, or is no backup.
        """
        self.path = path
        self._open = contextlib.ExitStack()
        with contextlib.ExitStack() as undo:
            undo.callback(self._open.close)
            with self._errors():
                file = self._open.enter_context(_file(path))
                self._zip = self._open.enter_context(zipfile.ZipFile(file))
                self._size = path.stat().st_size
                self.manifest = self._manifest()
            undo.pop_all()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._open.close()

    def chunks(self, graph: Graph) -> Iterator[bytes]:
        """The N-Quads of a named graph.

        Raises:
            StoreError: They cannot be read; the message names the archive.
        """
        with self._errors(), self._zip.open(graph.file) as member:
            while chunk := member.read(_CHUNK):
                yield chunk

    def sha256(self, graph: Graph) -> str:
        """The hash of the N-Quads that the archive holds for a graph; empty where it is damaged."""
        digest = hashlib.sha256()
        try:
            for chunk in self.chunks(graph):
                digest.update(chunk)
        except StoreError:
            return ""
        return digest.hexdigest()

    def _manifest(self) -> Manifest:
        """The manifest, once the archive holds just what it says."""
        try:
            entry = self._zip.getinfo(MANIFEST)
        except KeyError:
            raise ManifestError("it holds no manifest.json") from None
        if entry.file_size > _MAX_MANIFEST:
            raise ManifestError("its manifest is too large to be one")
        manifest = from_json(self._zip.read(entry))
        self._require_members(manifest)
        self._require_size()
        return manifest

    def _require_members(self, manifest: Manifest) -> None:
        sizes = {graph.file: graph.bytes for graph in manifest.graphs}
        held = [entry for entry in self._zip.infolist() if entry.filename != MANIFEST]
        names = [entry.filename for entry in held]
        if sorted(names) != sorted(sizes) or len(self._zip.infolist()) != len(names) + 1:
            raise ManifestError("it does not hold just the files that its manifest lists")
        if any(entry.file_size != sizes[entry.filename] for entry in held):
            raise ManifestError("a graph in it has another size than its manifest says")

    def _require_size(self) -> None:
        """Refuse what unpacks to far more than a graph can, or packs more than there is."""
        entries = self._zip.infolist()
        if sum(entry.file_size for entry in entries) > max(_SMALL, _PACKED * self._size):
            raise ManifestError("it would unpack to far more than a graph of its size")
        if sum(entry.compress_size for entry in entries) > self._size:
            raise ManifestError("its parts overlap")

    @contextlib.contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except ManifestError as error:
            raise self._refused(str(error)) from error
        except OSError as error:
            raise self._refused(error.strerror or str(error)) from error
        except _BROKEN as error:
            raise self._refused(f"it is damaged or was cut off ({error})") from error

    def _refused(self, why: str) -> StoreError:
        return StoreError(
            f"{self.path} cannot be read as a backup: {why}. Name a file that `uegraph backup` "
            "made, or an earlier one."
        )


@contextlib.contextmanager
def _file(path: Path) -> Iterator[IO[bytes]]:
    """A file to be read; a pipe or device, which may never end, is refused."""
    if not stat.S_ISREG(path.stat().st_mode):
        raise ManifestError("it is not a file")
    with path.open("rb") as file:
        yield file
