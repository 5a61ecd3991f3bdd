"""What `uegraph check` says: to people, to machines, and as notes in a workbook."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from uegraph import ingest
from uegraph.cli import main
from uegraph.cli.problems import SHOWN_OF_A_KIND, told
from uegraph.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from click.testing import Result

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    """A workbook with an error in each of two rows, one error thirty times, and a warning."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Organisations"
    sheet.append(["id", "name", "type", "sector"])
    for at in range(30):
        sheet.append([f"org-{at}", f"Organisation {at}", "team", "helth"])
    sheet.append(["", "Odd", "deprtment", ""])
    sheet.append(["BAD ID", "Odder", "team", ""])
    book.create_sheet("Unnamed party").append(["id", "name"])
    book["Unnamed party"].append(["a", "A"])
    book.save(tmp_path / "bad.xlsx")
    return tmp_path / "bad.xlsx"


def check(*arguments: object) -> Result:
    # The width of the terminal that the tests run in is not theirs.
    return CliRunner(env={"COLUMNS": "100"}).invoke(
        main, ["check", *map(str, arguments)], catch_exceptions=False
    )


def text(problems: Sequence[Problem], width: int = 100) -> str:
    return "\n".join(line for line, _ in told(problems, width))


def test_errors_come_before_warnings_the_most_frequent_first(bad: Path) -> None:
    done = check(bad)
    assert done.exit_code == 1
    assert (
        done.stdout
        == """Errors

bad.xlsx · Organisations
  30 times · sector (D) · 'helth' is not a known sector — rows 2, 3, 4, 5, 6, … · Did you mean
      'health'?
  row 32 · type (C32) · 'deprtment' is not a known organisation type · Did you mean 'department'?
  row 33 · id (A33) · 'BAD ID' is not an id: small letters, digits and '-' only · Write such as
      'bad-id', or leave it empty.

Warnings

bad.xlsx · Unnamed party
  is no table; it was not read · Did you mean 'Unnamed parties'?

"""
    )
    assert done.stderr == "Read 32 rows: organisations 32.\n32 errors, 1 warning.\n"


def test_a_sound_source_has_a_total_and_nothing_else() -> None:
    done = check(ROOT / "data" / "gss-2024")
    assert (done.exit_code, done.stdout) == (0, "")
    total, *rest = done.stderr.split(":", 1)
    rows = sum(ingest.examine([ROOT / "data" / "gss-2024"]).rows.values())
    assert total == f"Read {rows} rows"
    assert rest[0].endswith("\n0 errors, 0 warnings.\n")


@pytest.mark.parametrize("form", ["csv", "json", "md"])
def test_the_other_forms_list_each_problem(form: str, bad: Path) -> None:
    done = check(bad, "-f", form)
    problems = ingest.check([bad])
    assert done.exit_code == 1
    if form == "md":
        assert len(done.stdout.splitlines()) == len(problems) + 2
        return
    rows = json.loads(done.stdout) if form == "json" else list(
        csv.DictReader(io.StringIO(done.stdout)))  # fmt: skip
    assert [(row["sheet"], str(row["row"]), row["cell"]) for row in rows] == [
        (problem.sheet, str(problem.row), problem.cell) for problem in problems
    ]
    page = (ROOT / "docs" / "answers.md").read_text(encoding="utf-8")
    section = page.split("`check`:")[1].split("\n\n")[0]
    assert set(re.findall(r"`(\w+)`", section)) - {"error", "warning", "C7"} == set(rows[0])


def test_annotate_writes_a_copy_and_says_so(bad: Path, tmp_path: Path) -> None:
    before = bad.read_bytes()
    done = check(bad, "--annotate", tmp_path / "out.xlsx")
    assert done.exit_code == 1
    assert done.stderr.endswith(f"Wrote {tmp_path / 'out.xlsx'} with 33 notes.\n")
    assert bad.read_bytes() == before
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    comment = book["Organisations"]["C32"].comment
    assert comment is not None
    assert comment.text.startswith("uegraph error: 'deprtment' is not a known organisation type.")
    again = check(bad, "--annotate", tmp_path / "out.xlsx")
    assert again.exit_code == 3
    assert (again.stdout, again.stderr.count("\n")) == ("", 1)
    assert "--force" in again.stderr
    assert check(bad, "--annotate", tmp_path / "out.xlsx", "--force").exit_code == 1
    assert check(bad, "--annotate", bad).exit_code == 3


def test_a_copy_can_be_corrected_and_checked_again(bad: Path, tmp_path: Path) -> None:
    check(bad, "--annotate", tmp_path / "out.xlsx")
    assert ingest.check([tmp_path / "out.xlsx"]) == [
        Problem("out.xlsx", *[getattr(problem, name) for name in Problem.__slots__[1:]])
        for problem in ingest.check([bad])
    ]


