"""``network summary`` and ``central``: every form, filters, what is private, what is wrong."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner
from tests.metrics.graphs import activity, part, party, published, store_of
from tests.metrics.test_command import mark

from uegraph import ingest, resources
from uegraph.cli import main
from uegraph.cli.network.central import COLUMNS as CENTRAL
from uegraph.cli.network.summary import COLUMNS as SUMMARY
from uegraph.connections.ranking.measures import MEASURES
from uegraph.store import build

if TYPE_CHECKING:
    from click.testing import Result

DATA = resources.datasets()["gss-2024"]
PAGE = Path(__file__).resolve().parents[2] / "docs" / "network.md"
FORMS = ("table", "csv", "json", "md")
BOTH = ("summary", "central")
KEYS = {"summary": SUMMARY, "central": CENTRAL}


def run(*words: str, store: Path) -> Result:
    return CliRunner().invoke(main, ["network", *words, "--store", str(store), "--draws", "20"])


def rows(*words: str, store: Path) -> list[dict[str, Any]]:
    done = run(*words, "--json", store=store)
    assert done.exit_code == 0, done.output
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("graph") / "store"
    ingest.build([DATA], str(place))
    return place


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Two bodies that met once, and one that met nobody; their names are hostile."""
    evil = '"=cmd()|</script>\\n\\u202e' + "x" * 10_000 + '"'
    made = [
        published("2024-02-01"), party("p").replace('"p"', evil), party("q"), party("r"),
        activity("a", "2023-05-01").replace('"a"', evil), part("1", "a", "p"), part("2", "a", "q"),
    ]  # fmt: skip
    build(tmp_path / "store", store_of(made).dump())
    return tmp_path / "store"


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "kinds", ["organisation", "organisation,audience", "organisation,activity"]
)
@pytest.mark.parametrize("name", BOTH)
def test_every_form_and_the_same_bytes_twice(name: str, kinds: str, form: str, graph: Path) -> None:
    done = run(name, "--of", kinds, "-f", form, store=graph)
    assert done.exit_code == 0, done.output
    assert done.stdout.strip()
    assert run(name, "--of", kinds, "-f", form, store=graph).stdout == done.stdout


@pytest.mark.parametrize("name", BOTH)
def test_csv_and_json_hold_the_same_under_documented_keys(name: str, graph: Path) -> None:
    told = rows(name, store=graph)
    lines = list(csv.DictReader(io.StringIO(run(name, "-f", "csv", store=graph).stdout)))
    assert [row["sentence"] for row in told] == [line["sentence"] for line in lines]
    assert list(lines[0]) == list(KEYS[name])
    assert set(told[0]) == set(KEYS[name])
    keys = PAGE.read_text("utf-8").split("## Keys")[1].split("## ")[0]
    [line] = [line for line in keys.splitlines() if line.startswith(f"| {name} |")]
    assert re.findall(r"`(\w+)`", line) == list(KEYS[name])


@pytest.mark.parametrize("by", MEASURES)
def test_every_measure_can_be_asked_for(by: str, graph: Path) -> None:
    found = rows("central", "--by", by, "--all", store=graph)
    assert {row["measure"] for row in found} == {by}
    assert len({row["id"] for row in found}) == len(found) == 43
    placed = [row for row in found if row["rank"] is not None]
    assert [row["rank"] for row in placed] == sorted(row["rank"] for row in placed)
    alone = [row for row in found if row["sentence"].endswith("no recorded link, and so no place.")]
    assert found[-len(alone) :] == alone
    assert not any(row["contacts"] for row in alone)
    assert all(row["contact_ids"] for row in placed)


