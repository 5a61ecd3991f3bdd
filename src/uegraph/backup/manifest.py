"""What a backup says of itself: its graphs and the sources they were built from, with hashes."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Final

from uegraph import __version__
from uegraph.store.folder import LAYOUT

if TYPE_CHECKING:
    from collections.abc import Mapping

FORMAT: Final = "uegraph-backup"
VERSION: Final = 1
_HASH: Final = re.compile(r"[0-9a-f]{64}")
_IRI: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|^`\\]+")
_FILE: Final = re.compile(r"graphs/[0-9]{6}\.nq")


class ManifestError(ValueError):
    """The manifest is not one; the message says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Graph:
    """One named graph.

    Attributes:
        name: Its IRI.
        file: Where the archive holds it.
        triples: The number of its statements.
        bytes: The size of its N-Quads.
        sha256: Their hash.
    """

    name: str
    file: str
    triples: int
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True, order=True)
class Source:
    """A file that the graph was built from, as the graph records it.

    Attributes:
        dataset: The IRI of its data set.
        file: Its name in the data set.
        sha256: The hash of its bytes when it was read.
    """

    dataset: str
    file: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """All graphs and sources of a backup.

    Attributes:
        graphs: Sorted by name.
        sources: Sorted by data set and file.
        uegraph: The version of uegraph that made it.
        layout: The layout of stores that this version makes.
    """

    graphs: tuple[Graph, ...]
    sources: tuple[Source, ...]
    uegraph: str = __version__
    layout: str = LAYOUT

    @property
    def triples(self) -> int:
        """The number of statements over all graphs."""
        return sum(graph.triples for graph in self.graphs)

    @property
    def sha256(self) -> str:
        """One hash for everything: that of the names and hashes of the graphs."""
        return whole({graph.name: graph.sha256 for graph in self.graphs})


def whole(hashes: Mapping[str, str]) -> str:
    """One hash for all named graphs, from the hash of each.

    It is the hash of the lines ``HASH  NAME``, sorted by name, as ``sha256sum`` would list them.
    """
    lines = (f"{digest}  {name}\n" for name, digest in sorted(hashes.items()))
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def to_json(manifest: Manifest) -> bytes:
    """The manifest as the archive holds it."""
    said = {"format": FORMAT, "version": VERSION, "triples": manifest.triples, **asdict(manifest)}
    text = json.dumps(said, ensure_ascii=False, indent=1, sort_keys=True)
    return f"{text}\n".encode()


def from_json(data: bytes) -> Manifest:
    """Read a manifest, which anybody may have written.

    Raises:
        ManifestError: It is not one that this uegraph reads.
    """
    try:
        said = json.loads(data.decode())
    except (ValueError, RecursionError) as error:
        raise ManifestError("its manifest is not JSON") from error
    if not isinstance(said, dict) or said.get("format") != FORMAT:
        raise ManifestError("its manifest is not that of a backup")
    if said.get("version") != VERSION:
        raise ManifestError(
            f"it has the format {str(said.get('version'))[:20]}, and this uegraph reads {VERSION}: "
            "use the version of uegraph that made it"
        )
    graphs = tuple(_graph(one) for one in _items(said, "graphs"))
    sources = tuple(_source(one) for one in _items(said, "sources"))
    _refuse_twice([graph.name for graph in graphs])
    _refuse_twice([graph.file for graph in graphs])
    made = Manifest(graphs, sources, _text(said, "uegraph"), _text(said, "layout"))
    if said.get("triples") != made.triples:
        raise ManifestError("its manifest contradicts itself on the number of triples")
    return made


def _items(said: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    found = said.get(key)
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise ManifestError(f"its manifest has no list of {key}")
    return found


def _graph(said: Mapping[str, Any]) -> Graph:
    name, file = _text(said, "name", _IRI), _text(said, "file", _FILE)
    triples, size = _number(said, "triples"), _number(said, "bytes")
    return Graph(name, file, triples, size, _text(said, "sha256", _HASH))


def _source(said: Mapping[str, Any]) -> Source:
    return Source(_text(said, "dataset"), _text(said, "file"), _text(said, "sha256", _HASH))


def _text(said: Mapping[str, Any], key: str, form: re.Pattern[str] | None = None) -> str:
    found = said.get(key)
    if not isinstance(found, str) or (form and not form.fullmatch(found)):
        raise ManifestError(f"its manifest has no proper '{key}' where one is needed")
    return found


def _number(said: Mapping[str, Any], key: str) -> int:
    found = said.get(key)
    if not isinstance(found, int) or isinstance(found, bool) or not 0 <= found < 1 << 53:
        raise ManifestError(f"its manifest has no proper '{key}' where one is needed")
    return found


def _refuse_twice(names: list[str]) -> None:
    if len(set(names)) < len(names):
        raise ManifestError("its manifest names one thing twice")
