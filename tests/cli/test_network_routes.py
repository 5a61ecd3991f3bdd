"""``network routes`` and ``network compare`` on the command line, over the shipped report."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.cli.test_private import build, mark_private
from tests.connections.routing.test_routes import MEETINGS, PEOPLE, met, told
from tests.coverage.programme import store_of

from uegraph import resources
from uegraph.cli.answers import print_rows
from uegraph.cli.network.compare import change_rows
from uegraph.cli.network.routes import COLUMNS, route_rows
from uegraph.connections.comparing.compare import compare
from uegraph.connections.naming import called
from uegraph.connections.routing.routes import routes

DATA = resources.datasets()["gss-2024"]
FORMS = ("table", "csv", "json", "md")


def run(*arguments: str, cwd: Path, code: int = 0) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-m", "uegraph", "network", *arguments],
        cwd=cwd, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    return done


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a graph of the report in which something is private and somebody withdrew."""
    place = tmp_path_factory.mktemp("office")
    folder = Path(shutil.copytree(DATA, place / "mine"))
    mark_private(folder / "organisations.csv", "third-sector-statistics-user-panel-for-wales")
    table = folder / "organisations.csv"
    with table.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        if row["id"] == "ons-assembly":
            row["permission"] = "withdrawn"
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return build(folder, place)


def test_the_column_permission_is_read_and_respected(here: Path) -> None:
    plain = run("routes", "women-and-men", cwd=here, code=0).stdout
    assert "ONS Assembly" in plain
    for form in FORMS:
        for asked in (["women-and-men"], ["--unreached"]):
            said = run("routes", *asked, "--store", "graph", "-f", form, cwd=here).stdout
            assert "through ONS Assembly" not in said
            assert "→ ONS Assembly" not in said
            assert "id/organisation/ons-assembly" not in said
            assert "User Panel for Wales" not in said
    assert (
        "1 body asked not to be called on"
        in run("routes", "women-and-men", "--store", "graph", cwd=here).stdout
    )


def test_each_form_has_the_same_routes(here: Path) -> None:
    table = run("routes", "Deaf people", cwd=here).stdout
    rows = json.loads(run("routes", "Deaf people", "-f", "json", cwd=here).stdout)
    text = run("routes", "Deaf people", "-f", "csv", cwd=here).stdout
    sheet = list(csv.DictReader(io.StringIO(text)))
    assert [row["sentence"] for row in rows] == [row["sentence"] for row in sheet]
    assert rows[0]["through"] == ["Engagement Hub", "Royal Association for Deaf People"]
    assert rows[0]["to_id"] == "https://w3id.org/uegraph/id/audience/deaf-people"
    assert "Engagement Hub → Royal Association for Deaf People → Deaf people" in table
    assert "What this does not know" in table
    assert run("routes", "Deaf people", "-f", "json", cwd=here).stdout == json.dumps(
        rows, ensure_ascii=False, indent=2, sort_keys=True
    ) + "\n"  # fmt: skip


def test_no_route_is_a_row_too(here: Path) -> None:
    [row] = json.loads(run("routes", "less-expert-users", "-f", "json", cwd=here).stdout)
    assert row["steps"] is None
    assert "nearest known end" in row["sentence"]
    assert "No recorded route leads to" in run("routes", "less-expert-users", cwd=here).stdout


def test_wrong_questions_are_answered_in_a_sentence(here: Path) -> None:
    for arguments, code, said in (
        (("routes",), 2, "Name an audience or body to reach, or ask for --unreached."),
        (("routes", "rad", "--unreached"), 2, "or ask for --unreached, not both."),
        (("routes", "deaf-peeple"), 2, "Did you mean deaf-people"),
        (("routes", "rad", "--from", "nobody"), 2, "No organisation is called 'nobody'"),
        (("routes", "rad", "--steps", "0"), 2, "--steps"),
        (("compare", "2022"), 2, "Missing argument 'SECOND'"),
        (("compare", "2022", "soon"), 2, "'soon' is not a date"),
        (("compare", "2022", "2022-03"), 3, "have days in common"),
        (("compare", "2022", "2023/.."), 3, "is open"),
        (("compare", "2022", "2023", "--by", "fame"), 2, "There is no measure 'fame'"),
        (("compare", "2022", "2023", "--period", "2020"), 2, "No such option '--period'"),
    ):
        done = run(*arguments, cwd=here, code=code)
        assert said in " ".join(done.stderr.split())
        assert not done.stdout


def test_two_periods_of_the_report_say_how_little_is_dated(here: Path) -> None:
    table = " ".join(run("compare", "2022", "2023", cwd=here).stdout.split())
    assert table.startswith("From 2022 to 2023: 0 links made, 0 revived, 7 kept and 0 lost.")
    assert "71 activities may lie in 2022 too" in table
    assert "37 bodies have no recorded link in either" in table
    rows = json.loads(run("compare", "2022", "2023", "-f", "json", cwd=here).stdout)
    assert {row["about"] for row in rows} == {"total", "link", "body"}
    assert all(row["evidence_ids"] for row in rows if row["about"] == "link")
    private = run("compare", "2022", "2023", "--store", "graph", "-f", "json", cwd=here).stdout
    assert "User Panel for Wales" not in private


EVIL = (
    "</script>",
    "=cmd()|'/c calc'!A0",
    "a|b",
    "line\nbreak",
    "\u202eevil",
    "x" * 10_000,
    "`[b](c)`",
)


@pytest.mark.parametrize("name", EVIL)
def test_hostile_names_stay_texts(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    written = name.replace("\n", "\\n")
    evil: dict[str, Any] = {
        "organisations": {"trust": {"name": written}, "club": {"name": written}}
    }
    with store_of(told(PEOPLE, *MEETINGS, met("then", "2022", "trust", "club"), evil)) as store:
        rows = route_rows(routes(store, "deaf"))
        assert name in rows[0]["through"]
        changes = change_rows(compare(store, "2022", "2023", draws=0))
    for form in FORMS:
        print_rows(rows, COLUMNS, form)
        said = capsys.readouterr().out
        if form == "csv":
            read = list(csv.reader(io.StringIO(said)))
            assert {len(row) for row in read} == {len(COLUMNS)}
            assert not [cell for row in read for cell in row if cell.startswith("=")]
        if form in ("table", "md"):
            assert "\u202e" not in said
    assert any(called(name) in row["sentence"] for row in changes)


def test_a_last_step_that_counts_for_more_is_explained(here: Path) -> None:
    """The report has two ways to deaf people: of one step each time, and by a wider audience."""
    told = " ".join(run("routes", "Deaf people", cwd=here).stdout.split())
    assert "counts for more than one, as it does not quite lead there" in told
    direct = " ".join(run("routes", "Deaf people", "--top", "1", cwd=here).stdout.split())
    assert "counts for more than one" not in direct
