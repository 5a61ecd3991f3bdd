"""Notes put on one sheet of an Excel workbook: the texts, their boxes, and what refers to both."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from uegraph.workbooks.annotate.comments import Comments
from uegraph.workbooks.annotate.drawing import with_notes
from uegraph.workbooks.annotate.notes import Note, cell_place, writable
from uegraph.workbooks.annotate.parts import to_xml
from uegraph.workbooks.annotate.relations import declare, relate, relations
from uegraph.workbooks.annotate.sheet_xml import scan_sheet

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from uegraph.workbooks.annotate.parts import Package
    from uegraph.workbooks.annotate.sheet_xml import SheetScanner

_OFFICE: Final = "application/vnd.openxmlformats-officedocument"
_COMMENTS: Final = f"{_OFFICE}.spreadsheetml.comments+xml"
_VML: Final = f"{_OFFICE}.vmlDrawing"


@dataclass(frozen=True, slots=True)
class Related:
    """A sheet and what it refers to.

    Attributes:
        package: The workbook.
        part: The part that holds the sheet.
        namespace: What the names of its elements belong to.
        references: What the names of references belong to.
    """

    package: Package
    part: str
    namespace: str
    references: str

    def targets(self, kind: str) -> list[str]:
        """The parts of a kind that the sheet refers to."""
        return [found.target for found in relations(self.package, self.part) if found.kind == kind]

    def new(self, kind: str, pattern: str, content_type: str) -> tuple[str, str]:
        """The name of a new part that the sheet refers to, and the name of the reference."""
        folder = posixpath.dirname(posixpath.dirname(self.part))
        name = self.package.free(posixpath.join(folder, pattern))
        declare(self.package, name, content_type)
        return name, relate(self.package, self.part, f"{self.references}/{kind}", name)


def annotate_sheet(sheet: Related, notes: Sequence[Note], taken: set[int]) -> tuple[int, int]:
    """Put notes on a sheet; those of an earlier run are taken out.

    Args:
        sheet: The sheet.
        notes: What is to be said.
        taken: The blocks of numbers that drawings use; those used here are added.

    Returns:
        How many cells have a note, and how many a conversation instead.

    Raises:
        SourceError: Its parts are built in a way that cannot be added to safely.
    """
    there = sheet.targets("comments")
    if not notes and not there:
        return 0, 0
    scanned = scan_sheet(sheet.package, sheet.part)
    notes = gathered(notes, scanned.shown_at)
    comments = Comments.empty(sheet.namespace)
    if there:
        comments = Comments(sheet.package.tree(there[0]))
    done = comments.write(notes, _threads(sheet))
    if not notes and not done.cleaned:
        return 0, 0
    part = there[0] if there else sheet.new("comments", "comments{}.xml", _COMMENTS)[0]
    sheet.package.change(part, to_xml(comments.root))
    # Notes without any boxes come from a program that leaves drawing them to the spreadsheet.
    boxless = done.added if scanned.drawing else tuple(comments.cells)
    texts = {note.cell: note.text for note in notes}
    boxes = [Note(*place, texts.get(cell, "")) for cell in boxless if (place := cell_place(cell))]
    if boxes or done.removed:
        _draw(sheet, scanned, boxes, done.removed, taken)
    return len(notes) - len(done.refused), len(done.refused)


def _draw(
    sheet: Related,
    scanned: SheetScanner,
    boxes: Sequence[Note],
    removed: Sequence[str],
    taken: set[int],
) -> None:
    """Give notes their boxes, in the drawing that is there or in a new one."""
    package = sheet.package
    found = (f.target for f in relations(package, sheet.part) if f.id == scanned.drawing)
    part = next(found, "")
    if scanned.drawing and not part:
        raise package.refusal(f"its part {sheet.part} refers to a drawing that is missing")
    before = package.read(part) if part else None
    gone = [place for cell in removed if (place := cell_place(cell))]
    drawing = with_notes(before, boxes, gone, taken)
    if drawing is None:
        raise package.refusal(f"the notes of its part {sheet.part} are drawn in an unusual way")
    if not part:
        part, relation = sheet.new("vmlDrawing", "drawings/vmlDrawing{}.vml", _VML)
        package.change(sheet.part, [scanned.insertion(relation, sheet.references)])
    package.change(part, drawing)


def gathered(notes: Sequence[Note], shown_at: Callable[[int, int], tuple[int, int]]) -> list[Note]:
    """The notes where they are seen; what falls on one cell is told by one note."""
    cells: dict[tuple[int, int], list[str]] = {}
    for note in notes:
        cells.setdefault(shown_at(note.row, note.position), []).append(note.text)
    return sorted(Note(*place, writable("\n".join(texts))) for place, texts in cells.items())


def _threads(sheet: Related) -> set[str]:
    """The cells of a sheet at which people have a conversation."""
    trees = [sheet.package.tree(part) for part in sheet.targets("threadedComment")]
    return {found.get("ref", "").upper() for root in trees for found in root}
