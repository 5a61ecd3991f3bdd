"""Every command that the documentation shows is run, page by page, from a folder of its own.

A page's commands are the lines that start with ``$ `` in ``console`` blocks; a block that begins
``csv file=…`` is a file that the reader makes; a ``python`` block is a program. All are followed
in the order of the page, in one folder, as a reader would. Commands that set up stand in
DONE_ELSEWHERE: the continuous integration itself runs them. ``pycon`` blocks are one session, whose
output has to be what the page shows.
"""

from __future__ import annotations

import doctest
import json
import re
import shlex
from pathlib import Path

import pytest
from tests.shell import run

from uegraph.cli.gaps import gaps

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
DONE_ELSEWHERE = ("git clone ", "cd uegraph", "make ")
BLOCK = re.compile(r"```(console|python|\w+ file=(\S+))\n(.*?)```", re.DOTALL)


def steps(page: Path) -> list[tuple[str, str]]:
    """What a reader of the page does: ("run", a command) or (a file's name, its text)."""
    found: list[tuple[str, str]] = []
    for kind, name, body in BLOCK.findall(page.read_text(encoding="utf-8")):
        if kind == "console":
            lines = [line[2:] for line in body.splitlines() if line.startswith("$ ")]
            found += [("run", line) for line in lines if not line.startswith(DONE_ELSEWHERE)]
        elif kind == "python":
            found.append(("run", f"python -c {shlex.quote(body)}"))
        else:
            found.append((name, body))
    return found


STEPS = {page.relative_to(ROOT).as_posix(): steps(page) for page in PAGES}


def test_the_tutorial_and_the_readme_show_commands() -> None:
    assert len(STEPS["README.md"]) >= 5
    assert len(STEPS["docs/tutorial.md"]) >= 18


@pytest.mark.parametrize("page", [page for page, found in STEPS.items() if found])
def test_a_reader_can_follow_the_page(page: str, tmp_path: Path) -> None:
    (tmp_path / "data").symlink_to(ROOT / "data")
    for name, text in STEPS[page]:
        if name == "run":
            command, _, expected = text.partition("  # exits with ")
            run(command, tmp_path, expected=int(expected or 0))
        else:
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_text(text, encoding="utf-8")


SESSIONS = {
    page.relative_to(ROOT).as_posix(): blocks
    for page in PAGES
    if (blocks := re.findall(r"```pycon\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL))
}


@pytest.mark.parametrize("page", SESSIONS)
def test_a_session_says_what_the_page_shows(page: str) -> None:
    session = doctest.DocTestParser().get_doctest("\n".join(SESSIONS[page]), {}, page, page, 0)
    assert len(session.examples) > 10
    told: list[str] = []
    result = doctest.DocTestRunner().run(session, out=told.append)
    assert not result.failed, "".join(told)


def test_the_network_is_told_as_a_session() -> None:
    assert "docs/network-tutorial.md" in SESSIONS


def test_every_key_of_coverage_and_gaps_is_documented(capsys: pytest.CaptureFixture[str]) -> None:
    gaps.main(["--scope", "audiences", "-f", "json"], standalone_mode=False)
    actual = set(json.loads(capsys.readouterr().out)[0])
    page = (ROOT / "docs" / "answers.md").read_text(encoding="utf-8")
    table = page.split("`coverage` and `gaps` (")[1].split("## Exit codes")[0]
    rows = re.findall(r"^\| (`[^|]+`) \|", table, re.MULTILINE)
    assert {key for row in rows for key in re.findall(r"`(\w+)`", row)} == actual
