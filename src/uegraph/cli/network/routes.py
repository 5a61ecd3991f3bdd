"""``network routes``: who could introduce us to somebody who was not reached?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import click

from uegraph.cli.answers import print_cards, print_rows
from uegraph.cli.network.options import top_option
from uegraph.cli.network.telling import evidence_of, print_remarks, print_text
from uegraph.cli.options import as_of_option, format_option, open_graph, store_option, working
from uegraph.dates import in_words
from uegraph.words import as_words

if TYPE_CHECKING:
    from datetime import date

    from uegraph.connections.routing.routes import Route, Routes

COLUMNS: Final = (
    *("rank", "to", "state", "steps", "through", "oldest_step", "undated_steps"),
    *("permission", "sentence", "evidence", "to_id", "through_ids"),
)
_HEADS: Final = ("rank", "steps", "state", "route")


@click.command()
@click.argument("to", required=False)
@click.option(
    "--from",
    "start",
    metavar="NAME",
    multiple=True,
    help="One of our teams; may be given several times.  [default: the bodies that are recorded "
    "as running an activity]",
)
@click.option("--unreached", is_flag=True, help="One route to each audience that is a gap.")
@click.option(
    "--steps",
    type=click.IntRange(1, 100),
    default=4,
    show_default=True,
    metavar="N",
    help="How many steps a route has at most.",
)
@top_option("List the best N routes to one; no two lead through the same body.", default=3)
@as_of_option(
    "The day of reference.  [default: the last day that the record tells of, for coverage the end "
    "of the scope's period]"
)
@store_option
@format_option()
def routes(
    to: str | None, start: tuple[str, ...], unreached: bool, steps: int, top: int,
    as_of: date | None, store: str | None, form: str,
) -> None:  # fmt: skip
    """Find warm introductions to somebody who was not reached.

    A route leads from our teams through recorded contacts to an audience or a body, each step with
    its evidence. The fewest steps come first, then the most recent; docs/network.md has the rule.
    A body that withdrew its permission to be called on is left out.

    Example: uegraph network routes "Deaf people"
    """
    from uegraph import connections  # noqa: PLC0415 - heavy

    if (to is None) != unreached:
        raise click.UsageError(
            "Name an audience or body to reach, or ask for --unreached"
            f"{', not both' if unreached else ''}."
        )
    with open_graph(store) as graph, working("Looking for who knows whom"):
        if to is None:
            found = connections.unreached(graph, start=start, steps=steps, as_of=as_of)
        else:
            found = connections.routes(graph, to, top=top, start=start, steps=steps, as_of=as_of)
    _print(found, form)


def route_rows(found: Routes) -> list[dict[str, Any]]:
    """The routes as flat rows."""
    return [_flat(row) for row in found.rows]


def _print(found: Routes, form: str) -> None:
    rows = route_rows(found)
    if form != "table":
        print_rows(rows, COLUMNS, form)
        return
    print_text(found.headline)
    if len(rows) > 1 or (rows and rows[0]["steps"]):
        click.echo("")
        bodies = ("sentence", "oldest_step", "permission")
        print_cards([_shown(row) for row in rows], _HEADS, bodies)
    print_remarks(found.remarks)


def _flat(row: Route) -> dict[str, Any]:
    return {
        "rank": row.rank,
        "to": row.to,
        "to_id": row.to_id,
        "state": as_words(row.state) or None,
        "steps": row.steps,
        "through": list(row.through),
        "through_ids": [leg.source_id for leg in row.legs],
        "oldest_step": row.weakest or None,
        "undated_steps": row.undated if row.legs else None,
        "permission": row.permission or None,
        "sentence": row.sentence,
        **evidence_of(ground for leg in row.legs for ground in leg.grounds),
    }


def _shown(row: dict[str, Any]) -> dict[str, Any]:
    """A row for a screen: the whole way in one line."""
    there = row["steps"] is not None
    return row | {
        "route": " → ".join([*row["through"], row["to"]]),
        "steps": row["steps"] if there else "none",
        "oldest_step": in_words(row["oldest_step"] or ""),
    }
