"""Files made to fill the memory or to take for ever end in a sentence, soon and small.

Each is read in a process of its own, whose memory and that of its child are measured.
"""

from __future__ import annotations

import io
import json
import os
import signal
import struct
import subprocess
import sys
import tempfile
import time
import zipfile
import zlib
from typing import TYPE_CHECKING, Any

import pytest
from tests.ingest.grids.crafted import (
    NS,
    cells,
    excel,
    excel_parts,
    faults,
    open_document,
    package,
    sheet_xml,
)

from uegraph.ingest.grids import child, csvfile, limits, read_book, worker
from uegraph.ingest.grids.refusal import RefusedError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

MEBIBYTE = 1 << 20
ONE = '<row r="1"><c r="A1"><v>1</v></c></row>'
LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(20))
    + "]>"
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 504


def changed(part: str, content: str | bytes) -> bytes:
    parts = excel_parts({"S": sheet_xml(ONE)})
    return package({**parts, part: content})


def beside(name: str, content: str | bytes = b"") -> bytes:
    return package({**excel_parts({"S": sheet_xml(ONE)}), name: content})


def twice() -> bytes:
    out = io.BytesIO(excel(ONE))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("xl/Workbook.xml", "<workbook/>")
    return out.getvalue()


def stated(size: int) -> bytes:
    """A workbook whose sheet says that it unpacks to some size."""
    data = bytearray(excel(ONE))
    name = b"xl/worksheets/sheet1.xml"
    entry = data.rfind(name) - 46  # in the directory at the end
    struct.pack_into("<I", data, entry + 24, size)
    return bytes(data)


def miscounted() -> bytes:
    data = bytearray(excel(ONE))
    data[data.rfind(b"xl/worksheets/sheet1.xml") - 46 + 16] ^= 1
    return bytes(data)


def lying() -> bytes:
    """A workbook whose sheet says that it is small, with a checksum to match, and is not."""
    head = sheet_xml(ONE).encode()
    data = bytearray(package(excel_parts({"S": head + b" " * (600 * MEBIBYTE)})))
    entry = data.rfind(b"xl/worksheets/sheet1.xml") - 46
    struct.pack_into("<I", data, entry + 16, zlib.crc32(head))
    struct.pack_into("<I", data, entry + 24, len(head))
    return bytes(data)


def encrypted() -> bytes:
    data = bytearray(excel(ONE))
    entry = data.rfind(b"xl/workbook.xml") - 46
    data[entry + 8] |= 1
    return bytes(data)


def squeezed() -> bytes:
    return package(excel_parts({"S": sheet_xml(ONE)}), zipfile.ZIP_LZMA)


def cell(address: str) -> bytes:
    row = address.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
    return excel(f'{ONE}<row r="{row}"><c r="{address}"><v>1</v></c></row>')


def shared_bomb() -> bytes:
    """A text of 30 MB that 200,000 cells share."""
    rows = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 200_001))
    return excel(rows, shared=f"<si><t>{'x' * (30 * MEBIBYTE)}</t></si>")


def ods_row(cells: str, repeated: int = 1) -> str:
    return f'<table:table-row table:number-rows-repeated="{repeated}">{cells}</table:table-row>'


def ods_cell(text: str, repeated: int = 1) -> str:
    return (
        f'<table:table-cell table:number-columns-repeated="{repeated}" office:value-type="string">'
        f"<text:p>{text}</text:p></table:table-cell>"
    )


def ods(rows: str, parts: dict[str, str | bytes] | None = None) -> bytes:
    return open_document(f'<table:table table:name="S">{rows}</table:table>', parts=parts)


def sheets(count: int) -> bytes:
    return package(excel_parts({f"S{n}": sheet_xml(ONE) for n in range(count)}))


def many_parts() -> bytes:
    return package({**excel_parts({"S": sheet_xml(ONE)}), **{f"p{n}": b"" for n in range(30_000)}})


