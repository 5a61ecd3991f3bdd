"""How wide a text is and where it breaks, measured with the fonts that pictures are drawn with.

References:
    ISO/IEC 14496-22, Open Font Format: the tables cmap (form 4), head, hhea, hmtx.
"""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from uegraph.maps.wording import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

FONTS: Final = Path(__file__).with_name("fonts")
FAMILY: Final = "'DejaVu Sans','Liberation Sans',Arial,sans-serif"
LINE: Final = 1.22
"""The height of a line, in units of the size of its letters."""

RISE: Final = 0.76
"""How far letters reach above the line they stand on, in units of their size."""

_FILES: Final = {False: "DejaVuSans.ttf", True: "DejaVuSans-Bold.ttf"}
# A letter that the font lacks comes from a font of the reader's machine: an emoji is the widest.
_FOREIGN: Final = 1.3
# What XML 1.0 forbids, halves of a surrogate pair and whatever else cannot be written.
_FORBIDDEN: Final = re.compile(
    "[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u007f-\u0084\u0086-\u009f\ufdd0-\ufdef]"
)
_LONGEST: Final = 4_000
_SPACES: Final = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Letters:
    """The letters of a font.

    Attributes:
        advances: The width of each letter it has, in units of its size.
    """

    advances: Mapping[str, float]

    def width(self, text: str, size: float) -> float:
        """How wide a text is at a size, in the unit of the size."""
        advances = self.advances
        return size * sum(advances.get(letter, _FOREIGN) for letter in text)


@cache
def letters(bold: bool = False) -> Letters:
    """The letters of the font for names, or of the bold one for headings."""
    return Letters(_advances((FONTS / _FILES[bold]).read_bytes()))


def lacking(text: str) -> str:
    """The letters of a text that our fonts do not have, each once.

    >>> lacking("Cyngor Sir Gâr, Wałbrzych"), lacking("a 語")
    ('', '語')
    """
    return "".join(sorted(set(text) - letters().advances.keys() - set("\t\n\r")))


def printable(text: str) -> str:
    r"""A text on one line, without what a file of this kind must not hold; very long ones are cut.

    >>> printable("One\x00\u202e\n two\ud800")
    'One� two�'
    """
    kept = _FORBIDDEN.sub("", visible(text[: 2 * _LONGEST]))
    return _SPACES.sub(" ", kept).strip()[:_LONGEST]


def broken(text: str, width: float, size: float, *, most: int, bold: bool = False) -> list[str]:
    """A printable text in lines of a width, at most so many; what does not fit ends in an ellipsis.

    >>> broken("Harbour Trust for Statistics", 90, 11, most=2)
    ['Harbour Trust', 'for Statistics']
    """
    font = letters(bold)
    words = [part for word in text.split(" ") for part in _parts(word, width, size, font)]
    lines: list[str] = []
    for at, word in enumerate(words):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and font.width(longer, size) <= width:
            lines[-1] = longer
        elif len(lines) < most:
            lines.append(word)
        else:
            lines[-1] = _cut(" ".join([lines[-1], *words[at : at + 1]]), width, size, font)
            break
    return lines


def widest(lines: Iterable[str], size: float, *, bold: bool = False) -> float:
    """The width of the widest line."""
    return max((letters(bold).width(line, size) for line in lines), default=0)


def _parts(word: str, width: float, size: float, font: Letters) -> list[str]:
    """A word, in pieces where it is wider than a line."""
    if font.width(word, size) <= width:
        return [word] if word else []
    parts = [""]
    for letter in word:
        if parts[-1] and font.width(parts[-1] + letter, size) > width:
            parts.append("")
        parts[-1] += letter
    return parts


def _cut(text: str, width: float, size: float, font: Letters) -> str:
    while text and font.width(f"{text}…", size) > width:
        text = text[:-1]
    return f"{text.rstrip()}…"


def _advances(font: bytes) -> dict[str, float]:
    tables = {
        font[at : at + 4]: struct.unpack(">II", font[at + 8 : at + 16])
        for at in range(12, 12 + 16 * struct.unpack(">H", font[4:6])[0], 16)
    }
    unit = struct.unpack_from(">H", font, tables[b"head"][0] + 18)[0]
    count = struct.unpack_from(">H", font, tables[b"hhea"][0] + 34)[0]
    widths = struct.unpack_from(">" + "Hh" * count, font, tables[b"hmtx"][0])[::2]
    return {
        chr(code): widths[min(glyph, count - 1)] / unit
        for code, glyph in _glyphs(font, tables[b"cmap"][0]).items()
    }


def _glyphs(font: bytes, start: int) -> dict[int, int]:
    """The glyph of each letter, from every table that maps Unicode in segments (form 4 or 12)."""
    found: dict[int, int] = {}
    for at in range(struct.unpack_from(">H", font, start + 2)[0]):
        (place,) = struct.unpack_from(">I", font, start + 4 + 8 * at + 4)
        form = struct.unpack_from(">H", font, start + place)[0]
        if form == 4:
            found |= _short_segments(font, start + place)
        elif form == 12:
            found |= _long_segments(font, start + place)
    return found


def _short_segments(font: bytes, start: int) -> dict[int, int]:
    count = struct.unpack_from(">H", font, start + 6)[0] // 2
    ends, starts, steps, offsets = (
        struct.unpack_from(f">{count}H", font, start + 14 + 2 * count * part + (2 if part else 0))
        for part in range(4)
    )
    found = {}
    for at, (first, last, step, offset) in enumerate(
        zip(starts, ends, steps, offsets, strict=True)
    ):
        for code in range(first, min(last, 0xFFFE) + 1):
            glyph = code
            if offset:
                place = start + 16 + 6 * count + 2 * at + offset + 2 * (code - first)
                (glyph,) = struct.unpack_from(">H", font, place)
            if glyph and (glyph + step) % 65536:
                found[code] = (glyph + step) % 65536
    return found


def _long_segments(font: bytes, start: int) -> dict[int, int]:
    found: dict[int, int] = {}
    for at in range(struct.unpack_from(">I", font, start + 12)[0]):
        first, last, glyph = struct.unpack_from(">III", font, start + 16 + 12 * at)
        found |= {code: glyph + code - first for code in range(first, last + 1)}
    return found
