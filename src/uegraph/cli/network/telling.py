"""How answers about a network are told: a headline, sentences, and what they do not know."""

from __future__ import annotations

import shutil
import textwrap
from typing import TYPE_CHECKING, Any

import click

from uegraph.cli.answers import plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from uegraph.connections.model import Ground


def print_text(text: str, *, indent: str = "", hang: str = "") -> None:
    """A sentence or more, wrapped to the screen.

    Args:
        text: What to write; control characters are taken out.
        indent: What its first line starts with.
        hang: What its other lines start with.
    """
    width = min(shutil.get_terminal_size((100, 24)).columns, 100)
    flat = plain(text)
    click.echo(textwrap.fill(flat, width, initial_indent=indent, subsequent_indent=hang))


def print_remarks(remarks: Iterable[str]) -> None:
    """What an answer does not know, a line each, below it."""
    said = list(remarks)
    if said:
        click.echo("\nWhat this does not know")
    for remark in said:
        print_text(remark, indent="  - ", hang="    ")


def evidence_of(grounds: Iterable[Ground]) -> dict[str, list[str]]:
    """What something rests on as cells, each once: in words, and by IRI in the same order."""
    each = list(dict.fromkeys(grounds))
    return {
        "evidence": [_ground(ground) for ground in each],
        "evidence_ids": [ground.id for ground in each],
    }


def _ground(ground: Ground) -> str:
    kind = "stated" if ground.stated else "derived"
    return f"{kind}: {ground.said}" + (f" ({ground.when})" if ground.when else "")


def fitting(row: dict[str, Any], *names: str) -> dict[str, Any]:
    """A row for a screen: its names no longer than a line bears."""
    from uegraph.connections.naming import called  # noqa: PLC0415 - not needed for --help

    return row | {name: called(row[name]) for name in names if row.get(name)}
