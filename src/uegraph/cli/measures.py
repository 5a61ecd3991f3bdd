"""``measures``: how recent, frequent, deep, shared and heavy is engagement?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import click

from uegraph.cli.answers import print_cards, print_rows
from uegraph.cli.options import (
    as_of_option,
    format_option,
    open_graph,
    period,
    store_option,
    working,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from uegraph.metrics import Measures, Receipt

_SHOWN: Final = 8  # activities under a row of the table; the other formats have all

FIGURES: Final = ("measure", "figure", "low", "high", "unit", "of", "not_known", "sentence")
HEADS: Final = {
    "recency": ("name", "kind", "months_low", "months_high", "engagements"),
    "frequency": ("name", "cadence", "finding"),
    "reach": ("kind", "of", "number", "low", "high", "figures", "things"),
    "depth": ("level", "participations", "possibly", "parties", "of", "low", "high"),
    "two-way": ("kind", "two_way", "other", "not_recorded", "of", "low", "high"),
    "feedback": ("name", "feedback"),
    "concentration": ("kind", "bodies", "participations", "top_low", "top_high", "hhi_low",
                      "hhi_high"),
    "burden": ("name", "kind", "certain", "most_low", "most_high", "asked"),
}  # fmt: skip
BODIES: Final = {"reach": ("left_out",), "concentration": ("top",), "burden": ("organisers",)}


@click.command()
@click.argument("name", required=False, type=click.Choice(list(HEADS)), metavar="[NAME]")
@as_of_option(
    "The day from which months are counted.  [default: the end of the period, else the "
    "last day that the record tells of]"
)
@click.option(
    "--period", metavar="DATE", callback=period,
    help="Only what took place in this time, such as 2023 or 2022-10/2023-03.  [default: always]",
)  # fmt: skip
@click.option(
    "--weeks", type=click.IntRange(1, 520), default=6, show_default=True,
    help="Within how many weeks of each other asks are a burden.",
)  # fmt: skip
@store_option
@format_option()
def measures(
    name: str | None, as_of: date | None, period: str | None, weeks: int, store: str | None,
    form: str,
) -> None:  # fmt: skip
    """Measure engagement: how recent, frequent, deep, shared and heavy.

    NAME is recency, frequency, reach, depth, two-way, feedback, concentration or burden; without
    it the headlines of all are shown. What is not recorded is never taken for a no: it leaves an
    interval.

    Example: uegraph measures recency --as-of 2024-04-26
    """
    from uegraph.metrics import measures as measure  # noqa: PLC0415 - not needed for --help

    with open_graph(store) as graph, working("Reading what is recorded"):
        found = measure(graph, as_of=as_of, period=period, weeks=weeks)
    if name is None:
        _print_figures(found, form)
    else:
        _print_table(found, name, form)


def rows_of(found: Measures, name: str) -> list[dict[str, Any]]:
    """The rows of one measure, flat: its activities by name and by id."""
    from dataclasses import asdict  # noqa: PLC0415 - only where there is an answer

    return [
        asdict(row)
        | {
            "activities": [_receipt(item) for item in row.activities],
            "activity_ids": [item.id for item in row.activities],
        }
        for row in found.table(name)
    ]


def _columns(name: str) -> list[str]:
    """Every column of a measure, its own before those that all measures have."""
    from dataclasses import fields  # noqa: PLC0415 - only where there is an answer

    from uegraph.metrics import ROWS  # noqa: PLC0415 - not needed for --help

    last = ("sentence", "activities", "activity_ids", "private")
    own = [field.name for field in fields(ROWS[name])]
    return [*(column for column in own if column not in last), *last]


def _receipt(item: Receipt) -> str:
    from uegraph.dates import in_words  # noqa: PLC0415 - as above

    said = [in_words(item.when), item.note, "" if item.certain else "possibly"]
    more = ", ".join(part for part in said if part)
    return f"{item.name} ({more})" if more else item.name


def _print_figures(found: Measures, form: str) -> None:
    from dataclasses import asdict  # noqa: PLC0415 - only where there is an answer

    if form != "table":
        print_rows([asdict(figure) for figure in found.figures], FIGURES, form)
        return
    click.echo(_headline(found))
    measure = ""
    for figure in found.figures:
        if figure.measure != measure:
            click.echo(f"\n{figure.measure.capitalize()}")
        measure = figure.measure
        _print_sentence(figure.sentence)


def _print_table(found: Measures, name: str, form: str) -> None:
    rows = rows_of(found, name)
    bodies = ("sentence", *BODIES.get(name, ()), "activities")
    if form != "table":
        print_rows(rows, _columns(name) if form == "csv" else [*HEADS[name], *bodies], form)
        return
    click.echo(_headline(found) + "\n")
    if not rows:
        for figure in found.figures:
            if figure.measure == name:
                _print_sentence(figure.sentence)
        return
    print_cards([_cut(row) for row in rows], HEADS[name], bodies)


def _cut(row: dict[str, Any]) -> dict[str, Any]:
    names: Sequence[str] = row["activities"]
    more = [f"and {len(names) - _SHOWN} more"] if len(names) > _SHOWN else []
    hidden = [f"{'and ' * bool(names)}{row['private']} marked private"] if row["private"] else []
    return row | {"activities": [*names[:_SHOWN], *more, *hidden]}


def _headline(found: Measures) -> str:
    from uegraph.dates import day_in_words, in_words  # noqa: PLC0415 - as above

    day = day_in_words(found.as_of)
    when = in_words(found.period) if found.period else "always"
    return f"Measures of engagement, as of {day}; period: {when}."


def _print_sentence(text: str) -> None:
    import shutil  # noqa: PLC0415 - as above
    import textwrap  # noqa: PLC0415 - as above

    from uegraph.cli.answers import plain  # noqa: PLC0415 - as above

    width = min(shutil.get_terminal_size((100, 24)).columns, 100)
    click.echo(textwrap.fill(plain(text), width, initial_indent="  ", subsequent_indent="    "))
