from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest
from tests.programs import program

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture(scope="session")
def convert(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path, str], bytes]:
    """LibreOffice: opens a file and saves it in another format."""
    office = program("soffice", "libreoffice-calc-nogui", "SOFFICE")
    profile = tmp_path_factory.mktemp("profile")

    def run(path: Path, form: str) -> bytes:
        out = tmp_path_factory.mktemp("converted")
        subprocess.run(
            [office, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to",
             form, "--outdir", str(out), str(path)],
            capture_output=True, check=True, timeout=300,
        )  # fmt: skip
        (found,) = out.iterdir()
        return found.read_bytes()

    return run
