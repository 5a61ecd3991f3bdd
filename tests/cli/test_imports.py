"""``uegraph import table``: the preview, the draft, the folder, the exit codes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result
from tests.imports.samples import MAPPING, TABLE

from uegraph.cli import main

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "events.csv").write_text(TABLE, encoding="utf-8")
    (tmp_path / "m.yml").write_text(MAPPING, encoding="utf-8")
    return tmp_path


def run(*options: str) -> Result:
    return CliRunner().invoke(main, ["import", "table", "events.csv", *options])


def test_the_preview_says_what_becomes_of_columns_and_rows(files: Path) -> None:
    done = run("--mapping", "m.yml")
    assert done.exit_code == 0, done.output
    assert "  Came   reaches.amount\n" in done.stdout
    assert "3 rows read = 3 became data + 0 left out with an error" in done.stdout
    assert "activities: 3 rows\n" in done.stdout
    assert "name: Quay meeting" in done.stdout
    assert not (files / "made").exists()


def test_rows_left_out_are_told_and_the_exit_code_says_so(files: Path) -> None:
    (files / "events.csv").write_text(TABLE.replace("Ferry forum", ""), encoding="utf-8")
    done = run("--mapping", "m.yml")
    assert done.exit_code == 1
    assert "row 3 · What (B3) · 'event' needs a value for name" in done.stdout
    assert "3 rows read = 2 became data + 1 left out with an error" in done.stdout
    done = run("--mapping", "m.yml", "--to", "made")
    assert done.exit_code == 1
    assert done.stdout == ""
    assert "row 3" in done.stderr
    assert (files / "made" / "dataset.yml").exists()


def test_the_data_set_is_written_once(files: Path) -> None:
    assert "Wrote made." in run("--mapping", "m.yml", "--to", "made").stderr
    assert "Unchanged: made." in run("--mapping", "m.yml", "--to", "made").stderr
    (files / "made" / "activities.csv").write_text("id,name\n", encoding="utf-8")
    refused = run("--mapping", "m.yml", "--to", "made")
    assert (refused.exit_code, "--replace" in refused.stderr) == (3, True)
    assert run("--mapping", "m.yml", "--to", "made", "--replace").exit_code == 0
    assert CliRunner().invoke(main, ["check", "made"]).exit_code == 0


@pytest.mark.usefixtures("files")
def test_json_is_flat_objects() -> None:
    answer = json.loads(run("--mapping", "m.yml", "-f", "json").stdout)
    about = [one["about"] for one in answer]
    assert about[0] == "rows"
    assert answer[0]["read"] == answer[0]["data"] == 3
    assert about.count("column") == 6
    assert {one["table"]: one["rows"] for one in answer if one["about"] == "table"}["reaches"] == 2
    assert [one["column"] for one in answer if one["about"] == "problem"] == ["Date"]
    assert run("--mapping", "m.yml", "-f", "csv").stdout.startswith("severity,file,sheet,row,")


def test_a_draft_is_written_to_the_screen_or_a_file_and_runs(files: Path) -> None:
    shown = run("--draft")
    assert shown.exit_code == 0
    assert run("--draft", "-o", "d.yml").exit_code == 0
    assert (files / "d.yml").read_text(encoding="utf-8") == shown.stdout
    assert run("--draft", "-o", "d.yml").exit_code == 2  # what is there is not overwritten
    assert run("--mapping", "d.yml").exit_code == 0


def test_wrong_usage_and_wrong_mappings(files: Path) -> None:
    assert run().exit_code == 2
    assert run("--draft", "--mapping", "m.yml").exit_code == 2
    (files / "m.yml").write_text(MAPPING.replace("amount: Came", "amount: Cmae"), encoding="utf-8")
    wrong = run("--mapping", "m.yml")
    assert wrong.exit_code == 1
    assert "row 20 · Cmae · 'Cmae' is not a heading of events.csv" in wrong.stderr
    assert "Did you mean 'Came'?" in wrong.stderr
    assert run("--mapping", "none.yml").exit_code == 3
