"""From a foreign table to a data set: what is made, what is told, and that the counts add up."""

from __future__ import annotations

import csv
import io
import zipfile
from typing import TYPE_CHECKING

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.imports.samples import HEAD, MAPPING, ROWS, TABLE, run, told

from uegraph import imports, ingest
from uegraph.errors import SourceError

if TYPE_CHECKING:
    from pathlib import Path

    from uegraph.imports import Imported

ORGANISATIONS = HEAD + "rows: {organisations: {name: Name, type: {constant: formal}}}\n"


def column(done: Imported, table: str, name: str) -> list[str]:
    return [row.get(name, "") for row in done.tables.get(table, ())]


def adds_up(done: Imported) -> bool:
    found = done.counts
    return found.read == found.data + found.problem + found.skipped + found.blank


def test_one_row_makes_rows_of_several_tables_that_refer_to_each_other(tmp_path: Path) -> None:
    done = run(tmp_path)
    assert column(done, "activities", "name") == [
        "Quay meeting",
        "Ferry forum",
        "Night shift survey",
    ]
    assert column(done, "activities", "when") == ["2026-04-03", "2026-05-05", "2026-06"]
    assert column(done, "activities", "status") == ["held", "held", "planned"]
    assert column(done, "organisations", "name") == ["Harbour Trust", "Fishers' Union"]
    events = column(done, "activities", "id")
    trust, union = column(done, "organisations", "id")
    pairs = zip(
        column(done, "participations", "activity"), column(done, "participations", "party"),
        strict=True,
    )  # fmt: skip
    assert list(pairs) == [(events[0], trust), (events[0], union), (events[1], trust)]
    assert done.counts == imports.Counts(read=3, data=3, problem=0, skipped=0, blank=0)


def test_the_same_body_twice_is_one_row_with_both_receipts(tmp_path: Path) -> None:
    done = run(tmp_path)
    assert column(done, "organisations", "evidence") == ["ferry-row-2|ferry-row-3", "ferry-row-2"]


def test_numbers_as_people_write_them_get_their_bound(tmp_path: Path) -> None:
    done = run(tmp_path)
    rows = [(r["value"], r["bound"], r.get("upper_value", "")) for r in done.tables["reaches"]]
    assert rows == [("20", "at-least", ""), ("150", "range", "200")]


def test_each_source_row_is_a_passage_of_the_file(tmp_path: Path) -> None:
    done = run(tmp_path)
    (source,) = done.tables["sources"]
    assert "events.csv" in source["note"]
    passages = [
        (row["source"], row["section"], row["paragraph"]) for row in done.tables["passages"]
    ]
    assert passages == [(source["id"], "events.csv", str(number)) for number in (2, 3, 4)]


def test_the_day_comes_first_or_second_as_the_mapping_says(tmp_path: Path) -> None:
    done = run(tmp_path)
    assert column(done, "activities", "when")[0] == "2026-04-03"
    assert [row for row, heading, _ in told(done) if heading == "Date"] == [2]  # ambiguous: told
    done = run(tmp_path, mapping="dates: month first\n" + MAPPING)
    assert column(done, "activities", "when")[0] == "2026-03-04"


def test_a_row_that_lacks_what_is_needed_is_left_out_and_told(tmp_path: Path) -> None:
    done = run(tmp_path, TABLE.replace("Ferry forum", ""))
    assert done.left_out == (3,)
    assert done.counts == imports.Counts(read=3, data=2, problem=1, skipped=0, blank=0)
    (found,) = [problem for problem in done.problems if problem.severity == "error"]
    assert (found.file, found.row, found.column, found.cell) == ("events.csv", 3, "What", "B3")
    assert "needs a value for name" in found.message
    # What the row said of others is not kept either.
    assert column(done, "organisations", "evidence") == ["ferry-row-2", "ferry-row-2"]


