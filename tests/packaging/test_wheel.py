"""The wheel holds what the checkout holds, and works in an empty environment far from it."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BUNDLED = ("ontology/", "queries/", "data/")
VENDOR = "src/uegraph/maps/vendor"
LICENCES = {
    "LICENSE",
    "data/LICENCE-OGL-3.0.md",
    f"{VENDOR}/LICENSE-APACHE-2.0",
    f"{VENDOR}/LICENSE-MIT",
    "src/uegraph/maps/picture/fonts/LICENSE-DEJAVU",
}

pytestmark = pytest.mark.packaging


def run(*command: str | Path, cwd: Path, **environment: str) -> str:
    clean = {key: value for key, value in os.environ.items() if not key.startswith("UEGRAPH")}
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=clean | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A source distribution, and the wheel made from it (not from the checkout)."""
    out = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", out, ROOT, cwd=ROOT)
    return out


def tracked() -> set[str]:
    listed = run("git", "ls-files", "-z", "--cached", cwd=ROOT).split("\0")
    return {path for path in listed if path and (ROOT / path).exists()}


def expected_in_wheel() -> set[str]:
    source = {p.removeprefix("src/") for p in tracked() if p.startswith("src/uegraph/")}
    return source | {f"uegraph/_bundled/{p}" for p in tracked() if p.startswith(BUNDLED)}


def test_the_wheel_holds_exactly_the_tracked_files(built: Path) -> None:
    with zipfile.ZipFile(next(built.glob("*.whl"))) as wheel:
        names = {name for name in wheel.namelist() if ".dist-info/" not in name}
        licences = {name.partition("/licenses/")[2] for name in wheel.namelist()} - {""}
    assert len(names) > 50
    assert names == expected_in_wheel()
    assert licences == LICENCES


def test_the_source_distribution_holds_the_shipped_folders(built: Path) -> None:
    with tarfile.open(next(built.glob("*.tar.gz"))) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    shipped = {p for p in tracked() if p.startswith((*BUNDLED, "src/uegraph/"))}
    assert shipped <= names


def test_the_demo_runs_from_an_installed_wheel_without_the_checkout(
    built: Path, tmp_path: Path
) -> None:
    venv.create(tmp_path / "venv", with_pip=True)
    python = tmp_path / "venv" / "bin" / "python"
    wheel = next(built.glob("*.whl"))
    constraints = ROOT / "constraints.txt"
    run(python, "-m", "pip", "install", "-q", "-c", constraints, wheel, cwd=tmp_path)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    uegraph = tmp_path / "venv" / "bin" / "uegraph"
    answer = run(uegraph, "demo", "--out", "out", cwd=elsewhere)
    assert "no evidence" in answer
    assert (elsewhere / "out" / "map-collaboration.html").stat().st_size > 100_000
    where = run(python, "-c", "import uegraph; print(uegraph.__file__)", cwd=elsewhere)
    assert str(ROOT) not in where
