"""OpenDocument spreadsheets: what each element of a sheet means, and what is no value."""

from __future__ import annotations

import pytest
from tests.ingest.grids.crafted import cells, faults, open_document, package, read_here

from uegraph.ingest.grids import Merged, read_book

STYLES = """
<number:date-style style:name="D"><number:day/><number:month/><number:year/></number:date-style>
<number:date-style style:name="M"><number:month number:textual="true"/><number:text> </number:text>
<number:year/></number:date-style>
<number:date-style style:name="Y"><number:year number:style="long"/></number:date-style>
<number:date-style style:name="Q"><number:quarter/><number:year/></number:date-style>
<number:date-style style:name="T"><number:month/><number:year/><number:hours/></number:date-style>
<style:style style:name="day" style:family="table-cell" style:data-style-name="D"/>
<style:style style:name="month" style:family="table-cell" style:data-style-name="M"/>
<style:style style:name="child" style:family="table-cell" style:parent-style-name="month"/>
<style:style style:name="loop" style:family="table-cell" style:parent-style-name="loop"/>
<style:style style:name="year" style:family="table-cell" style:data-style-name="Y"/>
<style:style style:name="quarter" style:family="table-cell" style:data-style-name="Q"/>
<style:style style:name="timed" style:family="table-cell" style:data-style-name="T"/>
<style:style style:name="away" style:family="table"><style:table-properties table:display="false"/>
</style:style>
"""
DATE = 'office:value-type="date" office:date-value="2024-04-26"'


def cell(said: str, inside: str = "") -> str:
    return f"<table:table-cell {said}>{inside}</table:table-cell>"


def text(inside: str) -> str:
    return cell('office:value-type="string"', f"<text:p>{inside}</text:p>")


def table(rows: str, columns: str = "", said: str = 'table:name="S"') -> str:
    return f"<table:table {said}>{columns}{rows}</table:table>"


def row(*cells: str, said: str = "") -> str:
    return f"<table:table-row {said}>{''.join(cells)}</table:table-row>"


VALUES: dict[str, tuple[str, str]] = {
    "text": (text("a"), "a"),
    "paragraphs": (cell("", "<text:p>a</text:p><text:p/><text:p>b</text:p>"), "a\n\nb"),
    "folded spaces": (text(" a \n  b"), "a b"),
    "written spaces": (text('a<text:s text:c="3"/>b<text:s/>'), "a   b "),
    "tab and break": (text("a<text:tab/>b<text:line-break/>c"), "a\tb\nc"),
    "span and link": (text("a<text:span>b</text:span><text:a>c</text:a>"), "abc"),
    "value beside what is shown": (
        cell('office:value-type="string" office:string-value="a"', "<text:p>b</text:p>"), "a"),
    "note": (cell('office:value-type="string"', "<office:annotation><text:p>no</text:p>"
                  "</office:annotation><text:p>a</text:p>"), "a"),
    "drawing": (cell('office:value-type="string"', "<text:p>a</text:p><draw:frame><draw:text-box>"
                     "<text:p>no</text:p></draw:text-box></draw:frame>"), "a"),
    "table in a cell": (cell('office:value-type="string"', "<text:p>a</text:p>"
                        + table(row(text("no")))), "a"),
    "number": (cell('office:value-type="float" office:value="400"', "<text:p>4e2</text:p>"), "400"),
    "fraction": (cell('office:value-type="float" office:value="0.30000000000000004"'), "0.3"),
    "share": (cell('office:value-type="percentage" office:value="0.5"'), "0.5"),
    "money": (cell('office:value-type="currency" office:value="1200"'), "1200"),
    "no number": (cell('office:value-type="float" office:value="x"', "<text:p>y</text:p>"), "y"),
    "yes": (cell('office:value-type="boolean" office:boolean-value="true"'), "true"),
    "yes from Excel": (cell('table:formula="of:=TRUE()" office:value-type="float" '
                            'office:value="1"'), "true"),
    "day": (cell(f'{DATE} table:style-name="day"'), "2024-04-26"),
    "month": (cell(f'{DATE} table:style-name="month"'), "2024-04"),
    "month of the parent": (cell(f'{DATE} table:style-name="child"'), "2024-04"),
    "year": (cell(f'{DATE} table:style-name="year"'), "2024"),
    "quarter": (cell(f'{DATE} table:style-name="quarter"'), "2024-04-26"),
    "month and hour": (cell(f'{DATE} table:style-name="timed"'), "2024-04-26"),
    "endless parents": (cell(f'{DATE} table:style-name="loop"'), "2024-04-26"),
    "unknown style": (cell(f'{DATE} table:style-name="?"'), "2024-04-26"),
    "moment": (cell('office:value-type="date" office:date-value="2024-04-26T10:00:00"'),
               "2024-04-26T10:00"),
    "midnight": (cell('office:value-type="date" office:date-value="2024-04-26T00:00:00.000"'),
                 "2024-04-26"),
    "no date": (cell('office:value-type="date" office:date-value="soon"'), "soon"),
    "time": (cell('office:value-type="time" office:time-value="PT09H30M00S"'), "09:30"),
    "duration": (cell('office:value-type="time" office:time-value="PT36H00M05.2S"'), "36:00:05"),
    "formula": (cell('table:formula="of:=1" office:value-type="float" office:value="1"'), "1"),
    "formula of an empty text": (
        cell('table:formula="of:=A2"', "<text:p/>") + text("x"), ""),
}  # fmt: skip