@pytest.mark.parametrize(
    ("before", "after", "place", "message"),
    [
        ("5 May 2026", "soon", (3, "Date"), "'soon'"),
        ("TBD", "many", (3, "Came"), "'many' is not a"),
        ("Wales", "Walse", (2, "Where"), "activities: place: 'Walse'"),
        (",N\n", ",Perhaps\n", (4, "Held?"), "'Perhaps' is not among the values"),
    ],
)
def test_a_fault_is_told_at_its_cell_of_the_foreign_file(
    tmp_path: Path, before: str, after: str, place: tuple[int, str], message: str
) -> None:
    done = run(tmp_path, TABLE.replace(before, after))
    (found,) = [one for one in told(done) if one[:2] == place]
    assert message in found[2]
    assert adds_up(done)


def test_an_optional_value_that_is_wrong_costs_only_itself(tmp_path: Path) -> None:
    done = run(tmp_path, TABLE.replace("Wales", "Walse"))
    assert done.left_out == ()
    assert column(done, "activities", "place") == ["", "England", ""]


def test_a_needed_value_that_is_wrong_costs_the_row(tmp_path: Path) -> None:
    done = run(tmp_path, TABLE.replace(",N\n", ",Perhaps\n"))
    assert done.left_out == (4,)


def test_rows_are_left_out_where_the_mapping_says_so(tmp_path: Path) -> None:
    done = run(tmp_path, mapping='skip when: {"Held?": [n, cancelled]}\n' + MAPPING)
    assert done.counts == imports.Counts(read=3, data=2, problem=0, skipped=1, blank=0)


def test_blank_rows_are_counted(tmp_path: Path) -> None:
    done = run(tmp_path, TABLE.replace("5 May", ",,,,,\n\n5 May"))
    assert done.counts == imports.Counts(read=5, data=3, problem=0, skipped=0, blank=2)
    assert column(done, "passages", "paragraph") == ["2", "5", "6"]


def test_a_row_of_which_nothing_is_made_is_told(tmp_path: Path) -> None:
    mapping = ORGANISATIONS.replace("{name:", "{optional: yes, name:")
    done = run(tmp_path, "Name,Note\nTrust,\n,lost\n", mapping)
    assert told(done) == [(3, "", "nothing was made of this row")]
    assert done.left_out == (3,)


def test_headings_are_found_below_titles_and_compare_leniently(tmp_path: Path) -> None:
    done = run(tmp_path, "Our list\n\n" + TABLE.replace("Held?", " held? "))
    assert done.counts.data == 3
    assert column(done, "passages", "paragraph") == ["4", "5", "6"]
    assert " held? " not in done.columns


def test_a_header_row_can_be_named(tmp_path: Path) -> None:
    table = "Name\nName\nTrust\n"
    assert run(tmp_path, table, ORGANISATIONS).counts.read == 2
    assert run(tmp_path, table, "header: 2\n" + ORGANISATIONS).counts.read == 1


def test_headings_that_the_file_lacks_are_named_with_the_line(tmp_path: Path) -> None:
    with pytest.raises(imports.InvalidMappingError) as raised:
        run(tmp_path, TABLE.replace("Came", "Attended"), MAPPING.replace("Where", "Wher"))
    found = {(problem.row, problem.column): problem.remedy for problem in raised.value.problems}
    lines = MAPPING.replace("Where", "Wher").splitlines()
    assert found[lines.index("    place: Wher") + 1, "Wher"] == "Did you mean 'Where'?"
    assert (lines.index("    amount: Came") + 1, "Came") in found


def test_a_row_wider_than_the_headings_is_no_guess(tmp_path: Path) -> None:
    done = run(tmp_path, "Name,Note\nTrust,a,b\nUnion,c\n", ORGANISATIONS)
    assert done.left_out == (2,)
    assert column(done, "organisations", "name") == ["Union"]


def test_what_contradicts_an_earlier_row_is_told(tmp_path: Path) -> None:
    mapping = ORGANISATIONS.replace("{name: Name,", "{name: Name, website: Web,")
    table = "Name,Web\nTrust,https://a.example/\ntrust,https://b.example/\nTRUST,\n"
    done = run(tmp_path, table, mapping)
    assert column(done, "organisations", "website") == ["https://a.example/"]
    assert column(done, "organisations", "evidence") == ["ferry-row-2|ferry-row-3|ferry-row-4"]
    ((row, heading, message),) = told(done)
    assert (row, heading) == (3, "Web")
    assert "in row 2, which is kept" in message


