"""``template`` and ``new``: what people fill in."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--from", "source", metavar="SOURCE", type=click.Path(path_type=Path),
              help="A data set to pour in: a folder with dataset.yml, or a workbook.")  # fmt: skip
@click.option("--force", is_flag=True, help="Write over what is there.")
def template(out: Path, source: Path | None, force: bool) -> None:
    """Write the workbook to fill in: drop-downs, help, an example row.

    OUT ends in .xlsx or .ods; a name without an ending is a folder of CSV tables.

    Example: uegraph template engagement.xlsx
    """
    from uegraph.workbooks.template import read_rows, write_template  # noqa: PLC0415

    rows, settings = read_rows(source) if source else (None, None)
    write_template(out, rows, settings, force=force)
    held = sum(map(len, rows.values())) if rows else 0
    click.echo(f"Wrote {out}" + (f" with {held:,} rows." if source else "."), err=True)
    click.echo(f"Fill it in, then run: uegraph check {out}", err=True)


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def new(folder: Path) -> None:
    """Begin a data set of your own: settings, an empty workbook, what to do next.

    DIR is made; one that holds something is left alone.

    Example: uegraph new housing
    """
    from uegraph.workbooks.start import start  # noqa: PLC0415

    made = start(folder)
    click.echo(f"Made {folder}/: " + ", ".join(path.name for path in made), err=True)
    click.echo(f"Fill in {made[0]}, then run:", err=True)
    click.echo(f"  uegraph check {folder}", err=True)
    click.echo(f"  uegraph build {folder}", err=True)
