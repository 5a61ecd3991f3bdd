"""A report read back from each of its forms, by other libraries than those that wrote it.

Every form becomes the same plain things: the headings, the sentences, and the tables as rows of
cells. White space within a text is one space.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import docx
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph as WordParagraph
from lxml import html as pages
from markdown_it import MarkdownIt

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
    from collections.abc import Iterator

    from uegraph.report import Report
    from uegraph.report.model import Block, Cell

Rows = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Read:
    """What a form says.

    Attributes:
        headings: The title and the headings, in order.
        texts: The sentences outside tables, in no order.
        tables: The tables by caption, the first row being the names of the columns.
    """

    headings: tuple[str, ...]
    texts: frozenset[str]
    tables: dict[str, Rows]


def page_of(text: str) -> Any:
    """A page as a tree; the types of what xpath finds are too many to tell apart."""
    return pages.fromstring(text)


def flat(text: str) -> str:
    """A text with its white space made plain."""
    return " ".join(text.split())


def of_model(report: Report) -> Read:
    """What every form must say."""
    headings, texts = [report.title], {report.subtitle}
    tables: dict[str, Rows] = {}
    for section in report.sections:
        headings.append(section.heading)
        for block in section.blocks:
            headings += [block.text] if isinstance(block, Heading) else []
            texts |= set(_texts(block))
            tables |= _tables(block)
    return Read(tuple(headings), frozenset(text for text in texts if text), tables)


def _texts(block: Block) -> Iterator[str]:
    match block:
        case Paragraph():
            yield block.text
        case Points() | Box():
            yield from block.items
        case Table():
            yield block.note
        case Bars() | Stack():
            yield block.table.note


def _tables(block: Block) -> dict[str, Rows]:
    if isinstance(block, (Figures, Bars, Stack)):
        block = block.table
    if not isinstance(block, Table):
        return {}
    head = tuple(column.name for column in block.columns)
    return {block.caption: (head, *(tuple(map(_cell, row)) for row in block.rows))}


def _cell(cell: Cell) -> str:
    if isinstance(cell, Lines):
        return flat(" ".join(cell.texts))
    return cell.text if isinstance(cell, Link) else cell


def of_html(text: str) -> Read:
    """What a page says."""
    page = page_of(text)
    main = page.xpath("//main")[0]
    heads = [page.xpath("//h1")[0], *main.xpath(".//section/h2 | .//section/h3")]
    return Read(
        tuple(_said(head) for head in heads),
        frozenset(
            flat(_said(found))
            for found in page.xpath(
                "//p[@class='subtitle'] | //section//p | //section/ul/li | //aside//li"
            )
        ),
        {**_html_figures(main), **_html_tables(main)},
    )


def _said(element: Any) -> str:
    return flat(" ".join(element.itertext()))


def _html_tables(main: Any) -> dict[str, Rows]:
    return {
        _said(table.xpath(".//caption")[0]): tuple(
            tuple(_said(cell) for cell in row.xpath("./th | ./td")) for row in table.xpath(".//tr")
        )
        for table in main.xpath(".//table")
    }


def _html_figures(main: Any) -> dict[str, Rows]:
    """The numbers that stand out, which a page sets side by side."""
    found: dict[str, Rows] = {}
    for block in main.xpath(".//dl"):
        rows = [("Figure", "Of what", "Note")]
        for item in block.xpath("./div"):
            value, *note = [_said(part) for part in item.xpath("./dd")]
            rows.append((value, _said(item.xpath("./dt")[0]), "".join(note)))
        found[block.get("aria-label")] = tuple(rows)
    return found


def of_markdown(text: str) -> Read:
    """What a text in Markdown says, as the renderer of another project understands it."""
    page = page_of(f"<main>{rendered(text)}</main>")
    tables, caption = {}, ""
    for part in page:
        if part.tag == "p" and len(part) == 1 and part[0].tag == "strong":
            caption = _said(part)
        if part.tag == "table":
            rows = part.xpath(".//tr")
            tables[caption] = tuple(tuple(_said(cell) for cell in row) for row in rows)
    return Read(
        tuple(_said(head) for head in page.xpath("./h1 | ./h2 | ./h3")),
        frozenset(_said(found) for found in page.xpath("./p | ./ul/li | ./blockquote/ul/li")),
        tables,
    )


def rendered(text: str) -> str:
    """Markdown as HTML, by markdown-it with the tables and strikethrough of GitHub's dialect."""
    engine = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    return str(engine.render(text))


def of_docx(content: bytes) -> Read:
    """What a Word document says."""
    headings, texts, tables = [], set(), {}
    caption = ""
    for part in docx.Document(io.BytesIO(content)).iter_inner_content():
        if isinstance(part, WordTable):
            tables[caption] = tuple(tuple(flat(c.text) for c in row.cells) for row in part.rows)
            continue
        assert isinstance(part, WordParagraph)
        style = str(part.style.name) if part.style else ""
        if style == "Title" or style.startswith("Heading"):
            headings.append(flat(part.text))
        elif style == "Caption":
            caption = flat(part.text)
        else:
            texts.add(flat(part.text))
    return Read(tuple(headings), frozenset(texts), tables)