def test_the_shipped_report(graph: Path) -> None:
    """Counted by hand in its tables: bodies that have a row of their own and are not private."""
    with (DATA / "organisations.csv").open(encoding="utf-8", newline="") as file:
        bodies = [row for row in csv.DictReader(file) if row["private"] != "true"]
    found = {row["name"]: row for row in rows("summary", store=graph)}
    assert found["element count"]["value"] == len(bodies)
    assert set(found["isolates"]["names"]) <= {row["name"] for row in bodies}
    linked = found["linked pairs"]["value"]
    apart = ("by shared activities only", "by statement only", "by both")
    assert linked == sum(found[name]["value"] for name in apart) > 0
    table = " ".join(run("summary", store=graph).stdout.split())
    assert all(name in table for name in found["isolates"]["names"])
    assert "What was done together rests on one source" in table


def test_the_end_of_a_list_names_those_without_a_link(graph: Path) -> None:
    done = run("central", "--top", "2", store=graph)
    told = " ".join(done.stdout.split())
    names = [row["name"] for row in rows("central", "--top", "2", store=graph)]
    assert "No recorded link, and so no place: " in told
    assert len(names) > 2
    assert all(name in told for name in names)


@pytest.mark.parametrize("name", BOTH)
@pytest.mark.parametrize(
    "asked", [("--period", "1901"), ("--level", "empower", "--links", "derived"),
              ("--links", "derived", "--period", "1901")],
)  # fmt: skip
def test_filters_that_leave_nothing_say_so(name: str, asked: tuple[str, ...], graph: Path) -> None:
    done = run(name, *asked, store=graph)
    assert done.exit_code == 0, done.output
    assert done.stdout.startswith("No link is recorded ")
    assert "nan" not in done.stdout.lower().split()


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", BOTH)
def test_hostile_names_steer_nothing(name: str, form: str, small: Path) -> None:
    done = run(name, "-f", form, store=small)
    assert done.exit_code == 0, done.output
    assert "Traceback" not in done.output
    if form == "table":
        assert "\u202e" not in done.stdout
        assert max(map(len, done.stdout.splitlines())) < 200
    if form == "csv":
        found = list(csv.reader(io.StringIO(done.stdout)))
        assert not any(cell.startswith("=") for line in found for cell in line)
    if form == "md":
        assert not re.search(r"(?<!\\)<", done.stdout)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", BOTH)
def test_what_is_private_is_named_nowhere(name: str, form: str, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(DATA, tmp_path / "mine"))
    secret = [
        *mark(folder / "organisations.csv", "engagement-hub", "social-surveys-team"),
        *mark(folder / "activities.csv", "learning-from-user-feedback"),
    ]
    ingest.build([folder], str(tmp_path / "store"))
    for kinds in ("organisation", "organisation,activity"):
        done = run(name, "--of", kinds, "-f", form, store=tmp_path / "store")
        assert done.exit_code == 0
        told = " ".join(done.stdout.split())
        assert not [word for word in secret if re.search(rf"(?<![\w-]){re.escape(word)}", told)]


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["central", "--by", "fame"], 2, "'degree'"),
        (["central", "--top", "0"], 2, "--top"),
        (["summary", "--draws", "-1"], 2, "--draws"),
        (["summary", "--of", "people"], 3, "nothing that a network links"),
        (["central", "--of", "activity"], 3, "cannot be made"),
        (["summary", "--theme", "nonsense"], 2, "No theme is called 'nonsense'"),
        (["summary", "--period", "2023-02-30"], 2, "is not a date"),
    ],
)
def test_wrong_usage_is_told_in_a_sentence(
    words: list[str], code: int, told: str, graph: Path
) -> None:
    done = CliRunner().invoke(main, ["network", *words, "--store", str(graph)])
    assert done.exit_code == code, done.output
    assert told in done.output
    assert "Traceback" not in done.output


def test_an_empty_graph_is_no_error(tmp_path: Path) -> None:
    build(tmp_path / "store", store_of([published("2024-01-01")]).dump())
    for name, told in (
        ("summary", "No bodies are on record: a network takes two."),
        ("central", "No bodies are recorded, so nobody can be at the centre."),
    ):
        done = run(name, store=tmp_path / "store")
        assert (done.exit_code, done.stdout.splitlines()[0]) == (0, told)
