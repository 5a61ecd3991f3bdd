"""``uegraph report`` as it is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from uegraph.cli import main
from uegraph.cli.report import report

if TYPE_CHECKING:
    from pathlib import Path


def run(*given: str) -> tuple[int, str]:
    done = CliRunner().invoke(report, given)
    return done.exit_code, done.output


@pytest.mark.parametrize("name", ["a.html", "a.md", "a.docx", "A.HTML"])
def test_the_ending_says_what_is_written(tmp_path: Path, name: str) -> None:
    code, said = run(str(tmp_path / name), "--scope", "equality", "--top", "3")
    assert code == 0
    assert f"Wrote {tmp_path / name}" in said
    start = {"html": b"<!DOCTYPE html>", "md": b"# Who was engaged", "docx": b"PK"}
    content = (tmp_path / name).read_bytes()
    assert content.startswith(start[name.lower().rpartition(".")[2]])


@pytest.mark.parametrize("name", ["a.pdf", "a", "a.html.gz"])
def test_another_ending_is_refused_with_those_that_are_known(tmp_path: Path, name: str) -> None:
    code, said = run(str(tmp_path / name))
    assert code == 2
    assert "End the name in .html, .md or .docx." in said
    assert list(tmp_path.iterdir()) == []


def test_title_and_day_are_taken(tmp_path: Path) -> None:
    out = tmp_path / "a.md"
    code, _ = run(str(out), "--title", "For the board", "--as-of", "2023-03-31", "--top", "1")
    assert code == 0
    text = out.read_text(encoding="utf-8")
    assert text.startswith("# For the board\n")
    assert "as seen from 31 March 2023" in text


def test_a_place_that_cannot_be_written_to_is_one_sentence(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["report", str(tmp_path / "no" / "a.md"), "--top", "1"])
    assert done.exit_code == 3
    assert "could not be written" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_unknown_scope_is_wrong_usage(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["report", str(tmp_path / "a.md"), "--scope", "equalty"])
    assert done.exit_code == 2
    assert "equality" in done.stderr
    assert list(tmp_path.iterdir()) == []
