"""The benchmark of all stages: it runs, and a stage that has become slower is named."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from benchmarks.scale import published
from benchmarks.scale.programme import Programme
from benchmarks.scale.published import Line
from benchmarks.scale.stages import stages
from benchmarks.scale.telling import PLACES, Place

if TYPE_CHECKING:
    from pathlib import Path

LINE = Line("map", 100_000, 3.2, 3.4, 210, "listing participations", 2.0, "pyvis", "over 4.5")


def test_what_is_published_is_read_again(tmp_path: Path) -> None:
    place = tmp_path / "published.csv"
    other = replace(LINE, stage="gaps", peer="", faster="")
    published.write([LINE, other], place)
    published.write([replace(LINE, ratio=1.5)], place)
    assert published.read(place) == {
        ("map", 100_000): replace(LINE, ratio=1.5),
        ("gaps", 100_000): other,
    }


@pytest.mark.parametrize(("ratio", "named"), [(1.0, False), (2.4, False), (2.41, True)])
def test_a_stage_that_takes_a_fifth_more_is_named(ratio: float, *, named: bool) -> None:
    found = published.regressions([replace(LINE, ratio=ratio)], {("map", 100_000): LINE})
    assert [told.partition(":")[0] for told in found] == ["map on 100,000 triples"] * named


def test_all_that_is_published_is_measured_still(tmp_path: Path) -> None:
    lines = published.read()
    assert {triples for _, triples in lines} == {100_000, 1_000_000, 10_000_000}
    for triples in (100_000, 1_000_000, 10_000_000):
        named = {stage.name for stage in stages(Programme(triples, tmp_path), tmp_path)}
        assert {stage for stage, size in lines if size == triples} == named


@pytest.mark.parametrize(
    "place", PLACES, ids=lambda place: f"{place.page.parent.name} {place.mark}"
)
def test_the_pages_tell_what_is_published(place: Place) -> None:
    assert place.filled() == place.page.read_text("utf-8")


def test_it_runs_and_tells(tmp_path: Path) -> None:
    words = ["-m", "benchmarks.scale", "6000", "--stage", "coverage"]
    done = subprocess.run(
        [sys.executable, *words],
        capture_output=True, text=True, check=False, env={"TMPDIR": str(tmp_path)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "| coverage | 6,000 | " in done.stdout
    assert done.stdout.endswith("Nothing is a fifth worse than published.\n")
