"""How answers about a network are told: a headline, sentences, and what they do not know."""

from __future__ import annotations

import shutil
import textwrap
from typing import TYPE_CHECKING

import click

from uegraph.cli.answers import plain

if TYPE_CHECKING:
    from collections.abc import Iterable


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