# name of the file, its bytes, the rule broken, words of the message, most memory in MiB
REFUSED: dict[str, tuple[str, Callable[[], bytes], str, str, int]] = {
    "empty": ("a.xlsx", lambda: b"", "book:format", "is empty", 100),
    "zeros": ("a.xlsx", lambda: bytes(5000), "book:format", "nothing but zeros", 100),
    "noise": ("a.xlsx", lambda: bytes(range(256)) * 9, "book:damaged", "cut off or damaged", 100),
    "cut off": ("a.xlsx", lambda: excel(ONE)[:-400], "book:damaged", "cut off or damaged", 100),
    "cut off ods": ("a.ods", lambda: ods(ods_row(ods_cell("x")))[:-99], "book:damaged", "cut", 100),
    "text": ("a.xlsx", lambda: b"id,name\n", "book:format", "a text under the name of", 100),
    "web page": ("a.xlsx", lambda: b"\n<HTML><table>", "book:format", "is a web page", 100),
    "one XML file": ("a.fods", lambda: b"\xef\xbb\xbf<?xml version='1.0'?><x/>", "book:format",
                     "is a single XML file", 100),
    "old Excel": ("a.xls", lambda: OLE + "Workbook".encode("utf-16-le"), "book:format",
                  "is an old Excel workbook (.xls)", 100),
    "old Excel renamed": ("a.xlsx", lambda: OLE + "Book".encode("utf-16-le"), "book:format",
                          "is an old Excel workbook (.xls)", 100),
    "password": ("a.xlsx", lambda: OLE + "EncryptedPackage".encode("utf-16-le"), "book:encrypted",
                 "is protected by a password", 100),
    "old Word": ("a.xlsx", lambda: OLE + "WordDocument".encode("utf-16-le"), "book:format",
                 "is an old Office file", 100),
    "password of ods": ("a.ods", lambda: ods("", {"META-INF/manifest.xml":
                        "<m><f><encryption-data/></f></m>"}), "book:encrypted",
                        "is protected by a password", 100),
    "password of zip": ("a.xlsx", encrypted, "book:encrypted", "is protected by a password", 100),
    "xlsb": ("a.xlsb", lambda: beside("xl/workbook.bin"), "book:format", "binary Excel", 100),
    "Word": ("a.xlsx", lambda: beside("word/document.xml"), "book:format", "Word document", 100),
    "Numbers": ("a.numbers", lambda: package({"Index.zip": b""}), "book:format", "Numbers", 100),
    "zip": ("a.xlsx", lambda: package({"a.txt": b"x"}), "book:format", "not a workbook", 100),
    "zip in a zip": ("a.xlsx", lambda: package({"a.xlsx": excel(ONE)}), "book:format",
                     "not a workbook", 100),
    "template": ("a.xltx", lambda: excel(ONE), "book:format", "is a .xltx file", 100),
    "other ending": ("a.exe", lambda: excel(ONE), "book:format", "by its name: '.exe'", 100),
    "no ending": ("workbook", lambda: excel(ONE), "book:format", "'workbook'", 100),
    "no list of sheets": ("a.xlsx", lambda: package({"[Content_Types].xml": b""}), "book:damaged",
                          "its list of sheets is missing", 100),
    "part twice": ("a.xlsx", twice, "book:damaged", "the same part twice", 100),
    "part outside": ("a.xlsx", lambda: beside("../../etc/passwd"), "book:format", "leads out", 100),
    "part at the top": ("a.xlsx", lambda: beside("/etc/passwd"), "book:format", "leads out", 100),
    "packed oddly": ("a.xlsx", squeezed, "book:format", "packed in a way", 100),
    "too many parts": ("a.xlsx", many_parts, "book:size", "30,007 parts", 150),
    "bomb that says so": ("a.xlsx", lambda: stated(0xF0000000), "book:size",
                          "unpacks to more than 512 MB", 100),
    "bomb that unpacks": ("a.xlsx", lambda: changed("xl/worksheets/sheet1.xml",
                          bytes(600 * MEBIBYTE)), "book:size", "unpacks to more than 512 MB", 100),
    "bomb in the styles": ("a.xlsx", lambda: changed("xl/styles.xml", bytes(40 * MEBIBYTE)),
                           "book:size", "unpacks to more than 32 MB", 100),
    "bomb in the content": ("a.ods", lambda: ods(" " * (600 * MEBIBYTE)), "book:size",
                            "unpacks to more than 512 MB", 100),
    "wrong checksum": ("a.xlsx", miscounted, "book:damaged", "damaged", 100),
    "laughs in the workbook": ("a.xlsx", lambda: changed("xl/workbook.xml",
                               f"{LAUGHS}<workbook>&t;</workbook>"), "book:format",
                               "entities", 100),
    "laughs in a sheet": ("a.xlsx", lambda: changed("xl/worksheets/sheet1.xml",
                          f"<?xml version='1.0'?><!-- x -->{LAUGHS}{sheet_xml('&t;')}"),
                          "book:format", "entities", 100),
    "laughs in the shared texts": ("a.xlsx", lambda: changed("xl/sharedStrings.xml",
                                   f"{LAUGHS}<sst><si><t>&t;</t></si></sst>"), "book:format",
                                   "entities", 100),
    "laughs in ods": ("a.ods", lambda: package({"mimetype":
                      b"application/vnd.oasis.opendocument.spreadsheet", "content.xml":
                      f"{LAUGHS}<x>&t;</x>"}), "book:format", "entities", 100),
    "a file from outside": ("a.ods", lambda: package({"mimetype":
                            b"application/vnd.oasis.opendocument.spreadsheet", "content.xml":
                            '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'}),
                            "book:format", "entities", 100),
    "broken XML": ("a.ods", lambda: ods("<b>"), "book:damaged", "damaged", 100),
    "5,000 sheets": ("a.xlsx", lambda: sheets(5000), "book:size", "has 5,000 sheets", 150),
    "2,000 sheets of ods": ("a.ods", lambda: open_document("<table:table/>" * 2000), "book:size",
                            "more than 1,000 sheets", 100),
    "shared bomb": ("a.xlsx", shared_bomb, "book:size", "", 2300),
    "last cell": ("a.xlsx", lambda: cell("XFD1048576"), "sheet:size",
                  "right of column ALL, the last that is read", 100),
    "last cell in small letters": ("a.xlsx", lambda: cell("xfd1048576"), "book:size",
                                   "needs more than 2 GB of memory", 600),
    "last column": ("a.xlsx", lambda: cell("XFD2"), "sheet:size", "right of column ALL", 100),
    "column 1,001": ("a.xlsx", lambda: cell("ALM2"), "sheet:size", "right of column ALL", 100),
    "last row and wide": ("a.xlsx", lambda: cell("Z1048576"), "sheet:size",
                          "reaches from A1 to Z1048576", 100),
    "a row after the last": ("a.xlsx", lambda: excel(
                             '<row r="2000000"><c r="A2000000"><v>1</v></c></row>'), "sheet:size",
                             "a row 2,000,000", 100),
    "16,384 columns": ("a.xlsx", lambda: excel("<row>" + "<c><v>1</v></c>" * 16_384 + "</row>"),
                       "sheet:size", "reaches to XFD1", 100),
    "a billion rows of ods": ("a.ods", lambda: ods(ods_row(ods_cell("x"), 999_999_999)),
                              "sheet:size", "reaches to A999999999", 100),
    "a billion columns of ods": ("a.ods", lambda: ods(ods_row(ods_cell("x", 999_999_999))),
                                 "sheet:size", "right of column ALL", 100),
    "a full sheet of ods": ("a.ods", lambda: ods(ods_row(ods_cell("x", 999), 1_048_576)),
                            "sheet:size", "reaches to ALK1048576", 100),
    "a long text in every row of ods": ("a.ods", lambda: ods(ods_row(ods_cell("x" * 1_000_000),
                                        1_000)), "sheet:size", "more than 512 MB of text", 100),
    "joined cells": ("a.xlsx", lambda: excel(ONE, after="".join(
                     f'<mergeCell ref="A{n}:B{n}"/>' for n in range(1, 100_003))), "sheet:size",
                     "more than 100,000 joined cells", 200),
    "tags that never end": ("a.xlsx", lambda: excel("<row><c " * 500_000), "sheet:damaged",
                            "cannot be read", 200),
}  # fmt: skip

