"""The surface of the program: what its help says, that it holds, and that it starts light."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest
from tests.shell import run

from uegraph import maps, network
from uegraph.cli import COMMANDS, main
from uegraph.cli import map as drawing
from uegraph.cli.later import Later
from uegraph.cli.network import options
from uegraph.maps.views import around, collaboration, engagement

ROOT = Path(__file__).resolve().parents[2]
HEAVY = {"rdflib", "polars", "networkx", "pyvis", "scipy", "numpy", "rich", "jinja2", "yaml",
         "pyoxigraph", "edtf", "IPython"}  # fmt: skip


def command(name: str) -> click.Command:
    found: click.Command = main
    for part in name.split():
        assert isinstance(found, Later)
        below = found.get_command(click.Context(found), part)
        assert below is not None
        found = below
    return found


def names() -> dict[str, str]:
    """Every command, those of groups among them, with the line that its list says of it."""
    listed = {name: said for name, (_, said) in COMMANDS.items()}
    for name in COMMANDS:
        if isinstance(group := command(name), Later):
            listed |= {f"{name} {below}": said for below, (_, said) in group.table.items()}
    return listed


NAMES = names()


def test_groups_are_looked_into() -> None:
    assert len(NAMES) > len(COMMANDS) > 20


@pytest.mark.parametrize("name", NAMES)
def test_the_list_of_commands_repeats_each_commands_own_first_line(name: str) -> None:
    assert command(name).get_short_help_str(limit=200) == NAMES[name]
    assert command(name).name == name.rsplit(maxsplit=1)[-1]


@pytest.mark.parametrize("name", NAMES)
def test_every_help_ends_in_an_example_that_works(name: str, tmp_path: Path) -> None:
    helped = command(name).help
    assert helped is not None
    example = re.search(r"Example:\s+(.+?)\s*$", " ".join(helped.split()))
    assert example, f"the help of '{name}' has no Example"
    (tmp_path / "data").symlink_to(ROOT / "data")
    run(example[1], tmp_path)
    assert any(part in shlex.split(example[1]) for part in COMMANDS)


def test_help_imports_nothing_heavy() -> None:
    program = "import sys; from uegraph.cli import main; main(['--help'], standalone_mode=False); "
    program += f"print('LOADED', sorted({HEAVY!r} & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "LOADED []"


def test_a_mistyped_command_is_answered_with_the_nearest() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "uegraph", "qeury"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "Did you mean 'query'?" in done.stderr


def test_choices_spelled_in_the_commands_are_those_of_the_library() -> None:
    assert tuple(maps.VIEWS) == drawing.VIEWS
    assert set(drawing.KINDS) == {*engagement.KINDS, *around.KINDS, *collaboration.KINDS}
    assert (options.KINDS, options.LINKS, options.WEIGHINGS) == (
        network.POINT_KINDS, network.LINKED_BY, network.WEIGHINGS,
    )  # fmt: skip