@pytest.mark.parametrize("case", VALUES)
def test_each_kind_of_cell_becomes_its_text(case: str) -> None:
    xml, expected = VALUES[case]
    book = read_here(open_document(table(row(xml, text("end"))), STYLES))
    assert cells(book)[0][0] == expected
    assert not faults(book)


def test_a_cell_without_a_style_has_that_of_its_column_or_row() -> None:
    columns = (
        '<table:table-column table:number-columns-repeated="2"/>'
        '<table:table-column table:default-cell-style-name="month"/>'
    )
    plain = cell(DATE)
    book = read_here(
        open_document(
            table(
                row(plain, plain, plain, plain)
                + row(plain, said='table:default-cell-style-name="year"'),
                columns,
            ),
            STYLES,
        )
    )
    assert cells(book) == [
        ["2024-04-26", "2024-04-26", "2024-04", "2024-04-26"],
        ["2024", "", "", ""],
    ]


def test_styles_may_stand_in_a_part_of_their_own() -> None:
    styles = (
        '<s xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
        'xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0">'
        f"{STYLES.replace('table:', '')}</s>"
    )
    data = open_document(
        table(row(cell(f'{DATE} table:style-name="month"'))), parts={"styles.xml": styles}
    )
    assert cells(read_here(data)) == [["2024-04"]]


def test_repeated_rows_and_cells_are_each_there() -> None:
    rows = (
        row(cell('table:number-columns-repeated="2"'),
            cell('table:number-columns-repeated="2"', "<text:p>x</text:p>"),
            said='table:number-rows-repeated="2"')
        + row(said='table:number-rows-repeated="3"')
        + f"<table:table-header-rows><table:table-row-group>{row(text('y'))}"
        "</table:table-row-group></table:table-header-rows>"
    )  # fmt: skip
    book = read_here(open_document(table(rows)))
    assert book.grids[0].records == (
        (1, ["", "", "x", "x"]), (2, ["", "", "x", "x"]), (6, ["y", "", "", ""]),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("xml", "rule"),
    [
        (cell('table:formula="of:=1/0" office:value-type="string" office:string-value=""',
              "<text:p>#DIV/0!</text:p>"), "cell:error"),
        (cell('table:formula="of:=x" office:value-type="float" office:value="0"',
              "<text:p>Err:508</text:p>"), "cell:error"),
        (cell('table:formula="of:=1+1"'), "cell:formula"),
    ],
)  # fmt: skip
def test_failed_and_unworked_formulas_are_told_at_each_cell(xml: str, rule: str) -> None:
    rows = row(text("a"), xml.replace("cell ", 'cell table:number-columns-repeated="2" ', 1),
               said='table:number-rows-repeated="2"')  # fmt: skip
    book = read_here(open_document(table(rows)))
    assert faults(book) == [
        (rule, "error", 1, 1), (rule, "error", 2, 1), (rule, "error", 1, 2), (rule, "error", 2, 2),
    ]  # fmt: skip
    assert cells(book) == [["a"], ["a"]]


def test_a_text_that_looks_like_an_error_is_a_text() -> None:
    assert cells(read_here(open_document(table(row(text("#REF!")))))) == [["#REF!"]]


def test_what_is_hidden_or_joined_is_told() -> None:
    joined = cell(
        'table:number-columns-spanned="2" table:number-rows-spanned="3"', "<text:p>a</text:p>"
    )
    columns = '<table:table-column/><table:table-column table:visibility="collapse"/>'
    rows = row(joined, '<table:covered-table-cell/>', text("b")) + row(
        text("c"), text("d"), said='table:visibility="filter" table:number-rows-repeated="2"'
    ) + row(said='table:visibility="collapse"')  # fmt: skip
    data = open_document(table(rows, columns, 'table:name="S" table:style-name="away"'), STYLES)
    (grid,) = read_here(data).grids
    assert grid.merged == (Merged(1, 0, 3, 1),)
    assert [remark.message for remark in grid.remarks] == [
        "is hidden; it was read",
        "2 hidden rows hold values (2, 3); they were read",
        "the hidden column B holds values; it was read",
    ]


def test_sheets_of_other_files_and_former_versions_are_no_sheets() -> None:
    copy = table(f"<table:table-source/>{row(text('no'))}", said="table:name=\"'file:///b'#S\"")
    former = f"<table:tracked-changes><x>{table(row(text('no')))}</x></table:tracked-changes>"
    book = read_here(open_document(former + table(row(text("a"))) + copy))
    assert [grid.name for grid in book.grids] == ["S"]
    assert cells(book) == [["a"]]


def test_macros_are_told() -> None:
    book = read_book(
        open_document(table(row(text("a"))), parts={"Basic/script-lc.xml": "<x/>"}), "a.ods"
    )
    assert faults(book) == [("book:macros", "warning", 0, -1)]


def test_a_text_document_is_no_spreadsheet() -> None:
    data = package({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"})
    assert "not a workbook" in read_book(data, "a.ods").remarks[0].message
