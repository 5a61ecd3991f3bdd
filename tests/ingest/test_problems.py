"""Everything wrong with a data set is told with its place, what is wrong, and the remedy."""

from __future__ import annotations

import csv
import io
import os
import zipfile
from typing import TYPE_CHECKING

import pytest
from tests.ingest.samples import ORGANISATIONS, SETTINGS, folder, table_text

from uegraph import ingest
from uegraph.errors import InvalidSourceError, SourceError
from uegraph.ingest.grids import MAX_BYTES

if TYPE_CHECKING:
    from pathlib import Path

    from uegraph.errors import Problem

ACTIVITIES = "id,name,type,status,when,public,evidence\n"


def workbook() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    return out.getvalue()


def only(problems: list[Problem]) -> Problem:
    assert len(problems) == 1, [str(problem) for problem in problems]
    return problems[0]


# table, content, row, column, words of the message, words of the remedy
FILES: dict[str, tuple[str, str | bytes, int, str, str, str]] = {
    "workbook": ("themes", workbook(), 0, "", "looks like an Excel workbook", "CSV UTF-8"),
    "pdf": ("themes", b"%PDF-1.7\n...", 0, "", "looks like a PDF", "CSV UTF-8"),
    "image": ("themes", b"\x89PNG\r\n\x1a\n\x00", 0, "", "looks like a PNG image", "CSV UTF-8"),
    "binary": ("themes", b"id,name\n\x00\x01", 0, "", "looks like a binary file", "CSV UTF-8"),
    "empty": ("themes", b"", 0, "", "is empty", "id,name"),
    "blank lines": ("themes", b"\n\n  \n", 0, "", "is empty", "id,name"),
    "missing column": ("organisations", "id,name,evidence\nons,ONS,p1\n", 1, "type",
                       "the column 'type' is missing", "What kind of body"),
    "unknown column": ("organisations", "id,name,type,evidence,sectr\no,O,team,p1,health\n", 1,
                       "sectr", "not a column of organisations", "Did you mean 'sector'?"),
    "column twice": ("organisations", "id,name,type,evidence,Name\no,O,team,p1,P\n", 1, "Name",
                     "there twice, in B and E", "Delete one"),
    "values without heading": ("organisations", "id,name,type,evidence,\no,O,team,p1,x\n", 1, "",
                               "column E has values but no heading", "Give it a heading"),
    "too many cells": ("organisations", ORGANISATIONS + "o,O, P,team,p1\n", 2, "",
                       "the row has 5 cells, the header 4", "quotation marks"),
    "too few cells": ("organisations", ORGANISATIONS + "o,O,team\n", 2, "",
                      "the row has 3 cells, the header 4", "Add a comma"),
    "open quotation": ("organisations", ORGANISATIONS + 'o,"O,team,p1\n', 2, "",
                       "never closed", "Close the cell"),
    "stray quotation": ("organisations", ORGANISATIONS + 'o,"O"x,team,p1\n', 2, "",
                        "text follows a closing quotation mark", "twice"),
}  # fmt: skip

CELLS: dict[str, tuple[str, str, str, str]] = {
    "id with capitals": ("ONS,O,team,p1", "id", "'ONS' is not an id", "'ons'"),
    "id of a traveller": ("../x,O,team,p1", "id", "is not an id", "'x'"),
    "name empty": ("o,,team,p1", "name", "the cell is empty", "Name must be a text"),
    "near concept": ("o,O,deprtment,p1", "type", "not a known organisation type",
                     "Did you mean 'department'?"),
    "two of one": ("o,O,team|hub,p1", "type", "2 values, where one is allowed", "Keep one"),
    "unknown row": ("o,O,team,p11", "evidence", "neither the id nor the name of a row of passages",
                    "Did you mean 'p1'?"),
    "wrong table": ("o,O,team,report", "evidence", "is a row of sources (sources.csv, row 2)",
                    "Name a row of passages"),
    "two sources": ("o,O,team,p1|r1", "evidence", "more than one source: register and report",
                    "its own row"),
    "control character": ("o,O\x07K,team,p1", "name", "character 2 is the control character U+0007",
                          "Delete it"),
    "too long": (f"o,{'x' * 10_001},team,p1", "name", "10,001 characters, more than 10,000",
                 "Shorten"),
    "far too long": (f"o,{'x' * 200_000},team,p1", "name", "200,000 characters, more than 10,000",
                     "Shorten"),
}  # fmt: skip


