"""The template as openpyxl reads it, against the shapes: every column, word, list and limit."""

from __future__ import annotations

import re
import warnings
import zipfile
from functools import cache
from typing import TYPE_CHECKING

import openpyxl
import pytest
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.worksheet.worksheet import Worksheet

from uegraph import ingest, shapes
from uegraph.errors import ResourceError, SourceError, UnknownNameError
from uegraph.workbooks.template import write_template

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.datavalidation import DataValidation

    from uegraph.shapes import Column, Table

TABLES = list(shapes.tables().values())
ROW = re.compile(r"'(?P<sheet>[^']+)'!\$(?P<column>[A-Z]+)\$(?P<first>\d+)")


@cache
def opened(path: Path) -> Workbook:
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # openpyxl warns of what it does not understand
        return openpyxl.load_workbook(path)


@pytest.fixture
def book(templates: Path) -> Workbook:
    return opened(templates / "t.xlsx")


def sheet_of(book: Workbook, table: Table) -> Worksheet:
    name = table.name.replace("_", " ")
    found = book[name[:1].upper() + name[1:]]
    assert isinstance(found, Worksheet)
    return found


def headings(sheet: Worksheet, row: int = 1) -> list[str]:
    return [str(cell.value) for cell in sheet[row]]


def rules(sheet: Worksheet) -> dict[str, DataValidation]:
    """The rule of each column, by its letter."""
    found = {}
    for rule in sheet.data_validations.dataValidation:
        assert len(rule.sqref.ranges) == 1
        left, top, right, bottom = range_boundaries(str(rule.sqref))
        assert left is not None
        assert left == right
        assert (top, bottom) == (2, 10_000)
        found[get_column_letter(left)] = rule
    return found


def columns(table: Table) -> list[tuple[str, Column]]:
    """The columns of a table with the letters of their places."""
    return [(get_column_letter(at), column) for at, column in enumerate(table.columns, 2)]


def test_there_is_a_sheet_a_table_and_four_more_that_are_not_read(book: Workbook) -> None:
    tables = [sheet_of(book, table).title for table in TABLES]
    assert len(tables) >= 21
    assert sorted(book.sheetnames) == sorted([*tables, "Read me", "Data set", "Lists"])
    assert book.sheetnames[:7] == [
        "Read me", "Data set", "Organisations", "Audiences", "Themes", "Activities",
        "Participations",
    ]  # fmt: skip
    assert book.sheetnames[-1] == "Lists"


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_column_of_the_shapes_is_a_heading(book: Workbook, table: Table) -> None:
    found = headings(sheet_of(book, table))
    assert found[0] == "Id"
    assert [shapes.key(text.removesuffix(" *")) for text in found[1:]] == [
        shapes.key(column.name) for column in table.columns
    ]
    assert [text.endswith(" *") for text in found[1:]] == [
        bool(column.min_count) for column in table.columns
    ]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_the_example_row_is_that_of_the_shapes(book: Workbook, table: Table) -> None:
    cells = sheet_of(book, table)[2]
    expected = list(shapes.example_row(table).values())
    assert ["" if cell.value is None else str(cell.value) for cell in cells] == expected
    assert cells[0].value == "EXAMPLE"
    assert cells[0].comment is not None
    assert "not read" in cells[0].comment.text
    assert all(cell.font.italic for cell in cells)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_each_column_has_help_as_a_note_and_beside_its_cells(book: Workbook, table: Table) -> None:
    sheet = sheet_of(book, table)
    found = rules(sheet)
    assert len(found) == len(table.columns) + 1
    for at, column in columns(table):
        note = sheet[f"{at}1"].comment
        assert note is not None
        assert note.text.startswith(column.description)
        assert ("Must be filled in." in note.text) == bool(column.min_count)
        prompt = found[at].prompt
        assert prompt is not None
        assert prompt.startswith(column.description[:200])
        assert len(prompt) <= 255
        assert len(found[at].promptTitle or "") <= 32


