"""The map as people ask for it: views, pictures, stories, and what is wrong with what they ask."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from tests.maps import sample

from uegraph import store as stores
from uegraph.cli import main

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("map") / "graph"

    def fill(new: stores.Store) -> None:
        new.load_nquads(sample.concepts())
        new.load_nquads(sample.chunks(20))

    stores.build(folder, fill)
    return folder


def ask(built: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["map", *arguments, "--store", str(built)])


@pytest.mark.parametrize(
    "more",
    [
        [],
        ["--view", "engagement", "-k", "organisation", "-k", "activity"],
        ["--view", "around", "--of", "HTS0", "--steps", "1"],
        ["--view", "routes", "--to", "users-0"],
        ["--view", "coverage", "--public", "--as-of", "2024-01-01"],
    ],
)
def test_a_map_is_written_and_told(built: Path, tmp_path: Path, more: list[str]) -> None:
    out = tmp_path / "map.html"
    done = ask(built, str(out), *more, "--title", "Ours")
    assert done.exit_code == 0, done.stderr
    assert not done.stdout
    assert out.read_text("utf-8").startswith("<!DOCTYPE html>")
    assert "<title>Ours</title>" in out.read_text("utf-8")
    assert re.search(rf"Wrote {re.escape(str(out))}: [\d,]+ marks, [\d,]+ links\.", done.stderr)


def test_a_dash_writes_to_a_pipe(built: Path, tmp_path: Path) -> None:
    done = ask(built, "-")
    ask(built, str(tmp_path / "map.html"))
    assert done.stdout == (tmp_path / "map.html").read_text("utf-8")


def test_pictures_are_written_with_or_without_a_page(built: Path, tmp_path: Path) -> None:
    files = {kind: tmp_path / f"map.{kind}" for kind in ("svg", "png", "pdf")}
    done = ask(built, *(word for kind, path in files.items() for word in (f"--{kind}", str(path))))
    assert done.exit_code == 0, done.stderr
    assert {path.name for path in tmp_path.iterdir()} == {path.name for path in files.values()}
    assert files["png"].read_bytes().startswith(b"\x89PNG")
    assert files["pdf"].read_bytes().startswith(b"%PDF")
    assert "made by" in done.stderr


def test_without_a_place_to_write_it_asks_for_one(built: Path) -> None:
    done = ask(built)
    assert done.exit_code == 2
    assert "OUT.html, or --png, --svg or --pdf" in done.stderr


def test_a_story_is_shown_one_view_after_the_other(built: Path, tmp_path: Path) -> None:
    file, out = tmp_path / "story.json", tmp_path / "map.html"
    views = [
        {"sentence": "All of it.", "view": ""},
        {"sentence": "The first.", "view": "#f=body-0"},
    ]
    file.write_text(json.dumps(views), encoding="utf-8")
    done = ask(built, str(out), "--story", str(file))
    assert done.exit_code == 0, done.stderr
    assert all(view["sentence"] in out.read_text("utf-8") for view in views)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{", "is not JSON"),
        ('"text"', "holds no list of views"),
        ("[" * 100_000, "is not JSON"),
        ("{}", "holds no list of views"),
        ("[]", "holds no list of views"),
        ("[1]", "view 1 is not an object"),
        ('[{"sentence": "A."}, {"view": "f=x"}]', "view 2 has no sentence"),
        ('[{"sentence": " "}]', "view 1 has no sentence"),
        ('[{"sentence": 3}]', "view 1: 'sentence' is not a text"),
        ('[{"sentence": "A.", "view": null}]', "view 1: 'view' is not a text"),
        ('[{"sentence": "A.", "views": ""}]', "view 1 has an unknown key 'views'"),
    ],
)
def test_a_story_that_is_none_is_refused_with_its_place(
    built: Path, tmp_path: Path, content: str, said: str
) -> None:
    file = tmp_path / "story.json"
    file.write_text(content, encoding="utf-8")
    done = ask(built, str(tmp_path / "map.html"), "--story", str(file))
    assert done.exit_code == 3
    assert f"{file}" in done.stderr
    assert said in done.stderr
    assert not (tmp_path / "map.html").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--view", "around"], "--of"),
        (["--view", "routes"], "--to"),
        (["--view", "around", "--of", "Harbor"], "No organisation or audience is called 'Harbor'"),
        (["--view", "coverage", "-k", "theme"], "has no kinds to choose"),
        (["--story", "no/such/file.json"], "no/such/file.json cannot be read"),
    ],
)
def test_what_cannot_be_drawn_is_said(
    built: Path, tmp_path: Path, arguments: list[str], said: str
) -> None:
    done = ask(built, str(tmp_path / "map.html"), *arguments)
    assert done.exit_code in (2, 3)
    assert said in done.stderr


def test_a_view_of_another_name_is_refused_with_the_names(built: Path) -> None:
    done = ask(built, "-", "--view", "hairball")
    assert done.exit_code == 2
    assert "'collaboration'" in done.stderr
