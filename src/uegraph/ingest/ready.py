"""N-Quads that are ready: loaded as they stand, without tables to check."""

from __future__ import annotations

import gzip
import stat
import zlib
from typing import TYPE_CHECKING, Final

from uegraph.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ENDINGS: Final = (".nq", ".nq.gz")
_PIECE: Final = 1 << 20
_SMALL: Final = 64 << 20  # what any machine can take, however much it was packed
_PACKED: Final = 200  # N-Quads shrink to a tenth or a twentieth; a bomb to a thousandth


def is_ready(source: Path) -> bool:
    """Whether a source is a file of N-Quads, by its name."""
    return source.name.lower().endswith(ENDINGS) and not source.is_dir()


def pieces(source: Path) -> Iterator[bytes]:
    """The bytes of a file of N-Quads, unpacked, some at a time.

    Raises:
        SourceError: It cannot be read.
    """
    packed = source.name.lower().endswith(".gz")
    try:
        left = _size(source)
        left = max(_SMALL, _PACKED * left) if packed else left
        with gzip.open(source) if packed else source.open("rb") as file:
            while piece := file.read(_PIECE):
                left -= len(piece)
                if packed and left < 0:
                    raise SourceError(
                        f"{source} unpacks to far more than N-Quads do. If it is what it should "
                        "be, unpack it and name the file without .gz."
                    )
                yield piece
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise SourceError(f"{source} is not a whole .gz file: {error}. Fetch it again.") from error
    except OSError as error:
        raise SourceError(
            f"{source} cannot be read: {error.strerror}. Look at its name."
        ) from error


def _size(source: Path) -> int:
    """The size of a file; a pipe or a device, which may never end, is refused."""
    found = source.stat()
    if not stat.S_ISREG(found.st_mode):
        raise SourceError(f"{source} is not a file. Name a file of N-Quads.")
    return found.st_size
