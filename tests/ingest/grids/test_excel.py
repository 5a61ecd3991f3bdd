"""Excel workbooks: each way to write a value is read as the spreadsheet shows it."""

from __future__ import annotations

import io

import openpyxl
import pytest
import xlsxwriter
from tests.ingest.grids.crafted import (
    NS,
    cells,
    excel,
    excel_parts,
    faults,
    package,
    read_here,
    sheet_xml,
)

from uegraph.ingest.grids import Merged, read_book


def row(*values: str, number: int = 1) -> str:
    return f'<row r="{number}">{"".join(values)}</row>'


VALUES: dict[str, tuple[str, str]] = {
    "whole number": ('<c r="A1"><v>400</v></c>', "400"),
    "fraction": ('<c r="A1"><v>1.5</v></c>', "1.5"),
    "the noise of fractions": ('<c r="A1"><v>0.30000000000000004</v></c>', "0.3"),
    "a sum nearly whole": ('<c r="A1"><v>300.00000000000006</v></c>', "300"),
    "large whole number": ('<c r="A1"><v>1E15</v></c>', "1000000000000000"),
    "zero below": ('<c r="A1"><v>-0</v></c>', "0"),
    "yes": ('<c r="A1" t="b"><v>1</v></c>', "true"),
    "no": ('<c r="A1" t="b"><v>0</v></c>', "false"),
    "number as text": ('<c r="A1" t="inlineStr"><is><t>007</t></is></c>', "007"),
    "text": ('<c r="A1" t="inlineStr"><is><t>a &amp; b&#10;c</t></is></c>', "a & b\nc"),
    "kept spaces": (
        '<c r="A1" t="inlineStr"><is><t xml:space="preserve"> a </t></is></c>', " a ",
    ),
    "rich text": ('<c r="A1" t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r></is></c>', "ab"),
    "text with its sound": (
        '<c r="A1" t="inlineStr"><is><t>東京</t><rPh sb="0" eb="2"><t>トウ</t></rPh></is></c>',
        "東京",
    ),
    "escaped character": ('<c r="A1" t="inlineStr"><is><t>a_x0009_b</t></is></c>', "a\tb"),
    "character data": ('<c r="A1" t="inlineStr"><is><t><![CDATA[a<b]]></t></is></c>', "a<b"),
    "shared text": ('<c r="A1" t="s"><v>0</v></c>', "plain"),
    "shared rich text": ('<c r="A1" t="s"><v>1</v></c>', "rich text"),
    "shared text with its sound": ('<c r="A1" t="s"><v>2</v></c>', "大阪"),
    "formula of a number": ('<c r="A1"><f>1+1</f><v>2</v></c>', "2"),
    "formula of a text": ('<c r="A1" t="str"><f>A2</f><v>x</v></c>', "x"),
    "formula of a yes": ('<c r="A1" t="b"><f>1=1</f><v>1</v></c>', "true"),
    "day": ('<c r="A1" s="1"><v>45408</v></c>', "2024-04-26"),
    "day in words": ('<c r="A1" s="2"><v>45408</v></c>', "2024-04-26"),
    "month": ('<c r="A1" s="3"><v>45383</v></c>', "2024-04"),
    "month in English": ('<c r="A1" s="4"><v>45383</v></c>', "2024-04"),
    "month, attributes in another order": ('<c t="n" s="3" r="A1"><v>45383</v></c>', "2024-04"),
    "month in single quotes": ("<c r='A1' s = '3'><v>45383</v></c>", "2024-04"),
    "month without an address": ('<c s="3"><v>45383</v></c>', "2024-04"),
    "month of a formula": ('<c r="A1" s="3"><f>TODAY()</f><v>45383</v></c>', "2024-04"),
    "year": ('<c r="A1" s="5"><v>45292</v></c>', "2024"),
    "text in a cell for months": ('<c r="A1" s="3" t="inlineStr"><is><t>April 2024</t></is></c>',
                                  "April 2024"),
    "day and time": ('<c r="A1" s="6"><v>45408.4166666667</v></c>', "2024-04-26T10:00"),
    "midnight": ('<c r="A1" s="6"><v>45408</v></c>', "2024-04-26"),
    "nearly midnight": ('<c r="A1" s="6"><v>45407.999999999</v></c>', "2024-04-26"),
    "minutes are no months": ('<c r="A1" s="7"><v>0.4375</v></c>', "10:30"),
    "duration": ('<c r="A1" s="8"><v>1.5</v></c>', "36:00"),
    "literal letters are no days": ('<c r="A1" s="9"><v>45383</v></c>', "2024-04"),
    "a number format": ('<c r="A1" s="10"><v>1234.5</v></c>', "1234.5"),
    "ISO date": ('<c r="A1" t="d"><v>2024-04-26T00:00:00</v></c>', "2024-04-26"),
}  # fmt: skip
FORMATS = (
    "dd/mm/yyyy|[$-809]d\\ mmmm\\ yyyy;@|mmm\\ yyyy|[$-809]mmmm\\ yyyy;@|yyyy|dd/mm/yyyy\\ hh:mm|"
    'hh:mm|[h]:mm|"dd "mmm yy\\d|#,##0.00 "dmy"'
)
SHARED = (
    "<si><t>plain</t></si><si><r><rPr><b/></rPr><t>rich</t></r>"
    '<r><t xml:space="preserve"> text</t></r></si>'
    '<si><t>大阪</t><rPh sb="0" eb="2"><t>オオサカ</t></rPh></si>'
)