def test_what_one_row_keeps_private_stays_so(tmp_path: Path) -> None:
    mapping = ORGANISATIONS.replace("{name: Name,", "{name: Name, private: Secret,")
    for cells in (("no", "yes", "no"), ("yes", "no", ""), ("", "no", "yes")):
        table = "Name,Secret\n" + "".join(f"Trust,{cell}\n" for cell in cells)
        done = run(tmp_path, table, mapping)
        assert column(done, "organisations", "private") == ["yes"], cells
        assert len(told(done)) >= 1


def test_codes_of_the_file_refer_to_its_rows(tmp_path: Path) -> None:
    mapping = HEAD + "rows: {organisations: {id: Code, name: Name, type: {constant: formal}, "
    mapping += "part_of: Parent}}\n"
    table = "Code,Name,Parent\nWG.2,Union,WG.1\nWG.1,Trust,\nWG-1,Other,wg.2\nX,Y,WG.9\n"
    done = run(tmp_path, table, mapping)
    assert column(done, "organisations", "id") == ["wg-2", "wg-1", "wg-1-2", "x"]
    assert column(done, "organisations", "part_of") == ["wg-1", "", "wg-2", ""]
    assert [(row, heading) for row, heading, _ in told(done)] == [(5, "Parent")]


def test_blank_cells_take_the_value_above_where_the_mapping_says_so(tmp_path: Path) -> None:
    table = "Name,Web\n,\nTrust,https://a.example/\nUnion,\nHarbour,https://b.example/\n"
    mapping = ORGANISATIONS.replace("{name: Name,", "{name: Name, website: Web,")
    done = run(tmp_path, table, mapping + "fill down: web\n")
    assert column(done, "organisations", "website") == [
        "https://a.example/", "https://a.example/", "https://b.example/"
    ]  # fmt: skip


def test_sums_and_further_headings_are_told_and_can_be_left_out(tmp_path: Path) -> None:
    table = "Name,Web,Came\nTrust,,20\nTotal:,,20\n\nName,Web,Place\nUnion,,Hull\n"
    mapping = ORGANISATIONS.replace("{name: Name,", "{name: Name, note: Web,")
    done = run(tmp_path, table, mapping)
    assert [row for row, _, message in told(done) if "looks like a sum" in message] == [3]
    assert [row for row, _, message in told(done) if "repeats headings" in message] == [5]
    done = run(tmp_path, table, mapping + "last: 2\n")
    assert not told(done)
    assert column(done, "organisations", "name") == ["Trust"]
    assert (done.counts.data, done.counts.skipped) == (1, 3)
    assert adds_up(done)


