"""A workbook with sixty mistakes of different kinds yields these sixty messages, each at its cell.

The workbook is written by openpyxl, as somebody would who has never seen the template: headings in
plain words, names in place of ids, no ids.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import openpyxl
from openpyxl.utils import get_column_letter

from uegraph import ingest, shapes

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from uegraph.errors import Problem

Rows = list[dict[str, object]]


@dataclass(frozen=True)
class Mistake:
    """One cell made wrong, and what is to be said of it.

    ``column`` is empty where the row as a whole is told, ``row`` 0 where it is the sheet.
    """

    sheet: str
    row: int
    column: str
    value: Any
    words: str
    severity: str = "error"


def organisations() -> Rows:
    names = "Alder Birch Cedar Damson Elm Fir Gorse Hazel Ivy Juniper Kapok Larch Maple Nutmeg Oak"
    rows: Rows = [{"name": f"{name} Trust", "type": "charity"} for name in names.split()]
    more = "Pine Quince Rowan Spruce Teak Ulmus Vine Willow Yew Zelkova"
    rows += [{"name": f"{name} Council", "type": "local authority"} for name in more.split()]
    return rows  # Alder Trust is row 2, Zelkova Council row 26


def activities() -> Rows:
    return [
        {"name": f"Meeting {n}", "type": "meeting", "when": f"2024-{n:02}", "status": "held"}
        for n in range(1, 13)
    ]  # Meeting 1 is row 2, Meeting 12 row 13


def participations() -> Rows:
    return [
        {"activity": f"Meeting {n}", "party": "Zelkova Council", "role": "attendee",
         "level": "consult", "direction": "two-way", "status": "attended"}
        for n in range(1, 13)
    ]  # fmt: skip


def good() -> dict[str, Rows]:
    """A workbook without a mistake."""
    trust = "Alder Trust"
    return {
        "Sources": [
            {"name": f"Minutes {n}", "url": "https://example.org/", "licence": "https://example.org/"}
            for n in range(1, 5)
        ],
        "Organisations": organisations(),
        "Identifiers": [
            {"organisation": trust, "list": "Companies House", "code": str(n)} for n in range(3)
        ],
        "Audiences": [{"name": f"Audience {n}"} for n in range(1, 9)],
        "Themes": [{"name": f"Theme {n}"} for n in range(1, 5)],
        "Goals": [{"name": "Goal 1"}],
        "Products": [
            {"name": f"Report {n}", "type": "report", "status": "published"} for n in range(1, 6)
        ],
        "Activities": activities(),
        "Series": [
            {"name": f"Forum {n}", "type": "meeting", "status": "held", "when": "2024"}
            for n in range(1, 5)
        ],
        "Participations": participations(),
        "Reaches": [
            {"of": f"Meeting {n}", "kind": "attended", "value": "20", "bound": "exactly"}
            for n in range(1, 8)
        ],
        "Relations": [
            {"from": trust, "type": "supports", "to": "Zelkova Council"},
            {"from": trust, "type": "supports", "to": "Pine Council"},
            {"from": trust, "type": "advises", "to": "Pine Council"},
        ],
        "Assessments": [
            {"stakeholder": trust, "power": 3, "assessed by": "Pine Council", "when": when}
            for when in ("2024-05", "2024-06")
        ],
        "Scopes": [
            {"name": f"Scope {n}", "target kind": "audience", "period": "2024"} for n in range(1, 5)
        ],
        "Completeness": [
            {"scope": "Scope 1", "period": "2024", "stated by": trust, "when": "2025"}
        ],
        "Non engagements": [
            {"target": "Audience 1", "reason": "No room.", "stated by": trust, "period": "2024"}
        ],
        "Counts": [{"name": f"Number {n}", "of": "themes", "count": 9} for n in range(1, 3)],
    }  # fmt: skip


MISTAKES: Final = [
    # organisations: 2 to 16 are trusts, 17 to 26 councils
    Mistake("Organisations", 3, "name", None, "the cell is empty"),
    Mistake("Organisations", 4, "type", None, "the cell is empty"),
    Mistake("Organisations", 5, "type", "chariti", "'chariti' is not a known organisation type"),
    Mistake("Organisations", 6, "type", "charity|team", "2 values, where one is allowed"),
    Mistake("Organisations", 7, "sector", "Circus", "'Circus' is not a known sector"),
    Mistake("Organisations", 8, "place", "Atlantis", "neither the id nor the name of a row of pl"),
    Mistake("Organisations", 9, "part of", "Yew Council Ltd", "neither the id nor the name of a r"),
    Mistake("Organisations", 10, "part of", "Theme 1", "is a row of themes (mistakes.xlsx, Themes"),
    Mistake("Organisations", 12, "website", "www.example.org", "is not a web address"),
    Mistake("Organisations", 13, "private", "perhaps", "neither yes nor no"),
    Mistake("Organisations", 14, "judged", "colour", "is not a column of organisations"),
    Mistake("Organisations", 15, "description", "x" * 10_001, "10,001 characters, more than"),
    Mistake("Organisations", 16, "id", "Oak Trust!", "is not an id"),
    Mistake("Organisations", 18, "name", "Pine Council", "stands also in row 17, which says other"),
    Mistake("Organisations", 19, "part of", "Rowan Council", "goes round in a circle"),
    Mistake("Organisations", 20, "alternative names", "One||Two", "is empty", "warning"),
    Mistake("Organisations", 21, "alternative names", "One|One", "is given twice", "warning"),
    Mistake("Organisations", 22, "description", " A council", "begins or ends with", "warning"),
    Mistake("Organisations", 23, "evidence", "page 3", "neither the id nor the name of a row of p"),
    Mistake("Organisations", 24, "type", "=A1&B1", "a formula whose value is not stored"),
    Mistake("Organisations", 25, "acronym", "#REF!", "#REF!"),
    # the smaller tables
    Mistake("Sources", 3, "published", "sometime", "is not a date"),
    Mistake("Sources", 4, "licence", "OGL", "is not a web address"),
    Mistake("Identifiers", 3, "list", "Library card", "is not a known identifier list"),
    Mistake("Identifiers", 4, "organisation", None, "the cell is empty"),
    Mistake("Audiences", 3, "population", "many", "many"),
    Mistake("Audiences", 4, "population", -3, "less than 0"),
    Mistake(
        "Audiences", 5, "represented by", "Nobody", "neither the id nor the name of a row of or"
    ),
    Mistake("Audiences", 6, "broader", "Audience 5", "goes round in a circle"),
    Mistake("Themes", 3, "lead", "Theme 1", "is a row of themes"),
    Mistake("Goals", 2, "rank", "first", "first"),
    Mistake("Products", 3, "type", "Pamphlet", "is not a known product type"),
    Mistake("Products", 4, "published", "03/04/2024", "read as 3 April 2024", "warning"),
    Mistake("Products", 5, "frequency", "whenever", "is not a known cadence"),
    # activities: Meeting 1 is row 2
    Mistake("Activities", 3, "when", "next week", "is not a date"),
    Mistake("Activities", 4, "when", "2024/2022", "ends before it starts"),
    Mistake("Activities", 5, "when", "30 February 2024", "30 February 2024"),
    Mistake("Activities", 6, "status", "hold", "is not a known activity status"),
    Mistake("Activities", 7, "series", "Forum 9", "neither the id nor the name of a row of series"),
    Mistake("Activities", 8, "", ("series", "Forum 1"), "a part surely began before", "warning"),
    Mistake("Series", 3, "cadence", "often", "is not a known cadence"),
    # participations: row 2 is of Meeting 1
    Mistake("Participations", 3, "activity", "Meeting 99", "neither the id nor the name of a row"),
    Mistake("Participations", 4, "party", None, "the cell is empty"),
    Mistake("Participations", 5, "role", "guest of honour", "is not a known role"),
    Mistake("Participations", 6, "level", "deep", "is not a known level"),
    Mistake("Participations", 7, "direction", "sideways", "is not a known direction"),
    Mistake("Participations", 8, "status", "maybe", "is not a known participation status"),
    Mistake("Participations", 9, "", ("level", "inform"), "to inform is one-way", "warning"),
    Mistake("Participations", 10, "party", "Tenants", "is the name of 2 rows"),
    # numbers
    Mistake("Reaches", 3, "value", "lots", "lots"),
    Mistake("Reaches", 4, "kind", "", "the cell is empty"),
    Mistake("Reaches", 5, "of", "Meeting 4 and 5", "neither the id nor the name of a row of"),
    Mistake("Reaches", 6, "upper value", "7", "below the lower end of the range", "warning"),
    Mistake("Assessments", 2, "power", 9, "9 is more than 5"),
    Mistake("Scopes", 3, "target kind", "everybody", "is not a known target kind"),
    Mistake("Scopes", 4, "required level", "heroic", "is not a known level"),
    Mistake("Completeness", 2, "when", None, "the cell is empty"),
    Mistake("Counts", 2, "of", "dragons", "is not a table"),
    # the sheet itself
    Mistake("Relations", 1, "Themse", None, "'Themse' is not a column of relations"),
    Mistake("Non engagements", 2, "note", "merge", "are merged"),
]


def workbook(tables: dict[str, Rows]) -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    book.remove(book.active)  # type: ignore[arg-type]
    for sheet, rows in tables.items():
        page = book.create_sheet(sheet)
        page.append(headings(sheet))
        for row in rows:
            page.append([row.get(heading) for heading in headings(sheet)])
    return book


def at(sheet: str, column: str, row: int) -> str:
    return f"{get_column_letter(headings(sheet).index(column) + 1)}{row}"


def planted(path: Path) -> Path:
    """The good workbook with every mistake in it."""
    book = workbook(good())
    for mistake in MISTAKES:
        page = book[mistake.sheet]
        if mistake.row == 1:
            page[at(mistake.sheet, "themes", 1)] = mistake.column
        elif mistake.value == "merge":
            page.merge_cells(f"{at(mistake.sheet, 'note', 2)}:{at(mistake.sheet, 'note', 3)}")
        elif not mistake.column:
            column, value = mistake.value
            page[at(mistake.sheet, column, mistake.row)] = value
        else:
            page[at(mistake.sheet, mistake.column, mistake.row)] = mistake.value
    _help(book)
    book.save(path)
    return path


def _help(book: openpyxl.Workbook) -> None:
    """What some mistakes need elsewhere, and is none itself."""
    # A name of two things, for a row that refers to it.
    book["Organisations"][at("Organisations", "acronym", 2)] = "Tenants"
    book["Audiences"][at("Audiences", "alternative names", 9)] = "Tenants"
    # The second of a name says something else than the first.
    book["Organisations"][at("Organisations", "part of", 18)] = "Alder Trust"
    book["Series"][at("Series", "when", 2)] = "2025"
    book["Reaches"][at("Reaches", "bound", 6)] = "range"


def headings(sheet: str) -> list[str]:
    table = {shapes.key(name): t for name, t in shapes.tables().items()}[shapes.key(sheet)]
    return ["id", *(column.name for column in table.columns)]


def test_there_are_sixty_of_different_kinds() -> None:
    assert len(MISTAKES) == 60
    assert len({(m.sheet, m.row, m.column) for m in MISTAKES}) == 60


def test_the_workbook_without_them_has_no_problem(tmp_path: Path) -> None:
    path = tmp_path / "good.xlsx"
    workbook(good()).save(path)
    assert ingest.check([path]) == []


def test_each_mistake_is_one_message_at_its_cell(tmp_path: Path) -> None:
    found = ingest.check([planted(tmp_path / "mistakes.xlsx")])
    said = {place(problem): problem for problem in found}
    wanted = {expected(mistake): mistake for mistake in MISTAKES}
    assert sorted(said) == sorted(wanted), differences(said, wanted)
    assert len(found) == len(MISTAKES)
    for where, mistake in wanted.items():
        assert mistake.words in said[where].message, where
        assert said[where].severity == mistake.severity, where
        assert said[where].remedy, where
        assert said[where].rule, where


def place(problem: Problem) -> tuple[str, int, str]:
    return problem.sheet, problem.row, problem.cell


def expected(mistake: Mistake) -> tuple[str, int, str]:
    if mistake.row == 1:
        return mistake.sheet, 1, at(mistake.sheet, "themes", 1)
    cell = at(mistake.sheet, mistake.column, mistake.row) if mistake.column else ""
    return mistake.sheet, mistake.row, cell


def differences(
    said: dict[tuple[str, int, str], Problem], wanted: dict[tuple[str, int, str], Mistake]
) -> str:
    lines: Sequence[str] = [
        *(f"not said: {wanted[where]}" for where in sorted(wanted.keys() - said.keys())),
        *(f"not wanted: {said[where]}" for where in sorted(said.keys() - wanted.keys())),
    ]
    return "\n".join(lines)
