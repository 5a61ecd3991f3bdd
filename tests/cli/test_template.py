"""``template`` and ``new`` as people type them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import openpyxl
from click.testing import CliRunner, Result
from tests.shell import run

from uegraph import resources
from uegraph.cli import main

if TYPE_CHECKING:
    from pathlib import Path

SHIPPED = resources.root() / "data" / "gss-2024"


def call(*line: object) -> Result:
    return CliRunner().invoke(main, [str(part) for part in line])


def test_a_template_is_written_once_and_says_what_next(tmp_path: Path) -> None:
    out = tmp_path / "t.xlsx"
    done = call("template", out)
    assert (done.exit_code, done.stdout) == (0, "")
    assert f"uegraph check {out}" in done.stderr
    assert openpyxl.load_workbook(out).sheetnames[0] == "Read me"
    again = call("template", out)
    assert again.exit_code == 3
    assert "--force" in again.stderr
    assert call("template", out, "--force").exit_code == 0


def test_a_name_that_is_no_workbook_is_wrong_usage(tmp_path: Path) -> None:
    done = call("template", tmp_path / "t.docx")
    assert done.exit_code == 2
    assert "End it in .xlsx or .ods" in done.stderr
    assert call("template", tmp_path / "not" / "there.xlsx").exit_code == 3


def test_a_data_set_becomes_a_workbook_that_checks_as_it_does(tmp_path: Path) -> None:
    out = tmp_path / "gss.ods"
    done = call("template", out, "--from", SHIPPED)
    assert done.exit_code == 0
    assert "with 881 rows" in done.stderr
    assert call("check", out).exit_code == 0
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / "dataset.yml").write_text("name: b\ntitle: B\n")
    (broken / "organisations.csv").write_text("id,nmae\nons,ONS\n")
    refused = call("template", tmp_path / "b.xlsx", "--from", broken)
    assert refused.exit_code == 1
    assert "Did you mean 'name'?" in " ".join(refused.stderr.split())
    assert not (tmp_path / "b.xlsx").exists()


def test_a_new_folder_is_valid_and_its_commands_work(tmp_path: Path) -> None:
    done = call("new", tmp_path / "Housing 2024")
    assert done.exit_code == 0
    assert "uegraph check" in done.stderr
    assert "uegraph build" in done.stderr
    folder = tmp_path / "Housing 2024"
    assert sorted(path.name for path in folder.iterdir()) == [
        "README.md", "dataset.yml", "workbook.xlsx",
    ]  # fmt: skip
    assert 'name: "housing-2024"' in (folder / "dataset.yml").read_text(encoding="utf-8")
    assert "Data set" not in openpyxl.load_workbook(folder / "workbook.xlsx").sheetnames
    lines = re.findall(r"^ *\$ (.+)$", (folder / "README.md").read_text("utf-8"), re.MULTILINE)
    assert len(lines) >= 6
    for line in lines:
        run(line, folder)


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    done = call("new", tmp_path)
    assert done.exit_code == 3
    assert "is not empty" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]
    assert call("new", tmp_path / "notes.txt").exit_code == 3
