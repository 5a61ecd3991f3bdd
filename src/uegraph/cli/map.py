"""``map``: the interactive map in one file."""

from __future__ import annotations

from pathlib import Path

import click

from uegraph.cli.options import open_graph, store_option


@click.command("map")
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path))
@store_option
def map(out: Path, store: str | None) -> None:  # noqa: A001 - the command's name
    """Draw the interactive map into one HTML file.

    OUT works offline in any browser: nothing is fetched when it is opened.

    Example: uegraph map map.html
    """
    from uegraph import maps  # noqa: PLC0415

    with open_graph(store) as graph:
        maps.write_map(graph, out)
    click.echo(f"Wrote {out}", err=True)
