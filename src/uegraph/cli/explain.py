"""``explain``: the receipt of a state, a figure or a fact."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import textwrap
from typing import TYPE_CHECKING

import click

from uegraph.cli.answers import plain, print_rows
from uegraph.cli.options import as_of_option, format_option, open_graph, store_option, working

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from uegraph.explain.writing import Block

_INDENT = {"item": ("  - ", "    "), "detail": ("    ", "    ")}


@click.command()
@click.argument("what", nargs=-1)
@click.option(
    "--scope", metavar="NAME", help="One coverage scope.  [default: every scope that asks for it]"
)
@as_of_option(
    "The day from which recent and future are measured.  [default: the end of the scope's period]"
)
@click.option("--facts", is_flag=True, help="What is recorded of the thing, not its states.")
@click.option("--query", is_flag=True, help="Only the SPARQL that shows the statements.")
@store_option
@format_option()
def explain(
    what: tuple[str, ...], scope: str | None, as_of: date | None, facts: bool, query: bool,
    store: str | None, form: str,
) -> None:  # fmt: skip
    """Show the receipt of a state, a figure or a fact.

    WHAT is a name, an acronym, kind/slug or an IRI. A target of coverage is explained by its state
    in each scope: the statements, their sources, tables and files, why it is not engaged and what
    would change that. Two or three names are one pair or triple. A scope, or no name at all, is
    explained by its share; anything else by the statements about it.

    Example: uegraph explain "Deaf people" --scope audiences
    """
    from uegraph.explain import explain as receipt  # noqa: PLC0415 - not needed for --help
    from uegraph.explain import query_of, to_dicts, to_rows  # noqa: PLC0415 - as above
    from uegraph.explain.data import COLUMNS  # noqa: PLC0415 - as above
    from uegraph.explain.writing import blocks  # noqa: PLC0415 - as above

    with open_graph(store) as graph, working("Reading what is recorded"):
        found = receipt(graph, what, scope=scope, as_of=as_of, facts=facts)
    if query:
        click.echo(query_of(found).text, nl=False)
    elif form == "json":
        click.echo(json.dumps(to_dicts(found), ensure_ascii=False, indent=2, sort_keys=True))
    elif form == "csv":
        print_rows(to_rows(found), COLUMNS[found.kind], form)
    elif form == "md":
        click.echo(_markdown(blocks(found, queries=True)))
    else:
        click.echo(_text(blocks(found)))
        if not found.questions:
            return
        flags = ("--facts",) if facts else ()
        options = {"--scope": scope, "--as-of": as_of, "--store": store}
        click.echo(f"\nTo see the statements in the graph:\n  {_asking(flags + what, options)}")


def _asking(what: tuple[str, ...], options: Mapping[str, object]) -> str:
    """The commands that show the statements, as they can be typed."""
    given = [part for name, value in options.items() if value for part in (name, str(value))]
    where = ["--store", str(options["--store"])] if options["--store"] else []
    first = shlex.join(["uegraph", "explain", *what, *given, "--query"])
    return plain(f"{first} | {shlex.join(['uegraph', 'sparql', '-', *where])}")


def _text(found: Iterable[Block]) -> str:
    """Paragraphs wrapped to the screen."""
    width = min(shutil.get_terminal_size((100, 24)).columns, 100)
    lines = []
    for block in found:
        first, rest = _INDENT.get(block.kind, ("", ""))
        if block.kind in ("title", "heading", "text"):
            lines.append("")
        text = textwrap.fill(
            plain(block.text), width, initial_indent=first, subsequent_indent=rest,
            break_on_hyphens=False, break_long_words=False,
        )  # fmt: skip
        lines.append(text)
        if block.kind == "title":
            lines.append("─" * min(width, max(map(len, text.split("\n")))))
    return "\n".join(lines).lstrip("\n")


def _markdown(found: Iterable[Block]) -> str:
    marks = {"title": "\n# ", "heading": "\n## ", "text": "\n", "item": "- ", "detail": "  - "}
    lines = []
    last = ""
    for block in found:
        if block.kind == "query":
            fence = "`" * max(3, 1 + max(map(len, re.findall("`+", block.text)), default=0))
            lines.append(f"\n{fence}sparql\n{block.text.rstrip()}\n{fence}")
        else:
            gap = "\n" if block.kind == "item" and last not in ("item", "detail") else ""
            lines.append(f"{gap}{marks[block.kind]}{_escaped(block.text)}")
        last = block.kind
    return "\n".join(lines).lstrip("\n")


def _escaped(text: str) -> str:
    """Text in which nothing is Markdown; no line of it can begin as something else."""
    return re.sub(r"([\\`*_\[\]<>|#])", r"\\\1", plain(text))
