"""``network communities``: which groups work together, and what to call them?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import click

from uegraph.cli.answers import print_cards, print_rows
from uegraph.cli.network.options import asked_of, network_options
from uegraph.cli.network.telling import print_remarks, print_text
from uegraph.cli.options import format_option, open_graph, store_option, working

if TYPE_CHECKING:
    from uegraph.connections.grouping.communities import Communities
    from uegraph.connections.grouping.telling import Community

COLUMNS: Final = (
    *("number", "name", "size", "links_within", "links_outside", "sentence", "shared"),
    *(
        "members",
        "member_ids",
        "stays",
        "links_to_others",
        "shared_activities",
        "shared_activity_ids",
    ),
)
_HEADS: Final = ("number", "name", "size", "links_within", "links_outside")
_MD: Final = (*_HEADS, "sentence")
_BODIES: Final = ("sentence", "links_to_others", "shared_activities")
_SHOWN: Final = 3
"""Activities under a group on a screen; the other formats have all."""


@click.command()
@click.option(
    "--resolution", type=click.FloatRange(0, min_open=True), default=1.0, show_default=True,
    metavar="R", help="More gives smaller groups, less gives larger ones.",
)  # fmt: skip
@click.option(
    "--runs", type=click.IntRange(1, 1000), default=20, show_default=True, metavar="N",
    help="How often to search, each time from another seed, to see how sure the groups are.",
)  # fmt: skip
@network_options
@store_option
@format_option()
def communities(resolution: float, runs: int, store: str | None, form: str, **asked: Any) -> None:
    """Find the groups that work together, and name them.

    A name says what members share more than others do; where they share nothing, around whom the
    group lies. Those with no recorded link are in no group.

    Example: uegraph network communities --runs 10
    """
    from uegraph.connections import communities as find  # noqa: PLC0415 - not needed for --help
    from uegraph.network import network_of, read_record  # noqa: PLC0415 - as above

    with open_graph(store) as graph, working("Looking for groups"):
        record = read_record(graph)
        net = network_of(record, asked_of(asked))
        found = find(net, record, resolution=resolution, runs=runs)
    if form == "table":
        _print(found)
    else:
        rows = [*map(_flat, found.rows), *_alone(found)]
        print_rows(rows, _MD if form == "md" else COLUMNS, form)


def _print(found: Communities) -> None:
    print_text(found.headline)
    if found.rows:
        click.echo()
        print_cards([_short(_flat(row)) for row in found.rows], _HEADS, _BODIES)
    print_remarks(found.remarks)


def _flat(row: Community) -> dict[str, Any]:
    return {
        "number": row.number,
        "name": row.name,
        "size": len(row.members),
        "links_within": row.within,
        "links_outside": row.outside,
        "sentence": row.sentence,
        "shared": [shared.sentence for shared in row.why],
        "members": [member.name for member in row.members],
        "member_ids": [member.id for member in row.members],
        "stays": [member.stays for member in row.members],
        "links_to_others": list(row.linkers),
        "shared_activities": [ground.said for ground in row.grounds],
        "shared_activity_ids": [ground.id for ground in row.grounds],
    }


def _alone(found: Communities) -> list[dict[str, Any]]:
    """Those with no recorded link, as a row of their own, so that nobody is left out."""
    if not found.alone:
        return []
    ids, names = zip(*found.alone, strict=True)
    return [
        dict.fromkeys(COLUMNS)
        | {
            "name": "No recorded link",
            "size": len(ids),
            "links_within": 0,
            "links_outside": 0,
            "sentence": "In no group: no link of theirs is recorded.",
            "members": list(names),
            "member_ids": list(ids),
        }
    ]


def _short(row: dict[str, Any]) -> dict[str, Any]:
    from uegraph.connections.naming import called  # noqa: PLC0415 - not needed for --help
    from uegraph.words import listed  # noqa: PLC0415 - as above

    return row | {"shared_activities": listed(map(called, row["shared_activities"]), few=_SHOWN)}