@pytest.mark.parametrize("case", FILES)
def test_a_broken_file_is_one_problem_with_its_remedy(case: str, tmp_path: Path) -> None:
    table, content, row, column, message, remedy = FILES[case]
    place = folder(tmp_path / "d")
    (place / f"{table}.csv").write_bytes(
        content if isinstance(content, bytes) else content.encode()
    )
    found = only(ingest.check([place]))
    assert (found.file, found.row, found.column) == (f"{table}.csv", row, column)
    assert message in found.message
    assert remedy in found.remedy
    assert found.severity == "error"
    assert found.rule


@pytest.mark.parametrize("case", CELLS)
def test_a_broken_cell_is_one_problem_with_its_remedy(case: str, tmp_path: Path) -> None:
    row, column, message, remedy = CELLS[case]
    found = only(ingest.check([folder(tmp_path / "d", organisations=f"{ORGANISATIONS}{row}\n")]))
    assert (found.file, found.row, found.column) == ("organisations.csv", 2, column)
    assert message in found.message
    assert remedy in found.remedy


VALUES: dict[str, tuple[str, str, str, str]] = {
    "bad date": ("when", "some day", "'some day' is not a date", "2024-04-26"),
    "impossible date": ("when", "2024-02-30", "is not a date", "2024-04-26"),
    "backward span": ("when", "2024/2022", "ends before it starts", "earlier date first"),
    "bad boolean": ("public", "maybe", "neither yes nor no", "yes or no"),
    "unknown status": ("status", "hold", "not a known activity status", "Did you mean 'held'?"),
}


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("gather views, govern", "2 values parted by commas"),
        ("gather views; govern", "2 values parted by semicolons"),
        ("gather views\ngovern", "2 values parted by line ends"),
        ("gather views / govern", "2 values parted by strokes"),
    ],
)
def test_a_list_that_is_parted_otherwise_is_shown_parted(
    written: str, message: str, tmp_path: Path
) -> None:
    text = table_text([["name", "type", "status", "purpose", "evidence"],
                       ["A", "event", "held", written, "p1"]])  # fmt: skip
    found = only(ingest.check([folder(tmp_path / "d", activities=text)]))
    assert message in found.message
    assert found.remedy == "Part them by |: gather views|govern"


def test_a_name_with_a_comma_is_no_list(tmp_path: Path) -> None:
    """Nor is a list of which nothing is known."""
    rows = [
        ["name", "type", "part of", "evidence"],
        ["Arts, Media and Sport", "department", "", "p1"],
    ]
    rows += [["Hub", "hub", "Arts, Media and Sport", "p1"], ["Team", "team", "Arts, Crafts", "p1"]]
    found = only(ingest.check([folder(tmp_path / "d", organisations=table_text(rows))]))
    assert (found.row, found.column) == (4, "part of")
    assert "parted" not in found.message


def test_other_names_parted_otherwise_are_told(tmp_path: Path) -> None:
    rows = [["name", "alternative names", "type", "evidence"], ["A", "B; C", "team", "p1"]]
    found = only(ingest.check([folder(tmp_path / "d", organisations=table_text(rows))]))
    assert (found.message, found.severity) == ("'B; C' is read as one value", "warning")
    assert found.remedy == "If it is several, part them by |."


@pytest.mark.parametrize("written", ["Y", "yes", "TRUE", "n", "No", "false"])
def test_yes_and_no_as_people_write_them(written: str, tmp_path: Path) -> None:
    rows = [["name", "type", "status", "public", "evidence"], ["A", "event", "held", written, "p1"]]
    place = folder(tmp_path / "d", activities=table_text(rows))
    assert ingest.check([place]) == []
    expected = "true" if written[0] in "YyT" else "false"
    assert f'"{expected}"^^<http://www.w3.org/2001/XMLSchema#boolean>' in ingest.to_nquads([place])


def test_an_address_without_its_beginning_is_completed_in_the_remedy(tmp_path: Path) -> None:
    rows = [["name", "type", "website", "evidence"], ["A", "team", "www.example.org/a", "p1"]]
    found = only(ingest.check([folder(tmp_path / "d", organisations=table_text(rows))]))
    assert found.remedy == "Write the whole address: https://www.example.org/a ."