# name of the file, its bytes, how many rows are read of it, most memory in MiB
READ: dict[str, tuple[str, Callable[[], bytes], int, int]] = {
    "says little, holds much": ("a.xlsx", lying, 1, 100),
    "a million blank rows": ("a.xlsx", lambda: excel(
        ONE + "".join(f'<row r="{n}"/>' for n in range(2, 1_000_000))), 1, 400),
    "a million styled rows": ("a.xlsx", lambda: excel(ONE + "".join(
        f'<row r="{n}" s="1" customFormat="1"><c r="A{n}" s="1"/><c r="XFD{n}" s="1"/></row>'
        for n in range(2, 1_000_000))), 1, 600),
    "a value in the last row": ("a.xlsx", lambda: cell("T1048576"), 2, 1200),
    "blanks repeated": ("a.ods", lambda: ods(
        ods_row('<table:table-cell table:number-columns-repeated="16384"/>', 1_048_575)
        + ods_row(ods_cell("x"))), 1, 100),
    "a billion spaces": ("a.ods", lambda: ods(ods_row(ods_cell('x<text:s text:c="999999999"/>'))),
                         1, 100),
    "a long cell": ("a.xlsx", lambda: excel(
        f'<row><c t="inlineStr"><is><t>{"x" * 40_000}</t></is></c></row>'), 1, 100),
    "deep": ("a.ods", lambda: ods("<x>" * 200_000 + "</x>" * 200_000 + ods_row(ods_cell("x"))),
             1, 300),
    "deep in a sheet": ("a.xlsx", lambda: excel(ONE, before="<x>" * 200_000 + "</x>" * 200_000),
                        1, 300),
    "pictures": ("a.xlsx", lambda: beside("xl/media/a.png", bytes(600 * MEBIBYTE)), 1, 100),
}  # fmt: skip

