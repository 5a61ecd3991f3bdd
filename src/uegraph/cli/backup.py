"""``backup``, ``restore``, ``verify``: nothing that a graph holds is lost."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Final

import click

from uegraph.cli import FOUND
from uegraph.cli.answers import print_rows
from uegraph.cli.options import format_option, progress, say, wait_option
from uegraph.words import many

COLUMNS: Final = ("what", "name", "state", "sha256", "remark")
_FILE: Final = click.Path(path_type=Path)


@click.command()
@click.argument("store")
@click.argument("out", type=_FILE)
@click.option("--replace", is_flag=True, help="Replace OUT where it is there already.")
def backup(store: str, out: Path, replace: bool) -> None:
    """Write a graph into one file, to be restored and verified.

    STORE is a folder made by `uegraph build`, or a SPARQL 1.1 server's URL; OUT a zip archive. The
    sources and the file with decisions are not in it: they are files of yours already.

    Example: uegraph build data/gss-2024 && uegraph backup uegraph-store backup.zip
    """
    from uegraph.backup import back_up  # noqa: PLC0415 - not needed for --help

    with progress() as step:
        made = back_up(store, out, replace=replace, progress=step)
    held = f"{many(made.triples, 'triple')} in {many(len(made.graphs), 'graph')}"
    click.echo(f"Wrote {out}: {held}, sha256 {made.sha256}.", err=True)


@click.command()
@click.argument("backup", type=_FILE)
@click.argument("store")
@click.option("--replace", is_flag=True, help="Replace the graph that STORE holds.")
@wait_option
def restore(backup: Path, store: str, replace: bool, wait: float) -> None:
    """Make a graph again from its backup: all or nothing.

    BACKUP is a file made by `uegraph backup`; STORE a folder, or the URL of a server that holds no
    other graphs. Everything is held to its hash before it takes its place.

    Example: uegraph build data/gss-2024 && uegraph backup uegraph-store b.zip && uegraph restore b.zip again
    """  # noqa: E501 - an example is one line
    from uegraph.backup import restore as put_back  # noqa: PLC0415 - as above

    with progress() as step:
        made = put_back(backup, store, replace=replace, progress=step, wait=wait, waiting=say)
    held = f"{many(made.triples, 'triple')} in {many(len(made.graphs), 'graph')}"
    click.echo(f"Restored {store}: {held}, sha256 {made.sha256}.", err=True)


@click.command()
@click.argument("place", metavar="STORE|BACKUP")
@click.option("--against", metavar="STORE|BACKUP", help="Compare with another graph or backup.")
@click.option(
    "--source", "sources", multiple=True, type=_FILE,
    help="A source that it was built from, to be compared with what was read then; may be given "
    "several times.",
)  # fmt: skip
@format_option()
@click.pass_context
def verify(
    ctx: click.Context, place: str, against: str | None, sources: tuple[Path, ...], form: str
) -> None:
    """Say whether a graph or a backup is still what it was, each part with its hash.

    A folder is held to the hashes noted when it was built, a backup to its manifest. Exits with 1
    when anything differs, is missing, was added or cannot be read.

    Example: uegraph build data/gss-2024 && uegraph verify uegraph-store --source data/gss-2024
    """
    from uegraph.backup import verify as look  # noqa: PLC0415 - as above

    found = look(place, against=against, sources=sources)
    rows = [asdict(finding) for finding in found.findings]
    shown = COLUMNS if form != "table" or any(row["remark"] for row in rows) else COLUMNS[:-1]
    print_rows(rows, shown, form)
    said = "Everything is as it was" if found.sound else "Not everything is as it was"
    click.echo(f"{said}; all graphs: sha256 {found.sha256 or 'unknown'}.", err=True)
    if any(finding.state == "not recorded" for finding in found.findings):
        click.echo(
            "This graph was built before hashes were noted: build it again, or compare it with a "
            "backup by --against.", err=True,
        )  # fmt: skip
    ctx.exit(0 if found.sound else FOUND)
