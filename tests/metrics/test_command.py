"""The command: every measure in every form, what is private, what is wrong."""

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
from tests.metrics.graphs import activity, number, part, party, published, store_of

from uegraph import ingest, resources
from uegraph.cli import main
from uegraph.cli.measures import HEADS
from uegraph.errors import DateError, UegraphError
from uegraph.metrics import ROWS, measures
from uegraph.store import build

if TYPE_CHECKING:
    from click.testing import Result

DATA = resources.datasets()["gss-2024"]
FORMS = ("table", "csv", "json", "md")


def run(*words: str, store: Path | None = None) -> Result:
    where = ["--store", str(store)] if store else []
    return CliRunner().invoke(main, ["measures", *words, *where])


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("graph") / "store"
    ingest.build([DATA], str(place))
    return place


def test_each_measure_has_a_table_and_the_help_names_it() -> None:
    assert tuple(HEADS) == tuple(ROWS)
    assert len(ROWS) == 8
    helped = run("--help").output
    assert all(name in helped for name in ROWS)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", ["", *HEADS])
def test_every_measure_in_every_form(name: str, form: str, graph: Path) -> None:
    done = run(*([name] if name else []), "-f", form, store=graph)
    assert done.exit_code == 0, done.output
    assert done.stdout.strip()
    if form == "json":
        assert run(*([name] if name else []), "-f", form, store=graph).stdout == done.stdout


@pytest.mark.parametrize("name", HEADS)
def test_csv_and_json_hold_the_same(name: str, graph: Path) -> None:
    told: list[dict[str, Any]] = json.loads(run(name, "--json", store=graph).stdout)
    lines = list(csv.DictReader(io.StringIO(run(name, "-f", "csv", store=graph).stdout)))
    assert len(told) == len(lines) > 0
    assert set(told[0]) == set(lines[0])
    assert [row["sentence"] for row in told] == [line["sentence"] for line in lines]
    assert all(len(row["activities"]) == len(row["activity_ids"]) for row in told)


@pytest.mark.parametrize("name", ["", *HEADS])
def test_every_key_is_documented(name: str, graph: Path) -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "measures.md").read_text("utf-8")
    keys = page.split("## The keys")[1].split("## ")[0]
    [line] = [line for line in keys.splitlines() if line.startswith(f"| {name or 'headlines'} |")]
    common = [line for line in keys.splitlines() if line.startswith("| every measure |")]
    told = json.loads(run(*([name] if name else []), "--json", store=graph).stdout)
    documented = re.findall(r"`(\w+)`", line) + (re.findall(r"`(\w+)`", common[0]) if name else [])
    assert sorted(documented) == sorted(told[0])


@pytest.mark.parametrize("form", FORMS)
def test_what_is_private_is_named_nowhere(form: str, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(DATA, tmp_path / "mine"))
    secret = [
        *mark(folder / "activities.csv", "wellbeing-dashboard-launch", "wellbeing-review"),
        *mark(folder / "activities.csv", "learning-from-user-feedback"),
        *mark(folder / "series.csv", "ons-assembly-meetings"),
        *mark(folder / "audiences.csv", "citizen-users"),
        *mark(folder / "organisations.csv", "engagement-theme-leads-network", "engagement-hub"),
        *mark(folder / "organisations.csv", "manchester-analysts-community"),
    ]
    place = tmp_path / "store"
    ingest.build([folder], str(place))
    for name in ["", *HEADS]:
        told = run(*([name] if name else []), "-f", form, store=place).stdout
        assert told.strip()
        flat = " ".join(told.split())
        assert not [
            word for word in secret if re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", flat)
        ]


def mark(table: Path, *slugs: str) -> list[str]:
    """Mark rows private, and give their names and slugs."""
    with table.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        row["private"] = "true" if row["id"] in slugs else row["private"]
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    found = [row["name"] for row in rows if row["id"] in slugs]
    assert len(found) == len(slugs)
    return [*found, *slugs]


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["hights"], 2, "'recency'"),
        (["--period", "2023-02-30"], 2, "is not a date"),
        (["--period", "2024/2023"], 2, "ends before it starts"),
        (["--as-of", "yesterday"], 2, "is not a day"),
        (["--weeks", "0"], 2, "--weeks"),
        (["--weeks", "many"], 2, "--weeks"),
    ],
)
def test_wrong_usage_is_told_in_a_sentence(words: list[str], code: int, told: str) -> None:
    done = run(*words)
    assert done.exit_code == code
    assert told in done.output
    assert "Traceback" not in done.output


def test_wrong_arguments_are_refused_in_python_too() -> None:
    store = store_of([published("2024-01-01")])
    with pytest.raises(UegraphError, match="1 to 520"):
        measures(store, weeks=0)
    with pytest.raises(DateError):
        measures(store, period="soon")


def test_an_empty_graph_has_no_figures_but_of_how_many() -> None:
    found = measures(store_of([]))
    assert found.as_of is None
    assert (found.recency, found.frequency, found.reach, found.burden) == ((), (), (), ())
    assert {figure.of for figure in found.figures} == {0}
    assert {figure.low for figure in found.figures if figure.unit == "share"} == {None}
    assert all(figure.sentence.startswith("No") for figure in found.figures)


def test_hostile_names_stay_text() -> None:
    evil = "=cmd()|</script>\\n\\u202e" + "x" * 10_000
    facts = [
        published("2024-01-01"),
        activity("a", "2023-05-01").replace('"a"', f'"{evil}"'),
        party("p").replace('"p"', f'"{evil}"'),
        part("1", "a", "p"),
        number("n", "a", "exactly", 3),
    ]
    found = measures(store_of(facts))
    assert found.recency[0].name.startswith("=cmd()|</script>\n")
    assert found.recency[0].activities[0].name == found.recency[0].name


def test_a_measure_of_which_nothing_is_recorded_says_so(tmp_path: Path) -> None:
    build(tmp_path / "store", store_of([published("2024-01-01"), party("p")]).dump())
    told = {name: run(name, store=tmp_path / "store").output for name in ("frequency", "feedback")}
    assert "No series is recorded in the period." in told["frequency"]
    assert "what has no purpose on record is not looked at" in " ".join(told["feedback"].split())
    assert not any("No rows" in text for text in told.values())


def test_a_row_that_rests_on_private_activities_alone(tmp_path: Path) -> None:
    hidden = activity("a", "2024-01-01", more="ueg:private true")
    made = [published("2024-02-01"), party("p"), hidden, part("1", "a", "p")]
    build(tmp_path / "store", store_of(made).dump())
    assert "Activities: 1 marked private" in run("recency", store=tmp_path / "store").output


def test_few_bodies_and_single_ones_are_told_in_good_grammar() -> None:
    newsletter = activity("n", "2024-01-02")
    told = part("2", "n", "audience/b", level="inform", direction="outward")
    made = [
        published("2024-02-01"), party("p"), party("b", "audience"), newsletter,
        activity("a", "2024-01-01"), part("1", "a", "p"), told,
    ]  # fmt: skip
    sentences = [figure.sentence for figure in measures(store_of(made)).figures]
    assert any("(1 of them was informed only)" in text for text in sentences)
    assert any(text.startswith("1 organisation has 1 participation in all.") for text in sentences)
    [burden] = [text for text in sentences if "asked by several teams" in text]
    assert burden == "Of 1 party asked, 0 were asked by several teams within 6 weeks."