def problem(row: int, message: str, **other: str) -> Problem:
    return Problem("a.csv", "", row, other.get("column", "x"), message, other.get("remedy", "Do."),
                   "error", other.get("rule", "r"), f"C{row}")  # fmt: skip


def test_what_is_right_for_several_is_said_once() -> None:
    shown = text([problem(2, "first"), problem(3, "second"), problem(4, "third", remedy="Don't.")])
    assert shown.count("Do.") == shown.count("Don't.") == 1
    assert "for these 2 · Do." in shown


def test_of_very_many_of_one_kind_the_most_frequent_are_told() -> None:
    many = [problem(row, f"value {row}") for row in range(2, 2_000)]
    many += [problem(row, "often") for row in range(3_000, 3_300)]
    other = problem(9, "alone", rule="other", column="y")
    shown = text([*many, other])
    lines = shown.splitlines()
    assert "300 times · x (C) · often — rows 3000, 3001, 3002, 3003, 3004, …" in lines[3]
    assert f"… and {1_998 - (SHOWN_OF_A_KIND - 1):,} more of this kind in x — rows 11, " in shown
    assert "row 9 · y (C9) · alone" in shown
    assert len(lines) < 20


WORDS = st.text("ab ·'—é\n", max_size=40)
ANY = st.lists(
    st.builds(
        Problem, st.sampled_from(["a.csv", "b.xlsx"]), st.sampled_from(["", "S"]),
        st.integers(0, 50), st.sampled_from(["", "name"]), WORDS, WORDS,
        st.sampled_from(["error", "warning"]), st.sampled_from(["r", "s"]),
        st.sampled_from(["", "C7"]),
    ),
    max_size=40,
)  # fmt: skip


@given(problems=ANY, width=st.integers(40, 100))
def test_any_problems_are_counted_once_and_fit_the_screen(
    problems: list[Problem], width: int
) -> None:
    lines = [line for line, kind in told(problems, width) if not kind]
    assert all(len(line) <= width for line in lines)
    shown = " ".join(line.strip() for line in lines)
    assert "\n" not in shown
    titles = [line for line, kind in told(problems, width) if kind == "title"]
    wanted = {problem.severity for problem in problems}
    assert titles == [
        title for key, title in (("error", "Errors"), ("warning", "Warnings")) if key in wanted
    ]


def test_a_long_remedy_is_read_once() -> None:
    """A list of forty words brings its problems together; a short one leaves them as they stand."""
    known, short = f"Known: {', '.join(f'word {n}' for n in range(40))}.", "Did you mean 'x'?"
    said = [("a", known), ("b", short), ("c", known), ("d", short)]
    lines = text([
        Problem("t.csv", "", at, "type", message, remedy, "error", "shp:type")
        for at, (message, remedy) in enumerate(said, start=2)
    ]).splitlines()  # fmt: skip
    assert sum("word 0," in line for line in lines) == 1
    order = [line.split(" · ")[2] for line in lines if line.startswith("  row")]
    assert order == ["a", "c", "b", "d"]


def test_a_check_that_is_stopped_has_found_nothing(
    bad: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(ingest, "examine", stop)
    done = check(bad)
    assert (done.exit_code, done.stdout) == (3, "")
    assert done.stderr == "Stopped before it was done. Files and graphs are as they were.\n"


def test_what_is_wrong_is_told_also_where_no_notes_can_be_written(tmp_path: Path) -> None:
    (tmp_path / "cut.xlsx").write_bytes(b"PK cut off")
    done = check(tmp_path / "cut.xlsx", "--annotate", tmp_path / "out.xlsx")
    assert done.exit_code == 3
    assert "is cut off or damaged" in done.stdout
    assert "cannot be annotated" in done.stderr


@pytest.mark.parametrize(
    ("day", "told"), [("2024-03-01", True), ("2024-03-02", False), (None, False)]
)
def test_what_is_said_to_have_happened_lies_before_today(
    day: str | None, told: bool, tmp_path: Path
) -> None:
    (tmp_path / "dataset.yml").write_text("name: own\ntitle: Own\n")
    row = "Spring day,event,held,2024-03-02\n"
    (tmp_path / "activities.csv").write_text(f"name,type,status,when\n{row}")
    done = check(tmp_path, "--json", *(["--as-of", day] if day else []))
    assert [p["rule"] for p in json.loads(done.stdout)] == (
        ["checks/happened-in-the-future"] if told else []
    )
