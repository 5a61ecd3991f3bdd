"""What a sheet of an Excel workbook says that the fast reader of values does not tell.

Hidden rows and columns, joined cells, formulas without a stored value, error values, dates that
show no day, and how far the sheet reaches. The bytes are searched rather than parsed: a search
takes a tenth of the time, and what it finds only adds remarks; values never come from here.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from uegraph.ingest.grids.addresses import beyond, letters, position
from uegraph.ingest.grids.grid import Merged, Remark
from uegraph.ingest.grids.limits import (
    MAX_ALIKE,
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_MERGED,
    MAX_ROWS,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

_ROOT: Final = re.compile(rb"<(?:([\w.-]+):)?worksheet[\s>]")
_CELL: Final = re.compile(r"\s*\$?([A-Za-z]{1,3})\$?([0-9]{1,7})\s*")
_TRUE: Final = ("1", "true")
# What the fast reader knows; it refuses the whole sheet for the newer ones.
_KNOWN: Final = (b"#DIV/0!", b"#N/A", b"#NAME?", b"#NULL!", b"#NUM!", b"#REF!", b"#VALUE!")
_STRAY: Final = "Delete what stands far below or far to the right of the table, and save."


@dataclass(slots=True)
class Findings:
    """What a sheet's XML says beside its values.

    Attributes:
        xml: The XML, changed only where the fast reader would refuse the sheet.
        hidden_rows: The hidden rows that have values.
        hidden_columns: The positions of the hidden columns.
        merged: Its joined cells.
        short: The cells whose date format shows no day, with the characters that it shows.
        formulas: Whether it has formulas.
        too_far: Whether it reaches further than what is read.
    """

    xml: bytes
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)
    merged: tuple[Merged, ...] = ()
    short: dict[tuple[int, int], int] = field(default_factory=dict)
    formulas: bool = False
    too_far: bool = False
    _remarks: list[Remark] = field(default_factory=list)
    _counts: Counter[str] = field(default_factory=Counter)

    def add(self, remark: Remark) -> None:
        """Keep a remark, unless there are very many of its kind."""
        self._counts[remark.rule] += 1
        if self._counts[remark.rule] <= MAX_ALIKE:
            self._remarks.append(remark)

    def remarks(self) -> Iterator[Remark]:
        """The remarks kept, and how many more there are."""
        yield from self._remarks
        for rule, count in self._counts.items():
            if count > MAX_ALIKE:
                more = f"{count - MAX_ALIKE:,} more cells have what the first {MAX_ALIKE:,} have"
                yield Remark(more, "Correct the first ones and check again.", "error", rule)


def examine(xml: bytes, short_styles: Mapping[int, int]) -> Findings:
    """What a sheet says beside its values.

    Args:
        xml: The sheet, in UTF-8 and without a document type.
        short_styles: The styles that show no day.
    """
    findings = Findings(xml)
    root = _ROOT.search(xml)
    if root is None:
        return findings
    prefix = re.escape(root[1] + b":") if root[1] else b""
    places = _Places(xml, prefix)
    _reach(places, findings)
    if findings.too_far:
        return findings
    findings.hidden_rows = sorted(set(places.hidden) & places.valued)
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
        self.valued: set[int] = set()
        self.hidden: list[int] = []
        self._starts: list[int] = []
        self._numbers: list[int] = []
        self._cell = re.compile(rb"<%sc[\s>/]" % prefix)
        self._last = (-1, -1, 0)
        self._read_rows()

    def _read_rows(self) -> None:
        number = 0
        for row in re.finditer(rb"<%srow(\s[^>]*)?>" % self.prefix, self.xml):
            said = row[1] or b""
            written = _attribute(said, b"r")
            number = int(written) if written.isdigit() else number + 1
            if b"hidden" in said and _attribute(said, b"hidden") in _TRUE:
                self.hidden.append(number)
            self._starts.append(row.start())
            self._numbers.append(number)
        value = re.compile(rb"</%s(?:v|is)\s*>" % self.prefix)
        ends = [*self._starts[1:], len(self.xml)]
        for number, start, end in zip(self._numbers, self._starts, ends, strict=True):
            if value.search(self.xml, start, end):
                self.valued.add(number)

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


def _reach(places: _Places, findings: Findings) -> None:
    """Find values so far out that the rectangle up to them would fill the memory."""
    last = max(places.valued, default=1)
    allowed = min(MAX_COLUMNS, MAX_CELLS // last) if last <= MAX_ROWS else 0
    if not allowed:
        remark = Remark("has a row below the last that a spreadsheet has", _STRAY, "error", "sheet:size")
        findings.too_far = True
        findings.add(remark)
        return
    far = re.compile(
        rb"<%sc(\s(?:[^>]*\s)?r\s*=\s*[\"']%s[0-9][^>]*)>" % (places.prefix, beyond(allowed).encode())
    )
    for tag in far.finditer(places.xml):
        if not tag[1].endswith(b"/") and not places.xml.startswith(b"</", tag.end()):
            row, column = places.of(tag)
            findings.too_far = True
            findings.add(_far(row, column, last))
            return


def _far(row: int, column: int, last: int) -> Remark:
    if column >= MAX_COLUMNS:
        message = (
            f"the value in {letters(column)}{row} is right of column {letters(MAX_COLUMNS - 1)}, "
            "the last that is read; the sheet was not read"
        )
        return Remark(message, "Delete it, and save.", "error", "sheet:size", row, column)
    message = (
        f"reaches from A1 to {letters(column)}{last}, which is more than "
        f"{MAX_CELLS:,} cells; the sheet was not read"
    )
    return Remark(message, _STRAY, "error", "sheet:size")


def _columns(xml: bytes, prefix: bytes, findings: Findings) -> None:
    head = xml[: max(xml.find(b"sheetData"), 0)]
    hidden: set[int] = set()
    for column in re.finditer(rb"<%scol(\s[^>]*)>" % prefix, head):
        if _attribute(column[1], b"hidden") in _TRUE:
            first, last = _attribute(column[1], b"min"), _attribute(column[1], b"max")
            if first.isdecimal() and last.isdecimal():
                hidden.update(range(int(first) - 1, min(int(last), MAX_COLUMNS)))
    findings.hidden_columns = sorted(hidden)


def _merged(xml: bytes, prefix: bytes, findings: Findings) -> None:
    tail = xml.rfind(b"</%ssheetData" % prefix.replace(b"\\", b""))
    found = []
    for joined in re.finditer(rb"<%smergeCell(\s[^>]*)>" % prefix, xml[tail:]):
        first, _, last = _attribute(joined[1], b"ref").partition(":")
        start, end = _CELL.fullmatch(first), _CELL.fullmatch(last)
        if start and end:
            found.append(
                Merged(int(start[2]), position(start[1]), int(end[2]), position(end[1]))
            )
        if len(found) > MAX_MERGED:
            message = f"has more than {MAX_MERGED:,} joined cells"
            remedy = "Mark the table and undo “Merge cells”."
            findings.add(Remark(message, remedy, "error", "sheet:size"))
            break
    findings.merged = tuple(found)


def _formulas(places: _Places, findings: Findings) -> None:
    prefix = places.prefix
    opening = re.compile(rb"<%sc(\s[^>]*)?>\s*<%sf[\s>/]" % (prefix, prefix))
    findings.formulas = opening.search(places.xml) is not None
    if not findings.formulas:
        return
    empty = re.compile(
        rb"<%(p)sc(\s[^>]*)?>\s*<%(p)sf(?:\s[^>]*)?(?:/>|(?<!/)>[^<]*</%(p)sf\s*>)\s*"
        rb"(<%(p)sv\s*/>|<%(p)sv\s*>\s*</%(p)sv\s*>)?\s*</%(p)sc\s*>" % {b"p": prefix}
    )
    for cell in empty.finditer(places.xml):
        if cell[2] and _attribute(cell[1] or b"", b"t") == "str":
            continue  # the formula's value is an empty text
        row, column = places.of(cell)
        message = "has a formula whose value is not stored"
        remedy = "Open the workbook in the spreadsheet and save it; that stores the values."
        findings.add(Remark(message, remedy, "error", "cell:formula", row, column))


def _short(places: _Places, short_styles: Mapping[int, int], findings: Findings) -> None:
    styles = b"|".join(b"%d" % style for style in short_styles)
    dated = re.compile(rb"<%sc(\s(?:[^>]*\s)?s\s*=\s*[\"'](?:%s)[\"'][^>]*)>" % (places.prefix, styles))
    for tag in dated.finditer(places.xml):
        if not tag[1].endswith(b"/"):
            findings.short[places.of(tag)] = short_styles[int(_attribute(tag[1], b"s"))]


def _errors(places: _Places, findings: Findings) -> None:
    if b'"e"' not in places.xml and b"'e'" not in places.xml:
        return
    prefix = places.prefix
    erroneous = re.compile(rb"<%sc(\s(?:[^>]*\s)?t\s*=\s*[\"']e[\"'][^>]*)>" % prefix)
    value = re.compile(rb"<%sv(?:\s[^>]*)?>([^<]*)<" % prefix)
    unknown: list[tuple[int, int]] = []
    for tag in erroneous.finditer(places.xml):
        if tag[1].endswith(b"/"):
            continue
        end = places.xml.find(b"</%sc" % prefix.replace(b"\\", b""), tag.end())
        held = value.search(places.xml, tag.end(), end)
        if not held:
            continue
        row, column = places.of(tag)
        findings.add(error_at(held[1].decode(errors="replace"), row, column))
        if held[1] not in _KNOWN:
            unknown.append(held.span(1))
    findings.xml = _without(places.xml, unknown)


def error_at(shown: str, row: int, column: int) -> Remark:
    """A cell whose formula failed, or that somebody copied from such a one."""
    message = f"holds the error {shown[:20]}"
    remedy = "Correct its formula, or type the value."
    return Remark(message, remedy, "error", "cell:error", row, column)


def _without(xml: bytes, spans: Collection[tuple[int, int]]) -> bytes:
    if not spans:
        return xml
    pieces, done = [], 0
    for start, end in spans:
        pieces += [xml[done:start], b"#N/A"]
        done = end
    return b"".join([*pieces, xml[done:]])
