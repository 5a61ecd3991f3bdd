"""How an answer is written: a table to read, or CSV, JSON and Markdown for other tools.

The answer, and nothing else, goes to stdout.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
import textwrap
import unicodedata
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

import click

from uegraph.dates import in_words
from uegraph.files import csv_text, inert
from uegraph.namespaces import short

if TYPE_CHECKING:
    from uegraph.errors import Problem

Row = Mapping[str, Any]

DATED: Final = frozenset({"issued", "period", "published", "when"})


def print_rows(rows: Sequence[Row], columns: Sequence[str], form: str) -> None:
    """Write rows in the form asked for.

    Args:
        rows: One mapping a row; a list in a cell is written as a JSON list, or joined by "; ".
        columns: The columns to write, in order; JSON sorts its keys and keeps all of them.
        form: ``table``, ``csv``, ``json`` or ``md``.
    """
    if form == "json":
        click.echo(json.dumps([dict(row) for row in rows], ensure_ascii=False, indent=2,
                              sort_keys=True, default=str))  # fmt: skip
    elif form == "csv":
        # click takes colour codes out of what goes to a file; there they are data.
        click.echo(to_csv(rows, columns), nl=False, color=not sys.stdout.isatty())
    elif form == "md":
        click.echo(_markdown(rows, columns))
    else:
        _table(rows, columns)


def to_csv(rows: Sequence[Row], columns: Sequence[str]) -> str:
    """Rows as CSV text with a header; several values in a cell are joined by "; "."""
    body = ([inert(cell(row.get(column))) for column in columns] for row in rows)
    return csv_text([columns, *body])


def print_cards(rows: Sequence[Row], heads: Sequence[str], bodies: Sequence[str]) -> None:
    """Write rows as a table of a few columns with longer texts under each, wrapped to the screen.

    Args:
        rows: One mapping a row.
        heads: The short columns, which align.
        bodies: The long ones, written below their row and indented; empty ones are left out.
    """
    if not rows:
        click.echo("No rows.", err=True)
        return
    lines = [[_words(row, head) for head in heads] for row in rows]
    titles = [heading(head) for head in heads]
    widths = [max(map(len, column)) for column in zip(titles, *lines, strict=True)]
    width = min(shutil.get_terminal_size((100, 24)).columns, 100)
    click.echo(_aligned(titles, widths))
    click.echo("─" * min(width, sum(widths) + 2 * len(widths) - 2))
    for row, line, after in zip(rows, lines, [*rows[1:], None], strict=True):
        click.echo(_aligned(line, widths))
        texts = [_words(row, body) for body in bodies]
        if after and texts == [_words(after, body) for body in bodies]:
            continue  # rows of which the same is to be said stand together, and it is said once
        for body, text in zip(bodies, texts, strict=True):
            _print_body(body if body != bodies[0] else "", text, width)


def _words(row: Row, column: str) -> str:
    """A cell for a reader: dates in words, addresses in short."""
    text = plain(cell(row.get(column)))
    return in_words(text) if column in DATED else short(text)


def _aligned(texts: Sequence[str], widths: Sequence[int]) -> str:
    padded = (text.ljust(width) for text, width in zip(texts, widths, strict=True))
    return "  ".join(padded).rstrip()


def _print_body(name: str, text: str, width: int) -> None:
    if text:
        said = f"{heading(name)}: {text}" if name else text
        click.echo(textwrap.indent(textwrap.fill(said, width - 4), "    "))


def print_problems(problems: Sequence[Problem], *, err: bool = True) -> None:
    """Write problems for people to read: errors before warnings, each under its file and sheet.

    Args:
        problems: What was found.
        err: Whether to write to stderr; False where the problems are the answer.
    """
    from uegraph.cli.problems import told  # noqa: PLC0415 - only where there are any

    width = min(shutil.get_terminal_size((100, 24)).columns, 100)
    for line, kind in told(problems, width):
        text = plain(line)
        colour = "red" if kind == "title" else None
        click.echo(click.style(text, bold=True, fg=colour) if kind else text, err=err)


def plain(text: str) -> str:
    r"""Text that cannot steer a terminal: control and direction marks are taken out.

    >>> plain("a\x1b[31mb\u202ec\nd")
    'a[31mbc d'
    """
    flat = re.sub(r"[\t\r\n\u2028\u2029]+", " ", text)
    return "".join(c for c in flat if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co"))


def cell(value: object) -> str:
    """One value as people read it.

    >>> cell(["a", "b"]), cell(None), cell(True)
    ('a; b', '', 'yes')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.3g}"
    if isinstance(value, (list, tuple)):
        parts = [cell(part) for part in value]
        return (" " if all(part.endswith(".") for part in parts) else "; ").join(parts)
    return str(value)


def _markdown(rows: Sequence[Row], columns: Sequence[str]) -> str:
    def line(cells: Sequence[str]) -> str:
        return "| " + " | ".join(re.sub(r"([\\|<\[\]*`])", r"\\\1", c) for c in cells) + " |"

    lines = [line([heading(column) for column in columns]), line(["---"] * len(columns))]
    lines += [line([_words(row, column) for column in columns]) for row in rows]
    return "\n".join(lines)


def heading(column: str) -> str:
    """A column's name as a heading.

    >>> heading("last_engaged")
    'Last engaged'
    """
    return column.replace("_", " ").capitalize()


def _table(rows: Sequence[Row], columns: Sequence[str]) -> None:
    from rich.box import SIMPLE_HEAD  # noqa: PLC0415 - 40 ms, only for tables
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    if not rows:
        click.echo("No rows.", err=True)
        return
    # A pipe or file is no screen: there nothing is folded to eighty columns, unless asked.
    wide = None if sys.stdout.isatty() or "COLUMNS" in os.environ else 160
    console = Console(highlight=False, emoji=False, markup=False, width=wide)
    # A question takes names as well as ids, so a reader can do without ids; CSV and JSON have them.
    columns = [column for column in columns if not column.endswith("_id")] or columns
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for column in columns:
        numbers = all(isinstance(row.get(column), (int, float, type(None))) for row in rows)
        table.add_column(heading(column), justify="right" if numbers else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text(_words(row, column)) for column in columns))
    console.print(table)