MEASURE = """
import json, resource, sys, time
from pathlib import Path
from uegraph.ingest.grids import read_book
path = Path(sys.argv[1])
data = path.read_bytes()
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
start = time.monotonic()
book = read_book(data, path.name)
said = [*book.remarks, *(remark for grid in book.grids for remark in grid.remarks)]
print(json.dumps({
    "rules": [remark.rule for remark in said],
    "messages": [remark.message for remark in said],
    "remedies": [remark.remedy for remark in said],
    "rows": [len(grid.records) for grid in book.grids],
    "complete": [grid.complete for grid in book.grids],
    "here": (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) >> 10,
    "child": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss >> 10,
    "seconds": time.monotonic() - start,
}))
"""


def measured(path: Path, before: Callable[[], None] | None = None) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, str(path)],
        capture_output=True, text=True, check=True, preexec_fn=before,
    )  # fmt: skip
    assert not done.stderr
    result: dict[str, Any] = json.loads(done.stdout)
    return result


@pytest.mark.parametrize("case", REFUSED)
def test_a_hostile_file_is_refused_in_a_sentence(case: str, tmp_path: Path) -> None:
    name, make, rule, words, memory = REFUSED[case]
    path = tmp_path / name
    path.write_bytes(make())
    found = measured(path)
    assert found["rules"] == [rule], found
    assert words in found["messages"][0]
    assert found["remedies"][0].endswith(".")
    assert not any(found["rows"]) or rule == "sheet:size"
    assert found["here"] < 600
    assert found["child"] < memory + 30


@pytest.mark.parametrize("case", READ)
def test_a_hostile_file_that_keeps_to_the_limits_is_read(case: str, tmp_path: Path) -> None:
    name, make, rows, memory = READ[case]
    path = tmp_path / name
    path.write_bytes(make())
    found = measured(path)
    assert found["rules"] == []
    assert found["rows"] == [rows]
    assert found["complete"] == [True]
    assert found["child"] < memory + 30


@pytest.mark.parametrize("name", ["a.xlsx", "a.ods"])
def test_a_name_without_end_is_cut(name: str) -> None:
    long = "x" * 1_000_000
    book = {
        "a.xlsx": lambda: changed(
            "xl/workbook.xml", f'<workbook><sheet name="{long}"/></workbook>'
        ),
        "a.ods": lambda: open_document(f'<table:table table:name="{long}"/>'),
    }[name]()
    assert [len(grid.name) for grid in read_book(book, name).grids] == [limits.MAX_NAME]


def test_a_cell_without_end_does_not_hide_the_others() -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}"><f>1</f></c></row>' for n in range(1, 3_001))
    (grid,) = read_book(excel(rows), "a.xlsx").grids
    assert len(grid.remarks) == limits.MAX_ALIKE + 1
    assert grid.remarks[-1].message == "2,000 more cells have what 1,000 have"
    assert grid.remarks[-1].severity == "error"


def test_what_takes_too_long_is_stopped() -> None:
    with pytest.raises(RefusedError, match=r"was not read within 0\.001 seconds"):
        child.read_apart(excel(ONE), seconds=0.001)


