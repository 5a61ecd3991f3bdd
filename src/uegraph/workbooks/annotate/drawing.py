"""The drawing that gives each note of an Excel sheet its red corner and its box.

It is VML, which Excel still asks for. Files hold VML that is no valid XML, so it is taken as text.

References:
    ECMA-376 part 4, 19 (VML).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from uegraph.workbooks.annotate.notes import Note

_BLOCK: Final = 1_024  # shapes of one drawing are numbered within blocks that no other uses
_SHAPE: Final = re.compile(rb"<v:shape\s.*?</v:shape>\s*", re.DOTALL)
_ROW: Final = re.compile(rb"<x:Row>\s*(\d+)\s*</x:Row>")
_COLUMN: Final = re.compile(rb"<x:Column>\s*(\d+)\s*</x:Column>")
_BLOCKS: Final = re.compile(rb"(<\w+:idmap\b[^>]*?\bdata=[\"'])([\d,\s]*)([\"'])")
_NUMBER: Final = re.compile(rb"_x0000_s(\d{1,9})\b")
_END: Final = re.compile(rb"</xml\s*>\s*\Z")
_SPACES: Final = {
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "x": "urn:schemas-microsoft-com:office:excel",
}
_NAMED: Final = [f'xmlns:{prefix}="{space}"'.encode() for prefix, space in _SPACES.items()]
_KIND: Final = (
    b'<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202"'
    b' path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
    b'<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_EMPTY: Final = (
    b"<xml " + b" ".join(_NAMED) + b'><o:shapelayout v:ext="edit">'
    b'<o:idmap v:ext="edit" data=""/></o:shapelayout></xml>'
)
_NOTE: Final = (
    '<v:shape id="_x0000_s{number}" type="#_x0000_t202" style="position:absolute;'
    "margin-left:60pt;margin-top:2pt;width:260pt;height:{height}pt;z-index:{order};"
    'visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/>'
    '<v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
    '<v:textbox style="mso-direction-alt:auto;mso-fit-shape-to-text:t">'
    '<div style="text-align:left"></div></v:textbox><x:ClientData ObjectType="Note">'
    "<x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor>"
    "<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column>"
    "</x:ClientData></v:shape>"
)
_LINE: Final = 45  # characters of a note that stand side by side
_LAST: Final = 16_383


def blocks_of(drawing: bytes) -> set[int]:
    """The blocks of numbers that a drawing says it uses, and those that it does use."""
    found = (numbers for _, numbers, _ in _BLOCKS.findall(drawing))
    said = {int(number) for numbers in found for number in re.findall(rb"\d{1,6}", numbers)}
    return said | {int(number) // _BLOCK for number in _NUMBER.findall(drawing)}


def with_notes(
    drawing: bytes | None, notes: Sequence[Note], gone: Iterable[tuple[int, int]], taken: set[int]
) -> bytes | None:
    """A drawing with boxes for notes.

    Args:
        drawing: The drawing of the sheet, if it has one.
        notes: The notes that have no box yet.
        gone: The rows, from 1, and columns whose note was taken out.
        taken: The blocks of numbers that drawings use; the new ones are added.

    Returns:
        The new drawing; ``None`` where the old one cannot be added to.
    """
    drawing = _EMPTY if drawing is None else _usual(drawing)
    if drawing is None:
        return None
    left_out = {(row - 1, column) for row, column in gone}
    drawing = _SHAPE.sub(lambda found: b"" if _place(found[0]) in left_out else found[0], drawing)
    if not notes:
        return drawing
    blocks = [max(taken, default=0) + at for at in range(1, len(notes) // (_BLOCK - 1) + 2)]
    taken.update(blocks)
    return _added(drawing, notes, blocks)


def _usual(drawing: bytes) -> bytes | None:
    """A drawing with the prefixes that spreadsheets give its names; ``None`` where it has none."""
    if all(name in drawing for name in _NAMED):
        return drawing
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(drawing, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    etree.cleanup_namespaces(root, top_nsmap=_SPACES)
    return etree.tostring(root)


def _added(drawing: bytes, notes: Sequence[Note], blocks: Sequence[int]) -> bytes | None:
    numbers = (block * _BLOCK + at for block in blocks for at in range(1, _BLOCK))
    order = len(_SHAPE.findall(drawing))
    boxes = [_box(note, number, order + at) for at, (note, number) in
             enumerate(zip(notes, numbers, strict=False), start=1)]  # fmt: skip
    kind = b"" if b'id="_x0000_t202"' in drawing else _KIND
    more = ",".join(map(str, blocks)).encode()
    drawing = _BLOCKS.sub(lambda found: _joined(found, more), drawing, count=1)
    drawing, done = _END.subn(lambda found: kind + b"".join(boxes) + found[0], drawing)
    return drawing if done else None


def _joined(found: re.Match[bytes], more: bytes) -> bytes:
    there = found[2].strip()
    return found[1] + there + (b"," if there else b"") + more + found[3]


def _place(shape: bytes) -> tuple[int, int] | None:
    row, column = _ROW.search(shape), _COLUMN.search(shape)
    if b'ObjectType="Note"' not in shape or not row or not column:
        return None
    return int(row[1]), int(column[1])


def _box(note: Note, number: int, order: int) -> bytes:
    lines = sum(len(line) // _LINE + 1 for line in note.text.split("\n"))
    rows = min(max(lines, 3), 20)
    left, top = min(note.position + 1, _LAST), max(note.row - 2, 0)
    right = min(left + 2, _LAST)
    anchor = f"{left}, 15, {top}, 10, {right}, 15, {top + rows}, 4"
    return _NOTE.format(
        number=number, order=order, height=rows * 13, anchor=anchor,
        row=note.row - 1, column=note.position,
    ).encode()  # fmt: skip
