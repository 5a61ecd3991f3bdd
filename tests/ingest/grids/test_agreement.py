"""The same table, written by four programs in three formats, is the same text."""

from __future__ import annotations

import datetime as dt
import io
import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import odfdo
import openpyxl
import pytest
import python_calamine
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.ingest.grids.crafted import cells, faults, read_here

from uegraph.ingest.grids import Book, Merged, read_book
from uegraph.ingest.grids.text import to_text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

Value = Any
Table = Sequence[Sequence[Value]]
FORMATS = {dt.date: "yyyy-mm-dd", dt.datetime: "yyyy-mm-dd hh:mm:ss", dt.time: "hh:mm:ss"}

moment = dt.datetime.fromisoformat  # without a time zone, as in spreadsheets
TABLE: list[list[Value]] = [
    ["id", "name", "when", "count", "public", "code", "note", "at"],
    ["a", " Café <&> 'q' \"r\"", dt.date(2024, 4, 26), 400, True, "007", "two  spaces", None],
    ["b", "line\nbreak", moment("2024-04-26T10:00"), 1.5, False, "1,000+", None, None],
    [None, "emoji 😀 عربى", dt.date(1999, 12, 31), -3, None, "+44", "=1+1 as text", None],
    ["d", "東京", moment("2024-01-01"), 1e15, True, "12e5", "1/2", dt.time(9, 30)],
    [None] * 8,
    ["e", None, None, 0.1, None, None, "last", None],
]
EXPECTED = [
    ["id", "name", "when", "count", "public", "code", "note", "at"],
    ["a", " Café <&> 'q' \"r\"", "2024-04-26", "400", "true", "007", "two  spaces", ""],
    ["b", "line\nbreak", "2024-04-26T10:00", "1.5", "false", "1,000+", "", ""],
    ["", "emoji 😀 عربى", "1999-12-31", "-3", "", "+44", "=1+1 as text", ""],
    ["d", "東京", "2024-01-01", "1000000000000000", "true", "12e5", "1/2", "09:30"],
    ["e", "", "", "0.1", "", "", "last", ""],
]


def by_openpyxl(table: Table) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row, values in enumerate(table, start=1):
        for column, value in enumerate(values, start=1):
            cell: Any = sheet.cell(row, column)
            if isinstance(value, str):
                cell.data_type = "s"
                cell._value = value  # a text that starts with "=" stays one
            elif value is not None:
                cell.value = value
                cell.number_format = FORMATS.get(type(value), "General")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def by_xlsxwriter(table: Table) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        for row, values in enumerate(table):
            for column, value in enumerate(values):
                if isinstance(value, str):
                    sheet.write_string(row, column, value)
                elif type(value) in FORMATS:
                    form = book.add_format({"num_format": FORMATS[type(value)]})
                    sheet.write_datetime(row, column, value, form)
                elif value is not None:
                    sheet.write(row, column, value)
    return out.getvalue()


def by_odfdo(table: Table) -> bytes:
    document = odfdo.Document("spreadsheet")
    document.body.clear()
    sheet = odfdo.Table("S")
    for row, values in enumerate(table):
        for column, value in enumerate(values):
            if value is not None:
                sheet.set_value((column, row), value)
    document.body.append(sheet)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


EXCEL = "xlsx:Calc MS Excel 2007 XML"
SEMICOLONS = "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,false"
WRITERS = {"openpyxl": by_openpyxl, "xlsxwriter": by_xlsxwriter}


@pytest.mark.parametrize("writer", WRITERS)
def test_each_writer_of_excel_workbooks_gives_the_same_text(writer: str) -> None:
    book = read_book(WRITERS[writer](TABLE), "a.xlsx")
    assert cells(book) == EXPECTED
    assert [row for row, _ in book.grids[0].records] == [1, 2, 3, 4, 5, 7]
    assert not faults(book)


@pytest.mark.office
@pytest.mark.parametrize("writer", WRITERS)
@pytest.mark.parametrize("form", [EXCEL, "ods", SEMICOLONS])
def test_what_libreoffice_makes_of_it_is_the_same_text(
    writer: str, form: str, tmp_path: Path, convert: Callable[[Path, str], bytes]
) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(WRITERS[writer](TABLE))
    name = "a." + form.partition(":")[0]
    book = read_book(convert(path, form), name)
    if name == "a.csv":  # the other columns are written as they are shown
        assert [[row[1], row[5]] for row in cells(book)] == [[row[1], row[5]] for row in EXPECTED]
        return
    assert cells(book) == EXPECTED
    assert [row for row, _ in book.grids[0].records] == [1, 2, 3, 4, 5, 7]
    assert not faults(book)


