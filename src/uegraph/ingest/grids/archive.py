"""What a workbook may be as an archive: whole, unencrypted, and bounded once unpacked.

A part that unpacks to more than it states is broken: no more than that is ever taken out of it.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING, Final

from uegraph.ingest.grids.limits import MAX_ENTRIES, MAX_PART, MAX_UNPACKED, MEBIBYTE
from uegraph.ingest.grids.refusal import SAVE_AGAIN, RefusedError, damaged, too_large

if TYPE_CHECKING:
    from collections.abc import Iterator

_METHODS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED: Final = 0x1
# All that the standard library raises on archives that are not what they say.
_BROKEN: Final = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError,
    ValueError, KeyError, RuntimeError, OverflowError,
)  # fmt: skip
_PROLOG: Final = re.compile(rb"(?:\xef\xbb\xbf)?(?:\s+|<\?.*?\?>|<!--.*?-->)*", re.DOTALL)


class Archive:
    """The parts of a workbook by their names, which are compared without regard to case."""

    def __init__(self, data: bytes) -> None:
        """Open an archive.

        Raises:
            RefusedError: It is broken, encrypted, or holds what no workbook holds.
        """
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN as error:
            raise damaged() from error
        self._left = MAX_UNPACKED
        self._parts: dict[str, zipfile.ZipInfo] = {}
        entries = self._zip.infolist()
        if len(entries) > MAX_ENTRIES:
            raise too_large(f"holds {len(entries):,} parts, more than the {MAX_ENTRIES:,} allowed")
        for entry in entries:
            self._admit(entry)

    def _admit(self, entry: zipfile.ZipInfo) -> None:
        name = entry.filename.replace("\\", "/")
        key = name.casefold()
        if name.startswith("/") or ".." in name.split("/"):
            raise RefusedError("holds a part whose name leads out of the file", SAVE_AGAIN)
        if key in self._parts:
            raise RefusedError("holds the same part twice", SAVE_AGAIN, "book:damaged")
        if entry.flag_bits & _ENCRYPTED:
            raise protected()
        if entry.compress_type not in _METHODS:
            raise RefusedError("is packed in a way that no spreadsheet uses", SAVE_AGAIN)
        self._parts[key] = entry

    def __contains__(self, name: str) -> bool:
        return name.casefold() in self._parts

    def chunks(self, name: str, limit: int = MAX_UNPACKED) -> Iterator[bytes]:
        """The bytes of a part as they are unpacked.

        Raises:
            RefusedError: It is broken, or larger than the limit or than what is left for all.
        """
        entry = self._parts[name.casefold()]
        if entry.file_size > min(limit, self._left):
            raise too_large(f"unpacks to more than {limit // MEBIBYTE} MB, the most that is read")
        try:
            with self._zip.open(entry) as stream:
                while piece := stream.read(MEBIBYTE):
                    self._left -= len(piece)
                    yield piece
        except _BROKEN as error:
            raise damaged() from error

    def read(self, name: str, limit: int = MAX_PART) -> bytes:
        """The bytes of a part.

        Raises:
            RefusedError: As `chunks`.
        """
        return b"".join(self.chunks(name, limit))

    def read_xml(self, name: str, limit: int = MAX_PART) -> bytes:
        """The bytes of a part as XML in UTF-8 that declares no entities.

        Raises:
            RefusedError: As `read`; or it is in another encoding or has a document type.
        """
        data = self.read(name, limit)
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            try:
                text = data.decode("utf-16")
            except UnicodeDecodeError as error:
                raise damaged() from error
            data = re.sub(r"\A<\?xml.*?\?>", "", text, count=1, flags=re.DOTALL).encode()
        prolog = _PROLOG.match(data)
        start = prolog.end() if prolog else 0
        if b"\x00" in data[: start + 256]:
            raise damaged()
        if data.startswith(b"<!DOCTYPE", start):
            raise RefusedError("declares entities, which no spreadsheet does", SAVE_AGAIN)
        return data


def protected() -> RefusedError:
    """The file is encrypted."""
    return RefusedError(
        "is protected by a password, so it cannot be read",
        "Open it in the spreadsheet, remove the password (File, Info), and save it.",
        "book:encrypted",
    )