@pytest.mark.parametrize("case", VALUES)
def test_each_kind_of_value_becomes_its_text(case: str) -> None:
    xml, expected = VALUES[case]
    book = read_here(excel(row(xml), formats=FORMATS, shared=SHARED))
    assert cells(book) == [[expected]]
    assert not faults(book)


@pytest.mark.parametrize("prefix", ["", "x:"])
def test_days_may_be_counted_from_1904(prefix: str) -> None:
    since = '<workbookPr date1904="1"/>'
    data = excel(row('<c r="A1" s="1"><v>43946</v></c>'), book=since, formats="yyyy-mm-dd")
    if prefix:
        parts = excel_parts({"S": ""}, formats="yyyy-mm-dd")
        parts["xl/workbook.xml"] = (
            f"<x:workbook {NS.replace('xmlns=', 'xmlns:x=')}><x:workbookPr date1904='true'/>"
            "<x:sheets><x:sheet name='S' sheetId='1' r:id='r1'/></x:sheets></x:workbook>"
        )
        parts["xl/worksheets/sheet1.xml"] = (
            f"<x:worksheet {NS.replace('xmlns=', 'xmlns:x=')}><x:sheetData><x:row r='1'>"
            "<x:c s='1' r='A1'><x:v>43946</x:v></x:c></x:row></x:sheetData></x:worksheet>"
        )
        data = package(parts)
    assert cells(read_here(data)) == [["2024-04-26"]]


def test_rows_and_cells_keep_their_places() -> None:
    book = read_here(excel(row('<c r="C3"><v>1</v></c>', number=3)
                           + '<row r="4"/>' + row('<c r="D7"><v>2</v></c>', number=7)))  # fmt: skip
    assert book.grids[0].records == ((3, ["", "", "1", ""]), (7, ["", "", "", "2"]))


def test_cells_without_an_address_follow_the_one_before() -> None:
    rows = (
        "<row><c><v>1</v></c><c><v>2</v></c></row>"
        '<row r="5"><c r="C5"><v>3</v></c><c><v>4</v></c></row>'
        "<row><c><v>5</v></c></row>"
    )
    book = read_here(excel(rows))
    assert book.grids[0].records == (
        (1, ["1", "2", "", ""]), (5, ["", "", "3", "4"]), (6, ["5", "", "", ""]),
    )  # fmt: skip


def test_only_blanks_are_no_row() -> None:
    blank = '<c r="A1" t="inlineStr"><is><t xml:space="preserve">  </t></is></c>'
    styled = "".join(
        f'<row r="{n}" s="1" customFormat="1"><c r="A{n}" s="1"/></row>' for n in range(2, 9)
    )
    book = read_here(excel(row(blank) + styled + row('<c r="A9"><v>1</v></c>', number=9)))
    assert book.grids[0].records == ((9, ["1"]),)


ERRORS = ("#REF!", "#N/A", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#VALUE!",
          "#SPILL!", "#CALC!", "#GETTING_DATA", "#FIELD!", "#BLOCKED!")  # fmt: skip


@pytest.mark.parametrize("error", ERRORS)
@pytest.mark.parametrize("address", [True, False])
def test_an_error_value_is_told_at_its_cell(error: str, address: bool) -> None:
    at = ' r="B1"' if address else ""
    book = read_here(
        excel(row('<c r="A1"><v>1</v></c>', f'<c{at} t="e"><f>X</f><v>{error}</v></c>'))
    )
    assert cells(book) == [["1", ""]]
    (remark,) = book.grids[0].remarks
    assert error in remark.message
    assert faults(book) == [("cell:error", "error", 1, 1)]


@pytest.mark.parametrize(
    "xml",
    ["<f>1+1</f>", "<f>1+1</f><v></v>", "<f>1+1</f><v/>", '<f t="shared" si="0"/>',
     '<f t="shared" ref="B1:B9" si="0">A1</f><v />', "<f/>"],
)  # fmt: skip
def test_a_formula_without_a_value_is_told_at_its_cell(xml: str) -> None:
    book = read_here(excel(row('<c r="A1"><v>1</v></c>', f'<c r="B1">{xml}</c>')))
    assert faults(book) == [("cell:formula", "error", 1, 1)]


@pytest.mark.parametrize(
    "xml",
    ['<c r="A1"><f>1+1</f><v>2</v></c>', '<c r="A1" t="str"><f>A2</f><v></v></c>',
     '<c r="A1" t="str"><f>A2</f><v/></c>', '<c r="A1"><v>2</v></c>'],
)  # fmt: skip
def test_a_formula_with_a_value_is_no_problem(xml: str) -> None:
    assert not faults(read_here(excel(row(xml))))


