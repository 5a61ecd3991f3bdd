"""``build``: from tables to the graph."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from uegraph.cli.answers import print_problems
from uegraph.cli.options import (
    FOLDER,
    decisions_option,
    progress,
    say,
    taken_decisions,
    today_option,
    wait_option,
)

if TYPE_CHECKING:
    from datetime import date


@click.command()
@click.argument("sources", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--store",
    default=FOLDER,
    show_default=True,
    metavar="WHERE",
    envvar="UEGRAPH_STORE",
    help="The folder to build, or a SPARQL 1.1 server's URL.",
)
@decisions_option
@today_option
@wait_option
def build(
    sources: tuple[Path, ...], store: str, decisions: Path | None, as_of: date, wait: float
) -> None:
    """Load sources into a graph: all or nothing.

    SOURCES are workbooks (.xlsx, .ods) or folders with a dataset.yml and tables. What was in the
    graph is replaced, and only once everything is read and found free of errors. Files of N-Quads
    (.nq, .nq.gz) are loaded as they are, unchecked.

    Example: uegraph build data/gss-2024 --store uegraph-store
    """
    from uegraph import ingest  # noqa: PLC0415

    decisions = taken_decisions(decisions)
    with progress() as step:
        built = ingest.build(
            list(sources), store, progress=step, decisions=decisions, as_of=as_of, wait=wait,
            waiting=say,
        )  # fmt: skip
    print_problems(built.warnings)
    click.echo(f"Built {store}: {built.triples:,} triples in {len(built.graphs)} graphs.", err=True)
    if len(sources) > 1:
        click.echo("`uegraph duplicates` lists what these sources may name differently.", err=True)
