"""Writing a programme: beside its place and renamed at the end, so that nobody finds half of it."""

from __future__ import annotations

import gzip
import hashlib
import shutil
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final, cast

from uegraph import files
from uegraph.errors import ResourceError
from uegraph.generate import quads, tables
from uegraph.generate.plan import LEAST, Plan
from uegraph.ingest.settings import FILE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Progress = Callable[[str], None]

MOST_AS_TABLES: Final = 10_000_000
"""Triples whose rows a spreadsheet, and so a data set of uegraph's, can hold."""
_GZ: Final = ".gz"
_LEVEL: Final = 5  # of gzip; the next one takes half as long again for 2 % less


@dataclass(frozen=True, slots=True)
class Generated:
    """What was written.

    Attributes:
        lines: Triples of an N-Quads file, or rows of the tables.
    """

    lines: int


def write_rdf(
    out: Path, triples: int, *, seed: int = 1, progress: Progress | None = None
) -> Generated:
    """Write a programme of engagement as N-Quads; a name that ends in ``.gz`` is compressed.

    Args:
        out: The file.
        triples: About how many; within a few per cent.
        seed: Another seed makes another programme.
        progress: Told in a few words what is being done.

    Raises:
        ResourceError: It cannot be written, or is asked to be too small.
    """
    plan, tell = _plan(triples, seed), progress or (lambda _: None)
    digests, done = {}, 0
    with _beside(out) as file:  # what cannot be written is said before anything is reckoned
        for name in tables.ROWS:
            tell(f"reckoning the table {name}")
            digests[name] = _digest(tables.chunks(plan, name))
        for name, lines, number in quads.chunks(plan, digests, Path(tables.NAME)):
            file.write(lines)
            done += number
            tell(f"writing {name}: {done:,} triples")
    return Generated(done)


def write_tables(
    out: Path, triples: int, *, seed: int = 1, progress: Progress | None = None
) -> Generated:
    """Write a programme of engagement as a data set: a folder with settings and CSV tables.

    Args:
        out: The folder; it is made.
        triples: About how many a build makes of them.
        seed: Another seed makes another programme.
        progress: Told in a few words what is being done.

    Raises:
        ResourceError: It cannot be written, is there already, or is asked to be too small or large.
    """
    plan, tell = _plan(triples, seed), progress or (lambda _: None)
    if triples > MOST_AS_TABLES:
        raise ResourceError(
            f"Tables hold about {MOST_AS_TABLES:,} triples at most, as a spreadsheet has "
            "1,048,576 rows. Ask for fewer, or for a file that ends in .nq or .nq.gz."
        )
    done = 0
    with _folder_beside(out) as folder:
        (folder / FILE).write_bytes(tables.settings(plan))
        for name in tables.ROWS:
            tell(f"writing the table {name}")
            with (folder / f"{name}.csv").open("wb") as file:
                for chunk in tables.chunks(plan, name):
                    file.write(chunk)
                    done += chunk.count(b"\n")
            done -= 1  # the heading
    return Generated(done)


def _plan(triples: int, seed: int) -> Plan:
    if triples < LEAST:
        raise ResourceError(f"{triples:,} triples are too few. Ask for {LEAST:,} or more.")
    return Plan.of(triples, seed)


def _digest(chunks: Iterator[bytes]) -> str:
    found = hashlib.sha256()
    for chunk in chunks:
        found.update(chunk)
    return found.hexdigest()


@contextmanager
def _beside(out: Path) -> Iterator[IO[bytes]]:
    """A file that takes its place once it is whole; packed where its name says so."""
    with files.writing(out) as file:
        if out.suffix == _GZ:
            # Without a name and a time, which would make each file another.
            with gzip.GzipFile("", "wb", _LEVEL, file, mtime=0) as packed:
                yield cast("IO[bytes]", packed)
        else:
            yield file


@contextmanager
def _folder_beside(out: Path) -> Iterator[Path]:
    """A folder that takes its place once it is whole; one that holds something is left alone."""
    if out.is_symlink() or (out.exists() and not (out.is_dir() and not any(out.iterdir()))):
        raise ResourceError(f"{out} is there already. Choose a new name, or delete it first.")
    try:
        beside = Path(tempfile.mkdtemp(dir=out.parent, prefix=f".{out.name[:80]}."))
    except OSError as error:
        raise files.unwritable(out, error) from error
    try:
        yield beside
        beside.chmod(0o777 & ~files.umask())
        beside.replace(out)
    except OSError as error:
        raise files.unwritable(out, error) from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)