@pytest.mark.office
@pytest.mark.parametrize(
    ("form", "words"), [("xls", "is an old Excel workbook (.xls)"), ("fods", "a single XML file")]
)
def test_what_libreoffice_writes_in_other_formats_is_refused(
    form: str, words: str, tmp_path: Path, convert: Callable[[Path, str], bytes]
) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(by_openpyxl(TABLE))
    data = convert(path, form)
    for name in (f"a.{form}", "a.xlsx"):
        (remark,) = read_book(data, name).remarks
        assert words in remark.message
        assert "Excel workbook (.xlsx)" in remark.remedy


def features() -> bytes:
    """A workbook with what the values do not tell."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "One"
    for row in range(1, 7):
        sheet.append([row, dt.date(2024, row, 1), dt.date(2020 + row, 1, 1), f"t{row}", row])
        sheet.cell(row, 2).number_format = "mmm yyyy"
        sheet.cell(row, 3).number_format = "yyyy"
    sheet["A8"] = "joined"
    sheet.merge_cells("A8:C9")
    sheet["E8"] = "=1/0"
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["D"].hidden = True
    other = book.create_sheet("Two")
    other["B2"] = "x"
    other.sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.office
@pytest.mark.parametrize("form", [EXCEL, "ods"])
def test_what_values_do_not_tell_survives_libreoffice(
    form: str, tmp_path: Path, convert: Callable[[Path, str], bytes]
) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(features())
    book = read_book(convert(path, form), "a." + form.partition(":")[0])
    first, second = book.grids
    assert first.records[2] == (3, ["3", "2024-03", "2023", "t3", "3"])
    assert first.merged == (Merged(8, 0, 9, 2),)
    assert sorted(faults(Book((first,)))) == [
        ("cell:error", "error", 8, 4),
        ("sheet:hidden-columns", "warning", 0, -1),
        ("sheet:hidden-rows", "warning", 0, -1),
    ]
    assert faults(Book((second,))) == [("sheet:hidden", "warning", 0, -1)]


# What XML can hold, without the escapes that Excel reads as characters and without carriage
# returns, which XML makes line breaks of.
TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc"), include_characters="\n\t",
                  exclude_characters="_\ufffe\uffff"),
    max_size=12,
)  # fmt: skip
NUMBERS = st.one_of(
    st.integers(-(10**15), 10**15),
    st.floats(-1e300, 1e300).map(lambda x: float(f"{x:.15g}")),
)
DAYS = st.dates(dt.date(1900, 3, 1), dt.date(9999, 12, 30))
MOMENTS = st.datetimes(moment("1900-03-01"), moment("2999-12-31")).map(
    lambda value: value.replace(microsecond=0)
)
CELLS = st.one_of(st.none(), TEXTS, NUMBERS, st.booleans(), DAYS, MOMENTS)
TABLES = st.lists(st.lists(CELLS, min_size=1, max_size=5), min_size=1, max_size=6)
EXAMPLES = int(os.environ.get("UEGRAPH_TEST_EXAMPLES", "60"))


def expected_text(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return to_text(value)


def shape(records: Sequence[tuple[int, list[str]]]) -> dict[tuple[int, int], str]:
    """The cells with text by their places, without white space at their ends."""
    return {
        (row, column): text.strip()
        for row, cells in records
        for column, text in enumerate(cells)
        if text.strip()
    }


def wanted(table: Table) -> dict[tuple[int, int], str]:
    return shape([(row, list(map(expected_text, values))) for row, values in enumerate(table, 1)])


@given(TABLES, st.sampled_from(sorted(WRITERS)))
@settings(max_examples=EXAMPLES, deadline=None)
def test_any_table_survives_excel(table: list[list[Value]], writer: str) -> None:
    (grid,) = read_here(WRITERS[writer](table)).grids
    assert shape(grid.records) == wanted(table)
    assert len({len(cells) for _, cells in grid.records}) <= 1


def folded(table: dict[tuple[int, int], str]) -> dict[tuple[int, int], str]:
    return {place: " ".join(text.split()) for place, text in table.items() if text.split()}


@given(TABLES)
@settings(max_examples=EXAMPLES, deadline=None)
def test_any_table_survives_open_document(table: list[list[Value]]) -> None:
    (grid,) = read_here(by_odfdo(table)).grids
    assert folded(shape(grid.records)) == folded(wanted(table))


@given(TABLES)
@settings(max_examples=EXAMPLES, deadline=None)
def test_another_reader_of_open_document_finds_the_same_texts(table: list[list[Value]]) -> None:
    texts = [[value if isinstance(value, str) else None for value in row] for row in table]
    data = by_odfdo(texts)
    (grid,) = read_here(data).grids
    theirs = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    rows = theirs.get_sheet_by_index(0).to_python(skip_empty_area=False)
    their = shape([(row, [str(cell) for cell in cells]) for row, cells in enumerate(rows, 1)])
    assert folded(shape(grid.records)) == folded(their)