def listed(book: Workbook, name: str) -> list[str]:
    """The values that a defined name stands for, when it stands for fixed cells."""
    area = re.fullmatch(r"'Lists'!\$B\$(\d+):\$B\$(\d+)", str(book.defined_names[name].attr_text))
    assert area, name
    return [str(book["Lists"][f"B{row}"].value) for row in range(int(area[1]), int(area[2]) + 1)]


def test_drop_downs_of_concepts_offer_exactly_the_labels_of_the_scheme(book: Workbook) -> None:
    seen = 0
    for table in TABLES:
        found = rules(sheet_of(book, table))
        for at, column in columns(table):
            if column.scheme:
                rule = found[at]
                labels = [concept.label for concept in shapes.concepts(column.scheme).values()]
                assert rule.type == "list"
                assert listed(book, str(rule.formula1)) == labels
                # A list would forbid a|b, so only columns of one value warn; none ever stops.
                assert rule.showErrorMessage == (column.max_count == 1)
                assert rule.errorStyle == "warning"
                seen += 1
    assert seen > 30


def test_every_concept_is_in_lists_with_its_meaning(book: Workbook) -> None:
    rows = {(row[1], row[2]) for row in book["Lists"].iter_rows(min_row=2, values_only=True)}
    schemes = {column.scheme for table in TABLES for column in table.columns if column.scheme}
    assert len(schemes) > 20
    for scheme in schemes:
        for concept in shapes.concepts(scheme).values():
            assert concept.definition
            assert (concept.label, concept.definition) in rows


def test_drop_downs_of_references_offer_the_names_in_the_sheets(book: Workbook) -> None:
    seen = 0
    for table in TABLES:
        found = rules(sheet_of(book, table))
        for at, column in columns(table):
            if column.classes and found[at].type == "list":
                area = str(book.defined_names[str(found[at].formula1)].attr_text)
                place = ROW.match(area)
                assert place, area
                title = str(book[place["sheet"]][f"{place['column']}1"].value)
                accepted = shapes.accepted_tables(column)
                if place["sheet"] == "Lists":
                    names = {other.name.replace("_", " ") for other in accepted}
                    gathered = set(title.removeprefix("Names: ").lower().split(" or "))
                    assert gathered <= names
                    assert gathered
                else:
                    assert [sheet_of(book, other).title for other in accepted] == [place["sheet"]]
                    named = shapes.name_column(accepted[0])
                    assert title == ("Name *" if named else "Id")
                    assert place["first"] == "3"  # below the example, which nobody may choose
                assert not found[at].showErrorMessage  # an id or an acronym is as good
                seen += 1
    assert seen > 70


def test_every_list_that_a_rule_uses_is_defined_and_none_is_left_over(book: Workbook) -> None:
    used = {
        str(rule.formula1)
        for table in TABLES
        for rule in rules(sheet_of(book, table)).values()
        if rule.type == "list"
    }
    defined = set(book.defined_names)
    formulas = " ".join(
        str(cell)
        for row in book["Lists"].iter_rows(min_row=2, max_row=40, min_col=5, values_only=True)
        for cell in row
    )
    gathered = set(re.findall(r"INDEX\((rows_\w+),", formulas))
    assert gathered
    assert used | gathered <= defined
    assert {name for name in defined if name.startswith("list_")} <= used
    rows = {f"rows_{table.kind.replace('-', '_')}" for table in TABLES}
    assert defined - used <= rows


def test_numbers_with_limits_are_checked_and_never_stopped(book: Workbook) -> None:
    power = rules(book["Assessments"])["D"]
    assert (power.type, power.operator or "between") == ("whole", "between")
    assert (power.formula1, power.formula2, power.errorStyle) == ("1", "5", "warning")
    rank = rules(book["Goals"])["D"]
    assert (rank.type, rank.operator, rank.formula1) == ("whole", "greaterThanOrEqual", "1")
    styles = {
        rule.errorStyle
        for table in TABLES
        for rule in rules(sheet_of(book, table)).values()
        if rule.showErrorMessage and rule.type in ("list", "whole")
    }
    assert styles == {"warning"}


