"""What a sheet of an Excel workbook says that the fast reader of values does not tell.

Hidden rows and columns, joined cells, formulas without a stored value, error values, dates that
show no day, and how far the sheet reaches. The bytes are searched rather than parsed: a search
takes a tenth of the time, and what it finds only adds remarks; values never come from here.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from uegraph.ingest.grids.addresses import beyond, letters, position
from uegraph.ingest.grids.grid import Merged
from uegraph.ingest.grids.limits import (
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_MERGED,
    MAX_ROWS,
)
from uegraph.ingest.grids.refusal import damaged
from uegraph.ingest.grids.remarks import Remarks, failed, too_far, too_many_merged, unstored

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from uegraph.ingest.grids.grid import Remark

_ROOT: Final = re.compile(rb"<(?:(\w+):)?worksheet[\s>]")
_CELL: Final = re.compile(r"\s*\$?([A-Za-z]{1,3})\$?([0-9]{1,7})\s*")
_TRUE: Final = ("1", "true")
# What the fast reader knows; it refuses the whole sheet for the newer ones.
_KNOWN: Final = (b"#DIV/0!", b"#N/A", b"#NAME?", b"#NULL!", b"#NUM!", b"#REF!", b"#VALUE!")


@dataclass(slots=True)
class Findings:
    """What a sheet's XML says beside its values.

    Attributes:
        xml: The XML, changed only where the fast reader would refuse the sheet.
        hidden_rows: The hidden rows that have values.
        hidden_columns: The positions of the hidden columns.
        merged: Its joined cells.
        short: The cells whose date format shows no day, with the characters that it shows.
        formulas: Whether it has formulas with values.
        stale: Whether their stored values may be out of date.
        too_far: Whether it reaches further than what is read.
        remarks: What is to be said of its cells.
    """

    xml: bytes
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)
    merged: tuple[Merged, ...] = ()
    short: dict[tuple[int, int], int] = field(default_factory=dict)
    formulas: bool = False
    stale: bool = False
    too_far: bool = False
    remarks: Remarks = field(default_factory=Remarks)


def examine(xml: bytes, short_styles: Mapping[int, int]) -> Findings:
    """What a sheet says beside its values.

    Args:
        xml: The sheet, in UTF-8 and without a document type.
        short_styles: The styles that show no day.

    Raises:
        RefusedError: It is no sheet.
    """
    findings = Findings(xml)
    root = _ROOT.search(xml)
    if root is None:
        raise damaged("a sheet is none")
    prefix = root[1] + b":" if root[1] else b""
    places = _Places(xml, prefix)
    _reach(places, findings)
    if findings.too_far:
        return findings
    findings.hidden_rows = places.hidden_rows()
    _columns(xml, prefix, findings)
    _merged(xml, prefix, findings)
    _formulas(places, findings)
    if short_styles:
        _short(places, short_styles, findings)
    _errors(places, findings)
    return findings


class _Places:
    """Where the rows of a sheet start, and at which cell a place in its XML is."""

    def __init__(self, xml: bytes, prefix: bytes) -> None:
        self.xml = xml
        self.prefix = prefix
        self._starts: list[int] = []
        self._numbers: list[int] = []
        self._hidden: list[int] = []
        self._cell = re.compile(rb"<%sc[\s>/]" % prefix)
        self._value = re.compile(rb"</%s(?:v|is)\s*>" % prefix)
        self._last = (-1, -1, 0)
        self._read_rows()

    def _read_rows(self) -> None:
        number = 0
        # Nearly every writer gives the number first; looking for it takes three times as long.
        row_tag = rb"<%srow(?=[\s/>])(?:\s+r=[\"']([0-9]{1,9})[\"'])?([^<>]*)>" % self.prefix
        for row in re.finditer(row_tag, self.xml):
            said = row[2]
            number = int(row[1] or 0) or _whole(_attribute(said, b"r")) or number + 1
            if b"hidden" in said and _attribute(said, b"hidden") in _TRUE:
                self._hidden.append(len(self._starts))
            self._starts.append(row.start())
            self._numbers.append(number)

    def _has_value(self, row: int) -> bool:
        end = self._starts[row + 1] if row + 1 < len(self._starts) else len(self.xml)
        return self._value.search(self.xml, self._starts[row], end) is not None

    def last(self) -> int:
        """The last row with a value, or 1 where there is none."""
        rows = reversed(range(len(self._starts)))
        return next((self._numbers[row] for row in rows if self._has_value(row)), 1)

    def hidden_rows(self) -> list[int]:
        """The hidden rows with values."""
        return [self._numbers[row] for row in self._hidden if self._has_value(row)]

    def of(self, tag: re.Match[bytes]) -> tuple[int, int]:
        """The row, counted from 1, and the position, counted from 0, of a cell's opening tag.

        Cells without an address stand to the right of the one before; they are counted on from
        the last place asked for, so that many questions in order cost no more than one.
        """
        if found := _CELL.fullmatch(_attribute(tag[1] or b"", b"r")):
            return int(found[2]), position(found[1])
        row = bisect_right(self._starts, tag.start()) - 1
        start = self._starts[row] if row >= 0 else 0
        known, offset, column = self._last
        if known != row or offset > tag.start():
            offset, column = start, -1
        for cell in self._cell.finditer(self.xml, offset, tag.end()):
            end = self.xml.find(b">", cell.start())
            written = _CELL.fullmatch(_attribute(self.xml[cell.end() - 1 : end], b"r"))
            column = position(written[1]) if written else column + 1
        self._last = (row, tag.end(), column)
        return (self._numbers[row] if row >= 0 else 0), column


def _attribute(said: bytes, name: bytes) -> str:
    found = re.search(rb"\s%s\s*=\s*[\"']([^\"']*)" % name, said)
    return found[1].decode(errors="replace") if found else ""


def _whole(written: str) -> int:
    """A positive whole number, or 0 where the text is none."""
    return int(written) if re.fullmatch("[0-9]{1,9}", written) else 0


def _reach(places: _Places, findings: Findings) -> None:
    """Find values so far out that the rectangle up to them would fill the memory."""
    last = places.last()
    allowed = min(MAX_COLUMNS, MAX_CELLS // last) if last <= MAX_ROWS else 0
    if not allowed:
        findings.too_far = True
        findings.remarks.add(too_far(f"has a row {last:,}, below the last of any spreadsheet"))
        return
    # Searched without what stands before it, which is ten times as fast; then looked at closely.
    far = re.compile(rb"r=[\"']%s[0-9]" % beyond(allowed).encode())
    cell = re.compile(rb"<%sc(\s[^<>]*)>(?!</)" % places.prefix)
    for address in far.finditer(places.xml):
        tag = cell.match(places.xml, places.xml.rfind(b"<", 0, address.start()))
        if tag and tag.end() > address.end() and not tag[1].endswith(b"/"):
            findings.too_far = True
            findings.remarks.add(_far(*places.of(tag), last))
            return


def _far(row: int, column: int, last: int) -> Remark:
    if column >= MAX_COLUMNS:
        right = letters(MAX_COLUMNS - 1)
        return too_far(f"the cell is right of column {right}, the last that is read", row, column)
    return too_far(
        f"reaches from A1 to {letters(column)}{last}, which is more than {MAX_CELLS:,} cells"
    )


def _columns(xml: bytes, prefix: bytes, findings: Findings) -> None:
    head = xml[: max(xml.find(b"sheetData"), 0)]
    hidden: set[int] = set()
    for column in re.finditer(rb"<%scol(\s[^<>]*)>" % prefix, head):
        if _attribute(column[1], b"hidden") in _TRUE:
            first, last = (_whole(_attribute(column[1], name)) for name in (b"min", b"max"))
            hidden.update(range(max(first - 1, 0), min(last, MAX_COLUMNS)))
    findings.hidden_columns = sorted(hidden)


def _merged(xml: bytes, prefix: bytes, findings: Findings) -> None:
    tail = xml.rfind(b"</%ssheetData" % prefix)
    found = []
    for joined in re.finditer(rb"<%smergeCell(\s[^<>]*)>" % prefix, xml[tail:]):
        first, _, last = _attribute(joined[1], b"ref").partition(":")
        start, end = _CELL.fullmatch(first), _CELL.fullmatch(last)
        if start and end:
            found.append(Merged(int(start[2]), position(start[1]), int(end[2]), position(end[1])))
        if len(found) > MAX_MERGED:
            findings.remarks.add(too_many_merged(MAX_MERGED))
            break
    findings.merged = tuple(found)


def _formulas(places: _Places, findings: Findings) -> None:
    prefix = places.prefix
    if not re.search(rb"<%sf[\s>/]" % prefix, places.xml):
        return
    empty = re.compile(
        rb"<%(p)sc(\s[^<>]*)?>\s*<%(p)sf(?:\s[^<>]*)?(?:/>|(?<!/)>[^<]*</%(p)sf\s*>)\s*"
        rb"(<%(p)sv\s*/>|<%(p)sv\s*>\s*</%(p)sv\s*>)?\s*</%(p)sc\s*>" % {b"p": prefix}
    )
    without = 0
    for cell in empty.finditer(places.xml):
        if cell[2] and _attribute(cell[1] or b"", b"t") == "str":
            continue  # the formula's value is an empty text
        findings.remarks.add(unstored(*places.of(cell)))
        without += 1
    findings.formulas = len(re.findall(rb"<%sf[\s>/]" % prefix, places.xml)) > without


def _short(places: _Places, short_styles: Mapping[int, int], findings: Findings) -> None:
    styles = b"|".join(b"%d" % style for style in short_styles)
    dated = re.compile(
        rb"<%sc(\s(?:[^<>]*\s)?s\s*=\s*[\"'](%s)[\"'][^<>]*)>" % (places.prefix, styles)
    )
    for tag in dated.finditer(places.xml):
        if not tag[1].endswith(b"/"):
            findings.short[places.of(tag)] = short_styles[int(tag[2])]


def _errors(places: _Places, findings: Findings) -> None:
    if b'"e"' not in places.xml and b"'e'" not in places.xml:
        return
    prefix = places.prefix
    erroneous = re.compile(rb"<%sc(\s(?:[^<>]*\s)?t\s*=\s*[\"']e[\"'][^<>]*)>" % prefix)
    value = re.compile(rb"<%sv(?:\s[^<>]*)?>([^<]*)<" % prefix)
    unknown: list[tuple[int, int]] = []
    for tag in erroneous.finditer(places.xml):
        if tag[1].endswith(b"/"):
            continue
        end = places.xml.find(b"</%sc" % prefix, tag.end())
        held = value.search(places.xml, tag.end(), end)
        if not held:
            continue
        row, column = places.of(tag)
        findings.remarks.add(failed(held[1].decode(errors="replace"), row, column))
        if held[1] not in _KNOWN:
            unknown.append(held.span(1))
    findings.xml = _without(places.xml, unknown)


def _without(xml: bytes, spans: Collection[tuple[int, int]]) -> bytes:
    if not spans:
        return xml
    pieces, done = [], 0
    for start, end in spans:
        pieces += [xml[done:start], b"#N/A"]
        done = end
    return b"".join([*pieces, xml[done:]])
