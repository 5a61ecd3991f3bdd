"""Every command that the documentation shows is run, page by page, from a folder of its own.

A page's commands are the lines that start with ``$ `` in ``console`` blocks. They run in order
and share one folder, as a reader's would. ``make`` and ``git`` lines are what the continuous
integration itself does; they are left out by name.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
DONE_ELSEWHERE = ("git clone ", "cd uegraph", "make ", "uegraph sparql --store http")


def commands(page: Path) -> list[str]:
    blocks = re.findall(r"```console\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    lines = [line[2:] for block in blocks for line in block.splitlines() if line.startswith("$ ")]
    return [line for line in lines if not line.startswith(DONE_ELSEWHERE)]


WITH_COMMANDS = {page.relative_to(ROOT).as_posix(): commands(page) for page in PAGES}


def test_the_tutorial_and_the_readme_show_commands() -> None:
    assert WITH_COMMANDS["README.md"]
    assert len(WITH_COMMANDS["docs/tutorial.md"]) >= 8


@pytest.mark.parametrize("page", [page for page, found in WITH_COMMANDS.items() if found])
def test_the_commands_of_a_page_run(page: str, tmp_path: Path) -> None:
    (tmp_path / "data").symlink_to(ROOT / "data")
    for command in WITH_COMMANDS[page]:
        text, _, expected = command.partition("  # exits with ")
        done = subprocess.run(
            ["bash", "-c", f"set -o pipefail; {text}"],
            cwd=tmp_path,
            env={"PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin", "LC_ALL": "C.UTF-8"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == int(expected or 0), f"{command}\n{done.stdout}\n{done.stderr}"
        assert "Traceback" not in done.stderr
