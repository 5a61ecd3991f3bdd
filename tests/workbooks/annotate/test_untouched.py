"""Whatever a workbook holds is still there, to the byte; only notes and a sheet have come in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.workbooks.annotate.samples import (
    EXPECTED,
    PROBLEMS,
    assert_sound,
    listed,
    notes,
    ods_notes,
    opened,
    parts,
    plain,
    rich,
    values,
)

from uegraph.workbooks.annotate import annotate

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Convert = Callable[[Path, str], Path]

MAY_CHANGE = {"[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels",
              "xl/styles.xml"}  # fmt: skip
MAKERS = {"xlsxwriter": rich, "openpyxl": plain}
XLSX = "xlsx:Calc MS Excel 2007 XML"


def may_change(name: str) -> bool:
    return name in MAY_CHANGE or "comment" in name.lower() or name.endswith(".vml")


def is_allowed(name: str, before: bytes, after: bytes) -> bool:
    """A sheet may have got a reference to a drawing of notes, its relations more of them."""
    if name.startswith("xl/worksheets/sheet"):
        at = after.index(b"<legacyDrawing ")
        end = after.index(b"/>", at) + 2
        return after[:at] + after[end:] == before
    return may_change(name) or name.startswith("xl/worksheets/_rels/")


@pytest.mark.parametrize("maker", MAKERS)
def test_all_else_is_the_same_to_the_byte(maker: str, tmp_path: Path) -> None:
    source = MAKERS[maker](tmp_path / "w.xlsx")
    before = source.read_bytes()
    annotate(source, PROBLEMS, tmp_path / "out.xlsx")
    assert source.read_bytes() == before
    old, new = parts(source), parts(tmp_path / "out.xlsx")
    changed = [name for name in old if old[name] != new[name]]
    assert all(is_allowed(name, old[name], new[name]) for name in changed), changed
    assert {"xl/workbook.xml", "[Content_Types].xml"} <= set(changed)
    same = {name for name in old if name not in changed}
    assert len(same) >= (20 if maker == "xlsxwriter" else 4)
    assert_sound(tmp_path / "out.xlsx")


@pytest.mark.parametrize("maker", MAKERS)
def test_openpyxl_finds_each_note_at_its_cell(maker: str, tmp_path: Path) -> None:
    source = MAKERS[maker](tmp_path / "w.xlsx")
    mine = notes(source)
    outcome = annotate(source, PROBLEMS, tmp_path / "out.xlsx")
    both = {("Organisations", "B3"): f"My own note\n{EXPECTED['Organisations', 'B3']}"}
    assert notes(tmp_path / "out.xlsx") == {**mine, **EXPECTED, **both}
    assert outcome.notes == len(EXPECTED)


def test_no_style_of_the_workbook_has_changed(tmp_path: Path) -> None:
    source = rich(tmp_path / "w.xlsx")
    annotate(source, PROBLEMS, tmp_path / "out.xlsx")
    old, new = opened(source), opened(tmp_path / "out.xlsx")
    count = 0
    for name in ("Organisations", "O'Brien & <co>", "Problems"):
        for row in old[name].iter_rows():
            for cell in row:
                other = new[name][cell.coordinate]
                assert repr((cell.value, cell.fill, cell.font, cell.number_format)) == repr(
                    (other.value, other.fill, other.font, other.number_format)
                )
                count += 1
    assert count > 200


def test_the_sheet_of_problems_lists_all_of_them_as_text(tmp_path: Path) -> None:
    annotate(rich(tmp_path / "w.xlsx"), PROBLEMS, tmp_path / "out.xlsx")
    book = opened(tmp_path / "out.xlsx")
    assert book.sheetnames == ["Organisations", "O'Brien & <co>", "Chart", "Problems", "Problems 2"]
    sheet = book["Problems 2"]
    heading, *rows = listed(tmp_path / "out.xlsx", "Problems 2")
    assert heading == ("Severity", "Sheet", "Row", "Column", "Cell", "What is wrong",
                       "What would be right", "Rule")  # fmt: skip
    assert len(rows) == len(PROBLEMS)
    assert [row[0] for row in rows] == ["Error"] * 6 + ["Warning"]
    assert rows[0][1] == "w.xlsx"
    sector = ("Error", "Organisations", 2, "sector", "C2", "'helth' is not a known sector",
              "Did you mean 'health'?", "shp:sector")  # fmt: skip
    assert sector in rows
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "inlineStr"}
    links = {cell.value: cell.hyperlink.location for row in sheet.iter_rows() for cell in row
             if cell.hyperlink}  # fmt: skip
    assert links == {"C2": "'Organisations'!C2", "B3": "'Organisations'!B3",
                     "AB40": "'Organisations'!AB40", "D9": "'O''Brien & <co>'!D9"}  # fmt: skip
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:H8"
    assert sheet["F3"].alignment.wrap_text


def test_the_same_problems_give_the_same_bytes(tmp_path: Path) -> None:
    source = rich(tmp_path / "w.xlsx")
    for name in ("a.xlsx", "b.xlsx"):
        annotate(source, PROBLEMS, tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


@pytest.mark.office
@pytest.mark.parametrize("maker", MAKERS)
def test_libreoffice_shows_the_notes_and_every_value(
    maker: str, tmp_path: Path, convert: Convert
) -> None:
    source = MAKERS[maker](tmp_path / "w.xlsx")
    annotate(source, PROBLEMS, tmp_path / "out.xlsx")
    found = ods_notes(convert(tmp_path / "out.xlsx", "ods"))
    both = {("Organisations", "B3"): f"My own note\n{EXPECTED['Organisations', 'B3']}"}
    assert found == {**ods_notes(convert(source, "ods")), **EXPECTED, **both}
    old = values(opened(convert(source, XLSX), values=True))
    new = values(opened(convert(tmp_path / "out.xlsx", XLSX), values=True))
    listing = "Problems" if maker == "openpyxl" else "Problems 2"
    assert {place: value for place, value in new.items() if place[0] != listing} == old
    assert len(new) > len(old)


@pytest.mark.office
def test_a_workbook_saved_by_libreoffice_gets_its_notes(tmp_path: Path, convert: Convert) -> None:
    source = convert(rich(tmp_path / "w.xlsx"), XLSX)
    annotate(source, PROBLEMS, tmp_path / "out.xlsx")
    assert_sound(tmp_path / "out.xlsx")
    old, new = parts(source), parts(tmp_path / "out.xlsx")
    changed = [name for name in old if old[name] != new[name]]
    assert all(is_allowed(name, old[name], new[name]) for name in changed), changed
    assert (
        notes(tmp_path / "out.xlsx").items()
        >= {place: text for place, text in EXPECTED.items() if place[1] != "B3"}.items()
    )