def test_dates_and_numbers_with_a_bound_are_text_so_that_nothing_is_turned_into_a_date(
    book: Workbook,
) -> None:
    forms = {
        ("Activities", "K"): "@",  # when
        ("Reaches", "D"): "@",  # value, where people write 150-200
        ("Goals", "D"): "#,##0",  # rank
        ("Identifiers", "D"): "@",  # code, which may begin with 0
    }
    for (sheet, at), expected in forms.items():
        assert book[sheet].column_dimensions[at].number_format == expected, (sheet, at)
    for table in TABLES:
        for at, column in columns(table):
            if column.datatype and column.datatype.endswith("EDTF"):
                assert sheet_of(book, table)[f"{at}2"].number_format == "@"


def test_each_sheet_is_one_table_and_easy_to_read(book: Workbook) -> None:
    for sheet in book.worksheets:
        assert len(sheet.tables) == 1
        assert not sheet.merged_cells.ranges
        assert sheet.freeze_panes
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.fitToHeight == 0
        assert sheet.print_title_rows
        assert sheet.sheet_properties.tabColor is not None
    assert book.active is book["Read me"]
    for table in TABLES:
        head = sheet_of(book, table)[1]
        assert all(cell.alignment.wrap_text and cell.font.sz >= 11 for cell in head)
        for at, cell in enumerate(head, 1):
            longest = max(map(len, str(cell.value).split()))
            assert width(sheet_of(book, table), at) > longest + 3, cell.value
    assert book.properties.title == "Engagement workbook"
    assert book.properties.creator == "uegraph"


def width(sheet: Worksheet, at: int) -> float:
    """The width of a column; openpyxl keeps that of neighbours of one width at the first."""
    spans = sheet.column_dimensions.values()
    return next(float(s.width) for s in spans if (s.min or at) <= at <= (s.max or at))


