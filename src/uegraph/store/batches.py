"""N-Triples in batches of a size that every server takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# Virtuoso does not end on one request of 150 MB, and compiles an INSERT DATA as a whole: some
# ten thousand lines are too many for it.
LARGE: Final = (20_000, 4 << 20)
SMALL: Final = (1_000, 1 << 18)


def batches(lines: Iterable[bytes], largest: tuple[int, int]) -> Iterator[list[bytes]]:
    """The lines in batches of at most so many lines and about so many bytes.

    A blank node is one thing within one request only, so all lines with any go together, at the
    end, however many they are.
    """
    count, size = largest
    batch: list[bytes] = []
    kept: list[bytes] = []
    held = 0
    for line in lines:
        if b"_:" in line and (line.startswith(b"_:") or b" _:" in line):
            kept.append(line)
            continue
        batch.append(line)
        held += len(line)
        if len(batch) >= count or held >= size:
            yield batch
            batch, held = [], 0
    if batch:
        yield batch
    if kept:
        yield kept
