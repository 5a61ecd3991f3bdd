"""Notes come and go with the problems; what people wrote stays."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import openpyxl
import pytest
from openpyxl.comments import Comment
from tests.workbooks.annotate.samples import (
    PROBLEMS,
    assert_sound,
    listed,
    notes,
    ods_notes,
    opened,
    parts,
    plain,
    rich,
    write,
)

from uegraph.errors import Problem
from uegraph.workbooks.annotate import annotate
from uegraph.workbooks.annotate.notes import MAX_CHARACTERS, MAX_NOTES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Convert = Callable[[Path, str], Path]

XLSX = "xlsx:Calc MS Excel 2007 XML"


def shapes_of(path: Path) -> int:
    return sum(data.count(b'ObjectType="Note"') for name, data in parts(path).items()
               if name.endswith(".vml"))  # fmt: skip


def test_a_copy_whose_problems_are_mended_is_free_of_notes_again(tmp_path: Path) -> None:
    source = rich(tmp_path / "w.xlsx")
    annotate(source, PROBLEMS, tmp_path / "a.xlsx")
    outcome = annotate(tmp_path / "a.xlsx", (), tmp_path / "b.xlsx")
    assert outcome.notes == 0
    assert notes(tmp_path / "b.xlsx") == notes(source)
    assert shapes_of(tmp_path / "b.xlsx") == shapes_of(source) == 2
    assert shapes_of(tmp_path / "a.xlsx") == 7
    assert len(listed(tmp_path / "b.xlsx", "Problems 2")) == 1
    assert_sound(tmp_path / "b.xlsx")


def test_the_sheet_of_an_earlier_run_is_replaced_and_a_users_own_kept(tmp_path: Path) -> None:
    source = rich(tmp_path / "w.xlsx")
    annotate(source, PROBLEMS, tmp_path / "a.xlsx")
    annotate(tmp_path / "a.xlsx", PROBLEMS[:1], tmp_path / "b.xlsx")
    assert opened(tmp_path / "b.xlsx").sheetnames == opened(tmp_path / "a.xlsx").sheetnames
    assert listed(tmp_path / "b.xlsx", "Problems") == [("What keeps us awake",)]
    assert len(listed(tmp_path / "b.xlsx", "Problems 2")) == 2
    one = parts(tmp_path / "a.xlsx")["xl/styles.xml"]
    assert parts(tmp_path / "b.xlsx")["xl/styles.xml"] == one


def test_what_somebody_wrote_into_a_note_of_ours_stays(tmp_path: Path) -> None:
    annotate(plain(tmp_path / "w.xlsx"), PROBLEMS[:1], tmp_path / "a.xlsx")
    held = parts(tmp_path / "a.xlsx")
    name = next(name for name in held if "comment" in name and name.endswith(".xml"))
    held[name] = held[name].replace(b"Did you mean 'health'?", b"Did you mean 'health'?\nAsk Bo!")
    annotate(write(tmp_path / "b.xlsx", held), (), tmp_path / "c.xlsx")
    assert notes(tmp_path / "c.xlsx")["Organisations", "C2"].strip() == "Ask Bo!"


@pytest.mark.office
@pytest.mark.parametrize("form", ["xlsx", "ods"])
def test_libreoffice_in_between_changes_nothing_of_that(
    form: str, tmp_path: Path, convert: Convert
) -> None:
    source = rich(tmp_path / "w.xlsx")
    annotate(source, PROBLEMS, tmp_path / "a.xlsx")
    saved = convert(tmp_path / "a.xlsx", XLSX if form == "xlsx" else "ods")
    out = tmp_path / f"b.{form}"
    annotate(saved, PROBLEMS[:1], out)
    found = ods_notes(out if form == "ods" else convert(out, "ods"))
    told = {place: text for place, text in found.items() if "uegraph" in text}
    assert list(told) == [("Organisations", "C2")]
    assert len(found) == 3
    names = opened(out if form == "xlsx" else convert(out, XLSX)).sheetnames
    assert [name for name in names if "roblem" in name] == ["Problems", "Problems 2"]


def test_several_problems_of_a_cell_share_its_note(tmp_path: Path) -> None:
    more = Problem("w.xlsx", "Organisations", 2, "sector", "given twice", "Once.", "warning", "t",
                   "C2")  # fmt: skip
    annotate(plain(tmp_path / "w.xlsx"), (more, PROBLEMS[0]), tmp_path / "out.xlsx")
    said = notes(tmp_path / "out.xlsx")["Organisations", "C2"].split("\n")
    assert [line[:15] for line in said] == ["uegraph error: ", "uegraph warning"]


def test_a_sheet_gets_only_so_many_notes_and_warnings_go_first(tmp_path: Path) -> None:
    problems = [
        Problem("w.xlsx", "Organisations", row, "x", "odd", "Mend.",
                "error" if row % 2 else "warning", "r", f"C{row}")
        for row in range(2, 2 * MAX_NOTES + 2)
    ]  # fmt: skip
    outcome = annotate(plain(tmp_path / "w.xlsx"), problems, tmp_path / "out.xlsx")
    assert (outcome.notes, outcome.left_out) == (MAX_NOTES, MAX_NOTES)
    found = [text for text in notes(tmp_path / "out.xlsx").values() if "uegraph" in text]
    assert len(found) == MAX_NOTES
    assert all(text.startswith("uegraph error") for text in found)
    assert len(listed(tmp_path / "out.xlsx")) == len(problems) + 1
    assert_sound(tmp_path / "out.xlsx")
    drawing = next(d for name, d in parts(tmp_path / "out.xlsx").items() if name.endswith(".vml"))
    ids = re.findall(rb'id="_x0000_s(\d+)"', drawing)
    assert len(ids) == len(set(ids)) == MAX_NOTES + 1


def test_a_long_text_is_cut_to_what_a_note_and_a_cell_take(tmp_path: Path) -> None:
    long = Problem("w.xlsx", "Organisations", 2, "x", "y" * 40_000, "z", "error", "r", "C2")
    annotate(plain(tmp_path / "w.xlsx"), [long], tmp_path / "out.xlsx")
    assert len(notes(tmp_path / "out.xlsx")["Organisations", "C2"]) == MAX_CHARACTERS
    assert len(str(listed(tmp_path / "out.xlsx")[1][5])) == MAX_CHARACTERS


def test_characters_that_no_workbook_holds_are_replaced(tmp_path: Path) -> None:
    odd = Problem("w\x00", "Organisations", 2, "x\ud800", "a\x07b\uffff", "", "error", "r", "C2")
    annotate(plain(tmp_path / "w.xlsx"), [odd], tmp_path / "out.xlsx")
    assert notes(tmp_path / "out.xlsx")["Organisations", "C2"] == "uegraph error: a�b�."


def test_joined_cells_have_their_note_where_it_is_seen(tmp_path: Path) -> None:
    inside = Problem("w.xlsx", "Organisations", 3, "x", "odd", "Mend.", "error", "r", "J3")
    annotate(rich(tmp_path / "w.xlsx"), [inside], tmp_path / "out.xlsx")
    assert ("Organisations", "H1") in notes(tmp_path / "out.xlsx")


def test_a_conversation_is_left_alone(tmp_path: Path) -> None:
    """As Excel keeps it: its own part, and a note that says to older programs that it is there."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Organisations"
    sheet["C2"].comment = Comment("[Threaded comment]\nPlease check", "tc={9A}")
    book.save(tmp_path / "t.xlsx")
    held = parts(tmp_path / "t.xlsx")
    thread = ('<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/'
              'threadedcomments"><threadedComment ref="C2" id="{9A}"><text>Please check</text>'
              "</threadedComment></ThreadedComments>")  # fmt: skip
    held["xl/threadedComments/threadedComment1.xml"] = thread.encode()
    rels = "xl/worksheets/_rels/sheet1.xml.rels"
    held[rels] = held[rels].replace(b"</Relationships>", (
        b'<Relationship Id="rId9" Type="http://schemas.microsoft.com/office/2017/10/relationships/'
        b'threadedComment" Target="../threadedComments/threadedComment1.xml"/></Relationships>'
    ))  # fmt: skip
    source = write(tmp_path / "w.xlsx", held)
    outcome = annotate(source, PROBLEMS[:2], tmp_path / "out.xlsx")
    assert (outcome.notes, outcome.threads) == (1, 1)
    found = notes(tmp_path / "out.xlsx")
    assert found["Organisations", "C2"] == "[Threaded comment]\nPlease check"
    assert ("Organisations", "B3") in found
    same = "xl/threadedComments/threadedComment1.xml"
    assert parts(tmp_path / "out.xlsx")[same] == held[same]
    assert len(listed(tmp_path / "out.xlsx")) == 3


def test_macros_stay_and_a_signature_is_told(tmp_path: Path) -> None:
    held = parts(plain(tmp_path / "w.xlsx"))
    held["xl/vbaProject.bin"] = b"\xd0\xcf\x11\xe0 macros"
    held["_xmlsignatures/sig1.xml"] = b"<Signature/>"
    kind = b'<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>'
    held["[Content_Types].xml"] = held["[Content_Types].xml"].replace(b"</Types>", kind)
    outcome = annotate(write(tmp_path / "m.xlsm", held), PROBLEMS, tmp_path / "out.xlsm")
    assert outcome.signed
    assert parts(tmp_path / "out.xlsm")["xl/vbaProject.bin"] == held["xl/vbaProject.bin"]