def contrast(one: str, other: str) -> float:
    """The contrast of two colours as WCAG 2.2 defines it."""

    def light(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    bright, dark = sorted((light(one), light(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def test_colours_have_enough_contrast(book: Workbook) -> None:
    head = book["Organisations"]["B1"]
    assert contrast(head.font.color.rgb[2:], head.fill.fgColor.rgb[2:]) >= 4.5
    shown = book["Organisations"]["B2"]
    assert contrast("000000", shown.fill.fgColor.rgb[2:]) >= 4.5
    link = next(row[1] for row in book["Read me"].iter_rows() if row[1].hyperlink)
    assert contrast(link.font.color.rgb[2:], "FFFFFF") >= 4.5
    assert link.font.underline


def test_read_me_leads_to_every_sheet_in_order_and_counts_its_rows(book: Workbook) -> None:
    sheet = book["Read me"]
    assert headings(sheet, 2) == ["Part", "Topic", "In words", "Rows so far"]
    links = [row[1] for row in sheet.iter_rows(min_row=3) if row[1].hyperlink]
    targets = [cell.hyperlink.location for cell in links if cell.hyperlink]
    assert targets == [f"'{name}'!A1" for name in book.sheetnames[1:]]
    parts = [row[0].value for row in sheet.iter_rows(min_row=3) if row[3].value is not None]
    assert list(dict.fromkeys(parts)) == [
        "Start here", "More about them", "Coverage and judgement", "Where it is said",
    ]  # fmt: skip
    told = " ".join(str(row[2].value) for row in sheet.iter_rows(min_row=3))
    for word in ("uegraph check", "|", "*", "EXAMPLE", "Apr 2024", "over 180"):
        assert word in told


def test_settings_are_those_that_a_data_set_has(book: Workbook) -> None:
    rows = list(book["Data set"].iter_rows(values_only=True))
    assert rows[0] == ("Setting", "Value", "Help")
    names = ["name", "title", "publisher", "url", "licence", "retrieved", "base", "dates"]
    assert [row[0] for row in rows[1:]] == names
    assert all(row[2] for row in rows[1:])


def test_the_same_template_is_the_same_bytes(templates: Path, tmp_path: Path) -> None:
    for name in ("t.xlsx", "t.ods"):
        write_template(tmp_path / name)
        assert (tmp_path / name).read_bytes() == (templates / name).read_bytes()


def test_nothing_in_a_cell_is_ever_a_formula(tmp_path: Path) -> None:
    evil = ['=HYPERLINK("http://example.org")', "+1+cmd|' /C calc'!A0", "@SUM(1)", "{=1}", "-2+3"]
    rows = {"organisations": [{"name": text, "type": "charity", "note": text} for text in evil]}
    write_template(tmp_path / "e.xlsx", rows)
    sheet = openpyxl.load_workbook(tmp_path / "e.xlsx")["Organisations"]
    assert [row[1].value for row in sheet.iter_rows(min_row=2)] == evil
    with zipfile.ZipFile(tmp_path / "e.xlsx") as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet3.xml")
        assert b"<f>" in archive.read("xl/worksheets/sheet1.xml")  # the counts of "Read me"
    write_template(tmp_path / "e.ods", rows)
    with zipfile.ZipFile(tmp_path / "e.ods") as archive:
        formulas = re.findall(r'table:formula="of:=(\w+)', archive.read("content.xml").decode())
    assert set(formulas) == {"COUNTA", "IF"}
    write_template(tmp_path / "e", rows)
    lines = (tmp_path / "e" / "organisations.csv").read_text("utf-8-sig").splitlines()[1:]
    assert [line.split(",")[1].strip('"')[:2] for line in lines] == ["'=", "'+", "'@", "{=", "'-"]


@pytest.mark.parametrize("form", ["t.xlsx", "t.ods", "t"])
def test_a_new_property_shape_is_a_new_column(with_motto: Path, tmp_path: Path, form: str) -> None:
    """The column is there, shows its example, and what is written into it reaches the graph."""
    assert with_motto
    write_template(tmp_path / form)
    assert ingest.check([tmp_path / form]) == []
    row = {"id": "ons", "name": "ONS", "type": "department", "House Motto": "Better statistics"}
    write_template(tmp_path / form, {"organisations": [row]}, force=True)
    written = ingest.to_nquads([tmp_path / form])
    assert '<https://example.org/motto> "Better statistics"' in written
    if form == "t.xlsx":
        sheet = openpyxl.load_workbook(tmp_path / form)["Organisations"]
        assert sheet["R1"].value == "House motto *"
        assert "Closer to people" in sheet["R1"].comment.text


def test_a_template_is_never_written_over_another_file(tmp_path: Path) -> None:
    (tmp_path / "mine.xlsx").write_text("my work")
    with pytest.raises(ResourceError, match="is there already"):
        write_template(tmp_path / "mine.xlsx")
    assert (tmp_path / "mine.xlsx").read_text() == "my work"
    write_template(tmp_path / "mine.xlsx", force=True)
    assert (tmp_path / "mine.xlsx").read_bytes().startswith(b"PK")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "notes.txt").write_text("mine")
    with pytest.raises(ResourceError, match="is not empty"):
        write_template(tmp_path / "folder")
    (tmp_path / "file").write_text("")
    with pytest.raises(ResourceError, match="is not a folder"):
        write_template(tmp_path / "file", force=True)


def test_what_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(UnknownNameError, match=r"ends in \.pdf"):
        write_template(tmp_path / "a.pdf")
    with pytest.raises(SourceError, match="'people' is not a table"):
        write_template(tmp_path / "a.xlsx", {"people": [{"name": "x"}]})
    with pytest.raises(SourceError, match="'shoesize' is not a column of organisations"):
        write_template(tmp_path / "a.xlsx", {"organisations": [{"shoe size": "9"}]})
    with pytest.raises(SourceError, match="32,767 characters"):
        write_template(tmp_path / "a.xlsx", {"organisations": [{"name": "x" * 40_000}]})
    assert not list(tmp_path.iterdir())