@pytest.mark.parametrize("written", ["TBC", "n/a", "-", "unknown"])
def test_what_stands_for_nothing_is_to_be_left_blank(written: str, tmp_path: Path) -> None:
    rows = [["name", "type", "sector", "part of", "evidence"],
            ["A", "team", written, "", "p1"], ["B", "team", "", written, "p1"]]  # fmt: skip
    found = ingest.check([folder(tmp_path / "d", organisations=table_text(rows))])
    assert [(p.row, p.column, p.severity) for p in found] == [
        (2, "sector", "error"), (3, "part of", "error"),
    ]  # fmt: skip
    assert {p.remedy for p in found} == {"Leave the cell blank until it is known."}


def test_a_name_that_stands_for_nothing_is_told(tmp_path: Path) -> None:
    rows = [["name", "type", "evidence"], ["TBC", "team", "p1"]]
    found = only(ingest.check([folder(tmp_path / "d", organisations=table_text(rows))]))
    assert (found.column, found.severity) == ("name", "warning")
    assert found.message == "'TBC' is read as a name"


def test_words_are_listed_as_the_drop_downs_show_them(tmp_path: Path) -> None:
    rows = [["name", "type", "status", "format", "evidence"], ["A", "event", "held", "zoom", "p1"]]
    found = only(ingest.check([folder(tmp_path / "d", activities=table_text(rows))]))
    assert found.remedy == "Known: hybrid, in person, online."


@pytest.mark.parametrize("case", VALUES)
def test_a_value_of_the_wrong_kind_is_one_problem(case: str, tmp_path: Path) -> None:
    header, value, message, remedy = VALUES[case]
    row = {"id": "a", "name": "A", "type": "event", "status": "held", "evidence": "p1"}
    row[header] = value
    text = table_text([list(row), list(row.values())])
    found = only(ingest.check([folder(tmp_path / "d", activities=text)]))
    assert (found.row, found.column, found.rule) == (
        2, header, f"shp:EngagementActivityShape-{header}",
    )  # fmt: skip
    assert message in found.message
    assert remedy in found.remedy


@pytest.mark.parametrize(
    ("value", "message"),
    [("12.5", "whole number"), ("-3", "less than 0"), ("٣", "whole")],
)
def test_numbers_are_whole_and_not_negative(value: str, message: str, tmp_path: Path) -> None:
    text = table_text(
        [["id", "name", "of", "count", "evidence"], ["c", "C", "themes", value, "p1"]]
    )
    found = only(ingest.check([folder(tmp_path / "d", counts=text)]))
    assert (found.row, found.column) == (2, "count")
    assert message in found.message


@pytest.mark.parametrize("url", ["example.org", "ftp://example.org/", "https://a b/", "https://"])
def test_addresses_are_whole(url: str, tmp_path: Path) -> None:
    text = f"id,name,url,licence\nreport,R,{url},https://example.org/\n"
    passages = "id,source,section,paragraph\n"
    found = only(ingest.check([folder(tmp_path / "d", sources=text, passages=passages)]))
    assert (found.file, found.row, found.column) == ("sources.csv", 2, "url")
    assert url in found.message


def test_all_problems_come_at_once_and_in_order(tmp_path: Path) -> None:
    place = folder(
        tmp_path / "d",
        organisations=ORGANISATIONS + "a,A,tem,p1\nb,,team,p1\n",
        activities=ACTIVITIES + "x,X,event,held,soon,perhaps,p9\n",
        themes=b"%PDF",
    )
    found = [(p.file, p.row, p.column) for p in ingest.check([place])]
    assert found == [
        ("activities.csv", 2, "evidence"),
        ("activities.csv", 2, "public"),
        ("activities.csv", 2, "when"),
        ("organisations.csv", 2, "type"),
        ("organisations.csv", 3, "name"),
        ("themes.csv", 0, ""),
    ]


def test_an_id_twice_names_both_rows(tmp_path: Path) -> None:
    rows = ORGANISATIONS + "a,A,team,p1\nb,B,team,p1\na,C,team,p1\n"
    found = only(ingest.check([folder(tmp_path / "d", organisations=rows)]))
    assert (found.row, found.column) == (4, "id")
    assert "'a' stands also in organisations.csv, row 2" in found.message


