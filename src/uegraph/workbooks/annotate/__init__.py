"""A user's own workbook returned with a note at each bad cell and a sheet of all problems.

Everything else stays as it was, to the byte: spreadsheet libraries drop what they do not know, so
the archive that a workbook is gets its new parts, and only parts that must change are changed.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from uegraph import files
from uegraph.workbooks.annotate.notes import Outcome
from uegraph.workbooks.annotate.plan import EXCEL, OPEN_DOCUMENT, Copy, plan, refuse_place

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from uegraph.errors import Problem

__all__ = ["Copy", "Outcome", "annotate", "plan"]


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
    refuse_place(source, source, out, replace=replace)
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
        with contextlib.suppress(OSError):  # what is wrong with the place is said in writing there
            out.parent.mkdir(exist_ok=True)
        files.write(out, package.to_bytes())
    return outcome