def test_values_to_be_worked_out_again_are_told() -> None:
    stale = '<calcPr calcId="1" fullCalcOnLoad="1"/>'
    formula = row('<c r="A1"><f>1+1</f><v>0</v></c>')
    assert faults(read_here(excel(formula, book=stale))) == [("sheet:formulas", "warning", 0, -1)]
    assert not faults(read_here(excel(row('<c r="A1"><v>0</v></c>'), book=stale)))


def test_hidden_rows_and_columns_with_values_are_told_once() -> None:
    columns = '<cols><col min="1" max="1"/><col min="2" max="4" hidden="1"/></cols>'
    rows = "".join(
        f"<row r='{n}' hidden='{int(n > 1)}'><c r='A{n}'><v>1</v></c><c r='C{n}'><v>2</v></c></row>"
        for n in range(1, 9)
    )
    book = read_here(excel(rows + '<row r="9" hidden="1"/>', before=columns))
    assert [remark.message for remark in book.grids[0].remarks] == [
        "7 hidden rows hold values (2, 3, 4, 5, 6, …); they were read",
        "the hidden column C holds values; it was read",
    ]
    assert len(book.grids[0].records) == 8


def test_joined_cells_are_told() -> None:
    merges = '<mergeCells count="2"><mergeCell ref="A1:C1"/><mergeCell ref="B3:B9"/></mergeCells>'
    book = read_here(excel(row('<c r="A1"><v>1</v></c>'), after=merges))
    assert book.grids[0].merged == (Merged(1, 0, 1, 2), Merged(3, 1, 9, 1))


def test_hidden_sheets_are_read_and_told_and_charts_are_no_tables() -> None:
    parts = excel_parts({name: sheet_xml(row('<c r="A1"><v>1</v></c>')) for name in "AB"})
    for old, new in (
        ('name="B"', 'name="B" state="veryHidden"'),
        ("</sheets>", '<sheet name="Chart" sheetId="9" r:id="chart"/></sheets>'),
    ):
        parts["xl/workbook.xml"] = str(parts["xl/workbook.xml"]).replace(old, new)
    parts["xl/_rels/workbook.xml.rels"] = str(parts["xl/_rels/workbook.xml.rels"]).replace(
        "<Relationship ",
        '<Relationship Id="chart" Target="chartsheets/sheet1.xml" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/chartsheet"/>'
        "<Relationship ",
        1,
    )
    book = read_here(package(parts))
    assert [grid.name for grid in book.grids] == ["A", "B"]
    assert faults(book) == [("sheet:hidden", "warning", 0, -1)]
    assert len(book.grids[1].records) == 1


def test_macros_are_told_and_not_read() -> None:
    parts = excel_parts({"S": sheet_xml(row('<c r="A1"><v>1</v></c>'))})
    parts["xl/vbaProject.bin"] = b"\x00" * 64
    parts["xl/_rels/workbook.xml.rels"] = str(parts["xl/_rels/workbook.xml.rels"]).replace(
        "</Relationships>",
        '<Relationship Id="vba" Type="http://schemas.microsoft.com/office/2006/relationships/'
        'vbaProject" Target="vbaProject.bin"/></Relationships>',
    )
    book = read_book(package(parts), "a.xlsm")
    assert faults(book) == [("book:macros", "warning", 0, -1)]
    assert cells(book) == [["1"]]


def test_parts_may_be_in_utf_16_and_anywhere() -> None:
    one = sheet_xml(row('<c r="A1"><v>1</v></c>'))
    xml = f'<?xml version="1.0" encoding="UTF-16"?>{one}'
    parts = excel_parts({"S": xml.encode("utf-16")})
    relations = str(parts["xl/_rels/workbook.xml.rels"])
    parts["xl/_rels/workbook.xml.rels"] = relations.replace("worksheets/sheet1", "/Data/../my/ONE")
    parts["my/one.xml"] = parts.pop("xl/worksheets/sheet1.xml")
    assert cells(read_here(package(parts))) == [["1"]]


def test_a_damaged_sheet_leaves_the_others() -> None:
    good = sheet_xml(row('<c r="A1"><v>1</v></c>'))
    bad = sheet_xml('<row r="1"><c r="A1"><v>1</v></row>')
    parts = excel_parts({"good": good, "bad": bad, "lost": good, "last": good})
    del parts["xl/worksheets/sheet3.xml"]
    book = read_here(package(parts))
    assert [grid.complete for grid in book.grids] == [True, False, False, True]
    assert faults(book) == [("sheet:damaged", "error", 0, -1)] * 2


def test_what_openpyxl_and_xlsxwriter_write_is_read_in_a_process_of_its_own() -> None:
    ours = openpyxl.Workbook()
    assert ours.active is not None
    ours.active.append(["id", "ünï", 1])
    first = io.BytesIO()
    ours.save(first)
    second = io.BytesIO()
    with xlsxwriter.Workbook(second) as theirs:
        theirs.add_worksheet().write_row(0, 0, ["id", "ünï", 1])
    for data in (first.getvalue(), second.getvalue()):
        assert cells(read_book(data, "A.XLSX")) == [["id", "ünï", "1"]]
