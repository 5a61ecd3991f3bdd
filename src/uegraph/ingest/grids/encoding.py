"""Which encoding a text file is in: told by its marks where it has any, else by what is valid.

UTF-8 is taken where the bytes allow it, which other text hardly ever does by chance. Windows-1252
allows nearly any bytes, so it is a guess, and said to be one.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import Final

from uegraph.ingest.grids.grid import Remark
from uegraph.ingest.grids.limits import MEBIBYTE
from uegraph.ingest.grids.refusal import RefusedError

SAVE_AS_CSV: Final = "Open it in the spreadsheet and save it as “CSV UTF-8”."

_MAGIC: Final = (
    (b"PK\x03\x04", "an Excel workbook or a ZIP archive"),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook (.xls)"),
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"PAR1", "a Parquet file"),
    (b"SQLite format 3", "an SQLite database"),
)
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_RULE: Final = "table:encoding"
_CHUNK: Final = 8 * MEBIBYTE
_SAMPLE: Final = 4096
# Letters of more than one byte in UTF-8; in Windows-1252 they would read as "Ã©" or "â€™".
_UTF8_LETTER: Final = re.compile(
    rb"[\xc3\xc4\xc5][\x80-\xbf]|\xc2[\xa0-\xbf]|\xe2\x80[\x80-\xbf]|\xe2\x82\xac"
)


@dataclass(frozen=True, slots=True)
class Encoding:
    """How to decode a file.

    Attributes:
        name: The encoding as Python names it.
        remarks: That it is a guess, where it is one.
    """

    name: str
    remarks: tuple[Remark, ...] = ()


def tell(data: bytes) -> Encoding:
    """The encoding of a text file, all of which it can decode.

    Raises:
        RefusedError: It is no text, or in no encoding that is read.
    """
    _refuse_magic(data)
    name = next((name for mark, name in _MARKS if data.startswith(mark)), "") or _by_zeros(data)
    if name.startswith("utf-16"):
        if _invalid(data, name) is not None:
            raise RefusedError("is not valid UTF-16: it is cut off or damaged", SAVE_AS_CSV, _RULE)
        return Encoding(name)
    if b"\x00" in data:
        raise _binary()
    at = _invalid(data, "utf-8")
    if at is None:
        return Encoding("utf-8-sig")
    if name == "utf-8-sig" or _UTF8_LETTER.search(data):
        raise _broken_utf8(data, at)
    wrong = _invalid(data, "cp1252")
    if wrong is not None:
        raise _broken_utf8(data, wrong)
    return Encoding("cp1252", (_guess(data, at),))


def utf8(data: bytes) -> str:
    """The text of a file that has to be in UTF-8.

    Raises:
        RefusedError: It is not.
    """
    name = tell(data).name
    if name == "utf-8-sig":
        return data.decode(name)
    kind = "Windows-1252" if name == "cp1252" else "UTF-16"
    raise RefusedError(f"is not UTF-8: it looks like {kind}", SAVE_AS_CSV, _RULE)


def _refuse_magic(data: bytes) -> None:
    kind = next((name for magic, name in _MAGIC if data.startswith(magic)), None)
    if kind:
        raise RefusedError(f"is not a CSV text: it looks like {kind}", SAVE_AS_CSV, _RULE)


def _by_zeros(data: bytes) -> str:
    """UTF-16 without a mark, told by its zeros: every second byte of plain letters."""
    sample = data[:_SAMPLE]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd * 4 > len(sample) and not even:
        return "utf-16-le"
    return "utf-16-be" if even * 4 > len(sample) and not odd else ""


def _invalid(data: bytes, encoding: str) -> int | None:
    """The place of the first byte that an encoding does not allow."""
    decoder = codecs.getincrementaldecoder(encoding)()
    for start in range(0, max(len(data), 1), _CHUNK):
        pending = len(decoder.getstate()[0])
        try:
            decoder.decode(data[start : start + _CHUNK], start + _CHUNK >= len(data))
        except UnicodeDecodeError as error:
            return start - pending + error.start
    return None


def _line(data: bytes, at: int) -> int:
    return data.count(b"\n", 0, at) + 1


def _binary() -> RefusedError:
    return RefusedError("is not a CSV text: it looks like a binary file", SAVE_AS_CSV, _RULE)


def _broken_utf8(data: bytes, at: int) -> RefusedError:
    what = f"line {_line(data, at)} holds the byte 0x{data[at]:02X}"
    return RefusedError(f"is neither UTF-8 nor Windows-1252: {what}", SAVE_AS_CSV, _RULE)


def _guess(data: bytes, at: int) -> Remark:
    before = re.search(rb"[^\s,;\t\"]{0,30}\Z", data[max(at - 30, 0) : at])
    after = re.match(rb"[^\s,;\t\"]{0,30}", data[at : at + 30])
    assert before
    assert after
    word = (before[0] + after[0]).decode("cp1252")
    message = (
        f"is not UTF-8; it was read as Windows-1252, so that line {_line(data, at)} has “{word}”"
    )
    remedy = f"If that is wrong: {SAVE_AS_CSV[0].lower()}{SAVE_AS_CSV[1:]}"
    return Remark(message, remedy, "warning", _RULE)
