"""``network central``: who is at the centre, by which measure, and how sure is that?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import click

from uegraph.cli.answers import print_cards, print_rows
from uegraph.cli.network.options import asked_of, draws_option, network_options, top_option
from uegraph.cli.network.telling import evidence_of, fitting, print_remarks, print_text
from uegraph.cli.options import format_option, open_graph, store_option, working
from uegraph.connections import MEASURES

if TYPE_CHECKING:
    from uegraph.connections.ranking.central import Central, CentralRow

COLUMNS: Final = (
    *("rank", "of", "shared", "name", "id", "kind", "sector", "measure", "figure", "best_rank"),
    *("worst_rank", "steady", "draws", "exact", "error", "engine", "sentence", "contacts"),
    *("contact_ids", "evidence", "evidence_ids"),
)
_HEADS: Final = ("rank", "name", "sector", "figure", "places")
_BODIES: Final = ("sentence", "strongest_links")
_MD: Final = ("rank", "name", "sector", "figure", "best_rank", "worst_rank", "sentence")
_NAMED: Final = 12
"""Names without a link on a screen; the other formats have all."""


@click.command()
@click.option(
    "--by", type=click.Choice(list(MEASURES), case_sensitive=False), default="degree",
    show_default=True, metavar="MEASURE", help=f"One of {', '.join(MEASURES)}.",
)  # fmt: skip
@top_option("List the first N only, of each kind.")
@click.option("--all", "every", is_flag=True, help="List all that have a recorded link.")
@draws_option("to see how places move")
@network_options
@store_option
@format_option()
def central(
    by: str, top: int, every: bool, draws: int, store: str | None, form: str, **asked: Any
) -> None:
    """Rank who is at the centre, by the measure that you name.

    docs/network.md says what each measure means. Those with the same figure share a place; those
    with no recorded link have none, and are named at the end.

    Example: uegraph network central --by betweenness --top 5
    """
    from uegraph.connections import central as rank  # noqa: PLC0415 - not for --help
    from uegraph.network import read_network  # noqa: PLC0415 - as above

    with open_graph(store) as graph, working("Measuring the network"):
        net = read_network(graph, **asked_of(asked))
        found = rank(net, by, top=None if every else top, times=draws)
    if form == "table":
        _print(found)
        return
    rows = [_flat(row, found) for row in (*found.rows, *found.unlinked)]
    print_rows(rows, _MD if form == "md" else COLUMNS, form)


def _print(found: Central) -> None:
    from uegraph.connections.naming import names_in_words, noun_of  # noqa: PLC0415 - not for --help

    print_text(found.headline)
    kinds = found.network.kinds
    for place, kind in enumerate(kinds):
        rows = [_short(_flat(row, found)) for row in found.rows if row.kind == kind]
        alone = [row.name for row in found.unlinked if row.kind == kind]
        if len(kinds) > 1 and found.rows:
            click.echo(f"\n{noun_of(found.network, place)[1].capitalize()}")
        if rows:
            click.echo()
            sectors = any(row["sector"] for row in rows)
            print_cards(rows, [head for head in _HEADS if sectors or head != "sector"], _BODIES)
        if alone and found.rows:
            click.echo()
            print_text(f"No recorded link, and so no place: {names_in_words(alone, _NAMED)}.")
    print_remarks(found.remarks)


def _flat(row: CentralRow, found: Central) -> dict[str, Any]:
    grounds = [ground for contact in row.contacts for ground in contact.grounds]
    return {
        "rank": row.rank,
        "of": row.of,
        "shared": row.shared,
        "name": row.name,
        "id": row.id,
        "kind": row.kind,
        "sector": row.sector,
        "measure": found.measure.name,
        "figure": row.figure,
        "best_rank": row.best,
        "worst_rank": row.worst,
        "steady": row.steady,
        "draws": found.draws,
        "exact": found.measured.exact,
        "error": found.measured.error,
        "engine": found.measured.engine,
        "sentence": row.sentence,
        "contacts": [contact.sentence for contact in row.contacts],
        "contact_ids": [contact.id for contact in row.contacts],
        **evidence_of(grounds),
    }


def _short(row: dict[str, Any]) -> dict[str, Any]:
    """A row for a screen."""
    ends = [row[end] for end in ("best_rank", "worst_rank") if row[end] is not None]
    return fitting(row, "name") | {
        "places": " to ".join(dict.fromkeys(f"{end:,}" for end in ends)) or "not known",
        "strongest_links": row["contacts"],
    }
