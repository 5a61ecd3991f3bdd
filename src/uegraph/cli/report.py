"""``report``: what a steering group should know, in one file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from uegraph.cli.options import as_of_option, open_graph, store_option, threshold_option, working

if TYPE_CHECKING:
    from datetime import date

    from uegraph.report import Report

FORMS: Final = (".html", ".md", ".docx")


def _form(_context: click.Context, _option: click.Parameter, out: Path) -> Path:
    """The callback of OUT: its ending says what is written."""
    if out.suffix.lower() not in FORMS:
        raise click.BadParameter(
            f"'{out}' does not say what to write. End the name in .html, .md or .docx."
        )
    return out


@click.command()
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path), callback=_form)
@click.option("--title", metavar="TEXT", help="The report's title.")
@click.option(
    "--scope", metavar="NAME", help="One coverage scope.  [default: every scope in the graph]"
)
@as_of_option(
    "The day from which recent and future are measured.  [default: the end of each scope's period]"
)
@click.option(
    "--top",
    type=click.IntRange(1, 200),
    default=10,
    show_default=True,
    metavar="N",
    help="How many gaps, links and burdens a list holds.",
)
@threshold_option
@store_option
def report(
    out: Path, title: str | None, scope: str | None, as_of: date | None, top: int, threshold: int,
    store: str | None,
) -> None:  # fmt: skip
    """Write the report for a steering group into one file.

    OUT ends in .html for a page that opens offline and prints, in .md for Markdown, or in .docx
    for Word; all three say the same. What is marked private is in none of them.

    Example: uegraph report report.html
    """
    from uegraph import files  # noqa: PLC0415 - not needed for --help
    from uegraph.report import TITLE  # noqa: PLC0415 - as above
    from uegraph.report import report as make  # noqa: PLC0415 - as above

    with open_graph(store) as graph, working("Writing the report"):
        made = make(
            graph, title=title or TITLE, scope=scope, as_of=as_of, top=top, threshold=threshold
        )
    files.write(out, _written(made, out.suffix.lower()))
    click.echo(f"Wrote {out}: {len(made.sections)} sections.", err=True)


def _written(made: Report, form: str) -> bytes:
    if form == ".docx":
        return made.to_docx()
    return (made.to_html() if form == ".html" else made.to_markdown()).encode()
