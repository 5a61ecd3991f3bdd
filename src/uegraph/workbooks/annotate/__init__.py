"""A user's own workbook returned with a note at each bad cell and a sheet of all problems.

Everything else stays as it was, to the byte: spreadsheet libraries drop what they do not know, so
the archive that a workbook is gets its new parts, and only parts that must change are changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from uegraph import files
from uegraph.errors import ResourceError, SourceError
from uegraph.workbooks.annotate.notes import Outcome

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from uegraph.errors import Problem

__all__ = ["EXCEL", "OPEN_DOCUMENT", "Outcome", "annotate"]

EXCEL: Final = (".xlsx", ".xlsm")
OPEN_DOCUMENT: Final = (".ods",)


def annotate(
    source: Path, problems: Sequence[Problem], out: Path, *, replace: bool = False
) -> Outcome:
    """Write a copy of a source with a note at each bad cell and a sheet of all problems.

    Args:
        source: A workbook, or a folder of CSV tables, of which a workbook is made.
        problems: What is wrong; a sheet's name tells where, or for a CSV table the file's.
        out: The workbook to write, of the same kind as the source.
        replace: Whether a file that is there already may be replaced.

    Raises:
        SourceError: The source cannot be annotated.
        ResourceError: The workbook cannot be written there.
    """
    ending = source.suffix.lower() if source.is_file() else EXCEL[0]
    _refuse_place(source, out, ending, replace=replace)
    from uegraph.workbooks.annotate.parts import Package  # noqa: PLC0415 - lxml takes 20 ms

    if ending in OPEN_DOCUMENT:
        from uegraph.workbooks.annotate.opendocument import annotate_opendocument as put  # noqa: PLC0415
    else:
        from uegraph.workbooks.annotate.excel import annotate_excel as put  # noqa: PLC0415
    if source.is_dir():
        from uegraph.workbooks.annotate.tables import (  # noqa: PLC0415 - as above
            placed,
            sheet_names,
            workbook_of,
        )

        names = sheet_names(source)
        problems = placed(problems, names)
        opened = Package(workbook_of(source, names), str(source))
    else:
        opened = Package(source, str(source))
    with opened as package:
        outcome = put(package, problems)
        files.write(out, package.to_bytes())
    return outcome


def _refuse_place(source: Path, out: Path, ending: str, *, replace: bool) -> None:
    if ending not in (*EXCEL, *OPEN_DOCUMENT):
        raise SourceError(f"{source} is not a workbook. Name an .xlsx, .xlsm or .ods file.")
    if out.suffix.lower() != ending:
        raise ResourceError(f"{out} does not end in {ending}, as what goes into it does. "
                            f"Choose a name such as {out.with_suffix(ending).name}.")  # fmt: skip
    if out.exists() and out.resolve() == source.resolve():
        raise ResourceError(f"{out} is the source itself, which is never changed. "
                            "Choose another name.")  # fmt: skip
    if out.exists() and out.is_file() and not replace:
        raise ResourceError(f"{out} is there already, and may hold corrections. "
                            "Choose another name, or replace it with --force.")  # fmt: skip
