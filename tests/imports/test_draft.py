"""A draft is valid, runs as it stands, and marks what a person must decide."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import TYPE_CHECKING

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.imports.samples import TABLE

from uegraph import imports
from uegraph.errors import SourceError
from uegraph.imports.reading import read_mapping
from uegraph.resources import datasets

if TYPE_CHECKING:
    from pathlib import Path


def drafted(folder: Path, table: str, name: str = "events.csv") -> tuple[str, imports.Imported]:
    (folder / name).write_text(table, encoding="utf-8", newline="")
    text = imports.draft(folder / name)
    (folder / "draft.yml").write_text(text, encoding="utf-8")
    return text, imports.table(folder / name, folder / "draft.yml")


def test_a_draft_finds_what_each_column_holds(tmp_path: Path) -> None:
    more = "".join(
        f"{day}/07/2026,Meeting {day},Wales,{day}0,Harbour Trust,Y\n" for day in range(1, 9)
    )
    table = (
        TABLE.replace("What", "Activity").replace("Came", "Attendees").replace("Who", "Organisers")
    )
    text, done = drafted(tmp_path, table + more)
    mapping = read_mapping(text.encode(), "draft.yml")
    filled = {
        f"{entry.table.name}.{one.column.header}": one.rule.used
        for entry in mapping.entries
        for one in entry.columns
    }
    assert filled["activities.name"] == ("Activity",)
    assert filled["activities.when"] == ("Date",)
    assert filled["activities.status"] == ("Held?",)
    assert filled["organisations.name"] == ("Organisers",)
    assert mapping.entries[1].amount is not None
    assert mapping.entries[1].amount.used == ("Attendees",)
    statuses = {row["status"] for row in done.tables["activities"]}
    assert statuses == {"held", "planned"}
    assert done.counts.data == 11
    assert "# ?" in text
    assert "Ana Low" not in "".join(content.decode() for content in done.files.values())


def test_a_register_of_bodies_becomes_organisations(tmp_path: Path) -> None:
    table = "Organisation,Abbreviation,Web site,Sector\n" + "".join(
        f"Body {n},B{n},https://b{n}.example/,{'Health' if n % 2 else 'Academia'}\n"
        for n in range(8)
    )
    text, done = drafted(tmp_path, table)
    row = done.tables["organisations"][1]
    assert (row["name"], row["acronym"], row["sector"]) == ("Body 1", "B1", "health")
    assert row["website"] == "https://b1.example/"
    assert done.counts.data == 8
    assert "activities" not in text


def test_people_are_never_drafted_as_bodies(tmp_path: Path) -> None:
    rows = "".join(
        f"{first},Low,{first}@b.example,Analyst,{body},2024\n"
        for first, body in [("Ana", "Harbour Trust"), ("Bo", ""), ("Cy", "Ferry Union")] * 2
    )
    table = "First name,Surname,E-mail,Job title,Organisation,Joined\n" + rows
    text, done = drafted(tmp_path, table)
    names = [row["name"] for row in done.tables["organisations"]]
    assert names == ["Harbour Trust", "Ferry Union"]
    assert (done.counts.data, done.counts.skipped) == (4, 2)
    assert "First name  # of people, who are not recorded" in text
    text, done = drafted(tmp_path, table.replace("First name", "Name"), "more.csv")
    assert "name: Organisation" in text
    table = "Name,Type of organisation,Charity number,Email\nHarbour Trust,Trust,123,a@b.example\n"
    text, done = drafted(tmp_path, table, "register.csv")
    assert [row["name"] for row in done.tables["organisations"]] == ["Harbour Trust"]


def test_a_list_of_visitors_makes_each_event_once(tmp_path: Path) -> None:
    table = "Order #,Order date,Event name,Event start date,Attendee #,Attendee status,Company\n"
    table += "".join(
        f"{80000000 + n},{n + 1}/02/2026,Quay meeting,04/03/2026,{90000000 + n},Checked in,"
        f"{'Harbour Trust' if n % 2 else 'Ferry Union'}\n"
        for n in range(8)
    )
    text, done = drafted(tmp_path, table)
    ((event,),) = [done.tables["activities"]]
    assert (event["name"], event["when"]) == ("Quay meeting", "2026-03-04")
    assert len(done.tables["participations"]) == 2
    assert "reaches" not in done.tables
    assert "Order #" in text.partition("unused:")[2]


def test_a_log_of_contacts_is_no_register(tmp_path: Path) -> None:
    table = "Ref,Stakeholder,Contact date,Channel,Topic(s),Confidential?\n" + "".join(
        f"C-{n},Harbour Trust,{n + 10}/02/2026,Email,Fares,{'Y' if n else 'N'}\n" for n in range(6)
    )
    _, done = drafted(tmp_path, table)
    events = done.tables["activities"]
    assert [row["name"] for row in events][:1] == ["Contact on 10/02/2026: Fares"]
    assert [row["private"] for row in events] == ["no", *["yes"] * 5]
    assert [row["name"] for row in done.tables["organisations"]] == ["Harbour Trust"]


def test_those_who_were_met_are_not_all_bodies(tmp_path: Path) -> None:
    table = (
        "Minister,Date,Name of organisation or individual,Purpose of meeting\n"
        'Jo Low MP,01/10/2024,"Harbour Trust, Ferry Union",Fares\nJo Low MP,October 2024,Ana Low,\n'
    )
    _, done = drafted(tmp_path, table)
    names = [row["name"] for row in done.tables["organisations"]]
    assert names == ["Harbour Trust", "Ferry Union"]
    assert len(done.tables["activities"]) == 2
    assert "Ana Low" not in "".join(content.decode() for content in done.files.values())


@pytest.mark.parametrize(
    ("dates", "order"),
    [(("04/16/2026", "05/06/2026", "06/07/2026"), "month"), (("16/04/2026", "05/06/2026"), "day")],
)
def test_the_order_of_dates_is_taken_from_those_that_have_one(
    tmp_path: Path, dates: tuple[str, ...], order: str
) -> None:
    table = "Event,Date\n" + "".join(f"Meeting {n},{day}\n" for n, day in enumerate(dates))
    text, done = drafted(tmp_path, table)
    assert f"dates: {order} first" in text
    whens = [row["when"] for row in done.tables["activities"]]
    assert whens[:2] == (["2026-04-16", "2026-05-06"] if order == "month" else
                         ["2026-04-16", "2026-06-05"])  # fmt: skip


HEADINGS = {
    "german": ("Titel der Veranstaltung", "Datum", "Ort", "Veranstalter", "Anzahl Teilnehmer"),
    "french": ("Intitulé", "Date", "Lieu", "Organisateur", "Nombre de participants"),
    "spanish": ("Nombre del evento", "Fecha", "Ciudad", "Organizador", "Asistentes"),
    "long": ("Please tell us the name of the event that you ran", "When did it take place?",
             "Venue", "Which team was the host?", "Roughly how many people came along?"),
}  # fmt: skip


@pytest.mark.parametrize("headings", HEADINGS.values(), ids=HEADINGS)
def test_events_are_found_under_other_headings(tmp_path: Path, headings: tuple[str, ...]) -> None:
    rows = [("Quay", "2026-03-04", "Hull", "Harbour Trust", "20+"),
            ("Ferry", "2026-04", "York", "Ferry Union", "lots"),
            ("Night", "soon", "Hull", "Ana Low", "60-80")]  # fmt: skip
    out = io.StringIO()
    csv.writer(out).writerows([headings, *rows])
    _, done = drafted(tmp_path, out.getvalue())
    events = done.tables["activities"]
    assert [(row["name"], row["when"]) for row in events] == [
        ("Quay", "2026-03-04"), ("Ferry", "2026-04"), ("Night", "")
    ]  # fmt: skip
    assert [row["value"] for row in done.tables["reaches"]] == ["20", "60"]
    assert len(done.tables["organisations"]) == 2


def test_codes_are_no_names_and_an_and_in_a_name_parts_nothing(tmp_path: Path) -> None:
    table = "LAD24CD,LAD24NM\n" + "".join(f"E0600000{n},Place {n}\n" for n in range(5))
    _, done = drafted(tmp_path, table)
    assert done.tables["organisations"][0]["name"] == "Place 0"
    table = "Workshop,Workshop date,Organisation\n"
    table += "Needs,4 May 2026,Department of Health and Social Care\n"
    _, done = drafted(tmp_path, table, "workshops.csv")
    assert [row["name"] for row in done.tables["organisations"]] == [
        "Department of Health and Social Care"
    ]


def test_cells_joined_over_rows_tell_of_one_event(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.create_sheet("Events", 0)
    quay, night = date(2026, 3, 4), date(2026, 4, 5)
    for cells in (["Event", "Date", "Organisation"], ["Quay", quay, "Harbour Trust"],
                  [None, None, "Ferry Union"], ["Night", night, "Harbour Trust"]):  # fmt: skip
        sheet.append(cells)
    sheet.merge_cells("A2:A3")
    sheet.merge_cells("B2:B3")
    book.save(tmp_path / "joined.xlsx")
    (tmp_path / "m.yml").write_text(imports.draft(tmp_path / "joined.xlsx"), encoding="utf-8")
    done = imports.table(tmp_path / "joined.xlsx", tmp_path / "m.yml")
    events = done.tables["activities"]
    assert [(row["name"], row["when"]) for row in events] == [
        ("Quay", "2026-03-04"), ("Night", "2026-04-05")
    ]  # fmt: skip
    assert len(done.tables["participations"]) == 3


def test_the_address_that_a_draft_invents_is_told_until_it_is_replaced(tmp_path: Path) -> None:
    text, done = drafted(tmp_path, "Name\nTrust\n")
    assert [p.column for p in done.problems if p.rule == "mapping:draft"] == ["licence", "url"]
    true = text.replace("https://example.org/", "https://harbour.example/")
    (tmp_path / "draft.yml").write_text(true, encoding="utf-8")
    assert not imports.table(tmp_path / "events.csv", tmp_path / "draft.yml").problems


def test_texts_in_the_wrong_encoding_are_mended_and_told(tmp_path: Path) -> None:
    text, done = drafted(tmp_path, "Name\nHarbour Trustâ\x80\x99s Office\nUnion\n")
    assert "mend: yes" in text
    assert done.tables["organisations"][0]["name"] == "Harbour Trust\u2019s Office"
    assert [p.row for p in done.problems if p.rule == "import:encoding"] == [2]
    assert "mend" not in drafted(tmp_path, "Name\nÉcole\n", "more.csv")[0]


def test_columns_that_are_left_aside_are_listed(tmp_path: Path) -> None:
    text, done = drafted(tmp_path, "Name,Colour of the folder\nTrust,red\nUnion,blue\n")
    assert "- Colour of the folder" in text
    assert done.columns["Colour of the folder"] == ("(unused)",)


@pytest.mark.parametrize("name", sorted(datasets()))
def test_a_draft_of_our_own_tables_runs(tmp_path: Path, name: str) -> None:
    tables = sorted(datasets()[name].glob("*.csv"))
    assert len(tables) > 10
    for path in tables:
        (tmp_path / "draft.yml").write_text(imports.draft(path), encoding="utf-8")
        done = imports.table(path, tmp_path / "draft.yml")
        with path.open(encoding="utf-8", newline="") as file:
            assert done.counts.read == len(list(csv.reader(file))) - 1


WORDS = st.sampled_from(
    ["Name", "Date", "Event", "Organiser", "Attendees", "URL", "Status", "name", "a: b", "#x",
     "{x}", "[y]", "- z", "yes", "null", "'", '"', "*a", "&b", "!c", "|", "%", "@", "`", "a, b"]
)  # fmt: skip


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    headings=st.lists(st.one_of(WORDS, st.text(min_size=1, max_size=10)), min_size=1, max_size=5),
    cells=st.lists(st.one_of(WORDS, st.text(max_size=8)), min_size=1, max_size=5),
)
def test_a_draft_of_anything_is_valid(
    tmp_path: Path, headings: list[str], cells: list[str]
) -> None:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerows([headings, *[cells[: len(headings)]] * 3])
    (tmp_path / "x.csv").write_bytes(out.getvalue().encode("utf-8", errors="replace"))
    try:
        text = imports.draft(tmp_path / "x.csv")
    except SourceError:
        return  # no table at all
    read_mapping(text.encode(), "draft.yml")
    (tmp_path / "draft.yml").write_text(text, encoding="utf-8", newline="")
    done = imports.table(tmp_path / "x.csv", tmp_path / "draft.yml")
    found = done.counts
    assert found.read == found.data + found.problem + found.skipped + found.blank
