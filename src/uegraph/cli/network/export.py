"""``network export``: the network as files that other tools read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from uegraph.cli.network.options import asked_of, network_options
from uegraph.cli.options import open_graph, store_option, working
from uegraph.words import many

if TYPE_CHECKING:
    from uegraph.network import Network

FORMATS: Final = ("graphml", "gexf", "csv", "json")


@click.command()
@click.argument("out", type=click.Path(dir_okay=False, allow_dash=True, path_type=Path))
@network_options
@click.option(
    "--measures/--no-measures",
    default=True,
    show_default=True,
    help="Give points their degree, betweenness and community, which takes long where there are "
    "hundreds of thousands of links.",
)
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(FORMATS),
    help="What to write.  [default: by the ending of OUT]",
)
@store_option
def export(out: Path, measures: bool, form: str | None, store: str | None, **asked: Any) -> None:
    """Write the network for other tools: GraphML, GEXF, CSV.

    OUT ends in .graphml (yEd, igraph, Gephi), .gexf (Gephi), .json (networkx, D3) or .csv, which
    becomes two tables: OUT-points.csv and OUT-links.csv. - writes one file to a pipe.

    Example: uegraph network export network.graphml
    """
    from uegraph.export import networks  # noqa: PLC0415 - not needed for --help
    from uegraph.network import read_network  # noqa: PLC0415 - as above

    chosen = _format(out, form)
    with open_graph(store) as graph, working("Reading what is recorded"):
        net = read_network(graph, **asked_of(asked))
    said: tuple[str, ...] = ()
    if measures:
        with working("Measuring"):
            net, said = networks.with_measures(net)
    written = _write(net, out, chosen)
    for remark in (*net.remarks, *said, *networks.warnings(net)):
        click.echo(remark, err=True)
    number = f"{many(len(net), 'point')}, {many(len(net.links), 'link')}"
    click.echo(f"Wrote {' and '.join(map(str, written))}: {number}.", err=True)


def _format(out: Path, form: str | None) -> str:
    """What to write, as asked for or by the ending of the file.

    Raises:
        BadParameter: Neither says it, or CSV is to go to a pipe.
    """
    named = form or out.suffix[1:].lower()
    if named not in FORMATS:
        endings = ", ".join(f".{each}" for each in FORMATS)
        raise click.BadParameter(
            f"'{out}' does not tell what to write. End it in {endings}, or give --format.",
            param_hint="OUT",
        )
    if named == "csv" and str(out) == "-":
        raise click.BadParameter(
            "CSV is two tables, of points and of links. Name a file, such as network.csv.",
            param_hint="OUT",
        )
    return named


def _write(net: Network, out: Path, form: str) -> list[Path]:
    """Write the files, each beside its place and then renamed, and say which."""
    from uegraph import files  # noqa: PLC0415 - not needed for --help
    from uegraph.export import networks  # noqa: PLC0415 - as above

    if form == "csv":
        stem = out.with_suffix("") if out.suffix.lower() == ".csv" else out
        paths = [stem.with_name(f"{stem.name}-{part}.csv") for part in ("points", "links")]
        for path, content in zip(paths, networks.to_tables(net), strict=True):
            files.write(path, content)
        return paths
    content = networks.to_file(net, form)
    if str(out) == "-":
        click.echo(content, nl=False)
    else:
        files.write(out, content)
    return [out]
