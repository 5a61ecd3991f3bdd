from __future__ import annotations

import shutil
import subprocess
from functools import cache
from typing import TYPE_CHECKING

import pytest
from tests.programs import program

from uegraph import resources
from uegraph.workbooks.template import write_template

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

NEW_COLUMN = """
shp:OrganisationShape sh:property shp:OrganisationShape-motto .
shp:OrganisationShape-motto a sh:PropertyShape ;
    sh:path <https://example.org/motto> ;
    sh:name "house motto"@en ;
    sh:description "What it says of itself."@en ;
    skos:example "Closer to people"@en ;
    sh:order 99 ;
    sh:datatype xsd:string ;
    sh:minCount 1 ;
    sh:maxCount 1 ;
    sh:severity sh:Violation ;
    sh:message "House motto must be a text."@en .
"""


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with ``t.xlsx``, ``t.ods`` and the CSV folder ``t``."""
    folder = tmp_path_factory.mktemp("templates")
    for name in ("t.xlsx", "t.ods", "t"):
        write_template(folder / name)
    return folder


@pytest.fixture
def with_motto(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the ontology with one property shape more; no line of Python knows of it."""
    root = tmp_path / "root"
    shutil.copytree(resources.root() / "ontology", root / "ontology")
    for folder in ("queries", "data"):
        (root / folder).mkdir()
    path = root / "ontology" / "shapes.ttl"
    path.write_text(path.read_text(encoding="utf-8") + NEW_COLUMN, encoding="utf-8")
    monkeypatch.setenv("UEGRAPH_ROOT", str(root))
    return root


@pytest.fixture(scope="session")
def convert(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path, str], Path]:
    """LibreOffice: opens a file and saves it in another format."""
    office = program("soffice", "libreoffice-calc-nogui", "SOFFICE")
    profile = tmp_path_factory.mktemp("profile")

    @cache
    def run(path: Path, form: str) -> Path:
        out = tmp_path_factory.mktemp("converted")
        done = subprocess.run(
            [office, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to",
             form, "--outdir", str(out), str(path)],
            capture_output=True, text=True, check=True, timeout=300,
        )  # fmt: skip
        found = list(out.iterdir())
        assert len(found) == 1, done.stdout + done.stderr
        return found[0]

    return run
