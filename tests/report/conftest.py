from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest
from tests.programs import program
from tests.report import sample

from uegraph.report import Report, report

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from uegraph.store import Store


@pytest.fixture(scope="session")
def graph() -> Store:
    """The data set that comes with uegraph."""
    return sample.shipped()


@pytest.fixture(scope="session")
def made(graph: Store) -> Report:
    """The report on it."""
    return report(graph)


@pytest.fixture(scope="session")
def hostile() -> Report:
    """The report on a graph with hostile names."""
    return report(sample.hostile(), top=50)


@pytest.fixture(scope="session")
def secretive() -> Report:
    """The report on a graph with private things."""
    return report(sample.secretive(), top=200)


@pytest.fixture(scope="session")
def to_pdf(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Path]:
    """LibreOffice: prints a document."""
    office = program("soffice", "libreoffice-writer-nogui", "SOFFICE")
    profile = tmp_path_factory.mktemp("profile")

    def run(path: Path) -> Path:
        out = tmp_path_factory.mktemp("printed")
        done = subprocess.run(
            [office, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to",
             "pdf:writer_pdf_Export", "--outdir", str(out), str(path)],
            capture_output=True, text=True, check=True, timeout=300,
        )  # fmt: skip
        found = list(out.iterdir())
        assert len(found) == 1, done.stdout + done.stderr
        return found[0]

    return run
