"""``network compare``: what became of the links between two periods, and who moved?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import click

from uegraph.cli.answers import print_rows
from uegraph.cli.network.options import asked_of, draws_option, network_options, top_option
from uegraph.cli.network.telling import evidence_of, print_remarks, print_text
from uegraph.cli.options import format_option, open_graph, period, store_option, working
from uegraph.words import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from uegraph.connections.comparing.compare import Change, Comparison

COLUMNS: Final = (
    *("about", "change", "one", "other", "first", "second", "certain", "sentence", "evidence"),
    *("one_id", "other_id"),
)
_CHANCE: Final = "within chance"
_NONE: Final = "no recorded link"
_HEADINGS: Final = {
    "made": "Links made",
    "revived": "Links revived",
    "kept": "Links kept",
    "lost": "Links lost",
    "not recorded again": "Links not recorded again",
}
_BODIES: Final = {
    "new": "Bodies with a first link",
    "back": "Bodies linked again",
    "not recorded again": "Bodies whose links are not recorded again",
}
_FEW: Final = 12


@click.command()
@click.argument("first", callback=period)
@click.argument("second", callback=period)
@click.option(
    "--by",
    metavar="MEASURE",
    multiple=True,
    default=("degree", "betweenness"),
    show_default=True,
    help="A measure to rank by; may be given several times. See `uegraph network central`.",
)
@draws_option("to tell moves from chance", none="0: no ranks.")
@top_option("Show N of each kind on the screen; the other formats have all.")
@network_options
@store_option
@format_option()
def compare(
    first: str, second: str, by: tuple[str, ...], draws: int, top: int,
    store: str | None, form: str, **asked: Any,
) -> None:  # fmt: skip
    """Compare two periods: links made, lost and revived, and who moved.

    What is not seen again counts as lost only where somebody states that the record of the second
    period is complete. What is not dated well enough is in neither period, and is counted.

    Example: uegraph network compare 2022 2023
    """
    from uegraph.connections import compare as put_side_by_side  # noqa: PLC0415 - heavy

    with open_graph(store) as graph, working("Comparing the two periods"):
        found = put_side_by_side(graph, first, second, by=by, draws=draws, **asked_of(asked))
    if form != "table":
        print_rows(change_rows(found), COLUMNS, form)
        return
    _print(found, top)


# The two periods are arguments here: a third would have nothing to say.
compare.params[:] = [option for option in compare.params if option.name != "period"]


def change_rows(found: Comparison) -> list[dict[str, Any]]:
    """What changed as flat rows."""
    return [
        {
            "about": row.about,
            "change": row.change,
            "one": row.one or None,
            "other": row.other or None,
            "one_id": row.one_id or None,
            "other_id": row.other_id or None,
            "first": row.first,
            "second": row.second,
            "certain": row.certain,
            "sentence": row.sentence,
            **evidence_of(row.grounds),
        }
        for row in found.rows
    ]


def _print(found: Comparison, top: int) -> None:
    print_text(found.headline)
    for heading, rows, more in _sections(found, top):
        if rows:
            click.echo(f"\n{heading}")
        for row in rows:
            print_text(row.sentence, indent="  ", hang="    ")
        if more:
            print_text(f"and {more:,} more; -f csv has them all.", indent="  ")
    chance = len(found.of("rank", _CHANCE))
    if chance:
        print_text(f"Moves in rank that may be chance: {chance:,}; -f csv has them.", indent="\n")
    alone = [row.one for row in found.of("body", _NONE)]
    if alone:
        noun = "body has" if len(alone) == 1 else "bodies have"
        click.echo("")
        print_text(f"{len(alone):,} {noun} no recorded link in either: {listed(alone, few=_FEW)}.")
    print_remarks(found.remarks)


def _sections(found: Comparison, top: int) -> Iterator[tuple[str, tuple[Change, ...], int]]:
    yield "Side by side", found.of("total"), 0
    groups = [
        *((heading, found.of("link", change)) for change, heading in _HEADINGS.items()),
        *((heading, found.of("body", change)) for change, heading in _BODIES.items()),
        ("Who moved", found.of("rank", "up", "down")),
    ]
    for heading, rows in groups:
        yield f"{heading} ({len(rows):,})", rows[:top], max(0, len(rows) - top)
