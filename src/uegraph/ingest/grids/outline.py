"""What an Excel workbook says of itself: its sheets in order, and which parts hold them."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from uegraph.ingest.grids.limits import MAX_NAME, MAX_SHEETS
from uegraph.ingest.grids.refusal import SAVE_AS_XLSX, RefusedError, damaged, too_large
from uegraph.ingest.grids.xmlparts import elements

if TYPE_CHECKING:
    from uegraph.ingest.grids.archive import Archive
    from uegraph.ingest.grids.xmlparts import Element

WORKBOOK: Final = "xl/workbook.xml"
_TRUE: Final = ("1", "true")


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A sheet of cells.

    Attributes:
        name: Its name.
        part: The part that holds it.
        hidden: Whether the spreadsheet hides it.
    """

    name: str
    part: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class Outline:
    """An Excel workbook without its cells.

    Attributes:
        sheets: Its sheets of cells; charts are none.
        shared: The part with the texts that cells share; empty where there is none.
        styles: The part with the formats; empty where there is none.
        from_1904: Whether days are counted from 1904, as on old Macs.
        stale: Whether its formulas are still to be worked out.
        macros: Whether it holds programs.
    """

    sheets: tuple[SheetPart, ...]
    shared: str
    styles: str
    from_1904: bool
    stale: bool
    macros: bool


def read_outline(archive: Archive) -> Outline:
    """What a workbook says of itself.

    Raises:
        RefusedError: It is no Excel workbook, or a damaged one.
    """
    start = _start(archive)
    kinds = _related(archive, start)
    by_kind = dict(reversed(kinds.values()))
    found = elements(archive.read_xml(start), ("workbookPr", "sheet", "calcPr"))
    return Outline(
        sheets=_sheets(found, kinds),
        shared=_there(archive, by_kind.get("sharedStrings", "")),
        styles=_there(archive, by_kind.get("styles", "")),
        from_1904=any(_says(element, "workbookPr", "date1904") for element in found),
        stale=any(_says(element, "calcPr", "fullCalcOnLoad") for element in found),
        macros="vbaProject" in by_kind or "xlMacrosheet" in by_kind,
    )


def _start(archive: Archive) -> str:
    """The part that lists the sheets."""
    for kind, part in _related(archive, "").values():
        if kind == "officeDocument" and part in archive:
            if part.endswith(".bin"):
                raise RefusedError("is a binary Excel workbook (.xlsb)", SAVE_AS_XLSX)
            return part
    if WORKBOOK not in archive:
        raise damaged("its list of sheets is missing")
    return WORKBOOK


def _related(archive: Archive, part: str) -> dict[str, tuple[str, str]]:
    """The kinds and names of the parts that a part refers to, by the ids that it uses."""
    folder, name = posixpath.split(part)
    listing = posixpath.join(folder, "_rels", f"{name}.rels")
    if listing not in archive:
        return {}
    found = {}
    for _, said in elements(archive.read_xml(listing), ("Relationship",)):
        if said.get("TargetMode") != "External":
            target = said.get("Target", "").replace("\\", "/")
            # A target that starts with a slash counts from the top.
            target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            kind = said.get("Type", "").rpartition("/")[2]
            found[said.get("Id", "")] = (kind, target)
    return found


def _sheets(found: list[Element], kinds: dict[str, tuple[str, str]]) -> tuple[SheetPart, ...]:
    sheets = []
    for name, said in found:
        if name != "sheet":
            continue
        kind, part = kinds.get(said.get("id", ""), ("worksheet", ""))
        if kind == "worksheet":
            hidden = said.get("state", "visible") != "visible"
            sheets.append(SheetPart(said.get("name", "")[:MAX_NAME], part, hidden))
    if len(sheets) > MAX_SHEETS:
        raise too_large(f"has {len(sheets):,} sheets, more than the {MAX_SHEETS:,} that are read")
    return tuple(sheets)


def _says(element: Element, name: str, attribute: str) -> bool:
    return element[0] == name and element[1].get(attribute) in _TRUE


def _there(archive: Archive, part: str) -> str:
    return part if part in archive else ""
