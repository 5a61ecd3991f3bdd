"""Measures how long each command takes to begin: its help, against an empty click program.

Run it with ``python -m benchmarks.starting``. Each is a process of its own; all are run in turns,
and the least processor time of each counts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import click
from benchmarks.measuring import measure

from uegraph.cli import main

if TYPE_CHECKING:
    from collections.abc import Iterator

TURNS: Final = 7


def commands(group: click.Group, *before: str) -> Iterator[tuple[str, ...]]:
    """Each command by its words, groups before what is in them."""
    context = click.Context(group)
    for name in group.list_commands(context):
        found = group.get_command(context, name)
        yield (*before, name)
        if isinstance(found, click.Group):
            yield from commands(found, *before, name)


def table() -> Iterator[str]:
    """A line for each command."""
    ways: dict[str, tuple[str, ...]] = {
        "an empty click program": ("benchmarks.empty",),
        "uegraph": ("uegraph", "--help"),
    }
    ways |= {" ".join(words): ("uegraph", *words, "--help") for words in commands(main)}
    least = dict.fromkeys(ways, float("inf"))
    for _ in range(TURNS):
        for name, words in ways.items():
            least[name] = min(least[name], measure(*words).cpu)
    empty = least["an empty click program"]
    yield "| help of | CPU, ms | of the empty program |\n| --- | --- | --- |"
    for name, taken in least.items():
        yield f"| {name} | {taken * 1000:.0f} | {taken / empty:.1f} |"


if __name__ == "__main__":
    for told in table():
        print(told, flush=True)
