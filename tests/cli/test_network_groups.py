"""``network brokers``, ``communities`` and ``cut-points`` as people and programs meet them."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.cli.test_private import DATA, build, mark_private

from uegraph.cli import main
from uegraph.cli.network import brokers, communities, cut_points

COMMANDS = {
    "brokers": brokers.COLUMNS,
    "communities": communities.COLUMNS,
    "cut-points": cut_points.COLUMNS,
}
ONS = "Office for National Statistics"


def asked(*words: str) -> Result:
    return CliRunner().invoke(main, ["network", *words], catch_exceptions=False)


def rows(*words: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(asked(*words, "-f", "json").stdout)
    return found


@pytest.mark.parametrize("command", COMMANDS)
def test_an_answer_is_sentences_and_what_it_does_not_know(command: str) -> None:
    done = asked(command)
    assert done.exit_code == 0
    assert f"{ONS}" in done.stdout
    assert "have a recorded link" in done.stdout or "no recorded link" in done.stdout
    after = done.stdout.split("What this does not know")[1]
    assert "What was done together rests on one source" in " ".join(after.split())


@pytest.mark.parametrize("command", COMMANDS)
def test_every_format_has_the_same_rows(command: str) -> None:
    told = rows(command)
    table = list(csv.DictReader(io.StringIO(asked(command, "-f", "csv").stdout)))
    assert [row["name"] for row in table] == [row["name"] for row in told]
    assert tuple(table[0]) == COMMANDS[command]
    assert all(set(COMMANDS[command]) == set(row) for row in told)
    lines = asked(command, "-f", "md").stdout.splitlines()
    assert len(lines) == len(told) + 2


@pytest.mark.parametrize("command", COMMANDS)
def test_the_same_question_has_the_same_bytes(command: str) -> None:
    assert asked(command, "-f", "json").stdout_bytes == asked(command, "-f", "json").stdout_bytes


def test_the_report_hangs_on_the_office_for_national_statistics() -> None:
    # Read off the map of the shipped report: the health bodies, the taskforce, ONS Local and the
    # assembly are linked with the rest by ONS alone.
    first = rows("cut-points")[0]
    assert (first["name"], first["kind"], first["count"]) == (ONS, "point", 12)
    assert {"NHS England", "ONS Assembly", "COVID-19 Taskforce"} <= {*first["lost"]}  # type: ignore[misc]
    assert rows("brokers")[0]["name"] == ONS
    assert "In Wales" in [row["name"] for row in rows("communities")]


def test_those_without_a_link_are_a_row_of_their_own() -> None:
    told = rows("communities")
    last = told[-1]
    assert last["name"] == "No recorded link"
    assert sum(int(str(row["size"])) for row in told) == 43


def test_top_and_by_are_followed() -> None:
    told = rows("brokers", "--top", "2", "--by", "community")
    assert len(told) == 2
    assert all(str(row["group"]) for row in told)
    kinds = [row["kind"] for row in rows("cut-points", "--top", "1")]
    assert kinds == ["point", "link", "activity"]


def test_a_lower_resolution_gives_fewer_groups() -> None:
    few, many = (
        len(rows("communities", "--resolution", number, "--runs", "3")) for number in ("0.3", "3")
    )
    assert few < many


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    "of", ["audience", "theme", "organisation,audience", "organisation,activity"]
)
def test_other_networks_are_answered_too(command: str, of: str) -> None:
    assert asked(command, "--of", of).exit_code == 0


@pytest.mark.parametrize("command", COMMANDS)
def test_a_time_without_links_says_so(command: str) -> None:
    done = asked(command, "--period", "1990")
    assert done.exit_code == 0
    assert done.stdout.startswith("No link is recorded among 43 bodies")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["brokers", "--by", "colour"], "'colour' is not one of"),
        (["brokers", "--top", "0"], "0 is not in the range"),
        (["communities", "--resolution", "0"], "0.0 is not in the range"),
        (["communities", "--resolution", "nan"], "nan"),
        (["communities", "--runs", "0"], "0 is not in the range"),
        (["cut-points", "--theme", "nowhere"], "No theme is called 'nowhere'"),
    ],
)
def test_what_cannot_be_asked_is_refused(words: list[str], said: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "uegraph", "network", *words],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode in (2, 3)
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_what_is_private_is_in_no_answer(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(DATA, tmp_path / "mine"))
    secret = [
        *mark_private(folder / "organisations.csv", "nhs-england"),
        *mark_private(folder / "activities.csv", "cross-government-health-consultation"),
    ]
    build(folder, tmp_path)
    for command in COMMANDS:
        for form in ("json", "table", "csv", "md"):
            done = asked(command, "--store", str(tmp_path / "graph"), "-f", form)
            assert done.exit_code == 0
            assert not [name for name in secret if name in done.stdout]


def test_every_key_is_documented() -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "network.md").read_text("utf-8")
    table = page.split("## Keys")[1]
    for command, columns in COMMANDS.items():
        (line,) = (line for line in table.splitlines() if line.startswith(f"| {command} |"))
        assert tuple(re.findall(r"`(\w+)`", line)) == columns
