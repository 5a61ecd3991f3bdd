"""N-Quads that arrive in pieces, and what no engine is given.

Oxigraph takes a quoted triple in a quoted triple in a quoted triple … apart by calling itself, and
ends the whole process where there are some ten thousand of them.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

from uegraph.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

DEEPEST: Final = 100
"""Quoted triples in one line; a statement about a statement has one."""

_PIECE: Final = 1 << 20


class Chunks(io.RawIOBase):
    """Chunks of bytes, read as one file."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks = shallow(chunks)
        self._rest = memoryview(b"")

    def readable(self) -> bool:
        """Always: it is what this is for."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill the buffer as far as the current chunk reaches."""
        while not self._rest:
            chunk = next(self._chunks, None)
            if chunk is None:
                return 0
            self._rest = memoryview(chunk)
        size = min(len(buffer), len(self._rest))
        buffer[:size] = self._rest[:size]
        self._rest = self._rest[size:]
        return size


def file_chunks(path: Path) -> Iterator[bytes]:
    """The bytes of a file, some at a time."""
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            yield piece


def shallow(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The chunks as they are, once no line of them quotes too many triples.

    No statement goes over the end of a line within a quoted triple, so a line bounds the depth.

    Raises:
        StoreError: A line does.
    """
    before = 0
    for chunk in chunks:
        if before or b"<<" in chunk:
            lines = [line.count(b"<<") for line in chunk.split(b"\n")]
            lines[0] += before
            before = lines[-1]
            if max(lines) > DEEPEST:
                raise StoreError(
                    f"A line of the data holds more than {DEEPEST} quoted triples, which no "
                    "statement needs. Take that line out."
                )
        yield chunk


def require_shallow(data: str | bytes) -> None:
    """Refuse a text with a line that quotes too many triples.

    Raises:
        StoreError: A line does.
    """
    mark = "<<" if isinstance(data, str) else b"<<"
    if mark in data:  # type: ignore[operator]  # both are of one kind
        for _ in shallow([data.encode() if isinstance(data, str) else data]):
            pass