def test_rows_are_counted_as_a_spreadsheet_counts_them(tmp_path: Path) -> None:
    rows = ORGANISATIONS + '\na,"two\r\nlines\nor three",team,p1\n,,,\nb,B,tem,p1\n'
    found = only(ingest.check([folder(tmp_path / "d", organisations=rows)]))
    assert found.row == 5  # header, blank, a, blank, b


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_a_byte_order_mark_and_any_line_end_are_fine(line_end: str, tmp_path: Path) -> None:
    text = "\ufeff" + (ORGANISATIONS + "a,A,team,p1\n").replace("\n", line_end)
    assert ingest.check([folder(tmp_path / "d", organisations=text)]) == []


def test_headings_differ_in_case_spaces_and_hyphens(tmp_path: Path) -> None:
    text = "ID,Name,TYPE,Part of,evidence,unit-of,,\na,A,team,,p1,,,\n"
    assert ingest.check([folder(tmp_path / "d", organisations=text)]) == []


def test_a_text_may_look_like_a_formula(tmp_path: Path) -> None:
    text = ORGANISATIONS + "a,=1+1,team,p1\nb,@x,team,p1\nc,-2,team,p1\n"
    assert ingest.check([folder(tmp_path / "d", organisations=text)]) == []


def test_an_id_of_two_tables_asks_for_its_kind(tmp_path: Path) -> None:
    tables = {
        "activities": "id,name,type,status,evidence\nday,Day,event,held,p1\n",
        "series": "id,name,type,status,evidence\nday,Days,event,held,p1\n",
        "organisations": ORGANISATIONS + "a,A,team,p1\n",
    }
    header = "id,activity,party,role,status,evidence\n"
    bad = folder(
        tmp_path / "bad", **tables, participations=header + "p,day,a,organiser,attended,p1\n"
    )
    found = only(ingest.check([bad]))
    assert "'day' is an id in activities and in series" in found.message
    assert found.remedy == "Write activity/day or series/day."
    rows = header + "p,series/day,a,organiser,attended,p1\n"
    assert ingest.check([folder(tmp_path / "good", **tables, participations=rows)]) == []


def test_a_place_that_comes_with_uegraph_is_not_declared_again(tmp_path: Path) -> None:
    rows = "id,name,broader,evidence\nlondon,London,england,p1\n"
    found = only(ingest.check([folder(tmp_path / "d", places=rows)]))
    assert "'london' comes with uegraph" in found.message


def test_a_table_that_cannot_be_read_leaves_its_references_unjudged(tmp_path: Path) -> None:
    place = folder(tmp_path / "d", passages=b"%PDF", organisations=ORGANISATIONS + "a,A,team,p1\n")
    assert only(ingest.check([place])).file == "passages.csv"


def test_a_faulty_id_can_be_referred_to(tmp_path: Path) -> None:
    rows = "id,name,type,part of,evidence\nA B,A,team,,p1\nb,B,team,A B,p1\n"
    assert only(ingest.check([folder(tmp_path / "d", organisations=rows)])).row == 2


def test_warnings_do_not_stop(tmp_path: Path) -> None:
    rows = "id,name,alternative names,type,evidence,note\na,A,x|x|,team,p1, B\n"
    place = folder(tmp_path / "d", organisations=rows)
    (place / "old.xls").write_bytes(b"\xd0\xcf\x11\xe0")
    found = ingest.check([place])
    assert {p.severity for p in found} == {"warning"}
    assert [(p.file, p.column, p.message) for p in found] == [
        ("old.xls", "", "is a workbook of a kind that is not read"),
        ("organisations.csv", "alternative names", "'x' is given twice"),
        ("organisations.csv", "alternative names", "a value before, between or after | is empty"),
        ("organisations.csv", "note", "begins or ends with white space"),
    ]
    assert '> " B" <' in ingest.to_nquads([place])


def test_messages_do_not_steer_the_terminal(tmp_path: Path) -> None:
    evil = "\x1b[2Jx\u202ey\nz"
    text = table_text([["id", "name", "type", "evidence", evil], [evil, "A", evil, "p1", ""]])
    found = ingest.check([folder(tmp_path / "d", organisations=text)])
    assert [(p.row, p.column) for p in found][1:] == [(2, "id"), (2, "type")]
    assert "\\x1b[2Jx\\u202ey\\nz" in found[0].message
    assert all(str(problem).isprintable() for problem in found)


# files of the folder


