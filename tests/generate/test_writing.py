"""Writing: the same bytes, about as many as asked, in little memory, and never half."""

from __future__ import annotations

import gzip
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from uegraph import generate
from uegraph.cli import main
from uegraph.errors import ResourceError
from uegraph.generate import writing

if TYPE_CHECKING:
    from pathlib import Path

PROGRAM = """
import resource, sys
from pathlib import Path
from uegraph import generate
generate.write_rdf(Path(sys.argv[1]), int(sys.argv[2]))
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_the_same_seed_makes_the_same_bytes_and_another_one_others(tmp_path: Path) -> None:
    for name, seed in (("one.nq.gz", 1), ("again.nq.gz", 1), ("other.nq.gz", 2)):
        generate.write_rdf(tmp_path / name, 4_000, seed=seed)
    one, again, other = ((tmp_path / f"{name}.nq.gz").read_bytes()
                         for name in ("one", "again", "other"))  # fmt: skip
    assert one == again
    assert one != other
    generate.write_rdf(tmp_path / "plain.nq", 4_000, seed=1)
    assert gzip.decompress(one) == (tmp_path / "plain.nq").read_bytes()


def test_the_same_seed_makes_the_same_tables_in_any_process(tmp_path: Path) -> None:
    generate.write_tables(tmp_path / "here", 4_000)
    line = [
        sys.executable,
        "-m",
        "uegraph",
        "generate",
        str(tmp_path / "there"),
        "--triples",
        "4000",
    ]
    subprocess.run(line, check=True, env={"PYTHONHASHSEED": "5"}, capture_output=True)
    assert contents(tmp_path / "here") == contents(tmp_path / "there")


@pytest.mark.parametrize(("triples", "within"), [(5_000, 0.08), (20_000, 0.05), (100_000, 0.03)])
def test_there_are_about_as_many_triples_as_asked(
    triples: int, within: float, tmp_path: Path
) -> None:
    done = generate.write_rdf(tmp_path / "x.nq", triples, seed=11)
    assert done.lines == (tmp_path / "x.nq").read_bytes().count(b"\n")
    assert abs(done.lines / triples - 1) < within


def peak(triples: int, folder: Path) -> int:
    """The most memory that a process of its own needs, in bytes."""
    line = [sys.executable, "-c", PROGRAM, str(folder / f"{triples}.nq"), str(triples)]
    done = subprocess.run(line, check=True, capture_output=True, text=True)
    return int(done.stdout) * (1 if sys.platform == "darwin" else 1024)


def test_a_programme_ten_times_as_large_needs_no_more_memory(tmp_path: Path) -> None:
    small, large = peak(30_000, tmp_path), peak(300_000, tmp_path)
    assert (tmp_path / "300000.nq").stat().st_size > 40 << 20  # what it would take to hold it
    assert large - small < 16 << 20


@pytest.mark.parametrize("write", [generate.write_rdf, generate.write_tables])
def test_stopped_by_ctrl_c_nothing_is_left(write: object, tmp_path: Path) -> None:
    told: list[str] = []

    def stop(step: str) -> None:
        told.append(step)
        if "participations" in step and "writing" in step:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write(tmp_path / "x", 4_000, progress=stop)  # type: ignore[operator]
    assert told
    assert list(tmp_path.iterdir()) == []


def test_an_old_file_stays_until_the_new_one_is_whole(tmp_path: Path) -> None:
    old = tmp_path / "x.nq"
    old.write_text("old")

    def stop(step: str) -> None:
        if "writing" in step:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        generate.write_rdf(old, 4_000, progress=stop)
    assert contents(tmp_path) == {"x.nq": b"old"}
    generate.write_rdf(old, 4_000)
    assert len(old.read_bytes()) > 4_000


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "kept.txt").write_text("kept")
    with pytest.raises(ResourceError, match="is there already"):
        generate.write_tables(tmp_path, 4_000)
    assert contents(tmp_path) == {"kept.txt": b"kept"}


def test_what_cannot_be_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ResourceError, match="too few"):
        generate.write_rdf(tmp_path / "x.nq", 10)
    with pytest.raises(ResourceError, match=r"ends in \.nq"):
        generate.write_tables(tmp_path / "x", writing.MOST_AS_TABLES + 1)
    with pytest.raises(ResourceError, match="could not be written"):
        generate.write_rdf(tmp_path / "not" / "there.nq", 4_000)
    with pytest.raises(ResourceError, match="could not be written"):
        generate.write_tables(tmp_path / "not" / "there", 4_000)
    with pytest.raises(ResourceError, match="is a folder, not a file"):
        generate.write_rdf(tmp_path, 4_000)
    assert list(tmp_path.iterdir()) == []


def test_a_form_that_the_name_contradicts_is_refused(tmp_path: Path) -> None:
    line = ["generate", str(tmp_path / "x"), "--triples", "4000", "--form", "rdf"]
    done = CliRunner().invoke(main, line)
    assert done.exit_code == 2
    assert "choose a name that ends in .nq or .nq.gz" in done.output
    assert list(tmp_path.iterdir()) == []
