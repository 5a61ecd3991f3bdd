"""``network suggest``: who should talk, and who could bring two sides together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import click

from uegraph.cli.answers import print_cards, print_rows
from uegraph.cli.network.options import asked_of, network_options, top_option
from uegraph.cli.network.telling import fitting, print_remarks, print_text
from uegraph.cli.options import format_option, open_graph, store_option, working

if TYPE_CHECKING:
    from collections.abc import Sequence

    from uegraph.connections.model import Ground
    from uegraph.connections.suggesting.bridges import Bridging
    from uegraph.connections.suggesting.reasons import Reason
    from uegraph.connections.suggesting.suggest import Suggestions

_PLACES: Final = ("contacts_place", "likeness_place")
PAIRS: Final = ("rank", "one", "other", *_PLACES, "sentence", "brings_nearer", "evidence")
BODIES: Final = ("rank", "name", "stands", *_PLACES, "sentence", "evidence")
LONG: Final = ("sentence", "brings_nearer", "evidence")
_SHOWN: Final = 3
"""Pieces of evidence for one reason, and pairs brought nearer, in a row on a screen."""


@click.command()
@top_option("How many to suggest.")
@click.option("--for", "whom", metavar="NAME", help="Only whom this body should talk to.")
@click.option(
    "--all", "every", is_flag=True,
    help="Also list pairs that an earlier one would bring a step nearer.",
)  # fmt: skip
@click.option(
    "--between", "one", metavar="NAME",
    help="Who could bring this theme, audience or sector together with --and?",
)  # fmt: skip
@click.option("--and", "other", metavar="NAME", help="The other theme, audience or sector.")
@network_options
@store_option
@format_option()
def suggest(
    top: int, whom: str | None, every: bool, one: str | None, other: str | None,
    store: str | None, form: str, **asked: Any,
) -> None:  # fmt: skip
    """Suggest who should talk, and who could bring two sides together.

    Pairs have no recorded link, but contacts in common or work that is alike. With --between and
    --and: who works on both sides already, and who else stands nearest to both.

    Example: uegraph network suggest --between "Deaf people" --and "Children and Education"
    """
    from uegraph import connections  # noqa: PLC0415 - not needed for --help

    if (one is None) != (other is None):
        raise click.UsageError("--between and --and go together: give both.")
    if one is not None and (whom or every):
        raise click.UsageError("--for and --all are of pairs, and do not go with --between.")
    with open_graph(store) as graph, working("Reading what is recorded"):
        if one is not None and other is not None:
            bridging = connections.between(graph, one, other, top=top, **asked_of(asked))
            _print(bridging, bodies_of(bridging, form), BODIES, form)
            return
        found = connections.suggest(graph, top=top, whom=whom, fold=not every, **asked_of(asked))
    _print(found, pairs_of(found, form), PAIRS, form)


def pairs_of(found: Suggestions, form: str) -> list[dict[str, Any]]:
    """The pairs as flat rows."""
    return [
        {
            "rank": row.rank,
            "one": row.one,
            "one_id": row.one_id,
            "other": row.other,
            "other_id": row.other_id,
            "score": row.score,
            "contacts": row.contacts,
            "contacts_place": row.contacts_place,
            "likeness": row.likeness,
            "likeness_place": row.likeness_place,
            "sentence": row.sentence,
            "brings_nearer": [f"{one} and {other}" for one, other in row.also],
        }
        | _why(row.reasons, form)
        for row in found.rows
    ]


def bodies_of(found: Bridging, form: str) -> list[dict[str, Any]]:
    """The bodies between two sides as flat rows."""
    return [
        {
            "rank": row.rank,
            "id": row.id,
            "name": row.name,
            "stands": row.stands,
            "score": row.score,
            "contacts": row.contacts,
            "contacts_place": row.contacts_place,
            "likeness": row.likeness,
            "likeness_place": row.likeness_place,
            "sentence": row.sentence,
        }
        | _why(row.reasons, form)
        for row in found.rows
    ]


def _why(reasons: Sequence[Reason], form: str) -> dict[str, Any]:
    """What rows rest on, in words and by id; what no sentence tells is only named."""
    from uegraph.connections.suggesting.reasons import TOLD  # noqa: PLC0415 - not needed for --help
    from uegraph.words import listed  # noqa: PLC0415 - as above

    told = [each for each in reasons if each.kind in TOLD]
    few = _SHOWN if form == "table" else None
    return {
        "shared": [f"{each.kind}: {each.name}" for each in reasons],
        "shared_ids": [each.id for each in reasons],
        "evidence": [
            f"{each.name}: {listed(map(_ground, each.evidence), few=few)}" for each in told
        ],
        "evidence_ids": list(dict.fromkeys(on.id for each in told for on in each.evidence)),
    }


def _ground(on: Ground) -> str:
    from uegraph.dates import in_words  # noqa: PLC0415 - not needed for --help

    beside = [in_words(on.when) if on.when else "", "stated" if on.stated else ""]
    more = ", ".join(filter(None, beside))
    return f"{on.said} ({more})" if more else on.said


def _print(
    answer: Suggestions | Bridging, rows: list[dict[str, Any]], columns: Sequence[str], form: str
) -> None:
    if form != "table":
        ids = [name for name in (rows[0] if rows else ()) if name not in columns]
        print_rows(rows, [*columns, *ids] if form == "csv" else columns, form)
        return
    print_text(answer.headline)
    if rows:
        click.echo()
        short = [name for name in columns if name not in LONG]
        print_cards([_cut(row) for row in rows], short, [n for n in LONG if n in columns])
        click.echo("\nHow they are ordered")
        print_text(answer.rule, indent="  ", hang="  ")
    print_remarks(answer.remarks)


def _cut(row: dict[str, Any]) -> dict[str, Any]:
    """A row for a screen: the first few of what may be many, and names that fit."""
    cut: dict[str, Any] = {}
    for name in ("brings_nearer", "evidence"):
        values = row.get(name) or []
        more = len(values) - _SHOWN
        cut[name] = values if more <= 0 else [*values[:_SHOWN], f"and {more:,} more"]
    return fitting(row, "one", "other", "name", "stands") | cut
