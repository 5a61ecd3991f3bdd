"""Where a worksheet's XML lets a reference to the drawing of its notes be put in.

References:
    ECMA-376 part 1, 18.3.1.99 (the order of what a worksheet holds).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from uegraph.ingest.grids.addresses import position as position_of
from uegraph.workbooks.annotate.parts import Edit
from uegraph.workbooks.annotate.scanning import Scanner

if TYPE_CHECKING:
    from uegraph.workbooks.annotate.parts import Package

_AFTER: Final = frozenset(
    {"legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems",
     "tableParts", "extLst"}
)  # fmt: skip
_RANGE: Final = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6}):([A-Z]{1,3})([1-9][0-9]{0,6})")
_MAX_MERGED: Final = 10_000
_REFERENCE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


class SheetScanner(Scanner):
    """Finds the place, the reference that may stand there already, and the merged cells.

    Attributes:
        drawing: The name of the reference to the drawing of notes that is there; else empty.
        merged: First row and column, last row and column of cells joined into one.
    """

    def __init__(self) -> None:
        super().__init__()
        self.drawing = ""
        self.merged: list[tuple[int, int, int, int]] = []
        self._prefix = ""
        self._place = -1
        self._top = ("", 0)
        self._namespaces: list[str] = []

    def start(self, name: str, prefix: str, attributes: dict[str, str]) -> None:
        """Note the elements that decide about the place."""
        if self.depth > 3:
            return
        if self.depth == 0:
            self._prefix = prefix
        elif self.depth == 1:
            self._top = name, self.at
            if name == "legacyDrawing":
                self.drawing = _reference(attributes)
        elif name == "mergeCell" and self.depth == 2 and len(self.merged) < _MAX_MERGED:
            self._merge(attributes.get("ref", ""))
        # Controls and the like may be wrapped, with another form of them for older programs.
        wrapped = self.depth == 3 and self._top[0] == "AlternateContent"
        if self._place < 0 and name in _AFTER and (self.depth == 1 or wrapped):
            self._place = self._top[1]

    def end(self, name: str) -> None:  # noqa: ARG002 - the scanner's signature
        """The end of the worksheet is where to put it in when nothing comes after it."""
        if self.depth == 0 and self._place < 0:
            self._place = self.at

    def _merge(self, reference: str) -> None:
        if found := _RANGE.fullmatch(reference):
            first, last = position_of(found[1]), position_of(found[3])
            self.merged.append((int(found[2]), first, int(found[4]), last))

    def shown_at(self, row: int, position: int) -> tuple[int, int]:
        """The cell at which a note is seen: of joined cells only the first shows one."""
        for first_row, first, last_row, last in self.merged:
            if first_row <= row <= last_row and first <= position <= last:
                return first_row, first
        return row, position

    def insertion(self, relation: str, namespace: str = _REFERENCE) -> Edit:
        """What to put in, and where, so that the worksheet refers to a drawing of notes."""
        content = f'<{self._prefix}legacyDrawing xmlns:r="{namespace}" r:id="{relation}"/>'
        return Edit(self._place, self._place, content.encode("ascii"))


def scan_sheet(package: Package, part: str) -> SheetScanner:
    """A worksheet's XML, read once from end to end.

    Raises:
        SourceError: It is not a worksheet's XML.
    """
    scanner = SheetScanner()
    scanner.scan(package, part)
    return scanner


def _reference(attributes: dict[str, str]) -> str:
    """The value of the attribute ``id`` of the references' namespace, whichever edition's."""
    found = (value for name, value in attributes.items() if name.split(" ")[1:2] == ["id"])
    return next(found, "")
