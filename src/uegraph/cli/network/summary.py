"""``network summary``: how large, how dense, how far, in what circles, and how sure?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import click

from uegraph.cli.answers import print_rows
from uegraph.cli.network.options import asked_of, draws_option, network_options
from uegraph.cli.network.telling import print_remarks, print_text
from uegraph.cli.options import format_option, open_graph, store_option, working

if TYPE_CHECKING:
    from uegraph.connections.overview.figures import Figure
    from uegraph.connections.overview.summary import Summary

COLUMNS: Final = (
    *("about", "name", "value", "of", "unit", "low", "high", "draws", "exact", "error", "engine"),
    *("sentence", "names", "ids"),
)


@click.command()
@draws_option("to see how the figures move")
@network_options
@store_option
@format_option()
def summary(draws: int, store: str | None, form: str, **asked: Any) -> None:
    """Sum the network up: how large, how dense, how far, how sure.

    Every figure says what it is out of. Those with no recorded link are named, not left out.

    Example: uegraph network summary --links stated
    """
    from uegraph.connections import summary as sum_up  # noqa: PLC0415 - not for --help
    from uegraph.network import read_network  # noqa: PLC0415 - as above

    with open_graph(store) as graph, working("Measuring the network"):
        found = sum_up(read_network(graph, **asked_of(asked)), times=draws)
    if form == "table":
        _print(found)
    elif form == "md":
        print_rows([_flat(row, found) for row in found.rows], ("about", "name", "sentence"), form)
    else:
        print_rows([_flat(row, found) for row in found.rows], COLUMNS, form)


def _print(found: Summary) -> None:
    print_text(found.headline)
    about = ""
    for row in found.rows:
        if row.about != about:
            click.echo(f"\n{row.about}")
        about = row.about
        print_text(row.sentence, indent="  ", hang="    ")
    print_remarks(found.remarks)


def _flat(row: Figure, found: Summary) -> dict[str, Any]:
    return {
        "about": row.about,
        "name": row.name,
        "value": row.value,
        "of": row.of,
        "unit": row.unit,
        "low": row.low,
        "high": row.high,
        "draws": found.draws if row.low is not None else 0,
        "exact": row.exact,
        "error": row.error,
        "engine": row.engine,
        "sentence": row.sentence,
        "names": list(row.names),
        "ids": list(row.ids),
    }
