"""Which workbooks come of which sources, and where they may be written."""

from __future__ import annotations

import tempfile
from typing import TYPE_CHECKING

import pytest
from tests.ingest.samples import folder
from tests.workbooks.annotate.samples import PROBLEMS, listed, notes, opened, plain

from uegraph.errors import Problem, ResourceError, SourceError
from uegraph.workbooks.annotate import annotate, plan
from uegraph.workbooks.annotate.listing import MAX_ROWS, lines

if TYPE_CHECKING:
    from pathlib import Path

    from uegraph.workbooks.annotate import Copy


def found(file: str, row: int = 2, cell: str = "B2") -> Problem:
    return Problem(file, "", row, "name", f"in {file}", "Mend it.", "error", "r", cell)


def told(copies: list[Copy]) -> dict[str, set[str]]:
    return {copy.out.name: {problem.file for problem in copy.problems} for copy in copies}


def test_the_csv_tables_of_a_folder_become_one_workbook_of_texts(tmp_path: Path) -> None:
    rows = "id;name\n\nons;=1+1\n007;2024-04-26\n"
    place = folder(tmp_path / "d", organisations=rows)
    problems = [found("organisations.csv", 3, "B3"), found("dataset.yml", 1, "")]
    annotate(place, problems, tmp_path / "out.xlsx")
    book = opened(tmp_path / "out.xlsx")
    assert book.sheetnames == ["organisations", "passages", "sources", "Problems"]
    cells = [[cell.value for cell in row] for row in book["organisations"].iter_rows()]
    assert cells == [["id", "name"], [None, None], ["ons", "=1+1"], ["007", "2024-04-26"]]
    assert book["organisations"]["B3"].data_type == "s"
    assert notes(tmp_path / "out.xlsx") == {
        ("organisations", "B3"): "uegraph error: in organisations.csv. Mend it."
    }
    assert [row[1] for row in listed(tmp_path / "out.xlsx")[1:]] == ["dataset.yml", "organisations"]
    annotate(place, problems, tmp_path / "again.xlsx")
    assert (tmp_path / "again.xlsx").read_bytes() == (tmp_path / "out.xlsx").read_bytes()


def test_several_workbooks_go_into_a_folder(tmp_path: Path) -> None:
    first, second = folder(tmp_path / "a"), folder(tmp_path / "b")
    plain(first / "w.xlsx")
    plain(second / "w.xlsx")
    lone = plain(tmp_path / "w.xlsx")
    problems = [found("a/w.xlsx"), found("a/dataset.yml"), found("b/sources.csv"), found("w.xlsx")]
    copies = plan([first, second, lone], problems, tmp_path / "out")
    assert told(copies) == {
        "a.xlsx": {"a/dataset.yml"}, "w.xlsx": {"a/w.xlsx"}, "b.xlsx": {"b/sources.csv"},
        "w 2.xlsx": set(), "w 3.xlsx": {"w.xlsx"},
    }  # fmt: skip
    for copy in copies:
        annotate(copy.source, copy.problems, copy.out)
    assert len(list((tmp_path / "out").iterdir())) == 5
    assert sum(len(copy.problems) for copy in copies) == len(problems)


def test_no_problem_is_lost_whatever_file_it_names(tmp_path: Path) -> None:
    problems = [found("w.xlsx"), found("elsewhere.csv"), found("")]
    copies = plan([plain(tmp_path / "w.xlsx")], problems, tmp_path / "out.xlsx")
    assert [copy.problems for copy in copies] == [tuple(problems)]


def test_an_empty_table_leaves_no_temporary_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = folder(tmp_path / "own", organisations="")
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    annotate(source, (), tmp_path / "out.xlsx")
    assert list(scratch.iterdir()) == []


def test_a_list_without_end_is_cut() -> None:
    told = list(lines([found("a.csv")] * (MAX_ROWS + 2), ()))
    assert len(told) == MAX_ROWS + 1
    assert told[-1].texts[5] == "2 more problems are not listed."


def test_links_that_lead_in_a_circle_are_refused(tmp_path: Path) -> None:
    source = plain(tmp_path / "own.xlsx")
    out = tmp_path / "loop.xlsx"
    out.symlink_to(out.name)
    with pytest.raises(ResourceError, match="could not be written"):
        annotate(source, (), out)


def test_a_place_is_refused_where_something_would_be_lost(tmp_path: Path) -> None:
    source = plain(tmp_path / "w.xlsx")
    data = folder(tmp_path / "d")
    there = plain(tmp_path / "there.xlsx")
    link = tmp_path / "link.xlsx"
    link.symlink_to(source)
    cases = {
        (source, source): "is the source itself",
        (source, link): "is the source itself",
        (source, tmp_path / "out.ods"): "does not end in .xlsx",
        (source, tmp_path / "out"): "Choose a name such as out.xlsx",
        (source, there): "is there already",
        (data, data / "out.xlsx"): "lies in the source",
    }
    for (at, out), words in cases.items():
        for act in (lambda a, o: plan([a], (), o), lambda a, o: annotate(a, (), o)):
            with pytest.raises(ResourceError, match=words):
                act(at, out)
    annotate(source, PROBLEMS, there, replace=True)
    assert len(listed(there)) == len(PROBLEMS) + 1
    with pytest.raises(SourceError, match="is not a workbook"):
        annotate(tmp_path / "d" / "sources.csv", (), tmp_path / "x.csv")
    with pytest.raises(ResourceError, match="could not be written"):
        annotate(source, (), tmp_path / "no" / "where" / "out.xlsx")
    (tmp_path / "file").write_text("")
    with pytest.raises(ResourceError, match="Name a folder"):
        plan([source, there], (), tmp_path / "file")
    (tmp_path / "empty").mkdir()
    with pytest.raises(SourceError, match="holds no table"):
        plan([tmp_path / "empty"], (), tmp_path / "x.xlsx")
