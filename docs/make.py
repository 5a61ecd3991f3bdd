"""Writes the generated pages of the documentation; ``--check`` says whether they are current.

The command reference comes from ``--help``, the model's page from the ontology, the list of
questions from the query library: none of them is edited by hand.
"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from uegraph import queries
from uegraph.cli import COMMANDS, main

DOCS = Path(__file__).parent
sys.path.insert(0, str(DOCS))

import ontology_page  # noqa: E402 - found only once the folder is on the path


def command_reference() -> str:
    """The page of all commands, each with its help."""
    parent = click.Context(main, info_name="uegraph", **main.context_settings)
    parts = ["# Commands\n\nMade from `uegraph COMMAND --help`.\n"]
    for name in COMMANDS:
        command = main.get_command(parent, name)
        assert command is not None
        parts += _helps(command, name, parent)
    return "\n".join(parts)


def _helps(command: click.Command, name: str, parent: click.Context) -> list[str]:
    """The help of a command, and of those below it."""
    context = click.Context(command, info_name=name, parent=parent)
    context.max_content_width = 96
    parts = [f"## {context.command_path}\n\n```text\n{command.get_help(context)}\n```\n"]
    if isinstance(command, click.Group):
        for below in command.list_commands(context):
            found = command.get_command(context, below)
            assert found is not None
            parts += _helps(found, below, context)
    return parts


def question_list() -> str:
    """The page of all named questions, by folder."""
    parts = [
        "# Questions\n",
        "Made from the headers in `queries/`. Run one with `uegraph query NAME`; see its SPARQL",
        "with `uegraph query NAME --show`.",
    ]
    folder = ""
    for query in queries.questions().values():
        if query.name.split("/")[0] != folder:
            folder = query.name.split("/")[0]
            parts += [f"\n## {folder.capitalize()}\n", "| question | name | parameters |"]
            parts.append("| --- | --- | --- |")
        names = ", ".join(f"`{name}`" for name in query.params)
        parts.append(f"| {query.summary} | `{query.name}` | {names} |")
    return "\n".join(parts) + "\n"


PAGES = {
    "cli.md": command_reference,
    "questions.md": question_list,
    "ontology.md": ontology_page.page,
}


def run() -> int:
    """Write the pages, or compare them with what is there."""
    checking = "--check" in sys.argv[1:]
    stale = []
    for name, make in PAGES.items():
        path, text = DOCS / name, make()
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        stale.append(name)
        if not checking:
            path.write_text(text, encoding="utf-8", newline="\n")
    if stale:
        sys.stdout.write(f"{'Out of date' if checking else 'Written'}: {', '.join(stale)}\n")
    if stale and checking:
        sys.stdout.write("Run `make docs` and commit the pages.\n")
    return int(checking and bool(stale))


if __name__ == "__main__":
    sys.exit(run())
