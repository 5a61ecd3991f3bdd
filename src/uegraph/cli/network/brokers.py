"""``network brokers``: who links those who would not be linked without them?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import click

from uegraph.cli.answers import print_cards, print_rows
from uegraph.cli.network.options import asked_of, draws_option, network_options, top_option
from uegraph.cli.network.telling import evidence_of, fitting, print_remarks, print_text
from uegraph.cli.options import format_option, open_graph, store_option, working

if TYPE_CHECKING:
    from uegraph.connections.brokering.telling import Broker

_GROUPED_BY: Final = ("sector", "type", "place", "community")

COLUMNS: Final = (
    *("rank", "best_rank", "worst_rank", "name", "id", "group", "contacts", "pairs"),
    *(
        "pairs_across",
        "pairs_only_here",
        "coordinator",
        "itinerant",
        "gatekeeper",
        "representative",
        "liaison",
        "unknown",
    ),
    *(
        "betweenness",
        "effective_size",
        "constraint",
        "sentence",
        "roles",
        "structural_holes",
        "how_sure",
    ),
    *("examples", "example_ids", "evidence", "evidence_ids"),
)
_HEADS: Final = ("rank", "name", "pairs", "pairs_across", "pairs_only_here")
_MD: Final = (*_HEADS, "betweenness", "best_rank", "worst_rank", "sentence")
_BODIES: Final = ("sentence", "roles", "structural_holes", "how_sure", "examples")


@click.command()
@click.option(
    "--by",
    type=click.Choice(_GROUPED_BY),
    default="sector",
    show_default=True,
    help="By what bodies are grouped, to say between whom a broker stands.",
)
@top_option("List the first N brokers only.")
@draws_option("to see how places move")
@network_options
@store_option
@format_option()
def brokers(by: str, top: int, draws: int, store: str | None, form: str, **asked: Any) -> None:
    """Say who links those who would not be linked without them.

    A broker is linked with two that have no recorded link of their own. Roles are those of Gould
    and Fernandez; docs/network.md has them in words.

    Example: uegraph network brokers --by sector --top 5
    """
    from uegraph.connections import brokers as find  # noqa: PLC0415 - not needed for --help
    from uegraph.network import network_of, read_record  # noqa: PLC0415 - as above

    with open_graph(store) as graph, working("Looking for brokers"):
        record = read_record(graph)
        found = find(network_of(record, asked_of(asked)), record, by=by, top=top, times=draws)
    rows = [_flat(broker) for broker in found.rows]
    if form != "table":
        print_rows(rows, _MD if form == "md" else COLUMNS, form)
        return
    print_text(found.headline)
    if rows:
        click.echo()
        print_cards([fitting(row, "name") for row in rows], _HEADS, _BODIES)
    print_remarks(found.remarks)


def _flat(broker: Broker) -> dict[str, Any]:
    held = [
        ground for pair in broker.examples for ground in (*pair.one_grounds, *pair.other_grounds)
    ]
    return {
        "rank": broker.rank,
        "best_rank": broker.best_rank,
        "worst_rank": broker.worst_rank,
        "name": broker.name,
        "id": broker.id,
        "group": broker.group,
        "contacts": broker.contacts,
        "pairs": broker.pairs,
        "pairs_across": broker.across,
        "pairs_only_here": broker.only,
        **broker.roles,
        "unknown": broker.unknown,
        "betweenness": broker.share,
        "effective_size": broker.effective_size,
        "constraint": broker.constraint,
        "sentence": broker.sentence,
        "roles": broker.roles_said,
        "structural_holes": broker.contacts_said,
        "how_sure": broker.rank_said,
        "examples": [pair.sentence for pair in broker.examples],
        "example_ids": [iri for pair in broker.examples for iri in (pair.one_id, pair.other_id)],
        **evidence_of(held),
    }
