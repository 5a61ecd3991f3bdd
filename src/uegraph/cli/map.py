"""``map``: the interactive map in one file."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Final

import click

from uegraph.cli.options import open_graph, store_option

# Spelled here too, as the network and the map are heavy; a test holds them together.
TITLE: Final = "Stakeholder map"
KINDS: Final = (
    "organisation", "unnamed party", "audience", "theme", "activity", "series", "product",
)  # fmt: skip
MORE_KINDS: Final = ("goal",)


@click.command("map")
@click.argument("out", type=click.Path(dir_okay=False, allow_dash=True, path_type=Path))
@click.option("--title", default=TITLE, show_default=True, help="The page's heading.")
@click.option(
    "-k",
    "--kind",
    "kinds",
    multiple=True,
    type=click.Choice([*KINDS, *MORE_KINDS]),
    metavar="KIND",
    default=KINDS,
    show_default=True,
    help="A kind of point to draw; may be given several times.",
)
@store_option
def map(out: Path, title: str, kinds: tuple[str, ...], store: str | None) -> None:  # noqa: A001 - the command's name
    """Draw the interactive map into one HTML file.

    OUT works offline in any browser: nothing is fetched when it is opened. - writes it to a pipe.

    Example: uegraph map map.html
    """
    from uegraph import coverage, maps  # noqa: PLC0415

    with open_graph(store) as graph, tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch, "map.html") if str(out) == "-" else out
        maps.require_room(graph, kinds)  # before coverage, which takes its time
        states = coverage.worst_states(coverage.coverage(graph))
        drawn = maps.write_map(graph, path, title=title, kinds=kinds, states=states)
        if path != out:
            click.echo(path.read_text(encoding="utf-8"), nl=False)
    click.echo(f"Wrote {out}: {drawn.points} points, {drawn.links} links.", err=True)
