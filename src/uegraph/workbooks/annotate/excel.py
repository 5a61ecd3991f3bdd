"""Notes and a sheet of problems put into an Excel workbook; every other part stays as it is."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from lxml import etree

from uegraph.ingest.grids.addresses import letters
from uegraph.workbooks.annotate.drawing import blocks_of
from uegraph.workbooks.annotate.excel_notes import Related, annotate_sheet
from uegraph.workbooks.annotate.listing import HEADINGS, MARK, free_name, lines, quoted
from uegraph.workbooks.annotate.notes import Outcome, listed, notes_of
from uegraph.workbooks.annotate.parts import to_xml
from uegraph.workbooks.annotate.problems_xml import worksheet
from uegraph.workbooks.annotate.relations import declare, forget_relations, relate, relations
from uegraph.workbooks.annotate.styles import add_looks

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from uegraph.errors import Problem
    from uegraph.workbooks.annotate.parts import Package
    from uegraph.workbooks.annotate.relations import Relation

_OFFICE: Final = "application/vnd.openxmlformats-officedocument"
_WORKSHEET: Final = f"{_OFFICE}.spreadsheetml.worksheet+xml"
_AFTER_NAMES: Final = (
    "calcPr", "oleSize", "customWorkbookViews", "pivotCaches", "smartTagPr", "smartTagTypes",
    "webPublishing", "fileRecoveryPr", "webPublishObjects", "extLst",
)  # fmt: skip
_EDITIONS: Final = {
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main":
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/spreadsheetml/main":
        "http://purl.oclc.org/ooxml/officeDocument/relationships",
}  # fmt: skip
"""The namespace of each edition of the standard, and that of its references."""


@dataclass(frozen=True, slots=True)
class Workbook:
    """Where the things are in an Excel workbook.

    Attributes:
        package: Its parts.
        part: The part that lists its sheets.
        root: That part as XML.
        namespace: What the names of its elements belong to.
        references: What the names of references belong to.
        targets: What the part refers to, by the name of the reference.
    """

    package: Package
    part: str
    root: etree._Element
    namespace: str
    references: str
    targets: Mapping[str, Relation]

    @property
    def sheets(self) -> list[etree._Element]:
        """The entries of its sheets, in order."""
        return self.root.findall(f"{self.name('sheets')}/{self.name('sheet')}")

    def name(self, local: str) -> str:
        """An element's name in this edition of the standard."""
        return f"{{{self.namespace}}}{local}"

    def target(self, sheet: etree._Element) -> Relation | None:
        """The part that holds a sheet."""
        return self.targets.get(sheet.get(f"{{{self.references}}}id", ""))


def annotate_excel(package: Package, problems: Sequence[Problem]) -> Outcome:
    """Put notes at the cells of an Excel workbook, and add the sheet of problems.

    Raises:
        SourceError: The workbook is built in a way that cannot be added to safely.
    """
    workbook = _open(package)
    notes, left_out = notes_of(problems)
    taken = _blocks(package)
    written, threads, names = 0, 0, set()
    ours = _own_sheet(workbook)
    for sheet in workbook.sheets:
        target = workbook.target(sheet)
        if sheet is ours or target is None or target.kind != "worksheet":
            continue
        name = sheet.get("name", "")
        names.add(name)
        related = Related(package, target.target, workbook.namespace, workbook.references)
        put, refused = annotate_sheet(related, notes.get(name, []), taken)
        written, threads = written + put, threads + refused
    _list_problems(workbook, listed(problems), names, ours)
    package.change(workbook.part, to_xml(workbook.root))
    signed = any(name.lower().startswith("_xmlsignatures/") for name in package.names)
    return Outcome(written, left_out, threads, signed)


def _open(package: Package) -> Workbook:
    main = [found for found in relations(package, "") if found.kind == "officeDocument"]
    if not main:
        raise package.refusal("it does not say which of its parts is the workbook")
    part = main[0].target
    if part.endswith(".bin"):
        raise package.refusal("it is a binary workbook (.xlsb)")
    root = package.tree(part)
    namespace = etree.QName(root).namespace or ""
    if namespace not in _EDITIONS or etree.QName(root).localname != "workbook":
        raise package.refusal("it is not an Excel workbook")
    targets = {found.id: found for found in relations(package, part)}
    workbook = Workbook(package, part, root, namespace, _EDITIONS[namespace], targets)
    if not workbook.sheets:
        raise package.refusal("it has no sheets")
    return workbook


def _blocks(package: Package) -> set[int]:
    """The numbers that drawings of notes and controls use for their shapes."""
    drawings = [name for name in package.names if name.lower().endswith(".vml")]
    return {block for name in drawings for block in blocks_of(package.read(name))}


def _own_sheet(workbook: Workbook) -> etree._Element | None:
    """The sheet of problems of an earlier run, known by the name that belongs to it."""
    for found in workbook.root.iter(workbook.name("definedName")):
        at = found.get("localSheetId", "")
        if found.get("name") == MARK and at.isdecimal() and int(at) < len(workbook.sheets):
            return workbook.sheets[int(at)]
    return None


def _list_problems(
    workbook: Workbook, problems: Sequence[Problem], sheets: set[str], ours: etree._Element | None
) -> None:
    """Write the sheet of problems, in the place of an earlier one where there is one."""
    package = workbook.package
    target = workbook.target(ours) if ours is not None else None
    if ours is not None and target is not None:
        forget_relations(package, target.target)
        part, sheet = target.target, ours
    else:
        folder = posixpath.dirname(workbook.part)
        part = package.free(posixpath.join(folder, "worksheets", "sheet{}.xml"))
        sheet = _new_sheet(workbook, part)
    styles = next((f.target for f in workbook.targets.values() if f.kind == "styles"), None)
    looks = add_looks(package, styles)
    package.change(part, worksheet(lines(problems, sheets), workbook.namespace, looks))
    _name_areas(workbook, sheet, len(problems) + 1)


def _new_sheet(workbook: Workbook, part: str) -> etree._Element:
    """The entry of a new sheet behind all others."""
    package, sheets = workbook.package, workbook.sheets
    declare(package, part, _WORKSHEET)
    relation = relate(package, workbook.part, f"{workbook.references}/worksheet", part)
    numbers = [int(found.get("sheetId", "0")) for found in sheets]
    entry = etree.Element(workbook.name("sheet"))
    entry.set("name", free_name(found.get("name", "") for found in sheets))
    entry.set("sheetId", str(max(numbers) + 1))
    entry.set(f"{{{workbook.references}}}id", relation)
    sheets[-1].addnext(entry)
    return entry


def _name_areas(workbook: Workbook, sheet: etree._Element, rows: int) -> None:
    """Name the sheet's areas: that which the filter covers, and that by which it is known."""
    at = str(workbook.sheets.index(sheet))
    names = workbook.root.find(workbook.name("definedNames"))
    if names is None:
        names = etree.Element(workbook.name("definedNames"))
        later = [f for f in workbook.root if etree.QName(f).localname in _AFTER_NAMES]
        place = workbook.root.index(later[0]) if later else len(workbook.root)
        workbook.root.insert(place, names)
    area = f"{quoted(sheet.get('name', ''))}!$A$1:${letters(len(HEADINGS) - 1)}${rows}"
    for name in ("_xlnm._FilterDatabase", MARK):
        for found in list(names):
            if found.get("name") == name and found.get("localSheetId") == at:
                names.remove(found)
        etree.SubElement(
            names, workbook.name("definedName"), {"name": name, "localSheetId": at, "hidden": "1"}
        ).text = area
