"""Finding doubles, deciding, building, and taking it back, as a person at a terminal does."""

from __future__ import annotations

import getpass
import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.ingest.samples import ORGANISATIONS, own

from uegraph import identity
from uegraph.cli import main
from uegraph.cli.identity import THRESHOLD

FILE = Path("uegraph-decisions.csv")
ROWS = (
    "gcs,Government Communication Service,department,\n"
    "comms,Government Communications Service (GCS),department,\n"
    "gchq,Government Communications Headquarters,department,\n"
    "tate,Tate,department,\n"
)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    own(tmp_path / "mine", organisations=ORGANISATIONS + ROWS)
    assert run("build mine").exit_code == 0


def run(line: str, *more: str) -> Result:
    return CliRunner().invoke(main, [*line.split(), *more])


def pairs() -> list[tuple[str, str]]:
    return [(row["one_id"], row["other_id"]) for row in json.loads(run("duplicates --json").stdout)]


def test_find_decide_build_undo() -> None:
    assert pairs() == [("organisation/comms", "organisation/gcs")]
    before = run("query stakeholders/organisations-by-type --json").stdout

    done = run("same", "gcs", "organisation/comms", "--by", "Ann", "--note", "they said so")
    assert done.exit_code == 0
    assert done.stdout == ""
    assert "organisation/gcs and organisation/comms are the same, says Ann." in done.stderr
    today = date.today().isoformat()  # noqa: DTZ011 - as a person reads the calendar
    assert FILE.read_text(encoding="utf-8").splitlines()[1:] == [
        f"organisation/gcs,same,organisation/comms,Ann,{today},they said so"
    ]
    assert pairs() == []
    assert "1 pair already decided" in run("duplicates").stderr

    built = run("build mine")
    assert "Following the decisions in uegraph-decisions.csv" in built.stderr
    after = json.loads(run("query stakeholders/organisations-by-type --json").stdout)
    assert len(after) == len(json.loads(before)) - 1
    assert "communications service" in run("query stakeholders/alternative-names").stdout.lower()

    assert run("decisions --undo organisation/comms organisation/gcs").exit_code == 0
    assert run("build mine").exit_code == 0
    assert run("query stakeholders/organisations-by-type --json").stdout == before
    assert pairs() == [("organisation/comms", "organisation/gcs")]


def test_different_and_unsure_are_no_longer_asked() -> None:
    assert run("different", "gcs", "comms").exit_code == 0
    assert pairs() == []
    assert run("decisions --undo organisation/gcs organisation/comms").exit_code == 0
    assert run("unsure", "Government Communication Service", "comms").exit_code == 0
    assert pairs() == []


def test_the_list_shows_what_counts() -> None:
    assert run("decisions").exit_code == 0
    run("same", "gcs", "comms", "--by", "Ann")
    run("unsure", "comms", "gcs")
    found = json.loads(run("decisions --json").stdout)
    assert [(row["decision"], row["counts"]) for row in found] == [
        ("same", False),
        ("unsure", True),
    ]
    assert found[1]["decided_by"] == getpass.getuser()


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        ("same gcs herring", 2, "Nothing in the graph is called 'herring'"),
        ("same gcs gcs", 3, "organisation/gcs is the same thing twice"),
        ("same gcs", 2, "Missing argument 'B'"),
        ("decisions --undo gcs gchq", 3, "holds no decision on gcs and gchq"),
        ("duplicates --threshold 2", 2, "not in the range"),
        ("duplicates --kind herring", 2, "'herring' is not a kind of thing"),
        ("same gcs comms --decisions mine", 2, "is a directory"),
        ("same gcs comms --decisions no/where.csv", 3, "could not be written"),
        ("build mine --decisions nowhere.csv", 3, "does not exist"),
    ],
)
def test_mistakes_are_named(line: str, code: int, said: str) -> None:
    done = run(line)
    assert done.exit_code == code, done.output
    assert said in done.stderr
    assert not FILE.exists()


def test_what_a_spreadsheet_would_run_is_written_as_text() -> None:
    run("different", "gcs", "gchq", "--by", "=cmd|'/c calc'!A1", "--note", "@SUM(A1)\n+1")
    rows = FILE.read_text(encoding="utf-8").splitlines()
    assert "'=cmd" in rows[1]
    assert "'@SUM(A1) +1" in rows[1]


def test_another_file_by_option_or_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    run("same", "gcs", "comms", "--decisions", "team.csv")
    monkeypatch.setenv("UEGRAPH_DECISIONS", "team.csv")
    assert pairs() == []
    assert "Following the decisions in team.csv" in run("build mine").stderr
    assert not FILE.exists()


def test_one_file_serves_two_stores() -> None:
    own(
        Path("theirs"),
        "name: theirs\ntitle: Theirs\n",
        organisations=ORGANISATIONS + ROWS.splitlines(keepends=True)[0],
    )
    run("same", "gcs", "comms")
    assert "decision waits" not in " ".join(run("build mine --store one").stderr.split())
    assert "decision waits" in " ".join(run("build theirs --store two").stderr.split())
    found = [run(f"query stakeholders/decisions --json --store {s}").stdout for s in ("one", "two")]
    assert [len(json.loads(text)) for text in found] == [1, 0]
    assert run("duplicates --json --store one").stdout == "[]\n"


def test_a_successor_is_said_and_not_listed() -> None:
    change = "before,after,type,when\ngcs,comms,renamed,2020\n"
    own(Path("mine"), organisations=ORGANISATIONS + ROWS, change_events=change)
    assert run("build mine").exit_code == 0
    done = run("duplicates --json")
    assert json.loads(done.stdout) == []
    assert "Government Communication Service became Government Communications" in done.stderr


def test_the_help_tells_the_defaults_of_the_library() -> None:
    assert THRESHOLD == identity.THRESHOLD
    assert ", ".join(identity.KINDS) in " ".join(run("duplicates --help").stdout.split())
