"""A short soak; `python -m tests.soak` is long. And it can fail: mixtures and leaks are found."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from tests.soak.__main__ import table
from tests.soak.measure import Sample, Trend
from tests.soak.running import Worker, _ended, soak
from tests.soak.versions import MixtureError, Version, by_sha256, look, write_source

from uegraph import ingest

linux = pytest.mark.skipif(
    not Path("/proc/self/task").exists(), reason="what a process takes is read in /proc"
)
SAMPLE = Sample(memory=100 << 20, handles=10, threads=4, children=0)


@linux
def test_readers_builders_and_others_at_once(tmp_path: Path) -> None:
    found = soak(
        tmp_path, minutes=0.05, readers=1, seed=1, versions=2,
        others=("builder", "decider-1"),
    )  # fmt: skip
    assert found.faults == ()
    assert set(found.trends) == {"opener-1", "builder", "decider-1"}
    assert min(found.rounds.values()) >= 3
    assert found.done["answers"] >= 18 * 3
    assert "| builder | " in table(found)


@linux
def test_stores_that_are_kept_open_are_found(tmp_path: Path) -> None:
    found = soak(
        tmp_path, minutes=0, readers=1, seed=1, versions=1, others=(), leak="handles",
    )  # fmt: skip
    assert len(found.faults) >= 1
    assert found.faults[0].startswith("opener-1: ")
    assert "open handles grew" in " ".join(found.faults)


@pytest.mark.parametrize(
    ("grown", "why"),
    [
        (replace(SAMPLE, memory=119 << 20), "memory grew from 100 to 119 MiB"),
        (replace(SAMPLE, handles=13), "open handles grew from 10 to 13"),
        (replace(SAMPLE, threads=7), "threads grew from 4 to 7"),
        (replace(SAMPLE, children=1), "1 child processes are left"),
    ],
)
def test_what_grows_is_named(grown: Sample, why: str) -> None:
    warming = replace(SAMPLE, memory=1, handles=1, threads=1)
    assert Trend.of([warming, *[SAMPLE] * 8]).faults() == []
    assert Trend.of([warming, *[SAMPLE] * 6, *[grown] * 2]).faults() == [why]
    assert Trend.of([warming, *[SAMPLE] * 8, grown]).faults() == []  # once is no trend


def test_a_mixture_is_found(tmp_path: Path) -> None:
    source = write_source(2, tmp_path / "two")
    with ingest.build([source], ":memory:").store as store:
        known = [Version(number, str(source), len(store), "") for number in (1, 2)]
        assert look(store, known)[0].number == 2
        store.update(
            "INSERT DATA { GRAPH <http://e/g> { <http://e/b> <http://xmlns.com/foaf/0.1/name> "
            '"Body 0 of version 1" } }'
        )
        with pytest.raises(MixtureError, match=r"bodies: .*of version 1"):
            look(store, known)
    with pytest.raises(MixtureError, match="which no version has"):
        by_sha256("0", known)


def test_who_fails_is_named(tmp_path: Path) -> None:
    (tmp_path / "opener-1.errors").write_text("Traceback … KeyError", encoding="utf-8")
    line = [sys.executable, "-c", "import sys; sys.exit(1)", str(tmp_path)]
    with subprocess.Popen(line, text=True) as process:
        assert _ended(Worker("opener-1", process)) == ["opener-1: Traceback … KeyError"]
