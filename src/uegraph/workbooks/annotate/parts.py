"""A workbook as the archive of parts that it is, of which only some are to be changed.

Every part that is not changed is copied byte for byte, piece by piece, so that a large workbook
takes no more memory than a small one.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, Final, Self

from lxml import etree

from uegraph.errors import SourceError
from uegraph.ingest.grids.limits import MAX_ENTRIES, MAX_PART, MAX_UNPACKED, MEBIBYTE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path
    from typing import IO

_MAX_TOTAL: Final = 2 * MAX_UNPACKED  # pictures and the like are copied though never read
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)  # the first day an archive knows: same input, same bytes
_BROKEN: Final = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError,
    ValueError, KeyError, RuntimeError, OverflowError,
)  # fmt: skip
_PACKED: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """Bytes of a part from one place up to another that others take the place of."""

    start: int
    end: int
    content: bytes


class Package:
    """The parts of a workbook, and what is to become of some of them."""

    def __init__(self, source: Path | io.BytesIO, label: str) -> None:
        """Open the archive.

        Raises:
            SourceError: It is no archive, is encrypted, or holds more than a workbook does.
        """
        self.label = label
        self._changes: dict[str, bytes | Sequence[Edit]] = {}
        self._added: dict[str, bytes] = {}
        try:
            self._archive = zipfile.ZipFile(source)
        except _BROKEN as error:
            raise self.refusal("it is damaged, encrypted or not a workbook") from error
        try:
            self._refuse_odd()
        except BaseException:
            self._archive.close()
            raise
        self._names = {name.lower(): name for name in self._archive.namelist()}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._archive.close()

    def refusal(self, why: str) -> SourceError:
        """The error that says why this workbook cannot be annotated."""
        remedy = "Open it in the spreadsheet, save it under another name, and take that."
        return SourceError(f"{self.label} cannot be annotated: {why}. {remedy}")

    def _refuse_odd(self) -> None:
        entries = self._archive.infolist()
        names = {entry.filename.lower() for entry in entries}
        if len(names) != len(entries):
            raise self.refusal("it holds two parts of the same name")
        if any(name.startswith(("/", "\\")) or ".." in name.split("/") for name in names):
            raise self.refusal("it holds a part whose name leads out of the file")
        if any(entry.flag_bits & 0x1 for entry in entries):
            raise self.refusal("it is encrypted")
        if any(entry.compress_type not in _PACKED for entry in entries):
            raise self.refusal("it is packed in a way that workbooks are not")
        if len(entries) > MAX_ENTRIES or sum(entry.file_size for entry in entries) > _MAX_TOTAL:
            raise self.refusal("it unpacks to more than a workbook should")

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._names or name in self._added

    @property
    def names(self) -> list[str]:
        """The names of all parts, the new ones included."""
        return [*self._names.values(), *self._added]

    def read(self, name: str) -> bytes:
        """The bytes of a part, as changed so far.

        Raises:
            SourceError: It is not there, is damaged, or is too large for a part of its kind.
        """
        if name in self._added:
            return self._added[name]
        own = self._own(name)
        changed = self._changes.get(own)
        if isinstance(changed, bytes):
            return changed
        if self._archive.getinfo(own).file_size > MAX_PART:
            raise self.refusal(f"its part {own} is larger than {MAX_PART // MEBIBYTE} MB")
        return b"".join(self.pieces(own))

    def pieces(self, name: str) -> Iterator[bytes]:
        """The bytes of a part as it was, a piece at a time."""
        try:
            with self._archive.open(self._own(name)) as file:
                while piece := file.read(MEBIBYTE):
                    yield piece
        except _BROKEN as error:
            raise self.refusal(f"its part {name} is damaged") from error

    def tree(self, name: str) -> etree._Element:
        """A part as XML; what an entity or a type declaration would do is refused.

        Raises:
            SourceError: It is not XML that a workbook may hold.
        """
        # A network is never asked, nothing is expanded, and depth and length have limits.
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False
        )
        try:
            root = etree.fromstring(self.read(name), parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise self.refusal(f"its part {name} is not XML") from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise self.refusal(f"its part {name} declares a document type")
        return root

    def change(self, name: str, content: bytes | Sequence[Edit]) -> None:
        """Give a part other content, or a new part its content."""
        if name.lower() in self._names:
            self._changes[self._own(name)] = content
        else:
            assert isinstance(content, bytes)
            self._added[name] = content

    def free(self, pattern: str) -> str:
        """The first name of a numbered pattern, such as ``xl/comments{}.xml``, not yet taken."""
        return next(name for at in count(1) if (name := pattern.format(at)) not in self)

    def to_bytes(self) -> bytes:
        """The archive with all changes."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for entry in self._archive.infolist():
                with archive.open(_like(entry), "w", force_zip64=entry.file_size > 2**31) as file:
                    self._copy(entry.filename, file)
            for name in sorted(self._added):
                entry = zipfile.ZipInfo(name, _EPOCH)
                entry.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(entry, self._added[name])
        return out.getvalue()

    def _copy(self, name: str, file: IO[bytes]) -> None:
        change = self._changes.get(name, ())
        if isinstance(change, bytes):
            file.write(change)
            return
        for piece in spliced(self.pieces(name), change):
            file.write(piece)

    def _own(self, name: str) -> str:
        """A part's name as the archive writes it; names are the same whatever their case."""
        own = self._names.get(name.lower())
        if own is None:
            raise self.refusal(f"its part {name} is missing")
        return own


def _like(entry: zipfile.ZipInfo) -> zipfile.ZipInfo:
    copy = zipfile.ZipInfo(entry.filename, entry.date_time)
    copy.compress_type = entry.compress_type
    copy.external_attr = entry.external_attr
    copy.create_system = entry.create_system
    return copy


def spliced(pieces: Iterator[bytes], edits: Sequence[Edit]) -> Iterator[bytes]:
    """Bytes with some of them replaced, a piece at a time.

    >>> edits = [Edit(1, 1, b"-"), Edit(3, 5, b"#")]
    >>> b"".join(spliced(iter([b"ab", b"cde", b"f"]), edits))
    b'a-bc#f'
    """
    waiting = sorted(edits, reverse=True)
    at = 0
    skip_to = 0
    for piece in pieces:
        end = at + len(piece)
        while waiting and waiting[-1].start < end:
            edit = waiting.pop()
            yield piece[max(skip_to - at, 0) : edit.start - at] if skip_to < edit.start else b""
            yield edit.content
            skip_to = max(edit.end, edit.start)
        if skip_to < end:
            yield piece[max(skip_to - at, 0) :]
        at = end
    for edit in reversed(waiting):
        yield edit.content


def to_xml(root: etree._Element) -> bytes:
    """An element as the bytes of a part."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def cut(pieces: Iterator[bytes], places: Sequence[tuple[int, int]]) -> Iterator[bytes]:
    """The bytes at some places, which are in order and apart.

    >>> list(cut(iter([b"ab", b"cde", b"f"]), [(0, 1), (1, 4), (5, 6)]))
    [b'a', b'bcd', b'f']
    """
    held = b""
    at = 0  # where what is held begins
    for start, end in places:
        while at + len(held) < end and (piece := next(pieces, b"")):
            drop = min(max(start - at, 0), len(held))
            held, at = held[drop:] + piece, at + drop
        yield held[start - at : end - at]
        held, at = held[end - at :], end