def test_a_file_of_another_name_is_offered_the_table(tmp_path: Path) -> None:
    place = folder(tmp_path / "d")
    (place / "organisatons.csv").write_text(ORGANISATIONS)
    (place / "Themes.CSV").write_text("id\n")
    (place / "notes.txt").write_text("not read")
    (place / "~$themes.csv").write_text("a lock file of a spreadsheet")
    found = ingest.check([place])
    assert [(p.file, p.remedy) for p in found] == [
        ("Themes.CSV", "Did you mean 'themes.csv'?"),
        ("organisatons.csv", "Did you mean 'organisations.csv'?"),
    ]


def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret.csv").write_text("id,name\nsecret,Secret\n")
    place = folder(tmp_path / "d")
    (place / "themes.csv").symlink_to(tmp_path / "secret.csv")
    found = only(ingest.check([place]))
    assert (found.file, found.message) == ("themes.csv", "is a link that leads out of the folder")


def test_a_pipe_or_a_folder_is_no_table(tmp_path: Path) -> None:
    place = folder(tmp_path / "d")
    (place / "themes.csv").mkdir()
    os.mkfifo(place / "goals.csv")
    assert [p.message for p in ingest.check([place])] == ["is not a file", "is not a file"]


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    place = folder(tmp_path / "d")
    with (place / "themes.csv").open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    assert only(ingest.check([place])).message == "is larger than 256 MB"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("nowhere", "does not exist"),
        ("table.csv", "is one file of a data set. Name its folder"),
        ("graph.ttl", "is not a data set. A source is a workbook"),
        ("book.xls", "is a workbook of another kind. Save it as .xlsx or .ods"),
        ("empty", "has no dataset.yml"),
    ],
)
def test_what_is_no_data_set_is_said_so(name: str, words: str, tmp_path: Path) -> None:
    path = tmp_path / name
    if name == "empty":
        path.mkdir()
    elif name != "nowhere":
        path.write_text("x")
    with pytest.raises(SourceError, match=words):
        ingest.check([path])


def test_no_source_is_an_error() -> None:
    with pytest.raises(SourceError, match="No source was named"):
        ingest.check([])


def test_an_error_stops_everything(tmp_path: Path) -> None:
    place = folder(tmp_path / "d", organisations=ORGANISATIONS + "a,,team,p1\n")
    with pytest.raises(InvalidSourceError, match="1 error in the source") as caught:
        ingest.to_nquads([place])
    assert only(list(caught.value.problems)).column == "name"


# several data sets


def test_data_sets_may_refer_to_each_other(tmp_path: Path) -> None:
    one = folder(tmp_path / "one", organisations=ORGANISATIONS + "a,A,team,p1\n")
    two = tmp_path / "two"
    two.mkdir()
    (two / "dataset.yml").write_text("name: two\ntitle: Two\nbase: https://example.org/id/\n")
    rows = "id,name,type,part of,evidence\nb,B,team,a,p2\nc,C,team,x,p1\n"
    (two / "organisations.csv").write_text(rows)
    found = only(ingest.check([one, two]))
    assert (found.file, found.row, found.column) == ("two/organisations.csv", 3, "part of")


def test_a_name_of_two_data_sets_is_an_error(tmp_path: Path) -> None:
    one = folder(tmp_path / "one")
    two = folder(tmp_path / "two", SETTINGS)
    assert "'sample' is also the name of" in only(ingest.check([one, two])).message


def test_a_link_that_leads_nowhere_is_one_problem(tmp_path: Path) -> None:
    place = folder(tmp_path / "d")
    (place / "themes.csv").symlink_to("themes.csv")
    assert "leads nowhere" in only(ingest.check([place])).message
    (tmp_path / "loop").symlink_to("loop")
    with pytest.raises(SourceError, match="leads nowhere"):
        ingest.check([tmp_path / "loop"])
    (place / "dataset.yml").unlink()
    (place / "dataset.yml").symlink_to("dataset.yml")
    with pytest.raises(SourceError, match=r"dataset\.yml is a link that leads nowhere"):
        ingest.check([place])


def test_a_folder_named_twice_is_one_error(tmp_path: Path) -> None:
    place = folder(tmp_path / "d")
    (tmp_path / "also").symlink_to("d")
    for again in (place, tmp_path / "d" / ".." / "d", tmp_path / "also"):
        with pytest.raises(SourceError, match="named twice"):
            ingest.check([place, again])


def test_the_limit_of_the_standard_library_is_as_before(tmp_path: Path) -> None:
    before = csv.field_size_limit()
    ingest.check([folder(tmp_path / "d", organisations=ORGANISATIONS + 'o,"O,team,p1\n')])
    assert csv.field_size_limit() == before
