"""Text tables: every encoding and sign that programs write, and one sentence on all others."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from tests.ingest.grids.crafted import cells, excel, faults
from tests.ingest.grids.test_agreement import EXAMPLES

from uegraph.ingest.grids import csvfile, encoding, read_book
from uegraph.ingest.grids.refusal import RefusedError

TABLE = [["id", "name", "note"], ["a", "Café “Ω”", "x, y; z"], ["b", 'the "old" one', "1,5"]]
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be")


def written(table: list[list[str]], sign: str = ",", ending: str = "\r\n") -> str:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=sign, lineterminator=ending).writerows(table)
    return out.getvalue()


@pytest.mark.parametrize("form", ENCODINGS)
@pytest.mark.parametrize("sign", [",", ";", "\t"])
@pytest.mark.parametrize("ending", ["\r\n", "\n", "\r"])
@pytest.mark.parametrize("name", ["a.csv", "a.CSV", "a.tsv", "a.txt"])
def test_each_encoding_and_sign_gives_the_same_text(
    form: str, sign: str, ending: str, name: str
) -> None:
    book = read_book(written(TABLE, sign, ending).encode(form), name)
    assert cells(book) == TABLE
    assert not faults(book)
    assert book.grids[0].ragged


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_windows_1252_is_read_and_said_to_be_a_guess(sign: str) -> None:
    table = [["id", "name"], ["a", "plain"], ["b", "the Café “new” €"]]
    book = read_book(written(table, sign).encode("cp1252"), "a.csv")
    assert cells(book) == table
    assert faults(book) == [("table:encoding", "warning", 0, -1)]
    assert "line 3 has “Café”" in book.remarks[0].message


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"id,name\na,caf\xe9 \x81\n", "line 2 holds the byte 0x81"),
        ("id,name\na,Café\n".encode() + b"b,caf\xe9\n", "line 3 holds the byte 0xE9"),
        ("\ufeffid,name\n".encode() + b"b,caf\xe9\n", "line 2 holds the byte 0xE9"),
        ("id,Café\na,Café".encode()[:-1], "line 2 holds the byte 0xC3"),
        ("id,name\na,b\n".encode("utf-16")[:-1], "is not valid UTF-16"),
        ("id,name\na,b\n".encode("utf-16") + b"\x00\xd8x\x00", "is not valid UTF-16"),
        (b"id,name\n\x00\x01\n", "looks like a binary file"),
        (b"%PDF-1.7", "looks like a PDF"),
        (b"\x89PNG\r\n\x1a\n", "looks like a PNG image"),
        (b"PAR1xx", "looks like a Parquet file"),
        (b"\x1f\x8bxx", "looks like a gzip archive"),
        (excel(), "looks like an Excel workbook"),
        (b"\xd0\xcf\x11\xe0", "looks like an old Excel workbook"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, words: str) -> None:
    book = read_book(data, "a.csv")
    assert not book.grids
    assert faults(book) == [("table:encoding", "error", 0, -1)]
    assert words in book.remarks[0].message
    assert "CSV UTF-8" in book.remarks[0].remedy


@pytest.mark.parametrize(
    ("form", "words"), [("cp1252", "looks like Windows-1252"), ("utf-16", "looks like UTF-16")]
)
def test_what_has_to_be_utf_8_is_nothing_else(form: str, words: str) -> None:
    assert encoding.utf8("é".encode("utf-8-sig")) == "é"
    with pytest.raises(RefusedError, match=words):
        encoding.utf8("caf\xe9".encode(form))


def test_the_first_broken_byte_is_found_wherever_the_file_is_cut(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    data = "é".encode() * 7 + b"\n" * 3 + b"\xff"
    for size in range(1, 20):
        monkeypatch.setattr(encoding, "_CHUNK", size)
        (remark,) = read_book(data, "a.csv").remarks
        assert "line 4 holds the byte 0xFF" in remark.message, size


SIGNS: dict[str, tuple[str, str]] = {
    "one column": ("id\na\n", ","),
    "commas in semicolons": ("id;name;sum\na;Foo, Bar;1,5\nb;x;2,5\n", ";"),
    "semicolons in commas": ("id,name,tags\na,b,x;y;z\nc,d,x;y\n", ","),
    "quoted semicolons": ('id,"a;b"\nx,"c;d"\n', ","),
    "tabs": ("id\tname, first\na\tb, c\nd\te\n", "\t"),
    "vertical bars": ("id|name|sum\n1|a, b|x\n2|c|y\n", "|"),
    "values parted by bars": ("name\na|b\nc\nd\n", ","),
    "bars in commas": ("id,name,tags\na,b,x|y\nc,d,x|z\n", ","),
    "title above": ("Our list\n\nid;name;sum\na;b, c;1\nd;e;2\n", ";"),
    "one ragged row": ("id,name\na,b\nc\n", ","),
    "too many cells": ("id,name\no,O, P\n", ","),
    "decimal commas": ("a;b\n1,5;2,5\n1,6;2,6\n", ";"),
    "line breaks in quotes": ('id;name\na;"x,\ny,\nz,"\nb;c\n', ";"),
    "a stray quote": ('id;name\na;"x"y\n', ";"),
    "empty": ("", ","),
}


@pytest.mark.parametrize("case", SIGNS)
def test_the_sign_is_what_parts_the_rows_alike(case: str) -> None:
    text, sign = SIGNS[case]
    book = read_book(text.encode(), "a.csv")
    assert not book.remarks
    if case != "a stray quote":
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=sign)
        assert cells(book) == [row for row in rows if any(row)]
    else:
        assert cells(book) == [["id", "name"]]


def test_the_sign_may_be_named_in_the_first_line_which_is_no_row() -> None:
    for line in ("sep=;", "SEP=;", '"sep=;"', "sep=;;;"):
        book = read_book(f"{line}\r\nid;a,b\r\nx;c,d\r\n".encode("utf-8-sig"), "a.csv")
        assert book.grids[0].records == ((1, ["id", "a,b"]), (2, ["x", "c,d"]))
        assert not faults(book)
    assert cells(read_book("sep=\t\nid\ta\n".encode("utf-16"), "a.csv")) == [["id", "a"]]


def test_another_sign_in_the_first_line_is_refused() -> None:
    book = read_book(b"sep=^\nid^name\n", "a.csv")
    assert faults(book) == [("table:delimiter", "error", 0, -1)]
    assert "'^'" in book.remarks[0].message


def test_two_signs_that_fit_are_told() -> None:
    book = read_book(b"a,b;c\n1,2;3\n", "a.csv")
    assert faults(book) == [("table:delimiter", "warning", 0, -1)]
    assert "commas or by semicolons; commas were taken" in book.remarks[0].message
    assert cells(book) == [["a", "b;c"], ["1", "2;3"]]
    assert cells(read_book(b"a,b\tc\n1,2\t3\n", "a.tsv")) == [["a,b", "c"], ["1,2", "3"]]


def test_rows_are_counted_as_a_spreadsheet_counts_them() -> None:
    book = read_book(b'id,name\n\n  ,\na,"line\r\nbreak"\nb,c', "a.csv")
    assert book.grids[0].records == (
        (1, ["id", "name"]), (4, ["a", "line\r\nbreak"]), (5, ["b", "c"]),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "row", "words"),
    [
        ('id,name\na,"b"c\nd,e\n', 2, "text follows a closing quotation mark"),
        ('id,name\nd,e\na,"b\n', 3, "a quotation mark opens a cell that is never closed"),
    ],
)
def test_a_stray_quotation_mark_is_named_by_its_row(text: str, row: int, words: str) -> None:
    (grid,) = read_book(text.encode(), "a.csv").grids
    (remark,) = grid.remarks
    assert (remark.row, remark.severity) == (row, "error")
    assert words in remark.message
    assert not grid.complete
    assert len(grid.records) == row - 1


def test_no_more_rows_than_a_spreadsheet_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csvfile, "MAX_ROWS", 3)
    assert not faults(read_book(b"a\nb\nc\n", "a.csv"))
    assert faults(read_book(b"a\nb\nc\nd\n", "a.csv")) == [("table:encoding", "error", 4, -1)]


def test_no_more_columns_than_are_read() -> None:
    assert not faults(read_book(b",".join([b"x"] * 1000), "a.csv"))
    assert faults(read_book(b",".join([b"x"] * 1001), "a.csv")) == [
        ("table:encoding", "error", 1, -1)
    ]


def test_long_cells_are_read_and_the_limit_of_others_is_left() -> None:
    before = csv.field_size_limit()
    assert len(cells(read_book(b"id,name\na," + b"x" * 200_000, "a.csv"))[1][1]) == 200_000
    assert csv.field_size_limit() == before


# Any text, but no zeros: they make a file binary.
ANY = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=10)
TABLES = st.integers(2, 4).flatmap(
    lambda width: st.lists(st.lists(ANY, min_size=width, max_size=width), min_size=1, max_size=6)
)


@given(TABLES, st.sampled_from(ENCODINGS), st.sampled_from([",", ";", "\t"]))
@settings(max_examples=EXAMPLES * 5, deadline=None)
@example([["\ufeff", "a"]], "utf-8", ",")
def test_any_table_survives_with_its_sign_named(
    table: list[list[str]], form: str, sign: str
) -> None:
    # Without a mark, UTF-16 is told by the zeros of plain letters, which the first line has.
    text = f"sep={sign}\n" + written(table, sign)
    book = read_book(text.encode(form), "a.csv")
    if faults(book):  # too few plain letters to tell UTF-16 by
        assert form in {"utf-16-le", "utf-16-be"}
        assume(False)
    assert cells(book) == [row for row in table if any(cell.strip() for cell in row)]


@given(TABLES, st.sampled_from([",", ";", "\t"]))
@settings(max_examples=EXAMPLES * 5, deadline=None)
def test_any_table_survives_or_the_doubt_is_told(table: list[list[str]], sign: str) -> None:
    table = [["id", *(f"h{n}" for n in range(1, len(table[0])))], *table]
    book = read_book(written(table, sign).encode(), "a.csv")
    if not book.remarks:
        assert cells(book) == [row for row in table if any(cell.strip() for cell in row)]


@given(st.binary(max_size=60) | ANY.map(str.encode), st.sampled_from(["a.csv", "a.tsv"]))
@settings(max_examples=EXAMPLES * 10, deadline=None)
def test_any_bytes_are_read_or_refused(data: bytes, name: str) -> None:
    book = read_book(data, name)
    assert book.grids or any(remark.severity == "error" for remark in book.remarks)