@pytest.mark.skipif(sys.platform != "linux", reason="only here memory can be limited")
def test_what_needs_too_much_memory_is_stopped() -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 301))
    data = excel(rows, shared=f"<si><t>{'x' * MEBIBYTE}</t></si>")
    with pytest.raises(RefusedError, match=r"needs more than 0\.2 GB of memory"):
        child.read_apart(data, memory=200 * MEBIBYTE)


def test_a_reader_that_breaks_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "worker.py"
    for code in ("raise SystemExit(3)", "1 / 0", "print('x')", ""):
        broken.write_text(code)
        monkeypatch.setattr(worker, "__file__", str(broken))
        with pytest.raises(RefusedError, match="is cut off or damaged"):
            child.read_apart(b"")


def test_an_answer_that_is_too_large_is_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    talker = tmp_path / "worker.py"
    talker.write_text(
        "import marshal, struct, sys\ndata = marshal.dumps([(1, ['x' * 1_000_000])])\n"
        "for _ in range(60):\n    sys.stdout.buffer.write(struct.pack('<Q', len(data)) + data)\n"
    )
    monkeypatch.setattr(worker, "__file__", str(talker))
    monkeypatch.setattr(child, "MAX_ANSWER", 20_000_000)
    with pytest.raises(RefusedError, match="MB of text"):
        child.read_apart(b"")


def test_a_full_disk_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "missing"))
    book = read_book(excel(ONE), "a.xlsx")
    assert faults(book) == [("book:disk", "error", 0, -1)]
    assert "temporary folder" in book.remarks[0].message


def test_a_disk_that_fills_up_is_one_sentence(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")
    path = tmp_path / "a.xlsx"
    path.write_bytes(excel(ONE + "<row/>" * 9999))
    limit = (20_000, 20_000)
    found = measured(path, lambda: resource.setrlimit(resource.RLIMIT_FSIZE, limit))
    assert found["rules"] == ["book:disk"]
    assert "File too large" in found["messages"][0]


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_an_interrupt_leaves_no_process_behind(tmp_path: Path) -> None:
    sleeper = tmp_path / "worker.py"
    told = tmp_path / "pid"
    sleeper.write_text(
        "import os, signal, sys, time\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\n"
        f"open({str(told)!r} + '_', 'w').write(str(os.getpid()))\n"
        f"os.rename({str(told)!r} + '_', {str(told)!r})\ntime.sleep(60)\n"
    )
    program = (
        "from uegraph.ingest.grids import child\n"
        f"child.worker.__file__ = {str(sleeper)!r}\nchild.read_apart(b'x')\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program],
        stderr=subprocess.PIPE,
        env={**os.environ, "TMPDIR": str(tmp_path)},
    ) as reading:
        while not told.exists():
            time.sleep(0.01)
        reading.send_signal(signal.SIGINT)
        reading.communicate(timeout=20)
    with pytest.raises(ProcessLookupError):
        os.kill(int(told.read_text()), 0)
    assert not list(tmp_path.glob("uegraph-*"))


def test_long_rows_of_text_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert faults(read_book(b"a" + b"," * 5_000_000 + b"\nb\n", "a.csv")) == [
        ("table:encoding", "error", 1, -1)
    ]
    monkeypatch.setattr(csvfile, "MAX_RECORD", 1000)
    open_mark = b'id,name\na,"b\n' + b"x,y\n" * 1000
    book = read_book(open_mark, "a.csv")
    assert faults(book) == [("table:encoding", "error", 2, -1)]
    assert "never closed" in book.grids[0].remarks[0].message
    assert cells(book) == [["id", "name"]]
    monkeypatch.setattr(csvfile, "MAX_CELLS", 10)
    assert faults(read_book(b"a,b\n" * 9, "a.csv")) == [("table:encoding", "error", 6, -1)]


def test_a_large_file_is_refused_before_it_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("uegraph.ingest.grids.book.MAX_BYTES", 10)
    for name in ("a.csv", "a.xlsx", "a.ods"):
        assert faults(read_book(bytes(11), name)) == [("book:size", "error", 0, -1)]


def test_every_case_is_here() -> None:
    assert len(REFUSED) == 55
    assert len(READ) == 10
    assert NS
