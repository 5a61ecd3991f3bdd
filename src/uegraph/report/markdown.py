"""The report as Markdown in GitHub's dialect; what would be markup in a text is escaped."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from uegraph.report.model import (
    Bars,
    Box,
    Figures,
    Heading,
    Lines,
    Link,
    Paragraph,
    Points,
    Stack,
    Table,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from uegraph.report.model import Block, Cell, Report

# What marks up anywhere; then what would begin a list, a heading or a rule; then what would
# become a link by itself.
_MARKUP: Final = re.compile(r"([\\`*_\[\]<>|~&$])")
_BEGINS: Final = re.compile(r"^(\d{1,9})([.)])|^([-+=#])")
_ADDRESS: Final = re.compile(r"(?i)\b(https?|ftp|mailto|xmpp):|\bwww\.")


def to_markdown(report: Report) -> str:
    """The report as Markdown."""
    lines = [f"# {escaped(report.title)}", escaped(report.subtitle)]
    for section in report.sections:
        lines.append(f"## {escaped(section.heading)}")
        for block in section.blocks:
            lines += _lines(block)
    lines.append(f"Made by {escaped(report.made_by)}. The same data give the same report.")
    return "\n\n".join(lines) + "\n"


def escaped(text: str) -> str:
    r"""A text of which nothing becomes markup, a link or a heading.

    >>> escaped("a|b *c* <d>"), escaped("1. www.x.y")
    ('a\\|b \\*c\\* \\<d\\>', '1\\. www\\.x.y')
    """
    text = _MARKUP.sub(r"\\\1", text)
    text = _ADDRESS.sub(lambda found: found[0][:-1] + "\\" + found[0][-1], text)
    return _BEGINS.sub(lambda at: f"{at[1]}\\{at[2]}" if at[1] else f"\\{at[3]}", text)


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Paragraph():
            yield escaped(block.text)
        case Heading():
            yield f"### {escaped(block.text)}"
        case Points():
            yield _list(block.items)
        case Box():
            yield f"> **{escaped(block.heading)}**\n>\n" + _list(block.items, "> - ")
        case Table():
            yield from _table(block)
        case Figures() | Bars() | Stack():
            yield from _table(block.table)


def _list(items: Sequence[str], mark: str = "- ") -> str:
    return "\n".join(mark + escaped(item) for item in items)


def _table(table: Table) -> Iterator[str]:
    yield f"**{escaped(table.caption)}**"
    rules = ("--:" if column.kind == "number" else ":--" for column in table.columns)
    lines = [
        _row([escaped(column.name) for column in table.columns]),
        _row(rules),
        *(_row([_cell(cell) for cell in row]) for row in table.rows),
    ]
    yield "\n".join(lines)
    if table.note:
        yield escaped(table.note)


def _row(cells: Sequence[str] | Iterator[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _cell(cell: Cell) -> str:
    if isinstance(cell, Lines):
        return "<br>".join(escaped(text) for text in cell.texts)
    if not isinstance(cell, Link):
        return escaped(cell)
    if not cell.leads:
        return escaped(cell.text)
    address = re.sub(r"[\s<>|\\]", "", cell.url)
    return f"[{escaped(cell.text)}](<{address}>)"