def test_a_cell_that_cannot_be_read_costs_its_row_only_where_it_is_used(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.create_sheet("Bodies", 0)
    for cells in (["Name", "Web"], ["Trust", "=1+1"], ["Union", None]):
        sheet.append(cells)
    book.save(tmp_path / "a.xlsx")
    data = (tmp_path / "a.xlsx").read_bytes()
    done = run(tmp_path, data, ORGANISATIONS, name="a.xlsx")
    assert [problem.severity for problem in done.problems] == ["warning"]
    assert column(done, "organisations", "name") == ["Trust", "Union"]
    mapping = ORGANISATIONS.replace("{name: Name,", "{name: Name, note: Web,")
    done = run(tmp_path, data, mapping, name="a.xlsx")
    assert [problem.severity for problem in done.problems] == ["error"]
    assert done.left_out == (2,)
    assert adds_up(done)


def test_a_note_on_a_date_says_what_to_do_about_it(tmp_path: Path) -> None:
    mapping = HEAD + "rows: {activities: {name: What, when: Date, type: {constant: event}, "
    mapping += "status: {constant: held}}}\n"
    table = "What,Date\nQuay,Q4 2025\nFerry,03/04/2026\nNight,Nov. 5 th\n"
    remedies = [problem.remedy for problem in run(tmp_path, table, mapping).problems]
    assert ["Say in the mapping" in remedy for remedy in remedies] == [False, True, False]
    messages = [problem.message for problem in run(tmp_path, table, mapping).problems]
    assert messages[2].startswith("'Nov. 5 th' is not a date")


def test_lines_in_a_cell_stay_in_their_row(tmp_path: Path) -> None:
    done = run(tmp_path, 'Name\n"Harbour\rTrust"\nUnion\n', ORGANISATIONS)
    rows = list(csv.reader(io.StringIO(done.files["organisations.csv"].decode(), newline="")))
    assert [row[1] for row in rows] == ["name", "Harbour\nTrust", "Union"]


def test_references_to_rows_that_were_left_out_go_round_by_round(tmp_path: Path) -> None:
    mapping = HEAD + ("rows: {organisations: {id: Key, name: Name, type: Type, part_of: Up}}\n")
    table = "Key,Name,Type,Up\na,A,formal,\nb,B,nonsense,a\nc,C,formal,b\nd,D,formal,c\n"
    done = run(tmp_path, table, mapping)
    assert done.left_out == (3,)
    assert column(done, "organisations", "part_of") == ["", "", "c"]
    assert (4, "Up") in [(row, heading) for row, heading, _ in told(done)]
    assert adds_up(done)


def test_a_fault_is_told_at_the_row_that_gave_the_value(tmp_path: Path) -> None:
    mapping = ORGANISATIONS.replace("{constant: formal}", "Type").replace(
        "{name: Name,", "{name: Name, website: Web,"
    )
    table = "Name,Type,Web\nTrust,formal,\nUnion,nonsense,\ntrust,,www\nUnion,charity,\n"
    done = run(tmp_path, table, mapping.replace("type: Type", "optional: yes, type: Type"))
    assert [row for row, heading, _ in told(done) if heading == "Web"] == []
    done = run(tmp_path, table.replace("trust,,", "trust,formal,"), mapping)
    assert [row for row, heading, _ in told(done) if heading == "Web"] == [4]
    assert done.left_out == (3,)
    assert column(done, "organisations", "name") == ["Trust", "Union"]
    assert column(done, "organisations", "evidence") == ["ferry-row-2|ferry-row-4", "ferry-row-5"]


def test_formulas_are_made_harmless_and_told(tmp_path: Path) -> None:
    done = run(tmp_path, "Name\n=cmd|'/c calc'!A0\n+44 Trust\n", ORGANISATIONS)
    assert all(name.startswith("'") for name in column(done, "organisations", "name"))
    assert len([one for one in told(done) if "spreadsheet would run" in one[2]]) == 2
    text = done.files["organisations.csv"].decode()
    assert not [
        cell for row in csv.reader(io.StringIO(text)) for cell in row if cell[:1] in "=+-@" and cell
    ]


def test_texts_read_in_the_wrong_encoding_are_told_and_put_right_if_asked(tmp_path: Path) -> None:
    table = "Name\nÃ‰cole de Mer Trust\n"
    done = run(tmp_path, table, ORGANISATIONS)
    assert "École de Mer Trust" in told(done)[0][2]
    assert column(done, "organisations", "name") == ["Ã‰cole de Mer Trust"]
    done = run(tmp_path, table, "mend: yes\n" + ORGANISATIONS)
    assert column(done, "organisations", "name") == ["École de Mer Trust"]


def test_people_become_a_party_without_a_name(tmp_path: Path) -> None:
    others = """\
  others:
    table: unnamed_parties
    optional: yes
    name: {column: Who, split: [";", ","], drop: bodies, otherwise: "Others at {What}"}
"""
    done = run(tmp_path, mapping=MAPPING + others)
    assert column(done, "unnamed_parties", "name") == ["Others at Quay meeting"]
    assert not any(b"Ana Low" in content for content in done.files.values())


def test_what_uegraph_brings_along_is_referred_to_and_not_made_again(tmp_path: Path) -> None:
    rows = "rows: {places: {name: Where, broader: {constant: uk}}, organisations: {name: Name, "
    rows += "type: {constant: formal}, place: {row: places}}}\n"
    done = run(tmp_path, "Name,Where\nA,Wales\nB,Ynys\n", HEAD + rows)
    assert column(done, "places", "id") == ["ynys"]
    assert column(done, "organisations", "place") == ["wales", "ynys"]


def test_several_columns_and_parts_fill_a_cell_of_several_values(tmp_path: Path) -> None:
    mapping = ORGANISATIONS.replace(
        "{name: Name,", "{name: Name, alternative_names: {column: [Old, Welsh], split: [;]},"
    )
    done = run(tmp_path, "Name,Old,Welsh\nTrust,A; B|C,D\n", mapping)
    assert column(done, "organisations", "alternative_names") == ["A|B/C|D"]


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_a_workbook_is_read_as_a_csv_file_is(tmp_path: Path, ending: str) -> None:
    book = openpyxl.Workbook()
    other = book.active
    assert other is not None
    other.title = "Notes"
    other.append(["nothing"])
    sheet = book.create_sheet("Events")
    for row in csv.reader(io.StringIO(TABLE)):
        sheet.append(row)
    book.save(tmp_path / "events.xlsx")
    file = tmp_path / f"events.{ending}"
    (tmp_path / "events.csv").write_text(TABLE, encoding="utf-8")
    (tmp_path / "m.yml").write_text(MAPPING, encoding="utf-8")
    done = imports.table(file, tmp_path / "m.yml", sheet="Events" if ending == "xlsx" else "")
    assert column(done, "activities", "when") == ["2026-04-03", "2026-05-05", "2026-06"]
    section = "Events" if ending == "xlsx" else "events.csv"
    assert set(column(done, "passages", "section")) == {section}
    if ending == "xlsx":
        with pytest.raises(SourceError, match=r"several sheets.*'Notes', 'Events'"):
            imports.table(file, tmp_path / "m.yml")
        with pytest.raises(SourceError, match="Did you mean 'Events'"):
            imports.table(file, tmp_path / "m.yml", sheet="Event")


def test_hostile_and_broken_files_are_refused_in_one_sentence(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr("a", "b")
    for content in ((tmp_path / "x.zip").read_bytes(), b"%PDF-1.7", b"", b"\n\n", b"\x00\x01"):
        with pytest.raises((SourceError, imports.InvalidMappingError)):
            run(tmp_path, content)
    with pytest.raises(SourceError, match="does not exist"):
        imports.table(tmp_path / "none.csv", tmp_path / "mapping.yml")
    with pytest.raises(SourceError, match="is not a file"):
        imports.table(tmp_path, tmp_path / "mapping.yml")


CELLS = st.one_of(
    st.sampled_from(
        ["", "Y", "N", "Wales", "20+", "TBD", "3/4/2026", "=1+1", "a|b", "Harbour Trust"]
    ),
    st.text(max_size=12),
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(rows=st.lists(st.lists(CELLS, min_size=6, max_size=6), max_size=6))
def test_whatever_stands_in_the_cells_the_counts_add_up(
    tmp_path: Path, rows: list[list[str]]
) -> None:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(next(csv.reader(io.StringIO(TABLE))))
    writer.writerows(rows)
    data = out.getvalue().encode("utf-8", errors="replace")
    try:
        done = run(tmp_path, data)
    except SourceError:
        return  # such as control characters that make the file no text
    assert adds_up(done)
    assert done.counts.problem == len(done.left_out)
    assert {p.row for p in done.problems if p.severity == "error"} >= set(done.left_out)
    assert len(done.tables["sources"]) == 1


def test_what_is_made_can_be_edited_checked_and_built(tmp_path: Path) -> None:
    run(tmp_path).write(tmp_path / "made")
    assert [p for p in ingest.check([tmp_path / "made"]) if p.severity == "error"] == []
    assert ingest.build([tmp_path / "made"], ":memory:").rows["activities"] == 3


def test_a_mapping_line_changes_what_it_says(tmp_path: Path) -> None:
    plain = run(tmp_path)
    changed = run(
        tmp_path, mapping=HEAD + ROWS.replace("{constant: formal}", "{constant: charity}")
    )
    assert column(plain, "organisations", "type") == ["formal", "formal"]
    assert column(changed, "organisations", "type") == ["charity", "charity"]
