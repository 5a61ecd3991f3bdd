"""The demo says what is in the tables, and writes what it says it writes."""

from __future__ import annotations

import csv
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from uegraph import queries, resources
from uegraph.cli.demo import QUESTIONS

if TYPE_CHECKING:
    from pathlib import Path

DATA = resources.datasets()["gss-2024"]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    folder = tmp_path_factory.mktemp("demo")
    done = subprocess.run(
        [sys.executable, "-m", "uegraph", "demo", "--out", "out"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout, folder


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_what_the_graph_holds_is_what_the_tables_hold(demo: tuple[str, Path]) -> None:
    tables = {path.stem: len(rows(path)) for path in DATA.glob("*.csv")}
    told = dict(re.findall(r"^([a-z ]+?) +(\d+)$", demo[0], re.MULTILINE))
    assert {name.replace(" ", "_"): int(count) for name, count in told.items()} == tables


def test_every_file_named_is_there_and_no_other(demo: tuple[str, Path]) -> None:
    text, folder = demo
    named = re.search(r"Written to out/: (.+)", text)
    assert named
    assert set(named[1].split(", ")) == {path.name for path in (folder / "out").iterdir()}


def test_the_columns_shown_are_columns_of_the_questions() -> None:
    for name, columns in QUESTIONS.items():
        assert set(columns) <= set(queries.question(name).columns)


def test_the_gaps_shown_begin_those_written(demo: tuple[str, Path]) -> None:
    text, folder = demo
    written = rows(folder / "out" / "gaps-audiences.csv")
    assert len(written) > 10
    for row in written[:12]:
        shown = rf"^{row['rank']} +{row['score']} +{row['state']} +{row['target']}$"
        assert re.search(shown, text, re.MULTILINE), shown
    assert "which is not a no" in text
