"""``network suggest``: every format, what is private, hostile names and wrong usage."""

from __future__ import annotations

import csv
import io
import json
from functools import partial
from typing import TYPE_CHECKING

import click
import pytest
from tests.cli.asking import FORMS, HOSTILE, Asker, build
from tests.connections.harbour import TABLES, write

from uegraph.cli.network.suggest import suggest
from uegraph.errors import UegraphError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("harbour"), write)


@pytest.fixture
def ask(capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    return partial(Asker(capsys), suggest)


def test_the_answer_reads_from_headline_to_what_is_not_known(
    ask: Callable[..., str], graph: Path
) -> None:
    said = ask(graph, "--top", "1")
    flat = " ".join(said.split())
    assert flat.startswith(
        "9 pairs of bodies have a reason to talk and no recorded link. Here is the first"
    )
    assert "How they are ordered Two orders are joined, so that what is high in both" in flat
    assert "both work with Fishers (1 activity; 2 activities)" in flat
    assert "Evidence: Fishers: B-trust (May 2023), B-clinic (May 2023) and" in flat
    assert "No recorded link does not mean that the two never met." in flat
    assert flat.index("What this does not know") < flat.index("1 body left out: permission with")


def test_formats_carry_the_same_rows_with_ids(ask: Callable[..., str], graph: Path) -> None:
    found = json.loads(ask(graph, "--all", "--json"))
    table = list(csv.DictReader(io.StringIO(ask(graph, "--all", "-f", "csv"))))
    assert [row["sentence"] for row in table] == [row["sentence"] for row in found]
    assert [row["one_id"] for row in table] == [row["one_id"] for row in found]
    assert len(found) == 9
    assert found[0]["one"] == "Harbour Trust"
    assert found[0]["contacts_place"] == found[0]["likeness_place"] == 1
    assert found[0]["shared"][:2] == ["audience: Fishers", "theme: Boats"]
    assert len(found[0]["evidence_ids"]) == 5
    assert ask(graph, "--all", "-f", "md").count("\n") == 11


def test_bodies_between_two_sides_in_every_format(ask: Callable[..., str], graph: Path) -> None:
    sides = ("--between", "third sector", "--and", "health")
    found = json.loads(ask(graph, *sides, "--json"))
    assert [row["name"] for row in found] == ["Port Authority", "Harbour Trust", "Quay Clinic"]
    assert [row["stands"] for row in found] == ["neither", "third sector", "health"]
    assert found[0]["evidence"] == [
        "Harbour Trust: A-trust (May 2023)", "Quay Clinic: A-clinic (May 2023)"
    ]  # fmt: skip
    said = ask(graph, *sides)
    assert said.startswith("No recorded body works both in the sector “third sector” and in the")
    table = list(csv.DictReader(io.StringIO(ask(graph, *sides, "-f", "csv"))))
    assert [row["sentence"] for row in table] == [row["sentence"] for row in found]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "asked", [(), ("--all",), ("--for", "clinic"), ("--between", "boats", "--and", "song")]
)
def test_nobody_who_is_left_out_is_named(
    ask: Callable[..., str], graph: Path, form: str, asked: tuple[str, ...]
) -> None:
    said = ask(graph, *asked, "-f", form, "--top", "50")
    assert not [name for name in ("Shy Society", "Secret Circle", "Old Board") if name in said]


@pytest.mark.parametrize("form", FORMS)
def test_hostile_names_harm_no_format(ask: Callable[..., str], tmp_path: Path, form: str) -> None:
    quoted = f'"{HOSTILE}"'
    changed = {
        name: TABLES[name].replace(old, quoted)
        for name, old in (("organisations", "Harbour Trust"), ("themes", "Boats"))
    }
    said = ask(build(tmp_path, write, **changed), "--top", "50", "-f", form)
    assert "cmd()" in said
    if form == "csv":
        rows = list(csv.reader(io.StringIO(said)))
        assert not [cell for row in rows for cell in row if cell.startswith("=")]
    if form == "md":
        assert "<script" not in said.replace("\\<", "")
        assert {line.replace("\\|", "").count("|") for line in said.splitlines()} == {9}
    if form == "table":
        assert max(map(len, said.splitlines())) < 250
    if form in ("table", "md"):
        assert "\u202e" not in said


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (("--between", "boats"), "--between and --and go together"),
        (("--and", "boats"), "--between and --and go together"),
        (("--between", "boats", "--and", "song", "--for", "clinic"), "do not go with --between"),
        (("--between", "boots", "--and", "song"), "No theme, audience or sector is called 'boots'"),
        (("--for", "clinik"), "No body is called 'clinik'"),
        (("--of", "audience"), "between organisations alone"),
        (("--theme", "boots"), "No theme is called 'boots'"),
    ],
)
def test_wrong_usage_is_said_in_a_sentence(
    ask: Callable[..., str], graph: Path, wrong: tuple[str, ...], message: str
) -> None:
    with pytest.raises((UegraphError, click.UsageError), match=message):
        ask(graph, *wrong)


def test_same_graph_same_bytes(ask: Callable[..., str], graph: Path) -> None:
    assert ask(graph, "--json") == ask(graph, "--json")


def test_the_shipped_data_suggest_no_pair_twice_nor_a_body_to_its_own_part(
    capsys: pytest.CaptureFixture[str],
) -> None:
    suggest.main(["--all", "--top", "500", "--json"], standalone_mode=False)
    found = json.loads(capsys.readouterr().out)
    pairs = [frozenset((row["one_id"], row["other_id"])) for row in found]
    assert len(pairs) == len(set(pairs)) > 100
    named = {frozenset((row["one"], row["other"])) for row in found}
    ons, hub = "Office for National Statistics", "Engagement Hub"
    champions = "User engagement champions network"
    assert frozenset((ons, hub)) not in named
    assert frozenset((ons, champions)) not in named  # its unit works with them
    assert not any("Public Health England" in pair for pair in named)  # it ended
