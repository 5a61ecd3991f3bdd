"""``uegraph explain`` as it is typed: its forms, its errors, and what hostile names do to it."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from tests.coverage.programme import Programme, store_of

from uegraph.store import build

if TYPE_CHECKING:
    from pathlib import Path

HOSTILE = {
    "markup": "</script><b>x</b>",
    "formula": '=cmd("calc")',
    "table": "a | b\n# c",
    "turned": "a\u202eb\x1b[31m",
    "long": "x" * 10_000,
}


def explain(*arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "uegraph", *arguments],
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
    )


def escaped(text: str) -> str:
    """A text as N-Quads write it."""
    return json.dumps(text)[1:-1]


def test_without_a_scope_it_says_that_there_is_no_share(tmp_path: Path) -> None:
    build(tmp_path / "graph", store_of({"audiences": {"young": {}}}).dump())
    done = explain("explain", "--store", str(tmp_path / "graph"))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("No scope is recorded, so there is no share to explain.")
    assert "To see the statements" not in done.stdout


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    activities = {
        slug: {"type": "webinar", "status": "held", "when": "2022-10", "name": escaped(name)}
        for slug, name in HOSTILE.items()
    }
    part = {"party": "young", "role": "attendee", "outcome": "took-part"}
    programme: Programme = {
        "audiences": {"young": {"name": escaped('=1+1 | <i>"young"</i>')}},
        "activities": activities,
        "participations": {f"p-{slug}": part | {"activity": slug} for slug in activities},
        "scopes": {"asked": {"target_kind": ["audience"], "name": "=scope()"}},
    }
    folder = tmp_path_factory.mktemp("hostile") / "graph"
    build(folder, store_of(programme).dump())
    return folder


@pytest.mark.parametrize("form", ["table", "csv", "json", "md"])
def test_hostile_names_stay_text(hostile: Path, form: str) -> None:
    done = explain("explain", "audience/young", "--store", str(hostile), "-f", form)
    assert done.returncode == 0, done.stderr
    if form == "json":
        [told] = json.loads(done.stdout)
        assert {one["activity"] for one in told["statements"]} == set(HOSTILE.values())
        return
    if form == "csv":
        rows = list(csv.DictReader(io.StringIO(done.stdout)))
        assert len(rows) == len(HOSTILE)
        assert not [cell for row in rows for cell in row.values() if cell[:1] in "=+-@" and cell]
        return
    assert "\u202e" not in done.stdout
    assert "\x1b" not in done.stdout
    if form == "md":
        prose = done.stdout.split("```")[0]
        assert "<" not in prose.replace("\\<", "")
        assert not [line for line in prose.splitlines() if line.startswith("# c")]


def test_the_question_that_is_printed_can_be_asked() -> None:
    query = explain("explain", "Citizen users", "--query")
    assert query.returncode == 0
    answer = explain("sparql", "-", "-f", "json", stdin=query.stdout)
    assert answer.returncode == 0, answer.stderr
    told = json.loads(explain("explain", "Citizen users", "-f", "json").stdout)
    shown = {one["id"] for state in told for one in state["statements"]}
    assert {row["statement_id"] for row in json.loads(answer.stdout)} == shown != set()


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["Deaf peple"], 2, "Did you mean audience/deaf-people"),
        (["Deaf people", "--scope", "equality"], 2, "It is one of"),
        (["--scope", "equalitty"], 2, "Did you mean"),
        (["Deaf people", "Charities"], 3, "different kinds"),
        (["Deaf people", "activity/census-guide"], 2, "cannot be a target"),
        ([""], 2, "An empty name"),
        (["Deaf people", "--as-of", "yesterday"], 2, "not a day"),
    ],
)
def test_a_mistake_is_one_clear_sentence(arguments: list[str], code: int, said: str) -> None:
    done = explain("explain", *arguments)
    assert done.returncode == code, done.stderr
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert not done.stdout


def test_the_same_question_has_the_same_answer() -> None:
    first, second = (explain("explain", "The public", "-f", "md") for _ in range(2))
    assert first.stdout == second.stdout
    assert first.stdout.startswith("# The public")
