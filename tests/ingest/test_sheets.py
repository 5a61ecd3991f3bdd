"""A team's own workbook: sheets lost by their names, joined cells, columns of the team's own."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import openpyxl
import pytest

from uegraph import ingest
from uegraph.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

BODIES = [["Name *", "Type *"], ["ONS", "department"]]
EVENTS = [
    ["Name *", "Type *", "Status *"],
    ["Forum", "meeting", "held"],
    ["Visit", "event", "held"],
]
PARTS = [
    ["Activity *", "Party *", "Role *", "Status *"],
    ["Forum", "ONS", "attendee", "attended"],
    ["Visit", "ONS", "attendee", "attended"],
]


def workbook(place: Path, sheets: Mapping[str, Sequence[Sequence[str]]], merged: str = "") -> Path:
    """A workbook of some sheets; cells of the last one may be joined."""
    book = openpyxl.Workbook()
    del book["Sheet"]
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    if merged:
        sheet.merge_cells(merged)
    out = io.BytesIO()
    book.save(out)
    path = place / "team.xlsx"
    path.write_bytes(out.getvalue())
    return path


def told(path: Path) -> list[tuple[str, str, str, str]]:
    return [(p.sheet, p.cell, p.severity, f"{p.message} {p.remedy}") for p in ingest.check([path])]


def test_a_renamed_sheet_is_one_problem(tmp_path: Path) -> None:
    """The rows that name rows of it are not at fault."""
    sheets = {"Organisations": BODIES, "Activities 2024": EVENTS, "Participations": PARTS}
    ((sheet, _, severity, said),) = told(workbook(tmp_path, sheets))
    assert (sheet, severity) == ("Activities 2024", "error")
    assert said.endswith("Rename the sheet 'Activities'.")


@pytest.mark.parametrize(
    ("name", "called"),
    [("Activites", "'Activities'"), ("All our series", "'Series'"),
     ("Q3", "'Products' or 'Activities' or 'Series'")],
)  # fmt: skip
def test_a_sheet_with_the_columns_of_several_tables(name: str, called: str, tmp_path: Path) -> None:
    ((_, _, severity, said),) = told(workbook(tmp_path, {"Organisations": BODIES, name: EVENTS}))
    assert severity == "error"
    assert said.endswith(f"Rename the sheet {called}.")


def test_a_second_sheet_of_a_table_is_not_to_be_renamed(tmp_path: Path) -> None:
    sheets = {"Organisations": BODIES, "Activities": EVENTS, "Activities (2)": EVENTS}
    ((sheet, _, severity, said),) = told(workbook(tmp_path, sheets))
    assert (sheet, severity) == ("Activities (2)", "error")
    assert said.endswith("Move its rows to the sheet 'Activities', or delete it.")


def test_joined_cells_are_not_also_empty(tmp_path: Path) -> None:
    sheets = {"Organisations": BODIES, "Activities": EVENTS, "Participations": PARTS}
    ((sheet, cell, severity, said),) = told(workbook(tmp_path, sheets, merged="A2:A3"))
    assert (sheet, cell, severity) == ("Participations", "A2", "error")
    assert "A2 to A3 are merged" in said


def test_a_column_of_the_teams_own_has_to_say_so(tmp_path: Path) -> None:
    def named(heading: str) -> Path:
        rows = [[*BODIES[0], heading, "Alternative names"], [*BODIES[1], "ask Sam", "The Office"]]
        return workbook(tmp_path, {"Organisations": rows})

    ((_, cell, severity, said),) = told(named("Comments"))
    assert (cell, severity) == ("C1", "error")
    assert said.startswith("'Comments' is not a column of organisations")
    assert "Put # before the heading" in said
    assert told(named("# Comments")) == []
    lines = ingest.to_nquads([named("# Comments")])
    assert "The Office" in lines
    assert "ask Sam" not in lines


def test_a_slip_in_a_heading_is_one_problem(tmp_path: Path) -> None:
    """The column that was meant is not also missing."""
    rows = [["Name *", "Tpye *"], ["ONS", "department"]]
    ((_, cell, severity, said),) = told(workbook(tmp_path, {"Organisations": rows}))
    assert (cell, severity) == ("B1", "error")
    assert said.endswith("Did you mean 'type'?")


def test_another_workbook_is_told_once_and_what_to_do(tmp_path: Path) -> None:
    ((sheet, _, severity, said),) = told(workbook(tmp_path, {"Sheet1": [["Budget"], ["100"]]}))
    assert (sheet, severity) == ("", "error")
    assert "`uegraph template FILE`" in said
    assert "`uegraph import table`" in said


def test_a_folder_without_settings_names_the_workbook_in_it(tmp_path: Path) -> None:
    path = workbook(tmp_path, {"Organisations": BODIES})
    (tmp_path / "~$team.xlsx").write_bytes(b"lock")
    with pytest.raises(SourceError) as refused:
        ingest.check([tmp_path])
    assert str(refused.value) == f"{tmp_path} has no dataset.yml. Name the workbook in it: {path} ."
