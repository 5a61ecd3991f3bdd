"""``equality`` and ``areas``: every format, what is small or private, and hostile names."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from tests.cli.asking import FORMS, HOSTILE, Asker, build
from tests.equality.made import TABLES, write

from uegraph.cli.equality import areas, equality
from uegraph.store import Store, open_store

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

COMMANDS = {"equality": equality, "areas": areas}


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("made"), write)


@pytest.fixture
def ask(capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    asker = Asker(capsys)
    return lambda name, *more: asker(COMMANDS[name], *more)


def rows(text: str) -> list[Mapping[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_the_top_says_how_many_of_the_nine_are_engaged(
    ask: Callable[..., str], graph: Path
) -> None:
    said = ask("equality", graph)
    assert said.startswith(
        "Protected characteristics (Equality Act 2010, section 4) (as of 2024-05-01): "
        "33% to 100% of 9 engaged.\n"
    )
    assert "  For 6 of 9 nothing is recorded and nobody states that the record is complete" in said
    assert "not engaged" not in said
    assert "Participation beside prevalence is known for 3 of 7 groups." in said


def test_places_stand_under_what_they_lie_in(ask: Callable[..., str], graph: Path) -> None:
    said = ask("areas", graph)
    assert "\n  North West " in said
    assert "\nWales " in said
    told = "All that is recorded names other places as well, none this one alone."
    assert told in " ".join(said.split())
    [scotland] = [
        row for row in rows(ask("areas", graph, "-f", "csv")) if row["place"] == "Scotland"
    ]
    assert scotland["state"] == "engaged"
    found = json.loads(ask("areas", graph, "-f", "json"))
    [region] = [row for row in found if row["place"] == "North West"]
    assert region["inside"] == ["United Kingdom", "England"]


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("ratios", [[], ["--ratios"]])
def test_every_format_has_every_row(
    name: str, ratios: list[str], ask: Callable[..., str], graph: Path
) -> None:
    found = json.loads(ask(name, graph, "-f", "json", *ratios))
    assert len(rows(ask(name, graph, "-f", "csv", *ratios))) == len(found)
    assert len(ask(name, graph, "-f", "md", *ratios).splitlines()) == len(found) + 2
    assert all(key.replace("_", "").isalpha() for row in found for key in row)
    assert len({tuple(sorted(row)) for row in found}) == 1


def test_ratios_are_numbers_for_those_who_reckon(ask: Callable[..., str], graph: Path) -> None:
    found = json.loads(ask("equality", graph, "--ratios", "-f", "json"))
    [men] = [row for row in found if row["group"] == "Men"]
    assert (men["participants_low"], men["participants_high"], men["all_low"]) == (40, 40, 120)
    assert men["ratio_low"] == men["ratio_high"] == pytest.approx(0.680, abs=0.001)
    assert men["sources"] == ["Census 2021", "Census 2021"]
    [line] = [row for row in rows(ask("equality", graph, "--ratios", "-f", "csv"))
              if row["group"] == "Men"]  # fmt: skip
    assert (line["ratio"], line["reading"], line["ratio_low"]) == ("0.68", "below", "0.68")


def test_no_format_tells_a_small_number(tmp_path: Path, ask: Callable[..., str]) -> None:
    answers = set()
    for number in (0, 4, 9):
        place = tmp_path / str(number)
        place.mkdir()
        few = TABLES["reaches"].replace("attended,4,", f"attended,{number},")
        graph = build(place, write, reaches=few)
        answers.add(
            "".join(
                ask(name, graph, "-f", form, *more)
                for name in COMMANDS
                for form in FORMS
                for more in ([], ["--ratios"])
            )
        )
    [said] = answers
    assert "fewer than 10" in said


def test_the_threshold_can_be_moved_and_switched_off(ask: Callable[..., str], graph: Path) -> None:
    assert "Deaf people: Attended: 4 of 120" in ask(
        "equality", graph, "-f", "md", "--threshold", "0"
    )
    assert "Deaf people: Attended: 4 of 120" in ask(
        "equality", graph, "-f", "md", "--threshold", "4"
    )
    assert "fewer than 5 of 120" in ask("equality", graph, "-f", "md", "--threshold", "5")


def test_what_is_private_is_in_no_format(ask: Callable[..., str], graph: Path) -> None:
    for name in COMMANDS:
        for form in FORMS:
            for more in ([], ["--ratios"]):
                said = ask(name, graph, "-f", form, "--threshold", "0", *more)
                for secret in ("Secret", "7654321", "6543217"):
                    assert secret not in said


def test_hostile_names_do_no_harm(tmp_path: Path, ask: Callable[..., str]) -> None:
    audiences = TABLES["audiences"].replace("Deaf people", f'"{HOSTILE}"')
    graph = build(tmp_path, write, audiences=audiences)
    table = ask("equality", graph, "--ratios", "-f", "csv")
    assert any(HOSTILE[:12] in row["group"] for row in rows(table))
    assert not any(row["group"].startswith("=") for row in rows(table))
    assert "\u202e" not in ask("equality", graph)
    markdown = ask("equality", graph, "--ratios", "-f", "md")
    assert "<script>" not in markdown.replace("\\<", "")
    assert len(markdown.splitlines()) == len(rows(table)) + 2
    assert any(row["group"] == HOSTILE for row in json.loads(
        ask("equality", graph, "--ratios", "-f", "json")))  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["--threshold", "-1"], 2, "--threshold"),
        (["--as-of", "yesterday"], 2, "is not a day"),
        (["--period", "whenever"], 2, "is not a date"),
        (["--store", "nowhere"], 3, "nowhere"),
    ],
)
@pytest.mark.parametrize("name", COMMANDS)
def test_bad_input_is_one_clear_sentence(
    name: str, arguments: list[str], code: int, message: str, tmp_path: Path
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "uegraph", name, *arguments],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (code, "")
    assert message in done.stderr
    assert "Traceback" not in done.stderr


def test_the_same_question_has_the_same_answer(ask: Callable[..., str], graph: Path) -> None:
    assert isinstance(open_store(graph), Store)
    for name in COMMANDS:
        assert ask(name, graph, "-f", "json") == ask(name, graph, "-f", "json")
