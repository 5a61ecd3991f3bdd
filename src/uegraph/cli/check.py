"""``check``: every problem in a source, for people, for machines, or as notes in the workbook."""

from __future__ import annotations

import textwrap
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from uegraph.cli import FOUND
from uegraph.cli.answers import print_problems, print_rows
from uegraph.cli.options import (
    decisions_option,
    format_option,
    progress,
    taken_decisions,
    today_option,
)
from uegraph.words import many

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from uegraph.errors import Problem
    from uegraph.ingest import Examined

COLUMNS = ("severity", "file", "sheet", "row", "column", "cell", "message", "remedy", "rule")


@click.command()
@click.argument("sources", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--annotate", "out", metavar="OUT", type=click.Path(path_type=Path),
              help="Write a copy of the workbook with a note at each bad cell and a sheet of all "
              "problems.")  # fmt: skip
@click.option("--force", is_flag=True, help="Let --annotate replace a file that is there.")
@decisions_option
@today_option
@format_option("sarif")
@click.pass_context
def check(
    ctx: click.Context,
    sources: tuple[Path, ...],
    out: Path | None,
    force: bool,
    decisions: Path | None,
    as_of: date,
    form: str,
) -> None:
    """Name every problem in a source, to the cell.

    SOURCES are workbooks (.xlsx, .ods) or folders with a dataset.yml and tables. Exits with 1
    when an error was found.

    With --annotate, OUT is a copy of the workbook; the tables of a folder that are CSV become one
    workbook (.xlsx). Where that makes several workbooks, OUT is a folder for them.

    Example: uegraph check data/gss-2024
    """
    from uegraph import ingest  # noqa: PLC0415

    if out:
        from uegraph.workbooks.annotate import plan  # noqa: PLC0415 - only where it is asked for

        plan(sources, (), out, replace=force)  # what cannot be written is said before the work
    decisions = taken_decisions(decisions)
    with progress() as step:
        examined = ingest.examine(list(sources), progress=step, decisions=decisions, as_of=as_of)
    _tell(examined, sources, form)  # before the notes, which a file with a password cannot have
    if out:
        with progress() as step:
            step("writing notes")
            said = _annotate(sources, examined.problems, out, force)
        click.echo("\n".join(said), err=True)
    ctx.exit(FOUND if any(p.severity == "error" for p in examined.problems) else 0)


def _tell(examined: Examined, sources: Sequence[Path], form: str) -> None:
    problems = examined.problems
    if form == "table":
        print_problems(problems, err=False)
    elif form == "sarif":
        from uegraph.cli.sarif import to_sarif  # noqa: PLC0415 - only where it is asked for

        click.echo(to_sarif(problems, sources))
    else:
        print_rows([asdict(problem) for problem in problems], COLUMNS, form)
    rows = {name: number for name, number in examined.rows.items() if number}
    tables = ", ".join(f"{name} {number:,}" for name, number in rows.items())
    read = f"Read {many(sum(rows.values()), 'row')}{f': {tables}' * bool(rows)}."
    click.echo(textwrap.fill(read, 100, subsequent_indent="    "), err=True)
    errors = sum(problem.severity == "error" for problem in problems)
    warnings = len(problems) - errors
    click.echo(f"{many(errors, 'error')}, {many(warnings, 'warning')}.", err=True)


def _annotate(
    sources: Sequence[Path], problems: Sequence[Problem], out: Path, force: bool
) -> list[str]:
    """Write the copies with notes; what is to be said of them."""
    from uegraph.workbooks.annotate import annotate, plan  # noqa: PLC0415 - as above

    said = []
    for copy in plan(sources, problems, out, replace=force):
        done = annotate(copy.source, copy.problems, copy.out, replace=force)
        said.append(f"Wrote {copy.out} with {many(done.notes, 'note')}.")
        if done.left_out:
            said.append(f"  {many(done.left_out, 'more problem')} only on the sheet of problems: "
                        "a sheet with more notes would be slow.")  # fmt: skip
        if done.threads:
            said.append(f"  {many(done.threads, 'cell')} with a conversation of people left as "
                        "they are: look at the sheet of problems.")  # fmt: skip
        if done.signed:
            said.append("  The signature of the source does not hold for the copy.")
    return said
