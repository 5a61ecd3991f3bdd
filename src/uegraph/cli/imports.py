"""``import table``: from a table laid out by others to a data set of one's own."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from uegraph.cli import FOUND
from uegraph.cli.answers import plain, print_problems, print_rows
from uegraph.cli.options import format_option
from uegraph.words import many

if TYPE_CHECKING:
    from uegraph.imports import Imported

PROBLEM = ("severity", "file", "sheet", "row", "column", "cell", "message", "remedy", "rule")
SHOWN = 3
WIDTH = 60


@click.group("import")
def imports() -> None:
    """Make a data set of a table that others laid out.

    Example: uegraph import table data/gss-2024/organisations.csv --draft
    """


@imports.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--mapping",
    type=click.Path(path_type=Path),
    help="What the columns become; --draft proposes one.",
)
@click.option("--draft", is_flag=True, help="Propose a mapping for the table, with reasons.")
@click.option(
    "-o", "--out", default="-", show_default=True, help="Where the draft is written; - is stdout."
)
@click.option(
    "--to", "folder", type=click.Path(path_type=Path), help="The folder to write the data set to."
)
@click.option("--replace", is_flag=True, help="Replace a data set in --to that differs.")
@click.option("--sheet", default="", help="The sheet of a workbook that has several.")
@format_option()
@click.pass_context
def table(
    ctx: click.Context,
    file: Path,
    mapping: Path | None,
    draft: bool,
    out: str,
    folder: Path | None,
    replace: bool,
    sheet: str,
    form: str,
) -> None:
    """Say what a table becomes under a mapping, or write it as a data set.

    FILE is a CSV file or a workbook. Without --to the answer is a preview: what becomes of each
    column and row, and every problem at its place in FILE. With --to the data set is written, to be
    checked, built and edited like any other. Exits with 1 when rows were left out.

    Example: uegraph import table data/gss-2024/organisations.csv --draft
    """
    if draft == (mapping is not None):
        raise click.UsageError("Say either --mapping FILE or --draft.")
    if draft:
        _draft(file, sheet, out)
        return
    from uegraph import imports as importing  # noqa: PLC0415 - not needed for --help

    assert mapping is not None  # one of the two, as asked above
    imported = importing.table(file, mapping, sheet=sheet)
    if folder:
        written = imported.write(folder, replace=replace)
        print_problems(imported.problems)
        _print_counts(imported, err=True)
        click.echo(f"{'Wrote' if written else 'Unchanged:'} {folder}.", err=True)
    elif form == "table":
        _preview(imported)
    elif form == "json":
        print_rows(imported.flat(), (), form)
    else:
        print_rows([asdict(problem) for problem in imported.problems], PROBLEM, form)
    ctx.exit(FOUND if imported.left_out else 0)


globals()["import"] = imports  # the name of the command is no name that Python allows


def _draft(file: Path, sheet: str, out: str) -> None:
    from uegraph import files  # noqa: PLC0415
    from uegraph import imports as importing  # noqa: PLC0415

    text = importing.draft(file, sheet=sheet)
    if out == "-":
        click.echo(text, nl=False, color=not sys.stdout.isatty())
        return
    if Path(out).exists():
        raise click.UsageError(f"{out} is there already. Choose another name, or move it away.")
    files.write(Path(out), text.encode())
    click.echo(f"Wrote {out}. Look at each '# ?', then run it with --mapping {out}.", err=True)


def _preview(imported: Imported) -> None:
    """What becomes of columns and rows, for a person who is writing the mapping."""
    click.echo("Columns")
    width = max(len(heading) for heading in imported.columns)
    for heading, targets in imported.columns.items():
        becomes = ", ".join(targets) or "not used"
        click.echo(f"  {plain(heading[:WIDTH]).ljust(min(width, WIDTH))}  {becomes}")
    for name, rows in imported.tables.items():
        click.echo(f"\n{name}: {many(len(rows), 'row')}")
        for row in rows[:SHOWN]:
            cells = (f"{header}: {text[:WIDTH]}" for header, text in row.items() if text)
            click.echo(f"  {plain(' · '.join(cells))}")
    click.echo("")
    if imported.problems:
        print_problems(imported.problems, err=False)
        click.echo("")
    _print_counts(imported, err=False)


def _print_counts(imported: Imported, *, err: bool) -> None:
    found = imported.counts
    click.echo(
        f"{many(found.read, 'row')} read = {found.data:,} became data"
        f" + {found.problem:,} left out with an error"
        f" + {found.skipped:,} left out as the mapping says + {found.blank:,} blank.",
        err=err,
    )
    made = ", ".join(f"{len(rows):,} {name}" for name, rows in imported.tables.items())
    click.echo(f"Made: {made}.", err=err)
