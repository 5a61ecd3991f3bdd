"""``generate``: an invented programme of any size."""

from __future__ import annotations

from pathlib import Path

import click

from uegraph.cli.options import progress


@click.command()
@click.argument("out", type=click.Path(path_type=Path))
@click.option(
    "--triples",
    type=click.IntRange(min=3_000, max=10**9),
    required=True,
    metavar="N",
    help="About how many triples, within a few per cent.",
)
@click.option(
    "--seed",
    type=click.IntRange(min=0, max=2**31),
    default=1,
    show_default=True,
    help="Another seed makes another programme; the same one, the same bytes.",
)
@click.option("--form", type=click.Choice(["rdf", "tables"]),
              help="N-Quads, or a folder of tables.  "
              "[default: rdf where OUT ends in .nq or .nq.gz, else tables]")  # fmt: skip
def generate(out: Path, triples: int, seed: int, form: str | None) -> None:
    """Write an invented programme of engagement, of any size, like real ones.

    OUT is a file (.nq, or .nq.gz, which is compressed) or a new folder with a data set. `uegraph
    build OUT` makes the same graph of either.

    Example: uegraph generate large.nq --triples 10000
    """
    from uegraph import generate as making  # noqa: PLC0415 - not needed for --help

    as_rdf = out.name.lower().endswith((".nq", ".nq.gz"))
    if form and (form == "rdf") != as_rdf:
        wanted = "ends in .nq or .nq.gz" if form == "rdf" else "does not end in .nq or .nq.gz"
        raise click.BadParameter(f"For --form {form}, choose a name that {wanted}.")
    write = making.write_rdf if as_rdf else making.write_tables
    with progress() as tell:
        done = write(out, triples, seed=seed, progress=tell)
    click.echo(f"Wrote {out}: {done.lines:,} {'triples' if as_rdf else 'rows'}.", err=True)
    click.echo(f"Load it with: uegraph build {out}", err=True)
