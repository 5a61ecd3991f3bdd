"""N-Quads that are ready: loaded as they stand, without tables to check."""

from __future__ import annotations

import gzip
import zlib
from typing import TYPE_CHECKING, Final

from uegraph.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ENDINGS: Final = (".nq", ".nq.gz")
_PIECE: Final = 1 << 20


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
        with gzip.open(source) if packed else source.open("rb") as file:
            while piece := file.read(_PIECE):
                yield piece
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise SourceError(f"{source} is not a whole .gz file: {error}. Fetch it again.") from error
    except OSError as error:
        raise SourceError(
            f"{source} cannot be read: {error.strerror}. Look at its name."
        ) from error
