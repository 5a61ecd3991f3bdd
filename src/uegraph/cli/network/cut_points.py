"""``network cut-points``: who would lose contact with whom if one body left?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import click

from uegraph.cli.answers import print_cards, print_rows
from uegraph.cli.network.options import asked_of, draws_option, network_options, top_option
from uegraph.cli.network.telling import evidence_of, fitting, print_remarks, print_text
from uegraph.cli.options import format_option, open_graph, store_option, working

if TYPE_CHECKING:
    from uegraph.connections.breaking.fragile import Fragile
    from uegraph.connections.breaking.losing import Break

COLUMNS: Final = (
    *("kind", "rank", "name", "id", "other", "other_id", "count", "parts", "share", "sentence"),
    *("stand_in", "lost", "lost_ids", "evidence", "evidence_ids"),
)
_MD: Final = ("kind", "rank", "name", "other", "count", "share", "sentence")
_TITLES: Final = {
    "point": "If one leaves",
    "link": "If one link is lost",
    "activity": "Had one activity not taken place",
}


@click.command("cut-points")
@top_option("List the first N bodies, links and activities only.")
@draws_option("to see who stays one")
@network_options
@store_option
@format_option()
def cut_points(top: int, draws: int, store: str | None, form: str, **asked: Any) -> None:
    """Say who would lose contact with whom if one body left.

    And which links are the only way between two sides, and which activities hold others together.
    To be in contact is to be joined by a chain of recorded links.

    Example: uegraph network cut-points --top 5
    """
    from uegraph.connections import fragile  # noqa: PLC0415 - not needed for --help
    from uegraph.network import read_network  # noqa: PLC0415 - as above

    with open_graph(store) as graph, working("Looking for what would break"):
        found = fragile(read_network(graph, **asked_of(asked)), top=top, times=draws)
    if form == "table":
        _print(found)
    else:
        print_rows([_flat(row) for row in found.rows], _MD if form == "md" else COLUMNS, form)


def _print(found: Fragile) -> None:
    print_text(found.headline)
    if found.leaning:
        print_text(found.leaning)
    for kind, title in _TITLES.items():
        rows = [_flat(row) for row in found.rows if row.kind == kind]
        if rows:
            some = "first" if len(rows) == 1 else f"first {len(rows):,}"
            more = f" (the {some} of {found.found[kind]:,})"
            click.echo(f"\n{title}{more if len(rows) < found.found[kind] else ''}\n")
            print_cards([_short(row) for row in rows], _heads(kind), ["sentence"])
    print_remarks(found.remarks)


def _heads(kind: str) -> tuple[str, ...]:
    return ("rank", "name", "other", "count") if kind == "link" else ("rank", "name", "count")


def _flat(row: Break) -> dict[str, Any]:
    return {
        "kind": row.kind,
        "rank": row.rank,
        "name": row.name,
        "id": row.id,
        "other": row.other,
        "other_id": row.other_id,
        "count": row.count,
        "parts": list(row.parts),
        "share": row.share,
        "sentence": row.sentence,
        "stand_in": row.stand_in,
        "lost": [name for part in row.lost for name in part],
        "lost_ids": [iri for part in row.lost_ids for iri in part],
        **evidence_of(row.grounds),
    }


def _short(row: dict[str, Any]) -> dict[str, Any]:
    said = f"{row['sentence']} {row['stand_in']}".strip()
    return fitting(row, "name", "other") | {"sentence": said}
