"""Which workbooks come of some sources, and which problems belong to each."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from uegraph.errors import ResourceError, SourceError
from uegraph.workbooks.annotate.tables import sheet_names

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from uegraph.errors import Problem

EXCEL: Final = (".xlsx", ".xlsm")
OPEN_DOCUMENT: Final = (".ods",)


@dataclass(frozen=True, slots=True)
class Copy:
    """A workbook to be written.

    Attributes:
        source: The workbook that it is a copy of, or the folder whose CSV tables go into it.
        problems: What is to be said in it.
        out: Where it is written.
    """

    source: Path
    problems: tuple[Problem, ...]
    out: Path


def plan(
    sources: Sequence[Path], problems: Sequence[Problem], out: Path, *, replace: bool = False
) -> list[Copy]:
    """The workbooks to be written for some sources.

    What no file of tables can be blamed for goes into the first workbook of its source.

    Args:
        sources: Workbooks and folders.
        problems: What was found in them.
        out: The workbook to write, or the folder where there are several to be written.
        replace: Whether files that are there already may be replaced.

    Raises:
        SourceError: There is nothing to put notes on.
        ResourceError: A workbook cannot be written where it should be.
    """
    found = [(source, part) for source in sources for part in _workbooks(source)]
    if not found:
        raise SourceError(f"{sources[0]} holds no table that notes could be put on.")
    several = len(found) > 1
    if several and out.exists() and not out.is_dir():
        raise ResourceError(f"{out} is a file, and {len(found)} workbooks are to be written. "
                            "Name a folder.")  # fmt: skip
    taken: set[str] = set()
    copies = []
    for at, (source, part) in enumerate(found):
        first = all(other != source for other, _ in found[:at])
        place = out / _name(part, taken) if several else out
        refuse_place(source, part, place, replace=replace)
        own = _problems(source, part, problems, several=len(sources) > 1, first=first)
        copies.append(Copy(part, tuple(own), place))
    return copies


def _workbooks(source: Path) -> Iterator[Path]:
    """The CSV tables of a folder together, and each workbook of it; or the workbook itself."""
    if not source.is_dir():
        yield source
        return
    if sheet_names(source):
        yield source
    for path in sorted(source.iterdir()):
        if path.suffix.lower() in (*EXCEL, *OPEN_DOCUMENT) and not path.name.startswith((".", "~")):
            yield path


def _name(part: Path, taken: set[str]) -> str:
    """The name of a workbook in the folder of all of them."""
    ending = part.suffix if part.is_file() else EXCEL[0]
    stem = part.stem if part.is_file() else part.resolve().name
    name, number = stem + ending, 1
    while name.casefold() in taken:
        number += 1
        name = f"{stem} {number}{ending}"
    taken.add(name.casefold())
    return name


def _problems(
    source: Path, part: Path, problems: Sequence[Problem], *, several: bool, first: bool
) -> Iterator[Problem]:
    prefix = f"{source.resolve().name}/" if several and source.is_dir() else ""
    own = set(sheet_names(part)) or {part.name}
    rest = first and (source.is_dir() or not several)
    files = {path.name for path in _workbooks(source)} | set(sheet_names(source))
    for problem in problems:
        name = problem.file.removeprefix(prefix)
        if problem.file.startswith(prefix) and (name in own or (rest and name not in files)):
            yield problem


def refuse_place(source: Path, part: Path, out: Path, *, replace: bool) -> None:
    """Refuse to write where something would be lost, or read as data the next time.

    Args:
        source: The source as the user named it.
        part: The workbook of it that a copy is made of, or the folder whose CSV tables go into it.
        out: Where the copy is to be written.
        replace: Whether a file that is there already may be replaced.

    Raises:
        SourceError: The source is no workbook that can be annotated.
        ResourceError: The copy must not be written there.
    """
    ending = EXCEL[0] if part.is_dir() else part.suffix.lower()
    if ending not in (*EXCEL, *OPEN_DOCUMENT):
        raise SourceError(f"{part} is not a workbook. Name an .xlsx, .xlsm or .ods file.")
    if out.suffix.lower() != ending:
        raise ResourceError(
            f"{out} does not end in {ending}, which the workbook would be. "
            f"Choose a name such as {(out.stem or 'checked') + ending}."
        )
    place = _real(out)
    if place == _real(part):
        raise ResourceError(f"{out} is the source itself, which is never changed. "
                            "Choose another name.")  # fmt: skip
    if source.is_dir() and place.is_relative_to(_real(source)):
        raise ResourceError(
            f"{out} lies in the source, where it would be read as data. Choose another folder."
        )
    if out.is_file() and not replace:
        raise ResourceError(f"{out} is there already, and may hold corrections. "
                            "Choose another name, or replace it with --force.")  # fmt: skip


def _real(path: Path) -> Path:
    """Where a path leads; one whose links lead in a circle stays as it is."""
    return Path(os.path.realpath(path))
