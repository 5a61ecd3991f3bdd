"""``map``: the interactive map in one file."""

from __future__ import annotations

from pathlib import Path

import click

from uegraph.cli.options import open_graph, store_option


@click.command("map")
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--title", default="Stakeholder map", show_default=True, help="The page's heading.")
@store_option
def map(out: Path, title: str, store: str | None) -> None:  # noqa: A001 - the command's name
    """Draw the interactive map into one HTML file.

    OUT works offline in any browser: nothing is fetched when it is opened.

    Example: uegraph map map.html
    """
    from uegraph import coverage, maps  # noqa: PLC0415

    with open_graph(store) as graph:
        states = coverage.worst_states(coverage.coverage(graph))
        drawn = maps.write_map(graph, out, title=title, states=states)
    click.echo(f"Wrote {out}: {drawn.points} points, {drawn.links} links.", err=True)
