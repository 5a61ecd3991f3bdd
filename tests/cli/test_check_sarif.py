"""`uegraph check -f sarif` against a model of SARIF 2.1.0 that was made from its JSON schema."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
from click.testing import CliRunner
from pydantic_sarif.model import StaticAnalysisResultsFormatSarifVersion210JsonSchema as Sarif
from tests.ingest.samples import ORGANISATIONS, folder

from uegraph import ingest
from uegraph.cli import main
from uegraph.cli.sarif import to_sarif
from uegraph.errors import Problem

if TYPE_CHECKING:
    import pytest

ROOT = Path(__file__).resolve().parents[2]


def log(text: str) -> Any:
    """The one run, once the whole is found valid."""
    Sarif.model_validate_json(text)
    return json.loads(text)["runs"][0]


def test_a_csv_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    folder(tmp_path / "my data", organisations=f"{ORGANISATIONS}o,O,deprtment,p1\n")
    done = CliRunner().invoke(main, ["check", "my data", "-f", "sarif"])
    assert done.exit_code == 1
    run = log(done.stdout)
    (result,) = run["results"]
    assert result["level"] == "error"
    rule = run["tool"]["driver"]["rules"][result["ruleIndex"]]
    assert rule["id"] == result["ruleId"] == "shp:OrganisationShape-type"
    assert "What kind of body it is." in rule["help"]["text"]
    assert "'deprtment'" in result["message"]["text"]
    assert "Did you mean 'department'?" in result["message"]["text"]
    place = result["locations"][0]
    assert place["physicalLocation"] == {
        "artifactLocation": {"uri": "my%20data/organisations.csv"}, "region": {"startLine": 2},
    }  # fmt: skip
    assert [found["fullyQualifiedName"] for found in place["logicalLocations"]] == ["C2"]


def test_a_workbook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Organisations"
    sheet.append(["name", "type"])
    sheet.append(["O", "deprtment"])
    book.save("b.xlsx")
    text = to_sarif(ingest.check([Path("b.xlsx")]), [Path("b.xlsx")])
    (result,) = log(text)["results"]
    place = result["locations"][0]
    assert place["physicalLocation"] == {"artifactLocation": {"uri": "b.xlsx"}}
    assert [found["fullyQualifiedName"] for found in place["logicalLocations"]] == [
        "Organisations", "Organisations!B2",
    ]  # fmt: skip
    assert to_sarif(ingest.check([Path("b.xlsx")]), [Path("b.xlsx")]) == text


def test_every_rule_of_the_shapes_has_its_help_and_a_sound_source_no_results() -> None:
    from uegraph import queries, shapes  # noqa: PLC0415 - only here

    names = [column.shape for table in shapes.tables().values() for column in table.columns]
    names += [name for name in queries.questions() if name.startswith("checks/")]
    problems = [Problem("x", "", 0, "", "", "", "warning", name) for name in names]
    rules = log(to_sarif(problems, [Path("x")]))["tool"]["driver"]["rules"]
    assert len(rules) == len(set(names)) > 200
    assert all(rule["help"]["text"] for rule in rules)
    assert log(to_sarif([], [Path("x")]))["results"] == []


def test_any_text_and_any_place_is_valid(tmp_path: Path) -> None:
    odd = [
        Problem("a b?.csv", "", 3, "x", '"\x1b', "ü", "warning", "?", "C3"),
        Problem("", "Sheet!", 3, "", "", "", "error", "", ""),
        Problem("é/b.xlsx", "S", 0, "", "x", "", "error", "", ""),
    ]
    assert len(log(to_sarif(odd, [tmp_path, tmp_path / "b.xlsx"]))["results"]) == 3
