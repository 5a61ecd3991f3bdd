"""The list of dependencies is true, whatever is false in it is told, and the wheel carries it."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "docs"))

import audit  # noqa: E402 - found only once the folder is on the path
import sbom  # noqa: E402 - as above

if TYPE_CHECKING:
    from collections.abc import Callable

PINS = audit.pinned()
NEEDED = audit.required()
LISTED = audit.packages()
KNOWN = audit.advisories()


def found(
    listed: list[audit.Package] = LISTED,
    known: list[audit.Advisory] = KNOWN,
    pins: dict[str, str] = PINS,
    needed: dict[str, set[str]] = NEEDED,
) -> str:
    return "\n".join(audit.problems(listed, known, pins, needed))


def changed(name: str, **fields: object) -> list[audit.Package]:
    return [replace(one, **fields) if one.name == name else one for one in LISTED]  # type: ignore[arg-type]


def test_nothing_differs() -> None:
    assert len(LISTED) > 40
    assert len(KNOWN) > 50
    assert found() == ""
    assert list(audit.vendored_problems(LISTED)) == []


def test_a_package_that_is_not_listed_is_told() -> None:
    assert "lxml is needed at run time" in found([one for one in LISTED if one.name != "lxml"])


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (
            lambda: found(changed("lxml", version="6.0.2")),
            f"lxml is {PINS['lxml']} in constraints.txt",
        ),
        (lambda: found(pins={**PINS, "lxml": "6.1.2"}), "lxml is 6.1.2 in constraints.txt"),
        (lambda: found(pins={k: v for k, v in PINS.items() if k != "lxml"}), "Pin it"),
        (lambda: found(changed("lxml", declared="MIT")), "declares the licence"),
        (lambda: found(changed("lxml", version="6.0.2")), "lxml 6.0.2 has CVE-2026-41066"),
        (lambda: found(changed("jinja2", needs=())), "jinja2 needs markupsafe"),
        (lambda: found(changed("jinja2", purpose="")), "a cell of packages.csv is blank"),
        (lambda: found(changed("jinja2", looked_at="today")), "a cell of packages.csv is blank"),
        (
            lambda: found(known=[*KNOWN, audit.Advisory("click", "X-1", "0", "99")]),
            f"click {PINS['click']} has X-1",
        ),
        (
            lambda: found(known=[*KNOWN, audit.Advisory("numpy", "X-2", "1.0", "2.1")]),
            "pyproject.toml allows numpy>=2.0, with X-2",
        ),
    ],
)
def test_each_difference_is_told(make: Callable[[], str], told: str) -> None:
    assert told in make()


def test_a_vendored_file_that_changed_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(audit, "ROOT", tmp_path)
    version = tmp_path / "VERSION"
    version.write_text(f"vis-network 9.0\nsha256 {'0' * 64}\n")
    (tmp_path / "vis-network.min.js").write_text("changed")
    monkeypatch.setattr(audit, "VENDORED", {"vis-network": version})
    told = "\n".join(audit.vendored_problems(LISTED))
    assert "VERSION says vis-network 9.0, packages.csv" in told
    assert "vis-network.min.js is not what VERSION beside it says" in told
    assert "dejavu-fonts-ttf is either vendored and not listed" in told


def test_versions_in_the_gaps_of_an_advisory_are_free_of_it() -> None:
    old = [one for one in KNOWN if one.identifier == "PYSEC-2022-12"]
    affected = [v for v in ("5.9", "7.16.3", "7.20", "8.0.0", "8.0.1") if
                any(one.affects(v) for one in old)]  # fmt: skip
    assert affected == ["5.9", "7.20", "8.0.0"]


def test_the_bill_of_materials_is_of_the_schema_and_of_the_list() -> None:
    text = sbom.OUT.read_text("utf-8")
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    assert sbom.text(LISTED) == text
    made = json.loads(text)
    listed = {(one.name, one.version) for one in LISTED}
    assert {(one["name"], one["version"]) for one in made["components"]} == listed
    assert made["metadata"]["component"]["name"] == "uegraph"
    refs = {one["ref"]: set(one.get("dependsOn", ())) for one in made["dependencies"]}
    assert {ref.rpartition("@")[0] for ref in refs[f"pkg:pypi/jinja2@{PINS['jinja2']}"]} == {
        "pkg:pypi/markupsafe"
    }


def test_another_list_gives_another_bill() -> None:
    text = sbom.OUT.read_text("utf-8")
    other = sbom.text(changed("click", version="99"))
    assert json.loads(other)["serialNumber"] != json.loads(text)["serialNumber"]


def test_a_bill_that_is_out_of_date_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sbom, "OUT", tmp_path / "old.json")
    monkeypatch.setattr(sys, "argv", ["sbom.py", "--check"])
    assert sbom.main() == 1
    monkeypatch.setattr(sys, "argv", ["sbom.py"])
    assert sbom.main() == 0
    assert (tmp_path / "old.json").read_bytes() == (
        ROOT / "docs/dependencies/uegraph.cdx.json"
    ).read_bytes()


@pytest.mark.packaging
def test_the_wheel_carries_the_bill(tmp_path: Path) -> None:
    command: list[str | Path] = [
        sys.executable,
        "-m",
        "build",
        "--wheel",
        "--no-isolation",
        "--outdir",
        tmp_path,
        ROOT,
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as wheel:
        (name,) = [one for one in wheel.namelist() if "/sboms/" in one]
        assert name == "uegraph-0.1.0.dist-info/sboms/uegraph.cdx.json"
        assert wheel.read(name) == sbom.OUT.read_bytes()
