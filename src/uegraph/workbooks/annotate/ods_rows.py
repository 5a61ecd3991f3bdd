"""Rows of an OpenDocument spreadsheet with notes put at their cells.

A cell or a row may stand for several equal ones; these are parted where a note needs one alone.
"""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import quoteattr

from lxml import etree

from uegraph.workbooks.annotate.notes import AUTHOR, without_ours
from uegraph.workbooks.annotate.ods_scanning import TABLE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from uegraph.workbooks.annotate.notes import Note
    from uegraph.workbooks.annotate.ods_scanning import RowPlace

OFFICE: Final = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
TEXT: Final = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
_CREATOR: Final = "{http://purl.org/dc/elements/1.1/}creator"
_NOTE: Final = f"{{{OFFICE}}}annotation"
_LINE: Final = f"{{{TEXT}}}p"
_ROW: Final = f"{{{TABLE}}}table-row"
_CELL: Final = f"{{{TABLE}}}table-cell"
_COVERED: Final = f"{{{TABLE}}}covered-table-cell"
_SOURCE: Final = f"{{{TABLE}}}cell-range-source"
_ROWS: Final = f"{{{TABLE}}}number-rows-repeated"
_COLUMNS: Final = f"{{{TABLE}}}number-columns-repeated"


class Fragments:
    """Reads and writes pieces of a document, in which its prefixes stand for what they do there."""

    def __init__(self, namespaces: Mapping[str, str]) -> None:
        declared = "".join(
            f" xmlns:{prefix}={quoteattr(uri)}" for prefix, uri in namespaces.items()
        )
        self._start, self._end = f"<w{declared}>".encode(), b"</w>"

    def read(self, content: bytes) -> etree._Element:
        """A piece as the children of an element."""
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
        return etree.fromstring(self._start + content + self._end, parser)

    def write(self, root: etree._Element) -> bytes:
        """The children of an element as a piece."""
        written = etree.tostring(root, encoding="UTF-8", xml_declaration=False)
        # A sign for "greater" within an attribute is written as an entity: this one ends the tag.
        return written[written.index(b">") + 1 : -len(self._end)]


def noted_rows(
    content: bytes, place: RowPlace, notes: Sequence[Note], fragments: Fragments
) -> bytes | None:
    """A row with its notes, parted where it stands for several; ``None`` where nothing changes.

    Args:
        content: The bytes of the row.
        place: Which rows it stands for.
        notes: The notes at these.
        fragments: How its bytes are read and written.
    """
    root = fragments.read(content)
    row = root[0]
    cleaned = _clean(row)
    if not notes and not cleaned:
        return None
    at, last = place.first, place.first + place.count - 1
    rows: dict[int, list[Note]] = {}
    for note in notes:
        rows.setdefault(note.row, []).append(note)
    parts = []
    for number in sorted(rows):
        parts += _repeated(row, number - at)
        alone = _repeated(row, 1)[0]
        for note in rows[number]:
            _say(alone, note)
        parts.append(alone)
        at = number + 1
    parts += _repeated(row, last - at + 1)
    parts[-1].tail = row.tail
    root[:] = parts
    return fragments.write(root)


def further_rows(height: int, notes: Sequence[Note], fragments: Fragments) -> bytes:
    """Rows below the last one, for notes on what is not there."""
    root = fragments.read(b"")
    rows: dict[int, etree._Element] = {}
    for note in notes:
        if note.row not in rows:
            gap = note.row - height - 1
            if gap:
                blank = etree.SubElement(root, _ROW, {_ROWS: str(gap)})
                etree.SubElement(blank, _CELL)
            rows[note.row] = etree.SubElement(root, _ROW)
            height = note.row
        _say(rows[note.row], note)
    return fragments.write(root)


def _repeated(row: etree._Element, count: int) -> list[etree._Element]:
    """A row that stands for so many equal ones; none where there are none."""
    if count < 1:
        return []
    copy = deepcopy(row)
    copy.tail = None
    copy.attrib.pop(_ROWS, "")
    if count > 1:
        copy.set(_ROWS, str(count))
    return [copy]


def _say(row: etree._Element, note: Note) -> None:
    cell = _cell_at(row, note.position)
    held = cell.find(_NOTE)
    if held is None:
        held = etree.Element(_NOTE)
        etree.SubElement(held, _CREATOR).text = AUTHOR
        cell.insert(1 if len(cell) and cell[0].tag == _SOURCE else 0, held)
    for text in note.text.split("\n"):
        etree.SubElement(held, _LINE).text = text


def _cell_at(row: etree._Element, position: int) -> etree._Element:
    """The cell at a position, counted from 0, alone."""
    at = 0
    for cell in [found for found in row if found.tag in (_CELL, _COVERED)]:
        repeated = cell.get(_COLUMNS, "1")
        count = max(int(repeated), 1) if repeated.isdecimal() and len(repeated) < 9 else 1
        if at <= position < at + count:
            return _alone(cell, position - at, at + count - position - 1)
        at += count
    if position > at:
        etree.SubElement(row, _CELL, {_COLUMNS: str(position - at)})
    return etree.SubElement(row, _CELL)


def _alone(cell: etree._Element, before: int, after: int) -> etree._Element:
    cell.attrib.pop(_COLUMNS, "")
    for count, add in ((before, cell.addprevious), (after, cell.addnext)):
        if count:
            copy = deepcopy(cell)
            copy.tail = None
            if count > 1:
                copy.set(_COLUMNS, str(count))
            add(copy)
    return cell


def _clean(row: etree._Element) -> bool:
    """Take out what an earlier run wrote; whether there was anything."""
    found = False
    for cell in row:
        for held in cell.findall(_NOTE):
            lines = [line for line in held.findall(_LINE) if _is_ours(line)]
            found = found or bool(lines)
            for line in lines:
                held.remove(line)
            if lines and not any(_said(line).strip() for line in held.findall(_LINE)):
                cell.remove(held)
    return found


def _is_ours(line: etree._Element) -> bool:
    text = _said(line)
    return bool(text) and not without_ours(text)


def _said(line: etree._Element) -> str:
    return "".join(str(part) for part in line.itertext())
